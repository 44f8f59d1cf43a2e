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

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from phaseline.game.arrays import Bools, Floats
from phaseline.terms.record import record
from phaseline.terms.ties import is_less, leading

TAIL = 0.05  # the share of the futures that a percentile leaves out
STEPS = 64  # shells into which the distance from the best values is cut


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
    "steady": RobustnessMeasure(of=steady, says="the most on average, less what it varies"),
}


def standings(worth: Floats) -> Mapping[str, MeasureStanding]:
    """
    Give how courses stand by every measure.

    Args:
        worth: What each is worth in each future, more being better (course, draw).
    """
    return {name: standing(measure.of(worth)) for name, measure in MEASURES.items()}


def standing(by_course: Floats) -> MeasureStanding:
    """Give how courses stand by one measure (course); within rounding of the first is level."""
    numbers = [float(number) for number in by_course]
    return MeasureStanding(
        by_course=tuple(numbers), first=leading(range(len(numbers)), numbers.__getitem__)
    )


def reaches(worth: Floats, least: float) -> Floats:
    """
    Give the share of the futures in which each course is worth so much at least: the satisficing
    domain (course).

    Args:
        worth: What each is worth in each future (course, draw).
        least: What is enough.
    """
    return np.asarray(_is_enough(worth, least).mean(axis=1))


def _is_enough(worth: Floats, least: float) -> Bools:
    return np.asarray(worth >= least - 1e-9 * max(1.0, abs(least)))


def radius(worth: Floats, distance: Floats, least: float) -> Floats:
    """
    Give how far from the best values all may lie before a course can fall below what is enough:
    the info-gap radius, read off draws in shells (course).

    It is local, as its critics say: it starts from the best values, and says nothing about how
    likely the futures beyond are.

    Args:
        worth: What each is worth in each future (course, draw).
        distance: How far each future lies from the best values, as the largest share of the way to
            an end of its range that any assumption has moved: from 0 to 1 (draw).
        least: What is enough.

    Returns:
        The smallest distance of a future in which it falls below (course); 1 where none does.

    Source:
        Ben-Haim (2006), chapter 3; Sniedovich, *Risk Analysis* 32 (2012), 1630–1646, for what it
        cannot say.
    """
    fails = ~_is_enough(worth, least)
    return np.asarray([float(distance[row].min()) if row.any() else 1.0 for row in fails])


def changes_of_first(table: Mapping[str, MeasureStanding]) -> tuple[tuple[str, ...], ...]:
    """
    Group the measures by the courses that come first by them: one group where the choice of a
    measure changes nothing.
    """
    groups: dict[tuple[int, ...], list[str]] = {}
    for name, row in table.items():
        groups.setdefault(row.first, []).append(name)
    return tuple(tuple(names) for names in groups.values())


def never_worse(worth: Floats, first: int, others: Sequence[int]) -> bool:
    """Whether a course is worth as much as each of some others in every future."""
    return not any(
        is_less(mine, theirs)
        for other in others
        for mine, theirs in zip(worth[first].tolist(), worth[other].tolist(), strict=True)
    )
