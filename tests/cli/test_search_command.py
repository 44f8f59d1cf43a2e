"""`phaseline search`: words wherever they stand, in any script, for a reader and a program."""

import json

from phaseline.desk.register.passages import entries_with
from phaseline.present.terminal.passages import passages_text


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


def test_words_with_signs_that_a_terminal_obeys_are_shown(phaseline):
    """What is looked for is repeated, and not obeyed."""
    ran = phaseline("search", "strait", "\x1b[2J\u202e")

    assert ran.out == "Nothing in this case holds “\\x1b[2J\\u202e”.\n"
