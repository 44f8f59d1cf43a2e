"""
Votes by weight: each member casts one vote, and those who say yes have to bring a share of the
weight of all members besides.

A member votes as one, whatever it weighs: a state of 84 million is one yes or one no. The yes votes
of a party and their weight are two axes of one table, and so the two majorities are of the same
votes.

Source:
    Treaty on European Union, article 16(4), for a majority of members that comprises a share of the
    population; Wang, *Statistica Sinica* 3 (1993), 295-312, for the distribution of a sum.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from math import lcm

import numpy as np

from phaseline.politics.arrays import Needed, chance_of_all, chances_of_rest, sum_of
from phaseline.politics.model import Group, Threshold
from phaseline.politics.votes import Chances, chance_given, party_scores, scores, swayed

_FIRST = 0
_KEPT = 4096  # votes: of the draws of a study, asked again with another number that is none of them


def whole_weights(groups: Sequence[Group]) -> Mapping[str, int]:
    """
    Give what a member of each party weighs in whole steps, the smallest in which all are whole.

    >>> light = Group(party="a", seats=2, yes=0.5, weight=Fraction(7, 2))
    >>> heavy = Group(party="b", seats=1, yes=0.5, weight=Fraction(7))
    >>> dict(whole_weights([light, heavy]))
    {'a': 1, 'b': 2}
    """
    weights = [Fraction(group.weight) for group in groups]
    scale = lcm(*(weight.denominator for weight in weights))
    steps = np.array([int(weight * scale) for weight in weights])
    divisor = int(np.gcd.reduce(steps)) or 1
    return {group.party: int(step) // divisor for group, step in zip(groups, steps, strict=True)}


def members_of(groups: Sequence[Group]) -> int:
    """Give all members [seat]."""
    return Counter({group.party: group.seats for group in groups}).total()


def by_weight(groups: Sequence[Group], threshold: Threshold) -> tuple[Needed, Needed]:
    """Give what is needed of the yes votes, and of their weight [the steps of a member]."""
    weights = whole_weights(groups)
    whole = Counter({group.party: group.seats * weights[group.party] for group in groups})
    return (
        Needed(least=threshold.needed(members_of(groups))),
        Needed(least=threshold.weight_needed(whole.total())),
    )


def weighed(chances: Chances, axis: int, weight: int) -> Chances:
    """Give yes votes, which an axis counts, by their weight as well, on an axis after it."""
    votes = np.arange(chances.shape[axis])
    last = np.moveaxis(chances, axis, -1)
    table = np.zeros((*last.shape, weight * (len(votes) - 1) + 1))
    table[..., votes, weight * votes] = last
    return np.moveaxis(table, (-2, -1), (axis, axis + 1))


def chance_of_vote(
    groups: Sequence[Group], threshold: Threshold, *, sd: float, shocks: Mapping[str, float]
) -> float:
    """
    Give the chance that a vote passes, by votes alone or by their weight too.

    Args:
        groups: The parties.
        threshold: What is asked for.
        sd: The standard deviation of a shock in log-odds.
        shocks: Known shocks by party [standard deviation]; a party that is left out has its shock
            integrated.
    """
    return _chance_of_vote(tuple(groups), threshold, sd, tuple(shocks.items()))


@lru_cache(maxsize=_KEPT)
def _chance_of_vote(
    groups: tuple[Group, ...],
    threshold: Threshold,
    sd: float,
    shocks: tuple[tuple[str, float], ...],
) -> float:
    """Work it out once for parties, threshold and shocks that are the same."""
    by_party = dict(shocks)
    if not threshold.weight:
        return chance_given(groups, threshold, sd=sd, shocks=by_party)
    known = [
        (swayed(group, sd, by_party[group.party]), 0.0) if group.party in by_party else (group, sd)
        for group in groups
    ]
    chance = chance_of_all(_tables(groups, known, threshold), by_weight(groups, threshold))
    return min(1.0, max(0.0, chance))


def chances_at_shocks(
    groups: Sequence[Group],
    threshold: Threshold,
    sd: float,
    heads: tuple[Group, Group],
    points: Chances,
) -> Chances:
    """
    Give the chance that a vote by weight passes at every pair of shocks of two parties; both axes
    are shocks.

    Args:
        groups: The parties.
        threshold: What is asked for.
        sd: The standard deviation of a shock in log-odds.
        heads: The two whose shocks are known.
        points: Their shocks [standard deviation].
    """
    needed, weights = by_weight(groups, threshold), whole_weights(groups)
    others = [(group, sd) for group in groups if group not in heads]
    rest = chances_of_rest(sum_of(_tables(groups, others, threshold), needed), needed)
    steps = scores(threshold, members_of(groups))
    rows, columns = (
        np.array([party_scores(swayed(head, sd, point), 0.0, steps) for point in points])
        for head in heads
    )
    first, second = np.indices((rows.shape[1], columns.shape[1]))
    votes = needed[0].least - first - second
    first_weight, second_weight = (weights.get(head.party, 0) for head in heads)
    weight = needed[1].least - first_weight * first - second_weight * second
    lacking = zip((votes, weight), rest.shape, strict=True)
    places = tuple(np.clip(lack, 0, size - 1) for lack, size in lacking)
    chances: Chances = rows @ rest[places] @ columns.T
    return np.clip(chances, 0.0, 1.0)


def _tables(
    groups: Sequence[Group], known: Sequence[tuple[Group, float]], threshold: Threshold
) -> list[Chances]:
    """Give what each party brings, its shock integrated: yes votes, and their weight."""
    weights = whole_weights(groups)
    steps = scores(threshold, members_of(groups))
    return [
        weighed(party_scores(group, sd, steps), _FIRST, weights[group.party]) for group, sd in known
    ]
