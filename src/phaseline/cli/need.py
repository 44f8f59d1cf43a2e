"""
`phaseline need CASE --for GOAL`: what would have to be true for a ladder to reach a goal.
"""

import argparse

from phaseline.api.insight import need
from phaseline.cli.kernels import settle_kernels
from phaseline.cli.opening import Progress, case_arguments, open_case, print_json
from phaseline.cli.workers import prepare_workers, spread
from phaseline.desk.comparison.goals import goal_of
from phaseline.desk.comparison.leakage import leaking_ladders
from phaseline.present.data.need import need_data
from phaseline.present.terminal.need import need_text
from phaseline.present.wording.rounding import rounded


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    case_arguments(parser)
    parser.add_argument(
        "--for",
        dest="goal",
        metavar="GOAL",
        required=True,
        help=(
            "deters:TYPE, below:PERIODS, ahead:LADDER, met, met:TRACK or self-enforcing; a blank"
            " may stand for the colon"
        ),
    )
    parser.add_argument(
        "--ladder",
        metavar="ID",
        default="",
        help="one completed ladder; all but the yardstick if left out",
    )


def run(args: argparse.Namespace) -> int:
    """
    Say what a goal takes.

    Raises:
        QuestionError: There is no such ladder or goal.
    """
    case, report = open_case(args)
    leaking_ladders(case, args.ladder)
    goal_of(case, args.goal)
    progress = Progress()
    settle_kernels()
    if not args.ladder:
        prepare_workers()
    ladders = need(
        case,
        args.goal,
        ladder=args.ladder,
        mapper=map if args.ladder else spread,
        tick=progress,
    )
    progress.done()
    if args.json:
        print_json(report, rounded(need_data(case, ladders, is_single=bool(args.ladder))))
    else:
        print(need_text(case, ladders))
    return 0
