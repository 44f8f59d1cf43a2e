"""
Columns of numbers cut into bins of about as many rows each, so that what is to be counted again and
again is counted by whole numbers.

Where a column is spread evenly enough, its bins are found over a fine grid of equal steps, each row
by one multiplication; where it is not, by its own percentiles.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeAlias

import numpy as np

from phaseline.game.arrays import Floats, Ints
from phaseline.terms.record import record

Bins: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]

MOST = 256  # bins of a column
_GRID = 2**16  # steps of the fine grid
_THREADS = 2


@record
class Binned:
    """
    A column in bins.

    Args:
        rows: The bin of each row.
        edges: Where bins end: bin `b` holds what is from `edges[b]` on and below `edges[b + 1]`,
            the last one its end too.
    """

    rows: Bins
    edges: Floats

    @property
    def count(self) -> int:
        """How many bins there are."""
        return len(self.edges) - 1


def binned(columns: Sequence[Floats], most: int = MOST) -> tuple[Binned, ...]:
    """
    Cut columns into bins.

    Args:
        columns: Numbers, none of them missing (row), one array a column.
        most: How many bins a column has at most; up to 256.
    """
    with ThreadPoolExecutor(_THREADS) as pool:
        return tuple(pool.map(lambda column: _binned(column, most), columns))


def _binned(column: Floats, most: int) -> Binned:
    low, high = float(column.min()), float(column.max())
    if low == high:
        return Binned(rows=np.zeros(len(column), dtype=np.uint8), edges=np.array([low, high]))
    step = (high - low) / _GRID
    cell = np.minimum(((column - low) * (1 / step)).astype(np.int32), _GRID - 1)
    counts = np.bincount(cell, minlength=_GRID)
    if not np.isfinite(step) or step <= 0 or counts.max() > max(2, len(column) / most / 2):
        return _by_percentiles(column, most)
    rows, begins = _over_grid(cell, counts, most)
    return Binned(rows=rows, edges=np.concatenate([low + begins * step, [high]]))


def _over_grid(cell: Ints, counts: Ints, most: int) -> tuple[Bins, Ints]:
    """Give each row its bin, so that bins hold about as many, and the cells at which bins begin."""
    before = np.concatenate([[0], np.cumsum(counts)[:-1]])
    steps = np.diff(before * most // counts.sum(), prepend=-1) > 0
    numbers = (np.cumsum(steps) - 1).astype(np.uint8)
    return numbers[cell], np.flatnonzero(steps)


def _by_percentiles(column: Floats, most: int) -> Binned:
    """Cut at the column's own percentiles; few values that differ have a bin each."""
    known = np.unique(column)
    if len(known) > most:
        marks = np.quantile(column, np.linspace(0, 1, most + 1), method="lower")
        known = np.unique(marks)[:-1]
    rows = np.searchsorted(known, column, side="right") - 1
    return Binned(rows=rows.astype(np.uint8), edges=np.concatenate([known, [float(column.max())]]))
