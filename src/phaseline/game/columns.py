"""
Numbers read out of records, once for each record.

Draws of a ladder share their records with the other ladders of a class, and with the structures
into which they fall: what a record says as numbers is worked out the first time it is met, and
taken by its place for any other list of draws.
"""

from collections.abc import Callable, Hashable, Sequence
from threading import Lock
from typing import Any, TypeVar, cast

import numpy as np

from phaseline.game.arrays import Floats

Spec = TypeVar("Spec")
Result = TypeVar("Result")
MOST_RECORDS = 8192  # of one table; it begins anew with those that are asked for
MOST_NUMBERS = 2**21  # of one table: 16 MiB
MOST_TABLES = 64
MOST_RESULTS = 256


class Itself:
    """
    A part of a game as a key: itself and no other, for the games of a study share it, and to
    compare its like is slow.
    """

    __slots__ = ("part",)

    def __init__(self, part: Any) -> None:
        self.part = part

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Itself) and other.part is self.part

    def __hash__(self) -> int:
        return id(self.part)


def numbers_of(
    records: Sequence[Spec], by: object, work: Callable[[Sequence[Spec]], Floats]
) -> Floats:
    """
    Give numbers of records (entry, record); each is told by its identity, so that it must not
    change.

    Args:
        records: The records; one may come several times.
        by: What the numbers hang on beside the record, what they are among it.
        work: Works them out of some records (entry, record), each for itself.
    """
    keys = [*map(id, records)]
    table = _tables.get(by)
    try:
        places = [*map(table.places.__getitem__, keys)] if table is not None else None
    except KeyError:
        places = None
    if table is None or places is None:
        table = _with_all(table or _Table(), dict(zip(keys, records, strict=True)), work)
        _keep(by, table)
        places = [*map(table.places.__getitem__, keys)]
    return table.rows.take(places, axis=1)


def worked_out(by: Hashable, work: Callable[[], Result]) -> Result:
    """
    Give what has been worked out of parts that structures share, or work it out.

    Args:
        by: All that it hangs on, what it is among it; what is slow to compare as `Itself`.
        work: Works it out; what comes of it must not be changed.
    """
    known = _results.get(by)
    if known is None:
        known = _results[by] = (work(),)
        for oldest in [*_results][:-MOST_RESULTS]:
            _results.pop(oldest, None)
    return cast("tuple[Result]", known)[0]


def forget() -> None:
    """Let go of all numbers and results, and of the records that they are of."""
    _tables.clear()
    _results.clear()


class _Table:
    """
    What is known of records (entry, record): it only grows, so that who finds a place may take the
    numbers there while another thread adds to them.
    """

    def __init__(self) -> None:
        self.places: dict[int, int] = {}
        self.rows = np.zeros((0, 0))
        self.held: list[object] = []  # a record that is gone would leave its identity to another
        self.lock = Lock()

    def has_room(self, more: int) -> bool:
        """Whether so many records more find room."""
        count = len(self.held) + more
        return count <= MOST_RECORDS and count * len(self.rows) <= MOST_NUMBERS

    def add(self, records: Sequence[object], fresh: Floats) -> None:
        """Add the numbers of records; where two threads do so at once, one of both is used."""
        with self.lock:
            first = len(self.held)
            last = first + len(records)
            if last > self.rows.shape[1]:
                rows = np.zeros((len(fresh), max(last, 2 * first)))
                rows[: len(self.rows), :first] = self.rows[:, :first]
                self.rows = rows
            self.rows[:, first:last] = fresh
            self.held += records
            self.places.update(zip(map(id, records), range(first, last), strict=True))


def _with_all(
    table: _Table, records: dict[int, Spec], work: Callable[[Sequence[Spec]], Floats]
) -> _Table:
    """Give a table that has some records, by their identities: another one if it has no room."""
    missing = [spec for key, spec in records.items() if key not in table.places]
    if not table.has_room(len(missing)):
        table, missing = _Table(), [*records.values()]
    table.add(missing, work(missing))
    return table


_tables: dict[object, _Table] = {}
_results: dict[Hashable, tuple[object]] = {}


def _keep(by: object, table: _Table) -> None:
    """Keep a table, and let go of the oldest that there is no room for."""
    _tables[by] = table
    for oldest in [*_tables][:-MOST_TABLES]:
        _tables.pop(oldest, None)
