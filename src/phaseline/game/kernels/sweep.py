"""
The kernel: one sweep back for what acts are worth, one ahead for what follows, for a few draws in
one register.

What it does is what `game.response` and `game.flow` do; those say why. `source` copies this module
for a shape of game and a machine, with other constants in the lines that are marked: where a branch
asks for one of them, only one side of it is compiled. Every function but the last is put into the
one that calls it, so that draws stay in registers and no call is paid for.

A period is worked through public part by public part, from its states over the nodes between acts
and nature and those after nature to states again: of these nodes none is kept for another public
part, so that they stay in the nearest memory.

States of one public part whose acts lead to the same nodes at the same costs have one menu, if
nothing that hangs on the posture tells them apart: what they choose from is worked out once for all
of them. On the way back there are menus in place of states. What arriving in a state is worth is
then a part that hangs on posture and menu, and one that hangs on its levels alone, the gains and
the harm; of the latter, the mean over nature is worked out once. The first part of what follows a
node after nature hangs on its row and menu, and is a *prospect*. Which options are taken is kept as
a mark a draw; which of several that are as good a state takes hangs on the order of its own acts.

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
    bits,
    draw_by_draw,
    filled,
    fma,
    highest,
    is_any,
    load,
    look_up,
    masked,
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
IS_FOLLOWED = False
IS_CACHED = False
TIE = 1e-9

ROUNDING = 1e-10 if IS_ENDLESS else 1e-12
SETTLED = 1e-13  # of the largest value: a change that is none
MOST_ROUNDS = 50_000  # of a game without an end; a discount of 0.999 takes some 30,000
ENTERS = 1  # the side of an edge on which the red line is crossed from outside

Vector = Any  # a number of each draw of a block
Floats = NDArray[np.float64]
Places = NDArray[np.int32]
Marks = NDArray[np.uint8]

get, put, entry = load(LANES, LANES), save(LANES), look_up(LANES)
own, other = load(LANES, 2 * LANES), load(LANES, 2 * LANES, LANES)
add_own, add_other = add_to(0), add_to(1)
fill, is_marked = filled(LANES), masked(LANES)
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


class Parts(NamedTuple):
    """The public parts: those that are worked out, and where what each has begins."""

    listed: Places  # those that can be reached, the first reached first
    reached: Places  # how many of these within so many periods
    rounds: Places  # the one that is worked out for each, by how many periods are to go
    pattern: Places
    state: Places  # first state, and one past the last
    post: Places  # first node after nature, and one past the last
    cell: Places  # first cell of its posture
    option: Places  # first option of its menus, among those of all public parts
    menu: Places  # first menu, likewise
    prospect: Places  # first prospect, likewise, and one past the last


class Nodes(NamedTuple):
    """The nodes between acts and nature, for public parts of one pattern."""

    first: Places  # node of each pattern, and one past the last
    level: Places  # joint levels of each node


class Menus(NamedTuple):
    """
    What states choose from, for public parts of one pattern: those whose nodes have the same
    levels.
    """

    first: Places  # menu of each pattern, and one past the last
    member: Places  # first member of each menu, and one past the last: the states that have it
    option: Places  # first option of each menu, and one past the last
    shown: Places  # joint levels of one member of each menu
    state: Places  # of each member, counted within its public part
    level: Places  # joint levels of each member
    inside: NDArray[np.int8]  # whether each member is inside the red line
    pair: Places  # first act of each member, and one past the last
    choice: Places  # option of each of these acts, counted within its menu


class Choice(NamedTuple):
    """What options lead to and cost, and what a type has chosen."""

    moves: Stage  # nodes at which they end are counted within their public part
    inside: NDArray[np.int8]  # whether they end inside the red line, by edge of the moves
    entry: Places  # of the costs, by option
    cost: Floats
    mids: Floats  # the nodes to which the moves lead
    marks: NDArray[np.uint8]  # whether an option is taken, by period, public part and option
    weights: Floats  # of a type that errs, likewise
    precision: Vector
    options: int


class Arrival(NamedTuple):
    """
    What arriving in a state is worth beside what hangs on its levels alone, and the chance that no
    disaster follows, by cell.
    """

    own: Floats
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

    On the way ahead the challenger's side holds all mass, the other side what never crossed. What
    all public parts have is there twice, for one period and the next; the rest is that of one.
    """

    even: Floats  # in periods 0, 2, …: menus on the way back, states on the way ahead
    odd: Floats
    mids: Floats
    posts: Floats  # on the way ahead
    prospects: Floats  # on the way back
    rests: Floats  # the mean over nature of what hangs on levels alone, by joint levels
    even_marks: NDArray[np.uint8]  # on the way ahead: 1 where a state has mass in periods 0, 2, …
    odd_marks: NDArray[np.uint8]


class Extent(NamedTuple):
    """How many periods there are, and weights."""

    periods: int
    steps: int
    rounds: int  # by how many periods to go it is told which public parts are worked out
    listed: int  # how many public parts each of these rounds has
    patience: Vector
    other_patience: Vector
    share: Vector


class Instance(NamedTuple):
    """A type of the game in a block of draws: all that a sweep works on."""

    parts: Parts
    mids: Nodes
    menus: Menus
    nature: Stage  # from and to nodes that are counted within a pattern and its public part
    outlook: Stage  # nature from nodes of a pattern to the prospects of its public part
    prospects: Stage  # to menus
    calls: Stage  # from nodes after nature to states
    turns: Stage  # nature from joint levels to joint levels
    levels: int
    own_level: Floats
    other_level: Floats
    choice: Choice
    arrival: Arrival
    prospect_row: Places
    post_row: Places
    other_row: Floats
    begin: tuple[Places, Places]  # the states at the start, and their menus
    begun: Floats
    starts: int
    others: int  # nodes of one public part that are no states
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
def option_worth(option: int, choice: Choice) -> tuple[Vector, Vector]:
    """Give what an option is worth to both sides."""
    moves, mids, cost = choice.moves, choice.mids, entry(choice.cost, choice.entry, option)
    if IS_SURE:
        end = pick(moves.end, option)
        return own(mids, end) - cost, other(mids, end)
    mine, theirs = fill(0.0), fill(0.0)
    for edge in range(pick(moves.first, option), pick(moves.first, option + 1)):
        chance, end = entry(moves.chance, moves.entry, edge), pick(moves.end, edge)
        mine = fma(chance, own(mids, end), mine)
        theirs = fma(chance, other(mids, end), theirs)
    return mine - cost, theirs


@part
def own_worth(option: int, choice: Choice) -> Vector:
    """Give what an option is worth to the challenger."""
    mine, _ = option_worth(option, choice)
    return mine


@part
def best_option(
    first: int, last: int, base: int, largest: Vector, choice: Choice
) -> tuple[Vector, Vector, Vector]:
    """
    Choose for a challenger that never errs: the best option of a menu; among options as good as the
    best, but for rounding, those that are best for the other side, all of which are marked where
    what happens is followed.
    """
    lowest = fill(-inf)
    best = other_best = lowest
    for option in range(first, last):
        best = highest(best, own_worth(option, choice))
    largest = highest(largest, size(best))
    margin = fma(fill(-TIE), largest, best)
    once = twice = 0  # the draws in which an option is as good as the best, and in which two are
    for option in range(first, last):
        mine, theirs = option_worth(option, choice)
        is_good = mine >= margin
        other_best = where(is_good, highest(other_best, theirs), other_best)
        if IS_FOLLOWED:
            good = bits(is_good)
            once, twice = once | good, twice | once & good
            choice.marks[base + option - first] = good
    if IS_FOLLOWED and twice:
        enough = fma(fill(-ROUNDING), highest(fill(1.0), size(other_best)), other_best)
        for option in range(first, last):
            _, theirs = option_worth(option, choice)
            choice.marks[base + option - first] &= bits(theirs >= enough)
    return best, other_best, largest


@part
def erring_option(first: int, last: int, base: int, choice: Choice) -> tuple[Vector, Vector]:
    """
    Choose for a challenger that errs: options with a chance that grows with what they are worth.
    """
    zero, best, sharp = fill(0.0), fill(-inf), choice.precision
    for option in range(first, last):
        mine, _ = option_worth(option, choice)
        best = highest(best, mine)
    total, own_mean, other_mean = zero, zero, zero
    for option in range(first, last):
        mine, theirs = option_worth(option, choice)
        weight = exp(sharp * (mine - best))
        total = total + weight
        own_mean = fma(weight, mine, own_mean)
        other_mean = fma(weight, theirs, other_mean)
        put(choice.weights, base + option - first, weight)
    for place in range(base, base + last - first):
        put(choice.weights, place, get(choice.weights, place) / total)
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
def before_acts(public: int, pattern: int, menus: Floats, game: Instance) -> None:
    """
    Work out what the nodes of a public part are worth after the acts: the mean over nature, and
    what follows.
    """
    room, row, base = game.room, game.prospect_row, pick(game.parts.prospect, public)
    for prospect in range(base, pick(game.parts.prospect, public + 1)):
        mine, theirs = mean(prospect, game.prospects, menus)
        theirs = theirs + entry(game.other_row, row, prospect)
        put_both(room.prospects, prospect - base, mine, theirs)
    base = pick(game.mids.first, pattern)
    for node in range(base, pick(game.mids.first, pattern + 1)):
        mine, theirs = mean(node, game.outlook, room.prospects)
        level = pick(game.mids.level, node)
        put_both(
            room.mids, node - base, mine + own(room.rests, level), theirs + other(room.rests, level)
        )


@merged
def expect_levels(game: Instance) -> None:
    """Work out the mean over nature of what hangs on levels alone."""
    turns = game.turns
    for level in range(game.levels):
        mine, theirs = fill(0.0), fill(0.0)
        for edge in range(pick(turns.first, level), pick(turns.first, level + 1)):
            chance, end = entry(turns.chance, turns.entry, edge), pick(turns.end, edge)
            mine = fma(chance, get(game.own_level, end), mine)
            theirs = fma(chance, get(game.other_level, end), theirs)
        put_both(game.room.rests, level, mine, theirs)


@part
def clear(values: Floats, first: int, last: int) -> None:
    """Leave nothing in nodes from a first one up to a last one."""
    for node in range(first, last):
        put_both(values, node, fill(0.0), fill(0.0))


@merged
def arrive_last(menus_last: Floats, game: Instance) -> None:
    """Begin on the way back: what arriving is worth, nothing following."""
    parts, menus, arrival = game.parts, game.menus, game.arrival
    for place in range(pick(parts.reached, 0 if IS_ENDLESS else game.extent.periods)):
        public = pick(parts.listed, place)
        pattern, base = pick(parts.pattern, public), pick(parts.menu, public)
        first = pick(menus.first, pattern)
        for menu in range(first, pick(menus.first, pattern + 1)):
            cell = pick(parts.cell, public) + pick(menus.shown, menu)
            mine, theirs = get(arrival.own, cell), get(arrival.other, cell)
            put_both(menus_last, base + menu - first, mine, theirs)


@part
def round_of(period: int, extent: Extent) -> int:
    """Give where the public parts begin that are worked out with as many periods to go."""
    left = extent.periods - period
    return (left - 1 if left < extent.rounds else extent.rounds - 1) * extent.listed


@part
def copy_menus(worked_out: int, public: int, period: int, worths: Floats, game: Instance) -> None:
    """
    Give a public part what one is worth, and which options are taken in it, that behaves as it does
    for as long as there is to go.
    """
    parts, choice, pattern = game.parts, game.choice, pick(game.parts.pattern, public)
    menus, first = game.menus, pick(game.menus.first, pattern)
    last = pick(menus.first, pattern + 1)
    source, target = pick(parts.menu, worked_out), pick(parts.menu, public)
    for menu in range(last - first):
        put_both(worths, target + menu, own(worths, source + menu), other(worths, source + menu))
    if IS_FOLLOWED:
        at = period * choice.options
        source, target = at + pick(parts.option, worked_out), at + pick(parts.option, public)
        for option in range(pick(menus.option, last) - pick(menus.option, first)):
            if ERRS:
                put(choice.weights, target + option, get(choice.weights, source + option))
            else:
                choice.marks[target + option] = choice.marks[source + option]


@merged
def back_a_period(
    now: int,
    is_begin: bool,  # noqa: FBT001  # Numba has no keywords
    worths: tuple[Floats, Floats],
    largest: Vector,
    game: Instance,
) -> tuple[Vector, Vector, Vector]:
    """
    Work out what menus are worth in a period.

    Args:
        now: The period; 0 without an end.
        is_begin: Whether it is the one at the start, on arrival in which nothing is got.
        worths: What menus are worth in it, which is worked out, and a period later.
        largest: The largest value so far.
        game: The type and the block of draws.

    Returns:
        The largest value so far; without an end, the largest change of any value, and the largest
        value of this period and 1 at least.
    """
    parts, menus, choice, arrival = game.parts, game.menus, game.choice, game.arrival
    (before, after), change, biggest = worths, fill(0.0), fill(1.0)
    first_round = round_of(now, game.extent)
    for place in range(pick(parts.reached, now)):
        public = pick(parts.listed, place)
        pattern, base = pick(parts.pattern, public), pick(parts.menu, public)
        if not IS_ENDLESS:
            worked_out = pick(parts.rounds, first_round + place)
            if worked_out != public:  # it is worked out already: it is first reached no later
                copy_menus(worked_out, public, now, before, game)
                continue
        before_acts(public, pattern, after, game)
        mark_at = now * choice.options + pick(parts.option, public)
        begin = pick(menus.first, pattern)
        for menu in range(begin, pick(menus.first, pattern + 1)):
            first, last = pick(menus.option, menu), pick(menus.option, menu + 1)
            if ERRS:
                best, theirs = erring_option(first, last, mark_at, choice)
            else:
                best, theirs, largest = best_option(first, last, mark_at, largest, choice)
            mark_at += last - first
            if not is_begin:
                cell = pick(parts.cell, public) + pick(menus.shown, menu)
                best, theirs = discounted(cell, best, theirs, arrival, game.extent)
                if IS_ENDLESS:
                    change = highest(change, size(best - own(after, base + menu - begin)))
                    change = highest(change, size(theirs - other(after, base + menu - begin)))
                    biggest = highest(biggest, highest(size(best), size(theirs)))
            put_both(before, base + menu - begin, best, theirs)
    return largest, change, biggest


@merged
def sweep_back(game: Instance) -> None:
    """Work out what menus are worth, from the last period to the first."""
    room = game.room
    largest = fill(1.0)
    for period in range(game.extent.periods - 1, -1, -1):
        before, after = (room.even, room.odd) if period % 2 == 0 else (room.odd, room.even)
        largest, _, _ = back_a_period(period, period == 0, (before, after), largest, game)


@merged
def iterate_values(game: Instance) -> Floats:
    """
    Work out what menus are worth without an end: the same backup again and again, until neither
    side's values change; then once more, for the values themselves, which are given.
    """
    before, after = game.room.odd, game.room.even
    largest, is_settled = fill(1.0), False
    for turn in range(MOST_ROUNDS):
        largest, change, biggest = back_a_period(0, is_settled, (before, after), largest, game)
        if is_settled:
            break
        before, after = after, before
        is_moving = is_any(change > fill(SETTLED) * biggest)
        is_settled = not is_moving or turn == MOST_ROUNDS - 2
        put(game.sums.residual, 0, change / biggest)
    return before


@merged
def sum_worth(menus: Floats, game: Instance) -> None:
    """Add up what the start is worth to the type, and to the responder over all types."""
    sums = game.sums
    mine, theirs = fill(0.0), fill(0.0)
    for place in range(game.starts):
        menu, chance = pick(game.begin[1], place), get(game.begun, place)
        mine = fma(chance, own(menus, menu), mine)
        theirs = fma(chance, other(menus, menu), theirs)
    put(sums.own_worth, 0, mine)
    add(sums.other_worth, 0, game.extent.share, theirs)


@part
def send(node: int, stage: Stage, masses: tuple[Vector, Vector], values: Floats) -> None:
    """Send the mass of a node along its edges."""
    mass, still = masses
    for edge in range(pick(stage.first, node), pick(stage.first, node + 1)):
        chance, end = entry(stage.chance, stage.entry, edge), pick(stage.end, edge)
        add_own(values, end, chance, mass)
        add_other(values, end, chance, still)


@part
def send_on(
    node: int, stage: Stage, masses: tuple[Vector, Vector], states: tuple[Floats, Marks]
) -> None:
    """Send the mass of a node after nature to the states of next period, and mark these."""
    (mass, still), (values, marks) = masses, states
    for edge in range(pick(stage.first, node), pick(stage.first, node + 1)):
        chance, end = entry(stage.chance, stage.entry, edge), pick(stage.end, edge)
        add_own(values, end, chance, mass)
        add_other(values, end, chance, still)
        marks[end] = 1


@part
def send_option(
    option: int,
    is_inside: int,
    masses: tuple[Vector, Vector],
    crossings: tuple[Vector, Vector],
    choice: Choice,
) -> tuple[Vector, Vector]:
    """
    Send mass where an option leads, and give what has entered and left the red line so far: what
    crosses it there has crossed it.
    """
    moves, mids = choice.moves, choice.mids
    mass, still = masses
    entered, left = crossings
    first, last, chance = option, option + 1, fill(1.0)
    if not IS_SURE:
        first, last = pick(moves.first, option), pick(moves.first, option + 1)
    for edge in range(first, last):
        if not IS_SURE:
            chance = entry(moves.chance, moves.entry, edge)
        end = pick(moves.end, edge)
        add_own(mids, end, chance, mass)
        if choice.inside[edge] == is_inside:
            add_other(mids, end, chance, still)
        elif is_inside:
            left = fma(chance, still, left)
        else:
            entered = fma(chance, still, entered)
    return entered, left


@part
def arrived(
    cell: int, period: int, weight: Vector, masses: tuple[Vector, Vector], game: Instance
) -> tuple[Vector, Vector]:
    """
    Sum up what arrives in a state with the period that leads there, and give what no disaster ends.
    """
    (mass, still), sums = masses, game.sums
    add(sums.cells, cell, weight, mass)
    if period < game.extent.periods:
        add(sums.seen, period * game.arrival.cells + cell, game.extent.share, mass)
    stays = get(game.arrival.survive, cell)
    return stays * mass, stays * still


@part
def act_ahead(
    member: int,
    options: tuple[int, int],
    masses: tuple[Vector, Vector],
    crossings: tuple[Vector, Vector],
    game: Instance,
) -> tuple[Vector, Vector]:
    """
    Send the mass of a state where its acts lead, and give what has entered and left the red line so
    far.

    Args:
        member: The state, as a member of its menu.
        options: The first option of the menu, and where marks or weights of its options begin.
        masses: The mass of the state, all and what never crossed.
        crossings: What has entered and left so far.
        game: The type and the block of draws.
    """
    menus, choice, zero = game.menus, game.choice, fill(0.0)
    (first, at), (mass, still) = options, masses
    is_inside, waiting = menus.inside[member], bits(mass > zero)
    for pair in range(pick(menus.pair, member), pick(menus.pair, member + 1)):
        option = pick(menus.choice, pair)
        if ERRS:
            chance = get(choice.weights, at + option)
            here, rest = chance * mass, chance * still
            if is_any(here):
                crossings = send_option(first + option, is_inside, (here, rest), crossings, choice)
        else:
            taken = waiting & choice.marks[at + option]
            if taken:
                waiting ^= taken
                is_taken = is_marked(taken)
                here, rest = where(is_taken, mass, zero), where(is_taken, still, zero)
                crossings = send_option(first + option, is_inside, (here, rest), crossings, choice)
                if not waiting:
                    break
    return crossings


@part
def acts_ahead(
    public: int, period: int, weight: Vector, states: tuple[Floats, Marks], game: Instance
) -> tuple[bool, Vector, Vector]:
    """
    Send the mass of a public part's states where the options lead that are taken there.

    Args:
        public: The public part.
        period: The period.
        weight: That of the period before, with which arrivals are summed up.
        states: The mass of the states, and which of them have any.
        game: The type and the block of draws.

    Returns:
        Whether there is any mass, and what crosses the red line for the first time, into it and out
        of it.
    """
    parts, menus, zero, (values, marks) = game.parts, game.menus, fill(0.0), states
    pattern, base = pick(parts.pattern, public), pick(parts.state, public)
    at = (0 if IS_ENDLESS else period) * game.choice.options + pick(parts.option, public)
    crossings, is_there = (zero, zero), False
    for menu in range(pick(menus.first, pattern), pick(menus.first, pattern + 1)):
        for member in range(pick(menus.member, menu), pick(menus.member, menu + 1)):
            state = base + pick(menus.state, member)
            if marks[state]:
                is_there, marks[state] = True, 0
                masses = own(values, state), other(values, state)
                put_both(values, state, zero, zero)
                if period:
                    cell = pick(parts.cell, public) + pick(menus.level, member)
                    masses = arrived(cell, period - 1, weight, masses, game)
                options = pick(menus.option, menu), at
                crossings = act_ahead(member, options, masses, crossings, game)
        at += pick(menus.option, menu + 1) - pick(menus.option, menu)
    entered, left = crossings
    return is_there, entered, left


@part
def nature_ahead(public: int, weight: Vector, states: tuple[Floats, Marks], game: Instance) -> None:
    """
    Send mass of a public part through nature, then through report, monitor and call, and sum it up
    by row.
    """
    room, parts, zero = game.room, game.parts, fill(0.0)
    pattern, base = pick(parts.pattern, public), pick(parts.post, public)
    first = pick(game.mids.first, pattern)
    for node in range(first, pick(game.mids.first, pattern + 1)):
        mass, still = own(room.mids, node - first), other(room.mids, node - first)
        if is_any(mass):
            put_both(room.mids, node - first, zero, zero)
            send(node, game.nature, (mass, still), room.posts)
    for post in range(base, pick(parts.post, public + 1)):
        mass, still = own(room.posts, post - base), other(room.posts, post - base)
        if is_any(mass):
            put_both(room.posts, post - base, zero, zero)
            add(game.sums.rows, pick(game.post_row, post), weight, mass)
            send_on(post, game.calls, (mass, still), states)


@merged
def arrive_at_end(weight: Vector, states: tuple[Floats, Marks], game: Instance) -> None:
    """Sum up what arrives in states with the last period."""
    parts, menus, steps, (values, marks) = game.parts, game.menus, game.extent.steps, states
    for place in range(pick(parts.reached, 0 if IS_ENDLESS else steps)):
        public = pick(parts.listed, place)
        pattern, base = pick(parts.pattern, public), pick(parts.state, public)
        first, last = pick(menus.first, pattern), pick(menus.first, pattern + 1)
        for member in range(pick(menus.member, first), pick(menus.member, last)):
            state = base + pick(menus.state, member)
            if marks[state]:
                masses = own(values, state), other(values, state)
                cell = pick(parts.cell, public) + pick(menus.level, member)
                arrived(cell, steps - 1, weight, masses, game)


@merged
def sweep_ahead(game: Instance) -> None:
    """Follow the mass of the start through the periods, by the acts that are taken."""
    room, extent, sums, parts = game.room, game.extent, game.sums, game.parts
    for place in range(pick(parts.reached, 0 if IS_ENDLESS else extent.steps)):
        public = pick(parts.listed, place)
        first, last = pick(parts.state, public), pick(parts.state, public + 1)
        clear(room.even, first, last)
        clear(room.odd, first, last)
        for state in range(first, last):
            room.even_marks[state] = room.odd_marks[state] = 0
    clear(room.mids, 0, game.others)  # and the nodes after them
    for place in range(game.starts):
        state, chance = pick(game.begin[0], place), get(game.begun, place)
        add_own(room.even, state, fill(1.0), chance)
        add_other(room.even, state, fill(1.0), chance)
        room.even_marks[state] = 1
    weight = before = extent.share
    now, after = (room.even, room.even_marks), (room.odd, room.odd_marks)
    for period in range(extent.steps):
        entered, left = fill(0.0), fill(0.0)
        for place in range(pick(parts.reached, 0 if IS_ENDLESS else period)):
            public = pick(parts.listed, place)
            is_there, enters, leaves = acts_ahead(public, period, before, now, game)
            if is_there:
                entered, left = entered + enters, left + leaves
                nature_ahead(public, weight, after, game)
        if period < extent.periods:
            add(sums.enters, period, extent.share, entered)
            add(sums.leaves, period, extent.share, left)
        before, weight = weight, weight * extent.other_patience
        now, after = after, now
    arrive_at_end(before, now, game)


PartArrays = tuple[Places, Places, Places, Places, Places, Places, Places, Places, Places, Places]
NodeArrays = tuple[Places, Places]
MenuArrays = tuple[Places, Places, Places, Places, Places, Places, NDArray[np.int8], Places, Places]
StageArrays = tuple[Places, Places, Places, Floats]
SumArrays = tuple[Floats, Floats, Floats, Floats, Floats, Floats, Floats]


@merged
def stage_of(arrays: StageArrays, block: int, entries: int) -> Stage:
    """Give a stage with the chances of a block."""
    first, entry_of, end, chance = arrays
    at = block * entries * LANES
    return Stage(start(first, 0), start(entry_of, 0), start(end, 0), start(chance, at))


@merged
def work_back(game: Instance) -> None:
    """Work out what everything is worth, and add up what the start is."""
    room = game.room
    begin, last = room.even, room.even
    if not IS_ENDLESS and game.extent.periods % 2 == 1:
        last = room.odd
    expect_levels(game)
    arrive_last(last, game)
    if IS_ENDLESS:
        begin = iterate_values(game)
    else:
        sweep_back(game)
    sum_worth(begin, game)


@merged
def room_of(values: Floats, marks: Marks, sizes: NDArray[np.int64]) -> Room:
    """Divide the room to work in; the sizes are those of `sweep`."""
    step = 2 * LANES
    mids = step * 2 * sizes[8]
    posts = mids + step * sizes[10]
    prospects = posts + step * sizes[11]
    return Room(
        start(values, 0),
        start(values, step * sizes[8]),
        start(values, mids),
        start(values, posts),
        start(values, prospects),
        start(values, prospects + step * sizes[12]),
        start(marks, 0),
        start(marks, sizes[8]),
    )


@merged
def parts_of(parts: PartArrays) -> Parts:
    """Give the public parts."""
    return Parts(
        start(parts[0], 0), start(parts[1], 0), start(parts[2], 0), start(parts[3], 0),
        start(parts[4], 0), start(parts[5], 0), start(parts[6], 0), start(parts[7], 0),
        start(parts[8], 0), start(parts[9], 0),
    )  # fmt: skip


@merged
def nodes_of(nodes: NodeArrays) -> Nodes:
    """Give the nodes between acts and nature."""
    return Nodes(start(nodes[0], 0), start(nodes[1], 0))


@merged
def menus_of(menus: MenuArrays) -> Menus:
    """Give what states choose from."""
    return Menus(
        start(menus[0], 0), start(menus[1], 0), start(menus[2], 0), start(menus[3], 0),
        start(menus[4], 0), start(menus[5], 0), start(menus[6], 0), start(menus[7], 0),
        start(menus[8], 0),
    )  # fmt: skip


@merged
def sums_of(
    sums: SumArrays, place: tuple[int, int, int], sizes: tuple[int, int], periods: int
) -> Sums:
    """
    Give where the sums of a type in a block of draws are added up.

    Args:
        sums: The sums of all.
        place: The block, the type, and how many types there are.
        sizes: How many cells and rows there are.
        periods: How many periods are counted.
    """
    (block, kind, kinds), (cells, rows) = place, sizes
    by_side, cell = block * (kinds + 1), block * cells * LANES
    return Sums(
        start(sums[0], (by_side + kind) * LANES),
        start(sums[0], (by_side + kinds) * LANES),
        start(sums[1], (block * kinds + kind) * LANES),
        start(sums[2], cell),
        start(sums[3], cell * periods),
        start(sums[4], block * rows * LANES),
        start(sums[5], block * periods * LANES),
        start(sums[6], block * periods * LANES),
    )


@entrance
def sweep(  # noqa: PLR0917  # what is kept of it names no type of this copy
    first: int,
    last: int,
    periods: int,
    steps: int,
    sizes: NDArray[np.int64],
    parts: PartArrays,
    nodes: NodeArrays,
    menus: MenuArrays,
    stages: tuple[StageArrays, StageArrays, StageArrays, StageArrays, StageArrays, StageArrays],
    acts: tuple[NDArray[np.int8], Places, Floats],
    arrival: tuple[Floats, Floats, Floats, Floats, Floats],
    passage: tuple[Places, Places, Floats],
    begin: tuple[Places, Places, Floats],
    types: tuple[Floats, Floats, Floats],
    sums: SumArrays,
    room: tuple[Floats, Marks, Marks, Floats],
) -> None:
    """
    Solve the game for the blocks of draws from a first one up to a last one; without steps, what
    happens is not followed.

    Arrays are grouped as in the records above, and stand there in the same order; stages: moves,
    nature, nature to prospects, prospects, calls, nature by joint levels. The sizes are how many
    entries there are of moves, nature, calls, costs, cells, charges and levels; how many types and
    states there are, and options of all public parts; of one public part how many nodes between
    acts and nature, after it, and how many prospects; and how many rounds of how many places.
    """
    inside, option_cost, cost = acts
    own_cell, other_cell, survive, own_level, other_level = arrival
    discount, prior, precision = types
    kinds, options, levels = sizes[7], sizes[9], sizes[6]
    values, visits, marks, weights = room
    work = room_of(values, visits, sizes)
    for block in range(first, last):
        cell, row = block * sizes[4] * LANES, block * sizes[5] * LANES
        level = block * levels * LANES
        for kind in range(kinds):
            by_kind, by_side = block * kinds + kind, block * (kinds + 1)
            game = Instance(
                parts_of(parts), nodes_of(nodes), menus_of(menus),
                stage_of(stages[1], block, sizes[1]),
                stage_of(stages[2], block, sizes[1]),
                stage_of(stages[3], block, sizes[2]),
                stage_of(stages[4], block, sizes[2]),
                stage_of(stages[5], block, sizes[1]),
                levels,
                start(own_level, by_kind * levels * LANES),
                start(other_level, level),
                Choice(
                    stage_of(stages[0], block, sizes[0]), start(inside, 0), start(option_cost, 0),
                    start(cost, block * sizes[3] * LANES),
                    work.mids, start(marks, 0), start(weights, 0),
                    get(start(precision, 0), by_kind), options,
                ),
                Arrival(
                    start(own_cell, by_kind * sizes[4] * LANES),
                    start(other_cell, cell), start(survive, cell), sizes[4],
                ),
                start(passage[0], 0), start(passage[1], 0), start(passage[2], row),
                (start(begin[0], 0), start(begin[1], 0)),
                start(begin[2], block * len(begin[0]) * LANES), len(begin[0]),
                sizes[10] + sizes[11],
                sums_of(sums, (block, kind, kinds), (sizes[4], sizes[5]), periods),
                work,
                Extent(
                    periods, steps, sizes[13], sizes[14],
                    get(start(discount, 0), by_side + kind),
                    get(start(discount, 0), by_side + kinds),
                    get(start(prior, 0), by_kind),
                ),
            )  # fmt: skip
            work_back(game)
            if IS_FOLLOWED:
                sweep_ahead(game)
