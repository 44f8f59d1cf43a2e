"""
`phaseline offer CASE`: who takes up what is offered beside a ladder, and what it comes to.
"""

import argparse

from phaseline.api.offers import offer
from phaseline.cli.games import names_game, open_game
from phaseline.cli.kept_results import spread_once
from phaseline.cli.kernels import settle_kernels
from phaseline.cli.opening import Progress, case_arguments, draws_argument, open_case, print_json
from phaseline.cli.outputs import json_text
from phaseline.cli.workers import prepare_workers, spread
from phaseline.desk.comparison.offers import OFFER_DRAWS, OfferTerms, offer_in
from phaseline.errors import QuestionError
from phaseline.game.offers import offer_study
from phaseline.present.data.offer import offer_data, study_data
from phaseline.present.terminal.offer import offer_text, study_text
from phaseline.present.wording.rounding import rounded

_NAMES = {
    "ladder": "one completed ladder of a case; all but the yardstick if left out",
    "offer": "an offer that the case names; its first if nothing else is offered",
}
_TERMS = {
    "inducement": ("Y", "what is paid per period while the commitment stands"),
    "verification": ("V", "the chance per period that a crossing is reported, once taken up"),
    "breach": ("A", "what a breach that is found costs the challenger more per period"),
    "transparency": ("S", "what being seen for certain costs the challenger per period"),
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    case_arguments(parser)
    draws_argument(parser, OFFER_DRAWS)
    for name, says in _NAMES.items():
        parser.add_argument(f"--{name}", metavar="ID", default="", help=says)
    for name, (letter, says) in _TERMS.items():
        parser.add_argument(f"--{name}", metavar=letter, type=float, default=None, help=says)


def run(args: argparse.Namespace) -> int:
    """
    Say what an offer comes to.

    Raises:
        QuestionError: There is no such ladder, nothing is offered, or it cannot stand there.
    """
    terms = {name: getattr(args, name) for name in _TERMS}
    if names_game(args):
        return _run_on_file(args, OfferTerms(**terms))
    case, report = open_case(args)
    progress = Progress()
    settle_kernels()
    if not args.ladder:
        prepare_workers()
    asked = {"ladder": args.ladder, "named": args.offer, "draws": args.draws, **terms}
    ladders = offer(
        case, **asked, mapper=spread_once(report, map if args.ladder else spread), tick=progress
    )
    progress.done()
    if args.json:
        print_json(report, rounded(offer_data(ladders, is_single=bool(args.ladder))))
    else:
        print(offer_text(case, ladders))
    return 0


def _run_on_file(args: argparse.Namespace, terms: OfferTerms) -> int:
    if args.ladder or args.offer:
        raise QuestionError("--ladder and --offer ask a case; a game file holds one of each")
    game, reading = open_game(args)
    asked, progress = offer_in(game, terms), Progress()
    settle_kernels()
    study = offer_study(game, asked, progress)
    progress.done()
    head = {"file": {"name": reading.name, "hash": reading.hash}, "set": dict(reading.changes)}
    if args.json:
        print(json_text({"phaseline": 1, **head, **rounded(study_data(study))}))
    else:
        print(study_text(game.title or reading.name, study))
    return 0
