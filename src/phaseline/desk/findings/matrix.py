"""
The courses as they are played, one row each: how soon the last step can come, what the other side
does first, and what stops when it complies. Completions that come to the same share a row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import Enum

from phaseline.case.games import abstaining_types, baseline_of, rungs_of, setup_of
from phaseline.case.model.case import Case
from phaseline.case.model.play import GamePolicy
from phaseline.desk.comparison.results import LadderComparison, LadderResult
from phaseline.desk.findings.courses import Course, CourseEffect, FirstMoves, TypesDo
from phaseline.desk.findings.finding import Absence, Finding
from phaseline.terms.record import record
from phaseline.terms.ties import in_order, is_less

_LEAST = 0.05  # of a period: what is less is no effect
_MOST_ROWS = 8


class OnComplying(Enum):
    """What a course does while its demand is met."""

    BACK = "back"  # to what is in force today
    NO_FURTHER = "no_further"  # it stays where it is, and climbs no higher
    NOTHING = "nothing"  # it goes on


@record
class EarliestStep(Finding):
    """
    How soon the last step that can be taken can be in force, where the line is crossed at once.

    Args:
        ladder: The address of the ladder.
        policies: The ids of the completed ladders.
        first: The earliest period, counted from 1, at the best values; None where it cannot come
            within ten horizons, or none may be taken.
        last: The latest of them, where completions differ.
        of: How many periods are looked at.
        is_new: Whether the course holds any step above what is done today.
    """

    ladder: str
    policies: tuple[str, ...]
    first: int | None
    last: int | None
    of: int
    is_new: bool


@record
class StopsIfComplying(Finding):
    """
    Whether a course stops when the other side complies: its source's word, or a completion's.

    Args:
        ladder: The address of the ladder.
        policies: The ids of the completed ladders.
        is_asked: Whether the course asks anything at all.
        is_said: Whether its source says.
        answers: What is played, each different answer once; none where nothing is asked.
    """

    ladder: str
    policies: tuple[str, ...]
    is_asked: bool
    is_said: bool
    answers: tuple[OnComplying, ...]


@record
class MatrixRow:
    """
    One course as it is played.

    Args:
        course: The course.
        effect: What it changes.
        earliest: How soon its last step can come.
        moves: What the challenger does first; None where it was not worked out.
        acting: The same of the types that do not abstain whatever is answered.
        stops: Whether it stops.
    """

    course: Course
    effect: CourseEffect
    earliest: EarliestStep
    moves: FirstMoves | None
    acting: tuple[TypesDo, ...]
    stops: StopsIfComplying

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that is said of it."""
        moves = (self.moves,) if self.moves else ()
        return (self.effect, self.earliest, *moves, self.stops)


def matrix(
    case: Case, comparison: LadderComparison, courses: Sequence[Course]
) -> tuple[MatrixRow, ...]:
    """Give the rows: what changes nothing first, then the courses that buy most."""
    results = {result.policy.id: result for result in comparison.contenders}
    rows = [_row(case, course, effect, results) for course in courses for effect in course.effects]
    baseline = baseline_of(case).id
    return (
        *(row for row in rows if baseline in row.effect.policies),
        *in_order(
            in_order(
                (row for row in rows if baseline not in row.effect.policies),
                lambda row: -row.effect.inside.low,
            ),
            lambda row: -row.effect.inside.median,
        ),
    )


def shown_rows(
    rows: Sequence[MatrixRow],
) -> tuple[tuple[MatrixRow, ...], tuple[MatrixRow, ...]]:
    """
    Give the rows that have room, and those that have not: where there are more than eight, the
    completions that add nothing are left out of ladders that another completion stands for.
    """
    if len(rows) <= _MOST_ROWS:
        return tuple(rows), ()
    felt = {row.effect.ladder for row in rows if _is_felt(row)}
    left_out = [row for row in rows if row.effect.ladder in felt and not _is_felt(row)]
    return tuple(row for row in rows if row not in left_out), tuple(left_out)


def _is_felt(row: MatrixRow) -> bool:
    """Whether a course changes anything in nine of ten combinations of the assumptions."""
    inside = row.effect.inside
    return any(not is_less(abs(end), _LEAST) for end in (inside.low, inside.high))


def _row(
    case: Case, course: Course, effect: CourseEffect, results: Mapping[str, LadderResult]
) -> MatrixRow:
    played = [results[name] for name in effect.policies]
    moves = next((moves for moves in course.moves if effect.policies[0] in moves.policies), None)
    return MatrixRow(
        course=course,
        effect=effect,
        earliest=_earliest(case, effect, played),
        moves=moves,
        acting=_acting(case, moves.types if moves else ()),
        stops=_stops(case, course, effect, [result.policy for result in played]),
    )


def _acting(case: Case, groups: Sequence[TypesDo]) -> tuple[TypesDo, ...]:
    """Leave out the types that abstain whatever is answered: that is told of them once."""
    abstaining = abstaining_types(setup_of(case))
    rest = (
        replace(group, types=tuple(name for name in group.types if name not in abstaining))
        for group in groups
    )
    return tuple(group for group in rest if group.types)


def _earliest(case: Case, effect: CourseEffect, played: Sequence[LadderResult]) -> EarliestStep:
    firsts = sorted(
        result.steps[-1].first
        for result in played
        if result.steps and result.steps[-1].first is not None
    )
    is_new = any(len(rungs_of(case, result.policy)) > 1 for result in played)
    return EarliestStep(
        about="+".join(effect.policies),
        ladder=effect.ladder,
        policies=effect.policies,
        first=firsts[0] if firsts else None,
        last=firsts[-1] if firsts else None,
        of=max(case.horizon),
        is_new=is_new,
        rests_on=(effect.ladder,),
    )


def _stops(
    case: Case, course: Course, effect: CourseEffect, policies: Sequence[GamePolicy]
) -> StopsIfComplying:
    is_asked = any(policy.demand for policy in policies)
    is_said = course.complies.is_said
    answers = tuple(dict.fromkeys(_played(case, policy) for policy in policies))
    return StopsIfComplying(
        about="+".join(effect.policies),
        ladder=effect.ladder,
        policies=effect.policies,
        is_asked=is_asked,
        is_said=is_said,
        answers=answers if is_asked else (),
        rests_on=(f"{effect.ladder}.off_ramp",),
        absence=Absence.NOT_IN_SOURCES if is_asked and not is_said else None,
    )


def _played(case: Case, policy: GamePolicy) -> OnComplying:
    """Give what a completed ladder does while its demand is met."""
    rungs = list(rungs_of(case, policy))
    if not policy.demand or not policy.off_ramp or policy.off_ramp == rungs[-1].id:
        return OnComplying.NOTHING
    return OnComplying.BACK if policy.off_ramp == rungs[0].id else OnComplying.NO_FURTHER
