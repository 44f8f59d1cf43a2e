"""The probe around the best values: what it leaves unsolved says nothing more."""

from dataclasses import replace

import numpy as np
import pytest

from phaseline.api import case_of, open_case
from phaseline.case.games import policy_of
from phaseline.desk.comparison import study as ladders
from phaseline.desk.comparison.study import base_setting, figures, figures_by_steps
from phaseline.desk.estimates.valuation import best_values, ends_of
from phaseline.explore.findings import around_best
from phaseline.explore.probe import (
    RAYS,
    STEPS,
    along_rays,
    changes_along,
    probe_points,
    probed,
    rays_followed,
)
from phaseline.explore.study import LEAST, change_column, planned


@pytest.fixture(scope="module")
def strait():
    """The strait, and the plan of its study."""
    report = open_case("strait")
    case = case_of(report)
    return case, planned(case, report.reading.hash)


@pytest.fixture(scope="module")
def probe(strait):
    """The probe of the strait."""
    return probed(*strait)


def test_a_ray_ends_where_a_ladder_no_longer_works_on_all_of_them(strait, probe):
    """
    The rays of one ladder are solved up to the first step at which it does not work on all of them,
    those of a ladder that does not work at the best values not at all; every later point solved as
    well changes nothing of what is told.
    """
    case, plan = strait
    points = probe_points(case, plan)
    rows = points.rays.reshape(-1, 1, len(points.inputs))
    whole = changes_along(case, rows, plan.courses)
    solved = 0
    for name in plan.courses:
        column = probe[change_column(name, "inside")]
        best, rays = along_rays(column)
        known = ~np.isnan(rays)
        solved += int(known.all(axis=0).sum())
        every = whole[change_column(name, "inside")][1:]
        assert (rays[known] == every.reshape(RAYS, STEPS)[known]).all()
        assert (known.all(axis=0) == known.any(axis=0)).all()
        assert best < -LEAST or not known.any()
        full = {
            change_column(name, "inside"): np.concatenate(
                [column[:1], every, column[1 + RAYS * STEPS :]]
            )
        }
        assert around_best(points, full, name) == around_best(points, probe, name)
    assert 0 < solved < STEPS * len(plan.courses)


def test_a_ladder_that_works_everywhere_is_followed_to_the_end(strait):
    """Rays that stay at the best values, at which one ladder works, have a number at each step."""
    case, plan = strait
    points = probe_points(case, plan)
    best = points.rays[:1, 3:4] - (points.rays[:1, 7:8] - points.rays[:1, 3:4])
    (column,) = rays_followed(case, np.repeat(best, 3, axis=1), ("patient",)).values()
    assert len(column) == 3
    assert len({*column.tolist()}) == 1
    assert column[0] < -LEAST


def test_a_step_that_leaves_a_game_as_it_is_is_not_solved_again(strait, monkeypatch):
    """
    Of the cables' assumptions some enter no game of the yardstick; the figures of a path through
    all of them are those of every point solved, and fewer games are.
    """
    case, plan = strait
    points = probe_points(case, plan)
    best = best_values(case)
    setting = ladders.yardstick_setting(case, base_setting(case, policy_of(case, "patient")))
    ends = [ends_of(case.assumptions[name]) for name in points.inputs]
    rows = [
        [
            replace(
                best,
                values={
                    **best.values,
                    **{
                        name: low + share * (high - low)
                        for name, (low, high), share in zip(points.inputs, ends, point, strict=True)
                    },
                },
            )
            for point in path.tolist()
        ]
        for path in points.paths[:3]
    ]
    flat = [values for row in rows for values in row]
    each, solve = figures(setting, flat, wanted=("inside",)), ladders.foreseen
    solved = []
    monkeypatch.setattr(
        ladders, "foreseen", lambda games, wanted: solved.extend(games) or solve(games, wanted)
    )
    stepwise = figures_by_steps(setting, rows, wanted=("inside",))
    assert stepwise["inside"] == pytest.approx(each["inside"], abs=1e-12)
    assert stepwise.states == each.states
    assert 3 < len(solved) < len(flat)
