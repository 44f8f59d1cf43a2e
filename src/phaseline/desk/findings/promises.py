"""
What the published courses promise and leave open: whom they are for, what they demand, which rung
is called for, what follows compliance and what follows a breach.
"""

from collections.abc import Container, Iterable, Mapping, Sequence

from phaseline.case.alphabet import by_words
from phaseline.case.check.ladders import Gap, gaps
from phaseline.case.model.case import Case
from phaseline.case.model.common import Cite
from phaseline.case.model.escalation import Attributes, Track, TrackRole
from phaseline.case.model.response import Ladder, LadderStanding, TriggerKind
from phaseline.case.values import range_of
from phaseline.desk.findings.finding import Absence, Finding
from phaseline.desk.register.ladders import is_drawn
from phaseline.terms.record import record

_WITHOUT_IF = (TriggerKind.NONE, TriggerKind.ELAPSED)  # nothing that the other side does
_CALLED = "PL602"
OPEN = ("PL601", "PL602", "PL603", "PL604", "PL605", "PL606", "PL607", "PL609")


@record
class Demanded(Finding):
    """
    What a published course asks of the other side.

    Args:
        demand: The address of the demand.
        place: Its place among those that are asked, from 1.
    """

    demand: str
    place: int


@record
class NoCourses(Finding):
    """No published ladder is entered: there is nothing to compare."""


@record
class LeftOpen(Finding):
    """
    What no published course says.

    Args:
        gaps: The codes of what each of them leaves open.
        courses: How many courses there are.
    """

    gaps: tuple[str, ...]
    courses: int


@record
class StatedAim(Finding):
    """
    What a published course is for, as its source says.

    Args:
        ladder: The address of the ladder.
    """

    ladder: str


@record
class DeterredFrom(Finding):
    """
    Whom the red lines of the case are drawn against, and from what they deter; absent from the
    sources where none draws one, so that they were drawn for the case.
    """


@record
class ToBeUndone(Finding):
    """
    Acts that are done and would have to be undone: compellence, the harder task.

    Args:
        acts: The addresses of the acts.
    """

    acts: tuple[str, ...]


@record
class RungCalledFor(Finding):
    """
    Which rung a published course has in force, and whether it can be told which is called for.

    Args:
        ladder: The address of the ladder.
        wordings: How many wordings of its trigger there are, where no threshold is stated.
        thresholds: The rungs whose threshold is stated.
    """

    ladder: str
    wordings: int
    thresholds: tuple[str, ...]


@record
class PlanNotThreat(Finding):
    """
    A published course that asks for nothing and makes no step depend on what the other side does.

    Args:
        ladder: The address of the ladder.
    """

    ladder: str


@record
class SilentOn(Finding):
    """
    How many of the published courses do not say something.

    Args:
        gap: The code of what they leave open.
        silent: How many do not say.
        courses: How many there are.
    """

    gap: str
    silent: int
    courses: int


@record
class Says(Finding):
    """
    What a published course says of something that others leave open.

    Args:
        ladder: The address of the ladder.
        field: The address of what it says.
    """

    ladder: str
    field: str


@record
class CompletedBy(Finding):
    """
    What completions put where a course says nothing: theirs, and not its author's.

    Args:
        ladder: The address of the ladder.
        gap: The code of the gap.
        completions: The ids of the completions, in order.
    """

    ladder: str
    gap: str
    completions: tuple[str, ...]


@record
class Irreversible(Finding):
    """Whether what is delivered or done can be taken back is not said, or not entered."""


@record
class AssumedSight(Finding):
    """
    With which chance a crossing is noticed: assumed.

    Args:
        assumption: The address of the assumption.
    """

    assumption: str


@record
class NotOurs(Finding):
    """
    A course that is not for the responder to decide.

    Args:
        ladder: The address of the ladder.
        by: The ids of the actors who would decide.
    """

    ladder: str
    by: tuple[str, ...]


@record
class HoldsBack(Finding):
    """
    Something that holds the responder back, in its source's own order.

    Args:
        brake: The address of the brake.
        rank: Its place.
    """

    brake: str
    rank: int


@record
class Drifts(Finding):
    """
    What nobody here decides and may change.

    Args:
        track: The address of the track.
    """

    track: str


@record
class NotWorkedOut(Finding):
    """
    What the choice between courses hangs on and is assumed rather than computed.

    Args:
        parts: law, votes, goods and game, as far as they are missing.
        is_played: Whether the game was played all the same.
    """

    parts: tuple[str, ...]
    is_played: bool


def published(case: Case) -> list[Ladder]:
    """Give the ladders that somebody has published."""
    return [ladder for ladder in case.ladders if ladder.standing is LadderStanding.PUBLISHED]


def with_demand_first(ladders: Iterable[Ladder]) -> list[Ladder]:
    """Put the courses that attach a demand before those that do not, each in order of its words."""
    return sorted(
        by_words(ladders), key=lambda ladder: not any(rung.demands for rung in ladder.rungs)
    )


def demanded(case: Case) -> tuple[Demanded, ...]:
    """
    Give what the published courses ask of the other side, numbered as their rungs list it: an
    author's first demand comes first.
    """
    rungs = [rung for ladder in by_words(published(case)) for rung in ladder.rungs]
    asked = dict.fromkeys(name for rung in rungs for name in rung.demands)
    return tuple(
        Demanded(
            about=demand.id,
            demand=f"demands.{demand.id}",
            place=place,
            cites=demand.cites[:1],
            rests_on=(f"demands.{demand.id}",),
        )
        for place, demand in enumerate(
            (case.demands[name] for name in asked if name in case.demands.ids), start=1
        )
    )


def left_open(case: Case) -> tuple[Finding, ...]:
    """Give what all published courses leave open alike; nothing where each says something."""
    courses = published(case)
    if not courses:
        return (NoCourses(absence=Absence.NOT_ENTERED),)
    shared = set.intersection(*(_unsaid(case, ladder) for ladder in courses))
    missing = tuple(code for code in OPEN if code in shared)
    if not missing:
        return ()
    return (
        LeftOpen(
            gaps=missing,
            courses=len(courses),
            rests_on=tuple(f"ladders.{ladder.id}" for ladder in courses),
            absence=Absence.NOT_IN_SOURCES,
        ),
    )


def holds_back(case: Case) -> tuple[HoldsBack, ...]:
    """Give what holds the responder back, by rank."""
    return tuple(
        HoldsBack(
            about=brake.id,
            brake=f"brakes.{brake.id}",
            rank=brake.rank,
            cites=brake.cites[:1],
            rests_on=(f"brakes.{brake.id}",),
        )
        for brake in sorted(case.brakes, key=lambda brake: brake.rank)
    )


def drift(track: Track) -> Drifts:
    """Give that nobody here decides a track."""
    address = f"tracks.{track.id}"
    return Drifts(about=track.id, track=address, rests_on=(address,))


def drifts(case: Case) -> tuple[Drifts, ...]:
    """Give what nobody here decides, where no game says what it does, the clock before the rest."""
    return tuple(
        drift(track)
        for track in sorted(
            by_words(case.tracks), key=lambda track: track.role is not TrackRole.CLOCK
        )
        if track.controlled_by == "nature"
    )


def not_worked_out(case: Case, *, has_law: bool, is_played: bool) -> tuple[NotWorkedOut, ...]:
    """Give what is assumed rather than computed; nothing where law, votes and the game are."""
    if is_played and has_law:
        return ()
    parts = (
        *(() if has_law else ("law", "votes")),
        *(("goods",) if _delivers(case) and not (case.needs or case.stocks) else ()),
        *(() if is_played else ("game",)),
    )
    return (NotWorkedOut(parts=parts, is_played=is_played, absence=Absence.NOT_ENTERED),)


def _delivers(case: Case) -> bool:
    """Whether any measure sends something: without one there are no goods to work out."""
    return any(measure.route != "none" for measure in case.measures)


def aims(case: Case) -> tuple[Finding, ...]:
    """Give what each published course is for, and which acts on record would have to be undone."""
    findings: list[Finding] = [
        StatedAim(
            about=ladder.id,
            ladder=f"ladders.{ladder.id}",
            cites=cites_of(case, ladder.facts, 1) or ladder.cites[:1],
            rests_on=(f"ladders.{ladder.id}.objective",),
            absence=None if ladder.objective else Absence.NOT_IN_SOURCES,
        )
        for ladder in with_demand_first(published(case))
    ]
    return (*_deterred_from(case), *findings[:1], *_to_be_undone(case), *findings[1:])


def _deterred_from(case: Case) -> list[DeterredFrom]:
    lines = tuple(f"red_lines.{line.id}" for line in case.red_lines)
    if not lines or not case.challenger:
        return []
    absence = None if any(map(is_drawn, case.red_lines)) else Absence.NOT_IN_SOURCES
    return [DeterredFrom(rests_on=lines, absence=absence)]


def _to_be_undone(case: Case) -> list[ToBeUndone]:
    done = [
        act for act in case.acts if act.goal == "compellence" and act.is_done in ("yes", "reported")
    ]
    if not done:
        return []
    addresses = tuple(f"acts.{act.id}" for act in done)
    cites = tuple(dict.fromkeys(cite for act in done[:2] for cite in act.cites[-1:]))
    return [ToBeUndone(acts=addresses, cites=cites, rests_on=addresses)]


def called_for(case: Case) -> tuple[RungCalledFor, ...]:
    """Give for each published course whether one can tell which rung today's facts call for."""
    return tuple(
        _called_for(ladder, {gap.code: gap for gap in gaps(ladder, case)})
        for ladder in by_words(published(case))
        if ladder.rungs
    )


def _called_for(ladder: Ladder, open_gaps: Mapping[str, Gap]) -> RungCalledFor:
    address = f"ladders.{ladder.id}"
    if "PL607" not in open_gaps:
        return RungCalledFor(
            about=ladder.id,
            ladder=address,
            wordings=0,
            thresholds=tuple(
                step.end for step in ladder.transitions if step.threshold != "unstated"
            ),
            cites=ladder.rungs[0].cites[:1],
            rests_on=(address,),
        )
    wordings = open_gaps["PL608"].wordings if "PL608" in open_gaps else ()
    acts = [step for step in ladder.transitions if step.trigger is TriggerKind.ACT]
    cites = tuple(cite for wording in wordings for cite in wording.cites) or acts[0].cites
    return RungCalledFor(
        about=ladder.id,
        ladder=address,
        wordings=len(wordings),
        thresholds=(),
        cites=cites[:3],
        rests_on=(address,),
        absence=Absence.NOT_IN_SOURCES,
    )


def plans(case: Case) -> tuple[PlanNotThreat, ...]:
    """Give the published courses that demand nothing and have no “if”: plans, and no threats."""
    return tuple(
        PlanNotThreat(
            about=ladder.id,
            ladder=f"ladders.{ladder.id}",
            cites=ladder.cites[:1],
            rests_on=(f"ladders.{ladder.id}",),
        )
        for ladder in published(case)
        if _is_plan(ladder, {gap.code for gap in gaps(ladder, case)})
    )


def _is_plan(ladder: Ladder, open_gaps: Container[str]) -> bool:
    """A step without a stated trigger may hide an “if”, and so makes no plan."""
    return (
        len(ladder.rungs) > 1
        and "PL602" not in open_gaps
        and not any(rung.demands for rung in ladder.rungs)
        and all(step.trigger in _WITHOUT_IF for step in ladder.transitions)
    )


def on_breach(case: Case) -> tuple[Finding, ...]:
    """Give what the published courses hold for a breach that is found out."""
    return (
        *_silent_on(case, "PL603"),
        *_saying(case, "PL603", "on_crossing"),
        *assumed_sight(case),
    )


def on_compliance(case: Case) -> tuple[Finding, ...]:
    """Give which published courses name an off-ramp, and what completions put in its place."""
    without = [ladder for ladder in published(case) if "PL601" in _codes(case, ladder)]
    attributes = [rung.attributes for ladder in published(case) for rung in ladder.rungs]
    is_unknown = any(effects.is_reversible == "unknown" for effects in attributes)
    is_entered = any(effects != Attributes() for effects in attributes)
    absence = Absence.NOT_IN_SOURCES if is_entered else Absence.NOT_ENTERED
    return (
        *_silent_on(case, "PL601"),
        *_saying(case, "PL601", "off_ramp"),
        *_completed(with_demand_first(without)[:1], "PL601"),
        *((Irreversible(absence=absence),) if is_unknown else ()),
    )


def not_ours(case: Case) -> tuple[NotOurs, ...]:
    """Give the courses that others would have to decide."""
    return tuple(
        NotOurs(
            about=ladder.id,
            ladder=f"ladders.{ladder.id}",
            by=ladder.controlled_by,
            cites=ladder.cites[:1],
            rests_on=(f"ladders.{ladder.id}",),
        )
        for ladder in case.ladders
        if ladder.standing is LadderStanding.SCENARIO
    )


def _codes(case: Case, ladder: Ladder) -> set[str]:
    return {gap.code for gap in gaps(ladder, case)}


def _unsaid(case: Case, ladder: Ladder) -> set[str]:
    """
    Give the codes of what a course says nothing of: a step whose condition its source words has no
    kind of trigger yet, but is not unsaid.
    """
    worded = {step.end for step in ladder.transitions if step.condition}
    return {gap.code for gap in gaps(ladder, case) if gap.code != _CALLED or gap.step not in worded}


def _silent_on(case: Case, code: str) -> list[Finding]:
    courses = published(case)
    silent = [ladder for ladder in courses if code in _codes(case, ladder)]
    if not silent:
        return []
    return [
        SilentOn(
            about=code,
            gap=code,
            silent=len(silent),
            courses=len(courses),
            rests_on=tuple(f"ladders.{ladder.id}" for ladder in silent),
            absence=Absence.NOT_IN_SOURCES,
        )
    ]


def _saying(case: Case, code: str, field: str) -> list[Finding]:
    return [
        Says(
            about=f"{ladder.id}.{field}",
            ladder=f"ladders.{ladder.id}",
            field=f"ladders.{ladder.id}.{field}",
            cites=ladder.cites[:1],
            rests_on=(f"ladders.{ladder.id}.{field}",),
        )
        for ladder in published(case)
        if code not in _codes(case, ladder)
    ]


def _completed(ladders: Sequence[Ladder], code: str) -> list[Finding]:
    findings: list[Finding] = []
    for ladder in ladders:
        fills = {
            completion.id: fill
            for completion in ladder.completions
            for fill in completion.fills
            if fill.gap == code
        }
        rests_on = [f"assumptions.{fill.assumption}" for fill in fills.values() if fill.assumption]
        if fills:
            findings.append(
                CompletedBy(
                    about=f"{ladder.id}.{code}",
                    ladder=f"ladders.{ladder.id}",
                    gap=code,
                    completions=tuple(fills),
                    rests_on=tuple(rests_on),
                )
            )
    return findings


def assumed_sight(case: Case) -> list[Finding]:
    """Give the assumption on how likely a crossing of the red line is noticed, from the game."""
    noticed = next(
        (
            track.noticed
            for track in (case.game.tracks if case.game else ())
            if track.of == "red_line" and track.noticed
        ),
        "",
    )
    return [
        AssumedSight(
            about=assumption.id,
            assumption=f"assumptions.{assumption.id}",
            rests_on=(f"assumptions.{assumption.id}",),
        )
        for assumption in case.assumptions
        if noticed == f"assumptions.{assumption.id}" and range_of(assumption)
    ]


def cites_of(case: Case, names: Sequence[str], most: int = 2) -> tuple[Cite, ...]:
    """Give the citations of facts by id, from the papers first."""
    papers = {source.id for source in case.sources if source.role.value == "paper"}
    facts = case.facts
    cites = [cite for name in names if name in facts.ids for cite in facts[name].cites]
    return tuple(dict.fromkeys(sorted(cites, key=lambda cite: cite.source not in papers)))[:most]
