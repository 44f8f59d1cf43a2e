"""The gallery of classics: what each holds, and that it fails where an answer differs."""

import json
import re
from pathlib import Path

import pytest

from phaseline.game.published import gallery
from phaseline.game.published.gallery import classics, exhibit, number_at, read_classic

FOLDER = Path(gallery.__file__).parent / "classics"
PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "classics.md"
ASKED = {
    "becker",
    "stigler",
    "tying-hands",
    "bagwell",
    "chain-store",
    "lewis-schultz",
    "dyad",
    "inspection",
    "tiger",
    "shiryaev",
}


def test_all_of_them_are_there_and_agree(phaseline):
    """The ten classics are solved, every known number is today's, and the status is 0."""
    ran = phaseline("classics", "--json")
    told = json.loads(ran.out)

    assert ran.status == 0
    assert {entry["id"] for entry in told["classics"]} >= ASKED
    assert told["agree"]
    for entry in told["classics"]:
        assert len(entry["known"]) >= 3
        assert all(abs(row["today"] - row["known"]) <= row["within"] for row in entry["known"])


@pytest.mark.parametrize("name", sorted(ASKED))
def test_each_has_its_source_and_three_sentences(name):
    """A file says who published it, where, when, what was read, and three sentences."""
    reading = read_classic(FOLDER / f"{name}.yaml")
    classic = reading.record

    assert reading.diagnostics == ()
    assert len(classic.teaches) == 3
    assert all(re.fullmatch(r"[A-Z].*\.", sentence) for sentence in classic.teaches)
    assert 1900 < classic.source.year < 2030
    assert classic.source.read
    assert all(row.from_ for row in classic.known)


@pytest.mark.parametrize("name", sorted(ASKED - {"dyad"}))
def test_its_model_is_a_file_that_solve_takes(tmp_path, phaseline, name):
    """`--file` prints a file, and `solve` gives the known numbers from it."""
    path = tmp_path / "model.yaml"
    path.write_text(phaseline("classics", name, "--file").out, encoding="utf-8")

    ran = phaseline("solve", str(path), "--json")
    answer = json.loads(ran.out)

    assert ran.status == 0
    for row in exhibit(name).held:
        assert number_at(answer, row.known.at) == pytest.approx(
            row.known.value, abs=row.known.within
        )


def test_an_answer_that_differs_ends_with_status_1(tmp_path, phaseline, monkeypatch):
    """With another known number in the file the row says no, and the status is 1."""
    text = (FOLDER / "tiger.yaml").read_text(encoding="utf-8")
    (tmp_path / "tiger.yaml").write_text(text.replace("2.72", "2.73", 1), encoding="utf-8")
    monkeypatch.setattr(gallery, "_FOLDER", tmp_path)

    ran = phaseline("classics")
    full = phaseline("classics", "tiger")

    assert ran.status == full.status == 1
    assert "Not as known: tiger." in ran.out
    assert "3 of 4 agree" in full.out


def test_an_address_that_leads_nowhere_is_no_agreement(tmp_path, phaseline, monkeypatch):
    """A known number at an address that the answer lacks is told as none, and fails."""
    text = (FOLDER / "tiger.yaml").read_text(encoding="utf-8")
    (tmp_path / "tiger.yaml").write_text(
        text.replace("at: value,", "at: worth,", 1), encoding="utf-8"
    )
    monkeypatch.setattr(gallery, "_FOLDER", tmp_path)

    ran = phaseline("classics", "tiger")

    assert ran.status == 1
    assert "none" in ran.out


def test_an_unknown_one_is_refused(phaseline):
    """A misspelt name is told the nearest."""
    ran = phaseline("classics", "tigre")

    assert ran.status == 2
    assert "did you mean 'tiger'" in ran.err


def test_a_file_needs_a_name(phaseline):
    """`--file` alone is refused."""
    assert "add its name" in phaseline("classics", "--file").err


def test_the_page_of_the_site_has_each_of_them():
    """The page made from the files has a section for every classic, in order of publication."""
    page = PAGE.read_text(encoding="utf-8")
    places = [page.index(f"phaseline classics {name} --file") for name in classics()]

    assert places == sorted(places)


def test_a_model_is_a_file_or_an_answer_is_json_and_not_both(phaseline):
    """What asks for both is told so; neither is left aside in silence."""
    ran = phaseline("classics", "tiger", "--file", "--json")

    assert (ran.status, ran.out) == (2, "")
    assert "--json: not allowed with argument --file" in ran.err
