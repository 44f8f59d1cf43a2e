"""`phaseline explain CODE`: what a code of `check` means, why it matters, how it is mended."""

import argparse

from phaseline.case.addresses import did_you_mean
from phaseline.case.codes import CODES
from phaseline.cli.outputs import json_text
from phaseline.errors import QuestionError
from phaseline.present.terminal.diagnostics import explanation


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "code", nargs="?", metavar="CODE", help="a code such as PL203; all of them if left out"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """
    Print one explanation, or a line for each code.

    Raises:
        QuestionError: There is none of that name.
    """
    code = (args.code or "").upper()
    if code and code not in CODES:
        raise QuestionError(f"there is no code {args.code!r}{did_you_mean(code, list(CODES))}")
    chosen = {code: CODES[code]} if code else dict(CODES)
    if args.json:
        print(
            json_text(
                {
                    name: {
                        "severity": entry.severity.value,
                        "title": entry.title,
                        "why": entry.why,
                        "mend": entry.mend,
                    }
                    for name, entry in chosen.items()
                }
            )
        )
    elif code:
        print(explanation(code))
    else:
        print(
            "\n".join(
                f"{name}  {entry.severity.value:<7}  {entry.title}"
                for name, entry in chosen.items()
            )
        )
    return 0
