"""Lists of reports: entered from a file, with what is refused beside it, and given to others."""

import argparse
import json
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TextIO

from phaseline.case.model.case import Case
from phaseline.cli.opening import open_case
from phaseline.cli.outputs import say
from phaseline.desk.watching.importing import ImportedBy, import_rows
from phaseline.desk.watching.sending import sent_reports
from phaseline.errors import QuestionError
from phaseline.present.terminal.ledger import import_text, refused_text, sent_text
from phaseline.watch.audit import sound_entries
from phaseline.watch.formats import rows_of_file
from phaseline.watch.ledger import LedgerStore
from phaseline.watch.reports import reported
from phaseline.watch.rows import ReportRow

_SAID = 5  # refused rows that are named on the terminal; all of them are in the file


def import_list(case: Case, store: LedgerStore, where: Path, *, by: str, now: datetime) -> int:
    """
    Enter the rows of a file, and say what became of them; 1 where some are refused.

    Raises:
        QuestionError: The file cannot be read, or what is refused cannot be written.
    """
    if where.is_dir():
        raise QuestionError(f"{where}: found a folder; expected a list, such as reports.csv")
    beside = where.with_name(f"{where.name}.refused.jsonl")
    own = ImportedBy(name=by, list=where.name, now=now)
    with ExitStack() as closing:
        refuse = _refusing(beside, closing)
        try:
            opened = where.open(encoding="utf-8-sig", errors="surrogateescape", newline="")
        except OSError as error:
            raise QuestionError(f"{where}: it cannot be read: {error.strerror}") from None
        rows = rows_of_file(closing.enter_context(opened), where.name)
        tally = import_rows(case, store, rows, by=own, refuse=refuse)
    print(import_text(tally, beside=beside.name))
    return 1 if tally.refused else 0


def export_reports(store: LedgerStore, args: argparse.Namespace) -> int:
    """
    Print the reports that count, in the form and with the marking that are asked for.

    Raises:
        QuestionError: The case cannot be read, or it is to be marked below what it cites.
    """
    case, _ = open_case(args, asks_law=False)
    by = case.prepared_by or case.id
    sent = sent_reports(
        case, reported(sound_entries(store)), form=args.form, marking=args.tlp, by=by
    )
    for line in sent.lines:
        print(line)
    say(f"phaseline: {sent_text(sent)}")
    return 0


def _refusing(beside: Path, closing: ExitStack) -> Callable[[ReportRow], None]:
    """Give what takes a refused row: it is named while they are few, and written in any case."""
    written: list[int] = []
    texts: list[TextIO] = []

    def refuse(row: ReportRow) -> None:
        try:
            if not texts:
                texts.append(closing.enter_context(beside.open("w", encoding="utf-8")))
            held = {row.unit: row.line, "why": row.why, "row": row.raw or dict(row.cells)}
            texts[0].write(json.dumps(held) + "\n")
        except OSError as error:
            raise QuestionError(f"{beside}: it cannot be written: {error.strerror}") from None
        if len(written) < _SAID:
            written.append(row.line)
            say(f"phaseline: {refused_text(row)}")

    return refuse
