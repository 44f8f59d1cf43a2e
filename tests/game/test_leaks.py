"""Where a threat leaks: corners by hand, shares by going through every order."""

from itertools import permutations

import numpy as np
import pytest
from asking import game_of
from frozen_games import (
    frozen,
    oracle_months,
    with_consent,
    with_sight,
    without_leads,
    without_nature,
)

from phaseline.game.leaks import LeakKind, leak_study, leaks_by, shapley_share

LIFTS = {
    LeakKind.CONSENT: with_consent,
    LeakKind.SEEING: with_sight,
    LeakKind.LEADS: without_leads,
    LeakKind.NATURE: without_nature,
}


@pytest.fixture(scope="module")
def by_hand():
    """Hold-fire with each set of four brakes lifted in the file, walked through by the oracle."""
    corners = []
    for corner in range(16):
        data = frozen("hold-fire")
        for place, lift in enumerate(LIFTS.values()):
            if corner >> place & 1:
                data = lift(data)
        corners.append(oracle_months(data) - 24)
    return np.array(corners)


@pytest.fixture(scope="module")
def study():
    """The same by the engine, which reads what can be lifted from the game."""
    return leak_study([game_of(frozen("hold-fire"))], tuple(LIFTS))


def test_every_corner_is_what_a_file_with_the_brakes_lifted_comes_to(study, by_hand):
    """16 corners; the chain of the design among them: 0, −2.488, −8.284, −12.745, −16.259."""
    assert study.corners[:, 0] == pytest.approx(by_hand, abs=1e-9)
    assert study.corners[[0, 1, 3, 7, 15], 0] == pytest.approx(
        [0.000, -2.488, -8.284, -12.745, -16.259], abs=5e-4
    )


def test_shares_are_the_mean_over_all_orders_and_add_up(study, by_hand):
    """Each of 24 orders lifts the four one after another; a share is the mean of what it adds."""
    steps = np.zeros(4)
    for order in permutations(range(4)):
        corner = 0
        for place in order:
            steps[place] += by_hand[corner | 1 << place] - by_hand[corner]
            corner |= 1 << place

    assert [leak.kinds for leak in study.leaks] == [(kind,) for kind in LIFTS]
    assert [float(leak.shares[0]) for leak in study.leaks] == pytest.approx(steps / 24, abs=1e-9)
    assert sum(leak.shares for leak in study.leaks) == pytest.approx(study.total, abs=1e-9)
    assert study.leaks[0].first_in[0] == pytest.approx(by_hand[1], abs=1e-9)
    assert study.leaks[0].last_out[0] == pytest.approx(by_hand[15] - by_hand[14], abs=1e-9)


def test_a_game_of_gloves_is_shared_as_in_the_textbook():
    """One left glove and two right ones: a pair is worth 1; shares 2/3, 1/6, 1/6."""
    pairs = np.array([[float(corner & 1 and corner & 6)] for corner in range(8)]) > 0

    shares = [float(shapley_share(pairs.astype(float), place)[0]) for place in range(3)]
    assert shares == pytest.approx([2 / 3, 1 / 6, 1 / 6], abs=1e-12)


def test_more_than_five_are_pooled_and_still_add_up():
    """
    The step-down ladder leaks by six: four stand alone, two are pooled, and draws are shared apart.
    """
    game = game_of(frozen("kim-step-down"))
    study = leak_study([game, game])

    assert sum(leaks_by(game, kind) for kind in LeakKind) == 6
    assert [len(leak.kinds) for leak in study.leaks] == [1, 1, 1, 1, 2]
    assert sum(leak.shares for leak in study.leaks) == pytest.approx(study.total, abs=1e-9)
    assert study.as_is == pytest.approx([-0.211, -0.211], abs=5e-4)


def test_what_changes_no_corner_is_no_leak():
    """Without a ladder nothing is held back, so that there is nothing to lift."""
    study = leak_study([game_of(frozen("none"))])

    assert study.leaks == ()
    assert study.total == pytest.approx(0, abs=1e-12)
