"""
Dates as sources give them: a day, a month, a vague interval, or no date at all.

Written in the interval notation of ISO 8601-2 (EDTF): `2024-10-21`, `2024-10`, `2024`,
`2024-10-21/2024-10-31`, `../2024-11-04` (at the latest), `2024-11-27/..` (at the earliest),
`unknown`. At the end of a date `?` marks it as inferred (a source that prints no year), `~` as
approximate, `%` as both. The marks do not widen a date: its first and its last day are those that
are written. Beside the standard, `?~` at the end of a date is read as `%`, and a mark after an open
end as one of the interval.

Source:
    Library of Congress, Extended Date/Time Format (EDTF) Specification, 4 February 2019: levels 0
    and 1, without times, seasons, unspecified digits, negative years and years of more than four
    digits.
"""

import re
from calendar import monthrange
from datetime import date
from typing import Any

from phaseline.terms.record import record

_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([?~%]|[?]~|~[?])?")
_OPEN = re.compile(
    r"\.\.[?~%]?"
)  # cases from before marks were held to the standard have `..?` and `~?`
_FORM = "a date such as 2024-10-21, 2024-10, 2024-10-21/2024-10-31, ../2024-11-04 or unknown"
# what the standard has and a case does not, and near misses: the form, its name, what is written
# instead
_ELSEWHERE = (
    (
        r"[^\x00-\x7f]",
        "written with other signs than those of ASCII",
        "the digits 0 to 9 and -, such as 2024-10-21",
    ),
    (r"^\s|\s\Z", "a date with a blank beside it", "the date alone, such as 2024-10-21"),
    (
        r"[?~%]{3}|[?]{2}|~~|%[?~%]|[?~]%",
        "a date with several marks",
        "one mark at the end: ? inferred, ~ approximate, % both",
    ),
    (
        r"[?~%](?![?~]?(?:/|\Z))",
        "a date with a mark inside",
        "the mark ?, ~ or % at the end of a date, such as 2024-10?",
    ),
    (
        r"^[\[{].*[\]}]\Z",
        "one of several dates",
        "the interval in which it lies, such as ../2024 or 2024-10/2024-11",
    ),
    (
        r"(^|/)(?=[^/]*[Xux*])[0-9Xux*]{4}(-[0-9Xux*]{2}){0,2}\b",
        "a date with open digits",
        "what is known, such as 2024-10 or 2020/2029",
    ),
    (
        r"(^|/)[0-9]{4}-(2[1-9]|3[0-9]|4[01])\b(?!-)",
        "a season or quarter",
        "its months as an interval, such as 2024-03/2024-05",
    ),
    (
        r"^/|/\Z",
        "an interval with a blank end",
        "the open end as .., such as ../2024-11-04 or 2024-11-27/..",
    ),
    (r"[0-9]T[0-9]", "a date with a time of day", "the day alone, such as 2024-10-21"),
)


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
        text = _date_text(value)
        if text in ("unknown", "../.."):
            return NO_DATE
        head, slash, tail = text.partition("/")
        first, _ = _ends(head, text, may_be_open=bool(slash))
        _, last = _ends(tail if slash else head, text, may_be_open=bool(slash))
        if first and last and first > last:
            raise ValueError(
                f"the dates of {text!r} are out of order; expected the earlier day first"
            )
        is_both = "%" in text
        return cls(
            first=first,
            last=last,
            is_inferred="?" in text or is_both,
            is_approximate="~" in text or is_both,
            text=text,
        )

    @property
    def is_known(self) -> bool:
        """Whether at least one end is known."""
        return self.first is not None or self.last is not None

    @property
    def is_day(self) -> bool:
        """Whether it is one day exactly."""
        return self.first is not None and self.first == self.last

    def is_reached(self, day: date) -> bool | None:
        """
        Whether what happens at this date has happened by a day; None where that cannot be told, for
        the day lies between its ends.

        What has no date has not happened.

        >>> dates = ("2024-12-05", "2024-12-06", "2024-12", "../2024-12-01", "2024-11/..")
        >>> [When.parse(text).is_reached(date(2024, 12, 5)) for text in dates]
        [True, False, None, True, None]
        """
        if not self.is_known or (self.first is not None and self.first > day):
            return False
        return True if self.last is not None and self.last <= day else None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> dict[str, Any]:
        """Tell the reader's validator how to build a date from text."""
        return {"type": "function-plain", "function": {"type": "no-info", "function": cls.parse}}

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: Any) -> dict[str, Any]:
        """Describe the notation for editor completion."""
        return {
            "type": ["string", "integer"],
            "examples": [
                "2024-10-21",
                "2024-10",
                "2024-10?",
                "2024-10-21/2024-10-31",
                "../2024-11-04",
                "unknown",
            ],
        }


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


def _date_text(value: object) -> str:
    """
    Give what an author wrote for a date as text.

    Raises:
        ValueError: It is no text, or marks an open end at its beginning.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)  # a bare year is a number to YAML
    if not isinstance(value, str):
        raise ValueError(f"found {value!r}; expected {_FORM}")
    if re.match(r"\.\.[?~%]", value):
        raise ValueError(_refusal(value))
    return value


def _ends(text: str, whole: str, *, may_be_open: bool) -> tuple[date | None, date | None]:
    """
    Give the first and the last day of one end of an interval, or of a date that is none; None twice
    where it is open.

    Raises:
        ValueError: It is no such date.
    """
    if may_be_open and _OPEN.fullmatch(text):
        return None, None
    match = _POINT.fullmatch(text)
    if match is None:
        raise ValueError(_refusal(whole))
    try:
        return _days_of(match)
    except (ValueError, IndexError):
        raise ValueError(_refusal(whole, f"{text!r} is no day of the calendar")) from None


def _days_of(point: "re.Match[str]") -> tuple[date, date]:
    """
    Give the first and the last day of a year, a month or a day.

    Raises:
        ValueError: The calendar does not have it.
    """
    year = int(point[1])
    if point[2] is None:
        return date(year, 1, 1), date(year, 12, 31)
    month = int(point[2])
    if point[3] is None:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    day = date(year, month, int(point[3]))
    return day, day


def _refusal(whole: str, complaint: str = "") -> str:
    """
    Say what is wrong with a date: by name where it is a form of the standard that a case does not
    have.
    """
    for form, name, expected in _ELSEWHERE:
        if re.search(form, whole):
            return f"{whole!r} is {name}; expected {expected}"
    return f"{complaint or f'found {whole!r}'}; expected {_FORM}"
