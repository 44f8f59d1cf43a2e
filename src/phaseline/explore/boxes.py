"""
Boxes of futures in which a course fails: the patient rule induction method over counted bins.

A box is peeled: of all columns, the slice at an end is cut off whose loss raises the share of
failures most for each row given up, a twentieth of what is left at a time, until few rows are left.
All boxes on the way are kept, for coverage and density pull against each other: a reader sees the
whole trade, and the one that is told is said to be that of the best balance, its ends moved to
where the balance is best.

Counts are held by bin, and only the rows that were cut off are counted anew at each step.

Source:
    Friedman & Fisher, *Statistics and Computing* 9 (1999), 123–143, for the method; Bryant &
    Lempert, *Technological Forecasting and Social Change* 77 (2010), 34–49, for coverage, density
    and the quasi-p-value; Kwakkel & Jaxa-Rozen, *Environmental Modelling & Software* 79 (2016),
    311–321, for the objective that asks what a row given up brings.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from phaseline.explore.bins import MOST, Binned, binned
from phaseline.explore.chances import as_many_or_more
from phaseline.game.arrays import Bools, Floats, Ints
from phaseline.terms.record import record
from phaseline.terms.ties import leading

PEELED = 0.05  # the share of what is left that a step cuts off, as far as bins allow
LEAST_MASS = 0.05  # the share of all rows that a box holds at least
_ROUNDS = 20  # in which the ends of a box come to rest
_CASE = 2  # a bin's code is twice its number, and one more for a failure


@record
class Restriction:
    """
    What a box asks of one column.

    Args:
        column: Its place.
        low: The least value that is inside; nothing where values are not ordered.
        high: What values have to stay below, or at most be at the end of the column; likewise.
        values: The values that are inside, where they are not ordered.
    """

    column: int
    low: float = -np.inf
    high: float = np.inf
    values: tuple[float, ...] = ()

    def holds(self, column: Floats) -> Bools:
        """Whether each value is inside (row)."""
        if self.values:
            return np.isin(column, self.values)
        return np.asarray((column >= self.low) & (column < self.high))


@record
class FutureBox:
    """
    A part of all futures.

    Args:
        restrictions: What it asks, in the order of the columns; nothing for all of them.
        coverage: The share of all failures that lie inside.
        density: The share of failures among the rows inside.
        mass: The share of all rows that lie inside.
    """

    restrictions: tuple[Restriction, ...]
    coverage: float
    density: float
    mass: float

    @property
    def balance(self) -> float:
        """The harmonic mean of coverage and density."""
        both = self.coverage + self.density
        return 2 * self.coverage * self.density / both if both else 0.0


@record
class Grid:
    """
    Columns as counted by the method.

    Args:
        columns: The columns in bins.
        codes: The code of each row's bin, twice its number, and one more for a failure (column,
            row).
        fails: Whether a course fails (row).
        is_ordered: Whether the values of each column have an order.
    """

    columns: tuple[Binned, ...]
    codes: tuple[np.ndarray[tuple[int, ...], np.dtype[np.uint16]], ...]
    fails: Bools
    is_ordered: tuple[bool, ...]


def grid(
    columns: Sequence[Floats], fails: Bools, *, unordered: frozenset[int] = frozenset()
) -> Grid:
    """
    Cut columns into bins, once for all boxes that are peeled from them.

    Args:
        columns: What differs between futures (row), one array a column.
        fails: Whether a course fails (row).
        unordered: The places of columns whose values have no order.
    """
    cut = binned(columns)
    return Grid(
        columns=cut,
        codes=tuple(
            column.rows.astype(np.uint16) * np.uint16(_CASE) + fails.astype(np.uint16)
            for column in cut
        ),
        fails=fails,
        is_ordered=tuple(place not in unordered for place in range(len(columns))),
    )


def peeled(
    futures: Grid, *, rows: Ints | None = None, least_mass: float = LEAST_MASS
) -> tuple[FutureBox, ...]:
    """
    Peel a box, and give every box on the way, the widest first.

    Args:
        futures: The columns in bins.
        rows: The rows that are looked at, each as often as it is named; all of them if left out.
        least_mass: The share of them that a box holds at least.

    Returns:
        The boxes, that of all rows first.
    """
    if rows is None:
        rows = np.arange(len(futures.fails))
    state = _Peeling(futures, rows)
    boxes = [state.box()]
    while (cut := state.best_cut(len(rows) * least_mass)) is not None:
        state.cut(*cut)
        boxes.append(state.box())
    return tuple(boxes)


def balanced(boxes: Sequence[FutureBox]) -> FutureBox:
    """Give the box of the best balance of coverage and density; of equals, the widest."""
    return leading(boxes, lambda box: box.balance)[0]


def measured(box: FutureBox, columns: Sequence[Floats], fails: Bools) -> FutureBox:
    """
    Give a box with the coverage, density and mass that it has among other rows: held out from those
    that it was peeled from, say.

    Args:
        box: The box.
        columns: What differs between futures (row), one array a column.
        fails: Whether a course fails (row).
    """
    inside = np.ones(len(fails), dtype=bool)
    for restriction in box.restrictions:
        inside &= restriction.holds(columns[restriction.column])
    hits, all_hits = int((fails & inside).sum()), int(fails.sum())
    return replace(
        box,
        coverage=hits / all_hits if all_hits else 0.0,
        density=hits / int(inside.sum()) if inside.any() else 0.0,
        mass=float(inside.mean()),
    )


class _Peeling:
    """
    A box while it is peeled.

    Args:
        futures: The columns in bins.
        rows: The rows that are looked at.

    Attributes:
        alive: The rows that are left.
        counts: How many of them each bin holds (column, bin, whether it fails).
        inside: Which bins are left (column, bin).
    """

    def __init__(self, futures: Grid, rows: Ints) -> None:
        self.futures, self.alive, self.all = futures, rows, len(rows)
        self.counts = _counted(futures, rows)
        self.inside = np.array(
            [np.arange(MOST) < column.count for column in futures.columns], dtype=bool
        )
        self.failures = int(futures.fails[rows].sum())

    def box(self) -> FutureBox:
        """Give the box as it is now."""
        size, hits = len(self.alive), int(self.counts[0, :, 1].sum())
        return FutureBox(
            restrictions=_restrictions(self.futures, self.inside),
            coverage=hits / self.failures if self.failures else 0.0,
            density=hits / size if size else 0.0,
            mass=size / self.all,
        )

    def best_cut(self, least: float) -> tuple[int, Bools] | None:
        """
        Give the column and the bins whose loss raises the share of failures most, for each row
        given up; None where none may go.
        """
        size, hits = len(self.alive), int(self.counts[0, :, 1].sum())
        best, chosen = 0.0, None
        for slice_off in self._slices(size):
            lost, lost_hits = slice_off[2:]
            if not 0 < lost <= size - least:
                continue
            gain = ((hits - lost_hits) / (size - lost) - hits / size) / lost
            if gain > best * (1 + 1e-12):
                best, chosen = gain, slice_off
        if chosen is None:
            return None
        column, places = chosen[:2]
        bins = np.zeros(MOST, dtype=bool)
        bins[places] = True
        return column, bins

    def _slices(self, size: int) -> Iterator[tuple[int, slice, int, int]]:
        """Give what may be cut off: the column, its bins, their rows and failures."""
        totals, hits = self.counts.sum(axis=2), self.counts[:, :, 1]
        aim = max(1, int(PEELED * size))
        low = _ends(totals, hits, aim)
        high = _ends(totals[:, ::-1], hits[:, ::-1], aim)
        for column, ordered in enumerate(self.futures.is_ordered):
            if ordered:
                place, lost, lost_hits = low[column]
                yield column, slice(0, place + 1), lost, lost_hits
                place, lost, lost_hits = high[column]
                yield column, slice(MOST - 1 - place, MOST), lost, lost_hits
                continue
            for value in np.flatnonzero(totals[column]).tolist():
                lost, lost_hits = int(totals[column, value]), int(hits[column, value])
                yield column, slice(value, value + 1), lost, lost_hits

    def cut(self, column: int, bins: Bools) -> None:
        """Cut bins of a column off."""
        lost = np.repeat(bins, _CASE)[self.futures.codes[column][self.alive]]
        gone = self.alive[lost]
        self.alive = self.alive[~lost]
        if len(gone) <= len(self.alive):
            self.counts -= _counted(self.futures, gone)
        else:
            self.counts = _counted(self.futures, self.alive)
        self.inside[column] &= ~bins


def _ends(totals: Ints, hits: Ints, aim: int) -> list[list[int]]:
    """
    Give for each column the last bin that goes with so many rows, for the next one would be more,
    or it is one; and the rows and failures up to it.
    """
    running, caught = totals.cumsum(axis=1), hits.cumsum(axis=1)
    columns = np.arange(len(totals))
    last = np.maximum((running <= aim).sum(axis=1) - 1, 0)
    last = np.where(running[columns, last] > 0, last, (running <= 0).sum(axis=1))
    rows = np.column_stack([last, running[columns, last], caught[columns, last]])
    return [[int(number) for number in row] for row in rows]


def _counted(futures: Grid, rows: Ints) -> Ints:
    """Count rows by bin (column, bin, whether it fails)."""
    return np.array(
        [
            np.bincount(codes[rows], minlength=MOST * _CASE).reshape(MOST, _CASE)
            for codes in futures.codes
        ],
        dtype=np.int64,
    )


def _restrictions(futures: Grid, inside: Bools) -> tuple[Restriction, ...]:
    """Put what is left of the bins as what a box asks."""
    asked, sizes = [], inside.sum(axis=1).tolist()
    for place, size in enumerate(sizes):
        column = futures.columns[place]
        if size in (0, column.count):
            continue
        left = np.flatnonzero(inside[place, : column.count])
        if not futures.is_ordered[place]:
            values = tuple(float(column.edges[value]) for value in left)
            asked.append(Restriction(column=place, values=values))
            continue
        first, last = int(left[0]), int(left[-1])
        asked.append(
            Restriction(
                column=place,
                low=float(column.edges[first]) if first else -np.inf,
                high=float(column.edges[last + 1]) if last + 1 < column.count else np.inf,
            )
        )
    return tuple(asked)


def refined(futures: Grid, box: FutureBox, *, rows: Ints | None = None) -> FutureBox:
    """
    Move the ends of a box bin by bin to where coverage and density balance best, one column after
    another, until nothing moves: steps of a twentieth seldom end where failures do.

    Args:
        futures: The columns in bins.
        box: A box that was peeled from them.
        rows: The rows that are looked at; all of them if left out.
    """
    if rows is None:
        rows = np.arange(len(futures.fails))
    inside = np.array([_bins_inside(futures, box, place) for place in range(len(futures.codes))])
    asked = [row.column for row in box.restrictions if futures.is_ordered[row.column]]
    for _ in range(_ROUNDS):
        before = inside.copy()
        for column in asked:
            inside[column] = _best_ends(futures, inside, rows, column)
        if np.array_equal(before, inside):
            break
    return _boxed(futures, inside, rows)


def _bins_inside(futures: Grid, box: FutureBox, place: int) -> Bools:
    """Say which bins of a column are inside a box (bin)."""
    column = futures.columns[place]
    mask = np.arange(MOST) < column.count
    for row in box.restrictions:
        if row.column == place:
            mask[: column.count] = row.holds(column.edges[:-1])
    return mask


def _best_ends(futures: Grid, inside: Bools, rows: Ints, column: int) -> Bools:
    """Give the run of bins of one column that balances best, all other columns as they are."""
    left = rows[_held(futures, np.delete(np.arange(len(inside)), column), inside, rows)]
    by_bin = np.bincount(futures.codes[column][left], minlength=MOST * _CASE)
    by_bin = by_bin.reshape(MOST, _CASE)[: futures.columns[column].count]
    sizes = np.concatenate([[0], by_bin.sum(axis=1).cumsum()])
    hits = np.concatenate([[0], by_bin[:, 1].cumsum()])
    caught = hits[np.newaxis, 1:] - hits[:-1, np.newaxis]  # from the first bin to the last one
    held = sizes[np.newaxis, 1:] - sizes[:-1, np.newaxis]
    failures = int(futures.fails[rows].sum())
    balance = np.triu(2 * caught / np.maximum(1, failures + held))
    first, last = np.unravel_index(int(balance.argmax()), balance.shape)
    bins = np.arange(MOST)
    return np.asarray((bins >= first) & (bins <= last))


def _held(futures: Grid, columns: Ints, inside: Bools, rows: Ints) -> Bools:
    """Whether each row is inside a box by some of its columns (row)."""
    held = np.ones(len(rows), dtype=bool)
    for column in columns.tolist():
        if not inside[column, : futures.columns[column].count].all():
            held &= np.repeat(inside[column], _CASE)[futures.codes[column][rows]]
    return held


def _boxed(futures: Grid, inside: Bools, rows: Ints) -> FutureBox:
    """Give the box of the bins that are inside, with its figures."""
    held = _held(futures, np.arange(len(inside)), inside, rows)
    fails = futures.fails[rows]
    size, hits, failures = int(held.sum()), int((held & fails).sum()), int(fails.sum())
    return FutureBox(
        restrictions=_restrictions(futures, inside),
        coverage=hits / failures if failures else 0.0,
        density=hits / size if size else 0.0,
        mass=size / len(rows),
    )


def quasi_p(box: FutureBox, columns: Sequence[Floats], fails: Bools) -> Mapping[int, float]:
    """
    Give for each column that a box restricts how likely as many failures would be if the
    restriction did nothing (by column).

    Args:
        box: The box.
        columns: What differs between futures (row), one array a column.
        fails: Whether a course fails (row).

    Source:
        One-sided binomial, against the share of failures in the box without the restriction, as in
        Bryant and Lempert (2010), section 3.3.
    """
    holds = {row.column: row.holds(columns[row.column]) for row in box.restrictions}
    chances = {}
    for column, mine in holds.items():
        without = np.ones(len(fails), dtype=bool)
        for other, mask in holds.items():
            if other != column:
                without &= mask
        within = without & mine
        size, hits = int(within.sum()), int((within & fails).sum())
        share = float(fails[without].mean()) if without.any() else 0.0
        chances[column] = as_many_or_more(hits, size, share)
    return chances
