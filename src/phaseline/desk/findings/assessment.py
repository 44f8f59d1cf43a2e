"""The story in one function: take a checked case, work out its numbers, compare its ladders."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any

from phaseline.case.check.anchors import AnchorCount
from phaseline.case.check.report import Report
from phaseline.case.model.case import Case
from phaseline.case.model.evidence import Fact
from phaseline.case.values import Derivation
from phaseline.desk.comparison.leakage import LadderLeakage
from phaseline.desk.comparison.needs import LadderTurns
from phaseline.desk.comparison.results import LadderComparison
from phaseline.desk.comparison.works import Mapper, Work
from phaseline.desk.delivery.plans import Deliverable, deliverable
from phaseline.desk.findings.constraints import Constraints, constraints
from phaseline.desk.findings.otherwise import PlayedOtherwise
from phaseline.desk.register.brakes import Brakes, brakes
from phaseline.desk.register.derivations import derivations
from phaseline.desk.register.evidence import untaken_facts
from phaseline.desk.register.ladders import LadderProfile, RedLines, compared, red_lines
from phaseline.desk.register.timeline import TimelineEntry, timeline
from phaseline.errors import CaseError
from phaseline.terms.diagnostic import Diagnostic
from phaseline.terms.record import record

NOT_COMPUTED: Mapping[str, str] = {
    "game": "what a ladder deters, whether the threat is credible, and which assumptions decide",
    "watch": "which phase today's reports call for",
    "screening": "whether a firm or goods stand on a list of sanctions or of export control",
    "verification": "what better checking is worth to a ladder that is chosen anew for it",
    "clarity": "what a plain ladder is worth against one that the other side has to learn",
}


@record
class Assessment:
    """
    What leaves the desk: everything that is computed from a case now, and what is not.

    Args:
        case: The case.
        hash: SHA-256 of its files.
        changes: The what-ifs that were applied.
        diagnostics: What `check` found: warnings and notes, no errors.
        anchors: How the anchors stand to their sources.
        derivations: The derived numbers.
        timeline: The events in order.
        evidence: What was confirmed of papers and stands nowhere else in the case.
        ladders: The ladders, judged.
        red_lines: The red lines, joined.
        brakes: The brakes with their recommendations.
        constraints: What law and politics leave; None where the case asks nothing of the law.
        deliverable: What can be delivered; None where the case names no needs, stocks or routes.
        contest: What the game says; None where it was not played.
        leakage: Where the threat of the course that page one shows leaks; None where it was not
            asked for.
        turns: Which single assumption would turn what that course does; none where it was not asked
            for.
        otherwise: The course that page one shows, played in the other ways that the case names;
            none where it names none, or where they were not asked for.
        not_computed: Engines that this version does not have, with what each would say.
    """

    case: Case
    hash: str
    changes: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...]
    anchors: AnchorCount
    derivations: tuple[Derivation, ...]
    timeline: tuple[TimelineEntry, ...]
    evidence: tuple[Fact, ...]
    ladders: tuple[LadderProfile, ...]
    red_lines: RedLines
    brakes: Brakes
    constraints: Constraints | None
    deliverable: Deliverable | None
    contest: LadderComparison | None
    not_computed: Mapping[str, str]
    leakage: LadderLeakage | None = None
    turns: tuple[LadderTurns, ...] = ()
    otherwise: tuple[PlayedOtherwise, ...] = ()


def assess(
    report: Report,
    *,
    played: LadderComparison | None = None,
    leakage: LadderLeakage | None = None,
    turns: tuple[LadderTurns, ...] = (),
    otherwise: tuple[PlayedOtherwise, ...] = (),
    known: Mapping[str, Any] = MappingProxyType({}),
    mapper: Mapper = map,
    tick: Callable[[str], None] = lambda _: None,
) -> Assessment:
    """
    Put a checked case to everything that answers from it.

    Args:
        report: The checked case.
        played: What the game says about it, where it was played.
        leakage: Where the threat of one course leaks, where it was asked for.
        turns: Which single assumption would turn what it does, likewise.
        otherwise: What that course does in the other ways that the case names, likewise.
        known: What came of some of `unplayed_work`, by its name.
        mapper: Applies a function to names; a shell may give one that knows of the very same.
        tick: Told what is being done, so that a shell can show progress.

    Raises:
        CaseError: The case has errors.
    """
    case = report.reading.case
    if case is None or not report.is_sound:
        raise CaseError([f"{report.reading.name} has errors; `phaseline check` lists them"])
    tick("working out the numbers")
    worked_out = derivations(case)
    tick("comparing the ladders")
    ladders = compared(case)
    answers = dict(known)
    works = {work.names[0]: work for work in unplayed_work(case)}
    for name, doing in UNPLAYED.items():
        tick(doing)
        if name in works and name not in answers:
            (answers[name],) = mapper(works[name].does, works[name].names)
    return Assessment(
        case=case,
        hash=report.reading.hash,
        changes=report.reading.changes,
        diagnostics=report.diagnostics,
        anchors=report.anchors,
        derivations=worked_out,
        timeline=timeline(case),
        evidence=untaken_facts(case),
        ladders=ladders,
        red_lines=red_lines(case),
        brakes=brakes(case),
        constraints=answers[_LAW],
        deliverable=answers.get(_DELIVERIES),
        contest=played,
        not_computed=_not_computed(is_played=played is not None),
        leakage=leakage,
        turns=turns,
        otherwise=otherwise,
    )


_DELIVERIES, _LAW = "deliveries", "law"
UNPLAYED = {_DELIVERIES: "planning deliveries", _LAW: "asking the law"}


def unplayed_work(case: Case) -> tuple[Work, ...]:
    """Give the work on an assessment that does not wait for the game, one name each."""
    law = Work(does=partial(_limits, case), names=(_LAW,))
    if not (case.needs or case.stocks or case.routes):
        return (law,)
    return (Work(does=partial(_goods, case), names=(_DELIVERIES,)), law)


def _goods(case: Case, _: str) -> Deliverable:
    return deliverable(case)


def _limits(case: Case, _: str) -> Constraints | None:
    return constraints(case)


def with_play(
    whole: Assessment,
    played: LadderComparison,
    leakage: LadderLeakage | None = None,
    turns: tuple[LadderTurns, ...] = (),
    otherwise: tuple[PlayedOtherwise, ...] = (),
) -> Assessment:
    """
    Add what the game says to an assessment that was made without it.

    Args:
        whole: The assessment.
        played: What the game says about the case.
        leakage: Where the threat of one course leaks, where it was asked for.
        turns: Which single assumption would turn what that course does, likewise.
        otherwise: What that course does in the other ways that the case names, likewise.
    """
    return replace(
        whole,
        contest=played,
        leakage=leakage,
        turns=turns,
        otherwise=otherwise,
        not_computed=_not_computed(is_played=True),
    )


def _not_computed(*, is_played: bool) -> Mapping[str, str]:
    """Give the engines of which nothing is said, with what each would say."""
    return {
        engine: says for engine, says in NOT_COMPUTED.items() if engine != "game" or not is_played
    }
