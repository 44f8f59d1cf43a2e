"""
What two normal shocks do beyond a bound, precise far out in the tails.

Source:
    For the quadrature: Davis & Rabinowitz, *Methods of Numerical Integration* (1984), section 2.7.
"""

import numpy as np

from phaseline.game.arrays import Floats
from phaseline.game.linear import normal_below

_POINTS, _WEIGHTS = np.polynomial.legendre.leggauss(16)
_PANELS = 12
_STEPS = ((np.arange(_PANELS)[:, None] + (_POINTS + 1) / 2) / _PANELS).ravel()
_SHARES = np.tile(_WEIGHTS, _PANELS) / (2 * _PANELS)
_FAR = 9.0  # standard deviations: what lies beyond is less than 1e-18 of the whole
_FALL = 42.0  # a tail is followed until it has fallen by e to this
_BEYOND = 1e9  # standard deviations: a bound beyond it is as good as infinite


def first_is_larger(bounds: Floats, first: float, second: float) -> tuple[Floats, Floats]:
    """
    Give, for two independent normals with standard deviation 1, the chance that the larger of them
    is above a bound, and the chance that the first is the larger, given so.

    With c the bound both are integrals over w > c: of φ(w − m₁)Φ(w − m₂) where the first is the
    larger, and the other way round. They are taken by Gauss–Legendre panels with the largest
    exponent taken out, so that their ratio is right where both vanish.

    Args:
        bounds: The bounds [standard deviations]; they may be infinite.
        first: The mean of the first.
        second: The mean of the second.
    """
    low, high = min(first, second), max(first, second)
    start = np.clip(bounds, low - _FAR, _BEYOND)
    beyond = np.maximum(start - high, 0.0)
    fall = np.minimum(_FAR, _FALL / np.maximum(beyond, 1.0))
    width = np.where(beyond > 0, fall, high - start + _FAR)
    at = start[:, None] + width[:, None] * _STEPS
    origin = np.maximum(start, high)[:, None]
    parts = [
        (np.exp(_exponent(origin, at - origin, mean, high)) * normal_below(at - other)) @ _SHARES
        for mean, other in ((first, second), (second, first))
    ]
    whole = parts[0] + parts[1]
    over_first, over_second = normal_below(first - bounds), normal_below(second - bounds)
    above = over_first + over_second - over_first * over_second
    return above, parts[0] / np.where(whole > 0, whole, 1.0)


def _exponent(origin: Floats, steps: Floats, mean: float, high: float) -> Floats:
    """
    Give −(w − m)²/2 at w = origin + step, less what it is at the origin for the larger mean,
    without the difference of two large numbers.
    """
    lead = high - mean
    return -lead * (origin - mean + origin - high) / 2 - (origin - mean) * steps - steps**2 / 2
