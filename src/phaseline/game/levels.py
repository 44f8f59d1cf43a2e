"""
How levels move: the challenger's acts first, then nature.

A track's local state is its level, or its level with an order under way: during a lead nothing
shows, and nothing else can be ordered on that track. Where coming to a level gains something once,
the period in which the track comes to it is a local state of its own, so that what is gained then
is told by state like everything else. Only what can be reached from the start is listed.

Source:
    Puterman, *Markov Decision Processes* (2005), chapter 2, for a lead time as part of the state.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, product

import numpy as np

from phaseline.game.arrays import Floats
from phaseline.game.spec import Game, TrackSpec
from phaseline.terms.record import record

HOLD = "hold"
# Level, order under way (-1: none), periods until it shows; without an order 1 where it just came.
Local = tuple[int, int, int]
Joint = tuple[Local, ...]
Act = tuple[int, ...]  # for each track the index of a move, or -1 for hold


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
    return _Builder(games).built()


def paid_once(game: Game) -> frozenset[tuple[str, str]]:
    """Give the tracks and levels at which coming there gains some type something once."""
    kinds = [controller.types for controller in game.challengers] or [game.challenger.types]
    return frozenset(
        (track, level)
        for kind in chain.from_iterable(kinds)
        for track, row in kind.gain_once.items()
        for level in row
    )


class _Builder:
    """Walks through the joint levels, first come first listed."""

    def __init__(self, games: Sequence[Game]) -> None:
        self.games = games
        self.game = games[0]
        self.tracks = self.game.challenger.tracks
        self.places = [
            {level: place for place, level in enumerate(track.levels)} for track in self.tracks
        ]
        self.hands = own_tracks(self.game)
        self.one = np.ones(len(games))
        self.index: dict[Joint, int] = {}
        self.states: list[Joint] = []
        self.red = [
            {self.places[number][level] for level in self.game.red_line.get(track.id, ())}
            for number, track in enumerate(self.tracks)
        ]
        self.outcomes = [
            [self.numbers(number, move) for move in range(len(track.moves))]
            for number, track in enumerate(self.tracks)
        ]
        self.drifts = [self.drift(number) for number in range(len(self.tracks))]
        self.pays = paid_once(self.game)

    def numbers(self, track: int, move: int) -> Floats:
        return np.array([game.challenger.tracks[track].moves[move].chance for game in self.games])

    def drift(self, track: int) -> Mapping[int, Mapping[int, Floats]]:
        """Give nature's chances from level to level (draw); what is not listed stays."""
        rows: dict[int, dict[int, Floats]] = {}
        for start, row in self.tracks[track].drift.items():
            ends = {
                self.places[track][end]: np.array(
                    [game.challenger.tracks[track].drift[start][end] for game in self.games]
                )
                for end in row
                if end != start
            }
            rows[self.places[track][start]] = ends
        return rows

    def place(self, state: Joint) -> int:
        if state not in self.index:
            self.index[state] = len(self.states)
            self.states.append(state)
        return self.index[state]

    def built(self) -> Levels:
        start = self.start()
        acts, steps, nature = [], [], []
        done = 0
        while done < len(self.states):  # the list grows while it is walked through
            state = self.states[done]
            open_acts = tuple(self.acts(state))
            acts.append(open_acts)
            steps.append(tuple(self.step(state, act) for act in open_acts))
            nature.append(self.turn(state))
            done += 1
        return Levels(
            tracks=self.tracks,
            states=tuple(self.states),
            acts=tuple(acts),
            steps=tuple(steps),
            nature=tuple(nature),
            start=start,
            inside=tuple(
                any(local[0] in self.red[track] for track, local in enumerate(state))
                for state in self.states
            ),
        )

    def times(self, chance: Floats, other: Floats) -> Floats:
        """Multiply chances (draw); by what is sure nothing is multiplied, for most steps are."""
        if chance is self.one:
            return other
        return chance if other is self.one else chance * other

    def start(self) -> tuple[tuple[int, Floats], ...]:
        chances = [self.start_of(number) for number in range(len(self.tracks))]
        starts: list[tuple[int, Floats]] = []
        for combination in product(*(by_level.items() for by_level in chances)):
            chance = self.one.copy()
            for _, level_chance in combination:
                chance = chance * level_chance
            if chance.any():
                starts.append(
                    (self.place(tuple((level, -1, 0) for level, _ in combination)), chance)
                )
        return tuple(starts)

    def start_of(self, track: int) -> Mapping[int, Floats]:
        name = self.tracks[track].id
        entry = self.game.start.get(name, self.tracks[track].levels[0])
        if isinstance(entry, Mapping):
            tables = [game.start[name] for game in self.games]
            return {
                self.places[track][level]: np.array(
                    [float(table[level]) if isinstance(table, Mapping) else 0.0 for table in tables]
                )
                for level in entry
            }
        return {self.places[track][str(entry)]: self.one}

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
        if self.game.challenger.joint_moves:
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

    def step(self, state: Joint, act: Act) -> tuple[tuple[int, Floats], ...]:
        joints: list[tuple[Joint, Floats]] = [((), self.one)]
        for track, move in enumerate(act):
            ways = self.local(track, state[track], move)
            joints = [
                ((*joint, local), self.times(chance, way_chance))
                for joint, chance in joints
                for local, way_chance in ways
            ]
        return tuple((self.place(joint), chance) for joint, chance in joints)

    def local(self, track: int, local: Local, move: int) -> list[tuple[Local, Floats]]:
        """Give where one track goes under one move, before nature."""
        level, order, left = local
        spec = self.tracks[track]
        if order >= 0:
            end = self.places[track][spec.moves[order].to]
            came = self.come(track, level, end)
            return [(came if left == 1 else (level, order, left - 1), self.one)]
        before = level
        level = level if spec.persistent else 0
        if move < 0:
            return [((level, -1, 0), self.one)]
        chosen = spec.moves[move]
        if chosen.lead:
            return [((level, move, chosen.lead), self.one)]
        chance = self.outcomes[track][move]
        came = self.come(track, before, self.places[track][chosen.to])
        reached: list[tuple[Local, Floats]] = [(came, chance)]
        return reached if bool((chance == 1).all()) else [*reached, ((level, -1, 0), 1 - chance)]

    def come(self, track: int, before: int, end: int) -> Local:
        """Give the local state of a track that an act has led to a level."""
        spec = self.tracks[track]
        return end, -1, int(end != before and (spec.id, spec.levels[end]) in self.pays)

    def turn(self, state: Joint) -> tuple[tuple[int, Floats], ...]:
        """Give where nature takes a joint state."""
        joints: list[tuple[Joint, Floats]] = [((), self.one)]
        for track, local in enumerate(state):
            row = self.drifts[track].get(local[0], {})
            ways = [(local, self.one)]
            if row:
                stay = self.one - sum(row.values(), start=np.zeros(len(self.games)))
                ends = [(local, stay), *(((end, -1, 0), chance) for end, chance in row.items())]
                ways = [(end, chance) for end, chance in ends if chance.any()]
            joints = [
                ((*joint, end), self.times(chance, way_chance))
                for joint, chance in joints
                for end, way_chance in ways
            ]
        return tuple((self.place(joint), chance) for joint, chance in joints)
