"""Blocks of text for the terminal."""

import re
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phaseline.case.starter import starter
from phaseline.present.wording.columns import letters, lines_within, shown_width
from phaseline.present.wording.layout import WIDTH, heading, table, wrapped

KOREA = "korea-2024"
KOREAN = "가나다라마바사아자차카타파하" * 12  # 336 columns without a blank


ANSWERS = {}  # what is read twice is asked once


def answered(phaseline, words):
    """Ask the worked case, the first time."""
    if words not in ANSWERS:
        ANSWERS[words] = phaseline(words[0], KOREA, *words[1:])
    return ANSWERS[words]


def written(folder):
    """The starter case, with titles and sentences of Korean letters without blanks."""
    for name, text in starter("heron").items():
        path = folder / "heron" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            re.sub(
                r"^( *(?:- )?(?:title|says|name): )(?!.*[{}]).*$",
                rf"\1{KOREAN}",
                text,
                flags=re.MULTILINE,
            ),
            encoding="utf-8",
        )
    return folder / "heron"


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
    assert "facts.troops-sent.value" in table(
        ("a",), [("the address facts.troops-sent.value",)], widths=(24,)
    )


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
    ("text", "columns"),
    [
        ("대외무역법", 10),
        ("e\u0301", 1),  # a letter and the mark upon it
        ("a\u200bb\u2060c", 3),  # signs without width
        ("\u1112\u1161\u11ab", 2),  # 한 in its three letters
        ("👩\u200d🌾", 2),  # one picture of three signs
        ("🇰🇷", 2),  # one flag of two
        ("⚠\ufe0f", 2),  # a sign that is asked for as a picture
        ("\uff21\uff22", 4),  # letters of full width
        ("ｱ", 1),  # and of half
        ("שלום", 4),
        ("— · − ½ …", 9),
        ("a\x07b", 2),
    ],
)
def test_the_width_is_that_of_what_is_seen(text, columns):
    """By the tables of Unicode: East Asian width, marks without width, signs that join."""
    assert shown_width(text) == columns


@given(
    st.text(alphabet=st.sampled_from("ab c-\t\n.,xyz     "), max_size=200),
    st.integers(1, 40),
    st.integers(0, 5),
    st.integers(0, 5),
)
def test_letters_of_one_column_are_wrapped_as_textwrap_wraps_them(text, width, first, later):
    """Where every letter takes one column, the lines are those of the standard library."""
    wider = width + max(first, later)
    expected = textwrap.wrap(
        text,
        wider,
        initial_indent=" " * first,
        subsequent_indent=" " * later,
        break_long_words=False,
        break_on_hyphens=False,
    )

    assert lines_within(text, wider, first=" " * first, later=" " * later) == expected


@given(
    st.text(alphabet=st.sampled_from("법률가나 a1「」。e\u0301👩\u200d🌾"), max_size=80),
    st.integers(4, 30),
)
def test_no_line_of_wide_letters_is_wider_than_its_room(text, width):
    """
    Letters of East Asia stand without blanks, so that they may be parted; nothing is lost but
    blanks, and no letter from its marks.
    """
    lines = lines_within(text, width)

    longest = max(
        (shown_width(part) for part in re.split(r"\s|(?<=[법률가나🌾])|(?=[법률가나「])", text)),
        default=0,
    )
    assert max(map(shown_width, lines), default=0) <= max(width, longest + 4)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_sentence_without_blanks_is_parted_within_the_room():
    """
    Six letters of two columns fit into twelve; a full stop stays with its letter, a bracket with
    what it opens.
    """
    assert lines_within("가나다라마바사아자차카", 12) == ["가나다라마바", "사아자차카"]
    assert lines_within("가나다라마바。사아", 12) == ["가나다라마", "바。사아"]
    assert lines_within("가나다라마「바사", 12) == ["가나다라마", "「바사"]
    assert lines_within("가나 다라", 6) == ["가나", "다라"]


def test_a_table_of_wide_letters_is_aligned():
    """Every row has its second column at the same place, whatever the first holds."""
    rows = [
        ("법률", "x"),
        ("e\u0301te\u0301", "x"),
        ("law\u200b", "x"),
        ("👩\u200d🌾", "x"),
        ("대외무역법령", "x"),
    ]

    lines = table(("name", "what"), rows, widths=(8, 4)).splitlines()[2:]

    assert {shown_width(line.partition("x")[0]) for line in lines if "x" in line} == {10}


def test_a_column_is_as_wide_as_its_longest_word():
    """
    A word of twelve letters in a column of five takes seven from the widest one; where no column
    has room to give, it stands out as before.
    """
    lines = table(("name", "what"), [("twelve-lette", "a b"), ("x", "y")], widths=(5, 93))

    assert lines.splitlines()[1] == f"{'─' * 12}  {'─' * 86}"
    assert [line.index(word) for line, word in zip(lines.splitlines()[2:], "ay", strict=True)] == [
        14,
        14,
    ]


def test_a_letter_is_kept_with_its_marks():
    """What a reader takes for one letter is one, however many signs it has."""
    assert letters("e\u0301법👩\u200d🌾a") == ["e\u0301", "법", "👩\u200d🌾", "a"]


@pytest.mark.parametrize(
    "command", [("timeline",), ("facts",), ("ladders",), ("ladders", "three-steps"), ("sources",)]
)
def test_answers_in_wide_letters_keep_to_a_hundred_columns(phaseline, tmp_path, command):
    """
    A case whose titles and sentences are Korean without blanks is told in lines that fit the
    terminal.
    """
    folder = written(tmp_path)

    lines = phaseline(command[0], str(folder), *command[1:]).out.splitlines()

    assert lines
    assert any("가" in line for line in lines)
    assert [line for line in lines if shown_width(line) > WIDTH] == []


@pytest.mark.parametrize(
    "words",
    [
        ("ask", "6"),
        ("ask", "7"),
        ("solve", "--ladder", "hold-fire"),
        ("claims", "P5"),
        ("solve",),
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
def test_no_line_of_an_answer_is_wider_than_a_hundred_columns(
    phaseline, korea_contest, monkeypatch, words
):
    """Addresses of the web are the exception: they are one word."""
    monkeypatch.delenv("PHASELINE_SOURCES", raising=False)

    ran = answered(phaseline, words)
    lines = ran.out.splitlines()

    assert (ran.status, lines != []) == (0, True)
    assert [line for line in lines if shown_width(line) > WIDTH and "http" not in line] == []


@pytest.mark.parametrize(
    "words",
    [
        ("ask", "6"),
        ("ask", "7"),
        ("solve", "--ladder", "hold-fire"),
        ("claims", "P5"),
        ("solve",),
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
def test_no_answer_has_doubled_marks_or_words_of_the_program(
    phaseline, korea_contest, monkeypatch, words
):
    """No "..", "?.", "None", "False" or brackets of Python reach the reader."""
    monkeypatch.delenv("PHASELINE_SOURCES", raising=False)

    ran = answered(phaseline, words)
    shown = ran.out

    assert (ran.status, shown != "") == (0, True)

    assert [
        mark
        for mark in ("?.", ".. ", "..\n", " None", "False", "True", "('", "']", "  [;")
        if mark in shown
    ] == []
