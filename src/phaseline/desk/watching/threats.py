"""
What was threatened by either side, and what became of it: signal against action.

A threat stands as the case has it on the as-of date, until an entry of the ledger moves it. One
that was never implemented is no pending one: of the first nobody waits any more.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from phaseline.case.model.case import Case
from phaseline.terms.record import record
from phaseline.watch.reports import THREAT, Reported

PENDING, MET, EXECUTED = "pending", "met", "executed"
# Of a threat by the other side the case has one word for its condition and its outcome.
_ENDS = ("executed", "reneged", "blocked")


@record
class StandingThreat:
    """
    A threat, with what became of it.

    Args:
        address: Its address in the case.
        by: The id of who threatens.
        is_ours: Whether it is the responder's.
        says: What is threatened.
        condition: On what condition, as worded; empty where the case has no words for it.
        is_met: Whether the condition is met: undefined, unmet, met, disputed, or unknown where only
            the outcome is told.
        outcome: pending, executed, lapsed, never_implemented, reneged, blocked or unknown.
        by_entry: The entry of the ledger that moved it last; None where it stands so in the case.
    """

    address: str
    by: str
    is_ours: bool
    says: str
    condition: str
    is_met: str
    outcome: str
    by_entry: Reported | None


@record
class SideOfThreats:
    """
    How often a side threatened, and how often it acted on that.

    Args:
        is_ours: Whether it is the responder's side.
        counts: How many threats came to each outcome, those outcomes that occur, in the order in
            which they occur.
        pending_met: How many are pending although their condition is met.
        total: How many there are.
    """

    is_ours: bool
    counts: tuple[tuple[str, int], ...]
    pending_met: int
    total: int


@record
class ThreatLedger:
    """
    What was threatened by both sides, up to a day.

    Args:
        threats: The responder's threats, then those of the other side, in the case's order.
        sides: How each side's threats stand against its acts; none of a side without threats.
    """

    threats: tuple[StandingThreat, ...]
    sides: tuple[SideOfThreats, ...]


def threat_ledger(case: Case, reports: Sequence[Reported], day: date) -> ThreatLedger:
    """
    Give what was threatened, and what became of it.

    Args:
        case: The case.
        reports: The entries of its ledger.
        day: The day whose knowledge counts.
    """
    moves = moved(reports, THREAT, day)
    threats = tuple(_as_moved(threat, moves) for threat in _of_case(case))
    sides = (
        _side([threat for threat in threats if threat.is_ours is is_ours], is_ours=is_ours)
        for is_ours in (True, False)
    )
    return ThreatLedger(threats=threats, sides=tuple(side for side in sides if side.counts))


def moved(reports: Iterable[Reported], kind: str, day: date) -> tuple[Reported, ...]:
    """
    Give the entries of one kind that count on a day, the earliest first.

    Args:
        reports: The entries of a ledger.
        kind: threat, measure or resolution.
        day: The day whose knowledge counts.
    """
    standing = (
        entered
        for entered in reports
        if entered.report.moves
        and entered.report.moves.kind == kind
        and entered.counts
        and entered.report.when <= day
    )
    return tuple(sorted(standing, key=lambda entered: entered.report.moment))


def _of_case(case: Case) -> Iterable[StandingThreat]:
    for threat in case.threats:
        yield StandingThreat(
            address=f"threats.{threat.id}",
            by=threat.by,
            is_ours=True,
            says=threat.says,
            condition="",
            is_met=threat.condition,
            outcome=threat.outcome,
            by_entry=None,
        )
    for counter in case.counter_threats:
        is_ended = counter.met in _ENDS
        yield StandingThreat(
            address=f"counter_threats.{counter.id}",
            by=counter.by,
            is_ours=False,
            says=counter.consequence,
            condition=counter.condition,
            is_met="unknown" if is_ended else counter.met,
            outcome=counter.met if is_ended else PENDING,
            by_entry=None,
        )


def _as_moved(threat: StandingThreat, moves: Sequence[Reported]) -> StandingThreat:
    """Give a threat as the entries about it leave it."""
    for entered in moves:
        movement = entered.report.moves
        if movement is None or threat.address.partition(".")[2] != movement.id:
            continue
        is_met = MET if movement.state == MET else threat.is_met
        outcome = threat.outcome if movement.state == MET else movement.state
        threat = StandingThreat(
            address=threat.address,
            by=threat.by,
            is_ours=threat.is_ours,
            says=threat.says,
            condition=threat.condition,
            is_met=is_met,
            outcome=outcome,
            by_entry=entered,
        )
    return threat


def _side(threats: Sequence[StandingThreat], *, is_ours: bool) -> SideOfThreats:
    outcomes = dict.fromkeys(threat.outcome for threat in threats)
    return SideOfThreats(
        is_ours=is_ours,
        total=len(threats),
        counts=tuple(
            (outcome, sum(threat.outcome == outcome for threat in threats)) for outcome in outcomes
        ),
        pending_met=sum(threat.outcome == PENDING and threat.is_met == MET for threat in threats),
    )
