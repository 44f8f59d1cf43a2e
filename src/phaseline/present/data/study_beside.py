"""What an answer says of a study that lies beside its case."""

from collections.abc import Mapping
from typing import Any

from phaseline.case.model.case import Case
from phaseline.explore.kept_study import KeptStudy, StudyBeside, UnusedStudy
from phaseline.present.data.adaptation import study_findings_data
from phaseline.present.wording.rounding import rounded


def with_study(case: Case, answer: Mapping[str, Any], study: StudyBeside | None) -> dict[str, Any]:
    """
    Give an answer with the findings of a study, which stand last on page one.

    Args:
        case: The case.
        answer: The answer without them.
        study: A study that lies beside the case, if there is one.
    """
    if not isinstance(study, KeptStudy):
        return {**answer, "study": None if study is None else _unused_data(study)}
    findings = study_findings_data(case, rounded(study.exploration))["findings"]
    return {
        **answer,
        "page_one": [*answer["page_one"], *(finding["id"] for finding in findings)],
        "findings": [*answer["findings"], *findings],
        "study": {
            "name": study.exploration.plan.name,
            "draws": study.exploration.draws,
            "seed": study.exploration.plan.seed,
            "unfit": None,
        },
    }


def _unused_data(study: UnusedStudy) -> dict[str, Any]:
    return {"name": study.name, "draws": None, "seed": None, "unfit": study.unfit.value}
