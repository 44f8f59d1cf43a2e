"""
Which ladder comes out ahead, from whose point of view, how firmly, and what would turn it.

A ladder is ahead of another in a draw; over the draws it dominates, is dominated, or neither. A
share of draws is no probability, and nothing here recommends: it says what follows from the
assumptions.
"""

from collections.abc import Mapping, Sequence
from itertools import permutations

import numpy as np

from phaseline.case.games import baseline_of
from phaseline.case.model.case import Case
from phaseline.desk.comparison.claims import Turning, turning
from phaseline.desk.comparison.results import LadderComparison, LadderResult
from phaseline.game.arrays import Bools
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
        second: The ladder that is ahead in most of the other draws; empty if there is none, or if
            there are equals, of the first or of it.
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


def advice(case: Case, comparison: LadderComparison) -> Advice:
    """Compare the ladders that are the responder's to decide, draw by draw."""
    own = own_courses(case, comparison)
    rivals = [ladder for ladder in own if ladder.policy.id != baseline_of(case).id]
    return Advice(
        ahead=tuple(ahead_among(case, comparison, viewpoint, own) for viewpoint in VIEWPOINTS),
        better={ladder.policy.id: _shares_better(ladder) for ladder in rivals},
        dominant=tuple(
            (first.policy.id, second.policy.id)
            for first, second in permutations(own, 2)
            if _dominates(first, second)
        ),
        movers=_movers(case, rivals),
    )


_LEAST = 0.05


def own_courses(case: Case, comparison: LadderComparison) -> list[LadderResult]:
    """Give the ladders that are the responder's to decide, the yardstick with them."""
    return [ladder for ladder in comparison.contenders if not _is_others(case, ladder)]


def _is_others(case: Case, ladder: LadderResult) -> bool:
    return bool(case.ladders[ladder.policy.ladder].controlled_by)


def _shares_better(ladder: LadderResult) -> tuple[float, float]:
    """Give the shares of the draws with fewer periods inside, and with a higher value."""
    fewer = less(ladder.studied.change_by_draw("inside"), -_LEAST)
    dearer = more(ladder.studied.change_by_draw("value"), _LEAST)
    return float(fewer.mean()), float(dearer.mean())


def _dominates(first: LadderResult, second: LadderResult) -> bool:
    fewer = less(
        first.studied.change_by_draw("inside"), second.studied.change_by_draw("inside") - _LEAST
    )
    dearer = more(
        first.studied.change_by_draw("value"), second.studied.change_by_draw("value") + _LEAST
    )
    return bool(fewer.mean() >= MOST and dearer.mean() >= MOST)


def _movers(case: Case, rivals: Sequence[LadderResult]) -> tuple[tuple[str, float], ...]:
    """Give the assumptions that move any of the ladders, with their reach summed over them."""
    reach: dict[str, list[float]] = {assumption.id: [] for assumption in case.assumptions}
    for ladder in rivals:
        for mover in ladder.studied.movers:
            reach[mover.assumption].append(mover.reach)
    moving = [(name, total(parts)) for name, parts in reach.items() if parts]
    return in_order(moving, lambda mover: mover[1])


def ahead_among(
    case: Case, comparison: LadderComparison, viewpoint: str, own: Sequence[LadderResult]
) -> Ahead:
    """
    Say which of some ladders is ahead from one point of view.

    Args:
        case: The case.
        comparison: All ladders, studied.
        viewpoint: One of `VIEWPOINTS`.
        own: The ladders that are ranked; one at least.
    """
    table = METRICS[viewpoint].sense * np.array(
        [ladder.studied.change_by_draw(viewpoint) for ladder in own]
    )
    leads = ~less(table, table.max(axis=0) - _LEAST * (viewpoint != "disaster"))
    counts = leads.sum(axis=1)
    first, *level = (int(place) for place in np.flatnonzero(counts == counts.max()))
    second = None if level else _second(leads, first)
    return Ahead(
        viewpoint=viewpoint,
        first=own[first].policy.id,
        level=tuple(own[place].policy.id for place in level),
        share=float(leads[first].mean()) if len(own) > 1 else 1.0,
        second="" if second is None else own[second].policy.id,
        turning=(
            None
            if second is None
            else turning(case, comparison.plan, ~less(table[first], table[second]))
        ),
    )


def _second(leads: Bools, first: int) -> int | None:
    """
    Give the ladder that leads in most draws in which the first does not; None if none does, or if
    several do in as many.
    """
    wins = (leads & ~leads[first]).sum(axis=1)
    leading = [int(place) for place in np.flatnonzero(wins == wins.max())]
    return leading[0] if wins.any() and len(leading) == 1 else None
