"""What stands beside the call of a day, for a reader: triggers, ladders, due dates and threats."""

from collections.abc import Sequence

from phaseline.case.model.case import Case
from phaseline.desk.watching.dates_ahead import DateAhead
from phaseline.desk.watching.full_day import FullDay
from phaseline.desk.watching.outlook import DemandedLevel, LadderOutlook
from phaseline.desk.watching.threats import SideOfThreats, StandingThreat
from phaseline.present.terminal.watch import watch_text
from phaseline.present.terminal.watch_weighing import (
    calibration_text,
    gaps_text,
    matrix_text,
    next_reports_text,
)
from phaseline.present.wording.layout import heading, table, wrapped
from phaseline.present.wording.numbers import count_words, date_words, listed
from phaseline.present.wording.outlook import (
    ahead_left,
    ahead_title,
    consent_words,
    level_words,
    marking_words,
    next_words,
    occurred_words,
)
from phaseline.present.wording.watch import day_words
from phaseline.present.wording.words import Words
from phaseline.terms.letters import capitalised

_LADDERS, _AHEAD, _THREATS = (22, 14, 26, 32), (52, 24, 16), (16, 40, 20, 16)
_ENDS = {
    "pending": "pending",
    "executed": "executed",
    "lapsed": "lapsed",
    "never_implemented": "never implemented",
    "reneged": "taken back",
    "blocked": "stopped by others",
    "unknown": "not known",
}
_CONDITIONS = {
    "undefined": "not defined",
    "unmet": "not met",
    "met": "met",
    "disputed": "disputed",
    "unknown": "—",
}


def full_day_text(full: FullDay) -> str:
    """
    Give a day of the watch in full.

    Args:
        full: The day.
    """
    case = full.watch.case
    parts = [
        marking_words(full),
        watch_text(full.watch),
        *(wrapped(occurred_words(case, trigger)) for trigger in full.triggers),
        gaps_text(case, full.gaps),
        _ladders_text(full),
        _ahead_text(case, full.ahead),
        _threats_text(full),
        matrix_text(case, full.matrix),
        next_reports_text(case, full.next_reports),
        calibration_text(full.calibration),
    ]
    return "\n\n".join(part for part in parts if part)


def _ladders_text(full: FullDay) -> str:
    if not full.outlooks:
        return ""
    case = full.watch.case
    rows = [_ladder_row(case, outlook) for outlook in full.outlooks]
    head = ("Ladder", "In force", "Next of itself", "Waits for")
    demands = dict.fromkeys(_demand_words(case, outlook) for outlook in full.outlooks)
    climbs = dict.fromkeys(_climb_words(case, outlook) for outlook in full.outlooks)
    return "\n".join(
        [
            heading("What would move each ladder"),
            wrapped(
                "A rung is in force where all its measures are, by the case and by the ledger. A"
                f" rung follows of itself when its time runs out; law as it stands on"
                f" {day_words(full.watch.day)}."
            ),
            table(head, rows, widths=_LADDERS),
            *(wrapped(words) for words in demands if words),
            *(wrapped(words) for words in climbs if words),
        ]
    )


def _ladder_row(case: Case, outlook: LadderOutlook) -> Sequence[str]:
    words, name = Words(case), outlook.policy.id
    waits = [consent_words(case, consent) for consent in outlook.consents]
    if outlook.without_law:
        free = [words.within(f"measures.{measure}") for measure in outlook.without_law]
        waits.append(f"{listed(free)}: no law is asked")
    return (
        words.course(name),
        words.rung(name, outlook.in_force) + (" (stays)" if outlook.is_lasting else ""),
        next_words(words, outlook),
        "; ".join(waits) or ("nothing" if outlook.target else "—"),
    )


def _demand_words(case: Case, outlook: LadderOutlook) -> str:
    """Say what is missing to stand down, or that nothing is."""
    if not outlook.demand:
        return ""
    course = Words(case).course(outlook.policy.id)
    if outlook.is_met:
        return f"{capitalised(course)}: the demand is met."
    missing = [_part_words(case, part) for part in outlook.demand if not part.is_met]
    return f"{capitalised(course)} stands down when this is met: {'; '.join(missing)}."


def _climb_words(case: Case, outlook: LadderOutlook) -> str:
    """Say which acts would call a higher rung; nothing where no act does."""
    if not outlook.climbing:
        return ""
    words, name = Words(case), outlook.policy.id
    acts = [
        f"{words.rung(name, step.rung)} at {case.tracks[step.track].title}:"
        f" {level_words(step.level)} (now {level_words(step.standing)})"
        for step in outlook.climbing
    ]
    return f"{capitalised(words.course(name))} climbs by what is seen: {'; '.join(acts)}."


def _part_words(case: Case, part: DemandedLevel) -> str:
    title = case.tracks[part.track].title if part.track in case.tracks.ids else part.track
    wanted = " or ".join(level_words(level) for level in part.levels)
    return f"{title}: {wanted} (now {level_words(part.standing)})"


def _ahead_text(case: Case, ahead: Sequence[DateAhead]) -> str:
    if not ahead:
        return ""
    rows = [
        (
            ahead_title(case, entry),
            date_words(entry.when),
            ahead_left(entry),
        )
        for entry in ahead
    ]
    return (
        f"{heading('What is dated ahead')}\n{table(('What', 'When', 'Left'), rows, widths=_AHEAD)}"
    )


def _threats_text(full: FullDay) -> str:
    if not full.threats.threats:
        return ""
    case = full.watch.case
    rows = [_threat_row(case, threat) for threat in full.threats.threats]
    head = ("Who", "Threat", "Condition", "What became of it")
    return "\n".join(
        [
            heading("Threats, and what became of them"),
            *(wrapped(_side_words(side)) for side in full.threats.sides),
            table(head, rows, widths=_THREATS),
        ]
    )


def _side_words(side: SideOfThreats) -> str:
    who = "the responder's side" if side.is_ours else "the other side"
    parts = [f"{count} {_ENDS[outcome]}" for outcome, count in side.counts]
    executed = dict(side.counts).get("executed", 0)
    none = "" if executed else "; none was executed"
    met = (
        f" Of those pending, {side.pending_met} although the condition is met."
        if side.pending_met
        else ""
    )
    return f"By {who}: {count_words(side.total, 'threat')}, {listed(parts)}{none}.{met}"


def _threat_row(case: Case, threat: StandingThreat) -> Sequence[str]:
    words = Words(case)
    condition = _CONDITIONS[threat.is_met]
    if threat.condition:
        condition = f"{threat.condition.rstrip('.')}: {condition}"
    entry = f" (entry {threat.by_entry.entry.number})" if threat.by_entry else ""
    return (
        capitalised(words.actor(threat.by)),
        threat.says,
        condition,
        f"{_ENDS[threat.outcome]}{entry}",
    )
