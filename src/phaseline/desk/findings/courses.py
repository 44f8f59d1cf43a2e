"""
The courses of action as rows of one table: how each stands, who must agree, what it delivers and
meets, what it changes, and what follows when the other side complies.
"""

from collections.abc import Callable, Hashable
from functools import partial
from typing import TypeVar

from phaseline.case.model.case import Case
from phaseline.case.model.response import Completion, Ladder, LadderStanding
from phaseline.desk.comparison.results import LadderComparison, LadderResult
from phaseline.desk.comparison.study import ChangeEstimate
from phaseline.desk.delivery.plans import Deliverable
from phaseline.desk.delivery.supply_options import MeasureSupply
from phaseline.desk.estimates.ranges import Estimate
from phaseline.desk.findings.authority import ByReadings, grouped_readings
from phaseline.desk.findings.constraints import Constraints
from phaseline.desk.findings.finding import Absence, Finding, Spread
from phaseline.desk.findings.objections import MeetsWarnings, meets_warnings
from phaseline.desk.register.ladders import LadderProfile
from phaseline.terms.record import record
from phaseline.terms.ties import first_leading, shown_number

_NO_CHANGE = ChangeEstimate(median=0.0, low=0.0, high=0.0, best=None)
_Change = TypeVar("_Change", bound=Hashable)


@record
class CourseStands(Finding):
    """
    How the last step of a course stands, reading by reading.

    Args:
        ladder: The address of the ladder.
        rung: The id of its last rung that the law is asked about; empty where there is none.
        groups: The standings, each with its readings.
        is_new: Whether the course holds any step above what is done today.
        completion: The id of the completion that adds that rung to the course; empty where the
            course has it.
    """

    ladder: str
    rung: str
    groups: tuple[ByReadings, ...]
    is_new: bool
    completion: str = ""


@record
class CourseConsent(Finding):
    """
    Who must agree to a course, as its source says, and with which chance, as computed.

    Args:
        ladder: The address of the ladder.
        rung: The id of the last rung that says what it needs; empty where none does.
        is_new: Whether the course holds any step above what is done today.
        chance: The least chance of consent that some reading asks for; None where none is asked.
    """

    ladder: str
    rung: str
    is_new: bool
    chance: Spread | None


@record
class GoodsArrival:
    """
    What measures of one way deliver, and when.

    Args:
        ways: By which ways: direct or indirect.
        wait: How long after consent [month]; None where nothing is sent or it is not known.
        is_known: Whether it is known.
    """

    ways: tuple[str, ...]
    wait: Estimate | None
    is_known: bool


@record
class CourseGoods(Finding):
    """
    How long after consent the measures of a course deliver.

    Args:
        ladder: The address of the ladder.
        arrivals: What is delivered; none where the course names no goods.
        waits_for_consent: Whether anything is sent at all.
    """

    ladder: str
    arrivals: tuple[GoodsArrival, ...]
    waits_for_consent: bool


@record
class TypesDo:
    """
    What some types of challenger do first.

    Args:
        types: The ids of the types.
        moves: What they do, as track and move of the game; none where they hold still.
    """

    types: tuple[str, ...]
    moves: tuple[tuple[str, str], ...]


@record
class FirstMoves(Finding):
    """
    What the challenger does first inside the model, by completions that come to the same.

    Args:
        ladder: The address of the ladder.
        policies: The ids of the completed ladders.
        types: What the types do.
        has_others: Whether other completions of the ladder come to something else.
    """

    ladder: str
    policies: tuple[str, ...]
    types: tuple[TypesDo, ...]
    has_others: bool


@record
class CourseEffect(Finding):
    """
    What a course changes against the baseline inside the model, by completions that come to the
    same.

    Args:
        ladder: The address of the ladder.
        policies: The ids of the completed ladders.
        inside: The change in periods across the line.
        first: The change in the chance of a first crossing.
        has_others: Whether other completions of the ladder come to something else.
    """

    ladder: str
    policies: tuple[str, ...]
    inside: ChangeEstimate
    first: ChangeEstimate
    has_others: bool


@record
class OnCompliance(Finding):
    """
    What follows when the other side complies: the source's word, or its completions'.

    Args:
        ladder: The address of the ladder.
        is_asked: Whether the course asks anything at all.
        is_said: Whether its source says.
        completions: The ids of the completions that say it, one for each different answer.
    """

    ladder: str
    is_asked: bool
    is_said: bool
    completions: tuple[str, ...]


@record
class Course:
    """
    One course of action.

    Args:
        ladder: The ladder.
        stands: How its last step stands; None where no reading of the law is played.
        consent: Who must agree.
        goods: What it delivers; None where the case names no goods.
        warnings: Which warnings its last step may meet.
        moves: What the challenger does first.
        effects: What it changes.
        complies: What follows compliance.
    """

    ladder: Ladder
    stands: CourseStands | None
    consent: CourseConsent
    goods: CourseGoods | None
    warnings: MeetsWarnings
    moves: tuple[FirstMoves, ...]
    effects: tuple[CourseEffect, ...]
    complies: OnCompliance

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that is said of it."""
        return (
            *((self.stands,) if self.stands else ()),
            self.consent,
            *((self.goods,) if self.goods else ()),
            self.warnings,
            *self.moves,
            *self.effects,
            self.complies,
        )


def course(
    case: Case,
    ladder: Ladder,
    comparison: LadderComparison | None,
    limits: Constraints | None,
    goods: Deliverable | None,
) -> Course:
    """Give one course."""
    played = (
        [result for result in comparison.contenders if result.policy.ladder == ladder.id]
        if comparison
        else []
    )
    moves = _alike(played, first_moves)
    is_under_way = comparison is not None and comparison.is_under_way
    effects = _alike(played, partial(_effects, is_under_way=is_under_way))
    return Course(
        ladder=ladder,
        stands=_stands(ladder, limits) if limits and limits.rungs else None,
        consent=_consent(ladder, limits),
        goods=_goods(case, ladder, goods) if goods else None,
        warnings=meets_warnings(case, ladder),
        moves=tuple(
            FirstMoves(
                about="+".join(policies),
                ladder=f"ladders.{ladder.id}",
                policies=policies,
                types=types,
                has_others=len(moves) > 1,
                rests_on=(f"ladders.{ladder.id}",),
            )
            for policies, types in moves
        ),
        effects=tuple(
            CourseEffect(
                about="+".join(policies),
                ladder=f"ladders.{ladder.id}",
                policies=policies,
                inside=inside,
                first=first,
                has_others=len(effects) > 1,
                rests_on=(f"ladders.{ladder.id}",),
            )
            for policies, (inside, first) in effects
        ),
        complies=_on_compliance(ladder),
    )


def first_moves(result: LadderResult) -> tuple[TypesDo, ...]:
    """Give what each type does first, outside the line; those that do the same stand together."""
    groups: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for kind, acts in result.studied.first_acts.items():
        moves = tuple((track, move) for track, move in acts.items() if move != "hold")
        groups.setdefault(moves, []).append(kind)
    rows = sorted(groups.items(), key=lambda pair: len(pair[1]))
    return tuple(TypesDo(types=tuple(types), moves=moves) for moves, types in rows)


def in_order_of_courses(profiles: tuple[LadderProfile, ...]) -> list[Ladder]:
    """
    Put the course that changes nothing first, then published ladders, then contrasts; what others
    would decide is no course.
    """
    courses = [
        profile for profile in profiles if profile.ladder.standing is not LadderStanding.SCENARIO
    ]
    return [
        profile.ladder
        for profile in sorted(
            courses,
            key=lambda profile: (
                len(profile.ladder.rungs) > 1,
                profile.ladder.standing is not LadderStanding.PUBLISHED,
                bool(profile.demands),
            ),
        )
    ]


def _stands(ladder: Ladder, limits: Constraints) -> CourseStands:
    rows = [
        (limit, limit.least_open)
        for limit in limits.rungs
        if limit.ladder == ladder.id and limit.least_open
    ]
    last = rows[-1][0].rung if rows else ""
    groups = grouped_readings(least.stand for limit, least in rows if limit.rung == last)
    completion = rows[-1][0].completion if rows else ""
    return CourseStands(
        about=ladder.id,
        ladder=f"ladders.{ladder.id}",
        rung=last,
        groups=groups,
        is_new=len(ladder.rungs) > 1,
        completion=completion,
        rests_on=(f"ladders.{ladder.id}",) if groups else (),
        absence=None if groups else Absence.NOT_ENTERED,
    )


def _consent(ladder: Ladder, limits: Constraints | None) -> CourseConsent:
    address = f"ladders.{ladder.id}"
    is_new, chance = len(ladder.rungs) > 1, _least_chance(ladder, limits)
    last = next((rung for rung in reversed(ladder.rungs) if rung.needs), None)
    if last is None:
        return CourseConsent(
            about=ladder.id,
            ladder=address,
            rung="",
            is_new=is_new,
            chance=chance,
            absence=Absence.NOT_IN_SOURCES,
        )
    return CourseConsent(
        about=ladder.id,
        ladder=address,
        rung=last.id,
        is_new=is_new,
        chance=chance,
        cites=last.cites[:1],
        rests_on=(address,),
    )


def _least_chance(ladder: Ladder, limits: Constraints | None) -> Spread | None:
    """
    Give the least chance of consent that some reading asks for on the course's own rungs; None
    where none is asked.
    """
    own = [limit for limit in (limits.rungs if limits else ()) if limit.ladder == ladder.id]
    chances = [
        measure.chance
        for limit in own
        if not limit.completion
        for measure in limit.measures
        if measure.chance.steps
    ]
    if not chances:
        return None
    least = first_leading(chances, lambda chance: -chance.best)
    return Spread(median=least.best, low=least.low, high=least.high, unit="chance")


def _goods(case: Case, ladder: Ladder, goods: Deliverable) -> CourseGoods:
    promises = goods.register.promises
    names = [name for name in _added(ladder) if name in promises]
    routes = {measure.id: measure.route for measure in case.measures}
    groups: dict[tuple[Estimate | None, bool], dict[str, None]] = {}
    for name in names:
        wait = goods.register.waits[name] if _is_sent(promises[name]) else None
        groups.setdefault((wait, promises[name].is_known), {})[routes[name]] = None
    return CourseGoods(
        about=ladder.id,
        ladder=f"ladders.{ladder.id}",
        arrivals=tuple(
            GoodsArrival(ways=tuple(ways), wait=wait, is_known=is_known)
            for (wait, is_known), ways in groups.items()
        ),
        waits_for_consent=any(_is_sent(promises[name]) for name in names),
        rests_on=tuple(f"measures.{name}" for name in names),
        absence=None if names else Absence.NOT_ENTERED,
    )


def _added(ladder: Ladder) -> list[str]:
    """Give the measures that a course adds to today's, in order."""
    today = ladder.rungs[0].measures if ladder.rungs else ()
    names = dict.fromkeys(name for rung in ladder.rungs[1:] for name in rung.measures)
    return [name for name in names if name not in today]


def _is_sent(promise: MeasureSupply) -> bool:
    return promise.is_known and bool(promise.share)


def _alike(
    played: list[LadderResult], of: Callable[[LadderResult], _Change]
) -> list[tuple[tuple[str, ...], _Change]]:
    """Put completions together that come to the same."""
    groups: dict[_Change, list[str]] = {}
    for result in played:
        groups.setdefault(of(result), []).append(result.policy.id)
    return [(tuple(names), change) for change, names in groups.items()]


def _effects(result: LadderResult, *, is_under_way: bool) -> tuple[ChangeEstimate, ChangeEstimate]:
    """
    Give the change in periods and in the chance of a first crossing; where the crossing is under
    way there is no first one left, and no figure of it.
    """
    change = result.studied.change
    first = _NO_CHANGE if is_under_way else _cut(change["crossing_first"])
    return _cut(change["inside"]), first


def _cut(change: ChangeEstimate) -> ChangeEstimate:
    """
    Take off what is rounding, so that completions that come to the same are known as such; of a
    course the draws are told, and not the best values.
    """
    return ChangeEstimate(
        median=shown_number(change.median),
        low=shown_number(change.low),
        high=shown_number(change.high),
        best=None,
    )


def _on_compliance(ladder: Ladder) -> OnCompliance:
    is_asked, is_said = len(ladder.rungs) > 1, ladder.off_ramp != "unstated"
    ways: dict[str, str] = {}
    for completion in ladder.completions:
        ways.setdefault(_off_ramp_of(completion), completion.id)
    ways.pop("", None)
    return OnCompliance(
        about=ladder.id,
        ladder=f"ladders.{ladder.id}",
        is_asked=is_asked,
        is_said=is_said,
        completions=() if is_said or not is_asked else tuple(ways.values()),
        rests_on=(f"ladders.{ladder.id}.off_ramp",) if is_asked else (),
        absence=Absence.NOT_IN_SOURCES if is_asked and not is_said else None,
    )


def _off_ramp_of(completion: Completion) -> str:
    return next((fill.says for fill in completion.fills if fill.gap == "PL601"), "")
