"""
Chains in which the challenger's levels are held where they are, to see what the ladder does to one
who complies or crosses.

Disasters are left out: what is asked is what the ladder calls for and when, not whether the game
lasts that long.

Source:
    `docs/reference/game-answer.md`, on held chains; `docs/explanation/the-game.md`, (3) and (8).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import inf

import numpy as np

from phaseline.game import metrics
from phaseline.game.arrays import Floats
from phaseline.game.compile.games import compiled
from phaseline.game.compile.model import Model
from phaseline.game.compile.payoffs import loss_cells, responder_cells
from phaseline.game.flow import FlowCut, climbing_above, one_step, shares, walked
from phaseline.game.linear import chain, periods_until, visits
from phaseline.game.occupancy import Occupancy, by_cell, by_charge
from phaseline.game.spec import Game, RungSpec
from phaseline.terms.record import record
from phaseline.terms.ties import first_leading, total


@record
class FixedChain:
    """A chain without acts: the compiled game, and what goes through it."""

    model: Model

    @property
    def sure(self) -> Floats:
        """The chance of the only act there is: one (pair, draw)."""
        return np.ones((len(self.model.pair_state), self.model.draws))


def compliant(games: Sequence[Game], *, meets_demand: bool = False) -> FixedChain:
    """
    Hold a challenger outside the red line, at its start where that is outside.

    Args:
        games: One game a draw.
        meets_demand: Whether the tracks of the demand are held where it is met.
    """
    game = games[0]
    held = {}
    for track in game.challenger.tracks:
        red = game.red_line.get(track.id, ())
        start = game.start.get(track.id, track.levels[0])
        if red and (not isinstance(start, str) or start in red):
            held[track.id] = next(level for level in track.levels if level not in red)
    if meets_demand:
        held |= {track: levels[0] for track, levels in game.ladder.policy.demand.items()}
    return _fixed_chain(games, held)


def crossed(games: Sequence[Game]) -> FixedChain:
    """Hold a challenger at the lowest level of the red line, from the first period on."""
    game = games[0]
    track = next(track for track in game.challenger.tracks if track.id in game.red_line)
    return _fixed_chain(
        games, {track.id: next(level for level in track.levels if level in game.red_line[track.id])}
    )


def _fixed_chain(games: Sequence[Game], held: Mapping[str, str]) -> FixedChain:
    fixed = []
    for game in games:
        tracks = tuple(
            track if track.drift else replace(track, moves=(), persistent=True)
            for track in game.challenger.tracks
        )
        rungs = tuple(_harmless(rung) for rung in game.ladder.rungs)
        start = {**{key: _surest(value) for key, value in game.start.items()}, **held}
        fixed.append(
            replace(
                game,
                challenger=replace(game.challenger, tracks=tracks),
                ladder=replace(game.ladder, rungs=rungs),
                start=start,
                time=replace(game.time, horizon=inf),
            )
        )
    return FixedChain(model=compiled(fixed))


def _harmless(rung: RungSpec) -> RungSpec:
    """Give a rung that leads to no disaster."""
    without = tuple(replace(rest, hazard=0.0) for rest in rung.without)
    return replace(rung, hazard=0.0, without=without)


def _surest(value: str | float | Mapping[str, float]) -> str | float | Mapping[str, float]:
    return (
        first_leading([*value], lambda level: value[level]) if isinstance(value, Mapping) else value
    )


def threat_discount(held: FixedChain, rung: int) -> float:
    """
    Give E[δ^τ], τ the first period in which a rung or a higher one is in force (draw 0).

    It is a number of the ladder, not of a type: δ is the challenger's discount of the file,
    whatever a type has of its own.

    Source:
        For a latch: d/(1−δ(1−d)) · q/(1−δ(1−q)) · δⁿ, with detection d, consent q and lead n: (3).
    """
    model = held.model
    delta = model.games[0].time.discount.challenger
    is_there = model.rung_of[model.resolved.ends] >= rung
    matrix = chain(model, held.sure[:, 0], 0, is_there)
    stays = visits(matrix, np.full(model.size, delta), model.start[:, 0])
    step = one_step(model, stays[:, None], held.sure[:, :1], FlowCut(resolved=is_there))
    return float(step.cut[0])


def periods_to_call(held: FixedChain, rung: int) -> float:
    """
    Give the expected number of the first period in which a rung or a higher one is called, counted
    from 1 (draw 0).
    """
    model = held.model
    return periods_until(chain(model, held.sure[:, 0], 0, model.called >= rung), model.start[:, 0])


def called_within(held: FixedChain, rung: int, periods: int) -> float:
    """Give the chance that a rung or a higher one is called within so many periods (draw 0)."""
    model = held.model
    steps = walked(
        model,
        np.ones((model.size, 1)),
        lambda _: held.sure[:, :1],
        periods=periods,
        start=model.start[:, :1],
        cut=FlowCut(resolved=model.called >= rung),
    )
    return total(float(step.cut[0]) for step in steps)


def comes_within(held: FixedChain, rung: int, periods: int) -> float:
    """Give the chance that a rung or a higher one comes into force within so many periods."""
    return total(_comings(held, rung, periods))


def first_period(held: FixedChain, rung: int, periods: int) -> int | None:
    """
    Give the first period in which a rung or a higher one can be in force, counted from 1 (draw 0);
    None where it cannot be within so many.
    """
    comings = enumerate(_comings(held, rung, periods), start=1)
    return next((period for period, chance in comings if chance > 0), None)


def _comings(held: FixedChain, rung: int, periods: int) -> Iterator[float]:
    """Give the chance that a rung first comes into force, period by period (draw 0)."""
    model = held.model
    steps = walked(
        model,
        np.ones((model.size, 1)),
        lambda _: held.sure[:, :1],
        periods=periods,
        start=model.start[:, :1],
        cut=FlowCut(resolved=model.rung_of[model.resolved.ends] >= rung),
    )
    return (float(step.cut[0]) for step in steps)


def in_force_within(held: FixedChain, rung: int, horizons: Sequence[int]) -> dict[str, float]:
    """
    Give the chance that a rung is in force within so many periods of its first call, that period
    counted (draw 0).

    Args:
        held: The chain of a challenger who has crossed.
        rung: The place of the rung.
        horizons: The numbers of periods.
    """
    model = held.model
    is_called = model.called >= rung
    if not np.isfinite(periods_to_call(held, rung)):
        return {}
    uncalled = chain(model, held.sure[:, 0], 0, is_called)
    stays = visits(uncalled, np.ones(model.size), model.start[:, 0])
    before = one_step(model, stays[:, None], held.sure[:, :1])
    flow = model.resolved.chances[:, 0] * before.post[model.resolved.origins, 0] * is_called
    is_there = model.rung_of[model.resolved.ends] >= rung
    total = float(flow.sum())
    waiting = np.asarray(
        np.bincount(model.resolved.ends, weights=flow * ~is_there, minlength=model.size),
        dtype=np.float64,
    )
    reached = [float((flow * is_there).sum())]
    steps = walked(
        model,
        np.ones((model.size, 1)),
        lambda _: held.sure[:, :1],
        periods=max(horizons) - 1,
        start=waiting[:, None],
        cut=FlowCut(resolved=is_there),
    )
    for step in steps:
        reached.append(reached[-1] + float(step.cut[0]))
    return {str(horizon): reached[min(horizon, len(reached)) - 1] / total for horizon in horizons}


@record
class AssuredWorth:
    """
    What one who complies can count on (draw).

    Args:
        as_promised: No rung above the promised one came into force, and every promised stand-down
            happened.
        calm: No rung above the promised one came into force.
        stopped: The rung in force is at most the promised one: flows have stopped.
        lasting: A rung above the promised one is in force that cannot be taken back: goods are
            delivered.
    """

    as_promised: Floats
    calm: Floats
    stopped: Floats
    lasting: Floats


def assurance(held: FixedChain, horizons: Mapping[int, int]) -> dict[int, AssuredWorth]:
    """
    Say what a challenger who complies can count on within so many periods.

    The promised rung is the off-ramp, or the lowest rung where none is named.

    Args:
        held: The chain of a challenger who meets the demand.
        horizons: The numbers of periods that are asked for, each with the number that is played.
    """
    model = held.model
    off_ramp = model.games[0].ladder.policy.off_ramp
    promised = model.program.places[off_ramp] if off_ramp else 0
    survival = np.ones((model.size, model.draws))
    last = max(horizons.values())
    calm_steps = list(
        walked(
            model,
            survival,
            lambda _: held.sure,
            periods=last,
            start=model.start,
            cut=climbing_above(model, promised),
        )
    )
    steps = list(walked(model, survival, lambda _: held.sure, periods=last, start=model.start))
    is_low = model.rung_of <= promised
    is_final = np.array(
        [[rung.standdown == 0 for rung in game.ladder.rungs] for game in model.games]
    ).T[model.rung_of]
    return {
        wanted: AssuredWorth(
            as_promised=(calm_steps[horizon - 1].arrival * is_low[:, None]).sum(axis=0),
            calm=calm_steps[horizon - 1].arrival.sum(axis=0),
            stopped=(steps[horizon - 1].arrival * is_low[:, None]).sum(axis=0),
            lasting=(steps[horizon - 1].arrival * (~is_low[:, None] & is_final)).sum(axis=0),
        )
        for wanted, horizon in horizons.items()
    }


def price_of_noise(held: FixedChain, periods: float) -> tuple[float, float]:
    """
    Give what false alarms cost per period against a challenger who complies: its loss, and the
    responder's cost (draw 0).

    Args:
        held: The chain of a challenger who complies.
        periods: How many periods are played; the long run where there is no end.

    Returns:
        The challenger's loss, weighed over its types, and the responder's cost with set-up
        [M/period].
    """
    per_period = _per_period(held, periods)
    types = held.model.games[0].challenger.types
    scale = total(kind.prior * kind.loss_scale for kind in types)
    loss = float((per_period.cells * loss_cells(held.model)).sum(axis=(0, 1))[0]) * scale
    return loss, float(metrics.cost(per_period)[0])


def _per_period(held: FixedChain, periods: float) -> Occupancy:
    """Say where a held challenger is in a period, on average over so many or in the long run."""
    model = held.model
    if periods < inf:
        steps = list(
            walked(
                model,
                np.ones((model.size, 1)),
                lambda _: held.sure,
                periods=int(periods),
                start=model.start,
            )
        )
        arrival = np.mean([step.arrival for step in steps], axis=0)
        post = np.mean([step.post for step in steps], axis=0)
    else:
        arrival = shares(model, np.ones((model.size, model.draws)), (held.sure,), start=model.start)
        post = one_step(model, arrival, held.sure).post
    cells, never = by_cell(model, arrival), np.zeros((0, model.draws))
    running = replace(responder_cells(model), asking=np.zeros(model.draws))  # paid once, no flow
    return Occupancy(
        model=model,
        payoffs=running,
        cells=cells,
        rows=by_charge(model, running, post),
        seen=cells,
        ongoing=cells,
        enters=never,
        leaves=never,
    )
