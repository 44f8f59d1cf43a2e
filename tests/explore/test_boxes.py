"""Boxes of futures in which something fails, found again where they were put."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.stats import qmc

from phaseline.explore.boxes import (
    FutureBox,
    Restriction,
    balanced,
    grid,
    measured,
    peeled,
    quasi_p,
    refined,
)
from phaseline.explore.stability import discovered

COLUMNS = 20


def points(count: int) -> np.ndarray:
    """The first points of the Sobol sequence in twenty directions (point, column)."""
    return qmc.Sobol(COLUMNS, scramble=False, bits=53).random(count)


def planted(cube: np.ndarray) -> np.ndarray:
    """
    A box put into the cube: column 3 above .6, column 7 below .4, column 11 from .3 to .8. Inside
    all fail for which column 19 is above .05, outside those for which column 18 is below .01.
    """
    inside = (cube[:, 3] > 0.6) & (cube[:, 7] < 0.4) & (cube[:, 11] > 0.3) & (cube[:, 11] < 0.8)
    return np.where(inside, cube[:, 19] > 0.05, cube[:, 18] < 0.01)


@pytest.fixture(scope="module")
def futures() -> tuple[list[np.ndarray], np.ndarray]:
    """8,192 points and which of them fail."""
    cube = points(8192)
    return list(cube.T.copy()), planted(cube)


def test_a_planted_box_is_found_within_two_per_cent(futures):
    """Each of its four ends, and nothing else but the column that decides inside it."""
    columns, fails = futures
    cut = grid(columns, fails)
    box = refined(cut, balanced(peeled(cut)))
    asked = {row.column: row for row in box.restrictions}
    assert set(asked) <= {3, 7, 11, 19}
    assert asked[3].low == pytest.approx(0.6, abs=0.02)
    assert asked[7].high == pytest.approx(0.4, abs=0.02)
    assert asked[11].low == pytest.approx(0.3, abs=0.02)
    assert asked[11].high == pytest.approx(0.8, abs=0.02)


def test_a_box_is_no_worse_than_the_workbench_finds(futures):
    """
    EMA Workbench 2.5.3 (`Prim(points, fails, threshold=.8, peel_alpha=.05).find_box()`) gives on
    the same points, at its best balance, a coverage of .87590 and a density of .97746.
    """
    columns, fails = futures
    cut = grid(columns, fails)
    box = refined(cut, balanced(peeled(cut)))
    assert box.coverage >= 0.87590 - 0.005
    assert box.density >= 0.97746 - 0.005


def test_its_figures_are_those_of_a_count(futures):
    """Every box on the way: coverage, density and mass as a plain count of its rows gives them."""
    columns, fails = futures
    for box in peeled(grid(columns, fails))[::7]:
        again = measured(box, columns, fails)
        assert (again.coverage, again.density, again.mass) == pytest.approx(
            (box.coverage, box.density, box.mass)
        )


def test_a_box_shrinks_on_its_way(futures):
    """Each step gives rows up and raises the share of failures; none holds fewer than a share."""
    columns, fails = futures
    way = peeled(grid(columns, fails), least_mass=0.1)
    assert all(
        after.mass < before.mass and after.density > before.density
        for before, after in pairwise(way)
    )
    assert way[0].restrictions == ()
    assert way[0].coverage == 1.0
    assert 0.1 <= way[-1].mass < 0.12


def test_values_without_an_order_are_cut_off_one_by_one():
    """Failures under the readings 1 and 3 of five: the box names just these."""
    cube = points(2048)
    reading = np.floor(cube[:, 0] * 5)
    fails = np.isin(reading, (1.0, 3.0)) & (cube[:, 1] > 0.5)
    cut = grid([reading, cube[:, 1]], fails, unordered=frozenset({0}))
    box = refined(cut, balanced(peeled(cut)))
    first, second = box.restrictions
    assert first == Restriction(column=0, values=(1.0, 3.0))
    assert second.low == pytest.approx(0.5, abs=0.01)


def test_a_column_of_few_values_is_cut_between_them():
    """Whole periods from 0 to 3, of which 2 and 3 fail: cut at 2."""
    cube = points(1024)
    periods = np.floor(cube[:, 0] * 4)
    cut = grid([periods, cube[:, 1]], periods >= 2)
    box = refined(cut, balanced(peeled(cut)))
    assert box.restrictions == (Restriction(column=0, low=2.0),)
    assert (box.coverage, box.density) == (1.0, 1.0)


def test_a_restriction_that_does_nothing_is_likely_chance():
    """
    Eight rows, four of them fail, all with x of 1; y halves both kinds alike. By the binomial law,
    the four of x have a chance of .5⁴; the two of four of y, 1 − .5⁴·(1 + 4) = .6875.
    """
    x = np.array([1.0, 1, 1, 1, 0, 0, 0, 0])
    y = np.array([1.0, 1, 0, 0, 1, 1, 0, 0])
    one = FutureBox(restrictions=(Restriction(column=0, low=1.0),), coverage=0, density=0, mass=0)
    assert quasi_p(one, [x, y], x > 0) == {0: pytest.approx(0.0625)}
    other = FutureBox(restrictions=(Restriction(column=1, low=1.0),), coverage=0, density=0, mass=0)
    assert quasi_p(other, [x, y], x > 0) == {1: pytest.approx(0.6875)}


def test_a_box_is_told_by_rows_that_it_was_not_found_on(futures):
    """Odd rows say what the box of the even ones covers; it comes back in nearly every resample."""
    columns, fails = futures
    found = discovered(columns, fails, resamples=20)
    assert found is not None
    odd = measured(found.box, [column[1::2] for column in columns], fails[1::2])
    assert (odd.coverage, odd.density) == (found.box.coverage, found.box.density)
    assert found.box.coverage > 0.85
    assert found.box.density > 0.9
    assert (
        dict(zip([row.column for row in found.box.restrictions], found.again, strict=True))[3] == 1
    )
    assert all(chance < 0.05 for chance in found.chances)


def test_the_same_seed_gives_the_same_finding(futures):
    """Resamples come from the seed alone."""
    columns, fails = futures
    first, second = (discovered(columns, fails, resamples=5, seed=3) for _ in range(2))
    assert first == second


def test_where_nothing_tells_failures_apart_no_box_is_told():
    """Failures by a column that is not among those looked at; none at all; all."""
    cube = points(1024)
    columns = list(cube[:, :3].T.copy())
    assert discovered(columns, np.zeros(1024, dtype=bool)) is None
    assert discovered(columns, np.ones(1024, dtype=bool)) is None


def test_a_column_that_never_varies_asks_nothing(futures):
    """One value in all rows is no restriction, and no division by nothing."""
    columns, fails = futures
    cut = grid([*columns, np.full(8192, 7.0)], fails)
    assert all(row.column != COLUMNS for row in balanced(peeled(cut)).restrictions)
