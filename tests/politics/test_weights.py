"""Votes by weight: one vote a member, and a share of the weight of all besides."""

from dataclasses import replace
from fractions import Fraction

import pytest
from politics.test_joint import WEIGHTS, every_pattern, vote

from phaseline.politics.joint import JointVote, joint, outcome
from phaseline.politics.model import Base, Group, Threshold
from phaseline.politics.repeated import surface
from phaseline.politics.weights import chance_of_vote, whole_weights

DOUBLE = Threshold(
    base=Base.ALL, share=Fraction(1), strict=False, votes=2, weight=Fraction(65, 100)
)


def members(weights, *, seats=1, yes=0.5):
    """A party for each weight of a member."""
    return tuple(
        Group(party=name, seats=seats, yes=yes, weight=Fraction(weight))
        for name, weight in zip("pqrst", weights, strict=False)
    )


def test_two_of_three_with_65_of_100_is_counted_by_hand():
    """
    Weights of 5, 3 and 2: two members pass it with 8 and with 7 of 10 and not with 5, all three do:
    three of eight patterns at even odds. By votes alone four of eight would.
    """
    groups = members((5, 3, 2))

    assert chance_of_vote(groups, DOUBLE, sd=0.0, shocks={}) == pytest.approx(3 / 8, abs=1e-15)
    by_votes = replace(DOUBLE, weight=Fraction(0))
    assert chance_of_vote(groups, by_votes, sd=0.0, shocks={}) == pytest.approx(4 / 8, abs=1e-15)


def test_the_share_of_weight_is_reached_or_exceeded_exactly():
    """
    Seven of ten are at least 7/10 and not more: 5 and 2 pass the one and fail the other, so that
    only 5 and 3, and all three, are left.
    """
    groups = members((5, 3, 2))
    reached = replace(DOUBLE, weight=Fraction(7, 10))
    exceeded = replace(reached, weight_strict=True)

    assert chance_of_vote(groups, reached, sd=0.0, shocks={}) == pytest.approx(3 / 8, abs=1e-15)
    assert chance_of_vote(groups, exceeded, sd=0.0, shocks={}) == pytest.approx(2 / 8, abs=1e-15)


def test_a_member_votes_as_one_whatever_it_weighs():
    """
    One member that weighs 84 of 100 and another of 16: with one vote needed and 65 of 100 it passes
    where the first says yes, with 0.7, and not where 65 of 84 persons do.
    """
    heavy, light = members((84, 16))
    rule = replace(DOUBLE, votes=1)
    groups = (replace(heavy, yes=0.7), light)

    assert chance_of_vote(groups, rule, sd=0.0, shocks={}) == pytest.approx(0.7, abs=1e-15)
    assert dict(whole_weights(groups)) == {"p": 21, "q": 4}


def passes_by_weight(each, place, seats, ayes):
    """Whether a vote passes by a pattern of ayes: its votes, and the weight of its ayes."""
    own = [(aye, g) for aye, (where, g) in zip(ayes, seats, strict=True) if where == place]
    heavy = sum(group.weight for aye, group in own if aye)
    whole = sum(group.weight for _, group in own)
    rule = each.threshold
    return sum(aye for aye, _ in own) >= rule.needed(len(own)) and heavy >= rule.weight * whole


def test_camps_with_shocks_agree_with_every_pattern_of_votes():
    """
    Two camps of two members and one of one, weights of 7/2, 1 and 2: with their shocks, beside
    another vote of the same parties, and where either stops, to 1e-12.
    """
    first = members((Fraction(7, 2), 1), seats=2, yes=0.6)
    last = Group(party="r", seats=1, yes=0.3, weight=Fraction(2))
    council = JointVote(groups=(*first, last), threshold=replace(DOUBLE, votes=3), sd=1.0)
    senate = vote(p=(2, 0.4), r=(1, 0.7), sd=0.6)

    for votes in (
        [council],
        [council, senate],
        [council, replace(senate, is_stopping=True)],
        [replace(council, is_stopping=True), senate],
    ):
        by_pattern = every_pattern(votes, passes_by_weight)
        assert joint(votes) == pytest.approx(by_pattern, abs=1e-12)


def test_the_shocks_of_two_parties_make_the_same_chance():
    """The mean over the shocks of the two largest is the chance of one sitting, to 1e-12."""
    groups = members((4, 3, 2, 1), seats=3, yes=0.6)
    rule = replace(DOUBLE, votes=7)

    at = surface(groups, rule, 1.2)

    once = chance_of_vote(groups, rule, sd=1.2, shocks={})
    assert float((at.weights * at.chances).sum()) == pytest.approx(once, abs=1e-12)
    assert len(WEIGHTS) == len(at.weights)


def test_known_shocks_are_taken_as_they_are():
    """Where all shocks are 0 the chance is that of members who decide alone."""
    groups = members((5, 3, 2), yes=0.6)
    still = dict.fromkeys("pqr", 0.0)
    council = JointVote(groups=groups, threshold=DOUBLE, sd=1.0)

    alone = chance_of_vote(groups, DOUBLE, sd=0.0, shocks={})
    assert outcome(council, still) == pytest.approx(alone, abs=1e-15)
