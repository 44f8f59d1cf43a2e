"""
Pathways as a picture: each course as a line over time, with the share of the futures in which it
still works when it is announced then, its decide-by date and its tipping point.
"""

from collections.abc import Mapping, Sequence

from phaseline.present.charts.svg import line, lines, picture, rectangle, text
from phaseline.present.charts.widths import lines_in
from phaseline.terms.record import record

_NAMES, _WIDTH, _RIGHT = 190.0, 400.0, 96.0
_TOP, _ROW, _BAR = 34.0, 46.0, 22.0
_SIZE, _LINE = 11.0, 13.0
_MARK = 10.0  # how wide a mark is


@record
class PathwayLine:
    """
    One course.

    Attributes:
        name: Its name.
        works: By date as a share of the whole time, the share of the futures in which it works.
        decide_by: The 10th percentile, the middle and the 90th percentile of its decide-by dates,
            as shares of the whole time; nothing where it works in no future.
        tipping: The middle of its tipping points likewise, at most the end.
        remark: The share of the futures in which it works when announced at once, in words.
    """

    name: str
    works: Mapping[float, float]
    decide_by: tuple[float, ...]
    tipping: float | None
    remark: str


@record
class PathwaysView:
    """
    The picture of all courses.

    Attributes:
        title: What it shows.
        description: All that it shows, in words.
        dates: The dates that are marked, by their share of the whole time.
        lines: The courses.
    """

    title: str
    description: str
    dates: Mapping[float, str]
    lines: tuple[PathwayLine, ...]


def pathways_map(view: PathwaysView) -> str:
    """Draw a row for each course, with a key below."""
    bottom = _TOP + _ROW * len(view.lines)
    shapes = []
    for share, date in view.dates.items():
        shapes.append(line(_x(share), _TOP - 6, _x(share), bottom, kind="grid"))
        shapes.append(text(_x(share), _TOP - 11, date, size=10, anchor="middle", kind="axis"))
    for place, course in enumerate(view.lines):
        shapes += _course(course, _TOP + _ROW * place)
    shapes += _key(bottom + 18)
    return picture(
        width=_NAMES + _WIDTH + _RIGHT,
        height=bottom + 28,
        title=view.title,
        description=view.description,
        shapes=shapes,
        name="pathways",
    )


def _x(share: float) -> float:
    return _NAMES + _WIDTH * share


def _course(course: PathwayLine, top: float) -> Sequence[str]:
    """Draw bars for the share of the futures in which it works, and its dates below them."""
    floor, track = top + _BAR + 4, top + _BAR + 12
    step = 1 / max(len(course.works), 1)
    held = lines_in(course.name, _NAMES - 10, _SIZE, most=2)
    shapes = [
        *lines(0, floor - 10, held, step=_LINE, size=_SIZE, whole=course.name),
        line(_NAMES, floor, _NAMES + _WIDTH, floor, kind="grid"),
        text(_x(1) + 8, floor - 2, course.remark, size=10, kind="axis"),
    ]
    for share, works in course.works.items():
        high = _BAR * works
        if high:
            shapes.append(
                rectangle(
                    _x(share), floor - high, _WIDTH * step * 0.7, high, kind="range", corner=0
                )
            )
    if course.decide_by:
        low, middle, high = map(_x, course.decide_by)
        shapes += [
            line(low, track, high, track, kind="link"),
            _triangle(middle, track),
        ]
    if course.tipping is not None:
        tipping = _x(course.tipping)
        is_over = bool(course.decide_by) and abs(tipping - _x(course.decide_by[1])) < _MARK
        shapes.append(_diamond(tipping, track + (_MARK if is_over else 0)))
    return shapes


def _key(at: float) -> Sequence[str]:
    return (
        rectangle(_NAMES, at - 9, 10, 10, kind="range", corner=0),
        text(_NAMES + 15, at, "share of futures in which it works, announced then", size=10),
        _triangle(_NAMES + 258, at - 4),
        text(_NAMES + 267, at, "decide by (10–90 %)", size=10),
        _diamond(_NAMES + 372, at - 4),
        text(_NAMES + 381, at, "in force by", size=10),
    )


def _triangle(x: float, y: float) -> str:
    points = f"{x - 5:g},{y - 5:g} {x + 5:g},{y - 5:g} {x:g},{y + 5:g}"
    return f'<polygon points="{points}" class="mark"/>'


def _diamond(x: float, y: float) -> str:
    points = f"{x:g},{y - 5:g} {x + 5:g},{y:g} {x:g},{y + 5:g} {x - 5:g},{y:g}"
    return f'<polygon points="{points}" class="rung"/>'
