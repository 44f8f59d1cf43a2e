"""
What finite games come to, many draws at once: by kernels where they are there and suit, by the
plain solver otherwise.
"""

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from math import inf, prod

import numpy as np

from phaseline.errors import QuestionError
from phaseline.game.arrays import Floats
from phaseline.game.barred_rungs import trimmed
from phaseline.game.compile.games import (
    MOST_STATES,
    branches,
    compiled,
    leads,
    schedule,
    skeleton,
    spans,
    thresholds,
)
from phaseline.game.compile.model import Model
from phaseline.game.kernels import machine
from phaseline.game.kernels.run import suits, swept, valued
from phaseline.game.metrics import METRICS
from phaseline.game.occupancy import Occupancy, occupancies
from phaseline.game.play import Play, played, played_quickly, with_ties_against
from phaseline.game.spec import Game
from phaseline.game.spelling import spelt

_VALUE = "value"  # known before what happens is followed
MOST_TOGETHER = 60_000  # states of draws with other schedules that are solved together
MOST_WAYS = 20_000  # in which orders run side by side where draws are called by other reports
STATES_OF_A_WAY = 30  # states for each way in which orders may be under way, before any are counted
SURE = ("best", "never", "always")  # behaviours that do not err by themselves
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
    keys = [(schedule(game), thresholds(game), spans(game)) for game in games]
    order = sorted(range(len(games)), key=keys.__getitem__)
    return [places[place] for place in order], [games[place] for place in order]


def foreseen(
    games: Sequence[Game], wanted: Collection[str] = tuple(METRICS), *, within: int = 0
) -> tuple[Mapping[str, Floats], int]:
    """
    Say what a ladder comes to against types that answer it best.

    Args:
        games: One game a draw; they share a frame, have an end, and barred rungs have been taken
            out.
        wanted: The metrics that are wanted; the plain solver takes a walk more for some of them.
        within: The number of periods within which they are counted, what is discounted apart; to
            the end of the game if left out.

    Returns:
        What it comes to, by metric (draw), and how many states are told apart until the end, at
        most, by draws that are solved together.

    Raises:
        QuestionError: Too many states can be reached.
        EngineError: A policy did not settle.
    """
    by_metric, most = {name: np.zeros(len(games)) for name in wanted}, 0
    for lots in [_Lots(games, places) for places in _called_together(games)]:
        while (places := lots.taken()) is not None:
            try:
                seen, sizes = _foreseen([games[place] for place in places], wanted, within)
            except QuestionError:  # draws have more states together than alone
                if not lots.parted(places):
                    raise
                continue
            lots.learn(places, sizes)
            most = max(most, *sizes)
            for name, metric in seen.items():
                by_metric[name][places] = metric
    return by_metric, most


def _called_together(games: Sequence[Game]) -> list[list[int]]:
    """
    List the places of draws that may be solved together, as far as it hangs on the reports by which
    they are called: all of them; or those alone that are called by the same, where orders run side
    by side in so many ways that others reach other states, and where no kernel leaves out what a
    draw does not reach.
    """
    if machine.is_there() and _is_sure(games) and max(map(_ways, games)) <= MOST_WAYS:
        return [[*range(len(games))]]
    return _by(games, range(len(games)), thresholds)


class _Lots:
    """
    Draws that are solved together, lot by lot.

    All of a game are, as far as they have not too many states. Where orders run side by side, what
    draws with other schedules have is added up, so that as many are solved together as are worth
    it: those with the fewest states first, by a guess that goes by how many orders may be under way
    and by what the lots before them came to.

    Args:
        games: One game a draw; they share a frame.
        places: The places of those that are solved.
    """

    def __init__(self, games: Sequence[Game], places: Sequence[int]) -> None:
        self.games = games
        self.groups = _by(games, places, schedule)
        self.ways = {id(places): _ways(games[places[0]]) for places in self.groups}
        self.groups.sort(key=lambda places: -self.ways[id(places)])
        self.is_apart = len(self.groups) > 1 and not (machine.is_there() and _is_sure(games))
        self.states_of_a_way = float(STATES_OF_A_WAY)
        self.parts: list[list[int]] = []  # of draws that have too many states together

    def taken(self) -> list[int] | None:
        """Give the places of the draws that are solved next; None where none is left."""
        if self.parts:
            return self.parts.pop()
        if not self.groups:
            return None
        lot = [self.groups.pop()]
        room = MOST_TOGETHER / self.states_of_a_way - self._ways_of(lot)
        while self.groups and not self.is_apart and self._ways_of(self.groups[-1:]) <= room:
            room -= self._ways_of(self.groups[-1:])
            lot.append(self.groups.pop())
        return [place for places in lot for place in places]

    def _ways_of(self, groups: Sequence[list[int]]) -> int:
        return int(np.sum([self.ways[id(places)] for places in groups]))

    def learn(self, places: Sequence[int], sizes: Sequence[int]) -> None:
        """Take in how many states some draws had, by schedule."""
        if self.groups:
            schedules = _by(self.games, places, schedule)
            ways = np.sum([_ways(self.games[some[0]]) for some in schedules])
            self.states_of_a_way = float(np.sum(sizes) / ways)

    def parted(self, places: Sequence[int]) -> bool:
        """
        Solve draws that have too many states together in parts; say whether they can be: by the
        reports by which they are called, by halves of their schedules, or, with one, by all that
        takes other times.
        """
        called = _by(self.games, places, thresholds)
        if len(called) > 1:
            self.parts += called
            return True
        parts = _by(self.games, places, schedule)
        if len(parts) == 1:
            parts = _by(self.games, places, branches)
        else:
            half = len(parts) // 2
            parts = [
                [place for some in side for place in some] for side in (parts[:half], parts[half:])
            ]
        self.parts += parts if len(parts) > 1 else []
        return len(parts) > 1


def _by(
    games: Sequence[Game], places: Iterable[int], key: Callable[[Game], object]
) -> list[list[int]]:
    """List the places of games by what they have in common."""
    groups: dict[object, list[int]] = {}
    for place in places:
        groups.setdefault(key(games[place]), []).append(place)
    return [*groups.values()]


def _ways(game: Game) -> int:
    """Say in how many ways orders may be under way at most."""
    return prod(1 + lead for lead in leads(game))


def _is_sure(games: Sequence[Game]) -> bool:
    """Whether no type errs in a game with an end: what kernels solve however large it is."""
    types = (kind for game in games for kind in game.challenger.types)
    return games[0].time.horizon < inf and all(
        kind.rationality == inf and kind.behaviour in SURE for kind in types
    )


def _foreseen(
    games: Sequence[Game], wanted: Collection[str], within: int
) -> tuple[Mapping[str, Floats], list[int]]:
    """Say the same, and how many states can be reached under each schedule."""
    if machine.is_there():
        model = compiled(games, until_end=True, most=_most_states(games))
        if model.horizon < inf and suits(model):
            if set(wanted) == {_VALUE}:
                return {_VALUE: valued(model)}, _sizes(model)
            return read_off(swept(model, within=within).occupancy, wanted), _sizes(model)
    blocks, sizes = [], [0]
    for first in range(0, len(games), TOGETHER):
        play = played_quickly(games[first : first + TOGETHER], until_end=True)
        blocks.append(outlook(play, wanted, within=within))
        sizes = [max(*sizes, *_sizes(play.model))]
    return {name: np.concatenate([block[name] for block in blocks]) for name in wanted}, sizes


def _most_states(games: Sequence[Game]) -> int:
    """Say how many states some draws may have: fewer where they can be parted."""
    return 2 * MOST_TOGETHER if len({*map(thresholds, games)}) > 1 else MOST_STATES


def _sizes(model: Model) -> list[int]:
    """Give how many states can be reached under each schedule."""
    schedules = len(model.program.schedules)
    if schedules == 1:
        return [model.size]
    counts = np.bincount(model.publics.schedules[model.public_of], minlength=schedules)
    return [*map(int, counts)]


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
    try:
        return _by_ties_in(games, _called_together(games), wanted, within)
    except QuestionError:  # draws have more states together than alone
        parts = _by(games, range(len(games)), thresholds)
        if len(parts) == 1:
            raise
        return _by_ties_in(games, parts, wanted, within)


def _by_ties_in(
    games: Sequence[Game], parts: Sequence[Sequence[int]], wanted: Collection[str], within: int
) -> tuple[Mapping[str, Floats], Mapping[str, Floats]]:
    """Say the same of draws part by part."""
    ours, against = ({name: np.zeros(len(games)) for name in wanted} for _ in range(2))
    for places in parts:
        ends = _by_ties([games[place] for place in places], wanted, within)
        for side, seen in zip((ours, against), ends, strict=True):
            for name, metric in seen.items():
                side[name][places] = metric
    return ours, against


def _by_ties(
    games: Sequence[Game], wanted: Collection[str], within: int
) -> tuple[Mapping[str, Floats], Mapping[str, Floats]]:
    """Say the same of draws that are solved together."""
    most, both = _most_states(games), [*games, *games]
    model = compiled(both, until_end=True, most=most) if machine.is_there() else None
    if model is None or model.horizon == inf or not suits(model):
        play = played(games, until_end=True)
        ours, against = (
            outlook(side, wanted, within=within) for side in (play, with_ties_against(play))
        )
        return ours, against
    count, sides = len(games), np.repeat([1.0, -1.0], len(games))
    if set(wanted) == {_VALUE}:
        seen: Mapping[str, Floats] = {_VALUE: valued(model, favour=sides)}
    else:
        seen = read_off(swept(model, within=within, favour=sides).occupancy, wanted)
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
    model = compiled(games, until_end=True) if machine.is_there() else None
    if model is not None and suits(model):
        return swept(model).occupancy.enters
    return occupancies(played_quickly(games, until_end=True), (periods,))[periods].enters


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
