"""Words for work that is done for good: who says so, a sentence a ladder, a table."""

from collections.abc import Iterator, Sequence

from phaseline.case.model.case import Case
from phaseline.case.model.play import Project
from phaseline.desk.findings.projects import WorkDone, work_under_courses
from phaseline.present.wording.english.telling import all_told
from phaseline.present.wording.game import signed
from phaseline.present.wording.numbers import ends_words, listed
from phaseline.present.wording.rounding import rounded
from phaseline.present.wording.sentences import closed
from phaseline.present.wording.table import AnswerPart, WordTable
from phaseline.present.wording.words import Words


def project_parts(
    case: Case, project: Project, findings: Sequence[WorkDone]
) -> Iterator[AnswerPart]:
    """Give who answers for a project, and one ladder in a sentence or several in a table."""
    words = Words(case)
    yield _owned(project, words)
    said = list(findings) if len(findings) == 1 else [work_under_courses(findings)]
    yield from (sentence.text for sentence in all_told(said, words))
    if len(findings) > 1:
        yield _table(findings, words)


def no_projects_words() -> str:
    """Say that a case names no work that is done for good."""
    return (
        "The case says of nothing that it is work which is done for good, so that every crossing is"
        " played as a flow that can be stopped."
    )


def _owned(project: Project, words: Words) -> str:
    """Say who answers for it, why, and of what it holds."""
    named = [words.subject(subject) for subject in project.subjects]
    holds = f" It is said of: {listed(named)}." if named else ""
    return (
        f"That this is work which is done for good, and no flow, is an assumption of"
        f" {project.owner}. {closed(project.rationale)}{holds} Page one plays the flow."
    )


def _table(findings: Sequence[WorkDone], words: Words) -> WordTable:
    rows = tuple(
        (
            finding.policy,
            signed(finding.done.median, 2),
            ends_words(signed(finding.done.low, 2), signed(finding.done.high, 2)),
            signed(finding.flow.median, 1),
            ends_words(signed(finding.flow.low, 1), signed(finding.flow.high, 1)),
        )
        for finding in rounded(tuple(findings))
    )
    flow = f"{words.periods(2)} of {words.crossing.plural}"
    return WordTable(
        title="What each changes: the chance that it is done, and, where crossing is a flow,"
        f" {flow}",
        lead="",
        head=("Ladder", "Chance", "5 to 95 %", "Flow", "5 to 95 %"),
        rows=rows,
    )
