"""`phaseline classics [NAME]`: small published models, with their known answers and today's."""

import argparse

from phaseline.cli.outputs import json_text
from phaseline.errors import QuestionError
from phaseline.game.published.gallery import classics, exhibit, model_lines
from phaseline.present.data.classics import classics_data
from phaseline.present.terminal.classics import classic_text, classics_text


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("name", nargs="?", metavar="NAME", help="one of them, in full")
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--file",
        action="store_true",
        help="print the model of NAME as a file that `phaseline solve` takes, and stop",
    )
    form.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """
    Solve the classics and print their answers; 1 where an answer is not the known one.

    Raises:
        QuestionError: There is no such classic, or a file is asked for without a name.
    """
    if args.file:
        if args.name is None:
            raise QuestionError("--file prints the model of one classic: add its name")
        print(model_lines(args.name), end="")
        return 0
    exhibits = [exhibit(name) for name in ([args.name] if args.name else classics())]
    if args.json:
        print(json_text(classics_data(exhibits)))
    else:
        print(classic_text(exhibits[0]) if args.name else classics_text(exhibits))
    return 0 if all(entry.agrees for entry in exhibits) else 1
