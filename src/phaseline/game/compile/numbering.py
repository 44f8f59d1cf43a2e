"""Whole numbers numbered in the order in which they first come, many at a time."""

import numpy as np

from phaseline.game.arrays import Bools, Ints

MOST_LISTED = 2**25  # codes up to which each has an entry of its own; beyond, those there are
_UNSEEN = -1


class Numbering:
    """
    Places of codes, which are whole numbers from 0 up.

    Attributes:
        count: How many codes have a place.
    """

    def __init__(self) -> None:
        self.count = 0
        self._table = np.full(1024, _UNSEEN, dtype=np.int32)
        self._seen = [np.zeros(0, dtype=np.int64)]
        self._sorted: tuple[Ints, Ints] | None = None  # once codes are too large for a table

    @property
    def codes(self) -> Ints:
        """The codes, by their places."""
        if len(self._seen) > 1:
            self._seen = [np.concatenate(self._seen)]
        return self._seen[0]

    def of(self, codes: Ints) -> Ints:
        """Give the places of codes; -1 where one has none."""
        if self._sorted is None:
            self._widen(codes)
        if self._sorted is None:
            return self._table[codes].astype(np.int64)
        known, places = self._sorted
        at = np.minimum(np.searchsorted(known, codes), len(known) - 1)
        return np.asarray(np.where(known[at] == codes, places[at], _UNSEEN), dtype=np.int64)

    def add(self, codes: Ints) -> Ints:
        """Give a place to each code that has none; these codes, sorted."""
        fresh: Ints = codes[self.of(codes) == _UNSEEN]
        if not len(fresh):
            return fresh
        fresh = np.flatnonzero(_marked(fresh)) if self._sorted is None else np.unique(fresh)
        places = np.arange(self.count, self.count + len(fresh))
        self._seen.append(fresh)
        self.count += len(fresh)
        if self._sorted is None:
            self._table[fresh] = places
        else:
            self._sort()
        return fresh

    def _widen(self, codes: Ints) -> None:
        """Make the table as long as codes ask for, or do without one."""
        most = int(codes.max(initial=0)) + 1
        if most <= len(self._table):
            return
        if most > MOST_LISTED:
            self._sort()
            return
        longer = np.full(2 * most, _UNSEEN, dtype=np.int32)
        longer[: len(self._table)] = self._table
        self._table = longer

    def _sort(self) -> None:
        codes = np.append(self.codes, np.iinfo(np.int64).max)  # one there always is
        order = np.argsort(codes)
        self._sorted = codes[order], np.where(order == self.count, _UNSEEN, order)


def _marked(codes: Ints) -> Bools:
    """Mark codes up to the largest of them."""
    marks = np.zeros(int(codes.max()) + 1, dtype=bool)
    marks[codes] = True
    return marks
