"""What a study comes to, for programs."""

from collections.abc import Sequence
from typing import Any

from phaseline.case.model.case import Case
from phaseline.explore.attribution import Attribution
from phaseline.explore.boxes import FutureBox
from phaseline.explore.findings import CourseFutures, Exploration
from phaseline.explore.regions import BoxAndTree, FutureParts, FutureRegion
from phaseline.explore.robustness import MEASURES
from phaseline.present.data.information import value_data


def exploration_data(case: Case, answer: Exploration) -> dict[str, Any]:
    """
    Give a study: what it is made of, how the courses stand, where each works, and what finding out
    is worth.
    """
    return {
        "study": {"name": answer.plan.name, **answer.plan.manifest},
        "draws": answer.draws,
        "structures": answer.structures,
        "inputs": list(answer.inputs),
        "base": answer.base,
        "measures": {
            view: {
                name: {
                    "prefers": MEASURES[name].says,
                    "by_course": dict(zip(answer.contenders, standing.by_course, strict=True)),
                    "first": [answer.contenders[place] for place in standing.first],
                }
                for name, standing in table.items()
            }
            for view, table in answer.measures.items()
        },
        "worths": [value_data(case, value) for value in answer.worths],
        "courses": [_course_data(course) for course in answer.courses],
    }


def _course_data(course: CourseFutures) -> dict[str, Any]:
    return {
        "ladder": course.course,
        "change": {"median": course.median, "low": course.low, "high": course.high},
        "works": course.works,
        "around": {
            "works": course.around.works,
            "radius": course.around.radius,
            "movers": [
                {"assumption": row.assumption, "size": row.size, "spread": row.spread}
                for row in course.around.movers
            ],
        },
        "region": None if course.region is None else _region_data(course.region),
        "tree": None if course.parts is None else _tree_data(course.parts),
        "box_and_tree": None if course.likeness is None else _likeness_data(course.likeness),
    }


def _region_data(region: FutureRegion) -> dict[str, Any]:
    discovery = region.discovery
    return {
        "of": "works" if region.works else "does_not_work",
        "restrictions": [
            {
                "assumption": name,
                "low": _end(row.low),
                "high": _end(row.high),
                "chance": chance,
                "again": again,
            }
            for name, row, chance, again in zip(
                region.inputs,
                discovery.box.restrictions,
                discovery.chances,
                discovery.again,
                strict=True,
            )
        ],
        "held_out": _box_data(discovery.box),
        "found_on": _box_data(discovery.learned_box),
        "resamples": discovery.resamples,
        "trajectory": [_box_data(box) for box in discovery.trajectory],
    }


def _tree_data(parts: FutureParts) -> dict[str, Any]:
    return {
        "of": "works" if parts.works else "does_not_work",
        "parts": [
            {
                "restrictions": [
                    {"assumption": name, "low": _end(row.low), "high": _end(row.high)}
                    for name, row in zip(asked, box.restrictions, strict=True)
                ],
                "held_out": _box_data(box),
            }
            for asked, box in zip(parts.inputs, parts.tree.boxes, strict=True)
        ],
        "held_out": _box_data(parts.tree.together),
    }


def _likeness_data(likeness: BoxAndTree) -> dict[str, Any]:
    return {
        "both": list(likeness.both),
        "box_alone": list(likeness.box_alone),
        "tree_alone": list(likeness.tree_alone),
        "overlap": likeness.overlap,
    }


def _end(number: float) -> float | None:
    """Give an end of a range; none where it is open."""
    return None if abs(number) == float("inf") else number


def _box_data(box: FutureBox) -> dict[str, float]:
    return {"coverage": box.coverage, "density": box.density, "mass": box.mass}


def attributions_data(answers: Sequence[Attribution]) -> dict[str, Any]:
    """Give what the effects of ladders vary by."""
    return {
        "attributions": [
            {
                "ladder": answer.course,
                "points": answer.points,
                "spread": answer.spread,
                "inputs": answer.inputs,
                "shares": [
                    {
                        "assumption": row.assumption,
                        "first": row.first,
                        "first_margin": row.first_margin,
                        "total": row.total,
                        "total_margin": row.total_margin,
                    }
                    for row in answer.shares
                ],
                "together": [
                    {"assumptions": [first, second], "rank": rank}
                    for first, second, rank in answer.together
                ],
            }
            for answer in answers
        ]
    }
