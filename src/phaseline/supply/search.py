"""
Large problems: the relaxed program as a bound, and routes opened and closed one at a time with the simplex method begun where it stood.

A program with hundreds of items is solved relaxed in seconds, while an exact search may not leave its root in minutes. Rounding its
routes gives a plan, and every change of one route is solved again from the last basis.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from phaseline.supply.matrix import Floats
from phaseline.supply.program import Transfer
from phaseline.supply.solver import Solved, Solver, Status

_NEVER = 1e7
_BETTER = 1e-9
_USED = 1e-6


def searched(made: Transfer, cost: Floats, *, seconds: float, clock: Callable[[], float] | None = None) -> Solved:
    """
    Give the best plan that is found, with the relaxed program's bound.

    Args:
        made: The problem.
        cost: What is to be small, by column.
        seconds: When to stop, by the clock.
        clock: Gives the time in seconds; without one the search goes on until no single change makes the plan better.
    """
    start = clock() if clock else 0.0

    def is_over() -> bool:
        return clock is not None and clock() - start > seconds

    solver = Solver(made.program, relaxed=True, seconds=min(seconds, _NEVER))
    solver.set_costs(cost)
    relaxed = solver.solve()
    if not relaxed.has_values or relaxed.status is not Status.OPTIMAL:
        return relaxed
    closed = np.array([one.is_closed for one in made.problem.routes])
    opened = relaxed.values[made.opened]
    best_at = ~closed & (opened > _USED)
    best = _fixed(solver, made, best_at, relaxed)
    if not best.has_values:
        return replace(best, status=Status.INFEASIBLE)
    order = np.argsort(np.abs(opened - 0.5), kind="stable")  # the routes of which the relaxed program was least sure come first
    improved = True
    while improved and not is_over():
        improved = False
        for route in order:
            if closed[route] or is_over():
                continue
            at = best_at.copy()
            at[route] = ~at[route]
            found = _fixed(solver, made, at, best)
            if found.has_values and found.objective < best.objective - _BETTER * max(1.0, abs(best.objective)):
                best, best_at, improved = found, at, True
    is_exact = best.objective <= relaxed.objective + _BETTER * max(1.0, abs(best.objective))
    return replace(
        best, status=Status.OPTIMAL if is_exact else Status.LIMIT, bound=relaxed.objective, duals=np.empty(0), reduced=np.empty(0)
    )


def _fixed(solver: Solver, made: Transfer, opened: np.ndarray, near: Solved) -> Solved:
    """Solve with the routes as given, beginning from a solution that is near."""
    solver.set_columns(made.opened, opened.astype(float), opened.astype(float))
    if near.basis is not None:
        solver.begin_from(near.basis)
    return solver.solve()
