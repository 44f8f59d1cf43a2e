"""A list of reports from a file: entered, with what is refused written beside it."""

import json
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TextIO

from phaseline.case.model.case import Case
from phaseline.cli.outputs import say
from phaseline.desk.watching.importing import ImportedBy, import_rows
from phaseline.errors import QuestionError
from phaseline.present.terminal.ledger import import_text, refused_text
from phaseline.watch.ledger import LedgerStore
from phaseline.watch.rows import ReportRow, rows_of

_SAID = 5  # refused rows that are named on the terminal; all of them are in the file


def import_list(
    case: Case, store: LedgerStore, where: Path, *, by: str, at: str, today: date
) -> int:
    """
    Enter the rows of a file, and say what became of them; 1 where some are refused.

    Raises:
        QuestionError: The file cannot be read, or what is refused cannot be written.
    """
    beside = where.with_name(f"{where.name}.refused.jsonl")
    own = ImportedBy(name=by, list=where.name, at=at, today=today)
    with ExitStack() as closing:
        refuse = _refusing(beside, closing)
        try:
            opened = where.open(encoding="utf-8-sig", errors="surrogateescape", newline="")
        except OSError as error:
            raise QuestionError(f"{where}: it cannot be read: {error.strerror}") from None
        rows = rows_of(closing.enter_context(opened), where.name)
        tally = import_rows(case, store, rows, by=own, refuse=refuse)
    print(import_text(tally, beside=beside.name))
    return 1 if tally.refused else 0


def _refusing(beside: Path, closing: ExitStack) -> Callable[[ReportRow], None]:
    """Give what takes a refused row: it is named while they are few, and written in any case."""
    written: list[int] = []
    texts: list[TextIO] = []

    def refuse(row: ReportRow) -> None:
        try:
            if not texts:
                texts.append(closing.enter_context(beside.open("w", encoding="utf-8")))
            held = {"line": row.line, "why": row.why, "row": dict(row.cells)}
            texts[0].write(json.dumps(held) + "\n")
        except OSError as error:
            raise QuestionError(f"{beside}: it cannot be written: {error.strerror}") from None
        if len(written) < _SAID:
            written.append(row.line)
            say(f"phaseline: {refused_text(row)}")

    return refuse
