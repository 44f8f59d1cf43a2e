"""
The chances that a vote passes in many draws at once: the parties of each draw differ in their
chances and shocks, never in their seats.

One vote at a time is mostly the overhead of small arrays; here each step is taken for all draws
together, the draws along the last axis. What one draw gives hangs on that draw alone, not on those
beside it. Where a party's members decide alone, their scores are the coefficients of a power, and
each follows from the ones before it; it is begun from both ends, where all terms are positive, so
that nothing cancels. Of all parties but the largest the scores are convolved; of the largest those
are summed that bring the rest.

What is rare is worked out one draw at a time, as `weights.chance_of_vote` does: a vote by weight,
and one in which a quorum is missed with a chance that shows in what is told, beside that of a
majority. A party whose shock is not known has it integrated once for all draws in which it is the
same.

Source:
    Euler's recurrence for the coefficients of a power of a polynomial (Knuth, *The Art of Computer
    Programming* 2, section 4.7, equation 9); Hoeffding, *Journal of the American Statistical
    Association* 58 (1963), 13-30, theorem 1, for the bound on how often too few are present.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from phaseline.politics.model import Base, Group, Threshold
from phaseline.politics.votes import NEGLIGIBLE, NO_CHANCE, Chances, Scores, party_scores, scores
from phaseline.politics.weights import chance_of_vote
from phaseline.terms.record import record

_AT_ONCE = 1024  # draws: some 10 MiB of tables for a chamber of 300
_FEW = 3  # seats: fewer are multiplied out
_MOST_BITS = 600.0  # by which numbers may grow before they are brought back


@record
class DrawnGroup:
    """
    The members of one party in many draws.

    Args:
        party: The id of the party.
        seats: Its members [seat].
        yes: The chance that a member who votes, and does not abstain, votes yes; with shocks, its
            median (draw).
        attends: The chance that a member is present (draw).
        abstains: The chance that a member who is present abstains (draw).
        weight: What each of them weighs where a vote is by weight.
    """

    party: str
    seats: int
    yes: Chances
    attends: Chances
    abstains: Chances
    weight: Fraction = Fraction(0)

    def at(self, draw: int) -> Group:
        """Give the party in one draw."""
        return Group(
            party=self.party,
            seats=self.seats,
            yes=float(self.yes[draw]),
            attends=float(self.attends[draw]),
            abstains=float(self.abstains[draw]),
            weight=self.weight,
        )

    def within(self, draws: slice) -> "DrawnGroup":
        """Give the party in some of the draws."""
        return DrawnGroup(
            party=self.party,
            seats=self.seats,
            yes=self.yes[draws],
            attends=self.attends[draws],
            abstains=self.abstains[draws],
            weight=self.weight,
        )


def chances_of_vote(
    groups: Sequence[DrawnGroup],
    threshold: Threshold,
    *,
    sd: Chances,
    shocks: Mapping[str, Chances],
) -> Chances:
    """
    Give the chance that a vote passes in each draw (draw); to rounding what
    `weights.chance_of_vote` gives for it.

    Args:
        groups: The parties.
        threshold: What is asked for.
        sd: The standard deviation of a shock in log-odds (draw).
        shocks: Known shocks by party (draw) [standard deviation]; a party that is left out has its
            shock integrated.

    Source:
        Wang, *Statistica Sinica* 3 (1993), 295-312, for the distribution of a sum.
    """
    chances = np.zeros(len(sd))
    for first in range(0, len(sd), _AT_ONCE):
        some = slice(first, first + _AT_ONCE)
        chances[some] = _chances(
            [group.within(some) for group in groups],
            threshold,
            sd[some],
            {party: by[some] for party, by in shocks.items()},
        )
    return chances


def _chances(
    groups: Sequence[DrawnGroup], threshold: Threshold, sd: Chances, shocks: Mapping[str, Chances]
) -> Chances:
    """Give the chances of a few draws."""
    if threshold.weight:
        chances, alone = np.zeros(len(sd)), np.arange(len(sd))
    else:
        chances = _by_votes(groups, threshold, sd, shocks)
        doubt = _most_doubt(groups, threshold)
        alone = np.flatnonzero(~(doubt <= np.maximum(NEGLIGIBLE * chances, NO_CHANCE)))
    for draw in alone.tolist():
        chances[draw] = chance_of_vote(
            [group.at(draw) for group in groups],
            threshold,
            sd=float(sd[draw]),
            shocks={party: float(by[draw]) for party, by in shocks.items()},
        )
    return np.clip(chances, 0.0, 1.0)


def _by_votes(
    groups: Sequence[DrawnGroup], threshold: Threshold, sd: Chances, shocks: Mapping[str, Chances]
) -> Chances:
    """Give the chance that a majority is reached, whoever is present (draw)."""
    steps = scores(threshold, _members(groups))
    tables = [
        _scores_at(_swayed(group, sd * shocks[group.party]), steps)
        if group.party in shocks
        else _scores_with_shock(group, sd, steps)
        for group in groups
    ]
    *others, largest = sorted([np.ones((1, 1)), *tables], key=len)
    rest = np.ones((1, 1))
    for table in others:
        rest = _convolved(rest, table)
    tails = np.zeros((len(largest) + 1, largest.shape[1]))
    np.cumsum(largest[::-1], axis=0, out=tails[-2::-1])
    wanted = np.clip(steps.least - np.arange(len(rest)), 0, len(largest))
    # one after the other: how a sum over an axis adds up may hang on how many draws there are
    passing: Chances = np.cumsum(rest * tails[wanted], axis=0)[-1] - _nobody(groups, threshold)
    return np.broadcast_to(passing, sd.shape).copy()


def _members(groups: Sequence[DrawnGroup]) -> int:
    """Give all members [seat]."""
    return int(np.sum([group.seats for group in groups]))


def _swayed(group: DrawnGroup, by: Chances) -> DrawnGroup:
    """Give a party after its shock: a chance of 0 or 1 stays."""
    return DrawnGroup(
        party=group.party,
        seats=group.seats,
        yes=_swayed_shares(group.yes, by),
        attends=group.attends,
        abstains=group.abstains,
    )


def _swayed_shares(shares: Chances, by: Chances) -> Chances:
    moves = (shares > 0) & (shares < 1)
    inner = np.where(moves, shares, 0.5)
    odds = np.log(inner) - np.log(1 - inner) + by
    small = np.exp(-np.abs(odds))
    swayed: Chances = np.where(moves, np.where(odds > 0, 1.0, small) / (1 + small), shares)
    return swayed


def _counted_shares(group: DrawnGroup, *, counts_abstention: bool) -> tuple[Chances, Chances]:
    """Give the chances that a member is counted, and that one who is abstains."""
    if counts_abstention:
        return group.attends, group.abstains
    return group.attends * (1 - group.abstains), np.zeros_like(group.abstains)


def _scores_at(group: DrawnGroup, steps: Scores) -> Chances:
    """Give the chances of the scores of members who decide alone (score, draw)."""
    counted, abstains = _counted_shares(group, counts_abstention=steps.counts_abstention)
    columns = np.vstack([group.yes, counted, abstains])
    if (columns == columns[:, :1]).all():  # the same in all draws
        columns = columns[:, :1]
    yes, counted, abstains = columns
    votes = counted * (1 - abstains)
    member = np.zeros((max(steps.yes, steps.absent) + 1, columns.shape[1]))
    member[0] += counted * abstains
    member[0] += 0.0 if group.party in steps.vetoes else votes * (1 - yes)
    member[steps.absent] += 1 - counted
    member[steps.yes] += votes * yes
    return _power(member, group.seats)


def _scores_with_shock(group: DrawnGroup, sd: Chances, steps: Scores) -> Chances:
    """Give the chances of the scores of members who share a shock (score, draw)."""
    columns = np.vstack([group.yes, group.attends, group.abstains, sd])
    _, places, draws = np.unique(columns, axis=1, return_index=True, return_inverse=True)
    tables = [party_scores(group.at(place), float(sd[place]), steps) for place in places]
    return np.array(tables).T[:, draws.ravel()]


def _power(member: Chances, seats: int) -> Chances:
    """Give the scores of so many members who are alike from those of one (score, draw)."""
    if seats <= _FEW:
        return _multiplied(member, seats)
    steps = [place for place in range(1, len(member)) if member[place].any()]
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        growth = len(member) * (seats + 1) * member.sum(axis=0) / np.minimum(member[0], member[-1])
    is_mild = growth < 2.0**_MOST_BITS  # not where no member is at one of the two ends
    if not is_mild.any():
        return _multiplied(member, seats)
    if is_mild.all():
        return _from_both_ends(member, steps, seats)
    table = np.empty(((len(member) - 1) * seats + 1, member.shape[1]))
    table[:, is_mild] = _from_both_ends(member[:, is_mild], steps, seats)
    table[:, ~is_mild] = _multiplied(member[:, ~is_mild], seats)
    return table


def _multiplied(member: Chances, seats: int) -> Chances:
    """Give the scores of so many members by multiplying those of one with itself."""
    total, rest = np.ones((1, 1)), seats
    while rest:
        if rest % 2:
            total = _convolved(total, member)
        rest //= 2
        member = _convolved(member, member) if rest else member
    return total


def _from_both_ends(member: Chances, steps: Sequence[int], seats: int) -> Chances:
    """
    Give the scores of so many members by Euler's recurrence, from either end as far as none of its
    terms is negative: together that is all of them.
    """
    most = len(member) - 1
    size = most * seats + 1
    below = min(size, steps[0] * (seats + 1) + 1)
    above = size - below
    turned = [*(most - step for step in reversed(steps[:-1])), most]
    if turned == steps:  # the two ends are one recurrence
        both = _coefficients(np.hstack([member, member[::-1]]), steps, seats, below)
        upper, lower = np.hsplit(both, 2)
        return np.concatenate([upper, lower[:above][::-1]])
    first = _coefficients(member, steps, seats, below)
    last = _coefficients(member[::-1], turned, seats, above) if above else first[:0]
    return np.concatenate([first, last[::-1]])


def _coefficients(member: Chances, steps: Sequence[int], seats: int, size: int) -> Chances:
    """
    Give the first coefficients of a power (score, draw): of `a` to the power `n`, where `k p[0]
    c[k]` is the sum of `(s (n + 1) - k) p[s] c[k - s]` over the steps `s`.

    Numbers are brought back to near 1 before they can leave the range of a number, the powers of
    two apart.
    """
    ratios = [member[step] / member[0] for step in steps]
    growth = steps[-1] * (seats + 1) * float(np.sum(ratios, axis=0).max())
    length, width = max(1, int(_MOST_BITS / np.log2(max(2.0, growth)))), steps[-1]
    table = np.empty((size, member.shape[1]))
    rows = np.zeros((width + length, member.shape[1]))
    rows[width - 1], bits = _scaled_power(member[0], seats)
    table[0] = np.ldexp(rows[width - 1], bits)
    part = np.empty(member.shape[1])
    for first in range(1, size, length):
        last = min(size, first + length)
        for score in range(first, last):
            place = width + score - first
            row = rows[place]
            row[:] = 0.0
            for step, ratio in zip(steps, ratios, strict=True):
                np.multiply(rows[place - step], ratio, out=part)
                np.multiply(part, (step * (seats + 1) - score) / score, out=part)
                np.add(row, part, out=row)
        end = width + last - first
        table[first:last] = np.ldexp(rows[width:end], bits)
        _, up = np.frexp(rows[end - width : end].max(axis=0))
        rows[:width] = np.ldexp(rows[end - width : end], -up)
        bits = bits + up
    return table


def _scaled_power(base: Chances, exponent: int) -> tuple[Chances, NDArray[np.int64]]:
    """Give a power as numbers near 1, and the powers of two that go with them."""
    number, bits = np.ones(len(base)), np.zeros(len(base), dtype=np.int64)
    square, square_bits = base, np.zeros(len(base), dtype=np.int64)
    while exponent:
        square, up = np.frexp(square)
        square_bits = square_bits + up
        if exponent % 2:
            number, up = np.frexp(number * square)
            bits = bits + square_bits + up
        square, square_bits = square * square, 2 * square_bits
        exponent //= 2
    return number, bits


def _convolved(table: Chances, other: Chances) -> Chances:
    """Convolve two tables over their scores (score, draw)."""
    few, many = sorted((table, other), key=len)
    width = max(few.shape[1], many.shape[1])
    total = np.zeros((len(few) + len(many) - 1, width))
    part = np.empty((len(many), width))
    for place, row in enumerate(few):
        np.multiply(row, many, out=part)
        total[place : place + len(many)] += part
    return total


def _nobody(groups: Sequence[DrawnGroup], threshold: Threshold) -> Chances | float:
    """Give the chance that nobody is counted, where a share of nothing would be reached (draw)."""
    if threshold.base is Base.ALL or threshold.votes or threshold.strict:
        return 0.0
    gone: Chances = np.prod([*_all_away(groups, threshold)], axis=0)
    return gone


def _all_away(groups: Sequence[DrawnGroup], threshold: Threshold) -> Iterator[Chances]:
    """Give for each party the chance that none of its members is counted (draw)."""
    for group in groups:
        counted, _ = _counted_shares(group, counts_abstention=threshold.base is Base.PRESENT)
        yield (1 - counted) ** group.seats


def _most_doubt(groups: Sequence[DrawnGroup], threshold: Threshold) -> Chances | float:
    """
    Give a bound on the chance that too few are present, where a majority does not make a quorum by
    itself (draw).
    """
    members = _members(groups)
    least = threshold.present_needed(members)
    is_made = (threshold.base is Base.ALL or threshold.votes) and threshold.needed(members) >= least
    if not least or is_made:
        return 0.0
    if least > members:  # never there, whoever comes
        return 1.0
    mean = np.sum([group.seats * group.attends for group in groups], axis=0) / members
    share = (least - 1) / members
    with np.errstate(divide="ignore"):
        apart = -(1 - share) * np.log((1 - mean) / (1 - share))
        apart += share * np.log(share / mean) if share else 0.0
    return np.where(mean > share, np.exp(-members * apart), 1.0)
