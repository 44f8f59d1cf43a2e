"""`phaseline facts CASE`: what is said, by whom, with what standing."""

import argparse

from phaseline.case.model.evidence import Fact
from phaseline.cli.opening import case_arguments, open_register, print_csv, print_register
from phaseline.desk.register.facts import FactFilter, chosen_facts
from phaseline.present.terminal.registers import facts_text
from phaseline.present.wording.records import plain


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    case_arguments(parser, is_list=True)
    parser.add_argument(
        "--kind", default="", help="what the fact is about, such as troops, law, stock"
    )
    parser.add_argument(
        "--actor",
        default="",
        help="an actor who says it or whom it is about: an id or any printed name",
    )
    parser.add_argument(
        "--status",
        default="",
        help="its standing, such as asserted, estimate, reported, threatened",
    )
    parser.add_argument("--modality", default="", help="said, could, should or will")
    parser.add_argument("--source", default="", help="the id of a source")


def run(args: argparse.Namespace) -> int:
    """Print the facts that fit."""
    with open_register(args, "facts") as (case, report):
        facts = chosen_facts(
            case,
            FactFilter(
                kind=args.kind,
                actor=args.actor,
                status=args.status,
                source=args.source,
                modality=args.modality,
            ),
        )
        if args.json:
            print_register(case, report, {"facts": plain(facts)})
        elif args.csv:
            print_csv(Fact, facts)
        else:
            print(facts_text(case, facts))
        return 0
