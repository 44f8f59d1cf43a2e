"""Who would object and threatens what, and what a course may meet."""

from collections.abc import Iterable, Sequence

from phaseline.case.alphabet import needs_in_order, penalties_in_order
from phaseline.case.model.case import Case
from phaseline.case.model.escalation import CounterThreat
from phaseline.case.model.politics import Penalty
from phaseline.case.model.response import Ladder, Measure
from phaseline.desk.findings.finding import Absence, Finding
from phaseline.desk.findings.promises import cites_of
from phaseline.terms.record import record

_MOST_THREATS = 2
_ARMS = ("defensive", "offensive", "ammunition")


@record
class ThreatensOffice(Finding):
    """
    What somebody threatens an office-holder with over an act.

    Args:
        penalty: The address of the penalty.
    """

    penalty: str


@record
class ExposesOffice(ThreatensOffice):
    """Whom the going round that is asked about exposes to what, as somebody threatens."""


@record
class Warns(Finding):
    """
    What the other side warns of.

    Args:
        threat: The address of the counter-threat.
    """

    threat: str


@record
class DoesNotObject(Finding):
    """
    One who asked for help and is not on record with an objection.

    Args:
        actor: The id of the actor.
    """

    actor: str


@record
class DisputedWarning(Finding):
    """
    A warning of which it is disputed whether what others do meets it already.

    Args:
        threat: The address of the counter-threat.
    """

    threat: str


@record
class MeetsWarnings(Finding):
    """
    Which warnings the last step of a course may meet.

    Args:
        ladder: The address of the ladder.
        threats: The addresses of the counter-threats; none where no warning speaks of it.
        is_new: Whether the last step holds anything that is not done today.
        is_disputed: Whether it is disputed that today's support meets a warning already.
    """

    ladder: str
    threats: tuple[str, ...]
    is_new: bool
    is_disputed: bool


def objections(case: Case) -> tuple[Finding, ...]:
    """Give who would object: at home first, then abroad, then those who asked for help."""
    penalties = [
        threatened(case, penalty) for penalty in penalties_in_order(case, case.penalties)[:1]
    ]
    warnings = [
        Warns(
            about=threat.id,
            threat=f"counter_threats.{threat.id}",
            cites=threat.cites[:1],
            rests_on=(f"counter_threats.{threat.id}",),
        )
        for threat in case.counter_threats[:_MOST_THREATS]
    ]
    asked = next((need for need in needs_in_order(case) if need.asked_by != case.responder), None)
    silent = (
        [
            DoesNotObject(
                about=asked.asked_by,
                actor=asked.asked_by,
                cites=asked.cites[:1],
                rests_on=("needs",),
                absence=Absence.NOT_IN_SOURCES,
            )
        ]
        if asked is not None
        else []
    )
    return (*penalties, *warnings, *silent)


def threatened(
    case: Case, penalty: Penalty, kind: type[ThreatensOffice] = ThreatensOffice
) -> ThreatensOffice:
    """Give what is threatened, as a finding of a kind: with the act, or where the act is known."""
    return kind(
        about=penalty.id,
        penalty=f"penalties.{penalty.id}",
        cites=cites_of(case, penalty.facts, 1),
        rests_on=(f"penalties.{penalty.id}",),
    )


def disputed_warnings(case: Case) -> tuple[DisputedWarning, ...]:
    """Give the warnings that others' doing may meet already."""
    return tuple(
        DisputedWarning(
            about=threat.id,
            threat=f"counter_threats.{threat.id}",
            cites=threat.cites[:1],
            rests_on=(f"counter_threats.{threat.id}",),
        )
        for threat in case.counter_threats
        if threat.met == "disputed"
    )


def meets_warnings(case: Case, ladder: Ladder) -> MeetsWarnings:
    """Give which warnings the last step of a course may meet, by what is done and by which way."""
    disputed = [threat for threat in case.counter_threats if threat.met == "disputed"]
    new = _new_on_last(ladder)
    met = _met_by(case, [measure for measure in case.measures if measure.id in new])
    shown = met if new else disputed
    addresses = tuple(f"counter_threats.{threat.id}" for threat in met)
    return MeetsWarnings(
        about=ladder.id,
        ladder=f"ladders.{ladder.id}",
        threats=addresses,
        is_new=bool(new),
        is_disputed=bool(disputed),
        cites=tuple(cite for threat in shown for cite in threat.cites[:1]),
        rests_on=addresses,
    )


def _met_by(case: Case, measures: Sequence[Measure]) -> list[CounterThreat]:
    return [threat for threat in case.counter_threats if _is_met(case, threat, measures)]


def _new_on_last(ladder: Ladder) -> frozenset[str]:
    """Give the measures of the last rung that are not in force today."""
    if not ladder.rungs:
        return frozenset()
    return frozenset(ladder.rungs[-1].measures) - frozenset(ladder.rungs[0].measures)


def _is_met(case: Case, threat: CounterThreat, measures: Iterable[Measure]) -> bool:
    """
    Whether measures may meet a warning: those that it names, and arms by a way that it names.
    """
    kinds = {route.kind for route in case.routes if route.id in threat.met_by}
    return any(
        measure.id in threat.met_by
        or (
            measure.lethality in _ARMS
            and (
                (measure.route == "direct" and "direct" in kinds)
                or (measure.route == "indirect" and bool(kinds - {"direct"}))
            )
        )
        for measure in measures
    )
