"""Contests of ladders whose figures are given by hand, for the tests of what is said of them."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from phaseline.case.games import policy_of
from phaseline.case.model.case import Case
from phaseline.desk.comparison.draws import Design
from phaseline.desk.comparison.leakage import StepChance
from phaseline.desk.comparison.results import LadderComparison, LadderResult
from phaseline.desk.comparison.study import (
    ByReading,
    ChangeEstimate,
    LadderFigures,
    LadderSensitivity,
    LadderStudy,
)
from phaseline.desk.findings.courses import Course, course
from phaseline.desk.findings.matrix import MatrixRow, matrix
from phaseline.game.metrics import METRICS


def column(number: float, draws: int) -> LadderFigures:
    """Figures of one number in all draws."""
    columns = {name: np.full(draws + 1, number) for name in METRICS}
    return LadderFigures(by_metric=columns, states=1)


def change_of(median: float, low: float | None = None, high: float | None = None) -> ChangeEstimate:
    """A change, the same in all draws unless a range is given."""
    return ChangeEstimate(
        median=median,
        low=median if low is None else low,
        high=median if high is None else high,
        best=median,
    )


def contest_of(
    case: Case, plan: Design, inside: Mapping[str, float | ChangeEstimate]
) -> LadderComparison:
    """
    A contest of ladders that change the periods inside by so much, under every reading, and whose
    movers move them by as much.
    """
    draws = len(plan.draws)
    contenders = []
    for name, given in inside.items():
        estimate = given if isinstance(given, ChangeEstimate) else change_of(given)
        change = {"inside": estimate, "crossing_first": change_of(0.0)}
        studied = LadderStudy(
            policy=policy_of(case, name),
            states=(1, 1),
            mine=column(estimate.median, draws),
            theirs=column(0.0, draws),
            change=change,
            first_acts={"kind": {}},
            movers=(LadderSensitivity(assumption="gain", low=0.0, high=estimate.median),),
            removed=(),
            by_reading={
                reading: ByReading(change=change, removed=(), differs=False)
                for reading in ("government", "neighbour")
            },
        )
        contenders.append(
            LadderResult(studied=studied, variants=None, cheating=None, lapse=None, answer={})
        )
    return LadderComparison(
        plan=plan, contenders=tuple(contenders), claims=(), reading="government"
    )


def rows_of(
    case: Case,
    plan: Design,
    changes: Mapping[str, float | ChangeEstimate],
    firsts: Mapping[str, int] | None = None,
) -> tuple[tuple[MatrixRow, ...], list[Course]]:
    """The rows of courses that change so much, and whose last step can come so early."""
    contest = contest_of(case, plan, changes)
    contenders = tuple(
        replace(
            result,
            steps=(
                StepChance(
                    rung="mined",
                    if_crossed=1.0,
                    if_not=0.0,
                    first=(firsts or {}).get(result.policy.id),
                ),
            ),
        )
        for result in contest.contenders
    )
    contest = replace(contest, contenders=contenders)
    ladders = sorted(case.ladders, key=lambda ladder: len(ladder.rungs))
    courses = [course(case, ladder, contest, None, None) for ladder in ladders]
    return matrix(case, contest, courses), courses
