"""
The alphabet of axes, and the types of the arrays that the game is made of.

    draw    one sample of all uncertain numbers; the innermost axis, so that draws share every index and nothing is gathered
    state   what the challenger sees at the start of a period: levels and the public part
    pair    a state with one act that is open in it
    node    levels after the acts (before nature: `mid`; after it: `post`) with the public part of before
    edge    one possible step between two of these
    period  0, 1, …
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]


def gathered(weights: Floats, values: Floats, ends: Ints, starts: Ints) -> Floats:
    """
    Add up the values at the ends of the edges of each origin, weighed by the edges' chances.

    Args:
        weights: The chance of each edge (edge, draw).
        values: A value for each end (end, draw).
        ends: Where each edge leads (edge).
        starts: The first edge of each origin (origin); edges are sorted by origin and every origin has one.

    Returns:
        The weighed sums (origin, draw).
    """
    return np.add.reduceat(weights * values[ends], starts, axis=0)


def scattered(weights: Floats, mass: Floats, origins: Ints, ends: Ints, size: int) -> Floats:
    """
    Send mass along edges.

    Args:
        weights: The chance of each edge (edge, draw).
        mass: The mass of each origin (origin, draw).
        origins: Where each edge begins (edge).
        ends: Where each edge leads (edge).
        size: How many ends there are.

    Returns:
        The mass that arrives at each end (end, draw).
    """
    sent = weights * mass[origins]
    draws = sent.shape[1]
    places = ends[:, None] * draws + np.arange(draws)
    return np.bincount(places.ravel(), weights=sent.ravel(), minlength=size * draws).reshape(size, draws)


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
