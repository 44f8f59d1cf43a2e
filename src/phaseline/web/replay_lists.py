"""The door to lists of reports that are replayed, such as the public events of a case."""

from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

from phaseline.case.model.case import Case
from phaseline.desk.watching.importing import report_of_row
from phaseline.errors import QuestionError
from phaseline.watch.formats import rows_of_file
from phaseline.watch.reports import GradedReport


def listed_reports(case: Case, where: Path, *, today: date) -> list[GradedReport]:
    """
    Give the reports of a list, each held to the case.

    Args:
        case: The case.
        where: The list.
        today: The day of who asks; no report is of a later one.

    Raises:
        QuestionError: The list cannot be read, or one of its rows is no report of the case.
    """
    try:
        with where.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as text:
            return [
                report_of_row(case, row, now=_end_of(today), name=where.name)
                for row in rows_of_file(text, where.name)
            ]
    except OSError as error:
        raise QuestionError(f"{where}: it cannot be read: {error.strerror}") from None


def _end_of(day: date) -> datetime:
    """
    Give the instant at which a day ends in the last zone of the world: what is replayed was
    reported before, so that nothing hangs on the hour at which it is.
    """
    return datetime.combine(day, time.max, tzinfo=timezone(timedelta(hours=-12)))
