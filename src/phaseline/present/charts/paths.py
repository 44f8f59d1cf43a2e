"""
Paths as a picture: period by period, whether the line is crossed and whether a rung is in force,
under one ladder and without it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from phaseline.present.charts.svg import label, line, picture, text
from phaseline.terms.record import record
from phaseline.terms.ties import total

_WIDTH, _HEIGHT, _LEFT, _TOP = 260.0, 110.0, 34.0, 10.0


@record
class PathView:
    """
    What the picture draws, each by period, between 0 and 1.

    Args:
        title: The ladder.
        crossed: The chance that the line is crossed under the ladder.
        without: The same under the yardstick.
        climbed: The chance that a rung above the lowest is in force.
        period: The word for one period.
    """

    title: str
    crossed: tuple[float, ...]
    without: tuple[float, ...]
    climbed: tuple[float, ...]
    period: str


def path_view(
    title: str,
    answer: Mapping[str, Any],
    yardstick: Mapping[str, Any],
    red: Mapping[str, Sequence[str]],
    period: str,
) -> PathView:  # the parts of the picture, in its order
    """
    Read a picture off two full answers.

    Args:
        title: The ladder.
        answer: Its answer.
        yardstick: The yardstick's.
        red: The levels that cross the line, by track.
        period: The word for one period.
    """
    lowest = next(iter(answer["path"][0]["rung"]))
    return PathView(
        title=title,
        crossed=tuple(_crossed(row, red) for row in answer["path"]),
        without=tuple(_crossed(row, red) for row in yardstick["path"]),
        climbed=tuple(
            max(0.0, total(row["rung"].values()) - row["rung"][lowest]) for row in answer["path"]
        ),
        period=period,
    )


def _crossed(row: Mapping[str, Any], red: Mapping[str, Sequence[str]]) -> float:
    return max(
        (
            row["level"].get(track, {}).get(level, 0.0)
            for track, levels in red.items()
            for level in levels
        ),
        default=0.0,
    )


def path_chart(view: PathView) -> str:
    """Draw the path."""
    shapes = [
        shape
        for share, mark in ((0.0, "0"), (0.5, "½"), (1.0, "1"))
        for shape in (
            line(_LEFT, _y(share), _LEFT + _WIDTH, _y(share), kind="grid"),
            text(_LEFT - 6, _y(share) + 4, mark, anchor="end", size=10, kind="axis"),
        )
    ]
    count = len(view.crossed)
    shapes += [
        text(
            _x(period - 1, count),
            _TOP + _HEIGHT + 14,
            str(period),
            anchor="middle",
            size=10,
            kind="axis",
        )
        for period in range(6, count + 1, 6)
    ]
    words = f"{view.period}s"
    shapes.append(
        label(
            _LEFT + _WIDTH,
            _TOP + _HEIGHT + 27,
            words,
            room=_LEFT + _WIDTH - 2,
            anchor="end",
            size=10,
            kind="axis",
        )
    )
    for values, kind in (
        (view.without, "path-without"),
        (view.climbed, "path-climbed"),
        (view.crossed, "path-crossed"),
    ):
        points = " ".join(
            f"{_x(place, count):.1f},{_y(value):.1f}" for place, value in enumerate(values)
        )
        shapes.append(f'<polyline points="{points}" class="{kind}"/>')
    last = (
        f"in the last {view.period} crossed {view.crossed[-1]:.2f}, without the ladder"
        f" {view.without[-1]:.2f}, a rung in force {view.climbed[-1]:.2f}"
    )
    return picture(
        width=_LEFT + _WIDTH + 10,
        height=_TOP + _HEIGHT + 32,
        title=view.title,
        description=f"Inside the model, {last}",
        shapes=shapes,
        name=f"path-{view.title}",
    )


def _x(place: int, count: int) -> float:
    return _LEFT + place / max(count - 1, 1) * _WIDTH


def _y(share: float) -> float:
    return _TOP + (1 - share) * _HEIGHT
