"""Votes by party: exact counts, thresholds, quorums, shocks."""

from fractions import Fraction
from math import comb

import numpy as np
import pytest
from depth import examples
from hypothesis import given
from hypothesis import strategies as st
from scipy.signal import convolve2d
from scipy.stats import binom, norm, poisson_binom

from phaseline.politics.model import Base, Group, Threshold, passes
from phaseline.politics.repeated import both, largest, repeated, surface
from phaseline.politics.votes import (
    _convolved,
    chance,
    chance_given,
    chance_with_shocks,
    counts,
    swayed,
)

MAJORITY = Threshold(base=Base.PRESENT, share=Fraction(1, 2), strict=True, quorum=Fraction(1, 2))
OVERRIDE = Threshold(base=Base.PRESENT, share=Fraction(2, 3), strict=False, quorum=Fraction(1, 2))
OF_ALL = Threshold(base=Base.ALL, share=Fraction(1, 2), strict=True)
TWO_THIRDS_OF_ALL = Threshold(base=Base.ALL, share=Fraction(2, 3), strict=False)
SMALL = st.floats(min_value=0.0, max_value=1.0)
HOUSES = st.lists(st.tuples(st.integers(1, 6), SMALL, SMALL), min_size=1, max_size=4)
THRESHOLDS = st.builds(
    Threshold,
    base=st.sampled_from(Base),
    share=st.sampled_from([Fraction(1, 2), Fraction(2, 3), Fraction(3, 5)]),
    strict=st.booleans(),
    quorum=st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(1, 3)]),
)


def house(rows):
    """Groups from seats, share of yes and attendance."""
    return [
        Group(party=str(index), seats=seats, yes=yes, attends=attends)
        for index, (seats, yes, attends) in enumerate(rows)
    ]


def apart(rows, threshold):
    """
    The chance that a vote passes, over every number of yes and of noes of each party, one party
    after the other.
    """
    members, joint = sum(row[0] for row in rows), {(0, 0): 1.0}
    for seats, yes, attends in rows:
        further = {}
        for (ayes, noes), weight in joint.items():
            for more in range(seats + 1):
                for less in range(seats - more + 1):
                    ways = comb(seats, more) * comb(seats - more, less)
                    share = (
                        (attends * yes) ** more
                        * (attends * (1 - yes)) ** less
                        * (1 - attends) ** (seats - more - less)
                    )
                    key = (ayes + more, noes + less)
                    further[key] = further.get(key, 0.0) + weight * ways * share
        joint = further
    return sum(
        weight
        for (ayes, noes), weight in joint.items()
        if passes(ayes, ayes + noes, members, threshold)
    )


def test_five_unequal_chances_are_summed_exactly():
    """
    Chances .1 to .5: nobody .9 x .8 x .7 x .6 x .5 = .1512, at least three .1274 + .0214 + .0012 =
    .15.
    """
    found = counts(
        [Group(party=str(chance), seats=1, yes=chance) for chance in (0.1, 0.2, 0.3, 0.4, 0.5)]
    )

    assert found[0] == pytest.approx(0.1512, abs=1e-12)
    assert found[3:].sum() == pytest.approx(0.15, abs=1e-12)


def test_three_blocs_of_300_seats_pass_as_two_published_methods_say():
    """.97 of 108, .25 of 170, .4 of 22: at least 151 yes with the chance .8089847."""
    rows = [(108, 0.97, 1.0), (170, 0.25, 1.0), (22, 0.4, 1.0)]

    assert chance(house(rows), OF_ALL) == pytest.approx(0.8089847, abs=5e-8)


@given(HOUSES)
def test_counts_are_those_of_the_oracle(rows):
    """Every number of yes votes has the chance that scipy's Poisson-binomial gives it."""
    chances = [yes * attends for seats, yes, attends in rows for _ in range(seats)]

    assert counts(house(rows)) == pytest.approx(
        poisson_binom(chances).pmf(np.arange(len(chances) + 1)), abs=1e-12
    )


@given(HOUSES, THRESHOLDS)
@examples(60)
def test_a_chance_sums_what_passes_over_every_outcome(rows, threshold):
    """
    Yes, no and absence of every party, quorum and base: the fast way gives what counting all
    outcomes gives.
    """
    assert chance(house(rows), threshold) == pytest.approx(apart(rows, threshold), abs=1e-12)


def test_a_chance_far_out_is_as_exact_as_any():
    """
    171 members at 1 percent, 151 needed: the sum of C(171, k) .01^k .99^(171-k) from 151 on, a
    chance of the order of 1e-277.
    """
    exact = sum(
        comb(171, k) * Fraction(1, 100) ** k * Fraction(99, 100) ** (171 - k)
        for k in range(151, 172)
    )

    found = chance(
        [Group(party="one", seats=171, yes=0.01)],
        Threshold(base=Base.ALL, share=Fraction(150, 171), strict=True),
    )

    assert found == pytest.approx(float(exact), rel=1e-10)


def test_an_override_by_192_fails_with_everybody_present_and_passes_with_288():
    """
    Two thirds of 300 are 200, of 288 they are 192: the same 192 votes fall eight short, or are
    enough.
    """
    assert [OVERRIDE.needed(present) for present in (300, 288)] == [200, 192]
    assert [passes(192, present, 300, OVERRIDE) for present in (300, 289, 288)] == [
        False,
        False,
        True,
    ]
    assert not passes(
        192, 288, 300, TWO_THIRDS_OF_ALL
    )  # two thirds of all stay 200, whoever stays away


@given(st.integers(1, 300))
def test_a_tie_is_a_rejection(half):
    """As many yes as not: rejected, whether counted of all or of those present."""
    assert not passes(half, 2 * half, 2 * half, MAJORITY)
    assert not passes(half, 2 * half, 2 * half, OF_ALL)
    assert passes(half + 1, 2 * half, 2 * half, MAJORITY)


def test_half_of_the_members_are_no_quorum():
    """
    More than half of 300 have to be there: 150 votes of 150 present decide nothing, 151 of 151 do.
    """
    assert not passes(150, 150, 300, MAJORITY)
    assert passes(151, 151, 300, MAJORITY)


@pytest.mark.parametrize(("yes", "present", "members"), [(3, 2, 5), (1, 6, 5), (-1, 2, 5)])
def test_more_votes_than_members_are_refused(yes, present, members):
    """Votes, presence and seats have to fit into one another."""
    with pytest.raises(ValueError, match="no more than there are"):
        passes(yes, present, members, MAJORITY)


def test_outcomes_that_are_left_out_of_a_count_show_in_no_chance():
    """
    A party of 60 that is nearly all there has outcomes less likely than 1e-40; beside one of 40
    that may do anything, SciPy's convolution of every outcome gives the same.
    """
    sharp, wide = (
        np.outer(binom.pmf(range(seats + 1), seats, yes), binom.pmf(range(seats + 1), seats, there))
        for seats, yes, there in ((60, 0.5, 0.999), (40, 0.5, 0.5))
    )
    assert ((sharp > 0) & (sharp < 1e-40)).sum() > 1000

    for tables in ((sharp, wide), (wide, sharp)):
        total = _convolved(*tables)
        assert np.allclose(total, convolve2d(*tables), rtol=1e-12, atol=1e-30)
        assert total.sum() == pytest.approx(1, abs=1e-12)


def test_a_doubtful_quorum_is_counted():
    """
    Four of five members present with .5 each, all for it: passes with at least three there, (10 + 5
    + 1) / 32 = .5.
    """
    assert chance([Group(party="one", seats=5, yes=1.0, attends=0.5)], MAJORITY) == pytest.approx(
        0.5, abs=1e-15
    )


@given(HOUSES, THRESHOLDS, st.floats(0.0, 2.0), st.integers(0, 3), SMALL)
@examples(60)
def test_more_yes_never_lowers_the_chance(rows, threshold, sd, which, more):
    """A party that is readier to vote yes never hurts, with shocks and without."""
    index = which % len(rows)
    seats, yes, attends = rows[index]
    readier = [*rows[:index], (seats, max(yes, more), attends), *rows[index + 1 :]]

    assert chance(house(readier), threshold) >= chance(house(rows), threshold) - 1e-12
    assert (
        chance_with_shocks(house(readier), threshold, sd)
        >= chance_with_shocks(house(rows), threshold, sd) - 1e-12
    )


@given(HOUSES, THRESHOLDS)
def test_no_shock_is_independence(rows, threshold):
    """With a shock of no size every member decides alone."""
    assert chance_with_shocks(house(rows), threshold, 0.0) == chance(house(rows), threshold)
    assert chance_given(
        house(rows), threshold, sd=0.0, shocks=dict.fromkeys(map(str, range(4)), 2.5)
    ) == pytest.approx(chance(house(rows), threshold), abs=1e-12)


@given(HOUSES, THRESHOLDS, st.floats(0.05, 1.5))
@examples(15)
def test_a_chance_with_shocks_is_the_mean_of_the_chances_given_them(rows, threshold, sd):
    """
    The first party's shock integrated by hand over 400 even quantiles: the mean is the chance, to
    within the coarseness of that.
    """
    points = norm.ppf((np.arange(400) + 0.5) / 400)

    given_first = np.mean(
        [chance_given(house(rows), threshold, sd=sd, shocks={"0": point}) for point in points]
    )

    assert given_first == pytest.approx(chance_with_shocks(house(rows), threshold, sd), abs=2e-3)


@given(st.integers(1, 9), st.floats(0.1, 2.0))
def test_shocks_leave_an_even_house_even(half, sd):
    """
    An odd house of one party at an even chance passes half of the time, however far its members
    move together: by symmetry.
    """
    even = [Group(party="one", seats=2 * half - 1, yes=0.5)]

    assert chance_with_shocks(even, OF_ALL, sd) == pytest.approx(0.5, abs=1e-12)


@given(st.floats(0.1, 1.5))
def test_shocks_fatten_the_tail(sd):
    """
    171 members at 10 percent, half needed: whoever moves together turns together more often than by
    coincidence.
    """
    party = [Group(party="one", seats=171, yes=0.1)]

    assert chance_with_shocks(party, OF_ALL, sd) > chance(party, OF_ALL)


def test_a_finer_grid_changes_nothing():
    """
    A house of 300 at a large shock: 4,001 points by hand and the rule's own grid give the same
    chance.
    """
    groups = house([(171, 0.1, 0.93), (108, 0.97, 0.93), (21, 0.4, 0.93)])
    points = np.linspace(-8, 8, 4001)
    weights = norm.pdf(points) / norm.pdf(points).sum()

    by_hand = sum(
        weight * chance_given(groups, MAJORITY, sd=1.5, shocks={"0": point})
        for weight, point in zip(weights, points, strict=True)
    )

    assert by_hand == pytest.approx(chance_with_shocks(groups, MAJORITY, 1.5), rel=1e-9)


def test_a_shock_moves_log_odds_and_leaves_certainty():
    """
    An even chance after a shock of one in log-odds is 1 / (1 + 1/e) = .7311; who is certain stays
    so.
    """
    assert swayed(Group(party="one", seats=1, yes=0.5), 0.5, 2.0).yes == pytest.approx(
        0.731058578630
    )
    assert [swayed(Group(party="one", seats=1, yes=yes), 1.0, 3.0).yes for yes in (0.0, 1.0)] == [
        0.0,
        1.0,
    ]


@given(st.integers(1, 8), st.floats(0.1, 1.5), st.floats(0.05, 0.95))
@examples(20)
def test_a_second_vote_of_the_same_assembly_is_worth_less_than_a_fresh_one(sittings, sd, yes):
    """
    Between one vote and so many independent ones; with a single sitting all three are the same.
    """
    found = repeated(
        house([(20, yes, 1.0), (15, 0.6, 1.0), (2, 0.5, 1.0)]), MAJORITY, sd, sittings=sittings
    )

    assert found.once - 1e-6 <= found.shared <= found.independent + 1e-6
    if sittings == 1:
        assert found.shared == pytest.approx(found.once, abs=1e-6)
        assert found.independent == pytest.approx(found.once, abs=1e-12)


def test_sittings_without_a_shock_are_independent():
    """An even chance in three sittings: 1 - 1/8 both ways."""
    found = repeated([Group(party="one", seats=1, yes=0.5)], OF_ALL, 0.0, sittings=3)

    assert (found.shared, found.independent) == (pytest.approx(0.875), pytest.approx(0.875))


def test_who_overrides_has_passed_it_before():
    """
    Whatever passes two thirds of those present has passed half of them: given the shocks the two
    votes are apart, over them not.
    """
    groups = house([(171, 0.6, 1.0), (108, 0.2, 1.0)])
    once, again = (
        chance_with_shocks(groups, MAJORITY, 1.0),
        chance_with_shocks(groups, OVERRIDE, 1.0),
    )

    found = both(groups, MAJORITY, OVERRIDE, 1.0)

    assert once * again < found < min(once, again)


def test_the_surface_averages_to_the_chance():
    """Two parties, both conditioned on: the mean over their shocks is the chance over them."""
    groups = house([(171, 0.2, 0.95), (108, 0.9, 0.9)])

    at = surface(tuple(groups), MAJORITY, 1.2)

    assert (at.weights * at.chances).sum() == pytest.approx(
        chance_with_shocks(groups, MAJORITY, 1.2), abs=1e-8
    )
    assert at.doubt < 1e-12


@pytest.mark.parametrize("threshold", [MAJORITY, OVERRIDE, OF_ALL])
def test_a_party_without_a_seat_changes_nothing(threshold):
    """Whatever it would vote, and though a quorum is in doubt: nobody of it moves with a shock."""
    seated = house([(5, 0.6, 0.6), (3, 0.4, 0.7)])
    groups = [*seated, Group(party="none", seats=0, yes=0.3, attends=0.5)]

    assert chance_with_shocks(groups, threshold, 0.8) == pytest.approx(
        chance_with_shocks(seated, threshold, 0.8), rel=1e-14
    )


def test_of_equally_large_parties_no_order_decides_whose_shocks_are_common():
    """
    Five seats of one member each: the two that are nearest to an even chance are conditioned on,
    in whatever order all five are given.
    """
    groups = house([(1, yes, 1.0) for yes in (0.99, 0.9, 0.6, 0.3, 0.02)])
    shuffled = [groups[place] for place in (4, 2, 0, 3, 1)]

    assert largest(groups, (MAJORITY,)) == largest(shuffled, (MAJORITY,)) == ("2", "3")
    assert both(groups, MAJORITY, OVERRIDE, 1.0) == pytest.approx(
        both(shuffled, MAJORITY, OVERRIDE, 1.0), abs=1e-12
    )
    assert repeated(groups, MAJORITY, 1.0, sittings=3).shared == pytest.approx(
        repeated(shuffled, MAJORITY, 1.0, sittings=3).shared, abs=1e-12
    )
