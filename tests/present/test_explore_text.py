"""What a study says to a reader, from figures given by hand."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from phaseline.api import case_of, open_case
from phaseline.desk.comparison.draws import design
from phaseline.explore import study
from phaseline.explore.findings import exploration_of
from phaseline.explore.probe import PATHS, RAYS, STEPS, moved_inputs
from phaseline.explore.study import change_column, planned
from phaseline.present.terminal.explore import exploration_text


@pytest.fixture(scope="module")
def strait():
    """The strait, the plan of its study, and 400 drawn futures in which nothing is changed."""
    report = open_case("strait")
    case = case_of(report)
    plan = planned(case, report.reading.hash)
    drawn = design(case, count=400, seed=plan.seed, chunk=0)
    columns = {
        study.input_column(name): np.array([draw.values[name] for draw in drawn.draws])
        for name in (*drawn.continuous, *drawn.structural)
    }
    for name in plan.courses:
        columns |= {change_column(name, figure): np.zeros(400) for figure in study.FIGURES}
        columns[study.base_column(name)] = np.full(400, 12.0)
    points = 1 + RAYS * STEPS + PATHS * (len(moved_inputs(case)) + 1)
    probe = {change_column(name, "inside"): np.zeros(points) for name in plan.courses}
    return case, plan, columns, probe


def said(strait, columns: dict, probe: dict) -> str:
    """The answer in one line."""
    case, plan, zeros, still = strait
    answer = exploration_of(case, plan, {**zeros, **columns}, {**still, **probe})
    return " ".join(exploration_text(case, answer, Path("study"), asked=400).split())


def test_courses_that_come_to_the_same_are_told_together(strait):
    """Nothing changed by any of three: one sentence, in the plural, and no box."""
    text = said(strait, {}, {})
    assert (
        "Ask, close, withhold (patient; firm) and buoys for Lindon work in none of these futures."
        " At the best values they do not work." in text
    )
    assert "mostly where" not in text
    assert "ministry" in text
    assert "reads it" not in text


def test_a_course_is_told_with_the_assumption_that_decides(strait):
    """
    By hand: a month off in the lower third of one assumption's range, at the best values and along
    every ray: the assumption is named with an article, and the probe by its reach.
    """
    case, plan, zeros, still = strait
    name = plan.courses[0]
    key = next(
        entry for entry in moved_inputs(case) if case.assumptions[entry].asks.startswith("Chance")
    )
    column = zeros[study.input_column(key)]
    cut = column.min() + (column.max() - column.min()) / 3
    works = {
        change_column(name, figure): np.where(column < cut, -1.0, 0) for figure in study.FIGURES
    }
    probe = still[change_column(name, "inside")].copy()
    probe[: 1 + RAYS * STEPS] = -1.0
    text = said(strait, works, {change_column(name, "inside"): probe})
    assert "Ask, close, withhold (patient) works mostly where the chance" in text
    assert f"is below {cut:.2g}: there it works in" in text
    assert "At the best values it works, and all the way from there to each of the draws" in text


def test_a_course_that_fails_at_once_around_the_best_values_says_so(strait):
    """It works at the best values, and on no ray at the first eighth of the way."""
    _, plan, _, still = strait
    name = change_column(plan.courses[0], "inside")
    probe = still[name].copy()
    probe[0] = -1.0
    text = said(strait, {}, {name: probe})
    assert "but can fail once all numbers lie off by an eighth of the way to a draw" in text


def test_the_seed_and_the_study_stand_with_the_answer(strait):
    """Whoever reads it can make it again."""
    _, plan, _, _ = strait
    text = said(strait, {}, {})
    assert f"seed {plan.seed}" in text
    assert plan.name[:12] in text
    assert plan.name != replace(plan, seed=plan.seed + 1).name
