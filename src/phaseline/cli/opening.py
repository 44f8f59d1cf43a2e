"""
Opening a case for a question: the arguments that every command shares, and the refusal of a faulty
case.
"""

import argparse
import os
import shlex
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from phaseline.api.cases import check
from phaseline.case.check.report import Report, checked
from phaseline.case.faults import is_previous
from phaseline.case.model.case import Case
from phaseline.case.model.evidence import Source
from phaseline.case.ranges import Unworkable
from phaseline.case.read import CaseReading, read_case
from phaseline.case.shipped import case_path
from phaseline.case.texts import Texts, joined_texts, source_texts
from phaseline.cli.checked_cases import checked_once
from phaseline.cli.outputs import json_text, print_exact, print_json_text, say
from phaseline.cli.path_arguments import in_words, readable_folder
from phaseline.cli.places import texts_beside
from phaseline.errors import CaseError, QuestionError
from phaseline.present.data.envelope import envelope
from phaseline.present.terminal.diagnostics import diagnostic_line, report_data
from phaseline.terms.diagnostic import Severity

SHOWN = 10
REFUSED = "PL9"  # the codes of what a case may not hold
_DRAWS = 128  # as in `desk.comparison.draws`, which is too heavy to load for a parser


def case_arguments(
    parser: argparse.ArgumentParser, *, what_if: bool = True, is_list: bool = False
) -> None:
    """Add CASE, --sources, --json and --set to a command; to a list, --csv, too."""
    parser.add_argument(
        "case", metavar="CASE", help="a folder, a file, or the name of a shipped case"
    )
    parser.add_argument(
        "--sources",
        metavar="DIR",
        default=os.environ.get("PHASELINE_SOURCES") or None,
        help=(
            "the folder of the source texts (default: $PHASELINE_SOURCES), besides CASE.sources"
            " where `phaseline read` leaves them"
        ),
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON")
    if is_list:
        form.add_argument(
            "--csv", action="store_true", help="print comma-separated values, an entry a line"
        )
    if what_if:
        parser.add_argument(
            "--set",
            dest="changes",
            action="append",
            default=[],
            metavar="ADDRESS=VALUE",
            help=(
                "a what-if: use another value, such as facts.troops-sent.value=12_000; may be"
                " repeated"
            ),
        )


def draws_argument(parser: argparse.ArgumentParser, default: int = _DRAWS) -> None:
    """Add --draws to a command that gives ranges."""
    parser.add_argument(
        "--draws",
        type=int,
        default=default,
        metavar="N",
        help=f"how many draws of the assumptions the ranges rest on (default: {default})",
    )


def ladder_argument(parser: argparse.ArgumentParser) -> None:
    """Add --ladder to a command that answers for one completed ladder or for all."""
    parser.add_argument(
        "--ladder",
        metavar="ID",
        default="",
        help="one completed ladder; all but the yardstick if left out",
    )


def report_of(args: argparse.Namespace, *, asks_law: bool = True) -> Report:
    """
    Read and check the case of a command; where the case asks the law anything, the law is asked,
    too.

    Args:
        args: The arguments of the command.
        asks_law: Whether what the law says concerns the command; what only reads the register need
            not wait for it.

    Raises:
        QuestionError: The case, the folder of texts or a what-if does not exist.
        EngineError: The law could not be solved.
    """
    path = case_path(args.case)
    reading = read_case(path, name=args.case, changes=what_ifs(args))
    _say_repeated(args)
    held = reading.rest if reading.is_readable else None
    texts = _texts(args, path, held.sources) if held else {}

    def work() -> Report:
        report = checked(reading, texts)
        return check(report) if asks_law else report

    return checked_once(reading, texts, work, asks_law=asks_law)


def _texts(args: argparse.Namespace, path: Path, sources: Iterable[Source]) -> Mapping[str, str]:
    """
    Find the texts of a case's sources: in the folder that is named, and in that beside the case,
    where `phaseline read` leaves them.

    Raises:
        QuestionError: The folder of texts cannot be read.
    """
    beside = texts_beside(path)
    folders = [
        *([Path(args.sources)] if args.sources else []),
        *([beside] if beside.is_dir() else []),
    ]
    languages = {source.sha256: source.language for source in sources}
    if not folders:
        return {}
    texts = Texts({})
    for folder in folders:
        readable_folder(folder, "--sources")
        with in_words(folder, "--sources", doing="read"):
            texts = joined_texts(texts, source_texts(folder, languages, languages=languages))
    return texts


def what_ifs(args: argparse.Namespace) -> dict[str, str]:
    """
    Give the what-ifs of a command: new values by address, as text.

    Raises:
        QuestionError: One of them is no ADDRESS=VALUE, or two give one address different values.
    """
    changes: dict[str, str] = {}
    for pair in getattr(args, "changes", []):
        address, sign, value = pair.partition("=")
        if not sign or not address.strip() or not value.strip():
            raise QuestionError(
                f"--set: found {pair!r}; expected ADDRESS=VALUE, such as"
                " facts.troops-sent.value=12_000"
            )
        address, value = address.strip(), value.strip()
        if changes.setdefault(address, value) != value:
            raise QuestionError(
                f"--set: {address!r} is given twice, as {changes[address]!r} and as {value!r}; give"
                " it once"
            )
    return changes


def _say_repeated(args: argparse.Namespace) -> None:
    """Say which what-ifs are given more than once, with one value; with two they are refused."""
    addresses = Counter(pair.partition("=")[0].strip() for pair in getattr(args, "changes", []))
    for address, count in addresses.items():
        if count > 1:
            say(f"phaseline: warning: --set: {address!r} is given {count} times, and counts once")


def open_case(args: argparse.Namespace, *, asks_law: bool = True) -> tuple[Case, Report]:
    """
    Read and check the case of a question, and refuse a faulty one.

    Args:
        args: The arguments of the command.
        asks_law: Whether what the law says concerns the command.

    Raises:
        CaseError: It has errors; they are listed.
    """
    report = report_of(args, asks_law=asks_law)
    if report.reading.case is None or not report.is_sound:
        raise CaseError(_refusal(args, report))
    _say_changes(args, report)
    return report.reading.case, report


def _say_changes(args: argparse.Namespace, report: Report) -> None:
    """Say which what-ifs an answer rests on, unless the answer says so itself."""
    if (
        report.reading.changes and not args.json and not getattr(args, "emit_game", False)
    ):  # a file that is written says so itself
        changes = ", ".join(
            f"{address} = {value}" for address, value in report.reading.changes.items()
        )
        line = f"what-if, not what the sources say: {changes}"
        if getattr(args, "csv", False):
            say(line)  # a table holds nothing else
        else:
            print(f"{line}\n")


@contextmanager
def open_register(args: argparse.Namespace, section: str = "") -> Iterator[tuple[Case, Report]]:
    """
    Read the case of a command that lists what is entered, while it answers.

    Where files or entries have errors, the others are listed, and standard error says what is left
    out. A what-if is for a case without errors alone, and what is refused is never shown.

    Args:
        args: The arguments of the command.
        section: The section that is listed.

    Yields:
        What could be read of the case, and its report.

    Raises:
        CaseError: No part of the case may be shown.
        QuestionError: What is asked for is not there; where it may be among what is left out, that
            is named.
    """
    report = report_of(args, asks_law=False)
    if report.reading.case is not None and report.is_sound:
        _say_changes(args, report)
        yield report.reading.case, report
        return
    report = replace(report, reading=_sound_part(args, report))
    rest = report.reading.rest
    if rest is None:
        raise CaseError(_refusal(args, report))
    omitted = _omitted(report.reading, section)
    if section and omitted and not getattr(rest, section):
        raise QuestionError(
            f"nothing of what is asked for can be read; left out for errors: {omitted};"
            f" `{_check_command(args)}` shows them in full"
        )
    say(_warning(args, report))
    try:
        yield rest, report
    except (QuestionError, Unworkable) as error:
        remark = f"; left out for errors: {omitted}" if omitted else ""
        raise QuestionError(f"{error}{remark}") from None


def _sound_part(args: argparse.Namespace, report: Report) -> CaseReading:
    """
    Leave out the entries of a case that have errors.

    Raises:
        CaseError: No part of it may be shown.
    """
    is_refused = any(code.startswith(REFUSED) for code in report.codes)
    is_counted = not report.omitted.get(Severity.ERROR)  # or errors may stand anywhere
    if is_refused or not is_counted or what_ifs(args) or report.reading.rest is None:
        raise CaseError(_refusal(args, report))
    return report.reading.without(report.faulty)


def _omitted(reading: CaseReading, section: str = "") -> str:
    """Name the files and entries that are left out, of one section or of all."""
    files = reading.may_hold(section) if section else tuple(reading.unread)
    entries = [
        address for address in reading.faulty if not section or address.startswith(f"{section}.")
    ]
    names = [*files, *entries]
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def _warning(args: argparse.Namespace, report: Report) -> str:
    """Say that a case has errors, and what is left out of an answer for them."""
    omitted = _omitted(report.reading)
    remark = f"; left out here: {omitted}" if omitted else ""
    return f"phaseline: warning: {_verdict(args, report)}{remark}"


def _refusal(args: argparse.Namespace, report: Report) -> list[str]:
    """Say that a case has errors: the first of them, and the command that shows all."""
    errors = [
        diagnostic for diagnostic in report.diagnostics if diagnostic.severity is Severity.ERROR
    ]
    lines = [diagnostic_line(diagnostic) for diagnostic in errors[:SHOWN]]
    if is_previous(report.reading.data):
        return lines  # the one of them says all: which command to run
    more = [f"… and {len(errors) - SHOWN} more"] if len(errors) > SHOWN else []
    return [*lines, *more, f"phaseline: {_verdict(args, report)}"]


def _verdict(args: argparse.Namespace, report: Report) -> str:
    """Say how many errors a case has, and which command shows them."""
    errors = sum(diagnostic.severity is Severity.ERROR for diagnostic in report.diagnostics)
    count = f"{errors} error{'s' * (errors != 1)}"
    pronoun = "it" if errors == 1 else "them"
    return f"{args.case} has {count}; `{_check_command(args)}` shows {pronoun} in full"


def _check_command(args: argparse.Namespace) -> str:
    """Write the command that checks the case of another one, with the same what-ifs and texts."""
    words = ["phaseline", "check", args.case]
    for change in getattr(args, "changes", []):
        words += ["--set", change]
    if args.sources:
        words += ["--sources", args.sources]
    return shlex.join(words)


def print_json(report: Report, content: Mapping[str, Any]) -> None:
    """Print an answer as JSON, with what it was computed from."""
    print_json_text({**envelope(report), **content})


def print_csv(
    kind: type, entries: Iterable[Any], more: Mapping[str, Sequence[Any]] = MappingProxyType({})
) -> None:
    """Print entries of one kind as comma-separated values, with further columns."""
    from phaseline.present.data.lists import csv_text

    print_exact(csv_text(kind, entries, more).removesuffix("\n"))


def print_register(case: Case, report: Report, content: Mapping[str, Any]) -> None:
    """
    Print what is entered as JSON; where something is left out, with that and with the diagnostics.
    """
    if report.is_sound:
        print_json(report, content)
        return
    header = {"id": case.id, "hash": report.reading.hash, "as_of": case.as_of.text}
    faults = {
        "left_out": {"files": list(report.reading.unread), "entries": list(report.reading.faulty)},
        "diagnostics": report_data(report)["diagnostics"],
    }
    print(json_text({**envelope(report), "case": header, **content, **faults}))


class Progress:
    """
    Says on the terminal what is being done, once it has taken long.

    Args:
        patience: After how long [second]; at once for what is known to take long.
    """

    def __init__(self, patience: float = 2.0) -> None:
        self.patience = patience
        self.began = time.monotonic()
        self.shown = False

    def __call__(self, activity: str) -> None:
        """Say it, if the work has taken that long so far and somebody looks on."""
        if time.monotonic() - self.began >= self.patience and sys.stderr.isatty():
            print(f"\r{activity} …", end="\x1b[K", file=sys.stderr, flush=True)
            self.shown = True

    def done(self) -> None:
        """Clear the line."""
        if self.shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
