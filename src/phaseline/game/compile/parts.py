"""
The parts of a game with their numbers: levels, monitor and ladder of all draws, and the sums of
products that chances are.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import NamedTuple, TypeAlias

import numpy as np

from phaseline.game.arrays import Bools, Floats, Ints, distinct, spread
from phaseline.game.columns import Itself, worked_out
from phaseline.game.compile.program import Name, PolicyProgram
from phaseline.game.levels import Levels
from phaseline.game.monitors.kinds import belief_of
from phaseline.game.spec import Game
from phaseline.game.watch import Watch, report_chances
from phaseline.terms.record import record

_Heard: TypeAlias = tuple[int | None, tuple[int, ...]]


@record
class GameParts:
    """
    The parts of a game with the numbers of all draws, before they are joined.

    Args:
        games: One game a draw.
        levels: The joint levels.
        watch: The monitor.
        program: The ladder.
        known: What has been worked out of reports, by the rung, where reports come otherwise while
            it is in force, and the levels that are read.
        supports: Which labels can be reported, by the same.
        apart: The rungs while which reports come otherwise in some draw.
        shapes: What decides which states there are, once it has been spelt out.
    """

    games: tuple[Game, ...]
    levels: Levels
    watch: Watch
    program: PolicyProgram
    known: dict[_Heard, Floats] = field(init=False, default_factory=dict, compare=False, repr=False)
    supports: dict[_Heard, tuple[bool, ...]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )
    apart: dict[int, bool] = field(init=False, default_factory=dict, compare=False, repr=False)
    shapes: list[object] = field(init=False, default_factory=list, compare=False, repr=False)

    def heard(self, rung: int, state: int) -> Floats:
        """Give the chances of the labels in joint levels while a rung is in force (label, draw)."""
        key = self._hangs_on(rung, state)
        if key not in self.known:
            self.known[key] = report_chances(
                self.games, self.watch, self.levels, state, self.program.rungs[rung].id
            )
        return self.known[key]

    def support(self, rung: int, state: int) -> tuple[bool, ...]:
        """Say which labels can be reported there in any draw."""
        key = self._hangs_on(rung, state)
        if key not in self.supports:
            self.supports[key] = tuple(bool(chances.any()) for chances in self.heard(rung, state))
        return self.supports[key]

    def is_apart(self, rung: int) -> bool:
        """Whether reports come otherwise while a rung is in force, in any draw."""
        if rung not in self.apart:
            tracks = {id(game.challenger.tracks): game.challenger.tracks for game in self.games}
            reports = [track.reports for listed in tracks.values() for track in listed]
            special = {name for some in reports if some for name in some.likelihood_by_rung}
            self.apart.update(enumerate(own.id in special for own in self.program.rungs))
        return self.apart[rung]

    def _hangs_on(self, rung: int, state: int) -> _Heard:
        """Give what reports hang on: seldom the rung, and of all levels those that are read."""
        levels = tuple(self.levels.level(state, track) for track in self.watch.reads)
        return rung if self.is_apart(rung) else None, levels


class Piece(NamedTuple):
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
class ChanceSums:
    """
    What the sums of products come to: those that differ once, for most of them are the same in all
    draws as many others.

    Args:
        chances: The chances (row, draw).
        reneges: The part of each that is a renege (row, draw).
        row: The row of each sum (sum).
    """

    chances: Floats
    reneges: Floats
    row: Ints


@record
class Terms:
    """
    The sums of products that the chances of steps to the next state are.

    Args:
        pieces: The first factors, each as the numbers of a `Piece` (piece, 5).
        names: The second ones.
        piece: The first factor of each term (term).
        name: The second one (term).
        is_renege: Whether the responder itself did not act (term).
        starts: The first term of each sum (sum).
    """

    pieces: Ints
    names: tuple[Name, ...]
    piece: Ints
    name: Ints
    is_renege: Bools
    starts: Ints

    def summed(self, parts: GameParts) -> ChanceSums:
        """Work the sums out for all draws, each that differs from the others once."""
        if not len(self.starts):
            none = np.zeros((0, len(parts.games)))
            return ChanceSums(chances=none, reneges=none, row=np.zeros(0, dtype=np.int64))
        (first_of, first), (second_of, second) = map(distinct, self._factors(parts))
        factors = first_of[self.piece] * len(second) + second_of[self.name]
        sizes = np.diff(np.append(self.starts, len(self.piece)))
        row, examples = lists_alike(2 * factors + self.is_renege, self.starts, sizes)
        terms, _ = spread(self.starts, sizes, examples)
        starts = np.cumsum(sizes[examples]) - sizes[examples]
        products = first[first_of[self.piece[terms]]] * second[second_of[self.name[terms]]]
        reneges = products * self.is_renege[terms, None]
        return ChanceSums(
            chances=np.add.reduceat(products, starts, axis=0),
            reneges=np.add.reduceat(reneges, starts, axis=0),
            row=row,
        )

    def _factors(self, parts: GameParts) -> tuple[Floats, Floats]:
        """Give what the first and the second factors come to (factor, draw)."""
        rung, state, label = self.pieces.T[:3]
        width = len(parts.levels.states)
        different, place = np.unique(rung * width + state, return_inverse=True)
        heard = np.array([parts.heard(*divmod(code, width)) for code in different.tolist()])
        first: Floats = heard[place.reshape(-1), label]
        if belief_of(parts.games[0]) is not None:  # elsewhere the monitor goes on in one way
            first = first * np.array([_weight(parts, Piece(*row)) for row in self.pieces.tolist()])
        return first, parts.program.chances(self.names)


def lists_alike(codes: Ints, starts: Ints, sizes: Ints) -> tuple[Ints, Ints]:
    """
    Find the lists that have the same codes in the same order.

    Args:
        codes: The codes, list by list.
        starts: The first of each list (list).
        sizes: How many each has, one at least (list).

    Returns:
        For each list which it is of those that differ (list), and a list of each of these.
    """
    place, examples = _apart(codes[starts])
    for rank in range(1, int(sizes.max())):
        longer = np.flatnonzero(sizes > rank)
        _, code = np.unique(codes[starts[longer] + rank], return_inverse=True)
        count = len(examples)
        pairs = place[longer] * (int(code.max()) + 1) + code.reshape(-1)
        # A list that ends before this rank is none that goes on.
        place[longer] = count + np.unique(pairs, return_inverse=True)[1].reshape(-1)
        place, examples = _apart(place)
    return place, examples


def _apart(codes: Ints) -> tuple[Ints, Ints]:
    """Number codes, which are not negative, by size, and give a member with each number."""
    width = int(codes.max()) + 1
    if width > 4 * len(codes):  # then to sort takes less than a place for each
        _, examples, place = np.unique(codes, return_index=True, return_inverse=True)
        return place.reshape(-1), examples
    member = np.full(width, -1)
    member[codes] = np.arange(len(codes))
    used = member >= 0
    return (np.cumsum(used) - 1)[codes], member[used]


def _weight(parts: GameParts, piece: Piece) -> Floats:
    """Give the chance that a belief is split so (draw)."""
    _, weight = parts.watch.next(piece.monitor, piece.label, parts.program.rungs[piece.rung].id)[
        piece.way
    ]
    return weight


def shape_of(parts: GameParts) -> object:
    """
    Give what decides, beside a skeleton and the labels that can be reported, which states and steps
    there are.
    """
    if not parts.shapes:
        parts.shapes.append(_shape(parts))
    return parts.shapes[0]


def _shape(parts: GameParts) -> object:
    levels, seen = parts.levels, parts.watch
    return (
        levels.states,
        levels.acts,
        worked_out(("ends", Itself(levels.states)), lambda: _ends(levels)),
        tuple(place for place, _ in levels.start),
        levels.inside,
        (seen.states, seen.start, seen.labels, seen.reads),
        parts.program.bounds(),
        parts.program.proof,
        parts.program.called_for,
    )


def _ends(levels: Levels) -> object:
    """Give where acts and nature lead from joint levels."""
    acts = (tuple(tuple(end for end, _ in step) for step in steps) for steps in levels.steps)
    return tuple(acts), tuple(tuple(end for end, _ in step) for step in levels.nature)


def is_heard(support: Mapping[tuple[int, int], tuple[bool, ...]], parts: GameParts) -> bool:
    """Whether the labels that can be reported, by rung and joint levels, are those of a game."""
    return all(parts.support(*key) == labels for key, labels in support.items())
