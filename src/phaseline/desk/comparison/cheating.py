"""
A challenger who promises to comply and cheats: what it does when nothing is seen and a breach
costs nothing, and when both are raised.

A ladder that climbs on the answer to a demand, while its red line is an act, invites it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from phaseline.case.games import setup_of, tracks_with
from phaseline.case.model.case import Case
from phaseline.case.model.escalation import TrackRole
from phaseline.case.model.play import GamePolicy
from phaseline.desk.comparison.game_of_case import RED_LINE, GameVariant, named_tracks
from phaseline.desk.comparison.study import base_setting, figures
from phaseline.desk.estimates.valuation import Valuation, assumptions_in, ends_of
from phaseline.terms.record import record
from phaseline.terms.ties import first_leading, is_less, total

STEPS = 13
FURTHEST = 4.0  # of the high end: how far a breach cost is raised in search of the flip
CHEATS = 1.0  # periods of crossing under a promise that count as cheating


@record
class Corner:
    """
    One way in which detection and breach cost are set.

    Args:
        name: none, best or raised.
        detection: The chance per period that a crossing is noticed; of several tracks of the line,
            that of the one that is seen best.
        breach: What a detected breach costs per period; of several levels, the dearest.
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
            high end; None if none was found. Nothing where no breach costs anything.
        tried: Up to which breach cost was tried.
        high: The high end of the breach cost; 0 where no track at whose level one costs anything
            is played.
    """

    policy: str
    corners: tuple[Corner, ...]
    flips: tuple[tuple[str, float | None], ...]
    tried: float
    high: float


@record
class _Breach:
    """
    What a ladder sees and punishes, as formulas of the case.

    Args:
        noticed: How each track of the red line is seen.
        costs: What a breach costs at each level at which it costs anything; none where no track
            with such a level is played.
    """

    noticed: tuple[str, ...]
    costs: tuple[str, ...]

    def dearest(self, values: Valuation) -> float:
        """Give what a breach costs at most."""
        return max((values.of(cost) for cost in self.costs), default=0.0)

    def sharpest(self, values: Valuation) -> float:
        """Give the chance that a crossing is noticed on the track that is seen best."""
        return max((values.of(chance) for chance in self.noticed), default=0.0)


def has_tested_promise(case: Case, policy: GamePolicy) -> bool:
    """Whether a ladder asks for a promise, and reports that it is broken call a rung."""
    answers = {track.id for track in tracks_with(case, TrackRole.ANSWER)}
    return bool(policy.enter) and any(demand.track in answers for demand in policy.demand)


def cheating(case: Case, policy: GamePolicy, best: Valuation) -> Cheating | None:
    """
    Look whether a challenger signs and cheats; None where the ladder tests no promise, or the case
    says of no detected breach what it costs.
    """
    if not setup_of(case).breach or not has_tested_promise(case, policy):
        return None
    breach = _breach_of(case, policy)
    raised = _at_high_ends(case, best, (*breach.noticed, *breach.costs))
    high = breach.dearest(raised)
    setting = base_setting(case, policy)
    corners = (
        ("none", replace(setting, is_unseen=True, breach_scale=0.0), best),
        ("best", setting, best),
        ("raised", setting, raised),
    )
    scales = [FURTHEST * step / (STEPS - 1) for step in range(STEPS)]
    solved = figures([variant for _, variant, _ in corners], [values for *_, values in corners])
    return Cheating(
        policy=policy.id,
        corners=tuple(
            Corner(
                name=name,
                detection=0.0 if variant.is_unseen else breach.sharpest(values),
                breach=variant.breach_scale * breach.dearest(values),
                cheating=float(solved["cheating"][place]),
                inside=float(solved["inside"][place]),
                above=float(solved["above"][place]),
            )
            for place, (name, variant, values) in enumerate(corners)
        ),
        flips=tuple(
            (
                challenger.id,
                _stops_from(replace(setting, type_alone=challenger.id), raised, scales, high),
            )
            for challenger in (setup_of(case).types if breach.costs else ())
        ),
        tried=FURTHEST * high,
        high=high,
    )


def _breach_of(case: Case, policy: GamePolicy) -> _Breach:
    """Give what a ladder sees and punishes, on the tracks that are played with it."""
    setup = setup_of(case)
    played = named_tracks(setup, policy)
    return _Breach(
        noticed=tuple(
            track.noticed
            for track in setup.tracks
            if track.of == RED_LINE and track.id in played and track.noticed
        ),
        costs=tuple(row.number for row in setup.breach if row.track in played),
    )


def _at_high_ends(case: Case, best: Valuation, formulas: Sequence[str]) -> Valuation:
    """
    Put what some formulas rest on at the ends at which they come to most: one assumption after
    another, in the order of the case, from the best values on.
    """
    names = frozenset[str]().union(*(assumptions_in(case, text) for text in formulas))
    raised = best
    for assumption in case.assumptions:
        ends = ends_of(assumption) if assumption.id in names else None
        if ends:
            raised = first_leading(
                [_with(raised, assumption.id, end) for end in reversed(ends)],
                lambda values: total(values.of(text) for text in formulas),
            )
    return raised


def _with(values: Valuation, name: str, number: float) -> Valuation:
    return replace(values, values={**values.values, name: number})


def _stops_from(
    setting: GameVariant, values: Valuation, scales: Sequence[float], high: float
) -> float | None:
    """Give the least cost of a breach from which on one who is played does not cheat."""
    variants = [replace(setting, breach_scale=scale) for scale in scales]
    solved = figures(variants, [values] * len(scales), wanted=("cheating",))
    return _last_above([scale * high for scale in scales], [*solved["cheating"]])


def _last_above(costs: Sequence[float], periods: Iterable[float]) -> float | None:
    """Give the least cost from which on there is no cheating."""
    cheats = [not is_less(count, CHEATS) for count in periods]
    if cheats[-1]:
        return None
    last = max((place for place, is_cheating in enumerate(cheats) if is_cheating), default=-1)
    return costs[last + 1]
