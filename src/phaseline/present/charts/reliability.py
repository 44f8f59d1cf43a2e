"""
A reliability diagram: beliefs by bands, each beside how often such beliefs came true.

Source:
    DeGroot and Fienberg, *The Statistician* 32 (1983), 12–22.
"""

from phaseline.present.charts.svg import line, picture, text
from phaseline.terms.record import record

_SIDE, _LEFT, _TOP = 240.0, 48.0, 14.0
_MARKS = ((0.0, "0"), (0.5, "50 %"), (1.0, "100 %"))
_RADIUS = 4.0


@record
class ReliabilityPoint:
    """
    The beliefs of a band.

    Args:
        forecast: Their mean.
        observed: The share of them that came true.
        count: How many there are.
    """

    forecast: float
    observed: float
    count: int


@record
class ReliabilityView:
    """
    What the diagram draws.

    Args:
        title: Of what it is.
        points: The bands in which there is a belief, the lowest first.
        said: What the diagram shows, in a sentence.
    """

    title: str
    points: tuple[ReliabilityPoint, ...]
    said: str


def reliability_chart(view: ReliabilityView) -> str:
    """Draw the diagram: on the slanting line a belief came true as often as it said."""
    shapes = [shape for share, mark in _MARKS for shape in _marked(share, mark)]
    shapes.append(line(_x(0), _y(0), _x(1), _y(1), kind="zero"))
    for point in view.points:
        x, y = _x(point.forecast), _y(point.observed)
        shapes.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_RADIUS:g}" class="dot"/>')
        anchor, beside = ("end", -7) if point.forecast > 0.5 else ("start", 7)
        shapes.append(text(x + beside, y - 6, str(point.count), anchor=anchor, size=10))
    shapes.append(
        text(_LEFT + _SIDE, _TOP + _SIDE + 30, "believed", anchor="end", size=10, kind="axis")
    )
    shapes.append(text(4, _TOP - 3, "came true", size=10, kind="axis"))
    return picture(
        width=_LEFT + _SIDE + 30,
        height=_TOP + _SIDE + 36,
        title=view.title,
        description=view.said,
        shapes=shapes,
        name="reliability",
    )


def _marked(share: float, mark: str) -> list[str]:
    return [
        line(_x(0), _y(share), _x(1), _y(share), kind="grid"),
        line(_x(share), _y(0), _x(share), _y(1), kind="grid"),
        text(_LEFT - 6, _y(share) + 4, mark, anchor="end", size=10, kind="axis"),
        text(_x(share), _TOP + _SIDE + 15, mark, anchor="middle", size=10, kind="axis"),
    ]


def _x(share: float) -> float:
    return _LEFT + share * _SIDE


def _y(share: float) -> float:
    return _TOP + (1 - share) * _SIDE
