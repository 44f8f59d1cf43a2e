"""
How long a game is where: one record that the plain solver and the kernels both give, and that every
figure of a ladder is read off.

Source:
    Puterman, *Markov Decision Processes* (2005), section 6.9, for values as sums over occupancies.
"""

from collections.abc import Collection, Iterator, Sequence
from math import inf

import numpy as np

from phaseline.game.arrays import Floats, Ints
from phaseline.game.compile.model import Model
from phaseline.game.compile.payoffs import PayoffParts, responder_cells
from phaseline.game.flow import FlowCut, Step, all_periods, entering, leaving, walked
from phaseline.game.play import Play, PlayedGame, horizon_of
from phaseline.terms.record import record


@record
class Occupancy:
    """
    How long a game is where, over all types, under the solved behaviour.

    A cell is a posture with joint levels, counted on arrival, so that a period in which a disaster
    ends the game counts; a row is what nodes of the same report, monitor and call share.

    Args:
        model: The compiled game.
        payoffs: The parts of the responder's payoffs, by cell and by row.
        cells: Discounted periods in each cell, to the end (posture, joint levels, draw) [period].
        rows: Discounted periods that go through rows, to the end, by what is charged there (charge,
            draw) [period].
        seen: Periods in each cell, not discounted, within those that are counted (posture, joint
            levels, draw) [period].
        ongoing: Likewise, with each period as it is in the games that have gone on until then: the
            chance of a cell, given that no disaster has ended the game before (rung, joint levels,
            draw) [period].
        enters: The chance that the red line is entered from outside in each period that is counted,
            for the first time and before it is left from inside (period, draw); not a number where
            it was not asked for.
        leaves: Likewise that it is left from inside (period, draw).
    """

    model: Model
    payoffs: PayoffParts
    cells: Floats
    rows: Floats
    seen: Floats
    ongoing: Floats
    enters: Floats
    leaves: Floats


def occupancy(play: Play, *, with_changes: bool = True) -> Occupancy:
    """
    Follow a finite game to its end.

    Args:
        play: The ladder as played; its horizon is finite.
        with_changes: Whether it is asked when the red line is entered and left, which takes a walk
            more.
    """
    end = int(play.model.horizon)
    return occupancies(play, (end,), with_changes=with_changes)[end]


def occupancies(
    play: Play, horizons: Sequence[int], *, with_changes: bool = True
) -> dict[int, Occupancy]:
    """
    Follow a game, and count what is not discounted within each number of periods.

    Args:
        play: The ladder as played.
        horizons: The numbers of periods; where the game ends earlier, its end stands.
        with_changes: Whether it is asked when the red line is entered and left.
    """
    model, payoffs = play.model, responder_cells(play.model)
    counted = {horizon: horizon_of(model, horizon) for horizon in horizons}
    last = max(counted.values())
    reached, passed, seen, ongoing = _flows(play, last, counted.values())
    changes = first_changes(play, last) if with_changes else np.full((2, last, model.draws), np.nan)
    cells, rows = by_cell(model, reached), by_charge(model, payoffs, passed)
    return {
        horizon: Occupancy(
            model=model,
            payoffs=payoffs,
            cells=cells,
            rows=rows,
            seen=by_cell(model, seen[periods]),
            ongoing=by_cell(model, ongoing[periods]),
            enters=changes[0, :periods],
            leaves=changes[1, :periods],
        )
        for horizon, periods in counted.items()
    }


def _flows(
    play: Play, last: int, counted: Collection[int]
) -> tuple[Floats, Floats, dict[int, Floats], dict[int, Floats]]:
    """
    Walk through a game: discounted flow through states and nodes to the end, and what is not
    discounted through states within each number of periods, whether or not the game has ended
    before, and given that it has not.
    """
    model = play.model
    is_endless = model.horizon == inf
    seen, ongoing = dict[int, Floats](), dict[int, Floats]()
    reached, passed = np.zeros_like(model.start), np.zeros((len(model.post_level), model.draws))
    so_far, gone_on, weight = np.zeros_like(reached), np.zeros_like(reached), np.ones(model.draws)
    walks = [_steps(play, kind, last if is_endless else int(model.horizon)) for kind in play.types]
    # All types at once: whether a game has gone on tells something about its type.
    for periods, steps in enumerate(zip(*walks, strict=True), start=1):
        arrival, post = _over_types(play, steps)
        reached += weight * arrival
        passed += weight * post
        so_far += arrival
        gone_on += given_ongoing(arrival, arrival.sum(axis=0))
        weight = weight * play.responder.discount
        if periods in counted:
            seen[periods], ongoing[periods] = so_far.copy(), gone_on.copy()
    if is_endless:
        reached, passed = _discounted_for_ever(play)
    return reached, passed, seen, ongoing


def _over_types(play: Play, steps: Sequence[Step]) -> tuple[Floats, Floats]:
    """Add up over the types what arrives in states, and what goes through nodes, in a period."""
    arrival = np.zeros_like(steps[0].arrival)
    post = np.zeros_like(steps[0].post)
    for kind, step in zip(play.types, steps, strict=True):
        arrival += kind.prior * step.arrival
        post += kind.prior * step.post
    return arrival, post


def given_ongoing(mass: Floats, total: Floats) -> Floats:
    """
    Give the mass of a period as chances given that the game has gone on until then; nothing where
    it never has.

    Args:
        mass: The mass, in any number of axes but the last (…, draw).
        total: All of the mass of the period (draw).
    """
    return np.divide(mass, total, out=np.zeros_like(mass), where=total > 0)


def _discounted_for_ever(play: Play) -> tuple[Floats, Floats]:
    """Give the discounted flow through states and nodes of a game without an end."""
    model = play.model
    reached, passed = np.zeros_like(model.start), np.zeros((len(model.post_level), model.draws))
    for kind in play.types:
        flow = all_periods(
            model,
            play.responder.survival,
            kind.chances,
            discount=play.responder.discount,
            start=model.start,
        )
        reached += kind.prior * flow.arrival
        passed += kind.prior * flow.post
    return reached, passed


def _steps(
    play: Play, kind: PlayedGame, periods: int, cut: FlowCut | None = None
) -> Iterator[Step]:
    return walked(
        play.model,
        play.responder.survival,
        kind.chance,
        periods=periods,
        start=play.model.start,
        cut=cut,
    )


def first_changes(play: Play, periods: int) -> Floats:
    """
    Give the chance that the red line is first entered, from outside, or first left, from inside, in
    each of so many periods (change, period, draw).

    Both are read off one walk: what is cut out when it first changes sides never mixes.
    """
    model = play.model
    enters, leaves = entering(model).acted, leaving(model).acted
    # Both cut edges of `acted`, so neither is none.
    assert enters is not None and leaves is not None  # noqa: S101, PT018
    chances, origins = model.acted.chances, model.acted.origins
    sides = [(chances[side], origins[side]) for side in (enters, leaves)]
    changes = np.zeros((2, periods, model.draws))
    for kind in play.types:
        steps = _steps(play, kind, periods, FlowCut(acted=enters | leaves))
        for period, step in enumerate(steps):
            for which, (side_chances, side_origins) in enumerate(sides):
                lost = (side_chances * step.pair.take(side_origins, axis=0)).sum(axis=0)
                changes[which, period] += kind.prior * lost
    return changes


def by_cell(model: Model, flow: Floats) -> Floats:
    """Add what arrives in states up by cell (posture, joint levels, draw)."""
    postures, levels = len(model.postures), len(model.levels.states)
    cells = _grouped(flow, model.posture_of * levels + model.level_of, postures * levels)
    return cells.reshape(postures, levels, model.draws)


def by_charge(model: Model, payoffs: PayoffParts, flow: Floats) -> Floats:
    """Add what goes through nodes up by what is charged on the way (charge, draw)."""
    return _grouped(flow, payoffs.charge[model.post_row], len(payoffs.setup))


def _grouped(flow: Floats, groups: Ints, count: int) -> Floats:
    """Add rows up by group (group, draw); a group without members has 0."""
    order = np.argsort(groups, kind="stable")
    firsts = np.flatnonzero(np.diff(groups[order], prepend=-1))
    total = np.zeros((count, flow.shape[1]))
    if len(order):
        total[groups[order[firsts]]] = np.add.reduceat(flow[order], firsts, axis=0)
    return total
