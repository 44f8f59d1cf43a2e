"""
The nodes of a compiled game laid out for kernels: public part by public part.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from phaseline.game.arrays import Bools, Ints, sorting, spread
from phaseline.game.compile.model import Edges, Model
from phaseline.terms.record import record

Places = NDArray[np.int32]
NEVER = 2**31 - 1
MOST_BITS = 52  # that a number holds exactly


@record
class PatternNodes:
    """
    The nodes of all patterns, pattern by pattern.

    Args:
        owners: The pattern of each (node).
        levels: Its joint levels (node).
        firsts: The first of each pattern (pattern).
    """

    owners: Ints
    levels: Ints
    firsts: Ints


@record
class Layout:
    """
    The nodes of a game by public part, the same for all draws, acts apart.

    Public parts stand as the compiled game has them: in the order in which a walk found them. The
    nodes of one stand together, by their levels; public parts whose nodes have the same levels
    share a pattern, which has the steps within them once.

    Args:
        pattern: The pattern of each public part (public part).
        state: The first state of each, and one past the last (public part + 1).
        post: Likewise the first node after nature.
        cell: The first cell of its posture (public part).
        mid: The first node between acts and nature of each pattern, and one past the last (pattern
            + 1).
        mid_edge: The first edge of each of these nodes, and one past the last.
        drift_post: Where each of these leads, counted within its public part.
        drift_entry: Which entry of nature's chances it has.
        turn_edge: The first edge of nature from each joint levels to others, and one past the last.
        turn_level: Where each of these leads.
        turn_entry: Which entry of nature's chances it has.
        mid_level: The joint levels of each node of the patterns between acts and nature.
        post_node: Which node after nature of the compiled game each is (post).
        post_row: The row of each (post).
        state_place: Where each state of the compiled game stands (state of the game).
        states: The states of the patterns.
        mids: Their nodes between acts and nature.
        posts: Their nodes after nature, with the place of the row of each in its public part.
        ranks: The place of joint levels among a pattern's nodes between acts and nature (pattern,
            joint levels).
        most: How many nodes a public part has at most: between acts and nature, and after it.
    """

    pattern: Places
    state: Places
    post: Places
    cell: Places
    mid: Places
    mid_edge: Places
    drift_post: Places
    drift_entry: Places
    turn_edge: Places
    turn_level: Places
    turn_entry: Places
    mid_level: Places
    post_node: Ints
    post_row: Places
    state_place: Places
    states: PatternNodes
    mids: PatternNodes
    posts: tuple[PatternNodes, Ints]
    ranks: Ints
    most: tuple[int, int]


def layout_of(model: Model) -> Layout:
    """Lay out the nodes of a game, once for all games of one structure."""
    layout = model.layouts.get("nodes")
    if not isinstance(layout, Layout):
        layout = model.layouts["nodes"] = _laid_out(model)
    return layout


def _laid_out(model: Model) -> Layout:
    count = len(model.publics)
    states = _by_public(model.public_of, model.level_of, count)
    mids = _by_public(mid_public(model), model.mid_level, count)
    posts = _by_public(model.post_public, model.post_level, count)
    stages = (states, mids, posts)
    levels = (model.level_of, model.mid_level, model.post_level)
    pattern, examples = _patterns(stages, levels, len(model.levels.states))
    (shown, owners), (between, holders), (beyond, users) = (nodes.of(examples) for nodes in stages)
    ranks = np.zeros((len(examples), len(model.levels.states)), dtype=np.int64)
    ranks[holders, model.mid_level[between]] = mids.place[between] - mids.starts[examples][holders]
    drifted, drifts = _edges_of(model.drifted, between)
    drift_post = posts.place[model.drifted.ends[drifted]]
    turns = [len(row) for row in model.levels.nature]
    least_rows = np.full(len(examples), len(model.post_row))
    np.minimum.at(least_rows, users, model.post_row[beyond])
    postures = np.zeros(count, dtype=np.int64)
    postures[model.public_of] = model.posture_of
    return Layout(
        pattern=as_places(pattern),
        state=firsts_of(states.counts),
        post=firsts_of(posts.counts),
        cell=as_places(postures * len(model.levels.states)),
        mid=firsts_of(mids.counts[examples]),
        mid_edge=firsts_of(drifts),
        drift_post=as_places(drift_post - posts.starts[examples][np.repeat(holders, drifts)]),
        drift_entry=as_places(model.drifted.entry[drifted]),
        turn_edge=firsts_of(np.array(turns)),
        turn_level=as_places(np.array([end for row in model.levels.nature for end, _ in row])),
        turn_entry=as_places(np.arange(len(model.drifted.table))),
        mid_level=as_places(model.mid_level[between]),
        post_node=posts.order,
        post_row=as_places(model.post_row[posts.order]),
        state_place=as_places(states.place),
        states=_pattern_nodes(owners, model.level_of[shown]),
        mids=_pattern_nodes(holders, model.mid_level[between]),
        posts=(
            _pattern_nodes(users, model.post_level[beyond]),
            model.post_row[beyond] - least_rows[users],
        ),
        ranks=ranks,
        most=(int(mids.counts.max(initial=0)), int(posts.counts.max(initial=0))),
    )


def _pattern_nodes(owners: Ints, levels: Ints) -> PatternNodes:
    firsts = np.searchsorted(owners, np.arange(int(owners.max(initial=-1)) + 1))
    return PatternNodes(owners=owners, levels=levels, firsts=firsts)


@record
class _Nodes:
    """
    Nodes in the order of their public parts, and among these of their levels.

    Args:
        order: The nodes (node).
        place: The place of each in this order (node).
        starts: The first of each public part in this order (public part).
        counts: How many each has (public part).
    """

    order: Ints
    place: Ints
    starts: Ints
    counts: Ints

    def of(self, publics: Ints) -> tuple[Ints, Ints]:
        """List the nodes of some public parts, with the place of its own in that list."""
        places, owners = spread(self.starts, self.counts, publics)
        return self.order[places], owners


def _by_public(public: Ints, level: Ints, count: int) -> _Nodes:
    counts = np.bincount(public, minlength=count)
    order = sorting(public, count)
    if (np.diff(level) < 0).any():  # in a compiled game nodes stand by their levels
        order = np.lexsort((level, public))
    return _Nodes(
        order=order, place=inverse(order), starts=np.cumsum(counts) - counts, counts=counts
    )


def inverse(order: Ints) -> Ints:
    """Give the place of each member of an order."""
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    return place


def _patterns(stages: Sequence[_Nodes], levels: Sequence[Ints], size: int) -> tuple[Ints, Ints]:
    """
    Give the pattern of each public part, and one public part of each pattern: they have one whose
    nodes have the same levels at every stage.

    Args:
        stages: The nodes of each stage.
        levels: The joint levels of its nodes (node).
        size: How many joint levels there are.
    """
    count = len(stages[0].counts)
    if len(stages) * size <= MOST_BITS:
        keys = np.zeros(count)
        for stage, (nodes, level) in enumerate(zip(stages, levels, strict=True)):
            owners = np.repeat(np.arange(count), nodes.counts)
            bits = np.exp2(stage * size + level[nodes.order])
            keys += np.bincount(owners, weights=bits, minlength=count)
        _, examples, pattern = np.unique(keys, return_index=True, return_inverse=True)
        return pattern.reshape(-1), examples
    has = np.zeros((count, len(stages), size), dtype=bool)
    for stage, (nodes, level) in enumerate(zip(stages, levels, strict=True)):
        owners = np.repeat(np.arange(count), nodes.counts)
        has[owners, stage, level[nodes.order]] = True
    rows = np.packbits(has.reshape(count, -1), axis=1)
    marks = rows.view(np.dtype((np.void, rows.shape[1]))).reshape(-1)
    _, examples, pattern = np.unique(marks, return_index=True, return_inverse=True)
    return pattern.reshape(-1), examples


def _edges_of(edges: Edges, origins: Ints) -> tuple[Ints, Ints]:
    """
    List the edges of some nodes, and say how many each has (node).

    Args:
        edges: All edges, sorted by origin.
        origins: The nodes.
    """
    counts = np.bincount(edges.origins, minlength=edges.sizes[0])
    listed, _ = spread(np.cumsum(counts) - counts, counts, origins)
    return listed, counts[origins]


def first_reached(
    steps: tuple[Ints, Ints], begins: Ints, live: Bools, count: int, last: int = -1
) -> Ints:
    """
    Give the first period in which each public part can be reached, whatever the levels are; those
    that cannot be have NEVER.

    Args:
        steps: Where the steps between public parts begin and end.
        begins: The public parts at the start.
        live: Which of the steps can be taken (step).
        count: How many public parts there are.
        last: The last period that is asked about; all of them if left out.
    """
    first = np.full(count, NEVER)
    now = np.zeros(count, dtype=bool)
    now[begins] = True
    first[begins] = 0
    before, after = steps[0][live], steps[1][live]
    for period in range(1, count if last < 0 else min(count, last + 1)):
        fresh = np.zeros_like(now)
        fresh[after[now[before]]] = True
        now = fresh & (first > period)
        if not now.any():
            break
        first[now] = period
    return first


def mid_public(model: Model) -> Ints:
    """Give the public part of each node between the acts and nature (mid)."""
    public = np.zeros(len(model.mid_level), dtype=np.int64)
    public[model.drifted.origins] = model.post_public[model.drifted.ends]
    return public


def firsts_of(counts: Ints) -> Places:
    """Give where each of several lists begins, one after another, and one past the last."""
    return as_places(np.concatenate([[0], np.cumsum(counts)]))


def as_places(values: Ints) -> Places:
    """Give whole numbers as kernels read them."""
    return np.ascontiguousarray(values, dtype=np.int32)
