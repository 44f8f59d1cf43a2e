"""`phaseline ask CASE [QUESTION]`: the twelve questions, answered in at most 60 cited words."""

import argparse

from phaseline.cli.opening import case_arguments, open_case, print_json
from phaseline.errors import QuestionError
from phaseline.present.plain import plain
from phaseline.present.questions import answers
from phaseline.present.registers import answer_text


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    case_arguments(parser)
    parser.add_argument("question", nargs="?", default="", metavar="QUESTION", help="its number, 1 to 12; all of them if left out")


def run(args: argparse.Namespace) -> int:
    """
    Print the answers.

    Raises:
        QuestionError: There is none of that name.
    """
    case, report = open_case(args)
    found = answers(case)
    if args.question:
        number = int(args.question) if args.question.isdecimal() else 0
        if not 1 <= number <= len(found):
            raise QuestionError(f"there is no question {args.question!r}; expected a number from 1 to {len(found)}")
        found = (found[number - 1],)
    if args.json:
        print_json(report, {"answers": [{**plain(one), "words": one.words} for one in found]})
    else:
        print("\n\n".join(answer_text(one) for one in found))
    return 0
