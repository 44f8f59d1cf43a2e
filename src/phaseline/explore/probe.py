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

from phaseline.case.games import policy_of
from phaseline.case.model.case import Case
from phaseline.desk.comparison.draws import design
from phaseline.desk.comparison.study import base_setting, figures, yardstick_setting
from phaseline.desk.estimates.valuation import Valuation, ends_of
from phaseline.explore.screening import paths
from phaseline.explore.study import StudyPlan, change_column
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


def probe_points(case: Case, plan: StudyPlan) -> ProbePoints:
    """
    Say where a probe of a case looks: the first draws of its study, step by step, and paths.

    Args:
        case: The case.
        plan: What the study is made of.
    """
    drawn = design(case, count=RAYS, seed=plan.seed, chunk=0)
    ends = {name: ends_of(case.assumptions[name]) or (0.0, 0.0) for name in drawn.continuous}
    inputs = tuple(name for name, (low, high) in ends.items() if high > low)
    low, high = (np.array([ends[name][side] for name in inputs]) for side in (0, 1))
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
    best = design(case, count=RAYS, seed=plan.seed, chunk=0).best
    count = len(points.inputs)
    flat = [points.rays.reshape(-1, count), points.paths.reshape(-1, count)]
    values = [best, *_valuations(case, best, points.inputs, np.concatenate(flat))]
    columns = {}
    for name in plan.courses:
        setting = base_setting(case, policy_of(case, name))
        mine, theirs = (
            figures(side, values, wanted=(_INSIDE,))[_INSIDE]
            for side in (setting, yardstick_setting(case, setting))
        )
        columns[change_column(name, _INSIDE)] = np.round(mine - theirs, PLACES) + 0.0
    return columns


def _valuations(
    case: Case, best: Valuation, inputs: Sequence[str], shares: Floats
) -> list[Valuation]:
    """Put shares of ranges (point, assumption) as values."""
    ends = [ends_of(case.assumptions[name]) or (0.0, 0.0) for name in inputs]
    low, high = np.array(ends).T
    rows = (low + shares * (high - low)).tolist()
    return [
        replace(best, values={**best.values, **dict(zip(inputs, row, strict=True))}) for row in rows
    ]


def along_rays(column: Floats) -> tuple[float, Floats]:
    """Give what a column of a probe holds at the best values, and along the rays (ray, step)."""
    return float(column[0]), column[1 : 1 + RAYS * STEPS].reshape(RAYS, STEPS)


def along_paths(column: Floats) -> Floats:
    """Give what a column of a probe holds along the paths (path, step)."""
    return column[1 + RAYS * STEPS :].reshape(PATHS, -1)
