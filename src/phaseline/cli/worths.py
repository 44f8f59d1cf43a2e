"""`phaseline assumptions CASE --worth`: what it would be worth to know each."""

import argparse

from phaseline.api.ladders import compare
from phaseline.cli.kept_results import spread_once
from phaseline.cli.kernels import settle_kernels
from phaseline.cli.opening import Progress, open_case, print_json
from phaseline.cli.workers import prepare_workers
from phaseline.desk.comparison.information import named_report, worths_of
from phaseline.desk.comparison.results import Depth
from phaseline.present.data.information import worths_data
from phaseline.present.terminal.information import worths_text


def print_worths(args: argparse.Namespace) -> int:
    """
    Play the case and print what finding out is worth.

    Raises:
        QuestionError: The case holds no game, there are too few draws or courses, or a report is
            about nothing that is drawn.
    """
    case, report = open_case(args)
    asked = named_report(case, args.report) if args.report else None
    progress = Progress()
    settle_kernels()
    prepare_workers()
    depth = Depth(movers=False, variants=False, answers=False, claims=False, alterations=False)
    comparison = compare(
        case, depth=depth, draws=args.draws, mapper=spread_once(report), tick=progress
    )
    progress.done()
    worths = worths_of(case, comparison, asked)
    if args.json:
        print_json(report, worths_data(case, worths))
    else:
        print(worths_text(case, worths))
    return 0
