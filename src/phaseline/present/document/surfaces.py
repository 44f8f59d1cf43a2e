"""The picture of a goal over several assumptions, in the words of its case."""

from collections.abc import Sequence

import numpy as np

from phaseline.case.model.case import Case
from phaseline.desk.comparison.needs import ALIKE, LadderNeeds
from phaseline.desk.comparison.surfaces import GoalSurface
from phaseline.present.charts.surface_map import (
    SurfaceAxis,
    SurfacePanel,
    SurfaceView,
    surface_chart,
)
from phaseline.present.charts.svg import standalone
from phaseline.present.wording.needs import surface_words, value_words


def surface_picture(case: Case, needs: LadderNeeds) -> str:
    """Give the picture of the first surface as a file of its own."""
    return standalone(surface_chart(surface_view(case, needs, needs.surfaces[0])))


def surface_view(case: Case, needs: LadderNeeds, surface: GoalSurface) -> SurfaceView:
    """Give what the picture of a surface draws: of a third axis both ends and the middle."""
    upwards, across = (_axis(case, surface, place) for place in (0, 1))
    return SurfaceView(
        title=f"{needs.policy}: where {needs.goal.text} is reached (grey)",
        description=surface_words(case, needs, surface),
        across=across,
        upwards=upwards,
        panels=tuple(_panels(case, surface)),
    )


def _axis(case: Case, surface: GoalSurface, place: int) -> SurfaceAxis:
    name, points = surface.axes[place], surface.points[place]
    low, high = (value_words(case, name, end) for end in (points[0], points[-1]))
    return SurfaceAxis(name=case.assumptions[name].asks, low=low, high=high)


def _panels(case: Case, surface: GoalSurface) -> Sequence[SurfacePanel]:
    reached = surface.margins > ALIKE
    if len(surface.axes) < len(("up", "across", "deep")):
        return [_panel("", reached, surface, surface.boundary)]
    name, values = surface.axes[-1], surface.points[-1]
    return [
        _panel(
            f"{case.assumptions[name].asks}: {value_words(case, name, values[place])}",
            reached[:, :, place],
            surface,
            [point for point in surface.boundary if point[-1] == values[place]],
        )
        for place in dict.fromkeys((0, len(values) // 2, len(values) - 1))
    ]


def _panel(
    name: str,
    reached: np.ndarray[tuple[int, ...], np.dtype[np.bool_]],
    surface: GoalSurface,
    turns: Sequence[tuple[float, ...]],
) -> SurfacePanel:
    def share(point: tuple[float, ...], axis: int) -> float:
        low, high = surface.points[axis][0], surface.points[axis][-1]
        return (point[axis] - low) / (high - low)

    return SurfacePanel(
        name=name,
        reached=tuple(tuple(bool(cell) for cell in row) for row in reached),
        turns=tuple((share(point, 0), share(point, 1)) for point in turns),
    )
