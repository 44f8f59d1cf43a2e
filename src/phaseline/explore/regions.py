"""
Where a course works, or where it does not, whichever is rarer: by a box, by a tree, and whether
both say the same.

Box and tree are made from the same half of the futures and counted on the other one, so that where
they differ it is by how they look and not by what they saw.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TypeAlias

import numpy as np

from phaseline.explore.boxes import FutureBox
from phaseline.explore.columns import as_drawn
from phaseline.explore.stability import Discovery, discovered, halves
from phaseline.explore.trees import FutureTree, grown, overlap
from phaseline.game.arrays import Bools, Floats
from phaseline.terms.record import record
from phaseline.terms.ties import in_order

COLUMNS = 24  # that are looked at for boxes: those that tell most apart
RESAMPLES = 20


@record
class FutureRegion:
    """
    Where a course works, or where it does not: the rarer of both.

    Args:
        works: Whether it works there.
        inputs: The assumptions that the box restricts, in the order of its restrictions.
        discovery: The box, with how firm it is.
    """

    works: bool
    inputs: tuple[str, ...]
    discovery: Discovery


@record
class FutureParts:
    """
    The same by a tree.

    Args:
        works: Whether the course works there.
        inputs: The assumptions that each part restricts, in the order of its restrictions.
        tree: The parts.
    """

    works: bool
    inputs: tuple[tuple[str, ...], ...]
    tree: FutureTree


@record
class BoxAndTree:
    """
    Whether a box and a tree say the same.

    Args:
        both: The assumptions that both ask about.
        box_alone: Those that only the box asks about.
        tree_alone: Those that only the tree asks about.
        overlap: Of the futures in the box or in the tree's parts, the share that lie in both, among
            those that neither was made from.
    """

    both: tuple[str, ...]
    box_alone: tuple[str, ...]
    tree_alone: tuple[str, ...]
    overlap: float


FutureRegions: TypeAlias = tuple[FutureRegion | None, FutureParts | None, BoxAndTree | None]
"""By a box, by a tree, and whether both say the same; None where none tells that."""


def regions_of(
    drawn: Mapping[str, Floats],
    does: Bools,
    *,
    seed: int,
    wholes: Mapping[str, float] = MappingProxyType({}),
) -> FutureRegions:
    """
    Say where a course works, or does not.

    Args:
        drawn: What was drawn, by assumption (draw).
        does: Whether the course works (draw).
        seed: Where resamples come from.
        wholes: The assumptions that are given in whole numbers, each with how much one is; what is
            asked of them is told of what was drawn.

    Returns:
        By a box, by a tree, and whether both say the same; None where none tells that.

    Raises:
        QuestionError: The library that grows trees is not installed.
    """
    is_rare = bool(does.mean() <= 0.5)
    rare = does if is_rare else ~does
    chosen = _telling(drawn, rare)
    if not chosen:
        return None, None, None
    columns = [drawn[name] for name in chosen]
    region = _by_box(columns, rare, chosen, works=is_rare, seed=seed)
    parts = _by_tree(columns, rare, chosen, works=is_rare)
    likeness = None
    if region is not None and parts is not None:
        _, held = halves(len(rare))
        shared = overlap((region.discovery.box,), parts.tree.boxes, [row[held] for row in columns])
        likeness = _likeness(chosen, region, parts, shared)
    sizes = [wholes.get(name) for name in chosen]
    return region and _region_drawn(region, sizes), parts and _parts_drawn(parts, sizes), likeness


def _region_drawn(region: FutureRegion, sizes: Sequence[float | None]) -> FutureRegion:
    """Put what a box asks of whole numbers where drawn ones come to them."""
    discovery = region.discovery
    return replace(
        region,
        discovery=replace(
            discovery,
            box=_box_drawn(discovery.box, sizes),
            learned_box=_box_drawn(discovery.learned_box, sizes),
            trajectory=tuple(_box_drawn(box, sizes) for box in discovery.trajectory),
        ),
    )


def _parts_drawn(parts: FutureParts, sizes: Sequence[float | None]) -> FutureParts:
    """Do the same for the parts of a tree."""
    boxes = tuple(_box_drawn(box, sizes) for box in parts.tree.boxes)
    return replace(parts, tree=replace(parts.tree, boxes=boxes))


def _box_drawn(box: FutureBox, sizes: Sequence[float | None]) -> FutureBox:
    rows = [
        row
        if (size := sizes[row.column]) is None
        else replace(row, low=as_drawn(row.low, size), high=as_drawn(row.high, size))
        for row in box.restrictions
    ]
    return replace(box, restrictions=tuple(rows))


def _by_box(
    columns: Sequence[Floats], rare: Bools, chosen: tuple[str, ...], *, works: bool, seed: int
) -> FutureRegion | None:
    discovery = discovered(columns, rare, seed=seed, resamples=RESAMPLES)
    if discovery is None:
        return None
    return FutureRegion(works=works, inputs=_asked(chosen, discovery.box), discovery=discovery)


def _by_tree(
    columns: Sequence[Floats], rare: Bools, chosen: tuple[str, ...], *, works: bool
) -> FutureParts | None:
    tree = grown(columns, rare, *halves(len(rare)))
    if tree is None:
        return None
    inputs = tuple(_asked(chosen, box) for box in tree.boxes)
    return FutureParts(works=works, inputs=inputs, tree=tree)


def _asked(chosen: tuple[str, ...], box: FutureBox) -> tuple[str, ...]:
    """Name the assumptions that a box restricts."""
    return tuple(chosen[row.column] for row in box.restrictions)


def _likeness(
    chosen: tuple[str, ...], region: FutureRegion, parts: FutureParts, shared: float
) -> BoxAndTree:
    of_box, of_tree = {*region.inputs}, {name for asked in parts.inputs for name in asked}
    return BoxAndTree(
        both=tuple(name for name in chosen if name in of_box & of_tree),
        box_alone=tuple(name for name in chosen if name in of_box - of_tree),
        tree_alone=tuple(name for name in chosen if name in of_tree - of_box),
        overlap=shared,
    )


def _telling(columns: Mapping[str, Floats], rare: Bools) -> tuple[str, ...]:
    """
    Give the assumptions whose values differ most between the rare futures and the others, by the
    largest distance of their distributions.
    """
    if not 0 < int(rare.sum()) < len(rare):
        return ()
    apart = {name: _apart(column, rare) for name, column in columns.items()}
    most = in_order(columns, apart.__getitem__)[:COLUMNS]
    return tuple(name for name in columns if name in most)


def _apart(column: Floats, rare: Bools) -> float:
    order = column.argsort(kind="stable")
    here = np.cumsum(rare[order]) / rare.sum()
    there = np.cumsum(~rare[order]) / (~rare).sum()
    lasts = np.append(np.diff(column[order]) > 0, True)
    return float(np.abs(here - there)[lasts].max())
