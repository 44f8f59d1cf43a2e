"""
Why a goal cannot be reached: the smallest set of holds that stand in its way, and the least that
would have to be true instead.

Both are found by turns. A conflict has to contain something of every set whose loosening would do,
and the other way round; so a least set that does is put to the test, and what the test finds is
added to what the next one has to contain.

Source:
    A. Ignatiev, A. Previti, M. Liffiton, J. Marques-Silva, Smallest MUS extraction with minimal
    hitting set dualization, CP 2015.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from math import isinf

import numpy as np

from phaseline.supply.binding_constraints import (
    WHOLE,
    BindingConstraint,
    ConstraintKind,
    holds,
    loosened,
    loosest,
    standing,
)
from phaseline.supply.matrix import Matrix
from phaseline.supply.model import Problem
from phaseline.supply.program import transfer
from phaseline.supply.solver import SolverStatus, solved
from phaseline.terms.record import record

MOST_TURNS = 200
MOST_WAYS = 6
# to which a threshold is found, as a share of the way from how it stands to how loose it could be
_FINE = 1e-3


@record
class Infeasibility:
    """
    Why a problem has no plan.

    Args:
        holds: What cannot stand together with the goals; nothing if no loosening would do.
        is_least: Whether no smaller set does.
    """

    holds: tuple[BindingConstraint, ...]
    is_least: bool


@record
class Relaxation:
    """
    One thing that would have to be otherwise.

    Args:
        hold: What.
        stands: How it stands.
        needed: How it would have to stand at the least.
    """

    hold: BindingConstraint
    stands: float
    needed: float


def is_possible(problem: Problem) -> bool:
    """Whether a problem has a plan at all; which routes are opened does not matter for that."""
    return solved(transfer(problem).program, relaxed=True).status is SolverStatus.OPTIMAL


def conflict(problem: Problem) -> Infeasibility | None:
    """Give the smallest set of holds that leave no plan; None where there is a plan."""
    if is_possible(problem):
        return None
    loose = _loose(problem)
    every, may = tuple(loose), partial(_is_possible_with, problem, loose)
    if not may(()):
        return Infeasibility(holds=(), is_least=True)
    corrections: list[frozenset[BindingConstraint]] = []
    for _ in range(MOST_TURNS):
        tried = least_hitting(every, corrections)
        if not may(tried):
            return Infeasibility(holds=tried, is_least=True)
        corrections.append(frozenset(every) - frozenset(_grown(every, tried, may)))
    return Infeasibility(holds=_shrunk(every, may), is_least=False)


def ways(problem: Problem, *, most: int = MOST_WAYS) -> tuple[tuple[Relaxation, ...], ...]:
    """
    Give the least sets of changes after which a problem has a plan, the smallest first.

    Args:
        problem: A problem without a plan.
        most: How many sets are looked for.
    """
    loose = _loose(problem)
    may = partial(_is_possible_with, problem, loose)
    if not may(()):
        return ()
    return tuple(
        _relaxations(problem, correction, loose)
        for correction in _least_corrections(tuple(loose), may, most)
    )


def _loose(problem: Problem) -> dict[BindingConstraint, float]:
    """Give every hold of a problem with the value at which it holds nothing back."""
    return {hold: loosest(problem, hold) for hold in holds(problem)}


def _is_possible_with(
    problem: Problem,
    loose: Mapping[BindingConstraint, float],
    tight: Sequence[BindingConstraint],
) -> bool:
    """Whether a problem has a plan where only some holds stand as they do, all others loosened."""
    return is_possible(
        loosened(problem, {hold: value for hold, value in loose.items() if hold not in tight})
    )


def _least_corrections(
    every: Sequence[BindingConstraint],
    may: Callable[[Sequence[BindingConstraint]], bool],
    most: int,
) -> list[tuple[BindingConstraint, ...]]:
    """Give the least sets of holds whose loosening leaves a plan, the smallest first."""
    conflicts: list[frozenset[BindingConstraint]] = []
    corrections: list[tuple[BindingConstraint, ...]] = []
    for _ in range(MOST_TURNS):
        tried = least_hitting(every, conflicts, besides=corrections)
        if not tried and conflicts:
            break
        tight = [hold for hold in every if hold not in tried]
        if may(tight):
            corrections.append(tried)
            if len(corrections) == most or not tried:
                break
        else:
            conflicts.append(frozenset(_shrunk(tight, may)))
    return corrections


def least_hitting(
    every: Sequence[BindingConstraint],
    sets: Sequence[frozenset[BindingConstraint]],
    *,
    besides: Sequence[Sequence[BindingConstraint]] = (),
) -> tuple[BindingConstraint, ...]:
    """
    Give a smallest selection that has something of every set, and does not hold the whole of any of
    those besides.

    Where there is none, nothing is selected. Of several, one whose places in `every` are early is
    given, always the same.
    """
    if not sets:
        return ()
    matrix = Matrix()
    tie = np.linspace(0.0, 1.0 / (len(every) + 1) ** 2, len(every))
    columns = matrix.columns("take", list(map(str, every)), high=1.0, cost=1.0 + tie, whole=True)
    at = {hold: columns[place] for place, hold in enumerate(every)}
    for number, members in enumerate(sets):
        matrix.put(
            matrix.rows("hit", [number], low=1.0),
            [at[hold] for hold in sorted(members, key=every.index)],
            1.0,
        )
    for number, whole in enumerate(besides):
        matrix.put(
            matrix.rows("new", [number], high=len(whole) - 1.0), [at[hold] for hold in whole], 1.0
        )
    solution = solved(matrix.program())
    return tuple(
        hold for hold in every if solution.has_values and solution.values[at[hold]] > 1 / 2
    )


def _grown(
    every: Sequence[BindingConstraint],
    tight: Sequence[BindingConstraint],
    may: Callable[[Sequence[BindingConstraint]], bool],
) -> list[BindingConstraint]:
    """Keep as much more as there can be without a conflict."""
    grown = list(tight)
    for hold in every:
        if hold not in grown and may([*grown, hold]):
            grown.append(hold)
    return grown


def _shrunk(
    infeasible: Sequence[BindingConstraint], may: Callable[[Sequence[BindingConstraint]], bool]
) -> tuple[BindingConstraint, ...]:
    """Leave out of a conflict whatever it does not need."""
    left = list(infeasible)
    for hold in infeasible:
        without = [other for other in left if other != hold]
        if not may(without):
            left = without
    return tuple(left)


def _relaxations(
    problem: Problem, chosen: Sequence[BindingConstraint], loose: Mapping[BindingConstraint, float]
) -> tuple[Relaxation, ...]:
    """Tighten what is loosened again, one after the other, as far as the goals allow."""
    values = {hold: loose[hold] for hold in chosen}
    for hold in sorted(
        chosen, key=lambda hold: hold.kind is ConstraintKind.CONSENT
    ):  # what nature sets is strained least; a decision comes as late as it may
        values[hold] = _threshold(problem, hold, values)
    return tuple(
        Relaxation(hold=hold, stands=standing(problem, hold), needed=values[hold])
        for hold in chosen
    )


def _threshold(
    problem: Problem, hold: BindingConstraint, values: Mapping[BindingConstraint, float]
) -> float:
    """Give how tight one hold may be, between how it stands and what it is loosened to."""

    def may(value: float) -> bool:
        return is_possible(loosened(problem, {**values, hold: value}))

    tight, free = standing(problem, hold), values[hold]
    if hold.kind is ConstraintKind.ROUTE:
        return free
    if hold.kind in WHOLE:
        return _between(
            min(tight, float(problem.periods)),
            free,
            may,
            lambda wide: wide > 1,
            lambda low, high: (low + high) // 2,
        )
    if isinf(free):
        free = max(tight, 1e-9)
        while not may(free):
            free *= 2
    fine = _FINE * abs(free - tight)
    return _between(tight, free, may, lambda wide: wide > fine, lambda low, high: (low + high) / 2)


def _between(
    tight: float,
    free: float,
    may: Callable[[float], bool],
    is_wide: Callable[[float], bool],
    middle: Callable[[float, float], float],
) -> float:
    """
    Give the tightest value that may be, by halving what lies between one that may not and one that
    may.
    """
    while is_wide(abs(tight - free)):
        tried = middle(tight, free)
        tight, free = (tight, tried) if may(tried) else (tried, free)
    return free
