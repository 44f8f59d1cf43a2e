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
    """

    line: int
    cells: Mapping[str, str]
    why: str = ""


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
    reader = csv.reader(text, strict=True)
    header = _header(reader, name)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield ReportRow(line=line, cells={}, why=f"it is no row of CSV: {error}")
            continue
        if not cells:
            continue  # a blank line
        if len(cells) != len(header):
            why = f"found {len(cells)} cells; expected {len(header)}, one for each column"
            yield ReportRow(line=line, cells={}, why=why)
            continue
        yield ReportRow(line=line, cells=dict(zip(header, cells, strict=True)))


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
        held = json.loads(line.rstrip())
    except (ValueError, RecursionError) as error:
        return ReportRow(line=number, cells={}, why=f"it is no JSON: {no_json(error)}")
    if not isinstance(held, dict):
        return ReportRow(line=number, cells={}, why="it is no object of JSON")
    cells: dict[str, str] = {}
    for key, value in held.items():
        cell = _cell(value)
        if key not in COLUMNS:
            why = f"no key {key!r} is known; expected some of {', '.join(COLUMNS)}"
            return ReportRow(line=number, cells={}, why=why)
        if cell is None:
            why = f"{key}: found {str(value)[:60]!r}; expected a text, true or false"
            return ReportRow(line=number, cells={}, why=why)
        cells[key] = cell
    return ReportRow(line=number, cells=cells)


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
