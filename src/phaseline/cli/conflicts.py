"""`phaseline conflicts CASE`: what does not go together, with every side."""

import argparse

from phaseline.case.model.evidence import Conflict
from phaseline.cli.opening import case_arguments, open_register, print_csv, print_register
from phaseline.present.terminal.registers import conflict_text
from phaseline.present.wording.records import plain


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    case_arguments(parser, is_list=True)
    parser.add_argument("--within", action="store_true", help="only conflicts inside one source")
    parser.add_argument("--between", action="store_true", help="only conflicts between sources")


def run(args: argparse.Namespace) -> int:
    """Print the conflicts."""
    with open_register(args, "conflicts") as (case, report):
        wanted = {name for name in ("within", "between") if getattr(args, name)} or {
            "within",
            "between",
        }
        shown = tuple(conflict for conflict in case.conflicts if conflict.lies.value in wanted)
        if args.json:
            print_register(case, report, {"conflicts": plain(shown)})
        elif args.csv:
            print_csv(Conflict, shown)
        else:
            print(
                "\n".join(conflict_text(case, conflict) for conflict in shown)
                or "No conflicts are entered in this case."
            )
        return 0
