"""
Whether the demand of a ladder is met: by which type, when, and how much crossing is left then.

A period in which the demand is met is counted from 1; a demand that stands met at the start is met
after 0 periods.

Source:
    Kemeny & Snell, *Finite Markov Chains* (1976), chapter 3, for first passage.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import isfinite

import numpy as np

from phaseline.game.arrays import Bools, Floats
from phaseline.game.compile.model import Model
from phaseline.game.flow import FlowCut, Step, walked
from phaseline.game.play import Play, PlayedGame, horizon_of
from phaseline.terms.record import record

# by type and by horizon: chance, periods and across, as `DemandOutcome` has them
DemandData = Mapping[str, Mapping[str, Mapping[str, float | None]]]


@record
class DemandOutcome:
    """
    What becomes of the demand within a number of periods.

    Args:
        chance: The chance that it is met (draw).
        periods: How long that takes, in the games in which it is met; not a number where there are
            none (draw) [period].
        across: The share of the periods from then on that are spent across the red line, in these
            games; likewise (draw).
    """

    chance: Floats
    periods: Floats
    across: Floats


@record
class _Passage:
    """Sums up to a number of periods: met, when, and after that, all and across the line (draw)."""

    met: Floats
    moment: Floats
    after: Floats
    across: Floats


def demand_outcomes(
    play: Play, horizons: Sequence[int]
) -> dict[str, Mapping[int, DemandOutcome]] | None:
    """
    Say for each type what becomes of the demand, by horizon; None where the ladder demands nothing.

    Args:
        play: The ladder as played.
        horizons: The numbers of periods; where the game ends earlier, its end stands.
    """
    passages = _passages(play, horizons)
    if passages is None:
        return None
    return {
        kind.name: {horizon: _outcome(passage) for horizon, passage in of_kind.items()}
        for kind, of_kind in zip(play.types, passages, strict=True)
    }


def demand_data(play: Play, horizons: Sequence[int]) -> DemandData | None:
    """Give the same of the first draw as plain data; None where something does not apply."""
    outcomes = demand_outcomes(play, horizons)
    if outcomes is None:
        return None
    return {
        kind: {
            str(horizon): {
                "chance": _number(outcome.chance),
                "periods": _number(outcome.periods),
                "across": _number(outcome.across),
            }
            for horizon, outcome in by_horizon.items()
        }
        for kind, by_horizon in outcomes.items()
    }


def _number(values: Floats) -> float | None:
    first = float(values[0])
    return first if isfinite(first) else None


def met_by_all(play: Play, horizon: int, *, track: str = "") -> Floats:
    """
    Give the chance that the demand is met within so many periods, over all types (draw); 0 where
    the ladder demands nothing.

    Args:
        play: The ladder as played.
        horizon: The number of periods.
        track: The one track of the demand that is asked about; all of them if left out.
    """
    passages = _passages(play, (horizon,), track)
    total = np.zeros(play.model.draws)
    for kind, of_kind in zip(play.types, passages or (), strict=passages is not None):
        total += kind.prior * of_kind[horizon].met
    return total


def standing_met(model: Model, track: str = "") -> Bools:
    """
    Say whether the demand, or its part on one track, stands met, by joint levels; nowhere where
    nothing is demanded.
    """
    demand = _demanded(model, track)
    stands = np.full(len(model.levels.states), bool(demand))
    for place, played in enumerate(model.levels.tracks):
        if played.id in demand:
            levels = [played.levels.index(level) for level in demand[played.id]]
            stands &= np.isin([state[place][0] for state in model.levels.states], levels)
    return stands


def _demanded(model: Model, track: str) -> Mapping[str, tuple[str, ...]]:
    demand = model.games[0].ladder.policy.demand
    return {name: levels for name, levels in demand.items() if track in ("", name)}


def _passages(
    play: Play, horizons: Sequence[int], track: str = ""
) -> list[dict[int, _Passage]] | None:
    if not _demanded(play.model, track):
        return None
    counted = {horizon: horizon_of(play.model, horizon) for horizon in horizons}
    return [
        {
            horizon: passage
            for period, passage in enumerate(
                _followed(play, kind, max(counted.values()), track), start=1
            )
            for horizon, periods in counted.items()
            if period == periods
        }
        for kind in play.types
    ]


def _followed(play: Play, kind: PlayedGame, periods: int, track: str) -> Iterator[_Passage]:
    """Follow one type period by period, beside the same type with what has met it taken out."""
    model = play.model
    stands = standing_met(model, track)
    is_met = stands[model.level_of][:, None]
    inside = model.inside.astype(bool)[model.level_of]
    met = (model.start * is_met).sum(axis=0)
    moment, after, across = np.zeros_like(met), np.zeros_like(met), np.zeros_like(met)
    # Levels are settled at post nodes, once the challenger and nature have moved.
    cut = FlowCut(resolved=stands[model.post_level[model.resolved.origins]])
    unmet = _walk(play, kind, periods, model.start * ~is_met, cut)
    for period, (all_of_it, rest) in enumerate(
        zip(_walk(play, kind, periods, model.start), unmet, strict=True), start=1
    ):
        met = met + rest.cut
        moment = moment + period * rest.cut
        since = all_of_it.arrival - rest.arrival
        after = after + since.sum(axis=0)
        across = across + since[inside].sum(axis=0)
        yield _Passage(met=met, moment=moment, after=after, across=across)


def _walk(
    play: Play, kind: PlayedGame, periods: int, start: Floats, cut: FlowCut | None = None
) -> Iterator[Step]:
    return walked(
        play.model, play.responder.survival, kind.chance, periods=periods, start=start, cut=cut
    )


def _outcome(passage: _Passage) -> DemandOutcome:
    return DemandOutcome(
        chance=passage.met,
        periods=_ratio(passage.moment, passage.met),
        across=_ratio(passage.across, passage.after),
    )


def _ratio(amount: Floats, of: Floats) -> Floats:
    """Divide where there is something to divide by; not a number elsewhere (draw)."""
    none = np.full_like(of, np.nan)
    return np.asarray(np.divide(amount, of, out=none, where=of > 0), dtype=np.float64)
