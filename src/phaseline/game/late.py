"""
A ladder announced late: the challenger first acts as under the yardstick, and answers the ladder
best from the period on in which it is announced.

How a type answers hangs on where the game stands and on how many periods are left, and on nothing
before; so one solution of either game serves every date of an announcement that is not foreseen.

Source:
    Puterman, *Markov Decision Processes* (2005), section 4.4, for best responses that hang on the
    state and the periods left alone; Haasnoot, Kwakkel, Walker & ter Maat, *Global Environmental
    Change* 23 (2013), 485–498, for the date after which a course no longer reaches its aim.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from phaseline.errors import EngineError
from phaseline.game.arrays import Floats
from phaseline.game.compile.model import Model
from phaseline.game.flow import one_step
from phaseline.game.occupancy import given_ongoing
from phaseline.game.play import Play
from phaseline.game.spec import Game


def open_start(game: Game) -> Game:
    """
    Give a game that may start at any level of its tracks, so that wherever another game has led to
    it can go on from there; how types answer does not hang on where it starts.

    Args:
        game: The game.
    """
    spread = {
        track.id: dict.fromkeys(track.levels, 1 / len(track.levels))
        for track in game.challenger.tracks
    }
    return replace(game, start={**game.start, **spread})


def is_dated(game: Game) -> bool:
    """
    Whether something of a ladder ends by the calendar, so that it is another ladder when it is
    announced later.

    Args:
        game: The game.
    """
    lowest = game.ladder.rungs[0].id
    return any(rung.expires is not None for rung in game.ladder.rungs) or any(
        measure.lasts is not None and lowest in measure.rungs for measure in game.ladder.measures
    )


def inside_when_late(ladder: Play, yardstick: Play, announced: Sequence[int]) -> Floats:
    """
    Count the periods inside the line if a ladder is announced in a period, by surprise.

    Args:
        ladder: The ladder as played from an open start; nothing of it is dated.
        yardstick: The yardstick as played, under the same values and with the same tracks.
        announced: The periods at whose start it is announced; 0 for the first.

    Returns:
        Periods inside, each as it is in the games that have gone on until then (announcement, draw)
        [period]; the last row those of the yardstick throughout.
    """
    periods = int(yardstick.model.horizon)
    starts, before = _base_walk(yardstick, periods)
    rows = []
    for period in announced:
        masses = [_handed_over(ladder.model, yardstick.model, masses[period]) for masses in starts]
        counted = before[:period].sum(axis=0)
        for later in range(period, periods):
            masses, share = _stepped(ladder, masses, later)
            counted = counted + share
        rows.append(counted)
    return np.array([*rows, before.sum(axis=0)])


def _base_walk(play: Play, periods: int) -> tuple[list[list[Floats]], Floats]:
    """
    Give what each type has in each state at the start of each period, and the share of the games
    that go on which is inside after it (period, draw).
    """
    masses = [play.model.start for _ in play.types]
    starts: list[list[Floats]] = [[] for _ in play.types]
    inside = []
    for period in range(periods):
        for known, mass in zip(starts, masses, strict=True):
            known.append(mass)
        masses, share = _stepped(play, masses, period)
        inside.append(share)
    return starts, np.array(inside)


def _stepped(play: Play, masses: Sequence[Floats], period: int) -> tuple[list[Floats], Floats]:
    """
    Send the mass of all types through a period, and give what is left of each and the share of the
    games that go on which is inside then (draw).
    """
    arrivals = [
        one_step(play.model, mass, kind.chance(period)).arrival
        for kind, mass in zip(play.types, masses, strict=True)
    ]
    together = np.zeros_like(arrivals[0])
    for kind, arrival in zip(play.types, arrivals, strict=True):
        together += kind.prior * arrival
    is_inside = play.model.inside.astype(bool)[play.model.level_of]
    share = given_ongoing(together, together.sum(axis=0))[is_inside].sum(axis=0)
    return [arrival * play.responder.survival for arrival in arrivals], share


def _handed_over(ladder: Model, yardstick: Model, mass: Floats) -> Floats:
    """
    Give the mass of a ladder's game at its announcement, from where the yardstick's has led to
    (state, draw).

    Raises:
        EngineError: The ladder's game does not know some levels.
    """
    tracks = {track.id: place for place, track in enumerate(yardstick.levels.tracks)}
    places = [tracks[track.id] for track in ladder.levels.tracks]
    known = {joint: level for level, joint in enumerate(ladder.levels.states)}
    levels = [
        known.get(tuple(joint[place] for place in places), -1) for joint in yardstick.levels.states
    ]
    by_level = np.zeros((len(ladder.levels.states) + 1, mass.shape[1]))
    np.add.at(by_level, np.array(levels)[yardstick.level_of], mass)
    if by_level[-1].any():
        raise EngineError("a ladder's game does not know levels to which the yardstick's leads")
    ways = ladder.program.start_chances()
    begun = np.array([place for place, _ in ladder.levels.start], dtype=np.int64)
    handed = np.zeros_like(ladder.start)
    at_start = by_level[begun][:, None, :] * np.array(ways)[None, :, :]
    np.add.at(handed, ladder.origins, at_start.reshape(-1, mass.shape[1]))
    return handed
