"""
What moves courses around the best values, as bars: how much a step over the whole range of an
assumption changes, on average, and how much that hangs on the others.
"""

from collections.abc import Sequence

from phaseline.present.charts.svg import label, line, lines, picture, rectangle, text
from phaseline.present.charts.widths import lines_in
from phaseline.terms.record import record

_NAMES, _WIDTH, _RIGHT = 330.0, 230.0, 90.0
_TOP, _ROW, _HEAD, _LINE = 20.0, 30.0, 16.0, 12.0
_SIZE = 11.0


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


@record
class MoverGroup:
    """
    One course.

    Attributes:
        name: Its name.
        bars: The assumptions, those that matter most first.
    """

    name: str
    bars: tuple[MoverBar, ...]


@record
class MoversView:
    """
    The picture of all courses.

    Attributes:
        title: What it shows.
        description: All that it shows, in words.
        groups: The courses.
    """

    title: str
    description: str
    groups: tuple[MoverGroup, ...]


def mover_bars(view: MoversView) -> str:
    """Draw a bar for each assumption, with a whisker of its spread, course by course."""
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
        name="movers",
    )


def _bar(bar: MoverBar, top: float) -> Sequence[str]:
    end, middle = _NAMES + _WIDTH * bar.size, top + _ROW / 2
    held = lines_in(bar.name, _NAMES - 18, _SIZE, most=2)
    whisker = min(_WIDTH * bar.spread, _WIDTH + _NAMES - end)
    return (
        *lines(8, middle + 4 - _LINE / 2 * (len(held) - 1), held, step=_LINE, whole=bar.name),
        rectangle(_NAMES, middle - 5, _WIDTH * bar.size, 10, kind="whole", corner=0),
        line(end, middle, end + whisker, middle, kind="link"),
        text(_NAMES + _WIDTH + 8, middle + 4, bar.words, size=10, kind="axis"),
    )
