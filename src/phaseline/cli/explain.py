"""`phaseline explain WORD`: what a code of `check` means, or a term that is printed."""

import argparse

from phaseline.case.addresses import did_you_mean
from phaseline.case.code import Code
from phaseline.case.codes import CODES
from phaseline.cli.outputs import json_text
from phaseline.errors import QuestionError
from phaseline.present.terminal.diagnostics import explanation
from phaseline.present.wording.glossary import TERMS, term_meant
from phaseline.present.wording.layout import wrapped


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "words",
        nargs="*",
        metavar="WORD",
        help="a code such as PL203, or a term such as rung or turns on; all codes if left out",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """
    Print one explanation, or a line for each code.

    Raises:
        QuestionError: There is none of that name.
    """
    asked = " ".join(args.words)
    term = term_meant(asked)
    if asked.upper() in CODES or not asked:
        print(_codes_text(asked.upper(), is_json=args.json))
    elif term:
        content = {"term": term, "meaning": TERMS[term]}
        print(json_text(content) if args.json else wrapped(f"{term}: {TERMS[term]}"))
    else:
        near = did_you_mean(asked, [*TERMS, *CODES])
        raise QuestionError(f"there is no code and no term {asked!r}{near}")
    return 0


def _codes_text(code: str, *, is_json: bool) -> str:
    """Give the explanation of a code, or a line for each where none is named."""
    if is_json:
        return json_text(_data({code: CODES[code]} if code else dict(CODES)))
    if code:
        return explanation(code)
    lines = (f"{name}  {entry.severity.value:<7}  {entry.title}" for name, entry in CODES.items())
    return "\n".join(lines)


def _data(chosen: dict[str, Code]) -> dict[str, object]:
    return {
        name: {
            "severity": entry.severity.value,
            "title": entry.title,
            "why": entry.why,
            "mend": entry.mend,
        }
        for name, entry in chosen.items()
    }
