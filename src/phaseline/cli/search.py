"""`phaseline search CASE WORD…`: where words stand in a case, whatever holds them."""

import argparse

from phaseline.cli.opening import case_arguments, open_register, print_register
from phaseline.cli.outputs import bold_mark, shielded
from phaseline.desk.register.passages import entries_with
from phaseline.errors import QuestionError
from phaseline.present.terminal.passages import passages_data, passages_text


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    case_arguments(parser)
    parser.add_argument(
        "words",
        nargs="+",
        metavar="WORD",
        help="a word, a part of one, or a phrase in quotation marks; an entry has to hold all",
    )


def run(args: argparse.Namespace) -> int:
    """
    Print the entries that hold all words.

    Raises:
        QuestionError: A word is empty.
    """
    words = [" ".join(word.split()) for word in args.words]
    if not all(words):
        raise QuestionError("WORD: found an empty one; expected what to look for")
    with open_register(args) as (case, report):
        holding = entries_with(case, words)
        if args.json:
            content = {"words": words, "entries": passages_data(holding)}
            print_register(case, report, content)
        else:
            shown = [shielded(word) for word in words]
            print(passages_text(holding, shown, bold_mark()))
        return 0
