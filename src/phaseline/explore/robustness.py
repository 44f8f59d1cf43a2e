"""
How each course fares over all futures, by every measure of robustness at once.

No measure is the right one: each holds an attitude to risk. So all stand side by side, and it is
said where the choice of a measure changes the course that comes first.

Every measure takes what a course is worth, more being better (course, draw). Regret is against the
best course that could be committed to beforehand: the one that is worth most on average, not the
best in each draw, for nobody knows the draw when a course is announced.

Source:
    McPhail et al., *Earth's Future* 6 (2018), 169–191, for measures as a transformation, a subset
    of the futures and an aggregate; Ben-Haim, *Info-Gap Decision Theory* (2006), chapter 3, for the
    radius.
"""

from collections.abc import Callable, Mapping

import numpy as np

from phaseline.game.arrays import Bools, Floats
from phaseline.terms.record import record
from phaseline.terms.ties import is_less, leading

TAIL = 0.05  # the share of the futures that a percentile leaves out


@record
class RobustnessMeasure:
    """
    One measure of robustness.

    Args:
        of: Reads it off what courses are worth (course, draw), giving one number a course; more is
            better.
        says: What it prefers, in words.
    """

    of: Callable[[Floats], Floats]
    says: str


@record
class MeasureStanding:
    """
    The courses by one measure.

    Args:
        by_course: The measure of each course, in the order of the case.
        first: The courses that come first, by their places; several where they are level.
    """

    by_course: tuple[float, ...]
    first: tuple[int, ...]


def worst(worth: Floats) -> Floats:
    """The worth in the worst future (course)."""
    return np.asarray(worth.min(axis=1))


def regret(worth: Floats) -> Floats:
    """
    The most by which a course falls behind the one that could have been committed to beforehand,
    as a number that is better the closer it is to nothing (course).
    """
    best = worth[_best_beforehand(worth)]
    return np.asarray(-np.maximum(best - worth, 0.0).max(axis=1))


def _best_beforehand(worth: Floats) -> int:
    """Give the course that is worth most on average; of equals, the first in the order."""
    averages = worth.mean(axis=1).tolist()
    return leading(range(len(averages)), averages.__getitem__)[0]


def average(worth: Floats) -> Floats:
    """The worth on average (course)."""
    return np.asarray(worth.mean(axis=1))


def low_percentile(worth: Floats) -> Floats:
    """The worth that a course reaches in 95 of 100 futures (course)."""
    return np.asarray(np.quantile(worth, TAIL, axis=1))


def middle(worth: Floats) -> Floats:
    """The worth in the middle of the futures (course)."""
    return np.asarray(np.quantile(worth, 0.5, axis=1))


def steady(worth: Floats) -> Floats:
    """
    The worth on average, less its standard deviation (course): the mean–variance measure with a
    weight of one.
    """
    return np.asarray(worth.mean(axis=1) - worth.std(axis=1))


MEASURES: Mapping[str, RobustnessMeasure] = {
    "average": RobustnessMeasure(of=average, says="the most on average"),
    "middle": RobustnessMeasure(of=middle, says="the most in the middle of the futures"),
    "low_percentile": RobustnessMeasure(of=low_percentile, says="the most in 95 of 100 futures"),
    "worst": RobustnessMeasure(of=worst, says="the most in the worst future"),
    "regret": RobustnessMeasure(
        of=regret, says="the least regret beside the best course that could be committed to"
    ),
    "steady": RobustnessMeasure(
        of=steady, says="the most on average after one standard deviation is taken off"
    ),
}


def standings(worth: Floats, least: float = 0.0) -> Mapping[str, MeasureStanding]:
    """
    Give how courses stand by every measure.

    Args:
        worth: What each is worth in each future, more being better (course, draw).
        least: What is no lead yet, in the unit of the worth.
    """
    return {name: standing(measure.of(worth), least) for name, measure in MEASURES.items()}


def standing(by_course: Floats, least: float = 0.0) -> MeasureStanding:
    """
    Give how courses stand by one measure; what is no lead, or within rounding, is level.

    Args:
        by_course: The measure of each (course).
        least: What is no lead yet, in its unit.
    """
    numbers = [float(number) for number in by_course]
    best = numbers[leading(range(len(numbers)), numbers.__getitem__)[0]]
    return MeasureStanding(
        by_course=tuple(numbers),
        first=tuple(
            place for place, number in enumerate(numbers) if not is_less(number + least, best)
        ),
    )


def radius(works: Bools, distances: Floats) -> float:
    """
    Give how far from the best values all may lie at once before a course can stop working: the
    info-gap radius, read off rays.

    It is local, as its critics say: it starts from the best values, and says nothing about how
    likely what lies beyond is.

    Args:
        works: Whether it works at each step of each ray (ray, step).
        distances: How far each step is from the best values (step), rising.

    Returns:
        The distance of the last step up to which it works on every ray; 0 where it fails at the
        first.

    Source:
        Ben-Haim (2006), chapter 3; Sniedovich, *Risk Analysis* 32 (2012), 1630–1646, for what it
        cannot say.
    """
    holds = np.logical_and.accumulate(works.all(axis=0))
    return float(distances[holds][-1]) if holds.any() else 0.0


def changes_of_first(table: Mapping[str, MeasureStanding]) -> tuple[tuple[str, ...], ...]:
    """
    Group the measures by the courses that come first by them: one group where the choice of a
    measure changes nothing.
    """
    groups: dict[tuple[int, ...], list[str]] = {}
    for name, row in table.items():
        groups.setdefault(row.first, []).append(name)
    return tuple(tuple(names) for names in groups.values())
