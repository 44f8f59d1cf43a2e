"""`phaseline new NAME`: a commented starter case, with the schemas that editors read."""

import argparse
import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from phaseline.case.schema import schemas
from phaseline.case.showing import printable
from phaseline.case.starter import SCHEMAS, TEXTS, starter
from phaseline.cli.schema import schema_text
from phaseline.errors import QuestionError

_NAME = re.compile(r"[A-Za-z]([A-Za-z0-9_-]{0,62}[A-Za-z0-9_])?")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("name", metavar="NAME", help="the name of the new folder; letters, digits, _ and -, beginning with a letter")
    parser.add_argument("--dir", metavar="DIR", default=".", help="where the folder is made (default: here)")


def run(args: argparse.Namespace) -> int:
    """
    Write the folder as a whole, or not at all, and say what to do next.

    Raises:
        QuestionError: The name is none, something of that name exists, or the place cannot be written.
    """
    if not _NAME.fullmatch(args.name):
        raise QuestionError(
            f"{printable(args.name)[:80]!r} is no name for a case; expected at most 64 letters, digits, _ and -, beginning with a letter and not ending with -"
        )
    folder = Path(args.dir) / args.name
    files = {**starter(args.name), **{f"{SCHEMAS}/{concern}.json": schema_text(one) for concern, one in schemas().items()}}
    try:
        write_folder(folder, files)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise QuestionError(f"{printable(str(folder))!r} cannot be written: {reason}; give another place by --dir") from error
    print(f"{folder}: a starter case; every file says what stands in it\nnext: phaseline check {folder} --sources {folder / TEXTS}")
    return 0


def write_folder(folder: Path, files: Mapping[str, str]) -> None:
    """
    Write a folder beside its place and rename it there, so that it is never seen half-written.

    Args:
        folder: The folder, which must not exist yet.
        files: Texts by path below the folder.

    Raises:
        QuestionError: Something of that name exists.
    """
    if os.path.lexists(folder):
        raise QuestionError(f"{printable(str(folder))!r} exists already; choose another name, or another place by --dir")
    made = [parent for parent in folder.parents if not parent.exists()]  # the innermost first
    waiting = ""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        waiting = tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent)
        for name, text in files.items():
            path = Path(waiting) / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        Path(waiting).chmod(0o755)
        Path(waiting).rename(folder)
    except BaseException:  # an interruption too leaves nothing behind
        if waiting:
            shutil.rmtree(waiting, ignore_errors=True)
        _remove_empty(made)
        raise


def _remove_empty(folders: list[Path]) -> None:
    for folder in folders:
        try:
            folder.rmdir()
        except OSError:
            return
