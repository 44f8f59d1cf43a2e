"""
How fast a ledger takes in a list and is gone through, beside bare loops in the same run.

Run by `make bench`. The bare loop of the audit reads each row and hashes its bytes; that of the
import parses the same list and writes the same bytes in transactions of a thousand rows, with
neither a check against the case nor a tree of hashes. Processor seconds, for disks differ.
"""

import argparse
import csv
import io
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path

from phaseline.case.model.case import Case
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.watching.importing import TOGETHER, ImportedBy, import_rows
from phaseline.watch.audit import verified
from phaseline.watch.rows import ReportRow, rows_of
from phaseline.watch.sqlite import SqliteLedger

BY = ImportedBy(name="bench", list="a.csv", now=datetime(2026, 11, 29, 12, tzinfo=UTC))


def listed(case: Case, count: int) -> str:
    """Write a list of reports of a case: of its first indicator, by its first channel or source."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["id", "says", "source", "grade", "when", "of", "origin", "because"])
    source = next(iter((*case.channels.ids, *case.sources.ids)))
    day, indicator = f"{case.as_of.first}", next(iter(case.indicators.ids))
    for number in range(count):
        says = f"Long crates on the quay of the harbour, number {number}"
        origin = f"origin {number % 500}"
        writer.writerow([f"r{number}", says, source, "B2", day, indicator, origin, "measured"])
    return text.getvalue()


def bare_import(text: str, where: Path) -> None:
    """Parse a list, and write its rows."""
    rows: Iterator[list[str]] = csv.reader(io.StringIO(text))
    with closing(sqlite3.connect(where, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute(
            "CREATE TABLE entry (number INTEGER PRIMARY KEY, id TEXT UNIQUE, body BLOB)"
        )
        number = 0
        while batch := list(islice(rows, TOGETHER)):
            database.execute("BEGIN IMMEDIATE")
            for row in batch:
                body = "\0".join(row).encode()
                database.execute("INSERT INTO entry VALUES (?, ?, ?)", (number, str(number), body))
                number += 1
            database.execute("COMMIT")


def bare_audit(where: Path) -> None:
    """Read each entry, and hash it."""
    with closing(sqlite3.connect(where)) as database:
        for (body,) in database.execute("SELECT body FROM entry ORDER BY number"):
            sha256(body).digest()


def seconds(work: Callable[[], object]) -> float:
    """Give the processor seconds of some work."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--case", default="korea-2024", help="a case with an indicator")
    args = parser.parse_args()
    count, case = args.rows, read_case(case_path(args.case)).case
    if case is None:
        sys.exit(f"{args.case} cannot be read")
    text = listed(case, count)
    refused: list[ReportRow] = []
    with tempfile.TemporaryDirectory() as folder:
        store, before = SqliteLedger(Path(folder) / "ledger.sqlite"), _memory()

        def take_in() -> None:
            rows = rows_of(io.StringIO(text, newline=""), "a.csv")
            import_rows(case, store, rows, by=BY, refuse=refused.append)

        taken, most = seconds(take_in), _memory()
        bare = seconds(lambda: bare_import(text, Path(folder) / "bare.sqlite"))
        again = seconds(take_in)
        audited = seconds(lambda: verified(store))
        read = seconds(lambda: bare_audit(store.where))
        store.close()
    load = Path("/proc/loadavg").read_text(encoding="ascii").split()[0]
    print(f"{args.case}: {count:,} rows, {len(refused)} refused; load {load}")
    print(f"import     {taken:6.2f} s of CPU, {taken / bare:5.1f} times a bare loop; sent again")
    print(f"           {again:6.2f} s; memory {most:.0f} MiB, {most - before:.0f} above the start")
    print(f"audit      {audited:6.2f} s of CPU, {count / audited:,.0f} rows/s,")
    print(f"           {audited / read:5.1f} times a bare loop")


def _memory() -> float:
    """Give the most memory that the process has held [MiB]."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
