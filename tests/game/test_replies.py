"""Best replies by a kernel and ways by the states that are reached, held to the plain solver."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from depth import examples
from hypothesis import given
from hypothesis import strategies as st

from phaseline.game import corners, folding
from phaseline.game.compile.games import compiled
from phaseline.game.compile.payoffs import at_states, hazards
from phaseline.game.corners import pairings
from phaseline.game.flow import walked
from phaseline.game.folding import crossing, keeping, own_payoffs, reply, sides_of, swept
from phaseline.game.kernels import machine
from phaseline.game.read import read_game
from phaseline.game.whom import whom, whom_data

DUEL = Path(__file__).parents[2] / "docs" / "reference" / "two-challengers.yaml"


pytestmark = pytest.mark.usefixtures("kernels_kept")


numbers = st.integers(-4, 12).map(lambda number: number / 10)


@st.composite
def duels(draw):
    """A duel of up to four periods whose gains and losses, and so ties, are of all kinds."""
    game = read_game(DUEL).record
    controllers = tuple(
        replace(
            controller,
            types=(
                replace(
                    controller.types[0],
                    gain={controller.controls[0]: {level: draw(numbers)}},
                    joint_gain=(replace(controller.types[0].joint_gain[0], number=draw(numbers)),),
                ),
            ),
        )
        for controller, level in zip(game.challengers, ("transferred", "sent"), strict=True)
    )
    rungs = tuple(
        replace(rung, loss=max(draw(numbers), 0.0), cost=draw(numbers))
        for rung in game.ladder.rungs
    )
    return replace(
        game,
        challengers=controllers,
        time=replace(game.time, horizon=float(draw(st.integers(1, 4)))),
        ladder=replace(game.ladder, rungs=rungs),
    )


@examples(40)
@given(duels(), st.booleans(), st.booleans())
def test_a_kernel_takes_the_acts_that_the_plain_solver_takes(game, first_crosses, second_crosses):
    """
    Whatever the other does, the same act is taken in every state and period, ties and all, and the
    start is worth the same but for rounding.
    """
    if not machine.is_there():
        pytest.skip("there is no Numba here")
    sides = sides_of(compiled([game]))
    profile = [
        ((crossing if crosses else keeping)(side),) * sides.periods
        for side, crosses in zip(sides.sides, (first_crosses, second_crosses), strict=True)
    ]

    for place, side in enumerate(sides.sides):
        plain = reply(sides, place, 0, profile)
        quick = swept(sides, place, own_payoffs(side, 0), 0, profile)

        assert quick.value == pytest.approx(plain.value, rel=1e-12, abs=1e-12)
        for quick_marks, plain_marks in zip(quick.strategy, plain.strategy, strict=True):
            assert np.array_equal(quick_marks, plain_marks)


@examples(20)
@given(duels())
def test_what_is_worth_a_kernel_gives_the_same_answer(game):
    """With every game worth one, the whole answer is that of the plain solver."""
    if not machine.is_there():
        pytest.skip("there is no Numba here")
    plain = whom_data(whom(game))
    before = folding.WORTH_A_KERNEL
    folding.WORTH_A_KERNEL = 0
    try:
        quick = whom_data(whom(game))
    finally:
        folding.WORTH_A_KERNEL = before

    assert str(quick) == str(plain) or told(quick) == pytest.approx(told(plain), abs=1e-12)


def told(answer):
    """The values and periods of an answer, one after another."""
    return [
        number
        for match in answer["types"]
        for outcome in match["corners"].values()
        if outcome is not None
        for number in (*outcome["value"].values(), *outcome["periods_across"].values())
    ]


@examples(40)
@given(duels(), st.integers(0, 2**32 - 1))
def test_ways_by_the_states_that_are_reached_are_all_ways(game, seed):
    """
    Sent through the states that are reached alone, mass goes where it goes when it is sent through
    all of them; of strategies that err, and of pure ones.
    """
    sides = sides_of(compiled([game]))
    joint, chance = sides.joint, np.random.default_rng(seed)
    profile = []
    for side in sides.sides:
        weights = (
            chance.random(len(side.model.pair_state)) * (chance.random() < 0.5)
            + keeping(side)[:, 0]
        )
        whole = np.bincount(side.model.pair_state, weights=weights)[side.model.pair_state]
        profile.append(((weights / whole)[:, None],) * sides.periods)
    survival = at_states(joint, 1 - hazards(joint))

    dense = walked(
        joint,
        survival,
        lambda period: sides.joint_chance(profile, period),
        periods=sides.periods,
        start=joint.start,
    )
    sparse = sides.ways.walked(
        lambda period, pairs: sides.act_chances(profile, period, pairs), periods=sides.periods
    )
    for whole, step in zip(dense, sparse, strict=True):
        flow = np.zeros(len(joint.pair_state))
        flow[step.pairs] = step.flow
        assert flow == pytest.approx(whole.pair[:, 0], abs=1e-14)
        assert step.arrival == pytest.approx(whole.arrival[:, 0], abs=1e-14)


def test_the_same_acts_of_the_other_are_answered_once(monkeypatch):
    """
    Both corners stand, each after a second round that changes nothing: with two replies a round,
    eight. To keep off everywhere, Moscow and Pyongyang reply in turn; Pyongyang would follow if
    Moscow were across, which is more than keeping off, so that Moscow is asked again, and says the
    same: three. To be across everywhere, both reply by what they began with: two more, and five in
    all.
    """
    asked = []

    def counted(sides, place, kind, profile):
        asked.append(place)
        return reply(sides, place, kind, profile)

    monkeypatch.setattr(corners, "reply", counted)
    (pairing,) = pairings(sides_of(compiled([read_game(DUEL).record])))

    assert asked == [0, 1, 0, 0, 1]
    assert [settled.rounds for settled in pairing.corners.values()] == [2, 1]
