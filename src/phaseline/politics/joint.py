"""
Decisions of several bodies at once: all of them pass, or none has counted; one draw of shocks for
all.

A party that sits in several bodies hears the same leaders in each: its shock is one. Bodies that
share no party decide independently of one another, and the chance is the product. Where they share
some, the scores of all votes together are counted: of each party the joint distribution of what it
brings to each vote, its one shock integrated, and of all parties their convolution. That is exact
to rounding, and its work grows with the product of the bodies' sizes. Where that is too much (three
votes of a large chamber) the shocks of the two parties that have the most seats are common on a
grid; a third that is shared is integrated in every vote by itself, which makes the chance that all
pass a little too small. A quorum that is in doubt is left out there, and the chance of all is held
to the least of the chances of each, which know of it.

A decision by silence is one that does not happen: it passes unless a vote stops it.

Source:
    Casella & Berger, *Statistical Inference* (2nd ed. 2002), section 4.4, for mixtures: independent
    given the shock, not without.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import prod, sqrt

import numpy as np

from phaseline.politics.arrays import Needed, chance_of_all, folded, halves
from phaseline.politics.model import Base, Group, Threshold
from phaseline.politics.repeated import surface
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
from phaseline.politics.weights import by_weight, chance_of_vote, weighed, whole_weights
from phaseline.terms.record import record
from phaseline.terms.ties import total

# One vote is enough: of objections, that any member says no.
ANY_VOTE = Threshold(base=Base.ALL, share=Fraction(0), strict=False, votes=1)
_COMMON = 2  # parties whose shocks are common where not all of them are
_MOST_WORK = 1e8  # additions: a fraction of a second
_PRODUCT = 0.03  # of an addition: what one of a product of matrices takes


@record
class JointVote:
    """
    One of several votes that have to come out.

    Args:
        groups: The parties.
        threshold: What is asked for.
        sd: The standard deviation of a shock in log-odds.
        is_objection: Whether the votes that count are those against: a party's shock moves them the
            other way.
        is_stopping: Whether what is wanted passes where this vote fails.
    """

    groups: tuple[Group, ...]
    threshold: Threshold
    sd: float
    is_objection: bool = False
    is_stopping: bool = False

    @property
    def seats(self) -> Counter[str]:
        """Seats by party [seat]."""
        return Counter({group.party: group.seats for group in self.groups})


def objections(groups: Sequence[Group], sd: float) -> JointVote:
    """
    Give the vote by which any member of a body stops something: one no is enough, and an abstention
    or an absence is none.
    """
    against = tuple(replace(group, yes=1 - group.yes) for group in groups)
    return JointVote(groups=against, threshold=ANY_VOTE, sd=sd, is_objection=True, is_stopping=True)


def outcome(vote: JointVote, shocks: Mapping[str, float]) -> float:
    """
    Give the chance that one vote comes out as it is wanted.

    Args:
        vote: The vote.
        shocks: Known shocks by party [standard deviation]; those of others are integrated.
    """
    sign = -1 if vote.is_objection else 1
    names = {group.party for group in vote.groups}
    own = {name: sign * shock for name, shock in shocks.items() if name in names}
    passes = chance_of_vote(vote.groups, vote.threshold, sd=vote.sd, shocks=own)
    return 1 - passes if vote.is_stopping else passes


def joint(votes: Sequence[JointVote]) -> float:
    """Give the chance that all votes come out as they are wanted, one draw of shocks for all."""
    return prod(_together(part) for part in _apart(votes))


def _apart(votes: Sequence[JointVote]) -> list[list[JointVote]]:
    """Give the votes by sets that share no party with a shock: they decide independently."""
    sets: list[tuple[frozenset[str], list[JointVote]]] = []
    for vote in votes:
        names, members = frozenset(_moved(vote)), [vote]
        far = []
        for shared, others in sets:
            if shared & names:
                names, members = shared | names, others + members
            else:
                far.append((shared, others))
        sets = [*far, (names, members)]
    return [members for _, members in sets]


def _together(votes: Sequence[JointVote]) -> float:
    """Give the chance of votes that share parties; never above that of any of them."""
    if len(votes) == 1:
        return outcome(votes[0], {})
    axes = [scores(vote.threshold, vote.seats.total()) for vote in votes]
    is_exact = _work(votes, axes) <= _MOST_WORK
    chance = _with_somebody(votes, axes) if is_exact else _on_grid(votes)
    if is_exact and not any(quorum_doubt(vote.groups, vote.threshold) for vote in votes):
        return min(1.0, max(0.0, chance))
    return min(chance, *(outcome(vote, {}) for vote in votes))


def _moved(vote: JointVote) -> list[str]:
    return [group.party for group in vote.groups if vote.sd and 0 < group.yes < 1]


def _with_somebody(votes: Sequence[JointVote], axes: Sequence[Scores], first: int = 0) -> float:
    """
    Give the chance of votes of which a share of nothing is no majority, from the `first` on: that
    nobody is counted in a vote has to do with no other.
    """
    for place in range(first, len(votes)):
        gone = nobody(votes[place].groups, votes[place].threshold)
        if gone:
            others = [[*both[:place], *both[place + 1 :]] for both in (votes, axes)]
            rest = _with_somebody(others[0], others[1], place)
            change = gone if votes[place].is_stopping else -gone
            return _with_somebody(votes, axes, place + 1) + change * rest
    return _counted(votes, axes)


def _counted(votes: Sequence[JointVote], axes: Sequence[Scores]) -> float:
    """Give the chance that every score is as it is wanted."""
    for place, vote in enumerate(votes):
        if vote.threshold.weight and vote.is_stopping:  # neither of its two scores has to be missed
            others = [[*both[:place], *both[place + 1 :]] for both in (votes, axes)]
            passing = [*votes[:place], replace(vote, is_stopping=False), *votes[place + 1 :]]
            return _counted(*others) - _counted(passing, axes)
    if not votes:
        return 1.0
    needed = _needed(votes, axes)
    return chance_of_all([_brought(name, votes, axes, needed) for name in _names(votes)], needed)


def _needed(votes: Sequence[JointVote], axes: Sequence[Scores]) -> list[Needed]:
    """Give what is wanted on every axis: of a vote by weight on two, the weight after the votes."""
    return [
        needed
        for vote, steps in zip(votes, axes, strict=True)
        for needed in (
            by_weight(vote.groups, vote.threshold)
            if vote.threshold.weight
            else (Needed(least=steps.least, is_missed=vote.is_stopping),)
        )
    ]


def _names(votes: Sequence[JointVote]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(group.party for vote in votes for group in vote.groups))


def _brought(
    name: str, votes: Sequence[JointVote], axes: Sequence[Scores], needed: Sequence[Needed]
) -> Chances:
    """
    Give the chances of what a party brings to each vote, its shock integrated; what is enough by
    itself is counted as just enough.
    """
    points, weights = _points(name, votes)
    rows = [_rows(name, vote, steps, points) for vote, steps in zip(votes, axes, strict=True)]
    rows = [
        row if vote.threshold.weight else folded(row, (None, Needed(least=steps.least)))
        for row, vote, steps in zip(rows, votes, axes, strict=True)
    ]
    table = weights[:, None]
    for row in rows[:-1]:
        table = (table[:, :, None] * row[:, None, :]).reshape(len(points), -1)
    table = product(table.T, rows[-1]).reshape([row.shape[1] for row in rows])
    for place in reversed(range(len(votes))):
        if votes[place].threshold.weight:
            weight = whole_weights(votes[place].groups).get(name, 0)
            table = weighed(table, place, weight)
    return folded(table, needed)


def _rows(name: str, vote: JointVote, steps: Scores, points: Chances) -> Chances:
    """Give the chances of what a party brings to one vote, a row a shock; nothing without seats."""
    group = next((group for group in vote.groups if group.party == name), None)
    if group is None:
        return np.ones((len(points), 1))
    signed = -points if vote.is_objection else points
    return np.array([party_scores(swayed(group, vote.sd, by), 0.0, steps) for by in signed])


def _points(name: str, votes: Sequence[JointVote]) -> tuple[Chances, Chances]:
    """Give the nodes of a party's shock; one where it has none."""
    spread = total(
        vote.sd**2 * group.seats
        for vote in votes
        for group in vote.groups
        if group.party == name and 0 < group.yes < 1
    )
    return grid(2 / sqrt(spread)) if spread else (np.zeros(1), np.ones(1))


def _work(votes: Sequence[JointVote], axes: Sequence[Scores]) -> float:
    """Give about how many additions it takes to count the scores of all votes together."""
    needed, names = _needed(votes, axes), _names(votes)
    ways = [prod(_scores_of(name, votes, axes)) for name in names]
    shapes = [_scores_of(name, votes, axes, with_weights=True) for name in names]
    points = max(len(_points(name, votes)[0]) for name in names)
    work = _PRODUCT * max(ways) * points
    for half in halves(ways):
        shape = [1] * len(needed)
        for place in sorted(half, key=lambda place: ways[place]):
            work += ways[place] * prod(shape)
            shape = [
                min(size + more - 1, axis.least + 1)
                for size, more, axis in zip(shape, shapes[place], needed, strict=True)
            ]
    return work


def _scores_of(
    name: str, votes: Sequence[JointVote], axes: Sequence[Scores], *, with_weights: bool = False
) -> list[int]:
    """Give how many scores a party may bring on each axis."""
    numbers = []
    for vote, steps in zip(votes, axes, strict=True):
        most = vote.seats[name] * max(steps.yes, steps.absent)
        numbers.append((most if vote.threshold.weight else min(most, steps.least)) + 1)
        if vote.threshold.weight and with_weights:
            numbers.append(whole_weights(vote.groups).get(name, 0) * vote.seats[name] + 1)
    return numbers


def _on_grid(votes: Sequence[JointVote]) -> float:
    """Give the chance of votes with the shocks of two parties common on a grid."""
    weights, outcomes = np.ones((1, 1)), np.ones((1, 1))
    names = common_parties(votes)
    for vote in votes:
        at = surface(vote.groups, vote.threshold, vote.sd, names)
        weights = at.weights if at.weights.size > weights.size else weights
        outcomes = outcomes * _outcomes(vote, at.chances)
    return float((weights * outcomes).sum())


def common_parties(votes: Sequence[JointVote]) -> tuple[str, ...]:
    """
    Give the parties whose shock moves several votes: at most two, by their seats in all; of equals
    those that are nearest to an even chance in some vote.
    """
    seats: Counter[str] = Counter()
    bodies: Counter[str] = Counter()
    undecided: defaultdict[str, list[float]] = defaultdict(list)
    for vote in votes:
        for group in vote.groups:
            if vote.sd and 0 < group.yes < 1:
                seats[group.party] += group.seats
                bodies[group.party] += 1
                undecided[group.party].append(abs(group.yes - 1 / 2))
    shared = [name for name in seats if bodies[name] > 1]
    shared.sort(key=lambda name: (-seats[name], sorted(undecided[name])))
    return tuple(shared[:_COMMON])


def _outcomes(vote: JointVote, chances: Chances) -> Chances:
    """Give the chance of the wanted outcome at every pair of shocks; both axes are shocks."""
    turned = chances[::-1, ::-1] if vote.is_objection else chances
    return 1 - turned if vote.is_stopping else turned
