"""`phaseline cases`: the cases that come with Phaseline."""

import argparse

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path, shipped_cases
from phaseline.cli.outputs import json_text


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Print one line a case: its name, its day, its title."""
    rows = []
    for name in shipped_cases():
        case = read_case(case_path(name), name=name).case
        rows.append(
            {
                "id": name,
                "as_of": case.as_of.text if case else "",
                "title": case.title if case else "cannot be read",
            }
        )
    if args.json:
        print(json_text({"phaseline": 1, "cases": rows}))
    else:
        print("\n".join(f"{row['id']:<16} as of {row['as_of']}  {row['title']}" for row in rows))
    return 0
