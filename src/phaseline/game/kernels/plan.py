"""
A compiled game laid out for a kernel: nodes in the order in which they can first be reached, tables
in blocks of draws.

A node that cannot be reached within a number of periods is not worked out for them: with an end,
and few states at the start, that is about half of the work. Sorted by the first period in which
they can be reached, the nodes of a period are the first ones of a list. Draws that share a
structure need not take the same steps in it: a block of draws leaves out what none of them reaches.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import inf

import numpy as np
from numpy.typing import NDArray

from phaseline.game.arrays import Bools, Floats, Ints, spread
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
MOST_LAID = 3_000_000  # edges of all layouts of one structure that are kept
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


@record
class Lot:
    """
    Blocks of draws that take the same steps.

    Args:
        first: The first block.
        last: The block after the last one.
        wiring: The indices of the steps that they take.
    """

    first: int
    last: int
    wiring: Wiring


def lots(model: Model, periods: int, lanes: int) -> list[Lot]:
    """
    Lay out the indices of a game, for each lot of blocks once.

    Args:
        model: The compiled game.
        periods: How many periods are worked out.
        lanes: How many draws a block holds.
    """
    is_taken = model.resolved.table > 0
    if model.horizon == inf or is_taken.all():
        wiring = _kept(model, periods, np.ones(len(is_taken), dtype=bool))
        return [Lot(first=0, last=-(-model.draws // lanes), wiring=wiring)]
    laid: list[Lot] = []
    for block, start in enumerate(range(0, model.draws, lanes)):
        live = np.logical_or.reduce(is_taken[:, start : start + lanes], axis=1)
        wiring = _kept(model, periods, live)
        if laid and laid[-1].wiring is wiring:
            laid[-1] = replace(laid[-1], last=block + 1)
        else:
            laid.append(Lot(first=block, last=block + 1, wiring=wiring))
    return laid


def _kept(model: Model, periods: int, live: Bools) -> Wiring:
    """Lay out the indices once for all games of one structure, as far as there is room."""
    key = (periods, np.packbits(live).tobytes())
    wiring = model.layouts.get(key)
    if not isinstance(wiring, Wiring):
        wiring = wired(model, periods, live)
        if len(model.layouts) * len(model.acted.origins) <= MOST_LAID:
            model.layouts[key] = wiring
    return wiring


@record
class _Nodes:
    """
    Nodes in the order of their public parts, and among these of their levels.

    An act changes the levels and leaves the public part: what it leads to is then near in memory,
    which is worth more than the few nodes that are worked out before they can be reached.

    Args:
        order: The nodes (node).
        starts: The first of each public part in this order (public part).
        counts: How many each has (public part).
    """

    order: Ints
    starts: Ints
    counts: Ints

    def of(self, publics: Ints) -> Ints:
        """List the nodes of some public parts."""
        return self.order[spread(self.starts, self.counts, publics)[0]]

    def reached(self, publics: Ints, first: Ints, columns: int) -> Ints:
        """
        Count the nodes that can be reached within so many periods (period).

        Args:
            publics: The public parts, those first that are reached first.
            first: The first period in which each can be reached.
            columns: How many periods are told.
        """
        sums = np.concatenate([[0], np.cumsum(self.counts[publics])])
        return sums[np.searchsorted(first, np.arange(columns), side="right")]


@record
class _Layers:
    """
    The nodes of a game by public part, and the public parts between which each entry of the chances
    of report, monitor and call leads.

    Args:
        states: The states.
        mids: The nodes between acts and nature.
        posts: The nodes after nature.
        before: The public part before (entry).
        after: The public part after (entry).
    """

    states: _Nodes
    mids: _Nodes
    posts: _Nodes
    before: Ints
    after: Ints


def _layers(model: Model) -> _Layers:
    layers = model.layouts.get("layers")
    if not isinstance(layers, _Layers):
        count, edges = len(model.publics), model.resolved
        before, after = (np.zeros(len(edges.table), dtype=np.int64) for _ in range(2))
        before[edges.entry] = model.post_public[edges.origins]
        after[edges.entry] = model.public_of[edges.ends]
        layers = model.layouts["layers"] = _Layers(
            states=_by_public(model.public_of, model.level_of, count),
            mids=_by_public(mid_public(model), model.mid_level, count),
            posts=_by_public(model.post_public, model.post_level, count),
            before=before,
            after=after,
        )
    return layers


def _by_public(public: Ints, level: Ints, count: int) -> _Nodes:
    counts = np.bincount(public, minlength=count)
    return _Nodes(
        order=np.lexsort((level, public)), starts=np.cumsum(counts) - counts, counts=counts
    )


def wired(model: Model, periods: int, live: Bools) -> Wiring:
    """
    Lay out the indices of a game for so many periods.

    Args:
        model: The compiled game.
        periods: How many periods are worked out.
        live: Which entries of the chances of report, monitor and call are above 0 in a draw that is
            worked out (entry).
    """
    layers, columns = _layers(model), periods + 1 if model.horizon < inf else 1
    publics, first = _first_reached(model, layers, periods, live)
    by_state, by_mid, by_post = (
        nodes.of(publics) for nodes in (layers.states, layers.mids, layers.posts)
    )
    new_state = _places(by_state, model.size)
    new_mid = _places(by_mid, len(model.mid_level))
    new_post = _places(by_post, len(model.post_level))
    counts = np.bincount(model.pair_state, minlength=model.size)
    order = spread(model.acts_from, counts, by_state)[0]
    acted, acts = _edges_of(model.acted, order)
    drifted, drifts = _edges_of(model.drifted, by_mid)
    resolved, calls = _edges_of(model.resolved, by_post, live)
    inside = model.inside.astype(bool)
    before = inside[model.level_of[model.pair_state[model.acted.origins[acted]]]]
    after = inside[model.mid_level[model.acted.ends[acted]]]
    is_sure = len(acted) == len(order) and bool(
        (model.acted.table[np.unique(model.acted.entry)] == 1).all()
    )
    return Wiring(
        reach=_short(
            np.array(
                [
                    nodes.reached(publics, first, columns)
                    for nodes in (layers.states, layers.mids, layers.posts)
                ]
            )
        ),
        state_pair=_starts(counts[by_state]),
        pair_edge=_starts(acts),
        edge_mid=_short(new_mid[model.acted.ends[acted]]),
        edge_entry=_short(model.acted.entry[acted]),
        edge_side=np.where(before == after, 0, np.where(after, 1, 2)).astype(np.int8),
        pair_cost=_short(act_costs(model)[1][order]),
        mid_edge=_starts(drifts),
        drift_post=_short(new_post[model.drifted.ends[drifted]]),
        drift_entry=_short(model.drifted.entry[drifted]),
        post_edge=_starts(calls),
        to_state=_short(new_state[model.resolved.ends[resolved]]),
        to_entry=_short(model.resolved.entry[resolved]),
        state_cell=_short((model.posture_of * len(model.levels.states) + model.level_of)[by_state]),
        post_row=_short(model.post_row[by_post]),
        begin=_short(new_state[model.origins]),
        order=order,
        is_sure=is_sure,
    )


def _edges_of(edges: Edges, origins: Ints, live: Bools | None = None) -> tuple[Ints, Ints]:
    """
    List the edges of some nodes, and say how many each has (node).

    Args:
        edges: All edges, sorted by origin.
        origins: The nodes.
        live: Which entries count; all if left out (entry).
    """
    counts = np.bincount(edges.origins, minlength=edges.sizes[0])
    listed, owner = spread(np.cumsum(counts) - counts, counts, origins)
    if live is not None:
        is_live = live[edges.entry[listed]]
        listed, owner = listed[is_live], owner[is_live]
    return listed, np.bincount(owner, minlength=len(origins))


def _places(order: Ints, count: int) -> Ints:
    """
    Give the place of each node in a list, 0 to one that is not in it: what leads there is never
    worked out.
    """
    places = np.zeros(count, dtype=np.int64)
    places[order] = np.arange(len(order))
    return places


def _first_reached(model: Model, layers: _Layers, periods: int, live: Bools) -> tuple[Ints, Ints]:
    """
    Give the public parts that can be reached, those first that are reached first, and the first
    period in which each can be, whatever the levels are; all of them at once, without an end.
    """
    never = periods + 1
    first = np.full(len(model.publics), never if model.horizon < inf else 0)
    now = np.zeros(len(first), dtype=bool)
    now[model.public_of[model.origins]] = True
    first[now] = 0
    before, after = layers.before[live], layers.after[live]
    for period in range(1, never):
        fresh = np.zeros_like(now)
        fresh[after[now[before]]] = True
        now = fresh & (first > period)
        first[now] = period
        if not now.any():
            break
    publics = np.argsort(first, kind="stable")[: np.count_nonzero(first < never)]
    return publics, first[publics]


def mid_public(model: Model) -> Ints:
    """Give the public part of each node between the acts and nature (mid)."""
    public = np.zeros(len(model.mid_level), dtype=np.int64)
    public[model.acted.ends] = model.public_of[model.pair_state[model.acted.origins]]
    return public


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


def numbered(
    model: Model, kinds: Sequence[int], lanes: int, parts: PayoffParts, favour: Floats
) -> Numbers:
    """
    Lay out the numbers of a game for some of its types.

    Args:
        model: The compiled game.
        kinds: The places of the types.
        lanes: How many draws a block holds.
        parts: The parts of the responder's payoffs, by cell and by row.
        favour: 1 where ties of the challenger are broken for the responder, -1 where they are
            broken against it, whose payoffs then count the other way round (draw).
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
    rows = favour * (-parts.setup - parts.audience)
    theirs = cells(favour * (parts.benefit - parts.harm - parts.cost - parts.disaster))
    tables = (model.acted.table, model.drifted.table, model.resolved.table, costs, own[0], rows)
    return Numbers(
        sizes=np.array([len(table) for table in tables]),
        move=blocked(model.acted.table, lanes),
        drift=blocked(model.drifted.table, lanes),
        resolve=blocked(model.resolved.table, lanes),
        cost=blocked(costs, lanes),
        own_cell=blocked(np.concatenate(own), lanes),
        survive=blocked(cells(1 - hazards(model)), lanes),
        other_cell=blocked(theirs, lanes),
        other_row=blocked(rows, lanes),
        discount=blocked(np.array([*discounts, responder]), lanes),
        prior=blocked(np.array(priors), lanes),
        begun=blocked(model.begun, lanes),
        precision=blocked(
            np.array([np.where(np.isinf(rule.precision), 0.0, rule.precision) for rule in rules]),
            lanes,
        ),
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


def _starts(counts: Ints) -> Places:
    return _short(np.concatenate([[0], np.cumsum(counts)]))


def _short(values: Ints) -> Places:
    return np.ascontiguousarray(values, dtype=np.int32)
