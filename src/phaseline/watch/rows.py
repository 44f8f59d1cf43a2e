"""
Lists of reports as others send them: CSV with a header, or an object of JSON a line.

They are read one row after the other, so that a list of any length takes no more room than one row.
A row that cannot be read is given with why, and the next one is read.
"""

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO

from phaseline.errors import QuestionError
from phaseline.terms.record import record

# The columns of a list, in the order in which they are written.
COLUMNS = (
    "id",
    "says",
    "source",
    "grade",
    "when",
    "of",
    "seen",
    "act",
    "threat",
    "measure",
    "resolved",
    "origin",
    "because",
    "tlp",
    "withdrawn",
)
LONGEST = 100_000  # letters of a line: a report is a sentence or two
_NO_TEXT = re.compile("[\0\udc80-\udcff]")  # what bytes of another encoding are read as
_TRUTHS = {"": None, "yes": True, "true": True, "no": False, "false": False}


@record
class ReportRow:
    """
    A row of a list.

    Args:
        line: The line on which it begins, from 1.
        cells: What it says, by column; empty where it says nothing.
        why: Why it cannot be read; empty where it can.
        raw: Its letters, where it cannot be parted into cells.
        unit: What is counted by `line`.
    """

    line: int
    cells: Mapping[str, str]
    why: str = ""
    raw: str = ""
    unit: str = "line"


def rows_of(text: TextIO, name: str) -> Iterator[ReportRow]:
    """
    Give the rows of a list.

    Args:
        text: The list, opened so that line breaks are left as they are.
        name: Its file: `.csv`, or `.jsonl` for an object a line.

    Raises:
        QuestionError: It is no such list.
    """
    ending = name[name.rfind(".") :].lower()
    reader = {".csv": _of_csv, ".jsonl": _of_lines, ".ndjson": _of_lines}.get(ending)
    if reader is None:
        raise QuestionError(
            f"{name}: expected a list that ends in .csv, in .jsonl with an object a line, or a"
            " bundle of STIX 2.1 that ends in .json"
        )
    yield from reader(text, name)


def truth_of(text: str, *, column: str, otherwise: bool) -> bool:
    """
    Read yes or no.

    Args:
        text: What stands in the cell.
        column: The column in which it stands.
        otherwise: What an empty cell means.

    Raises:
        QuestionError: It is neither.
    """
    if text.strip().lower() not in _TRUTHS:
        raise QuestionError(f"{column}: found {text!r}; expected yes or no")
    truth = _TRUTHS[text.strip().lower()]
    return otherwise if truth is None else truth


def _of_csv(text: TextIO, name: str) -> Iterator[ReportRow]:
    taken: list[str] = []  # the lines of the row at hand
    reader = csv.reader(_noted(text, taken), strict=True)
    header = _header(reader, name)
    while True:
        line = reader.line_num + 1
        taken.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield ReportRow(line=line, cells={}, why=_no_row(error), raw="".join(taken))
            continue
        if not cells:
            continue  # a blank line
        if len(cells) != len(header):
            why = f"found {len(cells)} cells; expected {len(header)}, one for each column"
            yield ReportRow(line=line, cells={}, why=why, raw="".join(taken))
            continue
        yield ReportRow(line=line, cells=dict(zip(header, cells, strict=True)))


def _noted(text: TextIO, taken: list[str]) -> Iterator[str]:
    """Give the lines of a text, and note each as it is taken."""
    for line in text:
        taken.append(line)
        yield line


def _no_row(error: csv.Error) -> str:
    """Say why a row cannot be parted into cells."""
    reason = str(error)
    if "end of data" in reason:
        return (
            "a quotation mark is opened and never closed, so that all lines from here on are one"
            " row; close it and send the list again"
        )
    if "field limit" in reason:
        return (
            f"a cell has more than {csv.field_size_limit():,} letters, or a quotation mark is never"
            " closed"
        )
    return f"it is no row of CSV: {reason}"


def _header(reader: Iterator[list[str]], name: str) -> list[str]:
    try:
        header = [column.strip().lower() for column in next(reader, [])]
    except csv.Error as error:
        raise QuestionError(f"{name}, line 1: it is no row of CSV: {error}") from None
    fault = _fault(header)
    if fault:
        raise QuestionError(f"{name}, line 1: {fault}; expected columns of {', '.join(COLUMNS)}")
    return header


def _fault(header: Sequence[str]) -> str:
    """Say what is wrong with a header; empty where nothing is."""
    if not header:
        return "there is no header"
    if any(_NO_TEXT.search(column) for column in header):
        return "it is no text in UTF-8; save the list as CSV in UTF-8"
    if len(header) == 1 and re.search(r"[;\t|]", header[0]):
        return f"found {header[0]!r}, parted otherwise than by commas; save the list with commas"
    return next((fault for column in header if (fault := _column_fault(column, header))), "")


def _column_fault(column: str, header: Sequence[str]) -> str:
    if column not in COLUMNS:
        return f"no column {column!r} is known"
    return f"the column {column!r} stands there twice" if header.count(column) > 1 else ""


def _of_lines(text: TextIO, _name: str) -> Iterator[ReportRow]:
    for number, line in enumerate(_lines(text), start=1):
        if line is None:
            yield ReportRow(line=number, cells={}, why=f"it is longer than {LONGEST:,} letters")
        elif line.strip():
            yield _of_object(number, line)


def _lines(text: TextIO) -> Iterator[str | None]:
    """Give line after line; None for one that is too long to be one report."""
    while line := text.readline(LONGEST):
        is_whole = line.endswith("\n") or len(line) < LONGEST
        while not is_whole and (rest := text.readline(LONGEST)):
            is_whole, line = rest.endswith("\n"), ""
        yield line or None


def _of_object(number: int, line: str) -> ReportRow:
    try:
        pairs = json.loads(line.rstrip(), object_pairs_hook=_Pairs)
    except (ValueError, RecursionError) as error:
        why = f"it is no JSON: {no_json(error)}"
        return ReportRow(line=number, cells={}, why=why, raw=line)
    why = _misfit(pairs) if isinstance(pairs, _Pairs) else "it is no object of JSON"
    if why:
        return ReportRow(line=number, cells={}, why=why, raw=line)
    return ReportRow(line=number, cells={key: _cell(value) or "" for key, value in pairs})


class _Pairs(tuple[tuple[str, object], ...]):
    """The keys and values of an object, each as often as it stands there."""

    __slots__ = ()


def _misfit(pairs: _Pairs) -> str:
    """Say why an object is no row; empty where it is one."""
    keys = [key for key, _ in pairs]
    for key, value in pairs:
        if key not in COLUMNS:
            return f"no key {key!r} is known; expected some of {', '.join(COLUMNS)}"
        if keys.count(key) > 1:
            return f"the key {key!r} stands there twice"
        if _cell(value) is None:
            return f"{key}: found {_shown(value)[:60]!r}; expected a text, true or false"
    return ""


def _shown(value: object) -> str:
    """Write a value as it stands in a list, or nearly so."""
    return "an object" if isinstance(value, _Pairs) else str(value)


def no_json(error: Exception) -> str:
    """
    Say why a line is no JSON, and at which of its letters.

    Args:
        error: What a reader of JSON raised.
    """
    if not isinstance(error, json.JSONDecodeError):
        return "it holds too much within itself, or a number that is too long"
    reason = f"{error.msg[:1].lower()}{error.msg[1:]}"
    return f"{reason}, at letter {error.pos + 1}"


def _cell(value: object) -> str | None:
    """Give a value as a cell; None where it is none."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return ""
    return value if isinstance(value, str) else None
