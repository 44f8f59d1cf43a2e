"""`phaseline ask CASE [QUESTION]`: the twelve questions, answered in at most 60 cited words."""

import argparse

from phaseline.cli.kernels import settle_kernels
from phaseline.cli.opening import Progress, case_arguments, draws_argument, open_case, print_json
from phaseline.cli.workers import prepare_workers, spread
from phaseline.desk.findings.question_inputs import CHEATS, NUMBERS, told
from phaseline.errors import QuestionError
from phaseline.present.document.questions import answers
from phaseline.present.terminal.registers import answer_text
from phaseline.present.wording.records import plain
from phaseline.present.wording.rounding import told_figures


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    case_arguments(parser)
    draws_argument(parser)
    parser.add_argument(
        "question",
        nargs="?",
        default="",
        metavar="QUESTION",
        help="its number, 1 to 12; all of them if left out",
    )


def run(args: argparse.Namespace) -> int:
    """
    Print the answers.

    Raises:
        QuestionError: There is none of that name.
    """
    case, report = open_case(args)
    wanted = _wanted_numbers(args.question, len(answers(case)))
    progress = Progress()
    settle_kernels()
    progress("playing the game")
    if not {CHEATS, NUMBERS}.isdisjoint(wanted):
        prepare_workers()
    shown = [
        reply
        for reply in answers(
            case, told_figures(told(case, wanted, draws=args.draws, mapper=spread))
        )
        if reply.number in wanted
    ]
    progress.done()
    if args.json:
        print_json(report, {"answers": [{**plain(reply), "words": reply.words} for reply in shown]})
    else:
        print("\n\n".join(answer_text(reply) for reply in shown))
    return 0


def _wanted_numbers(question: str, count: int) -> range:
    """
    Give the numbers of the questions to be answered: the one that is asked, or all of them.

    Raises:
        QuestionError: There is none of that name.
    """
    if not question:
        return range(1, count + 1)
    number = int(question) if question.isdecimal() else 0
    if not 1 <= number <= count:
        raise QuestionError(
            f"there is no question {question!r}; expected a number from 1 to {count}"
        )
    return range(number, number + 1)
