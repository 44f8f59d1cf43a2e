"""Lists of reports as others send them: each row, or why it cannot be read."""

import io
import json
import re
from contextlib import suppress

import pytest
from depth import examples
from hypothesis import given
from hypothesis import strategies as st

from phaseline.errors import QuestionError
from phaseline.watch.formats import rows_of_file
from phaseline.watch.rows import COLUMNS, LONGEST, rows_of, truth_of
from phaseline.watch.tlp import LEVELS, require_marking, strictest, tlp_level

KEYS = st.sampled_from(
    [*COLUMNS, "type", "id", "extensions", "object_marking_refs", "external_references", "revoked"]
)


def read(folder, name, text):
    """Read a list of this text."""
    where = folder / name
    where.write_bytes(text if isinstance(text, bytes) else text.encode())
    with where.open(encoding="utf-8", errors="surrogateescape", newline="") as opened:
        return list(rows_of(opened, name))


def test_rows_of_csv_have_their_lines(tmp_path):
    """A quoted cell may hold a line break; the next row's line counts on from there."""
    rows = read(tmp_path, "a.csv", 'says,source\n"two\nlines",coast\n\nplain,gazette\n')
    assert [(row.line, row.cells["source"]) for row in rows] == [(2, "coast"), (5, "gazette")]


def test_a_row_that_cannot_be_read_does_not_end_the_list(tmp_path):
    """A missing cell, no JSON, a number for a text: each with why, and the next one is read."""
    rows = read(tmp_path, "a.csv", "says,source\nonly one\nplain,coast\n")
    assert [(row.line, row.why != "") for row in rows] == [(2, True), (3, False)]
    assert "found 1 cells; expected 2" in rows[0].why
    lines = ['{"says": 3}', "{", "[]", '{"sys": "x"}', '{"says": "x", "seen": false}']
    rows = read(tmp_path, "a.jsonl", "\n".join(lines))
    assert [row.line for row in rows if row.why] == [1, 2, 3, 4]
    assert rows[1].why.startswith("it is no JSON: expecting property name")
    assert rows[1].why.endswith(", at letter 2")
    assert rows[-1].cells == {"says": "x", "seen": "no"}


def test_what_cannot_be_parted_into_cells_is_kept_as_it_came(tmp_path):
    """Too few cells, a quotation mark that stays open, no JSON: its letters are given."""
    listed = 'says,source\nonly one\n"open,coast\nafter,coast\n'
    few, still_open = read(tmp_path, "a.csv", listed)
    assert (few.raw, still_open.raw) == ("only one\n", '"open,coast\nafter,coast\n')
    assert still_open.line == 3
    assert "never closed, so that all lines from here on are one row" in still_open.why
    [long, fine] = read(tmp_path, "a.csv", f"says,source\n{'x' * 140_000},coast\ny,coast\n")
    assert "a cell has more than 131,072 letters" in long.why
    assert fine.cells == {"says": "y", "source": "coast"}
    lines = ['{"says": "a", "says": "b"}', '{"says": {"x": 1}}', "{"]
    twice, nested, cut = read(tmp_path, "a.jsonl", "\n".join(lines))
    assert [row.raw.strip() for row in (twice, nested, cut)] == lines
    assert twice.why == "the key 'says' stands there twice"
    assert nested.why == "says: found 'an object'; expected a text, true or false"


def test_a_line_without_end_takes_no_room(tmp_path):
    """What is longer than any report is refused as a whole, and the next line is read."""
    long = json.dumps({"says": "x" * (3 * LONGEST)})
    rows = read(tmp_path, "a.jsonl", f'{long}\n{{"says": "short"}}\n')
    assert [(row.line, bool(row.why)) for row in rows] == [(1, True), (2, False)]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.csv", "", "there is no header"),
        ("a.csv", "says,sorce\n", "no column 'sorce' is known"),
        ("a.csv", "says,says\n", "stands there twice"),
        ("a.csv", "says;source;grade\n", "parted otherwise than by commas"),
        ("a.csv", "says\tsource\tgrade\n", "parted otherwise than by commas"),
        ("a.csv", "says,source\n".encode("utf-16"), "it is no text in UTF-8"),
        ("a.txt", "says\n", "expected a list that ends in .csv"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path, name, text, says):
    """With what was expected."""
    with pytest.raises(QuestionError, match=says):
        read(tmp_path, name, text)


def test_bytes_that_are_no_text_are_kept_for_the_refusal(tmp_path):
    """A byte of another encoding is no reason to stop; the row is held to the case as it is."""
    [row] = read(tmp_path, "a.csv", b"says,source\ncaf\xe9,coast\n")
    assert row.cells["says"] == "caf\udce9"


def test_yes_and_no_are_read_and_nothing_else():
    """An empty cell means what the column says that it means."""
    assert truth_of("Yes", column="seen", otherwise=False)
    assert not truth_of("false", column="seen", otherwise=True)
    assert truth_of(" ", column="seen", otherwise=True)
    with pytest.raises(QuestionError, match="seen: found 'perhaps'; expected yes or no"):
        truth_of("perhaps", column="seen", otherwise=True)


@examples(60, 10_000)
@given(
    st.one_of(
        st.text(),
        st.binary().map(lambda octets: octets.decode("utf-8", "surrogateescape")),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=5),
            lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner),
        ).map(lambda held: json.dumps({"type": "bundle", "objects": [held]})),
        st.lists(st.dictionaries(KEYS, st.text(max_size=5) | st.integers())).map(
            lambda rows: "\n".join(json.dumps(row) for row in rows)
        ),
    ),
    st.sampled_from(["a.csv", "a.jsonl", "a.json"]),
)
def test_whatever_comes_is_read_or_refused_in_words(text, name):
    """No file of any kind ends in anything but rows and a sentence about what is wrong."""
    rows = []
    with suppress(QuestionError):
        rows = list(rows_of_file(io.StringIO(text, newline=""), name))
    for row in rows:
        assert row.why or all(isinstance(cell, str) for cell in row.cells.values())


def test_a_product_is_not_marked_below_what_it_cites():
    """By the order of TLP 2.0, where AMBER+STRICT is narrower than AMBER; WHITE is CLEAR."""
    for place, level in enumerate(LEVELS):
        for below in LEVELS[:place]:
            with pytest.raises(QuestionError, match=re.escape(f"TLP:{below};")):
                require_marking(below, ["CLEAR", level])
        for above in LEVELS[place:]:
            assert require_marking(above, [level, ""]) == above
    assert require_marking("", ["GREEN", "AMBER+STRICT", "AMBER"]) == "AMBER+STRICT"
    assert strictest([]) == ""
    assert tlp_level("TLP:WHITE") == "CLEAR"
    with pytest.raises(QuestionError, match="expected CLEAR"):
        tlp_level("PINK")
