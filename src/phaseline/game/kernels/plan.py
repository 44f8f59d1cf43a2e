"""
A compiled game laid out for a kernel: nodes in the order in which they can first be reached, tables
in blocks of draws.

A node that cannot be reached within a number of periods is not worked out for them: with an end,
and few states at the start, that is about half of the work. Sorted by the first period in which
they can be reached, the nodes of a period are the first ones of a list.
"""

from collections.abc import Sequence
from math import inf

import numpy as np
from numpy.typing import NDArray

from phaseline.game.arrays import Bools, Floats, Ints
from phaseline.game.compile.model import Edges, Model
from phaseline.game.compile.payoffs import (
    PayoffParts,
    act_costs,
    challenger_cells,
    challenger_discount,
    hazards,
)
from phaseline.game.play import rule_of
from phaseline.terms.record import record

Places = NDArray[np.int32]
_LINE = 64  # bytes: a register that lies across two lines of the cache is read twice


@record
class Wiring:
    """
    The indices of a game, the same for all draws.

    Args:
        reach: How many states, mid nodes and post nodes can be reached within so many periods; all,
            without an end (3, period + 1).
        state_pair: The first pair of each state, and one past the last (state + 1).
        pair_edge: The first edge of each pair, and one past the last (pair + 1).
        edge_mid: Where each edge leads (edge).
        edge_entry: Which entry of the moves' chances it has (edge).
        edge_side: 1 if it enters the red line, 2 if it leaves it, 0 otherwise (edge).
        pair_cost: Which act each pair is (pair).
        mid_edge: The first edge of each mid node, and one past the last.
        drift_post: Where each of these leads.
        drift_entry: Which entry of nature's chances it has.
        post_edge: The first edge of each post node, and one past the last.
        to_state: Where each of these leads.
        to_entry: Which entry of the chances of report, monitor and call it has.
        state_cell: The posture and joint levels of each state, as one number (state).
        post_row: The row of each post node (post).
        begin: The states at the start (start).
        order: The pairs as the model lists them, in this order (pair).
        is_sure: Whether every pair has one edge, which is certain.
    """

    reach: Places
    state_pair: Places
    pair_edge: Places
    edge_mid: Places
    edge_entry: Places
    edge_side: NDArray[np.int8]
    pair_cost: Places
    mid_edge: Places
    drift_post: Places
    drift_entry: Places
    post_edge: Places
    to_state: Places
    to_entry: Places
    state_cell: Places
    post_row: Places
    begin: Places
    order: Ints
    is_sure: bool


def wired(model: Model, periods: int) -> Wiring:
    """
    Lay out the indices of a game for so many periods; once for all games of one structure.

    Args:
        model: The compiled game.
        periods: How many periods are worked out.
    """
    wiring = model.layouts.get(periods)
    if not isinstance(wiring, Wiring):
        wiring = model.layouts[periods] = _wired(model, periods)
    return wiring


def _wired(model: Model, periods: int) -> Wiring:
    states, mids, posts = _first_reached(model, periods) if model.horizon < inf else _at_once(model)
    by_state, states = _neighboured(states, model.public_of, model.level_of)
    by_mid, mids = _neighboured(mids, mid_public(model), model.mid_level)
    by_post, posts = _neighboured(posts, model.post_public, model.post_level)
    new_state, new_mid, new_post = (_inverse(order) for order in (by_state, by_mid, by_post))
    counts = np.bincount(model.pair_state, minlength=model.size)
    order = _spread(model.acts_from[by_state], counts[by_state])
    acted, drifted, resolved = (
        _sorted(edges, rank)
        for edges, rank in (
            (model.acted, _inverse(order)),
            (model.drifted, new_mid),
            (model.resolved, new_post),
        )
    )
    inside = model.inside.astype(bool)
    before = inside[model.level_of[model.pair_state[model.acted.origins[acted]]]]
    after = inside[model.mid_level[model.acted.ends[acted]]]
    is_sure = len(acted) == len(order) and bool(
        (model.acted.table[np.unique(model.acted.entry)] == 1).all()
    )
    columns = periods + 1 if model.horizon < inf else 1
    reach = [
        [np.count_nonzero(first <= period) for period in range(columns)]
        for first in (states, mids, posts)
    ]
    return Wiring(
        reach=_short(np.array(reach)),
        state_pair=_starts(counts[by_state]),
        pair_edge=_starts(np.bincount(model.acted.origins, minlength=len(order))[order]),
        edge_mid=_short(new_mid[model.acted.ends[acted]]),
        edge_entry=_short(model.acted.entry[acted]),
        edge_side=np.where(before == after, 0, np.where(after, 1, 2)).astype(np.int8),
        pair_cost=_short(act_costs(model)[1][order]),
        mid_edge=_starts(np.bincount(model.drifted.origins, minlength=len(by_mid))[by_mid]),
        drift_post=_short(new_post[model.drifted.ends[drifted]]),
        drift_entry=_short(model.drifted.entry[drifted]),
        post_edge=_starts(np.bincount(model.resolved.origins, minlength=len(by_post))[by_post]),
        to_state=_short(new_state[model.resolved.ends[resolved]]),
        to_entry=_short(model.resolved.entry[resolved]),
        state_cell=_short((model.posture_of * len(model.levels.states) + model.level_of)[by_state]),
        post_row=_short(model.post_row[by_post]),
        begin=_short(new_state[model.origins]),
        order=order,
        is_sure=is_sure,
    )


@record
class Numbers:
    """
    The numbers of a game, flat: block by block, entry by entry, draw by draw.

    Args:
        sizes: How many entries there are of moves, drift, resolve, cost, cells and rows.
        move: Chances of moves.
        drift: Chances of nature.
        resolve: Chances of report, monitor and call.
        cost: What an act costs the challenger [M].
        own_cell: What a type gets on arrival, type by type within a block [M].
        survive: The chance that no disaster follows on arrival, by cell.
        other_cell: What the responder gets on arrival [M].
        other_row: What it gets on the way [M].
        discount: The weights of next period, type by type, the responder's last.
        prior: The chance of each type.
        begun: The chance of each state at the start.
        precision: The precision of each type, 0 where it never errs [1/M].
        is_open: Which pairs each type may choose (type, pair).
    """

    sizes: Ints
    move: Floats
    drift: Floats
    resolve: Floats
    cost: Floats
    own_cell: Floats
    survive: Floats
    other_cell: Floats
    other_row: Floats
    discount: Floats
    prior: Floats
    begun: Floats
    precision: Floats
    is_open: Bools


def numbered(
    model: Model, wiring: Wiring, kinds: Sequence[int], lanes: int, parts: PayoffParts
) -> Numbers:
    """
    Lay out the numbers of a game for some of its types.

    Args:
        model: The compiled game.
        wiring: Its indices.
        kinds: The places of the types.
        lanes: How many draws a block holds.
        parts: The parts of the responder's payoffs, by cell and by row.
    """
    draws = model.draws
    shape = (len(model.postures), len(model.levels.states), draws)

    def cells(values: Floats) -> Floats:
        return np.broadcast_to(values, shape).reshape(-1, draws)

    rules = [rule_of(model, kind) for kind in kinds]
    own = [cells(challenger_cells(model, kind)) for kind in kinds]
    discounts = [challenger_discount(model, kind) for kind in kinds]
    priors = [
        np.array([game.challenger.types[kind].prior for game in model.games]) for kind in kinds
    ]
    costs = act_costs(model)[0]
    responder = [game.time.discount.responder for game in model.games]
    rows = -parts.setup - parts.audience
    tables = (model.acted.table, model.drifted.table, model.resolved.table, costs, own[0], rows)
    return Numbers(
        sizes=np.array([len(table) for table in tables]),
        move=blocked(model.acted.table, lanes),
        drift=blocked(model.drifted.table, lanes),
        resolve=blocked(model.resolved.table, lanes),
        cost=blocked(costs, lanes),
        own_cell=blocked(np.concatenate(own), lanes),
        survive=blocked(cells(1 - hazards(model)), lanes),
        other_cell=blocked(cells(parts.benefit - parts.harm - parts.cost - parts.disaster), lanes),
        other_row=blocked(rows, lanes),
        discount=blocked(np.array([*discounts, responder]), lanes),
        prior=blocked(np.array(priors), lanes),
        begun=blocked(model.begun, lanes),
        precision=blocked(
            np.array([np.where(np.isinf(rule.precision), 0.0, rule.precision) for rule in rules]),
            lanes,
        ),
        is_open=np.array([rule.allowed[wiring.order] for rule in rules]),
    )


def blocked(table: Floats, lanes: int) -> Floats:
    """
    List a table block by block; the last block is filled up with its last draw.

    Args:
        table: The numbers (entry, draw).
        lanes: How many draws a block holds.

    Returns:
        The numbers, flat (block · entry · lane).
    """
    entries, draws = table.shape
    blocks = -(-draws // lanes)
    flat = empty(blocks * entries * lanes)
    view = flat.reshape(blocks, entries, lanes)
    whole = draws // lanes
    view[:whole] = table[:, : whole * lanes].reshape(entries, whole, lanes).transpose(1, 0, 2)
    if whole < blocks:
        rest = draws - whole * lanes
        view[whole, :, :rest] = table[:, whole * lanes :]
        view[whole, :, rest:] = table[:, -1:]
    return flat


def unblocked(flat: Floats, entries: int, lanes: int, draws: int) -> Floats:
    """Give a table that is listed block by block as (entry, draw)."""
    return flat.reshape(-1, entries, lanes).transpose(1, 0, 2).reshape(entries, -1)[:, :draws]


def empty(count: int) -> Floats:
    """Make room for so many numbers, at the start of a line of the cache."""
    room = np.empty(count + _LINE // 8)
    first = (-room.ctypes.data // 8) % (_LINE // 8)
    return room[first : first + count]


def is_alike(precision: Floats) -> bool:
    """Whether all draws of a type err, or none does."""
    never = precision == inf
    return bool(never.all() or not never.any())


def _first_reached(model: Model, periods: int) -> tuple[Ints, Ints, Ints]:
    """Give for each state, mid node and post node the first period in which it can be reached."""
    never = periods + 1
    states, mids, posts = (
        np.full(size, never) for size in (model.size, len(model.mid_level), len(model.post_level))
    )
    now = np.unique(model.origins)
    states[now] = 0
    for period in range(periods + 1):
        if not len(now):
            break
        is_now = np.zeros(model.size, dtype=bool)
        is_now[now] = True
        pairs = is_now[model.pair_state]
        new_mids = _newly(model.acted, pairs, mids, period)
        new_posts = _newly(model.drifted, new_mids, posts, period)
        now = np.flatnonzero(_newly(model.resolved, new_posts, states, period + 1))
    return states, mids, posts


def _at_once(model: Model) -> tuple[Ints, Ints, Ints]:
    states, mids, posts = (
        np.zeros(size, dtype=np.int64)
        for size in (model.size, len(model.mid_level), len(model.post_level))
    )
    return states, mids, posts


def _neighboured(reached: Ints, public: Ints, level: Ints) -> tuple[Ints, Ints]:
    """
    Order nodes so that those with the same public part stand together, and give from when on each
    is worked out.

    An act changes the levels and leaves the public part: what it leads to is then near in memory,
    which is worth more than the few nodes that are worked out before they can be reached.
    """
    first = np.full(int(public.max(initial=-1)) + 1, reached.max(initial=0))
    np.minimum.at(first, public, reached)
    together = first[public]
    return np.lexsort((level, public, together)), together


def mid_public(model: Model) -> Ints:
    """Give the public part of each node between the acts and nature (mid)."""
    public = np.zeros(len(model.mid_level), dtype=np.int64)
    public[model.acted.ends] = model.public_of[model.pair_state[model.acted.origins]]
    return public


def _newly(edges: Edges, origins: Bools, reached: Ints, period: int) -> Bools:
    """Note what is reached for the first time, and mark it."""
    is_new = np.zeros(len(reached), dtype=bool)
    is_new[edges.ends[origins[edges.origins]]] = True
    is_new &= reached > period
    reached[is_new] = period
    return is_new


def _sorted(edges: Edges, rank: Ints) -> Ints:
    """List edges by the rank of their origins."""
    return np.argsort(rank[edges.origins], kind="stable")


def _inverse(order: Ints) -> Ints:
    places = np.empty_like(order)
    places[order] = np.arange(len(order))
    return places


def _spread(starts: Ints, counts: Ints) -> Ints:
    firsts = np.cumsum(counts) - counts
    return np.asarray(np.arange(counts.sum()) + np.repeat(starts - firsts, counts), dtype=np.int64)


def _starts(counts: Ints) -> Places:
    return _short(np.concatenate([[0], np.cumsum(counts)]))


def _short(values: Ints) -> Places:
    return np.ascontiguousarray(values, dtype=np.int32)
