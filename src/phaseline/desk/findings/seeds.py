"""
Which courses have a range that would be another one with another seed of the draws.

Thresholds stand here and nowhere below: what is said, and of which course.
"""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from phaseline.case.model.case import Case
from phaseline.desk.comparison.draws import blocks_of
from phaseline.desk.comparison.results import LadderComparison, LadderResult
from phaseline.desk.estimates.percentiles import percentiles
from phaseline.desk.findings.effects import LEAST
from phaseline.desk.findings.finding import Finding
from phaseline.desk.findings.question_inputs import own_results
from phaseline.game.arrays import Bools, Floats
from phaseline.terms.record import record
from phaseline.terms.ties import first_leading, is_less, is_more, shown_number

FEWEST = 64  # draws: of fewer, a half has no ends to speak of
SHARE = 0.1  # of a range: an end that moves by less is settled


@record
class UnsettledRange:
    """
    The range of courses that change alike, and by how much an end of it moves.

    Args:
        policies: The ids of the completed ladders.
        low: The 5th percentile over all draws [period].
        high: The 95th percentile [period].
        error: By how much an end is uncertain: half of what it differs by between two halves of the
            draws, of the end that differs by more [period].
    """

    policies: tuple[str, ...]
    low: float
    high: float
    error: float


@record
class RangesMove(Finding):
    """
    Courses of which an end of the range would move with another seed by over a tenth of the range.

    Args:
        courses: The courses, in the order of the case.
        draws: How many draws the ranges rest on.
    """

    courses: tuple[UnsettledRange, ...]
    draws: int


def ranges_moving(case: Case, comparison: LadderComparison) -> tuple[RangesMove, ...]:
    """Give the courses whose range two halves of the draws put elsewhere; nothing of few draws."""
    draws = len(comparison.plan.draws)
    if draws < FEWEST:
        return ()
    half = _half(draws)
    rows = [_range(result, half) for result in own_results(case, comparison)]
    courses = _joined([row for row in rows if _is_unsettled(row)])
    return (RangesMove(courses=courses, draws=draws),) if courses else ()


def _joined(rows: Iterable[UnsettledRange]) -> tuple[UnsettledRange, ...]:
    """Put courses of the same range together, as those of one game are."""
    groups: dict[tuple[float, ...], UnsettledRange] = {}
    for row in rows:
        figures = tuple(shown_number(figure) for figure in (row.low, row.high, row.error))
        first = groups.get(figures)
        policies = (*first.policies, *row.policies) if first else row.policies
        groups[figures] = replace(first or row, policies=policies)
    return tuple(groups.values())


def _half(draws: int) -> Bools:
    """Give every other block of draws (draw): those of a block share whole periods and counts."""
    blocks = np.arange(draws) * blocks_of(draws) // draws
    return np.asarray(blocks % 2 == 0, dtype=np.bool_)


def _range(result: LadderResult, half: Bools) -> UnsettledRange:
    changes: Floats = result.studied.change_by_draw("inside")
    (low, _, high), (other_low, _, other_high) = map(percentiles, (changes[half], changes[~half]))
    ends = ((low, other_low), (high, other_high))
    errors = [abs(first - second) / 2 for first, second in ends]
    change = result.studied.change["inside"]
    return UnsettledRange(
        policies=(result.policy.id,),
        low=change.low,
        high=change.high,
        error=first_leading(errors, lambda error: error),
    )


def _is_unsettled(row: UnsettledRange) -> bool:
    return is_more(row.error, LEAST) and not is_less(row.error, SHARE * (row.high - row.low))
