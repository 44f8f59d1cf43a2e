"""
What the effect of a course varies by, as bars: for each assumption the share of the variance that
knowing it alone would take off, and below it the share that would be left if all others were known,
each with a whisker of its interval.
"""

from collections.abc import Iterator

from phaseline.present.charts.svg import label, line, lines, picture, rectangle, text
from phaseline.present.charts.widths import lines_in
from phaseline.terms.record import record

_NAMES, _WIDTH, _RIGHT = 330.0, 230.0, 90.0
_TOP, _ROW, _HEAD, _LINE, _BAR = 20.0, 34.0, 16.0, 12.0, 8.0
_SIZE = 11.0


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


@record
class IndexGroup:
    """
    One course.

    Attributes:
        name: Its name.
        bars: The assumptions, those that are responsible for most first.
    """

    name: str
    bars: tuple[IndexBar, ...]


@record
class IndicesView:
    """
    The picture of all courses.

    Attributes:
        title: What it shows.
        description: All that it shows, in words.
        groups: The courses.
    """

    title: str
    description: str
    groups: tuple[IndexGroup, ...]


def index_bars(view: IndicesView) -> str:
    """Draw two bars for each assumption, with whiskers of their intervals, course by course."""
    shapes, top = [], _TOP
    for group in view.groups:
        room = _NAMES + _WIDTH
        shapes.append(label(0, top, group.name, room=room, size=_SIZE, kind="strong label"))
        for place, bar in enumerate(group.bars):
            shapes += _bar(bar, top + 7 + _ROW * place)
        top += _HEAD + _ROW * len(group.bars) + 8
    return picture(
        width=_NAMES + _WIDTH + _RIGHT,
        height=top,
        title=view.title,
        description=view.description,
        shapes=shapes,
        name="indices",
    )


def _bar(bar: IndexBar, top: float) -> Iterator[str]:
    middle = top + _ROW / 2
    held = lines_in(bar.name, _NAMES - 18, _SIZE, most=2)
    yield from lines(8, middle + 4 - _LINE / 2 * (len(held) - 1), held, step=_LINE, whole=bar.name)
    yield from _index(bar.first, middle - _BAR - 1, kind="whole")
    yield from _index(bar.total, middle + 2, kind="range")


def _index(index: IndexShare, top: float, *, kind: str) -> Iterator[str]:
    low, high = (_NAMES + _WIDTH * end for end in (index.low, index.high))
    middle = top + _BAR / 2
    yield rectangle(_NAMES, top, _WIDTH * index.share, _BAR, kind=kind, corner=0)
    yield line(low, middle, high, middle, kind="link")
    yield from (line(end, middle - 3, end, middle + 3, kind="link") for end in (low, high))
    yield text(_NAMES + _WIDTH + 8, middle + 3, index.words, size=10, kind="axis")
