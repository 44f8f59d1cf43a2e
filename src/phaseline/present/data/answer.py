"""An assessment as plain data for programs, and as ten lines for the terminal."""

from collections.abc import Iterator
from typing import Any

from phaseline.desk.findings.assessment import Assessment
from phaseline.desk.findings.authority import readings_believed, veto_leaves
from phaseline.desk.findings.claims import claim_findings
from phaseline.desk.findings.effects import same_games
from phaseline.desk.findings.finding import Finding
from phaseline.desk.findings.measures import measure_ends
from phaseline.desk.findings.questions import questions
from phaseline.present.data.findings import answers_data, findings_data
from phaseline.present.data.politics import politics_data
from phaseline.present.data.supply import supply_data
from phaseline.present.document.limits import limits_data
from phaseline.present.document.page_one import PageOne, page_findings, page_one
from phaseline.present.document.questions import answers
from phaseline.present.terminal.contest import contest_data
from phaseline.present.terminal.diagnostics import anchors_besides, anchors_data
from phaseline.present.terminal.law import law_data
from phaseline.present.wording.numbers import (
    amount_words,
    count_words,
    date_words,
    listed,
    shortened,
)
from phaseline.present.wording.records import plain, plain_derivation
from phaseline.present.wording.rounding import told_by
from phaseline.present.wording.supply import summary_words
from phaseline.terms.diagnostic import Severity
from phaseline.terms.quantity import Quantity


def _on_claims(assessment: Assessment) -> Iterator[Finding]:
    """Give what is to be said of each claim."""
    if assessment.contest is not None:
        for verdict in assessment.contest.claims:
            yield from claim_findings(assessment.case, verdict)


def answer_data(assessment: Assessment) -> dict[str, Any]:
    """Give everything that was computed, as plain data."""
    case, told = assessment.case, told_by(assessment)
    page = page_findings(assessment)
    answering = [finding for question in questions(case, told) for finding in question.findings]
    vetoes = veto_leaves(case, told.constraints)
    same = same_games(case, contest) if (contest := assessment.contest) else ()
    believed = readings_believed(assessment.constraints)
    return {
        "page_one": [finding.id for finding in page],
        "findings": findings_data(
            case,
            (
                *(*page, *answering, *same, *believed),
                *(*measure_ends(case), *vetoes, *_on_claims(assessment)),
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
                "sides": [{"source": side.source, "holds": side.holds} for side in conflict.sides],
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


def summary_text(assessment: Assessment) -> str:
    """Give the case in nine lines; the shell adds where the brief is."""
    case, page = assessment.case, page_one(assessment)
    warnings = sum(diagnostic.severity is Severity.WARNING for diagnostic in assessment.diagnostics)
    anchors = assessment.anchors
    checked = (
        f"{anchors.exact} exact, {anchors.normalised} normalised, {anchors.repeated} repeated,"
        f" {anchors.unverified} not re-verified{anchors_besides(anchors)}"
        if anchors.total
        else "none"
    )
    ladders = listed(
        [f"{ladder.ladder.id} {len(ladder.gaps)}" for ladder in assessment.ladders if ladder.gaps],
        empty="none",
    )
    unclear = listed(
        [ladder.ladder.id for ladder in assessment.ladders if not ladder.is_evaluable], empty="none"
    )
    numbers = [
        amount_words(derivation.value)
        for derivation in assessment.derivations
        if isinstance(derivation.value, Quantity)
    ]
    lines = [
        case.title,
        (
            f"as of {date_words(case.as_of)} · case {assessment.hash[:12]} ·"
            f" {count_words(warnings, 'warning')}{_changed(assessment)}"
        ),
        (
            f"{count_words(len(case.facts), 'fact')},"
            f" {count_words(len(case.assumptions), 'assumption')},"
            f" {count_words(len(case.conflicts), 'conflict')},"
            f" {count_words(len(assessment.timeline), 'event')} · anchors: {checked}"
        ),
        f"numbers: {shortened(listed(numbers[:6], empty='none'), 90)} (phaseline derive)",
        f"ladders with gaps: {ladders} · not evaluable: {unclear}",
        (
            f"red lines: {count_words(len(assessment.red_lines.union), 'family', 'families')},"
            f" {len(assessment.red_lines.common)} common to all sources"
        ),
        f"brakes: {_brakes(assessment)}",
        *([f"supply: {summary_words(assessment.deliverable)}"] if assessment.deliverable else []),
        f"bottom line: {_bottom(page)}",
        f"not computed in this version: {listed(list(assessment.not_computed))}",
    ]
    return "\n".join(lines)


def _brakes(assessment: Assessment) -> str:
    return listed([held.brake.id for held in assessment.brakes.held], empty="none entered")


def _bottom(page: PageOne) -> str:
    return f"{page.strength}. {page.bottom_line[0].text}" if page.bottom_line else page.strength


def _changed(assessment: Assessment) -> str:
    return (
        " · what-if:"
        f" {listed([f'{address}={value}' for address, value in assessment.changes.items()])}"
        if assessment.changes
        else ""
    )
