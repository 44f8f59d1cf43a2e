"""
Walking through a game: which states can be reached.

Levels and public parts go on apart, and are joined by index. What follows a public part hangs on
the group of the levels alone, so that it is worked out once for all levels of a group.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

import numpy as np

from phaseline.errors import QuestionError
from phaseline.game.arrays import Ints, spread
from phaseline.game.compile.numbering import Numbering
from phaseline.game.compile.parts import GameParts
from phaseline.game.compile.publics import PublicTable
from phaseline.game.compile.rows import FollowedChoices, Groups, RowEnds, RowMaker
from phaseline.game.compile.walk import Walk
from phaseline.game.levels import Levels


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
    compiled = _settled[0]()
    if compiled is None:
        return walked_plainly(parts, reach=reach, most=most, end=end)
    return compiled(parts, reach=reach, most=most, end=end)


def walked_plainly(
    parts: GameParts, *, reach: FollowedChoices, most: int, end: int | None = None
) -> Walk:
    """
    Walk through a game without a compiler: what the compiled walk is held to.

    Args:
        parts: Its parts, with the numbers of all draws.
        reach: Which of the responder's choices are followed up.
        most: How many states are compiled at most.
        end: The number of periods after which the game ends; None to follow what comes after it.

    Raises:
        QuestionError: More states than that can be reached.
    """
    return _Walker(parts, reach=reach, most=most, end=end).walked()


class Walking(Protocol):
    """A walk through a game, as `walked` does it."""

    def __call__(
        self, parts: GameParts, *, reach: FollowedChoices, most: int, end: int | None
    ) -> Walk:
        """Walk through a game."""
        ...


_settled: list[Callable[[], Walking | None]] = [lambda: None]


def settle(walking: Callable[[], Walking | None]) -> None:
    """
    Say how games are walked through in this process from now on.

    Args:
        walking: Gives the compiled walk; None where there is none now.
    """
    _settled[:] = [walking]


class _Lists:
    """Whole numbers, listed one after another; lists are added at the end."""

    def __init__(self, numbers: Ints, counts: Ints) -> None:
        self.numbers, self.counts = numbers, counts
        self.starts = np.cumsum(counts) - counts

    def extend(self, numbers: Ints, counts: Ints) -> None:
        """Add lists."""
        starts = len(self.numbers) + np.cumsum(counts) - counts
        self.starts = np.concatenate([self.starts, starts])
        self.counts = np.concatenate([self.counts, counts])
        self.numbers = np.concatenate([self.numbers, numbers])

    def of(self, places: Ints) -> tuple[Ints, Ints]:
        """Give the numbers of some lists, and which of the lists each belongs to."""
        at, owner = spread(self.starts, self.counts, places)
        return self.numbers[at], owner


class _Walker:
    """Walks through the states."""

    def __init__(
        self, parts: GameParts, *, reach: FollowedChoices, most: int, end: int | None
    ) -> None:
        self.parts, self.reach, self.most = parts, reach, most
        self.groups = Groups(parts)
        self.maker = RowMaker(parts, self.groups, reach=reach, end=end)
        self.levels, self.count = len(parts.levels.states), len(self.groups.firsts)
        self.publics = Numbering()  # of the numbers by which public parts are made
        self.states = Numbering()  # public part · levels + level, after nature likewise
        self.posts = Numbering()
        self.rows = Numbering()  # public part · groups + group
        nothing = np.zeros(0, dtype=np.int64)
        self.after_levels = _Lists(*after_levels(parts.levels))
        self.after_rows = _Lists(nothing, nothing)
        # what follows in rows, in the order in which they are numbered
        self.row_ends = RowEnds(
            sizes=nothing, public=nothing, called=nothing, way=nothing, outcome=nothing
        )

    def walked(self) -> Walk:
        level = np.array([place for place, _ in self.parts.levels.start], dtype=np.int64)
        begun = self._begun(level)
        regular = self.states.count
        if self.reach is FollowedChoices.DEVIATION:
            self._follow(self._strays())
        states = self._coded(self.states.codes)
        order = np.argsort(states)
        return Walk(
            publics=PublicTable.listing(
                [*map(self.maker.public, self.publics.codes.tolist())],
                len(self.parts.program.rungs),
            ),
            groups=self.groups.of,
            begun=self._coded(begun),
            known=states[order],
            regular=order < regular,
            pieces=np.array([*self.maker.pieces], dtype=np.int64),
            support=self.maker.support,
            **self._rows(),
            names=tuple(self.maker.names),
        )

    def _begun(self, level: Ints) -> Ints:
        """
        Follow the states at the start, schedule by schedule, so that what belongs to one stands
        together, and give them.

        Args:
            level: The joint levels at the start.
        """
        starts = self.parts.program.starts(self.parts.watch)
        ways, begun = len(starts) // len(self.parts.program.schedules), list[Ints]()
        for first in range(0, len(starts), ways):
            numbers = [self.maker.place(public) for public in starts[first : first + ways]]
            publics = self._list_publics(np.array(numbers, dtype=np.int64))
            begun.append(level[:, None] + publics * self.levels)
            self.maker.period = 0
            self._follow(begun[-1].reshape(-1))
        return np.concatenate(begun, axis=1).reshape(-1)

    def _coded(self, states: Ints) -> Ints:
        """Give the codes that a walk has for states: level · width + public part."""
        return (states % self.levels) * (self.most + 1) + states // self.levels

    def _rows(self) -> dict[str, Any]:
        """Lay out all rows, in the order of their codes, as a walk has them."""
        ends = self.row_ends.of(np.argsort(self.rows.codes))
        sizes, piece, names = self.maker.terms(ends)
        return {
            "row_sizes": ends.sizes,
            "ends": self.publics.of(ends.public),
            "called": ends.called,
            "end_sizes": sizes,
            "piece": piece,
            "name": names[:, 0],
            "is_renege": names[:, 1].astype(bool),
        }

    def _follow(self, states: Ints) -> None:
        """
        Follow states, and those that follow them, as far as they were not followed before.

        Raises:
            QuestionError: They are too many.
        """
        frontier = self.states.add(states)
        while len(frontier):
            if self.states.count > self.most:
                raise QuestionError(too_large(self.most))
            posts = self.posts.add(self._posts(frontier))
            frontier = self.states.add(self._after(posts))
            self.maker.period += 1

    def _posts(self, states: Ints) -> Ints:
        """Give the nodes after acts and nature that follow states; one may come several times."""
        level, owner = self.after_levels.of(states % self.levels)
        return (states // self.levels)[owner] * self.levels + level

    def _after(self, posts: Ints) -> Ints:
        """Give the states that follow nodes after nature; one may come several times."""
        public, owner = self.after_rows.of(self._rows_of(posts))
        return public * self.levels + (posts % self.levels)[owner]

    def _rows_of(self, posts: Ints) -> Ints:
        """Give the rows that nodes after nature go through; those that are new are worked out."""
        group = self.groups.of[posts % self.levels]
        codes = posts // self.levels * self.count + group
        fresh = self.rows.add(codes)
        if len(fresh):
            ends = self.maker.ends(self.publics.codes[fresh // self.count], fresh % self.count)
            if not self.maker.left:
                ends = replace(ends, public=self._at_end(ends.public))
            self.row_ends = self.row_ends.then(ends)
            self.after_rows.extend(self._list_publics(ends.public), ends.sizes)
        return self.rows.of(codes)

    def _at_end(self, numbers: Ints) -> Ints:
        """
        Give public parts that are known in place of others, as far as some are worth the same once
        they are the last ones arrived at.
        """
        known: dict[object, int] = {}
        for number in self.publics.codes.tolist():
            known.setdefault(self.maker.at_end(number), number)
        return np.array(
            [
                number if place >= 0 else known.get(self.maker.at_end(number), number)
                for number, place in zip(
                    numbers.tolist(), self.publics.of(numbers).tolist(), strict=True
                )
            ],
            dtype=np.int64,
        )

    def _list_publics(self, numbers: Ints) -> Ints:
        """
        Give the places of public parts, of new ones, too.

        Raises:
            QuestionError: They are too many.
        """
        self.publics.add(numbers)
        if self.publics.count > self.most:
            raise QuestionError(too_large(self.most))
        return self.publics.of(numbers)

    def _strays(self) -> Ints:
        """
        Give the states that follow when the responder once does something else than it called.
        """
        posts, rows = self.posts.codes, self.rows.codes
        numbers = self.publics.codes[rows // self.count]
        lists = [
            self.maker.strays(number, group)
            for number, group in zip(numbers.tolist(), (rows % self.count).tolist(), strict=True)
        ]
        ends = np.array([end for stray in lists for end in stray], dtype=np.int64)
        sizes = np.array([len(stray) for stray in lists], dtype=np.int64)
        public, owner = _Lists(self._list_publics(ends), sizes).of(self._rows_of(posts))
        return public * self.levels + (posts % self.levels)[owner]


def after_levels(levels: Levels) -> tuple[Ints, Ints]:
    """
    Give the joint levels that may follow joint levels over any act and nature, one list after
    another, and how many follow each.
    """
    by_level = [
        sorted({after for step in steps for end, _ in step for after, _ in levels.nature[end]})
        for steps in levels.steps
    ]
    numbers = np.array([level for after in by_level for level in after], dtype=np.int64)
    return numbers, np.array([len(after) for after in by_level], dtype=np.int64)


def too_large(most: int) -> str:
    """Say that more states than so many can be reached."""
    return (
        f"more than {most:,} states can be reached; fewer tracks, levels, rungs, or shorter leads,"
        " deadlines and waits between votes make the game smaller"
    )
