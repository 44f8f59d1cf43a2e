"""
What of a public part still matters with so many periods to go.

A walk that ends with the game reaches most of its public parts late, and many of them differ in
nothing that comes to anything before the end: in when an order arrives that arrives too late, in
when a vote is taken again that is not taken again, in clocks that no longer run out. All of these
become one. As a public part is first reached in some period, and never earlier, what does not
matter then does not matter whenever it is reached again.
"""

from collections.abc import Mapping
from functools import partial
from math import inf

from phaseline.game.compile.program import FOR_GOOD, PolicyProgram
from phaseline.game.compile.remembered import Rest
from phaseline.game.compile.rung_numbers import REFUSED

NOT_NEW = 2  # periods in force from which on a measure is not new


def foreshortened(program: PolicyProgram, rest: Rest, left: int, *, end: int) -> Rest:
    """
    Give a public part that comes to the same until the end: the same for all that do so by what
    they wait for.

    An order that arrives after the end has as many periods left as the game has; one period later
    it again arrives after the end. A vote that is not taken again before it is refused for good, an
    authority that does not lapse is held for good, and a clock that reaches nothing stands where it
    last mattered. Where orders run side by side and nothing stops them, one that a higher one
    overtakes arrives with it, and no clock matters while the next rung is ordered: to call for that
    comes to nothing, and then another rung is in force.

    Args:
        program: The ladder, under the schedule of the public part.
        rest: The public part, its monitor apart.
        left: How many periods are to go when it is reached.
        end: The number of periods after which the game ends.
    """
    rung, ordered, credit, clock, votes, elapsed, served, held, schedule = rest
    orders = {order: _put_off(periods, left + 1, end) for order, periods in ordered}
    marks = _clock_marks(program, rung)
    if _run_their_course(program):
        orders = _overtaken(program, rung, orders, left)
        marks = [] if rung + 1 in orders else marks
    return (
        rung,
        tuple(sorted(orders.items())),
        credit,
        _last_mark(clock, left, marks),
        tuple(_put_off(vote, left, REFUSED) for vote in votes),
        _last_mark(elapsed, left, [spec.expires or 0 for spec in program.rungs]),
        tuple(map(partial(_not_over, left), served, program.served_most)),
        tuple(_put_off(lasts, left, FOR_GOOD) for lasts in held),
        schedule,
    )


def _put_off(periods: int, left: int, never: int) -> int:
    """Give a time, or that it never comes if it does not within so many periods."""
    return never if 0 < periods >= left else periods


def _not_over(left: int, periods: int, most: int) -> int:
    """Give the periods a measure is in force, which count no more if it is not over at the end."""
    return NOT_NEW if NOT_NEW < periods < most - left else periods


def _run_their_course(program: PolicyProgram) -> bool:
    """Whether orders run side by side, and nothing stops them."""
    return (
        program.policy.parallel and not program.policy.cancel_on_clear and not program.last_expiry
    )


def _overtaken(
    program: PolicyProgram, rung: int, orders: dict[int, int], left: int
) -> dict[int, int]:
    """
    Let each order arrive with the higher one that arrives no later, or be none where a higher rung
    is in force: it puts nothing into force, and as long as another is under way, or nothing stands
    down from there before the end, it holds nothing up.
    """
    soonest, above, after = inf, rung, dict(orders)
    for ordered in sorted(orders, reverse=True):
        periods = orders[ordered]
        by, arrives = (rung, 0) if ordered <= rung else (above, soonest)
        holds_up = arrives < left and not _is_firm(program, by) and _is_longest(after, ordered)
        if arrives <= periods and not holds_up:
            after[ordered] = int(arrives)
        if periods < soonest:
            soonest, above = periods, ordered
    return {ordered: periods for ordered, periods in after.items() if periods}


def _is_firm(program: PolicyProgram, rung: int) -> bool:
    """Whether nothing stands down from a rung, nor from a higher one."""
    return not any(chance.any() for chance in program.standdown[rung:])


def _is_longest(orders: Mapping[int, int], ordered: int) -> bool:
    """Whether no other order is under way for as long as one is."""
    return all(periods < orders[ordered] for other, periods in orders.items() if other != ordered)


def _clock_marks(program: PolicyProgram, rung: int) -> list[int]:
    """Give where it matters how long a rung has been in force."""
    deadlines = program.deadlines.get(rung + 1)
    if deadlines is None:
        return [program.policy.dwell]
    return [program.policy.dwell, *range(int(deadlines.min()), int(deadlines.max()) + 1)]


def _last_mark(clock: int, left: int, marks: list[int]) -> int:
    """Give a clock, or the mark that it last passed if it reaches no other in a period that is."""
    if any(clock < mark < clock + left for mark in marks):
        return clock
    return max((mark for mark in marks if mark <= clock), default=0)
