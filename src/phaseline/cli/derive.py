"""`phaseline derive CASE`: the derived numbers, with units and inputs."""

import argparse

from phaseline.case.addresses import did_you_mean
from phaseline.cli.opening import case_arguments, open_case, print_json
from phaseline.desk.register.derivations import derivations
from phaseline.errors import QuestionError
from phaseline.present.terminal.registers import derivations_text
from phaseline.present.wording.records import plain_derivation


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    case_arguments(parser)
    parser.add_argument(
        "number", nargs="?", default="", metavar="NUMBER", help="the id of one derived number"
    )


def run(args: argparse.Namespace) -> int:
    """
    Print the derived numbers.

    Raises:
        QuestionError: There is none of that name.
    """
    case, report = open_case(args)
    known = case.derived.ids
    if args.number and args.number not in known:
        raise QuestionError(
            f"there is no derived number {args.number!r} in this"
            f" case{did_you_mean(args.number, known)}"
        )
    shown = tuple(
        derivation for derivation in derivations(case) if args.number in ("", derivation.derived.id)
    )
    if args.json:
        print_json(report, {"derived": [plain_derivation(derivation) for derivation in shown]})
    else:
        print(derivations_text(case, shown))
    return 0
