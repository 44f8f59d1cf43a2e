"""
The answer to a game file, key by key as the format promises: nothing is left out, and what does not
apply is None.

Source:
    `docs/reference/game-answer.md`.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from math import inf, isfinite
from typing import Any

import numpy as np

from phaseline.errors import QuestionError
from phaseline.game import metrics
from phaseline.game.arrays import Floats
from phaseline.game.barred_rungs import trimmed
from phaseline.game.commit import Commitment, committed
from phaseline.game.compile.games import FollowedChoices
from phaseline.game.credibility import Credibility, credibility
from phaseline.game.demand import demand_data
from phaseline.game.equilibrium import uncommitted
from phaseline.game.fixed_behaviour import (
    FixedChain,
    assurance,
    called_within,
    compliant,
    crossed,
    in_force_within,
    periods_to_call,
    price_of_noise,
    threat_discount,
)
from phaseline.game.forces import Leverage, is_searched, least_losses, leverage_bought, leverages
from phaseline.game.grid_refinement import GridRefinement, doubled
from phaseline.game.levels import HOLD
from phaseline.game.occupancy import Occupancy, occupancies
from phaseline.game.play import ForcedWorth, Play, PlayedGame, horizon_of, played, responder_value
from phaseline.game.quantiles import spread_out
from phaseline.game.spec import ByLevel, Game
from phaseline.game.strategy import strategy
from phaseline.game.ties import first_most
from phaseline.game.value_of_information import verification
from phaseline.terms.ties import CLOSE, is_more, total

_Tick = Callable[[str], None]


def answer(
    game: Game, *, with_strategy: bool = False, tick: _Tick = lambda _: None
) -> dict[str, Any]:
    """
    Solve a game and answer it in full.

    Args:
        game: The game; it has passed `game_diagnostics`.
        with_strategy: Whether the challenger's strategy is listed state by state.
        tick: Told what is being done.

    Raises:
        QuestionError: Too many states can be reached.
        EngineError: A policy did not settle.
    """
    removed, commitment, grid = _refined(game, tick)
    solved = grid.game
    # before the game is played as called: either takes hundreds of megabytes
    credible = credibility(played([solved], reach=FollowedChoices.DEVIATION))
    play = played([solved])
    forces, held = leverages(play)
    tick("looking at what follows")
    within = occupancies(play, solved.solve.horizons)
    return {
        "phaseline": 1,
        "concept": game.solve.concept,
        "title": game.title,
        "removed": list(removed),
        **_challenger(play, forces, within),
        **_figures(within[_longest(solved)]),
        **_chances(play, within),
        "demand": demand_data(play, solved.solve.horizons),
        **_shape(play, solved),
        "credibility": _credible(credible, solved, crossed([solved])),
        "proportionality": [
            {
                "rung": proportion.rung,
                "track": proportion.track,
                "level": proportion.level,
                "ratio": proportion.ratio,
                "gap": proportion.gap,
                "chance": proportion.chance,
            }
            for proportion in metrics.proportionality(within[_longest(solved)])
        ],
        "calibration": _calibration(play, solved),
        **_paths(play, held, solved),
        "strategy": strategy(play) if with_strategy else None,
        "ties": _ties(play),
        "no_commitment": (
            uncommitted(solved, tick) if solved.solve.concept == "no_commitment" else None
        ),
        "commit": commitment.figures if commitment else None,
        "vo_verification": verification(solved),
        "certificate": _certificate(play, grid),
    }


def answer_on_dangers(game: Game) -> dict[str, Any]:
    """
    Give of `answer` only what tells how a threat goes wrong, `napkin`, `assurance_parts` and
    `calibration`, each as it stands there.

    Args:
        game: The game; it has passed `game_diagnostics`.

    Raises:
        QuestionError: Too many states can be reached.
        EngineError: A policy did not settle.
    """
    _, _, grid = _refined(game, lambda _: None)
    solved = grid.game
    play = played([solved])
    return {
        "napkin": _napkin(compliant([solved]), crossed([solved]), solved),
        "assurance_parts": _assurance(play, solved)["assurance_parts"],
        "calibration": _calibration(play, solved),
    }


def _refined(game: Game, tick: _Tick) -> tuple[tuple[str, ...], Commitment | None, GridRefinement]:
    """
    Give what is solved of a game: the rungs that are out of it, what is committed to where that is
    looked for, and the grid of its beliefs, with the game on it.
    """
    _refuse_several(game)
    solved, removed = trimmed(spread_out(game))
    commitment = committed(solved, tick) if solved.solve.concept == "commit" else None
    if commitment is not None:
        solved = commitment.game
    tick("playing the ladder against every type")
    return tuple(removed), commitment, doubled(solved, tick)


def _calibration(play: Play, game: Game) -> list[dict[str, Any]]:
    """Give how a state of the monitor, as it is named, compares with what is true then."""
    return [
        {
            "state": calibrated.state,
            "nominal": calibrated.nominal,
            "posterior": calibrated.posterior,
            "ppv": calibrated.ppv,
        }
        for calibrated in metrics.calibration(play, _longest(game))
    ]


def _refuse_several(game: Game) -> None:
    """
    Refuse a list of challengers, of whom an answer here would be about none.

    Raises:
        QuestionError: The game has such a list.
    """
    if game.challengers:
        raise QuestionError(
            f"the file lists {len(game.challengers)} under `challengers`, and `solve` answers one"
            " challenger: ask `phaseline whom` with the same file"
        )


def _challenger(
    play: Play, forces: Sequence[Leverage], within: Mapping[int, Occupancy]
) -> dict[str, Any]:
    not_yet, already = bool(play.not_yet.any()), bool(play.already.any())
    return {
        "challenger_action": _first_acts(play, play.not_yet if not_yet else play.already),
        **_challenger_values(play, forces),
        **_leverage(play, forces, play.model.games[0], is_to_deter=not_yet),
        "L_star": least_losses(play),
        "by_start": _by_start(play, forces, within) if not_yet and already else None,
    }


def _first_acts(play: Play, start: Floats) -> dict[str, dict[str, str]]:
    return {kind.name: first_act(play, kind, start) for kind in play.types}


def first_act(play: Play, kind: PlayedGame, start: Floats) -> dict[str, str]:
    """
    Give what a type does first, from the likeliest state; at a tie the first act in the order of
    the file, `hold` before all.
    """
    model = play.model
    state = first_most(start[:, 0])
    first = model.acts_from[state]
    last = model.acts_from[state + 1] if state + 1 < model.size else len(model.pair_state)
    if kind.is_hard.all():
        worth = kind.choice.worth[0][first:last, 0]
        size = max(float(np.abs(values).max()) for values in kind.choice.values)
        place = int(np.argmax(worth >= worth.max() - CLOSE * max(1.0, size)))
    else:
        chance = kind.choice.chances[0][first:last, 0]
        place = first_most(chance)
    act = model.levels.acts[model.level_of[state]][place]
    return {
        track.id: track.moves[move].do if move >= 0 else HOLD
        for track, move in zip(model.levels.tracks, act, strict=True)
        if not track.drift
    }


def _challenger_values(play: Play, forces: Sequence[Leverage]) -> dict[str, Any]:
    start = [(play.model.start * kind.choice.values[0]).sum(axis=0) for kind in play.types]
    return {
        "value_C": _by_type(play, start),
        "value_C_comply": _by_type(play, [leverage.comply for leverage in forces]),
        "value_C_cross": _by_type(play, [leverage.cross for leverage in forces]),
    }


def _by_type(play: Play, values: Sequence[Floats]) -> dict[str, float | None]:
    return {kind.name: _number(value) for kind, value in zip(play.types, values, strict=True)}


def _number(value: Floats) -> float | None:
    first = float(value[0])
    return first if isfinite(first) else None


def _leverage(
    play: Play, forces: Sequence[Leverage], game: Game, *, is_to_deter: bool
) -> dict[str, Any]:
    """Give the leverage that deters or, where everybody starts inside the line, that compels."""
    nowhere = {kind.name: None for kind in play.types}
    return {
        "leverage": _by_type(play, [leverage.deter for leverage in forces]),
        "leverage_bought": (
            _by_type(play, leverage_bought([game], forces)) if is_to_deter else nowhere
        ),
        "compel_leverage": (
            nowhere if is_to_deter else _by_type(play, [leverage.compel for leverage in forces])
        ),
    }


def _by_start(
    play: Play, forces: Sequence[Leverage], within: Mapping[int, Occupancy]
) -> dict[str, Any]:
    """
    Tell the part of the start that is outside the line (deterrence) from the part that is inside
    (compellence).
    """
    return {
        "not_yet": {
            "chance": float(play.not_yet[:, 0].sum()),
            "challenger_action": _first_acts(play, play.not_yet),
            "leverage": _by_type(play, [leverage.deter for leverage in forces]),
            "p_cross": _by_horizon(within, metrics.entered_within),
        },
        "already": {
            "chance": float(play.already[:, 0].sum()),
            "challenger_action": _first_acts(play, play.already),
            "compel_leverage": _by_type(play, [leverage.compel for leverage in forces]),
            "p_reverse": _by_horizon(within, metrics.left_within),
        },
    }


def _by_horizon(
    within: Mapping[int, Occupancy], chance_of: Callable[[Occupancy, int], Floats]
) -> dict[str, float] | None:
    """Give chances by horizon, or None where there is nothing that they could be chances of."""
    chances = {
        str(horizon): _number(chance_of(counted, horizon)) for horizon, counted in within.items()
    }
    return (
        None
        if any(value is None for value in chances.values())
        else {key: value for key, value in chances.items() if value is not None}
    )


def _figures(occupancy: Occupancy) -> dict[str, Any]:
    """Give the metrics that stand in the answer under a key of their own."""
    return {
        metric.key: _number(metric.of(occupancy))
        for metric in metrics.METRICS.values()
        if metric.key
    }


def _chances(play: Play, within: Mapping[int, Occupancy]) -> dict[str, Any]:
    return {
        "p_cross": (
            _by_horizon(within, partial(metrics.crossing_chance, play))
            if play.not_yet.any()
            else None
        ),
        "p_reverse": _by_horizon(within, metrics.left_within) or {},
        "escalation_risk": _by_horizon(within, lambda counted, _: metrics.disaster(counted)),
    }


def _shape(play: Play, game: Game) -> dict[str, Any]:
    """Say what the ladder does to one who complies and to one who has crossed."""
    names = [rung.id for rung in play.model.program.rungs]
    shares = metrics.rung_shares(play)
    quiet, loud = compliant([game]), crossed([game])
    noise = price_of_noise(quiet, game.time.horizon)
    return {
        "share_in_force": {
            name: float(shares[place, 0]) for place, name in enumerate(names) if place
        },
        **_assurance(play, game),
        "threat_discount": {
            name: threat_discount(loud, place) for place, name in enumerate(names) if place
        },
        "mean_periods_to_call": {
            name: {
                "compliant": _finite(periods_to_call(quiet, place)),
                "crossed": _finite(periods_to_call(loud, place)),
            }
            for place, name in enumerate(names)
            if place
        },
        "price_of_noise": {"challenger": noise[0], "responder": noise[1]},
        "napkin": _napkin(quiet, loud, game),
    }


def _assurance(play: Play, game: Game) -> dict[str, Any]:
    """Give what a challenger who meets the demand can count on, by horizon, and the parts of it."""
    assured = assurance(
        compliant([game], meets_demand=True),
        {horizon: horizon_of(play.model, horizon) for horizon in game.solve.horizons},
    )
    return {
        "assurance": {
            str(horizon): float(chances.as_promised[0]) for horizon, chances in assured.items()
        },
        "assurance_parts": {
            str(horizon): {
                "no_climb": float(chances.calm[0]),
                "flows_stopped": float(chances.stopped[0]),
                "goods_delivered": float(chances.lasting[0]),
            }
            for horizon, chances in assured.items()
        },
    }


def _finite(value: float) -> float | None:
    return value if isfinite(value) else None


def _napkin(quiet: FixedChain, loud: FixedChain, game: Game) -> list[dict[str, Any]]:
    """
    Give the sum that a reader can do by hand, for each rung that a report or anything else calls,
    over the first horizon.
    """
    periods = _cut(game, game.solve.horizons[0])
    sums = []
    for place, rung in enumerate(game.ladder.rungs):
        if not place:
            continue
        noticed, mistaken = (called_within(held, place, periods) for held in (loud, quiet))
        acted = in_force_within(loud, place, (periods,)).get(str(periods), 0.0)
        loss = _largest(rung.loss) * rung.feasibility
        sums.append(
            {
                "rung": rung.id,
                "noticed": noticed,
                "acted": acted,
                "loss": loss,
                "innocent": mistaken,
                "bite": (noticed - mistaken) * acted * loss,
            }
        )
    return sums


def _cut(game: Game, periods: int) -> int:
    """
    Give a number of periods, or the horizon of the file where that is shorter: held chains go on
    without an end.
    """
    return int(min(periods, game.time.horizon))


def _largest(loss: float | ByLevel) -> float:
    """Give a loss, or the largest sum of one number of each track."""
    if not isinstance(loss, Mapping):
        return loss
    return total(max(row.values(), default=0.0) for row in loss.values())


def _credible(verdict: Credibility, game: Game, loud: FixedChain) -> dict[str, Any]:
    at = verdict.binds_at
    least = verdict.least_audience_cost
    names = [rung.id for rung in game.ladder.rungs]
    return {
        "in_force_within": {
            name: _in_force(loud, place, game) for place, name in enumerate(names) if place
        },
        "A_star": least,
        "gap": verdict.gap,
        "self_enforcing": (
            None if least is None else not is_more(least, game.responder.audience_cost)
        ),
        "binds_at": (
            None
            if at is None
            else {
                "period": at.period,
                "monitor": at.monitor,
                "rung": at.rung,
                "called": at.called,
                "instead": at.instead,
                "levels": dict(at.shown),
                "off_path": at.is_off_path,
            }
        ),
    }


def _in_force(loud: FixedChain, rung: int, game: Game) -> dict[str, float]:
    cut = {horizon: _cut(game, horizon) for horizon in game.solve.horizons}
    chances = in_force_within(loud, rung, tuple(cut.values()))
    return (
        {str(horizon): chances[str(periods)] for horizon, periods in cut.items()} if chances else {}
    )


def _longest(game: Game) -> int:
    return max(game.solve.horizons)


def _paths(play: Play, held: Sequence[ForcedWorth], game: Game) -> dict[str, Any]:
    periods = horizon_of(play.model, _longest(game))
    return {
        "path": [_moment(play, moment) for moment in metrics.path(play, periods)],
        "path_cross": [
            _moment(play, moment) for moment in metrics.crossing_path(play, held, periods)
        ],
    }


def _moment(play: Play, moment: metrics.PathPeriod) -> dict[str, Any]:
    tracks = play.model.levels.tracks
    return {
        "t": moment.period,
        "u_C": {
            kind.name: value for kind, value in zip(play.types, moment.challenger, strict=True)
        },
        "u_R": moment.responder,
        "level": {
            track.id: dict(zip(track.levels, row, strict=True))
            for track, row in zip(tracks, moment.levels, strict=True)
        },
        "rung": {
            rung.id: chance
            for rung, chance in zip(play.model.program.rungs, moment.rungs, strict=True)
        },
    }


def _ties(play: Play) -> dict[str, Any]:
    strong, weak = (float(responder_value(play, best=best)[0]) for best in (True, False))
    near = [float(responder_value(play, best=best, near=True)[0]) for best in (False, True)]
    return {
        "value_R_strong": strong,
        "value_R_weak": weak,
        "near_tie": near,
        "knife_edge": strong - weak > 1e-6 * max(1.0, abs(strong)),
    }


def _certificate(play: Play, grid: GridRefinement) -> dict[str, Any]:
    choices = [kind.choice for kind in play.types]
    low, high = 0.0, 0.0
    if play.model.horizon == inf:
        for kind in play.types:
            weight = float(kind.payoffs.discount[0] / (1 - kind.payoffs.discount[0]))
            low, high = (
                min(low, weight * float(kind.choice.spread[0][0])),
                max(high, weight * float(kind.choice.spread[1][0])),
            )
    return {
        "bellman_residual": max(choice.residual for choice in choices),
        "iterations": max(choice.rounds for choice in choices),
        "bounds": [low, high],
        "states": play.model.size,
        "grid_doubling": grid.doubling,
        "left_out": [] if is_searched(play) else ["L_star"],
    }
