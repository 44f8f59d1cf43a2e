"""Where a bargain may settle: plain figures with their record, and the Condorcet election of the reference runs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phaseline.politics.settlement import Position, election, settlements


def actor(place, capability=1.0, salience=1.0):
    """An actor at a place."""
    return Position(actor=f"at-{place}", place=place, capability=capability, salience=salience)


def test_two_options_have_the_chances_of_the_reference_run():
    """Coalitions 51.212 against 19.714, squared: .8709 and .1291 (KAPSARC toolkit, run of 30 May 2017)."""
    found = election([[0, 51.212], [19.714, 0]])

    assert [round(one, 4) for one in found.markov] == [0.8709, 0.1291]
    assert found.conditional == pytest.approx(found.markov)


def test_three_options_have_the_chances_of_the_reference_run_under_both_rules():
    """Rows 12.099, 54.921 / 10.333, 27.079 / 5.007, 55.047: Markov .6351 .2148 .1501, conditional .8659 .1241 .0100 (KAPSARC toolkit, same run)."""
    found = election([[0, 12.099, 54.921], [10.333, 0, 27.079], [5.007, 55.047, 0]])

    assert [round(one, 4) for one in found.markov] == [0.6351, 0.2148, 0.1501]
    assert [round(one, 4) for one in found.conditional] == [0.8659, 0.1241, 0.01]


@given(st.lists(st.lists(st.floats(0.1, 50), min_size=4, max_size=4), min_size=4, max_size=4))
def test_an_election_gives_chances(strengths):
    """They are none below zero and sum to one under both rules."""
    found = election(strengths)

    for chances in (found.markov, found.conditional):
        assert sum(chances) == pytest.approx(1)
        assert min(chances) >= -1e-12


@pytest.mark.parametrize(
    ("strengths", "message"),
    [([[0.0]], "at least two"), ([[0.0, 1.0]], "as many rows as columns"), ([[0.0, 0.0], [0.0, 0.0]], "without strength")],
)
def test_an_election_without_contest_is_refused(strengths, message):
    """One option, half a matrix, or two options that nobody backs."""
    with pytest.raises(ValueError, match=message):
        election(strengths)


def test_mean_and_median_weigh_by_capability_times_salience():
    """Places 0, 4, 10 with weights 2 x .5, 4 x .25, 3 x 1: mean (0 + 4 + 30) / 5 = 6.8; half of the weight is passed at 10."""
    mean, median = settlements([actor(10, 3), actor(0, 2, 0.5), actor(4, 4, 0.25)])

    assert (mean.rule, mean.place) == ("weighted mean", pytest.approx(6.8))
    assert (median.rule, median.place) == ("weighted median", 10)


def test_each_figure_carries_its_published_error():
    """Mean absolute and root mean square errors on DEU III: 23.64 and 30.31, 28.37 and 40.64 (schelling, BACKTEST.md)."""
    assert [(one.mae, one.rmse) for one in settlements([actor(1)])] == [(23.64, 30.31), (28.37, 40.64)]


def test_actors_without_weight_settle_nothing():
    """Nobody who cares, no figure."""
    with pytest.raises(ValueError, match="found no weight"):
        settlements([actor(1, salience=0.0)])


def test_half_of_the_weight_is_half_whatever_rounding_does():
    """Weights .3, .1 and .2: .3 is half of .6, so the median is the first place, though .3 + .1 + .2 rounds to a little more than .6."""
    positions = [
        Position(actor=name, place=place, capability=weight, salience=1.0)
        for name, place, weight in (("a", 0.0, 0.3), ("b", 50.0, 0.1), ("c", 100.0, 0.2))
    ]

    assert 0.3 + 0.1 + 0.2 > 2 * 0.3
    assert settlements(positions)[1].place == 0.0
