"""
A challenger who promises to comply and cheats: what it does when nothing is seen and a breach
costs nothing, and when both are raised.

A ladder that climbs on the answer to a demand, while its red line is an act, invites it.
"""

from collections.abc import Sequence
from dataclasses import replace

from phaseline.case.games import setup_of, tracks_with
from phaseline.case.model.case import Case
from phaseline.case.model.escalation import TrackRole
from phaseline.case.model.play import GamePolicy
from phaseline.desk.comparison.study import base_setting, figures
from phaseline.desk.estimates.valuation import Valuation, assumptions_in, ends_of
from phaseline.terms.record import record
from phaseline.terms.ties import is_less

STEPS = 13
FURTHEST = 4.0  # of the high end: how far a breach cost is raised in search of the flip
CHEATS = 1.0  # periods of crossing under a promise that count as cheating


@record
class Corner:
    """
    One way in which detection and breach cost are set.

    Args:
        name: none, best or raised.
        detection: The chance per period that a crossing is noticed.
        breach: What a detected breach costs per period.
        cheating: Expected periods across the line while compliance is promised.
        inside: Expected periods across the line.
        above: The share of periods above the rung that the demand comes with.
    """

    name: str
    detection: float
    breach: float
    cheating: float
    inside: float
    above: float


@record
class Cheating:
    """
    Whether a challenger signs and cheats under one ladder.

    Args:
        policy: The id of the completed ladder.
        corners: Nothing seen and nothing lost; the best values; both at their high ends.
        flips: For each type the least breach cost from which it no longer cheats, detection at its
            high end; None if none was found.
        tried: Up to which breach cost was tried.
        high: The high end of the breach cost.
    """

    policy: str
    corners: tuple[Corner, ...]
    flips: tuple[tuple[str, float | None], ...]
    tried: float
    high: float


def cheating(case: Case, policy: GamePolicy, best: Valuation) -> Cheating | None:
    """
    Look whether a challenger signs and cheats; None where the ladder demands no promise or a
    detected breach has no cost.
    """
    setup = setup_of(case)
    hidden = next((one for one in setup.tracks if one.of == "red_line"), None)
    answers = {track.id for track in tracks_with(case, TrackRole.ANSWER)}
    if (
        hidden is None
        or not setup.breach
        or not any(demand.track in answers for demand in policy.demand)
        or not policy.enter
    ):
        return None
    seen, mistaken = (
        sorted(assumptions_in(case, text)) for text in (hidden.noticed, hidden.mistaken)
    )
    lost = sorted({name for row in setup.breach for name in assumptions_in(case, row.number)})
    ends = {one.id: ends_of(one) or (0.0, 0.0) for one in case.assumptions}

    def at(
        detection: float | None, breach: float | None, weights: dict[str, float] | None = None
    ) -> Valuation:
        values = {**best.values, **(weights or {})}
        if detection is not None:
            values |= dict.fromkeys(seen, detection)
            values |= {} if detection else dict.fromkeys(mistaken, 0.0)
        if breach is not None:
            values |= dict.fromkeys(lost, breach)
        return replace(best, values=values)

    sharp, dear = ends[seen[0]][1], ends[lost[0]][1]
    corners = (("none", at(0.0, 0.0)), ("best", at(None, None)), ("raised", at(sharp, dear)))
    setting = base_setting(case, policy)
    found = figures(setting, [values for _, values in corners])
    costs = [FURTHEST * dear * step / (STEPS - 1) for step in range(STEPS)]
    flips = []
    for kind in setup.types:
        weights = {
            name: float(one.id == kind.id)
            for one in setup.types
            for name in assumptions_in(case, one.weight)
        }
        periods = figures(
            setting, [at(sharp, cost, weights) for cost in costs], wanted=("cheating",)
        )["cheating"]
        flips.append((kind.id, _last_above(costs, list(periods))))
    return Cheating(
        policy=policy.id,
        corners=tuple(
            Corner(
                name=name,
                detection=values.of(hidden.noticed),
                breach=values.of(setup.breach[0].number),
                cheating=float(found["cheating"][place]),
                inside=float(found["inside"][place]),
                above=float(found["above"][place]),
            )
            for place, (name, values) in enumerate(corners)
        ),
        flips=tuple(flips),
        tried=costs[-1],
        high=dear,
    )


def _last_above(costs: Sequence[float], periods: Sequence[float]) -> float | None:
    """Give the least cost from which on there is no cheating."""
    if not is_less(periods[-1], CHEATS):
        return None
    last = max((place for place, one in enumerate(periods) if not is_less(one, CHEATS)), default=-1)
    return costs[last + 1]
