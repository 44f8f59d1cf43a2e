"""Dates as sources give them."""

import re
from datetime import date

import pytest
from depth import examples
from hypothesis import given
from hypothesis import strategies as st

from phaseline.terms.when import NO_DATE, When, days_between


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-10-21", date(2024, 10, 21), date(2024, 10, 21)),
        ("2024-10", date(2024, 10, 1), date(2024, 10, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),  # a leap year
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("1973", date(1973, 1, 1), date(1973, 12, 31)),
        ("2024-10-21/2024-10-31", date(2024, 10, 21), date(2024, 10, 31)),
        ("2024-10/2024-11", date(2024, 10, 1), date(2024, 11, 30)),
        ("../2024-11-04", None, date(2024, 11, 4)),
        ("2024-11-27/..", date(2024, 11, 27), None),
        ("../..", None, None),
        ("unknown", None, None),
    ],
)
def test_a_date_is_an_interval_of_days(text, first, last):
    """A month or a year is all its days; an open end is no day at all."""
    found = When.parse(text)

    assert (found.first, found.last) == (first, last)


def test_a_bare_year_may_be_a_number():
    """YAML reads 1973 as a number; it is the year all the same."""
    assert When.parse(1973) == When.parse("1973")


@pytest.mark.parametrize(
    ("text", "is_inferred", "is_approximate"),
    [
        ("2024-10-21?", True, False),
        ("2024-10~", False, True),
        ("2024%", True, True),
        ("2024-10-21/2024-10-31%", True, True),
        ("2024-10-21?/2024-10-31~", True, True),
        ("../2024-10-31~", False, True),
        ("2024", False, False),
        ("2024-10-21~?", True, True),
        ("2024-10-21/..?", True, False),
    ],
)
def test_marks_say_what_is_inferred_and_what_is_approximate(text, is_inferred, is_approximate):
    """The marks do not change the days, at whichever end of an interval they stand."""
    found, bare = When.parse(text), When.parse(re.sub("[?~%]", "", text))

    assert (found.is_inferred, found.is_approximate) == (is_inferred, is_approximate)
    assert (found.first, found.last) == (bare.first, bare.last)


@pytest.mark.parametrize(
    "value",
    [
        *(
            "2024-13",
            "2024-02-30",
            "2023-02-29",
            "2024-00",
            "2024-10-00",
            "0000",
            "0000-01-01",
            "2024-10-021",
            "02024",
            "2024-1-1",
        ),
        *(
            "21 October 2024",
            "",
            "..",
            "2024/13",
            "2024/2025/2026",
            "-0044",
            "Y17E7",
            "unknown?",
            True,
            None,
            20.5,
            24,
        ),
    ],
)
def test_what_is_no_day_of_the_calendar_is_refused(value):
    """The message shows how a date is written."""
    with pytest.raises(ValueError, match="expected a date such as 2024-10-21"):
        When.parse(value)


@pytest.mark.parametrize(
    ("value", "named", "instead"),
    [
        ("20?24", "a mark inside", "at the end of a date"),
        ("2?0~24-10-21", "a mark inside", "at the end of a date"),
        ("?2024", "a mark inside", "at the end of a date"),
        ("2024-10-21~~", "several marks", "% both"),
        ("2024-10??/2025", "several marks", "% both"),
        (
            "\uff12\uff10\uff12\uff14-10-21",
            "other signs than those of ASCII",
            "0 to 9",
        ),  # full width
        ("\u0662\u0660\u0662\u0664", "other signs than those of ASCII", "0 to 9"),  # Arabic-Indic
        ("2024\u201310", "other signs than those of ASCII", "0 to 9 and -"),  # a dash
        ("2024\u00a0", "other signs than those of ASCII", "0 to 9"),  # a blank that does not break
        (" 2024", "a blank beside it", "the date alone"),
        ("2024-10-21\n", "a blank beside it", "the date alone"),
        ("2024-XX", "open digits", "what is known"),
        ("2024-10-XX", "open digits", "what is known"),
        ("202X", "open digits", "2020/2029"),
        ("2024-21", "a season", "2024-03/2024-05"),
        ("2024-01/2024-23", "a season", "2024-03/2024-05"),
        ("[..2024]", "one of several dates", "../2024"),
        ("{2024,2025}", "one of several dates", "the interval"),
        ("2024-10-21/", "a blank end", "the open end as .."),
        ("/2024", "a blank end", "the open end as .."),
        ("2024-10-21T12:00", "a time of day", "the day alone"),
    ],
)
def test_what_the_standard_has_and_a_case_does_not_is_refused_by_its_name(value, named, instead):
    """The message names the form, and says what is written instead."""
    with pytest.raises(ValueError, match=re.escape(named)) as refused:
        When.parse(value)

    assert instead in str(refused.value).partition("; expected ")[2]


POINT = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?([?~%]|[?]~|~[?])?"
GRAMMAR = re.compile(rf"unknown|{POINT}|({POINT}|\.\.)/({POINT}|\.\.[?~%]?)")
PIECES = st.lists(
    st.sampled_from(
        [
            "2024",
            "20",
            "24",
            "-",
            "10",
            "21",
            "02",
            "/",
            "..",
            "?",
            "~",
            "%",
            "X",
            " ",
            "\n",
            "T",
            "\uff12",
            "unknown",
        ]
    ),
    max_size=9,
)


@given(st.one_of(PIECES.map("".join), st.from_regex(GRAMMAR, fullmatch=True), st.text(max_size=12)))
@examples(400)
def test_whatever_is_accepted_is_of_the_grammar(text):
    """
    Marks stand at the end of a date, digits are those of ASCII, and nothing stands around; of the
    grammar only no day and a wrong order are refused.
    """
    try:
        found = When.parse(text)
    except ValueError as error:
        grounds = ("no day of the calendar", "out of order")
        is_of_the_grammar = GRAMMAR.fullmatch(text) is not None
        is_reasoned = any(ground in str(error) for ground in grounds)
        assert is_reasoned or not is_of_the_grammar
    else:
        assert GRAMMAR.fullmatch(text)
        assert found.first is None or found.last is None or found.first <= found.last


def test_ends_that_are_exchanged_are_refused():
    """The earlier day comes first."""
    with pytest.raises(ValueError, match="out of order"):
        When.parse("2024-11-27/2024-10-21")


def test_a_day_a_known_date_and_no_date_are_told_apart():
    """One day exactly; at least one end; none."""
    assert When.parse("2024-10-21").is_day
    assert not When.parse("2024-10").is_day
    assert When.parse("../2024-11-04").is_known
    assert not NO_DATE.is_known


@pytest.mark.parametrize(
    ("earlier", "later", "days"),
    [
        ("2024-10-21", "2024-11-27", (37, 37)),  # 10 days of October and 27 of November
        ("2024-06-19", "2024-10-21", (124, 124)),  # 11 + 31 + 31 + 30 + 21
        ("2024-10-21", "2024-10-21", (0, 0)),
        ("2024-10-25", "2024-10-21/2024-10-31", (-4, 6)),
        ("2024-02-28", "2024-03-01", (2, 2)),  # 29 February
    ],
)
def test_days_are_counted_from_the_nearest_to_the_farthest_ends(earlier, later, days):
    """Least and most are one for two days, and a range for intervals."""
    assert days_between(When.parse(earlier), When.parse(later)) == days


@pytest.mark.parametrize(
    ("earlier", "later"),
    [("../2024-11-04", "2024-11-27"), ("2024-11-04", "2024-11-27/.."), ("unknown", "2024")],
)
def test_an_open_end_lets_no_days_be_counted(earlier, later):
    """No bound exists, so none is given."""
    with pytest.raises(ValueError, match="open"):
        days_between(When.parse(earlier), When.parse(later))
