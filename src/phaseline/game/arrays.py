"""
The alphabet of axes, and the types of the arrays that the game is made of.

    draw    one sample of all uncertain numbers; the innermost axis, so that draws share every index
    and nothing is gathered state   what the challenger sees at the start of a period: levels and
    the public part pair    a state with one act that is open in it node    levels after the acts
    (before nature: `mid`; after it: `post`) with the public part of before edge    one possible
    step between two of these period  0, 1, …
"""

from collections.abc import Callable
from dataclasses import field
from typing import Protocol, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from phaseline.terms.record import record

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]
Codes: TypeAlias = NDArray[np.uint64]
Table = TypeVar("Table", Floats, Ints)


@record
class Ranks:
    """
    Groups, and their members by their place in the group.

    Args:
        order: The members, group by group; those of one group as they are listed (member).
        starts: Where each group begins in that order, and one past the last (group + 1).
        is_whole: Whether every group has a member.
        known: What has been made of them.
    """

    order: Ints
    starts: Ints
    is_whole: bool
    known: dict[str, tuple[tuple[Ints, Ints], ...]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    def by_rank(self) -> tuple[tuple[Ints, Ints], ...]:
        """
        List all first members, all second ones, and so on: for each rank, the groups that have a
        member of that rank, and these members.

        To add groups up rank by rank takes whole rows at a time, however many draws a row has.
        """
        if "by_rank" not in self.known:
            self.known["by_rank"] = self._by_rank()
        return self.known["by_rank"]

    def _by_rank(self) -> tuple[tuple[Ints, Ints], ...]:
        sizes = np.diff(self.starts)
        by_rank = []
        for rank in range(int(sizes.max(initial=0))):
            groups = np.flatnonzero(sizes > rank)
            by_rank.append((groups, self.order[self.starts[groups] + rank]))
        return tuple(by_rank)


def ranks(keys: Ints, count: int) -> Ranks:
    """
    List the members of groups.

    Args:
        keys: The group of each member (member).
        count: How many groups there are.

    >>> ranks(np.array([0, 1, 0]), 2).by_rank()
    ((array([0, 1]), array([0, 1])), (array([0]), array([2])))
    """
    sizes = np.bincount(keys, minlength=count)
    return Ranks(
        order=np.argsort(keys, kind="stable"),
        starts=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        is_whole=bool(sizes.all()),
    )


class Loops(Protocol):
    """What a compiler makes of the two loops on which the plain solver spends its time."""

    def carried(  # as the function of the same name
        self, table: Floats, entry: Ints, values: Floats, along: Ints, by: Ranks
    ) -> Floats:
        """Do what `carried` does, to the same bits, where table and values have as many draws."""
        ...

    def first_best(self, rows: Floats, by: Ranks, slack: float) -> tuple[Floats, Bools]:
        """Do what `first_best` does."""
        ...


_settled: list[Callable[[], Loops | None]] = [lambda: None]


def settle(loops: Callable[[], Loops | None]) -> None:
    """
    Say where compiled loops come from in this process from now on.

    Args:
        loops: Gives them; None where there are none now, and NumPy does without.
    """
    _settled[:] = [loops]


def added(rows: Floats, by: Ranks, count: int) -> Floats:
    """
    Add rows up by group.

    Args:
        rows: The rows (member, draw).
        by: The ranks of the groups.
        count: How many groups there are.

    Returns:
        The sums (group, draw); a group without members has 0.
    """
    return _summed(lambda members: rows.take(members, axis=0), by, (count, rows.shape[1]))


def carried(  # noqa: PLR0917
    table: Floats, entry: Ints, values: Floats, along: Ints, by: Ranks, count: int
) -> Floats:
    """
    Carry values along edges and add them up where they arrive, weighed by the chances of the edges.

    Args:
        table: The chances that edges have (entry, draw).
        entry: Which of them each edge has (edge).
        values: The value that each edge takes up, at its other end (node, draw).
        along: Where each edge takes it up (edge).
        by: The edges ranked by where they arrive.
        count: How many nodes there are where they arrive.

    Returns:
        The weighed sums (node, draw); 0 where no edge arrives.
    """
    loops = _settled[0]() if table.shape[1] == values.shape[1] else None
    if loops is not None:
        return loops.carried(table, entry, values, along, by)

    def weighed(members: Ints) -> Floats:
        return table.take(entry[members], axis=0) * values.take(along[members], axis=0)

    return _summed(weighed, by, (count, values.shape[1]))


def _summed(rows_of: Callable[[Ints], Floats], by: Ranks, shape: tuple[int, int]) -> Floats:
    """
    Add the rows of members up by group: those of all first members, of all second ones, and so on.

    `take` gathers whole rows, where an index gathers number by number: several times as quick from
    two draws on.
    """
    others = by.by_rank()
    if others and by.is_whole:
        total, others = rows_of(others[0][1]), others[1:]
    else:
        total = np.zeros(shape)
    for groups, members in others:
        total[groups] = total.take(groups, axis=0) + rows_of(members)
    return total


def highest(rows: Floats, by: Ranks) -> Floats:
    """
    Give the highest row of each group.

    Args:
        rows: The rows (member, draw).
        by: The ranks of the groups; every group has a member.

    Returns:
        The highest values (group, draw).
    """
    by_rank = by.by_rank()
    best: Floats = rows.take(by_rank[0][1], axis=0)
    for groups, members in by_rank[1:]:
        others = rows.take(members, axis=0)
        if len(groups) == len(best):
            np.maximum(best, others, out=best)
        else:
            best[groups] = np.maximum(best.take(groups, axis=0), others)
    return best


def first_best(rows: Floats, by: Ranks, slack: float) -> tuple[Floats, Bools]:
    """
    Give the highest row of each group, and mark its first member that reaches it but for rounding.

    Args:
        rows: The rows (member, draw).
        by: The ranks of the groups; every group has a member.
        slack: How far below it a member may lie, as a share of its size, or of 1 where that is
            more.

    Returns:
        The highest values (group, draw), and one mark a group and draw (member, draw).
    """
    loops = _settled[0]()
    if loops is not None:
        return loops.first_best(rows, by, slack)
    best = highest(rows, by)
    least = best - slack * np.maximum(1.0, np.abs(best))
    group_of = np.empty(len(rows), dtype=np.int64)
    group_of[by.order] = np.repeat(np.arange(len(best)), np.diff(by.starts))
    return best, first_of(rows >= least.take(group_of, axis=0), by)


def first_of(is_in: Bools, by: Ranks) -> Bools:
    """
    Mark the first member of each group that is in a set.

    Args:
        is_in: Whether a member is in the set (member, draw).
        by: The ranks of the groups.

    Returns:
        One mark a group and draw, where the group has a member in the set (member, draw).
    """
    first = np.zeros_like(is_in)
    taken = np.zeros((len(by.starts) - 1, is_in.shape[1]), dtype=bool)
    for groups, members in by.by_rank():
        before = taken.take(groups, axis=0)
        now = is_in.take(members, axis=0) & ~before
        first[members] = now
        taken[groups] = before | now
    return first


def distinct(table: Table) -> tuple[Ints, Table]:
    """
    Give the place of each row among those that differ, and these in the order in which they come.

    >>> distinct(np.array([[2, 1], [0, 0], [2, 1]]))
    (array([0, 1, 0]), array([[2, 1],
           [0, 0]]))
    """
    places: dict[bytes, int] = {}
    by_row = [places.setdefault(row.tobytes(), len(places)) for row in table]
    place = np.array(by_row, dtype=np.int64)
    return place, table[np.unique(place, return_index=True)[1]]


MOST_MARKED = 2**25  # codes up to which each has a mark of its own


def numbered(codes: Ints, below: int) -> tuple[Ints, Ints]:
    """
    Give the different codes, sorted, and the place of each among them: by marking, where that takes
    less than to sort.

    Args:
        codes: Whole numbers from 0 up.
        below: What all of them are below.

    >>> numbered(np.array([7, 2, 7]), 9)
    (array([2, 7]), array([1, 0, 1]))
    """
    if below > MOST_MARKED:
        different, place = np.unique(codes, return_inverse=True)
        return different, place.reshape(-1)
    marks = np.zeros(below, dtype=np.bool_)
    marks[codes] = True
    return np.flatnonzero(marks), (np.cumsum(marks) - 1).take(codes)


_DIGIT = 16  # bits by which numbers are sorted at once, for which NumPy counts and compares nothing


def sorting(keys: Ints, below: int) -> Ints:
    """
    Give the order that sorts whole numbers, those that are alike as they come, digit by digit.

    Args:
        keys: Whole numbers from 0 up.
        below: What all of them are below.

    >>> sorting(np.array([70_000, 5, 70_000, 4]), 70_001)
    array([3, 1, 0, 2])
    """
    order = np.argsort(keys.astype(np.uint16), kind="stable")
    for shift in range(_DIGIT, max(1, below - 1).bit_length(), _DIGIT):
        digits = (keys >> shift).astype(np.uint16)
        order = order.take(np.argsort(digits.take(order), kind="stable"))
    return order


def numbered_pairs(first: Ints, second: Ints, below: int) -> tuple[Ints, Ints, Ints]:
    """
    Give the different pairs of two numbers each, sorted, and the place of each pair among them.

    Args:
        first: The first numbers.
        second: The second ones.
        below: What all of both are below.

    >>> numbered_pairs(np.array([2, 0, 2]), np.array([1, 1, 1]), 3)
    (array([0, 2]), array([1, 1]), array([1, 0, 1]))
    """
    order = sorting(second, below)
    order = order.take(sorting(first.take(order), below))
    first, second = first.take(order), second.take(order)
    is_new = np.ones(len(order), dtype=np.bool_)
    is_new[1:] = (np.diff(first) != 0) | (np.diff(second) != 0)
    place = np.empty_like(order)
    place[order] = np.cumsum(is_new) - 1
    return first[is_new], second[is_new], place


def places_among(codes: Ints, known: Ints, below: int) -> Ints:
    """
    Give the place of each code among different ones, all of which are below some number: by a
    table, where that takes less than to search.

    >>> places_among(np.array([7, 2, 7]), np.array([2, 5, 7]), 9)
    array([2, 0, 2])
    """
    if below > MOST_MARKED:
        return np.searchsorted(known, codes)
    place = np.zeros(below, dtype=np.int64)
    place[known] = np.arange(len(known))
    return place.take(codes)


def parted(codes: Ints, width: int, count: int) -> tuple[Ints, Ints]:
    """
    Give sorted codes as quotients by a width, which are below some count, and as rests; to divide
    each takes longer.

    >>> parted(np.array([1, 4, 5]), 3, 2)
    (array([0, 1, 1]), array([1, 1, 2]))
    """
    bounds = np.searchsorted(codes, np.arange(count + 1) * width)
    quotients = np.repeat(np.arange(count), np.diff(bounds))
    return quotients, codes - quotients * width


_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FACTORS = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


def mixed(codes: Codes) -> Codes:
    """
    Give numbers of 64 bits, each bit of which hangs on all bits of the number before: what differs
    by little differs in half of the bits afterwards, so that sums of them tell lists apart.

    Source:
        Steele, Lea & Flood, *OOPSLA* (2014), 453–472, for the generator whose step it is.
    """
    codes = codes + _GOLDEN
    codes = (codes ^ (codes >> np.uint64(30))) * _FACTORS[0]
    codes = (codes ^ (codes >> np.uint64(27))) * _FACTORS[1]
    return np.asarray(codes ^ (codes >> np.uint64(31)), dtype=np.uint64)


def spread(starts: Ints, counts: Ints, wanted: Ints) -> tuple[Ints, Ints]:
    """
    List the rows of several groups one after another.

    Args:
        starts: The first row of each group (group).
        counts: How many rows each group has (group).
        wanted: The groups, in the order wanted; one may come several times.

    Returns:
        For each row listed: its place, and the place in `wanted` of the group that it belongs to.

    >>> spread(np.array([0, 2]), np.array([2, 1]), np.array([1, 0]))
    (array([2, 0, 1]), array([0, 1, 1]))
    """
    sizes = counts.take(wanted)
    owners = np.repeat(np.arange(len(wanted)), sizes)
    places = (starts.take(wanted) + sizes - np.cumsum(sizes)).take(owners)
    places += np.arange(len(owners))
    return places, owners
