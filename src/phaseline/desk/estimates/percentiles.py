"""The middle of a figure over draws, and the ends between which it lies."""

import numpy as np

from phaseline.game.arrays import Floats
from phaseline.terms.record import record


@record
class DrawRange:
    """
    A figure over draws of the assumptions.

    Args:
        low: Its 5th percentile.
        median: Its middle.
        high: Its 95th percentile.
    """

    low: float
    median: float
    high: float


def range_of(values: Floats) -> DrawRange:
    """Give the range of a figure over draws (draw); see `percentiles`."""
    low, median, high = percentiles(values)
    return DrawRange(low=low, median=median, high=high)


def percentiles(values: Floats) -> tuple[float, float, float]:
    """
    Give the 5th percentile, the median and the 95th percentile of what is known of a figure; not a
    number where it applies nowhere.

    Args:
        values: The figure (draw).

    >>> percentiles(np.array([0.0, 10.0, np.nan]))
    (0.5, 5.0, 9.5)
    """
    known = values[np.isfinite(values)]
    if not len(known):
        return float("nan"), float("nan"), float("nan")
    low, median, high = np.percentile(known, [5, 50, 95])
    return float(low), float(median), float(high)
