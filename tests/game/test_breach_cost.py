"""What a breach costs carries the whole effect of the step-down ladder, as it once stood."""

import pytest
from asking import ready
from frozen_games import changed, frozen, oracle_months

from phaseline.game.ahead import outlook
from phaseline.game.play import played

ALWAYS = 24.0  # without a ladder every type is across in all 24 months


def with_breach_cost(number) -> dict:
    """The step-down ladder's game with another loss a month while a given commitment is broken."""

    def change(rung):
        if "commitment" in rung["loss"]:
            rung["loss"]["commitment"] = {"given": number}

    return changed(frozen("kim-step-down"), change)


@pytest.mark.parametrize(
    ("cost", "effect"), [(0.0, -0.03), (0.25, -0.21), (0.4, -0.95), (0.5, -1.19)]
)
def test_the_cost_of_a_breach_carries_the_effect(cost, effect):
    """
    Months across less those without a ladder: figures of the design, measured apart from this
    program; the oracle walks the same games.
    """
    data = with_breach_cost(cost)
    months = float(outlook(played([ready(data)]), ("inside",))["inside"][0])

    assert months == pytest.approx(oracle_months(data), abs=1e-9)
    assert months - ALWAYS == pytest.approx(effect, abs=0.005)
