"""What `explore` refuses, before any work and with nothing written."""

import json

import pytest

from phaseline.api import case_of, open_case
from phaseline.explore.parts import put_manifest
from phaseline.explore.study import planned


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """In a folder of the test's own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PHASELINE_SOURCES", raising=False)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ((), "CASE is missing"),
        (("strait", "--draws", "0"), "--draws: found 0; expected a number from 1"),
        (("strait", "--chunk", "3/2"), "--chunk: found '3/2'"),
        (("strait", "--seed", "-3"), "--seed: found -3; expected 0 to"),
        (("strait", "--seed", "9" * 23), "--seed: found 99999999999999999999999"),
        (("strait", "--workers", "1000"), "--workers: found 1000; expected 0 to 64"),
        (("strait", "--on", "nowhere"), "--on: found 'nowhere'; expected the address of a Dask"),
        (("strait", "--on", "tcp://a:1", "--workers", "2"), "--workers is for this machine alone"),
        (("strait", "--on", "tcp://a:1", "--indices", "8"), "--indices is for this machine alone"),
        (("strait", "--on", "tcp://a:1", "--patience", "-1"), "--patience: found -1; expected 1"),
        (("strait", "--patience", "5"), "--patience goes with --on"),
        (("strait", "--indices", "7"), "--indices: found 7; expected a power of two"),
        (("strait", "--ladder", "nothing"), "changes nothing beside itself"),
        (("strait", "other"), "found 'other' after the case; folders go with join"),
        (("join",), "expected join DIR… --out DIR"),
        (("join", "nowhere", "--out", "all"), "nowhere: found no study there"),
    ],
)
def test_what_makes_no_sense_is_refused(phaseline, tmp_path, words, complaint):
    """Status 2, one sentence with what was found, and no folder."""
    ran = phaseline("explore", *words)

    assert (ran.status, ran.out) == (2, "")
    assert complaint in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["{", "[1]", "3", '{"seed": 7}', "\x00"])
def test_a_folder_whose_study_is_no_such_thing_is_left_as_it_is(phaseline, tmp_path, text):
    """Whatever stands in its place: status 2, and nothing is written over."""
    (tmp_path / "mine").mkdir()
    manifest = tmp_path / "mine" / "study.json"
    manifest.write_text(text, encoding="utf-8")
    ran = phaseline("explore", "strait", "--out", "mine")

    assert (ran.status, ran.out) == (2, "")
    assert "--out: mine holds another study" in ran.err
    assert manifest.read_text(encoding="utf-8") == text


def test_a_brief_shows_no_study_that_is_not_there(phaseline, tmp_path):
    """A folder that was named and holds none of this case: status 2, and no brief."""
    (tmp_path / "mine").mkdir()
    ran = phaseline("run", "strait", "--no-game", "--study", "mine", "--out", "out")

    assert (ran.status, ran.out) == (2, "")
    assert "--study: mine holds no study of this case as it is read now" in ran.err
    assert not (tmp_path / "out").exists()


def test_a_run_warns_of_a_study_that_it_does_not_use(phaseline, tmp_path):
    """A study of other files of the case lies beside it: named with the reason, twice."""
    plan = planned(case_of(report := open_case("strait")), report.reading.hash)
    put_manifest(tmp_path / "strait-study", {**plan.manifest, "case_hash": "0" * 64})
    ran = phaseline("run", "strait", "--no-game", "--json")
    assert ran.status == 0
    assert "in strait-study is stale: it was made of other files of this case" in ran.err
    assert json.loads(ran.out)["study"]["unfit"] == "other_files"
