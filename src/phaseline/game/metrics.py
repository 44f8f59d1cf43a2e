"""
What a ladder does: the figures that ladders are compared by, in one table over how long the game is
where; and what one game is told in full of, over all types (draw).

A new metric is a function of the occupancy and a row of `METRICS`.

Source:
    `docs/reference/game-answer.md` for what each is; `docs/explanation/the-game.md`, (8), for the
    calibration.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from inspect import getdoc
from types import MappingProxyType

import numpy as np

from phaseline.game.arrays import Bools, Floats
from phaseline.game.compile.model import Model
from phaseline.game.compile.payoffs import hazards, loss_cells
from phaseline.game.demand import standing_met
from phaseline.game.flow import Step, entering, one_step, shares, walked
from phaseline.game.monitors.kinds import belief_of
from phaseline.game.occupancy import Occupancy
from phaseline.game.play import ForcedWorth, Play, horizon_of
from phaseline.game.response import selected, tied
from phaseline.terms.record import record

_LEAST_HARM = 1e-200  # what is less is no harm: a ratio to it could not be held


class FigureUnit(Enum):
    """What a figure is counted in."""

    CHANCE = "chance"
    SHARE = "share"
    PERIODS = "period"
    PAYOFF = "M"
    COUNT = "count"


@record
class Metric:
    """
    A figure that ladders are compared by.

    Args:
        of: Reads it off the occupancy, for all draws; what it is stands in its docstring.
        unit: What it is counted in.
        sense: 1 where more of it is better for the responder, −1 where less of it is, 0 where that
            is open.
        key: Its key in the answer to one game; empty where the answer holds none, or holds it by
            horizon.
        has_range: Whether the change against the yardstick is told with its range.
        asks_changes: Whether it asks when the red line is entered or left.
    """

    of: Callable[[Occupancy], Floats]
    unit: FigureUnit
    sense: int
    key: str = ""
    has_range: bool = False
    asks_changes: bool = False

    @property
    def meaning(self) -> str:
        """What it is, in words."""
        return " ".join((getdoc(self.of) or "").partition("\n\n")[0].split())


def crossing_first(occupancy: Occupancy) -> Floats:
    """The chance that the line is entered within the first horizon, from outside."""
    return entered_within(occupancy, occupancy.model.games[0].solve.horizons[0])


def crossing(occupancy: Occupancy) -> Floats:
    """The chance that the line is entered within the last horizon, from outside."""
    return entered_within(occupancy, occupancy.model.games[0].solve.horizons[-1])


def leaving(occupancy: Occupancy) -> Floats:
    """The chance that the line is left within the last horizon, from inside."""
    return left_within(occupancy, occupancy.model.games[0].solve.horizons[-1])


def inside(occupancy: Occupancy) -> Floats:
    """The expected number of periods inside the line, as long as no disaster ends the game."""
    return _periods_at(occupancy, occupancy.model.inside.astype(bool))


def cheating(occupancy: Occupancy) -> Floats:
    """
    The expected number of periods inside the line while compliance is promised, as long as no
    disaster ends the game.
    """
    model = occupancy.model
    return _periods_at(occupancy, model.inside.astype(bool) & _has_promised(model))


def met(occupancy: Occupancy) -> Floats:
    """
    The expected number of periods in which the demand stands met, as long as no disaster ends the
    game.
    """
    return _periods_at(occupancy, standing_met(occupancy.model))


def disaster(occupancy: Occupancy) -> Floats:
    """The chance of a disaster before the end."""
    return _total(occupancy.seen, hazards(occupancy.model))


def above(occupancy: Occupancy) -> Floats:
    """
    The share of periods above the rung that comes with the demand at once, or above the lowest.
    """
    deadlines = occupancy.model.games[0].ladder.policy.deadline.values()
    at_once = sum(periods == 0 for periods in deadlines)  # rungs that follow the one below at once
    by_posture = occupancy.seen.sum(axis=1)
    low = by_posture[occupancy.model.posture_rungs <= at_once].sum(axis=0)
    return np.asarray(1 - low / by_posture.sum(axis=0), dtype=np.float64)


def value(occupancy: Occupancy) -> Floats:
    """What the game is worth to the responder: the benefit less all other parts."""
    total = np.zeros(occupancy.model.draws)
    for name in PARTS:
        total += METRICS[name].sense * METRICS[name].of(occupancy)
    return total


def cost(occupancy: Occupancy) -> Floats:
    """The discounted cost of the rungs in force, with set-up, and of asking for authorities."""
    payoffs = occupancy.payoffs
    running = _total(occupancy.cells, payoffs.cost) + payoffs.asking
    return np.asarray(running + (occupancy.rows * payoffs.setup).sum(axis=0), dtype=np.float64)


def harm(occupancy: Occupancy) -> Floats:
    """The discounted harm of the levels."""
    return _total(occupancy.cells, occupancy.payoffs.harm)


def benefit(occupancy: Occupancy) -> Floats:
    """The discounted benefit of the rungs in force."""
    return _total(occupancy.cells, occupancy.payoffs.benefit)


def audience(occupancy: Occupancy) -> Floats:
    """The discounted audience costs of reneges."""
    return np.asarray((occupancy.rows * occupancy.payoffs.audience).sum(axis=0), dtype=np.float64)


def disaster_loss(occupancy: Occupancy) -> Floats:
    """The discounted loss at a disaster."""
    return _total(occupancy.cells, occupancy.payoffs.disaster)


_CHANCE, _PERIODS, _PAYOFF = FigureUnit.CHANCE, FigureUnit.PERIODS, FigureUnit.PAYOFF
METRICS: Mapping[str, Metric] = MappingProxyType(
    {
        "crossing_first": Metric(
            of=crossing_first, unit=_CHANCE, sense=-1, has_range=True, asks_changes=True
        ),
        "crossing": Metric(of=crossing, unit=_CHANCE, sense=-1, has_range=True, asks_changes=True),
        "leaving": Metric(of=leaving, unit=_CHANCE, sense=1, has_range=True, asks_changes=True),
        "inside": Metric(of=inside, unit=_PERIODS, sense=-1, has_range=True),
        "cheating": Metric(of=cheating, unit=_PERIODS, sense=-1),
        "met": Metric(of=met, unit=_PERIODS, sense=1, has_range=True),
        "disaster": Metric(of=disaster, unit=_CHANCE, sense=-1, has_range=True),
        "above": Metric(of=above, unit=FigureUnit.SHARE, sense=0),
        "value": Metric(of=value, unit=_PAYOFF, sense=1, key="value_R", has_range=True),
        "cost": Metric(of=cost, unit=_PAYOFF, sense=-1, key="cost_R"),
        "harm": Metric(of=harm, unit=_PAYOFF, sense=-1, key="harm_R"),
        "benefit": Metric(of=benefit, unit=_PAYOFF, sense=1, key="benefit_R"),
        "audience": Metric(of=audience, unit=_PAYOFF, sense=-1, key="audience_R"),
        "disaster_loss": Metric(of=disaster_loss, unit=_PAYOFF, sense=-1, key="disaster_R"),
    }
)
PARTS = ("benefit", "cost", "harm", "audience", "disaster_loss")  # of the responder's value


def entered_within(occupancy: Occupancy, periods: int) -> Floats:
    """
    Give the chance that the red line is entered from outside within so many periods (draw); not a
    number where nothing starts outside.
    """
    return _share(occupancy.enters[:periods], started(occupancy.model, is_inside=False))


def left_within(occupancy: Occupancy, periods: int) -> Floats:
    """
    Give the chance that the red line is left from inside within so many periods (draw); not a
    number where nothing starts inside.
    """
    return _share(occupancy.leaves[:periods], started(occupancy.model, is_inside=True))


def started(model: Model, *, is_inside: bool) -> Floats:
    """Give the chance of starting inside the red line, or outside (draw)."""
    here = model.inside.astype(bool)[model.level_of[model.origins]] == is_inside
    return np.asarray(model.begun[here].sum(axis=0), dtype=np.float64)


def _share(changes: Floats, mass: Floats) -> Floats:
    """Add up what happens period by period, as a share of the mass."""
    none = np.full_like(mass, np.nan)
    return np.asarray(
        np.divide(changes.sum(axis=0), mass, out=none, where=mass > 0), dtype=np.float64
    )


def _periods_at(occupancy: Occupancy, is_there: Bools) -> Floats:
    """
    Count the periods at some joint levels, each as it is in the games that have gone on until then:
    that a disaster ends a game is no restraint (draw) [period].
    """
    return np.asarray(occupancy.ongoing[:, is_there].sum(axis=(0, 1)), dtype=np.float64)


def _total(cells: Floats, amounts: Floats) -> Floats:
    """Add up what is got in each cell (draw); a product, so that other weights need no solution."""
    return np.asarray(
        np.einsum("rld,rld->d", cells, np.broadcast_to(amounts, cells.shape)), dtype=np.float64
    )


def _has_promised(model: Model) -> Bools:
    """Say whether a track stands at its promised level, by joint levels."""
    has_promised = np.zeros(len(model.levels.states), dtype=bool)
    for place, track in enumerate(model.levels.tracks):
        if track.promised:
            level = track.levels.index(track.promised)
            has_promised |= np.array([state[place][0] == level for state in model.levels.states])
    return has_promised


def crossing_chance(play: Play, occupancy: Occupancy, periods: int) -> Floats:
    """
    Give the chance that the red line is entered within so many periods, over the whole start: from
    outside, or again by one who began inside and has left it (draw).
    """
    first = occupancy.enters[:periods].sum(axis=0)
    total = first + _returning(play, periods)
    return np.asarray(total / play.model.begun.sum(axis=0), dtype=np.float64)


def _returning(play: Play, periods: int) -> Floats:
    """Give the chance that who began inside enters the red line within so many periods (draw)."""
    start, total = play.already, np.zeros(play.model.draws)
    for kind in play.types if start.any() else ():
        for step in walked(
            play.model,
            play.responder.survival,
            kind.chance,
            periods=horizon_of(play.model, periods),
            start=start,
            cut=entering(play.model),
        ):
            total += kind.prior * step.cut
    return total


def rung_shares(play: Play) -> Floats:
    """
    Give the share of periods in which each rung is in force, in the long run where there is no end:
    the mean over types of what each sees (rung, draw).
    """
    # The occupancy is over all types, so that one whose games last longer would weigh more.
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
    shown = model.watch.shown
    seen, true = visited(play, periods)[:, 0], inside[model.level_of]
    rises = np.zeros((2, states))
    before = shown[model.publics.monitors[model.post_public]][model.resolved.origins]
    after = shown[model.monitor_of[model.resolved.ends]]
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
    is_belief = belief_of(model.games[0]) is not None
    rows = []
    for state, name in enumerate(model.watch.states):
        if shown[state] != state:
            continue
        here = shown[model.monitor_of] == state
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


def proportionality(occupancy: Occupancy) -> tuple[Proportion, ...]:
    """
    Set every rung beside every level with which it goes together within the periods that are
    counted (draw 0).
    """
    model = occupancy.model
    game = model.games[0]
    loss, total = loss_cells(model), occupancy.seen[..., 0].sum()
    proportions = []
    for place, track in enumerate(model.levels.tracks):
        if track.id not in game.red_line and track.id not in game.responder.harm:
            continue
        at = np.array([state[place][0] for state in model.levels.states])
        for number, rung in enumerate(model.program.rungs):
            for level, name in enumerate(track.levels):
                here = np.ix_(model.posture_rungs == number, at == level)
                seen = occupancy.seen[..., 0][here]
                share = seen.sum()
                if share <= 0:
                    continue
                harm = game.responder.harm.get(track.id, {}).get(name, 0.0)
                imposed = float((seen * loss[..., 0][here]).sum() / share)
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
