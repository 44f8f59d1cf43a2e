"""
What the challenger is held to by a ladder: leverage, what it buys, and the least loss that deters.

Source:
    `docs/explanation/the-game.md`, (14) and (15).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import inf

import numpy as np

from phaseline.game.arrays import Floats
from phaseline.game.barred_rungs import measures_left
from phaseline.game.linear import root
from phaseline.game.play import ForcedWorth, Play, can_cross, expected, forced, played, replayed
from phaseline.game.scope import may_reach
from phaseline.game.spec import Game, Policy
from phaseline.terms.record import record
from phaseline.terms.ties import is_same

_LARGEST = 1e9
_SOLVED = 60  # times that a game is solved for one rung and type, a few more or less
_ENDLESS = 50  # periods that a game without an end counts for
_OVERHEAD = 4_000  # edges that the handling of a period counts for
_MOST_WORK = 2e9  # edges: about half a minute


@record
class Leverage:
    """
    What one type would pay not to be where the ladder bites (draw) [M]; not a number where it does
    not apply.

    Args:
        comply: Its value if it never enters the red line.
        cross: Its value if it enters at the first opportunity.
        deter: The first less the second: what deters it, from outside.
        leave: Its value if it leaves the red line at the first opportunity, for good.
        stay: Its value if it never leaves.
        compel: The first less the second: what compels it, from inside.
    """

    comply: Floats
    cross: Floats
    deter: Floats
    leave: Floats
    stay: Floats
    compel: Floats


def leverages(play: Play) -> tuple[tuple[Leverage, ...], tuple[ForcedWorth, ...]]:
    """Give the leverage on each type, and what it does while it is held."""
    held = tuple(forced(play, kind, place) for place, kind in enumerate(play.types))
    nowhere = np.full(play.model.draws, np.nan)
    crosses, leaves = can_cross(play), _can_leave(play)
    per_type = []
    for worth in held:
        comply = expected(play.not_yet, worth.comply)
        cross = expected(play.not_yet, worth.cross.values[0]) if crosses else nowhere
        leave = expected(play.already, worth.leave) if leaves else nowhere
        stay = expected(play.already, worth.stay)
        per_type.append(
            Leverage(
                comply=comply,
                cross=cross,
                deter=comply - cross,
                leave=leave,
                stay=stay,
                compel=leave - stay,
            )
        )
    return tuple(per_type), held


def _can_leave(play: Play) -> bool:
    levels = play.model.levels
    reach = may_reach(levels, inside=False)
    return any(reach[place] for place, _ in levels.start if levels.inside[place])


def without_ladder(game: Game) -> Game:
    """Give the game in which nothing is ever called: the rung in force at the start stays."""
    now = game.start.get("rung", game.ladder.rungs[0].id)
    rungs = tuple(
        replace(rung, consent=1.0, expires=None) for rung in game.ladder.rungs if rung.id == now
    )  # nobody is asked
    tracks = tuple(
        (
            replace(
                track,
                reports=replace(
                    track.reports,
                    likelihood_by_rung=_tables_of_rung(track.reports.likelihood_by_rung, now),
                ),
            )
            if track.reports
            else track
        )
        for track in game.challenger.tracks
    )
    start = {
        key: value for key, value in game.start.items() if key not in ("monitor", "credit", "clock")
    }
    return replace(
        game,
        ladder=replace(
            game.ladder,
            rungs=rungs,
            policy=Policy(),
            measures=measures_left(game.ladder.measures, {now}),
        ),
        challenger=replace(game.challenger, tracks=tracks),
        monitor=None,
        start=start,
    )


def _tables_of_rung(
    tables: Mapping[str, Mapping[str, tuple[float, ...]]], rung: object
) -> Mapping[str, Mapping[str, tuple[float, ...]]]:
    return {name: table for name, table in tables.items() if name == rung}


def leverage_bought(games: Sequence[Game], with_ladder: Sequence[Leverage]) -> tuple[Floats, ...]:
    """
    Give the leverage on each type, less what it would be if nothing were ever called (draw) [M].
    """
    bare, _ = leverages(played([without_ladder(game) for game in games]))
    return tuple(
        leverage.deter - other.deter for leverage, other in zip(with_ladder, bare, strict=True)
    )


def least_losses(play: Play) -> dict[str, float | None]:
    """
    Give for each rung the smallest loss rate at which no type that may occur gains by crossing, or
    by staying inside (draw 0) [M/period].

    None where no loss does it, where the rung's loss is a table by level or ends with a measure,
    and for every rung where the search would take too long: `is_searched` says which.
    """
    losses: dict[str, float | None] = {}
    if not is_searched(play):
        return {rung.id: None for rung in play.model.program.rungs[1:]}
    for place, rung in enumerate(play.model.program.rungs):
        if place and not isinstance(rung.loss, Mapping) and not rung.without:
            losses[rung.id] = _least_loss(play, place)
    return losses


def is_searched(play: Play) -> bool:
    """
    Whether the least losses of the rungs are searched for: a search solves the game some twenty
    times for each rung and type.
    """
    model = play.model
    periods = _ENDLESS if model.horizon == inf else model.horizon
    edges = len(model.pair_state) + len(model.drifted.ends) + len(model.resolved.ends)
    solved = _SOLVED * len(model.program.rungs) * len(play.types)
    return solved * periods * (_OVERHEAD + edges) <= _MOST_WORK


def _least_loss(play: Play, place: int) -> float | None:
    def least(loss: float) -> float:
        per_type, _ = leverages(_with_loss(play, place, loss))
        possible = [
            leverage
            for leverage, kind in zip(per_type, play.types, strict=True)
            if kind.prior[0] > 0
        ]
        values = [
            float(value[0])
            for leverage in possible
            for value in (leverage.deter, leverage.compel)
            if np.isfinite(value[0])
        ]
        return min(values, default=np.nan)

    if _is_met(least(0.0)):
        return 0.0
    low, high = 0.0, max(1.0, _scale(play.model.games[0]))
    while not _is_met(least(high)):
        if low == 0.0 and not _is_met(least(_LARGEST)):
            return None  # a rung that never bites, whatever it would impose
        low, high = high, 8 * high
        if high > _LARGEST:
            return None
    short = min(0.0, least(high))  # by how much rounding keeps from 0 what is met there
    return root(lambda loss: least(loss) - short, low, high)


def _with_loss(play: Play, place: int, loss: float) -> Play:
    """Play the same ladder with another loss of one rung; the structure stays as it is compiled."""
    game = play.model.games[0]
    rungs = tuple(
        replace(rung, loss=loss) if number == place else rung
        for number, rung in enumerate(game.ladder.rungs)
    )
    return replayed(play, (replace(game, ladder=replace(game.ladder, rungs=rungs)),))


def _is_met(gain: float) -> bool:
    """Whether a gain is none below zero but for rounding; what is no number is not met."""
    return gain >= 0 or is_same(gain, 0.0)


def _scale(game: Game) -> float:
    by_track = [
        table
        for kind in game.challenger.types
        for table in (*kind.gain.values(), *kind.gain_once.values())
    ]
    gains = [abs(gain) for table in by_track for gain in table.values()]
    return max(gains, default=1.0)
