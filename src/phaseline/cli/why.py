"""
`phaseline why CASE`: where the threat of each ladder leaks, and what each brake takes away.
"""

import argparse
from pathlib import Path

from phaseline.api.insight import why
from phaseline.cli.kept_results import spread_once
from phaseline.cli.kernels import settle_kernels
from phaseline.cli.opening import (
    Progress,
    case_arguments,
    draws_argument,
    ladder_argument,
    open_case,
    print_json,
)
from phaseline.cli.workers import prepare_workers, spread
from phaseline.cli.writing import may_write, write_together
from phaseline.desk.comparison.leakage import known_type, leaking_ladders
from phaseline.errors import QuestionError
from phaseline.present.data.why import why_data
from phaseline.present.document.leaks import leak_picture
from phaseline.present.terminal.why import why_text
from phaseline.present.wording.rounding import rounded


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    case_arguments(parser)
    draws_argument(parser)
    ladder_argument(parser)
    parser.add_argument(
        "--type",
        metavar="ID",
        default="",
        help="a type of challenger that is played alone; all of them together if left out",
    )
    parser.add_argument(
        "--svg", metavar="FILE", default="", help="with --ladder: write the picture to a file"
    )


def run(args: argparse.Namespace) -> int:
    """
    Say where threats leak.

    Raises:
        QuestionError: There is no such ladder or type, or a picture is asked of several ladders.
    """
    if args.svg and not args.ladder:
        raise QuestionError("--svg draws one ladder: add --ladder ID")
    case, report = open_case(args)
    leaking_ladders(case, args.ladder)
    known_type(case, args.type)
    picture = Path(args.svg)
    if args.svg:
        may_write(picture.parent, [picture.name], argument="--svg")
    progress = Progress()
    settle_kernels()
    if not args.ladder:
        prepare_workers()
    ladders = why(
        case,
        ladder=args.ladder,
        against=args.type,
        draws=args.draws,
        mapper=spread_once(report, map if args.ladder else spread),
        tick=progress,
    )
    progress.done()
    if args.svg:
        drawn = {picture.name: leak_picture(case, ladders[0])}
        write_together(picture.parent, drawn, argument="--svg")
    if args.json:
        print_json(report, rounded(why_data(case, ladders, is_single=bool(args.ladder))))
    else:
        print(why_text(case, ladders))
    return 0
