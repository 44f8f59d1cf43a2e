"""What the sources say of the other side's acts: done, reported or possible."""

from collections import Counter
from collections.abc import Sequence

from phaseline.case.check.ladders import gaps
from phaseline.case.model.case import Case
from phaseline.case.model.common import Status
from phaseline.case.model.escalation import Act
from phaseline.case.model.evidence import Fact
from phaseline.case.values import range_of
from phaseline.desk.findings.finding import Absence, Finding
from phaseline.terms.entries import Entries
from phaseline.terms.quantity import Quantity
from phaseline.terms.record import record

_RUN_TODAY = ("yes", "reported")
_MOST_NUMBERS = 2  # of an act, on page one
_HELD = (Status.RECORD, Status.ASSERTED, Status.REPORTED, Status.ESTIMATE, Status.CLAIMED)
_SPOKEN = (Status.REPORTED, Status.ASSERTED)


@record
class NumberOfAct(Finding):
    """
    A number that a source gives of an act that is done or reported.

    Args:
        fact: The address of the fact.
    """

    fact: str


@record
class DoneAct(Finding):
    """
    An act that is done and of which no number is told.

    Args:
        act: The address of the act.
        fact: The address of the first fact that holds it to be so; empty where none does.
        sources: The ids of the sources that the act itself cites.
    """

    act: str
    fact: str
    sources: tuple[str, ...]


@record
class ReportedAct(Finding):
    """
    An act that is reported, with who reports it how; agreement of sources is no confirmation.

    Args:
        act: The address of the act.
        standings: Each status of the statements with the ids of the sources that give it.
    """

    act: str
    standings: tuple[tuple[Status, tuple[str, ...]], ...]


@record
class PossibleAct(Finding):
    """
    An act that is called possible and that nobody reports; that it may have begun is assumed.

    Args:
        act: The address of the act.
        assumption: The address of the assumption that it has begun.
    """

    act: str
    assumption: str


@record
class AlreadyUnknown(Finding):
    """
    Whether an act to be deterred has begun cannot be told.

    Args:
        act: The address of the act.
        is_called_possible: Whether a source calls it possible.
    """

    act: str
    is_called_possible: bool


@record
class AssumedBegun(Finding):
    """
    With which chance an act is assumed to have begun.

    Args:
        assumption: The address of the assumption.
    """

    assumption: str


@record
class AlreadyDone(Finding):
    """
    An act of the challenger that was to be deterred and is done or reported.

    Args:
        act: The address of the act.
        is_reported: Whether it is reported only.
    """

    act: str
    is_reported: bool


@record
class Stated(Finding):
    """
    What a fact says, in its own words.

    Args:
        fact: The address of the fact.
    """

    fact: str


@record
class NoThreshold(Finding):
    """
    A ladder that climbs on an act and does not say from which level of it on.

    Args:
        ladder: The address of the ladder.
    """

    ladder: str


def known_acts(case: Case) -> tuple[Finding, ...]:
    """Give what is known of the acts to be deterred or undone, as page one tells it."""
    facts = case.facts
    acts = [act for act in case.acts if act.goal != "none"]
    return (
        *(finding for act in acts for finding in _numbers(act, facts) or _done(act, facts)),
        *(_reported(act, facts) for act in acts if act.is_done == "reported"),
        *(finding for act in acts for finding in _possible(case, act)),
        *_without_threshold(case),
    )


def already(case: Case) -> tuple[Finding, ...]:
    """
    Give what is known of whether the line is crossed already: what is done comes first, then what
    nobody knows; of that what the game takes a chance for, where it does for any.
    """
    acts = [act for act in case.acts if act.goal == "deterrence" and act.by == case.challenger]
    unknown = [act for act in acts if act.is_done == "unknown"]
    assumed = [act for act in unknown if _has_range(case, act)]
    doubts = [finding for act in assumed or unknown for finding in _whether_begun(case, act)]
    return (
        *(_already_done(act) for act in acts if act.is_done in _RUN_TODAY),
        *dict.fromkeys(doubts),  # two acts may be seen by one fact
    )


def _already_done(act: Act) -> AlreadyDone:
    return AlreadyDone(
        about=act.id,
        act=f"acts.{act.id}",
        is_reported=act.is_done == "reported",
        cites=act.cites[:1],
        rests_on=(f"acts.{act.id}",),
    )


def _numbers(act: Act, facts: Entries[Fact]) -> list[Finding]:
    if act.is_done not in _RUN_TODAY:
        return []
    counted = [
        facts[name]
        for name in act.facts
        if name in facts.ids and isinstance(facts[name].value, Quantity)
    ]
    return [
        NumberOfAct(
            about=fact.id,
            fact=f"facts.{fact.id}",
            cites=fact.cites[:1],
            rests_on=(f"facts.{fact.id}",),
        )
        for fact in counted[:_MOST_NUMBERS]
    ]


def _done(act: Act, facts: Entries[Fact]) -> list[Finding]:
    if act.is_done != "yes":
        return []
    holding = _holding(act, facts)
    addresses = tuple(f"facts.{fact.id}" for fact in holding)
    return [
        DoneAct(
            about=act.id,
            act=f"acts.{act.id}",
            fact="".join(addresses),
            sources=tuple(dict.fromkeys(cite.source for cite in act.cites)),
            cites=act.cites[:1] or tuple(cite for fact in holding for cite in fact.cites[:1]),
            rests_on=(f"acts.{act.id}", *addresses),
        )
    ]


def _holding(act: Act, facts: Entries[Fact]) -> list[Fact]:
    """Give the first fact that holds an act to be done; none where opinions alone speak of it."""
    known = [facts[name] for name in act.facts if name in facts.ids]
    return [fact for fact in known if fact.status in _HELD][:1]


def _reported(act: Act, facts: Entries[Fact]) -> Finding:
    statements = [facts[name] for name in act.facts if name in facts.ids]
    by_status: dict[Status, dict[str, None]] = {}
    for fact in statements:
        if fact.status in _SPOKEN and fact.kind == statements[0].kind:
            sources = by_status.setdefault(fact.status, {})
            sources.update(dict.fromkeys(cite.source for cite in fact.cites))
    return ReportedAct(
        about=act.id,
        act=f"acts.{act.id}",
        standings=tuple((status, tuple(sources)) for status, sources in by_status.items()),
        cites=act.cites[:1],
        rests_on=(f"acts.{act.id}",),
    )


def _possible(case: Case, act: Act) -> list[Finding]:
    if act.by != case.challenger or act.is_done != "unknown" or not _has_range(case, act):
        return []
    return [
        PossibleAct(
            about=act.id,
            act=f"acts.{act.id}",
            assumption=f"assumptions.{act.assumption}",
            cites=act.cites[:1],
            rests_on=(f"acts.{act.id}", f"assumptions.{act.assumption}"),
        )
    ]


def _has_range(case: Case, act: Act) -> bool:
    return any(
        assumption.id == act.assumption and range_of(assumption) for assumption in case.assumptions
    )


def _without_threshold(case: Case) -> list[Finding]:
    return [
        NoThreshold(
            about=ladder.id,
            ladder=f"ladders.{ladder.id}",
            cites=ladder.cites[-1:],
            rests_on=(f"ladders.{ladder.id}",),
        )
        for ladder in case.ladders
        if "PL607" in {gap.code for gap in gaps(ladder, case)}
    ]


def _whether_begun(case: Case, act: Act) -> Sequence[Finding]:
    facts = case.facts
    possible = [
        facts[name]
        for name in act.facts
        if name in facts.ids and facts[name].status is Status.POSSIBLE
    ]
    return [
        AlreadyUnknown(
            about=act.id,
            act=f"acts.{act.id}",
            is_called_possible=bool(possible),
            cites=possible[0].cites[:1] if possible else (),
            rests_on=(f"acts.{act.id}",),
            absence=None if possible else Absence.NOT_IN_SOURCES,
        ),
        *_assumed(case, act),
        *_seen(case, act, facts),
    ]


def _assumed(case: Case, act: Act) -> list[Finding]:
    address = f"assumptions.{act.assumption}"
    if not _has_range(case, act):
        return []
    return [AssumedBegun(about=act.assumption, assumption=address, rests_on=(address,))]


def _seen(case: Case, act: Act, facts: Entries[Fact]) -> list[Finding]:
    """Give what the sources hold about seeing an act: the fact that most hidden tracks share."""
    hidden = [
        name
        for track in case.tracks
        if track.seen == "hidden"
        for name in track.facts
        if name not in act.facts and name in facts.ids
    ]
    if not hidden:
        return []
    ((name, _),) = Counter(hidden).most_common(1)  # of several the first
    return [
        Stated(
            about=name,
            fact=f"facts.{name}",
            cites=facts[name].cites[:1],
            rests_on=(f"facts.{name}",),
        )
    ]
