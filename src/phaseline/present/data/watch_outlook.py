"""What stands beside the call of a day, for programs: due dates, consent, triggers and threats."""

from typing import Any

from phaseline.desk.watching.dates_ahead import DateAhead
from phaseline.desk.watching.full_day import FullDay
from phaseline.desk.watching.outlook import AwaitedConsent, LadderOutlook, RungDeadline
from phaseline.desk.watching.threats import SideOfThreats, StandingThreat
from phaseline.desk.watching.triggers import OccurredTrigger
from phaseline.present.data.watch import watch_data
from phaseline.present.data.watch_weighing import (
    calibration_data,
    gap_data,
    matrix_data,
    next_report_data,
)


def full_day_data(full: FullDay) -> dict[str, Any]:
    """
    Give a day of the watch in full; chances in full, times in days.

    Args:
        full: The day.
    """
    return {
        **watch_data(full.watch),
        "tlp": full.marking or None,
        "unmarked": full.unmarked,
        "triggers": [_trigger(trigger) for trigger in full.triggers],
        "ladders": [_ladder(outlook) for outlook in full.outlooks],
        "ahead": [_ahead(entry) for entry in full.ahead],
        "threats": [_threat(threat) for threat in full.threats.threats],
        "threats_by_side": [_side(side) for side in full.threats.sides],
        "matrix": matrix_data(full.matrix),
        "next_reports": [next_report_data(report) for report in full.next_reports],
        "calibration": calibration_data(full.calibration),
        "gaps": [gap_data(gap) for gap in full.gaps],
    }


def _trigger(trigger: OccurredTrigger) -> dict[str, Any]:
    return {
        "ladder": trigger.ladder,
        "from": trigger.start,
        "to": trigger.end,
        "wordings": trigger.wordings,
        "threshold": None,
        "acts": [{"act": act, "is_done": is_done} for act, is_done in trigger.acts],
        "entries": [entered.entry.number for entered in trigger.entered],
    }


def _ladder(outlook: LadderOutlook) -> dict[str, Any]:
    return {
        "ladder": outlook.policy.id,
        "in_force": outlook.in_force,
        "since": outlook.since.isoformat(),
        "called": outlook.called or None,
        "target": outlook.target or None,
        "deadline": _deadline(outlook.deadline) if outlook.deadline else None,
        "demand_met": outlook.is_met if outlook.demand else None,
        "demand": [
            {
                "track": part.track,
                "levels": list(part.levels),
                "stands": part.standing,
                "met": part.is_met,
            }
            for part in outlook.demand
        ],
        "climbs_at": [
            {
                "rung": step.rung,
                "track": step.track,
                "level": step.level,
                "stands": step.standing,
            }
            for step in outlook.climbing
        ],
        "off_ramp": outlook.off_ramp or None,
        "lasting": outlook.is_lasting,
        "waits_for": [_consent(consent) for consent in outlook.consents],
        "without_law": [f"measures.{name}" for name in outlook.without_law],
    }


def _deadline(deadline: RungDeadline) -> dict[str, Any]:
    return {
        "rung": deadline.rung,
        "first": deadline.first.isoformat(),
        "best": deadline.best.isoformat(),
        "last": deadline.last.isoformat(),
        "days_left": deadline.days.best,
    }


def _consent(consent: AwaitedConsent) -> dict[str, Any]:
    return {
        "measure": f"measures.{consent.measure}",
        "standing": consent.standing.standing.value,
        "bodies": list(consent.standing.bodies),
        "procedures": list(consent.standing.procedures),
        "chance": consent.path.chance if consent.path else None,
        "months": consent.path.lead if consent.path else None,
        "vote": consent.path.is_vote if consent.path else None,
    }


def _ahead(entry: DateAhead) -> dict[str, Any]:
    return {
        "kind": entry.kind.value,
        "of": entry.address,
        "when": entry.when.text,
        "days": entry.days,
        "days_at_most": entry.days_at_most,
    }


def _threat(threat: StandingThreat) -> dict[str, Any]:
    return {
        "threat": threat.address,
        "by": threat.by,
        "side": _side_word(is_ours=threat.is_ours),
        "says": threat.says,
        "condition": threat.condition or None,
        "condition_met": threat.is_met,
        "outcome": threat.outcome,
        "entry": threat.by_entry.entry.number if threat.by_entry else None,
    }


def _side(side: SideOfThreats) -> dict[str, Any]:
    return {
        "side": _side_word(is_ours=side.is_ours),
        "outcomes": dict(side.counts),
        "pending_though_met": side.pending_met,
    }


def _side_word(*, is_ours: bool) -> str:
    return "responder" if is_ours else "challenger"
