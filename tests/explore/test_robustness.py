"""Measures of robustness, each by hand on three courses and four futures."""

import numpy as np
import pytest

from phaseline.explore.robustness import (
    MEASURES,
    changes_of_first,
    radius,
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


@pytest.mark.parametrize(("least", "first"), [(0.0, (1,)), (0.05, (0, 1)), (0.04, (1,))])
def test_what_is_no_lead_yet_is_level(least, first):
    """By .05: level where that is no lead, ahead where less is one already."""
    assert standing(np.array([1.0, 1.05, 0.5]), least).first == first


@pytest.mark.parametrize(
    ("works", "distance"),
    [
        ([[True, True, False], [True, True, True]], 0.5),
        ([[True, False, True], [True, True, True]], 0.25),
        ([[False, True, True], [True, True, True]], 0.0),
        ([[True, True, True], [True, True, True]], 1.0),
    ],
)
def test_how_far_from_the_best_values_all_holds(works, distance):
    """Two rays with steps at .25, .5 and 1: as far as it works on both, and not again beyond."""
    assert radius(np.array(works), np.array([0.25, 0.5, 1.0])) == distance


@pytest.mark.parametrize("name", MEASURES)
def test_a_course_that_is_better_throughout_is_never_behind(name):
    """Whatever the measure: more in every future by as much leaves no measure lower."""
    worth = np.array([WORTH[1], WORTH[1] + 0.5])
    first, second = MEASURES[name].of(worth)
    assert second >= first
