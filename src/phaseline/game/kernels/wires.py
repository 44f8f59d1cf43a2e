"""
The kernel that lays out the steps of some draws: which public parts can be reached, which of them
behave alike, and what leads from those that are worked out.

What it does is what `plan.wired` does without it, with the functions of `layout` and `alike`, which
say why; what comes of it is the same to the last number. A structure is laid out once for each lot
of draws, and whole arrays at a time cost a few dozen passes over them for each round of telling
public parts apart.
"""

from collections.abc import Callable
from typing import TypeVar

import numpy as np
from numba import njit
from numpy.typing import NDArray

# These are replaced in a copy:
IS_CACHED = False
NEVER = 2**31 - 1

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FACTOR = np.uint64(0xBF58476D1CE4E5B9)
OTHER_FACTOR = np.uint64(0x94D049BB133111EB)

Places = NDArray[np.int32]
Ints = NDArray[np.int64]
Codes = NDArray[np.uint64]
Marks = NDArray[np.uint8]

Rooms = tuple[Codes, Codes, Codes, Ints, Ints, Ints, Ints, Ints]

Function = TypeVar("Function", bound=Callable[..., object])


def part(function: Function) -> Function:
    """Compile a function that only others of this module call."""
    compiled: Function = njit(
        boundscheck=False,
        error_model="numpy",
        no_cpython_wrapper=True,
        no_cfunc_wrapper=True,
        _nrt=False,
    )(function)
    return compiled


def entrance(function: Function) -> Function:
    """Compile a function that Python calls, and keep what comes of it."""
    compiled: Function = njit(
        nogil=True,
        cache=IS_CACHED,
        boundscheck=False,
        error_model="numpy",
        no_cfunc_wrapper=True,
        _nrt=False,
    )(function)
    return compiled


@part
def mixed(code: np.uint64) -> np.uint64:
    """Mix a number of 64 bits as `game.arrays.mixed` does."""
    code += GOLDEN
    code = (code ^ (code >> np.uint64(30))) * FACTOR
    code = (code ^ (code >> np.uint64(27))) * OTHER_FACTOR
    return code ^ (code >> np.uint64(31))


@part
def class_of(codes: Codes, count: int, slots: Ints, lowest: Ints) -> int:
    """
    Count the different codes, and find for each place the lowest that has its code.

    Args:
        codes: The codes (place).
        count: How many places there are.
        slots: Room for a table in which a code is looked up, a power of two (slot).
        lowest: What is found (place).
    """
    different, mask = 0, np.uint64(len(slots) - 1)
    for place in range(len(slots)):
        slots[place] = -1
    for place in range(count):
        code = codes[place]
        slot = code & mask
        while slots[slot] >= 0 and codes[slots[slot]] != code:
            slot = (slot + np.uint64(1)) & mask
        if slots[slot] < 0:
            slots[slot] = place
            different += 1
        lowest[place] = slots[slot]
    return different


@part
def code_steps(chances: tuple[Marks, Ints], sums: tuple[Ints, Codes], steps: Codes) -> None:
    """Give each step between public parts the sum of the codes of its live sums; 0 if none is."""
    (live, sum_row), (step_of, codes) = chances, sums
    for step in range(len(steps)):
        steps[step] = 0
    for place in range(len(step_of)):
        if live[sum_row[place]]:
            steps[step_of[place]] += codes[place]


@part
def put_in_order(first: Places, count: int, order: Ints, room: Ints) -> None:
    """
    Put public parts in the order of the first period in which they can be reached, then of their
    places.

    Args:
        first: That period (public part).
        count: How many can be reached.
        order: What is found (rank).
        room: Room to work in: one more than there are public parts.
    """
    for period in range(count + 1):
        room[period] = 0
    for public in range(len(first)):
        if first[public] != NEVER:
            room[first[public] + 1] += 1
    for period in range(count):
        room[period + 1] += room[period]
    for public in range(len(first)):
        if first[public] != NEVER:
            order[room[first[public]]] = public
            room[first[public]] += 1


@part
def reach(
    begins: Ints, leads: tuple[Ints, Ints, Codes], last: int, first: Places, order: Ints
) -> int:
    """
    Find the first period in which each public part can be reached, up to a last one, and list those
    that can be: by period, then by place. Give how many there are.

    Args:
        begins: The public parts at the start.
        leads: The first step of each public part, where steps lead, and their codes.
        last: The last period; -1 without an end.
        first: What is found (public part).
        order: The list (rank).
    """
    firsts, after, steps = leads
    for public in range(len(first)):
        first[public] = NEVER
    count = 0
    for public in begins:
        if first[public] == NEVER:
            first[public] = 0
            order[count] = public
            count += 1
    head = 0
    while head < count:
        public = order[head]
        head += 1
        if first[public] == last:
            continue
        for step in range(firsts[public], firsts[public + 1]):
            end = after[step]
            if steps[step] and first[end] == NEVER:
                first[end] = first[public] + 1
                order[count] = end
                count += 1
    return count


@part
def follow(
    count: int, order: Ints, ranks: Ints, leads: tuple[Ints, Ints, Codes], both: tuple[Codes, Codes]
) -> None:
    """
    Tell public parts apart by where they lead, too.

    Args:
        count: How many can be reached.
        order: These (rank).
        ranks: The rank of each, or -1 (public part).
        leads: As in `reach`.
        both: Their codes, and these with where they lead mixed in, which are found (rank).
    """
    (firsts, after, steps), (codes, mixtures) = leads, both
    for rank in range(count):
        public, led = order[rank], np.uint64(0)
        for step in range(firsts[public], firsts[public + 1]):
            if steps[step] and ranks[after[step]] >= 0:
                led += mixed(steps[step] + codes[ranks[after[step]]])
        mixtures[rank] = mixed(codes[rank] + mixed(led))


@part
def refine(
    last: int, count: int, leads: tuple[Ints, Ints], parts: tuple[Places, Places], rooms: Rooms
) -> int:
    """
    Tell public parts apart round by round, as `alike.likeness` does, and give how many rounds are
    kept.

    Args:
        last: The last period; -1 without an end.
        count: How many public parts can be reached.
        leads: The first step of each public part, and where steps lead.
        parts: The first period in which each public part can be reached; and what is found: the
            lowest rank of those that are alike with so many periods to go (round · rank).
        rooms: As in `tell_apart`.
    """
    (first, rounds), (steps, codes, others, slots, lowest, stand, order, ranks) = parts, rooms
    onward, most = (leads[0], leads[1], steps), len(rounds) // len(first)
    different, turn, before = class_of(codes, count, slots, lowest), 0, -1
    for rank in range(count):
        stand[rank] = lowest[rank]
    while different > before and turn != last:
        follow(count, order, ranks, onward, (codes, others))
        codes, others = others, codes
        before, different = different, class_of(codes, count, slots, lowest)
        for rank in range(count):
            if turn < most:
                rounds[turn * count + rank] = lowest[rank]
            if last < 0 or first[order[rank]] < last - turn:
                stand[rank] = lowest[rank]
        turn += 1
    return int(min(turn, most))


@entrance
def tell_apart(  # noqa: PLR0917  # Numba has no keywords
    last: int,
    chances: tuple[Marks, Ints],
    sums: tuple[Ints, Codes],
    publics: tuple[Codes, Ints, Ints, Ints],
    parts: tuple[Places, Places, Places, Places],
    rooms: Rooms,
) -> tuple[int, int]:
    """
    Find the public parts that are worked out, and give how many there are, and of how many rounds.

    Args:
        last: The last period; -1 without an end.
        chances: Whether each entry of the chances is above 0 in a draw that is worked out (entry),
            and the entry of each sum.
        sums: The step of each sum between public parts, and its code.
        publics: What tells public parts apart where nothing follows, the first step of each, and
            one past the last; where steps lead; and those at the start.
        parts: What is found: the first period in which each public part can be reached, which is
            worked out in its place (public part); those that are, by first period (place); and of
            these the one that is with so many periods to go (round · place), with room for as many
            as there are public parts for each round that is kept at most.
        rooms: Room to work in: what each step does (step); codes of public parts, and more of them
            (rank); a table of codes, a power of two; the lowest rank that has the code of each, and
            the one that stands for it, as in `refine`; the public parts by rank; and their ranks,
            or -1 (public part), with room for one more.
    """
    first, standing, listed, rounds = parts
    own_codes, step_from, after, begins = publics
    steps, codes, _, _, _, stand, order, ranks = rooms
    code_steps(chances, sums, steps)
    count = reach(begins, (step_from, after, steps), last, first, order)
    put_in_order(first, count, order, ranks)
    for public in range(len(first)):
        standing[public], ranks[public] = public, -1
    for rank in range(count):
        ranks[order[rank]], codes[rank] = rank, own_codes[order[rank]]
    turns = refine(last, count, (step_from, after), (first, rounds), rooms)
    places = 0
    for rank in range(count):
        standing[order[rank]] = order[stand[rank]]
        if stand[rank] == rank:
            listed[places], ranks[places] = order[rank], rank
            places += 1
    for turn in range(turns):  # in place: a list of fewer is over before the one it is read from
        for place in range(places):
            public = listed[place]
            if turn < turns - 1 and first[public] < last - turn:
                public = order[rounds[turn * count + ranks[place]]]
            rounds[turn * places + place] = public
    return places, turns


@entrance
def connect(
    nodes: tuple[Marks, Places, Ints],
    calls: tuple[Ints, Ints, Ints],
    chances: tuple[Marks, Ints],
    states: tuple[Ints, Places, Places, Places, Places],
    edges: tuple[Places, Places, Places],
) -> int:
    """
    List the live edges of some nodes, public part by public part, and give how many there are.

    Args:
        nodes: Whether a public part is worked out: the others have no edges; the first node of each
            public part, and one past the last; and the node after nature that each stands for.
        calls: The first edge of each node after nature, where edges lead, and their sums.
        chances: Which entries are live, and the entry of each sum.
        states: The public part of each state, its place; the first place of each public part, the
            public part that is worked out in place of each; and where an edge ends that leads to a
            place.
        edges: What is listed: the first edge of each node, where edges end, and their entries.
    """
    is_worked_out, firsts, post_of = nodes
    (begins, ends, sums), (live, sum_row) = calls, chances
    owners, places, state_from, standing, ends_of = states
    first_edge, to, entries = edges
    count = 0
    first_edge[0] = 0
    for public in range(len(is_worked_out)):
        for node in range(firsts[public], firsts[public + 1]):
            if is_worked_out[public]:
                post = post_of[node]
                for call in range(begins[post], begins[post + 1]):
                    entry = sum_row[sums[call]]
                    if live[entry]:
                        state = ends[call]
                        owner = owners[state]
                        shift = places[state] - state_from[owner]
                        to[count] = ends_of[state_from[standing[owner]] + shift]
                        entries[count] = entry
                        count += 1
            first_edge[node + 1] = count
    return count
