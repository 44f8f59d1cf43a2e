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

from phaseline.politics.model import Base, Group, Threshold
from phaseline.politics.repeated import surface
from phaseline.politics.votes import (
    Chances,
    Scores,
    chance_given,
    grid,
    nobody,
    party_scores,
    product,
    quorum_doubt,
    scores,
    swayed,
)
from phaseline.terms.record import record
from phaseline.terms.ties import first_leading, in_order, total

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
    passes = chance_given(vote.groups, vote.threshold, sd=vote.sd, shocks=own)
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
    """
    Give the chance that every score is as it is wanted; an axis a vote.

    Each half of the parties is convolved by itself; what one has brought, the other has to bring
    the rest of.
    """
    tables = [_brought(name, votes, axes) for name in _names(votes)]
    brought, rest = (
        _all_of([tables[place] for place in half], axes)
        for half in _halves([table.size for table in tables])
    )
    places = []
    for axis, (vote, steps) in enumerate(zip(votes, axes, strict=True)):
        rest = np.cumsum(rest, axis=axis)
        below = np.concatenate([0.0 * rest.take([0], axis=axis), rest], axis=axis)
        rest = below if vote.is_stopping else rest.take([-1], axis=axis) - below
        lacking = steps.least - np.arange(brought.shape[axis])
        places.append(np.clip(lacking, 0, rest.shape[axis] - 1))
    return float((brought * rest[np.ix_(*places)]).sum())


def _all_of(tables: Sequence[Chances], axes: Sequence[Scores]) -> Chances:
    chances = np.ones((1,) * len(axes))
    for table in sorted(tables, key=lambda table: table.size):
        chances = _folded(_convolved(chances, table), axes)
    return chances


def _halves(sizes: Sequence[int]) -> tuple[list[int], list[int]]:
    """Give the places of two halves whose convolutions are about as large as one another."""
    halves: tuple[list[int], list[int]] = ([], [])
    for place in in_order(range(len(sizes)), lambda place: sizes[place]):
        smaller = first_leading(halves, lambda half: -prod(sizes[known] for known in half))
        smaller.append(place)
    return halves


def _names(votes: Sequence[JointVote]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(group.party for vote in votes for group in vote.groups))


def _brought(name: str, votes: Sequence[JointVote], axes: Sequence[Scores]) -> Chances:
    """
    Give the chances of what a party brings to each vote, an axis a vote, its shock integrated; what
    is enough by itself is counted as just enough.
    """
    points, weights = _points(name, votes)
    rows = [
        _folded(_rows(name, vote, steps, points), (None, steps))
        for vote, steps in zip(votes, axes, strict=True)
    ]
    table = weights[:, None]
    for row in rows[:-1]:
        table = (table[:, :, None] * row[:, None, :]).reshape(len(points), -1)
    return product(table.T, rows[-1]).reshape([row.shape[1] for row in rows])


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


def _folded(chances: Chances, axes: Sequence[Scores | None]) -> Chances:
    """Give an array whose scores above what is needed are added to just what is needed."""
    for axis, steps in enumerate(axes):
        if steps is not None and chances.shape[axis] > steps.least + 1:
            below, above = np.split(chances, [steps.least], axis=axis)
            chances = np.concatenate([below, above.sum(axis=axis, keepdims=True)], axis=axis)
    return chances


def _convolved(table: Chances, other: Chances) -> Chances:
    """Convolve two arrays over all axes, the smaller one entry by entry."""
    small, large = sorted((table, other), key=lambda chances: chances.size)
    shape = [size + more - 1 for size, more in zip(small.shape, large.shape, strict=True)]
    chances = np.zeros(shape)
    for place in zip(*np.nonzero(small), strict=True):
        here = tuple(slice(at, at + size) for at, size in zip(place, large.shape, strict=True))
        chances[here] += small[place] * large
    return chances


def _work(votes: Sequence[JointVote], axes: Sequence[Scores]) -> float:
    """Give about how many additions it takes to count the scores of all votes together."""
    shapes = [_shape(name, votes, axes) for name in _names(votes)]
    sizes = [prod(shape) for shape in shapes]
    points = max(len(_points(name, votes)[0]) for name in _names(votes))
    work = _PRODUCT * max(sizes) * points
    for half in _halves(sizes):
        shape = [1] * len(axes)
        for place in sorted(half, key=lambda place: sizes[place]):
            work += sizes[place] * prod(shape)
            shape = [
                min(size + more - 1, steps.least + 1)
                for size, more, steps in zip(shape, shapes[place], axes, strict=True)
            ]
    return work


def _shape(name: str, votes: Sequence[JointVote], axes: Sequence[Scores]) -> list[int]:
    """Give how many scores a party may bring to each vote."""
    return [
        min(vote.seats[name] * max(steps.yes, steps.absent), steps.least) + 1
        for vote, steps in zip(votes, axes, strict=True)
    ]


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
