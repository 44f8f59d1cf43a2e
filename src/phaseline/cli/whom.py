"""
`phaseline whom CASE|FILE`: whom each ladder deters from what, where several decide.
"""

import argparse

from phaseline.api.insight import whom
from phaseline.cli.games import names_game, open_game
from phaseline.cli.kept_results import spread_once
from phaseline.cli.kernels import settle_kernels
from phaseline.cli.opening import Progress, case_arguments, draws_argument, open_case, print_json
from phaseline.cli.outputs import json_text
from phaseline.cli.workers import prepare_workers
from phaseline.desk.comparison.leakage import leaking_ladders
from phaseline.desk.comparison.whom import WHOM_DRAWS
from phaseline.errors import QuestionError
from phaseline.game.whom import whom as whom_game
from phaseline.game.whom import whom_data
from phaseline.present.data.whom import ladders_data
from phaseline.present.terminal.whom import ladders_text, whom_text
from phaseline.present.wording.rounding import rounded


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    case_arguments(parser)
    draws_argument(parser, WHOM_DRAWS)
    parser.add_argument(
        "--ladder",
        metavar="ID",
        default="",
        help="of a case: one completed ladder; all but the yardstick if left out",
    )


def run(args: argparse.Namespace) -> int:
    """
    Say whom ladders deter, and from what.

    Raises:
        QuestionError: There is no such ladder, or the game is too large.
    """
    progress = Progress()
    if names_game(args):
        return _whom_of_file(args, progress)
    case, report = open_case(args)
    leaking_ladders(case, args.ladder)
    settle_kernels()
    prepare_workers()
    ladders = whom(
        case, ladder=args.ladder, draws=args.draws, mapper=spread_once(report), tick=progress
    )
    progress.done()
    if args.json:
        print_json(report, rounded(ladders_data(case, ladders, is_single=bool(args.ladder))))
    else:
        print(ladders_text(case, ladders))
    return 0


def _whom_of_file(args: argparse.Namespace, progress: Progress) -> int:
    """
    Answer a game file.

    Raises:
        QuestionError: A ladder is named, of which a file holds one, or the game is too large.
    """
    if args.ladder:
        raise QuestionError("--ladder is a question to a case; a game file holds one ladder")
    game, reading = open_game(args)
    settle_kernels()
    answer = whom_game(game, tick=progress)
    progress.done()
    head = {"file": {"name": reading.name, "hash": reading.hash}, "set": dict(reading.changes)}
    print(json_text({**head, **rounded(whom_data(answer))}) if args.json else whom_text(answer))
    return 0
