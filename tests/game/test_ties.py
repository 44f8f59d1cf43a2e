"""
Ties in the game: a race, a ranking and a median keep the order of the case where only rounding
tells numbers apart.
"""

import numpy as np
import pytest

from phaseline.game.race import paired, raced, ranked
from phaseline.game.ties import first_most, less, more

NOISES = (1e-16, -1e-16, 1e-13, -1e-13)


@pytest.mark.parametrize("noise", NOISES)
def test_arrays_are_held_to_the_same_tolerance(noise):
    """
    Numbers with noise are neither more nor less, a billionth twice over is; what is no number is
    neither.
    """
    numbers = np.array([0.0, 1.0, 24.0, np.nan, np.inf])

    assert not more(numbers + noise, numbers).any()
    assert not less(numbers + noise, numbers).any()
    assert more(numbers + 1e-6, numbers).tolist() == [True, True, True, False, False]


@pytest.mark.parametrize("noise", NOISES)
def test_the_first_of_equals_is_the_most(noise):
    """Of 1, 3 and 3 with noise the second is the first that is the most."""
    assert first_most(np.array([1.0, 3.0, 3.0 + noise])) == 1


@pytest.mark.parametrize("noise", NOISES)
def test_a_race_of_equals_is_won_by_the_first(noise):
    """
    Three candidates give the same for every draw but for noise: the first is best, the others stand
    level behind it in order.
    """
    values = np.tile(np.linspace(0.0, 1.0, 64), (3, 1)) + np.array([[0.0], [noise], [-noise]])
    found = raced(lambda kept, draws: values[kept, draws], 3, 64)

    assert found.best == 0
    assert [one.candidate for one in found.band] == [1, 2]
    assert paired(values)[0] == pytest.approx([0.0, 0.0, 0.0], abs=1e-12)


@pytest.mark.parametrize("noise", NOISES)
def test_the_least_regret_of_equals_is_the_first(noise):
    """
    Two candidates are each best for one of two draws, by 1: the means are level and so are the
    regrets.
    """
    found = ranked(np.array([[1.0, 0.0], [0.0, 1.0 + noise]]))

    assert (found.best, found.minimax, found.winners) == (0, 0, 2)
