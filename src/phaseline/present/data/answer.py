"""An assessment as plain data for programs."""

from collections.abc import Iterator
from typing import Any

from phaseline.case.alphabet import sides_in_order
from phaseline.case.model.case import Case
from phaseline.desk.comparison.results import LadderComparison
from phaseline.desk.findings.alterations import altered_games
from phaseline.desk.findings.assessment import Assessment
from phaseline.desk.findings.authority import readings_believed, veto_leaves
from phaseline.desk.findings.claims import claim_findings
from phaseline.desk.findings.effects import same_games
from phaseline.desk.findings.finding import Finding
from phaseline.desk.findings.measures import measure_ends
from phaseline.desk.findings.questions import questions
from phaseline.desk.findings.reference import reference_classes
from phaseline.desk.findings.seeds import ranges_moving
from phaseline.present.data.findings import answers_data, findings_data
from phaseline.present.data.politics import politics_data
from phaseline.present.data.supply import supply_data
from phaseline.present.document.courses_in_full import findings_in_full
from phaseline.present.document.limits import limits_data
from phaseline.present.document.page_one import page_findings
from phaseline.present.document.questions import answers
from phaseline.present.terminal.contest import contest_data
from phaseline.present.terminal.diagnostics import anchors_data
from phaseline.present.terminal.law import law_data
from phaseline.present.wording.records import plain, plain_derivation
from phaseline.present.wording.rounding import told_by
from phaseline.terms.diagnostic import Severity


def _on_claims(assessment: Assessment) -> Iterator[Finding]:
    """Give what is to be said of each claim."""
    if assessment.contest is not None:
        for verdict in assessment.contest.claims:
            yield from claim_findings(assessment.case, verdict)


def _between(case: Case, contest: LadderComparison) -> tuple[Finding, ...]:
    """Give what is to be said of the courses side by side."""
    return (
        *same_games(case, contest),
        *altered_games(case, contest),
        *ranges_moving(case, contest),
    )


def answer_data(assessment: Assessment) -> dict[str, Any]:
    """Give everything that was computed, as plain data."""
    case, told = assessment.case, told_by(assessment)
    page = page_findings(assessment)
    answering = [finding for question in questions(case, told) for finding in question.findings]
    vetoes = veto_leaves(case, told.constraints)
    contest = assessment.contest
    between = _between(case, contest) if contest else ()
    believed = readings_believed(assessment.constraints)
    return {
        "page_one": [finding.id for finding in page],
        "findings": findings_data(
            case,
            (
                *(*page, *findings_in_full(assessment), *answering, *between, *believed),
                *(*measure_ends(case), *vetoes, *_on_claims(assessment)),
                *(*reference_classes(case, contest), *assessment.otherwise),
            ),
        ),
        "questions": answers_data(answers(case, told)),
        "supply": supply_data(case, assessment.deliverable) if assessment.deliverable else None,
        "derived": [plain_derivation(derivation) for derivation in assessment.derivations],
        "timeline": [
            {
                "id": event.event.id,
                "title": event.event.title,
                "when": plain(event.event.when),
                "later": event.is_later,
                "retold": [again.id for again in event.retold],
            }
            for event in assessment.timeline
        ],
        "ladders": [
            {
                "id": ladder.ladder.id,
                "title": ladder.ladder.title,
                "standing": ladder.ladder.standing.value,
                "evaluable": ladder.is_evaluable,
                "demands": [demand.id for demand in ladder.demands],
                "gaps": [{"code": gap.code, "says": gap.says} for gap in ladder.gaps],
                "completions": [
                    {
                        "id": completion.id,
                        "completed_by": completion.completed_by,
                        "still_open": list(still),
                    }
                    for completion, still in ladder.still_open
                ],
            }
            for ladder in assessment.ladders
        ],
        "red_lines": {
            "union": list(assessment.red_lines.union),
            "common": list(assessment.red_lines.common),
            "only": {source: list(names) for source, names in assessment.red_lines.only},
        },
        "conflicts": [
            {
                "id": conflict.id,
                "title": conflict.title,
                "sides": [
                    {"source": side.source, "holds": side.holds}
                    for side in sides_in_order(conflict)
                ],
            }
            for conflict in assessment.case.conflicts
        ],
        "restraints": [
            {
                "id": held.brake.id,
                "rank": held.brake.rank,
                "title": held.brake.title,
                "aimed_at_by": [fact.id for fact in held.aimed_at_by],
            }
            for held in assessment.brakes.held
        ],
        "law": law_data(assessment.constraints.legal) if assessment.constraints else None,
        "politics": (
            politics_data(assessment.case, assessment.constraints.politics)
            if assessment.constraints
            else None
        ),
        "limits": limits_data(assessment.constraints) if assessment.constraints else [],
        "game": contest_data(case, contest) if contest else None,
        "anchors": anchors_data(assessment.anchors),
        "warnings": [
            {"code": diagnostic.code, "address": diagnostic.address, "message": diagnostic.message}
            for diagnostic in assessment.diagnostics
            if diagnostic.severity is Severity.WARNING
        ],
    }
