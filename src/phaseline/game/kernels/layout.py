"""
The nodes of a compiled game laid out for kernels: public part by public part.
"""

import numpy as np
from numpy.typing import NDArray

from phaseline.game.arrays import Bools, Ints, spread
from phaseline.game.compile.model import Model
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
        counts: How many each has (pattern).
        ranks: The place of joint levels among those of a pattern, if it has them (pattern, joint
            levels).
    """

    owners: Ints
    levels: Ints
    firsts: Ints
    counts: Ints
    ranks: Ints


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
    most: tuple[int, int]


def layout_of(model: Model) -> Layout:
    """Lay out the nodes of a game, once for all games of one structure."""
    layout = model.layouts.get("nodes")
    if not isinstance(layout, Layout):
        layout = model.layouts["nodes"] = _laid_out(model)
    return layout


def _laid_out(model: Model) -> Layout:
    count, size = len(model.publics), len(model.levels.states)
    nodes = (
        (model.public_of, model.level_of),
        (model.mid_public, model.mid_level),
        (model.post_public, model.post_level),
    )
    grids = [_grid(public, level, (size, count)) for public, level in nodes]
    pattern, examples = _patterns(np.concatenate(grids))
    states, mids, posts = (_pattern_nodes(grid[:, examples].T) for grid in grids)
    starts, post_starts = (_starts(some, pattern) for some in (states, posts))
    state_place = starts[model.public_of] + states.ranks[pattern[model.public_of], model.level_of]
    post_place = (
        post_starts[model.post_public] + posts.ranks[pattern[model.post_public], model.post_level]
    )
    post_node = inverse(post_place)
    turns = np.array([len(row) for row in model.levels.nature])
    turn_level = np.array([end for row in model.levels.nature for end, _ in row])
    drifted, owners = spread(np.cumsum(turns) - turns, turns, mids.levels)
    place = posts.ranks[posts.owners, posts.levels]
    row = model.post_row[post_node[post_starts[examples][posts.owners] + place]]
    least_rows = np.full(len(examples), len(model.post_row))
    np.minimum.at(least_rows, posts.owners, row)
    postures = np.zeros(count, dtype=np.int64)
    postures[model.public_of] = model.posture_of
    return Layout(
        pattern=as_places(pattern),
        state=as_places(starts),
        post=as_places(post_starts),
        cell=as_places(postures * size),
        mid=firsts_of(mids.counts),
        mid_edge=firsts_of(turns[mids.levels]),
        drift_post=as_places(posts.ranks[mids.owners[owners], turn_level[drifted]]),
        drift_entry=as_places(drifted),
        turn_edge=firsts_of(turns),
        turn_level=as_places(turn_level),
        turn_entry=as_places(np.arange(len(model.drifted.table))),
        mid_level=as_places(mids.levels),
        post_node=post_node,
        post_row=as_places(model.post_row[post_node]),
        state_place=as_places(state_place),
        states=states,
        mids=mids,
        posts=(posts, row - least_rows[posts.owners]),
        most=(int(mids.counts.max(initial=0)), int(posts.counts.max(initial=0))),
    )


def _grid(public: Ints, level: Ints, shape: tuple[int, int]) -> Bools:
    """Say which joint levels the nodes of each public part have (joint levels, public part)."""
    grid = np.zeros(shape, dtype=np.bool_)
    grid[level, public] = True
    return grid


def _pattern_nodes(has: Bools) -> PatternNodes:
    """List the nodes of patterns that have some joint levels (pattern, joint levels)."""
    owners, levels = np.nonzero(has)
    counts = np.count_nonzero(has, axis=1)
    return PatternNodes(
        owners=owners,
        levels=levels,
        firsts=np.cumsum(counts) - counts,
        counts=counts,
        ranks=np.cumsum(has, axis=1) - 1,
    )


def _starts(nodes: PatternNodes, pattern: Ints) -> Ints:
    """Give the first node of each public part, by its pattern, and one past the last."""
    return np.concatenate([[0], np.cumsum(nodes.counts[pattern])])


def inverse(order: Ints) -> Ints:
    """Give the place of each member of an order."""
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    return place


def _patterns(has: Bools) -> tuple[Ints, Ints]:
    """
    Give the pattern of each public part, and one public part of each pattern: they have one whose
    nodes have the same levels at every stage.

    Args:
        has: Which joint levels its nodes have, stage by stage (stage · joint levels, public part).
    """
    if len(has) <= MOST_BITS:
        marks = np.exp2(np.arange(len(has))) @ has
    else:
        rows = np.packbits(np.ascontiguousarray(has.T), axis=1)
        marks = rows.view(np.dtype((np.void, rows.shape[1]))).reshape(-1)
    _, examples, pattern = np.unique(marks, return_index=True, return_inverse=True)
    return pattern.reshape(-1), examples


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


def firsts_of(counts: Ints) -> Places:
    """Give where each of several lists begins, one after another, and one past the last."""
    return as_places(np.concatenate([[0], np.cumsum(counts)]))


def as_places(values: Ints) -> Places:
    """Give whole numbers as kernels read them."""
    return np.ascontiguousarray(values, dtype=np.int32)
