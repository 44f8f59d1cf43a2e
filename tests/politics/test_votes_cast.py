"""
Votes with abstentions, majorities of the votes cast, numbers of votes and vetoes: held by counting
every way to vote.
"""

from fractions import Fraction
from itertools import product
from math import comb

import numpy as np
import pytest
from depth import examples
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from phaseline.politics.model import Base, Group, Threshold, passes
from phaseline.politics.repeated import repeated, surface
from phaseline.politics.votes import chance, chance_given, chance_with_shocks, counts

CAST = Threshold(base=Base.CAST, share=Fraction(1, 2), strict=True)
PRESENT = Threshold(base=Base.PRESENT, share=Fraction(1, 2), strict=True)
OF_ALL = Threshold(base=Base.ALL, share=Fraction(1, 2), strict=True)
COUNCIL = Threshold(
    base=Base.ALL, share=Fraction(1), strict=False, votes=9, vetoes=frozenset("ABCDE")
)
SHARES = st.sampled_from([0.0, 0.25, 0.5, 0.8, 1.0])
HOUSES = st.lists(
    st.tuples(st.integers(1, 3), SHARES, SHARES, SHARES), min_size=1, max_size=3
).filter(lambda rows: sum(row[0] for row in rows) < 7)
THRESHOLDS = st.builds(
    Threshold,
    base=st.sampled_from(Base),
    share=st.sampled_from([Fraction(1, 2), Fraction(2, 3), Fraction(3, 5)]),
    strict=st.booleans(),
    quorum=st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(1, 3)]),
    quorum_strict=st.booleans(),
    votes=st.sampled_from([0, 0, 0, 1, 2]),
    vetoes=st.sets(st.sampled_from("012"), max_size=2).map(frozenset),
)
YES, NO, ABSTAINS, ABSENT = "yes", "no", "abstains", "absent"


def house(rows):
    """
    Groups from seats, share of yes among those who vote, attendance, and share of abstentions among
    those present.
    """
    return [
        Group(party=str(index), seats=row[0], yes=row[1], attends=row[2], abstains=row[3])
        for index, row in enumerate(rows)
    ]


def is_passed(votes, rule):
    """
    Whether one way to vote passes, by the rule's own words; a vote is a party and what its member
    does.
    """
    said = [what for _, what in votes]
    ayes, noes, present = said.count(YES), said.count(NO), len(said) - said.count(ABSENT)
    if any(what == NO and party in rule.vetoes for party, what in votes) or ayes == 0:
        return False
    wanted = rule.quorum * len(said)
    if rule.quorum and not (present > wanted if rule.quorum_strict else present >= wanted):
        return False
    if rule.votes:
        return ayes >= rule.votes
    counted = {"all": len(said), "present": present, "cast": ayes + noes}[rule.base.value]
    return ayes > rule.share * counted if rule.strict else ayes >= rule.share * counted


def by_hand(groups, rule):
    """
    The chance that a vote passes: every member does one of four things, every way to vote is looked
    at.
    """
    members = [one for one in groups for _ in range(one.seats)]
    found = 0.0
    for ways in product((YES, NO, ABSTAINS, ABSENT), repeat=len(members)):
        if is_passed([(one.party, what) for one, what in zip(members, ways, strict=True)], rule):
            chances = [
                {
                    YES: one.attends * (1 - one.abstains) * one.yes,
                    NO: one.attends * (1 - one.abstains) * (1 - one.yes),
                    ABSTAINS: one.attends * one.abstains,
                    ABSENT: 1 - one.attends,
                }[what]
                for one, what in zip(members, ways, strict=True)
            ]
            found += np.prod(chances)
    return found


@given(HOUSES, THRESHOLDS)
@examples(80)
def test_a_chance_sums_what_passes_over_every_way_to_vote(rows, rule):
    """
    Yes, no, abstention and absence of every member, every base, quorums, numbers of votes, vetoes:
    the fast way gives what counting gives.
    """
    assert chance(house(rows), rule) == pytest.approx(by_hand(house(rows), rule), abs=1e-12)


@given(HOUSES, THRESHOLDS, st.floats(0.3, 1.5), st.floats(-2, 2))
@examples(25)
def test_a_known_shock_moves_who_votes_and_not_who_abstains(rows, rule, sd, shock):
    """
    Given its shock a party is one whose log-odds of yes among those who vote are moved; its
    abstentions stay.
    """
    groups = house(rows)
    odds = [
        one.yes / (1 - one.yes) * np.exp(sd * shock) if one.yes < 1 else np.inf for one in groups
    ]
    moved = [
        Group(
            party=one.party,
            seats=one.seats,
            yes=1 / (1 + 1 / o) if o else 0.0,
            attends=one.attends,
            abstains=one.abstains,
        )
        for one, o in zip(groups, odds, strict=True)
    ]

    found = chance_given(groups, rule, sd=sd, shocks={one.party: shock for one in groups})

    assert found == pytest.approx(by_hand(moved, rule), abs=1e-12)


@given(
    st.tuples(st.integers(1, 4), st.sampled_from([0.2, 0.5, 0.8]), SHARES, SHARES),
    THRESHOLDS,
    st.floats(0.2, 1.5),
)
@examples(20)
def test_an_integrated_shock_is_the_mean_over_the_shocks(row, rule, sd):
    """
    One party: the chance is the mean of the chances given its shock, by Gauss and Hermite's rule
    with 60 points; so in a surface.
    """
    groups = house([row])
    points, weights = np.polynomial.hermite_e.hermegauss(60)
    mean = (
        sum(
            weight * chance_given(groups, rule, sd=sd, shocks={"0": point})
            for point, weight in zip(points, weights, strict=True)
        )
        / weights.sum()
    )

    assert chance_with_shocks(groups, rule, sd) == pytest.approx(mean, abs=1e-7)
    if not rule.quorum:
        at = surface(tuple(groups), rule, sd)
        assert (at.weights * at.chances).sum() == pytest.approx(mean, abs=1e-6)


@pytest.mark.parametrize(("rule", "expected"), [(CAST, True), (PRESENT, False), (OF_ALL, False)])
def test_forty_to_thirty_with_thirty_abstaining_is_a_majority_of_the_votes_cast_alone(
    rule, expected
):
    """Of 70 cast 40 are more than 35; of 100 present, or of all, more than 50 are needed."""
    certain = [
        Group(party="a", seats=40, yes=1.0),
        Group(party="b", seats=30, yes=0.0),
        Group(party="c", seats=30, yes=0.5, abstains=1.0),
    ]

    assert passes(40, 100, 100, rule, abstaining=30) is expected
    assert chance(certain, rule) == pytest.approx(float(expected), abs=1e-12)


def test_a_tie_of_the_votes_cast_is_no_majority_and_reaches_a_half():
    """30 to 30 with 40 abstaining: not more than a half, and at least a half."""
    half = Threshold(base=Base.CAST, share=Fraction(1, 2), strict=False)

    assert not passes(30, 100, 100, CAST, abstaining=40)
    assert passes(30, 100, 100, half, abstaining=40)


def test_nothing_passes_without_a_yes():
    """
    Two members who abstain with .5 each: at least two thirds of nothing is no majority, so a yes of
    one or both is asked for, .75.
    """
    rule = Threshold(base=Base.CAST, share=Fraction(2, 3), strict=False)

    assert not passes(0, 2, 2, rule, abstaining=2)
    assert chance([Group(party="a", seats=2, yes=1.0, abstains=0.5)], rule) == pytest.approx(
        0.75, abs=1e-15
    )
    assert chance([Group(party="a", seats=2, yes=1.0, abstains=1.0)], rule) == 0.0
    assert (
        chance(
            [Group(party="a", seats=2, yes=1.0, attends=0.5)],
            Threshold(base=Base.PRESENT, share=Fraction(2, 3), strict=False),
        )
        == 0.75
    )


def council(veto_yes, others):
    """
    Fifteen members of one seat each, of which the first five may block; all of the five vote alike,
    and so do the ten.
    """
    return [
        Group(party=name, seats=1, yes=yes, abstains=idle)
        for name, (yes, idle) in zip("ABCDEFGHIJKLMNO", [veto_yes] * 5 + [others] * 10, strict=True)
    ]


def test_nine_of_fifteen_pass_unless_one_of_five_says_no():
    """
    Nine affirmative votes, and no no of one of five members that may block: an abstention of theirs
    blocks nothing.

    All five abstain and the ten vote yes with .9: nine or ten of them, 10 x .9^9 x .1 + .9^10 =
    .7361; if the five vote yes with .9 and no otherwise, .9^5 = .59049 times the chance of four or
    more of ten, which at .9 is 1 - .00000912 (k < 4: C(10,3) .9^3 .1^7 + …).

    Source:
        Charter of the United Nations, article 27(3); an abstention is no veto since 1946 (ICJ,
        Namibia, 1971, paragraph 22).
    """
    tail = sum(comb(10, k) * 0.9**k * 0.1 ** (10 - k) for k in range(4, 11))

    assert chance(council((0.5, 1.0), (0.9, 0.0)), COUNCIL) == pytest.approx(
        10 * 0.9**9 * 0.1 + 0.9**10, abs=1e-12
    )
    assert chance(council((0.9, 0.0), (0.9, 0.0)), COUNCIL) == pytest.approx(
        0.9**5 * tail, abs=1e-12
    )
    assert chance(council((1.0, 0.0), (0.0, 0.0)), COUNCIL) == 0.0
    assert chance(council((0.0, 0.0), (1.0, 0.0)), COUNCIL) == 0.0


def test_a_veto_counts_in_every_sitting():
    """
    One member that says no with .5 blocks each of three sittings with .5: one in three passes with
    7/8, as does a fresh draw.
    """
    rule = Threshold(base=Base.CAST, share=Fraction(1, 2), strict=True, vetoes=frozenset("a"))
    found = repeated(
        [Group(party="a", seats=1, yes=0.5), Group(party="b", seats=2, yes=1.0)],
        rule,
        0.0,
        sittings=3,
    )

    assert (found.once, found.shared, found.independent) == (
        pytest.approx(0.5),
        pytest.approx(0.875),
        pytest.approx(0.875),
    )


def test_a_house_of_three_hundred_is_counted_as_a_smooth_integral_has_it():
    """
    300 members in three parties with shocks: 2,001 points by hand over the largest party's shock
    give the rule's own chance.
    """
    groups = house([(171, 0.3, 0.93, 0.2), (108, 0.9, 0.93, 0.05), (21, 0.4, 0.93, 0.4)])
    points = np.linspace(-8, 8, 2001)
    weights = norm.pdf(points) / norm.pdf(points).sum()

    mean = sum(
        weight * chance_given(groups, CAST, sd=1.2, shocks={"0": point})
        for point, weight in zip(points[::4], weights[::4] * 4, strict=True)
    )

    assert mean == pytest.approx(chance_with_shocks(groups, CAST, 1.2), rel=1e-6)


def test_counts_leave_abstentions_out():
    """
    Ten members there of which a fifth abstain and half of the rest agree: the number of yes is
    binomial with .4.
    """
    found = counts([Group(party="a", seats=10, yes=0.5, abstains=0.2)])

    assert found == pytest.approx(
        [comb(10, k) * 0.4**k * 0.6 ** (10 - k) for k in range(11)], abs=1e-12
    )


@pytest.mark.parametrize(("yes", "abstaining", "present"), [(3, 2, 4), (1, -1, 4)])
def test_more_abstentions_than_members_are_refused(yes, abstaining, present):
    """Yes and abstentions have to fit into those present."""
    with pytest.raises(ValueError, match="no more than there are"):
        passes(yes, present, 5, CAST, abstaining=abstaining)
