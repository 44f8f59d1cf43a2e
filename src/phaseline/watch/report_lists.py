"""
The reports of a ledger as lists that others can read: CSV, or an object of JSON a line.

The columns are those in which lists are read; what is retracted is left out.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping

from phaseline.watch.reports import ACT, MEASURE, RESOLUTION, THREAT, Reported
from phaseline.watch.rows import COLUMNS


def cells_of(entered: Reported) -> Mapping[str, str]:
    """
    Give a report as the cells of a row, by column.

    Args:
        entered: The report on its ledger; its entry's name stands for the sender's where it has
            none.
    """
    report = entered.report
    moved = {report.moves.kind: f"{report.moves.id}:{report.moves.state}"} if report.moves else {}
    return {
        "id": report.ref or entered.name,
        "says": report.says,
        "source": report.source,
        "grade": report.grade,
        "when": report.dated,
        "of": report.indicator,
        "seen": "yes" if report.is_seen else "no",
        "act": f"{report.track}:{report.level}" if report.kind == ACT else "",
        "threat": moved.get(THREAT, ""),
        "measure": moved.get(MEASURE, ""),
        "resolved": moved.get(RESOLUTION, ""),
        "origin": report.origin,
        "because": report.because,
        "tlp": report.tlp,
        "withdrawn": "",
    }


def csv_lines(reports: Iterable[Reported]) -> Iterator[str]:
    """
    Give reports as lines of CSV, a header first; a text with a line break would take several.

    Args:
        reports: The reports.
    """
    yield _csv_line(COLUMNS)
    for entered in reports:
        cells = cells_of(entered)
        yield _csv_line([cells[column] for column in COLUMNS])


def json_lines(reports: Iterable[Reported]) -> Iterator[str]:
    """
    Give reports as lines of JSON; cells that say nothing are left out.

    Args:
        reports: The reports.
    """
    for entered in reports:
        cells = {column: cell for column, cell in cells_of(entered).items() if cell}
        yield json.dumps(cells, ensure_ascii=False)


def _csv_line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()
