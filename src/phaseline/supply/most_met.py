"""
How much of one need can have arrived by the end, in many draws at once and without the solver.

Nothing but time, stocks and loads holds such a plan back: every route is open, what arrives counts
once, whenever it does, and no more counts than is needed. So `program` comes down to a flow of
kilograms. What is there of a stock waits until it leaves, and each route takes so many a period. If
all stocks may go by all routes, and all that arrives is passed on in the same share, then

    - what the routes take of several stocks at once is a polymatroid, so that the most shares of
      the need arrive where the lightest goods go first, and each further stock as far as it adds to
      what those before it have left;
    - what some stocks bring together is the least cut: all that is there of them before some
      period, and all that the routes take from then on.

What one lane is held to, a whole need, binds nothing: a lane that carries so much meets the need
alone. Nor does a partner's own reserve, as long as it passes on no more than it gets.

Source:
    Megiddo, Optimal flows in networks with multiple sources and sinks, Mathematical Programming 7
    (1974), for the polymatroid; Edmonds, Submodular functions, matroids, and certain polyhedra
    (1970), for the order in which to take them; Ford & Fulkerson, Flows in Networks (1962), for the
    cut.
"""

from dataclasses import fields

import numpy as np
from numpy.typing import NDArray

from phaseline.supply.matrix import Floats
from phaseline.supply.program import HEAVIEST, LEAST
from phaseline.terms.record import record

_AT_ONCE = 2**18  # numbers, draws by stocks and routes by periods: what is near to a processor
_PLENTY = 2.0  # needs in whole: no more of a stock than that is looked at


@record
class DrawnSupply:
    """
    What there is for one need in many draws, and by which routes; every stock may go by every
    route.

    Args:
        quantity: How much of a stock is there at the start (draw, stock) [share of the need].
        makes: How much of it is newly made in a period (draw, stock) [share of the need/period].
        makes_from: The first period in which something is made (draw, stock).
        mass: What meets the need in whole weighs (draw, stock) [mass].
        since: The first period in which it may leave (draw, stock).
        under_way: Periods until the beneficiary has what leaves by a route (draw, route).
        capacity: What a route carries in a period (draw, route) [mass/period].
        passes_on: How much of it reaches the beneficiary, share for share (draw, route).
    """

    quantity: Floats
    makes: Floats
    makes_from: Floats
    mass: Floats
    since: Floats
    under_way: Floats
    capacity: Floats
    passes_on: Floats


def most_met(supply: DrawnSupply, periods: int) -> Floats:
    """
    Give the largest share of a need that can have arrived by the end (draw), from 0 to 1; not a
    number in a draw that only the solver can answer, as where routes pass on different shares.

    Args:
        supply: What there is, with at least one stock and one route.
        periods: How many periods are planned.
    """
    draws, stocks = supply.quantity.shape
    step = max(1, _AT_ONCE // ((stocks + supply.capacity.shape[1]) * (periods + 1)))
    parts = [_most_met(_of_draws(supply, first, step), periods) for first in range(0, draws, step)]
    return np.concatenate([np.empty(0), *parts])


def _of_draws(supply: DrawnSupply, first: int, count: int) -> DrawnSupply:
    """Give what there is in some of the draws."""
    some = slice(first, first + count)
    return DrawnSupply(**{part.name: getattr(supply, part.name)[some] for part in fields(supply)})


def _most_met(supply: DrawnSupply, periods: int) -> Floats:
    with np.errstate(all="ignore"):  # what cannot be answered is not a number in the end
        passes_on, leaving = supply.passes_on[:, 0], np.fmax(0.0, periods - supply.under_way)
        there = _there(supply, periods)  # (draw, stock, time)
        light = np.argsort(supply.mass, axis=1, kind="stable")
        mass = np.take_along_axis(supply.mass, light, axis=1)
        there = np.take_along_axis(there, light[:, :, None], axis=1)
        loads = np.add.accumulate(mass[:, :, None] * there, axis=1)
        taken = (loads + _carried(supply.capacity, leaving, periods)[:, None, :]).min(axis=2)
        last = leaving.max(axis=1).astype(int)
        in_time = np.take_along_axis(there, last[:, None, None], axis=2)[:, :, 0]
        shares = np.where(mass > 0, np.diff(taken, axis=1, prepend=0.0) / mass, in_time)
        met = np.minimum(1.0, passes_on * np.add.accumulate(shares, axis=1)[:, -1])
        return np.where(_is_flow(supply), met, np.nan)


def _is_flow(supply: DrawnSupply) -> NDArray[np.bool_]:
    """Say in which draws the program is the flow of this module (draw)."""
    passes_on, mass, capacity = supply.passes_on, supply.mass, supply.capacity
    amounts = np.concatenate([supply.quantity, supply.makes, mass], axis=1)
    times = np.concatenate([supply.makes_from, supply.since], axis=1)
    # a lane whose route carries next to nothing is closed, though the route may be of use to others
    narrowest = np.where(capacity == 0, np.inf, capacity).min(axis=1)
    is_carried = np.all(capacity >= 0, axis=1) & (mass.max(axis=1) <= HEAVIEST * narrowest)
    return np.asarray(
        np.all((amounts >= 0) & (amounts < np.inf), axis=1)
        & np.all(times >= 0, axis=1)
        & np.all(supply.under_way >= 0, axis=1)
        & np.all((passes_on == passes_on[:, :1]) & (passes_on >= 0) & (passes_on <= 1), axis=1)
        & is_carried
    )


def _there(supply: DrawnSupply, periods: int) -> Floats:
    """
    Give how much of each stock could have left before a period, routes apart (draw, stock, period
    from 0 to the end) [share of the need].

    Of twice a need no plan sends more, so that rounding stays that of a need.
    """
    quantity, makes = supply.quantity[:, :, None], supply.makes[:, :, None]
    since, makes_from = supply.since[:, :, None], supply.makes_from[:, :, None]
    time = np.arange(periods + 1.0)
    may = (time > since) & (quantity + makes * np.maximum(0.0, periods - makes_from) >= LEAST)
    before = np.where(may, quantity + makes * np.maximum(0.0, time - makes_from), 0.0)
    return np.minimum(before, _PLENTY / supply.passes_on[:, :1, None])


def _carried(capacity: Floats, leaving: Floats, periods: int) -> Floats:
    """
    Give what all routes can carry from a period on (draw, period from 0 to the end) [mass].

    Args:
        capacity: What a route carries in a period (draw, route) [mass/period].
        leaving: In how many periods, from the first, something may leave by it (draw, route).
        periods: How many periods are planned.
    """
    left = leaving[:, :, None] - np.arange(periods + 1.0)
    carried = np.where(left > 0, capacity[:, :, None] * left, 0.0)
    return np.asarray(np.add.accumulate(carried, axis=1)[:, -1])
