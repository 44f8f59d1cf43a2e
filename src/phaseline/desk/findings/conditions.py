"""
What would have to be true for the course that page one shows: which single assumption, within its
range, would put it ahead of the next best, take that lead from it, or keep the other side out.

All others stand at their best values: these are thresholds, and say nothing of how likely they are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass

from phaseline.case.games import abstaining_types, baseline_of, setup_of, titles_of
from phaseline.case.model.case import Case
from phaseline.case.values import range_of
from phaseline.desk.comparison.goals import LadderGoal
from phaseline.desk.comparison.needs import LadderTurns, TurningValue
from phaseline.desk.comparison.results import LadderComparison, LadderResult
from phaseline.desk.findings.effects import LEAST
from phaseline.desk.findings.finding import Finding
from phaseline.desk.findings.headline import shown_ladder
from phaseline.terms.record import record
from phaseline.terms.ties import is_less, is_more, leading

_MOST = 1  # thresholds that are told of one goal: page one is one sheet
_AHEAD, _DETERS = "ahead", "deters"
# The fields of a game that hold a formula of a chance.
_CHANCES = frozenset({"chance", "mistaken", "noticed", "release_ends", "verification"})


@record
class SingleCondition:
    """
    Where one assumption alone turns something, within its range.

    Args:
        assumption: Its address.
        at: The value at which it does, in base units.
        best: The value that is assumed, likewise.
        is_chance: Whether the game takes it as a chance by itself.
        type: The id of the type of challenger that is kept out there; empty where it is not about
            one.
    """

    assumption: str
    at: float
    best: float
    is_chance: bool = False
    type: str = ""


@record
class WouldBeAhead(Finding):
    """
    Which single assumption would put a course ahead of the next best, or take its lead from it.

    Args:
        policy: The id of the completed ladder.
        other: The id of the one that it is held against.
        is_ahead: Whether it is ahead by more than counts at the best values.
        across: Periods across the line under it at the best values [period].
        across_other: The same under the other [period].
        base: The id of the baseline, and the same under it; None where it is the other course, or
            where no comparison tells it.
        of: Of how many periods.
        is_level: Whether neither is ahead of the other by more than counts.
        thresholds: The assumptions that turn it: those first on whose scale a reader knows his way,
            chances and what has a unit, and of these the ones with the least of their range to go.
        more: How many others do.
    """

    policy: str
    other: str
    is_ahead: bool
    across: float
    across_other: float
    base: tuple[str, float] | None
    of: int
    is_level: bool
    thresholds: tuple[SingleCondition, ...]
    more: int


@record
class WouldKeepOut(Finding):
    """
    Which single assumption would make a course keep a type of challenger from crossing.

    Args:
        policy: The id of the completed ladder.
        types: The ids of the types that cross at the best values.
        is_further: Whether others hold back, or are kept out at the best values.
        thresholds: The assumptions that turn it, as above.
        more: How many others do.
    """

    policy: str
    types: tuple[str, ...]
    is_further: bool
    thresholds: tuple[SingleCondition, ...]
    more: int


def page_goals(case: Case, comparison: LadderComparison) -> tuple[LadderGoal, ...]:
    """Give the goals that page one asks of the course it shows; none where it shows none."""
    shown = shown_ladder(case, comparison)
    if not shown:
        return ()
    setup = setup_of(case)
    idle = abstaining_types(setup)
    return (
        LadderGoal(kind=_AHEAD, target=_next_best(case, comparison, shown)),
        *(LadderGoal(kind=_DETERS, target=kind.id) for kind in setup.types if kind.id not in idle),
    )


def clear_of(goal: LadderGoal) -> float:
    """Give by how much a goal has to be passed: a lead of less than that is none [period]."""
    return LEAST if goal.kind == _AHEAD else 0.0


def conditions(
    case: Case, turns: Sequence[LadderTurns], comparison: LadderComparison | None = None
) -> tuple[Finding, ...]:
    """
    Give what would have to be true for the course that was asked about.

    Args:
        case: The case.
        turns: What turns it, for each goal.
        comparison: Its courses side by side, from which the baseline is told.
    """
    leads = [
        _ahead(case, turn, _base(case, turn, comparison))
        for turn in turns
        if turn.goal.kind == _AHEAD
    ]
    missed = [turn for turn in turns if turn.goal.kind == _DETERS and not turn.is_reached]
    return (*leads, *((_kept_out(case, missed),) if missed else ()))


def turned_alone(case: Case, turns: Sequence[LadderTurns]) -> tuple[SingleCondition, ...]:
    """
    Give every assumption that alone puts the course that was asked about ahead of the next best, or
    takes its lead from it: those first that page one would tell first.

    Args:
        case: The case.
        turns: What turns it, for each goal.
    """
    return tuple(
        _threshold(case, value, "")
        for turn in turns
        if turn.goal.kind == _AHEAD
        for value in _plain_first(case, turn.turns)
    )


def _next_best(case: Case, comparison: LadderComparison, shown: str) -> str:
    """
    Give the course under which fewest periods are spent across the line at the best values, the
    shown one apart: the baseline, unless another is better by more than counts.
    """
    baseline = baseline_of(case).id
    others = [
        result
        for result in comparison.contenders
        if result.policy.id not in (shown, baseline) and not is_less(_added(result), LEAST)
    ]
    most = sorted(leading(others, _added), key=lambda result: titles_of(case, result.policy))
    return most[0].policy.id if most else baseline


def _added(result: LadderResult) -> float:
    return -(result.studied.change["inside"].best or 0.0)


def _base(
    case: Case, turn: LadderTurns, comparison: LadderComparison | None
) -> tuple[str, float] | None:
    """Give the baseline with its periods across the line at the best values; None as above."""
    baseline = baseline_of(case).id
    if comparison is None or turn.goal.target == baseline:
        return None
    shown = [result for result in comparison.contenders if result.policy.id == turn.policy]
    return (baseline, turn.across + _added(shown[0])) if shown else None


def _ahead(case: Case, turn: LadderTurns, base: tuple[str, float] | None) -> WouldBeAhead:
    across_other = turn.across if turn.across_other is None else turn.across_other
    thresholds = turned_alone(case, [turn])[:_MOST]
    return WouldBeAhead(
        about=turn.policy,
        policy=turn.policy,
        other=turn.goal.target,
        is_ahead=turn.is_reached,
        across=turn.across,
        across_other=across_other,
        base=base,
        of=turn.of,
        is_level=not is_more(abs(across_other - turn.across), LEAST),
        thresholds=tuple(thresholds),
        more=len(turn.turns) - len(thresholds),
        rests_on=tuple(threshold.assumption for threshold in thresholds)
        or tuple(case.policies[name].address for name in (turn.policy, turn.goal.target)),
    )


def _kept_out(case: Case, turns: Sequence[LadderTurns]) -> WouldKeepOut:
    every = [_threshold(case, value, turn.goal.target) for turn in turns for value in turn.turns]
    return WouldKeepOut(
        about=turns[0].policy,
        policy=turns[0].policy,
        types=tuple(turn.goal.target for turn in turns),
        is_further=len(turns) < len(setup_of(case).types),
        thresholds=tuple(every[:1]),
        more=len(every[1:]),
        rests_on=tuple(threshold.assumption for threshold in every[:1]),
    )


def _plain_first(case: Case, turns: Sequence[TurningValue]) -> Sequence[TurningValue]:
    """Give chances and what has a unit first; the order stays otherwise."""
    return sorted(turns, key=lambda turn: not _is_plain(case, turn))


def _is_plain(case: Case, turn: TurningValue) -> bool:
    ends = range_of(case.assumptions[turn.assumption])
    return bool(ends and ends[0].unit.text) or 0 <= turn.low < turn.high <= 1


def _threshold(case: Case, value: TurningValue, kind: str) -> SingleCondition:
    address = f"assumptions.{value.assumption}"
    return SingleCondition(
        assumption=address,
        at=value.best if value.value is None else value.value,
        best=value.best,
        is_chance=address in set(_chances(case.game)),
        type=kind,
    )


def _chances(part: object) -> Iterator[str]:
    """Give every formula that a game takes as a chance, by the names of its fields."""
    if isinstance(part, Iterable) and not isinstance(part, str | Mapping):
        for entry in part:
            yield from _chances(entry)
    if not is_dataclass(part):
        return
    for field in fields(part):
        value = getattr(part, field.name)
        if isinstance(value, str):
            yield from (value,) if field.name in _CHANCES else ()
        else:
            yield from _chances(value)
