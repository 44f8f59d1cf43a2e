"""Where what a study finds is fragile, from figures given by hand, in records, words and data."""

import re
from dataclasses import replace

import numpy as np
import pytest

from phaseline.api import case_of, open_case
from phaseline.desk.comparison.draws import design
from phaseline.explore import study
from phaseline.explore.findings import exploration_of
from phaseline.explore.fragility import (
    FragileRegion,
    LeadingShare,
    MeasureReversal,
    leading_course,
    study_findings,
)
from phaseline.explore.probe import PATHS, RAYS, STEPS, moved_inputs
from phaseline.explore.robustness import standing
from phaseline.explore.study import LEAST, change_column, planned
from phaseline.present.data.adaptation import study_findings_data
from phaseline.present.wording.futures import fragile_sentences

KEY, DRAWS = "sight", 400


@pytest.fixture(scope="module")
def strait():
    """The strait."""
    return open_case("strait")


@pytest.fixture(scope="module")
def answer(strait):
    """
    A study by hand: the first course takes a month off where a handover is noticed with .6 or more,
    a fifth of the range, and adds a tenth of one in one future of 400.
    """
    case = case_of(strait)
    plan = planned(case, strait.reading.hash)
    drawn = design(case, count=DRAWS, seed=plan.seed, chunk=0)
    columns = {
        study.input_column(name): np.array([draw.values[name] for draw in drawn.draws])
        for name in (*drawn.continuous, *drawn.structural)
    }
    for name in plan.courses:
        columns |= {change_column(name, figure): np.zeros(DRAWS) for figure in study.FIGURES}
        columns[study.base_column(name)] = np.full(DRAWS, 12.0)
    sight = columns[study.input_column(KEY)]
    change = np.where(sight >= 0.6, -1.0, 0.0)
    change[sight.argmin()] = 0.1
    columns[change_column(plan.courses[0], "inside")] = change
    points = 1 + RAYS * STEPS + PATHS * (len(moved_inputs(case)) + 1)
    probe = {change_column(name, "inside"): np.zeros(points) for name in plan.courses}
    return exploration_of(case, plan, columns, probe)


def test_three_findings_by_hand(strait, answer):
    """
    It works in 80 of 400; the box is that of the assumption; two measures turn it. Each peel takes
    a twentieth of what is left: .95 to the 30th leaves .215 of the draws, to the 31st .204, so that
    .2 of them are .93 or .98 of the box, and a little less of those that it has not seen. In the
    middle, and in 95 of 100, it takes off nothing, as no other does, and no course leads another.
    """
    share, region, reversal = study_findings(case_of(strait), answer)
    assert isinstance(share, LeadingShare)
    assert (share.course, share.level, share.works, share.draws) == ("patient", (), 0.2, 400)
    assert isinstance(region, FragileRegion)
    assert region.region.inputs == (KEY,)
    assert region.box.density > 0.9
    assert region.box.coverage > 0.9
    assert isinstance(reversal, MeasureReversal)
    assert reversal.first_by == ("average", "regret")
    assert reversal.alike == ("middle", "low_percentile")
    assert reversal.level == ()
    (courses, measures), *rest = reversal.others
    assert measures == ("worst", "steady")
    assert "nothing" in courses
    assert rest == []
    assert {finding.study for finding in (share, region, reversal)} == {answer.plan.name}


def test_three_sentences_name_the_region_its_coverage_and_density_and_the_picture(strait, answer):
    """Each finding is one sentence, read aloud without an id."""
    share, region, reversal = fragile_sentences(
        case_of(strait), study_findings(case_of(strait), answer)
    )
    assert share == (
        "Ask, close, withhold (patient) takes off the most months of handover on average, and works"
        f" in 20 % of 400 futures (study {answer.plan.name[:12]})."
    )
    assert re.match(
        r"It works mostly where the chance that a handover under way is noticed within a month is"
        r" (0\.(59|6) or more|from 0\.(59|6) to 0\.[67]\d*): there in 9\d % of the futures",
        region,
    )
    assert "(density), which are" in region
    assert region.endswith("(coverage), as the picture “Where a course works” shows.")
    assert reversal.startswith(
        "It comes first by the most on average and the least regret beside the best course that"
        " could be committed to, but other courses come first by other measures: no new step"
    )
    assert reversal.endswith(
        " By the most in the middle of the futures and the most in 95 of 100 futures no course"
        " leads another by more than a twentieth of a month."
    )


def test_a_lead_of_a_twentieth_of_a_period_is_none(strait, answer):
    """
    By hand: another course that falls behind by no more than .03 of a month in the worst future is
    level with no step there; the course that adds a tenth of one is not.
    """
    table = dict(answer.measures["inside"])
    worst = dict(zip(answer.contenders, table["worst"].by_course, strict=True))
    worst["firm"] = -0.03
    levelled = standing(np.array([*worst.values()]), LEAST)
    firsts = {answer.contenders[place] for place in levelled.first}
    assert firsts == {*answer.contenders} - {"patient"}


def test_a_course_that_leads_with_another_is_told_to_be_level(strait, answer):
    """Which of two the case names first is told, and that the other takes off as much."""
    share, *_ = study_findings(case_of(strait), answer)
    (sentence,) = fragile_sentences(case_of(strait), [replace(share, level=("firm",))])

    assert " months of handover on average, level with ask, close, withhold (firm), and" in sentence


def test_programs_are_given_the_same(strait, answer):
    """Kinds, shares with what they are of, and the entries by their addresses."""
    case = case_of(strait)
    findings = study_findings_data(case, answer)["findings"]
    assert [finding["kind"] for finding in findings] == [
        "study_leader",
        "study_region",
        "study_measures",
    ]
    assert findings[0]["values"]["works"]["median"] == 0.2
    assert findings[0]["values"]["works"]["of"] == "400 futures"
    assert findings[1]["entries"] == {
        "course": "policies.patient",
        "asks_1": f"assumptions.{KEY}",
    }
    texts = list(fragile_sentences(case, study_findings(case_of(strait), answer)))
    assert [finding["text"] for finding in findings] == texts


def test_where_nothing_leads_nothing_is_fragile(strait, answer):
    """All courses level with the yardstick: no course takes anything off on average."""
    table = dict(answer.measures["inside"])
    nothing = (0.0,) * len(answer.contenders)
    everybody = tuple(range(len(nothing)))
    table["average"] = replace(table["average"], by_course=nothing, first=everybody)
    level = replace(answer, measures={**answer.measures, "inside": table})
    assert leading_course(case_of(strait), level) is None
    assert study_findings(case_of(strait), level) == ()


def test_of_courses_that_are_level_the_first_by_title_is_told(strait, answer):
    """
    All three work in a fifth of the futures and take off as much. By title ask, close, withhold
    (firm) comes before (patient), and both before buoys for Lindon, whichever way round they stand.
    """
    case = case_of(strait)
    like = {"works": 0.2, "region": None}
    places = tuple(range(1, len(answer.contenders)))
    table = answer.measures["inside"] | {
        "average": replace(
            answer.measures["inside"]["average"],
            first=places,
            by_course=(0.0, *(1.0,) * len(places)),
        )
    }
    courses = tuple(replace(course, **like) for course in answer.courses)
    level = replace(answer, measures={**answer.measures, "inside": table}, courses=courses)
    turned = replace(level, courses=courses[::-1])

    assert leading_course(case, level) == leading_course(case, turned)
    assert leading_course(case, level).course == "firm"
