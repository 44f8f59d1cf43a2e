"""`phaseline diff A B`: what differs between two cases, or between two answers, and why."""

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.case.showing import printable
from phaseline.cli.outputs import json_text, shielded
from phaseline.cli.path_arguments import in_words, named
from phaseline.desk.register.differences import differences, entries_by_address
from phaseline.errors import QuestionError
from phaseline.present.terminal.differences import differences_data, differences_text

_MOST_BYTES = 20_000_000  # several times the longest answer


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    for name in ("A", "B"):
        parser.add_argument(
            name.lower(),
            metavar=name,
            help="a case: a folder, a file, or the name of a shipped case; or an answer.json of"
            " `run`",
        )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """
    Print what differs; 0 also where something does.

    Raises:
        QuestionError: One of them cannot be read, or a case is held against an answer.
    """
    names = (args.a, args.b)
    if _is_answer(args.a) != _is_answer(args.b):
        raise QuestionError("B: a case and an answer do not compare; give two of one kind")
    if _is_answer(args.a):
        before, after = _answer(args.a), _answer(args.b)
        causes = dict(_causes(before, after))
        changes = differences(_findings(before), _findings(after), causes=tuple(causes))
    else:
        causes = {}
        changes = differences(*(entries_by_address(_case_data(name)) for name in names))
    if args.json:
        content = {"a": args.a, "b": args.b, "causes": causes}
        print(json_text({**content, "changes": differences_data(changes)}))
    else:
        lines = [f"{cause}: {words}" for cause, words in causes.items()]
        print(shielded(differences_text(names, lines, changes)))
    return 0


def _is_answer(name: str) -> bool:
    return name.endswith(".json") and Path(name).is_file()


def _case_data(name: str) -> Mapping[str, Any]:
    """
    Give the plain data of a case.

    Raises:
        QuestionError: There is none, or it cannot be read.
    """
    reading = read_case(case_path(name), name=name)
    if not reading.is_readable:
        place = printable(name)
        raise QuestionError(f"{place} cannot be read; `phaseline check {place}` says why")
    return reading.data


def _answer(name: str) -> Mapping[str, Any]:
    """
    Give an answer of `run`.

    Raises:
        QuestionError: The file is none.
    """
    with in_words(Path(name), "A, B", doing="read"):
        is_small = Path(name).stat().st_size <= _MOST_BYTES
        text = Path(name).read_text(encoding="utf-8") if is_small else ""
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError):
        answer = None
    if not _has_shape(answer):
        raise QuestionError(f"{named(Path(name))} is no answer.json of `phaseline run`")
    return cast("Mapping[str, Any]", answer)


def _has_shape(answer: object) -> bool:
    """Whether plain data has what two answers are held together by."""
    match answer:
        case {"findings": [*findings], "case": {"hash": str()}, "set": dict()}:
            return all(isinstance(row, dict) and isinstance(row.get("id"), str) for row in findings)
        case _:
            return False


def _findings(answer: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Give the findings of an answer by their ids."""
    return {finding["id"]: finding for finding in answer["findings"]}


def _causes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give why two answers may differ: what-ifs by address, the case itself, the version."""
    for address in dict.fromkeys((*before["set"], *after["set"])):
        values = [side["set"].get(address, "as written") for side in (before, after)]
        if values[0] != values[1]:
            yield address, f"{values[0]} → {values[1]}"
    if before["case"]["hash"] != after["case"]["hash"]:
        yield "case", "another, or changed between the two; `phaseline diff` of the cases says how"
    if before.get("version") != after.get("version"):
        yield "version", f"{before.get('version')} → {after.get('version')}"
