"""
What a study says of adapting to what comes: what turns the choice of a course, when a trigger
calls, by when a course has to be announced.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from phaseline.case.games import policy_of, setup_of
from phaseline.case.model.case import Case
from phaseline.desk.comparison.draws import whole_inputs
from phaseline.desk.comparison.game_of_case import RED_LINE
from phaseline.desk.consent.consent import readings_of
from phaseline.desk.consent.lapses import RightLapse, lapses, whole_periods
from phaseline.desk.estimates.valuation import Valuation, assumptions_in, best_values
from phaseline.explore.columns import DrawnInputs
from phaseline.explore.findings import worth_of
from phaseline.explore.flip_points import FlipPoint, flip_points
from phaseline.explore.pathways import CoursePathway, course_pathway, late_ladder_of
from phaseline.explore.study import inputs_among, least_lead
from phaseline.explore.triggers import TriggerMap, trigger_map
from phaseline.game.arrays import Floats
from phaseline.terms.record import record


@record
class Adaptation:
    """
    What a study says of adapting.

    Args:
        flips: Flip points by viewpoint: those of the course that leads on average, the longest lead
            of a rival first.
        triggers: Calls too early, in time, too late and never; None where nothing is watched.
        pathways: The courses by when they are announced; those that were worked out.
        dated: The courses of which something ends by the calendar, so that they have no pathway.
        lapses: The first right of each that ends by a date of the law before the last period is
            over: later than that, nothing counts as announced.
    """

    flips: Mapping[str, tuple[FlipPoint, ...]]
    triggers: TriggerMap | None
    pathways: tuple[CoursePathway, ...]
    dated: tuple[str, ...]
    lapses: tuple[RightLapse, ...] = ()


def adaptation_of(
    case: Case,
    columns: Mapping[str, Floats],
    contenders: Sequence[str],
    viewpoints: Sequence[str],
    late: Mapping[str, Mapping[str, Floats]],
) -> Adaptation:
    """
    Say what a study says of adapting.

    Args:
        case: The case.
        columns: The study's numbers, by name (draw).
        contenders: The courses that are compared, the yardstick first.
        viewpoints: The figures by which they are.
        late: The numbers of courses announced later, by course and name (draw).
    """
    inputs, wholes = inputs_among(tuple(columns)), whole_inputs(case)
    drawn, as_played = DrawnInputs(columns, inputs), DrawnInputs(columns, inputs, wholes)
    ladders = {course: late_ladder_of(numbers) for course, numbers in late.items()}
    periods = max(case.horizon)
    ending = _lapses(case, [*late], periods)
    caps = {lapse.policy: whole_periods(case, lapse.last) for lapse in ending}
    return Adaptation(
        flips={
            view: flip_points(
                as_played,
                worth_of(columns, contenders, view),
                wholes=wholes,
                least=least_lead(view),
            )
            for view in viewpoints
        },
        triggers=watched(case, drawn),
        pathways=tuple(
            course_pathway(course, ladder, periods, caps.get(course))
            for course, ladder in ladders.items()
            if ladder is not None
        ),
        dated=tuple(course for course, ladder in ladders.items() if ladder is None),
        lapses=ending,
    )


def _lapses(case: Case, courses: Sequence[str], periods: int) -> tuple[RightLapse, ...]:
    """Give the first right of each course that ends while the game is played."""
    policies = [policy_of(case, course) for course in courses]
    known = lapses(case, policies, next(iter(readings_of(case)), ""))
    return tuple(
        known[course]
        for course in courses
        if course in known and whole_periods(case, known[course].last) < periods
    )


def watched(case: Case, drawn: Mapping[str, Floats]) -> TriggerMap | None:
    """
    Map the triggers of the track on the red line; None where nothing of it is noticed.

    Args:
        case: The case.
        drawn: What was drawn, by assumption (draw).
    """
    tracks = [track for track in setup_of(case).tracks if track.of == RED_LINE and track.noticed]
    if not tracks:
        return None
    track = tracks[0]
    noticed, mistaken = (_by_draw(case, text, drawn) for text in (track.noticed, track.mistaken))
    return trigger_map(track.id, noticed, mistaken, (min(case.horizon), max(case.horizon)))


def _by_draw(case: Case, text: str, drawn: Mapping[str, Floats]) -> Floats:
    """Work a formula out for each draw (draw)."""
    best = best_values(case)
    names = [name for name in assumptions_in(case, text) if name in drawn]
    count = len(next(iter(drawn.values())))
    if not names:
        return np.full(count, best.of(text))
    rows = zip(*(drawn[name].tolist() for name in names), strict=True)
    return np.array(
        [
            Valuation(case=case, values={**best.values, **dict(zip(names, row, strict=True))}).of(
                text
            )
            for row in rows
        ]
    )
