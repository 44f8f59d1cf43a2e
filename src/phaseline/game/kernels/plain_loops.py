"""
The two loops on which the plain solver spends its time, compiled: sums along edges, and the best
act of each state.

They add and compare in the order of the functions of `game.arrays` that they stand for, so that
what comes of them is the same to the bit.
"""

from collections.abc import Callable
from math import isnan
from typing import TypeVar

import numpy as np
from numba import njit, uintp
from numpy.typing import NDArray

IS_CACHED = False  # replaced in a copy

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Members = tuple[Ints, Ints]  # group by group, and where each group begins

Function = TypeVar("Function", bound=Callable[..., object])


def part(function: Function) -> Function:
    """Compile a function that only others of this module call."""
    compiled: Function = njit(error_model="numpy", nogil=True)(function)
    return compiled


def entrance(function: Function) -> Function:
    """Compile a function that Python calls, and keep what comes of it."""
    compiled: Function = njit(error_model="numpy", nogil=True, cache=IS_CACHED)(function)
    return compiled


@part
def flat(table: Floats) -> Floats:
    """Give a table of a single draw as a list, which takes no product to find a number in."""
    return table.reshape(table.size)


@part
def carry_one(
    weights: tuple[Floats, Ints],
    values: tuple[Floats, Ints],
    members: Members,
    is_whole: bool,  # noqa: FBT001  # Numba has no keywords
    total: Floats,
) -> None:
    """Carry the values of a single draw: each sum is kept in a register until it is done."""
    (table, entry), (brought, along), (order, starts) = weights, values, members
    chances, worths, sums = flat(table), flat(brought), flat(total)
    place = 0
    for group in range(len(starts) - 1):
        amount = 0.0
        if is_whole:
            edge = uintp(order[place])
            amount = chances[uintp(entry[edge])] * worths[uintp(along[edge])]
            place += 1
        while place < starts[group + 1]:
            edge = uintp(order[place])
            amount += chances[uintp(entry[edge])] * worths[uintp(along[edge])]
            place += 1
        sums[group] = amount


@part
def carry_many(
    weights: tuple[Floats, Ints],
    values: tuple[Floats, Ints],
    members: Members,
    is_whole: bool,  # noqa: FBT001  # Numba has no keywords
    total: Floats,
) -> None:
    """Carry the values of many draws, a row of them at a time."""
    (table, entry), (brought, along), (order, starts) = weights, values, members
    draws = total.shape[1]
    for group in range(len(starts) - 1):
        first = starts[group]
        if is_whole:
            edge = uintp(order[first])
            chance, node = uintp(entry[edge]), uintp(along[edge])
            for draw in range(draws):
                total[group, draw] = table[chance, draw] * brought[node, draw]
            first += 1
        else:
            total[group, :] = 0.0
        for place in range(first, starts[group + 1]):
            edge = uintp(order[place])
            chance, node = uintp(entry[edge]), uintp(along[edge])
            for draw in range(draws):
                total[group, draw] += table[chance, draw] * brought[node, draw]


@entrance
def carried(
    weights: tuple[Floats, Ints],
    values: tuple[Floats, Ints],
    members: Members,
    is_whole: bool,  # noqa: FBT001  # Numba has no keywords
    total: Floats,
) -> None:
    """
    Carry values along edges and add them up where they arrive.

    Args:
        weights: The chances that edges have (entry, draw), and which each edge has (edge).
        values: The values (node, draw), and where each edge takes one up (edge).
        members: The edges by where they arrive.
        is_whole: Whether one arrives everywhere; a sum then begins with its first amount, whose
            sign it keeps where it is nothing.
        total: What comes of it, when it is done (node, draw).
    """
    if total.shape[1] == 1:
        carry_one(weights, values, members, is_whole, total)
    else:
        carry_many(weights, values, members, is_whole, total)


@part
def best_of(rows: Floats, draw: int, members: Members, group: int) -> float:
    """Give the highest number of a group in a draw."""
    order, starts = members
    high: float = rows[uintp(order[starts[group]]), draw]
    for place in range(starts[group] + 1, starts[group + 1]):
        other = rows[uintp(order[place]), draw]
        high = high if high >= other or isnan(high) else other
    return high


@entrance
def first_best(
    rows: Floats, members: Members, slack: float, best: Floats, first: NDArray[np.uint8]
) -> None:
    """
    Give the highest row of each group, and mark its first member that reaches it but for rounding.

    Args:
        rows: The rows (member, draw).
        members: The members by group; every group has one.
        slack: How far below it a member may lie, as a share of its size, or of 1 where that is
            more.
        best: The highest values, when it is done (group, draw).
        first: The marks; 0 when it begins (member, draw).
    """
    order, starts = members
    for group in range(best.shape[0]):
        begin, end = starts[group], starts[group + 1]
        for draw in range(best.shape[1]):
            high = best_of(rows, draw, members, group)
            best[group, draw] = high
            if isnan(high):
                continue
            least = high - slack * max(1.0, abs(high))
            chosen = order[begin]
            # Backwards to the end of it, whatever is found: a guess where to stop costs more.
            for back in range(end - begin):
                member = order[end - 1 - back]
                chosen = member if rows[uintp(member), draw] >= least else chosen
            first[uintp(chosen), draw] = 1
