"""Goals over several assumptions: grids and turns by hand, and on the games as they once stood."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from phaseline.case.games import policy_of
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.goals import LadderGoal, margins
from phaseline.desk.comparison.surfaces import (
    bend_reasons,
    bent_axes,
    boundary,
    goal_surface,
    on_grid,
)
from phaseline.desk.estimates.valuation import best_values
from phaseline.game.leaks import LeakKind


def plane(places):
    """A margin that falls by the second axis and grows by the first: it turns where both agree."""
    return np.array([first - second for first, second in places])


def hill(places):
    """A margin that grows up to the middle of the second axis, and falls from there."""
    return np.array([first - abs(second - 0.5) for first, second in places])


def test_the_boundary_is_where_the_margin_is_nought():
    """First less second is above nought from where the first passes the second: at .25 and .5."""
    points = ((0.0, 0.4, 0.8), (0.25, 0.5))
    turns = boundary(plane, points, on_grid(plane, points))

    assert [second for _, second in turns] == [0.25, 0.5]
    assert [first for first, _ in turns] == pytest.approx([0.25, 0.5], abs=1e-4)


def test_an_axis_turns_back_where_the_margin_grows_and_falls_along_one_line():
    """The plane turns back along neither; the hill along its second axis."""
    points = ((0.0, 1.0), (0.0, 0.5, 1.0))

    assert bent_axes(on_grid(plane, points)) == ()
    assert bent_axes(on_grid(hill, points)) == (1,)


def test_a_reason_leaves_the_axis_something_to_move():
    """Without one brake nothing moves any more, which is no reason; without the other it grows."""
    points = ((0.0, 1.0), (0.0, 0.5, 1.0))
    without = {
        LeakKind.SEEING: lambda places: np.zeros(len(places)),
        LeakKind.LEADS: plane,
        LeakKind.GOODS: hill,
    }

    assert bend_reasons(without.__getitem__, [*without], points, (1,)) == {1: LeakKind.LEADS}
    assert bend_reasons(without.__getitem__, [LeakKind.GOODS], points, (1,)) == {}


def test_a_surface_of_a_case_is_its_margin_solved_at_every_point():
    """Each corner is what moving both assumptions there comes to; each turn turns."""
    case = read_case(case_path("strait"), name="strait").case
    policy, goal = policy_of(case, "patient"), LadderGoal(kind="below", target="11.5")
    surface = goal_surface(case, policy, goal, ("sight", "mistake"), 3)

    places = [*product(*surface.points)]
    beyond = [(first + 1e-4, second) for first, second in surface.boundary]
    before = [(first - 1e-4, second) for first, second in surface.boundary]
    best = best_values(case)
    solved = margins(
        case,
        policy,
        goal,
        [
            replace(best, values={**best.values, "sight": first, "mistake": second})
            for first, second in (*places, *beyond, *before)
        ],
    )
    assert solved[:9] == pytest.approx(surface.margins.reshape(-1), abs=1e-9)
    assert (solved[9 : 9 + len(beyond)] > 0).all()
    assert (solved[9 + len(beyond) :] <= 0).all()
