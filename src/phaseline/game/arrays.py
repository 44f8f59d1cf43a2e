"""
The alphabet of axes, and the types of the arrays that the game is made of.

    draw    one sample of all uncertain numbers; the innermost axis, so that draws share every index
    and nothing is gathered state   what the challenger sees at the start of a period: levels and
    the public part pair    a state with one act that is open in it node    levels after the acts
    (before nature: `mid`; after it: `post`) with the public part of before edge    one possible
    step between two of these period  0, 1, …
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]


Ranks: TypeAlias = tuple[tuple[Ints, Ints], ...]


def ranks(keys: Ints, count: int) -> Ranks:
    """
    List the members of groups by their place in the group: all first members, all second ones, and
    so on.

    To add groups up rank by rank takes whole rows at a time, however many draws a row has.

    Args:
        keys: The group of each member (member).
        count: How many groups there are.

    Returns:
        For each rank, the groups that have a member of that rank, and these members.

    >>> ranks(np.array([0, 1, 0]), 2)
    ((array([0, 1]), array([0, 1])), (array([0]), array([2])))
    """
    order = np.argsort(keys, kind="stable")
    sizes = np.bincount(keys, minlength=count)
    firsts = np.cumsum(sizes) - sizes
    by_rank = []
    for rank in range(int(sizes.max(initial=0))):
        groups = np.flatnonzero(sizes > rank)
        by_rank.append((groups, order[firsts[groups] + rank]))
    return tuple(by_rank)


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
    if by and len(by[0][0]) == count:
        total, others = rows.take(by[0][1], axis=0), by[1:]
    else:
        total, others = np.zeros((count, rows.shape[1])), by
    for groups, members in others:
        _add_to(total, groups, rows.take(members, axis=0))
    return total


def _add_to(total: Floats, groups: Ints, rows: Floats) -> None:
    """
    Add rows to some groups, each at most once.

    `take` gathers whole rows, where an index gathers number by number: several times as quick from
    two draws on.
    """
    total[groups] = total.take(groups, axis=0) + rows


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

    def weighed(members: Ints) -> Floats:
        return table.take(entry[members], axis=0) * values.take(along[members], axis=0)

    if by and len(by[0][0]) == count:
        total, others = weighed(by[0][1]), by[1:]
    else:
        total, others = np.zeros((count, values.shape[1])), by
    for groups, members in others:
        _add_to(total, groups, weighed(members))
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
    best: Floats = rows.take(by[0][1], axis=0)
    for groups, members in by[1:]:
        others = rows.take(members, axis=0)
        if len(groups) == len(best):
            np.maximum(best, others, out=best)
        else:
            best[groups] = np.maximum(best.take(groups, axis=0), others)
    return best


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
    taken = np.zeros((len(by[0][0]), is_in.shape[1]), dtype=bool)
    for groups, members in by:
        before = taken.take(groups, axis=0)
        now = is_in.take(members, axis=0) & ~before
        first[members] = now
        taken[groups] = before | now
    return first


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
    sizes = counts[wanted]
    owners = np.repeat(np.arange(len(wanted)), sizes)
    firsts = np.cumsum(sizes) - sizes
    return np.arange(len(owners)) - firsts[owners] + starts[wanted][owners], owners
