"""Random plans against the same problems written a second time for another solver."""

import pytest
from second_solver import best
from transfers import random_problem

from phaseline.supply.model import Aim
from phaseline.supply.plan import ORDER, PlanOutcome, planned


@pytest.mark.parametrize("seed", range(50))
def test_another_solver_finds_the_same_value(seed):
    """Written in units and cumulative sums, and solved by CBC, a problem has the same optimum."""
    problem = random_problem(seed)

    ours, theirs = planned(problem, order=(Aim.VALUE,)), best(problem)

    assert ours.outcome is PlanOutcome.OPTIMAL
    assert ours.totals[Aim.VALUE] == pytest.approx(theirs[Aim.VALUE], abs=1e-6)


@pytest.mark.parametrize("seed", range(50, 60))
def test_another_solver_gives_up_as_little_of_the_first_aim(seed):
    """
    Value first, then exposure, then cost: each later one is as small as the earlier ones leave it.
    """
    problem = random_problem(seed)

    ours, theirs = planned(problem), best(problem, ORDER)

    for aim in ORDER:
        assert ours.totals[aim] == pytest.approx(theirs[aim], abs=2e-5)
