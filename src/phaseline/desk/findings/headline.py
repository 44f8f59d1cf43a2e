"""
What a reader with three minutes is told first: what the courses buy, on what that turns, and how
the law stands where it stands alike for all.

Thresholds stand here and nowhere below: what is said, and of which course.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from phaseline.case.games import baseline_of, titles_of
from phaseline.case.model.case import Case
from phaseline.desk.comparison.leakage import LadderLeakage
from phaseline.desk.comparison.results import LadderComparison, LadderResult
from phaseline.desk.findings.authority import ByReadings
from phaseline.desk.findings.courses import Course, CourseEffect
from phaseline.desk.findings.finding import Absence, Finding, Spread
from phaseline.desk.findings.promises import published
from phaseline.desk.findings.threats import (
    AnywayStep,
    AnywaySteps,
    ConsentAskedFirst,
    LeakShare,
    WhereItLeaks,
    rests_on_anyway,
    threat_findings,
)
from phaseline.law.model import Standing
from phaseline.terms.record import record
from phaseline.terms.ties import first_leading, in_order, is_less, leading

LEAST = 0.05  # of a period: what is less is no effect
_VOTED = (Standing.CONSENT, Standing.CONSENT_LIFTS_BAR)
_WHOLE = 1.0  # a period: what is less is told as under one
_LARGE_SHARE = 0.25  # of the whole threat: a brake that takes so much is told in the headline
_NAMED = 2  # brakes that are named at most where a reader has three minutes


_Stands = tuple[Standing, tuple[str, ...]]
_Pattern = tuple[tuple[str, _Stands], ...]


@record
class Headline(Finding):
    """
    What the courses buy, in one sentence.

    Args:
        policies: The ids of the completed ladders that buy most; none where no course buys
            anything.
        gained: The periods without a crossing that these add, in the middle of the draws [period].
        of: Of how many periods.
        comes_anyway: Whether a step of a published course comes whether or not the line is crossed,
            and nothing of its effect rests on that.
        stopped_by: The kinds of the brake that takes most of the threat of the course that is
            shown; none where no brake takes a quarter of it.
    """

    policies: tuple[str, ...]
    gained: float
    of: int
    comes_anyway: bool
    stopped_by: tuple[str, ...]


@record
class NotCompared(Finding):
    """
    How many courses are on record, where no game says what they buy.

    Args:
        courses: How many there are.
    """

    courses: int


@record
class CoursesBuy(Finding):
    """
    How many courses add less than a period without a crossing, and how much any adds.

    Args:
        small: How many add less.
        courses: How many there are beside the baseline.
        most: What the one that adds most adds, in the middle of the draws [period].
        reach: The most that any adds where its range of nine in ten draws ends [period].
        base: The periods across the line without any of them, likewise [period].
        draws: How many draws there are.
        of: Of how many periods.
    """

    small: int
    courses: int
    most: float
    reach: float
    base: float
    draws: int
    of: int


@record
class WhatItTurnsOn(Finding):
    """
    What one course would add if no brake held, beside what lifting a single one adds.

    Args:
        policy: The id of the completed ladder.
        takers: The kinds of each brake that takes something away, those that take most first.
        largest: Of these the one or two that take most, each a quarter of the whole at least; the
            first where none takes as much.
        alone: The most that lifting a single one adds, a mean over the draws [period].
        together: What lifting all of them adds [period].
        left: What is left as it is [period].
        of: Of how many periods.
        keeps_out: The ids of the types that it would keep out, and does not as it is.
        types: How many types there are.
    """

    policy: str
    takers: tuple[tuple[str, ...], ...]
    largest: tuple[tuple[str, ...], ...]
    alone: float
    together: float
    left: float
    of: int
    keeps_out: tuple[str, ...]
    types: int


@record
class StepsStandAlike(Finding):
    """
    How the last steps of courses stand before the law, and whether they would pass: courses of
    which both are alike stand together.

    Args:
        ladders: The addresses of the ladders.
        others: The addresses of the other ladders whose last step the law is asked about.
        groups: The standings, each with its readings.
        chance: The least chance of consent that some reading asks for; None where none is asked.
    """

    ladders: tuple[str, ...]
    others: tuple[str, ...]
    groups: tuple[ByReadings, ...]
    chance: Spread | None


@record
class ReadAs:
    """
    How the last steps of courses stand in readings that read each of them alike.

    Args:
        readings: The ids of the readings.
        steps: For the address of each ladder how its last step stands, and by whom it is decided.
    """

    readings: tuple[str, ...]
    steps: Mapping[str, _Stands]

    @property
    def is_alike(self) -> bool:
        """Whether every step stands alike."""
        return len({*self.steps.values()}) == 1


@record
class StepsAsRead:
    """
    How the last steps of all courses stand, reading by reading, and whether they would pass.

    Args:
        readings: The standings; of readings that read every step alike there is one.
        chances: For the address of each ladder the least chance of consent that some reading asks
            for; None where none is asked, or none was computed.
        asked: The addresses of the ladders of which some reading asks for consent.
    """

    readings: tuple[ReadAs, ...]
    chances: Mapping[str, Spread | None]
    asked: frozenset[str]

    @property
    def is_one_chance(self) -> bool:
        """Whether every step would pass with the same chance, or none is asked about."""
        return len({(chance, name in self.asked) for name, chance in self.chances.items()}) == 1


def headline(
    case: Case, comparison: LadderComparison | None, leakage: LadderLeakage | None
) -> Headline | NotCompared:
    """Give what the courses buy, and what stops the one that is shown."""
    if comparison is None:
        courses = published(case)
        return NotCompared(
            courses=len(courses),
            rests_on=tuple(f"ladders.{ladder.id}" for ladder in courses),
            absence=Absence.NOT_COMPUTABLE if case.games else Absence.NOT_ENTERED,
        )
    most = leading(_beside_baseline(case, comparison), gained)
    does_something = bool(most) and not is_less(gained(most[0]), LEAST)
    told = threat_findings(leakage) if leakage else ()
    return Headline(
        policies=tuple(result.policy.id for result in most) if does_something else (),
        gained=gained(most[0]) if does_something else 0.0,
        of=max(case.horizon),
        comes_anyway=_comes_anyway(told),
        stopped_by=_stopped_by(told),
        rests_on=tuple(result.policy.address for result in most),
    )


def courses_buy(
    case: Case, comparison: LadderComparison | None, effects: Sequence[CourseEffect]
) -> tuple[CoursesBuy, ...]:
    """Give how many of the courses of the picture add less than a period; nothing of none."""
    if comparison is None or not effects:
        return ()
    return (
        CoursesBuy(
            small=len([effect for effect in effects if is_less(-effect.inside.median, _WHOLE)]),
            courses=len(effects),
            most=-first_leading(effects, lambda effect: -effect.inside.median).inside.median,
            reach=-first_leading(effects, lambda effect: -effect.inside.low).inside.low,
            base=comparison.base("inside"),
            draws=len(comparison.plan.draws),
            of=max(case.horizon),
            rests_on=tuple(dict.fromkeys(effect.ladder for effect in effects)),
        ),
    )


def turns_on(case: Case, leakage: LadderLeakage | None) -> tuple[WhatItTurnsOn, ...]:
    """Give on what the course that is shown turns; nothing where no brake takes anything."""
    if leakage is None:
        return ()
    where = _where(threat_findings(leakage))
    if where is None or not where.takers:
        return ()
    return (
        WhatItTurnsOn(
            about=where.policy,
            policy=where.policy,
            takers=tuple(leak.kinds for leak in where.takers),
            largest=_largest(where),
            alone=first_leading(where.takers, lambda leak: -leak.first_in).first_in * -1,
            together=-where.lifted,
            left=-where.as_is,
            of=where.of,
            keeps_out=where.keeps_out,
            types=len(leakage.types),
            rests_on=_ladder_of(case, where.policy),
        ),
    )


def asked_first(case: Case, leakage: LadderLeakage | None) -> tuple[ConsentAskedFirst, ...]:
    """Give what it makes of the course that is shown to ask for its consent beforehand."""
    if leakage is None:
        return ()
    return tuple(
        replace(finding, rests_on=_ladder_of(case, finding.policy))
        for finding in threat_findings(leakage)
        if isinstance(finding, ConsentAskedFirst)
    )


def _ladder_of(case: Case, policy: str) -> tuple[str, ...]:
    """Give the address of the ladder that is completed; none of one that the case does not hold."""
    completed = case.policies.get(policy)
    return (f"ladders.{completed.ladder}",) if completed else ()


def steps_stand(courses: Sequence[Course]) -> tuple[StepsStandAlike, ...]:
    """Give how the last steps of the courses stand, those that stand alike together."""
    asked = [course for course in courses if course.stands and course.stands.groups]
    patterns: dict[tuple[tuple[ByReadings, ...], Spread | None], list[str]] = {}
    for course in asked:
        if course.stands is not None:
            is_voted = any(group.standing in _VOTED for group in course.stands.groups)
            key = (course.stands.groups, course.consent.chance if is_voted else None)
            patterns.setdefault(key, []).append(course.stands.ladder)
    groups = in_order(patterns.items(), lambda pattern: len(pattern[1]))
    return tuple(
        StepsStandAlike(
            about="+".join(name.partition(".")[2] for name in ladders),
            ladders=tuple(ladders),
            others=tuple(
                course.stands.ladder
                for course in asked
                if course.stands and course.stands.ladder not in ladders
            ),
            groups=standings,
            chance=chance,
            rests_on=tuple(ladders),
        )
        for (standings, chance), ladders in groups
    )


def steps_as_read(courses: Sequence[Course]) -> StepsAsRead | None:
    """Give the same reading by reading; None where the law is asked about no last step."""
    alike = steps_stand(courses)
    if not alike:
        return None
    readings: dict[_Pattern, list[str]] = {}
    for reading, steps in _as_read(alike).items():
        readings.setdefault(tuple(steps.items()), []).append(reading)
    return StepsAsRead(
        readings=tuple(
            ReadAs(readings=tuple(names), steps=dict(steps)) for steps, names in readings.items()
        ),
        chances={ladder: finding.chance for finding in alike for ladder in finding.ladders},
        asked=frozenset(
            ladder for finding in alike if _is_voted(finding) for ladder in finding.ladders
        ),
    )


def _as_read(alike: Sequence[StepsStandAlike]) -> Mapping[str, Mapping[str, _Stands]]:
    """Give for each reading how it has the last step of each ladder."""
    steps: dict[str, dict[str, _Stands]] = {}
    for finding in alike:
        for group in finding.groups:
            stands = dict.fromkeys(finding.ladders, (group.standing, group.bodies))
            for reading in group.readings:
                steps.setdefault(reading, {}).update(stands)
    return steps


def _is_voted(finding: StepsStandAlike) -> bool:
    return any(group.standing in _VOTED for group in finding.groups)


def shown_ladder(case: Case, comparison: LadderComparison) -> str:
    """
    Give the completed ladder whose leaks page one shows: of the published courses, first those with
    a demand, the one that buys most; of none, the one of all that does; of equals the first by its
    title; empty where there is none.
    """
    others = _beside_baseline(case, comparison)
    names = {ladder.id for ladder in published(case)}
    own = [result for result in others if result.policy.ladder in names]
    with_demand = [result for result in own if result.policy.demand]
    rows = with_demand or own or others
    most = sorted(leading(rows, gained), key=lambda result: titles_of(case, result.policy))
    return most[0].policy.id if most else ""


def gained(result: LadderResult) -> float:
    """Give the periods without a crossing that a course adds, in the middle of the draws."""
    return -result.studied.change["inside"].median


def _beside_baseline(case: Case, comparison: LadderComparison) -> list[LadderResult]:
    baseline = baseline_of(case).id
    return [result for result in comparison.contenders if result.policy.id != baseline]


def _where(findings: Sequence[Finding]) -> WhereItLeaks | None:
    return next((finding for finding in findings if isinstance(finding, WhereItLeaks)), None)


def _comes_anyway(findings: Sequence[Finding]) -> bool:
    """
    Whether a step comes anyway, and adds nothing to the course: where the effect rests on it,
    picture and headline would speak against each other.
    """
    where = _where(findings)
    is_bearing = where is not None and rests_on_anyway(where)
    return not is_bearing and _names_one_that_comes_anyway(findings)


def _names_one_that_comes_anyway(findings: Sequence[Finding]) -> bool:
    return any(isinstance(finding, AnywayStep | AnywaySteps) for finding in findings)


def _stopped_by(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Give the brake that takes most of a threat, where it takes a quarter of it at least."""
    where = _where(findings)
    if where is None or not where.takers:
        return ()
    first = where.takers[0]
    return first.kinds if _is_large(where, first) else ()


def _largest(where: WhereItLeaks) -> tuple[tuple[str, ...], ...]:
    """Give the brakes that a reader is named: picture and table have the others."""
    large = [leak.kinds for leak in where.takers[:_NAMED] if _is_large(where, leak)]
    return tuple(large or [where.takers[0].kinds])


def _is_large(where: WhereItLeaks, leak: LeakShare) -> bool:
    whole = abs(where.lifted - where.as_is)
    return not is_less(abs(leak.share), _LARGE_SHARE * whole)
