"""Where a threat leaks, for programs: means over the draws, with their ends."""

from collections.abc import Sequence
from typing import Any

from phaseline.case.model.case import Case
from phaseline.desk.comparison.leakage import LadderLeakage
from phaseline.desk.findings.threats import LeakShare, leak_shares, threat_findings
from phaseline.game.leaks import LeakStudy
from phaseline.present.data.asked_first import consent_data
from phaseline.present.data.findings import findings_data

METRIC = "inside"


def leakage_data(case: Case, ladder: LadderLeakage) -> dict[str, Any]:
    """Give where the threat of a completed ladder leaks as plain data; every key is there."""
    study = ladder.study
    return {
        "ladder": ladder.policy,
        "type": ladder.type or None,
        "metric": METRIC,
        "unit": case.period,
        "horizon": ladder.horizon,
        "as_is": float(study.as_is.mean()),
        "lifted": float(study.lifted.mean()),
        "total": float(study.total.mean()),
        "brakes": [_brake_data(share) for share in leak_shares(study)],
        "corners": _corners_data(study),
        "by_type": {
            name: {
                "as_is": leak.effect_as_is,
                "lifted": leak.effect_lifted,
                "total": leak.effect_lifted - leak.effect_as_is,
                "across_as_is": leak.as_is,
                "across_lifted": leak.lifted,
                "brakes": [_brake_data(share) for share in leak_shares(ladder.by_type[name])],
            }
            for name, leak in ladder.types.items()
        },
        "steps": [
            {
                "rung": step.rung,
                "if_crossed": step.if_crossed,
                "if_not": step.if_not,
                "first": step.first,
            }
            for step in ladder.steps
        ],
        "consent": consent_data(ladder.consent) if ladder.consent else None,
        "draws": ladder.draws,
        "findings": findings_data(case, threat_findings(ladder)),
    }


def _brake_data(share: LeakShare) -> dict[str, Any]:
    return {
        "id": share.id,
        "kinds": list(share.kinds),
        "share": share.share,
        "share_low": share.low,
        "share_high": share.high,
        "first_in": share.first_in,
        "last_out": share.last_out,
    }


def _corners_data(study: LeakStudy) -> list[dict[str, Any]]:
    return [
        {
            "lifted": [leak.id for place, leak in enumerate(study.leaks) if corner >> place & 1],
            "value": float(values.mean()),
        }
        for corner, values in enumerate(study.corners)
    ]


def why_data(case: Case, ladders: Sequence[LadderLeakage], *, is_single: bool) -> dict[str, Any]:
    """Give one ladder, or the list of all of them."""
    if is_single:
        return leakage_data(case, ladders[0])
    return {"ladders": [leakage_data(case, ladder) for ladder in ladders]}
