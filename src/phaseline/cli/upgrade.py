"""`phaseline upgrade CASE`: a case of the previous format is written as one of this format."""

import argparse

from phaseline.cli.outputs import json_text
from phaseline.cli.own_cases import own_case, sound_files, write_case


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("case", metavar="CASE", help="a folder, or a file")
    parser.add_argument(
        "--check", action="store_true", help="say what would change, and write nothing"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """
    Write the files, all or none, and list what a person has to decide.

    Returns:
        0, or with --check 1 where something would change.

    Raises:
        QuestionError: There is no such case, it is a shipped one, or it cannot be written.
        CaseError: A file cannot be read.
    """
    from phaseline.case.upgrade.upgrade import upgraded  # loads ruamel.yaml

    where = own_case(args.case, "of this format")
    files = sound_files(where, args.case)
    result = upgraded(files.texts)
    if result.changed and not args.check:
        write_case(where, files, {name: result.texts[name] for name in result.changed})
    if args.json:
        points = [
            dict(zip(("file", "line", "says"), point, strict=True)) for point in result.undecided
        ]
        print(json_text({"changed": list(result.changed), "undecided": points}))
    else:
        print("\n".join(_lines(result.changed, result.undecided, is_check=args.check)))
    return int(args.check and bool(result.changed))


def _lines(
    changed: tuple[str, ...], undecided: tuple[tuple[str, int, str], ...], *, is_check: bool
) -> list[str]:
    lead = "would change" if is_check else "changed"
    return [
        f"{lead}: {', '.join(changed)}"
        if changed
        else "nothing to change: the case is of this format",
        *(f"{name}:{line}: to be decided: {says}" for name, line, says in undecided),
    ]
