"""`phaseline upgrade CASE`: a case of the previous format is written as one of this format."""

import argparse
from pathlib import Path

from phaseline.case.read import CaseTexts, case_texts
from phaseline.case.shipped import case_path, shipped_cases
from phaseline.cli.outputs import json_text
from phaseline.cli.writing import write_together
from phaseline.errors import CaseError, QuestionError
from phaseline.present.terminal.diagnostics import diagnostic_line
from phaseline.terms.diagnostic import Severity


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("case", metavar="CASE", help="a folder, or a file")
    parser.add_argument(
        "--check", action="store_true", help="say what would change, and write nothing"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """
    Write the files, all or none, and list what a person has to decide.

    Returns:
        0, or with --check 1 where something would change.

    Raises:
        QuestionError: There is no such case, it is a shipped one, or it cannot be written.
        CaseError: A file cannot be read.
    """
    from phaseline.case.upgrade.upgrade import upgraded  # loads ruamel.yaml

    where = _own_case(args.case)
    files = _sound_files(where, args.case)
    result = upgraded(files.texts)
    if result.changed and not args.check:
        folder = where if where.is_dir() else where.parent
        changed = {files.paths[name].name: result.texts[name] for name in result.changed}
        write_together(folder, changed, argument="CASE")
    if args.json:
        points = [
            dict(zip(("file", "line", "says"), point, strict=True)) for point in result.undecided
        ]
        print(json_text({"changed": list(result.changed), "undecided": points}))
    else:
        print("\n".join(_lines(result.changed, result.undecided, is_check=args.check)))
    return int(args.check and bool(result.changed))


def _lines(
    changed: tuple[str, ...], undecided: tuple[tuple[str, int, str], ...], *, is_check: bool
) -> list[str]:
    lead = "would change" if is_check else "changed"
    return [
        f"{lead}: {', '.join(changed)}"
        if changed
        else "nothing to change: the case is of this format",
        *(f"{name}:{line}: to be decided: {says}" for name, line, says in undecided),
    ]


def _own_case(case: str) -> Path:
    """
    Find the case that is to be written.

    Raises:
        QuestionError: There is none, or it is a shipped case.
    """
    where = case_path(case)
    if case in shipped_cases() and not Path(case).exists():
        raise QuestionError(
            f"{case} is a shipped case: it is of this format, and nobody writes to it"
        )
    return where


def _sound_files(where: Path, case: str) -> CaseTexts:
    """
    Read the files of a case.

    Raises:
        CaseError: One of them is not YAML, or cannot be read.
    """
    files = case_texts(where, name=case)
    errors = [fault for fault in files.diagnostics if fault.severity is Severity.ERROR]
    if errors:
        raise CaseError(
            [
                *(diagnostic_line(fault) for fault in errors),
                f"phaseline: nothing of {case} was changed: mend this first",
            ]
        )
    return files
