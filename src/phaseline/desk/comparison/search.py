"""
The best ladder of a declared class, by racing: on average over the draws, by the responder's own
account and by other viewpoints.

Every pair of member and draw is solved at most once, and the parts of its value are kept. Another
viewpoint weighs the parts anew, which is a matrix product: the challenger's answer does not depend
on how the responder's side weighs what follows. Only its ties do, which are broken by the
responder's own account throughout. Where no viewpoint is declared nobody asks for parts: the value
alone is kept, for which no game has to be followed to its end.

Source:
    `phaseline.game.race`, on racing; `docs/reference/search-answer.md`, on what is told.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, groupby, product
from typing import Any

import numpy as np

from phaseline.case.games import baseline_of, policy_of
from phaseline.case.model.case import Case
from phaseline.case.model.play import Viewpoint
from phaseline.desk.comparison.draws import DRAWS, Design, blocks_of, design, shuffled
from phaseline.desk.comparison.game_of_case import GameVariant, games_of
from phaseline.desk.comparison.same_games import game_numbers
from phaseline.desk.comparison.search_space import (
    Member,
    MemberShape,
    members,
    search_of,
    settings,
)
from phaseline.desk.comparison.study import UNION, base_setting, figures, yardstick_setting
from phaseline.desk.estimates.valuation import Valuation, assumptions_in, ends_of
from phaseline.errors import QuestionError
from phaseline.game.ahead import by_ties, grouped
from phaseline.game.arrays import Floats, Ints
from phaseline.game.columns import Itself
from phaseline.game.compile.games import frame
from phaseline.game.metrics import METRICS
from phaseline.game.race import CONFIDENCE, RaceResult, RankedRival, raced, ranked
from phaseline.terms.record import record
from phaseline.terms.ties import is_more

Mapper = Callable[[Callable[[str], Any], Sequence[str]], Iterable[Any]]
_WEIGHED: Mapping[str, str] = {  # the weights of a viewpoint, and the metric that each weighs
    "benefit": "benefit",
    "cost": "cost",
    "harm": "harm",
    "audience": "audience",
    "disaster": "disaster_loss",
}
_PARTS = tuple(_WEIGHED.values())
_WHOLE = ("value",)
# A member's structures cost as much as solving them for this many draws, and are let go of between
# two looks: an earlier look pays only if it drops two members of three.
_FIRST = 128
_TIED = 32  # members whose ties are broken together
_SHARES = 8  # into how many shares a block is split, so that processors end together
_PAIRS = 4096  # pairs of member and draw that are solved together
_MOST_WEIGHTS = 6  # assumptions of one viewpoint: 64 corners of their ranges


@record
class Edge:
    """
    A member at the best values of all assumptions: its value with the challenger's ties broken for
    the responder, and against it.

    Args:
        member: Its number.
        best: The value with ties broken for the responder.
        worst: The value with ties broken against it.
    """

    member: int
    best: float
    worst: float


@record
class SearchPoint:
    """
    The best member among those of one size.

    Args:
        member: Its number.
        rungs: How many rungs it has above the lowest.
        counts: How many distinct counts call them.
        value: Its average over all draws.
        behind: By how much the best of the class beats it, paired over draws.
        error: The standard error of that difference.
    """

    member: int
    rungs: int
    counts: int
    value: float
    behind: float
    error: float


@record
class View:
    """
    What is best by one viewpoint.

    Args:
        viewpoint: The viewpoint.
        weights: The weight of each part, at the best values of the assumptions that hold them.
        raced: The race by these weights.
        corners: How many corners the ranges of these assumptions have.
        held: At how many of them the same member is best on average.
        others: The members that are best at another corner.
    """

    viewpoint: Viewpoint
    weights: Mapping[str, float]
    raced: RaceResult
    corners: int
    held: int
    others: tuple[int, ...]


@record
class SearchResult:
    """
    A declared class, searched.

    Args:
        members: The members, the simplest first.
        plan: The draws, in random order.
        structures: How many draws of whole periods and counts are among them.
        own: The race by the responder's own account.
        value: The average of the best over all draws.
        against: By how much the best beats other ladders on average over all draws, and the
            standard error, by id of the policy.
        edges: The best, its band and the frontier at the best values.
        is_knife_edge: Whether a ladder among these that the best matches with ties broken for it
            beats it with ties broken against it.
        frontier: The best member of each size that is better than every simpler one.
        regret: Minimax regret and winners over the draws that every member was given.
        regret_draws: How many draws these are.
        views: The viewpoints of the case.
        solved: How many pairs of member and draw were solved for all of it; those that are the
            same game are solved as one, and count each.
        reading: The reading of the law; empty where the case asks nothing of the law.
    """

    members: tuple[Member, ...]
    plan: Design
    structures: int
    own: RaceResult
    value: float
    against: Mapping[str, tuple[float, float]]
    edges: tuple[Edge, ...]
    is_knife_edge: bool
    frontier: tuple[SearchPoint, ...]
    regret: RankedRival
    regret_draws: int
    views: tuple[View, ...]
    solved: int
    reading: str


def searched(
    case: Case,
    *,
    draws: int = DRAWS,
    line: str = UNION,
    reading: str = "",
    confidence: float = CONFIDENCE,
    mapper: Mapper = map,
    tick: Callable[[str], None] = lambda _: None,
) -> SearchResult:
    """
    Find the best ladder of the class that a case declares.

    Args:
        case: The case.
        draws: How many draws of the assumptions there are.
        line: The red line.
        reading: The reading of the law; the one that the case plays first if left out.
        confidence: The least chance with which the best member is kept, as far as the normal
            approximation holds.
        mapper: Applies a function to names; a shell may give one that uses several processors.
        tick: Told what is being done.

    Raises:
        QuestionError: No class is declared, there is no such red line or reading, or a number is
            missing.
        EngineError: A policy did not settle.
    """
    search, chosen = search_of(case), members(case)
    plan = shuffled(design(case, count=draws))
    variants = settings(case, chosen, line, reading=reading)
    base = base_setting(case, policy_of(case, search.policy), line, reading=reading)
    store = _Store(
        [*variants, base, yardstick_setting(case, base)],
        plan.draws,
        mapper,
        tick,
        wanted=_PARTS if search.viewpoints else _WHOLE,
    )
    own = store.race(range(len(chosen)), store.signs, confidence)
    frontier = _frontier(store, chosen, own.best, confidence)
    views = tuple(
        _view(case, plan.best, store, viewpoint, confidence) for viewpoint in search.viewpoints
    )
    tick("breaking ties at the best values")
    near = dict.fromkeys(
        (own.best, *(rival.candidate for rival in own.band), *(point.member for point in frontier))
    )
    edges = _edges([*near], variants, plan.best, mapper)
    first_draws = min(_FIRST, draws)
    rest = {search.policy: len(chosen), baseline_of(case).id: len(chosen) + 1}
    return SearchResult(
        members=chosen,
        plan=plan,
        structures=blocks_of(draws),
        own=own,
        value=float(store.values([own.best], store.signs).mean()),
        against={name: store.behind(own.best, place) for name, place in rest.items() if name},
        edges=edges,
        is_knife_edge=is_knife_edge(edges),
        frontier=frontier,
        regret=ranked(store.values(range(len(chosen)), store.signs, slice(0, first_draws))),
        regret_draws=first_draws,
        views=views,
        solved=int(np.isfinite(store.parts[0, : len(chosen)]).sum()),
        reading=base.reading,
    )


def is_knife_edge(edges: Sequence[Edge]) -> bool:
    """
    Whether a ladder that the first one matches with ties broken for it beats the first with ties
    broken against it.
    """
    first = edges[0]
    return any(
        not is_more(edge.best, first.best) and is_more(edge.worst, first.worst)
        for edge in edges[1:]
    )


class _Store:
    """
    The parts of the value of every pair of ladder and draw that was solved.

    Args:
        variants: What is played for each ladder.
        values: One value for every assumption, by draw.
        mapper: Applies a function to names.
        tick: Told what is being done.
        wanted: The parts, by their names in the table of metrics.

    Attributes:
        parts: The parts (part, ladder, draw); not a number where a pair was not solved.
        signs: What of each the responder wants: more, 1, or less, -1 (part).
    """

    def __init__(
        self,
        variants: Sequence[GameVariant],
        values: Sequence[Valuation],
        mapper: Mapper,
        tick: Callable[[str], None],
        *,
        wanted: Sequence[str],
    ) -> None:
        self.variants, self.draws, self.mapper, self.tick = variants, values, mapper, tick
        self.wanted, self.signs = wanted, np.array([float(METRICS[part].sense) for part in wanted])
        self.parts = np.full((len(wanted), len(variants), len(values)), np.nan)

    def values(
        self, ladders: Sequence[int] | Ints, weights: Floats, draws: slice = slice(None)
    ) -> Floats:
        """
        Weigh the parts of some ladders over some draws (ladder, draw); what is not solved yet is
        solved.
        """
        rows = np.asarray(ladders)
        first = draws.start or 0
        missing = np.argwhere(np.isnan(self.parts[0, rows, draws]))
        self.solve([(int(rows[row]), first + int(draw)) for row, draw in missing])
        return np.asarray(
            np.tensordot(weights, self.parts[:, rows, draws], axes=1), dtype=np.float64
        )

    def solve(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Solve pairs of ladder and draw, and keep their parts."""
        if not pairs:
            return
        self.tick(
            f"playing {len({ladder for ladder, _ in pairs}):,} ladders on {len(pairs):,} draws in"
            " all"
        )
        ladders, draws = zip(*pairs, strict=True)
        played = [(self.variants[ladder], self.draws[draw]) for ladder, draw in pairs]
        _, firsts, which = np.unique(game_numbers(played), return_index=True, return_inverse=True)
        unlike = np.unique(firsts)  # of games that are the same, the first pair, in their order
        unlike = unlike[_by_kin([self.variants[ladders[place]] for place in unlike.tolist()])]
        size = min(_PAIRS, -(-len(unlike) // _SHARES))
        shares = {str(first): unlike[first : first + size] for first in range(0, len(unlike), size)}
        listed = {name: [pairs[place] for place in places] for name, places in shares.items()}
        parts = np.full((len(self.wanted), len(pairs)), np.nan)
        for (name, places), solved in zip(
            shares.items(),
            self.mapper(
                partial(_solved_parts, self.variants, self.draws, listed, self.wanted),
                list(shares),
            ),
            strict=True,
        ):
            parts[:, places] = solved
            self.tick(f"played {name} of {len(unlike):,}")
        self.parts[:, ladders, draws] = parts[:, firsts[which]]

    def race(self, ladders: Sequence[int], weights: Floats, confidence: float) -> RaceResult:
        """Race some ladders by a weighing; they are told by their own numbers."""
        numbers = np.asarray(ladders)
        race_result = raced(
            lambda places, draws: self.values(numbers[places], weights, draws),
            len(numbers),
            len(self.draws),
            confidence=confidence,
            first=_FIRST,
        )
        band = tuple(
            replace(rival, candidate=int(numbers[rival.candidate])) for rival in race_result.band
        )
        return replace(race_result, best=int(numbers[race_result.best]), band=band)

    def behind(self, best: int, other: int) -> tuple[float, float]:
        """
        Give by how much one ladder beats another on average over all draws by the responder's own
        account, and the standard error.
        """
        both = self.values([best, other], self.signs)
        difference = both[0] - both[1]
        return float(difference.mean()), float(difference.std(ddof=1) / np.sqrt(len(difference)))


def _by_kin(variants: Sequence[GameVariant]) -> Ints:
    """
    Put ladders in an order in which those stand together that differ in counts alone: where they
    are solved together, their games share a structure. Those that are listed last, the largest of a
    class, come first: they take longest, and processors then end together.

    Args:
        variants: What is played for each ladder.

    Returns:
        The place of each in the list, in that order.
    """
    families: dict[object, int] = {}
    kin = [families.setdefault(_family(variant), -len(families)) for variant in variants]
    return np.argsort(kin, kind="stable")


def _family(variant: GameVariant) -> object:
    """Give what ladders have in common that differ in counts alone."""
    form = variant.shape.form if isinstance(variant.shape, MemberShape) else None
    return Itself(variant.policy), Itself(form)


def _solved_parts(
    variants: Sequence[GameVariant],
    values: Sequence[Valuation],
    shares: Mapping[str, Sequence[tuple[int, int]]],
    wanted: Sequence[str],
    name: str,
) -> Floats:
    share = shares[name]
    parts = figures(
        [variants[ladder] for ladder, _ in share],
        [values[draw] for _, draw in share],
        wanted=wanted,
    )
    return np.stack([parts[part] for part in wanted])


def _frontier(
    store: _Store, chosen: Sequence[Member], best: int, confidence: float
) -> tuple[SearchPoint, ...]:
    """
    Race the members of each size among themselves, and keep those that beat every simpler one on
    average over all draws.
    """
    points: list[SearchPoint] = []
    for size, some in groupby(range(len(chosen)), key=lambda place: chosen[place].size):
        member = store.race(list(some), store.signs, confidence).best
        value = float(store.values([member], store.signs).mean())
        behind, error = store.behind(best, member)
        if all(is_more(value, point.value) for point in points):
            points.append(
                SearchPoint(
                    member=member,
                    rungs=size[0],
                    counts=size[1],
                    value=value,
                    behind=behind,
                    error=error,
                )
            )
    return tuple(points)


def _view(
    case: Case, best: Valuation, store: _Store, viewpoint: Viewpoint, confidence: float
) -> View:
    """
    Race the members by the weights of a viewpoint, at their best values and at every corner of
    their ranges.

    A weighed value is linear in the weights: who is best on average at every corner is so
    everywhere between them.

    Raises:
        QuestionError: The weights rest on more assumptions than corners can be tried of.
    """
    ends = _ends_of_weights(case, viewpoint)
    ladders = range(len(store.variants) - 2)  # the last two are compared with, and no members
    weights = _weights(viewpoint, best)
    race_result = store.race(ladders, store.signs * weights, confidence)
    corners = [
        replace(best, values={**best.values, **dict(zip(ends, corner, strict=True))})
        for corner in product(*ends.values())
    ]
    winners = [
        store.race(ladders, store.signs * _weights(viewpoint, corner), confidence).best
        for corner in corners
    ]
    return View(
        viewpoint=viewpoint,
        weights=dict(zip(_WEIGHED, weights.tolist(), strict=True)),
        raced=race_result,
        corners=len(corners),
        held=winners.count(race_result.best),
        others=tuple(winner for winner in dict.fromkeys(winners) if winner != race_result.best),
    )


def _ends_of_weights(case: Case, viewpoint: Viewpoint) -> Mapping[str, tuple[float, float]]:
    """
    Give both ends of every assumption that the weights of a viewpoint rest on, by its id.

    Raises:
        QuestionError: They rest on more assumptions than corners can be tried of.
    """
    names = sorted(
        {name for part in _WEIGHED for name in assumptions_in(case, getattr(viewpoint, part))}
    )
    ends = {name: pair for name in names if (pair := ends_of(case.assumptions[name]))}
    if len(ends) > _MOST_WEIGHTS:
        raise QuestionError(
            f"the viewpoint {viewpoint.id!r} rests on {len(ends)} assumptions; expected at most"
            f" {_MOST_WEIGHTS}"
        )
    return ends


def _weights(viewpoint: Viewpoint, values: Valuation) -> Floats:
    """Give the weight of each part; what the viewpoint leaves out weighs 1 (part)."""
    return np.array(
        [values.of(text) if (text := getattr(viewpoint, part)) else 1.0 for part in _WEIGHED]
    )


def _edges(
    near: Sequence[int], variants: Sequence[GameVariant], best: Valuation, mapper: Mapper
) -> tuple[Edge, ...]:
    """
    Break ties of some members at the best values for the responder, and against it; of members
    whose games are the same, for one.
    """
    numbers = game_numbers([(variants[member], best) for member in near])
    _, firsts, which = np.unique(numbers, return_index=True, return_inverse=True)
    order = _by_kin([variants[near[place]] for place in firsts.tolist()])
    unlike = [near[place] for place in firsts[order].tolist()]
    names = [str(first) for first in range(0, len(unlike), _TIED)]
    solved = [*chain.from_iterable(mapper(partial(_ends_from, variants, best, unlike), names))]
    ends = dict(zip(order.tolist(), solved, strict=True))
    return tuple(
        Edge(member=member, best=ends[place][0], worst=ends[place][1])
        for member, place in zip(near, which.tolist(), strict=True)
    )


def _ends_from(
    variants: Sequence[GameVariant], best: Valuation, members: Sequence[int], name: str
) -> list[tuple[float, float]]:
    """Give the value of each of some members with ties broken for the responder, and against it."""
    first = int(name)
    some = members[first : first + _TIED]
    ends = np.zeros((2, len(some)))
    for places, games in grouped(games_of((variants[member], best) for member in some), frame):
        ends[:, places] = [side["value"] for side in by_ties(games, _WHOLE)]
    return [*zip(*ends.tolist(), strict=True)]
