"""
Chances as a picture: between which of them something holds, from nought to certain, row by row.
"""

from phaseline.present.charts.svg import label, line, picture, rectangle, text
from phaseline.terms.record import record

_WIDTH = 640.0
_NAMES, _END = 270.0, 520.0  # where the scale begins and ends; the values stand behind it
_SIZE, _ROW, _BAR = 11.0, 20.0, 12.0
_TOP = 34.0
_MARKS = (0.0, 0.25, 0.5, 0.75, 1.0)

Intervals = tuple[tuple[float, float], ...]


@record
class ChanceRow:
    """
    One row.

    Attributes:
        name: What holds.
        value: The same as it is read.
        wide: Between which chances it holds in part, drawn lightly.
        narrow: Between which it holds in full, drawn over that.
    """

    name: str
    value: str
    wide: Intervals
    narrow: Intervals = ()


@record
class ChanceMark:
    """
    A chance that is marked through all rows.

    Attributes:
        name: What it is.
        at: The chance.
    """

    name: str
    at: float


@record
class ChanceView:
    """
    The picture of several rows.

    Attributes:
        title: What is shown.
        description: All that it shows, in words.
        rows: The rows.
        marks: The chances that are marked.
    """

    title: str
    description: str
    rows: tuple[ChanceRow, ...]
    marks: tuple[ChanceMark, ...]


def chance_chart(view: ChanceView, *, name: str) -> str:
    """
    Draw a bar for each interval on one scale of chances.

    Args:
        view: What is drawn.
        name: What its title and description are called, once on a page.
    """
    top = _TOP + 14 * len(view.marks)
    bottom = top + _ROW * len(view.rows)
    shapes = [text(0, 12, view.title, size=_SIZE, kind="strong label")]
    for mark in _MARKS:
        shapes.append(line(_x(mark), top, _x(mark), bottom, kind="grid" if mark else "zero"))
        shapes.append(
            text(_x(mark), bottom + 13, f"{100 * mark:g} %", size=10, anchor="middle", kind="axis")
        )
    for place, marked in enumerate(view.marks):
        height = _TOP + 14 * place
        shapes.append(line(_x(marked.at), height - 3, _x(marked.at), bottom, kind="link"))
        shapes.append(_mark_name(marked, height))
    for place, row in enumerate(view.rows):
        shapes += _row(row, top + _ROW * place + (_ROW - _BAR) / 2)
    return picture(
        width=_WIDTH,
        height=bottom + 18,
        title=view.title,
        description=view.description,
        shapes=shapes,
        name=name,
    )


def _x(chance: float) -> float:
    return _NAMES + (_END - _NAMES) * min(1.0, max(0.0, chance))


def _mark_name(mark: ChanceMark, height: float) -> str:
    """Name a mark at the side of it that has more room."""
    at = _x(mark.at)
    if at < (_NAMES + _END) / 2:
        return label(at + 4, height, mark.name, room=_WIDTH - at - 8, size=10, kind="axis")
    return label(at - 4, height, mark.name, room=at - 8, size=10, anchor="end", kind="axis")


def _row(row: ChanceRow, top: float) -> list[str]:
    bars = [
        rectangle(_x(low), top + inset, _x(high) - _x(low), _BAR - 2 * inset, kind=kind, corner=0)
        for kind, inset, intervals in (("brake", 0.0, row.wide), ("whole", 2.0, row.narrow))
        for low, high in intervals
    ]
    return [
        label(0, top + _BAR - 2, row.name, room=_NAMES - 10, size=_SIZE),
        *bars,
        label(
            _END + 8, top + _BAR - 2, row.value, room=_WIDTH - _END - 8, size=_SIZE, kind="value"
        ),
    ]
