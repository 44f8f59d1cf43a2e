"""
`phaseline need CASE --for GOAL`: what would have to be true for a ladder to reach a goal.
"""

import argparse
from pathlib import Path

from phaseline.api.insight import need
from phaseline.cli.kept_results import spread_once
from phaseline.cli.kernels import settle_kernels
from phaseline.cli.opening import (
    Progress,
    case_arguments,
    ladder_argument,
    open_case,
    print_json,
)
from phaseline.cli.workers import prepare_workers, spread
from phaseline.cli.writing import may_write, write_together
from phaseline.desk.comparison.goals import goal_of
from phaseline.desk.comparison.leakage import leaking_ladders
from phaseline.errors import QuestionError
from phaseline.present.data.need import need_data, surface_rows
from phaseline.present.document.surfaces import surface_picture
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
    ladder_argument(parser)
    parser.add_argument(
        "--surface",
        metavar="ADDRESS,ADDRESS",
        default="",
        help="with --ladder: two or three assumptions over which the goal is solved together",
    )
    parser.add_argument(
        "--grid",
        metavar="N",
        type=int,
        default=0,
        help="with --surface: points along each of them (default: 21 for two, 9 for three)",
    )
    parser.add_argument(
        "--svg", metavar="FILE", default="", help="with --surface: write the picture to a file"
    )
    parser.add_argument(
        "--csv", metavar="FILE", default="", help="with --surface: write the grid to a file"
    )


def run(args: argparse.Namespace) -> int:
    """
    Say what a goal takes.

    Raises:
        QuestionError: There is no such ladder, goal or surface, or a file is asked for without one.
    """
    files = _files(args)
    case, report = open_case(args)
    leaking_ladders(case, args.ladder)
    goal_of(case, args.goal)
    for argument, path in files.items():
        may_write(path.parent, [path.name], argument=argument)
    progress = Progress(patience=0.0)
    settle_kernels()
    if not args.ladder:
        prepare_workers()
    ladders = need(
        case,
        args.goal,
        ladder=args.ladder,
        surface=[address for address in args.surface.split(",") if address],
        grid=args.grid,
        mapper=spread_once(report, map if args.ladder else spread),
        tick=progress,
    )
    progress.done()
    for argument, path in files.items():
        text = _MAKERS[argument](case, ladders[0])
        write_together(path.parent, {path.name: text}, argument=argument)
    if args.json:
        print_json(report, rounded(need_data(case, ladders, is_single=bool(args.ladder))))
    else:
        print(need_text(case, ladders))
    return 0


def _files(args: argparse.Namespace) -> dict[str, Path]:
    """
    Give the files that are asked for, by their arguments.

    Raises:
        QuestionError: They are of a surface, and none is asked for.
    """
    if not args.surface and (args.svg or args.csv or args.grid):
        raise QuestionError("--grid, --svg and --csv are of a surface: add --surface")
    named = (("--svg", args.svg), ("--csv", args.csv))
    return {argument: Path(name) for argument, name in named if name}


_MAKERS = {"--svg": surface_picture, "--csv": surface_rows}
