"""
Decisions of several bodies at once: all of them pass, or none has counted; one draw of shocks for
all.

A party that sits in several bodies hears the same leaders in each: its shock is one. Bodies that
share no party decide independently of one another, and the chance is the product. Where they share
some, the shocks of the two that have the most seats are common on a grid; a third that is shared
is integrated in every vote by itself, which makes the chance that all pass a little too small, as
does a quorum that is in doubt, for it is left out there.

A decision by silence is one that does not happen: it passes unless a vote stops it.

Source:
    Casella & Berger, *Statistical Inference* (2nd ed. 2002), section 4.4, for mixtures: independent
    given the shock, not without.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import prod

import numpy as np

from phaseline.politics.model import Base, Group, Threshold
from phaseline.politics.repeated import surface
from phaseline.politics.votes import Chances, chance_given
from phaseline.terms.record import record

# One vote is enough: of objections, that any member says no.
ANY_VOTE = Threshold(base=Base.ALL, share=Fraction(0), strict=False, votes=1)
_COMMON = 2  # parties whose shocks are common


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
    names = common_parties(votes)
    if not names:
        return prod(outcome(vote, {}) for vote in votes)
    weights, outcomes = np.ones((1, 1)), np.ones((1, 1))
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
