"""Crossing as work that is done for good, beside crossing as a flow."""

import re
import shutil
from dataclasses import replace

import numpy as np
import pytest

from phaseline.api.insight import projects
from phaseline.case.check.report import checked
from phaseline.case.games import policy_of
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.draws import design
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.projects import (
    DONE,
    ProjectNumbers,
    as_project,
    ladder_projects,
    project_design,
    project_of,
)
from phaseline.desk.comparison.study import base_setting
from phaseline.desk.estimates.valuation import best_values, period_of
from phaseline.desk.findings.projects import work_done, work_under_courses
from phaseline.errors import QuestionError
from phaseline.present.data.projects import projects_data
from phaseline.present.terminal.projects import no_projects_text, projects_text
from phaseline.present.wording.english.telling import told
from phaseline.present.wording.words import Words

DRAWS = 8
TIME = "{id: work-time, asks: How long, owner: me, rationale: Slow., low: 3 month, high: 5 month}"
WORTH = "{id: work-worth, asks: What for, owner: me, rationale: A lot., low: LOW, high: HIGH}"
PROJECT = """    projects:
      - id: cutter
        title: The cutter is built
        track: gear
        owner: the tests
        rationale: What is built stays.
        takes: assumptions.work-time
        gains:
          - {type: careful, number: assumptions.work-worth}
          - {type: bold, number: assumptions.work-worth}
        harm: assumptions.harm
        subjects: [cutters]
    muted:"""


TRIFLE = "{id: trifle, asks: X, owner: me, rationale: Y., low: 0.0000000001, high: 0.0000000002}"
MUTED = "    muted: [{track: season, level: ice, share: assumptions.left-in-ice}]\n"
BREACH = "    breach: [{track: assurance, level: given, number: assumptions.trifle}]\n"


def with_project(folder, *, worth=(500, 501), muted=MUTED):
    """
    The small worked case, with work that is worth something between these once done, and with other
    words in the place of what the ice leaves of an answer.
    """
    shutil.copytree(case_path("strait"), folder)
    low, high = map(str, worth)
    entries = (TIME, WORTH.replace("LOW", low).replace("HIGH", high))
    rows = "".join(f"  - {entry}\n" for entry in (*entries, TRIFLE))
    for path in folder.glob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("    muted:", PROJECT, 1)
        text = re.sub(r"^assumptions:\n", f"assumptions:\n{rows}", text).replace(MUTED, muted)
        path.write_text(text, encoding="utf-8")
    reading = read_case(folder, name="strait")
    assert [row for row in checked(reading, {}).diagnostics if row.severity.value == "error"] == []
    return reading.case


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """Work of three to five months, worth it to everybody."""
    return with_project(tmp_path_factory.mktemp("case") / "strait")


def solved(case, name="nothing"):
    """What a ladder does to the first project."""
    project = project_of(case)
    return ladder_projects(case, project, project_design(case, project, draws=DRAWS), name)


def trials(case, periods):
    """
    For each draw the chance that work is done in each period, where everybody works from the first
    one on (period, draw): begun now, it is done from the second period on, with a chance of one
    over its length in each; under way at the start, from the first.
    """
    plan = project_design(case, project_of(case), draws=DRAWS)
    begun = np.array([values.of("assumptions.begun") for values in plan.draws])
    chance = np.array(
        [period_of(case) / values.of("assumptions.work-time") for values in plan.draws]
    )
    month = np.arange(periods)[:, None]
    now = chance * (1 - chance) ** month
    later = np.where(month > 0, chance * (1 - chance) ** (month - 1.0), 0.0)
    return begun * now + (1 - begun) * later


def test_without_an_answer_work_is_done_as_geometric_trials_say(case):
    """Worth so much that all begin at once: the chance of a success in the trials there are."""
    answer = solved(case)

    assert answer.done == pytest.approx(trials(case, answer.horizon).sum(axis=0))
    assert answer.done_without == pytest.approx(answer.done)
    assert answer.flow == pytest.approx(np.zeros(DRAWS))


def test_an_answer_bites_once_the_work_is_done_as_it_does_at_rest(tmp_path):
    """
    Where no level mutes an answer and one that reports call costs next to nothing more in breach of
    the assurance, its loss is written for each level of the gear: what it does at rest it does once
    the work is done, so that the chances are those of the same case without the breach.
    """
    written = with_project(tmp_path / "breach" / "strait", worth=(2, 3), muted=BREACH)
    plain = with_project(tmp_path / "plain" / "strait", worth=(2, 3), muted="")
    firm = game_of(base_setting(written, policy_of(written, "firm")), best_values(written))
    numbers = ProjectNumbers(chance=0.25, gains={}, harm=1.0)
    losses = [rung.loss for rung in as_project(firm, project_of(written), numbers).ladder.rungs]
    by_level = [loss["gear"] for loss in losses if not isinstance(loss, float)]

    assert by_level
    for row in by_level:
        assert row[DONE] == row["none"] == best_values(written).of("assumptions.loss-grain")
    assert solved(written, "firm").done == pytest.approx(solved(plain, "firm").done, abs=1e-9)


def test_the_mean_month_is_that_of_geometric_trials(case):
    """The months, counted from 1, weighed by their chances, over the chance of any."""
    answer = solved(case)
    chances = trials(case, answer.horizon)
    months = np.arange(1, answer.horizon + 1)

    assert answer.period == pytest.approx(months @ chances / chances.sum(axis=0))


def test_what_is_a_loss_is_not_gone_on_with(tmp_path):
    """Nobody works for a loss; what is under way already is stopped."""
    case = with_project(tmp_path / "strait", worth=(-2, -1))
    answer = solved(case)

    assert (answer.done < 1e-9).all()
    finding = work_done(case, answer)
    assert finding.period is None
    assert "In no draw is it done" in told(finding, Words(case)).text


def test_what_page_one_plays_does_not_change(case):
    """The draws of the game are the same, and what the project rests on is drawn beside them."""
    plain = read_case(case_path("strait"), name="strait").case
    mine = project_design(case, project_of(case), draws=DRAWS)

    for own, theirs in zip(mine.draws, design(plain, count=DRAWS).draws, strict=True):
        assert {name: own.values[name] for name in theirs.values} == theirs.values


def test_the_answer_is_told_with_its_owner_and_its_base(case):
    """Who says that it is work is named, and a change stands with what it is a change of."""
    findings = projects(case, draws=DRAWS)
    said = projects_text(case, project_of(case), findings)
    overview = work_under_courses(findings)

    assert "an assumption of the tests" in said
    chance, flow = overview.without, overview.flow_without
    assert f"{chance.median:.2f} ({chance.low:.2f} to {chance.high:.2f})" in said
    assert f"{flow.median:.1f} ({flow.low:.1f} to {flow.high:.1f})" in said
    assert chance.low <= chance.median <= chance.high
    assert [row["kind"] for row in projects_data(case, project_of(case), findings)["findings"]] == [
        "work_done"
    ] * len(findings)


def test_a_change_of_just_a_twentieth_is_told(case):
    """.3 less .25 and .05 of a month, which rounding makes a little less, are a twentieth each."""
    answer = replace(
        solved(case),
        done=np.full(DRAWS, 0.3),
        done_without=np.full(DRAWS, 0.25),
        flow=np.full(DRAWS, 0.25 - 0.3),
    )
    told_of = work_done(case, answer)
    less = work_done(case, replace(answer, done=np.full(DRAWS, 0.29)))

    assert (told_of.is_told_done, told_of.is_told_flow) == (True, True)
    assert (less.is_told_done, less.is_told_flow) == (False, True)
    assert told_of.rests_on == ("games.main.projects.cutter",)


def test_courses_that_lower_the_chance_alike_stand_in_the_order_of_the_case(case):
    """What differs by rounding alone is not put before another."""
    first = replace(work_done(case, solved(case)), is_told_done=True)
    medians = {"firm": -0.3, "patient": 0.1 - 0.4, "buoys": -0.4}
    rows = [
        replace(first, policy=name, done=replace(first.done, median=median))
        for name, median in medians.items()
    ]

    assert medians["patient"] < medians["firm"]
    assert work_under_courses(rows).moves == ("buoys", "firm", "patient")


def test_names_keep_their_capitals_in_a_list_of_courses(case):
    """A sentence begins with a capital, and what follows is as it was."""
    findings = [replace(row, is_told_done=True) for row in projects(case, draws=DRAWS)]
    said = told(work_under_courses(findings), Words(case)).text

    assert "buoys for Lindon" in said


def test_a_case_without_projects_says_so():
    """Nothing is named: a sentence and empty data, and no error."""
    plain = read_case(case_path("strait"), name="strait").case

    assert projects(plain, draws=DRAWS) == ()
    assert "says of nothing that it is work" in no_projects_text(plain)
    assert projects_data(plain, None, ())["project"] is None


def test_an_unknown_project_is_refused(case):
    """The names that there are stand in the message."""
    with pytest.raises(QuestionError, match="there are: cutter"):
        projects(case, project="cuter")


def test_the_level_that_is_added_is_not_one_of_the_case(case):
    """No track of the case has a level of that name."""
    assert all(DONE not in track.levels for track in case.tracks)
