"""
A box of futures as a picture: what it asks of each assumption as a part of its range, and some
drawn futures over the first two of them, those of the kind filled.
"""

from collections.abc import Sequence

from phaseline.present.charts.svg import line, lines, picture, rectangle, text
from phaseline.present.charts.widths import lines_in
from phaseline.terms.record import record

_LEFT, _SIDE, _GAP = 16.0, 210.0, 30.0
_RANGE = 300.0
_TOP, _ROW, _LINE = 24.0, 66.0, 13.0
_SIZE = 11.0


@record
class BoxSide:
    """
    What a box asks of one assumption.

    Attributes:
        name: What the assumption asks.
        low: Its low end as it is read.
        high: Its high end.
        start: Where the box begins, as a share of the range.
        end: Where it ends.
        words: The part that the box holds, in words.
    """

    name: str
    low: str
    high: str
    start: float
    end: float
    words: str


@record
class FuturePoint:
    """
    One drawn future, as shares of the ranges of the first two assumptions.

    Attributes:
        across: Of the first one.
        up: Of the second one; the middle where there is none.
        is_of_kind: Whether it is of the kind that is looked for.
    """

    across: float
    up: float
    is_of_kind: bool


@record
class BoxView:
    """
    The picture of a box.

    Attributes:
        title: What it shows.
        description: All that it shows, in words.
        kind: What a filled point is, and a hollow one.
        sides: What the box asks, the first two as the axes of the points.
        points: Some drawn futures.
    """

    title: str
    description: str
    kind: tuple[str, str]
    sides: tuple[BoxSide, ...]
    points: tuple[FuturePoint, ...]


def future_box(view: BoxView, *, name: str = "box") -> str:
    """Draw the points with the box over them, and beside them each assumption's range."""
    sides = view.sides
    high = max(_SIDE + 60, _ROW * len(sides) + 20)
    shapes = [
        rectangle(_LEFT, _TOP, _SIDE, _SIDE, kind="field", corner=0),
        *(_point(point) for point in view.points),
        _frame(sides),
    ]
    shapes += _legend(view.kind, _TOP + _SIDE + 18)
    left = _LEFT + _SIDE + _GAP
    for place, side in enumerate(sides):
        shapes += _side(side, place, left, _TOP + _ROW * place)
    return picture(
        width=left + _RANGE + 20,
        height=_TOP + high,
        title=view.title,
        description=view.description,
        shapes=shapes,
        name=name,
    )


def _point(point: FuturePoint) -> str:
    x, y = _LEFT + _SIDE * point.across, _TOP + _SIDE * (1 - point.up)
    return _dot(x, y, is_filled=point.is_of_kind)


def _dot(x: float, y: float, *, is_filled: bool) -> str:
    kind = "future of-kind" if is_filled else "future"
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.4" class="{kind}"/>'


def _frame(sides: Sequence[BoxSide]) -> str:
    """Draw the box over the first two assumptions; over all of a second one where there is none."""
    across = (sides[0].start, sides[0].end)
    up = (sides[1].start, sides[1].end) if len(sides) > 1 else (0.0, 1.0)
    return (
        f'<rect x="{_LEFT + _SIDE * across[0]:.1f}" y="{_TOP + _SIDE * (1 - up[1]):.1f}"'
        f' width="{_SIDE * (across[1] - across[0]):.1f}"'
        f' height="{_SIDE * (up[1] - up[0]):.1f}" class="frame"/>'
    )


def _legend(kind: tuple[str, str], at: float) -> Sequence[str]:
    return (
        _dot(_LEFT + 4, at - 4, is_filled=True),
        text(_LEFT + 12, at, kind[0], size=_SIZE),
        _dot(_LEFT + 4, at + 12, is_filled=False),
        text(_LEFT + 12, at + 16, kind[1], size=_SIZE),
    )


def _side(side: BoxSide, place: int, left: float, top: float) -> Sequence[str]:
    mark = ("→ ", "↑ ", "")[min(place, 2)]
    held = lines_in(f"{mark}{side.name}", _RANGE, _SIZE, most=2)
    bar = top + 12 + _LINE * len(held)
    return (
        *lines(left, top + 10, held, step=_LINE, size=_SIZE, whole=side.name),
        line(left, bar, left + _RANGE, bar, kind="grid-strong"),
        rectangle(
            left + _RANGE * side.start,
            bar - 4,
            _RANGE * (side.end - side.start),
            8,
            kind="whole",
            corner=0,
        ),
        text(left, bar + 15, side.low, size=10, kind="axis"),
        text(left + _RANGE / 2, bar + 15, side.words, size=10, anchor="middle"),
        text(left + _RANGE, bar + 15, side.high, size=10, anchor="end", kind="axis"),
    )
