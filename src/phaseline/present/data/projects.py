"""Work that is done for good, for programs."""

from collections.abc import Sequence
from typing import Any

from phaseline.case.model.case import Case
from phaseline.case.model.play import Project
from phaseline.desk.findings.projects import WorkDone
from phaseline.present.data.findings import findings_data


def projects_data(
    case: Case, project: Project | None, findings: Sequence[WorkDone]
) -> dict[str, Any]:
    """Give a project with what each ladder does to it; null, and no ladder, where there is none."""
    return {
        "project": project.id if project else None,
        "owner": project.owner if project else None,
        "subjects": list(project.subjects) if project else [],
        "unit": case.period,
        "ladders": [finding.policy for finding in findings],
        "findings": findings_data(case, findings),
    }
