"""`phaseline show CASE [ADDRESS]`: the case at a glance, or one entry with everything it holds."""

import argparse

from phaseline.case.merge import SECTIONS
from phaseline.cli.opening import case_arguments, open_register, print_register
from phaseline.present.terminal.entries import case_text, entry_text, looked_up
from phaseline.present.wording.records import plain


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    case_arguments(parser)
    parser.add_argument(
        "address",
        nargs="?",
        default="",
        metavar="ADDRESS",
        help="such as facts.troops-sent, facts.troops-sent.value, silences, or an id alone",
    )


def run(args: argparse.Namespace) -> int:
    """Print the case, a section, an entry or a number."""
    head = args.address.partition(".")[0]
    with open_register(args, head if head in SECTIONS else "") as (case, report):
        if not args.address:
            if args.json:
                print_register(case, report, {"show": plain(case)})
            else:
                print(case_text(case))
            return 0
        address, entry = looked_up(case, args.address)
        if args.json:
            print_register(case, report, {"address": address, "show": plain(entry)})
        else:
            print(entry_text(case, address, entry))
        return 0
