"""
What moves courses around the best values, as bars: how much a step over the whole range of an
assumption changes, on average, and how much that hangs on the others.
"""

from collections.abc import Iterable

from phaseline.present.charts.course_bars import (
    NAMES,
    WIDTH,
    CourseBarsView,
    by_course,
    name_lines,
)
from phaseline.present.charts.svg import line, rectangle, text
from phaseline.terms.record import record

_ROW = 30.0


@record
class MoverBar:
    """
    One assumption.

    Attributes:
        name: What it asks.
        size: How much it changes, as a share of the longest bar.
        spread: How much that hangs on the others, likewise.
        words: The two in words.
    """

    name: str
    size: float
    spread: float
    words: str


def mover_bars(view: CourseBarsView[MoverBar]) -> str:
    """Draw a bar for each assumption, with a whisker of its spread, course by course."""
    return by_course(view, _bar, row=_ROW, name="movers")


def _bar(bar: MoverBar, middle: float) -> Iterable[str]:
    end = NAMES + WIDTH * bar.size
    whisker = min(WIDTH * bar.spread, WIDTH + NAMES - end)
    return (
        *name_lines(bar.name, middle),
        rectangle(NAMES, middle - 5, WIDTH * bar.size, 10, kind="whole", corner=0),
        line(end, middle, end + whisker, middle, kind="link"),
        text(NAMES + WIDTH + 8, middle + 4, bar.words, size=10, kind="axis"),
    )
