"""
Arrays of scores over several axes at once: convolved, folded at what is needed, and asked how often
all of it is reached.

An axis is what a vote counts: its yes votes, or the weight of those who cast them. The parties are
convolved in two halves; what one of them has brought, the other has to bring the rest of.
"""

from collections.abc import Iterable, Sequence
from math import prod

import numpy as np

from phaseline.politics.votes import Chances
from phaseline.terms.record import record
from phaseline.terms.ties import first_leading, in_order


@record
class Needed:
    """
    What is wanted of one axis.

    Args:
        least: The least score that reaches it.
        is_missed: Whether what is wanted is that it is not reached.
    """

    least: int
    is_missed: bool = False


def chance_of_all(tables: Sequence[Chances], axes: Sequence[Needed]) -> float:
    """
    Give the chance that the scores of all parties together are as wanted on every axis.

    Args:
        tables: The chances of the scores of each party; an axis each.
        axes: What is wanted.
    """
    brought, rest = (
        sum_of([tables[place] for place in half], axes)
        for half in halves([int(np.count_nonzero(table)) for table in tables])
    )
    rest = chances_of_rest(rest, axes)
    places = [
        np.clip(needed.least - np.arange(size), 0, length - 1)
        for needed, size, length in zip(axes, brought.shape, rest.shape, strict=True)
    ]
    return float((brought * rest[np.ix_(*places)]).sum())


def chances_of_rest(chances: Chances, axes: Sequence[Needed]) -> Chances:
    """
    Give the chance that scores are as wanted where so much is still needed; the axes count what is
    needed, from 0.
    """
    for axis, needed in enumerate(axes):
        summed = np.cumsum(chances, axis=axis)
        below = np.concatenate([0.0 * summed.take([0], axis=axis), summed], axis=axis)
        chances = below if needed.is_missed else summed.take([-1], axis=axis) - below
    return chances


def sum_of(tables: Iterable[Chances], axes: Sequence[Needed]) -> Chances:
    """Give the chances of the scores of several parties together."""
    chances = np.ones((1,) * len(axes))
    for table in sorted(tables, key=np.count_nonzero):
        chances = folded(_convolved(chances, table), axes)
    return chances


def halves(sizes: Sequence[int]) -> tuple[list[int], list[int]]:
    """Give the places of two halves whose convolutions are about as large as one another."""
    both: tuple[list[int], list[int]] = ([], [])
    for place in in_order(range(len(sizes)), lambda place: sizes[place]):
        smaller = first_leading(both, lambda half: -prod(sizes[known] for known in half))
        smaller.append(place)
    return both


def folded(chances: Chances, axes: Sequence[Needed | None]) -> Chances:
    """Give an array whose scores above what is needed are added to just what is needed."""
    for axis, needed in enumerate(axes):
        if needed is not None and chances.shape[axis] > needed.least + 1:
            below, above = np.split(chances, [needed.least], axis=axis)
            chances = np.concatenate([below, above.sum(axis=axis, keepdims=True)], axis=axis)
    return chances


def _convolved(table: Chances, other: Chances) -> Chances:
    """Convolve two arrays over all axes, that of fewer entries one by one."""
    small, large = sorted((table, other), key=np.count_nonzero)
    shape = [size + more - 1 for size, more in zip(small.shape, large.shape, strict=True)]
    chances = np.zeros(shape)
    for place in zip(*np.nonzero(small), strict=True):
        here = tuple(slice(at, at + size) for at, size in zip(place, large.shape, strict=True))
        chances[here] += small[place] * large
    return chances
