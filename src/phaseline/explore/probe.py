"""
A probe: the surroundings of the best values, along rays and along paths of single steps.

A ray leads from the best values towards a draw, so that it can be said how far all assumptions may
lie off at once before a ladder can stop working. A path takes one step in each assumption, so that
it can be said which of them matter at all, and which hang on others.

Whole periods and counts stay at their best values: the probe is of numbers, and costs one structure
of the game. It is local, which is what it is for; the draws of the study are not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from phaseline.case.model.case import Case
from phaseline.desk.comparison.draws import design, in_order_of_draws, used
from phaseline.desk.comparison.study import figures_by_steps
from phaseline.desk.estimates.valuation import Valuation, best_values, ends_of
from phaseline.explore.screening import paths
from phaseline.explore.study import LEAST, StudyPlan, beside_yardstick, change_column
from phaseline.game.arrays import Floats
from phaseline.game.ties import less
from phaseline.terms.record import record
from phaseline.terms.ties import PLACES

RAYS, STEPS = 32, 8  # rays, and steps on each
PATHS = 10
_INSIDE = "inside"


@record
class ProbePoints:
    """
    Where a probe looks.

    Args:
        inputs: The assumptions that are moved, in the order of the columns.
        rays: Points along rays, as shares of each range (ray, step, assumption).
        paths: Points of paths (path, step, assumption).
        distances: How far each step of a ray is from the best values (step).
    """

    inputs: tuple[str, ...]
    rays: Floats
    paths: Floats
    distances: Floats


def moved_inputs(case: Case) -> tuple[str, ...]:
    """
    Give the assumptions that a probe moves: numbers with two ends, in an order that hangs on these
    alone, for a path takes its steps column by column.

    Raises:
        QuestionError: The case holds no game.
    """
    continuous, _ = used(case)
    moved = (
        name
        for name in continuous
        if (ends := ends_of(case.assumptions[name])) is not None and ends[1] > ends[0]
    )
    return in_order_of_draws(case, moved)


def probe_points(case: Case, plan: StudyPlan) -> ProbePoints:
    """
    Say where a probe of a case looks: draws of its own, step by step, and paths.

    Args:
        case: The case.
        plan: What the study is made of.
    """
    drawn, inputs = design(case, count=RAYS, seed=plan.seed, chunk=0), moved_inputs(case)
    low, high = _ends(case, inputs)
    best = (np.array([drawn.best.values[name] for name in inputs]) - low) / (high - low)
    targets = np.array([[draw.values[name] for name in inputs] for draw in drawn.draws])
    shares = (targets - low) / (high - low)
    distances = np.arange(1, STEPS + 1) / STEPS
    way = distances[np.newaxis, :, np.newaxis] * (shares - best)[:, np.newaxis, :]
    return ProbePoints(
        inputs=inputs,
        rays=best + way,
        paths=paths(PATHS, len(inputs), seed=plan.seed),
        distances=distances,
    )


def probed(case: Case, plan: StudyPlan) -> Mapping[str, Floats]:
    """
    Work out the probe of a study.

    Args:
        case: The case.
        plan: What the study is made of.

    Returns:
        By name of the column (point): what each ladder changes of the periods inside, at the best
        values, then along the rays as far as it works on all of them, then along the paths.

    Raises:
        QuestionError: A number is missing, or too many states can be reached.
        EngineError: A game did not settle.
    """
    points = probe_points(case, plan)
    paths_taken = changes_along(case, points.paths, plan.courses)
    working = _working_at(paths_taken, plan.courses, slice(0, 1))
    rays = rays_followed(case, points.rays, working)
    unsolved = np.full(RAYS * STEPS, np.nan)
    return {
        column: np.concatenate([changes[:1], rays.get(column, unsolved), changes[1:]])
        for column, changes in paths_taken.items()
    }


def rays_followed(case: Case, rays: Floats, courses: Sequence[str]) -> Mapping[str, Floats]:
    """
    Work out what ladders change along rays, up to the first step at which they do not work on all
    of them: how far they may lie off is known then.

    Args:
        case: The case.
        rays: The points along rays, as shares of each range (ray, step, moved assumption).
        courses: The ids of the ladders, those that work at the best values.

    Returns:
        By name of the column: the change at each point, ray by ray; no number beyond that step.
    """
    columns = {change_column(name, _INSIDE): np.full(rays.shape[:2], np.nan) for name in courses}
    holding = tuple(courses)
    for step in range(rays.shape[1]):
        if holding:
            changes = changes_along(case, rays[:, step : step + 1], holding)
            for column, change in changes.items():
                columns[column][:, step] = change[1:]
            holding = _working_at(changes, holding, slice(1, None))
    return {column: changes.ravel() for column, changes in columns.items()}


def _working_at(
    changes: Mapping[str, Floats], courses: Sequence[str], points: slice
) -> tuple[str, ...]:
    """Give the ladders that work at all of some points."""
    return tuple(
        name
        for name in courses
        if less(changes[change_column(name, _INSIDE)][points], -LEAST).all()
    )


def changes_along(case: Case, shares: Floats, courses: Sequence[str]) -> Mapping[str, Floats]:
    """
    Work out what ladders change of the periods inside at the best values and along steps.

    Args:
        case: The case.
        shares: The points, as shares of each range: each but the first of a row takes a step from
            the one before it, or from the first one (row, step, moved assumption).
        courses: The ids of the ladders.

    Returns:
        By name of the column: the change at the best values, then at each point, row by row.

    Raises:
        QuestionError: A number is missing, or too many states can be reached.
        EngineError: A game did not settle.
    """
    inputs, best = moved_inputs(case), best_values(case)
    low, high = _ends(case, inputs)
    rows = (low + shares * (high - low)).tolist()
    values = [[best], *([_moved(best, inputs, point) for point in row] for row in rows)]
    work = partial(figures_by_steps, rows=values, wanted=(_INSIDE,))
    columns = {}
    for name, mine, theirs in beside_yardstick(case, courses, work):
        change = mine[_INSIDE] - theirs[_INSIDE]
        columns[change_column(name, _INSIDE)] = np.round(change, PLACES) + 0.0
    return columns


def _moved(best: Valuation, inputs: Sequence[str], row: Sequence[float]) -> Valuation:
    return replace(best, values={**best.values, **dict(zip(inputs, row, strict=True))})


def _ends(case: Case, inputs: Sequence[str]) -> tuple[Floats, Floats]:
    """Give the lower and the upper ends of assumptions (assumption)."""
    ends = [ends_of(case.assumptions[name]) or (0.0, 0.0) for name in inputs]
    low, high = np.array(ends, dtype=np.float64).reshape(-1, 2).T
    return low, high


def along_rays(column: Floats) -> tuple[float, Floats]:
    """Give what a column of a probe holds at the best values, and along the rays (ray, step)."""
    return float(column[0]), column[1 : 1 + RAYS * STEPS].reshape(RAYS, STEPS)


def along_paths(column: Floats) -> Floats:
    """Give what a column of a probe holds along the paths (path, step)."""
    return column[1 + RAYS * STEPS :].reshape(PATHS, -1)
