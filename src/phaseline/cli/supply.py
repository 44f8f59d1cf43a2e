"""`phaseline supply CASE`: what can be delivered, by which route, when, and what holds it back."""

import argparse
import time
from typing import Any

from phaseline.api import delivery
from phaseline.case.check.report import Report
from phaseline.case.model.case import Case
from phaseline.cli.opening import Progress, case_arguments, open_case, print_json
from phaseline.desk.delivery.plans import fronted, may_ask, register
from phaseline.desk.delivery.transport_problem import QUANTILE
from phaseline.errors import QuestionError
from phaseline.present.data.supply import front_data, supply_data, why_data
from phaseline.present.terminal.supply import register_text
from phaseline.present.terminal.supply_plan import front_text, plan_text, why_text, without_text
from phaseline.present.wording.rounding import plan_figures


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    case_arguments(parser)
    parser.add_argument(
        "--plan",
        action="store_true",
        help="plan the deliveries under each reading of the law, and say what holds them back",
    )
    parser.add_argument(
        "--front",
        action="store_true",
        help="the plans that nothing beats in value, exposure and cost at once",
    )
    parser.add_argument(
        "--why",
        metavar="ITEM",
        help="a need or a stock: what stands in its way, and what would have to be true",
    )
    parser.add_argument(
        "--share",
        type=float,
        metavar="S",
        help="with --why: the share of the need (default: what the measures promise)",
    )
    parser.add_argument(
        "--by",
        metavar="WHEN",
        default="",
        help=(
            "with --why: by when, as a day such as 2025-06-01 or in periods of the case from then"
            " (default: the deadline)"
        ),
    )
    parser.add_argument(
        "--reading",
        metavar="ID",
        default="",
        help="of plans: the reading of the law (default: the one that is played first)",
    )
    parser.add_argument(
        "--without",
        metavar="ACTOR",
        action="append",
        default=[],
        help="an ally or donor stops: which routes stay useful; may be repeated",
    )
    parser.add_argument(
        "--quantile",
        type=float,
        default=QUANTILE,
        metavar="Q",
        help=(
            "the chance with which each wait is over by the time planned with (default:"
            f" {QUANTILE:g})"
        ),
    )


def run(args: argparse.Namespace) -> int:
    """
    Print the supply of a case: its register, its plans, a front of plans, or what stands in the way
    of one item.

    Raises:
        QuestionError: There is no such item, actor or reading, or the options do not go together.
    """
    case, report = open_case(args)
    _check_options(args)
    args.without = list(dict.fromkeys(args.without))
    may_ask(case, args.quantile, args.without, args.reading)
    progress = Progress()
    if args.why is not None:
        _say_obstacles(args, report, case)
    elif args.front:
        _plan_front(args, report, case, progress)
    else:
        _print_register(args, report, case, progress)
    return 0


def _check_options(args: argparse.Namespace) -> None:
    """
    See that the options go together.

    Raises:
        QuestionError: They do not.
    """
    if (args.share is not None or args.by) and args.why is None:
        raise QuestionError("--share and --by are asked of one item: add --why ITEM")
    if (args.why is not None) + args.plan + args.front > 1:
        raise QuestionError("--plan, --front and --why are questions of their own: ask one of them")
    if args.reading and not (args.plan or args.front or args.why is not None or args.json):
        raise QuestionError("--reading is asked of plans: add --plan, --front or --why ITEM")


def _say_obstacles(args: argparse.Namespace, report: Report, case: Case) -> None:
    """Print what stands in the way of one item."""
    in_the_way = delivery.obstacles(
        case,
        args.why,
        share=args.share,
        by=args.by,
        reading=args.reading,
        quantile=args.quantile,
        without=args.without,
    )
    _print_answer(args, report, {"why": why_data(case, in_the_way)}, [why_text(case, in_the_way)])


def _plan_front(args: argparse.Namespace, report: Report, case: Case, progress: Progress) -> None:
    """Print the plans that nothing beats in value, exposure and cost at once."""
    problem, plans = plan_figures(
        fronted(
            case,
            reading=args.reading,
            quantile=args.quantile,
            without=args.without,
            tick=progress,
            clock=time.monotonic,
        )
    )
    progress.done()
    _print_answer(
        args,
        report,
        {"front": front_data(case, problem, plans)},
        [front_text(case, problem, plans)],
    )


def _print_register(
    args: argparse.Namespace, report: Report, case: Case, progress: Progress
) -> None:
    """
    Print the register; with the plans where they are asked for, or where a program reads the
    answer.
    """
    known = plan_figures(register(case))
    if not (args.plan or args.json or args.without):
        print(register_text(case, known))
        return
    plans = delivery.supply(
        case,
        reading=args.reading,
        quantile=args.quantile,
        without=args.without,
        details=args.plan or args.json,
        tick=progress,
        clock=time.monotonic,
    )
    parts = [plan_text(case, plans, args.reading)] if args.plan else []
    if args.without and not args.json:
        whole = delivery.supply(
            case, quantile=args.quantile, details=False, tick=progress, clock=time.monotonic
        )
        parts.insert(0, without_text(case, known, args.without, whole, plans))
    progress.done()
    _print_answer(args, report, supply_data(case, plans), parts)


def _print_answer(
    args: argparse.Namespace, report: Report, data: dict[str, Any], parts: list[str]
) -> None:
    if args.json:
        print_json(report, data)
    else:
        print("\n\n".join(parts))
