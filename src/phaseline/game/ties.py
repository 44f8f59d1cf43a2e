"""
The rule of `phaseline.terms.ties` for arrays: what differs by no more than rounding is the same.
"""

import numpy as np

from phaseline.game.arrays import Bools, Floats
from phaseline.terms.ties import CLOSE


def more(first: Floats, second: Floats | float) -> Bools:
    """
    Say where numbers are more than others beyond rounding; nowhere where one of both is no number.

    >>> more(np.array([0.1 + 0.2, 0.4]), 0.3)
    array([False,  True])
    """
    second = np.asarray(second, dtype=np.float64)
    slack = CLOSE * np.maximum(1.0, np.minimum(np.abs(first), np.abs(second)))
    return np.asarray(first > second + np.where(np.isfinite(slack), slack, 0.0), dtype=np.bool_)


def less(first: Floats, second: Floats | float) -> Bools:
    """Say where numbers are less than others beyond rounding."""
    return more(np.broadcast_to(np.asarray(second, dtype=np.float64), first.shape), first)


def first_most(numbers: Floats) -> int:
    """
    Give the place of the first number that is the most but for rounding.

    >>> first_most(np.array([0.1, 0.3, 0.1 + 0.2]))
    1
    """
    return int(np.argmax(~less(numbers, float(np.max(numbers)))))
