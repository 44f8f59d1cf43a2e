"""
Dates as sources give them: a day, a month, a vague interval, or no date at all.

Written in the interval notation of ISO 8601-2 (EDTF): `2024-10-21`, `2024-10`, `2024`,
`2024-10-21/2024-10-31`, `../2024-11-04` (at the latest), `2024-11-27/..` (at the earliest), `unknown`.
A trailing `?` marks a part that is inferred (a source that prints no year), `~` one that is approximate.
"""

import re
from calendar import monthrange
from datetime import date
from typing import Any

from phaseline.terms.record import record

_POINT = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
_FORM = "a date such as 2024-10-21, 2024-10, 2024-10-21/2024-10-31, ../2024-11-04 or unknown"


@record
class When:
    """
    An interval of days, both ends included; an open end is None.

    Args:
        first: The earliest day it can have been, None where the source sets no bound.
        last: The latest day it can have been, None where the source sets no bound.
        is_inferred: Part of the date is inferred, not printed in the source.
        is_approximate: The source says about when, not when.
        text: The date as the author wrote it.
    """

    first: date | None = None
    last: date | None = None
    is_inferred: bool = False
    is_approximate: bool = False
    text: str = "unknown"

    @classmethod
    def parse(cls, value: object) -> "When":
        """
        Read a date in EDTF notation.

        Raises:
            ValueError: The text is no such date, or its ends are out of order.
        """
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)  # a bare year is a number to YAML
        if not isinstance(value, str):
            raise ValueError(f"found {value!r}; expected {_FORM}")
        if value.strip() in ("unknown", "../.."):
            return NO_DATE
        bare = value.strip().replace("?", "").replace("~", "")
        head, slash, tail = bare.partition("/")
        first = None if head == ".." else _point(head, value)[0]
        last = (None if tail == ".." else _point(tail, value)[1]) if slash else _point(head, value)[1]
        if first and last and first > last:
            raise ValueError(f"the dates of {value!r} are out of order; expected the earlier day first")
        return cls(first=first, last=last, is_inferred="?" in value, is_approximate="~" in value, text=value.strip())

    @property
    def is_known(self) -> bool:
        """Whether at least one end is known."""
        return self.first is not None or self.last is not None

    @property
    def is_day(self) -> bool:
        """Whether it is one day exactly."""
        return self.first is not None and self.first == self.last

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> dict[str, Any]:
        """Tell the reader's validator how to build a date from text."""
        return {"type": "function-plain", "function": {"type": "no-info", "function": cls.parse}}

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: Any) -> dict[str, Any]:
        """Describe the notation for editor completion."""
        return {"type": ["string", "integer"], "examples": ["2024-10-21", "2024-10", "../2024-11-04", "unknown"]}


NO_DATE = When()


def days_between(earlier: When, later: When) -> tuple[int, int]:
    """
    Give the least and the most days from one date to another [day].

    Raises:
        ValueError: One of the four ends is open, so that no bound exists.

    >>> days_between(When.parse("2024-10-21"), When.parse("2024-11-27"))
    (37, 37)
    """
    if earlier.first is None or earlier.last is None or later.first is None or later.last is None:
        raise ValueError("an end of the interval is open, so the days between cannot be counted")
    return (later.first - earlier.last).days, (later.last - earlier.first).days


def _point(text: str, whole: str) -> tuple[date, date]:
    match = _POINT.match(text)
    if match is None:
        raise ValueError(f"found {whole!r}; expected {_FORM}")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if year is None or month is None:
            return date(int(year or 0), 1, 1), date(int(year or 0), 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except (ValueError, IndexError):
        raise ValueError(f"{text!r} is no day of the calendar; expected {_FORM}") from None
