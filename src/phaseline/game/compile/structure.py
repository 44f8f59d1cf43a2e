"""
The structure of a game: which states can be reached, and which steps lead between them, whatever
the numbers are.

Levels and public parts are walked through apart and joined by index. The chance of a step over
report, monitor and call is a sum of products; which factors they have belongs to the structure, and
what they come to is worked out for all draws at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from itertools import chain
from typing import Any

import numpy as np

from phaseline.game.arrays import (
    MOST_MARKED,
    Floats,
    Ints,
    Ranks,
    parted,
    places_among,
    spread,
)
from phaseline.game.compile.model import EdgeLists, Edges, Model, edges_between, edges_listed
from phaseline.game.compile.parts import GameParts, Terms, is_heard, shape_of
from phaseline.game.compile.publics import PublicTable
from phaseline.game.compile.walk import Walk
from phaseline.game.levels import Levels
from phaseline.terms.record import record


@record
class Structure:
    """
    Everything of a compiled game but its numbers.

    Args:
        publics: The public parts that can be reached.
        origins: The states at the start (start).
        indices: The indices of a model, by the names of its fields; the tables of its edges are
            empty, and edges to the next state have which of the sums of products each is.
        terms: The chances of the steps to the next state.
        support: Which labels can be reported, by rung and joint levels.
        shape: What the parts of another game have to share.
        layouts: What has been laid out of indices.
    """

    publics: PublicTable
    origins: Ints
    indices: Mapping[str, Any]
    terms: Terms
    support: Mapping[tuple[int, int], tuple[bool, ...]]
    shape: object
    layouts: dict[object, object] = field(default_factory=dict)

    @property
    def edges(self) -> int:
        """How many edges there are."""
        return int(np.sum([self.indices[name].count for name in ("acted", "drifted", "resolved")]))

    def fits(self, parts: GameParts) -> bool:
        """Whether the parts of another game have this structure, too."""
        return self.shape == shape_of(parts) and is_heard(self.support, parts)

    def model(self, parts: GameParts) -> Model:
        """Join the structure with the numbers of all draws."""
        sums = self.terms.summed(parts)
        act_steps = chain.from_iterable(parts.levels.steps)
        acts = [chance for step in act_steps for _, chance in step]
        nature = [chance for step in parts.levels.nature for _, chance in step]
        tables = {"acted": np.array(acts), "drifted": np.array(nature)}
        edges = {name: self.indices[name].with_table(table) for name, table in tables.items()}
        resolved = self.indices["resolved"]
        edges["resolved"] = resolved.with_rows(sums.chances, sums.row)
        return Model(
            games=parts.games,
            levels=parts.levels,
            watch=parts.watch,
            program=parts.program,
            publics=self.publics,
            reneges=sums.reneges,
            sum_of=resolved.entry,
            sum_row=sums.row,
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


def structured(parts: GameParts, walk: Walk, *, most: int) -> Structure:
    """
    Join what a walk through a game found into nodes and edges.

    Args:
        parts: The parts of the game.
        walk: What was found.
        most: How many states were compiled at most.
    """
    return _Joined(parts, walk, before=most + 1).structure()


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

    def __init__(self, parts: GameParts, walk: Walk, *, before: int) -> None:
        self.parts, self.walk = parts, walk
        self.width = len(walk.publics)
        self.levels = len(parts.levels.states)
        level, public = parted(walk.known, before, self.levels)
        self.state_level, self.state_public = level, public
        self.known = level * self.width + public
        self.begun = walk.begun // before * self.width + walk.begun % before

    def structure(self) -> Structure:
        walk = self.walk
        acts, nature = level_edges(self.parts.levels)
        state_level, state_public = self.state_level, self.state_public
        per_level = np.array([len(some) for some in self.parts.levels.acts], dtype=np.int64)
        firsts = np.cumsum(per_level) - per_level
        group, pair_state = spread(firsts, per_level, state_level)
        counts = per_level.take(state_level)
        mids = self._after(self.known, [chain(*steps) for steps in self.parts.levels.steps])
        mid_level, mid_public = parted(mids, self.width, self.levels)
        posts = self._after(mids, self.parts.levels.nature)
        post_level, post_public = parted(posts, self.width, self.levels)
        publics = state_public.take(pair_state)
        resolved, called, rows = self._resolved_edges(post_level, post_public)
        return Structure(
            publics=walk.publics,
            origins=np.searchsorted(self.known, self.begun),
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
                "by_state": Ranks(
                    order=np.arange(len(pair_state)),
                    starts=np.append(np.cumsum(counts) - counts, len(pair_state)),
                    is_whole=bool(counts.all()),
                ),
                "pair_act": group - firsts.take(state_level).take(pair_state),
                "acted": self._along(acts, group, publics, mids),
                "drifted": self._along(nature, mid_level, mid_public, posts),
                "resolved": resolved,
                "mid_level": mid_level,
                "mid_public": mid_public,
                "post_level": post_level,
                "post_public": post_public,
                "called": called,
                "post_row": rows,
                "regular": walk.regular,
            },
        )

    def _after(self, nodes: Ints, steps: Sequence[Iterable[tuple[int, Floats]]]) -> Ints:
        """
        List the nodes to which steps lead that hang on levels alone, sorted.

        Args:
            nodes: The nodes before, by their codes.
            steps: The steps from joint levels, each to where it leads (joint levels).
        """
        by_level = [sorted({end for end, _ in some}) for some in steps]
        below = self.levels * self.width
        if below > MOST_MARKED:
            level, public = parted(nodes, self.width, self.levels)
            ends = _Grouped(by_level)
            edges, owners = spread(ends.starts, ends.counts, level)
            return np.unique((ends.ends * self.width).take(edges) + public.take(owners))
        before, after = np.zeros(below, dtype=np.bool_), np.zeros(below, dtype=np.bool_)
        before[nodes] = True
        beyond = after.reshape(self.levels, self.width)
        for row, some in zip(before.reshape(beyond.shape), by_level, strict=True):
            for end in some if row.any() else ():
                beyond[end] |= row
        return np.flatnonzero(after)

    def _along(self, grouped: _Grouped, groups: Ints, publics: Ints, nodes: Ints) -> Edges:
        """
        Follow grouped edges from nodes that have a group and a public part, to nodes that are
        listed, sorted.
        """

        def listing() -> EdgeLists:
            edges, owners = spread(grouped.starts, grouped.counts, groups)
            codes = (grouped.ends * self.width).take(edges) + publics.take(owners)
            ends = places_among(codes, nodes, self.levels * self.width)
            return EdgeLists(origins=owners, ends=ends, entry=edges)

        count = int(np.sum(grouped.counts.take(groups)))
        return edges_listed(listing, count, (len(groups), len(nodes)))

    def _resolved_edges(self, level: Ints, public: Ints) -> tuple[Edges, Ints, Ints]:
        """
        Follow report, monitor and call from nodes after nature, by their joint levels and public
        parts; give also what is called on each edge, and the row of each node.
        """
        walk = self.walk
        rows = walk.rows_of(level, public)
        edges, owners = spread(np.cumsum(walk.row_sizes) - walk.row_sizes, walk.row_sizes, rows)
        codes = (level * self.width).take(owners) + walk.ends.take(edges)
        ends = places_among(codes, self.known, self.levels * self.width)
        resolved = edges_between(owners, ends, edges, (len(level), len(self.known)))
        return resolved, walk.called.take(edges), rows
