"""
Where a threat leaks, as a picture: from what it would keep to what is left of it, brake by brake.
"""

from collections.abc import Sequence

from phaseline.present.charts.scale import NAMES, ROW, SIZE, WIDTH, PeriodScale
from phaseline.present.charts.svg import label, line, picture, rectangle, text
from phaseline.terms.record import record

_TOP = 2.0
_BAR = 12.0


@record
class LeakBar:
    """
    What one brake takes away.

    Attributes:
        brake: Its name.
        taken: The periods that it takes away; below zero where it adds some.
        value: The same as it is read.
    """

    brake: str
    taken: float
    value: str


@record
class LeakView:
    """
    The picture of one course.

    Attributes:
        title: The finding.
        description: All that it shows, in words.
        whole: Periods without a crossing if no brake held.
        whole_name: What that bar is called.
        whole_value: The same as it is read.
        bars: The brakes, in the order in which they are taken.
        left: What is left.
        left_name: What that bar is called.
        left_value: The same as it is read.
        periods: The end of the scale.
        unit: What a period is called where there are several.
    """

    title: str
    description: str
    whole: float
    whole_name: str
    whole_value: str
    bars: tuple[LeakBar, ...]
    left: float
    left_name: str
    left_value: str
    periods: float
    unit: str


def leak_chart(view: LeakView) -> str:
    """Draw the whole, a step down for each brake, and what is left, on the scale of the effects."""
    scale = PeriodScale(periods=view.periods, unit=view.unit)
    rows = len(view.bars) + 2
    bottom = _TOP + ROW * rows
    shapes = scale.drawn(_TOP, bottom, is_named=False)
    shapes += _bar(scale, 0, (view.whole_name, view.whole_value), (0.0, view.whole), "whole")
    height = view.whole
    for row, bar in enumerate(view.bars, 1):
        shapes.append(_link(scale, row, height))
        ends = (height - bar.taken, height)
        kind = "brake" if bar.taken >= 0 else "gain"
        shapes += _bar(scale, row, (bar.brake, bar.value), ends, kind)
        height -= bar.taken
    shapes.append(_link(scale, rows - 1, height))
    shapes += _bar(scale, rows - 1, (view.left_name, view.left_value), (0.0, view.left), "left")
    return picture(
        width=WIDTH,
        height=bottom + 2,
        title=view.title,
        description=view.description,
        shapes=shapes,
        name="leaks",
    )


def _bar(
    scale: PeriodScale, row: int, named: tuple[str, str], ends: tuple[float, float], kind: str
) -> Sequence[str]:
    top = _TOP + ROW * row + (ROW - _BAR) / 2
    first, last = sorted((scale.x(ends[0]), scale.x(ends[1])))
    strong = "strong " if kind in ("whole", "left") else ""
    name, value = named
    return (
        label(0, top + _BAR - 2, name, room=NAMES - 8, size=SIZE, kind=f"{strong}label"),
        rectangle(first, top, last - first, _BAR, kind=kind, corner=0),
        text(last + 6, top + _BAR - 2, value, size=SIZE, kind=f"{strong}value {kind}-value"),
    )


def _link(scale: PeriodScale, row: int, height: float) -> str:
    """Draw the short line from the end of one bar to the beginning of the next."""
    at = scale.x(height)
    top = _TOP + ROW * row
    return line(at, top - (ROW - _BAR) / 2, at, top + (ROW - _BAR) / 2, kind="link")
