"""`phaseline why` and `phaseline need`: what is refused, and what programs and files are given."""

import argparse
import io
import json
import sys
from xml.etree import ElementTree as ET

import pytest

from phaseline.api import need
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.cli.opening import Progress, draws_argument
from phaseline.desk.comparison.draws import DRAWS

CASE = "strait"
WORK = {"why": "why", "need": "need", "claims": "judge", "solve": "compare"}
"""By which function a command plays the games of a case."""
PATIENT = ("need", CASE, "--ladder", "patient", "--for", "below 11.5")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("why", CASE, "--ladder", "nothing"), "what all ladders are held against"),
        (("why", CASE, "--ladder", "fim"), "there is no ladder 'fim'"),
        (("why", CASE, "--type", "bald"), "there is no type 'bald'"),
        (("why", CASE, "--svg", "picture.svg"), "add --ladder"),
        (("why", CASE, "--ladder", "firm", "--draws", "7"), "expected a multiple of 4"),
        (("need", CASE, "--for", "peace"), "expected deters:TYPE"),
        (("need", CASE, "--for", "deters:bald"), "there is no type 'bald'"),
        (("need", CASE, "--for", "below:6", "--ladder", "nothing"), "held against"),
        ((*PATIENT, "--surface", "sight"), "found 1 address; expected two or three"),
        ((*PATIENT, "--surface", "sight,sigth"), "no assumption 'assumptions.sigth'"),
        ((*PATIENT, "--surface", "sight,sight"), "assumptions.sight is named twice"),
        ((*PATIENT, "--surface", "sight,buoys"), "assumptions.buoys is inert here"),
        (
            (*PATIENT, "--surface", "sight,ice,mistake", "--grid", "1000"),
            "3 axes, which is 1,000,000,000 points",
        ),
        ((*PATIENT, "--surface", "sight,ice", "--grid", "1"), "found 1 along each axis"),
        ((*PATIENT, "--surface", "sight,ice", "--grid", "-3"), "expected at least 2 points"),
        ((*PATIENT, "--surface", "sight,ice", "--grid", "nan"), "--grid: found 'nan'"),
        ((*PATIENT, "--surface", "sight,ice,mistake,buoys"), "found 4 addresses"),
        ((*PATIENT, "--csv", "grid.csv"), "add --surface"),
        (("need", CASE, "--for", "below:nan"), "expected below:PERIODS"),
        (("need", CASE, "--for", "below:inf"), "expected below:PERIODS"),
        (("need", CASE, "--for", "below:-1"), "expected below:PERIODS"),
        (("need", CASE, "--for", "below:"), "found 'below:'"),
        (("need", CASE, "--for", "ahead:ghost"), "there is no ladder 'ghost'"),
        (("need", CASE, "--for", "met:ghost"), "there is no track 'ghost'"),
        (("need", CASE, "--for", "self-enforcing:now"), "found 'self-enforcing:now'"),
        (("need", CASE, "--for", ""), "found ''"),
        (("why", CASE, "--draws", "nan"), "--draws: found 'nan'"),
        (("why", CASE, "--draws", "-8"), "found -8; expected a multiple of 4 from 8"),
        (("claims", CASE, "ghost"), "there is no claim 'ghost'"),
        (("claims", CASE, "--draws", "0"), "found 0; expected a multiple of 4 from 8"),
        (("claims", CASE, "--draws", "1000000000"), "from 8 to 10,000"),
        (("solve", CASE, "--draws", "-4"), "found -4; expected a multiple of 4 from 8"),
        (("solve", CASE, "--ladder", "ghost"), "there is no ladder 'ghost'"),
        (("solve", CASE, "--ladder", "firm", "--line", "ghost"), "there is no red line 'ghost'"),
        (("solve", CASE, "--ladder", "firm", "--reading", "ghost"), "no reading 'ghost'"),
        (("need", CASE, "--for", "below:6", "--surface", "sight,ice"), "add --ladder ID"),
    ],
)
def test_a_wrong_question_is_refused(phaseline, tmp_path, monkeypatch, words, said):
    """The exit status is 2, the message says what there is, and nothing is written."""
    monkeypatch.delenv("PHASELINE_SOURCES", raising=False)  # a path from where the tests began
    monkeypatch.chdir(tmp_path)
    ran = phaseline(*words)

    assert ran.status == 2
    assert said in ran.err
    assert ran.out == ""
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("assumptions.sight.best=nan", "assumptions.yaml:4:5: error PL404: best: found 'nan'"),
        ("assumptions.sight.low=-1", "hit: found -1 to 0.7"),
        ("assumptions.sight.low=2", "hit: found 2 to 0.7"),
        ("games.main.yardstick=ghost", "game.yaml:38:16: error PL501: there is no 'ghost'"),
    ],
)
@pytest.mark.parametrize(
    "words",
    [("why", CASE), ("need", CASE, "--for", "below:6"), ("claims", CASE), ("solve", CASE)],
    ids=lambda words: words[0],
)
def test_a_question_to_a_faulty_case_is_refused_before_any_game(
    phaseline, monkeypatch, words, change, said
):
    """A number that is none, a chance below nothing or above one, a baseline that is not there."""
    monkeypatch.delenv("PHASELINE_SOURCES", raising=False)
    monkeypatch.setattr(f"phaseline.cli.{words[0]}.{WORK[words[0]]}", worked)

    ran = phaseline(*words, "--set", change)

    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert "fix: " in ran.err
    assert "Traceback" not in ran.err


def worked(*_, **__):
    """A game that is written although nothing can be answered."""
    raise AssertionError


def test_why_gives_programs_shares_that_add_up(phaseline):
    """The keys are those of the page; shares sum to the total; corners begin and end as told."""
    ran = phaseline("why", CASE, "--ladder", "firm", "--draws", "8", "--json")
    answer = json.loads(ran.out)

    assert ran.status == 0
    assert sum(brake["share"] for brake in answer["brakes"]) == pytest.approx(answer["total"])
    assert answer["total"] == pytest.approx(answer["lifted"] - answer["as_is"])
    assert all(
        brake["share_low"] <= brake["share"] <= brake["share_high"] for brake in answer["brakes"]
    )
    assert len(answer["corners"]) == 2 ** len(answer["brakes"])
    assert answer["corners"][0] == {"lifted": [], "value": answer["as_is"]}
    assert answer["corners"][-1]["value"] == answer["lifted"]
    assert set(answer["by_type"]) == {"careful", "bold"}
    assert answer["draws"] == 8
    assert answer["findings"][0]["kind"] == "where_it_leaks"


def test_the_picture_is_a_file_of_its_own(phaseline, tmp_path):
    """It holds its style, a bar for each brake, and the sentence for who does not see it."""
    path = tmp_path / "firm.svg"
    ran = phaseline("why", CASE, "--ladder", "firm", "--draws", "8", "--svg", str(path))
    picture = path.read_text(encoding="utf-8")

    assert ran.status == 0
    assert "<style>" in picture
    assert ET.fromstring(picture).tag.endswith("svg")  # noqa: S314  # our own picture
    assert 'class="brake"' in picture
    assert "With no brake, ask, close, withhold (firm) would" in picture


def test_need_gives_programs_addresses_with_their_values(phaseline):
    """Each value is in the unit of its range; a goal out of reach is listed among what cannot."""
    ran = phaseline("need", CASE, "--ladder", "patient", "--for", "below 11.5", "--json")
    answer = json.loads(ran.out)

    assert ran.status == 0
    assert list(answer)[3:5] == ["goal", "ladder"]
    assert (answer["goal"], answer["reached"], answer["cannot"]) == ("below:11.5", False, [])
    sight = next(turn for turn in answer["single"] if turn["address"] == "assumptions.sight")
    assert sight["low"] < sight["value"] < sight["high"]
    assert sight["inside"] is True
    assert all(change["of_range"] <= 1 for changes in answer["sets"] for change in changes)


def test_an_unreachable_goal_is_an_answer(phaseline):
    """It ends with 0; what was only searched for was not found, and may yet be."""
    ran = phaseline("need", CASE, "--ladder", "firm", "--for", "deters:careful", "--json")

    assert ran.status == 0
    assert json.loads(ran.out)["not_found"] == ["deters:careful"]
    assert json.loads(ran.out)["cannot"] == []


def test_a_surface_is_a_grid_a_curve_a_table_and_a_picture(phaseline, tmp_path):
    """The table has a row for each point; the picture a cell, and its description the words."""
    files = {name: tmp_path / f"sight.{name}" for name in ("csv", "svg")}
    asked = ("--surface", "assumptions.sight,mistake", "--grid", "5")
    ran = phaseline(
        *PATIENT, *asked, "--csv", str(files["csv"]), "--svg", str(files["svg"]), "--json"
    )
    surface = json.loads(ran.out)["surfaces"][0]
    rows = files["csv"].read_text(encoding="utf-8").splitlines()
    picture = files["svg"].read_text(encoding="utf-8")

    assert ran.status == 0
    assert surface["axes"] == ["assumptions.sight", "assumptions.mistake"]
    assert surface["grid"]["points"][0] == pytest.approx([0.2, 0.325, 0.45, 0.575, 0.7])
    assert [len(row) for row in surface["grid"]["margins"]] == [5] * 5
    assert rows[0] == "assumptions.sight,assumptions.mistake,margin"
    assert len(rows) == 1 + 25
    assert [float(row.split(",")[-1]) for row in rows[1:]] == pytest.approx(
        [margin for row in surface["grid"]["margins"] for margin in row]
    )
    assert len(surface["boundary"]) >= 5
    assert picture.count("<rect") == 25
    assert ET.fromstring(picture).tag.endswith("svg")  # noqa: S314  # our own picture


def test_ranges_rest_on_as_many_draws_as_the_help_says():
    """What a parser says without loading the desk is what the desk does."""
    parser = argparse.ArgumentParser()
    draws_argument(parser)

    assert parser.parse_args([]).draws == DRAWS
    assert f"(default: {DRAWS})" in " ".join(parser.format_help().split())


def test_need_says_how_far_it_is():
    """Each ladder takes seconds: what is done is told before the first and after each."""
    strait = read_case(case_path(CASE)).case
    said = []
    names = need(strait, "below:6", mapper=lambda _, names: names, tick=said.append)

    assert names == ("patient", "firm", "buoys")
    assert said == [
        "moving assumptions of 3 ladders",
        "moving assumptions: 1 of 3 ladders done",
        "moving assumptions: 2 of 3 ladders done",
        "moving assumptions: 3 of 3 ladders done",
    ]
    need(strait, "below:6", ladder="patient", mapper=lambda _, names: names, tick=said.append)
    assert said[4] == "moving assumptions of ask, close, withhold (patient)"  # by no id


class Terminal(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self):
        """It is a terminal."""
        return True


@pytest.mark.parametrize(
    ("stream", "patience", "is_said"),
    [(Terminal(), 0.0, True), (Terminal(), 1e6, False), (io.StringIO(), 0.0, False)],
)
def test_progress_is_said_to_those_who_look_on(monkeypatch, stream, patience, is_said):
    """On a terminal alone, and of what is known to take long at once."""
    monkeypatch.setattr(sys, "stderr", stream)
    Progress(patience)("moving assumptions")

    assert ("moving assumptions …" in stream.getvalue()) is is_said
