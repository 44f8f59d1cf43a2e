"""Several bodies at once: one shock for a party wherever it sits, and decisions by silence."""

from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import exp, log, prod

import numpy as np
import pytest
from depth import examples
from hypothesis import given
from hypothesis import strategies as st

from phaseline.politics.joint import ANY_VOTE, JointVote, common_parties, joint, objections, outcome
from phaseline.politics.model import Base, Group, Threshold
from phaseline.politics.votes import chance_given, grid

HALF = Threshold(base=Base.ALL, share=Fraction(1, 2), strict=True)
THIRDS = Threshold(base=Base.PRESENT, share=Fraction(2, 3), strict=False)
NODES, WEIGHTS = grid(0.2)


def vote(threshold=HALF, sd=1.0, **shares):
    """A vote of parties, each as its seats and the share of its members that says yes."""
    groups = tuple(Group(party=name, seats=n, yes=yes) for name, (n, yes) in shares.items())
    return JointVote(groups=groups, threshold=threshold, sd=sd)


def swayed(share, by):
    """A share after a shock: its log-odds moved."""
    odds = log(share / (1 - share)) + by
    return 1 / (1 + exp(-odds))


def brute(votes, names):
    """All votes at every node of the shocks of some parties, one draw for all of them."""
    return sum(
        prod(float(WEIGHTS[place]) for place in places)
        * prod(
            outcome(each, {name: float(NODES[p]) for name, p in zip(names, places, strict=True)})
            for each in votes
        )
        for places in product(range(len(NODES)), repeat=len(names))
    )


def test_two_chambers_of_one_member_of_one_party_are_one_integral():
    """
    One member in each, the same party, both with odds of one: the mean of the square of its share
    over the shock, by hand on the nodes; more than the product, less than either.
    """
    house, senate = vote(p=(1, 0.5)), vote(p=(1, 0.5))
    by_hand = sum(w * swayed(0.5, x) ** 2 for x, w in zip(NODES, WEIGHTS, strict=True))

    found = joint([house, senate])

    assert found == pytest.approx(by_hand, abs=1e-12)
    assert outcome(house, {}) * outcome(senate, {}) < found < outcome(house, {})


def test_the_least_of_the_bodies_is_not_the_chance_of_all_of_them():
    """Two chambers with one party in common and others of their own: between product and least."""
    house = vote(p=(40, 0.5), q=(30, 0.6), sd=0.8)
    senate = vote(p=(10, 0.55), r=(9, 0.5), threshold=THIRDS, sd=0.5)
    alone = [outcome(house, {}), outcome(senate, {})]

    found = joint([house, senate])

    assert common_parties([house, senate]) == ("p",)
    assert found == pytest.approx(brute([house, senate], ("p",)), abs=1e-12)
    assert prod(alone) + 1e-3 < found < min(alone) - 1e-3


@pytest.mark.slow
def test_two_parties_in_common_agree_with_brute_force_on_the_nodes():
    """Every pair of nodes, every vote by itself: to 1e-12."""
    house = vote(p=(3, 0.4), q=(2, 0.6), s=(2, 0.5))
    senate = vote(p=(1, 0.5), q=(2, 0.3), r=(2, 0.7))

    assert joint([house, senate]) == pytest.approx(brute([house, senate], ("p", "q")), abs=1e-12)


def test_of_equally_large_parties_in_common_no_order_decides():
    """Those that are nearest to an even chance are taken, whichever is named first."""
    shares = {"p": (1, 0.9), "q": (1, 0.4), "r": (1, 0.55)}
    turned = dict(reversed(shares.items()))

    assert common_parties([vote(**shares), vote(**shares)]) == ("r", "q")
    assert common_parties([vote(**turned), vote(**turned)]) == ("r", "q")


def test_bodies_without_a_party_in_common_decide_apart():
    """The chance is the product, and so is that of bodies whose shocks do not move."""
    house, council = vote(p=(5, 0.6)), vote(q=(3, 0.4))

    assert common_parties([house, council]) == ()
    assert joint([house, council]) == outcome(house, {}) * outcome(council, {})
    still = [vote(sd=0.0, p=(5, 0.6)), vote(sd=0.0, p=(3, 0.4))]
    assert joint(still) == pytest.approx(prod(outcome(each, {}) for each in still), abs=1e-15)


def test_silence_holds_where_nobody_says_no():
    """
    Three members with a tenth each of a no, an abstention being none: 0.9 cubed without shocks, and
    with half of them abstaining 0.95 cubed.
    """
    three = Group(party="p", seats=3, yes=0.9)

    assert outcome(objections([three], 0.0), {}) == pytest.approx(0.9**3)
    idle = replace(three, abstains=0.5)
    assert outcome(objections([idle], 0.0), {}) == pytest.approx(0.95**3)
    assert outcome(objections([replace(three, attends=0.0)], 0.0), {}) == pytest.approx(1.0)


def test_who_objects_is_moved_by_the_same_shock_the_other_way():
    """A party that leans to yes by its shock objects less; on the nodes both are one integral."""
    quiet, house = objections([Group(party="p", seats=2, yes=0.7)], 1.0), vote(p=(1, 0.5))
    by_hand = sum(
        w * swayed(0.7, x) ** 2 * swayed(0.5, x) for x, w in zip(NODES, WEIGHTS, strict=True)
    )

    assert joint([quiet, house]) == pytest.approx(by_hand, abs=1e-12)
    assert joint([house, quiet]) == pytest.approx(by_hand, abs=1e-12)
    assert outcome(quiet, {"p": 2.0}) > outcome(quiet, {"p": -2.0})


def test_a_decision_that_a_vote_stops_passes_where_the_vote_fails():
    """One less the chance of the vote."""
    stopping = vote(p=(3, 0.4), q=(2, 0.7))

    assert outcome(replace(stopping, is_stopping=True), {}) == pytest.approx(
        1 - outcome(stopping, {})
    )


@given(
    st.lists(st.floats(0.05, 0.95), min_size=2, max_size=3),
    st.floats(0.1, 2.0),
)
@examples(10)
def test_all_of_them_lie_between_none_and_the_least(shares, sd):
    """
    A party common to all bodies: never above the least, never below the product, for one shock
    moves all of them the same way.
    """
    votes = [vote(sd=sd, p=(2, share), **{f"own{n}": (1, 0.5)}) for n, share in enumerate(shares)]
    alone = [outcome(each, {}) for each in votes]

    assert prod(alone) - 1e-9 <= joint(votes) <= min(alone) + 1e-9


def test_nine_of_fifteen_with_five_vetoes_is_counted_by_hand():
    """
    Five members who may block, ten others; each says yes with 0.8 or 0.6. All five must not say no:
    without abstentions all five say yes, and four of the ten.
    """
    five = [Group(party=f"v{n}", seats=1, yes=0.8) for n in range(5)]
    ten = [Group(party=f"m{n}", seats=1, yes=0.6) for n in range(10)]
    rule = Threshold(
        base=Base.ALL,
        share=Fraction(1),
        strict=False,
        votes=9,
        vetoes=frozenset(group.party for group in five),
    )
    chances = np.ones(1)
    for group in ten:
        chances = np.convolve(chances, [1 - group.yes, group.yes])

    found = chance_given([*five, *ten], rule, sd=0.0, shocks={})

    assert found == pytest.approx(0.8**5 * float(chances[4:].sum()), abs=1e-12)
    assert ANY_VOTE.needed(15) == 1
