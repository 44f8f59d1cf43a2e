"""Faults of the schema in an author's words: what the validator found, where, what was expected, one fix."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

from phaseline.case.addresses import Path, address_of, nearest
from phaseline.case.model.whole import Case
from phaseline.case.refusals import refusal
from phaseline.terms.finding import Finding, Place, Severity
from phaseline.terms.meaning import meanings

_KINDS = {
    "string_type": ("a text", "write it as a word or between quotes"),
    "int_type": ("a whole number", "write the number without quotes or unit"),
    "int_from_float": ("a whole number", "write the number without a fraction"),
    "bool_type": ("true or false", "write true or false"),
    "tuple_type": ("a list", "write [a, b], or one item a line with a dash"),
    "dataclass_type": ("an entry with fields", "write `field: value` lines below it"),
}


def fault(problem: Mapping[str, Any], *, data: Any, places: Mapping[Path, Place], lines: Mapping[str, tuple[str, ...]]) -> Finding:
    """
    Turn one problem of the validator into a finding.

    Args:
        problem: One entry of the validator's list: `type`, `loc`, `msg`, `input`, `ctx`.
        data: The plain data that were validated.
        places: The place of every value, by path.
        lines: The lines of every file.
    """
    path = tuple(step for step in problem["loc"] if isinstance(step, int | str))
    place = _place(path, places)
    code, message, expected, fix = _words(problem, path)
    excerpt_lines = lines.get(place.file, ())
    return Finding(
        code=code,
        severity=Severity.ERROR,
        place=place,
        message=message,
        expected=expected,
        fix=fix,
        address=address_of(path, data),
        excerpt=excerpt_lines[place.line - 1][:200] if place.line <= len(excerpt_lines) else "",
    )


def record_at(path: Path) -> type | None:
    """Give the record class that the fields at a path belong to, such as Fact for ("facts", 3)."""
    here: Any = Case
    for step in path:
        if isinstance(step, int):
            continue
        if not is_dataclass(here):
            return None
        here = _core(get_type_hints(here).get(str(step)))
    return here if is_dataclass(here) and isinstance(here, type) else None


def _core(annotation: Any) -> Any:
    arguments = [argument for argument in get_args(annotation) if argument is not Ellipsis]
    return _core(arguments[0]) if arguments else annotation


def _words(problem: Mapping[str, Any], path: Path) -> tuple[str, str, str, str]:
    kind, found = problem["type"], problem.get("input")
    last = str(path[-1]) if path else ""
    if kind == "unexpected_keyword_argument":
        return _unknown_key(last, path)
    if kind == "missing":
        return "PL106", f"the field {last!r} is missing", _meaning(path), f"add `{last}: …`"
    if kind == "enum":
        return _unknown_word(problem, found)
    if kind == "value_error":
        text = str(problem["msg"]).removeprefix("Value error, ")
        message, _, expected = text.partition("; expected ")
        code = "PL701" if "date" in text or "calendar" in text else "PL404" if "unit" in text else "PL107"
        return code, f"{last}: {message}", expected, f"write {expected}" if expected else "correct the value"
    expected, fix = _KINDS.get(kind, (str(problem["msg"]).lower(), "correct the value"))
    return "PL107", f"{last}: found {_short(found)}", expected, fix


def _unknown_key(last: str, path: Path) -> tuple[str, str, str, str]:
    refused = refusal(last)
    if refused:
        return "PL901", f"{last!r} is something that Phaseline refuses to hold", refused, f"remove {last!r}"
    owner = record_at(path[:-1])
    known = [field.name for field in fields(owner)] if owner is not None else []
    near = nearest(last, known)
    fix = f"replace {last!r} by {near!r}" if near else f"remove {last!r}"
    return "PL105", f"unknown field {last!r}", f"one of {', '.join(known)}", fix


def _unknown_word(problem: Mapping[str, Any], found: object) -> tuple[str, str, str, str]:
    expected = str(problem.get("ctx", {}).get("expected", ""))
    known = [word.strip("' ") for word in expected.replace(" or ", ", ").split(",")]
    near = nearest(str(found), known)
    return "PL107", f"found {_short(found)}", f"one of {', '.join(known)}", f"replace it by {near!r}" if near else f"choose one of {', '.join(known[:4])} …"


def _meaning(path: Path) -> str:
    owner = record_at(path[:-1])
    if owner is None:
        return ""
    found = meanings(get_type_hints(owner, include_extras=True)).get(str(path[-1]))
    return found.label if found else ""


def _place(path: Path, places: Mapping[Path, Place]) -> Place:
    while path and path not in places:
        path = path[:-1]
    return places[path]


def _short(value: object) -> str:
    text = "nothing" if value is None else repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
