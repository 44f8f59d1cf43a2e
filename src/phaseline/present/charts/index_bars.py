"""
What the effect of a course varies by, as bars: for each assumption the share of the variance that
knowing it alone would take off, and below it the share that would be left if all others were known,
each with a whisker of its interval.
"""

from collections.abc import Iterator

from phaseline.present.charts.course_bars import (
    NAMES,
    WIDTH,
    CourseBarsView,
    by_course,
    name_lines,
)
from phaseline.present.charts.svg import line, rectangle, text
from phaseline.terms.record import record

_ROW, _BAR = 34.0, 8.0


@record
class IndexShare:
    """
    One index with its interval, all as shares of the variance from 0 to 1.

    Attributes:
        share: The index.
        low: The low end of its interval.
        high: The high end.
        words: The index and half the width of the interval, in words.
    """

    share: float
    low: float
    high: float
    words: str


@record
class IndexBar:
    """
    One assumption.

    Attributes:
        name: What it asks.
        first: Its index of the first order.
        total: Its total index.
    """

    name: str
    first: IndexShare
    total: IndexShare


def index_bars(view: CourseBarsView[IndexBar]) -> str:
    """Draw two bars for each assumption, with whiskers of their intervals, course by course."""
    return by_course(view, _bar, row=_ROW, name="indices")


def _bar(bar: IndexBar, middle: float) -> Iterator[str]:
    yield from name_lines(bar.name, middle)
    yield from _index(bar.first, middle - _BAR - 1, kind="whole")
    yield from _index(bar.total, middle + 2, kind="range")


def _index(index: IndexShare, top: float, *, kind: str) -> Iterator[str]:
    low, high = (NAMES + WIDTH * end for end in (index.low, index.high))
    middle = top + _BAR / 2
    yield rectangle(NAMES, top, WIDTH * index.share, _BAR, kind=kind, corner=0)
    yield line(low, middle, high, middle, kind="link")
    yield from (line(end, middle - 3, end, middle + 3, kind="link") for end in (low, high))
    yield text(NAMES + WIDTH + 8, middle + 3, index.words, size=10, kind="axis")
