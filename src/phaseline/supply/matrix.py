"""
A linear program put together from named blocks of rows and columns, without a detour over
expressions.

A block is an array of rows or columns with a name for each axis; entries are put in by arrays of
row and column numbers. Names of single rows and columns are made only when somebody asks for them.
"""

from collections.abc import Sequence
from math import prod

import numpy as np
from numpy.typing import ArrayLike, NDArray

from phaseline.terms.record import record

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]


@record
class Block:
    """
    Rows or columns of one kind.

    Args:
        name: What they are.
        labels: The names along each axis.
        at: Their numbers in the program, with one axis for each entry of `labels`.
    """

    name: str
    labels: tuple[Sequence[object], ...]
    at: Ints

    def name_of(self, number: int) -> str:
        """Give the name of one of its rows or columns by its number in the program."""
        place = np.unravel_index(number - int(self.at.flat[0]), self.at.shape)
        labels = zip(self.labels, place, strict=True)
        return f"{self.name}[{', '.join(str(names[int(position)]) for names, position in labels)}]"


@record
class LinearProgram:
    """
    A linear program, some of whose columns may have to be whole: minimise `cost @ x` where `row_low
    <= A @ x <= row_high`.

    Args:
        cost: What a column costs.
        low: The least value of a column.
        high: The greatest value of a column.
        whole: Whether a column has to be whole.
        row_low: The least value of a row.
        row_high: The greatest value of a row.
        start: Where the entries of a row begin, and one more.
        column: The column of each entry.
        entry: Its value.
        rows: The blocks of rows.
        columns: The blocks of columns.
    """

    cost: Floats
    low: Floats
    high: Floats
    whole: NDArray[np.bool_]
    row_low: Floats
    row_high: Floats
    start: Ints
    column: Ints
    entry: Floats
    rows: tuple[Block, ...]
    columns: tuple[Block, ...]

    def row_name(self, number: int) -> str:
        """Give the name of a row."""
        return _name_in(self.rows, number)

    def column_name(self, number: int) -> str:
        """Give the name of a column."""
        return _name_in(self.columns, number)


class Matrix:
    """A linear program while it is put together."""

    def __init__(self) -> None:
        self._rows: list[Block] = []
        self._columns: list[Block] = []
        self._row_ends: list[tuple[Floats, Floats]] = []
        self._column_ends: list[tuple[Floats, Floats, Floats, bool]] = []
        self._entries: list[tuple[NDArray[np.int32], NDArray[np.int32], Floats]] = []
        self._row_count = self._column_count = 0

    def columns(
        self,
        name: str,
        *labels: Sequence[object],
        low: ArrayLike = 0.0,
        high: ArrayLike = np.inf,
        cost: ArrayLike = 0.0,
        whole: bool = False,
    ) -> Ints:
        """Add a block of columns, one for each combination of labels; give their numbers."""
        block = _block(name, labels, self._column_count)
        self._columns.append(block)
        self._column_count += block.at.size
        self._column_ends.append(
            (
                _spread(low, block.at.shape),
                _spread(high, block.at.shape),
                _spread(cost, block.at.shape),
                whole,
            )
        )
        return block.at

    def rows(
        self,
        name: str,
        *labels: Sequence[object],
        low: ArrayLike = -np.inf,
        high: ArrayLike = np.inf,
    ) -> Ints:
        """Add a block of rows, one for each combination of labels; give their numbers."""
        block = _block(name, labels, self._row_count)
        self._rows.append(block)
        self._row_count += block.at.size
        self._row_ends.append((_spread(low, block.at.shape), _spread(high, block.at.shape)))
        return block.at

    def put(self, rows: ArrayLike, columns: ArrayLike, entries: ArrayLike) -> None:
        """
        Put entries in, by arrays that are broadcast against one another; no place may be filled
        twice.
        """
        row, column, entry = np.broadcast_arrays(rows, columns, entries)
        self._entries.append((row.ravel(), column.ravel(), entry.ravel()))

    def program(self) -> LinearProgram:
        """Give the program as it stands."""
        none = (np.empty(0, dtype=np.int32), np.empty(0, dtype=np.int32), np.empty(0))
        row, column, entry = (
            np.concatenate(parts) for parts in zip(none, *self._entries, strict=True)
        )
        order = np.argsort(row, kind="stable")
        start = np.zeros(self._row_count + 1, dtype=np.int32)
        np.cumsum(np.bincount(row, minlength=self._row_count), out=start[1:])
        return LinearProgram(
            cost=_concatenated([cost for _, _, cost, _ in self._column_ends]),
            low=_concatenated([low for low, _, _, _ in self._column_ends]),
            high=_concatenated([high for _, high, _, _ in self._column_ends]),
            whole=np.repeat(
                [whole for _, _, _, whole in self._column_ends],
                [block.at.size for block in self._columns],
            ).astype(bool),
            row_low=_concatenated([low for low, _ in self._row_ends]),
            row_high=_concatenated([high for _, high in self._row_ends]),
            start=start,
            column=column[order].astype(np.int32),
            entry=entry[order].astype(float),
            rows=tuple(self._rows),
            columns=tuple(self._columns),
        )


def _block(name: str, labels: tuple[Sequence[object], ...], first: int) -> Block:
    shape = tuple(len(names) for names in labels)
    return Block(
        name=name,
        labels=labels,
        at=np.arange(first, first + prod(shape), dtype=np.int32).reshape(shape),
    )


def _spread(value: ArrayLike, shape: tuple[int, ...]) -> Floats:
    return np.broadcast_to(np.asarray(value, dtype=float), shape).ravel()


def _concatenated(parts: list[Floats]) -> Floats:
    return np.concatenate([np.empty(0), *parts])


def _name_in(blocks: tuple[Block, ...], number: int) -> str:
    return next(
        block
        for block in blocks
        if block.at.size and block.at.flat[0] <= number <= block.at.flat[-1]
    ).name_of(number)
