"""
Chances of what happens, by sending mass forward through the compiled game.

Everything here takes strategies as given; who chooses them, and why, is the business of `response`.

Source:
    Puterman, *Markov Decision Processes* (2005), section 5.6, for occupancies.
"""

from collections.abc import Callable, Iterator, Sequence
from math import inf

import numpy as np

from phaseline.game.arrays import Bools, Floats, Ints
from phaseline.game.compile.model import Edges, Model
from phaseline.game.linear import NEVER, chain, long_run, visits
from phaseline.terms.record import record


@record
class Step:
    """
    What goes through the nodes in one period, or in all of them together.

    Args:
        state: At the start of the period (state, draw).
        pair: Act by act (pair, draw).
        post: After the acts and nature (post, draw).
        arrival: On arrival, before any disaster (state, draw).
        cut: What was cut out on the way (draw).
    """

    state: Floats
    pair: Floats
    post: Floats
    arrival: Floats
    cut: Floats


@record
class FlowCut:
    """
    Edges at which mass is taken out and counted.

    Args:
        acted: Edges from pairs to mid nodes (edge), or None.
        resolved: Edges from post nodes to states (edge), or None.
    """

    acted: Bools | None = None
    resolved: Bools | None = None


def one_step(model: Model, mass: Floats, chance: Floats, cut: FlowCut | None = None) -> Step:
    """
    Send mass through one period.

    Args:
        model: The compiled game.
        mass: The mass in each state at the start of the period (state, draw).
        chance: The chance of each act (pair, draw).
        cut: Where mass is taken out.
    """
    return _stepped(model, mass, chance, *_cut_ways(model, cut))


@record
class _CutWay:
    """
    Edges of which some are cut out.

    Args:
        open_edges: All edges, without a chance where they are cut.
        origins: Where each cut edge begins (cut edge).
        chances: The chance of each cut edge (cut edge, draw).
    """

    open_edges: Edges
    origins: Ints
    chances: Floats

    def sent(self, mass: Floats) -> tuple[Floats, Floats]:
        """Send mass along, and give what arrives (end, draw) and what is cut out (draw)."""
        lost = self.chances * mass.take(self.origins, axis=0)
        return self.open_edges.sent(mass), lost.sum(axis=0)


def _cut_ways(model: Model, cut: FlowCut | None) -> tuple[_CutWay, _CutWay]:
    """Cut edges out of acts and of resolutions, once for all periods of a walk."""
    return (
        _cut_way(model.acted, cut.acted if cut else None),
        _cut_way(model.resolved, cut.resolved if cut else None),
    )


def _cut_way(edges: Edges, cut: Bools | None) -> _CutWay:
    if cut is None:
        none, nothing = np.zeros(0, dtype=np.int64), np.zeros((0, edges.table.shape[1]))
        return _CutWay(open_edges=edges, origins=none, chances=nothing)
    return _CutWay(
        open_edges=edges.without(cut),
        origins=edges.origins[cut],
        chances=edges.table.take(edges.entry[cut], axis=0),
    )


def _stepped(model: Model, mass: Floats, chance: Floats, acted: _CutWay, resolved: _CutWay) -> Step:
    pair = chance * mass.take(model.pair_state, axis=0)
    mid, lost = acted.sent(pair)
    post = model.drifted.sent(mid)
    arrival, more = resolved.sent(post)
    return Step(state=mass, pair=pair, post=post, arrival=arrival, cut=lost + more)


def walked(
    model: Model,
    survival: Floats,
    chances: Callable[[int], Floats],
    *,
    periods: int,
    start: Floats,
    cut: FlowCut | None = None,
) -> Iterator[Step]:
    """
    Send mass through several periods, one after another.

    Args:
        model: The compiled game.
        survival: The chance that no disaster follows on arrival (state, draw).
        chances: The chance of each act in a period (pair, draw).
        periods: How many periods.
        start: The mass at the start (state, draw).
        cut: Where mass is taken out.
    """
    mass, ways = start, _cut_ways(model, cut)
    for period in range(periods):
        step = _stepped(model, mass, chances(period), *ways)
        yield step
        mass = step.arrival * survival


def within(steps: Iterator[Step], horizons: Sequence[int]) -> dict[int, Floats]:
    """
    Add up what was cut out within each number of periods.

    Args:
        steps: The periods, as many as the largest horizon.
        horizons: The numbers of periods; where there are fewer periods, the last stands.

    Returns:
        The chance by horizon (draw).
    """
    total: list[Floats] = []
    for step in steps:
        total.append(step.cut + (total[-1] if total else 0.0))
    return {horizon: total[min(horizon, len(total)) - 1] for horizon in horizons}


def all_periods(
    model: Model, survival: Floats, chances: Sequence[Floats], *, discount: Floats, start: Floats
) -> Step:
    """
    Add up all periods, each weighed by its discount.

    Args:
        model: The compiled game.
        survival: The chance that no disaster follows on arrival (state, draw).
        chances: The chance of each act, by period; one entry where there is no end (pair, draw).
        discount: Weight of next period (draw).
        start: The mass at the start (state, draw).
    """
    if model.horizon == inf:
        columns = [
            visits(
                chain(model, chances[0][:, draw], draw),
                discount[draw] * survival[:, draw],
                start[:, draw],
            )
            for draw in range(model.draws)
        ]
        return one_step(model, np.stack(columns, axis=1), chances[0])
    steps = walked(
        model, survival, lambda period: chances[period], periods=len(chances), start=start
    )
    total = [
        np.zeros((size, model.draws))
        for size in (model.size, len(model.pair_state), len(model.post_level), model.size)
    ]
    for period, step in enumerate(steps):
        weight = discount**period
        for place, part in enumerate((step.state, step.pair, step.post, step.arrival)):
            total[place] += weight * part
    return Step(
        state=total[0], pair=total[1], post=total[2], arrival=total[3], cut=np.zeros(model.draws)
    )


def shares(model: Model, survival: Floats, chances: Sequence[Floats], *, start: Floats) -> Floats:
    """
    Give the share of periods that end in each state, as long as no disaster has ended the game
    (state, draw).

    Without an end it is the share in the long run, in which an act less likely than `NEVER` a
    period does not count.

    Args:
        model: The compiled game.
        survival: The chance that no disaster follows on arrival (state, draw).
        chances: The chance of each act, by period; one entry where there is no end (pair, draw).
        start: The mass at the start (state, draw).
    """
    if model.horizon == inf:
        likely = _likely_chances(model, chances[0])
        columns = [
            long_run(
                chain(model, likely[:, draw], draw),
                survival[:, draw],
                start[:, draw] / start[:, draw].sum(),
            )
            for draw in range(model.draws)
        ]
        return np.stack(columns, axis=1)
    total = all_periods(
        model, survival, chances, discount=np.ones(model.draws), start=start
    ).arrival
    return np.asarray(total / total.sum(axis=0), dtype=np.float64)


def _likely_chances(model: Model, chances: Floats) -> Floats:
    possible = np.where(chances < NEVER, 0.0, chances)
    total = np.zeros((model.size, chances.shape[1]))
    np.add.at(total, model.pair_state, possible)
    return np.asarray(possible / total[model.pair_state], dtype=np.float64)


def entering(model: Model) -> FlowCut:
    """Give the steps by which the red line is entered from outside."""
    inside = model.inside.astype(bool)
    before = inside[model.level_of[model.pair_state[model.acted.origins]]]
    return FlowCut(acted=~before & inside[model.mid_level[model.acted.ends]])


def leaving(model: Model) -> FlowCut:
    """Give the steps by which the red line is left."""
    inside = model.inside.astype(bool)
    before = inside[model.level_of[model.pair_state[model.acted.origins]]]
    return FlowCut(acted=before & ~inside[model.mid_level[model.acted.ends]])


def climbing_above(model: Model, rung: int) -> FlowCut:
    """Give the steps by which a rung above a given one comes into force."""
    before = model.publics.rungs[model.post_public][model.resolved.origins]
    after = model.rung_of[model.resolved.ends]
    return FlowCut(resolved=(after > before) & (after > rung))
