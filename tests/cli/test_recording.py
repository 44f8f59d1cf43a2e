"""
`phaseline check CASE --sources DIR --record NAME` and `--write-hashes`: what they write, and what
is read of it.
"""

import json
from datetime import date
from hashlib import sha256

import pytest

TEXT = "The harbour counts nine boats. Nobody has seen the tenth."
CASE = """\
phaseline: 2
kind: case
id: mini
title: A harbour  # a comment that stays
question: How many?
as_of: "2031-04-10"
responder: harbour
challenger: island
actors: [{id: harbour, name: Harbour, kind: state}, {id: island, name: Island, kind: state}]
sources:
  # the one that is at hand
  - {id: paper, type: report, title: A paper, role: paper, sha256: HASH}
  - {id: elsewhere, type: report, title: Elsewhere, read: excerpt}
facts:
  - {id: boats, kind: weapon, says: Boats., said_by: harbour, status: asserted, value: 9 vehicle,
     cites: [{source: paper, exact: nine boats}, {source: elsewhere, exact: nine boats}]}
"""


@pytest.fixture
def case(tmp_path):
    """The file of a case, with its texts beside it."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "paper.txt").write_text(TEXT, encoding="utf-8")
    place = tmp_path / "mini.yaml"
    place.write_text(CASE.replace("HASH", sha256(TEXT.encode()).hexdigest()), encoding="utf-8")
    return place


def recorded(phaseline, case, *more):
    """The command, with the texts of the case."""
    return phaseline("check", str(case), "--sources", str(case.parent / "texts"), *more)


def test_who_checked_is_written_beside_the_hash(phaseline, case):
    """One line changes, comments stay, and a second run on the same day changes nothing."""
    before = case.read_text().splitlines()

    ran = recorded(phaseline, case, "--record", "Ada No")

    after = case.read_text().splitlines()
    (line,) = (line for line in after if line not in before)
    digest = sha256(TEXT.encode()).hexdigest()
    record = f'{{by: "Ada No", on: "{date.today()}", sha256: "{digest}", quotes: 1}}'  # noqa: DTZ011
    assert ran.status == 0
    assert ran.out.endswith("recorded as verified: paper\n")
    assert f"sha256: {digest}, verified: {record}" in line
    assert len(after) == len(before)
    assert recorded(phaseline, case, "--record", "Ada No").status == 0
    assert case.read_text().splitlines() == after


def test_a_record_is_counted_apart_from_what_is_checked(phaseline, case):
    """Without the texts: recorded, and not re-verified; of an excerpt: read."""
    recorded(phaseline, case, "--record", "Ada")

    anchors = json.loads(phaseline("check", str(case), "--json").out)["anchors"]

    wanted = {"total": 2, "exact": 0, "unverified": 1, "recorded": 1, "read": 1}
    assert {name: anchors[name] for name in wanted} == wanted
    assert "1 not re-verified (of which 1 recorded as verified), 1 read in excerpts" in (
        phaseline("check", str(case)).out
    )


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "exact: nine boats}, {source: e",
            "exact: nine boats}, {source: paper, exact: tenth}, {source: e",
            "of 1 quotes, and there are 2",
        ),
        ("verified: {by", "read: excerpt, verified: {by", "of which only an excerpt was read"),
        ("role: paper, sha256: ", "role: paper, sha256: 0", "of another text"),
    ],
)
def test_a_record_that_no_longer_fits_does_not_count(phaseline, case, old, new, fault):
    """It is of the quotes and of the text that there were."""
    recorded(phaseline, case, "--record", "Ada")
    text = case.read_text()
    digest = sha256(TEXT.encode()).hexdigest()
    if new.endswith("0"):
        old, new = old + digest, new + digest[1:]
    case.write_text(text.replace(old, new))

    ran = phaseline("check", str(case))

    assert f"the record of 'paper' is {fault}" in ran.out or fault in ran.out
    assert "PL212" in ran.out
    assert "recorded as verified" not in ran.out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--record", " "), "expected the name of who checks"),
        (("--record", "Ada", "--set", "facts.boats.value=8"), "a what-if is no case"),
    ],
)
def test_what_cannot_be_recorded_is_refused(phaseline, case, words, says):
    """Exit 2, and nothing is written."""
    before = case.read_text()

    ran = recorded(phaseline, case, *words)

    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err
    assert case.read_text() == before


def test_without_texts_or_in_a_shipped_case_nothing_is_recorded(phaseline, case, monkeypatch):
    """A record is of what was held against a text, and of one's own case."""
    monkeypatch.delenv("PHASELINE_SOURCES", raising=False)

    bare = phaseline("check", str(case), "--record", "Ada")
    shipped = phaseline("check", "strait", "--sources", str(case.parent), "--record", "Ada")

    assert (bare.status, shipped.status) == (2, 2)
    assert "without --sources" in bare.err
    assert "strait is a shipped case" in shipped.err


def test_of_a_faulty_case_nothing_is_recorded(phaseline, case):
    """A quote that is not found is no ground to write that all were."""
    case.write_text(case.read_text().replace("exact: nine boats}, {", "exact: ten boats}, {"))
    before = case.read_text()

    ran = recorded(phaseline, case, "--record", "Ada")

    assert ran.status == 1
    assert ran.out.endswith("recorded as verified: nothing\n")
    assert case.read_text() == before


def test_a_source_without_a_hash_gets_that_of_its_text(phaseline, case):
    """Of the file that bears its id; then its quotes are held against it, and others stay."""
    digest = sha256(TEXT.encode()).hexdigest()
    case.write_text(case.read_text().replace(f", sha256: {digest}", ""))

    ran = recorded(phaseline, case, "--write-hashes", "--json")

    answer = json.loads(ran.out)
    assert (ran.status, answer["hashed"], answer["anchors"]["exact"]) == (0, ["paper"], 1)
    assert f'role: paper, sha256: "{digest}"}}' in case.read_text()
    assert "read: excerpt}" in case.read_text()


def test_no_hash_is_written_where_one_is_or_two_texts_have_the_name(phaseline, case):
    """A hash says which text was read, and is never replaced; which of two was is not guessed."""
    before = case.read_text()
    (case.parent / "texts" / "paper.txt").write_text("Another text.")
    for number in (1, 2):
        (case.parent / "texts" / str(number)).mkdir()
        (case.parent / "texts" / str(number) / "elsewhere.txt").write_text(f"Text {number}.")

    ran = recorded(phaseline, case, "--write-hashes")

    assert "hashes written: none; a text is found as ID.txt" in ran.out
    assert case.read_text() == before


def test_hashes_are_written_of_texts_into_ones_own_case(phaseline, case, monkeypatch):
    """Without texts, with a what-if and in a shipped case: exit status 2."""
    monkeypatch.delenv("PHASELINE_SOURCES", raising=False)

    assert phaseline("check", str(case), "--write-hashes").status == 2
    assert recorded(phaseline, case, "--write-hashes", "--set", "facts.boats.value=8").status == 2
    ran = phaseline("check", "strait", "--sources", str(case.parent), "--write-hashes")
    assert (ran.status, "strait is a shipped case" in ran.err) == (2, True)
