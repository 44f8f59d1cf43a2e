"""
Courses by every measure of robustness, as parallel coordinates: one axis a measure, one line a
course, the best above; where lines cross, the choice of a measure changes the order.
"""

from collections.abc import Sequence
from html import escape

from phaseline.present.charts.svg import line, lines, picture, text
from phaseline.present.charts.widths import lines_in
from phaseline.terms.record import record

_LEFT, _STEP, _RIGHT = 52.0, 88.0, 270.0
_TOP, _HEIGHT = 52.0, 190.0
_SIZE, _LINE = 10.0, 12.0
_DASHES = ("solid", "dashed", "dotted", "long", "mixed")
_MOST_LINES = 4  # of the names of courses that are level by every measure


@record
class MeasureAxis:
    """
    One measure.

    Attributes:
        name: What it prefers, in words.
        best: Its best value as it is read.
        worst: Its worst one.
    """

    name: str
    best: str
    worst: str


@record
class MeasureLine:
    """
    One course, or several that are level by every measure.

    Attributes:
        name: The name.
        heights: Where it stands on each axis, from 0 for the worst to 1 for the best.
    """

    name: str
    heights: tuple[float, ...]


@record
class MeasuresView:
    """
    The picture of all courses.

    Attributes:
        title: What it shows.
        description: All that it shows, in words.
        axes: The measures.
        lines: The courses.
    """

    title: str
    description: str
    axes: tuple[MeasureAxis, ...]
    lines: tuple[MeasureLine, ...]


def measure_lines(view: MeasuresView, *, name: str = "measures") -> str:
    """Draw an axis for each measure and a line for each course, named at its right end."""
    last = _x(len(view.axes) - 1)
    shapes: list[str] = []
    for place, axis in enumerate(view.axes):
        shapes += _axis(axis, place, is_last=place == len(view.axes) - 1)
    for number, course in enumerate(view.lines):
        points = " ".join(
            f"{_x(place):g},{_y(height):g}" for place, height in enumerate(course.heights)
        )
        kind = _DASHES[number % len(_DASHES)]
        shapes.append(f'<polyline points="{points}" class="course {kind}" data-course="{number}"/>')
    names, bottom = _names(view.lines, last + 10)
    shapes += names
    return picture(
        width=last + _RIGHT,
        height=max(_TOP + _HEIGHT + 30, bottom),
        title=view.title,
        description=view.description,
        shapes=shapes,
        name=name,
    )


def _x(place: int) -> float:
    return _LEFT + _STEP * place


def _y(height: float) -> float:
    return _TOP + _HEIGHT * (1 - height)


def _axis(axis: MeasureAxis, place: int, *, is_last: bool) -> Sequence[str]:
    x, foot = _x(place), "end" if is_last else "middle"  # leaders to names go down beside the last
    held = lines_in(axis.name, _STEP - 6, _SIZE, most=3)
    return (
        f'<g class="measure" data-name="{escape(axis.name, quote=True)}">',
        line(x, _TOP, x, _TOP + _HEIGHT, kind="grid-strong"),
        "</g>",
        *lines(
            x, _TOP - 18 - _LINE * (len(held) - 1), held, step=_LINE, size=_SIZE, anchor="middle"
        ),
        text(x, _TOP - 5, axis.best, size=_SIZE, anchor="middle", kind="axis"),
        text(x, _TOP + _HEIGHT + 14, axis.worst, size=_SIZE, anchor=foot, kind="axis"),
    )


def _names(courses: Sequence[MeasureLine], x: float) -> tuple[list[str], float]:
    """
    Name the lines at their right ends, one below the other where they end close together, and say
    where the last name ends.
    """
    order = sorted(range(len(courses)), key=lambda place: _y(courses[place].heights[-1]))
    shapes, free = list[str](), 0.0
    for place in order:
        end = _y(courses[place].heights[-1])
        at = max(end + 3, free)
        held = lines_in(courses[place].name, _RIGHT - 22, _SIZE, most=_MOST_LINES)
        free = at + _LINE * len(held)
        kind = _DASHES[place % len(_DASHES)]
        shapes += [
            line(x - 10, end, x + 6, at - 3, kind=f"leader {kind}"),
            *lines(x + 9, at, held, step=_LINE, size=_SIZE, whole=courses[place].name),
        ]
    return shapes, free
