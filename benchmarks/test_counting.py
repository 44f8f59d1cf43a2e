"""
Ladders that answer a count, solved all at once: against a plain recursion, and against answers that
can be worked out by hand.
"""

import itertools

import numpy as np
import pytest

pytest.importorskip("numba")

from counting import CountGame, counted, threshold_ladders

from phaseline.game.kernels.machine import Machine, settle


@pytest.fixture(autouse=True, scope="module")
def kept(tmp_path_factory):
    """Kernels are kept for this module, and no longer."""
    settle(Machine(folder=tmp_path_factory.mktemp("kernels")))
    yield
    settle(Machine())


def drawn(draws, seed=3, levels=4, rungs=3, periods=7):
    """Random numbers, with ties now and then: some payoffs are whole."""
    rng = np.random.default_rng(seed)
    up = rng.uniform(0, 0.6, (levels, draws))

    def whole(rows):
        sizes = (rows, draws)
        return np.where(
            rng.random(draws) < 0.3, rng.integers(0, 3, sizes), rng.uniform(0, 3, sizes)
        )

    return CountGame(
        gain=whole(levels),
        loss=whole(rungs),
        step=whole(1)[0],
        up=up,
        down=rng.uniform(0, 1, (levels, draws)) * (1 - up),
        harm=whole(levels),
        cost=whole(rungs),
        discount=0.9,
        counts=5,
        periods=periods,
    )


def plainly(game, thresholds, draw):
    """
    The same by a recursion from state to state: values of both sides, and the chance of the last
    level.
    """
    levels = len(game.gain)

    def at(period, level, count):
        if period == game.periods:
            return 0.0, 0.0, 0.0
        rung = sum(one <= count for one in thresholds)
        found = None
        for to in (level, level - 1, level + 1):
            if not 0 <= to < levels:
                continue
            rise, fall = game.up[to, draw], game.down[to, draw]
            ways = ((rise, count + 1), (1 - rise - fall, count), (fall, count - 1))
            after = [
                (chance, known[period + 1, to, min(max(end, 0), game.counts - 1)])
                for chance, end in ways
            ]
            own = game.gain[to, draw] - game.loss[rung, draw] - game.step[draw] * (to > level)
            own += game.discount * sum(chance * one[0] for chance, one in after)
            other = (
                -game.harm[to, draw]
                - game.cost[rung, draw]
                + game.discount * sum(chance * one[1] for chance, one in after)
            )
            crossed = 1.0 if to == levels - 1 else sum(chance * one[2] for chance, one in after)
            if found is None or own > found[0]:
                found = (own, other, crossed)
        return found

    known = {}
    for period in range(game.periods, -1, -1):
        for level, count in itertools.product(range(levels), range(game.counts)):
            known[period, level, count] = at(period, level, count)
    return known[0, 0, 0]


def test_every_ladder_and_draw_is_solved_as_by_a_plain_recursion():
    """Twenty-one ladders, eleven draws: more than a register holds, and no multiple of it."""
    game, ladders = drawn(11), threshold_ladders(2, 5)
    found = counted(game, ladders)
    for ladder, draw in itertools.product(range(len(ladders)), range(11)):
        mine = [float(one[ladder, draw]) for one in found]
        assert mine == pytest.approx(plainly(game, ladders[ladder], draw), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("lanes", [1, 2, 4])
def test_registers_of_any_width_and_threads_give_the_same(lanes):
    """A draw's answer does not depend on which others it is worked out with."""
    game, ladders = drawn(21), threshold_ladders(2, 5)
    wide, narrow = counted(game, ladders, threads=1), counted(game, ladders, threads=2, lanes=lanes)
    assert all(
        np.allclose(one, other, rtol=1e-12, atol=1e-12)
        for one, other in zip(wide, narrow, strict=True)
    )


def test_where_nothing_is_gained_nothing_is_crossed():
    """
    Without a gain holding is as good as anything and comes first; constant ladders cost their rung
    in every period.
    """
    game = drawn(8)
    still = CountGame(
        **{name: getattr(game, name) for name in game.__dataclass_fields__}
        | {"gain": np.zeros_like(game.gain)}
    )
    never, always = np.array([[5, 5]]), np.array([[0, 0]])
    annuity = (1 - 0.9**7) / (1 - 0.9)
    for ladder, rung in ((never, 0), (always, 2)):
        own, _, crossed = counted(still, ladder)
        assert np.allclose(own[0], -annuity * game.loss[rung], rtol=1e-12)
        assert not crossed.any()


def test_all_thresholds_are_listed():
    """
    Four thresholds that do not decrease, each a count of eleven or never: 15 over 4 ways, which is
    1,365.
    """
    found = threshold_ladders(4, 11)
    assert found.shape == (1365, 4)
    assert (np.diff(found, axis=1) >= 0).all()
    assert len({tuple(one) for one in found.tolist()}) == 1365
