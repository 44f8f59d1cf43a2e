"""
`phaseline new NAME`: a case that begins with its question and its sides, a copy of a case to work
on, or a commented starter case; with what editors read.
"""

import argparse
import re
import shlex
from dataclasses import replace
from pathlib import Path

from phaseline.case.beginning import Beginning, beginning
from phaseline.case.schema import schemas
from phaseline.case.shipped import case_path
from phaseline.case.showing import printable
from phaseline.case.snippets import snippets
from phaseline.case.starter import SCHEMAS, TEXTS, starter
from phaseline.cli.beginning import beginning_arguments, is_told, next_steps, told_beginning
from phaseline.cli.case_papers import CasePapers
from phaseline.cli.own_cases import sound_files
from phaseline.cli.read import intake_lines, paper_file, take_in
from phaseline.cli.scaffold import layer_lines, write_layer
from phaseline.cli.schema import STUBS, schema_named, schema_text
from phaseline.cli.writing import write_folder
from phaseline.errors import QuestionError
from phaseline.papers.intake import PaperFile
from phaseline.watch.places import EVENTS, has_events

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
        "--from",
        dest="origin",
        metavar="CASE",
        default="",
        help="copy this case instead, a shipped one or one of your own; NAME may then be a path",
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
    folder = Path(args.dir) / args.name
    _check_name(folder, args.name, may_be_path=bool(args.origin))
    if args.origin:
        return _copy(folder, args)
    begun = told_beginning(args)
    if begun is not None:
        files = [paper_file(Path(name)) for name in args.paper or ()]
        begun = replace(begun, pattern=args.pattern or "")
        return _begin(folder, begun, files)
    write_folder(folder, {**starter(args.name), **_editor_files()}, argument="--dir")
    print(
        f"{folder}: a starter case; every file says what stands in it\nnext: phaseline check"
        f" {folder} --sources {folder / TEXTS}"
    )
    return 0


def _check_name(folder: Path, name: str, *, may_be_path: bool) -> None:
    """
    Refuse what is no name for a case, and a path in the place of one.

    Raises:
        QuestionError: It is one of these.
    """
    is_path = "/" in name and bool(_NAME.fullmatch(folder.name))
    if is_path and not may_be_path:
        place = shlex.quote(printable(str(folder.parent)))
        raise QuestionError(
            f"{printable(name)[:80]!r} is no name for a case but a path; give its place by --dir:"
            f" `phaseline new {folder.name} --dir {place}`"
        )
    if not (is_path or _NAME.fullmatch(name)):
        raise QuestionError(
            f"{printable(name)[:80]!r} is no name for a case; expected at most 64 letters,"
            " digits, _ and -, beginning with a letter and not ending with -"
        )


def _begin(folder: Path, begun: Beginning, files: list[PaperFile]) -> int:
    """
    Write a case that begins, read its papers into it or write the steps of its pattern, and say
    what to do next.
    """
    write_folder(folder, {**beginning(folder.name, begun), **_editor_files()}, argument="--dir")
    print(
        f"{folder}: a case with its question and its two sides: {begun.responder}"
        f" ({begun.responder_kind}) and {begun.challenger} ({begun.challenger_kind})"
    )
    papers = CasePapers(str(folder), "--paper")
    if begun.pattern and not files:
        sketch, texts = write_layer(papers, "ladder", begun.pattern)
        print("\n".join(layer_lines(sketch, texts)))
    if files:
        print("\n".join(line for file in files for line in intake_lines(take_in(papers, file))))
    print("\n".join(next_steps(folder, has_papers=bool(files), pattern=begun.pattern)))
    return 0


def _copy(folder: Path, args: argparse.Namespace) -> int:
    """
    Write a copy of a case, and say what to do next.

    Raises:
        QuestionError: Something else is said of it than where it is copied from.
    """
    if args.starter or is_told(args):
        raise QuestionError("--from copies a case as it is: leave the other options out")
    write_folder(folder, _copied(args.origin), argument="--dir")
    print(f"{folder}: a copy of {args.origin}, with its id\nnext: phaseline check {folder}")
    return 0


def _copied(origin: str) -> dict[str, str | bytes]:
    """
    Give the files of a case, letter for letter, with its public events where it has any.

    Raises:
        QuestionError: There is no such case, or its events cannot be read.
        CaseError: A file of it cannot be read.
    """
    where = case_path(origin)
    files = sound_files(where, origin)
    copied: dict[str, str | bytes] = {
        files.paths[name].name: text for name, text in files.texts.items()
    }
    if has_events(where):
        try:
            copied[EVENTS] = (where / EVENTS).read_bytes()
        except OSError as error:
            raise QuestionError(f"{where / EVENTS}: it cannot be read: {error.strerror}") from None
    return copied


def _editor_files() -> dict[str, str]:
    """Give the schemas, snippets and tasks that an editor reads, by path below the folder."""
    return {
        **{
            f"{SCHEMAS}/{concern}.json": schema_text(schema)
            for concern, schema in {**schemas(), STUBS: schema_named(STUBS)}.items()
        },
        f"{EDITOR}/phaseline.code-snippets": schema_text(dict(snippets())),
        f"{EDITOR}/tasks.json": schema_text(TASKS),
    }
