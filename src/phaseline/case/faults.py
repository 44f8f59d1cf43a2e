"""
Faults of the schema in an author's words: what the validator found, where, what was expected, one
fix.
"""

import json
import re
import shlex
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, get_args

from phaseline.case.addresses import Path, address_of, nearest
from phaseline.case.compose import MOST_PROBLEMS
from phaseline.case.days import day_meant
from phaseline.case.model.common import Cite
from phaseline.case.refusals import refusal
from phaseline.case.shapes import (
    NO_BRANCH,
    annotation_at,
    entry_form,
    hints,
    needed_fields,
    record_at,
)
from phaseline.case.showing import clipped, printable, shown
from phaseline.terms.diagnostic import Diagnostic, Place, Severity, excerpt_of
from phaseline.terms.meaning import Meaning, meanings
from phaseline.terms.quantity import Amount
from phaseline.terms.record import written
from phaseline.terms.when import When

FORMATS: Mapping[str, int] = MappingProxyType({"case": 2, "game": 1})
PREVIOUS = 1  # the format of a case that `phaseline upgrade` brings to this one
_KINDS = {
    "string_type": ("a text", "write it as a word or between quotes"),
    "int_type": ("a whole number", "write the number without quotes or unit"),
    "int_from_float": ("a whole number", "write the number without a fraction"),
    "bool_type": ("true or false", "write true or false"),
    "tuple_type": ("a list", "write [a, b], or one item a line with a dash"),
    "float_type": ("a number", "write the number without quotes or unit, in at most 30 characters"),
    "dict_type": ("entries by name", "write `name: value` lines below it"),
    "dataclass_type": ("an entry with fields", "write `field: value` lines below it"),
}
_ENDLESS = re.compile(r"[-+]?\.?(inf|nan)", re.IGNORECASE)
_LONGEST_MESSAGE = 200
_LIKENESS = 0.5  # among the few words of one field
_FEW = 8
# how authors call the day of an entry, where no field of the format is spelt nearly so
_DAY_WORDS = frozenset(
    "at date dated day effective_date from in month on since time until when year".split()
)
_MOST_PARTS = 12  # of a text that commas cut up
_GIVE = {
    "case": "give the folder or the file of a case",
    "game": "give a game file, which begins with `kind: game`",
    "crisis": "give a file of a crisis, which begins with `kind: crisis`",
    "suspects": "give a file of suspects, which begins with `kind: suspects`",
    "dyad": "give a file of a dyad, which begins with `kind: dyad`",
    "textbook": "give a file of a textbook model, which begins with `kind: textbook`",
    "classic": "give the file of a classic, which begins with `kind: classic`",
    "stubs": "give the file that `phaseline read` wrote",
}
_ANSWERED_BY = {  # what answers a model that others published
    **dict.fromkeys(("crisis", "suspects", "dyad", "textbook"), "solve {}"),
    "classic": "classics",
}
_Lines = Mapping[str, tuple[str, ...]]
_Words = tuple[str, str, str, str]  # code, what was found, what was expected, one fix


def wrong_format(
    data: Mapping[str, Any],
    places: Mapping[Path, Place],
    lines: _Lines,
    *,
    wanted: str = "case",
    name: str = "",
) -> tuple[Diagnostic, ...]:
    """
    Say that the files are written in another format than this one; nothing else in them can then be
    judged.

    Args:
        data: The plain data.
        places: The place of every value, by path.
        lines: The lines of every file.
        wanted: The kind of file that was asked for.
        name: What the user calls the file or the folder.
    """
    version, kind = data.get("phaseline"), data.get("kind")
    if kind is not None and kind != wanted:
        words = _other_kind(kind, wanted=wanted, name=name)
        return (_diagnostic(("kind",), places["kind",], lines, words, data),)
    ours = FORMATS.get(wanted, 1)
    if isinstance(version, int) and (isinstance(version, bool) or version != ours):
        words = (
            "PL110",
            f"the {wanted} is written in format {shown(version)}",
            f"format {ours}, the only one that this version reads",
            _fix_of_format(version, ours, wanted=wanted, name=name),
        )
        return (_diagnostic(("phaseline",), places["phaseline",], lines, words, data),)
    return ()


def _other_kind(kind: object, *, wanted: str, name: str) -> _Words:
    """Say of what kind a file is that is not of the kind wanted, and which command answers it."""
    if not isinstance(kind, str):
        alone = kind[0] if isinstance(kind, list) and len(kind) == 1 else wanted
        message = (
            f"`kind` is {shown(json.dumps(kind, default=str, ensure_ascii=False))}, not a word"
        )
        meant = alone if alone in _GIVE else wanted
        return ("PL110", message, f"one word, such as {meant}", f"write `kind: {meant}`")
    message = f"this is a file of the kind {shown(kind)}, not a {wanted}"
    command = _ANSWERED_BY.get(kind, "").format(shlex.quote(name) if name else "FILE")
    fix = f"ask `phaseline {command}` instead" if command and wanted == "case" else _GIVE[wanted]
    return ("PL110", message, wanted, fix)


def is_previous(data: Mapping[str, Any]) -> bool:
    """Whether the files are a case of the previous format, and wait to be upgraded."""
    version = data.get("phaseline")
    return version == PREVIOUS and version is not True and data.get("kind") in ("case", None)


def _fix_of_format(version: int, ours: int, *, wanted: str, name: str) -> str:
    """Say how a file of another format becomes one of ours."""
    if version > ours:
        return "install the version of Phaseline that reads it"
    if wanted == "case" and version == PREVIOUS and version is not True:
        return f"run `phaseline upgrade {shlex.quote(name) if name else 'CASE'}`"
    return f"write `phaseline: {ours}`"


def faults(
    problems: Sequence[Mapping[str, Any]],
    *,
    root: type,
    data: Mapping[str, Any],
    places: Mapping[Path, Place],
    keys: Mapping[Path, Place],
    lines: _Lines,
    is_whole: bool,
) -> tuple[Diagnostic, ...]:
    """
    Turn the problems of the validator into diagnostics, one for each cause.

    Args:
        problems: What the validator lists: `type`, `loc`, `msg`, `input`, `ctx`.
        root: The record class that the data were held to.
        data: The plain data that were validated.
        places: The place of every value, by path.
        keys: The place of every key, by the path of its value.
        lines: The lines of every file.
        is_whole: Whether all files could be read; if not, what is missing may stand in the others.
    """
    diagnostics: list[Diagnostic] = []
    words = _Author(root, data, keys, lines)
    for problem in problems[: 2 * MOST_PROBLEMS]:
        path = tuple(problem["loc"])
        if len(diagnostics) < MOST_PROBLEMS and not words.is_consequence(
            problem, path, is_whole=is_whole
        ):
            is_key = problem["type"] == "unexpected_keyword_argument" and path in keys
            diagnostics.append(
                _diagnostic(
                    path,
                    keys[path] if is_key else _place(path, places),
                    lines,
                    words.of(problem, path),
                    data,
                )
            )
    if len(problems) > MOST_PROBLEMS:
        diagnostics.append(more_than_listed(len(problems) - MOST_PROBLEMS, _place((), places)))
    return tuple(diagnostics)


def more_than_listed(count: int, place: Place) -> Diagnostic:
    """Say that there are more problems than a reader can use."""
    return Diagnostic(
        code="PL111",
        severity=Severity.NOTE,
        place=place,
        message=(
            "1 more diagnostic is not listed"
            if count == 1
            else f"{count:,} more diagnostics are not listed"
        ),
        fix="mend those that are listed, and check again",
    )


class _Author:
    """
    Puts the problems of one reading into an author's words.

    Args:
        root: The record class that the data were held to.
        data: The plain data.
        keys: The place of every key, by the path of its value.
        lines: The lines of every file.
    """

    def __init__(
        self, root: type, data: Mapping[str, Any], keys: Mapping[Path, Place], lines: _Lines
    ) -> None:
        self.root = root
        self.data = data
        self.keys = keys
        self.lines = lines

    def is_consequence(self, problem: Mapping[str, Any], path: Path, *, is_whole: bool) -> bool:
        """
        Whether something is missing only because it is misspelt, or because it stands in a file
        that cannot be read; or is a further part of a text that commas cut up.
        """
        if problem["type"] == "unexpected_keyword_argument":
            return self.is_cut_off(path) and self.is_cut_off(self.before(path))
        if problem["type"] != "missing":
            return False
        if len(path) == 1 and (
            not is_whole or ("phaseline" not in self.data and path != ("phaseline",))
        ):
            return True
        entry = _at(self.data, path[:-1])
        return isinstance(entry, dict) and any(
            self.field_meant(str(key), path[:-1], entry) == path[-1] for key in entry
        )

    def known(self, path: Path) -> tuple[str, ...]:
        """Give the fields that may stand at a path."""
        return tuple(hints(record_at(self.root, path)))

    def before(self, path: Path) -> Path:
        """Give the path of the field that stands before another in its entry."""
        fields_before = list(_at(self.data, path[:-1]))
        at = fields_before.index(path[-1])
        return (*path[:-1], fields_before[at - 1]) if at else ()

    def is_cut_off(self, path: Path) -> bool:
        """
        Whether a key is what follows a comma of a text within braces: nothing stands after it, not
        even a colon, or it has blanks as no field has.
        """
        place = self.keys.get(path)
        if not path or place is None or str(path[-1]) in self.known(path[:-1]):
            return False
        line = self.lines[place.file][place.line - 1]
        before, after = line[: place.column - 1].rstrip(), line[place.column - 1 + place.width :]
        is_bare = after.lstrip()[:1] in (",", "}")
        return before.endswith(",") and (is_bare or " " in str(path[-1]))

    def cut_text(self, path: Path) -> _Words:
        """Say that a text within braces was cut at its comma, and how it is written whole."""
        start = self.before(path)
        while self.is_cut_off(start):
            start = self.before(start)
        entry = list(_at(self.data, path[:-1]).items())
        first = next((at for at, (key, _) in enumerate(entry) if start and key == start[-1]), 0)
        parts = [str(entry[first][1])]
        for key, value in entry[first + 1 : first + _MOST_PARTS]:
            if not self.is_cut_off((*path[:-1], key)):
                break
            parts.append(key if value is None else f"{key}: {value}")
        number = _number_of(parts)
        text = number or json.dumps(clipped(", ".join(parts), _LONGEST_MESSAGE), ensure_ascii=False)
        return (
            "PL105",
            f"{shown(path[-1])} is read as a field: within braces a comma ends the text before it",
            (_UNCUT_TEXT, _UNCUT_NUMBER)[bool(number)],
            f"write `{entry[first][0]}: {text}`" if start else "put the text in quotes",
        )

    def field_meant(self, key: str, path: Path, entry: Mapping[str, Any]) -> str:
        """
        Give the field that a misspelt one stands for: the nearest that the entry does not give
        otherwise.
        """
        known = self.known(path)
        if key in known or self.refusal(key, path):
            return ""
        near = nearest(key, [name for name in known if name not in entry])
        days = self.days(path, entry) if key.lower() in _DAY_WORDS and not near else ()
        return days[0] if len(days) == 1 else near

    def refusal(self, key: str, path: Path) -> str:
        """
        Give why a field is refused; a field of the record with one letter more is only misspelt.
        """
        owner = record_at(self.root, path)
        return (
            ""
            if key.removesuffix("s") in hints(owner)
            else refusal(key, owner=owner.__name__ if owner else "")
        )

    def of(self, problem: Mapping[str, Any], path: Path) -> _Words:
        """Give the words for a problem."""
        kind, entered = problem["type"], problem.get("input")
        last = str(path[-1]) if path else ""
        if kind == "unexpected_keyword_argument":
            return self.cut_text(path) if self.is_cut_off(path) else self.unknown_key(last, path)
        if kind == "missing":
            return self.missing(last, path)
        if kind in ("enum", "literal_error"):
            return _unknown_word(problem, entered)
        if kind == "value_error":
            return self.refused_value(str(problem["msg"]), entered, path)
        return self.wrong_kind(problem, path)

    def wrong_kind(self, problem: Mapping[str, Any], path: Path) -> _Words:
        """Say what kind of value a field holds: a formula, an entry, a text."""
        kind, entered = problem["type"], problem.get("input")
        named = next((step for step in reversed(path) if isinstance(step, str)), "")
        if kind == "string_type" and self.is_formula(path) and not isinstance(entered, bool):
            return _bare_number(entered, named)
        if kind == "dataclass_type" and record_at(self.root, path) is Cite:
            return _no_citation(entered)
        if kind in ("tuple_type", "dataclass_type"):
            return _wrong_entry(kind, entered, named, annotation_at(self.root, path))
        return _wrong_kind(problem, entered, named)

    def is_formula(self, path: Path) -> bool:
        """Whether a field holds a formula, in which no number stands for itself."""
        meaning = self.meaning(path)
        return meaning is not None and "formula" in meaning.label.lower()

    def refused_value(self, said: str, entered: object, path: Path) -> _Words:
        message, _, expected = said.removeprefix("Value error, ").partition("; expected ")
        message = (
            f"found {shown(entered)}"
            if message.startswith("found ")
            else message[:_LONGEST_MESSAGE]
        )
        near = _nearest_choice(entered, self.choices(path))
        if self.code_of_value(path) == "PL701":
            near = day_meant(str(entered))
        fix = (
            f"replace it by {near!r}"
            if near
            else f"write {expected}"
            if expected
            else "correct the value"
        )
        return self.code_of_value(path), f"{path[-1]}: {message}", expected, fix

    def choices(self, path: Path) -> tuple[str, ...]:
        meaning = self.meaning(path)
        return meaning.choices if meaning else ()

    def meaning(self, path: Path) -> Meaning | None:
        return meanings(hints(record_at(self.root, path[:-1]))).get(str(path[-1])) if path else None

    def code_of_value(self, path: Path) -> str:
        kind = _core(annotation_at(self.root, path))
        return "PL701" if kind is When else "PL404" if kind is Amount else "PL107"

    def unknown_key(self, last: str, path: Path) -> _Words:
        refused = self.refusal(last, path[:-1])
        if refused:
            return (
                "PL901",
                f"{shown(last)} is something that Phaseline refuses to hold",
                refused,
                f"remove {shown(last)}",
            )
        entry, known = _at(self.data, path[:-1]), self.known(path[:-1])
        near = self.field_meant(
            last, path[:-1], entry if isinstance(entry, dict) else {}
        ) or nearest(last, known)
        days = self.days(path[:-1], entry) if last.lower() in _DAY_WORDS and not near else ()
        fix = f"replace {shown(last)} by {near!r}" if near else f"remove {shown(last)}"
        if days:
            fix = f"write the day as `{'`, or as `'.join(days)}`"
        return "PL105", f"unknown field {shown(last)}", f"one of {', '.join(known)}", fix

    def days(self, path: Path, entry: object) -> tuple[str, ...]:
        """Give the fields of an entry that hold a day and are not given yet."""
        written_fields = entry if isinstance(entry, dict) else {}
        return tuple(
            name
            for name, annotation in hints(record_at(self.root, path)).items()
            if _core(annotation) is When and name not in written_fields
        )

    def missing(self, last: str, path: Path) -> _Words:
        if path == ("phaseline",):
            kind = self.root.__name__.lower()
            wanted = [written(field.name) for field in needed_fields(self.root)]
            return (
                "PL106",
                (
                    "the header is missing:"
                    f" {', '.join(name for name in wanted if name not in self.data)}"
                ),
                f"the fields with which every {kind} begins",
                "add them, or begin with `phaseline new NAME`" if kind == "case" else "add them",
            )
        meaning = self.meaning(path)
        return (
            "PL106",
            f"the field {last!r} is missing",
            meaning.label if meaning else "",
            f"add `{last}: …`",
        )


def _core(annotation: Any) -> Any:
    arguments = [argument for argument in get_args(annotation) if argument is not Ellipsis]
    return _core(arguments[0]) if arguments else annotation


def _no_citation(entered: object) -> _Words:
    return (
        "PL107",
        f"cites: found {shown(entered)}, which names no source",
        '"source: exact words", "source, where", or both, in quotes; or an entry with fields',
        "begin with the id of a source, a colon and a blank",
    )


def _bare_number(entered: object, named: str) -> _Words:
    """Say that a number stands where the address of one does: each has an owner and a range."""
    return (
        "PL107",
        f"{named}: found {shown(entered)}",
        "the address of a number, such as assumptions.ID, or a formula over addresses",
        (
            f"enter {shown(entered)} under `assumptions` with its owner and its range, and write"
            f" `{named}: assumptions.ID`"
        ),
    )


def _wrong_entry(kind: str, entered: object, named: str, annotation: Any) -> _Words:
    """Say which entry, or list of entries, a field holds; of plain lists that they are lists."""
    expected, fix = _KINDS[kind]
    form = entry_form(annotation)
    if form:
        expected = f"{expected}, such as {form}" if kind == "dataclass_type" else form
        fix = f"write `{named}: {form}`" if kind == "tuple_type" else fix
    return "PL107", f"{named}: found {shown(entered)}", expected, fix


def _wrong_kind(problem: Mapping[str, Any], entered: object, named: str) -> _Words:
    kind = (
        "int_from_float"
        if problem["type"] == "int_type" and isinstance(entered, float)
        else problem["type"]
    )
    expected, fix = _KINDS.get(
        kind, (str(problem["msg"]).lower()[:_LONGEST_MESSAGE], "correct the value")
    )
    if kind == NO_BRANCH:
        expected, fix = problem["ctx"]["expected"], "write one of them"
    if (
        kind in (NO_BRANCH, "float_type")
        and isinstance(entered, str)
        and _ENDLESS.fullmatch(entered)
    ):
        expected, fix = (
            "a finite number",
            "write a finite number; only a horizon or a rationality may be inf",
        )
    return "PL107", f"{named}: found {shown(entered)}", expected, fix


def _number_of(parts: Sequence[str]) -> str:
    """
    Give a number whose thousands stood between commas as a case writes it; nothing for a text.

    >>> _number_of(["1", "250 t"]), _number_of(["3", "400", "0 shell"]), _number_of(["1", "or 2"])
    ('1_250 t', '3_400_000 shell', '')
    """
    first, *rest = map(str, parts)
    if not rest or not _NUMBER.fullmatch(", ".join([first, *rest])):
        return ""
    last, _, unit = rest[-1].partition(" ")
    groups = [group.zfill(3) for group in (*rest[:-1], last)]  # zeros in front are not read
    return f"{'_'.join([first, *groups])} {unit}".strip()


_UNCUT_TEXT = "quotes around a text with a comma that stands within braces"
_UNCUT_NUMBER = "a number without commas"
_NUMBER = re.compile(r"\d{1,3}(, \d{1,3})+( [A-Za-z].*)?")


def _nearest_choice(entered: object, known: Iterable[str]) -> str:
    """Give the word that is meant: among many, one that is alike by chance is not."""
    words = list(known)
    return nearest(str(entered), words, **({"likeness": _LIKENESS} if len(words) <= _FEW else {}))


def _unknown_word(problem: Mapping[str, Any], entered: object) -> _Words:
    expected = str(problem.get("ctx", {}).get("expected", ""))
    if tuple(problem["loc"]) == ("phaseline",):
        return (
            "PL107",
            f"phaseline: found {shown(entered)}",
            f"the number {expected}",
            f"write `phaseline: {expected}`, without quotes",
        )
    known = [word.strip("' ") for word in expected.replace(" or ", ", ").split(",")]
    near = _nearest_choice(entered, known)
    return (
        "PL107",
        f"found {shown(entered)}",
        f"one of {', '.join(known)}",
        f"replace it by {near!r}" if near else f"choose one of {', '.join(known[:4])} …",
    )


def _diagnostic(
    path: Path, place: Place, lines: _Lines, words: _Words, data: Mapping[str, Any]
) -> Diagnostic:
    code, message, expected, fix = words
    excerpt_lines = lines.get(place.file, ())
    return Diagnostic(
        code=code,
        severity=Severity.ERROR,
        place=place,
        message=message,
        expected=expected,
        fix=fix,
        address=clipped(printable(address_of(path, data))),
        excerpt=(
            excerpt_of(excerpt_lines[place.line - 1], place)
            if place.line <= len(excerpt_lines)
            else ""
        ),
    )


def _place(path: Path, places: Mapping[Path, Place]) -> Place:
    while path and path not in places:
        path = path[:-1]
    return places[path]


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data
