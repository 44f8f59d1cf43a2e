"""Values at which another course comes first, by hand."""

import numpy as np
import pytest

from phaseline.explore.chances import stream
from phaseline.explore.flip_points import flip_point, flip_points

EVEN = (np.arange(1000) + 0.5) / 1000


def test_a_lead_that_falls_evenly_flips_where_it_is_nothing():
    """The first leads by x − .3: the rival leads below .3, by .15 on average, in 30 %."""
    worth = np.array([EVEN, np.full(1000, 0.3)])
    flip = flip_points({"x": EVEN}, worth)[0]
    assert (flip.leader, flip.rival, flip.is_below) == (0, 1, True)
    assert flip.value == pytest.approx(0.3, abs=1e-9)
    assert flip.share == pytest.approx(0.3)
    assert flip.lead == pytest.approx(0.15, abs=1e-3)


def test_a_rival_may_lead_above():
    """The first leads by .8 − x: the rival leads above .8."""
    flip = flip_point("x", EVEN, np.array([np.full(1000, 0.8), EVEN]), (0, 1))
    assert flip is not None
    assert not flip.is_below
    assert flip.value == pytest.approx(0.8, abs=1e-9)


def test_noise_flips_nothing():
    """A lead of a fifth in noise of size 1: none of fifty columns that move nothing does."""
    chance = stream(1, 0, "noise")
    worth = np.array([0.2 + chance.normal(size=2000), np.zeros(2000)])
    columns = {f"x{place}": chance.random(2000) for place in range(50)}
    assert flip_points(columns, worth) == ()


def test_a_lead_that_comes_back_is_no_flip_point():
    """A rival that leads only in the middle third has no value beyond which it does."""
    worth = np.array([np.where(abs(EVEN - 0.5) < 1 / 6, -1.0, 1.0), np.zeros(1000)])
    assert flip_points({"x": EVEN}, worth) == ()


def test_level_courses_have_no_leader_to_flip():
    """Two courses that are worth the same."""
    assert flip_points({"x": EVEN}, np.array([EVEN, EVEN])) == ()


def test_what_is_no_lead_of_a_twentieth_flips_nothing():
    """
    The first is ahead by .04 + .2 (x − .5), so by .04 on average, and the rival below .3 by .03 on
    average: neither leads by a twentieth. With .06 on average the first does, and the rival below
    .2 by .02 does not; with ten times as much on both sides the flip is told.
    """
    close = np.array([0.04 + 0.2 * (EVEN - 0.5), np.zeros(1000)])
    ahead = np.array([0.06 + 0.2 * (EVEN - 0.5), np.zeros(1000)])
    assert len(flip_points({"x": EVEN}, close)) == 1
    assert flip_points({"x": EVEN}, close, least=0.05) == ()
    assert len(flip_points({"x": EVEN}, ahead)) == 1
    assert flip_points({"x": EVEN}, ahead, least=0.05) == ()
    (flip,) = flip_points({"x": EVEN}, 10 * ahead, least=0.05)
    assert (flip.value, flip.lead) == pytest.approx((0.2, 0.2), abs=1e-3)


def test_a_flip_among_whole_numbers_lies_where_drawn_ones_come_to_them():
    """
    Whole numbers from one to four, of three units each: the first is ahead by one with one and two
    of them, and behind by one with three and four: the rival leads from two and a half on, 7.5.
    """
    counts = 3.0 * np.repeat([1.0, 2.0, 3.0, 4.0], [400, 300, 200, 100])
    worth = np.array([np.where(counts < 7, 1.0, -1.0), np.zeros(1000)])
    (flip,) = flip_points({"x": counts}, worth, wholes={"x": 3.0})
    assert (flip.value, flip.is_below, flip.share) == (7.5, False, 0.3)


def test_of_two_rivals_the_one_that_leads_most_is_named():
    """Below .5, one rival leads by .5 − x, the other by twice that: the second, and its place."""
    worth = np.array([2 * (EVEN - 0.5) + 0.01, np.full(1000, 0.0), 0.25 - 0.5 * EVEN])
    flip = flip_points({"x": EVEN}, worth)[0]
    assert flip.rival == 2
    # 2x − .99 = .25 − .5x
    assert flip.value == pytest.approx(1.24 / 2.5, abs=1e-9)


def test_a_column_of_two_values_is_cut_between_them():
    """Whole periods: the rival leads at 1, the first at 2, so that the place lies between."""
    column = np.repeat([1.0, 2.0], 500)
    flip = flip_point(
        "x", column, np.array([np.where(column > 1, 3.0, -1.0), np.zeros(1000)]), (0, 1)
    )
    assert flip is not None
    assert 1 < flip.value < 2
    assert flip.share == 0.5
