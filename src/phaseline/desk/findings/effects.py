"""
What the courses change inside the model: which is ahead of which, what moves and turns that, and
how it could go wrong.

Thresholds stand here and nowhere below: what is said, and of which course.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from phaseline.case.alphabet import by_titles
from phaseline.case.games import (
    abstaining_types,
    baseline_of,
    clock_of,
    may_be_met,
    rungs_of,
    setup_of,
)
from phaseline.case.model.case import Case
from phaseline.case.model.play import GameTrack, GameType, LevelNumber
from phaseline.desk.comparison.advice import Advice, Ahead, advice
from phaseline.desk.comparison.at_best import base_at_best
from phaseline.desk.comparison.cheating import CHEATS, Cheating, has_tested_promise
from phaseline.desk.comparison.game_of_case import RED_LINE, abstaining_chance
from phaseline.desk.comparison.information import InformationValue, Worth, information_values
from phaseline.desk.comparison.results import LadderComparison, LadderResult, Lapse
from phaseline.desk.estimates.percentiles import percentiles
from phaseline.desk.estimates.valuation import assumptions_in
from phaseline.desk.findings.finding import Absence, Finding, Spread
from phaseline.desk.findings.question_inputs import QuestionInputs, own_ladders
from phaseline.terms.record import record
from phaseline.terms.ties import (
    first_leading,
    is_less,
    is_more,
    leading,
    most_of,
    shown_number,
)

ROBUST = 0.95  # share of the combinations of assumptions
LEAST = 0.05  # of a period: what is less is no effect
_MOVERS = 3
_COURSES = 3


@record
class ReadingGroup:
    """
    Readings of the law under which the same courses shorten crossings most.

    Args:
        policies: The ids of the completed ladders; none where no course does anything.
        readings: The ids of the readings.
        changes: What each reading's best course changes [period].
    """

    policies: tuple[str, ...]
    readings: tuple[str, ...]
    changes: tuple[float, ...]


@record
class ShortestByReading(Finding):
    """
    For each reading of the law, the course that leaves fewest periods across the line.

    Args:
        groups: Readings with the same courses together.
    """

    groups: tuple[ReadingGroup, ...]


@record
class SameGame(Finding):
    """
    Courses between which the game makes no difference: every figure is the same in every draw.

    Args:
        policies: The ids of the completed ladders.
        is_nothing: Whether the baseline is one of them.
    """

    policies: tuple[str, ...]
    is_nothing: bool


@record
class AheadOfOthers(Finding):
    """
    Which course is ahead, by the periods it leaves across the line and by the responder's account.

    Args:
        is_throughout: Whether one course is ahead in nearly all combinations, for both.
        inside: By the periods.
        value: By the responder's own account.
        draws: How many combinations of the assumptions were looked at.
    """

    is_throughout: bool
    inside: Ahead
    value: Ahead
    draws: int


@record
class CrossesUnanswered(Finding):
    """
    Who would cross without a course, and who would not whatever is answered: both are assumed.

    Args:
        abstaining: The ids of the types that would not.
        chance: The chance that the challenger is of one of them.
        is_tempting: Whether each of the others gains from crossing at the best values.
    """

    abstaining: tuple[str, ...]
    chance: Spread
    is_tempting: bool


@record
class StrengthOfAdvice(Finding):
    """
    How firm the bottom line is.

    Args:
        word: robust, depends or undetermined.
    """

    word: str


@record
class CourseChange:
    """
    What an assumption does to courses, from its low to its high end.

    Args:
        policies: The ids of the completed ladders that it moves alike.
        low: The change against the baseline at its low end [period].
        high: The change at its high end [period].
    """

    policies: tuple[str, ...]
    low: float
    high: float


@record
class MovesMost(Finding):
    """
    An assumption that moves the courses most, and what it does to those that it moves most.

    Args:
        assumption: The address of the assumption.
        changes: What it does.
    """

    assumption: str
    changes: tuple[CourseChange, ...]


@record
class NextInformation(Finding):
    """
    The assumption of which a better figure is worth most, with what it is worth to know it.

    Args:
        assumption: The address of the assumption.
        turned: The comparison that it turns; None where it changes no order.
        worth: What knowing it before choosing adds to what the best course brings on average, of
            what knowing everything adds; None where that is not more than the error of its
            estimate, or was not estimated.
        error: The margin of that estimate, in the same unit.
        everything: What knowing everything adds; None where it was not estimated: too few draws, or
            no courses to choose among.
        is_little: Whether even that is next to nothing, or no more than its error.
        viewpoint: By which figure the course is chosen.
        draws: How many draws it was estimated from.
    """

    assumption: str
    turned: Ahead | None
    worth: Spread | None = None
    error: float = 0.0
    everything: Spread | None = None
    is_little: bool = False
    viewpoint: str = ""
    draws: int = 0


@record
class SignsAndCheats(Finding):
    """
    A challenger who gives the commitment and crosses all the same, at the best values.

    Args:
        policies: The ids of the completed ladders under which it does so most.
        periods: Expected periods of crossing under a given commitment.
        base: Expected periods of crossing with no step of anybody's, at the best values too.
        of: Of how many periods.
        called: The chance that reports call for a rung within the first horizon.
        within: The first horizon [period].
    """

    policies: tuple[str, ...]
    periods: float
    base: float
    of: int
    called: float
    within: int


@record
class FalseAlarm(Finding):
    """
    What alarms are worth, and what one who complies meets all the same.

    Args:
        policy: The id of the completed ladder.
        false: The share of alarms at the last count that would be false.
        meets_a_rung: The chance that one who complies meets a rung within the first horizon.
    """

    policy: str
    false: float
    meets_a_rung: float


@record
class ClockEnds(Finding):
    """
    What is left of a course once a clock that nobody here decides has run out.

    Args:
        policies: The ids of the completed ladder, or of those that come to the same.
        track: The address of the track.
        level: The level at which it has run out.
        during: The change in periods while it goes on.
        after: The change once it has ended.
    """

    policies: tuple[str, ...]
    track: str
    level: str
    during: float
    after: float


@record
class OfficeChanges(Finding):
    """
    What is left of a course where whoever decides on it may leave office.

    Args:
        policies: The ids of the completed ladder, or of those that come to the same.
        before: The change in periods with the office held.
        after: The change where it may change hands.
    """

    policies: tuple[str, ...]
    before: float
    after: float


@record
class CheatingCorners(Finding):
    """
    Whether one who signs cheats: unseen and unpunished, at the best values, and with both raised.

    Args:
        policy: The id of the completed ladder.
        unseen: Periods of cheating where nothing is seen and a breach costs nothing.
        best: At the best values.
        raised: With detection and the cost of a breach at their high ends.
        is_punished: Whether a breach costs anything on this ladder.
        detection: The detection at its high end.
        breach: The cost of a breach at its high end.
        of: Of how many periods.
        stays_lowest: Whether, unseen, the ladder stays on its first rung.
    """

    policy: str
    unseen: float
    best: float
    raised: float
    is_punished: bool
    detection: float
    breach: float
    of: int
    stays_lowest: bool


@record
class CheatingStops(Finding):
    """
    From which cost of a breach on one who signs and cheats stops, under the course of the corners.

    Args:
        policy: The id of the completed ladder.
        stops_from: The least and the greatest cost of a breach from which a type that cheats stops;
            None where none does.
        assumed: The cost of a breach at its high end.
        unstopped: The types that no cost of a breach that was tried stops.
        tried: Up to which cost of a breach was tried.
    """

    policy: str
    stops_from: tuple[float, float] | None
    assumed: float
    unstopped: tuple[str, ...]
    tried: float


@record
class CalmIfComplying(Finding):
    """
    The chance that one who meets the demand sees no further rung within the first horizon.

    Args:
        chances: The chance, by completed ladder: where there are many, the least of them.
        others: Under how many more ladders it is at least as likely.
        within: The first horizon [period].
    """

    chances: tuple[tuple[str, float], ...]
    others: int
    within: int


@record
class ReleaseTurns(Finding):
    """
    Which way carrying a threat out works, and where that turns.

    Args:
        policy: The id of the completed ladder; its consent is taken as given.
        change: The change in periods without anything released.
        at: The share of the ranges of what it releases from which on the sign turns; None where
            nothing within them does.
    """

    policy: str
    change: float
    at: float | None

    @property
    def is_nothing(self) -> bool:
        """Whether it changes nothing that counts, whatever is released within the ranges."""
        return self.at is None and not is_more(abs(self.change), LEAST)


@record
class AroundClock:
    """
    What courses change alike while a clock runs and after it.

    Args:
        policies: The ids of the completed ladders.
        during: While it runs [period].
        after: After it [period].
        left_during: Periods across the line under them while it runs [period].
        left_after: The same after it [period].
    """

    policies: tuple[str, ...]
    during: float
    after: float
    left_during: float
    left_after: float


@record
class EffectsAroundClock(Finding):
    """
    What the courses change while a clock runs and once it has run out.

    Args:
        track: The address of the track.
        level: The level at which it has run out.
        courses: Those that change most.
        base_during: Periods across the line without any of them while it runs [period].
        base_after: The same after it [period].
        of: Of how many periods.
    """

    track: str
    level: str
    courses: tuple[AroundClock, ...]
    base_during: float
    base_after: float
    of: int


@record
class WhatMovesThem(Finding):
    """
    The assumptions that move the courses most, and which one turns the order of two.

    Args:
        assumptions: Their addresses.
        turned: The comparison that one of them turns; None where none does.
    """

    assumptions: tuple[str, ...]
    turned: Ahead | None


@record
class NotPlayed(Finding):
    """
    What a game would say, where the case has none or it was not played.

    Args:
        of: What it would say: turns, cheating or clock.
        lacks: What is missing for it: a game, that it is played, the cost of a breach, a promise
            that is tested, or a clock.
    """

    of: str
    lacks: str


def ahead_of_others(case: Case, comparison: LadderComparison) -> tuple[Finding, ...]:
    """Give which course is ahead by reading, and over the combinations of the assumptions."""
    inside, value, _ = (counsel := advice(case, comparison)).ahead
    by_reading = _shortest_by_reading(case, comparison)
    return (
        *by_reading,
        AheadOfOthers(
            is_throughout=is_robust(counsel),
            inside=inside,
            value=value,
            draws=len(comparison.plan.draws),
            rests_on=tuple(
                dict.fromkeys(
                    _policy(case, name)
                    for ahead in (inside, value)
                    for name in (ahead.first, *ahead.level)
                )
            ),
        ),
    )


def crosses_unanswered(case: Case, comparison: LadderComparison) -> CrossesUnanswered:
    """Give who would cross without a course: what the changes are counted from rests on it."""
    setup, plan = setup_of(case), comparison.plan
    abstaining = abstaining_types(setup)
    chances = [abstaining_chance(values) for values in plan.draws]
    low, median, high = percentiles(np.array(chances))
    return CrossesUnanswered(
        abstaining=abstaining,
        chance=Spread(median=median, low=low, high=high, unit="chance"),
        is_tempting=all(
            any(is_more(plan.best.of(gain.number), 0.0) for gain in _on_the_line(case, kind))
            for kind in setup.types
            if not kind.abstains
        ),
        rests_on=_read(case, (kind.weight for kind in setup.types) if abstaining else ()),
    )


def _on_the_line(case: Case, kind: GameType) -> Iterator[LevelNumber]:
    """Give what a type gains at the levels of the red line, the first apart."""
    red = {track.id for track in setup_of(case).tracks if track.of == RED_LINE}
    return (gain for gain in kind.gains if gain.track in red)


def same_games(case: Case, comparison: LadderComparison) -> tuple[SameGame, ...]:
    """Give the courses that are the same game under several names."""
    return tuple(
        SameGame(
            about="+".join(names),
            policies=names,
            is_nothing=baseline_of(case).id in names,
            rests_on=tuple(_policy(case, name) for name in names),
        )
        for names in comparison.alike
    )


def strength(case: Case, comparison: LadderComparison | None) -> StrengthOfAdvice:
    """Give how firm the bottom line is; undetermined without a game."""
    if comparison is None:
        return StrengthOfAdvice(word="undetermined", absence=Absence.NOT_COMPUTABLE)
    counsel = advice(case, comparison)
    if is_robust(counsel):
        return StrengthOfAdvice(word="robust")
    turns = any(ahead.turning for ahead in counsel.ahead[:2])
    return StrengthOfAdvice(word="depends" if turns else "undetermined")


def is_robust(counsel: Advice) -> bool:
    """
    Whether one course, and no other beside it, is ahead in nearly all combinations, from both
    points of view.
    """
    return len({ahead.first for ahead in counsel.ahead[:2]}) == 1 and all(
        ahead.share >= ROBUST and not ahead.level for ahead in counsel.ahead[:2]
    )


def moves_most(
    case: Case, comparison: LadderComparison, *, most: int = _MOVERS
) -> tuple[MovesMost, ...]:
    """
    Give the assumptions that move the courses most, so many at most; what moves none by a twentieth
    of a period in all is no mover.
    """
    return tuple(
        MovesMost(
            about=name,
            assumption=f"assumptions.{name}",
            changes=_changes_by(comparison, name),
            rests_on=(f"assumptions.{name}",),
        )
        for name in _movers(advice(case, comparison))[:most]
    )


def next_information(case: Case, comparison: LadderComparison) -> tuple[NextInformation, ...]:
    """Give of which assumption a better figure is worth most, and what it is worth."""
    values = information_values(case, comparison)
    findings = _by_turn(case, comparison)
    if not values:
        return findings
    value = _most_telling(values)
    leader = value.assumptions[:1]
    if leader and (_is_felt(leader[0].worth) or not findings):  # else chance alone puts it first
        name = leader[0].assumption
        turned = next((wanted.turned for wanted in findings if wanted.about == name), None)
        findings = (_wanted_figure(name, turned),)
    return tuple(replace(finding, **_worths(case, value, finding.about)) for finding in findings)


def _by_turn(case: Case, comparison: LadderComparison) -> tuple[NextInformation, ...]:
    """Give the assumption that turns a choice, and otherwise the one that moves courses most."""
    counsel = advice(case, comparison)
    turned = next((ahead for ahead in counsel.ahead if ahead.turning), None)
    names = [turned.turning.assumption] if turned and turned.turning else _movers(counsel)[:1]
    return tuple(_wanted_figure(name, turned) for name in names)


def _wanted_figure(name: str, turned: Ahead | None) -> NextInformation:
    address = f"assumptions.{name}"
    return NextInformation(about=name, assumption=address, turned=turned, rests_on=(address,))


def _most_telling(values: Sequence[InformationValue]) -> InformationValue:
    """
    Give the point of view from which an assumption is worth most plainly: the first in which one
    is, else the first in which knowing everything is, else the first.
    """
    with_one = [value for value in values if any(_is_felt(row.worth) for row in value.assumptions)]
    with_all = [value for value in values if _is_felt(value.everything)]
    return (*with_one, *with_all, *values)[0]


def _is_felt(worth: Worth) -> bool:
    return worth.is_clear and is_more(worth.worth, LEAST)


def _worths(case: Case, value: InformationValue, name: str) -> dict[str, Any]:
    """Give what knowing an assumption is worth, as fields of its finding."""
    unit = case.period if value.viewpoint == "inside" else ""
    spread = partial(Spread, unit=unit, base=value.brings)
    most = value.everything.worth

    def around(worth: Worth, of: float | None) -> Spread:
        high = worth.worth + worth.error
        return spread(
            median=worth.worth,
            low=max(worth.worth - worth.error, 0.0),
            high=high if of is None else min(high, of),
            of=of,
        )

    known = next((row.worth for row in value.assumptions if row.assumption == name), None)
    return {
        "worth": around(known, most) if known and known.is_clear else None,
        "error": known.error if known else 0.0,
        "everything": around(value.everything, None),
        "is_little": not _is_felt(value.everything),
        "viewpoint": value.viewpoint,
        "draws": value.draws,
    }


def what_moves_them(case: Case, inputs: QuestionInputs) -> tuple[Finding, ...]:
    """Give what moves the courses most, and which assumption reverses the order of two."""
    if inputs.advice is None:
        return (not_played(case, "turns"),)
    addresses = tuple(f"assumptions.{name}" for name in _movers(inputs.advice)[:_MOVERS])
    turned = next((ahead for ahead in inputs.advice.ahead if ahead.turning), None)
    return (WhatMovesThem(assumptions=addresses, turned=turned, rests_on=addresses),)


def dangers(case: Case, comparison: LadderComparison) -> tuple[Finding, ...]:
    """
    Give how it could go wrong: a commitment that is broken, a false alarm, the end of a clock,
    another government.
    """
    own = [result for result in comparison.contenders if result.answer]
    return (
        *_signs_and_cheats(case, own),
        *_false_alarm(case, own),
        *_clock_ends(case, own),
        *_office_changes(case, own),
    )


def cheating_corners(case: Case, inputs: QuestionInputs) -> tuple[Finding, ...]:
    """
    Give what a challenger gains by signing and cheating, and from where on it does not pay: of the
    courses on which a breach costs something, and of the others, that with most of it.
    """
    if not inputs.cheating:
        return (not_played(case, "cheating"),)
    first = _cheated_most(case, inputs.cheating)
    stoppable = [course for course in first if _is_stoppable(course)]
    return (
        *(_cheating_corners(case, course) for course in first),
        *(_cheating_stops(case, course) for course in stoppable),
    )


def _cheated_most(case: Case, cheating: Mapping[str, Cheating]) -> list[Cheating]:
    """
    Give the course with most cheating unseen, of those on which a breach costs something and of the
    others.
    """
    courses = [cheating[name] for name in by_titles(case, cheating)]
    groups = (
        [course for course in courses if course.flips],
        [course for course in courses if not course.flips],
    )
    return [
        first_leading(group, lambda course: course.corners[0].cheating) for group in groups if group
    ]


def _is_stoppable(course: Cheating) -> bool:
    """Whether a type cheats on a course on which a breach costs something."""
    return any(cost is None or cost for _, cost in course.flips)


def _cheating_stops(case: Case, course: Cheating) -> CheatingStops:
    stops = [cost for _, cost in course.flips if cost]  # at no cost: it does not cheat anyway
    return CheatingStops(
        about=course.policy,
        policy=course.policy,
        stops_from=(min(stops), max(stops)) if stops else None,
        assumed=course.corners[-1].breach,
        unstopped=tuple(name for name, cost in course.flips if cost is None),
        tried=course.tried,
        rests_on=_read(case, (*_noticed(case), *_breach(case))),
    )


def _cheating_corners(case: Case, course: Cheating) -> CheatingCorners:
    unseen, best, raised = course.corners
    return CheatingCorners(
        about=course.policy,
        policy=course.policy,
        unseen=unseen.cheating,
        best=best.cheating,
        raised=raised.cheating,
        is_punished=bool(course.flips),
        detection=raised.detection,
        breach=raised.breach,
        of=max(case.horizon),
        stays_lowest=is_less(unseen.above, LEAST),
        rests_on=_read(case, (*_noticed(case), *(_breach(case) if course.flips else ()))),
    )


def calm_if_complying(case: Case, inputs: QuestionInputs) -> tuple[CalmIfComplying, ...]:
    """
    Give what one who complies can count on, under the courses that attach a demand which the game
    leaves a way to meet.
    """
    asked = [
        name
        for name in inputs.assured
        if _attaches_demand(case, name) and may_be_met(case, case.policies[name])
    ]
    if not asked:
        return ()
    chances = [(name, inputs.assured[name].calm) for name in asked]
    least = most_of(chances, lambda pair: -pair[1], _COURSES)
    return (
        CalmIfComplying(
            chances=least,
            others=len(asked) - len(least),
            within=min(case.horizon),
            rests_on=tuple(_policy(case, name) for name in asked),
        ),
    )


def release_turns(case: Case, inputs: QuestionInputs) -> tuple[ReleaseTurns, ...]:
    """Give which way carrying a threat out works, and where it turns."""
    if not inputs.turns:
        return ()
    setup = setup_of(case)
    name = first_leading(
        by_titles(case, inputs.turns), lambda name: -len(rungs_of(case, case.policies[name]))
    )
    both = inputs.turns[name][2]  # both amounts together
    formulas = [row.number for row in (*setup.released_gain, *setup.held_back)]
    if not formulas:
        return ()
    return (
        ReleaseTurns(
            about=name,
            policy=name,
            change=both.first,
            at=both.at,
            rests_on=_read(case, formulas),
        ),
    )


def effects_around_clock(case: Case, inputs: QuestionInputs) -> tuple[Finding, ...]:
    """Give what the courses change while a clock runs, and after it."""
    if not inputs.lapses:
        return (not_played(case, "clock"),)
    if (clock := clock_of(case)) is None:
        return (not_played(case, "clock"),)
    track, level = clock
    base = next(iter(inputs.lapses.values()))  # one baseline, and so the same for each of them
    return (
        EffectsAroundClock(
            track=_track_address(case, track.id),
            level=level,
            courses=around_clock(inputs.lapses),
            base_during=base.base_during,
            base_after=base.base_after,
            of=max(case.horizon),
            rests_on=_read(case, _shares_at(case, track)),
        ),
    )


def _shares_at(case: Case, clock: GameTrack) -> list[str]:
    """Give the formulas that say what is left of every effect once a clock has run out."""
    return [muted.share for muted in setup_of(case).muted if muted.track == clock.id]


def around_clock(lapses: Mapping[str, Lapse]) -> tuple[AroundClock, ...]:
    """Give the courses that change most while a clock runs; what is alike stands together."""
    base = next(iter(lapses.values()))  # one baseline, and so the same for each of them
    groups: dict[tuple[float, float], list[str]] = {}
    for name, lapse in most_of(lapses.items(), lambda pair: -pair[1].during, _COURSES):
        groups.setdefault((shown_number(lapse.during), shown_number(lapse.after)), []).append(name)
    return tuple(
        AroundClock(
            policies=tuple(names),
            during=during,
            after=after,
            left_during=base.base_during + during,
            left_after=base.base_after + after,
        )
        for (during, after), names in groups.items()
    )


def not_played(case: Case, of: str) -> NotPlayed:
    """Say that something is not computed, and what is missing for it."""
    setup = case.game
    if setup is None:
        lacks = "game"
    elif of == "cheating" and not setup.breach:
        lacks = "breach"
    elif of == "cheating" and not any(has_tested_promise(case, policy) for policy in case.policies):
        lacks = "promise"
    elif of == "clock" and clock_of(case) is None:
        lacks = "clock"
    else:
        lacks = "run"
    absence = Absence.NOT_COMPUTABLE if lacks == "run" else Absence.NOT_ENTERED
    return NotPlayed(about=of, of=of, lacks=lacks, absence=absence)


def _movers(counsel: Advice) -> list[str]:
    """Give the assumptions that move courses by what counts, those that move them most first."""
    return [name for name, reach in counsel.movers if is_more(reach, LEAST)]


def _policy(case: Case, name: str) -> str:
    return case.policies[name].address


def _shortest_by_reading(case: Case, comparison: LadderComparison) -> list[Finding]:
    """Give the responder's course that leaves fewest periods, by reading, over the draws."""
    own = [result for result in comparison.contenders if result.policy.id in own_ladders(case)]
    if not comparison.reading or not own:
        return []
    groups: dict[tuple[str, ...], list[tuple[str, float]]] = {}
    for reading in own[0].studied.by_reading:
        best = leading(own, partial(_shortened_by, reading))
        change = -_shortened_by(reading, best[0])
        names = tuple(result.policy.id for result in best) if is_less(change, -LEAST) else ()
        groups.setdefault(names, []).append((reading, change))
    parts = tuple(_reading_group(names, pairs) for names, pairs in groups.items())
    return [ShortestByReading(groups=parts, rests_on=("options",))]


def _reading_group(names: tuple[str, ...], pairs: Sequence[tuple[str, float]]) -> ReadingGroup:
    readings, changes = zip(*pairs, strict=True)
    return ReadingGroup(policies=names, readings=readings, changes=changes)


def _shortened_by(reading: str, result: LadderResult) -> float:
    """Give by how much a course shortens crossings under a reading, over the draws [period]."""
    return -result.studied.by_reading[reading].change["inside"].median


def _changes_by(comparison: LadderComparison, name: str) -> tuple[CourseChange, ...]:
    """Give what an assumption does to the courses that it moves most, those it moves alike."""
    moved = [result for result in comparison.contenders if _reach(result, name) is not None]
    groups: dict[tuple[float, float], list[str]] = {}
    for result in leading(moved, lambda result: _reach(result, name) or 0.0):
        mover = next(mover for mover in result.studied.movers if mover.assumption == name)
        ends = (shown_number(mover.low), shown_number(mover.high))
        groups.setdefault(ends, []).append(result.policy.id)
    return tuple(
        CourseChange(policies=tuple(names), low=low, high=high)
        for (low, high), names in groups.items()
    )


def _reach(result: LadderResult, name: str) -> float | None:
    reaches = [mover.reach for mover in result.studied.movers if mover.assumption == name]
    return max(reaches, default=None)


def _read(case: Case, formulas: Iterable[str]) -> tuple[str, ...]:
    """Give the addresses of the assumptions that formulas read, in the order of the case."""
    names = frozenset().union(*(assumptions_in(case, text) for text in formulas if text))
    return tuple(
        f"assumptions.{assumption.id}" for assumption in case.assumptions if assumption.id in names
    )


def _seen_tracks(case: Case) -> list[GameTrack]:
    """Give the tracks of the red line of which anything is reported."""
    return [track for track in setup_of(case).tracks if track.of == RED_LINE and track.noticed]


def _noticed(case: Case) -> list[str]:
    """Give the formulas by which a crossing is noticed."""
    return [track.noticed for track in _seen_tracks(case)]


def _mistaken(case: Case) -> list[str]:
    """Give the formulas by which a crossing is reported by mistake."""
    return [track.mistaken for track in _seen_tracks(case)]


def _breach(case: Case) -> list[str]:
    return [row.number for row in setup_of(case).breach]


def _track_address(case: Case, name: str) -> str:
    """Give the address of the case's track that the game plays under a name."""
    track = next(track for track in setup_of(case).tracks if track.id == name)
    return f"tracks.{track.of}"


def _signs_and_cheats(case: Case, own: Sequence[LadderResult]) -> list[Finding]:
    rows = [
        (result, result.cheating.corners[1].cheating)
        for result in own
        if result.cheating and is_more(result.cheating.corners[1].cheating, CHEATS)
    ]
    if not rows:
        return []
    most = leading(rows, lambda pair: pair[1])
    return [
        SignsAndCheats(
            policies=tuple(result.policy.id for result, _ in most),
            periods=most[0][1],
            base=base_at_best(case),
            of=max(case.horizon),
            called=_called(own),
            within=min(case.horizon),
            rests_on=_read(case, (*_noticed(case), *_breach(case))),
        )
    ]


def _called(own: Sequence[LadderResult]) -> float:
    """
    Give the chance that reports alone call for a rung within the first horizon, while the line is
    crossed.
    """
    return max(
        (
            row["noticed"]
            for result in own
            if not result.policy.max_step
            for row in result.answer["napkin"]
            if row["rung"]
            in {rule.rung for rule in result.policy.enter}
            - {rule.rung for rule in result.policy.deadline}
        ),
        default=0.0,
    )


def _false_alarm(case: Case, own: Sequence[LadderResult]) -> list[Finding]:
    rows = [
        result
        for result in own
        if result.policy.enter
        and result.answer["calibration"][-1]["ppv"] is not None
        and may_be_met(case, result.policy)
    ]
    if not rows:
        return []
    horizon = str(min(case.horizon))

    def meets_a_rung(result: LadderResult) -> float:
        return 1 - float(result.answer["assurance_parts"][horizon]["no_climb"])

    # Of courses that keep equally much of the line, the one that spares least who complies.
    best = first_leading(leading(rows, _shortened), meets_a_rung)
    return [
        FalseAlarm(
            about=best.policy.id,
            policy=best.policy.id,
            false=1 - best.answer["calibration"][-1]["ppv"],
            meets_a_rung=meets_a_rung(best),
            rests_on=_read(case, _mistaken(case)),
        )
    ]


def _shortened(result: LadderResult) -> float:
    return -result.studied.change["inside"].median


def _clock_ends(case: Case, own: Sequence[LadderResult]) -> list[Finding]:
    rows = [
        (result.policy.id, result.lapse)
        for result in own
        if result.lapse and is_more(abs(result.lapse.during), LEAST)
    ]
    clock = clock_of(case)
    if not rows or clock is None:
        return []
    track, level = clock
    most = leading(leading(rows, lambda pair: -pair[1].during), lambda pair: pair[1].after)
    names = tuple(by_titles(case, (name for name, _ in most)))
    lapse = most[0][1]
    drifts = [drift.chance for drift in track.drift]
    return [
        ClockEnds(
            about="+".join(names),
            policies=names,
            track=_track_address(case, track.id),
            level=level,
            during=lapse.during,
            after=lapse.after,
            rests_on=_read(case, (*_shares_at(case, track), *drifts)),
        )
    ]


def _office_changes(case: Case, own: Sequence[LadderResult]) -> list[Finding]:
    rows = [(result, *changes) for result in own if (changes := _with_other_office(result))]
    if not rows:
        return []
    most = leading(leading(rows, lambda row: row[2] - row[1]), lambda row: row[2])
    names = tuple(by_titles(case, (result.policy.id for result, *_ in most)))
    _, before, after = most[0]
    return [
        OfficeChanges(
            about="+".join(names),
            policies=names,
            before=before,
            after=after,
            rests_on=_read(case, _changes_of_office(case, [result for result, *_ in most])),
        )
    ]


def _changes_of_office(case: Case, courses: Iterable[LadderResult]) -> list[str]:
    """Give the chances of a change in the offices that some of the courses wait for."""
    offices = {row.track for result in courses for row in result.policy.available}
    return [
        drift.chance
        for track in setup_of(case).tracks
        if track.id in offices
        for drift in track.drift
    ]


def _with_other_office(result: LadderResult) -> tuple[float, float] | None:
    """
    Give the change in periods with the office held and where it may change hands; None where that
    plays no part. Both are at the best values: the variant is worked out for these alone.
    """
    before = result.studied.change["inside"].best
    if result.office is None or not result.policy.available or before is None:
        return None
    return (before, result.office.inside) if is_more(abs(before), LEAST) else None


def _attaches_demand(case: Case, name: str) -> bool:
    """Whether a course is climbed with a demand: what a reader means by complying."""
    policy = case.policies[name]
    ladder = case.ladders[policy.ladder]
    return bool(policy.demand) and any(rung.demands for rung in ladder.rungs)
