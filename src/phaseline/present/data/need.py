"""What would have to be true for a ladder to reach a goal, for programs."""

from collections.abc import Sequence
from itertools import product
from typing import Any

from phaseline.case.model.case import Case
from phaseline.desk.comparison.needs import LadderNeeds
from phaseline.desk.comparison.surfaces import GoalSurface
from phaseline.present.wording.needs import unit_of
from phaseline.present.wording.rounding import rounded


def need_data(case: Case, ladders: Sequence[LadderNeeds], *, is_single: bool) -> dict[str, Any]:
    """Give one ladder, or the list of all of them; every key is always there."""
    if is_single:
        return _ladder_data(case, ladders[0])
    return {"ladders": [_ladder_data(case, needs) for needs in ladders]}


def _ladder_data(case: Case, needs: LadderNeeds) -> dict[str, Any]:
    return {
        "goal": needs.goal.text,
        "ladder": needs.policy,
        "reached": needs.is_reached,
        "margin": needs.margin,
        "margin_at_ends": needs.farthest,
        "single": [
            {
                "address": f"assumptions.{turn.assumption}",
                "value": _in_unit(case, turn.assumption, turn.value),
                "low": _in_unit(case, turn.assumption, turn.low),
                "high": _in_unit(case, turn.assumption, turn.high),
                "best": _in_unit(case, turn.assumption, turn.best),
                "unit": unit_of(case, turn.assumption).text,
                "inside": turn.is_inside,
            }
            for turn in needs.single
        ],
        "inert": [f"assumptions.{name}" for name in needs.inert],
        "sets": [
            [
                {
                    "address": f"assumptions.{change.assumption}",
                    "value": _in_unit(case, change.assumption, change.value),
                    "of_range": change.of_range,
                }
                for change in changes
            ]
            for changes in needs.sets
        ],
        "surfaces": [_surface_data(case, surface) for surface in needs.surfaces],
        "not_found": [needs.goal.text] if needs.is_not_found else [],
        "cannot": [{"goal": needs.goal.text, "because": needs.proof.value}] if needs.proof else [],
    }


def _in_unit(case: Case, name: str, value: float | None) -> float | None:
    """Give a value in the unit in which the case gives the range."""
    return None if value is None else value / unit_of(case, name).factor


def _surface_data(case: Case, surface: GoalSurface) -> dict[str, Any]:
    units = [unit_of(case, name) for name in surface.axes]
    return {
        "axes": [f"assumptions.{name}" for name in surface.axes],
        "units": [of.text for of in units],
        "grid": {
            "points": [
                [at / of.factor for at in values]
                for values, of in zip(surface.points, units, strict=True)
            ],
            "margins": surface.margins.tolist(),
        },
        "boundary": [
            [at / of.factor for at, of in zip(point, units, strict=True)]
            for point in surface.boundary
        ],
        "turns_back": [
            {
                "address": f"assumptions.{bend.axis}",
                "reason": bend.reason.value.replace(" ", "-") if bend.reason else None,
            }
            for bend in surface.bends
        ],
    }


def surface_rows(case: Case, needs: LadderNeeds) -> str:
    """
    Give the grid of a surface as a table with commas: a row for each point, in the units in which
    the case gives the ranges.
    """
    surface = needs.surfaces[0]
    units = [unit_of(case, name) for name in surface.axes]
    head = [f"assumptions.{name}" for name in surface.axes]
    rows = [
        (*(at / of.factor for at, of in zip(point, units, strict=True)), float(margin))
        for point, margin in zip(product(*surface.points), surface.margins.reshape(-1), strict=True)
    ]
    lines = [",".join(f"{number:.12g}" for number in rounded(row)) for row in rows]
    return "\n".join([",".join([*head, "margin"]), *lines, ""])
