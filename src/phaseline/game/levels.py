"""
How levels move: the challenger's acts first, then nature.

A track's local state is its level, or its level with an order under way: during a lead nothing
shows, and nothing else can be ordered on that track. Where coming to a level gains something once,
the period in which the track comes to it is a local state of its own, so that what is gained then
is told by state like everything else. Only what can be reached from the start is listed.

Which steps there are hangs on what tracks and moves are like and on which chances are none or
certain; it is walked through once for all games that are alike in that, and their numbers are put
in afterwards.

Source:
    Puterman, *Markov Decision Processes* (2005), chapter 2, for a lead time as part of the state.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, product
from typing import TypeAlias

import numpy as np

from phaseline.game.arrays import Floats
from phaseline.game.columns import numbers_of
from phaseline.game.spec import Game, TrackSpec
from phaseline.terms.record import record

HOLD = "hold"
# Level, order under way (-1: none), periods until it shows; without an order 1 where it just came.
Local = tuple[int, int, int]
Joint = tuple[Local, ...]
Act = tuple[int, ...]  # for each track the index of a move, or -1 for hold
# What one track does in a step, the track, and the move, or the levels from and to.
Factor: TypeAlias = tuple[str, int, int, int]
Chance: TypeAlias = tuple[Factor, ...]  # of a step: the product of its factors, in their order
SUCCEEDS, FAILS, DRIFTS, STAYS = "succeeds", "fails", "drifts", "stays"
SURE: Chance = ()


@record
class Levels:
    """
    Joint levels that can be reached, with the steps between them.

    Args:
        tracks: The tracks, as in the file.
        states: The joint states.
        acts: For each joint state the acts that are open in it, `hold` first, then in the order of
            the file.
        steps: For each joint state and act: joint states after the act and before nature, with
            their chances (draw).
        nature: For each joint state: joint states after nature has moved, with their chances
            (draw).
        start: The joint states at the start with their chances (draw).
        inside: For each joint state whether the red line is crossed in it.
    """

    tracks: tuple[TrackSpec, ...]
    states: tuple[Joint, ...]
    acts: tuple[tuple[Act, ...], ...]
    steps: tuple[tuple[tuple[tuple[int, Floats], ...], ...], ...]
    nature: tuple[tuple[tuple[int, Floats], ...], ...]
    start: tuple[tuple[int, Floats], ...]
    inside: tuple[bool, ...]

    def level(self, state: int, track: int) -> int:
        """Give the level of a track in a joint state."""
        return self.states[state][track][0]

    def has_come(self, state: int, track: int, level: int) -> bool:
        """Whether a track has come to a level in the period that leads to a joint state."""
        return self.states[state][track] == (level, -1, 1)


def own_tracks(game: Game) -> tuple[tuple[int, ...], ...]:
    """Give the places of the tracks that each challenger decides; one decides all if alone."""
    tracks = game.challenger.tracks
    if not game.challengers:
        return (tuple(range(len(tracks))),)
    return tuple(
        tuple(place for place, track in enumerate(tracks) if track.id in controller.controls)
        for controller in game.challengers
    )


def levels(games: Sequence[Game]) -> Levels:
    """
    List the joint levels that can be reached from the start.

    Args:
        games: One game a draw; they differ in numbers only.
    """
    tracks, chances = games[0].challenger.tracks, _Chances(games)
    start = _start(games)
    walk = _walked(_LevelsKey(games[0], chances.possible(), tuple(joint for joint, _ in start)))
    return Levels(
        tracks=tracks,
        states=walk.states,
        acts=walk.acts,
        steps=tuple(tuple(map(chances.steps, steps)) for steps in walk.steps),
        nature=tuple(map(chances.steps, walk.nature)),
        start=tuple((place, chance) for place, (_, chance) in enumerate(start)),
        inside=walk.inside,
    )


def forget() -> None:
    """Let go of all walks through levels that are kept."""
    _walked.cache_clear()


def paid_once(game: Game) -> frozenset[tuple[str, str]]:
    """Give the tracks and levels at which coming there gains some type something once."""
    kinds = [controller.types for controller in game.challengers] or [game.challenger.types]
    return frozenset(
        (track, level)
        for kind in chain.from_iterable(kinds)
        for track, row in kind.gain_once.items()
        for level in row
    )


class _Chances:
    """
    The chances of what each track does in a step (draw), and of the steps that are made of these.

    Args:
        games: One game a draw.
    """

    def __init__(self, games: Sequence[Game]) -> None:
        self.one = np.ones(len(games))
        self.factors = _factors(games[0].challenger.tracks)
        tracks = [game.challenger.tracks for game in games]
        numbers = numbers_of(tracks, ("factors", self.factors), self.spelt_out)
        self.by_factor = dict(zip(self.factors, numbers, strict=True))
        self.by_chance: dict[Chance, Floats] = {SURE: self.one}

    def spelt_out(self, listed: Sequence[tuple[TrackSpec, ...]]) -> Floats:
        """Work out the chances of all factors (factor, draw)."""
        leaving: dict[tuple[int, int], Floats] = {}
        rows = np.zeros((len(self.factors), len(listed)))
        for row, (kind, track, start, end) in zip(rows, self.factors, strict=True):
            specs = [tracks[track] for tracks in listed]
            if kind in {SUCCEEDS, FAILS}:
                chance = np.array([spec.moves[start].chance for spec in specs])
                row[:] = chance if kind == SUCCEEDS else 1 - chance
                continue
            names, gone = specs[0].levels, leaving.get((track, start), np.zeros(len(listed)))
            if kind == STAYS:
                row[:] = 1 - gone
                continue
            row[:] = [spec.drift[names[start]][names[end]] for spec in specs]
            leaving[track, start] = gone + row
        return rows

    def possible(self) -> tuple[Factor, ...]:
        """Give what has a chance in some draw, in the order of the file."""
        return tuple(factor for factor, chance in self.by_factor.items() if chance.any())

    def steps(self, steps: Sequence[tuple[int, Chance]]) -> tuple[tuple[int, Floats], ...]:
        """Put the numbers of all draws in steps."""
        return tuple((end, self._product(chance)) for end, chance in steps)

    def _product(self, chance: Chance) -> Floats:
        """Multiply the factors of a step, in their order, once for all steps that have them."""
        if chance not in self.by_chance:
            *before, last = chance
            factor = self.by_factor[last]
            self.by_chance[chance] = self._product(tuple(before)) * factor if before else factor
        return self.by_chance[chance]


def _factors(tracks: Sequence[TrackSpec]) -> tuple[Factor, ...]:
    """
    List what tracks may do in a step: whether moves succeed, and where nature takes them; what is
    not listed stays.
    """
    factors: list[Factor] = []
    for number, track in enumerate(tracks):
        for move in range(len(track.moves)):
            factors += [(SUCCEEDS, number, move, 0), (FAILS, number, move, 0)]
        for level, row in track.drift.items():
            start = track.levels.index(level)
            ends = [track.levels.index(end) for end in row if end != level]
            factors += [(DRIFTS, number, start, end) for end in ends]
            factors += [(STAYS, number, start, start)] if ends else []
    return tuple(factors)


def _start(games: Sequence[Game]) -> list[tuple[Joint, Floats]]:
    """Give the joint states in which games may start, with their chances (draw)."""
    starts: list[tuple[Joint, Floats]] = []
    by_track = [_start_of(games, number) for number in range(len(games[0].challenger.tracks))]
    for combination in product(*(by_level.items() for by_level in by_track)):
        chance = np.ones(len(games))
        for _, level_chance in combination:
            chance = chance * level_chance
        if chance.any():
            starts.append((tuple((level, -1, 0) for level, _ in combination), chance))
    return starts


def _start_of(games: Sequence[Game], track: int) -> Mapping[int, Floats]:
    """Give the levels at which a track may start, with their chances (draw)."""
    spec = games[0].challenger.tracks[track]
    entry = games[0].start.get(spec.id, spec.levels[0])
    if not isinstance(entry, Mapping):
        return {spec.levels.index(str(entry)): np.ones(len(games))}
    tables = [game.start[spec.id] for game in games]
    return {
        spec.levels.index(level): np.array(
            [float(table[level]) if isinstance(table, Mapping) else 0.0 for table in tables]
        )
        for level in entry
    }


@record
class _LevelWalk:
    """
    Joint levels and the steps between them, with chances that are still without numbers; each as in
    `Levels`.
    """

    states: tuple[Joint, ...]
    acts: tuple[tuple[Act, ...], ...]
    steps: tuple[tuple[tuple[tuple[int, Chance], ...], ...], ...]
    nature: tuple[tuple[tuple[int, Chance], ...], ...]
    inside: tuple[bool, ...]


class _LevelsKey:
    """
    All that the joint levels of games hang on, as a key.

    Args:
        game: One of the games.
        possible: What tracks do that has a chance in some draw.
        start: The joint states at the start.
    """

    __slots__ = ("by", "hands", "is_joint", "pays", "possible", "red_line", "start", "tracks")

    def __init__(self, game: Game, possible: tuple[Factor, ...], start: tuple[Joint, ...]) -> None:
        self.tracks, self.red_line = game.challenger.tracks, game.red_line
        self.hands, self.pays = own_tracks(game), paid_once(game)
        self.is_joint, self.possible, self.start = game.challenger.joint_moves, possible, start
        self.by = (
            tuple(map(_alike, self.tracks)),
            tuple((track, tuple(line)) for track, line in self.red_line.items()),
            self.hands,
            self.pays,
            self.is_joint,
            possible,
            start,
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _LevelsKey) and other.by == self.by

    def __hash__(self) -> int:
        return hash(self.by)


def _alike(track: TrackSpec) -> object:
    """Give all of a track but its numbers."""
    moves = tuple(
        (
            move.from_,
            move.to,
            move.lead,
            tuple(move.requires.items()),
            tuple(move.excludes.items()),
        )
        for move in track.moves
    )
    return track.id, track.levels, track.persistent, moves


@lru_cache(maxsize=128)
def _walked(same: _LevelsKey) -> _LevelWalk:
    return _Walker(same).walked()


class _Walker:
    """Walks through the joint levels, first come first listed."""

    def __init__(self, same: _LevelsKey) -> None:
        self.tracks, self.hands, self.is_joint = same.tracks, same.hands, same.is_joint
        self.pays, self.possible = same.pays, frozenset(same.possible)
        self.places = [
            {level: place for place, level in enumerate(track.levels)} for track in self.tracks
        ]
        self.states: list[Joint] = [*same.start]
        self.index: dict[Joint, int] = {joint: place for place, joint in enumerate(self.states)}
        self.red = [
            {self.places[number][level] for level in same.red_line.get(track.id, ())}
            for number, track in enumerate(self.tracks)
        ]
        self.drifts = [self.drift(same.possible, number) for number in range(len(self.tracks))]

    def drift(
        self, possible: Sequence[Factor], track: int
    ) -> Mapping[int, list[tuple[Local, Chance]]]:
        """Give where nature may take a track, by level: it stays first, where it may."""
        rows: dict[int, list[tuple[Local, Chance]]] = {}
        for factor in possible:
            kind, number, start, end = factor
            if number == track and kind in (DRIFTS, STAYS):
                place = 0 if kind == STAYS else len(rows.get(start, ()))
                rows.setdefault(start, []).insert(place, ((end, -1, 0), (factor,)))
        return rows

    def place(self, state: Joint) -> int:
        if state not in self.index:
            self.index[state] = len(self.states)
            self.states.append(state)
        return self.index[state]

    def walked(self) -> _LevelWalk:
        acts, steps, nature = [], [], []
        done = 0
        while done < len(self.states):  # the list grows while it is walked through
            state = self.states[done]
            open_acts = tuple(self.acts(state))
            acts.append(open_acts)
            steps.append(tuple(self.step(state, act) for act in open_acts))
            nature.append(self.turn(state))
            done += 1
        return _LevelWalk(
            states=tuple(self.states),
            acts=tuple(acts),
            steps=tuple(steps),
            nature=tuple(nature),
            inside=tuple(
                any(local[0] in self.red[track] for track, local in enumerate(state))
                for state in self.states
            ),
        )

    def acts(self, state: Joint) -> Iterator[Act]:
        """
        List the acts that are open: each challenger's own, in all combinations, for nobody waits to
        see what another does.
        """
        options = [
            [-1, *(move for move in self.moves(track, local) if self.is_open(state, track, move))]
            for track, local in enumerate(state)
        ]
        for acts in product(*(self.own_acts(options, tracks) for tracks in self.hands)):
            yield tuple(max(moves) for moves in zip(*acts, strict=True))

    def own_acts(self, options: Sequence[Sequence[int]], tracks: tuple[int, ...]) -> list[Act]:
        """List the acts of whoever decides some tracks, with all other tracks held."""
        hold = (-1,) * len(self.tracks)
        if self.is_joint:
            own = (moves if track in tracks else moves[:1] for track, moves in enumerate(options))
            return [act for act in product(*own) if self.go_together(act)]
        alone = [
            (*hold[:track], move, *hold[track + 1 :])
            for track in tracks
            for move in options[track][1:]
        ]
        return [hold, *alone]

    def is_open(self, state: Joint, track: int, move: int) -> bool:
        """Whether the other tracks stand where a move needs them, and nowhere that it excludes."""
        chosen = self.tracks[track].moves[move]
        if not chosen.requires and not chosen.excludes:
            return True
        now = {
            played.id: played.levels[local[0]]
            for played, local in zip(self.tracks, state, strict=True)
        }
        return all(now[name] == level for name, level in chosen.requires.items()) and not any(
            now[name] == level for name, level in chosen.excludes.items()
        )

    def go_together(self, act: Act) -> bool:
        """Whether no move of an act leads a track to where another one excludes it."""
        moves = {
            track.id: track.moves[move]
            for track, move in zip(self.tracks, act, strict=True)
            if move >= 0
        }
        return not any(
            name in moves and moves[name].to == level
            for move in moves.values()
            for name, level in move.excludes.items()
        )

    def moves(self, track: int, local: Local) -> list[int]:
        if local[1] >= 0:
            return []
        level = local[0] if self.tracks[track].persistent else 0
        return [
            number
            for number, move in enumerate(self.tracks[track].moves)
            if self.places[track][move.from_] == level
        ]

    def step(self, state: Joint, act: Act) -> tuple[tuple[int, Chance], ...]:
        return self.together(
            self.local(track, state[track], move) for track, move in enumerate(act)
        )

    def together(
        self, by_track: Iterable[Sequence[tuple[Local, Chance]]]
    ) -> tuple[tuple[int, Chance], ...]:
        """Join where each track goes, by itself, to joint states with their chances."""
        joints: list[tuple[Joint, Chance]] = [((), SURE)]
        for ways in by_track:
            joints = [
                ((*joint, local), (*chance, *way_chance))
                for joint, chance in joints
                for local, way_chance in ways
            ]
        return tuple((self.place(joint), chance) for joint, chance in joints)

    def local(self, track: int, local: Local, move: int) -> list[tuple[Local, Chance]]:
        """Give where one track goes under one move, before nature."""
        level, order, left = local
        spec = self.tracks[track]
        if order >= 0:
            end = self.places[track][spec.moves[order].to]
            came = self.come(track, level, end)
            return [(came if left == 1 else (level, order, left - 1), SURE)]
        before = level
        level = level if spec.persistent else 0
        if move < 0:
            return [((level, -1, 0), SURE)]
        chosen = spec.moves[move]
        if chosen.lead:
            return [((level, move, chosen.lead), SURE)]
        came = self.come(track, before, self.places[track][chosen.to])
        reached: list[tuple[Local, Chance]] = [(came, ((SUCCEEDS, track, move, 0),))]
        failure: Factor = (FAILS, track, move, 0)
        if failure in self.possible:
            reached.append(((level, -1, 0), (failure,)))
        return reached

    def come(self, track: int, before: int, end: int) -> Local:
        """Give the local state of a track that an act has led to a level."""
        spec = self.tracks[track]
        return end, -1, int(end != before and (spec.id, spec.levels[end]) in self.pays)

    def turn(self, state: Joint) -> tuple[tuple[int, Chance], ...]:
        """Give where nature takes a joint state; a track that stays is as it was."""
        return self.together(self.turned(track, local) for track, local in enumerate(state))

    def turned(self, track: int, local: Local) -> Sequence[tuple[Local, Chance]]:
        """Give where nature takes one track."""
        row = self.drifts[track].get(local[0])
        if row is None:
            return [(local, SURE)]
        return [(local if chance[0][0] == STAYS else end, chance) for end, chance in row]
