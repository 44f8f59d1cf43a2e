"""Dates as sources give them."""

from datetime import date

import pytest

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
    [("2024-10-21?", True, False), ("2024-10~", False, True), ("2024-10-21/2024-10-31~?", True, True), ("2024", False, False)],
)
def test_marks_say_what_is_inferred_and_what_is_approximate(text, is_inferred, is_approximate):
    """The marks do not change the days."""
    found = When.parse(text)

    assert (found.is_inferred, found.is_approximate) == (is_inferred, is_approximate)
    assert found.first == When.parse(text.strip("?~")).first


@pytest.mark.parametrize(
    "value", ["2024-13", "2024-02-30", "2023-02-29", "21 October 2024", "2024-1-1", "", "0000", True, None, 20.5, "2024-10-21/", "2024/13"]
)
def test_what_is_no_day_of_the_calendar_is_refused(value):
    """The message shows how a date is written."""
    with pytest.raises(ValueError, match="expected a date such as 2024-10-21"):
        When.parse(value)


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


@pytest.mark.parametrize(("earlier", "later"), [("../2024-11-04", "2024-11-27"), ("2024-11-04", "2024-11-27/.."), ("unknown", "2024")])
def test_an_open_end_lets_no_days_be_counted(earlier, later):
    """No bound exists, so none is given."""
    with pytest.raises(ValueError, match="open"):
        days_between(When.parse(earlier), When.parse(later))
