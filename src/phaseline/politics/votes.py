"""
The chance that a vote passes: exact where members are independent, and with one shock for each party where they are not.

The members of a party hear the same leaders: that they vote independently of one another is badly wrong, and makes a change
of majority look all but impossible. Each party therefore has one common shock, normal in log-odds, and its members are
independent given it. Distributions are convolved without a transform, so that a chance of 1e-11 is as exact as one of 0.5.

A member's vote is a score: of a share p/q of those present, yes adds q - p, a presence without yes takes p, an absence adds
nothing; the motion passes where the sum reaches 0, or exceeds it. So attendance is exact at the price of one array.

Source:
    Wang, *Statistica Sinica* 3 (1993), 295-312, for the distribution of the sum of unequal chances (Poisson-binomial);
    Aitchison & Shen, *Biometrika* 67 (1980), 261-272, for shares that are normal in log-odds.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import exp, inf, isinf, lgamma, log, sqrt

import numpy as np
from numpy.typing import NDArray

from phaseline.politics.model import Base, Group, Threshold
from phaseline.terms.record import record

Chances = NDArray[np.float64]

_FURTHEST = 9.0  # standard deviations; beyond them lies a chance of 2e-19
_STEP = 0.1
_NEGLIGIBLE = 1e-12  # of the result: a doubt about the quorum that is smaller is not looked into
_ROWS = 4
_KEPT = 4096  # distributions of parties
_MOST_ODDS = 700.0  # beyond, the other side is nothing
_NOTHING = 1e-154  # the product of two of these is just a number


@record
class Scores:
    """
    How far each vote moves along an array of chances; presence without yes stays where it is.

    Args:
        yes: Steps of a yes.
        absent: Steps of an absence.
        least: The first place at which the motion passes.
    """

    yes: int
    absent: int
    least: int


def counts(groups: Sequence[Group]) -> Chances:
    """
    Give the chance of every number of yes votes, members independent; the axis counts yes votes from 0.

    Whoever is absent votes for nothing.

    Source:
        Wang, *Statistica Sinica* 3 (1993), 295-312.
    """
    steps = Scores(yes=1, absent=0, least=0)
    return _sum([_alone(one.seats, one.yes, one.attends, steps.yes, steps.absent) for one in groups])


def chance(groups: Sequence[Group], threshold: Threshold) -> float:
    """Give the chance that a vote passes where every member decides alone, given the rates of each party."""
    return chance_given(groups, threshold, sd=0.0, shocks={})


def chance_with_shocks(groups: Sequence[Group], threshold: Threshold, sd: float) -> float:
    """
    Give the chance that a vote passes, each party with a common shock of its own.

    The integral over each shock is a trapezoid rule on a grid finer than half the narrowest feature of what is integrated:
    its error is below 1e-12 of the result, which is rounding, and cutting the tails off leaves out 2e-19.

    Args:
        groups: The parties; `yes` is the median of a party's share.
        threshold: What is asked for.
        sd: The standard deviation of a shock in log-odds.
    """
    return chance_given(groups, threshold, sd=sd, shocks={})


def chance_given(groups: Sequence[Group], threshold: Threshold, *, sd: float, shocks: Mapping[str, float]) -> float:
    """
    Give the chance that a vote passes where the shocks of some parties are known.

    Args:
        groups: The parties.
        threshold: What is asked for.
        sd: The standard deviation of a shock in log-odds.
        shocks: Known shocks by party [standard deviation]; a party that is left out has its shock integrated.
    """
    members = sum(one.seats for one in groups)
    steps = scores(threshold, members)
    known = [(swayed(one, sd, shocks[one.party]), 0.0) if one.party in shocks else (one, sd) for one in groups]
    total = _sum([party_scores(one, shock, steps) for one, shock in known])
    found = float(total[steps.least :].sum())
    if quorum_doubt(groups, threshold) <= _NEGLIGIBLE * found:
        return min(1.0, found)
    return _with_quorum(known, threshold, members)


def swayed(group: Group, sd: float, shock: float) -> Group:
    """Give a party after its shock: every member's log-odds moved alike; a chance of 0 or 1 stays."""
    return Group(party=group.party, seats=group.seats, yes=_moved(group.yes, sd * shock), attends=group.attends)


def scores(threshold: Threshold, members: int) -> Scores:
    """Give the steps of each vote, and where a motion passes, for so many members."""
    if threshold.base is Base.ALL:
        return Scores(yes=1, absent=0, least=threshold.needed(members))
    part, whole = threshold.share.numerator, threshold.share.denominator
    return Scores(yes=whole, absent=part, least=part * members + int(threshold.strict))


def party_scores(group: Group, sd: float, steps: Scores) -> Chances:
    """Give the chances of a party's scores, its shock integrated where there is one; the axis counts steps from 0."""
    if sd and 0 < group.yes < 1:
        return _together(group.seats, group.yes, group.attends, sd, (steps.yes, steps.absent))
    return _alone(group.seats, group.yes, group.attends, steps.yes, steps.absent)


def grid(narrowest: float) -> tuple[Chances, Chances]:
    """Give points of a standard normal with their weights, at steps of at most half the narrowest feature; one axis, the shock."""
    step = min(_STEP, narrowest / 2)
    side = int(np.ceil(_FURTHEST / step))
    points: Chances = np.arange(-side, side + 1, dtype=np.float64) * step
    weights: Chances = np.exp(-points * points / 2)
    return points, np.divide(weights, weights.sum())


def product(one: Chances, other: Chances) -> Chances:
    """Multiply two tables, a few rows at a time: a large product wakes threads that cost more than they help."""
    return np.vstack([one[row : row + _ROWS] @ other for row in range(0, len(one), _ROWS)])


def quorum_doubt(groups: Sequence[Group], threshold: Threshold) -> float:
    """Give the chance that too few are present, where a majority does not make a quorum by itself."""
    members = sum(one.seats for one in groups)
    least = threshold.present_needed(members)
    if not least or (threshold.base is Base.ALL and threshold.needed(members) >= least):
        return 0.0
    present = _sum([_alone(one.seats, one.attends, 1.0, 1, 0) for one in groups])
    return float(present[:least].sum())


def _moved(share: float, by: float) -> float:
    odds = _log_odds(share)
    if isinf(odds):
        return share
    return 1 / (1 + exp(-(odds + by))) if odds + by > 0 else exp(odds + by) / (1 + exp(odds + by))


def _log_odds(share: float) -> float:
    if share <= 0 or share >= 1:
        return -inf if share <= 0 else inf
    return log(share) - log(1 - share)


def _sum(parts: Sequence[Chances]) -> Chances:
    total = np.ones(1)
    for part in sorted(parts, key=len):
        total = np.convolve(total, part)
    return total


@lru_cache(maxsize=_KEPT)
def _alone(seats: int, yes: float, attends: float, step_yes: int, step_absent: int) -> Chances:
    """Give the scores of members who decide alone: one member's, multiplied with itself."""
    one = np.zeros(max(step_yes, step_absent) + 1)
    one[0] += attends * (1 - yes)
    one[step_absent] += 1 - attends
    one[step_yes] += attends * yes
    total, rest = np.ones(1), seats
    while rest:
        if rest % 2:
            total = np.convolve(total, one)
        rest //= 2
        one = np.convolve(one, one) if rest else one
    return _frozen(total)


@lru_cache(maxsize=_KEPT)
def _together(seats: int, yes: float, attends: float, sd: float, steps: tuple[int, int]) -> Chances:
    """Give the scores of members who share a shock."""
    table = _table(seats, yes, attends, sd)
    ayes, noes = np.indices(table.shape)
    places = np.where(ayes + noes <= seats, ayes * steps[0] + (seats - ayes - noes) * steps[1], 0)
    found: Chances = np.bincount(places.ravel(), weights=table.ravel(), minlength=seats * max(steps) + 1).astype(np.float64)
    return _frozen(found)


def _table(seats: int, yes: float, attends: float, sd: float) -> Chances:
    """
    Give the chance of so many yes (first axis) and so many present without yes (second axis), the shock integrated.

    A power of two goes with each vote, so that neither powers nor numbers of ways leave the range of a number; powers that would
    slow the product down and that no result above 1e-50 needs are nothing.
    """
    points, weights = grid(2 / (sd * sqrt(seats))) if sd and 0 < yes < 1 else (np.zeros(1), np.ones(1))
    odds = np.clip(_log_odds(yes) + sd * points, -_MOST_ODDS, _MOST_ODDS)
    ayes, noes = (np.ones((seats + 1, len(points))) for _ in range(2))
    for powers, signed in ((ayes, odds), (noes, -odds)):
        powers[1:] = 2 / (1 + np.exp(-signed))
        np.cumprod(powers, axis=0, out=powers)
        powers[powers < _NOTHING] = 0.0
    found: Chances = _ways(seats, attends) * product(ayes * weights, noes.T)
    return found


@lru_cache(maxsize=256)
def _ways(seats: int, attends: float) -> Chances:
    """Give the ways to be so many of each kind, halved with each vote, times the chance of that attendance; 0 if there are fewer."""
    logs = np.array([lgamma(count + 1.0) for count in range(seats + 1)])
    number = np.arange(seats + 1)
    absent = seats - number[:, None] - number[None, :]
    away = np.maximum(absent, 0)
    present = np.where(absent >= 0, seats - away, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        chances = np.where(present > 0, present * np.log(attends), 0.0) + np.where(away > 0, away * np.log1p(-attends), 0.0)
    ways = logs[seats] - logs[:, None] - logs[None, :] - logs[away] - present * log(2)
    return _frozen(np.where(absent >= 0, np.exp(ways + chances), 0.0))


def _with_quorum(known: Sequence[tuple[Group, float]], threshold: Threshold, members: int) -> float:
    """Give the chance that a vote passes with a quorum, over every number of yes and of present without yes: exact, and slow."""
    total = np.ones((1, 1))
    for one, sd in sorted(known, key=lambda pair: pair[0].seats):
        total = _joined(total, _table(one.seats, one.yes, one.attends, sd))
    ayes, noes = np.indices(total.shape)
    present = ayes + noes
    if threshold.base is Base.ALL:
        has_majority = ayes >= threshold.needed(members)
    else:
        over = threshold.share.denominator * ayes - threshold.share.numerator * present
        has_majority = over > 0 if threshold.strict else over >= 0
    return min(1.0, float(total[has_majority & (present >= threshold.present_needed(members))].sum()))


def _joined(one: Chances, other: Chances) -> Chances:
    """Convolve two tables over both axes, the smaller one entry by entry."""
    small, large = sorted((one, other), key=lambda table: table.size)
    total = np.zeros((small.shape[0] + large.shape[0] - 1, small.shape[1] + large.shape[1] - 1))
    for row, column in zip(*np.nonzero(small), strict=True):
        total[row : row + large.shape[0], column : column + large.shape[1]] += small[row, column] * large
    return total


def _frozen(chances: Chances) -> Chances:
    chances.setflags(write=False)
    return chances
