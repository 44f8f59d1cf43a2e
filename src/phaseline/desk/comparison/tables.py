"""
What a game holds, made for all draws at once: parts of columns of numbers, and rows by track and
level as tables.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from operator import add, mul, truediv
from typing import Any, TypeVar

from phaseline.case.model.play import RungAt
from phaseline.desk.estimates.value_columns import Column
from phaseline.terms.ties import total

Part = TypeVar("Part")
Number = TypeVar("Number", int, float)


def for_all(make: Callable[..., Part], *columns: Sequence[Any]) -> list[Part]:
    """
    Make a part for each draw (draw): where all draws have the same to make it of, one and the very
    same for all of them.

    Args:
        make: Makes it of one entry of each column.
        columns: The columns, one at least (draw).
    """
    if all(map(_is_the_same, columns)):
        return [make(*(column[0] for column in columns))] * len(columns[0])
    return [*map(make, *columns)]


def _is_the_same(column: Sequence[Any]) -> bool:
    first = column[0]
    return all(entry is first or entry == first for entry in column)


def by_level(rows: Iterable[tuple[str, str, Column]]) -> dict[str, dict[str, Column]]:
    """Give rows of track, level and numbers as a table; numbers for one level add up."""
    table: dict[str, dict[str, Column]] = {}
    for track, level, numbers in rows:
        inner = table.setdefault(track, {})
        inner[level] = [*map(add, inner.get(level, [0.0] * len(numbers)), numbers)]
    return table


def tables(
    columns: Mapping[str, Mapping[str, Column]], count: int
) -> list[dict[str, dict[str, float]]]:
    """
    Give a table of columns as one table of numbers for each draw (draw).

    Args:
        columns: By track and level the numbers (draw).
        count: How many draws there are, for a table may be empty.
    """
    by_track = [labelled(rows) for rows in columns.values()]
    return for_all(partial(_named, tuple(columns)), *by_track) if by_track else [{}] * count


def labelled(columns: Mapping[str, Sequence[Part]]) -> list[dict[str, Part]]:
    """Give columns by name, one at least, as one table by name for each draw (draw)."""
    return for_all(partial(_named, tuple(columns)), *columns.values())


def _named(names: tuple[str, ...], *entries: Part) -> dict[str, Part]:
    return dict(zip(names, entries, strict=True))


def by_track(rows: Iterable[RungAt]) -> dict[str, dict[str, str]]:
    """Give rungs that go with a level as a table by track and level; the last of a level counts."""
    table: dict[str, dict[str, str]] = {}
    for row in rows:
        table.setdefault(row.track, {})[row.level] = row.rung
    return table


def together(*parts: Part) -> tuple[Part, ...]:
    """Give parts as one tuple."""
    return parts


def products(first: Column, second: Column) -> Column:
    """Multiply two columns (draw)."""
    return [*map(mul, first, second)]


def sums(first: Column, second: Column) -> Column:
    """Add two columns (draw)."""
    return [*map(add, first, second)]


def least(columns: Sequence[list[Number]]) -> list[Number]:
    """Give the least of several columns, one at least (draw)."""
    return [min(numbers) for numbers in zip(*columns, strict=True)]


def shares_of(weights: Sequence[Column]) -> list[Column]:
    """Give the share of all weights that each of several columns has, one at least (draw)."""
    wholes = [*map(total, zip(*weights, strict=True))]
    return [[*map(truediv, column, wholes)] for column in weights]
