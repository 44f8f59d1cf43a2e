"""Compiled walks through games, as `game.compile.walker` asks for them."""

import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import numpy as np

from phaseline.errors import QuestionError
from phaseline.game.arrays import Bools, Ints, spread
from phaseline.game.compile import walker
from phaseline.game.compile.parts import GameParts
from phaseline.game.compile.publics import PublicTable
from phaseline.game.compile.rows import FollowedChoices, Groups
from phaseline.game.compile.tables import PAIR, Found, Tabled, room_for
from phaseline.game.compile.walk import Walk
from phaseline.game.kernels import machine

ROOM = 2**14  # numbers that each list has room for at first
ROOM_FOR_SCHEDULES = 2**17  # where draws have several schedules: as many as go together
_SECOND = 2**PAIR - 1  # of a pair that is one code, the bits of the second number
MOST_ROOM = 2**18  # up to which it is kept: some hundred megabytes at most
EVERY = 2**24  # numbers that a thread sets aside at first; what is not written to takes no memory


def walked(parts: GameParts, *, reach: FollowedChoices, most: int, end: int | None = None) -> Walk:
    """
    Walk through a game.

    Args:
        parts: Its parts, with the numbers of all draws.
        reach: Which of the responder's choices are followed up.
        most: How many states are compiled at most.
        end: The number of periods after which the game ends; None to follow what comes after it.

    Raises:
        QuestionError: More states than that can be reached.
    """
    groups = Groups(parts)
    after = walker.after_levels(parts.levels)
    return _Read(Tabled(parts, groups, after, reach=reach, most=most, end=end)).walk()


class _Read:
    """
    What the kernel finds, in the words of a game.

    Args:
        tabled: The game in tables.

    Raises:
        QuestionError: More states can be reached than are compiled.
    """

    def __init__(self, tabled: Tabled) -> None:
        self.tabled, self.most = tabled, tabled.most
        self.parts, self.groups = tabled.parts, tabled.groups
        self.lists = _found(tabled)
        if max(len(self.lists[Found.STATES]), len(self.lists[Found.PUBLICS])) > self.most:
            raise QuestionError(walker.too_large(self.most))
        self.monitors = len(self.parts.watch.states)

    def walk(self) -> Walk:
        """Give the walk."""
        return Walk(
            publics=self._publics(),
            groups=self.groups.of,
            begun=self._begun(),
            known=self.lists[Found.KNOWN].copy(),  # the next walk takes their room
            regular=self._regular(),
            pieces=self._pieces(),
            support=self._support(),
            **self._rows(),
            names=self.tabled.names(self.lists[Found.NAMES]),
        )

    def _regular(self) -> Bools:
        """Say which states were found before any stray."""
        states, count = self.lists[Found.STATES], int(self.lists[Found.REGULAR][0])
        if count == len(states):
            return np.ones(count, dtype=np.bool_)
        regular = np.zeros(len(states), dtype=np.bool_)
        codes = self._coded(states[:count] & _SECOND, states[:count] >> PAIR)
        regular[np.searchsorted(self.lists[Found.KNOWN], codes)] = True
        return regular

    def _coded(self, level: Ints, public: Ints) -> Ints:
        """Give the codes that a walk has for states: level · width + public part."""
        return level * (self.most + 1) + public

    def _publics(self) -> PublicTable:
        codes, width = self.lists[Found.PUBLICS], self.tabled.starts.shape[1]
        return PublicTable(
            codes & _SECOND,
            codes >> PAIR,
            self.lists[Found.NUMBERS].reshape(-1, width).copy(),  # the next walk takes their room
            self.tabled.row_sizes,
        )

    def _begun(self) -> Ints:
        """
        Give the states at the start; their public parts are the first there are of each schedule,
        in order.
        """
        starts, count = [*map(tuple, self.tabled.starts.tolist())], self.tabled.schedules
        schedules, ways = self._publics().schedules, len(starts) // count
        publics = np.empty(len(starts), dtype=np.int64)
        firsts = np.unique(schedules, return_index=True)[1].tolist()
        for schedule, first in enumerate(firsts):
            own = slice(schedule * ways, (schedule + 1) * ways)
            places = {row: first + place for place, row in enumerate(dict.fromkeys(starts[own]))}
            publics[own] = [places[row] for row in starts[own]]
        level = np.array([place for place, _ in self.parts.levels.start], dtype=np.int64)
        return self._coded(level[:, None], publics).reshape(-1)

    def _pieces(self) -> Ints:
        """Give the numbers of each `Piece`."""
        above, monitor = np.divmod(self.lists[Found.PIECE_HEARD], self.monitors)
        rung, group = np.divmod(above, len(self.groups.firsts))
        state = np.array(self.groups.firsts, dtype=np.int64)[group]
        label, way = self.lists[Found.PIECE_LABEL], self.lists[Found.PIECE_WAY]
        return np.column_stack([rung, state, label, monitor, way])

    def _support(self) -> Mapping[tuple[int, int], tuple[bool, ...]]:
        above = dict.fromkeys((self.lists[Found.HEARD] // self.monitors).tolist())
        return {self._place(code): self.parts.support(*self._place(code)) for code in above}

    def _place(self, code: int) -> tuple[int, int]:
        """Give the rung, and the first joint levels of the group, that a code stands for."""
        rung, group = divmod(code, len(self.groups.firsts))
        return rung, self.groups.firsts[group]

    def _rows(self) -> Mapping[str, Any]:
        """Lay out all rows, in the order of their codes."""
        lists = self.lists
        order = lists[Found.ROW_ORDER]
        step, _ = spread(lists[Found.STEP_FROM], lists[Found.STEP_COUNT], order)
        way, end = lists[Found.STEP_WAY][step], lists[Found.STEP_END][step]
        count, size = lists[Found.TERM_COUNT][end], lists[Found.PIECE_COUNT][way]
        every = np.arange(len(step))
        term, owner = spread(lists[Found.TERM_FROM][end], count, every)
        piece, at = spread(lists[Found.PIECE_FROM][way], size, owner)
        return {
            "row_sizes": lists[Found.STEP_COUNT][order],
            "ends": lists[Found.STEP_PUBLIC][step],
            "called": lists[Found.END_RUNG][end],
            "end_sizes": count * size,
            "piece": piece,
            "name": lists[Found.TERM_NAME][term[at]],
            "is_renege": lists[Found.TERM_RENEGE][term[at]].astype(np.bool_),
        }


def _found(tabled: Tabled) -> Mapping[Found, Ints]:
    """
    Let the kernel walk, with more room each time until there is enough. What was room enough is
    kept for the next walk of the thread: a page of memory that is new takes as long as what is
    written into it. Lists have room for twice of what the last walk found and no more, or half of
    the room that it had: to go through memory far and wide takes longer, and so does to begin anew.
    """
    before: Ints | None = getattr(_room, "every", None)
    if before is None:
        with suppress(MemoryError):  # a small game asks for less
            before = room_for(EVERY)
    numbers: int = getattr(_room, "numbers", ROOM)
    if tabled.schedules > 1:
        numbers = max(numbers, ROOM_FOR_SCHEDULES)
    while True:
        every = tabled.laid(before, numbers)
        machine.walk()(every)
        lists = tabled.found(every)
        if not lists[Found.IS_FULL][0]:
            if numbers <= MOST_ROOM:
                _room.every = every
                _room.numbers = max(ROOM, 2 * max(map(len, lists.values())), numbers // 2)
            return lists
        numbers *= 4


_room = threading.local()


def let_go() -> None:
    """Let go of the room that this thread keeps."""
    _room.__dict__.clear()


def settle_walks() -> None:
    """
    Let games be walked through by the kernel from now on, wherever it is kept: to compile it each
    time takes longer than it saves.
    """
    walker.settle(lambda: walked if machine.is_kept() else None)
