"""`phaseline review CASE`: a person goes through what was proposed of papers."""

import argparse
import sys

from phaseline.cli.case_papers import CasePapers
from phaseline.errors import QuestionError
from phaseline.papers.confirming import selected


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("case", metavar="CASE", help="a case of your own")
    parser.add_argument(
        "--by", metavar="NAME", default="", help="who confirms (default: who prepared the case)"
    )
    parser.add_argument(
        "--all", action="store_true", help="show sentences, too, on which somebody has decided"
    )


def run(args: argparse.Namespace) -> int:
    """
    Ask about each sentence that waits, and write each answer at once.

    Raises:
        QuestionError: There is no such case, nobody is named, or there is no terminal.
    """
    from phaseline.cli.review_dialog import Dialog

    papers = CasePapers(args.case)
    if not selected(papers.stubs, is_all=args.all):
        print("nothing waits: read a paper by `phaseline read FILE --into CASE`")
        return 0
    if not sys.stdin.isatty() or not sys.stdout.isatty():
        raise QuestionError("review asks a person, and there is no terminal; run it in one")
    case = papers.reading.rest
    confirmed_by = args.by or (case.prepared_by if case else "")
    if not confirmed_by:
        raise QuestionError("--by: say who confirms; the case does not say who prepared it")
    Dialog(papers, input, print, confirmed_by=confirmed_by, is_all=args.all).run()
    return 0
