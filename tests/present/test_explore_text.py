"""What a study says to a reader, from figures given by hand."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from phaseline.api import case_of, open_case
from phaseline.desk.comparison.draws import design
from phaseline.desk.estimates.valuation import ends_of
from phaseline.explore import study
from phaseline.explore.adaptation import adaptation_of
from phaseline.explore.boxes import FutureBox, Restriction
from phaseline.explore.findings import VIEWPOINTS, AroundBest, CourseFutures, exploration_of
from phaseline.explore.fragility import FragileRegion
from phaseline.explore.probe import PATHS, RAYS, STEPS, moved_inputs
from phaseline.explore.regions import BoxAndTree, FutureParts, FutureRegion
from phaseline.explore.stability import Discovery
from phaseline.explore.study import change_column, planned
from phaseline.explore.trees import FutureTree
from phaseline.present.terminal.explore import exploration_text
from phaseline.present.wording.futures import (
    asked_words,
    drawn_words,
    fragile_sentences,
    tree_words,
    turning_in_short,
)


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


def said(strait, columns: dict, probe: dict, late: dict | None = None) -> str:
    """The answer in one line."""
    case, plan, zeros, still = strait
    drawn = {**zeros, **columns}
    answer = exploration_of(case, plan, drawn, {**still, **probe})
    turns = adaptation_of(case, drawn, answer.contenders, VIEWPOINTS, late or {})
    return " ".join(exploration_text(case, answer, turns, Path("study"), asked=400).split())


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
    assert "each condition came back in all of 20 resamples" in text


def test_what_a_tree_says_otherwise_than_the_box_is_told(strait):
    """
    By hand: a month off in the upper third of what sight ranges over, and in the upper third of
    what a month of closed harbours costs while sight is in its middle third. The box asks about
    sight; the tree about both.
    """
    _, plan, zeros, _ = strait
    name, sight, cost = plan.courses[0], zeros["input:sight"], zeros["input:loss-harbours"]
    low, high = np.quantile(sight, [1 / 3, 2 / 3])
    works = (sight > high) | ((cost > np.quantile(cost, 2 / 3)) & (sight > low))
    text = said(strait, {change_column(name, "inside"): np.where(works, -1.0, 0)}, {})
    assert "A tree, grown and counted on the same halves, finds that it works mostly where" in text
    assert re.search(r"\(density \d+ %, coverage \d+ %\), or where", text)
    assert (
        "Box and tree disagree on what decides: only the tree asks about what a month of closed"
        " harbours costs Norland; both ask about the chance that a handover under way is noticed"
        " within a month;" in text
    )
    assert re.search(r"; \d+ % of the futures in either lie in both\.", text)


def test_two_places_far_apart_are_told_by_the_tree_alone(strait):
    """
    By hand: a month off in the upper fifth of what sight ranges over, and in the upper fifth of
    what a month of closed harbours costs while sight is in its lower half: no box of so few draws
    holds that, and a tree does.
    """
    _, plan, zeros, _ = strait
    name, sight, cost = plan.courses[0], zeros["input:sight"], zeros["input:loss-harbours"]
    works = (sight > np.quantile(sight, 0.8)) | (
        (cost > np.quantile(cost, 0.8)) & (sight < np.median(sight))
    )
    text = said(strait, {change_column(name, "inside"): np.where(works, -1.0, 0)}, {})
    assert "of these futures, and no box tells which. A tree, grown and counted" in text
    assert "Box and tree disagree on whether anything does." in text


def test_where_box_and_tree_agree_it_is_said(strait):
    """A month off in the upper third of one range: both say so."""
    _, plan, zeros, _ = strait
    sight = zeros["input:sight"]
    works = np.where(sight > np.quantile(sight, 2 / 3), -1.0, 0)
    text = said(strait, {change_column(plan.courses[0], "inside"): works}, {})
    assert "Box and tree ask about the same; " in text
    assert "disagree" not in text


@pytest.mark.parametrize(
    ("parts", "overlap", "words"),
    [
        (None, None, "tells nothing apart that holds on the other one: box and tree disagree."),
        (
            ("sight",),
            0.25,
            "disagree on where: no more than 25 % of the futures in either lie in both.",
        ),
    ],
)
def test_a_tree_that_tells_nothing_or_another_place_is_told_as_such(strait, parts, overlap, words):
    """No tree beside a box; and a tree of the same question that lies elsewhere."""
    case, _, _, _ = strait
    box = FutureBox(
        restrictions=(Restriction(column=0, low=0.4),), coverage=0.8, density=0.6, mass=0.5
    )
    found_again = Discovery(
        box=box, learned_box=box, trajectory=(box,), chances=(0.0,), again=(1.0,), resamples=20
    )
    course = CourseFutures(
        course="patient",
        median=0.0,
        low=-1.0,
        high=0.0,
        works=0.3,
        region=FutureRegion(works=True, inputs=("sight",), discovery=found_again),
        parts=parts
        and FutureParts(works=True, inputs=(parts,), tree=FutureTree(boxes=(box,), together=box)),
        likeness=parts and BoxAndTree(both=parts, box_alone=(), tree_alone=(), overlap=overlap),
        around=AroundBest(works=True, radius=1.0, movers=()),
    )
    assert tree_words(case, course).endswith(words)


def leading_region(*, coverage=0.6, density=0.6, again=1.0):
    """A course works where the chance of being noticed is .4 or more."""
    box = FutureBox(
        restrictions=(Restriction(column=0, low=0.4),), coverage=coverage, density=density, mass=0.5
    )
    discovery = Discovery(
        box=box, learned_box=box, trajectory=(box,), chances=(0.0,), again=(again,), resamples=20
    )
    region = FutureRegion(works=True, inputs=("sight",), discovery=discovery)
    return FragileRegion(course="patient", region=region, box=box, study="0" * 64)


@pytest.mark.parametrize(
    ("coverage", "density", "often"),
    [(0.5, 0.5, "mostly"), (0.49, 0.6, "most often"), (0.9, 0.49, "most often")],
)
def test_most_is_said_of_most_alone(strait, coverage, density, often):
    """
    Where fewer than half of the futures in which it works are inside, or it works in fewer than
    half of those inside, it does not mostly work there.
    """
    region = leading_region(coverage=coverage, density=density)
    said_of = next(fragile_sentences(strait[0], [region]))
    assert said_of.startswith(f"It works {often} where the chance")


@pytest.mark.parametrize(("again", "is_hint"), [(0.45, True), (0.5, False), (1.0, False)])
def test_a_condition_that_seldom_comes_back_is_told_as_a_hint(strait, again, is_hint):
    """In fewer than half of the resamples, in full and in the few words of page one."""
    finding = leading_region(again=again)
    long, short = (
        next(fragile_sentences(strait[0], [finding])),
        turning_in_short(strait[0], [finding]),
    )
    assert (" is a hint alone, for it came back in fewer than half of 20" in long) == is_hint
    assert short.endswith(" (a hint).") == is_hint
    assert ": in 60 % there, with 60 % of all" in short


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.000014, "0"), (-0.000014, "0"), (0.0039, "0.004"), (0.4163, "0.42"), (0.426, "0.43")],
)
def test_a_value_that_draws_decide_is_no_finer_than_a_hundredth_of_its_range(strait, value, words):
    """The chance of being noticed goes from .2 to .7: a hundredth is .005, told by thousandths."""
    case = strait[0]
    assert ends_of(case.assumptions["sight"]) == (0.2, 0.7)
    assert drawn_words(case, "sight", value) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (1.5, np.inf, "2 months or more"),
        (-np.inf, 1.5, "below 2 months"),
        (-np.inf, 2.5, "below 3 months"),
        (1.5, 2.5, "2 months"),
        (0.5, 2.5, "from 1 month to 2 months"),
    ],
)
def test_what_the_game_rounds_is_told_in_whole_numbers(strait, low, high, words):
    """Patience is taken in whole months: from one and a half on it is two, up to two and a half."""
    assert asked_words(strait[0], "patience", Restriction(column=0, low=low, high=high)) == words


def test_a_flip_among_counts_is_told_in_whole_numbers(strait):
    """
    Reports are one or two, each in half of the draws: a course that takes a month off where two are
    waited for, and adds half a month where one is, leads but for one report.
    """
    _, plan, zeros, _ = strait
    counts = zeros[study.input_column("reports")]
    change = np.where(counts < 1.5, 0.5, -1.0)
    text = said(strait, {change_column(plan.courses[0], "inside"): change}, {})
    assert re.search(
        r"leads on average, but not where how many net reports call for a rung is below 2"
        r" \(\d+ % of the futures\), where no new step does\.",
        text,
    )
    assert "is 2 or more" in text


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


def test_a_flip_point_is_told_with_its_value_and_its_share(strait):
    """
    By hand: time falls with the worth of a month of closed harbours from the lowest quarter of its
    range on, and is added below: no step leads there.
    """
    _, plan, zeros, _ = strait
    name, key = plan.courses[0], "loss-harbours"
    column = zeros[study.input_column(key)]
    cut = np.quantile(column, 0.25)
    text = said(strait, {change_column(name, "inside"): cut - column}, {})
    assert (
        "By months of handover, ask, close, withhold (patient) leads on average, but not where what"
        f" a month of closed harbours costs Norland is below {cut:.2g} (25 % of the futures), where"
        " no new step does." in text
    )


def test_where_nothing_turns_the_lead_it_is_said(strait):
    """A month off in every future: whichever end of its range."""
    _, plan, _, _ = strait
    text = said(strait, {change_column(plan.courses[0], "inside"): np.full(400, -1.0)}, {})
    assert "leads on average whichever end of its range any single assumption is near" in text


def test_triggers_are_told_by_the_reports_that_they_wait_for(strait):
    """Handovers are noticed by .2 to .7 a month and mistaken by 0 to .04: one report is best."""
    text = said(strait, {}, {})
    assert "When a trigger calls on handovers, by how many reports it waits for." in text
    assert "A trigger that waits for 1 report is wrong least often on average" in text


def test_a_date_is_told_as_one_of_the_calendar(strait):
    """
    Announced in May 2031 or four months later in four futures, with which it works in all and in
    two: decide by May to September; its rung takes a month more and is open with a chance of .5.
    """
    _, plan, _, _ = strait
    late = {
        "late:0": np.full(4, -1.0),
        "late:4": np.array([-1.0, -1.0, 0.0, 0.0]),
        "lead:R1": np.ones(4),
        "consent:R1": np.full(4, 0.5),
        "first:R1": np.ones(4),
    }
    text = said(strait, {}, {}, {plan.courses[0]: late})
    assert (
        "Ask, close, withhold (patient) works in 100 % of the futures if announced at once, and"
        " in these it has to be announced by" in text
    )
    assert "(May 2031 to Sep 2031); what it does first has to be in force by" in text
    assert "(Jun 2031 to Oct 2031)" in text
    assert "“Ask” in 50 % of the futures at once and 50 % then" in text


def test_a_course_that_ends_by_the_calendar_has_no_date(strait):
    """Said by name, in place of a date."""
    _, plan, _, _ = strait
    text = said(strait, {}, {}, {plan.courses[0]: {"dated": np.ones(1)}})
    assert "something ends by the calendar there" in text
    assert "has to be announced by" not in text


def test_the_assumption_that_is_worth_finding_out_is_named(strait):
    """
    By hand: a course takes a month off in the upper fifth of one assumption's range and adds half a
    month below, so that no step is best on average; who knows saves a month in a fifth of the
    futures, .2. By the other account nothing differs.
    """
    case, plan, zeros, _ = strait
    name = plan.courses[0]
    key = next(
        entry for entry in moved_inputs(case) if case.assumptions[entry].asks.startswith("Chance")
    )
    column = zeros[study.input_column(key)]
    cut = column.min() + 0.8 * (column.max() - column.min())
    text = said(strait, {change_column(name, "inside"): np.where(column >= cut, -1.0, 0.5)}, {})
    found = re.search(
        r"By months of handover, no new step brings 0 on average; to know everything before"
        r" choosing would add 0\.2 \(± 0\.\d+\)\. Known alone: the (chance [^.]*) (0\.\d+) \(±",
        text,
    )
    assert found
    assert found[1].lower() == case.assumptions[key].asks.lower()
    assert 0.15 < float(found[2]) <= 0.2
    assert (
        "On the responder’s own account, to know everything before choosing would add nothing: no"
        " other course brings more than no new step in any of these draws."
    ).replace("’", "'") in text.replace("’", "'")
