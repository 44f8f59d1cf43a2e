"""
`phaseline new NAME`: a case that begins with its question and its sides, or a commented starter
case; with what editors read.
"""

import argparse
import re
from pathlib import Path

from phaseline.case.beginning import Beginning, beginning
from phaseline.case.schema import schemas
from phaseline.case.showing import printable
from phaseline.case.snippets import snippets
from phaseline.case.starter import SCHEMAS, TEXTS, starter
from phaseline.cli.beginning import beginning_arguments, next_steps, told_beginning
from phaseline.cli.case_papers import CasePapers
from phaseline.cli.read import intake_lines, paper_file, take_in
from phaseline.cli.scaffold import layer_lines, write_layer
from phaseline.cli.schema import schema_text
from phaseline.cli.writing import write_folder
from phaseline.errors import QuestionError
from phaseline.papers.intake import PaperFile

EDITOR = ".vscode"
TASKS = {
    "version": "2.0.0",
    "tasks": [
        {
            "label": "phaseline check",
            "type": "process",
            "command": "phaseline",
            "args": ["check", "${workspaceFolder}", "--watch"],
            "isBackground": True,
            "problemMatcher": [],
        },
        {
            "label": "phaseline run",
            "type": "process",
            "command": "phaseline",
            "args": ["run", "${workspaceFolder}"],
            "problemMatcher": [],
        },
    ],
}
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
    beginning_arguments(parser)


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
    begun = told_beginning(args)
    if begun is not None:
        files = [paper_file(Path(name)) for name in args.paper or ()]
        return _begin(folder, begun, files, args.pattern or "")
    write_folder(folder, {**starter(args.name), **_editor_files()}, argument="--dir")
    print(
        f"{folder}: a starter case; every file says what stands in it\nnext: phaseline check"
        f" {folder} --sources {folder / TEXTS}"
    )
    return 0


def _begin(folder: Path, begun: Beginning, files: list[PaperFile], pattern: str) -> int:
    """
    Write a case that begins, read its papers into it or write the steps of its pattern, and say
    what to do next.
    """
    write_folder(folder, {**beginning(folder.name, begun), **_editor_files()}, argument="--dir")
    print(f"{folder}: a case with its question and its two sides")
    papers = CasePapers(str(folder), "--paper")
    if pattern and not files:
        sketch, texts = write_layer(papers, "ladder", pattern)
        print("\n".join(layer_lines(sketch, texts)))
    if files:
        print("\n".join(line for file in files for line in intake_lines(take_in(papers, file))))
    print("\n".join(next_steps(folder, has_papers=bool(files), pattern=pattern)))
    return 0


def _editor_files() -> dict[str, str]:
    """Give the schemas, snippets and tasks that an editor reads, by path below the folder."""
    return {
        **{
            f"{SCHEMAS}/{concern}.json": schema_text(schema)
            for concern, schema in schemas().items()
        },
        f"{EDITOR}/phaseline.code-snippets": schema_text(dict(snippets())),
        f"{EDITOR}/tasks.json": schema_text(TASKS),
    }
