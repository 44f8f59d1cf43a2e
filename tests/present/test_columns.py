"""Texts broken into lines of a terminal."""

from textwrap import wrap

from depth import examples
from hypothesis import given
from hypothesis import strategies as st

from phaseline.present.wording.columns import lines_within, longest_word, shown_width
from phaseline.present.wording.layout import table

words = st.text(st.sampled_from("abcé—’−0"), min_size=1, max_size=9)
UNBROKEN = {"break_long_words": False, "break_on_hyphens": False}


@examples(60)
@given(st.lists(words, min_size=1, max_size=8), st.integers(1, 20), st.integers(0, 4))
def test_words_are_filled_into_lines_as_textwrap_fills_them(
    parts: list[str], width: int, indent: int
) -> None:
    """Of letters of one column each, with one blank between words and words that stay whole."""
    text, first = " ".join(parts), " " * indent
    wrapped = wrap(text, width + indent, initial_indent=first, subsequent_indent=" ", **UNBROKEN)
    if width + indent > 1:
        assert lines_within(text, width + indent, first=first, later=" ") == wrapped
    assert longest_word(text) == max(len(part) for part in parts)


@examples(60)
@given(st.lists(words, min_size=1, max_size=8), st.integers(3, 20))
def test_a_letter_of_two_columns_changes_no_word_that_is_plain(
    parts: list[str], width: int
) -> None:
    """Whether a text is measured letter by letter or not, the same lines come out of it."""
    plain = " ".join(parts)
    assert lines_within(f"법 {plain}", width) == [
        line.replace("xx", "법") for line in lines_within(f"xx {plain}", width)
    ]


def test_a_cell_that_comes_often_is_set_as_wide_as_each_of_its_columns() -> None:
    """The same words in two columns of two widths, and a blank cell beside more than one line."""
    rows = [("one two", "one two"), ("", "법률"), ("one two", "")]
    lines = table(("a", "b"), rows, widths=(3, 7)).splitlines()
    assert lines == ["a    b", "───  ───────", "one  one two", "two", "     법률", "one", "two"]
    assert shown_width(lines[4]) == 9
