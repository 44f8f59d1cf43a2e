"""
A goal over two assumptions, as a picture: where it is reached, and the curve at which it turns; for
a third one a picture for some of its values, side by side.
"""

from collections.abc import Sequence

from phaseline.present.charts.svg import label, line, picture, rectangle, text
from phaseline.terms.record import record

_SIDE = 220.0
_LEFT, _TOP, _GAP = 64.0, 36.0, 28.0
_BELOW = 58.0
_SIZE = 11.0


@record
class SurfaceAxis:
    """
    One axis.

    Attributes:
        name: What it is called.
        low: Its low end as it is read.
        high: Its high end.
    """

    name: str
    low: str
    high: str


@record
class SurfacePanel:
    """
    A map of two assumptions.

    Attributes:
        name: The value of the third one; empty where there is none.
        reached: Whether the goal is reached (first axis, second axis).
        turns: The points of the boundary, as shares of both axes.
    """

    name: str
    reached: tuple[tuple[bool, ...], ...]
    turns: tuple[tuple[float, float], ...]


@record
class SurfaceView:
    """
    The picture of a surface.

    Attributes:
        title: What is asked.
        description: All that it shows, in words.
        across: The second axis, from left to right.
        upwards: The first axis, from below.
        panels: The maps.
    """

    title: str
    description: str
    across: SurfaceAxis
    upwards: SurfaceAxis
    panels: tuple[SurfacePanel, ...]


def surface_chart(view: SurfaceView) -> str:
    """Draw a cell for each point of the grid, filled where the goal is reached, and the turns."""
    shapes = [text(0, 12, view.title, size=_SIZE, kind="strong label")]
    for place, panel in enumerate(view.panels):
        left = _LEFT + place * (_SIDE + _GAP)
        shapes += _panel(panel, left)
        shapes += _across(view.across, left)
    width = _LEFT + len(view.panels) * (_SIDE + _GAP)
    shapes += _upwards(view.upwards)
    for line_number, name in enumerate((f"↑ {view.upwards.name}", f"→ {view.across.name}")):
        below = _TOP + _SIDE + 32 + 16 * line_number
        shapes.append(label(0, below, name, room=width, size=_SIZE, kind="strong label"))
    return picture(
        width=width,
        height=_TOP + _SIDE + _BELOW,
        title=view.title,
        description=view.description,
        shapes=shapes,
        name="surface",
    )


def _panel(panel: SurfacePanel, left: float) -> Sequence[str]:
    rows, columns = len(panel.reached), len(panel.reached[0])
    high, wide = _SIDE / rows, _SIDE / columns
    shapes = [text(left, _TOP - 6, panel.name, size=_SIZE)] if panel.name else []
    for row, cells in enumerate(panel.reached):
        for column, is_reached in enumerate(cells):
            shapes.append(
                rectangle(
                    left + column * wide,
                    _TOP + _SIDE - (row + 1) * high,
                    wide,
                    high,
                    kind="whole" if is_reached else "missed",
                    corner=0,
                )
            )
    for up, along in panel.turns:
        x = left + wide / 2 + along * (_SIDE - wide)
        y = _TOP + _SIDE - high / 2 - up * (_SIDE - high)
        shapes.append(line(x - wide / 2, y, x + wide / 2, y, kind="zero"))
    return shapes


def _across(axis: SurfaceAxis, left: float) -> Sequence[str]:
    below = _TOP + _SIDE + 14
    return (
        text(left, below, axis.low, size=_SIZE, kind="axis"),
        text(left + _SIDE, below, axis.high, size=_SIZE, anchor="end", kind="axis"),
    )


def _upwards(axis: SurfaceAxis) -> Sequence[str]:
    right = _LEFT - 6
    return (
        text(right, _TOP + _SIDE, axis.low, size=_SIZE, anchor="end", kind="axis"),
        text(right, _TOP + 10, axis.high, size=_SIZE, anchor="end", kind="axis"),
    )
