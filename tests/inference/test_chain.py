"""A hidden level in time, held to the numbers of a textbook and to a sum over all paths."""

from itertools import product

import numpy as np
import pytest

from phaseline.inference.chain import filtered, foreseen, smoothed

RAIN = np.array([[0.7, 0.3], [0.3, 0.7]])  # Russell and Norvig's rain, from day to day
UMBRELLA, NONE = np.array([0.9, 0.2]), np.array([0.1, 0.8])
EVEN = np.array([0.5, 0.5])


def test_the_umbrella_is_filtered_and_foreseen_as_in_the_textbook() -> None:
    """Rain is believed with .818 and .883 after umbrellas, and foreseen with .627 after one."""
    days = filtered(EVEN, RAIN, [UMBRELLA, UMBRELLA])
    assert days[:, 0] == pytest.approx([0.8181818, 0.8833570], abs=5e-8)
    assert foreseen(days[0], RAIN)[0] == pytest.approx(0.6272727, abs=5e-8)


def test_the_umbrella_is_smoothed_as_in_the_textbook() -> None:
    """The first day's rain is believed with .883 once the second umbrella is known."""
    assert smoothed(EVEN, RAIN, [UMBRELLA, UMBRELLA])[0, 0] == pytest.approx(0.8833570, abs=5e-8)


def test_the_umbrella_goes_on_as_in_the_textbook() -> None:
    """Two umbrellas, then a day without, then two more."""
    days = filtered(EVEN, RAIN, [UMBRELLA, UMBRELLA, NONE, UMBRELLA, UMBRELLA])
    assert days[2:, 0] == pytest.approx([0.1906679, 0.7307940, 0.8673389], abs=5e-8)


def test_three_levels_are_what_a_sum_over_all_paths_gives() -> None:
    """Filtered and smoothed chances equal those of the 3⁴ paths, weighed one by one."""
    moves = np.array([[0.8, 0.15, 0.05], [0.1, 0.7, 0.2], [0.0, 0.3, 0.7]])
    start, rows = np.array([0.6, 0.3, 0.1]), np.random.default_rng(4).random((4, 3))
    weights = {}
    for path in product(range(3), repeat=4):
        chance = float(start @ moves[:, path[0]]) * rows[0, path[0]]
        for day in range(1, 4):
            chance *= moves[path[day - 1], path[day]] * rows[day, path[day]]
        weights[path] = chance
    whole = sum(weights.values())
    last = [sum(w for path, w in weights.items() if path[3] == level) / whole for level in range(3)]
    second = [
        sum(w for path, w in weights.items() if path[1] == level) / whole for level in range(3)
    ]
    assert filtered(start, moves, list(rows))[3] == pytest.approx(last, abs=1e-14)
    assert smoothed(start, moves, list(rows))[1] == pytest.approx(second, abs=1e-14)


def test_what_cannot_have_been_heard_is_refused() -> None:
    """A report that no level explains leaves no belief to give."""
    with pytest.raises(ValueError, match=r"^period 2: nothing explains what was heard$"):
        filtered(EVEN, RAIN, [UMBRELLA, np.zeros(2)])
