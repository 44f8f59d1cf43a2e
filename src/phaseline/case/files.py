"""
One YAML file held to any record class, as a case is held to its own: records and places out, all
problems in one pass.

A case is many files and one format; this is one file of another kind. Nothing is written.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any, Generic, TypeVar

from phaseline.case.addresses import Path, address_of
from phaseline.case.changes import change
from phaseline.case.codes import CODES
from phaseline.case.compose import MOST_PROBLEMS, Composed, compose
from phaseline.case.faults import FORMATS, faults, wrong_format
from phaseline.case.placed import PlacedEntry
from phaseline.case.read import UNREADABLE, fault_of_file, file_text, hash_of, held_to, uncollected
from phaseline.case.shapes import Problem
from phaseline.case.showing import clipped, printable, shown
from phaseline.terms.diagnostic import Diagnostic, Place, Severity, in_reading_order
from phaseline.terms.record import record

T = TypeVar("T")
Settle = Callable[[Composed], tuple[Diagnostic, ...]]

_KIND = re.compile(r"""^kind\s*:\s+["']?(\w+)["']?\s*(?:#.*)?$""", re.MULTILINE)


@record
class FileReading(PlacedEntry, Generic[T]):
    """
    A file as it was read, with the place of everything in it.

    Args:
        record: The record; None when the file is none.
        rest: The record without the values that are faulty; None when nothing can be said about it.
        left_out: The paths of the values that `rest` leaves out.
    """

    record: T | None
    rest: T | None
    left_out: tuple[Path, ...] = ()

    def diagnostic(
        self, code: str, path: Path, message: str, *, expected: str, fix: str, is_key: bool = False
    ) -> Diagnostic:
        """
        Write a diagnostic about a value of the file.

        Args:
            code: The stable code; it says how much the diagnostic weighs.
            path: The path of the value.
            message: What was found.
            expected: What was expected instead.
            fix: One concrete way to mend it.
            is_key: Whether the key of the value is meant.
        """
        place = self.keys.get(path) if is_key else None
        place = place or self.place(*path)
        return Diagnostic(
            code=code,
            severity=CODES[code].severity,
            place=place,
            message=clipped(message),
            expected=clipped(expected),
            fix=clipped(fix),
            address=clipped(printable(address_of(path, self.data))),
            excerpt=self.excerpt(place),
        )

    @property
    def is_sound(self) -> bool:
        """Whether the record may be used: no errors."""
        return self.record is not None and all(
            diagnostic.severity is not Severity.ERROR for diagnostic in self.diagnostics
        )


def read_file(
    where: FilePath,
    kind: type[T],
    *,
    name: str = "",
    changes: Mapping[str, str] | None = None,
    settle: Settle = lambda _: (),
) -> FileReading[T]:
    """
    Read one YAML file and hold it to a record class.

    Args:
        where: The file.
        kind: The record class; its name in small letters is the `kind` that the file has to state.
        name: The name to report it under; the path if empty.
        changes: What-ifs: new values by address, as text.
        settle: Brings other notations of the data into the one of the records, in place; gives what
            is wrong with them.

    Raises:
        QuestionError: A what-if names an address that the file does not hold.
    """
    title = printable(name or str(where))
    with uncollected():
        text = file_text(where, title)
        if isinstance(text, Diagnostic):
            return _nothing(title, text)
        reading = _read(compose(text, file=title), kind, changes or {}, settle)
        return replace(reading, hash=hash_of({where.name: text}))


def kind_of(where: FilePath) -> str:
    """
    Give the `kind` that a file states, without reading the rest of it; an empty text where it
    states none or is no readable file.

    Args:
        where: The file, or a folder, which has no kind.
    """
    text = file_text(where, "")
    if isinstance(text, Diagnostic):
        return ""
    match = _KIND.search(text)
    if match:
        return match[1]
    data = compose(text, file="").data  # indented as a whole, or written in braces
    kind = data.get("kind") if isinstance(data, dict) else None
    return kind if isinstance(kind, str) else ""


def _read(
    document: Composed, kind: type[T], changes: Mapping[str, str], settle: Settle
) -> FileReading[T]:
    lines = {document.file: document.lines}
    diagnostics = [*document.diagnostics]
    if document.is_whole and not isinstance(document.data, dict):
        diagnostics.append(_no_fields(document, kind))
    elif document.is_whole:
        diagnostics += wrong_format(
            document.data, document.places, lines, wanted=kind.__name__.lower()
        )
    is_readable = document.is_whole and not any(
        diagnostic.code in UNREADABLE for diagnostic in diagnostics
    )
    left: _Left[T] = _Left()
    if is_readable:
        diagnostics += settle(document)
        change(document.data, changes, root=kind)
        left = _remainder(document, kind)
    return FileReading(
        name=document.file,
        record=left.record,
        rest=left.rest,
        left_out=left.left_out,
        data=document.data if isinstance(document.data, dict) else {},
        places=document.places or {(): Place(file=document.file)},
        keys=document.keys,
        lines=lines,
        diagnostics=in_reading_order((*diagnostics, *left.faults)),
        is_readable=is_readable,
        hash="",
        changes=dict(changes) if is_readable else {},
        omitted=left.omitted,
    )


def _nothing(title: str, diagnostic: Diagnostic) -> FileReading[Any]:
    return FileReading(
        name=title,
        record=None,
        rest=None,
        data={},
        places={(): Place(file=title)},
        keys={},
        lines={},
        diagnostics=(diagnostic,),
        is_readable=False,
        hash=hash_of({}),
        changes={},
    )


def _no_fields(document: Composed, kind: type) -> Diagnostic:
    contents = (
        "a list" if isinstance(document.data, list) else f"the single value {shown(document.data)}"
    )
    message = "there is nothing in it" if document.data is None else f"it holds {contents}"
    name = kind.__name__.lower()
    return fault_of_file(
        document.file,
        "PL104",
        message,
        expected=f"the fields of a {name}",
        fix=f"begin it with `phaseline: {FORMATS.get(name, 1)}` and `kind: {name}`",
    )


@record
class _Left(Generic[T]):
    """What is left of the data once they are held to the record; see `FileReading`."""

    record: T | None = None
    rest: T | None = None
    left_out: tuple[Path, ...] = ()
    faults: tuple[Diagnostic, ...] = ()
    omitted: int = 0


def _remainder(document: Composed, kind: type[T]) -> _Left[T]:
    """Hold the data to the record; where single values are faulty, hold the others alone."""
    validated = held_to(kind, document.data)
    is_entry_lost = any(
        isinstance(path[-2], int) for path in document.doubled if len(path) > 1
    )  # a dash is missing
    if not isinstance(validated, tuple):
        return _Left(record=validated, rest=None if is_entry_lost else validated)
    diagnostics = faults(
        validated,
        root=kind,
        data=document.data,
        places=document.places,
        keys=document.keys,
        lines={document.file: document.lines},
        is_whole=True,
    )
    omitted = max(len(validated) - MOST_PROBLEMS, 0)
    left_out = _faulty(validated)
    if is_entry_lost or not all(left_out):
        return _Left(faults=diagnostics, omitted=omitted)
    rest = held_to(kind, _without(document.data, left_out))
    return _Left(
        rest=None if isinstance(rest, tuple) else rest,
        left_out=left_out,
        faults=diagnostics,
        omitted=omitted,
    )


def _faulty(problems: Iterable[Problem]) -> tuple[Path, ...]:
    """
    Give the paths of the faulty values, or of the lists that they stand in; an empty one where
    something is missing.
    """
    return tuple(
        dict.fromkeys(
            () if problem["type"] == "missing" else _named_path(tuple(problem["loc"]))
            for problem in problems
        )
    )


def _named_path(path: Path) -> Path:
    while path and isinstance(path[-1], int):
        path = path[:-1]
    return path


def _without(data: Mapping[str, Any], paths: Iterable[Path]) -> Mapping[str, Any]:
    copy = deepcopy(data)
    for *heads, last in paths:
        here: Any = copy
        for step in heads:
            here = here.get(step, {}) if isinstance(here, dict) else here[step]
        here.pop(last, None)
    return copy
