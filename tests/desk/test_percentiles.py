"""The middle and the ends of a figure over draws."""

import numpy as np
import pytest

from phaseline.desk.estimates.percentiles import percentiles


def test_the_ends_lie_a_twentieth_from_either_side():
    """Of 0, 1, …, 100 the 5th percentile is 5, the median 50, the 95th 95: rank .05 · 100 is 5."""
    assert percentiles(np.arange(101.0)) == (5.0, 50.0, 95.0)


def test_draws_to_which_a_figure_does_not_apply_are_left_out():
    """What is no number in half of the draws is told of the other half; of none, it is none."""
    assert percentiles(np.array([np.nan, 2.0, np.nan, 2.0])) == (2.0, 2.0, 2.0)
    assert percentiles(np.array([np.nan])) == pytest.approx((np.nan,) * 3, nan_ok=True)
