"""
How far beliefs came true: what each forecast is scored by, and how the scores are read together.

Source:
    Brier, *Monthly Weather Review* 78 (1950), 1–3, in the form of half his sum, from 0 to 1; Good,
    *Journal of the Royal Statistical Society B* 14 (1952), 107–114, for the logarithmic score;
    DeGroot and Fienberg, *The Statistician* 32 (1983), 12–22, for the reliability diagram.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import inf, log

from phaseline.terms.record import record
from phaseline.terms.ties import is_less, total

# The ends of the bands of ICD 203: each holds its lower end, the last one both.
BANDS = (0.0, 0.05, 0.2, 0.45, 0.55, 0.8, 0.95, 1.0)


@record
class ScoredForecast:
    """
    A belief, and whether what it was about came to be so.

    Args:
        chance: The belief, from 0 to 1.
        is_so: Whether it was so.
    """

    chance: float
    is_so: bool


@record
class ReliabilityBand:
    """
    The forecasts of one band beside how often they came true.

    Args:
        low: The lower end of the band, which it holds.
        high: The upper end, which the last band alone holds.
        count: How many forecasts.
        forecast: Their mean.
        observed: The share of them that came to be so.
    """

    low: float
    high: float
    count: int
    forecast: float
    observed: float


def brier(forecasts: Sequence[ScoredForecast]) -> float:
    """
    Give the mean of the squared distance from what was so: 0 at best, .25 for who always says one
    half, 1 at worst.

    Raises:
        ValueError: There is no forecast.

    >>> said = ScoredForecast(chance=0.8, is_so=True), ScoredForecast(chance=0.4, is_so=False)
    >>> round(brier(said), 6)
    0.1
    """
    return _mean([(held.chance - held.is_so) ** 2 for held in forecasts])


def log_score(forecasts: Sequence[ScoredForecast]) -> float:
    """
    Give the mean of minus the natural logarithm of the chance that was given to what was so: 0 at
    best, .693 for who always says one half, infinite for who was certain and wrong.

    Raises:
        ValueError: There is no forecast.

    >>> round(log_score([ScoredForecast(chance=0.5, is_so=True)]), 6)
    0.693147
    """
    to_truth = [held.chance if held.is_so else 1 - held.chance for held in forecasts]
    return _mean([-log(chance) if chance > 0 else inf for chance in to_truth])


def reliability(forecasts: Sequence[ScoredForecast]) -> tuple[ReliabilityBand, ...]:
    """
    Give the bands of ICD 203 in which there is a forecast, the lowest first.

    Args:
        forecasts: The forecasts, in any order.
    """
    bands = []
    for low, high in pairwise(BANDS):
        within = [held for held in forecasts if _is_within(held.chance, low, high)]
        if within:
            bands.append(
                ReliabilityBand(
                    low=low,
                    high=high,
                    count=len(within),
                    forecast=_mean([held.chance for held in within]),
                    observed=_mean([float(held.is_so) for held in within]),
                )
            )
    return tuple(bands)


def _is_within(chance: float, low: float, high: float) -> bool:
    is_last = high == BANDS[-1]
    return not is_less(chance, low) and (is_last or is_less(chance, high))


def _mean(numbers: Sequence[float]) -> float:
    if not numbers:
        raise ValueError("there is no forecast to score")
    return total(numbers) / len(numbers)
