"""Blocks of text for the terminal."""

import pytest

from phaseline.present.text import WIDTH, heading, shown_width, table, wrapped

KOREA = "korea-2024"


def test_a_paragraph_is_wrapped_with_a_hanging_indent():
    """The first line has one indent, the others another; no line is wider than the terminal."""
    lines = wrapped("word " * 60, indent=2, hang=4).splitlines()

    assert lines[0].startswith("  word")
    assert all(line.startswith("    word") for line in lines[1:])
    assert max(map(len, lines)) <= WIDTH


def test_a_word_with_hyphens_stays_whole():
    """An address that is broken at a hyphen cannot be copied."""
    text = "x" * 90 + " facts.troops-sent.value"

    assert wrapped(text).splitlines()[1] == "facts.troops-sent.value"
    assert "facts.troops-sent.value" in table(("a",), [("the address facts.troops-sent.value",)], widths=(24,))


def test_a_heading_is_as_long_as_its_line():
    """Letters of East Asia take two columns."""
    assert heading("대외무역법").splitlines()[1] == "─" * 10
    assert heading("Law").splitlines()[1] == "───"


def test_a_table_aligns_its_cells_by_columns_of_the_terminal():
    """Wrapped cells make further lines; Korean letters are counted twice."""
    lines = table(("name", "what"), [("법", "two word"), ("law", "x")], widths=(4, 4)).splitlines()

    assert lines == ["name  what", "────  ────", "법    two", "      word", "law   x"]


def test_a_word_that_is_wider_than_its_column_stays_whole():
    """An id that is cut in two cannot be looked up; the column gives way."""
    lines = table(("id", "n"), [("official-cooperation", "1")], widths=(8, 1)).splitlines()

    assert lines[2] == "official-cooperation  1"


def test_the_width_of_a_text_counts_columns():
    """Two Korean letters and a digit take five."""
    assert shown_width("법률2") == 5


@pytest.mark.parametrize(
    "words",
    [
        ("ask", "6"),
        ("ask", "7"),
        ("solve", "--ladder", "hold-fire"),
        ("claims", "P5", "--draws", "8"),
        ("solve", "--draws", "8"),
        ("show",),
        ("show", "recommendations"),
        ("facts",),
        ("timeline",),
        ("sources",),
        ("assumptions",),
        ("conflicts",),
        ("ladders",),
        ("ladders", "recommended"),
        ("brakes",),
        ("derive",),
    ],
)
def test_no_line_of_an_answer_is_wider_than_a_hundred_columns(phaseline, monkeypatch, words):
    """Addresses of the web are the exception: they are one word."""
    monkeypatch.delenv("PHASELINE_SOURCES", raising=False)
    command, *rest = words

    lines = phaseline(command, KOREA, *rest).out.splitlines()

    assert [line for line in lines if len(line) > WIDTH and "http" not in line] == []


@pytest.mark.parametrize(
    "words",
    [
        ("ask", "6"),
        ("ask", "7"),
        ("solve", "--ladder", "hold-fire"),
        ("claims", "P5", "--draws", "8"),
        ("solve", "--draws", "8"),
        ("facts",),
        ("sources",),
        ("conflicts",),
        ("ladders",),
        ("brakes",),
        ("derive",),
        ("assumptions",),
        ("timeline",),
    ],
)
def test_no_answer_has_doubled_marks_or_words_of_the_program(phaseline, monkeypatch, words):
    """No "..", "?.", "None", "False" or brackets of Python reach the reader."""
    monkeypatch.delenv("PHASELINE_SOURCES", raising=False)

    shown = phaseline(words[0], KOREA, *words[1:]).out

    assert [mark for mark in ("?.", ".. ", "..\n", " None", "False", "True", "('", "']", "  [;") if mark in shown] == []
