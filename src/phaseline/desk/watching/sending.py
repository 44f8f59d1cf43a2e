"""
The reports of a ledger for others: those that count, in a form that they can read, and marked no
lower than the narrowest of them.
"""

import json
from collections.abc import Iterator, Sequence

from phaseline.case.model.case import Case
from phaseline.terms.record import record
from phaseline.watch.report_lists import csv_lines, json_lines
from phaseline.watch.reports import Reported
from phaseline.watch.stix import BundleOf, bundle
from phaseline.watch.tlp import require_marking, tlp_level

FORMS = ("csv", "jsonl", "stix")


@record
class SentReports:
    """
    Reports that are sent.

    Args:
        marking: The level of TLP 2.0 of the whole; empty where none bears one.
        unmarked: How many bear none.
        lines: The lines of the file.
    """

    marking: str
    unmarked: int
    lines: Iterator[str]


def sent_reports(
    case: Case, reports: Sequence[Reported], *, form: str, marking: str, by: str
) -> SentReports:
    """
    Give the reports that count as lines of a file.

    Args:
        case: The case.
        reports: The reports of its ledger.
        form: csv, jsonl or stix.
        marking: The level that the whole is to be marked with; that of its reports if left out.
        by: Who sends them.

    Raises:
        QuestionError: The marking is none, or is wider than that of a report.
    """
    standing = [entered for entered in reports if entered.retracted is None]
    level = require_marking(tlp_level(marking), [entered.report.tlp for entered in standing])
    return SentReports(
        marking=level,
        unmarked=sum(not entered.report.tlp for entered in standing),
        lines=_lines(case, standing, form, level, by),
    )


def _lines(
    case: Case, standing: Sequence[Reported], form: str, level: str, by: str
) -> Iterator[str]:
    if form != "stix":
        return csv_lines(standing) if form == "csv" else json_lines(standing)
    titles = {source.id: source.short or source.title for source in case.sources}
    channels = {channel.id: channel.title for channel in case.channels}
    of = BundleOf(
        by=by,
        title=case.title,
        at=max((entered.entry.at for entered in standing), default=""),
        marking=level,
        sources={**titles, **channels},
    )
    return iter([json.dumps(bundle(standing, of), ensure_ascii=False, indent=1)])
