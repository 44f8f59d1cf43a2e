"""Rights that end by a date of the law, on the strait with dates put in by hand."""

from dataclasses import replace
from datetime import date

import pytest

from phaseline.api import case_of, open_case
from phaseline.case.games import policy_of
from phaseline.desk.consent.lapses import lapses, whole_periods
from phaseline.law.model import Standing
from phaseline.terms.entries import Entries
from phaseline.terms.when import When


@pytest.fixture(scope="module")
def strait():
    """The strait, whose ministry closes the harbours by the Harbour Act, as of 1 May 2031."""
    return case_of(open_case("strait"))


def dated(case, **until):
    """The case with ends of its provisions by their ids, underscores for dashes."""
    ends = {name.replace("_", "-"): When.parse(day) for name, day in until.items()}
    provisions = Entries(
        replace(entry, until=ends.get(entry.id, entry.until)) for entry in case.provisions
    )
    return replace(case, provisions=provisions)


def first_lapse(case, reading="ministry"):
    """The first right of the patient course that ends, if any does."""
    return lapses(case, [policy_of(case, "patient")], reading).get("patient")


def test_without_dates_no_right_ends(strait):
    """No provision of the strait has an end."""
    assert first_lapse(strait) is None


def test_a_right_ends_with_the_provision_that_gives_it(strait):
    """The Act ends with September: from October on nothing allows the closing, or bars it."""
    lapse = first_lapse(dated(strait, harbour_act="2031-09-30"))
    assert lapse.last == date(2031, 9, 30)
    assert lapse.standing is Standing.SILENT
    assert lapse.entries == ("provisions.harbour-act",)


def test_a_vague_end_counts_from_its_first_day(strait):
    """Between 10 and 30 September it cannot be told whether the right still stands."""
    lapse = first_lapse(dated(strait, harbour_act="2031-09-10/2031-09-30"))
    assert lapse.last == date(2031, 9, 10)
    assert lapse.standing is Standing.UNDETERMINED


def test_a_right_that_ended_before_ends_no_more(strait):
    """What had ended by the day of the facts is no right of that day."""
    assert first_lapse(dated(strait, harbour_act="2031-04-30")) is None


def test_a_bar_that_ends_takes_no_right(strait):
    """The grain may not be withheld now; later it may."""
    assert first_lapse(dated(strait, grain_act="2031-06-30")) is None


def test_a_change_of_the_law_takes_a_right_from_its_day_on(strait):
    """A clause in force from 1 August on that bars closing the harbours: until 31 July."""
    rule = strait.provisions["grain-act"].rules[0]
    bar = replace(rule, id="shut", provision="grain-act", when=("closing",))
    clause = replace(
        strait.amendments["grain-clause"],
        effective=When.parse("2031-08-01"),
        repeals=(),
        adds=Entries([bar]),
    )
    lapse = first_lapse(replace(strait, amendments=Entries([clause])))
    assert lapse.last == date(2031, 7, 31)
    assert lapse.entries == ("amendments.grain-clause",)


@pytest.mark.parametrize(
    ("period", "day", "count"),
    [
        ("day", "2031-05-31", 30),
        ("week", "2031-05-14", 1),
        ("week", "2031-05-15", 2),
        ("month", "2031-06-30", 1),
        ("month", "2031-07-01", 2),
        ("quarter", "2031-10-31", 1),
        ("year", "2033-04-30", 1),
        ("year", "2033-05-01", 2),
    ],
)
def test_whole_periods_are_counted_by_the_calendar(strait, period, day, count):
    """From 1 May 2031 on, by hand."""
    assert whole_periods(replace(strait, period=period), date.fromisoformat(day)) == count
