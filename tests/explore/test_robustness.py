"""Measures of robustness, each by hand on three courses and four futures."""

import numpy as np
import pytest

from phaseline.explore.robustness import (
    MEASURES,
    changes_of_first,
    never_worse,
    radius,
    reaches,
    standing,
    standings,
)

# course, future: a steady one, a bold one, one that is never best
WORTH = np.array([[3.0, 3.0, 3.0, 3.0], [8.0, 8.0, 1.0, -1.0], [2.0, 4.0, 2.0, 2.0]])


def test_every_measure_by_hand():
    """
    Averages 3, 4, 2.5; middles 3, 4.5, 2; worst 3, −1, 2. The best beforehand is the bold course,
    with 4 on average: beside it the steady one falls back by 5 at most, itself by nothing, the last
    one by 6. Deviations 0, √16.5 (deviations 4, 4, −3, −5: 66/4) and √.75.
    """
    table = standings(WORTH)
    assert table["average"].by_course == pytest.approx((3, 4, 2.5))
    assert table["middle"].by_course == pytest.approx((3, 4.5, 2))
    assert table["worst"].by_course == pytest.approx((3, -1, 2))
    assert table["regret"].by_course == pytest.approx((-5, 0, -6))
    assert table["steady"].by_course == pytest.approx((3, 4 - 16.5**0.5, 2.5 - 0.75**0.5))
    assert table["low_percentile"].by_course[1] == pytest.approx(-1 + 0.15 * 2)


def test_the_choice_of_a_measure_changes_the_first():
    """The bold course by average, middle and regret; the steady one by the others."""
    groups = changes_of_first(standings(WORTH))
    assert set(groups) == {("average", "middle", "regret"), ("low_percentile", "worst", "steady")}


def test_a_tie_is_told_as_one():
    """Two courses within rounding of each other are both first."""
    assert standing(np.array([1.0, 1.0 + 1e-12, 0.5])).first == (0, 1)


def test_the_share_of_futures_that_is_enough():
    """Worth 3 at least: the steady course always, the bold one in half, the last in a quarter."""
    assert reaches(WORTH, 3.0) == pytest.approx((1.0, 0.5, 0.25))


def test_how_far_from_the_best_values_all_holds():
    """
    Futures at .1, .4, .6 and .9 of the way: below 2 the bold course falls first at .6, the others
    never.
    """
    distance = np.array([0.1, 0.4, 0.6, 0.9])
    assert radius(WORTH, distance, 2.0) == pytest.approx((1.0, 0.6, 1.0))


def test_never_worse_is_meant_in_every_future():
    """A course beside itself, and beside one that beats it once."""
    assert never_worse(WORTH, 0, [0])
    assert not never_worse(WORTH, 0, [2])


@pytest.mark.parametrize("name", MEASURES)
def test_a_course_that_is_better_throughout_is_never_behind(name):
    """Whatever the measure: more in every future by as much leaves no measure lower."""
    worth = np.array([WORTH[1], WORTH[1] + 0.5])
    first, second = MEASURES[name].of(worth)
    assert second >= first
