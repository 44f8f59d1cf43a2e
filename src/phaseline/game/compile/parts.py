"""
The parts of a game with their numbers: levels, monitor and ladder of all draws, and the sums of
products that chances are.
"""

from collections.abc import Mapping
from dataclasses import field

import numpy as np

from phaseline.game.arrays import Bools, Floats, Ints
from phaseline.game.compile.program import Name, PolicyProgram
from phaseline.game.levels import Levels
from phaseline.game.spec import Game
from phaseline.game.watch import Watch, report_chances
from phaseline.terms.record import record


@record
class GameParts:
    """
    The parts of a game with the numbers of all draws, before they are joined.

    Args:
        games: One game a draw.
        levels: The joint levels.
        watch: The monitor.
        program: The ladder.
        known: What has been worked out of reports.
    """

    games: tuple[Game, ...]
    levels: Levels
    watch: Watch
    program: PolicyProgram
    known: dict[tuple[int, int], Floats] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    def heard(self, rung: int, state: int) -> Floats:
        """Give the chances of the labels in joint levels while a rung is in force (label, draw)."""
        if (rung, state) not in self.known:
            self.known[rung, state] = report_chances(
                self.games, self.watch, self.levels, state, self.program.rungs[rung].id
            )
        return self.known[rung, state]


@record
class Piece:
    """
    A way in which the monitor goes on: a label is reported, and the monitor takes it in.

    Args:
        rung: The rung in force at the start of the period.
        state: The joint levels after the acts.
        label: The label.
        monitor: The monitor's state before.
        way: Which of the next states it is, where a belief is split.
    """

    rung: int
    state: int
    label: int
    monitor: int
    way: int


@record
class Terms:
    """
    The sums of products that the chances of steps to the next state are.

    Args:
        pieces: The first factors.
        names: The second ones.
        piece: The first factor of each term (term).
        name: The second one (term).
        is_renege: Whether the responder itself did not act (term).
        starts: The first term of each entry (entry).
    """

    pieces: tuple[Piece, ...]
    names: tuple[Name, ...]
    piece: Ints
    name: Ints
    is_renege: Bools
    starts: Ints

    def summed(self, parts: GameParts) -> tuple[Floats, Floats]:
        """
        Work the sums out: the chance of each entry, and the part of it that is a renege (entry,
        draw).
        """
        draws = len(parts.games)
        if not len(self.starts):
            return np.zeros((0, draws)), np.zeros((0, draws))
        heard = {
            key: parts.heard(*key)
            for key in dict.fromkeys((piece.rung, piece.state) for piece in self.pieces)
        }
        first = np.array(
            [
                _piece_chance(parts, piece, heard[piece.rung, piece.state][piece.label])
                for piece in self.pieces
            ]
        )
        second = np.array([parts.program.number(name) for name in self.names])
        products = first[self.piece] * second[self.name]
        chances = np.add.reduceat(products, self.starts, axis=0)
        if not self.is_renege.any():
            return chances, np.zeros_like(chances)
        return chances, np.add.reduceat(products * self.is_renege[:, None], self.starts, axis=0)


def _piece_chance(parts: GameParts, piece: Piece, chance: Floats) -> Floats:
    _, weight = parts.watch.next(piece.monitor, piece.label, parts.program.rungs[piece.rung].id)[
        piece.way
    ]
    return chance * weight


def shape_of(parts: GameParts) -> object:
    """
    Give what decides, beside a skeleton and the labels that can be reported, which states and steps
    there are.
    """
    levels, seen = parts.levels, parts.watch
    return (
        levels.states,
        levels.acts,
        tuple(tuple(tuple(end for end, _ in step) for step in steps) for steps in levels.steps),
        tuple(tuple(end for end, _ in step) for step in levels.nature),
        tuple(place for place, _ in levels.start),
        levels.inside,
        (seen.states, seen.start, seen.labels, seen.reads),
        parts.program.bounds(),
        parts.program.proof,
    )


def support_of(chances: Floats) -> tuple[bool, ...]:
    """Say which labels can be reported in any draw."""
    return tuple(bool(label_chances.any()) for label_chances in chances)


def is_heard(support: Mapping[tuple[int, int], tuple[bool, ...]], parts: GameParts) -> bool:
    """Whether the labels that can be reported, by rung and joint levels, are those of a game."""
    return all(support_of(parts.heard(*key)) == labels for key, labels in support.items())
