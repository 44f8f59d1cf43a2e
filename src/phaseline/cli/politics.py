"""`phaseline politics CASE`: who decides, with which majority, what would pass, and who objects."""

import argparse

from phaseline.api.consent import votes, whip_counts
from phaseline.cli.opening import case_arguments, open_case, print_json
from phaseline.present.data.politics import politics_data, vote_data
from phaseline.present.terminal.one_vote import vote_text
from phaseline.present.terminal.politics import politics_text


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    case_arguments(parser)
    parser.add_argument(
        "--vote",
        metavar="PROCEDURE",
        default="",
        help="one procedure: its whip count by party, and what staying away does",
    )


def run(args: argparse.Namespace) -> int:
    """
    Print the politics of a case, or one vote of it.

    Raises:
        QuestionError: There is no such procedure, or nobody votes in it.
    """
    case, report = open_case(args)
    if args.vote:
        counts = whip_counts(case, args.vote)
        if args.json:
            print_json(report, {"vote": vote_data(counts)})
        else:
            print(vote_text(case, counts))
        return 0
    outcome = votes(case)
    if args.json:
        print_json(report, politics_data(case, outcome))
    else:
        print(politics_text(case, outcome))
    return 0
