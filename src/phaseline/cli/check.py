"""`phaseline check CASE`: everything that is wrong with a case, or open in it."""

import argparse
import sys
from collections.abc import Iterable
from dataclasses import replace

from phaseline.case.addresses import did_you_mean
from phaseline.case.check.report import Report
from phaseline.case.codes import CODES
from phaseline.case.shipped import case_path
from phaseline.cli.case_papers import stubs_reading
from phaseline.cli.hashing import hash_sources, hashes_text
from phaseline.cli.opening import case_arguments, print_json, report_of
from phaseline.cli.outputs import print_exact
from phaseline.cli.places import repository_paths
from phaseline.cli.recording import record, record_text
from phaseline.cli.watching import watch
from phaseline.errors import QuestionError
from phaseline.papers.coverage import (
    Coverage,
    coverage,
    coverage_data,
    coverage_line,
    stub_diagnostics,
)
from phaseline.present.terminal.diagnostics import github_text, report_data, report_text
from phaseline.terms.diagnostic import Severity, in_reading_order


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    case_arguments(parser)
    parser.add_argument(
        "--record",
        metavar="NAME",
        help=(
            "write into the case that NAME held all quotes of a source against its whole text"
            " today; takes --sources"
        ),
    )
    parser.add_argument(
        "--write-hashes",
        action="store_true",
        help=(
            "give each source without `sha256` that of ID.txt in DIR, and check then; takes"
            " --sources"
        ),
    )
    parser.add_argument(
        "--watch",
        action="store_true",
        help="check again whenever a file changes, and print what has come and what is mended",
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "github"),
        default="text",
        help="how diagnostics are printed (default: text)",
    )
    parser.add_argument(
        "--verbose", action="store_true", help="show all diagnostics of a code, not five"
    )
    for name, verb in (("select", "show only"), ("ignore", "leave out")):
        parser.add_argument(
            f"--{name}",
            default="",
            metavar="CODES",
            help=f"{verb} these codes or beginnings of them, such as PL203,PL4, where text is"
            " printed; counts and exit status are those of the case",
        )


def run(args: argparse.Namespace) -> int:
    """
    Print the diagnostics; 0 without errors, 1 with errors, 2 when the case cannot be read.

    Raises:
        QuestionError: A code that is chosen is none.
    """
    if args.watch:
        return watch(args, lambda: _with_stubs(report_of(args), args.case)[0])
    codes = _chosen_codes(args)
    hashed = hash_sources(args) if args.write_hashes else None
    report, covered = _with_stubs(report_of(args), args.case)
    recorded = record(args, report) if args.record is not None else None
    if args.json or args.format == "json":
        written = _written(recorded=recorded, hashed=hashed)
        print_json(report, {**report_data(report), **written, **_coverage(covered)})
    elif args.format == "github":
        _print_annotations(args.case, report)
    else:
        papers = "\n".join(map(coverage_line, covered))
        text = report_text(report, codes, is_all=args.verbose)
        said = (text, papers, *hashes_text(hashed), *record_text(recorded))
        print("\n\n".join(filter(None, said)))
    return _status(report)


def _status(report: Report) -> int:
    """Give the exit status of a check."""
    if not report.reading.is_readable:
        sys.stdout.flush()
        return 2
    return 1 if report.count(Severity.ERROR) else 0


def _written(**entries: Iterable[str] | None) -> dict[str, list[str]]:
    """Give what was written into the case, by what it is; nothing of what was not asked for."""
    return {name: list(ids) for name, ids in entries.items() if ids is not None}


def _chosen_codes(args: argparse.Namespace) -> frozenset[str]:
    """
    Give the codes that are shown.

    Raises:
        QuestionError: One that is named is none, and none begins so.
    """
    selected = _codes_of(args.select, "--select") if args.select else frozenset(CODES)
    return selected - _codes_of(args.ignore, "--ignore")


def _codes_of(words: str, argument: str) -> frozenset[str]:
    """
    Give the codes that some words name or begin.

    Raises:
        QuestionError: A word does neither.
    """
    chosen: set[str] = set()
    for word in words.upper().replace(",", " ").split():
        codes = {code for code in CODES if code.startswith(word)}
        if not codes:
            near = did_you_mean(word, list(CODES))
            raise QuestionError(f"{argument}: there is no code {word!r}{near}")
        chosen |= codes
    return frozenset(chosen)


def _coverage(covered: tuple[Coverage, ...]) -> dict[str, object]:
    """Give how far papers were gone through as plain data; nothing where none was read."""
    return {"coverage": [coverage_data(paper) for paper in covered]} if covered else {}


def _with_stubs(report: Report, case: str) -> tuple[Report, tuple[Coverage, ...]]:
    """Add what is to be said of the papers that were read, and how far each was gone through."""
    reading = stubs_reading(case_path(case))
    if reading is None:
        return report, ()
    further = stub_diagnostics(reading, report.reading.data, case)
    return (
        replace(report, diagnostics=in_reading_order((*report.diagnostics, *further))),
        coverage(reading.record) if reading.record else (),
    )


def _print_annotations(case: str, report: Report) -> None:
    """Print the lines for a code host; nothing where nothing is found."""
    names = [diagnostic.place.file for diagnostic in report.diagnostics]
    paths = repository_paths(case_path(case), names, title=report.reading.name)
    annotations = github_text(report, paths)
    if annotations:
        print_exact(annotations)
