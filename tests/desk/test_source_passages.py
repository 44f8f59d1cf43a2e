"""The words of a source around a citation."""

import hashlib

import pytest

from phaseline.case.model.common import Cite
from phaseline.case.read import read_case
from phaseline.desk.register.source_passages import AROUND, SourcePassage, source_passage

TEXT = "The Council met.\nIt said: “the cables\nare ours”, and closed.\nThe Council met again."
HASH = hashlib.sha256(TEXT.encode()).hexdigest()


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """A source of that text."""
    file = tmp_path_factory.mktemp("passages") / "mini.yaml"
    file.write_text(CASE, encoding="utf-8")
    return read_case(file).rest.sources["record"]


CASE = f"""\
phaseline: 2
kind: case
id: mini
title: A strait
question: What if?
as_of: "2031-05-01"
responder: vesper
challenger: norland
prepared_by: a tester
actors:
  - {{id: vesper, name: Vesper, kind: state}}
  - {{id: norland, name: Norland, kind: state}}
sources:
  - {{id: record, title: Record, role: record, type: report, language: en, publisher: Vesper,
     issued: "2031-04-01", sha256: {HASH}, is_verified: true}}
"""


def test_the_words_are_found_with_what_stands_around_them(source):
    """[hand] they begin on the second line, and are the source's own, its line break too."""
    passage = source_passage(
        Cite(source="record", exact="the cables are ours"), source, {HASH: TEXT}
    )

    assert passage == SourcePassage(
        before="The Council met.\nIt said: “",
        words="the cables\nare ours",
        after="”, and closed.\nThe Council met again.",
        line=2,
        is_exact=False,
    )


def test_of_two_places_the_words_before_tell_which(source):
    """[hand] the council closed before it met again: the last line."""
    cite = Cite(source="record", exact="The Council met", prefix="closed.")

    passage = source_passage(cite, source, {HASH: TEXT})

    assert (passage.line, passage.after, passage.is_exact) == (4, " again.", True)


def test_a_long_text_is_cut_between_words(source):
    """Neither end shows a part of a word."""
    long = f"{'before ' * 200}the cables{' after' * 200}"

    passage = source_passage(Cite(source="record", exact="the cables"), source, {HASH: long})

    assert set(passage.before.split()) == {"before"}
    assert set(passage.after.split()) == {"after"}
    assert len(passage.before) <= AROUND


@pytest.mark.parametrize("exact", ["", "the cables are theirs"])
def test_what_does_not_stand_there_is_no_passage(source, exact):
    """Nor is a citation of nothing, or one of a text that is not at hand."""
    assert source_passage(Cite(source="record", exact=exact), source, {HASH: TEXT}) is None
    assert source_passage(Cite(source="record", exact="the cables"), source, {}) is None
