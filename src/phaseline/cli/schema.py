"""
`phaseline schema [CONCERN]`: the formats of a case, of its stubs, of the game file and of published
models as JSON Schema, for editors.
"""

import argparse
from pathlib import Path

from phaseline.case.addresses import did_you_mean
from phaseline.case.model.case import CONCERNS
from phaseline.case.schema import WHOLE, Schema, record_schema, schema
from phaseline.case.snippets import snippets
from phaseline.cli.outputs import json_text
from phaseline.cli.writing import write_together
from phaseline.errors import QuestionError
from phaseline.game.published.read import KINDS
from phaseline.game.sentences import SENTENCES
from phaseline.game.spec import Game
from phaseline.papers.stubs import Stubs
from phaseline.papers.telling import SENTENCES as STUB_SENTENCES

GAME, STUBS = "game-file", "stubs"  # `game` is the concern of a case folder
FILES = {GAME: Game, **KINDS}  # the files that are no case, by the name of their schema
NAMES = (WHOLE, *CONCERNS, *FILES, STUBS)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "concern",
        nargs="?",
        metavar="CONCERN",
        help=(
            f"{WHOLE}, {', '.join(FILES)}, {STUBS}, or one of {', '.join(CONCERNS)}; the whole"
            " case if left out"
        ),
    )
    parser.add_argument(
        "--snippets",
        action="store_true",
        help="print snippets of VS Code for the entries of a case instead",
    )
    parser.add_argument(
        "--out",
        metavar="DIR",
        default="",
        help="write the schema as a file into this folder; all of them if no CONCERN is named",
    )


def run(args: argparse.Namespace) -> int:
    """
    Print one schema, or write them as files.

    Raises:
        QuestionError: There is no such concern, or the folder cannot be written.
    """
    if args.concern is not None and args.concern not in NAMES:
        raise QuestionError(
            f"there is no concern {args.concern!r}{did_you_mean(args.concern, NAMES)} (expected one"
            f" of {', '.join(NAMES)})"
        )
    if args.snippets:
        print(json_text(snippets()))
        return 0
    if not args.out:
        print(json_text(schema_named(args.concern or WHOLE)))
        return 0
    chosen = {name: schema_named(name) for name in ([args.concern] if args.concern else NAMES)}
    written = write_together(
        Path(args.out),
        {f"{name}.json": schema_text(json_schema) for name, json_schema in chosen.items()},
    )
    print("\n".join(str(path) for path in written))
    return 0


def schema_named(name: str) -> Schema:
    """
    Give the schema of a concern, of the whole case, of its stubs, or of a file that is no case.
    """
    if name == STUBS:
        return record_schema(Stubs, name=STUBS, sentences=STUB_SENTENCES)
    if name in FILES:
        return record_schema(FILES[name], name=name, sentences=SENTENCES)
    return schema(name)


def schema_text(json_schema: Schema) -> str:
    """Give a schema as the text of its file."""
    return json_text(json_schema, encoding="utf-8") + "\n"
