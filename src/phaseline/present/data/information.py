"""What finding out is worth, for programs."""

from typing import Any

from phaseline.case.model.case import Case
from phaseline.desk.comparison.information import InformationValue, InformationWorths, Worth
from phaseline.present.wording.rounding import rounded


def worths_data(case: Case, worths: InformationWorths) -> dict[str, Any]:
    """Give what knowing everything, each assumption and a report is worth, by point of view."""
    worths = rounded(worths)
    report = worths.report
    return {
        "worths": [value_data(case, value) for value in worths.values],
        "report": report
        and {
            "address": f"assumptions.{report.assumption}",
            "above": report.above,
            "right": report.right,
            "worths": {name: _worth(worth) for name, worth in worths.reports.items()},
        },
    }


def value_data(case: Case, value: InformationValue) -> dict[str, Any]:
    """Give what knowing everything, and each assumption, is worth from one point of view."""
    return {
        "viewpoint": value.viewpoint,
        "unit": case.period if value.viewpoint == "inside" else "",
        "first": value.first,
        "brings": value.brings,
        "everything": _worth(value.everything),
        "assumptions": [
            {"address": f"assumptions.{row.assumption}", **_worth(row.worth)}
            for row in value.assumptions
        ],
        "draws": value.draws,
    }


def _worth(worth: Worth) -> dict[str, Any]:
    """Give a worth with its error; null where it is no more than that."""
    return {"worth": worth.worth if worth.is_clear else None, "error": worth.error}
