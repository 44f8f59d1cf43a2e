"""
All checks in one pass: what is wrong with a case, what is open in it, and how its quotes stand.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import field

from phaseline.case.check.anchors import AnchorCount, check_anchors
from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.check.confirmations import check_confirmations
from phaseline.case.check.correlations import check_correlations
from phaseline.case.check.dates import check_dates
from phaseline.case.check.fields import check_fields
from phaseline.case.check.games import check_games
from phaseline.case.check.ids import check_ids
from phaseline.case.check.ladders import check_ladders
from phaseline.case.check.law import check_law
from phaseline.case.check.modality import check_modality
from phaseline.case.check.numbers import check_numbers
from phaseline.case.check.politics import check_politics
from phaseline.case.check.references import check_references
from phaseline.case.check.refused import check_refused
from phaseline.case.check.scope import check_scope
from phaseline.case.check.supply import check_supply
from phaseline.case.check.unused import check_inert
from phaseline.case.check.watch import check_watch
from phaseline.case.faults import more_than_listed
from phaseline.case.read import CaseReading
from phaseline.terms.diagnostic import Diagnostic, Severity, in_reading_order
from phaseline.terms.record import record


@record
class Report:
    """
    What `check` found.

    Args:
        reading: The case as it was read.
        diagnostics: Errors, warnings and notes, sorted by file and line.
        anchors: How the anchors stand to their sources.
        omitted: How many more diagnostics of a severity there are than are listed.
    """

    reading: CaseReading
    diagnostics: tuple[Diagnostic, ...]
    anchors: AnchorCount
    omitted: Mapping[Severity, int] = field(default_factory=dict)

    def count(self, severity: Severity) -> int:
        """Count the diagnostics of one severity, those that are not listed too."""
        return sum(
            diagnostic.severity is severity for diagnostic in self.diagnostics
        ) + self.omitted.get(severity, 0)

    @property
    def is_sound(self) -> bool:
        """Whether the case may be used: no errors."""
        return self.reading.case is not None and not self.count(Severity.ERROR)

    @property
    def faulty(self) -> frozenset[str]:
        """The addresses of the entries in which errors were found."""
        return frozenset(
            ".".join(diagnostic.address.split(".")[:2])
            for diagnostic in self.diagnostics
            if diagnostic.severity is Severity.ERROR
        )

    @property
    def codes(self) -> Mapping[str, int]:
        """How often each code occurs."""
        return Counter(diagnostic.code for diagnostic in self.diagnostics)


def unchecked(reading: CaseReading) -> Report:
    """
    Report on a case what reading it found, and no more.

    Args:
        reading: The case as it was read.
    """
    return Report(
        reading=reading,
        diagnostics=reading.diagnostics,
        anchors=AnchorCount(),
        omitted={Severity.ERROR: reading.omitted},
    )


def checked(reading: CaseReading, texts: Mapping[str, str]) -> Report:
    """
    Check a case that was read; where entries of it are faulty, check the others.

    Args:
        reading: The case as it was read.
        texts: The source texts that were given, by SHA-256; without them quotes are counted as
            unverified.
    """
    case = reading.rest
    if case is None or not reading.is_readable:  # what a lost file defines is not known
        return unchecked(reading)
    pen = DiagnosticCollector(reading)
    check_ids(pen, case)
    check_references(pen, case)
    anchors = check_anchors(pen, case, texts)
    check_numbers(pen, case)
    check_correlations(pen, case)
    check_fields(pen, case)
    check_confirmations(pen, case)
    check_dates(pen, case)
    check_ladders(pen, case)
    check_games(pen, case)
    check_inert(pen, case)
    check_politics(pen, case)
    check_watch(pen, case)
    check_supply(pen, case)
    check_law(pen, case)
    check_scope(pen, case)
    check_modality(pen, case)
    check_refused(pen)
    number = sum(pen.omitted.values())
    more = (more_than_listed(number, reading.place()),) if number else ()
    return Report(
        reading=reading,
        diagnostics=(*in_reading_order((*reading.diagnostics, *pen.diagnostics)), *more),
        anchors=anchors,
        omitted=pen.omitted + Counter({Severity.ERROR: reading.omitted}),
    )
