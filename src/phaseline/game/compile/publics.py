"""
The public parts of a game as rows of whole numbers, in words once somebody asks for them.

A solver goes by places alone, and a class of ladders has millions of public parts: to make a tuple
of each took longer than to find it.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Self, overload

import numpy as np

from phaseline.game.arrays import Ints, distinct
from phaseline.game.compile.program import Public
from phaseline.game.compile.remembered import Rest
from phaseline.terms.record import record

AHEAD = 4  # what stands in a row before the orders


@record
class RowSizes:
    """
    How many rungs, votes and measures a row tells of; what follows them are the authorities, and
    the schedule where there are several.

    Args:
        rungs: How many rungs there are.
        votes: How many votes.
        measures: How many measures that last a time or strike once.
        schedules: 1 where the last column is the schedule, 0 where there is but one.
    """

    rungs: int
    votes: int
    measures: int
    schedules: int = 0

    @property
    def ordered(self) -> slice:
        """The columns of the orders, by rung."""
        return slice(AHEAD, AHEAD + self.rungs)

    @property
    def voted(self) -> slice:
        """The columns of the votes."""
        return slice(self.ordered.stop, self.ordered.stop + self.votes)

    @property
    def served(self) -> slice:
        """The columns of the measures."""
        return slice(self.voted.stop, self.voted.stop + self.measures)

    @property
    def held(self) -> slice:
        """The columns of the authorities."""
        return slice(self.served.stop, -1 if self.schedules else None)


class PublicTable(Sequence[Public]):
    """
    Public parts, by their places.

    A row is a public part without its monitor: the rung in force, the credit count, how long the
    rung has been in force, the periods since the start; then for each rung the periods until it is
    in force, 0 where it is not ordered; then votes, measures and authorities, and the schedule
    where there are several.

    Args:
        monitors: The monitor's state of each (public part).
        rests: The row of each (public part).
        rows: The rows, which differ (row, column).
        sizes: How many rungs, votes and measures a row tells of.
    """

    def __init__(self, monitors: Ints, rests: Ints, rows: Ints, sizes: RowSizes) -> None:
        self.monitors, self.rests, self.rows, self.sizes = monitors, rests, rows, sizes

    @classmethod
    def listing(cls, publics: Sequence[Public], rungs: int) -> Self:
        """Tell public parts, one at least, of a ladder of so many rungs."""
        places: dict[tuple[int, ...], int] = {}
        first, schedules = publics[0], int(any(public.schedule for public in publics))
        rests = [
            places.setdefault(row_of(public, rungs, schedules=schedules), len(places))
            for public in publics
        ]
        return cls(
            np.array([public.monitor for public in publics], dtype=np.int64),
            np.array(rests, dtype=np.int64),
            np.array([*places], dtype=np.int64),
            RowSizes(
                rungs=rungs,
                votes=len(first.votes),
                measures=len(first.served),
                schedules=schedules,
            ),
        )

    def __len__(self) -> int:
        """Give how many there are."""
        return len(self.rests)

    @overload
    def __getitem__(self, place: int) -> Public: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Public, ...]: ...
    def __getitem__(self, place: int | slice) -> Public | tuple[Public, ...]:
        """Give a public part, or several."""
        return self.listed[place]

    def __eq__(self, other: object) -> bool:
        """Whether another table lists the same public parts."""
        return isinstance(other, PublicTable) and self.listed == other.listed

    __hash__ = None  # type: ignore[assignment]  # as for whatever says when it is equal

    @cached_property
    def listed(self) -> tuple[Public, ...]:
        """All of them in words."""
        rests = _rests(self.rows, self.sizes)
        return tuple(
            Public(monitor, *rests[rest])
            for monitor, rest in zip(self.monitors.tolist(), self.rests.tolist(), strict=True)
        )

    @cached_property
    def places(self) -> Mapping[Public, int]:
        """The place of each."""
        return {public: place for place, public in enumerate(self.listed)}

    @property
    def rungs(self) -> Ints:
        """The rung in force in each (public part)."""
        rungs: Ints = self.rows[self.rests, 0]
        return rungs

    @cached_property
    def schedules(self) -> Ints:
        """The schedule of each (public part)."""
        if not self.sizes.schedules:
            return np.zeros(len(self), dtype=np.int64)
        schedules: Ints = self.rows[self.rests, -1]
        return schedules

    @cached_property
    def in_service(self) -> tuple[list[Public], Ints]:
        """
        Tell apart what the responder does: give one public part of each kind that has a rung in
        force and its measures for as long, in the order in which kinds come, and the kind of each
        (public part).
        """
        kinds, _ = distinct(np.column_stack([self.rows[:, :1], self.rows[:, self.sizes.served]]))
        _, firsts, kind = np.unique(kinds[self.rests], return_index=True, return_inverse=True)
        order = np.argsort(firsts)
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        some = firsts[order]
        rests = _rests(self.rows[self.rests[some]], self.sizes)
        examples = [
            Public(monitor, *rest)
            for monitor, rest in zip(self.monitors[some].tolist(), rests, strict=True)
        ]
        return examples, rank[kind.reshape(-1)]


def row_of(public: Public, rungs: int, *, schedules: int = 0) -> tuple[int, ...]:
    """
    Give the row of a public part of a ladder of so many rungs, with its schedule where there are
    several.
    """
    ordered = dict(public.orders)
    return (
        *(public.rung, public.credit, public.clock, public.elapsed),
        *(ordered.get(rung, 0) for rung in range(rungs)),
        *public.votes,
        *public.served,
        *public.held,
        *([public.schedule] if schedules else []),
    )


def _rests(rows: Ints, sizes: RowSizes) -> list[Rest]:
    """Give what rows stand for: public parts without their monitor."""
    orders: list[tuple[tuple[int, int], ...]] = [()] * len(rows)
    for place, rung in np.argwhere(rows[:, sizes.ordered]).tolist():
        orders[place] += ((rung, int(rows[place, AHEAD + rung])),)
    return [
        (
            *(row[0], ordered, row[1], row[2], tuple(row[sizes.voted]), row[3]),
            *(tuple(row[sizes.served]), tuple(row[sizes.held])),
            row[-1] if sizes.schedules else 0,
        )
        for row, ordered in zip(rows.tolist(), orders, strict=True)
    ]
