"""Opening a game file for a question, and the refusal of a faulty one."""

import argparse
from typing import TypeVar

from phaseline.case.files import FileReading
from phaseline.case.shipped import case_path
from phaseline.cli.opening import SHOWN, what_ifs
from phaseline.errors import CaseError
from phaseline.game.read import is_game, read_game
from phaseline.game.spec import Game
from phaseline.present.terminal.diagnostics import diagnostic_text
from phaseline.terms.diagnostic import Severity

T = TypeVar("T")


def names_game(args: argparse.Namespace) -> bool:
    """
    Whether CASE is a game file; a folder, or a file of another kind, is taken for a case.

    Raises:
        QuestionError: There is no such path and no such case.
    """
    return is_game(case_path(args.case))


def open_game(args: argparse.Namespace) -> tuple[Game, FileReading[Game]]:
    """
    Read and check the game file of a question, and refuse a faulty one.

    Raises:
        CaseError: It has errors; they are listed in full.
        QuestionError: The file or a what-if does not exist.
    """
    reading = read_game(case_path(args.case), name=args.case, changes=what_ifs(args))
    return sound_record(args, reading), reading


def sound_record(args: argparse.Namespace, reading: FileReading[T]) -> T:
    """
    Give the record of a file, once what-ifs are told, and refuse a faulty one.

    Raises:
        CaseError: It has errors; they are listed in full.
    """
    if reading.record is None or not reading.is_sound:
        raise CaseError(_refusal(args.case, reading))
    if (
        reading.changes
        and not getattr(args, "json", False)
        and not getattr(args, "emit_game", False)
    ):
        changes = ", ".join(f"{address} = {value}" for address, value in reading.changes.items())
        print(f"what-if, not what the file says: {changes}\n")
    return reading.record


def _refusal(name: str, reading: FileReading[T]) -> list[str]:
    """Say that a file has errors, with the first of them in full."""
    errors = [
        diagnostic for diagnostic in reading.diagnostics if diagnostic.severity is Severity.ERROR
    ]
    count = len(errors) + reading.omitted
    listed = [f"{diagnostic_text(diagnostic)}\n" for diagnostic in errors[:SHOWN]]
    more = [f"… and {count - SHOWN} more\n"] if count > SHOWN else []
    return [*listed, *more, f"phaseline: {name} has {count} error{'s' * (count != 1)}"]
