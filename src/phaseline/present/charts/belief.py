"""
A belief as a picture: day by day, with the range that nine in ten draws hold, and a mark where
reports came.
"""

from phaseline.present.charts.svg import label, line, picture, text
from phaseline.terms.record import record

_WIDTH, _HEIGHT, _LEFT, _TOP = 520.0, 150.0, 44.0, 12.0
_RADIUS = 3.0
# The bands of ICD 203 begin and end here: what is read off the picture is read in its words.
_MARKS = ((0.0, "0"), (0.2, "20 %"), (0.45, "45 %"), (0.55, "55 %"), (0.8, "80 %"), (1.0, "100 %"))


@record
class BeliefPoint:
    """
    A belief on a day.

    Args:
        place: The day, counted from any other [day].
        name: The day in words.
        best: The chance at best values.
        low: What one draw in twenty lies below.
        high: What one draw in twenty lies above.
        is_reported: Whether something was reported on the day.
    """

    place: int
    name: str
    best: float
    low: float
    high: float
    is_reported: bool


@record
class BeliefView:
    """
    What the picture draws.

    Args:
        id: Its name among the pictures of a page.
        title: Of what the belief is.
        points: The belief day by day, the earliest first.
        said: What the picture shows, in a sentence.
    """

    id: str
    title: str
    points: tuple[BeliefPoint, ...]
    said: str


def belief_chart(view: BeliefView) -> str:
    """Draw the belief as a line of steps, for it stays where it is until something moves it."""
    points = view.points
    first, last = points[0].place, points[-1].place
    places = [_x(point.place, first, last) for point in points]
    ranges = _steps(places, [point.high for point in points])
    ranges += reversed(_steps(places, [point.low for point in points]))
    shapes = [f'<polygon points="{_joined(ranges)}" class="range"/>']
    shapes += [shape for share, mark in _MARKS for shape in _marked(share, mark)]
    best = _steps(places, [point.best for point in points])
    shapes.append(f'<polyline points="{_joined(best)}" class="belief"/>')
    shapes += [
        f'<circle cx="{at:.1f}" cy="{_y(point.best):.1f}" r="{_RADIUS:g}" class="dot"/>'
        for at, point in zip(places, points, strict=True)
        if point.is_reported
    ]
    shapes += _ends(view)
    return picture(
        width=_LEFT + _WIDTH + 16,
        height=_TOP + _HEIGHT + 24,
        title=view.title,
        description=view.said,
        shapes=shapes,
        name=f"belief-{view.id}",
    )


def _marked(share: float, mark: str) -> tuple[str, str]:
    return (
        line(_LEFT, _y(share), _LEFT + _WIDTH, _y(share), kind="grid"),
        text(_LEFT - 6, _y(share) + 4, mark, anchor="end", size=10, kind="axis"),
    )


def _ends(view: BeliefView) -> list[str]:
    """Name the first day and the last, each where it stands."""
    below, room = _TOP + _HEIGHT + 16, _WIDTH / 2 - 8
    first, last = view.points[0], view.points[-1]
    if first.place == last.place:
        middle = _LEFT + _WIDTH / 2
        return [label(middle, below, last.name, room=_WIDTH, anchor="middle", size=10, kind="axis")]
    return [
        label(_LEFT, below, first.name, room=room, size=10, kind="axis"),
        label(_LEFT + _WIDTH, below, last.name, room=room, anchor="end", size=10, kind="axis"),
    ]


def _steps(places: list[float], values: list[float]) -> list[tuple[float, float]]:
    """Give the corners of a line of steps; of one day alone, a line across."""
    if len(places) == 1:
        return [(_LEFT, _y(values[0])), (_LEFT + _WIDTH, _y(values[0]))]
    corners = [(places[0], _y(values[0]))]
    for at, value in zip(places[1:], values[1:], strict=True):
        corners += [(at, corners[-1][1]), (at, _y(value))]
    return corners


def _joined(corners: list[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)


def _x(place: int, first: int, last: int) -> float:
    share = (place - first) / (last - first) if last > first else 0.5
    return _LEFT + share * _WIDTH


def _y(share: float) -> float:
    return _TOP + (1 - share) * _HEIGHT
