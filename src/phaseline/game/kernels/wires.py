"""
The kernel that lays out the steps of some draws: which public parts can be reached, which of them
behave alike, what leads from those that are worked out, and which code the start has.

What it does is what `plan.wired` does without it, with the functions of `layout` and `alike`, which
say why; what comes of it is the same to the last number. A structure is laid out once for each lot
of draws, and whole arrays at a time cost a few dozen passes over them for each round of telling
public parts apart.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
from numba import njit
from numpy.typing import NDArray

from phaseline.game.kernels.lanes import (
    filled_codes,
    load_codes,
    save,
    start,
    stirred,
    where_any,
)

# These are replaced in a copy:
IS_CACHED = False
LANES = 2

NEVER = 2**31 - 1

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FACTOR = np.uint64(0xBF58476D1CE4E5B9)
OTHER_FACTOR = np.uint64(0x94D049BB133111EB)

Places = NDArray[np.int32]
Ints = NDArray[np.int64]
Codes = NDArray[np.uint64]
Marks = NDArray[np.uint8]

Address = Any  # of codes, so many a place as there are draws in a block
Numbers = NDArray[np.uint64]  # the bits of numbers, block by block, entry by entry, draw by draw
Links = tuple[Ints, Ints, Ints, Codes]
Tables = tuple[Numbers, ...]

get, put, fill = load_codes(LANES), save(LANES), filled_codes(LANES)

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
def code_steps(chances: tuple[Places, Ints], sums: tuple[Ints, Codes], steps: Codes) -> None:
    """
    Give each step between public parts the sum of the codes of its sums that have a chance, of
    their levels and of the entry that stands for theirs; 0 if none has.
    """
    (stands, sum_row), (step_of, codes) = chances, sums
    for step in range(len(steps)):
        steps[step] = 0
    for place in range(len(step_of)):
        entry = stands[sum_row[place]]
        if entry >= 0:
            steps[step_of[place]] += mixed(codes[place] + mixed(np.uint64(entry)))


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
    class_of(codes, count, slots, lowest)
    for rank in range(count):
        stand[rank] = lowest[rank]
    different, before, turn, due = 1, 0, 0, count
    while different > before and turn != last:
        while last >= 0 and due > 0 and first[order[due - 1]] >= last - turn:
            due -= 1  # with so many periods to go nobody asks for it
        before = 0
        for rank in range(due):
            before += lowest[rank] == rank
        follow(due, order, ranks, onward, (codes, others))
        codes, others = others, codes
        different = class_of(codes, due, slots, lowest)
        for rank in range(due):
            if turn < most:
                rounds[turn * count + rank] = lowest[rank]
            stand[rank] = lowest[rank]
        turn += 1
    return int(min(turn, most))


@entrance
def tell_apart(  # noqa: PLR0917  # Numba has no keywords
    last: int,
    chances: tuple[Places, Ints],
    sums: tuple[Ints, Codes],
    publics: tuple[Codes, Ints, Ints, Ints],
    parts: tuple[Places, Places, Places, Places],
    rooms: Rooms,
) -> tuple[int, int]:
    """
    Find the public parts that are worked out, and give how many there are, and of how many rounds.

    Args:
        last: The last period; -1 without an end.
        chances: The entry of the chances that stands for each, as in `alike.likeness` (entry); and
            the entry of each sum.
        sums: The step of each sum between public parts, and the code of its levels.
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
    chances: tuple[Places, Ints],
    states: tuple[Ints, Places, Places, Places, Places],
    edges: tuple[Places, Places, Places],
) -> int:
    """
    List the live edges of some nodes, public part by public part, and give how many there are.

    Args:
        nodes: Whether a public part is worked out: the others have no edges; the first node of each
            public part, and one past the last; and the node after nature that each stands for.
        calls: The first edge of each node after nature, where edges lead, and their sums.
        chances: As in `tell_apart`.
        states: The public part of each state, its place; the first place of each public part, the
            public part that is worked out in place of each; and where an edge ends that leads to a
            place.
        edges: What is listed: the first edge of each node, where edges end, and their entries.
    """
    is_worked_out, firsts, post_of = nodes
    (begins, ends, sums), (stands, sum_row) = calls, chances
    owners, places, state_from, standing, ends_of = states
    first_edge, to, entries = edges
    count = 0
    first_edge[0] = 0
    for public in range(len(is_worked_out)):
        for node in range(firsts[public], firsts[public + 1]):
            if is_worked_out[public]:
                post = post_of[node]
                for call in range(begins[post], begins[post + 1]):
                    entry = stands[sum_row[sums[call]]]
                    if entry >= 0:
                        state = ends[call]
                        owner = owners[state]
                        shift = places[state] - state_from[owner]
                        to[count] = ends_of[state_from[standing[owner]] + shift]
                        entries[count] = entry
                        count += 1
            first_edge[node + 1] = count
    return count


@part
def place_parts(listed: Places, standing: Places, places: Places) -> None:
    """
    Give each public part the place in the list of the one that is worked out for it, or -1.

    Args:
        listed: Those that are worked out (place).
        standing: The one that is worked out for each (public part).
        places: What is found (public part).
    """
    for public in range(len(places)):
        places[public] = -1
    for place in range(len(listed)):
        places[listed[place]] = place
    for public in range(len(places)):  # what stands for another stands for itself
        places[public] = places[standing[public]]


@part
def clear(codes: Address, first: int, last: int) -> None:
    """Leave nothing in codes from a first one up to a last one."""
    for at in range(first, last):
        put(codes, at, fill(np.uint64(0)))


@part
def code_tables(
    tables: Tables, counts: Ints, block: int, salt: np.uint64, total: Address
) -> np.uint64:
    """
    Add the numbers that do not hang on public parts to a code, and give what tells others apart.

    Args:
        tables: The numbers, table by table.
        counts: How many entries a block has of each.
        block: The block.
        salt: What tells this code from another.
        total: The code.
    """
    codes = fill(np.uint64(0))
    for number in range(len(tables)):
        table, count = start(tables[number], 0), counts[number]
        for at in range(count):
            salt = mixed(salt)
            codes = codes + stirred(get(table, block * count + at) + fill(salt))
    put(total, 0, codes)
    return mixed(salt)


@part
def code_cells(
    cells: tuple[Address, Address, Address],
    sizes: tuple[int, int, int],
    block: int,
    salt: np.uint64,
    codes: Address,
) -> None:
    """
    Give each posture a code for what arriving with it is worth at any levels.

    Args:
        cells: By cell, what types get, what the responder gets, and the chance that no disaster
            follows.
        sizes: How many cells, joint levels and types there are.
        block: The block.
        salt: What tells this code from another.
        codes: What is found (posture).
    """
    (own, other, survive), (count, levels, kinds) = cells, sizes
    for first in range(0, count, levels):
        posture = fill(np.uint64(0))
        for level in range(levels):
            place, cell = mixed(salt + np.uint64(level)), block * count + first + level
            both = stirred(get(other, cell) + fill(place)) + get(survive, cell)
            posture = posture + stirred(both)
            for kind in range(kinds):
                place = mixed(place)
                cell = (block * kinds + kind) * count + first + level
                posture = posture + stirred(get(own, cell) + fill(place))
        put(codes, first // levels, posture)


@part
def code_entries(table: Address, first: int, count: int, salt: np.uint64, codes: Address) -> None:
    """
    Give each entry of a table a code, and 0 to nothing.

    Args:
        table: The numbers.
        first: The first entry of this block.
        count: How many the block has.
        salt: What tells this code from another.
        codes: What is found (entry).
    """
    for at in range(count):
        numbers = get(table, first + at)
        put(codes, at, where_any(numbers, stirred(numbers + fill(salt))))


@part
def code_sums(
    links: Links,
    places: tuple[Places, Ints, Ints],
    codes: tuple[Address, Address],
    salt: np.uint64,
    steps: Address,
) -> None:
    """
    Give each step from a public part that is worked out a code for what its sums come to.

    Args:
        links: Where each step begins; the step of each sum, its entry, and its code.
        places: The place of each public part, the row of each sum, and the charge of each row.
        codes: Those of the chances of entries and of charges (entry).
        salt: What tells this code from another.
        steps: What is found; 0 where none of the sums has a chance (step).
    """
    (before, step_of, entry_of, levels), (place_of, row_of, charge_of) = links, places
    chances, charges = codes
    clear(steps, 0, len(before))
    for number in range(len(step_of)):
        step = step_of[number]
        if place_of[before[step]] >= 0:
            chance = get(chances, entry_of[number])
            charge = get(charges, charge_of[row_of[number]])
            code = stirred(chance + charge + fill(levels[number] ^ salt))
            put(steps, step, get(steps, step) + where_any(chance, code))


@part
def code_period(
    period: int,
    parts: tuple[Places, Places, Places],
    leads: tuple[Ints, Ints, Places, Address],
    worth: tuple[Places, Address],
    both: tuple[Address, Address],
) -> None:
    """
    Give public parts codes for all that follows them from a period on.

    Args:
        period: The period.
        parts: Those that are worked out, how many within so many periods, and the one that is for
            each in this period.
        leads: The first step of each public part, where steps lead, the place of each public part,
            and what each step does.
        worth: The posture of each public part, and the code of each posture.
        both: The codes of this period, which are found, and of the one after it (place).
    """
    (listed, reached, worked_out), (firsts, ends, place_of, does) = parts, leads
    (posture, arriving), (codes, after) = worth, both
    for place in range(reached[period]):
        public, same = listed[place], place_of[worked_out[place]]
        if same != place:  # it has a code already: it is first reached no later
            put(codes, place, get(codes, same))
        else:
            led = get(arriving, posture[public])
            for step in range(firsts[public], firsts[public + 1]):
                end = place_of[ends[step]]
                if end >= 0:
                    chance = get(does, step)
                    led = led + where_any(chance, stirred(chance + get(after, end)))
            put(codes, place, stirred(led))


@entrance
def code_starts(  # noqa: PLR0917  # Numba has no keywords
    blocks: tuple[int, int, int],
    sizes: Ints,
    words: Codes,
    parts: tuple[Places, Places, Places, Places, Places],
    steps: tuple[Ints, Ints, Ints, Ints, Ints, Codes],
    rows: tuple[Ints, Ints],
    tables: Tables,
    cells: tuple[Numbers, Numbers, Numbers],
    chances: tuple[Numbers, Numbers, Numbers],
    begins: tuple[Ints, Ints],
    by_start: Codes,
    rooms: tuple[Places, Codes, Codes, Codes, Codes, Codes, Codes],
) -> None:
    """
    Give each draw of some blocks a code a salt for all that the value of its start hangs on, as
    `starts` says what that is.

    Args:
        blocks: The first block and one past the last; and how many periods there are.
        sizes: How many entries a block has of each of the tables, then of cells, joint levels,
            types, chances and charges.
        words: What tells these numbers from numbers of something else (salt).
        parts: The public parts that are worked out, how many within so many periods, and for which
            others by periods to go, as in a `Wiring`; the one that stands for each; and the place
            of its posture (public part).
        steps: The first step of each public part, where steps begin and lead, the step of each sum,
            its entry and its code.
        rows: The row of each sum, and the charge of each row.
        tables: The bits of numbers that do not hang on public parts.
        cells: Of what arriving is worth, as in `code_cells`.
        chances: Of chances of sums, of charges, and of the states at the start.
        begins: The public part and the joint levels of each of these.
        by_start: What is found (block · salt · lane).
        rooms: Room to work in: a place for each public part; codes of steps, of public parts twice,
            of postures, chances and charges (number · lane).
    """
    (first, last, periods), (listed, reached, rounds, standing, posture) = blocks, parts
    firsts, before, ends, step_of, entry_of, sum_codes = steps
    place_of, width, count = rooms[0], len(listed), len(tables)
    does, even, odd = start(rooms[1], 0), start(rooms[2], 0), start(rooms[3], 0)
    arriving, entries, charges = start(rooms[4], 0), start(rooms[5], 0), start(rooms[6], 0)
    by_cell = start(cells[0], 0), start(cells[1], 0), start(cells[2], 0)
    by_entry, by_charge, begun = start(chances[0], 0), start(chances[1], 0), start(chances[2], 0)
    place_parts(listed, standing, place_of)
    sums, places = (before, step_of, entry_of, sum_codes), (place_of, rows[0], rows[1])
    leads = (firsts, ends, place_of, does)
    many, few = sizes[count + 3], sizes[count + 4]
    for block in range(first, last):
        for number in range(len(words)):
            total = start(by_start, (block * len(words) + number) * LANES)
            salt = code_tables(tables, sizes, block, words[number], total)
            extent = (sizes[count], sizes[count + 1], sizes[count + 2])
            code_cells(by_cell, extent, block, salt, arriving)
            code_entries(by_entry, block * many, many, salt, entries)
            code_entries(by_charge, block * few, few, mixed(salt), charges)
            code_sums(sums, places, (entries, charges), salt, does)
            codes, after = even, odd
            for place in range(reached[periods]):
                put(codes, place, get(arriving, posture[listed[place]]))
            for period in range(periods - 1, -1, -1):
                codes, after = after, codes
                turn = min((periods - period) * width, len(rounds)) - width
                code_period(
                    period,
                    (listed, reached, rounds[turn : turn + width]),
                    leads,
                    (posture, arriving),
                    (codes, after),
                )
            for begin in range(len(begins[0])):
                chance = get(begun, block * len(begins[0]) + begin)
                level = fill(mixed(salt + np.uint64(begins[1][begin])))
                own = stirred(chance + level) + get(codes, place_of[begins[0][begin]])
                put(total, 0, get(total, 0) + where_any(chance, stirred(own)))
