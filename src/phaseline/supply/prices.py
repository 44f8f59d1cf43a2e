"""
What each floor, consent and step of delay costs: the plan made again with one thing a step looser.

A price is the difference of two plans, because a marginal price holds for the next piece alone and
says nothing of a time or a consent; that of a floor or a stock stands beside it.
"""

from collections.abc import Mapping
from dataclasses import replace
from math import isinf

import numpy as np

from phaseline.supply.binding_constraints import (
    BindingConstraint,
    ConstraintKind,
    floor_share,
    holds,
    loosened,
    standing,
)
from phaseline.supply.model import Aim, Problem
from phaseline.supply.plan import Plan, planned
from phaseline.supply.program import transfer
from phaseline.supply.solver import solved
from phaseline.terms.entries import Entries
from phaseline.terms.record import record
from phaseline.terms.ties import in_order

STEP = 0.1  # of a stock, of what a route carries, and of what a partner gets
_WORTH = 1e-6


@record
class Price:
    """
    What one step of one thing is worth.

    Args:
        hold: What is loosened.
        stands: How it stands.
        step: How it stands one step looser.
        gain: What that adds to the value of the plan.
        marginal: What one more unit adds with the routes as they are; None where a unit says
            nothing.
    """

    hold: BindingConstraint
    stands: float
    step: float
    gain: float
    marginal: float | None


@record
class Prices:
    """
    What things cost in a plan.

    Args:
        each: Those that would add something, the dearest first.
        nothing: Those that would add nothing.
        delay: What it takes from the value if everything takes one period longer.
    """

    each: tuple[Price, ...]
    nothing: tuple[BindingConstraint, ...]
    delay: float


def prices(problem: Problem, plan: Plan) -> Prices:
    """
    Give what each hold costs a plan.

    Args:
        problem: The problem.
        plan: Its best plan.

    Raises:
        EngineError: The solver failed.
    """
    marginal = marginals(problem, plan)
    step_prices = []
    for hold in holds(problem):
        stands, step = standing(problem, hold), _step(problem, hold)
        gain = _value(loosened(problem, {hold: step})) - plan.totals[Aim.VALUE]
        step_prices.append(
            Price(
                hold=hold,
                stands=stands,
                step=step,
                gain=max(0.0, gain),
                marginal=marginal.get(hold),
            )
        )
    worth = [price for price in step_prices if price.gain > _WORTH]
    late = replace(
        problem, routes=Entries(replace(route, lead=route.lead + 1) for route in problem.routes)
    )
    return Prices(
        each=in_order(worth, lambda price: price.gain),
        nothing=tuple(price.hold for price in step_prices if price.gain <= _WORTH),
        delay=max(0.0, plan.totals[Aim.VALUE] - _value(late)),
    )


def marginals(problem: Problem, plan: Plan) -> Mapping[BindingConstraint, float]:
    """
    Give what one more unit in stock, of which the floor keeps its share, and one less on the floor
    would add, the routes as they are.
    """
    opened = frozenset(plan.opened)
    held = replace(
        problem,
        routes=Entries(
            replace(route, is_closed=route.id not in opened) for route in problem.routes
        ),
    )
    model = transfer(held, is_tight=False)
    solution = solved(replace(model.program, cost=-model.accounts[Aim.VALUE]), relaxed=True)
    if not solution.has_values:
        return {}
    balance = next(row for row in model.program.rows if row.name == "stock").at
    prices: dict[BindingConstraint, float] = {}
    for place, stock in enumerate(model.problem.stocks):
        prices[BindingConstraint(kind=ConstraintKind.STOCK, id=stock.id)] = (
            max(0.0, -float(solution.duals[balance[place, 0]]))
            / model.scale[place]
            * (1 - floor_share(stock))
        )
        prices[BindingConstraint(kind=ConstraintKind.FLOOR, id=stock.id)] = (
            float(np.maximum(solution.reduced[model.keep[place]], 0.0).sum()) / model.scale[place]
        )
    return prices


def _step(problem: Problem, hold: BindingConstraint) -> float:
    """Give how a hold stands one step looser."""
    stands = standing(problem, hold)
    match hold.kind:
        case ConstraintKind.STOCK if stands == 0:
            return STEP * _least_whole(problem, hold.id)
        case ConstraintKind.STOCK | ConstraintKind.CAPACITY:
            return stands * (1 + STEP)
        case ConstraintKind.FLOOR:
            stock = BindingConstraint(kind=ConstraintKind.STOCK, id=hold.id)
            return max(0.0, stands - STEP * max(standing(problem, stock), stands))
        case ConstraintKind.CONSENT | ConstraintKind.LEAD | ConstraintKind.LAG:
            return 0.0 if isinf(stands) else max(0.0, stands - 1)
        case ConstraintKind.ROUTE | ConstraintKind.PASSING:
            return min(1.0, stands + (1.0 if hold.kind is ConstraintKind.ROUTE else STEP))


def _least_whole(problem: Problem, stock: str) -> float:
    """Give the least amount of a stock that meets a need in whole [unit]."""
    return min(lane.whole for lane in problem.lanes if lane.stock == stock)


def _value(problem: Problem) -> float:
    return planned(problem, order=(Aim.VALUE,)).totals.get(Aim.VALUE, 0.0)
