"""Lists of entries as comma-separated values: one entry a line, one field a column."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from types import MappingProxyType
from typing import Any, get_type_hints

from phaseline.case.model.common import Cite
from phaseline.present.wording.records import cite_text, plain
from phaseline.present.wording.table import WordTable
from phaseline.terms.quantity import Amount, Quantity, Reference
from phaseline.terms.when import When


def csv_text(
    kind: type, entries: Iterable[Any], more: Mapping[str, Sequence[Any]] = MappingProxyType({})
) -> str:
    """
    Give entries as comma-separated values (RFC 4180, but for lines that end in a line feed).

    A number has its unit in a column beside it, a date its text, citations are words; what has an
    inner order of its own, such as the rungs of a ladder, is JSON. What is not entered is empty.

    Args:
        kind: The record class of the entries, whose fields are the columns.
        entries: The entries.
        more: Further columns, each with a value for every entry.
    """
    rows = [dict(_cells(entry)) for entry in entries]
    text = io.StringIO()
    writer = csv.DictWriter(text, [*_columns(kind), *more], lineterminator="\n")
    writer.writeheader()
    for place, row in enumerate(rows):
        writer.writerow(row | {name: _cell(values[place]) for name, values in more.items()})
    return text.getvalue()


def table_csv(table: WordTable) -> str:
    r"""
    Give a table of words as comma-separated values: its head, then a row a line.

    >>> table_csv(WordTable(title="Costs", lead="", head=("What", "Cost"), rows=(("a, b", "3"),)))
    'What,Cost\n"a, b",3\n'
    """
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows((table.head, *table.rows))
    return text.getvalue()


def _columns(kind: type) -> Iterator[str]:
    """Give the columns of a kind of entry: two for a number, one for anything else."""
    hints = get_type_hints(kind)
    for field in fields(kind):
        yield field.name
        if hints[field.name] is Amount:
            yield f"{field.name}_unit"


def _cells(entry: Any) -> Iterator[tuple[str, object]]:
    """Give each field of an entry as the cells that it takes, by column."""
    for field in fields(entry):
        value = getattr(entry, field.name)
        if isinstance(value, Amount):
            yield from _amount_cells(field.name, value)
        else:
            yield field.name, _cell(value)


def _amount_cells(name: str, amount: Amount) -> Iterator[tuple[str, object]]:
    """Give a number and its unit; of one that stands elsewhere, the address."""
    number = plain(amount)["value"] if isinstance(amount, Quantity) else ""
    yield name, amount.address if isinstance(amount, Reference) else number
    yield f"{name}_unit", amount.unit.text if isinstance(amount, Quantity) else ""


def _cell(value: Any) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, When):
        return value.text
    if isinstance(value, tuple):
        return _list_cell(value)
    if isinstance(value, Mapping) or is_dataclass(value):
        return json.dumps(plain(value), ensure_ascii=False)
    return plain(value)


def _list_cell(values: tuple[Any, ...]) -> str:
    """Give several values in one cell: words with semicolons between, anything else as JSON."""
    if all(isinstance(value, Cite | str) for value in values):
        return "; ".join(value if isinstance(value, str) else cite_text(value) for value in values)
    return json.dumps(plain(values), ensure_ascii=False)
