"""
The ladder, the monitor and the levels of a game as tables of whole numbers, for a compiled walk.

A public part without its monitor is a row of numbers: the rung in force, the credit count, how long
the rung has been in force, the periods since the start; then for each rung the periods until it is
in force, 0 where it is not ordered; then votes, measures and authorities, and the schedule where
there are several. What a row comes to, and what is called, then hangs on numbers alone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum, auto
from functools import cached_property
from mmap import ACCESS_COPY, mmap

import numpy as np

from phaseline.game.arrays import Ints
from phaseline.game.compile.parts import GameParts
from phaseline.game.compile.program import (
    PROVED,
    STAGES,
    Duration,
    Name,
    PolicyProgram,
    Waited,
)
from phaseline.game.compile.publics import RowSizes, row_of
from phaseline.game.compile.rows import FollowedChoices, Groups
from phaseline.game.watch import Update

NONE = -1  # where there is no number
NEVER_CALLED = 2**31  # louder than any state of a monitor
EVENTS = (
    "sure",
    "down",
    "stays",
    "executed",
    "reneged",
    "refused",
    *(PROVED + event for event in ("executed", "reneged", "refused")),
)
REACHES = tuple(FollowedChoices)
REGISTERS = 8  # lists whose entries are looked up
FLAGS = 5  # what stands after the counts of lists
SMALLEST = 64  # places in the table of a register, to begin with
PAIR = 32  # bits of the second number of a pair that is one code
WORD = 5  # 2**WORD marks stand in one number


class Size(IntEnum):
    """Where each size stands."""

    RUNGS = 0
    MONITORS = auto()
    GROUPS = auto()
    LEVELS = auto()
    LABELS = auto()
    VOTES = auto()
    MEASURES = auto()
    AUTHORITIES = auto()
    WAITS = auto()
    CONDITIONS = auto()
    DURATIONS = auto()
    PROOF = auto()
    PARALLEL = auto()
    CANCELS = auto()
    DWELL = auto()
    LAST_EXPIRY = auto()
    MOST_CREDIT = auto()
    MAX_STEP = auto()
    OFF_RAMP = auto()
    REACH = auto()
    MOST = auto()
    MONITOR = auto()
    STARTS = auto()
    START_LEVELS = auto()
    WIDTH = auto()
    WORDS = auto()
    ROOM = auto()
    SCHEDULES = auto()
    END = auto()


class Begin(IntEnum):
    """Where the place at which a table begins stands, behind the sizes."""

    BY_RUNG = len(Size)
    DOUBTED = auto()
    SPANS = auto()
    PERIODS = auto()
    HAS = auto()
    SERVED = auto()
    KINDS = auto()
    CAN_HEAR = auto()
    NEXT_FROM = auto()
    NEXT = auto()
    REPORTED = auto()
    KEPT = auto()
    SHOWN = auto()
    GROUP_OF = auto()
    AFTER_FROM = auto()
    AFTER_LEVEL = auto()
    BEGUN = auto()
    LEVELS_BEGUN = auto()
    BEFORE = auto()
    ONWARD = auto()
    AFTER = auto()
    LISTS = auto()
    SLOTS = auto()
    OF_SCHEDULES = auto()  # what is said of rungs under the first one
    SPANS_OF_SCHEDULES = auto()
    REPORTED_FROM = auto()
    HEARINGS = auto()


class RungColumn(IntEnum):
    """Where what is said of a rung stands in its row."""

    EXPIRES = 0
    BALLOT = auto()
    AUTHORITY = auto()
    REFUSES = auto()
    LONGEST = auto()
    LEAVE = auto()
    LASTS = auto()
    DEADLINE = auto()
    LATEST = auto()
    WAIT = auto()
    GRANTED = auto()
    DENIED = auto()
    GRANTED_PROVED = auto()
    DENIED_PROVED = auto()
    DOWN = auto()
    STAYS = auto()


class Found(IntEnum):
    """The lists of a walk, registers first, and then what is said of it."""

    RESTS = 0
    HEARD = auto()
    CALLS = auto()
    NAMES = auto()
    PUBLICS = auto()
    ROWS = auto()
    STATES = auto()
    POSTS = auto()
    NUMBERS = auto()
    WAY_FROM = auto()
    WAY_COUNT = auto()
    WAY_END = auto()
    PIECE_FROM = auto()
    PIECE_COUNT = auto()
    PIECE_HEARD = auto()
    PIECE_LABEL = auto()
    PIECE_WAY = auto()
    END_FROM = auto()
    END_COUNT = auto()
    END_REST = auto()
    END_RUNG = auto()
    TERM_FROM = auto()
    TERM_COUNT = auto()
    TERM_NAME = auto()
    TERM_RENEGE = auto()
    STEP_FROM = auto()
    STEP_COUNT = auto()
    STEP_PUBLIC = auto()
    STEP_WAY = auto()
    STEP_END = auto()
    KNOWN = auto()
    ROW_HEARD = auto()
    ROW_ORDER = auto()
    ORDER = auto()
    RANK = auto()
    SEAT = auto()
    RAW = auto()
    AFTER_REST = auto()
    AFTER_NAME = auto()
    AFTER_RENEGE = auto()
    ALL_REST = auto()
    ALL_RUNG = auto()
    ALL_NAME = auto()
    ALL_RENEGE = auto()
    REPORT_LABEL = auto()
    REPORT_WAY = auto()
    REPORT_END = auto()
    CALL_NOW = auto()
    CALL = auto()
    CALL_WAY = auto()
    CALL_ROW = auto()
    STRAY_FROM = auto()
    STRAY_COUNT = auto()
    STRAY_PUBLIC = auto()
    ENDS = auto()
    REGULAR = auto()
    IS_FULL = auto()
    IS_STRAYING = auto()
    PERIOD = auto()
    ENTERED = auto()


class Tabled:
    """
    The tables of a game, and the words that their numbers stand for.

    Args:
        parts: The parts of the game.
        groups: The groups of its joint levels.
        after: The joint levels that may follow joint levels, and how many there are.
        reach: Which of the responder's choices are followed up.
        most: How many states are compiled at most.
        end: The number of periods after which the game ends; None to follow what comes after it.

    Attributes:
        starts: The rows at the start, schedule by schedule (start, column).
        schedules: How many schedules there are.
    """

    def __init__(
        self,
        parts: GameParts,
        groups: Groups,
        after: tuple[Ints, Ints],
        *,
        reach: FollowedChoices,
        most: int,
        end: int | None,
    ) -> None:
        self.parts, self.groups, self.after = parts, groups, after
        self.reach, self.most, self.end = reach, most, end
        self.program, self.levels, self.watch = parts.program, parts.levels, parts.watch
        self.rungs = range(len(self.program.rungs))
        self.schedules = len(self.program.schedules)
        self.starts = np.array(
            [
                row_of(public, len(self.rungs), schedules=int(self.schedules > 1))
                for public in self.program.starts(self.watch)
            ],
            dtype=np.int64,
        )

    def laid(self, room: Ints | None, numbers: int) -> Ints:
        """
        Lay the tables out, with room behind them for what is found.

        Args:
            room: An array to put them into, if it is long enough.
            numbers: How many numbers each list has room for; half of the smallest table at least.
        """
        tables = self._tables()
        width, lists = self.starts.shape[1], len(Found) - FLAGS
        begins = len(Size) + len(Begin) + len(Found) + REGISTERS
        head, place = {}, begins
        for begin, table in tables.items():
            head[begin] = place
            place += len(table)
        for begin in (Begin.BEFORE, Begin.ONWARD, Begin.AFTER):
            head[begin] = place
            place += width
        head[Begin.LISTS], head[Begin.SLOTS] = place, place + lists * numbers
        head[Begin.OF_SCHEDULES] = head[Begin.BY_RUNG]
        head[Begin.SPANS_OF_SCHEDULES] = head[Begin.SPANS]
        needed = place + (lists + 2 * REGISTERS) * numbers
        every = room_for(needed) if room is None or len(room) < needed else room
        sizes = {**self._sizes(), Size.ROOM: numbers}
        every[: len(Size)] = [int(sizes[size]) for size in Size]
        every[len(Size) : len(Size) + len(Begin)] = [head[begin] for begin in Begin]
        every[begins : head[Begin.BEFORE]] = np.concatenate([*tables.values()])
        return every

    def found(self, every: Ints) -> Mapping["Found", Ints]:
        """Give the lists that a walk found; of a flag, a list of it alone."""
        counted = len(Size) + len(Begin)
        lists, numbers = int(every[Begin.LISTS]), int(every[Size.ROOM])
        return {
            where: every[counted + where : counted + where + 1]
            if where >= Found.REGULAR
            else every[lists + where * numbers :][: every[counted + where]]
            for where in Found
        }

    def _tables(self) -> Mapping[Begin, Ints]:
        program = self.program
        kinds, heard = self._heard()
        spans, periods = _listed(self.durations)
        firsts, ends = _listed(
            [end for end, _ in follows]
            for update in self._updates().values()
            for by_label in update
            for follows in by_label
        )
        has = [rung in rungs for rungs in program.part_of for rung in self.rungs]
        firsts_reported, reported = _listed(program.called_for)
        shown = [(row.overt, row.is_met, row.cap) for row in self.groups.shown]
        return {
            Begin.BY_RUNG: self._by_rung(),
            Begin.DOUBTED: np.array(program.is_doubted, dtype=np.int64),
            Begin.SPANS: spans,
            Begin.PERIODS: periods,
            Begin.HAS: np.array(has, dtype=np.int64),
            Begin.SERVED: np.array(program.served_most, dtype=np.int64),
            Begin.KINDS: kinds,
            Begin.CAN_HEAR: heard,
            Begin.NEXT_FROM: firsts,
            Begin.NEXT: ends,
            Begin.REPORTED_FROM: firsts_reported,
            Begin.REPORTED: reported,
            Begin.HEARINGS: self._first_hearings(),
            Begin.KEPT: self._kept(),
            Begin.SHOWN: np.array(shown, dtype=np.int64).reshape(-1),
            Begin.GROUP_OF: self.groups.of,
            Begin.AFTER_FROM: np.concatenate([[0], np.cumsum(self.after[1])]),
            Begin.AFTER_LEVEL: self.after[0],
            Begin.BEGUN: self.starts.reshape(-1),
            Begin.LEVELS_BEGUN: np.array([place for place, _ in self.levels.start]),
        }

    def _kept(self) -> Ints:
        """
        Give the highest rung that a deadline calls for while a rung is in force: before the demand
        is met, and after it.
        """
        by_time = [
            self.program.kept(now, is_met=is_met) for now in self.rungs for is_met in (False, True)
        ]
        return np.array(by_time, dtype=np.int64)

    def _first_hearings(self) -> Ints:
        """Give for each state of the monitor the place of the first thing that it calls for."""
        counts = [len(rungs) for rungs in self.program.called_for]
        places = [count**2 if count > 1 else 0 for count in counts]
        return 1 + np.cumsum([0, *places])[:-1]

    @property
    def row_sizes(self) -> RowSizes:
        """How many rungs, votes and measures a row tells of."""
        return RowSizes(
            rungs=len(self.rungs),
            votes=len(self.program.voted),
            measures=len(self.program.measures),
            schedules=int(self.schedules > 1),
        )

    @cached_property
    def durations(self) -> tuple[tuple[int, ...], ...]:
        """How long things take: by schedule, stage, then by rung [period]."""
        return tuple(
            tuple(sorted({*by_rung.tolist()}))
            for program in self.program.by_schedule
            for stage in STAGES
            for by_rung in program.durations[stage]
        )

    def names(self, codes: Ints) -> tuple[Name, ...]:
        """Give the names that codes stand for."""
        durations = [None, *self._durations()]
        waits, hearings = self.program.waits, self.program.hearings
        rest, condition = np.divmod(codes, len(waits) * len(hearings))
        heard, waited = np.divmod(condition, len(waits))
        rest, duration = np.divmod(rest, len(durations))
        rest, credit = np.divmod(rest, len(self.program.is_doubted))
        event, rung = np.divmod(rest, len(self.rungs) + 2)
        columns = (event, rung - 2, credit, duration, waited, heard)
        return tuple(
            Name(EVENTS[event], rung, credit, durations[duration], waits[waited], hearings[heard])
            for event, rung, credit, duration, waited, heard in zip(
                *(column.tolist() for column in columns), strict=True
            )
        )

    def _durations(self) -> Iterator[Duration]:
        """Give what tells draws apart by how long things take: nothing, under a schedule."""
        if self.schedules > 1:
            return
        of_stages = ((stage, rung) for stage in STAGES for rung in self.rungs)
        for (stage, rung), lengths in zip(of_stages, self.durations, strict=True):
            yield from (Duration(stage, rung, periods) for periods in lengths)

    def _sizes(self) -> Mapping[Size, int]:
        program, policy, watch = self.program, self.program.policy, self.watch
        return {
            Size.RUNGS: len(self.rungs),
            Size.MONITORS: len(watch.states),
            Size.GROUPS: len(self.groups.firsts),
            Size.LEVELS: len(self.levels.states),
            Size.LABELS: len(watch.labels),
            Size.VOTES: len(program.voted),
            Size.MEASURES: len(program.measures),
            Size.AUTHORITIES: len(program.authorised),
            Size.WAITS: len(program.waits),
            Size.CONDITIONS: len(program.waits) * len(program.hearings),
            Size.DURATIONS: len([*self._durations()]) + 1,
            Size.PROOF: len(watch.states) if program.proof is None else program.proof,
            Size.PARALLEL: policy.parallel,
            Size.CANCELS: policy.cancel_on_clear,
            Size.DWELL: policy.dwell,
            Size.LAST_EXPIRY: program.last_expiry,
            Size.MOST_CREDIT: program.most_credit,
            Size.MAX_STEP: NONE if policy.max_step is None else policy.max_step,
            Size.OFF_RAMP: program.off_ramp,
            Size.REACH: REACHES.index(self.reach),
            Size.MOST: self.most,
            Size.MONITOR: watch.start,
            Size.STARTS: len(self.starts) // self.schedules,
            Size.SCHEDULES: self.schedules,
            Size.START_LEVELS: len(self.levels.start),
            Size.WIDTH: self.starts.shape[1],
            Size.END: NONE if self.end is None else self.end,
            Size.WORDS: (len(self.levels.states) >> WORD) + 1,
        }

    def _by_rung(self) -> Ints:
        waits = self._first_waits()
        return np.concatenate(
            [
                self._rung(program, rung, waits.get(rung, NONE))
                for program in self.program.by_schedule
                for rung in self.rungs
            ]
        )

    def _rung(self, program: PolicyProgram, rung: int, wait: int) -> Ints:
        """
        Say what a kernel reads of a rung.

        Args:
            program: The policy in the draws of a schedule.
            rung: The rung.
            wait: The place of the first of what draws wait for at it, by the earliest deadline of
                all.
        """
        authority, held = program.authority.get(rung, (None, NONE))
        expires, deadline = program.rungs[rung].expires, program.deadlines.get(rung)
        if deadline is not None and wait != NONE:
            wait += 2 * int(deadline.min() - self.program.deadlines[rung].min())
        row: dict[RungColumn, int | np.bool_] = {
            RungColumn.EXPIRES: NONE if expires is None else expires,
            RungColumn.BALLOT: program.ballot.get(rung, NONE),
            RungColumn.AUTHORITY: held,
            RungColumn.REFUSES: authority is not None and authority.otherwise == "refused",
            RungColumn.LONGEST: program.longest[rung],
            RungColumn.LEAVE: program.leave.get(rung, NEVER_CALLED),
            RungColumn.LASTS: rung in program.lasting,
            RungColumn.DEADLINE: NONE if deadline is None else int(deadline.min()),
            RungColumn.LATEST: NONE if deadline is None else int(deadline.max()),
            RungColumn.WAIT: wait,
            RungColumn.GRANTED: program.consent[rung].any(),
            RungColumn.DENIED: (1 - program.consent[rung]).any(),
            RungColumn.GRANTED_PROVED: program.proved[rung].any(),
            RungColumn.DENIED_PROVED: (1 - program.proved[rung]).any(),
            RungColumn.DOWN: program.standdown[rung].any(),
            RungColumn.STAYS: (1 - program.standdown[rung]).any(),
        }
        return np.array([int(row[column]) for column in RungColumn], dtype=np.int64)

    def _first_waits(self) -> Mapping[int, int]:
        """Give for rungs of which draws wait apart the place of the first of what they wait for."""
        first: dict[int, int] = {}
        for place, waited in enumerate(self.program.waits):
            if isinstance(waited, Waited):
                first.setdefault(waited.rung, place)
        return first

    def _heard(self) -> tuple[Ints, Ints]:
        """
        Give for each rung the kind of its reports and of how they are taken in (rung, 2), and which
        labels can be reported under each kind (kind, group, label).
        """
        taken = {name: place for place, name in enumerate(self._updates())}
        kinds: dict[int, int] = {}
        of_rungs = []
        for rung, spec in enumerate(self.program.rungs):
            first = rung if self.parts.is_apart(rung) else NONE
            of_rungs.append((kinds.setdefault(first, len(kinds)), taken.get(spec.id, 0)))
        firsts = {kind: max(rung, 0) for rung, kind in kinds.items()}
        if NONE in kinds:
            kind = kinds[NONE]
            firsts[kind] = next(r for r, (mine, _) in enumerate(of_rungs) if mine == kind)
        heard = [
            [self.parts.support(firsts[kind], state) for state in self.groups.firsts]
            for kind in range(len(kinds))
        ]
        return (
            np.array(of_rungs, dtype=np.int64).reshape(-1),
            np.array(heard, dtype=np.int64).reshape(-1),
        )

    def _updates(self) -> Mapping[str, Update]:
        return {"": self.watch.update, **self.watch.by_rung}


def room_for(numbers: int) -> Ints:
    """
    Make room for whole numbers, most of which are never written to: in pages of a few kilobytes,
    where NumPy would ask the system for pages of megabytes, each cleared as a whole.

    Raises:
        MemoryError: There is not so much.
    """
    try:
        pages = mmap(-1, numbers * np.dtype(np.int64).itemsize, access=ACCESS_COPY)
    except OSError as error:  # where memory is short Python names an error of a file
        raise MemoryError(str(error)) from error
    return np.frombuffer(pages, dtype=np.int64)


def _listed(lists: Iterable[Sequence[int]]) -> tuple[Ints, Ints]:
    """Give where lists begin, and one past the last; and the numbers of all."""
    every = [*lists]
    ends = np.cumsum([0, *map(len, every)])
    return ends, np.array([number for numbers in every for number in numbers], dtype=np.int64)
