"""What a rule proposed of a paper counts once somebody has confirmed it, and not before."""

from phaseline.case.addresses import Path
from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.model.case import Case
from phaseline.case.model.evidence import Event, Fact


def check_confirmations(pen: DiagnosticCollector, case: Case) -> None:
    """Report facts and events that a rule proposed and nobody has confirmed."""
    for index, fact in enumerate(case.facts):
        if _waits(fact):
            _report(pen, ("facts", index), fact.id)
    for index, event in enumerate(case.events):
        if _waits(event):
            _report(pen, ("events", index), event.id)


def _waits(entry: Fact | Event) -> bool:
    return bool(entry.proposed_by) and not entry.confirmed_by.strip()


def _report(pen: DiagnosticCollector, path: Path, name: str) -> None:
    pen.error(
        "PL120",
        (*path, "proposed_by"),
        f"a rule proposed {name!r}, and nobody has confirmed it",
        expected="`confirmed_by`: who has looked at it",
        fix="go through the paper by `phaseline review`, or say in `confirmed_by` who has looked"
        " at it",
    )
