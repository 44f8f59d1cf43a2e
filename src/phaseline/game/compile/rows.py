"""
What follows a public part, once levels belong to a group: report, monitor, call and its outcome,
for many of them at a time.

A public part is its monitor and a rest. How the monitor goes on hangs on the rung in force, on the
levels and on itself; what becomes of a call hangs on the rest. Both are worked out apart, once for
all public parts that have them in common, and joined as arrays.
"""

from collections.abc import Callable
from dataclasses import fields
from enum import Enum, auto
from itertools import product
from typing import Self

import numpy as np

from phaseline.game.arrays import Ints, spread
from phaseline.game.compile.numbering import Numbering
from phaseline.game.compile.parts import GameParts, Piece
from phaseline.game.compile.program import Name, Public, Shown, ordered_rungs
from phaseline.game.compile.remembered import Rest, calls_of, steps_of
from phaseline.game.compile.to_go import foreshortened
from phaseline.terms.record import record


class FollowedChoices(Enum):
    """
    Which of the responder's choices are followed up: what it calls, one deviation from that, or any
    choice at any time.
    """

    CALLED = auto()
    DEVIATION = auto()
    FREE = auto()


@record
class RowEnds:
    """
    What follows in some rows, end by end.

    Args:
        sizes: How many ends there are (row).
        public: The number of the public part after (end).
        called: The rung called (end).
        way: The way in which the monitor goes on (end).
        outcome: What may become of a call, which end of it (end).
    """

    sizes: Ints
    public: Ints
    called: Ints
    way: Ints
    outcome: Ints

    def then(self, other: Self) -> Self:
        """Give what follows in these rows and, after them, in others."""
        lists = {
            field.name: np.concatenate([getattr(self, field.name), getattr(other, field.name)])
            for field in fields(self)
        }
        return type(self)(**lists)

    def of(self, rows: Ints) -> Self:
        """Give what follows in some of the rows, in an order."""
        ends, _ = spread(np.cumsum(self.sizes) - self.sizes, self.sizes, rows)
        return type(self)(
            sizes=self.sizes[rows],
            public=self.public[ends],
            called=self.called[ends],
            way=self.way[ends],
            outcome=self.outcome[ends],
        )


class Groups:
    """
    Joint levels that show the same and are reported the same: one of each group stands for all.

    Args:
        parts: The parts of the game.

    Attributes:
        of: Which group joint levels belong to (joint level).
        firsts: The first joint levels of each group (group).
        shown: What shows of them (group).
    """

    def __init__(self, parts: GameParts) -> None:
        levels, program = parts.levels, parts.program
        numbers: dict[object, int] = {}
        self.firsts: list[int] = []
        self.shown: list[Shown] = []
        by_level = []
        for state in range(len(levels.states)):
            shown = program.shown(levels, state)
            key = (shown, tuple(levels.level(state, track) for track in parts.watch.reads))
            if key not in numbers:
                numbers[key] = len(self.firsts)
                self.firsts.append(state)
                self.shown.append(shown)
            by_level.append(numbers[key])
        self.of = np.array(by_level, dtype=np.int64)


class _Lists:
    """
    Rows of whole numbers, listed one after another; each list stands under a code.

    Args:
        columns: How many numbers a row has.

    Attributes:
        table: All rows (row, column).
    """

    def __init__(self, columns: int) -> None:
        self.table: Ints = np.zeros((0, columns), dtype=np.int64)
        self._numbers = Numbering()
        self._starts: Ints = np.zeros(0, dtype=np.int64)
        self._counts: Ints = np.zeros(0, dtype=np.int64)

    def fill(self, codes: Ints, make: Callable[[int], list[tuple[int, ...]]]) -> None:
        """Make the lists of codes that have none yet."""
        lists = [make(code) for code in self._numbers.add(codes).tolist()]
        if not lists:
            return
        rows = np.array([row for rows in lists for row in rows], dtype=np.int64)
        counts = np.array([len(rows) for rows in lists], dtype=np.int64)
        starts = len(self.table) + np.cumsum(counts) - counts
        self.table = np.concatenate([self.table, rows.reshape(-1, self.table.shape[1])])
        self._starts = np.concatenate([self._starts, starts])
        self._counts = np.concatenate([self._counts, counts])

    def under(self, codes: Ints) -> tuple[Ints, Ints]:
        """Give the rows that stand under some codes, and which of the codes each stands under."""
        return spread(self._starts, self._counts, self._numbers.of(codes))


class RowMaker:
    """
    Works out what follows public parts.

    Args:
        parts: The parts of the game.
        groups: The groups of its joint levels.
        reach: Which of the responder's choices are followed up.
        end: The number of periods after which the game ends; None to follow what comes after it.

    Attributes:
        period: The period in which rows are reached that are asked about.
        pieces: The first factors of all chances so far.
        names: The second ones.
        support: Which labels can be reported, by rung and joint levels.
    """

    def __init__(
        self, parts: GameParts, groups: Groups, *, reach: FollowedChoices, end: int | None
    ) -> None:
        self.parts, self.groups, self.reach = parts, groups, reach
        self.end, self.period = end, 0
        self.program, self.watch = parts.program, parts.watch
        self.monitors, self.rungs = len(self.watch.states), len(self.program.rungs)
        self.proof = self.monitors if self.program.proof is None else self.program.proof
        self.pieces: dict[Piece, int] = {}
        self.names: dict[Name, int] = {}
        self.support: dict[tuple[int, int], tuple[bool, ...]] = {}
        self._rests: dict[Rest, int] = {}
        self._by_place: list[Rest] = []
        self._traits: list[tuple[int, int]] = []  # the rung, and the situation
        self._situations: dict[tuple[object, ...], int] = {}
        self._examples: list[tuple[tuple[object, ...], Public]] = []
        self._steps, self._calls = steps_of(self.program), calls_of(self.program)
        self._waits, self._hearings = self.program.waits, self.program.hearings
        self._conditions = len(self._waits) * len(self._hearings)
        self._ways, self._called, self._outcomes = _Lists(3), _Lists(2), _Lists(4)
        self._reported: list[int] = []  # the pieces of all ways, one way after another
        self._terms: list[tuple[int, int]] = []  # the name, and whether it is a renege, likewise

    def place(self, public: Public) -> int:
        """Number a public part: its rest, then its monitor."""
        return self._place_of_rest(public[1:]) * self.monitors + public.monitor

    def public(self, place: int) -> Public:
        """Give a public part by its number."""
        rest, monitor = divmod(place, self.monitors)
        return Public(monitor, *self._by_place[rest])

    @property
    def left(self) -> int:
        """How many periods are to go after the one that rows are reached in; 1 without an end."""
        return 1 if self.end is None else self.end - self.period - 1

    def at_end(self, public: int) -> object:
        """Give all of a public part that counts once it is the last one arrived at."""
        here = self.public(public)
        return here.rung, here.served, here.schedule

    def ends(self, public: Ints, group: Ints) -> RowEnds:
        """
        Give what follows in some rows; once the game is over, which is worth nothing, each public
        part follows itself.

        Args:
            public: The numbers of their public parts (row).
            group: The groups of their levels (row).
        """
        traits = np.array(self._traits, dtype=np.int64)
        count, monitors = len(self.groups.firsts), self.monitors
        before, now = public // monitors, public % monitors
        heard = (traits[before, 0] * count + group) * monitors + now
        self._ways.fill(heard, self._ways_on)
        way, row = self._ways.under(heard)
        of_way, called, condition = (
            self._calls_in(way, traits[before[row], 1] * count + group[row])
            if self.left >= 0
            else (np.arange(len(way)), traits[before[row], 0], np.zeros(len(way), dtype=np.int64))
        )
        way, row = way[of_way], row[of_way]
        monitor = self._ways.table[way, 0]
        call = (before[row] * self.rungs + called) * self._conditions + condition
        call = call * 2 + ((monitor >= self.proof) & (self.left >= 0))
        self._outcomes.fill(call, self._after_call)
        outcome, at = self._outcomes.under(call)
        after = self._outcomes.table[outcome, 0] * monitors + monitor[at]
        return RowEnds(
            sizes=np.bincount(row[at], minlength=len(public)),
            public=after if self.left >= 0 else public[row[at]],
            called=self._outcomes.table[outcome, 1],
            way=way[at],
            outcome=outcome,
        )

    def _calls_in(self, way: Ints, situation: Ints) -> tuple[Ints, Ints, Ints]:
        """
        Give what is called where the monitor goes on in some ways: of which of these ways each call
        is, the rung, and the place of what is so where it is called.

        Args:
            way: The ways.
            situation: The situation and the group that each is in (way).
        """
        asked = situation * self.monitors + self._ways.table[way, 0]
        self._called.fill(asked, self._call)
        called, of_way = self._called.under(asked)
        return of_way, self._called.table[called, 0], self._called.table[called, 1]

    def terms(self, ends: RowEnds) -> tuple[Ints, Ints, Ints]:
        """
        Give how many terms the chance of each end is the sum of (end), the piece of each term
        (term), and its name with whether it is a renege (term, 2).
        """
        first, count = self._outcomes.table[ends.outcome, 2:].T
        start, size = self._ways.table[ends.way, 1:].T
        term, end = spread(first, count, np.arange(len(first)))
        piece, at = spread(start, size, end)
        pieces = np.array(self._reported, dtype=np.int64)[piece]
        return count * size, pieces, np.array(self._terms, dtype=np.int64).reshape(-1, 2)[term[at]]

    def strays(self, public: int, group: int) -> list[int]:
        """
        Give the public parts that follow when the responder does something else than it called.
        """
        here, first = self.public(public), self.groups.firsts[group]
        monitors = self._next_monitors(here.rung, first, here.monitor)
        outcomes = [
            outcome.public
            for monitor, other in product(monitors, self.program.open_rungs(here.elapsed))
            for outcome in self.program.outcomes(here, monitor, other)
        ]
        return [
            self.place(next_public)
            for after in outcomes
            for next_public in (after, self.program.distrusted(here, after))
        ]

    def _place_of_rest(self, rest: Rest) -> int:
        if rest not in self._rests:
            self._rests[rest] = len(self._by_place)
            self._by_place.append(rest)
            public = Public(0, *rest)
            self._traits.append((public.rung, self._situation(public)))
        return self._rests[rest]

    def _situation(self, public: Public) -> int:
        """Number all of a public part, its monitor apart, that a call hangs on."""
        words = (
            public.rung,
            public.clock,
            public.elapsed,
            ordered_rungs(public),
            public.held,
            public.schedule,
        )
        if words not in self._situations:
            self._situations[words] = len(self._examples)
            self._examples.append((words, public))
        return self._situations[words]

    def _ways_on(self, code: int) -> list[tuple[int, ...]]:
        """Give the monitor's next states, and where the pieces of each one's chance stand."""
        above, monitor = divmod(code, self.monitors)
        rung, group = divmod(above, len(self.groups.firsts))
        rows: list[tuple[int, ...]] = []
        for end, pieces in self._next_monitors(rung, self.groups.firsts[group], monitor).items():
            rows.append((end, len(self._reported), len(pieces)))
            self._reported += [self.pieces.setdefault(piece, len(self.pieces)) for piece in pieces]
        return rows

    def _next_monitors(self, rung: int, state: int, monitor: int) -> dict[int, list[Piece]]:
        """Give the monitor's next states, each with the pieces that its chance is the sum of."""
        if (rung, state) not in self.support:
            self.support[rung, state] = self.parts.support(rung, state)
        by_end: dict[int, list[Piece]] = {}
        labels = [label for label, can_be in enumerate(self.support[rung, state]) if can_be]
        for label in labels:
            follows = self.watch.next(monitor, label, self.program.rungs[rung].id)
            for way, (end, _) in enumerate(follows):
                by_end.setdefault(end, []).append(
                    Piece(rung=rung, state=state, label=label, monitor=monitor, way=way)
                )
        return by_end

    def _call(self, code: int) -> list[tuple[int, ...]]:
        """Give the rungs that the ladder calls, each with the place of what is so where it does."""
        above, monitor = divmod(code, self.monitors)
        situation, group = divmod(above, len(self.groups.firsts))
        words, public = self._examples[situation]
        shown = self.groups.shown[group]
        key = (words, monitor, shown.overt, shown.is_met, shown.cap)
        if key not in self._calls:
            self._calls[key] = self.program.calls(public, monitor, shown)
        return [
            (
                call.rung,
                self._hearings.index(call.heard) * len(self._waits)
                + self._waits.index(call.waited),
            )
            for call in self._calls[key]
        ]

    def _after_call(self, code: int) -> list[tuple[int, ...]]:
        """
        Give what may become of a call: the rest of the public part after it, the rung called, and
        where the terms of its chance stand.
        """
        call, is_proof = divmod(code, 2)
        call, condition = divmod(call, self._conditions)
        heard, waited = divmod(condition, len(self._waits))
        rest, called = divmod(call, self.rungs)
        by_end: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for rung in self._open_to(rest, called):
            for after, name, is_renege in self._known_steps(rest, rung, is_proof=bool(is_proof)):
                guarded = name._replace(waited=self._waits[waited], heard=self._hearings[heard])
                place = self.names.setdefault(guarded, len(self.names))
                end = (self._place_of_rest(self._with_end(after)), rung)
                by_end.setdefault(end, []).append((place, is_renege))
        rows: list[tuple[int, ...]] = []
        for end, terms in by_end.items():
            rows.append((*end, len(self._terms), len(terms)))
            self._terms += terms
        return rows

    def _with_end(self, after: Rest) -> Rest:
        """
        Give the public part that follows, its monitor apart; where it is new, one that comes to the
        same for as long as the game lasts.
        """
        if self.end is None or after in self._rests:
            return after
        program = self.program.by_schedule[Public(0, *after).schedule]
        return foreshortened(program, after, self.left, end=self.end)

    def _open_to(self, rest: int, called: int) -> tuple[int, ...]:
        """Give what is called: what the ladder calls, or anything where the responder is free."""
        public = Public(0, *self._by_place[rest])
        if self.reach is FollowedChoices.FREE and not self.program.is_waiting(public, called):
            return self.program.open_rungs(public.elapsed)
        return (called,)

    def _known_steps(
        self, rest: int, called: int, *, is_proof: bool
    ) -> tuple[tuple[Rest, Name, bool], ...]:
        """
        Give what may become of a call. The monitor goes on whatever becomes of it, so that it is
        worked out once for all of its states, but for what a vote takes for proof.
        """
        before = self._by_place[rest]
        key = (before, called, is_proof)
        if key not in self._steps:
            monitor = self.proof if is_proof else 0
            outcomes = self.program.outcomes(Public(0, *before), monitor, called)
            self._steps[key] = tuple(
                (outcome.public[1:], outcome.name, outcome.is_renege) for outcome in outcomes
            )
        return self._steps[key]
