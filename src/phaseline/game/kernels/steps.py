"""
The kernel of a walk through a game: which states can be reached, and what follows each.

What it does is what `game.compile.walker` and `game.compile.rows` do without it, in the same order,
so that what comes of it is the same to the last number; the words of a ladder's policy are those of
`game.compile.program`. A public part without its monitor is a row of numbers; what there is of a
game stands in tables (`game.compile.tables`).

All of it, and all that is found, stands in one array: to hand many of them from function to
function would take a compiler half a minute. What is found stands in lists, as long as there is
room; where there is none left the walk ends, and says so. Some lists are *registers*: codes by
their places, with a table in which the place of a code is looked up. States and nodes after nature
are many, and are marked instead, public part by public part, one bit for each joint levels.
"""

from collections.abc import Callable, MutableSequence
from typing import TypeVar

from numba import njit
from numba.core.types.misc import unliteral

# These are replaced in a copy; they are places in the tables of `game.compile.tables`:
IS_CACHED = False
# sizes
RUNGS = 0
MONITORS = 1
GROUPS = 2
LEVELS = 3
LABELS = 4
VOTES = 5
MEASURES = 6
AUTHORITIES = 7
WAITS = 8
CONDITIONS = 9
DURATIONS = 10
PROOF = 11
PARALLEL = 12
CANCELS = 13
DWELL = 14
LAST_EXPIRY = 15
MOST_CREDIT = 16
MAX_STEP = 17
OFF_RAMP = 18
REACH = 19
MOST = 20
MONITOR = 21
STARTS = 22
START_LEVELS = 23
WIDTH = 24
WORDS = 25
ROOM = 26
SCHEDULES = 27
END = 28

# where tables begin
BY_RUNG = 29
DOUBTED = 30
SPANS = 31
PERIODS = 32
HAS = 33
SERVED = 34
KINDS = 35
CAN_HEAR = 36
NEXT_FROM = 37
NEXT = 38
REPORTED = 39
KEPT = 40
SHOWN = 41
GROUP_OF = 42
AFTER_FROM = 43
AFTER_LEVEL = 44
BEGUN = 45
LEVELS_BEGUN = 46
BEFORE = 47
ONWARD = 48
AFTER = 49
LISTS = 50
SLOTS = 51
OF_SCHEDULES = 52
SPANS_OF_SCHEDULES = 53
REPORTED_FROM = 54
HEARINGS = 55

# what is said of a rung
EXPIRES = 0
BALLOT = 1
AUTHORITY = 2
REFUSES = 3
LONGEST = 4
LEAVE = 5
LASTS = 6
DEADLINE = 7
LATEST = 8
WAIT = 9
GRANTED = 10
DENIED = 11
GRANTED_PROVED = 12
DENIED_PROVED = 13
DOWN = 14
STAYS = 15

COLUMNS = 16

# registers, then other lists that are found, then those to work with; their counts, and flags
RESTS = 0
HEARD = 1
CALLS = 2
NAMES = 3
PUBLICS = 4
ROWS = 5
STATES = 6
POSTS = 7
NUMBERS = 8
WAY_FROM = 9
WAY_COUNT = 10
WAY_END = 11
PIECE_FROM = 12
PIECE_COUNT = 13
PIECE_HEARD = 14
PIECE_LABEL = 15
PIECE_WAY = 16
END_FROM = 17
END_COUNT = 18
END_REST = 19
END_RUNG = 20
TERM_FROM = 21
TERM_COUNT = 22
TERM_NAME = 23
TERM_RENEGE = 24
STEP_FROM = 25
STEP_COUNT = 26
STEP_PUBLIC = 27
STEP_WAY = 28
STEP_END = 29
KNOWN = 30
ROW_HEARD = 31
ROW_ORDER = 32
ORDER = 33
RANK = 34
SEAT = 35
RAW = 36
AFTER_REST = 37
AFTER_NAME = 38
AFTER_RENEGE = 39
ALL_REST = 40
ALL_RUNG = 41
ALL_NAME = 42
ALL_RENEGE = 43
REPORT_LABEL = 44
REPORT_WAY = 45
REPORT_END = 46
CALL_NOW = 47
CALL = 48
CALL_WAY = 49
CALL_ROW = 50
STRAY_FROM = 51
STRAY_COUNT = 52
STRAY_PUBLIC = 53
ENDS = 54
REGULAR = 55
IS_FULL = 56
IS_STRAYING = 57
PERIOD = 58
ENTERED = 59

COUNTED = 56  # where the counts of lists begin
SIZED = 116  # where the sizes of the tables of registers begin
SMALLEST = 64  # places in the table of a register, to begin with

RUNG, CREDIT, CLOCK, ELAPSED = range(4)  # columns of a row
ORDERS = 4  # where the orders begin
SURE, STOOD_DOWN, STAYED, EXECUTED, RENEGED, REFUSED = range(6)  # events
PROVED = 3  # from an event to the same once a crossing is proved
LEAD, DELIVERY, RETRY = range(3)  # stages
BY_GRANT, BY_REFUSAL = -1, -2  # whose consent is asked: nobody's
FOR_GOOD = -1  # of an authority that is held
NEVER = 2**31  # more periods than there are
NOT_NEW = 2  # periods in force from which on a measure is not new
DEVIATION, FREE = 1, 2  # what is followed up
SPREAD = 0x1E3779B97F4A7C15  # an odd number that scatters codes
PAIR = 32  # bits of the second number of a pair that is one code
SECOND = (1 << PAIR) - 1
WORD = 5  # 2**WORD marks stand in one number
IN_WORD = (1 << WORD) - 1

Table = MutableSequence[int]  # to whoever reads it: an array of whole numbers

Function = TypeVar("Function", bound=Callable[..., object])


def part(function: Function) -> Function:
    """
    Compile a function that only others of this module call, once for all numbers: Numba would
    compile it anew for each constant that it is called with.
    """
    compiled = njit(error_model="numpy", no_cpython_wrapper=True, no_cfunc_wrapper=True)(function)
    template = compiled.get_call_template
    compiled.get_call_template = lambda args, kws: template(tuple(map(unliteral, args)), kws)
    called: Function = compiled
    return called


def entrance(function: Function) -> Function:
    """Compile the function that Python calls, and keep what comes of it."""
    compiled: Function = njit(error_model="numpy", nogil=True, cache=IS_CACHED)(function)
    return compiled


@part
def list_at(m: Table, where: int) -> int:
    """Give where a list begins."""
    return m[LISTS] + where * m[ROOM]


@part
def look(m: Table, where: int, place: int) -> int:
    """Give a number of a list."""
    return m[m[LISTS] + where * m[ROOM] + place]


@part
def put(m: Table, where: int, place: int, entry: int) -> None:
    """Put another number into a list."""
    m[m[LISTS] + where * m[ROOM] + place] = entry


@part
def slot(m: Table, register: int, at: int) -> int:
    """Give where a place stands in the table of a register."""
    return m[SLOTS] + register * 2 * m[ROOM] + at


@part
def of_rung(m: Table, rung: int, column: int) -> int:
    """Give what is said of a rung."""
    return m[m[BY_RUNG] + rung * COLUMNS + column]


@part
def follow_schedule(m: Table, row: int) -> None:
    """Let what is said of rungs, and how long things take, be that of the schedule of a row."""
    if m[SCHEDULES] > 1:
        schedule, stages = m[row + m[WIDTH] - 1], 3
        m[BY_RUNG] = m[OF_SCHEDULES] + schedule * m[RUNGS] * COLUMNS
        m[SPANS] = m[SPANS_OF_SCHEDULES] + schedule * stages * m[RUNGS]


@part
def push(m: Table, where: int, number: int) -> None:
    """Put a number at the end of a list."""
    count = m[COUNTED + where]
    if count >= m[ROOM]:
        m[COUNTED + IS_FULL] = 1
        return
    put(m, where, count, number)
    m[COUNTED + where] = count + 1


@part
def place_of(m: Table, register: int, code: int) -> int:
    """Give the place of a code; -1 if it has none."""
    mask = m[SIZED + register] - 1
    at = (code * SPREAD >> 40) & mask
    while m[slot(m, register, at)]:
        place = m[slot(m, register, at)] - 1
        if look(m, register, place) == code:
            return place
        at = (at + 1) & mask
    return -1


@part
def put_in_table(m: Table, register: int, place: int) -> None:
    """Let a code be looked up."""
    mask = m[SIZED + register] - 1
    at = (look(m, register, place) * SPREAD >> 40) & mask
    while m[slot(m, register, at)]:
        at = (at + 1) & mask
    m[slot(m, register, at)] = place + 1


@part
def add(m: Table, register: int, code: int) -> int:
    """Give the place of a code, which gets the next one if it has none."""
    place = place_of(m, register, code)
    if place >= 0:
        return place
    push(m, register, code)
    if m[COUNTED + IS_FULL]:
        return 0
    last = m[COUNTED + register] - 1
    if 2 * (last + 1) <= m[SIZED + register] or 2 * m[SIZED + register] > 2 * m[ROOM]:
        put_in_table(m, register, last)
        return last
    m[SIZED + register] *= 2
    for at in range(m[SIZED + register]):
        m[slot(m, register, at)] = 0
    for other in range(last + 1):
        put_in_table(m, register, other)
    return last


@part
def seat_of(m: Table, register: int, place: int) -> int:
    """Give where the place of a code stands in the table of its register."""
    mask = m[SIZED + register] - 1
    at = (look(m, register, place) * SPREAD >> 40) & mask
    while m[slot(m, register, at)] != place + 1:
        at = (at + 1) & mask
    return slot(m, register, at)


@part
def number(m: Table, register: int, first: int) -> None:
    """
    Put the codes of a register in order that came as its first one and later, by Shell's method,
    and list the place of each in the order in which they came.
    """
    if m[COUNTED + IS_FULL]:  # a code may not have found its way into the table
        return
    count = m[COUNTED + register] - first
    codes, order = list_at(m, register) + first, list_at(m, ORDER)
    seat, rank = list_at(m, SEAT), list_at(m, RANK)
    for place in range(count):
        m[order + place] = place
        m[seat + place] = seat_of(m, register, first + place)
    gap = count
    while gap > 1:
        gap = max(1, gap * 4 // 9)
        for place in range(gap, count):
            code, came, at = m[codes + place], m[order + place], place
            while at >= gap and m[codes + at - gap] > code:
                m[codes + at], m[order + at] = m[codes + at - gap], m[order + at - gap]
                at -= gap
            m[codes + at], m[order + at] = code, came
    for place in range(count):
        came = m[order + place]
        m[rank + came] = first + place
        m[m[seat + came]] = first + place + 1


@part
def settle(m: Table, where: int, place: int, first: int) -> None:
    """Put the place that a code has got in order for the one that it came with."""
    came = look(m, where, place)
    if came >= first:
        put(m, where, place, look(m, RANK, came - first))


@part
def mark(m: Table, where: int, public: int, level: int) -> bool:
    """List a node of a public part and joint levels; say whether it was not listed before."""
    at = slot(m, where, public * m[WORDS] + (level >> WORD))
    bit = 1 << (level & IN_WORD)
    if m[at] & bit:
        return False
    m[at] |= bit
    push(m, where, public << PAIR | level)
    return True


@part
def make_room(m: Table, first: int) -> None:
    """Make room for the marks of public parts that are new."""
    begins, ends = first * m[WORDS], m[COUNTED + PUBLICS] * m[WORDS]
    if ends > 2 * m[ROOM]:
        m[COUNTED + IS_FULL] = 1
        return
    for at in range(begins, ends):
        m[slot(m, STATES, at)] = 0
        m[slot(m, POSTS, at)] = 0


@part
def copy(m: Table, row: int, onto: int) -> None:
    """Copy a row."""
    for column in range(m[WIDTH]):
        m[onto + column] = m[row + column]


@part
def has_expired(m: Table, rung: int, elapsed: int) -> bool:
    """Whether a rung has expired."""
    expires = of_rung(m, rung, EXPIRES)
    return 0 <= expires <= elapsed


@part
def is_still_called(m: Table, rung: int, monitor: int, is_met: int) -> bool:
    """Whether a rung stays called although nothing calls for it any more."""
    if of_rung(m, rung, LASTS):
        return not is_met or rung <= m[OFF_RAMP]
    return monitor > of_rung(m, rung, LEAVE)


@part
def first_called(m: Table, now: int, heard: int, seen: int, is_due: int) -> int:
    """Give the highest rung that the monitor, acts or a deadline call for."""
    is_met = m[seen + 1]
    by_time = now + 1 if is_due and not is_met else m[m[KEPT] + 2 * now + is_met]
    return max(m[seen], heard, by_time)


@part
def is_withheld(m: Table, row: int, called: int) -> bool:
    """Whether a rung was asked for before the game, and nothing can be asked any more."""
    authority = of_rung(m, called, AUTHORITY)
    if authority < 0 or called <= m[row + RUNG] or m[row + ORDERS + called]:
        return False
    held = m[row + ORDERS + m[RUNGS] + m[VOTES] + m[MEASURES] + authority]
    return not held and bool(of_rung(m, called, REFUSES) or not of_rung(m, called, GRANTED))


@part
def highest_step(m: Table, row: int) -> int:
    """Give the highest rung that can be climbed at once."""
    if m[MAX_STEP] < 0:
        return m[RUNGS] - 1
    highest = m[row + RUNG]
    for rung in range(highest + 1, m[RUNGS] if m[PARALLEL] else 0):
        if m[row + ORDERS + rung]:
            highest = rung
    return highest + m[MAX_STEP]


@part
def called_by(m: Table, row: int, reports: tuple[int, int], seen: int, is_due: int) -> int:
    """
    Give the rung that is called where the next rung's deadline has passed, or has not; reports are
    the monitor's state and the rung that it calls for.
    """
    now, (monitor, heard) = m[row + RUNG], reports
    first = first_called(m, now, heard, seen, is_due)
    called = max(first, now)
    while called > first and not is_still_called(m, called, monitor, m[seen + 1]):
        called -= 1
    called = min(called, m[seen + 2], highest_step(m, row))
    while has_expired(m, called, m[row + ELAPSED]) or is_withheld(m, row, called):
        called -= 1
    return called


@part
def carry_out(m: Table, before: int, after: int, called: int) -> bool:
    """
    Let a period pass for the orders that a call does not drop, and say whether there is one.
    """
    copy(m, before, after)
    is_under_way = False
    for rung in range(m[RUNGS]):
        left = m[before + ORDERS + rung]
        if not left:
            continue
        drops = m[CANCELS] or has_expired(m, rung, m[before + ELAPSED])
        if drops and called < rung:
            m[after + ORDERS + rung] = 0
            continue
        is_under_way = True
        m[after + ORDERS + rung] = left - 1
        if left == 1:
            m[after + RUNG] = max(m[after + RUNG], rung)
    return is_under_way


@part
def is_bound(m: Table, row: int) -> bool:
    """Whether an order is under way that nothing stops."""
    if m[PARALLEL] or m[CANCELS]:
        return False
    count = 0
    for rung in range(m[RUNGS]):
        if m[row + ORDERS + rung]:
            count += 1
            if of_rung(m, rung, EXPIRES) >= 0:
                return False
    return count > 0


@part
def let_pass(m: Table, before: int, after: int) -> None:
    """Let the period pass for all else: the clock, votes, measures and authorities."""
    now = m[after + RUNG]
    clock = m[before + CLOCK] + 1 if now == m[before + RUNG] else 1
    m[after + CLOCK] = 0 if is_bound(m, after) else min(clock, of_rung(m, now, LONGEST))
    m[after + ELAPSED] = min(m[before + ELAPSED] + 1, m[LAST_EXPIRY])
    votes = ORDERS + m[RUNGS]
    measures = votes + m[VOTES]
    held = measures + m[MEASURES]
    for place in range(votes, measures):
        if m[after + place] > 0:
            m[after + place] -= 1
    for measure in range(m[MEASURES]):
        periods = m[before + measures + measure] + m[m[HAS] + measure * m[RUNGS] + now]
        m[after + measures + measure] = min(periods, m[m[SERVED] + measure])
    for place in range(held, held + m[AUTHORITIES]):
        if m[after + place] > 0:
            m[after + place] -= 1


@part
def push_row(m: Table, where: int, row: int) -> None:
    """Put the numbers of a row at the end of a list."""
    count = m[COUNTED + where]
    if count + m[WIDTH] > m[ROOM]:
        m[COUNTED + IS_FULL] = 1
        return
    copy(m, row, list_at(m, where) + count)
    m[COUNTED + where] = count + m[WIDTH]


@part
def seek(m: Table, row: int) -> tuple[int, int]:
    """Give the place of a row, -1 if it has none; and the code under which it stands, or would."""
    code, width = 0, m[WIDTH]
    for column in range(width):
        code = (code ^ (m[row + column] + 3)) * SPREAD
        code ^= code >> 31
    place = place_of(m, RESTS, code)
    while place >= 0:  # rows of one code stand under the codes that follow it
        column, known = 0, list_at(m, NUMBERS) + place * width
        while column < width and m[known + column] == m[row + column]:
            column += 1
        if column == width:
            return place, code
        code += 1
        place = place_of(m, RESTS, code)
    return -1, code


@part
def rest_of(m: Table, row: int) -> int:
    """Give the place of a row, which gets the next one if it has none."""
    place, code = seek(m, row)
    if place >= 0:
        return place
    push_row(m, NUMBERS, row)
    return add(m, RESTS, code)


@part
def to_go(m: Table) -> int:
    """Give how many periods are to go after this one."""
    return m[END] - m[COUNTED + PERIOD] - 1


@part
def is_last(m: Table) -> bool:
    """Whether this is the last period."""
    return m[END] >= 0 and to_go(m) == 0


@part
def is_beyond(m: Table) -> bool:
    """Whether the game is over."""
    return m[END] >= 0 and to_go(m) < 0


@part
def put_off(m: Table, at: int, left: int, never: int) -> None:
    """Let a time that is not over before the end be one that is never over."""
    if m[at] > 0 and m[at] >= left:
        m[at] = never


@part
def stop_clock(m: Table, row: int, left: int) -> None:
    """Let a clock stand where it last mattered if it comes to nothing more before the end."""
    clock, above = m[row + CLOCK], m[row + RUNG] + 1
    first, last = 0, 0
    if above < m[RUNGS]:
        first = max(first, of_rung(m, above, DEADLINE))
        last = max(last, of_rung(m, above, LATEST))
    before, after = 0, m[DWELL]
    if clock >= m[DWELL]:
        before, after = m[DWELL], clock + left
    if clock >= first:
        before = max(before, min(clock, last))
    if clock < last:
        after = min(after, max(first, clock + 1))
    if after >= clock + left:
        m[row + CLOCK] = before


@part
def stop_calendar(m: Table, row: int, left: int) -> None:
    """Let the periods since the start stand where a rung last expired if no other one will."""
    elapsed, before = m[row + ELAPSED], 0
    for rung in range(m[RUNGS]):
        expires = of_rung(m, rung, EXPIRES)
        if elapsed < expires < elapsed + left:
            return
        if expires <= elapsed:
            before = max(before, expires)
    m[row + ELAPSED] = before


@part
def is_firm(m: Table, rung: int) -> bool:
    """Whether nothing stands down from a rung, nor from a higher one."""
    ways_down = 0
    for other in range(rung, m[RUNGS]):
        ways_down += of_rung(m, other, DOWN)
    return ways_down == 0


@part
def goes_on_as_long(m: Table, row: int, ordered: int) -> bool:
    """Whether another order is under way for as long."""
    for other in range(m[RUNGS]):
        if other != ordered and m[row + ORDERS + other] >= m[row + ORDERS + ordered]:
            return True
    return False


@part
def overtake(m: Table, row: int, left: int) -> None:
    """Let orders arrive with the higher one that arrives no later."""
    now, soonest, above = m[row + RUNG], NEVER, 0
    for rung in range(m[RUNGS] - 1, -1, -1):
        at = row + ORDERS + rung
        periods = m[at]
        if not periods:
            continue
        by = now if rung <= now else above
        arrives = 0 if rung <= now else soonest
        if arrives <= periods and (
            arrives >= left or is_firm(m, by) or goes_on_as_long(m, row, rung)
        ):
            m[at] = arrives
        if periods < soonest:
            soonest, above = periods, rung


@part
def settle_orders(m: Table, row: int, left: int) -> None:
    """Where orders side by side run their course, let nothing stand that does not matter then."""
    if not m[PARALLEL] or m[CANCELS] or m[LAST_EXPIRY]:
        return
    overtake(m, row, left)
    above = m[row + RUNG] + 1
    if above < m[RUNGS] and m[row + ORDERS + above]:
        m[row + CLOCK] = 0


@part
def stop_measures(m: Table, row: int, left: int) -> None:
    """Let measures be in force for a while, and not for longer, that are not over at the end."""
    for measure in range(m[MEASURES]):
        at, most = row + ORDERS + m[RUNGS] + m[VOTES] + measure, m[m[SERVED] + measure]
        if m[at] > NOT_NEW and m[at] + left < most:
            m[at] = NOT_NEW


@part
def foreshorten(m: Table, row: int) -> None:
    """
    Let a row that is new be one that comes to the same for as long as the game lasts, as
    `game.compile.to_go` does.
    """
    if m[END] < 0 or seek(m, row)[0] >= 0:
        return
    left = to_go(m)
    votes = row + ORDERS + m[RUNGS]
    held = votes + m[VOTES] + m[MEASURES]
    for at in range(row + ORDERS, votes):
        put_off(m, at, left + 1, m[END])
    for at in range(votes, votes + m[VOTES]):
        put_off(m, at, left, BY_REFUSAL)
    for at in range(held, held + m[AUTHORITIES]):
        put_off(m, at, left, FOR_GOOD)
    stop_measures(m, row, left)
    stop_clock(m, row, left)
    stop_calendar(m, row, left)
    settle_orders(m, row, left)


@part
def row_at(m: Table, rest: int) -> int:
    """Give where the row of a rest stands."""
    return list_at(m, NUMBERS) + rest * m[WIDTH]


@part
def read_row(m: Table, rest: int, row: int) -> None:
    """Read the row of a rest."""
    copy(m, row_at(m, rest), row)


@part
def note(m: Table, name: int, is_renege: int) -> None:
    """Note one thing that may become of a call: the row, but for what passes with the period."""
    push_row(m, RAW, m[AFTER])
    push(m, AFTER_NAME, name)
    push(m, AFTER_RENEGE, is_renege)


@part
def finish(m: Table) -> None:
    """
    Let the period pass in all that was noted, and list the rests after it; where steps that were
    not called are followed, also what is left of the responder's credit then.
    """
    before = m[BEFORE]
    m[COUNTED + AFTER_REST] = 0
    if m[COUNTED + IS_FULL]:  # a row may not have found room
        return
    for place in range(m[COUNTED + AFTER_NAME]):
        after = list_at(m, RAW) + place * m[WIDTH]
        let_pass(m, before, after)
        foreshorten(m, after)
        for _ in range(1 + m[COUNTED + IS_STRAYING]):
            push(m, AFTER_REST, rest_of(m, after))
            m[after + CREDIT] = min(m[before + CREDIT] + 1, m[MOST_CREDIT])


@part
def name_of(m: Table, event: int, rung: int, credit: int, duration: int) -> int:
    """Give the code of a name, but for what it waits for."""
    code = (event * (m[RUNGS] + 2) + rung + 2) * (m[MOST_CREDIT] + 1) + credit
    return code * m[DURATIONS] + duration


@part
def question_of(m: Table, before: int, called: int) -> int:
    """Give whose consent is asked now: a rung's, or that it is granted or refused."""
    votes = ORDERS + m[RUNGS]
    authority, ballot = of_rung(m, called, AUTHORITY), of_rung(m, called, BALLOT)
    if authority >= 0:
        if m[before + votes + m[VOTES] + m[MEASURES] + authority]:
            return BY_GRANT
        if of_rung(m, called, REFUSES):
            return BY_REFUSAL
    if ballot >= 0 and m[before + votes + ballot]:
        return BY_GRANT if m[before + votes + ballot] == BY_GRANT else BY_REFUSAL
    return called


@part
def name_of_span(m: Table, duration: int) -> int:
    """Give what names how long something takes; nothing under a schedule, where it is certain."""
    return 0 if m[SCHEDULES] > 1 else duration + 1


@part
def execute(m: Table, called: int, asked: tuple[int, int]) -> None:
    """Note what may become of a call that is consented to."""
    before, onward, after = m[BEFORE], m[ONWARD], m[AFTER]
    rung, proved = asked
    votes = ORDERS + m[RUNGS]
    ballot = of_rung(m, called, BALLOT)
    authority = of_rung(m, called, AUTHORITY)
    measures = votes + m[VOTES]
    held = authority >= 0 and m[before + measures + m[MEASURES] + authority] != 0
    first = (DELIVERY if held else LEAD) * m[RUNGS] + called
    for duration in range(m[m[SPANS] + first], m[m[SPANS] + first + 1]):
        copy(m, onward, after)
        if m[m[PERIODS] + duration]:
            m[after + ORDERS + called] = m[m[PERIODS] + duration]
        else:
            m[after + RUNG] = max(m[after + RUNG], called)
        if rung == called and ballot >= 0:
            m[after + votes + ballot] = BY_GRANT
        m[after + CREDIT] = 0
        span = name_of_span(m, duration)
        name = name_of(m, EXECUTED + proved, rung, m[before + CREDIT], span)
        note(m, name, 0)
    if m[m[DOUBTED] + m[before + CREDIT]]:
        copy(m, onward, after)
        if rung == called and ballot >= 0:
            m[after + votes + ballot] = BY_GRANT
        m[after + CREDIT] = min(m[before + CREDIT] + 1, m[MOST_CREDIT])
        name = name_of(m, RENEGED + proved, rung, m[before + CREDIT], 0)
        note(m, name, 1)


@part
def refuse(m: Table, called: int, asked: tuple[int, int]) -> None:
    """Note what may become of a call that is refused."""
    onward, after = m[ONWARD], m[AFTER]
    rung, proved = asked
    ballot = of_rung(m, called, BALLOT)
    if rung != called or ballot < 0:
        copy(m, onward, after)
        note(m, name_of(m, REFUSED + proved, rung, 0, 0), 0)
        return
    first = RETRY * m[RUNGS] + called
    for duration in range(m[m[SPANS] + first], m[m[SPANS] + first + 1]):
        copy(m, onward, after)
        m[after + ORDERS + m[RUNGS] + ballot] = m[m[PERIODS] + duration]
        name = name_of(m, REFUSED + proved, rung, 0, name_of_span(m, duration))
        note(m, name, 0)


@part
def come_down(m: Table, called: int) -> None:
    """Note what may become of a call to stand down."""
    before, onward, after = m[BEFORE], m[ONWARD], m[AFTER]
    now = m[before + RUNG]
    if of_rung(m, now, DOWN):
        copy(m, onward, after)
        m[after + RUNG] = called
        note(m, name_of(m, STOOD_DOWN, now, 0, 0), 0)
    if of_rung(m, now, STAYS):
        copy(m, onward, after)
        note(m, name_of(m, STAYED, now, 0, 0), 0)


@part
def climb(m: Table, called: int, is_proof: int) -> None:
    """Note what may become of a call to a higher rung."""
    rung = question_of(m, m[BEFORE], called)
    granted, denied = rung == BY_GRANT, rung == BY_REFUSAL
    if rung >= 0:
        granted = of_rung(m, rung, GRANTED_PROVED if is_proof else GRANTED) != 0
        denied = of_rung(m, rung, DENIED_PROVED if is_proof else DENIED) != 0
    asked = (rung, PROVED if is_proof else 0)
    if granted:
        execute(m, called, asked)
    if denied:
        refuse(m, called, asked)


@part
def outcomes(m: Table, called: int, is_proof: int) -> None:
    """Note what may become of a call: rests, names, and whether each is a renege."""
    before, onward, after = m[BEFORE], m[ONWARD], m[AFTER]
    for where in range(RAW, AFTER_RENEGE + 1):
        m[COUNTED + where] = 0
    is_under_way = carry_out(m, before, onward, called)
    is_waiting = is_under_way and not m[PARALLEL]
    if not is_waiting and called > m[before + RUNG] and not m[before + ORDERS + called]:
        climb(m, called, is_proof)
    elif not is_under_way and called < m[before + RUNG] and m[before + CLOCK] >= m[DWELL]:
        come_down(m, called)
    else:
        copy(m, onward, after)
        note(m, name_of(m, SURE, 0, 0, 0), 0)


@part
def list_reports(m: Table, code: int) -> None:
    """List the labels that can be reported, with the ways of taking each in, and their ends."""
    above, monitor = divmod(code, m[MONITORS])
    rung, group = divmod(above, m[GROUPS])
    kind, taken = m[m[KINDS] + 2 * rung], m[m[KINDS] + 2 * rung + 1]
    base = m[NEXT_FROM] + (taken * m[MONITORS] + monitor) * m[LABELS]
    labels = m[CAN_HEAR] + (kind * m[GROUPS] + group) * m[LABELS]
    for where in range(REPORT_LABEL, REPORT_END + 1):
        m[COUNTED + where] = 0
    for label in range(m[LABELS]):
        if m[labels + label]:
            first = m[base + label]
            for way in range(m[base + label + 1] - first):
                push(m, REPORT_LABEL, label)
                push(m, REPORT_WAY, way)
                push(m, REPORT_END, m[m[NEXT] + first + way])


@part
def add_ways(m: Table, code: int) -> None:
    """List the monitor's next states, and where the pieces of each one's chance stand."""
    first = m[COUNTED + WAY_END]
    push(m, WAY_FROM, first)
    for place in range(m[COUNTED + REPORT_END]):
        at = first
        while at < m[COUNTED + WAY_END] and look(m, WAY_END, at) != look(m, REPORT_END, place):
            at += 1
        if at == m[COUNTED + WAY_END]:
            push(m, WAY_END, look(m, REPORT_END, place))
    push(m, WAY_COUNT, m[COUNTED + WAY_END] - first)
    for at in range(first, m[COUNTED + WAY_END]):
        before = m[COUNTED + PIECE_HEARD]
        push(m, PIECE_FROM, before)
        for place in range(m[COUNTED + REPORT_END]):
            if look(m, REPORT_END, place) == look(m, WAY_END, at):
                push(m, PIECE_HEARD, code)
                push(m, PIECE_LABEL, look(m, REPORT_LABEL, place))
                push(m, PIECE_WAY, look(m, REPORT_WAY, place))
        push(m, PIECE_COUNT, m[COUNTED + PIECE_HEARD] - before)


@part
def note_call(m: Table, call: tuple[int, int, int], is_proof: int) -> None:
    """Note a call: the rest, the rung, and what it hangs on."""
    rest, called, condition = call
    code = ((rest * m[RUNGS] + called) * m[CONDITIONS] + condition) * 2 + is_proof
    push(m, CALL_NOW, code)


@part
def called_when(
    m: Table, row: int, heard: tuple[int, int], seen: int, due: tuple[int, int]
) -> tuple[int, int]:
    """
    Give the rungs that are called where the next rung's deadline has not passed, and where it has.

    Args:
        m: The tables of the game.
        row: The row.
        heard: The monitor's state, and where the rung stands that it calls for.
        seen: Where it stands what shows of the levels.
        due: Whether the deadline has passed in any draw, and whether it has in some draws alone.
    """
    (monitor, place), (is_due, is_apart) = heard, due
    reports = monitor, m[m[REPORTED] + place]
    late = called_by(m, row, reports, seen, is_due)
    return called_by(m, row, reports, seen, 0) if is_apart else late, late


@part
def condition_of(m: Table, monitor: int, first: int, last: int) -> int:
    """
    Give the code for what the monitor calls for where it is one of the rungs from a first place up
    to a last one; nothing where it is all of them.
    """
    begin = m[m[REPORTED_FROM] + monitor]
    count = m[m[REPORTED_FROM] + monitor + 1] - begin
    if last - first == count:
        return 0
    return (m[m[HEARINGS] + monitor] + (first - begin) * count + last - 1 - begin) * m[WAITS]


@part
def list_calls(m: Table, rest: int, row: int, monitor: int, seen: int) -> None:
    """
    List what is called, each with what is so in the draws that do: the rungs that the monitor calls
    for stand side by side in draws that call the same.
    """
    above, clock, is_proof = m[row + RUNG] + 1, m[row + CLOCK], int(monitor >= m[PROOF])
    follow_schedule(m, row)
    m[COUNTED + CALL_NOW] = 0
    if is_beyond(m):  # whatever follows is worth nothing; the rung in force has one end
        note_call(m, (rest, m[row + RUNG], 0), 0)
        return
    soonest, latest, waited = -1, -1, 0
    if above < m[RUNGS]:
        soonest, latest = of_rung(m, above, DEADLINE), of_rung(m, above, LATEST)
        waited = of_rung(m, above, WAIT) + 2 * (clock - soonest)
    due = int(0 <= soonest <= clock), int(soonest <= clock < latest)
    place, end = m[m[REPORTED_FROM] + monitor], m[m[REPORTED_FROM] + monitor + 1]
    called = called_when(m, row, (monitor, place), seen, due)
    while place < end:
        first, (early, late) = place, called
        place += 1
        while place < end:
            called = called_when(m, row, (monitor, place), seen, due)
            if called[0] != early or called[1] != late:
                break
            place += 1
        so = condition_of(m, monitor, first, place)
        if early != late:
            note_call(m, (rest, early, so + waited), is_proof)
        note_call(m, (rest, late, so + waited + 1 if early != late else so), is_proof)


@part
def list_ends(m: Table) -> None:
    """List what may become of a call, end by end, each with its terms."""
    push(m, END_FROM, m[COUNTED + END_REST])
    first = m[COUNTED + END_REST]
    for place in range(m[COUNTED + ALL_REST]):
        rest, rung = look(m, ALL_REST, place), look(m, ALL_RUNG, place)
        if rest < 0:
            continue
        push(m, END_REST, rest)
        push(m, END_RUNG, rung)
        push(m, TERM_FROM, m[COUNTED + TERM_NAME])
        before = m[COUNTED + TERM_NAME]
        for other in range(place, m[COUNTED + ALL_REST]):
            if look(m, ALL_REST, other) == rest and look(m, ALL_RUNG, other) == rung:
                push(m, TERM_NAME, look(m, ALL_NAME, other))
                push(m, TERM_RENEGE, look(m, ALL_RENEGE, other))
                put(m, ALL_REST, other, -1)
        push(m, TERM_COUNT, m[COUNTED + TERM_NAME] - before)
    push(m, END_COUNT, m[COUNTED + END_REST] - first)


@part
def list_outcomes(m: Table, code: int) -> None:
    """List what may become of a call, one thing after another."""
    before = m[BEFORE]
    above, is_proof = divmod(code, 2)
    above, condition = divmod(above, m[CONDITIONS])
    rest, called = divmod(above, m[RUNGS])
    read_row(m, rest, before)
    follow_schedule(m, before)
    is_free = m[REACH] == FREE
    if is_free and not m[PARALLEL]:
        is_free = not carry_out(m, before, m[ONWARD], called)
    for where in range(ALL_REST, ALL_RENEGE + 1):
        m[COUNTED + where] = 0
    for rung in range(0 if is_free else called, m[RUNGS] if is_free else called + 1):
        if is_free and has_expired(m, rung, m[before + ELAPSED]):
            continue
        outcomes(m, rung, is_proof)
        finish(m)
        for place in range(m[COUNTED + AFTER_REST]):
            push(m, ALL_REST, look(m, AFTER_REST, place))
            push(m, ALL_RUNG, rung)
            push(m, ALL_NAME, add(m, NAMES, look(m, AFTER_NAME, place) * m[CONDITIONS] + condition))
            push(m, ALL_RENEGE, look(m, AFTER_RENEGE, place))


@part
def rest_before(m: Table, row: int) -> int:
    """Give the rest of the public part of a row of report, monitor and call."""
    return look(m, PUBLICS, look(m, ROWS, row) >> PAIR) >> PAIR


@part
def heard_in(m: Table, row: int) -> int:
    """Give the code of what is heard in a row: the rung in force, the group and the monitor."""
    code = look(m, ROWS, row)
    public, group = look(m, PUBLICS, code >> PAIR), code & SECOND
    rung = m[row_at(m, public >> PAIR) + RUNG]
    return (rung * m[GROUPS] + group) * m[MONITORS] + (public & SECOND)


@entrance
def hear(m: Table, first: int) -> None:
    """Work out how the monitor goes on in rows that are new."""
    before = m[COUNTED + HEARD]
    for row in range(first, m[COUNTED + ROWS]):
        push(m, ROW_HEARD, add(m, HEARD, heard_in(m, row)))
    if m[COUNTED + IS_FULL]:
        return
    number(m, HEARD, before)
    for row in range(first, m[COUNTED + ROWS]):
        settle(m, ROW_HEARD, row, before)
    for place in range(before, m[COUNTED + HEARD]):
        code = look(m, HEARD, place)
        list_reports(m, code)
        add_ways(m, code)


@entrance
def call(m: Table, first: int) -> None:
    """List what is called in rows that are new: the place of each call, the way and the row."""
    before = m[COUNTED + CALLS]
    for where in range(CALL, CALL_ROW + 1):
        m[COUNTED + where] = 0
    for row in range(first, m[COUNTED + ROWS]):
        rest, group = rest_before(m, row), look(m, ROWS, row) & SECOND
        heard = look(m, ROW_HEARD, row)
        start, seen = look(m, WAY_FROM, heard), m[SHOWN] + 3 * group
        for way in range(start, start + look(m, WAY_COUNT, heard)):
            list_calls(m, rest, row_at(m, rest), look(m, WAY_END, way), seen)
            for place in range(m[COUNTED + CALL_NOW]):
                push(m, CALL, add(m, CALLS, look(m, CALL_NOW, place)))
                push(m, CALL_WAY, way)
                push(m, CALL_ROW, row)
    if m[COUNTED + IS_FULL]:
        return
    number(m, CALLS, before)
    for at in range(m[COUNTED + CALL]):
        settle(m, CALL, at, before)


@entrance
def answer(m: Table, _: int) -> None:
    """Work out what may become of calls that are new."""
    for place in range(m[COUNTED + END_FROM], m[COUNTED + CALLS]):
        list_outcomes(m, look(m, CALLS, place))
        list_ends(m)


@part
def is_same_at_end(m: Table, public: int, other: int) -> bool:
    """Whether the responder does the same in two public parts that are arrived at."""
    row, another = row_at(m, public >> PAIR), row_at(m, other >> PAIR)
    measures = ORDERS + m[RUNGS] + m[VOTES]
    for column in range(measures, measures + m[MEASURES]):
        if m[row + column] != m[another + column]:
            return False
    return m[row + RUNG] == m[another + RUNG]


@part
def at_end(m: Table, public: int) -> int:
    """Give the first public part listed that is worth the same at the end; itself if none is."""
    for place in range(m[COUNTED + ENDS]):
        if is_same_at_end(m, public, look(m, ENDS, place)):
            return look(m, ENDS, place)
    return public


@part
def list_at_end(m: Table) -> None:
    """
    List public parts that are known of this schedule, one of each that are worth the same at the
    end.
    """
    m[COUNTED + ENDS] = 0
    for place in range(m[COUNTED + ENTERED], m[COUNTED + PUBLICS]):
        public = look(m, PUBLICS, place)
        if m[COUNTED + ENDS] == 0 or at_end(m, public) == public:
            push(m, ENDS, public)


@part
def after_step(m: Table, public: int, row: int) -> int:
    """Give the place of the public part that a step of a row leads to."""
    if is_beyond(m):
        return look(m, ROWS, row) >> PAIR
    if is_last(m) and place_of(m, PUBLICS, public) < 0:
        return add(m, PUBLICS, at_end(m, public))
    return add(m, PUBLICS, public)


@entrance
def join(m: Table, _: int) -> None:
    """List the steps of rows that are new, and number the public parts after them."""
    before, known = m[COUNTED + STEP_PUBLIC], m[COUNTED + PUBLICS]
    if is_last(m):
        list_at_end(m)
    for at in range(m[COUNTED + CALL]):
        way, row = look(m, CALL_WAY, at), look(m, CALL_ROW, at)
        if row == m[COUNTED + STEP_FROM]:
            push(m, STEP_FROM, m[COUNTED + STEP_PUBLIC])
            push(m, STEP_COUNT, 0)
        place, monitor = look(m, CALL, at), look(m, WAY_END, way)
        start, count = look(m, END_FROM, place), look(m, END_COUNT, place)
        put(m, STEP_COUNT, row, look(m, STEP_COUNT, row) + count)
        for end in range(start, start + count):
            public = look(m, END_REST, end) << PAIR | monitor
            push(m, STEP_PUBLIC, after_step(m, public, row))
            push(m, STEP_WAY, way)
            push(m, STEP_END, end)
    if m[COUNTED + IS_FULL]:
        return
    number(m, PUBLICS, known)
    for step in range(before, m[COUNTED + STEP_PUBLIC]):
        settle(m, STEP_PUBLIC, step, known)
    make_room(m, known)


@entrance
def arrive(m: Table, first: int) -> None:
    """List the nodes after nature that follow states, and the rows that they go through."""
    before, last = m[COUNTED + ROWS], -1
    for state in range(first, m[COUNTED + STATES]):
        public, level = look(m, STATES, state) >> PAIR, look(m, STATES, state) & SECOND
        for place in range(m[m[AFTER_FROM] + level], m[m[AFTER_FROM] + level + 1]):
            after = m[m[AFTER_LEVEL] + place]
            if mark(m, POSTS, public, after):
                row = public << PAIR | m[m[GROUP_OF] + after]
                if row != last:
                    add(m, ROWS, row)
                    last = row
    if m[REACH] == DEVIATION:  # strays are found row by row; all else comes in an order of its own
        number(m, ROWS, before)


@part
def row_of(m: Table, post: int) -> int:
    """Give the row that a node after nature goes through."""
    code = look(m, POSTS, post)
    return place_of(m, ROWS, code >> PAIR << PAIR | m[m[GROUP_OF] + (code & SECOND)])


@entrance
def move_on(m: Table, first: int) -> None:
    """List the states that follow nodes after nature."""
    for post in range(first, m[COUNTED + POSTS]):
        row, level = row_of(m, post), look(m, POSTS, post) & SECOND
        start = look(m, STEP_FROM, row)
        for step in range(start, start + look(m, STEP_COUNT, row)):
            mark(m, STATES, look(m, STEP_PUBLIC, step), level)


@part
def stray_from(m: Table, row: int) -> None:
    """
    List the public parts that follow in a row when the responder does something else than it
    called.
    """
    heard = look(m, ROW_HEARD, row)
    start = look(m, WAY_FROM, heard)
    read_row(m, rest_before(m, row), m[BEFORE])
    follow_schedule(m, m[BEFORE])
    for way in range(start, start + look(m, WAY_COUNT, heard)):
        monitor = look(m, WAY_END, way)
        for rung in range(m[RUNGS]):
            if has_expired(m, rung, m[m[BEFORE] + ELAPSED]):
                continue
            outcomes(m, rung, int(monitor >= m[PROOF]))
            finish(m)
            for place in range(m[COUNTED + AFTER_REST]):
                public = look(m, AFTER_REST, place) << PAIR | monitor
                push(m, STRAY_PUBLIC, add(m, PUBLICS, public))


@entrance
def list_strays(m: Table) -> None:
    """List, row by row, what follows when the responder does something else than it called."""
    m[COUNTED + IS_STRAYING], known = 1, m[COUNTED + PUBLICS]
    for row in range(m[COUNTED + ROWS]):
        before = m[COUNTED + STRAY_PUBLIC]
        push(m, STRAY_FROM, before)
        stray_from(m, row)
        push(m, STRAY_COUNT, m[COUNTED + STRAY_PUBLIC] - before)
    m[COUNTED + IS_STRAYING] = 0
    if m[COUNTED + IS_FULL]:
        return
    number(m, PUBLICS, known)
    for place in range(m[COUNTED + STRAY_PUBLIC]):
        settle(m, STRAY_PUBLIC, place, known)
    make_room(m, known)


@entrance
def stray(m: Table) -> None:
    """List the states that follow then."""
    for post in range(m[COUNTED + POSTS]):
        row, level = row_of(m, post), look(m, POSTS, post) & SECOND
        start = look(m, STRAY_FROM, row)
        for place in range(start, start + look(m, STRAY_COUNT, row)):
            mark(m, STATES, look(m, STRAY_PUBLIC, place), level)


@entrance
def begin(m: Table) -> None:
    """
    Forget what was found before: a walk that a damaged file broke off begins again in the same
    array.
    """
    for count in range(COUNTED, SIZED):
        m[count] = 0
    for register in range(NUMBERS):
        m[SIZED + register] = SMALLEST
        for place in range(SMALLEST):
            m[slot(m, register, place)] = 0


@entrance
def enter(m: Table, schedule: int) -> None:
    """List the states at the start under a schedule."""
    known, first = m[COUNTED + PUBLICS], schedule * m[STARTS]
    m[COUNTED + PERIOD], m[COUNTED + ENTERED] = 0, known
    for place in range(first, first + m[STARTS]):
        copy(m, m[BEGUN] + place * m[WIDTH], m[BEFORE])
        add(m, PUBLICS, rest_of(m, m[BEFORE]) << PAIR | m[MONITOR])
    if m[COUNTED + IS_FULL]:
        return
    number(m, PUBLICS, known)
    make_room(m, known)
    for place in range(m[START_LEVELS]):
        for public in range(known, m[COUNTED + PUBLICS]):
            mark(m, STATES, public, m[m[LEVELS_BEGUN] + place])


@entrance
def list_known(m: Table) -> None:
    """List all states, those of the first joint levels first, by their public parts."""
    for level in range(m[LEVELS]):
        at, bit = level >> WORD, 1 << (level & IN_WORD)
        for public in range(m[COUNTED + PUBLICS]):
            if m[slot(m, STATES, public * m[WORDS] + at)] & bit:
                push(m, KNOWN, level * (m[MOST] + 1) + public)


@entrance
def list_rows(m: Table) -> None:
    """List the places of all rows, in the order of their codes."""
    for public in range(m[COUNTED + PUBLICS]):
        for group in range(m[GROUPS]):
            row = place_of(m, ROWS, public << PAIR | group)
            if row >= 0:
                push(m, ROW_ORDER, row)


def is_over(m: Table) -> bool:
    """Whether there is no more room, or more can be reached than is compiled."""
    most = m[MOST]
    reached = m[COUNTED + STATES] > most or m[COUNTED + PUBLICS] > most
    return bool(m[COUNTED + IS_FULL] or reached)


def follow(m: Table, first: int) -> None:
    """Follow states that are new, and those that follow them, as far as there is room."""
    while first < m[COUNTED + STATES]:
        states, posts, rows = m[COUNTED + STATES], m[COUNTED + POSTS], m[COUNTED + ROWS]
        arrive(m, first)
        for stage in (hear, call, answer, join, move_on):
            if is_over(m):
                return
            stage(m, posts if stage is move_on else rows)
        m[COUNTED + PERIOD] += 1
        first = states


def walked(m: Table) -> None:
    """
    Walk through a game, as far as there is room.

    Args:
        m: The tables of the game, and behind them room for what is found.
    """
    begin(m)
    for schedule in range(m[SCHEDULES]):  # one after another: what belongs to one stands together
        first = m[COUNTED + STATES]
        if not is_over(m):
            enter(m, schedule)
            follow(m, first)
    m[COUNTED + REGULAR] = m[COUNTED + STATES]
    if m[REACH] == DEVIATION and not is_over(m):
        list_strays(m)
        if not is_over(m):
            stray(m)
            follow(m, m[COUNTED + REGULAR])
    if not is_over(m):
        list_known(m)
        list_rows(m)
