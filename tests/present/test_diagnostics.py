"""Diagnostics as lines, as annotations and as data."""

from dataclasses import replace

import pytest

from phaseline.present.terminal.diagnostics import (
    diagnostic_line,
    diagnostic_text,
    github_text,
    report_data,
    summary_lines,
)
from phaseline.present.wording.columns import shown_width
from phaseline.terms.diagnostic import (
    Diagnostic,
    Place,
    Severity,
    excerpt_of,
    in_reading_order,
)

FOUND = Diagnostic(
    code="PL404",
    severity=Severity.ERROR,
    place=Place(file="facts.yaml", line=3, column=12, width=7),
    message="unknown unit 'soldeir'",
    expected="a unit of the table",
    fix="replace 'soldeir' by 'soldier'",
    address="facts.troops.value",
    excerpt="    value: 10 soldeir",
    detail=("a further line",),
)


def test_a_diagnostic_fits_one_line():
    """Place, severity, code, what was found, how to mend it."""
    assert (
        diagnostic_line(FOUND)
        == "facts.yaml:3:12: error PL404: unknown unit 'soldeir'; fix: replace 'soldeir' by"
        " 'soldier'"
    )


def test_a_line_that_stands_alone_says_what_was_expected():
    """Found, expected, one fix: on a page nothing else does."""
    assert (
        diagnostic_line(FOUND, is_whole=True)
        == "facts.yaml:3:12: error PL404: unknown unit 'soldeir'; expected: a unit of the table;"
        " fix: replace 'soldeir' by 'soldier'"
    )


def test_a_diagnostic_in_full_points_at_the_word():
    """The caret stands under the place, as wide as the word."""
    lines = diagnostic_text(FOUND).splitlines()

    assert lines[0].startswith("PL404 error   facts.yaml:3:12  unknown unit 'soldeir'")
    assert lines[1] == "    3 |     value: 10 soldeir"
    assert lines[2].index("^") == lines[1].index("10 soldeir")
    assert lines[2].count("^") == 7
    assert "  a further line" in lines
    assert lines[-1].endswith("phaseline explain PL404")


def test_a_place_far_to_the_right_is_still_seen():
    """A long line is cut on the left, so that the caret stays on the screen."""
    place = Place(file="a.yaml", line=1, column=500, width=4)
    far = Diagnostic(
        code="PL404",
        severity=Severity.ERROR,
        place=place,
        message="x",
        excerpt=excerpt_of("." * 499 + "here" + "." * 99, place),
    )

    shown, caret = diagnostic_text(far).splitlines()[1:3]

    assert shown[caret.index("^") :].startswith("here")
    assert len(shown) <= 130


@pytest.mark.parametrize(
    ("before", "word", "columns"),
    [("법률: ", "soldeir", 7), ("e\u0301: ", "병사", 4), ("\u200b", "x", 1)],
)
def test_the_caret_counts_columns_and_not_characters(before, word, columns):
    """Letters of East Asia take two columns, marks upon a letter and signs without width none."""
    place = Place(file="a.yaml", column=len(before) + 1, width=len(word))
    shown, caret = diagnostic_text(
        replace(FOUND, place=place, excerpt=f"{before}{word} and more")
    ).splitlines()[1:3]

    assert shown_width(shown.partition(word)[0]) == caret.index("^")
    assert caret.count("^") == columns


@pytest.mark.parametrize("before", [149, 150, 199, 200, 227, 1_000_000])
def test_an_excerpt_of_a_long_line_holds_the_place(before):
    """The excerpt is 200 characters at most, wherever on its line the place lies."""
    place = Place(file="a.yaml", column=before + 1, width=4)
    excerpt = excerpt_of("." * before + "here" + "." * 999, place)
    shown, caret = diagnostic_text(replace(FOUND, place=place, excerpt=excerpt)).splitlines()[1:3]

    assert len(excerpt) == 200
    assert shown[caret.index("^") : caret.rindex("^") + 1] == "here"


def test_diagnostics_are_read_in_the_order_of_the_files_and_once():
    """By file, line, column and code; an exact repetition is dropped."""
    later = Diagnostic(
        code="PL101", severity=Severity.NOTE, place=Place(file="facts.yaml", line=9), message="y"
    )
    other = Diagnostic(
        code="PL101", severity=Severity.NOTE, place=Place(file="actors.yaml", line=99), message="z"
    )

    assert in_reading_order((later, FOUND, other, FOUND)) == (other, FOUND, later)


def test_the_report_counts_what_it_lists(korea_report):
    """Errors, warnings and notes in the closing line are those of the data."""
    data = report_data(korea_report)

    listed = [diagnostic["severity"] for diagnostic in data["diagnostics"]]

    assert (data["errors"], data["warnings"], data["notes"]) == tuple(
        listed.count(word) for word in ("error", "warning", "note")
    )
    assert (
        summary_lines(korea_report)[0]
        == f"korea-2024: {data['errors']} errors, {data['warnings']} warnings, {data['notes']}"
        " notes"
    )


def test_an_annotation_is_one_line_a_diagnostic(korea_report):
    """As many lines as diagnostics, whatever their texts hold."""
    assert len(github_text(korea_report, {}).splitlines()) == len(korea_report.diagnostics)


def annotation(korea_report, **parts):
    """The annotation of one diagnostic of `facts.yaml` with these parts."""
    return github_text(
        replace(korea_report, diagnostics=(replace(FOUND, **parts),)),
        {"facts.yaml": "a/facts.yaml"},
    )


def test_an_annotation_says_where_a_word_begins_and_ends(korea_report):
    """A word of 7 characters from column 12 on ends before column 19."""
    assert (
        annotation(korea_report)
        == "::error file=a/facts.yaml,line=3,endLine=3,col=12,endColumn=19,title=PL404::unknown"
        " unit 'soldeir'. Expected: a unit of the table. Fix: replace 'soldeir' by 'soldier'."
    )


@pytest.mark.parametrize(
    ("expected", "fix", "message"),
    [
        ("", "", "unknown unit 'soldeir'."),
        ("a unit", "", "unknown unit 'soldeir'. Expected: a unit."),
        ("", "use one", "unknown unit 'soldeir'. Fix: use one."),
        (" ", "which?", "unknown unit 'soldeir'. Fix: which?"),
    ],
)
def test_an_annotation_leaves_out_what_is_not_said(korea_report, expected, fix, message):
    """No label without its text, and no second full stop after a sentence that has ended."""
    assert annotation(korea_report, expected=expected, fix=fix).split("::")[2] == message


def test_a_message_keeps_its_colons_and_commas_and_loses_its_line_breaks(korea_report):
    """In the message of a workflow command only the percent sign and line breaks are escaped."""
    message = annotation(korea_report, message="5 %: a, b\r\nc", expected="", fix="").split("::")[2]

    assert message == "5 %25: a, b%0D%0Ac."
