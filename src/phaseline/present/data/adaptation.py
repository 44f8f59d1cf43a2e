"""What a study finds, and what it says of adapting, for programs."""

from typing import Any

from phaseline.case.model.case import Case
from phaseline.desk.estimates.percentiles import DrawRange
from phaseline.explore.adaptation import Adaptation
from phaseline.explore.findings import Exploration
from phaseline.explore.flip_points import FlipPoint
from phaseline.explore.fragility import (
    FragileRegion,
    LeadingShare,
    MeasureReversal,
    StudyFinding,
    study_findings,
)
from phaseline.explore.pathways import CoursePathway, PathwaySpread
from phaseline.explore.triggers import TriggerMap
from phaseline.present.wording.futures import fragile_sentences


def study_findings_data(case: Case, answer: Exploration) -> dict[str, Any]:
    """Give what a study finds of the course that leads: kind, numbers, entries, the sentence."""
    findings = study_findings(case, answer)
    texts = fragile_sentences(case, findings)
    return {
        "findings": [
            {**_finding_data(finding), "rests_on": [], "cites": [], "absence": None, "text": text}
            for finding, text in zip(findings, texts, strict=True)
        ]
    }


def _finding_data(finding: StudyFinding) -> dict[str, Any]:
    kind, values, inputs = _told_apart(finding)
    asked = {f"asks_{place}": f"assumptions.{name}" for place, name in enumerate(inputs, 1)}
    return {
        "kind": kind,
        "id": f"{kind}.{finding.course}",
        "study": finding.study,
        "values": values,
        "entries": {"course": f"policies.{finding.course}", **asked},
    }


def _told_apart(finding: StudyFinding) -> tuple[str, dict[str, Any], tuple[str, ...]]:
    """Give the kind of a finding, its figures, and the assumptions that it names."""
    match finding:
        case LeadingShare():
            works = _share_data(finding.works, of=f"{finding.draws} futures")
            return "study_leader", {"works": works}, ()
        case FragileRegion():
            verb = "works" if finding.region.works else "does not work"
            figures = {
                "density": _share_data(finding.box.density, of="futures inside the box"),
                "coverage": _share_data(finding.box.coverage, of=f"futures in which it {verb}"),
            }
            return "study_region", figures, finding.region.inputs
        case MeasureReversal():
            return "study_measures", {}, ()


def _share_data(share: float, *, of: str) -> dict[str, Any]:
    return {"median": share, "low": None, "high": None, "unit": "share", "of": of, "base": None}


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
        "lapses": [
            {
                "ladder": lapse.policy,
                "reading": lapse.reading,
                "rung": lapse.rung,
                "last_day": lapse.last.isoformat(),
                "standing": lapse.standing.value,
                "entries": list(lapse.entries),
            }
            for lapse in turns.lapses
        ],
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
