"""
Ladders that answer a count, all thresholds at once: levels and moves unrolled, draws in registers,
no index looked up.

The game is small and regular: the challenger climbs levels, the monitor counts, the rung in force
is how many thresholds the count has reached, and the report of a period moves the count by one at
most. What is solved is each ladder of a list against each draw: the challenger's best response, its
value, the responder's value and the chance that the last level is ever reached. The index structure
being known, the kernel is written out level by level, move by move; only the count is a loop.

A tie of the challenger is broken by the order of its acts: hold, down, up.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from phaseline.game.arrays import Floats
from phaseline.game.kernels import machine
from phaseline.game.kernels.seating import blocked, empty
from phaseline.game.kernels.threads import over_threads
from phaseline.terms.record import record

_TABLES = ("gain", "loss", "step", "up", "down", "harm", "cost", "patience")
_SIDES = ("own", "other", "crossed")


@record
class CountGame:
    """
    A game in which a count is answered.

    Args:
        gain: What the level after the move gains the challenger (level, draw) [M/period].
        loss: What the rung takes from it (rung, draw) [M/period].
        step: What a step up costs it (draw) [M].
        up: The chance that the count rises, by the level after the move (level, draw).
        down: The chance that it falls (level, draw).
        harm: What the level after the move takes from the responder (level, draw) [M/period].
        cost: What the rung costs it (rung, draw) [M/period].
        discount: The weight of next period, to both.
        counts: How many counts there are; the count stays within 0 and one less.
        periods: How many periods are played.
    """

    gain: Floats
    loss: Floats
    step: Floats
    up: Floats
    down: Floats
    harm: Floats
    cost: Floats
    discount: float
    counts: int
    periods: int


def threshold_ladders(rungs: int, counts: int) -> NDArray[np.int64]:
    """
    List all ladders of thresholds that do not decrease: each threshold is a count, or one past the
    last for never (ladder, rung above the lowest).

    >>> len(threshold_ladders(4, 11))
    1365
    """
    ladders: list[tuple[int, ...]] = [()]
    for _ in range(rungs):
        ladders = [
            (*lower, at) for lower in ladders for at in range(lower[-1] if lower else 0, counts + 1)
        ]
    return np.array(ladders, dtype=np.int64)


def counted(
    game: CountGame, ladders: NDArray[np.int64], *, threads: int = 0, lanes: int = 0
) -> tuple[Floats, Floats, Floats]:
    """
    Solve every ladder against every draw.

    Args:
        game: The game.
        ladders: The thresholds (ladder, rung above the lowest).
        threads: How many threads work at once; as settled for this process if left out.
        lanes: How many draws are worked on at once; what a register holds if left out.

    Returns:
        The challenger's value, the responder's value, and the chance that the last level is ever
        reached (ladder, draw).
    """
    lanes, draws = lanes or machine.lanes(), game.gain.shape[1]
    blocks, levels = -(-draws // lanes), len(game.gain)
    rungs = (
        (ladders[:, None, :] <= np.arange(game.counts)[None, :, None]).sum(axis=2).astype(np.int32)
    )
    tables = [blocked(np.atleast_2d(getattr(game, name)), lanes) for name in _TABLES[:-1]]
    kernel = machine.kernel_of(
        f"count_{lanes}_{levels}_{game.counts}", count_source(levels, game.counts, lanes)
    )
    answers = [empty(blocks * len(ladders) * lanes) for _ in _SIDES]

    def work(first: int, last: int) -> None:
        room = empty(
            ((3 * levels - 1) * (game.counts + 1) + 3 * levels + 2 * levels * game.counts) * lanes
        )
        kernel(
            first,
            last,
            game.periods,
            game.discount,
            rungs.reshape(-1),
            len(game.loss),
            tuple(tables),
            tuple(answers),
            room,
        )

    over_threads(work, blocks, threads or machine.threads())
    own, other, crossed = (answer.reshape(len(ladders), -1)[:, :draws] for answer in answers)
    return own, other, crossed


_HEAD = """# Made by Phaseline for {levels} levels and a count of {counts}; safe to delete.

from numba import njit

from phaseline.game.kernels.lanes import filled, fma, load, save, start, where

IS_CACHED = True
LANES, LEVELS, COUNTS, LINES = {lanes}, {levels}, {counts}, {lines}
get, store, fill = load(LANES, 1), save(1), filled(LANES)


@njit(nogil=True, cache=IS_CACHED, boundscheck=False, error_model="numpy")
def sweep(first, last, periods, discount, rungs, steps, tables, answers, room):
    zero, one, patience = fill(0.0), fill(1.0), fill(discount)
    ladders = len(rungs) // COUNTS
    width = len(answers[0]) // ladders
    gain, loss, step, up, down, harm, cost = (
        start(tables[0], 0), start(tables[1], 0), start(tables[2], 0), start(tables[3], 0),
        start(tables[4], 0), start(tables[5], 0), start(tables[6], 0),
    )
    own, other, crossed = start(answers[0], 0), start(answers[1], 0), start(answers[2], 0)
    room = start(room, 0)
    column = LINES * LANES
    chances = (COUNTS + 1) * column
    flows = chances + 3 * LEVELS * LANES
    for block in range(first, last):
        dear = get(step, block * LANES)
        for level in range(LEVELS):
            source = (block * LEVELS + level) * LANES
            rise, fall = get(up, source), get(down, source)
            at = chances + 3 * level * LANES
            store(room, at, patience * rise)
            store(room, at + LANES, patience * (one - rise - fall))
            store(room, at + 2 * LANES, patience * fall)
        for ladder in range(ladders):
            for count in range(COUNTS):
                rung = ladder * COUNTS
                low = (block * steps + rungs[rung + max(count - 1, 0)]) * LANES
                here = (block * steps + rungs[rung + count]) * LANES
                high = (block * steps + rungs[rung + min(count + 1, COUNTS - 1)]) * LANES
                for level in range(LEVELS):
                    at, source = chances + 3 * level * LANES, (block * LEVELS + level) * LANES
                    rise, stay, fall = (
                        get(room, at), get(room, at + LANES), get(room, at + 2 * LANES)
                    )
                    taken = fma(stay, get(loss, here), fall * get(loss, low))
                    taken = fma(rise, get(loss, high), taken)
                    paid = fma(stay, get(cost, here), fall * get(cost, low))
                    paid = fma(rise, get(cost, high), paid)
                    at = flows + (count * 2 * LEVELS + level) * LANES
                    store(room, at, get(gain, source) - taken)
                    store(room, at + LEVELS * LANES, zero - get(harm, source) - paid)
            weight = discount
            top = fill(weight)
            out = column
{last}
            for count in range(1, min(periods, COUNTS)):
                for line in range(LINES):
                    at = column + line * LANES
                    store(room, at + count * column, get(room, at))
            old = 1
            for period in range(periods - 2, -1, -1):
                weight = weight * discount
                top = fill(weight)
                reached = min(COUNTS, period + 1)
                for turn in range(reached):
                    count = turn if old else reached - 1 - turn
                    low = (max(count - 1, 0) + old) * column
                    here = (count + old) * column
                    high = (min(count + 1, COUNTS - 1) + old) * column
                    out = (count + 1 - old) * column
                    flow = flows + count * 2 * LEVELS * LANES
{body}
                old = 1 - old
            at = ladder * width + block * LANES
            here = (block * steps + rungs[ladder * COUNTS]) * LANES
            store(own, at, get(room, old * column) - get(loss, here))
            store(other, at, get(room, old * column + LEVELS * LANES) - get(cost, here))
            chance = get(room, old * column + 2 * LEVELS * LANES)
            store(crossed, at, chance * fill(1.0 / weight))
"""


def count_source(levels: int, counts: int, lanes: int) -> str:
    """
    Give the text of the kernel for so many levels and counts, written out level by level.

    What stands in a column is worth before the rung in force is paid for: that is put into the
    flows, once a ladder. The chance that the last level is reached is weighed like a payoff, so
    that all three sums share their chances, and set right at the end. A period's columns take the
    places of the last one's, one after the other, up and down by turns, so that all of it stays in
    the nearest cache.
    """
    last, body = ([*_steps(levels, write)] for write in (_last, _continued))
    text = _HEAD
    for key, lines, depth in (("last", last, 12), ("body", body, 20)):
        text = text.replace(f"{{{key}}}", "\n".join(" " * depth + line for line in lines))
    return text.format(levels=levels, counts=counts, lanes=lanes, lines=3 * levels - 1)


def _steps(levels: int, write: Callable[[int, int], Sequence[str]]) -> Iterator[str]:
    """
    Write level after level; a level is decided as soon as what lies above it is known, so that few
    registers are in use at once.
    """
    for level in range(levels):
        yield from write(level, levels)
        if level:
            yield from _chosen(level - 1, levels)
    yield from _chosen(levels - 1, levels)


def _last(level: int, levels: int) -> Sequence[str]:
    """Write what the last period is worth on a level."""
    source = f"(block * LEVELS + {level}) * LANES"
    reached = "top" if level == levels - 1 else "zero"
    worth = f"get(gain, {source}), zero - get(harm, {source}), {reached}"
    return [f"own{level}, other{level}, crossed{level} = {worth}"]


def _continued(level: int, levels: int) -> Sequence[str]:
    """
    Write what it is worth to have moved to a level, to both sides, and the weighed chance that the
    last level is reached from there.
    """
    at = f"chances + {3 * level} * LANES"
    lines = [
        f"a, b, c = get(room, {at}), get(room, {at} + LANES), get(room, {at} + 2 * LANES)",
        *_mean(f"own{level}", level, f"get(room, flow + {level} * LANES)"),
        *_mean(f"other{level}", levels + level, f"get(room, flow + {levels + level} * LANES)"),
    ]
    return [
        *lines,
        *(
            _mean(f"crossed{level}", 2 * levels + level, "")
            if level < levels - 1
            else [f"crossed{level} = top"]
        ),
    ]


def _mean(name: str, line: int, flow: str) -> Sequence[str]:
    first = f"get(room, low + {line} * LANES)"
    return [
        f"{name} = fma(c, {first}, {flow})" if flow else f"{name} = c * {first}",
        f"{name} = fma(b, get(room, here + {line} * LANES), {name})",
        f"{name} = fma(a, get(room, high + {line} * LANES), {name})",
    ]


def _chosen(level: int, levels: int) -> Sequence[str]:
    """
    Write which act is best at a level: hold, then down, then up, and what follows for both sides.
    """
    lines = [f"best, theirs, chance = own{level}, other{level}, crossed{level}"]
    for other, worth in ((level - 1, f"own{level - 1}"), (level + 1, f"own{level + 1} - dear")):
        if 0 <= other < levels:
            lines += [
                f"worth = {worth}",
                "is_better = worth > best",
                "best = where(is_better, worth, best)",
                f"theirs = where(is_better, other{other}, theirs)",
                f"chance = where(is_better, crossed{other}, chance)",
            ]
    lines += [
        f"store(room, out + {level} * LANES, best)",
        f"store(room, out + {levels + level} * LANES, theirs)",
    ]
    return [
        *lines,
        *(
            [f"store(room, out + {2 * levels + level} * LANES, chance)"]
            if level < levels - 1
            else []
        ),
    ]
