"""The challenger's strategy in words: what it sees, what it does, with what chance."""

from collections.abc import Iterator
from typing import Any

from phaseline.game.compile.model import Model
from phaseline.game.compile.program import FOR_GOOD, GRANTED, Public
from phaseline.game.compile.rung_numbers import REFUSED
from phaseline.game.levels import HOLD, Local
from phaseline.game.play import Play, PlayedGame
from phaseline.game.spec import TrackSpec


def strategy(play: Play) -> list[dict[str, Any]]:
    """
    List for each type, period and state the acts that it may choose (draw 0); without an end the
    period is None.
    """
    periods = [(kind, period) for kind in play.types for period in range(len(kind.chances))]
    return [row for kind, period in periods for row in _rows(play, kind, period)]


def _rows(play: Play, kind: PlayedGame, period: int) -> Iterator[dict[str, Any]]:
    model = play.model
    chance = kind.chances[period][:, 0]
    for pair in (chance > 0).nonzero()[0]:
        state = int(model.pair_state[pair])
        act = model.levels.acts[model.level_of[state]][model.pair_act[pair]]
        names = {
            track.id: track.moves[move].do if move >= 0 else HOLD
            for track, move in zip(model.levels.tracks, act, strict=True)
            if not track.drift
        }
        situation = {
            "type": kind.name,
            "period": None if len(kind.chances) == 1 and model.horizon > 1 else period,
            **_state(play, state),
        }
        yield {"state": situation, "act": names, "chance": float(chance[pair])}


def _state(play: Play, state: int) -> dict[str, Any]:
    model = play.model
    public = model.publics[model.public_of[state]]
    rungs = model.program.rungs
    return {
        "levels": {
            track.id: _level(track, local)
            for track, local in zip(
                model.levels.tracks, model.levels.states[model.level_of[state]], strict=True
            )
        },
        "monitor": model.watch.states[public.monitor],
        **_quiet_since(model, public),
        "rung": rungs[public.rung].id,
        "pending": _pending(model, public),
        "credit": public.credit,
        "clock": public.clock,
        "votes": {
            rungs[rung].id: _vote(vote)
            for rung, vote in zip(model.program.voted, public.votes, strict=True)
        },
        **_authorities(model, public),
        **_times(model, public),
    }


def _quiet_since(model: Model, public: Public) -> dict[str, Any]:
    """
    Give how many of the quietest reports came in a row at the highest count, where that counts.
    """
    states = model.watch.states
    if len(set(states)) == len(states):
        return {}
    top = states.index(states[-1])
    return {"quiet_since": len(states) - 1 - public.monitor if public.monitor >= top else 0}


def _pending(model: Model, public: Public) -> Any:
    """
    Give the order under way, or None; where orders run side by side, the list of all of them.
    """
    orders = [[model.program.rungs[ordered].id, left] for ordered, left in public.orders]
    if model.program.policy.parallel:
        return orders
    return orders[0] if orders else None


def _authorities(model: Model, public: Public) -> dict[str, Any]:
    """
    Say for how many periods what was asked for before the game can still be used, where anything
    was; None is without an end.
    """
    program = model.program
    if not program.authorised:
        return {}
    held = zip(program.authorised, public.held, strict=True)
    return {
        "held": {program.rungs[rung].id: None if left == FOR_GOOD else left for rung, left in held}
    }


def _times(model: Model, public: Public) -> dict[str, Any]:
    """Say how much time has passed, where a rung expires or a measure lasts only a time."""
    program = model.program
    times: dict[str, Any] = {"elapsed": public.elapsed} if program.last_expiry else {}
    if program.measures:
        ids = [measure.id for measure in program.measures]
        times["served"] = dict(zip(ids, public.served, strict=True))
    return times


def _level(track: TrackSpec, local: Local) -> Any:
    level, order, left = local
    return (
        track.levels[level]
        if order < 0
        else {"level": track.levels[level], "order": track.moves[order].to, "periods": left}
    )


def _vote(vote: int) -> str | int:
    return "granted" if vote == GRANTED else "refused" if vote == REFUSED else vote
