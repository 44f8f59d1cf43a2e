"""
What a ladder does to work that is done for good, beside what it does to a flow.

A difference of chances is told where it is a twentieth at least: below it nothing is told apart.
"""

from collections.abc import Sequence

import numpy as np

from phaseline.case.games import setup_of
from phaseline.case.model.case import Case
from phaseline.desk.comparison.projects import LadderProjects
from phaseline.desk.estimates.percentiles import percentiles
from phaseline.desk.findings.finding import Finding, Spread
from phaseline.game.arrays import Floats
from phaseline.terms.record import record
from phaseline.terms.ties import in_order, is_less

LEAST = 0.05  # of a chance, and of a period: what is less is not told apart


@record
class WorkDone(Finding):
    """
    What a completed ladder changes of the chance that work is done by the end.

    Args:
        policy: The id of the completed ladder.
        project: The id of the project.
        done: The change of the chance, with the chance without the ladder as its base.
        done_without: That chance, with what the assumptions make of it.
        period: The period in which it is done, where it is; None where that is in no draw.
        flow: The change of the periods across, where crossing is a flow, with its base [period].
        flow_without: That base, with what the assumptions make of it [period].
        is_told_done: Whether the change of the chance is a twentieth at least.
        is_told_flow: Whether the change of the periods is.
        within: How many periods are played.
        draws: How many draws there are.
    """

    policy: str
    project: str
    done: Spread
    done_without: Spread
    period: Spread | None
    flow: Spread
    flow_without: Spread
    is_told_done: bool
    is_told_flow: bool
    within: int
    draws: int


@record
class WorkUnderCourses(Finding):
    """
    Which completed ladders change the chance that work is done by the end.

    Args:
        project: The id of the project.
        moves: The ids of the ladders that change it, those that lower it most first.
        count: How many ladders there are.
        without: The chance without a ladder, with what the assumptions make of it.
        flow_moves: The ids of the ladders that change the periods across, where crossing is a flow.
        flow_without: The periods across without a ladder, likewise [period].
        within: How many periods are played.
        draws: How many draws there are.
    """

    project: str
    moves: tuple[str, ...]
    count: int
    without: Spread
    flow_moves: tuple[str, ...]
    flow_without: Spread
    within: int
    draws: int


def work_under_courses(answers: Sequence[WorkDone]) -> WorkUnderCourses:
    """
    Sum up what the ladders do to one project.

    Args:
        answers: What each of them does; one at least.
    """
    first = answers[0]
    moves = in_order(
        [answer for answer in answers if answer.is_told_done], lambda row: -row.done.median
    )
    return WorkUnderCourses(
        about=first.project,
        rests_on=first.rests_on,
        project=first.project,
        moves=tuple(answer.policy for answer in moves),
        count=len(answers),
        without=first.done_without,
        flow_moves=tuple(answer.policy for answer in answers if answer.is_told_flow),
        flow_without=first.flow_without,
        within=first.within,
        draws=first.draws,
    )


def work_done(case: Case, answer: LadderProjects) -> WorkDone:
    """
    Give what a ladder does to work that is done for good.

    Args:
        case: The case.
        answer: The ladder as played.

    Raises:
        QuestionError: The case holds no game.
    """
    done = _spread(answer.done - answer.done_without, "chance", base=answer.done_without)
    flow = _spread(answer.flow, "period", base=answer.flow_without)
    known = answer.period[np.isfinite(answer.period)]
    return WorkDone(
        about=f"{answer.project}.{answer.policy}",
        rests_on=(f"games.{setup_of(case).id}.projects.{answer.project}",),
        policy=answer.policy,
        project=answer.project,
        done=done,
        done_without=_spread(answer.done_without, "chance"),
        period=_spread(known, "period") if len(known) else None,
        flow=flow,
        flow_without=_spread(answer.flow_without, "period"),
        is_told_done=not is_less(abs(done.median), LEAST),
        is_told_flow=not is_less(abs(flow.median), LEAST),
        within=answer.horizon,
        draws=answer.draws,
    )


def _spread(values: Floats, unit: str, *, base: Floats | None = None) -> Spread:
    low, median, high = percentiles(values)
    without = None if base is None else float(np.median(base))
    return Spread(median=median, low=low, high=high, unit=unit, base=without)
