"""
Instants as sources give them: a day with a clock time and its zone, held in UTC.

Written in the extended format of ISO 8601: `2024-10-21T14:30Z`, `2024-10-21T23:30+09:00`, with
seconds where they are told. Without a zone a clock time is no instant, and none is made up.

Source:
    ISO 8601-1:2019, §5.4.2; the zones of the world lie between −12:00 and +14:00 (IANA Time Zone
    Database, `Etc/GMT+12` and `Pacific/Kiritimati`).
"""

import re
from datetime import UTC, date, datetime, timedelta

_FORM = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(Z|[+-][0-9]{2}:[0-9]{2})?"
)
_EARLIEST, _LATEST = timedelta(hours=-12), timedelta(hours=14)  # of the zones of the world
_EXPECTED = "2024-10-21T14:30Z, or with its zone, such as 2024-10-21T23:30+09:00"


def is_timed(text: str) -> bool:
    """
    Whether a text means a clock time, and not a day alone.

    >>> is_timed("2024-10-21T14:30Z"), is_timed("2024-10-21 14:30"), is_timed("2024-10-21")
    (True, True, False)
    """
    return ":" in text or re.search(r"[0-9][Tt]", text) is not None


def instant_of(text: str) -> datetime:
    """
    Read an instant.

    Args:
        text: Day, clock time and zone.

    Returns:
        The instant in UTC.

    Raises:
        ValueError: It is none, it has no zone, or there is no such day, time or zone.

    >>> f"{instant_of('2024-10-22T01:00+09:00')}"
    '2024-10-21 16:00:00+00:00'
    """
    form = _FORM.fullmatch(text)
    if form is None:
        raise ValueError(f"found {text!r}; expected an instant such as {_EXPECTED}")
    day, clock, zone = form.groups()
    if zone is None:
        raise ValueError(
            f"found {text!r}, a clock time without its zone; expected {day}T{clock}Z where it is"
            f" told in UTC, else its zone behind it, such as {day}T{clock}+09:00"
        )
    try:
        local = datetime.fromisoformat(text)
        offset = local.utcoffset() or timedelta()
        instant = local.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"found {text!r}; expected a day, a time and a zone that exist") from None
    if not _EARLIEST <= offset <= _LATEST:
        raise ValueError(f"found the zone {zone}; expected one from -12:00 to +14:00")
    return instant


def instant_text(instant: datetime) -> str:
    """
    Write an instant: to the minute, and to the second where that is not a full minute.

    Args:
        instant: In UTC.

    >>> instant_text(instant_of("2024-10-21T23:30:00+09:00"))
    '2024-10-21T14:30Z'
    """
    return f"{instant.date().isoformat()}T{clock_text(instant)}Z"


def clock_text(instant: datetime) -> str:
    """
    Write the clock time of an instant, such as 14:30.

    Args:
        instant: In UTC.
    """
    return f"{instant:%H:%M:%S}" if instant.second else f"{instant:%H:%M}"


def start_of(day: date) -> datetime:
    """Give the instant at which a day begins in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
