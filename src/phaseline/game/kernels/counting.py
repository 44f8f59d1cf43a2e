"""
Ladders that answer a count, all thresholds at once: levels and moves unrolled, draws in registers, no index looked up.

The game is small and regular: the challenger climbs levels, the monitor counts, the rung in force is how many thresholds the count has
reached, and the report of a period moves the count by one at most. What is solved is each ladder of a list against each draw: the
challenger's best response, its value, the responder's value and the chance that the last level is ever reached. The index
structure being known, the kernel is written out level by level, move by move; only the count is a loop.

A tie of the challenger is broken by the order of its acts: hold, down, up.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from phaseline.game.arrays import Floats
from phaseline.game.kernels import machine
from phaseline.game.kernels.plan import blocked, empty, unblocked
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
    List all ladders of thresholds that do not decrease: each threshold is a count, or one past the last for never (ladder, rung above the lowest).

    >>> len(threshold_ladders(4, 11))
    1365
    """
    found: list[tuple[int, ...]] = [()]
    for _ in range(rungs):
        found = [(*one, at) for one in found for at in range(one[-1] if one else 0, counts + 1)]
    return np.array(found, dtype=np.int64)


def counted(game: CountGame, ladders: NDArray[np.int64], *, threads: int = 0, lanes: int = 0) -> tuple[Floats, Floats, Floats]:
    """
    Solve every ladder against every draw.

    Args:
        game: The game.
        ladders: The thresholds (ladder, rung above the lowest).
        threads: How many threads work at once; as settled for this process if left out.
        lanes: How many draws are worked on at once; what a register holds if left out.

    Returns:
        The challenger's value, the responder's value, and the chance that the last level is ever reached (ladder, draw).
    """
    lanes, draws = lanes or machine.lanes(), game.gain.shape[1]
    blocks, levels = -(-draws // lanes), len(game.gain)
    rungs = (ladders[:, None, :] <= np.arange(game.counts)[None, :, None]).sum(axis=2).astype(np.int32)
    tables = [blocked(np.atleast_2d(getattr(game, name)), lanes) for name in _TABLES[:-1]]
    kernel = machine.made(f"count_{lanes}_{levels}_{game.counts}", count_source(levels, game.counts, lanes))
    found = [empty(blocks * len(ladders) * lanes) for _ in _SIDES]

    def work(first: int, last: int) -> None:
        room = empty((6 * levels * (game.counts + 2) + 2 * levels * game.counts + 6 * levels) * lanes)
        kernel(first, last, game.periods, game.discount, rungs.reshape(-1), len(game.loss), *tables, *found, room)

    over_threads(work, blocks, threads or machine.threads())
    own, other, crossed = (unblocked(one, len(ladders), lanes, draws) for one in found)
    return own, other, crossed


_HEAD = """# Made by Phaseline for {levels} levels and a count of {counts}; safe to delete.

from numba import njit

from phaseline.game.kernels.lanes import filled, fma, load, store, where

LANES, LEVELS, COUNTS = {lanes}, {levels}, {counts}
get, fill = load(LANES), filled(LANES)


@njit(nogil=True, cache=True, boundscheck=False, error_model="numpy")
def sweep(first, last, periods, discount, rungs, steps, gain, loss, step, up, down, harm, cost, own, other, crossed, room):
    zero, one, patience = fill(0.0), fill(1.0), fill(discount)
    ladders = len(rungs) // COUNTS
    column = (COUNTS + 2) * LANES
    side = LEVELS * column
    flow_own = 6 * side
    flow_other = flow_own + LEVELS * COUNTS * LANES
    chances = flow_other + LEVELS * COUNTS * LANES
    for block in range(first, last):
        dear = get(step, block * LANES)
        for level in range(LEVELS):
            rise, fall = get(up, (block * LEVELS + level) * LANES), get(down, (block * LEVELS + level) * LANES)
            at = chances + 6 * level * LANES
            store(room, at, rise)
            store(room, at + LANES, one - rise - fall)
            store(room, at + 2 * LANES, fall)
            store(room, at + 3 * LANES, patience * rise)
            store(room, at + 4 * LANES, patience * (one - rise - fall))
            store(room, at + 5 * LANES, patience * fall)
        for ladder in range(ladders):
            for count in range(COUNTS):
                rung = (block * steps + rungs[ladder * COUNTS + count]) * LANES
                taken, paid = get(loss, rung), get(cost, rung)
                for level in range(LEVELS):
                    at = (count * LEVELS + level) * LANES
                    store(room, flow_own + at, get(gain, (block * LEVELS + level) * LANES) - taken)
                    store(room, flow_other + at, zero - get(harm, (block * LEVELS + level) * LANES) - paid)
            for at in range(6 * LEVELS * (COUNTS + 2)):
                store(room, at * LANES, zero)
            new, old = 0, 3 * side
            for period in range(periods - 1, -1, -1):
                for count in range(min(COUNTS, period + 1)):
                    here = old + (count + 1) * LANES
                    there = new + (count + 1) * LANES
                    flow = flow_own + count * LEVELS * LANES
                    paid_flow = flow_other + count * LEVELS * LANES
{body}
                if period >= COUNTS - 1:
                    for line in range(3 * LEVELS):
                        at = new + line * column
                        store(room, at + (COUNTS + 1) * LANES, get(room, at + COUNTS * LANES))
                for line in range(3 * LEVELS):
                    at = new + line * column
                    store(room, at, get(room, at + LANES))
                new, old = old, new
            at = (block * ladders + ladder) * LANES
            store(own, at, get(room, old + LANES))
            store(other, at, get(room, old + side + LANES))
            store(crossed, at, get(room, old + 2 * side + LANES))
"""


def count_source(levels: int, counts: int, lanes: int) -> str:
    """Give the text of the kernel for so many levels and counts, written out level by level."""
    lines: list[str] = []
    for level in range(levels):
        lines += _continued(level, is_last=level == levels - 1)
    for level in range(levels):
        lines += _chosen(level, levels)
    body = "\n".join(" " * 20 + line for line in lines)
    return _HEAD.replace("{body}", body).format(levels=levels, counts=counts, lanes=lanes)


def _continued(level: int, *, is_last: bool) -> Sequence[str]:
    """Write what it is worth to have moved to a level, to both sides, and the chance that the line is crossed from there."""
    at, line = f"chances + {6 * level} * LANES", f"{level} * column"
    found = [
        f"a, b, c = get(room, {at} + 3 * LANES), get(room, {at} + 4 * LANES), get(room, {at} + 5 * LANES)",
        *_mean(f"own{level}", f"here + {line}", f"get(room, flow + {level} * LANES)"),
        *_mean(f"other{level}", f"here + side + {line}", f"get(room, paid_flow + {level} * LANES)"),
    ]
    if is_last:
        return [*found, f"crossed{level} = one"]
    chance = f"here + 2 * side + {line}"
    return [
        *found,
        f"crossed{level} = get(room, {at}) * get(room, {chance} + LANES)",
        f"crossed{level} = fma(get(room, {at} + LANES), get(room, {chance}), crossed{level})",
        f"crossed{level} = fma(get(room, {at} + 2 * LANES), get(room, {chance} - LANES), crossed{level})",
    ]


def _mean(name: str, place: str, flow: str) -> Sequence[str]:
    return [
        f"{name} = fma(a, get(room, {place} + LANES), {flow})",
        f"{name} = fma(b, get(room, {place}), {name})",
        f"{name} = fma(c, get(room, {place} - LANES), {name})",
    ]


def _chosen(level: int, levels: int) -> Sequence[str]:
    """Write which act is best at a level: hold, then down, then up, and what follows for both sides."""
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
    place = f"there + {level} * column"
    return [*lines, f"store(room, {place}, best)", f"store(room, {place} + side, theirs)", f"store(room, {place} + 2 * side, chance)"]
