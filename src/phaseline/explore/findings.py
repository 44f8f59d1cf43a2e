"""
What a study comes to: how the courses stand by every measure, where each of them works, and how
firm that is.

A course *works* in a future in which it shortens the time across the line by more than a twentieth
of a period beside the yardstick. Of futures in which it works and futures in which it does not, the
rarer ones are looked for in a box, and by a tree beside it.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from phaseline.case.model.case import Case
from phaseline.desk.comparison.draws import in_order_of_draws, used, whole_inputs
from phaseline.desk.comparison.information import InformationValue
from phaseline.desk.estimates.percentiles import percentiles
from phaseline.explore.columns import DrawnInputs
from phaseline.explore.probe import ProbePoints, along_paths, along_rays, probe_points
from phaseline.explore.regions import (
    BoxAndTree,
    FutureParts,
    FutureRegion,
    FutureRegions,
    regions_of,
)
from phaseline.explore.robustness import MeasureStanding, changes_of_first, radius, standings
from phaseline.explore.screening import effects
from phaseline.explore.study import (
    LEAST,
    StudyPlan,
    base_column,
    change_column,
    inputs_among,
    least_lead,
)
from phaseline.explore.worths import study_worths
from phaseline.game.arrays import Floats
from phaseline.game.metrics import METRICS
from phaseline.game.ties import less
from phaseline.terms.record import record
from phaseline.terms.ties import in_order, is_more

VIEWPOINTS = ("inside", "value")
MOVERS = 3


@record
class InputEffect:
    """
    What one assumption does along the paths of a probe.

    Args:
        assumption: Its id.
        size: How many periods a step over its whole range would change, on average over sizes.
        spread: How much that differs with where the others stand, as a standard deviation.
    """

    assumption: str
    size: float
    spread: float


@record
class AroundBest:
    """
    A course around the best values.

    Args:
        works: Whether it works at them.
        radius: How far of the way to the draws all assumptions may lie off at once, from 0 to 1, so
            that it works on every ray; 0 where it does not work at the best values.
        movers: The assumptions that matter most, the first first.
    """

    works: bool
    radius: float
    movers: tuple[InputEffect, ...]


@record
class CourseFutures:
    """
    A course over all futures.

    Args:
        course: Its id.
        median: What it changes of the periods across, in the middle of the draws.
        low: The 5th percentile.
        high: The 95th percentile.
        works: The share of the futures in which it works.
        region: Where it does, or does not; None where no box tells that.
        parts: The same by a tree; None where no tree tells that.
        likeness: Whether box and tree say the same; None where one of them is missing.
        around: The same around the best values.
    """

    course: str
    median: float
    low: float
    high: float
    works: float
    region: FutureRegion | None
    parts: FutureParts | None
    likeness: BoxAndTree | None
    around: AroundBest


@record
class Exploration:
    """
    What a study comes to.

    Args:
        plan: What it is made of.
        draws: How many draws it rests on.
        structures: How many combinations of whole periods and counts are among them.
        inputs: The assumptions that were drawn.
        base: The periods across without any step, in the middle of the draws.
        contenders: The courses that are compared, the yardstick first.
        measures: How they stand, by viewpoint and measure.
        groups: The measures that name the same first courses, by viewpoint.
        worths: What finding out is worth before a course is chosen, by viewpoint; none where the
            draws or courses are too few to say it.
        courses: The courses, one by one.
    """

    plan: StudyPlan
    draws: int
    structures: int
    inputs: tuple[str, ...]
    base: float
    contenders: tuple[str, ...]
    measures: Mapping[str, Mapping[str, MeasureStanding]]
    groups: Mapping[str, tuple[tuple[str, ...], ...]]
    worths: tuple[InformationValue, ...]
    courses: tuple[CourseFutures, ...]


def exploration_of(
    case: Case, plan: StudyPlan, columns: Mapping[str, Floats], probe: Mapping[str, Floats]
) -> Exploration:
    """
    Say what a study comes to.

    Args:
        case: The case.
        plan: What the study is made of.
        columns: Its numbers, by name (draw).
        probe: Those of its probe, by name (point).
    """
    points = probe_points(case, plan)
    inputs = in_order_of_draws(case, inputs_among(tuple(columns)))
    structural = [name for name in used(case)[1] if name in inputs]
    own = [name for name in plan.courses if not _is_others(case, name)]
    contenders = (plan.yardstick, *own)
    tables = {view: worth_of(columns, contenders, view) for view in VIEWPOINTS}
    measures = {view: standings(table, least_lead(view)) for view, table in tables.items()}
    first = columns[base_column(plan.courses[0])]
    drawn = DrawnInputs(columns, inputs)
    return Exploration(
        plan=plan,
        draws=len(first),
        structures=_structures(drawn, structural),
        inputs=inputs,
        base=float(np.median(first)),
        contenders=contenders,
        measures=measures,
        groups={view: changes_of_first(table) for view, table in measures.items()},
        worths=study_worths(tables, contenders, drawn, structural),
        courses=tuple(_courses(case, plan, columns, points, probe)),
    )


def _structures(drawn: Mapping[str, Floats], structural: Sequence[str]) -> int:
    """Count the combinations of whole periods and counts among the draws; one if there are none."""
    if not structural:
        return 1
    return len(np.unique(np.column_stack([drawn[name] for name in structural]), axis=0))


def _is_others(case: Case, course: str) -> bool:
    return bool(case.ladders[case.policies[course].ladder].controlled_by)


def worth_of(columns: Mapping[str, Floats], contenders: Sequence[str], view: str) -> Floats:
    """
    Give what each course is worth from one point of view, more being better (course, draw).

    Args:
        columns: The study's numbers, by name (draw).
        contenders: The courses, the yardstick first.
        view: The figure.
    """
    rows = [METRICS[view].sense * columns[change_column(name, view)] for name in contenders[1:]]
    beside_itself = np.zeros(len(next(iter(columns.values()))))
    return np.array([beside_itself, *rows])


def _courses(
    case: Case,
    plan: StudyPlan,
    columns: Mapping[str, Floats],
    points: ProbePoints,
    probe: Mapping[str, Floats],
) -> Iterator[CourseFutures]:
    """Give the courses one by one; those that work in the same futures are looked into once."""
    known: dict[bytes, FutureRegions] = {}
    wholes = whole_inputs(case)
    as_played = DrawnInputs(columns, in_order_of_draws(case, inputs_among(tuple(columns))), wholes)
    for name in plan.courses:
        change = columns[change_column(name, "inside")]
        low, median, high = percentiles(change)
        does = np.asarray(less(change, -LEAST))
        futures = np.packbits(does).tobytes()
        if futures not in known:
            known[futures] = regions_of(as_played, does, seed=plan.seed, wholes=wholes)
        region, parts, likeness = known[futures]
        yield CourseFutures(
            course=name,
            median=median,
            low=low,
            high=high,
            works=float(does.mean()),
            region=region,
            parts=parts,
            likeness=likeness,
            around=around_best(points, probe, name),
        )


def around_best(points: ProbePoints, probe: Mapping[str, Floats], name: str) -> AroundBest:
    """
    Read off a probe how a course fares around the best values.

    Args:
        points: Where it looks.
        probe: Its numbers, by name (point).
        name: The id of the course.
    """
    column = probe[change_column(name, "inside")]
    best, rays = along_rays(column)
    works = bool(less(np.array([best]), -LEAST)[0])
    felt = effects(points.paths, along_paths(column))
    sizes = dict(zip(points.inputs, felt.size.tolist(), strict=True))
    spreads = dict(zip(points.inputs, felt.spread.tolist(), strict=True))
    first = in_order(sizes, sizes.__getitem__)[:MOVERS]
    return AroundBest(
        works=works,
        radius=radius(np.asarray(less(rays, -LEAST)), points.distances) if works else 0.0,
        movers=tuple(
            InputEffect(assumption=name, size=sizes[name], spread=spreads[name])
            for name in first
            if is_more(sizes[name], 0.0)
        ),
    )
