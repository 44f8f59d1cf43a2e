"""
Votes of the same members: one shock for all of them, so that a second vote is no fresh draw.

What is conditioned on are the shocks of the two largest parties, on a grid; the shocks of the
others are integrated in every vote by itself. Of parties that are equally large, as the members of
a council are, those are taken whose votes a shock turns most. That leaves a little too much
freshness: where the other parties matter, a chance of at least one consent is an upper bound, and
that of two votes both passing a lower one.

Source:
    Casella & Berger, *Statistical Inference* (2nd ed. 2002), section 4.4, for mixtures: independent
    given the shock, not without.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import expm1, log1p

import numpy as np

from phaseline.politics.model import Group, Threshold
from phaseline.politics.votes import (
    Chances,
    Scores,
    grid,
    nobody,
    party_scores,
    product,
    quorum_doubt,
    scores,
    swayed,
)
from phaseline.politics.weights import chance_of_vote, chances_at_shocks
from phaseline.terms.record import record

_NARROWEST = 0.2  # of a standard deviation: how sharply a chance turns with a shock


@record
class Surface:
    """
    The chance that a vote passes at every pair of shocks of the two largest parties; both axes are
    shocks.

    Args:
        weights: How likely each pair is.
        chances: The chance that the vote passes, given it.
        doubt: How much the quorum could take from any of them at most.
    """

    weights: Chances
    chances: Chances
    doubt: float


@record
class RepeatedSittings:
    """
    What several sittings are worth.

    Args:
        sittings: How many votes are taken.
        once: The chance that a single one passes.
        shared: The chance that at least one does, one shock for all of them.
        independent: The same if each sitting had fresh shocks: what a naive count gives.
    """

    sittings: int
    once: float
    shared: float
    independent: float


def repeated(
    groups: Sequence[Group], threshold: Threshold, sd: float, *, sittings: int
) -> RepeatedSittings:
    """
    Give the chance that at least one of several sittings consents, with the shock common to all of
    them and without.

    Args:
        groups: The parties.
        threshold: What is asked for.
        sd: The standard deviation of a shock in log-odds.
        sittings: How many votes are taken; at least one.
    """
    once = chance_of_vote(groups, threshold, sd=sd, shocks={})
    at = surface(tuple(groups), threshold, sd)
    shared = float((at.weights * _at_least_one(at.chances, sittings)).sum())
    independent = -expm1(sittings * log1p(-once)) if once < 1 else 1.0
    return RepeatedSittings(sittings=sittings, once=once, shared=shared, independent=independent)


def both(groups: Sequence[Group], first: Threshold, second: Threshold, sd: float) -> float:
    """
    Give the chance that two votes of the same members both pass, the shocks of its two largest
    parties common to them.
    """
    names = largest(groups, (first, second))
    at_first, at_second = (surface(tuple(groups), vote, sd, names) for vote in (first, second))
    return float((at_first.weights * at_first.chances * at_second.chances).sum())


@lru_cache(maxsize=64)
def surface(
    groups: tuple[Group, ...], threshold: Threshold, sd: float, names: tuple[str, ...] = ()
) -> Surface:
    """
    Give the chance that a vote passes at every pair of shocks of two parties.

    Args:
        groups: The parties.
        threshold: What is asked for.
        sd: The standard deviation of a shock in log-odds.
        names: The names of the two parties, or of one; the two largest if left out. One that has no
            seat here changes nothing.
    """
    steps = scores(threshold, sum(group.seats for group in groups))
    first, second, *rest = _with_first(groups, names or largest(groups, (threshold,)))
    points, weights = grid(_NARROWEST) if sd else (np.zeros(1), np.ones(1))
    if threshold.weight:
        return Surface(
            weights=np.outer(weights, weights),
            chances=chances_at_shocks(groups, threshold, sd, (first, second), points),
            doubt=0.0,
        )
    others = np.ones(1)
    for group in rest:
        others = np.convolve(others, party_scores(group, sd, steps))
    rows = np.array([party_scores(swayed(first, sd, point), 0.0, steps) for point in points])
    columns = [
        np.convolve(others, party_scores(swayed(second, sd, point), 0.0, steps)) for point in points
    ]
    reached = np.array([_chance_of_rest(column, rows.shape[1], steps) for column in columns])
    chances = np.clip(product(rows, reached.T) - nobody(groups, threshold), 0.0, 1.0)
    return Surface(
        weights=np.outer(weights, weights), chances=chances, doubt=quorum_doubt(groups, threshold)
    )


def largest(groups: Sequence[Group], thresholds: Sequence[Threshold]) -> tuple[str, ...]:
    """
    Give the two largest parties, in whatever order the parties come: of equals those whose median
    member is nearest to an even chance, where a shock turns most.
    """

    def rank(group: Group) -> tuple[float, ...]:
        blocks = (group.party in threshold.vetoes for threshold in thresholds)
        undecided = abs(group.yes - 1 / 2)
        return (-group.seats, undecided, group.yes, group.attends, group.abstains, *blocks)

    return tuple(group.party for group in sorted(groups, key=rank)[:2])


def _with_first(groups: Sequence[Group], names: Sequence[str]) -> list[Group]:
    """Give the parties of some names at their head."""
    by_name = {group.party: group for group in groups}
    heads = [by_name.get(name, _NOBODY[0]) for name in names]
    others = [group for group in groups if group.party not in names]
    return [*heads, *_NOBODY[len(heads) :], *others]


_NOBODY = (Group(party="", seats=0, yes=0.0), Group(party="", seats=0, yes=0.0))


def _chance_of_rest(chances: Chances, length: int, steps: Scores) -> Chances:
    """
    Give for every score of the largest party the chance that the others bring the rest; the axis is
    its score.
    """
    tails = np.append(np.cumsum(chances[::-1])[::-1], 0.0)
    wanted = np.clip(steps.least - np.arange(length), 0, len(tails) - 1)
    chance_of_rest: Chances = tails[wanted]
    return chance_of_rest


def _at_least_one(chances: Chances, sittings: int) -> Chances:
    with np.errstate(divide="ignore"):
        chance_of_any: Chances = -np.expm1(sittings * np.log1p(-chances))
    return chance_of_any
