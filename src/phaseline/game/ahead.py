"""
What finite games come to, many draws at once: by kernels where they are there and suit, by the
plain solver otherwise.
"""

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from math import inf

import numpy as np

from phaseline.errors import QuestionError
from phaseline.game.arrays import Floats
from phaseline.game.barred_rungs import trimmed
from phaseline.game.compile.games import branches, compiled, skeleton, spans
from phaseline.game.kernels import machine
from phaseline.game.kernels.run import suits, swept, valued
from phaseline.game.metrics import METRICS
from phaseline.game.occupancy import Occupancy, occupancies
from phaseline.game.play import Play, played, played_quickly, with_ties_against
from phaseline.game.spec import Game
from phaseline.game.spelling import spelt

_VALUE = "value"  # known before what happens is followed
TOGETHER = 32  # draws that the plain solver works on together: what fits the caches


def made_ready(game: Game) -> Game:
    """Give a game as it is solved: barred rungs taken out, and its policy spelt in one way."""
    return spelt(trimmed(game)[0])


def grouped(
    games: Iterable[Game], by: Callable[[Game], object] = skeleton
) -> list[tuple[list[int], list[Game]]]:
    """
    Group games that share a structure, barred rungs taken out and policies spelt in one way, each
    with its place in the list; those that take as long for the same things stand together.

    Args:
        games: The games.
        by: What games of a group have in common; what can be solved together if left out.
    """
    groups: OrderedDict[object, tuple[list[int], list[Game]]] = OrderedDict()
    for place, game in enumerate(games):
        ready = made_ready(game)
        places, alike = groups.setdefault(by(ready), ([], []))
        places.append(place)
        alike.append(ready)
    return [_near(places, alike) for places, alike in groups.values()]


def _near(places: list[int], games: list[Game]) -> tuple[list[int], list[Game]]:
    """Put games together that take the same steps: kernels work on several at once."""
    order = sorted(range(len(games)), key=[spans(game) for game in games].__getitem__)
    return [places[place] for place in order], [games[place] for place in order]


def foreseen(
    games: Sequence[Game], wanted: Collection[str] = tuple(METRICS), *, within: int = 0
) -> tuple[Mapping[str, Floats], int]:
    """
    Say what a ladder comes to against types that answer it best.

    Args:
        games: One game a draw; they share a skeleton, have an end, and barred rungs have been taken
            out.
        wanted: The metrics that are wanted; the plain solver takes a walk more for some of them.
        within: The number of periods within which they are counted, what is discounted apart; to
            the end of the game if left out.

    Returns:
        What it comes to, by metric (draw), and how many states can be reached.

    Raises:
        QuestionError: Too many states can be reached.
        EngineError: A policy did not settle.
    """
    try:
        return _foreseen(games, wanted, within)
    except QuestionError:  # draws that take other times have more states together than alone
        parts = grouped(games, branches)
        if len(parts) == 1:
            raise
    by_metric, most = {name: np.zeros(len(games)) for name in wanted}, 0
    for places, alike in parts:
        seen, size = foreseen(alike, wanted, within=within)
        most = max(most, size)
        for name, metric in seen.items():
            by_metric[name][places] = metric
    return by_metric, most


def _foreseen(
    games: Sequence[Game], wanted: Collection[str], within: int
) -> tuple[Mapping[str, Floats], int]:
    if machine.is_there():
        model = compiled(games)
        if model.horizon < inf and suits(model):
            if set(wanted) == {_VALUE}:
                return {_VALUE: valued(model)}, model.size
            return read_off(swept(model, within=within).occupancy, wanted), model.size
    blocks, most = [], 0
    for first in range(0, len(games), TOGETHER):
        play = played_quickly(games[first : first + TOGETHER])
        blocks.append(outlook(play, wanted, within=within))
        most = max(most, play.model.size)
    return {name: np.concatenate([block[name] for block in blocks]) for name in wanted}, most


def by_ties(
    games: Sequence[Game], wanted: Collection[str] = tuple(METRICS), *, within: int = 0
) -> tuple[Mapping[str, Floats], Mapping[str, Floats]]:
    """
    Say what a ladder comes to as ties of the challenger are broken for the responder, and what as
    they are broken against it: an input that changes by next to nothing may break them so.

    Args:
        games: As with `foreseen`.
        wanted: Likewise.
        within: Likewise.

    Raises:
        QuestionError: Too many states can be reached.
        EngineError: A policy did not settle.
    """
    model = compiled([*games, *games]) if machine.is_there() else None
    if model is None or model.horizon == inf or not suits(model):
        play = played(games)
        ours, against = (
            outlook(side, wanted, within=within) for side in (play, with_ties_against(play))
        )
        return ours, against
    count = len(games)
    solved = swept(model, within=within, favour=np.repeat([1.0, -1.0], count))
    seen = read_off(solved.occupancy, wanted)
    return (
        {name: metric[:count] for name, metric in seen.items()},
        {name: metric[count:] for name, metric in seen.items()},
    )


def entered(games: Sequence[Game]) -> Floats:
    """
    Give the chance that the red line is first entered from outside in each period, against types
    that answer best (period, draw).

    Args:
        games: One game a draw, with an end of the same length; they need not share a skeleton.

    Raises:
        QuestionError: Too many states can be reached.
        EngineError: A policy did not settle.
    """
    periods = int(games[0].time.horizon)
    chances = np.zeros((periods, len(games)))
    for places, alike in grouped(games):
        for first in range(0, len(alike), TOGETHER):
            some = slice(first, first + TOGETHER)
            chances[:, places[some]] = _entered(alike[some], periods)
    return chances


def _entered(games: Sequence[Game], periods: int) -> Floats:
    model = compiled(games) if machine.is_there() else None
    if model is not None and suits(model):
        return swept(model).occupancy.enters
    return occupancies(played_quickly(games), (periods,))[periods].enters


def outlook(
    play: Play, wanted: Collection[str] = tuple(METRICS), *, within: int = 0
) -> Mapping[str, Floats]:
    """
    Say what a ladder comes to that has been played.

    Args:
        play: The ladder as played; its horizon is finite.
        wanted: The metrics that are wanted.
        within: As with `foreseen`.
    """
    asks_changes = any(METRICS[name].asks_changes for name in wanted)
    counted = within or int(play.model.horizon)
    where = occupancies(play, (counted,), with_changes=asks_changes)[counted]
    return read_off(where, wanted)


def read_off(where: Occupancy, wanted: Collection[str]) -> Mapping[str, Floats]:
    """Read metrics off how long a game is where (draw)."""
    return {name: METRICS[name].of(where) for name in wanted}
