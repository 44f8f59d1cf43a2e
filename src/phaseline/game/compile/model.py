"""
A compiled game: the states that can be reached, and the steps between them, by index.

A period is a walk through four kinds of node: a state, a pair (a state with an act), the levels
after the acts (`mid`), the levels after nature (`post`), and from there over report, monitor and
call to the next state.
"""

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from functools import cache
from typing import NamedTuple

import numpy as np

from phaseline.game.arrays import Bools, Floats, Ints, Ranks, added, carried, ranks
from phaseline.game.compile.program import PolicyProgram, Posture, Public
from phaseline.game.compile.publics import PublicTable
from phaseline.game.levels import Levels
from phaseline.game.spec import Game
from phaseline.game.watch import Watch, report_chances
from phaseline.terms.record import record


class EdgeLists(NamedTuple):
    """
    The edges between two kinds of node, one by one.

    Args:
        origins: Where each edge begins (edge).
        ends: Where each edge leads (edge).
        entry: Which entry of the table of chances each has (edge).
    """

    origins: Ints
    ends: Ints
    entry: Ints


@record
class Edges:
    """
    Steps from one kind of node to another, sorted by origin.

    Edges are listed once somebody asks for them: kernels take the steps of acts and of nature by
    joint levels, and never do.

    Args:
        table: The chances that edges have; many edges share one (entry, draw).
        sizes: How many origins and how many ends there are.
        count: How many edges there are.
        listing: Lists the edges, the same lists each time.
        entries: Which entry of the table each edge has, where it is not that of the lists (edge).
        ranked: The edges ranked by origin and by end, once somebody asks.
    """

    table: Floats
    sizes: tuple[int, int]
    count: int
    listing: Callable[[], EdgeLists]
    entries: Ints | None = None
    ranked: dict[str, Ranks] = field(default_factory=dict, compare=False, repr=False)

    @property
    def origins(self) -> Ints:
        """Where each edge begins (edge)."""
        return self.listing().origins

    @property
    def ends(self) -> Ints:
        """Where each edge leads (edge)."""
        return self.listing().ends

    @property
    def entry(self) -> Ints:
        """Which entry of the table each edge has (edge)."""
        return self.listing().entry if self.entries is None else self.entries

    @property
    def onwards(self) -> Ranks:
        """The edges ranked by origin; every origin has one."""
        if "onwards" not in self.ranked:
            self.ranked["onwards"] = ranks(self.origins, self.sizes[0])
        return self.ranked["onwards"]

    @property
    def backwards(self) -> Ranks:
        """The edges ranked by end."""
        if "backwards" not in self.ranked:
            self.ranked["backwards"] = ranks(self.ends, self.sizes[1])
        return self.ranked["backwards"]

    @property
    def chances(self) -> Floats:
        """The chance of each edge (edge, draw)."""
        return self.table[self.entry]

    def weighed(self, chances: Floats) -> "Edges":
        """Give the same edges with other chances, one for each (edge, draw)."""
        return replace(self, table=chances, entries=np.arange(self.count))

    def with_table(self, table: Floats) -> "Edges":
        """Give the same edges with another table (entry, draw)."""
        return replace(self, table=table)

    def with_rows(self, table: Floats, rows: Ints) -> "Edges":
        """
        Give the same edges with the rows of a table that their entries have.

        Args:
            table: The chances (row, draw).
            rows: The row of each entry (entry).
        """
        return replace(self, table=table, entries=rows[self.entry])

    def without(self, cut: Bools) -> "Edges":
        """Give the same edges with no chance left to those that are cut (edge)."""
        nothing = np.zeros((1, self.table.shape[1]))
        return replace(
            self,
            table=np.concatenate([self.table, nothing]),
            entries=np.where(cut, len(self.table), self.entry),
        )

    def draw(self, column: slice) -> "Edges":
        """Give the same edges for some of the draws."""
        return replace(self, table=self.table[:, column])

    def mean(self, values: Floats) -> Floats:
        """
        Give the mean of values over the edges of each origin, weighed by their chances (origin,
        draw).
        """
        return carried(self.table, self.entry, values, self.ends, self.onwards, self.sizes[0])

    def total(self, rows: Floats) -> Floats:
        """Add up rows of edges by origin (origin, draw)."""
        return added(rows, self.onwards, self.sizes[0])

    def sent(self, mass: Floats) -> Floats:
        """Send the mass of each origin along its edges (end, draw)."""
        return carried(self.table, self.entry, mass, self.origins, self.backwards, self.sizes[1])


def edges_between(origins: Ints, ends: Ints, entry: Ints, sizes: tuple[int, int]) -> Edges:
    """Give edges whose table, of which each of them has an entry, is still empty."""
    lists = EdgeLists(origins=origins, ends=ends, entry=entry)
    return edges_listed(lambda: lists, len(entry), sizes)


def edges_listed(listing: Callable[[], EdgeLists], count: int, sizes: tuple[int, int]) -> Edges:
    """
    Give the same of edges that are listed once somebody asks.

    Args:
        listing: Lists them; called once.
        count: How many there are.
        sizes: How many origins and how many ends there are.
    """
    return Edges(table=np.zeros((0, 0)), sizes=sizes, count=count, listing=cache(listing))


@record
class Model:
    """
    A compiled game: everything that the solver needs, by index.

    Args:
        games: One game a draw.
        levels: The joint levels that can be reached.
        watch: The monitor.
        program: The ladder.
        publics: The public parts that can be reached.
        level_of: For each state its joint levels (state).
        public_of: For each state its public part (state).
        acts_from: The first pair of each state (state).
        pair_state: The state of each pair (pair).
        pair_act: The place of the pair's act among the acts of its levels (pair).
        by_state: The pairs ranked by state.
        acted: From pairs to mid nodes.
        drifted: From mid nodes to post nodes.
        resolved: From post nodes to states.
        mid_level: For each mid node its joint levels (mid).
        mid_public: For each mid node the public part at the start of the period (mid).
        post_level: For each post node its joint levels (post).
        post_public: For each post node the public part at the start of the period (post).
        called: The rung that is called on each edge to a state (edge of `resolved`).
        post_row: Which row of report, monitor and call each post node goes through; nodes of one
            row differ in levels only (post).
        reneges: The chance, within each entry's, that the responder itself did not act (entry of
            `resolved`, draw).
        sum_of: Which sum of products the chance of each edge of `resolved` is; a matter of the
            structure, where its entry is one of the numbers, for sums that come to the same in all
            draws have one (edge of `resolved`).
        sum_row: The entry of `resolved` that each sum comes to (sum).
        origins: The states at the start (start).
        begun: The chance of each of them (start, draw).
        regular: Whether a state can be reached although the responder always does what it called
            (state).
        layouts: What has been laid out of indices, shared by all models of one structure.
        tables: Payoffs that have been worked out of its games; not copied, for other games have
            others.
    """

    games: tuple[Game, ...]
    levels: Levels
    watch: Watch
    program: PolicyProgram
    publics: PublicTable
    level_of: Ints
    public_of: Ints
    acts_from: Ints
    pair_state: Ints
    pair_act: Ints
    by_state: Ranks
    acted: Edges
    drifted: Edges
    resolved: Edges
    mid_level: Ints
    mid_public: Ints
    post_level: Ints
    post_public: Ints
    called: Ints
    post_row: Ints
    reneges: Floats
    sum_of: Ints
    sum_row: Ints
    origins: Ints
    begun: Floats
    regular: Bools
    layouts: dict[object, object] = field(default_factory=dict, compare=False, repr=False)
    tables: dict[str, Floats] = field(init=False, default_factory=dict, compare=False, repr=False)

    @property
    def public_index(self) -> Mapping[Public, int]:
        """The place of each public part."""
        return self.publics.places

    @property
    def size(self) -> int:
        """How many states can be reached."""
        return len(self.level_of)

    @property
    def start(self) -> Floats:
        """The chance of each state at the start (state, draw)."""
        start = np.zeros((self.size, self.draws))
        np.add.at(start, self.origins, self.begun)
        return start

    @property
    def reneged(self) -> Floats:
        """
        The chance, within each edge's, that the responder itself did not act (edge of `resolved`,
        draw).
        """
        return self.reneges[self.resolved.entry]

    @property
    def draws(self) -> int:
        """How many draws there are."""
        return len(self.games)

    @property
    def horizon(self) -> float:
        """How many periods are played."""
        return self.games[0].time.horizon

    def monitored(self, public: Public, state: int) -> dict[int, Floats]:
        """
        Give the monitor's next states with their chances, for joint levels after the acts (draw).
        """
        reports = report_chances(
            self.games, self.watch, self.levels, state, self.program.rungs[public.rung].id
        )
        return monitored(reports, self.watch, public, self.program)

    @property
    def inside(self) -> Ints:
        """Whether the red line is crossed, by joint levels (0 or 1)."""
        return np.array(self.levels.inside, dtype=np.int64)

    @property
    def rung_of(self) -> Ints:
        """The rung in force in each state (state)."""
        return self.publics.rungs[self.public_of]

    @property
    def postures(self) -> tuple[Posture, ...]:
        """
        What the responder may be doing: each rung with all its measures and nothing new, in order,
        then what else can be reached.
        """
        plain = [Posture(rung=rung) for rung in range(len(self.program.rungs))]
        if not self.program.measures:
            return tuple(plain)
        return tuple(dict.fromkeys([*plain, *self._reached_postures()[0]]))

    @property
    def posture_of(self) -> Ints:
        """What the responder does in each state (state)."""
        if not self.program.measures:
            return self.rung_of
        places = {posture: place for place, posture in enumerate(self.postures)}
        reached, kind = self._reached_postures()
        by_kind = np.array([places[posture] for posture in reached], dtype=np.int64)
        return by_kind[kind[self.public_of]]

    def _reached_postures(self) -> tuple[list[Posture], Ints]:
        """
        Give the postures that are reached, one of them twice at times, and which of them each
        public part has.
        """
        examples, kind = self.publics.in_service
        return [self.program.posture(public) for public in examples], kind

    @property
    def posture_rungs(self) -> Ints:
        """The rung in force in each posture (posture)."""
        return np.array([posture.rung for posture in self.postures], dtype=np.int64)

    @property
    def monitor_of(self) -> Ints:
        """The monitor's state in each state (state)."""
        return self.publics.monitors[self.public_of]


def monitored(
    reports: Floats, seen: Watch, public: Public, program: PolicyProgram
) -> dict[int, Floats]:
    """
    Give the monitor's next states with their chances, once levels and public part are known.

    Args:
        reports: The chances of the labels (label, draw).
        seen: The monitor.
        public: The public part at the start of the period.
        program: The ladder.

    Returns:
        The chances by state of the monitor (draw).
    """
    by_state: dict[int, Floats] = {}
    rung = program.rungs[public.rung].id
    for label, chance in enumerate(reports):
        if chance.any():
            for end, weight in seen.next(public.monitor, label, rung):
                by_state[end] = by_state.get(end, 0.0) + chance * weight
    return by_state
