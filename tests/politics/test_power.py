"""Power indices against textbooks."""

from fractions import Fraction
from itertools import permutations

import pytest
from depth import examples
from hypothesis import given
from hypothesis import strategies as st

from phaseline.politics.power import power

GAMES = (
    st.lists(st.integers(0, 9), min_size=1, max_size=5)
    .filter(any)
    .flatmap(lambda votes: st.tuples(st.just(votes), st.integers(1, sum(votes))))
)


def test_the_council_of_1958_had_a_member_without_power():
    """
    Weights 4, 4, 4, 2, 2, 1 and 12 of 17: Banzhaf 5/21, 1/7, 0 and Shapley-Shubik .2333, .15, 0;
    Luxembourg never turns a vote.
    """
    found = power({"de": 4, "fr": 4, "it": 4, "be": 2, "nl": 2, "lu": 1}, 12)

    assert [found[name].banzhaf for name in ("de", "be", "lu")] == [
        Fraction(5, 21),
        Fraction(1, 7),
        0,
    ]
    assert [found[name].shapley_shubik for name in ("de", "be", "lu")] == [
        Fraction(7, 30),
        Fraction(3, 20),
        0,
    ]


def test_the_security_council_gives_its_power_to_those_who_can_veto():
    """
    Five of weight 7, ten of weight 1, 39 needed: Shapley-Shubik 421/2145 each and 4/2145 each.
    """
    found = power(
        {f"permanent-{one}": 7 for one in range(5)} | {f"elected-{one}": 1 for one in range(10)}, 39
    )

    assert found["permanent-0"].shapley_shubik == Fraction(421, 2145)
    assert found["elected-0"].shapley_shubik == Fraction(4, 2145)


def test_a_majority_of_its_own_is_all_the_power():
    """
    171 of 300 decide every ordinary vote alone; at 200 two parties need each other and nobody else.
    """
    seats = {"majority": 171, "government": 108, "third": 12, "rest": 9}

    assert {name: one.banzhaf for name, one in power(seats, 151).items()} == {
        "majority": 1,
        "government": 0,
        "third": 0,
        "rest": 0,
    }
    assert {name: one.banzhaf for name, one in power(seats, 200).items()} == {
        "majority": Fraction(1, 2),
        "government": Fraction(1, 2),
        "third": 0,
        "rest": 0,
    }


@given(GAMES)
@examples(60)
def test_shapley_shubik_counts_who_turns_each_order(game):
    """
    Every order of the players counted one by one gives the same shares; both indices sum to one.
    """
    votes, quota = game
    turned = [0] * len(votes)
    orders = list(permutations(range(len(votes))))
    for order in orders:
        reached = 0
        for player in order:
            reached += votes[player]
            if reached >= quota:
                turned[player] += 1
                break

    found = power({str(index): weight for index, weight in enumerate(votes)}, quota)

    assert [one.shapley_shubik for one in found.values()] == [
        Fraction(count, len(orders)) for count in turned
    ]
    assert sum(one.banzhaf for one in found.values()) == 1


@pytest.mark.parametrize("quota", [0, 18])
def test_a_quota_that_nobody_or_everybody_meets_is_refused(quota):
    """A game that is always won or never has no powers."""
    with pytest.raises(ValueError, match="expected one from 1 to the 17 votes"):
        power({"de": 4, "fr": 4, "it": 4, "be": 2, "nl": 2, "lu": 1}, quota)
