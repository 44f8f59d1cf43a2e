"""
Large problems: the relaxed program as a bound, routes opened and closed one at a time from where
the simplex method stood, then an exact search.

A program with hundreds of items is solved relaxed in seconds, while an exact search may take far
longer to find a plan that is any good. So the relaxed program's routes are rounded, every change of
one route is solved again from the last basis, and what time is left goes to an exact search that
begins from the plan found: it makes the bound better, and the plan where it can.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from phaseline.supply.matrix import Floats
from phaseline.supply.program import Transfer
from phaseline.supply.solver import Solver, SolverResult, SolverStatus
from phaseline.terms.record import record
from phaseline.terms.ties import in_order, is_less

LOCAL = 0.2  # of the time, for changes of one route; the rest is the exact search's
_NEVER = 1e7
_BETTER = 1e-9
_USED = 1e-6
_WORTH = 1.0  # seconds that are worth an exact search


@record
class Limit:
    """
    What an account may come to.

    Args:
        entries: What each column adds to it.
        high: The most that it may come to.
    """

    entries: Floats
    high: float


def searched(
    model: Transfer,
    cost: Floats,
    *,
    seconds: float,
    limits: Sequence[Limit] = (),
    clock: Callable[[], float] | None = None,
) -> SolverResult:
    """
    Give the best plan that is found, with the best bound.

    Args:
        model: The problem.
        cost: What is to be small, by column.
        limits: What else may come to at most.
        seconds: When to stop, by the clock.
        clock: Gives the time in seconds; without one routes are changed until no single change
            makes the plan better, and that is the end.
    """
    time = _SearchTime(seconds, clock)
    solver = _solver(model, cost, limits, seconds=seconds, relaxed=True)
    relaxed = solver.solve()
    if relaxed.status is not SolverStatus.OPTIMAL:
        return relaxed
    best = _locally_best(solver, model, relaxed, lambda: time.left(LOCAL) <= 0)
    bound = relaxed.objective
    if not _is_reached(best, bound) and (not best.has_values or time.is_worth_exact()):
        exact = _solver(model, cost, limits, seconds=time.for_exact(), relaxed=False)
        best, bound = _exactly_best(exact, best, bound)
    if not best.has_values:
        return best
    status = SolverStatus.OPTIMAL if _is_reached(best, bound) else SolverStatus.LIMIT
    return replace(best, status=status, bound=bound, duals=np.empty(0), reduced=np.empty(0))


class _SearchTime:
    """The time of a search, from now on; without a clock it does not pass."""

    def __init__(self, seconds: float, clock: Callable[[], float] | None) -> None:
        self._seconds, self._clock = seconds, clock
        self._start = clock() if clock else 0.0

    def left(self, share: float = 1.0) -> float:
        """Give what is left of a share of the time [second]."""
        if self._clock is None:
            return _NEVER
        return share * self._seconds - (self._clock() - self._start)

    def is_worth_exact(self) -> bool:
        """Whether a plan that is there is worth an exact search: never without a clock."""
        return self._clock is not None and self.left() > _WORTH

    def for_exact(self) -> float:
        """Give the time for an exact search [second]."""
        return self.left() if self._clock else self._seconds


def _solver(
    model: Transfer, cost: Floats, limits: Sequence[Limit], *, seconds: float, relaxed: bool
) -> Solver:
    solver = Solver(model.program, relaxed=relaxed, seconds=min(seconds, _NEVER))
    solver.set_costs(cost)
    for limit in limits:
        solver.add_row(limit.entries, -np.inf, limit.high)
    return solver


def _locally_best(
    solver: Solver, model: Transfer, relaxed: SolverResult, is_over: Callable[[], bool]
) -> SolverResult:
    """
    Round the routes of the relaxed program, and change one after another as long as that makes the
    plan better.
    """
    closed = np.array([route.is_closed for route in model.problem.routes])
    opened = relaxed.values[model.opened]
    best_at = ~closed & (opened > _USED)
    best = _solution_at(solver, model, best_at, relaxed)
    order = [route for route in _least_sure_first(opened) if not closed[route]]
    improved = best.has_values
    while improved and not is_over() and not _is_reached(best, relaxed.objective):
        improved = False
        for route in order:
            if is_over():
                break
            at = best_at.copy()
            at[route] = ~at[route]
            neighbour = _solution_at(solver, model, at, best)
            if _is_better(neighbour, best):
                best, best_at, improved = neighbour, at, True
    return best


def _least_sure_first(opened: Floats) -> tuple[int, ...]:
    """List the routes, first those that the relaxed program opens by a half."""
    return in_order(range(len(opened)), lambda route: -abs(float(opened[route]) - 1 / 2))


def _solution_at(
    solver: Solver, model: Transfer, opened: NDArray[np.bool_], near: SolverResult
) -> SolverResult:
    """Solve with the routes as given, beginning from a solution that is near."""
    solver.set_columns(model.opened, opened.astype(float), opened.astype(float))
    if near.basis is not None:
        solver.begin_from(near.basis)
    return solver.solve()


def _is_better(neighbour: SolverResult, best: SolverResult) -> bool:
    """Whether a change is worth it, beyond what rounding gives."""
    least = _BETTER * max(1.0, abs(best.objective))
    return neighbour.has_values and neighbour.objective < best.objective - least


def _is_reached(best: SolverResult, bound: float) -> bool:
    return best.has_values and best.objective <= bound + _BETTER * max(1.0, abs(best.objective))


def _exactly_best(exact: Solver, best: SolverResult, bound: float) -> tuple[SolverResult, float]:
    """Search exactly from the best plan on; give the better of both, and the better bound."""
    if best.has_values:
        exact.start_from(best.values)
    exact_result = exact.solve()
    if exact_result.status is not SolverStatus.INFEASIBLE:
        bound = max(bound, exact_result.bound)
    is_better = not best.has_values or (
        exact_result.has_values and is_less(exact_result.objective, best.objective)
    )
    return (exact_result if is_better else best), bound
