"""
Value against exposure against cost: the plans that nothing beats in all three, found by limits on
two of them.

Source:
    Y. Haimes, L. Lasdon, D. Wismer, On a bicriterion formulation of the problems of integrated
    system identification and system optimization, IEEE Transactions on Systems, Man, and
    Cybernetics 1 (1971), for limits on all aims but one.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import product

import numpy as np

from phaseline.supply.model import Aim, Problem
from phaseline.supply.plan import Plan, PlanOutcome, is_large, planned
from phaseline.terms.ties import in_order

STEPS = 5
_SAME = 1e-6


def front(
    problem: Problem, *, steps: int = STEPS, clock: Callable[[], float] | None = None
) -> tuple[Plan, ...]:
    """
    Give plans that no other one found beats in value, exposure and cost at once, by rising
    exposure.

    Where there is no plan, or the problem is large, that answer alone is given.

    Args:
        problem: The problem.
        steps: At how many limits on exposure, and on cost, plans are made: evenly from nothing to
            what the most valuable plan takes.
        clock: Gives the time in seconds, by which the plan of a large problem is given.

    Raises:
        EngineError: The solver failed.
    """
    best = planned(problem, clock=clock)
    if best.outcome is not PlanOutcome.OPTIMAL or is_large(problem):
        return (best,)
    exposures, costs = (
        np.linspace(0.0, best.totals[aim], steps) for aim in (Aim.EXPOSURE, Aim.COST)
    )
    limits: list[Mapping[Aim, float]] = [
        {Aim.EXPOSURE: float(exposure) + _SAME, Aim.COST: float(cost) + _SAME}
        for exposure, cost in product(exposures, costs)
    ]
    plans = [plan for limit in limits if (plan := planned(problem, most=limit)).has_plan]
    return _unbeaten([*plans, best])


def _unbeaten(plans: list[Plan]) -> tuple[Plan, ...]:
    left: list[Plan] = []
    for plan in _least_exposed(plans):
        if not any(_is_as_good(other, plan) for other in left):
            left = [other for other in left if not _is_as_good(plan, other)] + [plan]
    return tuple(left)


def _least_exposed(plans: Sequence[Plan]) -> Sequence[Plan]:
    """
    Put plans in order: the least exposed first, of these the cheapest, of these the one worth most.
    """
    for aim, sign in ((Aim.VALUE, 1.0), (Aim.COST, -1.0), (Aim.EXPOSURE, -1.0)):
        plans = in_order(plans, partial(_signed, aim, sign))
    return plans


def _signed(aim: Aim, sign: float, plan: Plan) -> float:
    return sign * plan.totals[aim]


def _is_as_good(plan: Plan, other: Plan) -> bool:
    """Whether a plan is nowhere worse than another."""
    return (
        plan.totals[Aim.VALUE] >= other.totals[Aim.VALUE] - _SAME
        and plan.totals[Aim.EXPOSURE] <= other.totals[Aim.EXPOSURE] + 2 * _SAME
        and plan.totals[Aim.COST] <= other.totals[Aim.COST] + 2 * _SAME
    )
