"""
The plan: what leaves when by which way, best in one aim after another; exact where it can be, with
its gap where it cannot.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from enum import Enum
from math import ceil, inf

import numpy as np

from phaseline.supply.matrix import Floats
from phaseline.supply.model import Aim, Problem
from phaseline.supply.program import Transfer, faults, transfer
from phaseline.supply.search import Limit, searched
from phaseline.supply.solver import Solver, SolverResult, SolverStatus
from phaseline.terms.record import record

ORDER = (Aim.VALUE, Aim.EXPOSURE, Aim.COST)
# columns, about, up to which a program is solved exactly; beyond, routes are searched over the
# relaxed program
EXACT = 30_000
SAME = 1e-9  # how much of an aim that was reached a later one may give up, relative to its size
TRACE = 1e-6  # a share of a need that is less is nothing
_BEGUN = 1e-9  # periods: what is less has not begun
_NEVER_ENDS = 10_000_000.0


class PlanOutcome(Enum):
    """How planning ended."""

    OPTIMAL = "optimal"
    LIMIT = "best found in the time"
    INFEASIBLE = "infeasible"
    UNBOUNDED = "unbounded"
    REFUSED = "refused"


@record
class Delivery:
    """
    Goods that leave in one period.

    Args:
        stock: What leaves.
        route: By which way.
        need: For which need.
        leaves: The period in which it leaves.
        arrives: The period in which it reaches the beneficiary, or the partner that passes on its
            own goods.
        share: The share of the need that it meets, or that the partner gets.
        amount: How much it is [unit].
    """

    stock: str
    route: str
    need: str
    leaves: int
    arrives: int
    share: float
    amount: float


@record
class Plan:
    """
    A plan, or why there is none.

    Args:
        outcome: How planning ended.
        why: What was wrong, where the problem was refused.
        totals: What the plan comes to, by aim: the weighed share of needs met, on average until
            their deadlines; its exposure; its cost.
        bound: What no plan can exceed in the first aim.
        gap: How far a bound is from the plan, as a share of the plan, in the aim that is least
            settled; 0 where every aim is.
        opened: The routes that are used.
        deliveries: What leaves when.
        met: By need, the share that has arrived by the end of each period.
        kept: By stock, what is left at the end of each period [unit].
    """

    outcome: PlanOutcome
    why: tuple[str, ...] = ()
    totals: Mapping[Aim, float] = field(default_factory=dict)
    bound: float = 0.0
    gap: float = 0.0
    opened: tuple[str, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    met: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    kept: Mapping[str, tuple[float, ...]] = field(default_factory=dict)

    @property
    def has_plan(self) -> bool:
        """Whether there is a plan."""
        return bool(self.totals)


def planned(
    problem: Problem,
    *,
    order: Sequence[Aim] = ORDER,
    most: Mapping[Aim, float] | None = None,
    seconds: float = 60.0,
    clock: Callable[[], float] | None = None,
) -> Plan:
    """
    Give the best plan: the first aim as good as it can be, then the second without giving up any of
    the first, and so on.

    Args:
        problem: The problem; one that is absurd is refused with the reasons.
        order: The aims, the most important first.
        most: What exposure and cost may come to at most.
        seconds: The time after which the best plan found is given, with its bound; each aim has an
            equal part. For large problems alone it matters.
        clock: Gives the time in seconds; without one a large problem is searched until nothing gets
            better.

    Raises:
        EngineError: The solver failed.

    Source:
        For the aims in order: M. Ehrgott, Multicriteria Optimization, 2nd ed. (2005), section 5.1.
    """
    wrong = faults(problem)
    if wrong:
        return Plan(outcome=PlanOutcome.REFUSED, why=wrong)
    model = transfer(problem)
    costs = _costs(model)
    limits = [
        Limit(entries=costs[aim], high=-limit if aim is Aim.VALUE else limit)
        for aim, limit in (most or {}).items()
    ]
    stages: list[SolverResult] = []
    for aim in order:
        stage = _stage(
            model,
            costs[aim],
            limits,
            is_free=aim is Aim.VALUE and not limits,
            seconds=seconds / len(order),
            clock=clock,
        )
        if (
            stages and not stage.has_values
        ):  # the time is over, or rounding has left no plan that gives up nothing
            stages[-1] = replace(stages[-1], status=SolverStatus.LIMIT)
            break
        stages.append(stage)
        if not stage.has_values:
            break
        reached = float(costs[aim] @ stage.values)
        limits.append(Limit(entries=costs[aim], high=reached + SAME * max(1.0, abs(reached))))
    return _plan_of(model, stages, order[0])


def is_large(problem: Problem) -> bool:
    """
    Whether a problem is searched and not solved exactly, and takes too long to be planned again for
    every price.
    """
    return problem.periods * (len(problem.lanes) + len(problem.stocks) + len(problem.needs)) > EXACT


def _costs(model: Transfer) -> Mapping[Aim, Floats]:
    """Give what is to be as small as it can be, by aim and column: a value turned round."""
    return {
        aim: -account if aim is Aim.VALUE else account for aim, account in model.accounts.items()
    }


def _stage(
    model: Transfer,
    cost: Floats,
    limits: Sequence[Limit],
    *,
    is_free: bool,
    seconds: float,
    clock: Callable[[], float] | None,
) -> SolverResult:
    """
    Make one account as small as it can be within limits on others.

    Args:
        model: The problem.
        cost: The account, by column.
        limits: What others may come to.
        is_free: Whether opening a route takes nothing from it, so that none has to be closed and
            the relaxed program is exact.
        seconds: After how long the best that was found is given.
        clock: Gives the time in seconds.
    """
    if not is_free and is_large(model.problem):
        return searched(model, cost, limits=limits, seconds=seconds, clock=clock)
    solver = Solver(model.program, seconds=min(seconds, _NEVER_ENDS), relaxed=is_free)
    solver.set_costs(cost)
    for limit in limits:
        solver.add_row(limit.entries, -inf, limit.high)
    solution = solver.solve()
    if is_free and solution.has_values:  # every route that is used counts as open, and no other
        place = {route.id: number for number, route in enumerate(model.problem.routes)}
        solution.values[model.opened] = 0.0
        for number in np.flatnonzero(solution.values[model.ship].sum(axis=1) > TRACE):
            solution.values[model.opened[place[model.problem.lanes[number].route]]] = 1.0
    return solution


def _plan_of(model: Transfer, stages: Sequence[SolverResult], first_aim: Aim) -> Plan:
    """Say what the solutions of the stages mean; a plan is exact if every stage was."""
    first, last = stages[0], stages[-1]
    if not first.has_values:
        return Plan(outcome=_OUTCOMES[first.status])
    open_ends = [stage for stage in stages if stage.status is not SolverStatus.OPTIMAL]
    deliveries = _deliveries(model, last.values)
    return Plan(
        outcome=_OUTCOMES[open_ends[0].status] if open_ends else PlanOutcome.OPTIMAL,
        totals={
            aim: _rounded(float(account @ last.values)) for aim, account in model.accounts.items()
        },
        bound=_rounded(-first.bound if first_aim is Aim.VALUE else first.bound),
        gap=max((stage.gap for stage in open_ends), default=0.0),
        opened=_opened(model, deliveries),
        deliveries=deliveries,
        met={
            need.id: _levels(last.values[model.met[place]])
            for place, need in enumerate(model.problem.needs)
        },
        kept={
            stock.id: _levels(last.values[model.keep[place]] * model.scale[place])
            for place, stock in enumerate(model.problem.stocks)
        },
    )


_OUTCOMES = {
    SolverStatus.OPTIMAL: PlanOutcome.OPTIMAL,
    SolverStatus.LIMIT: PlanOutcome.LIMIT,
    SolverStatus.INFEASIBLE: PlanOutcome.INFEASIBLE,
    SolverStatus.UNBOUNDED: PlanOutcome.UNBOUNDED,
}


def _deliveries(model: Transfer, values: Floats) -> tuple[Delivery, ...]:
    routes = model.problem.routes
    deliveries = []
    for lane, time in np.argwhere(values[model.ship] > TRACE):
        shipped, share = model.problem.lanes[lane], float(values[model.ship[lane, time]])
        deliveries.append(
            Delivery(
                stock=shipped.stock,
                route=shipped.route,
                need=shipped.need,
                leaves=int(time),
                arrives=int(time) + routes[shipped.route].lead,
                share=share,
                amount=share * shipped.whole,
            )
        )
    return tuple(sorted(deliveries, key=lambda delivery: delivery.leaves))


def _opened(model: Transfer, deliveries: Sequence[Delivery]) -> tuple[str, ...]:
    """Give the routes that something goes by; one that is open for nothing is not used."""
    used = {delivery.route for delivery in deliveries}
    return tuple(route.id for route in model.problem.routes if route.id in used)


def _levels(numbers: Floats) -> tuple[float, ...]:
    return tuple(_rounded(number) for number in numbers)


def _rounded(number: float) -> float:
    """Take away what is only the solver's rounding: 1e-9 of what shares are counted in."""
    whole = round(float(number), 9)
    return whole + 0.0


def periods_of(months: float, per_month: float) -> int:
    """
    Give whole periods for a time in months: what has begun counts whole.

    >>> periods_of(0.25, 4.348), periods_of(1, 1), periods_of(0, 1)
    (2, 1, 0)
    """
    return max(0, ceil(months * per_month - _BEGUN))


def whole_periods(months: Floats, per_month: float) -> Floats:
    """
    Give the same for many times at once.

    >>> whole_periods(np.array([0.25, 1.0, 0.0]), 4.348)
    array([2., 5., 0.])
    """
    return np.maximum(0.0, np.ceil(months * per_month - _BEGUN)) + 0.0  # no 0 with a sign
