"""What a study says of adapting, for programs."""

from typing import Any

from phaseline.desk.estimates.percentiles import DrawRange
from phaseline.explore.adaptation import Adaptation
from phaseline.explore.findings import Exploration
from phaseline.explore.flip_points import FlipPoint
from phaseline.explore.pathways import CoursePathway, PathwaySpread
from phaseline.explore.triggers import TriggerMap


def adaptation_data(answer: Exploration, turns: Adaptation) -> dict[str, Any]:
    """Give flip points, triggers and pathways of a study."""
    return {
        "flips": {
            view: [_flip_data(answer, flip) for flip in flips]
            for view, flips in turns.flips.items()
        },
        "triggers": None if turns.triggers is None else _trigger_data(turns.triggers),
        "pathways": [_pathway_data(row) for row in turns.pathways],
        "without_pathway": list(turns.dated),
    }


def _flip_data(answer: Exploration, flip: FlipPoint) -> dict[str, Any]:
    return {
        "assumption": flip.assumption,
        "value": flip.value,
        "side": "below" if flip.is_below else "above",
        "leader": answer.contenders[flip.leader],
        "rival": answer.contenders[flip.rival],
        "share": flip.share,
        "lead": flip.lead,
    }


def _trigger_data(triggers: TriggerMap) -> dict[str, Any]:
    return {
        "track": triggers.track,
        "horizons": list(triggers.horizons),
        "fewest_wrong": list(triggers.fewest_wrong),
        "by_reports": [
            {
                "reports": row.reports,
                "early": _range_data(row.early),
                "in_time": _range_data(row.in_time),
                "late": _range_data(row.late),
                "never": _range_data(row.never),
            }
            for row in triggers.errors
        ],
    }


def _range_data(part: DrawRange) -> dict[str, float]:
    return {"median": part.median, "low": part.low, "high": part.high}


def _pathway_data(row: CoursePathway) -> dict[str, Any]:
    return {
        "ladder": row.course,
        "futures": row.futures,
        "announced": list(row.announced),
        "works": list(row.works),
        "decide_by": _spread_data(row.decide_by),
        "tipping": _spread_data(row.tipping),
        "rungs": [
            {"rung": rung.rung, "lead": _spread_data(rung.lead), "open": list(rung.is_open)}
            for rung in row.rungs
        ],
    }


def _spread_data(spread: PathwaySpread | None) -> dict[str, float] | None:
    if spread is None:
        return None
    return {"median": spread.median, "low": spread.low, "high": spread.high}
