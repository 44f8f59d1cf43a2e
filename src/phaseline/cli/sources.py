"""`phaseline sources CASE`: the texts that are cited."""

import argparse

from phaseline.case.model.evidence import Source
from phaseline.cli.opening import case_arguments, open_register, print_csv, print_register
from phaseline.present.terminal.registers import source_text
from phaseline.present.wording.records import plain


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    case_arguments(parser, is_list=True)


def run(args: argparse.Namespace) -> int:
    """Print every source, the papers first."""
    with open_register(args, "sources") as (case, report):
        ordered = tuple(sorted(case.sources, key=lambda source: source.role.value != "paper"))
        if args.json:
            print_register(case, report, {"sources": plain(ordered)})
        elif args.csv:
            print_csv(Source, ordered)
        else:
            print("\n".join(source_text(case, source) for source in ordered))
        return 0
