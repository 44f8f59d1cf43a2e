"""What every JSON answer begins with."""

from collections.abc import Mapping
from typing import Any

from phaseline.case.check.report import Report
from phaseline.case.model.case import Case


def envelope(report: Report) -> dict[str, Any]:
    """Give what the JSON answer to a question about a report begins with."""
    return envelope_of(report.reading.case, report.reading.hash, report.reading.changes)


def envelope_of(case: Case | None, files: str, changes: Mapping[str, str]) -> dict[str, Any]:
    """
    Give what every JSON answer begins with: format, case, hash, as-of date, what-ifs.

    Args:
        case: The case; None where it could not be read.
        files: SHA-256 of its files.
        changes: The what-ifs that were applied.
    """
    header = (
        {"id": case.id, "hash": files, "as_of": case.as_of.text}
        if case
        else {"id": None, "hash": files, "as_of": None}
    )
    return {"phaseline": 1, "case": header, "set": dict(changes)}
