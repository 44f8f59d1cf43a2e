"""Clock times with their zones: what is an instant, what is none, and how one is written."""

from datetime import UTC, date, datetime, timedelta

import pytest
from depth import examples
from hypothesis import given
from hypothesis import strategies as st

from phaseline.terms.instant import clock_text, instant_of, instant_text, is_timed, start_of

OFFSETS = st.integers(-12 * 60, 14 * 60)  # minutes


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2024-10-21T14:30Z", datetime(2024, 10, 21, 14, 30, tzinfo=UTC)),
        ("2024-10-21T14:30:05Z", datetime(2024, 10, 21, 14, 30, 5, tzinfo=UTC)),
        ("2024-10-22T01:00+09:00", datetime(2024, 10, 21, 16, 0, tzinfo=UTC)),
        ("2024-12-31T23:30-05:00", datetime(2025, 1, 1, 4, 30, tzinfo=UTC)),
    ],
)
def test_a_clock_time_with_its_zone_is_held_in_utc(text, instant):
    """[hand] One o'clock at night in Seoul is four in the afternoon of the day before in UTC."""
    assert instant_of(text) == instant
    assert is_timed(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2024-10-21T14:30", "without its zone; expected 2024-10-21T14:30Z"),
        ("2024-10-21 14:30", "expected an instant such as"),
        ("2024-10-21t14:30z", "expected an instant such as"),
        ("14:30Z", "expected an instant such as"),
        ("2024-10-21T14", "expected an instant such as"),
        ("2024-10-21T24:30Z", "that exist"),
        ("2024-10-21T23:59:60Z", "that exist"),
        ("2024-02-30T10:00Z", "that exist"),
        ("2024-10-21T14:30+25:00", "that exist"),
        ("2024-10-21T14:30+15:00", "from -12:00 to \\+14:00"),
        ("2024-10-21T14:30-13:00", "from -12:00 to \\+14:00"),
        ("0001-01-01T00:30+09:00", "that exist"),
        ("9999-12-31T23:30-09:00", "that exist"),
    ],
)
def test_what_is_no_instant_is_refused_with_what_was_expected(text, says):
    """A zone is never made up, and what lies before or after all days is no day."""
    with pytest.raises(ValueError, match=says):
        instant_of(text)


@examples(60)
@given(
    st.datetimes(datetime(1900, 1, 2), datetime(2100, 1, 1)).map(  # noqa: DTZ001  # of any zone
        lambda local: local.replace(microsecond=0)
    ),
    OFFSETS,
)
def test_what_is_written_is_read_as_it_was(local, minutes):
    """Whatever the zone, the instant that is written is the one that was read, and its own text."""
    sign, size = ("-" if minutes < 0 else "+"), abs(minutes)
    instant = instant_of(f"{local.isoformat()}{sign}{size // 60:02}:{size % 60:02}")

    assert instant == local.replace(tzinfo=UTC) - timedelta(minutes=minutes)
    assert instant_of(instant_text(instant)) == instant
    assert instant_text(instant_of(instant_text(instant))) == instant_text(instant)


def test_seconds_are_written_where_they_are_told():
    """A full minute bears none: no source told them, or they were nought."""
    assert clock_text(instant_of("2024-10-21T14:30:00Z")) == "14:30"
    assert clock_text(instant_of("2024-10-21T14:30:07Z")) == "14:30:07"


def test_a_day_begins_at_midnight_in_utc():
    """A day without a clock time stands before every clock time of that day but midnight."""
    assert start_of(date(2024, 10, 21)) == instant_of("2024-10-21T00:00Z")
    assert start_of(date(2024, 10, 21)) < instant_of("2024-10-21T00:01Z")
    assert not is_timed("2024-10-21")
