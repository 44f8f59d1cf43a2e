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


def is_passed(each, place, seats, ayes):
    """Whether one of the votes passes by a pattern of ayes."""
    own = [aye for aye, (where, _) in zip(ayes, seats, strict=True) if where == place]
    return sum(own) >= each.threshold.needed(len(own))


def every_pattern(votes, passes=is_passed):
    """
    Every way in which members of all votes may say yes or no: of each party one integral over its
    shock of the product of its members' chances, of all parties their product.
    """
    seats = [
        (place, group)
        for place, each in enumerate(votes)
        for group in each.groups
        for _ in range(group.seats)
    ]
    return sum(
        chance_of_pattern(votes, seats, ayes)
        for ayes in product((True, False), repeat=len(seats))
        if all(
            passes(each, place, seats, ayes) != each.is_stopping for place, each in enumerate(votes)
        )
    )


def chance_of_pattern(votes, seats, ayes):
    """The chance of one pattern, an integral a party."""
    by_party = {}
    for aye, (place, group) in zip(ayes, seats, strict=True):
        share = swayed_all(group.yes, votes[place].sd)
        by_party.setdefault(group.party, []).append(share if aye else 1 - share)
    return prod(float((WEIGHTS * prod(shares)).sum()) for shares in by_party.values())


def swayed_all(share, sd):
    """A share after every shock of the nodes."""
    return 1 / (1 + np.exp(-(log(share / (1 - share)) + sd * NODES)))


def test_three_parties_in_common_agree_with_every_pattern_of_votes():
    """Three shared parties of two votes, one of which stops: all 512 patterns, to 1e-12."""
    house = vote(p=(2, 0.4), q=(1, 0.6), s=(1, 0.5))
    senate = vote(p=(1, 0.5), q=(2, 0.3), s=(2, 0.7), sd=0.7)

    for other in (senate, replace(senate, is_stopping=True)):
        assert joint([house, other]) == pytest.approx(every_pattern([house, other]), abs=1e-12)


def test_a_share_of_those_present_is_no_majority_where_nobody_is():
    """
    Two members who come with a half each: where nobody comes two thirds of nobody are no majority,
    also beside another vote of the same party, and beside one that stops.
    """
    group = Group(party="p", seats=2, yes=0.5, attends=0.5)
    house, senate = JointVote(groups=(group,), threshold=THIRDS, sd=1.0), vote(p=(2, 0.6))

    for votes in (
        [house, senate],
        [replace(house, is_stopping=True), senate],
        [house, replace(house, is_stopping=True)],
    ):
        assert joint(votes) == pytest.approx(brute(votes, ("p",)), abs=1e-12)


@given(
    st.lists(
        st.lists(st.tuples(st.integers(1, 6), st.floats(0.05, 0.95)), min_size=4, max_size=4),
        min_size=3,
        max_size=3,
    )
)
@examples(10)
def test_a_chain_never_has_a_greater_chance_than_its_links(bodies):
    """Four parties in three bodies: all three pass no more often than any two or one of them."""
    votes = [vote(**dict(zip("pqrs", parties, strict=True))) for parties in bodies]
    chain = joint(votes)

    for first, second in ((0, 1), (0, 2), (1, 2)):
        pair = joint([votes[first], votes[second]])
        assert chain <= pair + 1e-12
        assert pair <= min(outcome(votes[first], {}), outcome(votes[second], {})) + 1e-12


def test_what_is_too_much_to_count_is_held_to_the_least_of_its_votes():
    """
    Three votes of 300 members in three parties: two shocks are common and a third is not, so that
    the chance is below that of the first two, and above the product.
    """
    votes = [vote(p=(150, share), q=(100, 0.5), r=(50, 0.4)) for share in (0.5, 0.45, 0.55)]
    alone = [outcome(each, {}) for each in votes]

    assert prod(alone) < joint(votes) < joint(votes[:2]) < min(alone)


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
