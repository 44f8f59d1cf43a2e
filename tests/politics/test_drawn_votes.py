"""Votes of many draws at once, held against each draw alone."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from depth import examples
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, multinomial

from phaseline.politics import drawn_votes
from phaseline.politics.drawn_votes import DrawnGroup, chances_of_vote
from phaseline.politics.model import Base, Group, Threshold
from phaseline.politics.votes import chance_given
from phaseline.politics.weights import chance_of_vote

CHAMBER = (170, 108, 12, 3, 3, 2, 1, 1)
HALF = Threshold(base=Base.PRESENT, share=Fraction(1, 2), strict=True)
THRESHOLDS = st.builds(
    Threshold,
    base=st.sampled_from(Base),
    share=st.sampled_from([Fraction(1, 2), Fraction(2, 3), Fraction(3, 5)]),
    strict=st.booleans(),
    quorum=st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(1, 3), Fraction(1)]),
    votes=st.sampled_from([0, 0, 3]),
    vetoes=st.frozensets(st.sampled_from("abc"), max_size=1),
    weight=st.sampled_from([Fraction(0), Fraction(0), Fraction(65, 100)]),
)


def parties(chance, seats, *, certain=0.0):
    """A party for each number of seats, in 8 draws; so often a chance is none or certain."""

    def shares():
        drawn = chance.random(8)
        return np.where(chance.random(8) < certain, np.round(drawn), drawn)

    return [
        DrawnGroup(
            party=name,
            seats=size,
            yes=shares(),
            attends=shares(),
            abstains=shares(),
            weight=Fraction(int(chance.integers(1, 4))),
        )
        for name, size in zip("abcdefgh", seats, strict=False)
    ]


def chamber(chance, draws):
    """A chamber of 300 with a vote that is mostly along the lines of parties."""
    attends = chance.uniform(0.9, 0.99, draws)
    return [
        DrawnGroup(
            party=name,
            seats=size,
            yes=chance.uniform(*((0.01, 0.5) if name == "a" else (0.7, 0.99)), draws),
            attends=attends,
            abstains=np.zeros(draws),
        )
        for name, size in zip("abcdefgh", CHAMBER, strict=True)
    ]


def one_by_one(groups, threshold, sd, shocks):
    """The chance of each draw, asked alone."""
    return [
        chance_of_vote(
            [group.at(draw) for group in groups],
            threshold,
            sd=float(sd[draw]),
            shocks={party: float(by[draw]) for party, by in shocks.items()},
        )
        for draw in range(len(sd))
    ]


@given(
    threshold=THRESHOLDS,
    seats=st.lists(st.integers(0, 12), min_size=1, max_size=4).filter(any),
    known=st.integers(0, 4),
    seed=st.integers(0, 2**32 - 1),
)
@examples(40, at_soak=2000)
def test_all_draws_say_what_each_says_alone(threshold, seats, known, seed):
    """
    Whatever is asked for, and however many shocks are known, to 1e-13: of all, of those present or
    of the votes cast, with a quorum, a veto, a number of votes, by weight; with members who come or
    agree never, or always.
    """
    chance = np.random.default_rng(seed)
    groups = parties(chance, seats, certain=0.2)
    sd = np.round(chance.uniform(-0.5, 2.0, 8).clip(0.0), 3)
    shocks = {group.party: chance.standard_normal(8) for group in groups[:known]}

    together = chances_of_vote(groups, threshold, sd=sd, shocks=shocks)

    assert together == pytest.approx(one_by_one(groups, threshold, sd, shocks), rel=0, abs=1e-13)


@pytest.mark.parametrize(
    "threshold",
    [
        HALF,
        Threshold(base=Base.PRESENT, share=Fraction(2, 3), strict=False),
        Threshold(base=Base.ALL, share=Fraction(1, 2), strict=True),
        Threshold(base=Base.CAST, share=Fraction(3, 5), strict=False),
    ],
)
def test_a_small_chance_is_as_exact_as_an_even_one(threshold):
    """In a chamber of 300 the chances of each draw agree to 1e-12 of their size, down to 1e-100."""
    chance = np.random.default_rng(7)
    groups, sd = chamber(chance, 60), chance.uniform(0.2, 1.2, 60)
    shocks = {group.party: chance.standard_normal(60) for group in groups}

    together = chances_of_vote(groups, threshold, sd=sd, shocks=shocks)
    alone = one_by_one(groups, threshold, sd, shocks)

    assert together == pytest.approx(alone, rel=1e-12, abs=1e-100)
    assert together.min() < 1e-11
    assert together.max() > 0.1


def test_the_counts_of_two_draws_are_those_of_the_textbook():
    """
    One party of 101, all there: more than half of it say yes with the chance that a binomial
    variable exceeds 50.
    """
    yes = np.array([0.5, 0.45])
    group = DrawnGroup(party="a", seats=101, yes=yes, attends=np.ones(2), abstains=np.zeros(2))

    together = chances_of_vote([group], HALF, sd=np.zeros(2), shocks={"a": np.zeros(2)})

    assert together == pytest.approx(binom.sf(50, 101, yes), rel=1e-12)


def test_those_away_are_counted_on_neither_side():
    """
    Of three who come with 0.5 and agree with 0.8, more yes than no: over all numbers of yes, of no
    and of those away by the multinomial distribution.
    """
    shares = (0.4, 0.1, 0.5)
    group = DrawnGroup(
        party="a", seats=9, yes=np.full(1, 0.8), attends=np.full(1, 0.5), abstains=np.zeros(1)
    )
    passing = sum(
        multinomial.pmf((ayes, noes, 9 - ayes - noes), 9, shares)
        for ayes, noes in product(range(10), repeat=2)
        if noes < ayes <= 9 - noes
    )

    together = chances_of_vote([group], HALF, sd=np.zeros(1), shocks={"a": np.zeros(1)})

    assert together == pytest.approx([passing], rel=1e-12)


def test_ends_that_are_too_small_for_a_number_are_no_matter():
    """
    Of 2,000 members who say no with 0.05, that all of them do has a chance of 1e-2602, which no
    number holds; that at least 1,900 agree is a binomial tail.
    """
    yes = np.array([0.95, 0.95])
    group = DrawnGroup(party="a", seats=2000, yes=yes, attends=np.ones(2), abstains=np.zeros(2))
    threshold = Threshold(base=Base.ALL, share=Fraction(1), strict=False, votes=1900)

    together = chances_of_vote([group], threshold, sd=np.zeros(2), shocks={"a": np.zeros(2)})

    assert together == pytest.approx(binom.sf(1899, 2000, yes), rel=1e-11)


def test_a_draw_says_the_same_in_any_company(monkeypatch):
    """
    To the last bit, whichever draws are beside it: an answer that hung on how many were asked for
    at once would be another one where work is split.
    """
    chance = np.random.default_rng(11)
    groups, sd = chamber(chance, 40), chance.uniform(0.2, 1.2, 40)
    shocks = {group.party: chance.standard_normal(40) for group in groups}
    whole = chances_of_vote(groups, HALF, sd=sd, shocks=shocks)

    for size in (1, 7):
        monkeypatch.setattr(drawn_votes, "_AT_ONCE", size)

        assert (chances_of_vote(groups, HALF, sd=sd, shocks=shocks) == whole).all()


def test_a_quorum_in_doubt_is_counted():
    """
    Three of five have to be there, of whom each comes with 0.6: a single yes of those present is no
    majority of a body that does not meet.
    """
    threshold = Threshold(
        base=Base.PRESENT, share=Fraction(1, 2), strict=True, quorum=Fraction(1, 2)
    )
    group = DrawnGroup(
        party="a", seats=5, yes=np.ones(2), attends=np.full(2, 0.6), abstains=np.zeros(2)
    )

    together = chances_of_vote([group], threshold, sd=np.zeros(2), shocks={})

    assert together == pytest.approx([binom.sf(2, 5, 0.6)] * 2, rel=1e-12)


def test_a_party_that_is_the_same_in_all_draws_is_integrated_once(monkeypatch):
    """Twelve draws of two kinds ask for two distributions of a party whose shock is not known."""
    asked = []

    def noted(group, sd, steps):
        asked.append(group)
        return party_scores(group, sd, steps)

    party_scores = drawn_votes.party_scores
    monkeypatch.setattr(drawn_votes, "party_scores", noted)
    yes = np.array([0.3, 0.6] * 6)
    group = DrawnGroup(party="a", seats=7, yes=yes, attends=np.ones(12), abstains=np.zeros(12))

    together = chances_of_vote([group], HALF, sd=np.full(12, 0.8), shocks={})

    alone = [
        chance_given([Group(party="a", seats=7, yes=share)], HALF, sd=0.8, shocks={})
        for share in (0.3, 0.6)
    ]
    assert len(asked) == 2
    assert together == pytest.approx(alone * 6, rel=0, abs=1e-13)


def test_a_body_without_members_passes_nothing():
    """No vote of nobody reaches a majority of all members, nor makes a quorum."""
    nobody = DrawnGroup(
        party="a", seats=0, yes=np.full(2, 0.5), attends=np.ones(2), abstains=np.zeros(2)
    )
    quorate = Threshold(base=Base.PRESENT, share=Fraction(1, 2), strict=True, quorum=Fraction(1, 2))

    for threshold in (HALF, quorate):
        chances = chances_of_vote([nobody], threshold, sd=np.zeros(2), shocks={})

        assert (chances == 0.0).all()
