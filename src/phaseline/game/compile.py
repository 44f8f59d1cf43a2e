"""
From words to numbers: the states that can be reached, and the steps between them.

Levels and public parts are walked through apart and joined by index. Each step is a list of edges, so that a backup costs what
the edges cost and never the square of the states.

All draws share the indices. Draws whose structure differs have to be compiled apart; `skeleton` tells them apart.
"""

from collections.abc import Callable, Sequence
from enum import Enum, auto

import numpy as np

from phaseline.errors import QuestionError
from phaseline.game.arrays import Bools, Floats, Ints, ranks, spread
from phaseline.game.levels import levels
from phaseline.game.model import Edges, Model, edges_between, monitored
from phaseline.game.monitor import report_chances, watch
from phaseline.game.program import Program, Public
from phaseline.game.spec import Game

MOST_STATES = 300_000


class Reach(Enum):
    """Which of the responder's choices are followed up: what it calls, one deviation from that, or any choice at any time."""

    CALLED = auto()
    DEVIATION = auto()
    FREE = auto()


def compiled(games: Sequence[Game], *, reach: Reach = Reach.CALLED, most: int = MOST_STATES) -> Model:
    """
    Compile a game, or the draws of one.

    Args:
        games: One game a draw; they share a skeleton, and their barred rungs have been taken out.
        reach: Which of the responder's choices are followed up.
        most: How many states are compiled at most.

    Raises:
        QuestionError: More states than that can be reached.
    """
    return _Compiler(tuple(games), reach=reach, most=most).built()


def skeleton(game: Game) -> object:
    """Give what two games have to share to be draws of one: everything but numbers."""
    policy = game.ladder.policy
    rungs = tuple(
        (
            rung.id,
            rung.lead,
            type(rung.consent).__name__,
            _bounds(rung.consent),
            _bounds(rung.standdown),
            repr(getattr(rung.consent, "retry", "")),
            getattr(rung.consent, "same_as", ""),
        )
        for rung in game.ladder.rungs
    )
    credit = game.responder.credit.cap if game.responder.credit else None
    return (
        game.time.horizon,
        repr(policy),
        rungs,
        credit,
        repr(game.monitor),
        tuple(
            (track.id, track.levels, track.persistent, tuple((m.do, m.from_, m.to, m.lead) for m in track.moves))
            for track in game.challenger.tracks
        ),
        tuple(one.id for one in game.challenger.types),
        tuple((key, tuple(value) if isinstance(value, dict) else value) for key, value in game.start.items()),
        repr(game.red_line),
    )


def _bounds(value: object) -> str:
    """Say whether a chance is none, certain, or between: what bounds the steps that are possible."""
    number = getattr(value, "chance", value)
    return "none" if number == 0 else "certain" if number == 1 else "open"


Row = tuple[tuple[int, Floats, int, Floats], ...]  # the public part after, its chance, the rung called, the chance reneged


class _Compiler:
    """Walks through the states, levels and public parts apart, and joins them by index."""

    def __init__(self, games: tuple[Game, ...], *, reach: Reach, most: int) -> None:
        self.games, self.reach, self.most, self.width = games, reach, most, most + 1
        self.levels = levels(games)
        self.watch = watch(games)
        self.program = Program(games, self.watch)
        self.index: dict[Public, int] = {}
        self.publics: list[Public] = []
        self.shown = [self.program.shown(self.levels, state) for state in range(len(self.levels.states))]
        self.classes, self.class_of = self._classes()
        self.rows: dict[tuple[int, int], Row] = {}
        self.heard: dict[tuple[int, int], Floats] = {}

    def place(self, public: Public) -> int:
        if public not in self.index:
            self.index[public] = len(self.publics)
            self.publics.append(public)
            if len(self.publics) > self.most:
                raise QuestionError(_too_large(self.most))
        return self.index[public]

    def _classes(self) -> tuple[list[int], list[int]]:
        """Group the joint levels that show the same and are reported the same: one of each group stands for all."""
        found: dict[object, int] = {}
        firsts: list[int] = []
        class_of: list[int] = []
        for state in range(len(self.levels.states)):
            seen = tuple(self.levels.level(state, track) for track in self.watch.reads)
            key = (self.shown[state], seen)
            if key not in found:
                found[key] = len(firsts)
                firsts.append(state)
            class_of.append(found[key])
        return firsts, class_of

    def row(self, public: int, group: int) -> Row:
        """Give what follows a public part, once the levels belong to a group: report, monitor, call and its outcome."""
        key = (public, group)
        if key not in self.rows:
            self.rows[key] = tuple(self._follow(self.publics[public], self.classes[group]))
        return self.rows[key]

    def _follow(self, public: Public, state: int) -> list[tuple[int, Floats, int, Floats]]:
        found: dict[tuple[int, int], list[Floats]] = {}
        for monitor, chance in self._monitored(public, state).items():
            for called in self._calls(public, monitor, state):
                for outcome in self.program.outcomes(public, monitor, called):
                    key = (self.place(outcome.public), called)
                    parts = found.setdefault(key, [np.zeros(len(self.games)), np.zeros(len(self.games))])
                    parts[0] = parts[0] + chance * outcome.chance
                    parts[1] = parts[1] + chance * outcome.reneged
        return [(end, parts[0], called, parts[1]) for (end, called), parts in found.items()]

    def _monitored(self, public: Public, state: int) -> dict[int, Floats]:
        """Give the monitor's next states with their chances; what is reported is worked out once for each rung."""
        key = (public.rung, state)
        if key not in self.heard:
            rung = self.program.rungs[public.rung].id
            self.heard[key] = report_chances(self.games, self.watch, self.levels, state, rung)
        return monitored(self.heard[key], self.watch, public, self.program)

    def _calls(self, public: Public, monitor: int, state: int) -> tuple[int, ...]:
        """Give what is called: what the ladder calls, or anything where the responder is free."""
        called = self.program.called(public, monitor, self.shown[state])
        if self.reach is Reach.FREE and not self.program.is_waiting(public, called):
            return tuple(range(len(self.program.rungs)))
        return (called,)

    def built(self) -> Model:
        origin = self.place(self.program.start(self.watch))
        acts, nature = self._level_edges()
        first = np.unique(np.array([place for place, _ in self.levels.start], dtype=np.int64) * self.width + origin)
        regular = self._closed(first, acts, nature)
        known = regular
        if self.reach is Reach.DEVIATION:
            posts = self._posts(regular, acts, nature)
            known = self._closed(np.union1d(regular, self._after(posts, self._stray_ends)), acts, nature)
        return _Joined(self, known, origin, acts, nature).model(np.isin(known, regular))

    def _level_edges(self) -> tuple["_Grouped", "_Grouped"]:
        acts = _Grouped([step for steps in self.levels.steps for step in steps], len(self.games))
        return acts, _Grouped(self.levels.nature, len(self.games))

    def _closed(self, known: Ints, acts: "_Grouped", nature: "_Grouped") -> Ints:
        """
        Give the codes (levels · width + public part) of all states that can be reached from some, sorted.

        Raises:
            QuestionError: They are too many.
        """
        frontier = known
        while len(frontier):
            frontier = np.setdiff1d(self._after(self._posts(frontier, acts, nature), self._ends), known)
            known = np.union1d(known, frontier)
            if len(known) > self.most:
                raise QuestionError(_too_large(self.most))
        return known

    def _posts(self, codes: Ints, acts: "_Grouped", nature: "_Grouped") -> Ints:
        """Give the codes of the nodes after acts and nature."""
        per_level = np.array([len(one) for one in self.levels.acts], dtype=np.int64)
        mids = self._along(codes, np.cumsum(per_level) - per_level, per_level, acts)
        alone = np.arange(len(per_level))
        return self._along(mids, alone, np.ones_like(alone), nature)

    def _along(self, codes: Ints, starts: Ints, counts: Ints, grouped: "_Grouped") -> Ints:
        """Follow the levels of codes along grouped edges; the public part stays."""
        groups, owners = spread(starts, counts, codes // self.width)
        edges, again = spread(grouped.starts, grouped.counts, groups)
        return np.unique(grouped.ends[edges] * self.width + (codes % self.width)[owners[again]])

    def _after(self, posts: Ints, ends_of: Callable[[int, int], set[int]]) -> Ints:
        """Give the codes of the states that follow nodes after nature."""
        groups = np.array(self.class_of, dtype=np.int64)[posts // self.width]
        keys, place = np.unique(np.stack([posts % self.width, groups]), axis=1, return_inverse=True)
        ends = _Grouped(
            [[(end, self.program.one) for end in ends_of(int(public), int(group))] for public, group in keys.T], len(self.games)
        )
        edges, owners = spread(ends.starts, ends.counts, place.reshape(-1))
        return np.unique((posts // self.width)[owners] * self.width + ends.ends[edges])

    def _ends(self, public: int, group: int) -> set[int]:
        return {end for end, *_ in self.row(public, group)}

    def _stray_ends(self, public: int, group: int) -> set[int]:
        """Give the public parts that follow when the responder does something else than it called."""
        here = self.publics[public]
        outcomes = [
            outcome.public
            for monitor in self._monitored(here, self.classes[group])
            for other in range(len(self.program.rungs))
            for outcome in self.program.outcomes(here, monitor, other)
        ]
        return {self.place(one) for after in outcomes for one in (after, self.program.distrusted(here, after))}


class _Grouped:
    """Edges grouped by origin, as arrays."""

    def __init__(self, groups: Sequence[Sequence[tuple[int, Floats]]], draws: int) -> None:
        self.counts = np.array([len(group) for group in groups], dtype=np.int64)
        self.starts = np.cumsum(self.counts) - self.counts
        self.ends = np.array([end for group in groups for end, _ in group], dtype=np.int64)
        chances = [chance for group in groups for _, chance in group]
        self.chances = np.array(chances) if chances else np.zeros((0, draws))


class _Joined:
    """Joins levels and public parts into nodes and edges."""

    def __init__(self, source: _Compiler, known: Ints, origin: int, acts: _Grouped, nature: _Grouped) -> None:
        self.source, self.known, self.origin, self.acts, self.nature = source, known, origin, acts, nature
        self.width = source.width

    def model(self, regular: Bools) -> Model:
        source = self.source
        state_level, state_public = self.known // self.width, self.known % self.width
        per_level = np.array([len(one) for one in source.levels.acts], dtype=np.int64)
        firsts = np.cumsum(per_level) - per_level
        group, pair_state = spread(firsts, per_level, state_level)
        counts = per_level[state_level]
        acted, mids = self._along(self.acts, group, state_public[pair_state])
        everything = np.arange(len(self.nature.counts))
        drifted, posts = self._along(self.nature, everything[mids // self.width], mids % self.width)
        resolved, called, reneges, rows = self._resolved(posts)
        begun = [place * self.width + self.origin for place, _ in source.levels.start]
        return Model(
            games=source.games,
            levels=source.levels,
            watch=source.watch,
            program=source.program,
            publics=tuple(source.publics),
            public_index=source.index,
            level_of=state_level,
            public_of=state_public,
            acts_from=np.cumsum(counts) - counts,
            pair_state=pair_state,
            by_state=ranks(pair_state, len(self.known)),
            pair_act=group - firsts[state_level][pair_state],
            acted=acted,
            drifted=drifted,
            resolved=resolved,
            mid_level=mids // self.width,
            post_level=posts // self.width,
            post_public=posts % self.width,
            called=called,
            post_row=rows,
            reneges=reneges,
            origins=np.searchsorted(self.known, np.array(begun, dtype=np.int64)),
            begun=np.array([chance for _, chance in source.levels.start]),
            regular=regular,
        )

    def _along(self, grouped: _Grouped, groups: Ints, publics: Ints) -> tuple[Edges, Ints]:
        """Follow grouped edges from nodes that have a group and a public part; the nodes they lead to are listed, sorted."""
        edges, owners = spread(grouped.starts, grouped.counts, groups)
        codes = grouped.ends[edges] * self.width + publics[owners]
        nodes, ends = np.unique(codes, return_inverse=True)
        return edges_between(owners, ends.reshape(-1), (grouped.chances, edges), (len(groups), len(nodes))), nodes

    def _resolved(self, posts: Ints) -> tuple[Edges, Ints, Floats, Ints]:
        source = self.source
        groups = np.array(source.class_of, dtype=np.int64)[posts // self.width]
        keys, place = np.unique(np.stack([posts % self.width, groups]), axis=1, return_inverse=True)
        rows = [source.row(int(public), int(group)) for public, group in keys.T]
        listed = _Grouped([[(end, chance) for end, chance, *_ in row] for row in rows], len(source.games))
        edges, owners = spread(listed.starts, listed.counts, place.reshape(-1))
        ends = np.searchsorted(self.known, (posts // self.width)[owners] * self.width + listed.ends[edges])
        called = np.array([one for row in rows for _, _, one, _ in row], dtype=np.int64)
        reneged = np.array([one for row in rows for *_, one in row])
        resolved = edges_between(owners, ends, (listed.chances, edges), (len(posts), len(self.known)))
        return resolved, called[edges], reneged, place.reshape(-1)


def _too_large(most: int) -> str:
    return f"more than {most:,} states can be reached; fewer tracks, levels, rungs, or shorter leads, deadlines and waits between votes make the game smaller"
