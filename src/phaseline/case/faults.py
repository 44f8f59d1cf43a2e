"""Faults of the schema in an author's words: what the validator found, where, what was expected, one fix."""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_type_hints

from phaseline.case.addresses import Path, address_of, nearest
from phaseline.case.compose import MOST_PROBLEMS
from phaseline.case.model.whole import Case
from phaseline.case.refusals import refusal
from phaseline.case.showing import clipped, shown
from phaseline.terms.finding import Finding, Place, Severity
from phaseline.terms.meaning import meanings
from phaseline.terms.quantity import Amount
from phaseline.terms.when import When

FORMAT = 1
_KINDS = {
    "string_type": ("a text", "write it as a word or between quotes"),
    "int_type": ("a whole number", "write the number without quotes or unit"),
    "int_from_float": ("a whole number", "write the number without a fraction"),
    "bool_type": ("true or false", "write true or false"),
    "tuple_type": ("a list", "write [a, b], or one item a line with a dash"),
    "dataclass_type": ("an entry with fields", "write `field: value` lines below it"),
}
_LONGEST_MESSAGE = 200
_LIKENESS = 0.5  # among the few words of one field
_Lines = Mapping[str, tuple[str, ...]]
_Words = tuple[str, str, str, str]  # code, what was found, what was expected, one fix


def wrong_format(data: Mapping[str, Any], places: Mapping[Path, Place], lines: _Lines) -> tuple[Finding, ...]:
    """Say that the files are written in another format than this one; nothing else in them can then be judged."""
    version, kind = data.get("phaseline"), data.get("kind")
    if isinstance(version, int) and (isinstance(version, bool) or version != FORMAT):
        fix = "install the version of Phaseline that reads it" if version > FORMAT else f"write `phaseline: {FORMAT}`"
        words = ("PL110", f"the case is written in format {shown(version)}", f"format {FORMAT}, the only one that this version reads", fix)
        return (_finding(("phaseline",), places["phaseline",], lines, words, data),)
    if isinstance(kind, str) and kind != "case":
        words = ("PL110", f"this is a file of the kind {shown(kind)}, not a case", "case", "give the folder or the file of a case")
        return (_finding(("kind",), places["kind",], lines, words, data),)
    return ()


def faults(
    problems: Sequence[Mapping[str, Any]],
    *,
    data: Mapping[str, Any],
    places: Mapping[Path, Place],
    keys: Mapping[Path, Place],
    lines: _Lines,
    is_whole: bool,
) -> tuple[Finding, ...]:
    """
    Turn the problems of the validator into findings, one for each cause.

    Args:
        problems: What the validator lists: `type`, `loc`, `msg`, `input`, `ctx`.
        data: The plain data that were validated.
        places: The place of every value, by path.
        keys: The place of every key, by the path of its value.
        lines: The lines of every file.
        is_whole: Whether all files could be read; if not, what is missing may stand in the others.
    """
    told: list[Finding] = []
    for problem in problems[: 2 * MOST_PROBLEMS]:
        path = tuple(problem["loc"])
        if len(told) < MOST_PROBLEMS and not _is_consequence(problem, path, data, is_whole=is_whole):
            is_key = problem["type"] == "unexpected_keyword_argument" and path in keys
            told.append(_finding(path, keys[path] if is_key else _place(path, places), lines, _words(problem, path, data), data))
    if len(problems) > MOST_PROBLEMS:
        told.append(more_than_listed(len(problems) - MOST_PROBLEMS, _place((), places)))
    return tuple(told)


def more_than_listed(count: int, place: Place) -> Finding:
    """Say that there are more problems than a reader can use."""
    return Finding(
        code="PL111",
        severity=Severity.NOTE,
        place=place,
        message="1 more finding is not listed" if count == 1 else f"{count:,} more findings are not listed",
        fix="mend those that are listed, and check again",
    )


def record_at(path: Path) -> type | None:
    """Give the record class that the fields at a path belong to, such as Fact for ("facts", 3)."""
    here: Any = Case
    for step in path:
        if isinstance(step, int):
            continue
        here = _core(_hints(here).get(str(step)))
    return here if isinstance(here, type) and is_dataclass(here) else None


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind, include_extras=True) if is_dataclass(kind) else {}


def _core(annotation: Any) -> Any:
    arguments = [argument for argument in get_args(annotation) if argument is not Ellipsis]
    return _core(arguments[0]) if arguments else annotation


def _is_consequence(problem: Mapping[str, Any], path: Path, data: Mapping[str, Any], *, is_whole: bool) -> bool:
    """Whether something is missing only because it is misspelt, or because it stands in a file that cannot be read."""
    if problem["type"] != "missing":
        return False
    if len(path) == 1:
        return not is_whole or ("phaseline" not in data and path != ("phaseline",))
    entry = _at(data, path[:-1])
    return isinstance(entry, dict) and any(_field_meant(str(key), path[:-1], entry) == path[-1] for key in entry)


def _field_meant(key: str, path: Path, entry: Mapping[str, Any]) -> str:
    """Give the field that a misspelt one stands for: the nearest that the entry does not give otherwise."""
    owner = record_at(path)
    known = [field.name for field in fields(owner)] if owner is not None else []
    return "" if key in known or _refusal(key, path) else nearest(key, [name for name in known if name not in entry])


def _refusal(key: str, path: Path) -> str:
    """Give why a field is refused; a field of the record with one letter more is only misspelt."""
    owner = record_at(path)
    is_plural = owner is not None and key.removesuffix("s") in {field.name for field in fields(owner)}
    return "" if is_plural else refusal(key, owner=owner.__name__ if owner else "")


def _words(problem: Mapping[str, Any], path: Path, data: Mapping[str, Any]) -> _Words:
    kind, found = problem["type"], problem.get("input")
    last = str(path[-1]) if path else ""
    if kind == "unexpected_keyword_argument":
        return _unknown_key(last, path, _at(data, path[:-1]))
    if kind == "missing":
        return _missing(last, path, data)
    if kind in ("enum", "literal_error"):
        return _unknown_word(problem, found)
    if kind == "value_error":
        message, _, expected = str(problem["msg"]).removeprefix("Value error, ").partition("; expected ")
        message = f"found {shown(found)}" if message.startswith("found ") else message[:_LONGEST_MESSAGE]
        near = nearest(str(found), _choices(path), likeness=_LIKENESS)
        fix = f"replace it by {near!r}" if near else f"write {expected}" if expected else "correct the value"
        return _code_of_value(path), f"{last}: {message}", expected, fix
    expected, fix = _KINDS.get(kind, (str(problem["msg"]).lower()[:_LONGEST_MESSAGE], "correct the value"))
    return "PL107", f"{last}: found {shown(found)}", expected, fix


def _choices(path: Path) -> tuple[str, ...]:
    found = meanings(_hints(record_at(path[:-1]))).get(str(path[-1])) if path else None
    return found.choices if found else ()


def _code_of_value(path: Path) -> str:
    kind = _core(_hints(record_at(path[:-1])).get(str(path[-1])))
    return "PL701" if kind is When else "PL404" if kind is Amount else "PL107"


def _unknown_key(last: str, path: Path, entry: Any) -> _Words:
    refused = _refusal(last, path[:-1])
    if refused:
        return "PL901", f"{shown(last)} is something that Phaseline refuses to hold", refused, f"remove {shown(last)}"
    owner = record_at(path[:-1])
    known = [field.name for field in fields(owner)] if owner is not None else []
    near = _field_meant(last, path[:-1], entry if isinstance(entry, dict) else {}) or nearest(last, known)
    fix = f"replace {shown(last)} by {near!r}" if near else f"remove {shown(last)}"
    return "PL105", f"unknown field {shown(last)}", f"one of {', '.join(known)}", fix


def _missing(last: str, path: Path, data: Mapping[str, Any]) -> _Words:
    if path == ("phaseline",):
        wanted = [field.name for field in fields(Case) if field.default is MISSING and field.name not in data]
        return (
            "PL106",
            f"the header is missing: {', '.join(wanted)}",
            "the fields with which every case begins",
            "add them, or begin with `phaseline new NAME`",
        )
    return "PL106", f"the field {last!r} is missing", _meaning(path), f"add `{last}: …`"


def _unknown_word(problem: Mapping[str, Any], found: object) -> _Words:
    if tuple(problem["loc"]) == ("phaseline",):
        return "PL107", f"phaseline: found {shown(found)}", f"the number {FORMAT}", f"write `phaseline: {FORMAT}`, without quotes"
    expected = str(problem.get("ctx", {}).get("expected", ""))
    known = [word.strip("' ") for word in expected.replace(" or ", ", ").split(",")]
    near = nearest(str(found), known, likeness=_LIKENESS)
    return (
        "PL107",
        f"found {shown(found)}",
        f"one of {', '.join(known)}",
        f"replace it by {near!r}" if near else f"choose one of {', '.join(known[:4])} …",
    )


def _meaning(path: Path) -> str:
    found = meanings(_hints(record_at(path[:-1]))).get(str(path[-1]))
    return found.label if found else ""


def _finding(path: Path, place: Place, lines: _Lines, words: _Words, data: Mapping[str, Any]) -> Finding:
    code, message, expected, fix = words
    excerpt_lines = lines.get(place.file, ())
    return Finding(
        code=code,
        severity=Severity.ERROR,
        place=place,
        message=message,
        expected=expected,
        fix=fix,
        address=clipped(address_of(path, data)),
        excerpt=excerpt_lines[place.line - 1][:200] if place.line <= len(excerpt_lines) else "",
    )


def _place(path: Path, places: Mapping[Path, Place]) -> Place:
    while path and path not in places:
        path = path[:-1]
    return places[path]


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data
