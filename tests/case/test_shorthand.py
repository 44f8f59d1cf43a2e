"""Short forms: a case that is written in them is the case that is written out."""

import re

import pytest
import yaml

from phaseline.case.check.report import checked
from phaseline.case.merge import SECTIONS
from phaseline.case.model.case import Case
from phaseline.case.read import CaseReading, read_case
from phaseline.case.shipped import case_path
from phaseline.terms.diagnostic import Severity

HEADER = """\
phaseline: 2
kind: case
id: mini
title: A bank
question: What now?
as_of: "2031-04-10"
responder: merrow
challenger: tarsk
actors: [{id: merrow, name: Merrow, kind: state}, {id: tarsk, name: Tarsk, kind: state}]
"""
SHORT = """\
defaults: {owner: A. Reader, said_by: merrow, language: de, licence: public, retrieved_at: 2031-04,
  encoding: law, note: Invented.}
sources: [{id: paper, type: report, title: P, role: paper}, {id: act, type: legislation, title: A}]
facts:
  - {id: boats, kind: act, says: Boats., status: asserted, cites: ["paper: 12 boats, at least"]}
  - {id: ships, kind: act, says: Ships., status: asserted, said_by: tarsk, note: His own.,
     cites: ["paper, page 2: its ships", "act, Art. 5:2", {source: act, locator: "6"}]}
provisions:
  - {id: harbours-act, statute: S, says: It does., effect: permit, force: in_force,
     cites: ["act, 1"], rules: [{id: closing, effect: permit, of: merrow, when: [closing]}]}
encodings: [{id: law, title: Law, says: Short.}]
measures:
  - {id: note-sent, title: A note, route: none, lethality: none}
  - {id: harbours, title: Closed harbours, route: none, lethality: none, tags: [closing]}
  - {id: grain, title: No grain, route: none, lethality: none, option: no-grain,
     tags: [closing, food]}
ladders:
  - {id: nothing, title: No new step, standing: contrast}
  - {id: closed, title: Closed at once, standing: contrast, rungs: [{id: C0, title: Closed}]}
assumptions: [{id: days, asks: How long, low: 1 day, high: 2 day, rationale: R.}]
"""
LONG = """\
sources:
  - {id: paper, type: report, title: P, role: paper, language: de, licence: public,
     retrieved_at: "2031-04", note: Invented.}
  - {id: act, type: legislation, title: A, language: de, licence: public,
     retrieved_at: "2031-04", note: Invented.}
facts:
  - {id: boats, kind: act, says: Boats., status: asserted, said_by: merrow, note: Invented.,
     cites: [{source: paper, exact: "12 boats, at least"}]}
  - {id: ships, kind: act, says: Ships., status: asserted, said_by: tarsk, note: His own.,
     cites: [{source: paper, locator: page 2, exact: its ships}, {source: act, locator: "Art. 5:2"},
             {source: act, locator: "6"}]}
provisions:
  - {id: harbours-act, statute: S, says: It does., effect: permit, force: in_force,
     encoding: law, said_by: [merrow], note: Invented., cites: [{source: act, locator: "1"}],
     rules: [{id: closing, effect: permit, of: merrow, when: [closing]}]}
encodings: [{id: law, title: Law, says: Short.}]
options:
  - {id: harbours, title: Closed harbours, encoding: law, tags: [closing]}
  - {id: no-grain, title: No grain, encoding: law, tags: [closing, food]}
measures:
  - {id: note-sent, title: A note, route: none, lethality: none}
  - {id: harbours, title: Closed harbours, route: none, lethality: none, option: harbours}
  - {id: grain, title: No grain, route: none, lethality: none, option: no-grain}
ladders:
  - {id: nothing, title: No new step, standing: contrast, proposed_by: merrow, note: Invented.,
     rungs: [{id: today, title: Today}]}
  - {id: closed, title: Closed at once, standing: contrast, proposed_by: merrow, note: Invented.,
     rungs: [{id: C0, title: Closed}]}
assumptions:
  - {id: days, asks: How long, low: 1 day, high: 2 day, rationale: R., owner: A. Reader,
     note: Invented.}
"""


def reading(folder, *texts: str) -> CaseReading:
    """A case of files that hold these texts, the first behind the header."""
    for number, text in enumerate(texts):
        head, name = (HEADER, "case") if number == 0 else ("", f"part-{number}")
        (folder / f"{name}.yaml").write_text(head + text, encoding="utf-8")
    return read_case(folder)


def held(folder, *texts: str) -> Case:
    """Such a case, which is free of faults."""
    result = reading(folder, *texts)
    assert result.diagnostics == ()
    return result.case


def test_a_case_in_short_forms_is_the_case_written_out(tmp_path):
    """Record by record, in the same order; the fields of the author win over the defaults."""
    (tmp_path / "short").mkdir()
    (tmp_path / "long").mkdir()

    short, long = held(tmp_path / "short", "", SHORT), held(tmp_path / "long", "", LONG)

    for name in SECTIONS:
        assert getattr(short, name) == getattr(long, name), name


def test_short_forms_stand_the_check(tmp_path):
    """No error: everything that is added names what the case holds."""
    found = checked(reading(tmp_path, SHORT), {}).diagnostics

    assert [one for one in found if one.severity is Severity.ERROR] == []


def test_defaults_count_for_their_own_file_alone(tmp_path):
    """Two files of facts with two speakers; neither block is a header field that stands twice."""
    fact = "facts: [{{id: {}, kind: act, says: S., status: asserted}}]\n"

    case = held(
        tmp_path,
        "",
        "defaults: {said_by: merrow}\n" + fact.format("a"),
        "defaults: {said_by: tarsk}\n" + fact.format("b"),
    )

    assert [fact.said_by for fact in case.facts] == ["merrow", "tarsk"]


def test_a_contrast_in_one_line_is_played_where_there_is_a_game(tmp_path):
    """As the yardstick of the strait is, which takes no step: `plays: {}`, and today's rung."""
    for path in case_path("strait").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        written_out = (
            ", proposed_by: vesper, rungs: [{id: N0, title: Today}], plays: {note: Nothing"
        )
        assert path.stem != "response" or f"{written_out} changes.}}" in text
        (tmp_path / path.name).write_text(
            text.replace(f"{written_out} changes.}}", ""), encoding="utf-8"
        )

    ladder = read_case(tmp_path).case.ladders["nothing"]

    assert ladder.plays is not None
    assert (ladder.proposed_by, ladder.rungs.ids) == ("vesper", {"today"})


def test_the_strait_with_short_citations_is_the_strait(tmp_path):
    """
    Each of its 27 citations in short saves `{source: , exact: ""}` but for a colon, a blank and
    quotes: 16 characters, and 15 where a place without quotes is cited.
    """
    saved = 0
    for path in case_path("strait").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        short = re.sub(r'\{source: ([\w-]+), exact: "([^"]*)"\}', r'"\1: \2"', text)
        short = re.sub(r'\{source: ([\w-]+), locator: "?([^"}]*)"?\}', r'"\1, \2"', short)
        saved += len(text) - len(short)
        (tmp_path / path.name).write_text(short, encoding="utf-8")

    assert read_case(tmp_path).case == read_case(case_path("strait")).case
    assert saved > 400


def test_what_is_short_reads_the_same_elsewhere():
    """PyYAML's own loaders take a short citation for one text, as ours does."""
    data = yaml.safe_load(SHORT)

    assert data["facts"][0]["cites"] == ["paper: 12 boats, at least"]
    assert data["facts"][1]["cites"][1] == "act, Art. 5:2"


@pytest.mark.parametrize(
    ("text", "address", "word"),
    [
        (
            'facts: [{id: a, kind: act, says: S, status: record, said_by: tarsk, cites: ["n: y"]}]',
            "facts.a.cites.0.source",
            "n:",
        ),
        (
            "measures: [{id: m, title: T, route: none, lethality: none, tags: [t], encoding: nil}]",
            "options.m.encoding",
            "nil",
        ),
        (
            "ladders: [{id: l, title: T, standing: contrast, proposed_by: nobody}]",
            "ladders.l.proposed_by",
            "nobody",
        ),
    ],
    ids=["citation", "option", "contrast"],
)
def test_a_fault_is_shown_where_the_author_wrote_it(tmp_path, text, address, word):
    """The word at fault, on its line and at its column."""
    (fault,) = (
        one
        for one in checked(reading(tmp_path, f"{text}\n"), {}).diagnostics
        if one.code == "PL501"
    )

    assert fault.address == address
    assert (fault.place.line, fault.place.column) == (10, text.index(word) + 1)
    assert fault.excerpt == text
