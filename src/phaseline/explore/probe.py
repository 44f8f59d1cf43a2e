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

import numpy as np

from phaseline.case.model.case import Case
from phaseline.desk.comparison.draws import design, in_order_of_draws, used
from phaseline.desk.estimates.valuation import Valuation, best_values, ends_of
from phaseline.explore.screening import paths
from phaseline.explore.study import StudyPlan, beside_yardstick, change_column
from phaseline.game.arrays import Floats
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
        values, then along the rays, then along the paths.

    Raises:
        QuestionError: A number is missing, or too many states can be reached.
        EngineError: A game did not settle.
    """
    points = probe_points(case, plan)
    count = len(points.inputs)
    flat = [points.rays.reshape(-1, count), points.paths.reshape(-1, count)]
    return changes_at(case, np.concatenate(flat), plan.courses)


def changes_at(case: Case, shares: Floats, courses: Sequence[str]) -> Mapping[str, Floats]:
    """
    Work out what ladders change of the periods inside at the best values and at some points.

    Args:
        case: The case.
        shares: The points, as shares of each range (point, moved assumption).
        courses: The ids of the ladders.

    Returns:
        By name of the column: the change at the best values, then at each point.

    Raises:
        QuestionError: A number is missing, or too many states can be reached.
        EngineError: A game did not settle.
    """
    inputs, best = moved_inputs(case), best_values(case)
    low, high = _ends(case, inputs)
    rows = (low + shares * (high - low)).tolist()
    values = [best, *(_moved(best, inputs, row) for row in rows)]
    columns = {}
    for name, mine, theirs in beside_yardstick(case, courses, values, (_INSIDE,)):
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
