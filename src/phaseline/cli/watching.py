"""`phaseline check CASE --watch`: checked again whenever a file of the case changes."""

import argparse
import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from phaseline.case.check.report import Report
from phaseline.case.shipped import case_path
from phaseline.cli.ending import ended
from phaseline.errors import PhaselineError, QuestionError
from phaseline.present.terminal.diagnostics import diagnostic_line, report_text, summary_lines
from phaseline.terms.diagnostic import Diagnostic

PAUSE = 0.5  # seconds between two looks at the files
_ENDINGS = (".yaml", ".yml")
_Stamps = tuple[tuple[str, int, int], ...]


def watch(
    args: argparse.Namespace,
    report: Callable[[], Report],
    *,
    pause: Callable[[float], None] = time.sleep,
) -> int:
    """
    Print what a check finds, and after each change of a file what has come and what is gone, until
    the user interrupts.

    Args:
        args: The arguments of the command.
        report: Reads and checks the case.
        pause: Waits some seconds.

    Raises:
        QuestionError: There is no such case, or another argument asks for a single answer.
        PhaselineError: The first check came to none.
        KeyboardInterrupt: The process was asked to end otherwise than by Ctrl-C.
    """
    if args.json or args.format != "text" or args.record is not None or args.write_hashes:
        raise QuestionError(
            "--watch prints what changes, and writes nothing: leave out --json, --format, --record"
            " and --write-hashes"
        )
    where = case_path(args.case)
    before: Sequence[Diagnostic] | None = None
    try:
        for number, _ in enumerate(_changes(where, pause)):
            try:
                current = report()
            except PhaselineError as error:
                if number == 0:
                    raise
                print(f"not checked: {error}", flush=True)  # it may be there again in a moment
                continue
            print(_news(before, current), flush=True)
            before = current.diagnostics
    except KeyboardInterrupt:
        if ended()[1] != 128 + signal.SIGINT:  # who asks a process to end wants to hear that it has
            raise
        print()
    return 0


def _changes(where: Path, pause: Callable[[float], None]) -> Iterator[_Stamps]:
    """Give how the files of a case stand, at first and whenever that is otherwise than before."""
    before: _Stamps | None = None
    while True:
        stamps = _stamps(where)
        if stamps != before:
            before = stamps
            yield stamps
        pause(PAUSE)


def _stamps(where: Path) -> _Stamps:
    """Give name, time of change and size of every file that a case may be read from."""
    folder = where if where.is_dir() else where.parent
    stamps: list[tuple[str, int, int]] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(_ENDINGS):
                    about = entry.stat()
                    stamps.append((entry.name, about.st_mtime_ns, about.st_size))
    except OSError:  # the folder, or a file that an editor is replacing; the next look tells
        return ()
    return tuple(sorted(stamps))


def _news(before: Sequence[Diagnostic] | None, report: Report) -> str:
    """Say all of the first check; of another one only what has come and what is gone."""
    if before is None:
        return f"{report_text(report)}\n\nwatching; Ctrl-C ends"
    old, new = (
        Counter(map(_without_place, diagnostics)) for diagnostics in (before, report.diagnostics)
    )
    come, gone = new - old, old - new
    lines = [
        *(f"mended: {code} {address}: {says}" for code, address, says in gone),
        *(
            f"new: {diagnostic_line(diagnostic)}"
            for diagnostic in report.diagnostics
            if _without_place(diagnostic) in come
        ),
    ]
    return "\n".join([*(lines or ["changed, with nothing new"]), summary_lines(report)[0]])


def _without_place(diagnostic: Diagnostic) -> tuple[str, str, str]:
    """Give what a diagnostic says: it is the same one when lines above it come or go."""
    return diagnostic.code, diagnostic.address, diagnostic.message
