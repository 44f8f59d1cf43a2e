"""
The kernel: one sweep back for what acts are worth, one ahead for what follows, for a few draws in
one register.

What it does is what `game.response` and `game.flow` do; those say why. `source` copies this module
for a shape of game and a machine, with other constants in the lines that are marked: where a branch
asks for one of them, only one side of it is compiled. Every function but the last is put into the
one that calls it, so that draws stay in registers and no call is paid for.

Arrays are flat, and handed on by their addresses: an array is ten words, and all of them would be
compiled wherever it is handed on. A place is that of a vector, one number for each draw of a block;
a table of entries is listed block by block, and its address is that of the block. What a node has
is two vectors: the challenger's number and beside it the responder's, for where one is read, so is
the other.
"""

from collections.abc import Callable
from math import inf
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numba import njit
from numpy.typing import NDArray

from phaseline.game.kernels.lanes import (
    add,
    add_to,
    draw_by_draw,
    filled,
    fma,
    highest,
    is_any,
    load,
    look_up,
    note,
    noted,
    pick,
    put_both,
    save,
    size,
    start,
    where,
)

# These are replaced in a copy:
LANES = 2
IS_SURE = False
ERRS = False
IS_ENDLESS = False
IS_CACHED = False
TIE = 1e-9

ROUNDING = 1e-10 if IS_ENDLESS else 1e-12
SETTLED = 1e-13  # of the largest value: a change that is none
MOST_ROUNDS = 50_000  # of a game without an end; a discount of 0.999 takes some 30,000
ENTERS = 1  # the side of an edge on which the red line is crossed from outside

Vector = Any  # a number of each draw of a block
Floats = NDArray[np.float64]
Places = NDArray[np.int32]

get, put, entry = load(LANES, LANES), save(LANES), look_up(LANES)
own, other = load(LANES, 2 * LANES), load(LANES, 2 * LANES, LANES)
add_own, add_other = add_to(0), add_to(1)
fill, act_noted = filled(LANES), noted(LANES)
exp, log = draw_by_draw("exp"), draw_by_draw("log")

Function = TypeVar("Function", bound=Callable[..., object])


def part(function: Function) -> Function:
    """
    Compile a function that only others of this module call, into each of them.

    References are not counted: the arrays are the caller's. Nor are there wrappers for Python,
    which take longer to compile than the function. What calls it is optimised anew with it in it,
    so parts within parts within parts take long to compile: see `merged`.
    """
    compiled: Function = njit(
        boundscheck=False,
        error_model="numpy",
        forceinline=True,
        no_cpython_wrapper=True,
        no_cfunc_wrapper=True,
        _nrt=False,
    )(function)
    return compiled


def merged(function: Function) -> Function:
    """
    Put a function into the only one that calls it before that one is compiled.

    It is a step that has a name, and is compiled once; called twice, it would be compiled twice.
    """
    compiled: Function = njit(inline="always")(function)
    return compiled


def entrance(function: Function) -> Function:
    """Compile the function that Python calls, and keep what comes of it."""
    compiled: Function = njit(
        nogil=True,
        cache=IS_CACHED,
        boundscheck=False,
        error_model="numpy",
        no_cfunc_wrapper=True,
        _nrt=False,
    )(function)
    return compiled


class Stage(NamedTuple):
    """The edges of a stage of a period: of acts, of nature, or of report, monitor and call."""

    first: Places  # edge of each node, and one past the last
    entry: Places  # of the chances, by edge
    end: Places  # where an edge leads
    chance: Floats


class Choice(NamedTuple):
    """What a type chooses from, and what it has chosen."""

    moves: Stage
    first: Places  # pair of each state, and one past the last
    entry: Places  # of the costs, by pair
    cost: Floats
    is_open: NDArray[np.bool_]  # by pair
    side: NDArray[np.int8]  # of the red line, by edge of the moves
    mids: Floats  # the nodes to which the moves lead
    act: NDArray[np.int16]  # by period and state
    weights: Floats  # of a type that errs, by period and pair
    precision: Vector
    states: int
    pairs: int


class Arrival(NamedTuple):
    """What arriving in a state is worth, and the chance that no disaster follows."""

    cell: Places  # of each state
    own: Floats  # by cell
    other: Floats
    survive: Floats
    cells: int


class Sums(NamedTuple):
    """What is summed up, as `run.SweepResult` describes it."""

    own_worth: Floats
    other_worth: Floats
    residual: Floats
    cells: Floats
    seen: Floats  # by period and cell
    rows: Floats
    enters: Floats
    leaves: Floats


class Room(NamedTuple):
    """
    Room to work in: values on the way back, shares of the draws' mass on the way ahead.

    On the way ahead the challenger's side holds all mass, the other side what never crossed.
    """

    states: Floats
    mids: Floats
    posts: Floats


class Extent(NamedTuple):
    """How many nodes and periods there are, what can be reached by each period, and weights."""

    reached_states: Places
    reached_mids: Places
    reached_posts: Places
    nodes: int
    periods: int
    steps: int
    patience: Vector
    other_patience: Vector
    share: Vector


class Instance(NamedTuple):
    """A type of the game in a block of draws: all that a sweep works on."""

    nature: Stage
    calls: Stage
    choice: Choice
    arrival: Arrival
    post_row: Places
    other_row: Floats
    begin: Places
    begun: Floats
    starts: int
    sums: Sums
    room: Room
    extent: Extent


@part
def mean(node: int, stage: Stage, values: Floats) -> tuple[Vector, Vector]:
    """Give what follows a node to both sides: the mean over its edges."""
    first = pick(stage.first, node)
    chance, end = entry(stage.chance, stage.entry, first), pick(stage.end, first)
    mine, theirs = chance * own(values, end), chance * other(values, end)
    for edge in range(first + 1, pick(stage.first, node + 1)):
        chance, end = entry(stage.chance, stage.entry, edge), pick(stage.end, edge)
        mine = fma(chance, own(values, end), mine)
        theirs = fma(chance, other(values, end), theirs)
    return mine, theirs


@part
def act_worth(pair: int, choice: Choice) -> tuple[Vector, Vector]:
    """Give what an act is worth to both sides."""
    moves, mids, cost = choice.moves, choice.mids, entry(choice.cost, choice.entry, pair)
    if IS_SURE:
        end = pick(moves.end, pair)
        return own(mids, end) - cost, other(mids, end)
    mine, theirs = fill(0.0), fill(0.0)
    for edge in range(pick(moves.first, pair), pick(moves.first, pair + 1)):
        chance, end = entry(moves.chance, moves.entry, edge), pick(moves.end, edge)
        mine = fma(chance, own(mids, end), mine)
        theirs = fma(chance, other(mids, end), theirs)
    return mine - cost, theirs


@part
def best_act(
    state: int, now: int, largest: Vector, choice: Choice
) -> tuple[Vector, Vector, Vector]:
    """
    Choose for a challenger that never errs: the best act; among acts as good as the best, but for
    rounding, the one that is best for the other side, the first of several.
    """
    lowest = fill(-inf)
    best, second, act, other_best, place = lowest, lowest, fill(0.0), lowest, fill(0.0)
    first, last = pick(choice.first, state), pick(choice.first, state + 1)
    for pair in range(first, last):
        if choice.is_open[pair]:
            mine, theirs = act_worth(pair, choice)
            is_better = mine > best
            second = highest(second, where(is_better, best, mine))
            act = where(is_better, place, act)
            other_best = where(is_better, theirs, other_best)
            best = where(is_better, mine, best)
        place = place + fill(1.0)
    largest = highest(largest, size(best))
    margin = fma(fill(-TIE), largest, best)
    if is_any(second >= margin):
        other_best = lowest
        for pair in range(first, last):
            if choice.is_open[pair]:
                mine, theirs = act_worth(pair, choice)
                other_best = highest(other_best, where(mine >= margin, theirs, lowest))
        enough = fma(fill(-ROUNDING), highest(fill(1.0), size(other_best)), other_best)
        for pair in range(last - 1, first - 1, -1):
            if choice.is_open[pair]:
                mine, theirs = act_worth(pair, choice)
                is_taken = (mine >= margin) & (theirs >= enough)
                act = where(is_taken, fill(float(pair - first)), act)
    note(choice.act, now * choice.states + state, act)
    return best, other_best, largest


@part
def erring_act(state: int, now: int, choice: Choice) -> tuple[Vector, Vector]:
    """Choose for a challenger that errs: acts with a chance that grows with what they are worth."""
    zero, best, sharp = fill(0.0), fill(-inf), choice.precision
    first, last = pick(choice.first, state), pick(choice.first, state + 1)
    base = now * choice.pairs
    for pair in range(first, last):
        if choice.is_open[pair]:
            mine, _ = act_worth(pair, choice)
            put(choice.weights, base + pair, mine)
            best = highest(best, mine)
    total, own_mean, other_mean = zero, zero, zero
    for pair in range(first, last):
        if choice.is_open[pair]:
            mine, theirs = act_worth(pair, choice)
            weight = exp(sharp * (mine - best))
            total = total + weight
            own_mean = fma(weight, mine, own_mean)
            other_mean = fma(weight, theirs, other_mean)
            put(choice.weights, base + pair, weight)
    for pair in range(first, last):
        weight = zero
        if choice.is_open[pair]:
            weight = get(choice.weights, base + pair) / total
        put(choice.weights, base + pair, weight)
    soft = best + log(total) / where(sharp > zero, sharp, fill(1.0))
    return where(sharp > zero, soft, own_mean / total), other_mean / total


@part
def discounted(
    cell: int, best: Vector, theirs: Vector, arrival: Arrival, extent: Extent
) -> tuple[Vector, Vector]:
    """Give what arriving in a state is worth to both sides, what follows included."""
    stays = get(arrival.survive, cell)
    return (
        fma(extent.patience * stays, best, get(arrival.own, cell)),
        fma(extent.other_patience * stays, theirs, get(arrival.other, cell)),
    )


@merged
def before_acts(now: int, game: Instance) -> None:
    """Work out what the nodes after the acts are worth: the mean over nature, and what follows."""
    room, row, extent = game.room, game.post_row, game.extent
    for post in range(pick(extent.reached_posts, now)):
        mine, theirs = mean(post, game.calls, room.states)
        put_both(room.posts, post, mine, theirs + entry(game.other_row, row, post))
    for mid in range(pick(extent.reached_mids, now)):
        mine, theirs = mean(mid, game.nature, room.posts)
        put_both(room.mids, mid, mine, theirs)


@part
def clear(values: Floats, nodes: int) -> None:
    """Leave nothing in so many nodes."""
    for node in range(nodes):
        put_both(values, node, fill(0.0), fill(0.0))


@merged
def sweep_back(game: Instance) -> None:
    """
    Work out what states are worth, from the last period to the first.

    States of one public part are worked out together, some before they can be reached, from nodes
    that are not worked out yet. Nobody uses what comes of it but `largest`, by which ties are
    measured: those nodes must hold nothing, not what was in memory.
    """
    arrival, states, extent = game.arrival, game.room.states, game.extent
    clear(states, extent.nodes)
    for state in range(pick(extent.reached_states, extent.periods)):
        cell = pick(arrival.cell, state)
        put_both(states, state, get(arrival.own, cell), get(arrival.other, cell))
    largest = fill(1.0)
    for period in range(extent.periods - 1, -1, -1):
        before_acts(period, game)
        for state in range(pick(extent.reached_states, period)):
            if ERRS:
                best, theirs = erring_act(state, period, game.choice)
            else:
                best, theirs, largest = best_act(state, period, largest, game.choice)
            if period:
                cell = pick(arrival.cell, state)
                best, theirs = discounted(cell, best, theirs, arrival, extent)
            put_both(states, state, best, theirs)


@merged
def iterate_values(game: Instance) -> None:
    """
    Work out what states are worth without an end: the same backup again and again, until neither
    side's values change; then once more, for the values themselves.
    """
    arrival, states, extent = game.arrival, game.room.states, game.extent
    for state in range(game.choice.states):
        cell = pick(arrival.cell, state)
        put_both(states, state, get(arrival.own, cell), get(arrival.other, cell))
    largest, is_settled = fill(1.0), False
    for turn in range(MOST_ROUNDS):
        before_acts(0, game)
        change, biggest = fill(0.0), fill(1.0)
        for state in range(pick(extent.reached_states, 0)):
            if ERRS:
                best, theirs = erring_act(state, 0, game.choice)
            else:
                best, theirs, largest = best_act(state, 0, largest, game.choice)
            if not is_settled:
                cell = pick(arrival.cell, state)
                best, theirs = discounted(cell, best, theirs, arrival, extent)
                change = highest(change, size(best - own(states, state)))
                change = highest(change, size(theirs - other(states, state)))
                biggest = highest(biggest, highest(size(best), size(theirs)))
            put_both(states, state, best, theirs)
        if is_settled:
            break
        is_moving = is_any(change > fill(SETTLED) * biggest)
        is_settled = not is_moving or turn == MOST_ROUNDS - 2
        put(game.sums.residual, 0, change / biggest)


@merged
def sum_worth(game: Instance) -> None:
    """Add up what the start is worth to the type, and to the responder over all types."""
    states, sums = game.room.states, game.sums
    mine, theirs = fill(0.0), fill(0.0)
    for place in range(game.starts):
        state, chance = pick(game.begin, place), get(game.begun, place)
        mine = fma(chance, own(states, state), mine)
        theirs = fma(chance, other(states, state), theirs)
    put(sums.own_worth, 0, mine)
    add(sums.other_worth, 0, game.extent.share, theirs)


@part
def send(node: int, stage: Stage, mass: Vector, still: Vector, values: Floats) -> None:
    """Send the mass of a node along its edges."""
    for edge in range(pick(stage.first, node), pick(stage.first, node + 1)):
        chance, end = entry(stage.chance, stage.entry, edge), pick(stage.end, edge)
        add_own(values, end, chance, mass)
        add_other(values, end, chance, still)


@part
def send_act(
    pair: int, masses: tuple[Vector, Vector], crossings: tuple[Vector, Vector], choice: Choice
) -> tuple[Vector, Vector]:
    """
    Send mass where an act leads, and give what has entered and left the red line so far: what
    crosses it there has crossed it.
    """
    moves, mids, side = choice.moves, choice.mids, choice.side
    mass, still = masses
    entered, left = crossings
    first, last, chance = pair, pair + 1, fill(1.0)
    if not IS_SURE:
        first, last = pick(moves.first, pair), pick(moves.first, pair + 1)
    for edge in range(first, last):
        if not IS_SURE:
            chance = entry(moves.chance, moves.entry, edge)
        end = pick(moves.end, edge)
        add_own(mids, end, chance, mass)
        if side[edge] == 0:
            add_other(mids, end, chance, still)
        elif side[edge] == ENTERS:
            entered = fma(chance, still, entered)
        else:
            left = fma(chance, still, left)
    return entered, left


@part
def act_ahead(now: int, game: Instance) -> tuple[Vector, Vector]:
    """
    Send the mass of states where the acts lead that are taken there, and give what crosses the red
    line for the first time, into it and out of it.
    """
    choice, states, extent, zero = game.choice, game.room.states, game.extent, fill(0.0)
    crossings = zero, zero
    for state in range(pick(extent.reached_states, now)):
        mass, still = own(states, state), other(states, state)
        if is_any(mass):
            put_both(states, state, zero, zero)
            first, act = pick(choice.first, state), zero
            if not ERRS:
                act = act_noted(choice.act, now * choice.states + state)
            for pair in range(first, pick(choice.first, state + 1)):
                if ERRS:
                    chance = get(choice.weights, now * choice.pairs + pair)
                    here, rest = chance * mass, chance * still
                else:
                    is_taken = act == fill(float(pair - first))
                    here, rest = where(is_taken, mass, zero), where(is_taken, still, zero)
                if is_any(here):
                    crossings = send_act(pair, (here, rest), crossings, choice)
    return crossings


@merged
def nature_ahead(now: int, weight: Vector, game: Instance) -> None:
    """Send mass through nature, then through report, monitor and call, and sum it up by row."""
    room, extent, zero = game.room, game.extent, fill(0.0)
    for mid in range(pick(extent.reached_mids, now)):
        mass, still = own(room.mids, mid), other(room.mids, mid)
        if is_any(mass):
            put_both(room.mids, mid, zero, zero)
            send(mid, game.nature, mass, still, room.posts)
    for post in range(pick(extent.reached_posts, now)):
        mass, still = own(room.posts, post), other(room.posts, post)
        if is_any(mass):
            put_both(room.posts, post, zero, zero)
            add(game.sums.rows, pick(game.post_row, post), weight, mass)
            send(post, game.calls, mass, still, room.states)


@merged
def sweep_ahead(game: Instance) -> None:
    """Follow the mass of the start through the periods, by the acts that are taken."""
    room, extent, sums, cells = game.room, game.extent, game.sums, game.arrival.cell
    clear(room.states, extent.nodes)
    for place in range(game.starts):
        state, chance = pick(game.begin, place), get(game.begun, place)
        add_own(room.states, state, fill(1.0), chance)
        add_other(room.states, state, fill(1.0), chance)
    weight = extent.share
    for period in range(extent.steps):
        now, after = (0, 0) if IS_ENDLESS else (period, period + 1)
        entered, left = act_ahead(now, game)
        is_counted = period < extent.periods
        if is_counted:
            add(sums.enters, period, extent.share, entered)
            add(sums.leaves, period, extent.share, left)
        nature_ahead(now, weight, game)
        for state in range(pick(extent.reached_states, after)):
            mass, still = own(room.states, state), other(room.states, state)
            if is_any(mass):
                cell = pick(cells, state)
                add(sums.cells, cell, weight, mass)
                if is_counted:
                    add(sums.seen, period * game.arrival.cells + cell, extent.share, mass)
                stays = get(game.arrival.survive, cell)
                put_both(room.states, state, stays * mass, stays * still)
        weight = weight * extent.other_patience


@merged
def stage_of(arrays: tuple[Places, Places, Places, Floats], block: int, entries: int) -> Stage:
    """Give a stage with the chances of a block."""
    first, entry_of, end, chance = arrays
    at = block * entries * LANES
    return Stage(start(first, 0), start(entry_of, 0), start(end, 0), start(chance, at))


@entrance
def sweep(  # noqa: PLR0917  # what is kept of it names no type of this copy
    first: int,
    last: int,
    periods: int,
    steps: int,
    sizes: NDArray[np.int64],
    reach: Places,
    moves: tuple[Places, Places, Places, Floats],
    nature: tuple[Places, Places, Places, Floats],
    calls: tuple[Places, Places, Places, Floats],
    acts: tuple[Places, Places, Floats, NDArray[np.bool_], NDArray[np.int8]],
    arrival: tuple[Places, Floats, Floats, Floats],
    passage: tuple[Places, Floats],
    begin: tuple[Places, Floats],
    types: tuple[Floats, Floats, Floats],
    sums: tuple[Floats, Floats, Floats, Floats, Floats, Floats, Floats],
    room: tuple[Floats, NDArray[np.int16], Floats],
) -> None:
    """
    Solve the game for the blocks of draws from a first one up to a last one.

    Arrays are grouped as in the records above, and stand there in the same order.
    """
    state_pair, pair_cost, cost, is_open, side = acts
    state_cell, own_cell, other_cell, survive = arrival
    discount, prior, precision = types
    worth, residual, cells, seen, rows, enters, leaves = sums
    kinds, pairs, states, columns = len(is_open), len(pair_cost), len(state_cell), reach.shape[1]
    before_posts = states + len(nature[0]) - 1
    nodes, act, weights = room
    values = Room(
        start(nodes, 0),
        start(nodes, states * 2 * LANES),
        start(nodes, before_posts * 2 * LANES),
    )
    for block in range(first, last):
        cell, row = block * sizes[4] * LANES, block * sizes[5] * LANES
        for kind in range(kinds):
            by_kind, by_side = block * kinds + kind, block * (kinds + 1)
            game = Instance(
                stage_of(nature, block, sizes[1]),
                stage_of(calls, block, sizes[2]),
                Choice(
                    stage_of(moves, block, sizes[0]),
                    start(state_pair, 0), start(pair_cost, 0),
                    start(cost, block * sizes[3] * LANES),
                    start(is_open, kind * pairs), start(side, 0),
                    values.mids, start(act, 0), start(weights, 0),
                    get(start(precision, 0), by_kind), states, pairs,
                ),
                Arrival(
                    start(state_cell, 0), start(own_cell, by_kind * sizes[4] * LANES),
                    start(other_cell, cell), start(survive, cell), sizes[4],
                ),
                start(passage[0], 0), start(passage[1], row),
                start(begin[0], 0), start(begin[1], block * len(begin[0]) * LANES), len(begin[0]),
                Sums(
                    start(worth, (by_side + kind) * LANES),
                    start(worth, (by_side + kinds) * LANES),
                    start(residual, by_kind * LANES), start(cells, cell),
                    start(seen, cell * periods),
                    start(rows, row),
                    start(enters, block * periods * LANES), start(leaves, block * periods * LANES),
                ),
                values,
                Extent(
                    start(reach, 0), start(reach, columns), start(reach, 2 * columns),
                    before_posts + len(calls[0]) - 1, periods, steps,
                    get(start(discount, 0), by_side + kind),
                    get(start(discount, 0), by_side + kinds),
                    get(start(prior, 0), by_kind),
                ),
            )  # fmt: skip
            if IS_ENDLESS:
                iterate_values(game)
            else:
                sweep_back(game)
            sum_worth(game)
            sweep_ahead(game)
