"""`phaseline ask CASE [QUESTION]`: a reader's questions, answered in at most 60 cited words."""

import argparse

from phaseline.case.addresses import did_you_mean
from phaseline.case.model.case import Case
from phaseline.cli.kept_results import spread_once
from phaseline.cli.kernels import settle_kernels
from phaseline.cli.opening import Progress, case_arguments, draws_argument, open_case, print_json
from phaseline.cli.workers import prepare_workers
from phaseline.desk.findings.question_inputs import CHEATS, NUMBERS, told
from phaseline.desk.findings.questions import names
from phaseline.errors import QuestionError
from phaseline.present.data.findings import answers_data
from phaseline.present.document.questions import answers, unanswered
from phaseline.present.terminal.registers import answer_text
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
        help="its number or name, such as 4 or law; all that the case answers if left out",
    )


def run(args: argparse.Namespace) -> int:
    """
    Print the answers.

    Raises:
        QuestionError: There is none of that name.
    """
    case, report = open_case(args)
    wanted = _wanted_numbers(args.question, case)
    progress = Progress()
    settle_kernels()
    progress("playing the game")
    if not {CHEATS, NUMBERS}.isdisjoint(wanted):
        prepare_workers()
    figures = told_figures(told(case, wanted, draws=args.draws, mapper=spread_once(report)))
    shown = [reply for reply in answers(case, figures) if reply.number in wanted]
    if args.question and not shown:
        shown = [unanswered(case, number) for number in wanted]
    progress.done()
    if args.json:
        print_json(report, {"answers": answers_data(shown)})
    else:
        print("\n\n".join(answer_text(reply, is_whole=bool(args.question)) for reply in shown))
    return 0


def _wanted_numbers(asked: str, case: Case) -> tuple[int, ...]:
    """
    Give the numbers of the questions to be answered: the one that is asked, or all of them.

    Raises:
        QuestionError: There is none of that number or name.
    """
    known = {**dict(enumerate(names(), start=1))}
    known |= dict(enumerate((own.id for own in case.questions), start=len(known) + 1))
    if not asked:
        return tuple(known)
    wanted = [number for number, name in known.items() if asked in (str(number), name)]
    if not wanted:
        hint = did_you_mean(asked, known.values())
        raise QuestionError(
            f"there is no question {asked!r}; expected a number from 1 to {len(known)},"
            f" or a name{hint}"
        )
    return tuple(wanted)
