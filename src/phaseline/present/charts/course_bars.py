"""Bars of assumptions, course by course: what pictures of what a study rests on have in common."""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from phaseline.present.charts.svg import lines, picture
from phaseline.present.charts.widths import lines_in
from phaseline.terms.record import record

NAMES, WIDTH = 330.0, 230.0  # the columns of names and of bars
_RIGHT = 90.0
_TOP, _HEAD, _LINE, _SIZE = 20.0, 16.0, 12.0, 11.0
_MOST_LINES = 4  # of the names of courses that come to the same

Bar = TypeVar("Bar")


@record
class CourseBars(Generic[Bar]):
    """
    One course.

    Attributes:
        name: Its name.
        bars: The assumptions, those that matter most first.
    """

    name: str
    bars: tuple[Bar, ...]


@record
class CourseBarsView(Generic[Bar]):
    """
    The picture of all courses.

    Attributes:
        title: What it shows.
        description: All that it shows, in words.
        groups: The courses.
    """

    title: str
    description: str
    groups: tuple[CourseBars[Bar], ...]


def by_course(
    view: CourseBarsView[Bar], bar: Callable[[Bar, float], Iterable[str]], *, row: float, name: str
) -> str:
    """
    Draw the assumptions of all courses below one another.

    Args:
        view: What is shown.
        bar: Draws one assumption around the middle of its row.
        row: How high a row is.
        name: The name of the picture among those of a page.
    """
    shapes, top = [], _TOP
    for group in view.groups:
        held = lines_in(group.name, NAMES + WIDTH, _SIZE, most=_MOST_LINES, is_strong=True)
        shapes += lines(0, top, held, step=_LINE, size=_SIZE, kind="strong label", whole=group.name)
        top += _LINE * (len(held) - 1)
        for place, assumption in enumerate(group.bars):
            shapes += bar(assumption, top + 7 + row * (place + 0.5))
        top += _HEAD + row * len(group.bars) + 8
    return picture(
        width=NAMES + WIDTH + _RIGHT,
        height=top,
        title=view.title,
        description=view.description,
        shapes=shapes,
        name=name,
    )


def name_lines(name: str, middle: float) -> Iterable[str]:
    """Write the name of an assumption beside its bar, on two lines at most."""
    held = lines_in(name, NAMES - 18, _SIZE, most=2)
    return lines(8, middle + 4 - _LINE / 2 * (len(held) - 1), held, step=_LINE, whole=name)
