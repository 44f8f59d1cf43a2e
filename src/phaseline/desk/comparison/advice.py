"""
Which ladder comes out ahead, from whose point of view, how firmly, and what would turn it.

A ladder is ahead of another in a draw; over the draws it dominates, is dominated, or neither. A
share of draws is no probability, and nothing here recommends: it says what follows from the
assumptions.
"""

from collections.abc import Mapping, Sequence
from itertools import permutations

import numpy as np

from phaseline.case.games import setup_of
from phaseline.case.model.case import Case
from phaseline.desk.comparison.claims import Turning, turning
from phaseline.desk.comparison.results import LadderComparison, LadderResult
from phaseline.game.metrics import METRICS
from phaseline.game.ties import less, more
from phaseline.terms.record import record
from phaseline.terms.ties import in_order, total

MOST = 0.95
VIEWPOINTS = ("inside", "value", "disaster")  # the metrics by which courses are compared


@record
class Ahead:
    """
    The ladder that is ahead from one point of view.

    Args:
        viewpoint: By which figure: periods inside, the responder's value, or disaster.
        first: The ladder that is ahead in most draws; of several, the first in the order of the
            case.
        level: The others that are ahead in as many draws.
        share: In which share of the draws it is ahead of every other, or level with it.
        second: The ladder that is ahead in most of the other draws; empty if there is none.
        turning: What best tells apart the draws in which the first is ahead of the second; None if
            nothing does.
    """

    viewpoint: str
    first: str
    level: tuple[str, ...]
    share: float
    second: str
    turning: Turning | None


@record
class Advice:
    """
    What follows from the assumptions for the choice of a ladder.

    Args:
        ahead: The ladder that is ahead, by viewpoint.
        better: For each ladder, in which share of the draws it is better than the yardstick: fewer
            periods inside, higher value.
        dominant: Pairs in which the first has both fewer periods inside and a higher value in
            nearly all draws.
        movers: The assumptions that move the ladders most, with their reach summed over the
            ladders.
    """

    ahead: tuple[Ahead, ...]
    better: Mapping[str, tuple[float, float]]
    dominant: tuple[tuple[str, str], ...]
    movers: tuple[tuple[str, float], ...]


def advice(case: Case, found: LadderComparison) -> Advice:
    """Compare the ladders that are the responder's to decide, draw by draw."""
    own = [one for one in found.contenders if not _is_others(case, one)]
    changes = {one.policy.id: one for one in own}
    yardstick = setup_of(case).yardstick
    rivals = [one for one in own if one.policy.id != yardstick]
    better = {
        one.policy.id: (
            float(less(one.studied.change_by_draw("inside"), -_LEAST).mean()),
            float(more(one.studied.change_by_draw("value"), _LEAST).mean()),
        )
        for one in rivals
    }
    dominant = tuple(
        (first, second)
        for first, second in permutations(changes, 2)
        if _dominates(changes[first], changes[second])
    )
    reach: dict[str, list[float]] = {one.id: [] for one in case.assumptions}
    for one in rivals:
        for mover in one.studied.movers:
            reach[mover.assumption].append(mover.reach)
    return Advice(
        ahead=tuple(_ahead(case, found, name, own) for name in VIEWPOINTS),
        better=better,
        dominant=dominant,
        movers=in_order(
            [(name, total(parts)) for name, parts in reach.items() if parts], lambda pair: pair[1]
        ),
    )


_LEAST = 0.05


def _is_others(case: Case, one: LadderResult) -> bool:
    return bool(case.ladders[one.policy.ladder].controlled_by)


def _dominates(first: LadderResult, second: LadderResult) -> bool:
    fewer = less(
        first.studied.change_by_draw("inside"), second.studied.change_by_draw("inside") - _LEAST
    )
    dearer = more(
        first.studied.change_by_draw("value"), second.studied.change_by_draw("value") + _LEAST
    )
    return bool(fewer.mean() >= MOST and dearer.mean() >= MOST)


def _ahead(
    case: Case, found: LadderComparison, viewpoint: str, own: Sequence[LadderResult]
) -> Ahead:
    table = METRICS[viewpoint].sense * np.array(
        [ladder.studied.change_by_draw(viewpoint) for ladder in own]
    )
    leads = ~less(table, table.max(axis=0) - _LEAST * (viewpoint != "disaster"))
    counts = leads.sum(axis=1)
    first, *level = (int(place) for place in np.flatnonzero(counts == counts.max()))
    others = table[[place for place in range(len(own)) if place != first]]
    behind = ~leads[first]
    wins = [
        (int((leads[place] & behind).sum()), place) for place in range(len(own)) if place != first
    ]
    count, second = max(wins, default=(0, -1), key=lambda pair: pair[0])
    holds = ~less(table[first], table[second]) if count else np.ones(table.shape[1], dtype=bool)
    return Ahead(
        viewpoint=viewpoint,
        first=own[first].policy.id,
        level=tuple(own[place].policy.id for place in level),
        share=float(leads[first].mean()) if len(others) else 1.0,
        second=own[second].policy.id if count else "",
        turning=turning(case, found.plan, holds) if count else None,
    )
