"""`phaseline new NAME`: a commented starter case, with the schemas that editors read."""

import argparse
import re
from pathlib import Path

from phaseline.case.schema import schemas
from phaseline.case.showing import printable
from phaseline.case.starter import SCHEMAS, TEXTS, starter
from phaseline.cli.schema import schema_text
from phaseline.cli.writing import write_folder
from phaseline.errors import QuestionError

_NAME = re.compile(r"[A-Za-z]([A-Za-z0-9_-]{0,62}[A-Za-z0-9_])?")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "name",
        metavar="NAME",
        help="the name of the new folder; letters, digits, _ and -, beginning with a letter",
    )
    parser.add_argument(
        "--dir", metavar="DIR", default=".", help="where the folder is made (default: here)"
    )


def run(args: argparse.Namespace) -> int:
    """
    Write the folder as a whole, or not at all, and say what to do next.

    Raises:
        QuestionError: The name is none, something of that name exists, or the place cannot be
            written.
    """
    if not _NAME.fullmatch(args.name):
        raise QuestionError(
            f"{printable(args.name)[:80]!r} is no name for a case; expected at most 64 letters,"
            " digits, _ and -, beginning with a letter and not ending with -"
        )
    folder = Path(args.dir) / args.name
    files = {
        **starter(args.name),
        **{
            f"{SCHEMAS}/{concern}.json": schema_text(schema)
            for concern, schema in schemas().items()
        },
    }
    write_folder(folder, files, argument="--dir")
    print(
        f"{folder}: a starter case; every file says what stands in it\nnext: phaseline check"
        f" {folder} --sources {folder / TEXTS}"
    )
    return 0
