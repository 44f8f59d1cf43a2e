"""Columns cut into bins: every row where its bin says, whatever the column looks like."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from phaseline.explore.bins import MOST, binned

NUMBERS = st.floats(-1e12, 1e12, allow_nan=False) | st.integers(0, 5).map(float)


def is_where_it_says(column: np.ndarray) -> bool:
    """Whether every row lies between the ends of its bin, the last bin with its end."""
    (cut,) = binned([column])
    low, high = cut.edges[:-1][cut.rows], cut.edges[1:][cut.rows]
    slack = 1e-9 * max(1.0, float(np.abs(column).max()))
    return bool(((column >= low - slack) & (column <= high + slack)).all())


@settings(max_examples=40, deadline=None)
@given(arrays(np.float64, st.integers(2, 200), elements=NUMBERS))
def test_every_row_lies_in_its_bin(column):
    """Evenly spread, in heaps, of one value, of far outliers."""
    assert is_where_it_says(column)
    (cut,) = binned([column])
    assert cut.count <= MOST
    assert (np.diff(cut.edges)[:-1] > 0).all()


def test_bins_hold_about_as_many_rows():
    """Of 100,000 rows spread by a bell, no bin of 256 holds twice its share."""
    column = np.random.default_rng(1).normal(size=100_000)
    (cut,) = binned([column])
    assert cut.count > 200
    assert np.bincount(cut.rows).max() < 2 * 100_000 / cut.count


def test_an_outlier_does_not_swallow_the_rest():
    """One row at 10⁹ beside 9,999 below 1: the others still have their bins."""
    column = np.concatenate([np.random.default_rng(2).random(9_999), [1e9]])
    (cut,) = binned([column])
    assert cut.count > 200
