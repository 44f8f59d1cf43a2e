"""
`phaseline brakes CASE`: what holds the responder back, what loosens it, which recommendation aims
at it.
"""

import argparse

from phaseline.case.model.choices import Brake
from phaseline.cli.opening import case_arguments, open_case, print_csv, print_json
from phaseline.desk.register.brakes import brakes
from phaseline.present.terminal.registers import brakes_text
from phaseline.present.wording.records import plain


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    case_arguments(parser, is_list=True)


def run(args: argparse.Namespace) -> int:
    """Print the brakes in the source's order."""
    case, report = open_case(args)
    register = brakes(case)
    if args.json:
        held = [
            {
                **plain(held.brake),
                "aimed_at_by": [recommendation.id for recommendation in held.aimed_at_by],
            }
            for held in register.held
        ]
        print_json(
            report,
            {
                "restraints": held,
                "recommendations": plain(case.recommendations),
                "aiming_at_none": [recommendation.id for recommendation in register.aimless],
                "groups": dict(register.groups),
            },
        )
    elif args.csv:
        aims = [
            tuple(recommendation.id for recommendation in held.aimed_at_by)
            for held in register.held
        ]
        print_csv(Brake, [held.brake for held in register.held], {"aimed_at_by": aims})
    else:
        print(brakes_text(register))
    return 0
