"""
The chance that a vote passes: exact where members are independent, and with one shock for each
party where they are not.

The members of a party hear the same leaders: that they vote independently of one another is badly
wrong, and makes a change of majority look all but impossible. Each party therefore has one common
shock, normal in log-odds, and its members are independent given it. Distributions are convolved
without a transform, so that a chance of 1e-11 is as exact as one of 0.5.

A member's vote is a score: of a share p/q of those counted, yes adds q - p, being counted without
yes takes p, not being counted adds nothing; the motion passes where the sum reaches 0, or exceeds
it, and somebody votes yes. So attendance is exact at the price of one array. Of those present an
abstention is counted, of the votes cast it is not: there an abstention is as an absence, but for
the quorum. Where a member's no blocks the motion, what it would add is left out of every sum.

Source:
    Wang, *Statistica Sinica* 3 (1993), 295-312, for the distribution of the sum of unequal chances
    (Poisson-binomial); Aitchison & Shen, *Biometrika* 67 (1980), 261-272, for shares that are
    normal in log-odds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from math import exp, inf, isinf, lgamma, log, prod, sqrt

import numpy as np
from numpy.typing import NDArray

from phaseline.politics.model import Base, Group, Threshold
from phaseline.terms.record import record

Chances = NDArray[np.float64]

_FURTHEST = 9.0  # standard deviations; beyond them lies a chance of 2e-19
_STEP = 0.1
NEGLIGIBLE = 1e-12  # of the result: a doubt about the quorum that is smaller is not looked into
NO_CHANCE = 1e-40  # of one outcome: thousands of them together show in no chance that is told
_ROWS = 4
_KEPT = 4096  # distributions of parties
_MOST_ODDS = 700.0  # beyond, the other side is nothing
_NOTHING = 1e-154  # the product of two of these is just a number


@record
class Scores:
    """
    How far each vote moves along an array of chances; being counted without yes stays where it is.

    Args:
        yes: Steps of a yes.
        absent: Steps of an absence, and of an abstention where that is not counted.
        least: The first place at which the motion passes.
        counts_abstention: Whether an abstention is counted, as a no is.
        vetoes: The parties whose no blocks it.
    """

    yes: int
    absent: int
    least: int
    counts_abstention: bool = False
    vetoes: frozenset[str] = frozenset()


def counts(groups: Sequence[Group]) -> Chances:
    """
    Give the chance of every number of yes votes, members independent; the axis counts yes votes
    from 0.

    Whoever is absent votes for nothing.

    Source:
        Wang, *Statistica Sinica* 3 (1993), 295-312.
    """
    steps = Scores(yes=1, absent=0, least=0)
    return _sum([party_scores(group, 0.0, steps) for group in groups])


def chance(groups: Sequence[Group], threshold: Threshold) -> float:
    """
    Give the chance that a vote passes where every member decides alone, given the rates of each
    party.
    """
    return chance_given(groups, threshold, sd=0.0, shocks={})


def chance_with_shocks(groups: Sequence[Group], threshold: Threshold, sd: float) -> float:
    """
    Give the chance that a vote passes, each party with a common shock of its own.

    The integral over each shock is a trapezoid rule on a grid finer than half the narrowest feature
    of what is integrated: its error is below 1e-12 of the result, which is rounding, and cutting
    the tails off leaves out 2e-19.

    Args:
        groups: The parties; `yes` is the median of a party's share.
        threshold: What is asked for.
        sd: The standard deviation of a shock in log-odds.
    """
    return chance_given(groups, threshold, sd=sd, shocks={})


def chance_given(
    groups: Sequence[Group], threshold: Threshold, *, sd: float, shocks: Mapping[str, float]
) -> float:
    """
    Give the chance that a vote passes where the shocks of some parties are known.

    Args:
        groups: The parties.
        threshold: What is asked for.
        sd: The standard deviation of a shock in log-odds.
        shocks: Known shocks by party [standard deviation]; a party that is left out has its shock
            integrated.
    """
    members = sum(group.seats for group in groups)
    steps = scores(threshold, members)
    known = [
        (swayed(group, sd, shocks[group.party]), 0.0) if group.party in shocks else (group, sd)
        for group in groups
    ]
    total = _sum([party_scores(group, shock, steps) for group, shock in known])
    passing = float(total[steps.least :].sum()) - nobody(groups, threshold)
    if quorum_doubt(groups, threshold) <= NEGLIGIBLE * passing:
        return min(1.0, max(0.0, passing))
    return _with_quorum(known, threshold)


def swayed(group: Group, sd: float, shock: float) -> Group:
    """
    Give a party after its shock: every member's log-odds moved alike; a chance of 0 or 1 stays.
    """
    return replace(group, yes=_swayed_share(group.yes, sd * shock))


def scores(threshold: Threshold, members: int) -> Scores:
    """Give the steps of each vote, and where a motion passes, for so many members."""
    if threshold.base is Base.ALL or threshold.votes:
        return Scores(yes=1, absent=0, least=threshold.needed(members), vetoes=threshold.vetoes)
    part, whole = threshold.share.numerator, threshold.share.denominator
    return Scores(
        yes=whole,
        absent=part,
        least=part * members + int(threshold.strict),
        counts_abstention=threshold.base is Base.PRESENT,
        vetoes=threshold.vetoes,
    )


def nobody(groups: Sequence[Group], threshold: Threshold) -> float:
    """
    Give the chance that nobody is counted, where a share of nothing would be reached: without a yes
    nothing passes.
    """
    if threshold.base is Base.ALL or threshold.votes or threshold.strict:
        return 0.0
    counts_abstention = threshold.base is Base.PRESENT
    return prod(
        (1 - _counted_group(group, counts_abstention=counts_abstention).attends) ** group.seats
        for group in groups
    )


def party_scores(group: Group, sd: float, steps: Scores) -> Chances:
    """
    Give the chances of a party's scores, its shock integrated where there is one; the axis counts
    steps from 0.

    Where the party's no blocks the motion the chances add up to that of no such vote.
    """
    counted = _counted_group(group, counts_abstention=steps.counts_abstention)
    blocks = group.party in steps.vetoes
    if sd and 0 < group.yes < 1:
        return _scores_with_shock(counted, sd, (steps.yes, steps.absent), blocks)
    return _scores_alone(counted, (steps.yes, steps.absent), blocks)


def _counted_group(group: Group, *, counts_abstention: bool) -> Group:
    """
    Give a party without its name, of which only those attend that are counted; the name would keep
    alike parties apart.
    """
    if counts_abstention:
        return replace(group, party="")
    return replace(group, party="", attends=group.attends * (1 - group.abstains), abstains=0.0)


def grid(narrowest: float) -> tuple[Chances, Chances]:
    """
    Give points of a standard normal with their weights, at steps of at most half the narrowest
    feature; one axis, the shock.
    """
    step = min(_STEP, narrowest / 2)
    side = int(np.ceil(_FURTHEST / step))
    points: Chances = np.arange(-side, side + 1, dtype=np.float64) * step
    weights: Chances = np.exp(-points * points / 2)
    return points, np.divide(weights, weights.sum())


def product(table: Chances, other: Chances) -> Chances:
    """
    Multiply two tables, a few rows at a time: a large product wakes threads that cost more than
    they help.
    """
    return np.vstack([table[row : row + _ROWS] @ other for row in range(0, len(table), _ROWS)])


def quorum_doubt(groups: Sequence[Group], threshold: Threshold) -> float:
    """
    Give the chance that too few are present, where a majority does not make a quorum by itself.
    """
    members = sum(group.seats for group in groups)
    least = threshold.present_needed(members)
    if not least or (
        (threshold.base is Base.ALL or threshold.votes) and threshold.needed(members) >= least
    ):
        return 0.0
    present = _sum(
        [
            _scores_alone(
                Group(party="", seats=group.seats, yes=group.attends), (1, 0), blocks=False
            )
            for group in groups
        ]
    )
    return float(present[:least].sum())


def _swayed_share(share: float, by: float) -> float:
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
def _scores_alone(
    group: Group,
    steps: tuple[int, int],
    blocks: bool,  # noqa: FBT001 (the cache takes it by place)
) -> Chances:
    """Give the scores of members who decide alone: one member's, multiplied with itself."""
    votes = group.attends * (1 - group.abstains)
    members = np.zeros(max(steps) + 1)
    members[0] += group.attends * group.abstains
    members[0] += 0.0 if blocks else votes * (1 - group.yes)
    members[steps[1]] += 1 - group.attends
    members[steps[0]] += votes * group.yes
    total, rest = np.ones(1), group.seats
    while rest:
        if rest % 2:
            total = np.convolve(total, members)
        rest //= 2
        members = np.convolve(members, members) if rest else members
    return _read_only(total)


@lru_cache(maxsize=_KEPT)
def _scores_with_shock(
    group: Group,
    sd: float,
    steps: tuple[int, int],
    blocks: bool,  # noqa: FBT001 (the cache takes it by place)
) -> Chances:
    """Give the scores of members who share a shock."""
    seats, table = group.seats, _table(group, sd, blocks=blocks)
    ayes, noes = np.indices(table.shape)
    places = np.where(ayes + noes <= seats, ayes * steps[0] + (seats - ayes - noes) * steps[1], 0)
    chances: Chances = np.bincount(
        places.ravel(), weights=table.ravel(), minlength=seats * max(steps) + 1
    ).astype(np.float64)
    return _read_only(chances)


def _table(group: Group, sd: float, *, blocks: bool) -> Chances:
    """
    Give the chance of so many yes (first axis) and so many present without yes (second axis), the
    shock integrated.

    A power of two goes with each vote, so that neither powers nor numbers of ways leave the range
    of a number; powers that would slow the product down and that no result above 1e-50 needs are
    nothing.
    """
    seats, yes, abstains = group.seats, group.yes, group.abstains
    has_shock = sd and seats and 0 < yes < 1
    points, weights = grid(2 / (sd * sqrt(seats))) if has_shock else (np.zeros(1), np.ones(1))
    odds = np.clip(_log_odds(yes) + sd * points, -_MOST_ODDS, _MOST_ODDS)
    ayes, noes = (np.ones((seats + 1, len(points))) for _ in range(2))
    against = 0.0 if blocks else 1.0
    for powers, signed, share, rest in ((ayes, odds, 1.0, 0.0), (noes, -odds, against, abstains)):
        powers[1:] = 2 * (1 - abstains) * share / (1 + np.exp(-signed)) + 2 * rest
        np.cumprod(powers, axis=0, out=powers)
        powers[powers < _NOTHING] = 0.0
    chances: Chances = _ways(seats, group.attends) * product(ayes * weights, noes.T)
    return chances


@lru_cache(maxsize=256)
def _ways(seats: int, attends: float) -> Chances:
    """
    Give the ways to be so many of each kind, halved with each vote, times the chance of that
    attendance; 0 if there are fewer.
    """
    logs = np.array([lgamma(count + 1.0) for count in range(seats + 1)])
    number = np.arange(seats + 1)
    absent = seats - number[:, None] - number[None, :]
    away = np.maximum(absent, 0)
    present = np.where(absent >= 0, seats - away, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        chances = np.where(present > 0, present * np.log(attends), 0.0) + np.where(
            away > 0, away * np.log1p(-attends), 0.0
        )
    ways = logs[seats] - logs[:, None] - logs[None, :] - logs[away] - present * log(2)
    return _read_only(np.where(absent >= 0, np.exp(ways + chances), 0.0))


def _with_quorum(known: Sequence[tuple[Group, float]], threshold: Threshold) -> float:
    """
    Give the chance that a vote passes with a quorum, over every number of yes and of those present:
    exact, and slow.
    """
    members = sum(group.seats for group, _ in known)
    steps = scores(threshold, members)
    has_idle = _has_idle(known, threshold)
    shown = (
        steps if has_idle else replace(steps, yes=1, absent=0, counts_abstention=True)
    )  # yes votes tell all, if present is counted
    total = np.ones((1, 1))
    for group, sd in sorted(known, key=lambda pair: pair[0].seats):
        total = _convolved(total, _presence_table(group, sd, shown))
    if has_idle and not threshold.strict:
        idle = _idle([group for group, _ in known])
        total[steps.least, : len(idle)] -= idle
    ayes, present = np.indices(total.shape)
    has_majority = (
        ayes >= steps.least if has_idle else _has_majority(ayes, present, threshold, members)
    )
    return min(
        1.0,
        max(0.0, float(total[has_majority & (present >= threshold.present_needed(members))].sum())),
    )


def _has_idle(known: Sequence[tuple[Group, float]], threshold: Threshold) -> bool:
    """Whether members may be present, for the quorum, and not counted for the majority."""
    return (
        threshold.base is Base.CAST
        and not threshold.votes
        and any(group.abstains for group, _ in known)
    )


def _has_majority(
    ayes: NDArray[np.int64], present: NDArray[np.int64], threshold: Threshold, members: int
) -> NDArray[np.bool_]:
    """Say for each number of yes, and of those counted, whether it is a majority."""
    if threshold.base is Base.ALL or threshold.votes:
        return ayes >= threshold.needed(members)
    over = threshold.share.denominator * ayes - threshold.share.numerator * present
    return (ayes > 0) & (over >= int(threshold.strict))


def _presence_table(group: Group, sd: float, steps: Scores) -> Chances:
    """
    Give the chance of so many steps (first axis) with so many members present (second axis), a
    party's shock integrated.
    """
    counted, seats = _counted_group(group, counts_abstention=steps.counts_abstention), group.seats
    table = _table(counted, sd, blocks=group.party in steps.vetoes)
    idle = _idle_share(group) if counted.attends < group.attends else 0.0
    chances = np.zeros((seats * max(steps.yes, steps.absent) + 1, seats + 1))
    there = np.ones(1)  # of those who are not counted, the chance of each number present
    for rest in range(seats + 1):
        voting = seats - rest
        for ayes in range(voting + 1):
            chances[ayes * steps.yes + rest * steps.absent, voting : voting + len(there)] += (
                table[ayes, voting - ayes] * there
            )
        there = np.convolve(there, (1 - idle, idle))
    return chances


def _idle_share(group: Group) -> float:
    """
    Give the chance that a member who does not vote is present: of an abstention, given that there
    is no yes and no no.
    """
    away = 1 - group.attends * (1 - group.abstains)
    return group.attends * group.abstains / away if away else 0.0


def _idle(groups: Sequence[Group]) -> Chances:
    """Give the chance that nobody votes yes or no, by the number of members present."""
    total = np.ones(1)
    for group in groups:
        away = (1 - group.attends * (1 - group.abstains)) ** group.seats
        total = np.convolve(
            total,
            away
            * _scores_alone(
                Group(party="", seats=group.seats, yes=_idle_share(group)), (1, 0), blocks=False
            ),
        )
    return total


def _convolved(table: Chances, other: Chances) -> Chances:
    """
    Convolve two tables over both axes, entry by entry of the one that has fewer entries to speak
    of.
    """
    few, many = sorted((table, other), key=lambda chances: np.count_nonzero(chances > NO_CHANCE))
    total = np.zeros((few.shape[0] + many.shape[0] - 1, few.shape[1] + many.shape[1] - 1))
    for row, column in zip(*np.nonzero(few > NO_CHANCE), strict=True):
        total[row : row + many.shape[0], column : column + many.shape[1]] += few[row, column] * many
    return total


def _read_only(chances: Chances) -> Chances:
    chances.setflags(write=False)
    return chances
