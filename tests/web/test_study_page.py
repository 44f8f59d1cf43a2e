"""The page of a study: what is asked, how far it is, what is kept when it is stopped."""

import json
from pathlib import Path

import pytest

from phaseline.api import case_of, open_case
from phaseline.explore import study
from phaseline.explore.kept_study import study_folder
from phaseline.explore.running import pathway_numbers
from phaseline.explore.study import planned
from phaseline.web.asking import asked_of, commands_of
from phaseline.web.study_rendering import kept_beside, studied, study_pages

HALL = Path(__file__).parents[1] / "desk" / "hall.yaml"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """Chunks of sixteen draws, in a folder of the test's own."""
    monkeypatch.setattr(study, "CHUNK", 16)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def report():
    """A small case."""
    return open_case(HALL)


def asked(**fields):
    """What an address asks of the page."""
    return asked_of("study", fields, {"shown": "first"})


def test_an_address_without_a_number_asks_for_what_is_there():
    """Nothing is worked out before anybody asks."""
    assert asked().question == {}
    assert asked().lack == ""


def test_a_number_of_draws_is_asked_for():
    """With the dates to decide by, or without; on the command line likewise."""
    question = asked(draws="2000", pathways="yes").question
    assert question == {"page": "study", "draws": "2000", "pathways": "yes"}
    assert commands_of("study", question, {}) == [["--draws", "2000", "--pathways"]]
    assert commands_of("study", asked(draws="5").question, {}) == [["--draws", "5"]]


@pytest.mark.parametrize("draws", ["0", "-1", "2.5", "many", "100001", "9" * 90, "²"])
def test_what_is_no_number_of_draws_is_said(draws):
    """Before any work, with what was found and what is expected."""
    lack = asked(draws=draws, pathways="yes").lack
    assert f"found {draws}; expected a number from 1 to 100,000" in lack


def test_the_dates_alone_ask_for_a_number():
    """A box that is ticked without a number of draws."""
    assert "nothing stands there" in asked(pathways="yes").lack


def test_a_study_is_worked_out_and_said(report):
    """Two chunks and the probe, each told as it is done, then the page and the answer."""
    lines = []
    pages = dict(studied(report, {"draws": "20"}, mapper=map, tick=lines.append))
    assert [line.split(",")[0] for line in lines[:3]] == [
        f"{done} of 3 parts of the study" for done in (1, 2, 3)
    ]
    assert set(pages) == {"study", "study/answer.json"}
    assert "In tables" not in pages["study"]
    assert '<polyline points="' in pages["study"]
    answer = json.loads(pages["study/answer.json"])
    assert answer["draws"] == 32
    assert answer["pathways"] == []
    assert answer["study"]["case_hash"] == report.reading.hash


def test_what_effects_vary_by_is_worked_out_where_it_is_asked_for(report):
    """
    A part for each course beside chunk and probe, and the same for programs. The hall has one
    course, whose effect varies with nothing: that is said, and there is nothing to draw.
    """
    question = asked(draws="5", indices="yes").question
    assert commands_of("study", question, {}) == [["--draws", "5"], ["--indices", "64"]]
    lines = []
    pages = dict(studied(report, question, mapper=map, tick=lines.append))
    courses = planned(case_of(report), report.reading.hash).courses
    assert lines[0].startswith(f"1 of {2 + len(courses)} parts")
    assert "What each effect varies by" in pages["study"]
    assert "would change varies with none of them." in pages["study"]
    assert 'aria-labelledby="indices-title' not in pages["study"]
    attributions = json.loads(pages["study/answer.json"])["attributions"]
    assert [row["ladder"] for row in attributions] == list(courses)


def test_what_is_finished_when_it_is_stopped_is_taken_up(report):
    """Stopped after the first part: asked again, the other two are done, and no more."""

    class StoppedError(Exception):
        """Somebody has stopped it."""

    def stop(_line):
        raise StoppedError

    with pytest.raises(StoppedError):
        list(studied(report, {"draws": "20"}, mapper=map, tick=stop))
    lines = []
    list(studied(report, {"draws": "20"}, mapper=map, tick=lines.append))
    assert lines[0].startswith("1 of 2 parts")
    lines.clear()
    list(studied(report, {"draws": "20"}, mapper=map, tick=lines.append))
    assert lines == ["reading what the study says"]


def test_the_dates_are_worked_out_where_they_are_asked_for(report):
    """One part a course, kept with the others."""
    case = case_of(report)
    list(studied(report, {"draws": "1", "pathways": "yes"}, mapper=map, tick=lambda _: None))
    plan = planned(case, report.reading.hash)
    assert set(pathway_numbers(study_folder(case), plan)) == set(plan.courses)


def test_a_study_beside_the_desk_is_shown_unasked(report):
    """Once it is there; before, the page has no answer of its own."""
    assert kept_beside(report) is None
    assert dict(study_pages(report, None)) == {}
    list(studied(report, {"draws": "1"}, mapper=map, tick=lambda _: None))
    kept = kept_beside(report)
    assert kept is not None
    assert "study" in dict(study_pages(report, kept))


def test_a_what_if_has_a_folder_of_its_own(report):
    """So that neither is refused beside the other, or taken for it."""
    name = next(iter(case_of(report).assumptions)).id
    other = open_case(HALL, changes={f"assumptions.{name}.best": _low(report, name)})
    for read in (report, other):
        list(studied(read, {"draws": "1"}, mapper=map, tick=lambda _: None))
    folders = sorted(path.name for path in Path().iterdir())
    assert len(folders) == 2
    assert folders[0] == "hall-study"
    assert folders[1].startswith("hall-study-")
    pages = dict(study_pages(other, kept_beside(other)))
    assert f'href="/study/answer.json?assumptions.{name}.best=' in pages["study"]


def _low(report, name):
    """The low end of an assumption's range, as it is written."""
    low = case_of(report).assumptions[name].low
    return f"{low.number:g} {low.unit.text}".strip()
