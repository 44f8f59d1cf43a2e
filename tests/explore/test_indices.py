"""Sobol's indices and Morris's effects against published functions and a published library."""

from collections.abc import Callable

import numpy as np
import pytest

from phaseline.explore.chances import sobol_points, stream
from phaseline.explore.indices import Indices, indices, paired_points
from phaseline.explore.screening import effects, paths


def ishigami(x: np.ndarray) -> np.ndarray:
    """Ishigami & Homma (1990), with a of 7 and b of .1."""
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def sobol_g(x: np.ndarray) -> np.ndarray:
    """Sobol's G function with the eight coefficients of Saltelli et al. (2008), section 4.6."""
    a = np.array([0, 1, 4.5, 9, 99, 99, 99, 99])
    return np.prod((np.abs(4 * x - 2) + a) / (1 + a), axis=1)


def of_function(function: Callable, low: float, high: float, columns: int) -> Indices:
    """The indices of a function of numbers spread evenly between two ends, from 2¹³ base points."""
    points = low + paired_points(0, 2**13, columns) * (high - low)
    return indices(function(points.reshape(-1, columns)).reshape(points.shape[:2]))


def test_the_ishigami_function():
    """
    V = a²/8 + bπ⁴/5 + b²π⁸/18 + 1/2 = 13.8446; V₁ = (1 + bπ⁴/5)²/2 = 4.3459, V₂ = a²/8 = 6.125,
    V₁₃ = 8b²π⁸/225 = 3.3737: first .3139, .4424, 0; total .5576, .4424, .2437.
    """
    found = of_function(ishigami, -np.pi, np.pi, 3)
    assert found.first == pytest.approx([0.3139, 0.4424, 0.0], abs=0.01)
    assert found.total == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.01)


def test_the_g_function():
    """
    Vᵢ = (1/3)/(1 + aᵢ)², V = Π(1 + Vᵢ) − 1, with a of 0, 1, 4.5, 9 and four of 99; totals
    Vᵢ·Π(1 + Vⱼ, j ≠ i)/V.
    """
    parts = (1 / 3) / (1 + np.array([0, 1, 4.5, 9, 99, 99, 99, 99])) ** 2
    variance = np.prod(1 + parts) - 1
    found = of_function(sobol_g, 0.0, 1.0, 8)
    assert found.first == pytest.approx(parts / variance, abs=0.01)
    totals = parts * np.prod(1 + parts) / (1 + parts) / variance
    assert found.total == pytest.approx(totals, abs=0.01)


def test_estimates_are_those_of_salib():
    """
    SALib 1.6.0, `sobol.analyze(…, calc_second_order=False)`, on Ishigami at the same 1,024 × 5
    points, to 1e-12.
    """
    points = -np.pi + paired_points(0, 1024, 3).reshape(-1, 3) * 2 * np.pi
    found = indices(ishigami(points).reshape(1024, 5))
    first = [0.3329550751794263, 0.441313938544067, 0.018578412958719353]
    total = [0.5581790457114659, 0.4432845840303481, 0.24214937335496534]
    assert found.first == pytest.approx(first, abs=1e-12)
    assert found.total == pytest.approx(total, abs=1e-12)


def test_margins_hold_what_they_promise():
    """Of 200 estimates from points at random, some 95 of 100 lie within their own margins."""
    truth = np.array([0.3139, 0.4424, 0.0])
    hits = []
    for trial in range(200):
        both = stream(trial, 0, "trial").random((256, 6)) * 2 * np.pi - np.pi
        mine, theirs = both[:, :3], both[:, 3:]
        mixed = [np.where(np.arange(3) == place, theirs, mine) for place in range(3)]
        outcome = np.column_stack([ishigami(x) for x in (mine, *mixed, theirs)])
        found = indices(outcome, seed=trial)
        hits.append(np.abs(found.first - truth) <= found.first_margin)
    assert 0.88 < np.mean(hits) < 0.99


def test_what_never_varies_is_due_to_nothing():
    """All indices 0, and no division by nothing."""
    found = indices(np.full((64, 5), 3.0))
    assert not found.first.any()
    assert not found.total.any()


def test_points_go_on_where_they_stopped():
    """Points by their indices: the second half alone is the second half of all."""
    whole = sobol_points(0, 64, 7)
    assert np.array_equal(sobol_points(32, 32, 7), whole[32:])
    assert np.array_equal(paired_points(32, 32, 3), paired_points(0, 64, 3)[32:])


def morris(x: np.ndarray) -> np.ndarray:
    """
    The function of twenty inputs of Morris (1991), section 5, with those of its coefficients that
    are drawn at random left at 0.
    """
    w = 2 * (x - 0.5)
    for place in (2, 4, 6):
        w[:, place] = 2 * (1.1 * x[:, place] / (x[:, place] + 0.1) - 0.5)
    result = 20 * w[:, :10].sum(axis=1)
    for i in range(6):
        for j in range(i + 1, 6):
            result -= 15 * w[:, i] * w[:, j]
    for i in range(5):
        for j in range(i + 1, 5):
            for k in range(j + 1, 5):
                result -= 10 * w[:, i] * w[:, j] * w[:, k]
    return result + 5 * w[:, 0] * w[:, 1] * w[:, 2] * w[:, 3]


def test_the_function_of_morris():
    """
    By hand: inputs 8 to 10 enter as 20·2(x − ½), an effect of 40 each time; inputs 11 to 20 do
    nothing; input 7 enters as 20·w alone, w of (0, ⅓, ⅔, 1) being −1, .6923, .9130, 1, so that its
    two steps have effects of 57.39 and 9.231, their mean 33.31 and spread 24.08; the first six
    hang on one another, so that they spread.
    """
    way = paths(400, 20)
    found = effects(way, morris(way.reshape(-1, 20)).reshape(way.shape[:2]))
    assert found.mean[7:10] == pytest.approx([40, 40, 40])
    assert found.spread[7:10] == pytest.approx([0, 0, 0], abs=1e-9)
    assert not found.size[10:].any()
    assert found.mean[6] == pytest.approx(33.31, abs=3 * 24.08 / 20)
    assert found.spread[6] == pytest.approx(24.08, abs=0.5)
    assert (found.spread[:6] > 15).all()


def test_a_path_takes_one_step_in_each_direction():
    """Each step moves one assumption by two thirds, and stays inside the cube."""
    way = paths(50, 6, seed=9)
    assert way.min() >= 0
    assert way.max() <= 1 + 1e-12
    moved = np.abs(np.diff(way, axis=1))
    assert np.allclose(moved.sum(axis=2), 2 / 3)
    assert (moved.argmax(axis=2).argsort(axis=1).argsort(axis=1) >= 0).all()
    assert all(len(set(row)) == 6 for row in moved.argmax(axis=2))


def test_chance_hangs_on_seed_and_chunk_alone():
    """The same stream whenever it is asked for; another one for another chunk or other words."""
    one = stream(5, 2, "x").random(4)
    stream(5, 1, "x").random(100)
    assert np.array_equal(one, stream(5, 2, "x").random(4))
    assert not np.array_equal(one, stream(5, 3, "x").random(4))
    assert not np.array_equal(one, stream(5, 2, "y").random(4))
