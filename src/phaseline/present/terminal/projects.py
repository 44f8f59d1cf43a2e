"""Work that is done for good, for a reader."""

from collections.abc import Sequence

from phaseline.case.model.case import Case
from phaseline.case.model.play import Project
from phaseline.desk.findings.projects import WorkDone
from phaseline.present.terminal.parts import parts_text
from phaseline.present.wording.layout import wrapped
from phaseline.present.wording.projects import no_projects_words, project_parts
from phaseline.present.wording.words import Words


def projects_text(case: Case, project: Project, findings: Sequence[WorkDone]) -> str:
    """Give the project, and one ladder in a sentence or several in a table."""
    title = f"{project.id}: {Words(case).lowered(project.title)}"
    return parts_text(title, project_parts(case, project, findings))


def no_projects_text(case: Case) -> str:
    """Say of a case by its title that it names no work that is done for good."""
    return f"{wrapped(case.title)}\n{wrapped(no_projects_words())}"
