"""The plan: what leaves when by which way, best in one aim after another; exact where it can be, with its gap where it cannot."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from enum import Enum
from itertools import pairwise
from math import ceil, inf

import numpy as np

from phaseline.supply.matrix import Floats
from phaseline.supply.model import Aim, Problem
from phaseline.supply.program import Transfer, faults, transfer
from phaseline.supply.search import searched
from phaseline.supply.solver import Solved, Solver, Status
from phaseline.terms.record import record

ORDER = (Aim.VALUE, Aim.EXPOSURE, Aim.COST)
EXACT = 30_000  # columns, about, up to which a program is solved exactly; beyond, routes are searched over the relaxed program
SAME = 1e-9  # how much of an aim that was reached a later one may give up, relative to its size
TRACE = 1e-6  # a share of a need that is less is nothing
_NEVER_ENDS = 10_000_000.0


class Outcome(Enum):
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
        arrives: The period in which it reaches the beneficiary, or the partner that passes on its own goods.
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
        totals: What the plan comes to, by aim: the weighed share of needs met, on average until their deadlines; its exposure; its cost.
        bound: What no plan can exceed in the first aim.
        gap: How far that is from the plan, as a share of the plan.
        opened: The routes that are used.
        deliveries: What leaves when.
        met: By need, the share that has arrived by the end of each period.
        kept: By stock, what is left at the end of each period [unit].
        prices: What one more of each thing would add to the first aim, with the routes as they are: see `marginal`.
    """

    outcome: Outcome
    why: tuple[str, ...] = ()
    totals: Mapping[Aim, float] = field(default_factory=dict)
    bound: float = 0.0
    gap: float = 0.0
    opened: tuple[str, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    met: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    kept: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    prices: Mapping[str, float] = field(default_factory=dict)

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
    Give the best plan: the first aim as good as it can be, then the second without giving up any of the first, and so on.

    Args:
        problem: The problem; one that is absurd is refused with the reasons.
        order: The aims, the most important first.
        most: What exposure and cost may come to at most.
        seconds: The time after which the best plan found is given, with its bound; for large problems alone it matters.
        clock: Gives the time in seconds; without one a large problem is searched until nothing gets better.

    Raises:
        EngineError: The solver failed.

    Source:
        For the aims in order: M. Ehrgott, Multicriteria Optimization, 2nd ed. (2005), section 5.1.
    """
    wrong = faults(problem)
    if wrong:
        return Plan(outcome=Outcome.REFUSED, why=wrong)
    made = transfer(problem)
    signs = {aim: -made.accounts[aim] if aim is Aim.VALUE else made.accounts[aim] for aim in Aim}
    if is_large(problem):
        found = searched(made, signs[order[0]], seconds=seconds, clock=clock)
        return _told(made, found, found, order[0])
    is_free = tuple(order) == (Aim.VALUE,) and not most  # opening a route takes nothing from the value, so no route has to be closed
    solver = Solver(made.program, seconds=min(seconds, _NEVER_ENDS), relaxed=is_free)
    for aim, limit in (most or {}).items():
        solver.add_row(signs[aim], -inf, -limit if aim is Aim.VALUE else limit)
    first = found = _stage(solver, signs[order[0]])
    for done, aim in pairwise(order):
        if found.status is not Status.OPTIMAL:
            break
        reached = float(signs[done] @ found.values)
        solver.add_row(signs[done], -inf, reached + SAME * max(1.0, abs(reached)))
        later = _stage(solver, signs[aim])
        if not later.has_values:
            break
        found = later
    return _told(made, first, found, order[0])


def is_large(problem: Problem) -> bool:
    """Whether a problem is searched and not solved exactly, and takes too long to be planned again for every price."""
    return problem.periods * (len(problem.lanes) + len(problem.stocks) + len(problem.needs)) > EXACT


def _stage(solver: Solver, cost: Floats) -> Solved:
    solver.set_costs(cost)
    return solver.solve()


def _told(made: Transfer, first: Solved, found: Solved, aim: Aim) -> Plan:
    """Say what a solution means."""
    outcome = {
        Status.OPTIMAL: Outcome.OPTIMAL,
        Status.LIMIT: Outcome.LIMIT,
        Status.INFEASIBLE: Outcome.INFEASIBLE,
        Status.UNBOUNDED: Outcome.UNBOUNDED,
    }
    if not found.has_values:
        return Plan(outcome=outcome[found.status])
    totals = {one: float(account @ found.values) for one, account in made.accounts.items()}
    bound = -first.bound if aim is Aim.VALUE else first.bound
    deliveries = _deliveries(made, found.values)
    used = {one.route for one in deliveries}
    return Plan(
        outcome=outcome[first.status],
        totals={one: _rounded(number) for one, number in totals.items()},
        bound=_rounded(bound),
        gap=first.gap if first.status is not Status.OPTIMAL else 0.0,
        opened=tuple(one.id for one in made.problem.routes if one.id in used),
        deliveries=deliveries,
        met={one.id: tuple(_rounded(number) for number in found.values[made.met[place]]) for place, one in enumerate(made.problem.needs)},
        kept={
            one.id: tuple(_rounded(number * made.scale[place]) for number in found.values[made.keep[place]])
            for place, one in enumerate(made.problem.stocks)
        },
    )


def _deliveries(made: Transfer, values: Floats) -> tuple[Delivery, ...]:
    routes = {one.id: one for one in made.problem.routes}
    found = []
    for lane, time in np.argwhere(values[made.ship] > TRACE):
        one, share = made.problem.lanes[lane], float(values[made.ship[lane, time]])
        found.append(
            Delivery(
                stock=one.stock,
                route=one.route,
                need=one.need,
                leaves=int(time),
                arrives=int(time) + routes[one.route].lead,
                share=share,
                amount=share * one.whole,
            )
        )
    return tuple(sorted(found, key=lambda one: (one.leaves, one.stock, one.route, one.need)))


def _rounded(number: float) -> float:
    """Take away what is only the solver's rounding: 1e-9 of what shares are counted in."""
    whole = round(float(number), 9)
    return whole + 0.0


def periods_of(months: float, per_month: float) -> int:
    """
    Give whole periods for a time in months: what has begun counts whole.

    >>> periods_of(0.25, 52 / 12), periods_of(1, 1), periods_of(0, 1)
    (2, 1, 0)
    """
    return max(0, ceil(months * per_month - 1e-9))
