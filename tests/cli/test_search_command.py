"""`phaseline search`: words wherever they stand, in any script, for a reader and a program."""

import json

import pytest

from phaseline.desk.register.passages import entries_with, places_of
from phaseline.present.terminal.passages import passages_text

HANGUL = "\u1107\u1165\u11b8\u1105\u1172\u11af"  # “law” in parts, as some keyboards send it


def test_a_word_is_found_by_section(phaseline):
    """Counts come first, then each section with its addresses."""
    ran = phaseline("search", "strait", "buoy")

    lines = ran.out.splitlines()
    assert (ran.status, ran.err) == (0, "")
    assert " entries hold “buoy”: " in lines[0]
    assert "\x1b" not in ran.out  # nothing is marked for a program
    for entry in json.loads(phaseline("search", "strait", "buoy", "--json").out)["entries"]:
        assert entry["address"] in lines
        assert all("buoy" in passage["text"].lower() for passage in entry["texts"])


def test_all_words_stand_in_an_entry(phaseline):
    """Two words give no more entries than each of them, and what nobody wrote gives none."""

    def addresses(*words):
        answer = json.loads(phaseline("search", "strait", *words, "--json").out)
        return {entry["address"] for entry in answer["entries"]}

    assert addresses("buoy", "lindon") == addresses("buoy") & addresses("lindon") != set()
    assert addresses("lindons") == set()
    assert phaseline("search", "strait", "lindons").out == (
        "Nothing in this case holds “lindons”.\n"
    )


@pytest.mark.parametrize(
    ("word", "text", "places"),
    [
        ("zurich", "In ZÜRICH", ((3, 9),)),
        ("strasse", "Straße", ((0, 6),)),
        ("법", "법률 하나", ((0, 1),)),
        ("하", "한국", ()),  # a syllable is no beginning of another
        ("a", "banana", ((1, 2), (3, 4), (5, 6))),
    ],
)
def test_case_and_accents_are_one(word, text, places):
    """What differs in accents or case alone is found where it stands."""
    assert places_of([word], text) == places


def test_letters_in_parts_are_found_as_one(korea):
    """A word of Hangul whose syllables come apart is the same word."""
    assert entries_with(korea, [HANGUL]) == entries_with(korea, ["법률"]) != ()


def test_places_are_marked_where_marks_are_seen(korea):
    """Every place in an excerpt is marked, and the rest of it stays as it is."""
    holding = entries_with(korea, ["법률"])

    text = passages_text(holding, ["법률"], mark=lambda word: f"<{word}>")

    assert "<법률>조항은" in text
    assert text.replace("<", "").replace(">", "") == passages_text(holding, ["법률"])


def test_an_empty_word_is_refused(phaseline):
    """It would stand everywhere."""
    ran = phaseline("search", "strait", " ")

    assert (ran.status, ran.out) == (2, "")
    assert "expected what to look for" in ran.err
