"""
The workload on which evaluators of threshold ladders are compared.

The challenger stands on a level 0 .. 5 and a monitor on a reading 0 .. 10; both start at 0, and the
game lasts 24 periods. In each period the challenger holds, goes down or goes up by one level; going
up costs it a step. The level after the move earns the challenger a gain and does the responder a
harm. The reading before the move decides the rung, which costs both sides: a ladder is four
non-decreasing thresholds, and the rung is the number of thresholds that the reading has reached. At
the end of the period a report moves the reading by one up or down, with chances that hang on the
level after the move. The red line is crossed when the challenger ever reaches the highest level.

One evaluation takes one ladder and one draw of the uncertain numbers and gives three of its own:
the challenger's value under its best response, the responder's value, and the chance of a crossing.
An indifferent challenger holds; if holding is not among its best moves, it goes down.

This module is the reference: plain NumPy, written to be read.
"""

from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ladders: TypeAlias = NDArray[np.int64]
Answer: TypeAlias = tuple[Floats, Floats, Floats]

LEVELS = 6
READINGS = 11
RUNGS = 5
PERIODS = 24
DISCOUNT = 0.98
SEED = 7

# The rows of a table of draws, in order: name and number of rows.
FIELDS = {
    "gain": LEVELS,
    "loss": RUNGS,
    "step": 1,
    "up": LEVELS,
    "down": LEVELS,
    "harm": LEVELS,
    "cost": RUNGS,
}
NUMBERS = sum(FIELDS.values())


@dataclass(frozen=True)
class Draws:
    """
    Draws of the uncertain numbers, side by side: every array has the draws on its last axis.

    Payoffs are in one unit per period, the step in one unit for each step up; chances are per
    period.

    Args:
        table: All numbers, axes (number, draw), C order; the other fields are views of its rows.
    """

    table: Floats

    def _rows(self, name: str) -> Floats:
        names = list(FIELDS)
        start = sum(FIELDS[one] for one in names[: names.index(name)])
        return self.table[start : start + FIELDS[name]]

    @property
    def gain(self) -> Floats:
        """What the level after the move earns the challenger, axes (level, draw)."""
        return self._rows("gain")

    @property
    def loss(self) -> Floats:
        """What the rung costs the challenger, axes (rung, draw)."""
        return self._rows("loss")

    @property
    def step(self) -> Floats:
        """What a step up costs the challenger, axes (draw)."""
        return self._rows("step")[0]

    @property
    def up(self) -> Floats:
        """The chance that the reading rises, by the level after the move, axes (level, draw)."""
        return self._rows("up")

    @property
    def down(self) -> Floats:
        """The chance that the reading falls, by the level after the move, axes (level, draw)."""
        return self._rows("down")

    @property
    def harm(self) -> Floats:
        """What the level after the move costs the responder, axes (level, draw)."""
        return self._rows("harm")

    @property
    def cost(self) -> Floats:
        """What the rung costs the responder, axes (rung, draw)."""
        return self._rows("cost")

    def some(self, start: int, stop: int) -> "Draws":
        """Give the draws from `start` up to `stop`, in a table of their own."""
        return Draws(np.ascontiguousarray(self.table[:, start:stop]))

    def __len__(self) -> int:
        return int(self.table.shape[1])


def sample(count: int, seed: int = SEED) -> Draws:
    """
    Draw the uncertain numbers.

    The ranges are chosen so that the best ladder for the responder differs from draw to draw.
    """
    chance = np.random.default_rng(seed)

    def climb(steps: int, low: float, high: float) -> Floats:
        """
        Give a quantity that starts at 0 and grows by a uniform amount at each step, axes (step,
        draw).
        """
        return np.vstack(
            [np.zeros(count), np.cumsum(chance.uniform(low, high, (steps, count)), axis=0)]
        )

    keen = chance.uniform(0.2, 1.2, count)
    hurt = chance.uniform(0.5, 3.5, count)
    sight = chance.uniform(0.2, 1.0, count)
    up = np.minimum(0.05 + sight * climb(LEVELS - 1, 0.04, 0.25), 0.8)
    fields = {
        "gain": keen * climb(LEVELS - 1, 0.2, 1.0),
        "loss": hurt * climb(RUNGS - 1, 0.1, 1.0),
        "step": chance.uniform(0.0, 2.0, (1, count)),
        "up": up,
        "down": (1.0 - up) * chance.uniform(0.05, 0.6, (LEVELS, count)),
        "harm": chance.uniform(0.4, 1.4, count) * climb(LEVELS - 1, 0.1, 1.0),
        "cost": chance.uniform(0.1, 0.7, count) * climb(RUNGS - 1, 0.05, 1.0),
    }
    return Draws(np.ascontiguousarray(np.vstack([fields[name] for name in FIELDS])))


def all_ladders() -> Ladders:
    """Give all 1,365 ladders, axes (ladder, threshold); a threshold of 11 is never reached."""
    return np.array(
        list(combinations_with_replacement(range(READINGS + 1), RUNGS - 1)), dtype=np.int64
    )


def rungs(ladder: Ladders) -> Ladders:
    """Give the rung at each reading, axes (reading)."""
    return np.searchsorted(ladder, np.arange(READINGS), side="right")


def spread(ladders: Ladders, count: int) -> Ladders:
    """Give that many ladders, spread evenly over all of them."""
    return np.ascontiguousarray(ladders[np.arange(count) * len(ladders) // count])


def evaluate(ladders: Ladders, draws: Draws) -> Answer:
    """
    Let the challenger answer each ladder best, in every draw.

    Args:
        ladders: Thresholds, axes (ladder, threshold).
        draws: The uncertain numbers.

    Returns:
        The challenger's and the responder's discounted value at the start, and the chance of a
        crossing, each with axes (ladder, draw).
    """
    answers = [_evaluate_one(rungs(ladder), draws) for ladder in ladders]
    challenger, responder, crossing = (np.array(column) for column in zip(*answers, strict=True))
    return challenger, responder, crossing


def _evaluate_one(rung: Ladders, draws: Draws) -> Answer:
    """
    Go back from the last period to the first, for one ladder; the tables have axes (level, reading,
    draw).

    What a move is worth hangs on the level it leads to, apart from the cost of a step up; so a
    table is first carried to the level after the move, and each level then picks among itself, the
    one below and the one above.
    """
    shape = (LEVELS, READINGS, len(draws))
    challenger, responder, crossing = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    crossing[-1] = 1.0
    for _ in range(PERIODS):
        held = draws.gain[:, None] + DISCOUNT * _expected(challenger, draws)
        risen = held[1:] - draws.step
        best = held.copy()
        best[1:] = np.maximum(best[1:], held[:-1])
        goes_down = best > held
        goes_up = risen > best[:-1]
        best[:-1] = np.maximum(best[:-1], risen)

        challenger = best - draws.loss[rung]
        responder = (
            _picked(
                DISCOUNT * _expected(responder, draws) - draws.harm[:, None], goes_down, goes_up
            )
            - draws.cost[rung]
        )
        crossing = _picked(_expected(crossing, draws), goes_down, goes_up)
        crossing[-1] = 1.0
    return challenger[0, 0], responder[0, 0], crossing[0, 0]


def _expected(table: Floats, draws: Draws) -> Floats:
    """Average a table over the next report; the reading stays within its ends."""
    higher = np.concatenate([table[:, 1:], table[:, -1:]], axis=1)
    lower = np.concatenate([table[:, :1], table[:, :-1]], axis=1)
    stays = 1.0 - draws.up - draws.down
    return draws.up[:, None] * higher + stays[:, None] * table + draws.down[:, None] * lower


def _picked(table: Floats, goes_down: NDArray[np.bool_], goes_up: NDArray[np.bool_]) -> Floats:
    """
    Give the entry of the level that the challenger goes to; going up wins where both are marked,
    for it was compared last.
    """
    picked = table.copy()
    picked[1:] = np.where(goes_down[1:], table[:-1], picked[1:])
    picked[:-1] = np.where(goes_up, table[1:], picked[:-1])
    return picked
