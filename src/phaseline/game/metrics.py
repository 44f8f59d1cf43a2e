"""
What a ladder does: chances, values and their parts, one function each, over all types (draw).

Source:
    `docs/reference/game-answer.md` for what each is; `docs/explanation/the-game.md`, (8), for the
    calibration.
"""

from collections.abc import Sequence

import numpy as np

from phaseline.game.arrays import Floats
from phaseline.game.compile.payoffs import losses, responder_parts
from phaseline.game.flow import (
    FlowCut,
    Step,
    all_periods,
    entering,
    leaving,
    one_step,
    shares,
    walked,
    within,
)
from phaseline.game.play import ForcedWorth, Play, PlayedGame, horizon_of
from phaseline.game.response import selected, tied
from phaseline.terms.record import record

_LEAST_HARM = 1e-200  # what is less is no harm: a ratio to it could not be held


def crossing_chance(play: Play, start: Floats, horizons: Sequence[int]) -> dict[int, Floats]:
    """
    Give the chance that the red line is entered within each number of periods, from part of the
    start (draw).
    """
    return _chance(play, start, horizons, entering(play.model))


def leaving_chance(play: Play, start: Floats, horizons: Sequence[int]) -> dict[int, Floats]:
    """
    Give the chance that the red line is left within each number of periods, from part of the start
    (draw).
    """
    return _chance(play, start, horizons, leaving(play.model))


def _chance(play: Play, start: Floats, horizons: Sequence[int], cut: FlowCut) -> dict[int, Floats]:
    mass = start.sum(axis=0)
    total = {horizon: np.zeros(play.model.draws) for horizon in horizons}
    periods = horizon_of(play.model, max(horizons))
    for kind in play.types:
        steps = walked(
            play.model, play.responder.survival, kind.chance, periods=periods, start=start, cut=cut
        )
        for horizon, chance in within(steps, horizons).items():
            total[horizon] = total[horizon] + kind.prior * chance
    return {
        horizon: np.divide(chance, mass, out=np.full_like(chance, np.nan), where=mass > 0)
        for horizon, chance in total.items()
    }


def disaster_chance(play: Play, horizons: Sequence[int]) -> dict[int, Floats]:
    """Give the chance of a disaster within each number of periods (draw)."""
    periods = horizon_of(play.model, max(horizons))
    total = {horizon: np.zeros(play.model.draws) for horizon in horizons}
    for kind in play.types:
        living = [
            (step.arrival * play.responder.survival).sum(axis=0)
            for step in walked(
                play.model,
                play.responder.survival,
                kind.chance,
                periods=periods,
                start=play.model.start,
            )
        ]
        for horizon in horizons:
            total[horizon] = total[horizon] + kind.prior * (1 - living[min(horizon, periods) - 1])
    return total


@record
class ResponderParts:
    """
    The parts of the responder's value, discounted sums (draw) [M]; the value is benefit less all
    others.
    """

    benefit: Floats
    cost: Floats
    harm: Floats
    audience: Floats
    disaster: Floats

    @property
    def value(self) -> Floats:
        """The value."""
        return self.benefit - self.cost - self.harm - self.audience - self.disaster


def responder_sums(play: Play) -> ResponderParts:
    """Give the responder's value and its parts, ties broken for it."""
    parts = responder_parts(play.model)
    totals = [np.zeros(play.model.draws) for _ in range(5)]
    for kind in play.types:
        flow = total_flow(play, kind, discount=play.responder.discount)
        sums = (
            (flow.arrival * parts.benefit).sum(axis=0),
            (flow.arrival * parts.cost).sum(axis=0) + (flow.post * parts.setup).sum(axis=0),
            (flow.arrival * parts.harm).sum(axis=0),
            (flow.post * parts.audience).sum(axis=0),
            (flow.arrival * parts.disaster).sum(axis=0),
        )
        totals = [total + kind.prior * part for total, part in zip(totals, sums, strict=True)]
    return ResponderParts(
        benefit=totals[0], cost=totals[1], harm=totals[2], audience=totals[3], disaster=totals[4]
    )


def total_flow(play: Play, kind: PlayedGame, *, discount: Floats) -> Step:
    """Add up what goes through the nodes under one type's answer, discounted."""
    return all_periods(
        play.model, play.responder.survival, kind.chances, discount=discount, start=play.model.start
    )


def rung_shares(play: Play) -> Floats:
    """Give the share of periods in which each rung is in force (rung, draw)."""
    model = play.model
    total = np.zeros((len(model.program.rungs), model.draws))
    for kind in play.types:
        share = shares(model, play.responder.survival, kind.chances, start=model.start)
        for rung in range(len(total)):
            total[rung] += kind.prior * share[model.rung_of == rung].sum(axis=0)
    return total


def visited(play: Play, periods: int) -> Floats:
    """
    Count how often each state is arrived at within so many periods, over all types (state, draw)
    [period].
    """
    model = play.model
    total = np.zeros((model.size, model.draws))
    for kind in play.types:
        for step in walked(
            model,
            play.responder.survival,
            kind.chance,
            periods=horizon_of(model, periods),
            start=model.start,
        ):
            total += kind.prior * step.arrival
    return total


@record
class Calibrated:
    """
    How a state of the monitor stands to the truth of the model.

    Args:
        state: The state.
        nominal: The belief that it stands for; None where it is no belief.
        posterior: The share of periods in this state in which the line is crossed; None if it never
            occurs.
        ppv: The share of rises to this state in which the line is crossed: how many such alarms are
            true; None if there are none.
    """

    state: str | float
    nominal: float | None
    posterior: float | None
    ppv: float | None


def calibration(play: Play, periods: int) -> tuple[Calibrated, ...]:
    """
    Set each state of the monitor beside the chance that the line is crossed, over so many periods
    (draw 0).

    Where a ladder deters, most alarms are false: p·d / (p·d + (1−p)·f) falls with the chance p of a
    crossing.
    """
    model = play.model
    inside = model.inside.astype(bool)
    states = len(model.watch.states)
    seen, true = visited(play, periods)[:, 0], inside[model.level_of]
    rises = np.zeros((2, states))
    before = np.array([public.monitor for public in model.publics])[model.post_public][
        model.resolved.origins
    ]
    after = model.monitor_of[model.resolved.ends]
    is_rise = after > before
    crossed = inside[model.post_level][model.resolved.origins]
    for kind in play.types:
        for step in walked(
            model,
            play.responder.survival,
            kind.chance,
            periods=horizon_of(model, periods),
            start=model.start,
        ):
            flow = (
                kind.prior[0] * model.resolved.chances[:, 0] * step.post[model.resolved.origins, 0]
            )
            for place, which in enumerate((~crossed, crossed)):
                rises[place] += np.bincount(after, weights=flow * which * is_rise, minlength=states)
    is_belief = model.games[0].monitor is not None and model.games[0].monitor.kind == "belief"
    rows = []
    for state, name in enumerate(model.watch.states):
        here = model.monitor_of == state
        total, alarms = seen[here].sum(), rises[:, state].sum()
        rows.append(
            Calibrated(
                state=name,
                nominal=float(name) if is_belief else None,
                posterior=float(seen[here & true].sum() / total) if total > 0 else None,
                ppv=float(rises[1, state] / alarms) if alarms > 0 else None,
            )
        )
    return tuple(rows)


@record
class Proportion:
    """
    A rung beside a level of the challenger: a comparison, not a legal finding.

    Args:
        rung: The id of the rung.
        track: The id of the track.
        level: The level.
        ratio: Loss imposed over harm suffered, per period; None where there is no harm.
        gap: Severity of the rung less the place of the level.
        chance: The share of periods in which they go together.
    """

    rung: str
    track: str
    level: str
    ratio: float | None
    gap: float
    chance: float


def proportionality(play: Play, periods: int) -> tuple[Proportion, ...]:
    """
    Set every rung beside every level with which it goes together within so many periods (draw 0).
    """
    model = play.model
    game = model.games[0]
    seen = visited(play, periods)[:, 0]
    loss, total = losses(model)[:, 0], seen.sum()
    proportions = []
    for place, track in enumerate(model.levels.tracks):
        if track.id not in game.red_line and track.id not in game.responder.harm:
            continue
        at = np.array([state[place][0] for state in model.levels.states])[model.level_of]
        for number, rung in enumerate(model.program.rungs):
            for level, name in enumerate(track.levels):
                here = (model.rung_of == number) & (at == level)
                share = seen[here].sum()
                if share <= 0:
                    continue
                harm = game.responder.harm.get(track.id, {}).get(name, 0.0)
                imposed = float((seen[here] * loss[here]).sum() / share)
                severity = float(number) if rung.severity is None else rung.severity
                proportions.append(
                    Proportion(
                        rung=rung.id,
                        track=track.id,
                        level=name,
                        ratio=imposed / harm if harm > _LEAST_HARM else None,
                        gap=severity - level,
                        chance=float(share / total),
                    )
                )
    return tuple(proportions)


@record
class PathPeriod:
    """
    One period of a path (draw 0).

    Args:
        period: The period.
        challenger: Expected payoff by type [M].
        responder: Expected payoff over all types [M].
        levels: The chance of each level, by track and level.
        rungs: The chance of each rung in force.
    """

    period: int
    challenger: tuple[float, ...]
    responder: float
    levels: tuple[tuple[float, ...], ...]
    rungs: tuple[float, ...]


def path(play: Play, periods: int) -> tuple[PathPeriod, ...]:
    """Say period by period what is expected under the solved behaviour."""
    model = play.model
    steps = [
        list(
            walked(
                model,
                play.responder.survival,
                kind.chance,
                periods=horizon_of(model, periods),
                start=model.start,
            )
        )
        for kind in play.types
    ]
    return _moments(play, steps)


def crossing_path(play: Play, held: Sequence[ForcedWorth], periods: int) -> tuple[PathPeriod, ...]:
    """
    Say period by period what is expected if the line is crossed at the first opportunity, and the
    best done from then on.
    """
    model = play.model
    inside = model.inside.astype(bool)[model.level_of][:, None]
    steps = []
    for kind, forced in zip(play.types, held, strict=True):
        rows, before, after = [], play.not_yet, play.already
        cross = (
            forced.cross
            if not kind.is_hard.all()
            else selected(model, play.responder, tied(model, forced.cross), best=True)
        )
        for period in range(horizon_of(model, periods)):
            towards = one_step(model, before, cross.chance(period))
            onwards = one_step(model, after, kind.chance(period))
            arrival = towards.arrival + onwards.arrival
            rows.append(
                Step(
                    state=before + after,
                    pair=towards.pair + onwards.pair,
                    post=towards.post + onwards.post,
                    arrival=arrival,
                    cut=towards.cut,
                )
            )
            before = towards.arrival * ~inside * play.responder.survival
            after = (onwards.arrival + towards.arrival * inside) * play.responder.survival
        steps.append(rows)
    return _moments(play, steps)


def _moments(play: Play, steps: Sequence[Sequence[Step]]) -> tuple[PathPeriod, ...]:
    model = play.model
    at = [
        np.array([state[place][0] for state in model.levels.states])[model.level_of]
        for place in range(len(model.levels.tracks))
    ]
    rung_of = model.rung_of
    moments = []
    for period in range(len(steps[0])):
        arrival = sum(
            (
                kind.prior[0] * rows[period].arrival[:, 0]
                for kind, rows in zip(play.types, steps, strict=True)
            ),
            np.zeros(model.size),
        )
        responder = 0.0
        challenger = []
        for kind, rows in zip(play.types, steps, strict=True):
            step = rows[period]
            challenger.append(
                float(
                    step.arrival[:, 0] @ kind.payoffs.state[:, 0]
                    + step.pair[:, 0] @ kind.payoffs.pair[:, 0]
                )
            )
            responder += float(
                kind.prior[0]
                * (
                    step.arrival[:, 0] @ play.responder.state[:, 0]
                    + step.post[:, 0] @ play.responder.post[:, 0]
                )
            )
        moments.append(
            PathPeriod(
                period=period,
                challenger=tuple(challenger),
                responder=responder,
                levels=tuple(
                    tuple(
                        np.bincount(
                            at[place], weights=arrival, minlength=len(track.levels)
                        ).tolist()
                    )
                    for place, track in enumerate(model.levels.tracks)
                ),
                rungs=tuple(
                    np.bincount(
                        rung_of, weights=arrival, minlength=len(model.program.rungs)
                    ).tolist()
                ),
            )
        )
    return tuple(moments)
