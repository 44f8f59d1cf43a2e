"""
The structure of a game: which states can be reached, and which steps lead between them, whatever
the numbers are.

Levels and public parts are walked through apart and joined by index. The chance of a step over
report, monitor and call is a sum of products; which factors they have belongs to the structure, and
what they come to is worked out for all draws at once.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import field
from enum import Enum, auto
from itertools import chain, product
from typing import Any

import numpy as np

from phaseline.errors import QuestionError
from phaseline.game.arrays import Bools, Ints, ranks, spread
from phaseline.game.compile.model import Edges, Model, edges_between
from phaseline.game.compile.parts import GameParts, Piece, Terms, is_heard, shape_of
from phaseline.game.compile.program import Name, Public, ordered_rungs
from phaseline.game.compile.remembered import Rest, calls_of, steps_of
from phaseline.game.compile.walk import End, Row, Term, Walk, listed
from phaseline.game.levels import Levels
from phaseline.terms.record import record

MARKED = 2**20  # joint levels with public parts that are told apart by marks, not by sorting


class FollowedChoices(Enum):
    """
    Which of the responder's choices are followed up: what it calls, one deviation from that, or any
    choice at any time.
    """

    CALLED = auto()
    DEVIATION = auto()
    FREE = auto()


@record
class Structure:
    """
    Everything of a compiled game but its numbers.

    Args:
        publics: The public parts that can be reached.
        public_index: The place of each of them.
        origins: The states at the start (start).
        indices: The indices of a model, by the names of its fields; the tables of its edges are
            empty.
        terms: The chances of the steps to the next state.
        support: Which labels can be reported, by rung and joint levels.
        shape: What the parts of another game have to share.
        layouts: What has been laid out for kernels, by the number of periods.
    """

    publics: tuple[Public, ...]
    public_index: Mapping[Public, int]
    origins: Ints
    indices: Mapping[str, Any]
    terms: Terms
    support: Mapping[tuple[int, int], tuple[bool, ...]]
    shape: object
    layouts: dict[int, object] = field(default_factory=dict)

    @property
    def edges(self) -> int:
        """How many edges there are."""
        return sum(len(self.indices[name].origins) for name in ("acted", "drifted", "resolved"))

    def fits(self, parts: GameParts) -> bool:
        """Whether the parts of another game have this structure, too."""
        return self.shape == shape_of(parts) and is_heard(self.support, parts)

    def model(self, parts: GameParts) -> Model:
        """Join the structure with the numbers of all draws."""
        chances, reneges = self.terms.summed(parts)
        act_steps = chain.from_iterable(parts.levels.steps)
        acts = [chance for step in act_steps for _, chance in step]
        nature = [chance for step in parts.levels.nature for _, chance in step]
        tables = {"acted": np.array(acts), "drifted": np.array(nature), "resolved": chances}
        edges = {name: self.indices[name].with_table(table) for name, table in tables.items()}
        return Model(
            games=parts.games,
            levels=parts.levels,
            watch=parts.watch,
            program=parts.program,
            publics=self.publics,
            public_index=self.public_index,
            reneges=reneges,
            origins=self.origins,
            begun=np.array(
                [
                    level_chance * public_chance
                    for _, level_chance in parts.levels.start
                    for public_chance in parts.program.start_chances()
                ]
            ),
            layouts=self.layouts,
            **{**self.indices, **edges},
        )


def walked(parts: GameParts, *, reach: FollowedChoices, most: int) -> Walk:
    """
    Walk through a game.

    Args:
        parts: Its parts, with the numbers of all draws.
        reach: Which of the responder's choices are followed up.
        most: How many states are compiled at most.

    Raises:
        QuestionError: More states than that can be reached.
    """
    return _Walker(parts, reach=reach, most=most).walked()


def structured(parts: GameParts, walk: Walk, *, most: int) -> Structure:
    """
    Join what a walk through a game found into nodes and edges.

    Args:
        parts: The parts of the game.
        walk: What was found.
        most: How many states were compiled at most.
    """
    return _Joined(parts, walk, width=most + 1).structure()


class _Walker:
    """Walks through the states, levels and public parts apart, and joins them by index."""

    def __init__(self, parts: GameParts, *, reach: FollowedChoices, most: int) -> None:
        self.parts, self.reach, self.most, self.width = parts, reach, most, most + 1
        self.levels, self.watch, self.program = parts.levels, parts.watch, parts.program
        self.index: dict[Public, int] = {}
        self.publics: list[Public] = []
        self.shown = [
            self.program.shown(self.levels, state) for state in range(len(self.levels.states))
        ]
        self.shown_as = [(shown.overt, shown.is_met, shown.cap) for shown in self.shown]
        self.classes, self.class_of = self._classes()
        self.rows: dict[tuple[int, int], Row] = {}
        self.ends: dict[tuple[int, int], tuple[int, ...]] = {}
        self.rests: dict[Rest, int] = {}
        self.all_rests: list[Rest] = []
        self.after_call: dict[tuple[Rest, int, bool], tuple[tuple[int, int, bool], ...]] = {}
        self.joined: dict[tuple[int, int], int] = {}
        self.support: dict[tuple[int, int], tuple[bool, ...]] = {}
        self.pieces: dict[Piece, int] = {}
        self.names: dict[Name, int] = {}
        self.steps, self.called = steps_of(self.program), calls_of(self.program)
        self.ways: dict[tuple[int, int, int], dict[int, list[int]]] = {}

    def place(self, public: Public) -> int:
        if public not in self.index:
            self.index[public] = len(self.publics)
            self.publics.append(public)
            if len(self.publics) > self.most:
                raise QuestionError(_too_large(self.most))
        return self.index[public]

    def _classes(self) -> tuple[list[int], list[int]]:
        """
        Group the joint levels that show the same and are reported the same: one of each group
        stands for all.
        """
        numbers: dict[object, int] = {}
        firsts: list[int] = []
        class_of: list[int] = []
        for state in range(len(self.levels.states)):
            seen = tuple(self.levels.level(state, track) for track in self.watch.reads)
            key = (self.shown[state], seen)
            if key not in numbers:
                numbers[key] = len(firsts)
                firsts.append(state)
            class_of.append(numbers[key])
        return firsts, class_of

    def row(self, public: int, group: int) -> Row:
        """
        Give what follows a public part, once the levels belong to a group: report, monitor, call
        and its outcome.
        """
        key = (public, group)
        if key not in self.rows:
            self.rows[key] = tuple(self._follow(self.publics[public], self.classes[group]))
        return self.rows[key]

    def _follow(self, public: Public, state: int) -> list[End]:
        by_end: dict[tuple[int, int], list[Term]] = {}
        rest = public[1:]
        for monitor, pieces in self._ways(public, state).items():
            for called in self._calls(public, monitor, state):
                for number, name, is_renege in self._after_call(public, rest, monitor, called):
                    terms = by_end.setdefault((self._joined(number, monitor), called), [])
                    terms += [(piece, name, is_renege) for piece in pieces]
        return [(end, called, tuple(terms)) for (end, called), terms in by_end.items()]

    def _after_call(
        self, public: Public, rest: Rest, monitor: int, called: int
    ) -> tuple[tuple[int, int, bool], ...]:
        """
        Give what may become of a call: the number of the rest of the public part, that of its
        chance's name, and whether it is a renege. The monitor goes on whatever becomes of it, so
        that the rest is worked out once for all of its states, but for what a vote takes for proof.
        """
        key = (rest, called, self.program.is_proof(monitor))
        if key not in self.after_call:
            if key not in self.steps:
                self.steps[key] = tuple(
                    (outcome.public[1:], outcome.name, outcome.is_renege)
                    for outcome in self.program.outcomes(public, monitor, called)
                )
            self.after_call[key] = tuple(
                (self._rest_number(after), self.names.setdefault(name, len(self.names)), is_renege)
                for after, name, is_renege in self.steps[key]
            )
        return self.after_call[key]

    def _rest_number(self, rest: Rest) -> int:
        if rest not in self.rests:
            self.rests[rest] = len(self.all_rests)
            self.all_rests.append(rest)
        return self.rests[rest]

    def _joined(self, number: int, monitor: int) -> int:
        """Give the place of a public part, joined of the number of its rest and the monitor."""
        key = (number, monitor)
        if key not in self.joined:
            self.joined[key] = self.place(Public(monitor, *self.all_rests[number]))
        return self.joined[key]

    def _ways(self, public: Public, state: int) -> dict[int, list[int]]:
        """Give the monitor's next states, each with the pieces that its chance is the sum of."""
        key = (public.rung, state, public.monitor)
        if key not in self.ways:
            heard = (public.rung, state)
            if heard not in self.support:
                self.support[heard] = self.parts.support(*heard)
            by_end: dict[int, list[int]] = {}
            for label, can_be in enumerate(self.support[heard]):
                follows = (
                    self.watch.next(public.monitor, label, self.program.rungs[public.rung].id)
                    if can_be
                    else ()
                )
                for way, (end, _) in enumerate(follows):
                    piece = Piece(
                        rung=public.rung, state=state, label=label, monitor=public.monitor, way=way
                    )
                    by_end.setdefault(end, []).append(
                        self.pieces.setdefault(piece, len(self.pieces))
                    )
            self.ways[key] = by_end
        return self.ways[key]

    def _calls(self, public: Public, monitor: int, state: int) -> tuple[int, ...]:
        """Give what is called: what the ladder calls, or anything where the responder is free."""
        key = (
            public.rung,
            public.clock,
            public.elapsed,
            *ordered_rungs(public),
            -1,  # of the rungs ordered there may be several
            monitor,
            *self.shown_as[state],
            *public.held,
        )  # all of the public part that a call hangs on
        if key not in self.called:
            self.called[key] = self.program.called(public, monitor, self.shown[state])
        called = self.called[key]
        if self.reach is FollowedChoices.FREE and not self.program.is_waiting(public, called):
            return self.program.open_rungs(public.elapsed)
        return (called,)

    def walked(self) -> Walk:
        publics = [self.place(public) for public in self.program.starts(self.watch)]
        begun = np.array(
            [level * self.width + public for level, _ in self.levels.start for public in publics],
            dtype=np.int64,
        )
        acts, nature = level_edges(self.levels)
        regular = self._reachable(np.unique(begun), acts, nature)
        known = regular
        if self.reach is FollowedChoices.DEVIATION:
            posts = self._posts(regular, acts, nature)
            known = self._reachable(
                np.union1d(regular, self._after(posts, self._stray_ends)), acts, nature
            )
        keys, _ = self.keys(self._posts(known, acts, nature))
        rows = listed([self.row(*key) for key in keys])
        return Walk(
            publics=tuple(self.publics),
            groups=np.array(self.class_of, dtype=np.int64),
            begun=begun,
            known=known,
            regular=np.isin(known, regular),
            pieces=tuple(self.pieces),
            names=tuple(self.names),
            support=self.support,
            **rows,
        )

    def _reachable(self, known: Ints, acts: "_Grouped", nature: "_Grouped") -> Ints:
        """
        Give the codes (levels · width + public part) of all states that can be reached from some,
        sorted.

        Raises:
            QuestionError: They are too many.
        """
        frontier = known
        while len(frontier):
            after = self._after(self._posts(frontier, acts, nature), self._ends)
            frontier = after[~is_within(after, known)]
            known = np.sort(np.concatenate([known, frontier]))
            if len(known) > self.most:
                raise QuestionError(_too_large(self.most))
        return known

    def _posts(self, codes: Ints, acts: "_Grouped", nature: "_Grouped") -> Ints:
        """Give the codes of the nodes after acts and nature."""
        per_level = np.array([len(open_acts) for open_acts in self.levels.acts], dtype=np.int64)
        mids = self._along(codes, np.cumsum(per_level) - per_level, per_level, acts)
        alone = np.arange(len(per_level))
        return self._along(mids, alone, np.ones_like(alone), nature)

    def _along(self, codes: Ints, starts: Ints, counts: Ints, grouped: "_Grouped") -> Ints:
        """Follow the levels of codes along grouped edges; the public part stays."""
        groups, owners = spread(starts, counts, codes // self.width)
        edges, again = spread(grouped.starts, grouped.counts, groups)
        return self._distinct(grouped.ends[edges], (codes % self.width)[owners[again]])

    def _after(self, posts: Ints, ends_of: Callable[[int, int], Collection[int]]) -> Ints:
        """Give the codes of the states that follow nodes after nature."""
        keys, place = self.keys(posts)
        ends = _Grouped([[*ends_of(*key)] for key in keys])
        edges, owners = spread(ends.starts, ends.counts, place)
        return self._distinct((posts // self.width)[owners], ends.ends[edges])

    def _distinct(self, levels: Ints, publics: Ints) -> Ints:
        """Give the different codes of joint levels with public parts, sorted."""
        shape = (len(self.levels.states), len(self.publics))
        if shape[0] * shape[1] > MARKED:
            return np.unique(levels * self.width + publics)
        marks = np.zeros(shape, dtype=bool)
        marks[levels, publics] = True
        level, public = np.nonzero(marks)
        return level * self.width + public

    def keys(self, posts: Ints) -> tuple[list[tuple[int, int]], Ints]:
        """
        Give the different pairs of public part and group among nodes after nature, and which of
        them each node has.
        """
        count = len(self.classes)
        codes = (posts % self.width) * count + np.array(self.class_of, dtype=np.int64)[
            posts // self.width
        ]
        different, place = np.unique(codes, return_inverse=True)
        return [divmod(code, count) for code in different.tolist()], place.reshape(-1)

    def _ends(self, public: int, group: int) -> Collection[int]:
        key = (public, group)
        if key not in self.ends:
            self.ends[key] = tuple({end for end, *_ in self.row(public, group)})
        return self.ends[key]

    def _stray_ends(self, public: int, group: int) -> set[int]:
        """
        Give the public parts that follow when the responder does something else than it called.
        """
        here = self.publics[public]
        outcomes = [
            outcome.public
            for monitor, other in product(
                self._ways(here, self.classes[group]), self.program.open_rungs(here.elapsed)
            )
            for outcome in self.program.outcomes(here, monitor, other)
        ]
        return {
            self.place(next_public)
            for after in outcomes
            for next_public in (after, self.program.distrusted(here, after))
        }


def is_within(codes: Ints, known: Ints) -> Bools:
    """Say which codes are among known ones, which are sorted and some."""
    places = np.minimum(np.searchsorted(known, codes), len(known) - 1)
    return np.asarray(known[places] == codes, dtype=np.bool_)


class _Grouped:
    """Ends of edges grouped by origin, as arrays."""

    def __init__(self, groups: Sequence[Sequence[int]]) -> None:
        self.counts = np.array([len(group) for group in groups], dtype=np.int64)
        self.starts = np.cumsum(self.counts) - self.counts
        self.ends = np.array([end for group in groups for end in group], dtype=np.int64)


def level_edges(reached: Levels) -> tuple["_Grouped", "_Grouped"]:
    """Give the steps of acts, and those of nature, from joint levels to joint levels."""
    acts = _Grouped([[end for end, _ in step] for steps in reached.steps for step in steps])
    return acts, _Grouped([[end for end, _ in step] for step in reached.nature])


class _Joined:
    """Joins levels and public parts into nodes and edges."""

    def __init__(self, parts: GameParts, walk: Walk, *, width: int) -> None:
        self.parts, self.walk, self.width = parts, walk, width
        self.known = walk.known

    def structure(self) -> Structure:
        walk = self.walk
        acts, nature = level_edges(self.parts.levels)
        state_level, state_public = self.known // self.width, self.known % self.width
        per_level = np.array([len(some) for some in self.parts.levels.acts], dtype=np.int64)
        firsts = np.cumsum(per_level) - per_level
        group, pair_state = spread(firsts, per_level, state_level)
        counts = per_level[state_level]
        acted, mids = self._along(acts, group, state_public[pair_state])
        everything = np.arange(len(nature.counts))
        drifted, posts = self._along(nature, everything[mids // self.width], mids % self.width)
        resolved, called, rows = self._resolved_edges(posts)
        return Structure(
            publics=walk.publics,
            public_index={public: place for place, public in enumerate(walk.publics)},
            origins=np.searchsorted(self.known, walk.begun),
            terms=Terms(
                pieces=walk.pieces,
                names=walk.names,
                piece=walk.piece,
                name=walk.name,
                is_renege=walk.is_renege,
                starts=np.cumsum(walk.end_sizes) - walk.end_sizes,
            ),
            support=walk.support,
            shape=shape_of(self.parts),
            indices={
                "level_of": state_level,
                "public_of": state_public,
                "acts_from": np.cumsum(counts) - counts,
                "pair_state": pair_state,
                "by_state": ranks(pair_state, len(self.known)),
                "pair_act": group - firsts[state_level][pair_state],
                "acted": acted,
                "drifted": drifted,
                "resolved": resolved,
                "mid_level": mids // self.width,
                "post_level": posts // self.width,
                "post_public": posts % self.width,
                "called": called,
                "post_row": rows,
                "regular": walk.regular,
            },
        )

    def _along(self, grouped: _Grouped, groups: Ints, publics: Ints) -> tuple[Edges, Ints]:
        """
        Follow grouped edges from nodes that have a group and a public part; the nodes they lead to
        are listed, sorted.
        """
        edges, owners = spread(grouped.starts, grouped.counts, groups)
        codes = grouped.ends[edges] * self.width + publics[owners]
        nodes, ends = np.unique(codes, return_inverse=True)
        return edges_between(owners, ends.reshape(-1), edges, (len(groups), len(nodes))), nodes

    def _resolved_edges(self, posts: Ints) -> tuple[Edges, Ints, Ints]:
        walk = self.walk
        _, place = walk.row_keys(posts, self.width)
        edges, owners = spread(np.cumsum(walk.row_sizes) - walk.row_sizes, walk.row_sizes, place)
        ends = np.searchsorted(
            self.known, (posts // self.width)[owners] * self.width + walk.ends[edges]
        )
        resolved = edges_between(owners, ends, edges, (len(posts), len(self.known)))
        return resolved, walk.called[edges], place


def _too_large(most: int) -> str:
    return (
        f"more than {most:,} states can be reached; fewer tracks, levels, rungs, or shorter leads,"
        " deadlines and waits between votes make the game smaller"
    )
