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


def answer_data(found: Assessment) -> dict[str, Any]:
    """Give everything that was computed, as plain data."""
    case, told = found.case, told_by(found)
    page = page_findings(found)
    answering = [finding for question in questions(case, told) for finding in question.findings]
    vetoes = veto_leaves(case, told.constraints)
    same = same_games(case, contest) if (contest := found.contest) else ()
    believed = readings_believed(found.constraints)
    return {
        "page_one": [finding.id for finding in page],
        "findings": findings_data(
            case,
            (
                *(*page, *answering, *same, *believed),
                *(*measure_ends(case), *vetoes, *_on_claims(found)),
            ),
        ),
        "questions": answers_data(answers(case, told)),
        "supply": supply_data(case, found.deliverable) if found.deliverable else None,
        "derived": [plain_derivation(derivation) for derivation in found.derivations],
        "timeline": [
            {
                "id": one.event.id,
                "title": one.event.title,
                "when": plain(one.event.when),
                "later": one.is_later,
                "retold": [again.id for again in one.retold],
            }
            for one in found.timeline
        ],
        "ladders": [
            {
                "id": one.ladder.id,
                "title": one.ladder.title,
                "standing": one.ladder.standing.value,
                "evaluable": one.is_evaluable,
                "demands": [demand.id for demand in one.demands],
                "gaps": [{"code": gap.code, "says": gap.says} for gap in one.gaps],
                "completions": [
                    {
                        "id": completion.id,
                        "completed_by": completion.completed_by,
                        "still_open": list(still),
                    }
                    for completion, still in one.still_open
                ],
            }
            for one in found.ladders
        ],
        "red_lines": {
            "union": list(found.red_lines.union),
            "common": list(found.red_lines.common),
            "only": {source: list(names) for source, names in found.red_lines.only},
        },
        "conflicts": [
            {
                "id": one.id,
                "title": one.title,
                "sides": [{"source": side.source, "holds": side.holds} for side in one.sides],
            }
            for one in found.case.conflicts
        ],
        "restraints": [
            {
                "id": held.brake.id,
                "rank": held.brake.rank,
                "title": held.brake.title,
                "aimed_at_by": [one.id for one in held.aimed_at_by],
            }
            for held in found.brakes.held
        ],
        "law": law_data(found.constraints.legal) if found.constraints else None,
        "politics": (
            politics_data(found.case, found.constraints.politics) if found.constraints else None
        ),
        "limits": limits_data(found.constraints) if found.constraints else [],
        "game": contest_data(case, contest) if contest else None,
        "anchors": anchors_data(found.anchors),
        "warnings": [
            {"code": one.code, "address": one.address, "message": one.message}
            for one in found.diagnostics
            if one.severity is Severity.WARNING
        ],
    }


def summary_text(found: Assessment) -> str:
    """Give the case in nine lines; the shell adds where the brief is."""
    case, page = found.case, page_one(found)
    warnings = sum(one.severity is Severity.WARNING for one in found.diagnostics)
    anchors = found.anchors
    checked = (
        f"{anchors.exact} exact, {anchors.normalised} normalised, {anchors.repeated} repeated,"
        f" {anchors.unverified} not re-verified{anchors_besides(anchors)}"
        if anchors.total
        else "none"
    )
    ladders = listed(
        [f"{one.ladder.id} {len(one.gaps)}" for one in found.ladders if one.gaps], empty="none"
    )
    unclear = listed([one.ladder.id for one in found.ladders if not one.is_evaluable], empty="none")
    numbers = [
        amount_words(one.value) for one in found.derivations if isinstance(one.value, Quantity)
    ]
    lines = [
        case.title,
        (
            f"as of {date_words(case.as_of)} · case {found.hash[:12]} ·"
            f" {count_words(warnings, 'warning')}{_changed(found)}"
        ),
        (
            f"{count_words(len(case.facts), 'fact')},"
            f" {count_words(len(case.assumptions), 'assumption')},"
            f" {count_words(len(case.conflicts), 'conflict')},"
            f" {count_words(len(found.timeline), 'event')} · anchors: {checked}"
        ),
        f"numbers: {shortened(listed(numbers[:6], empty='none'), 90)} (phaseline derive)",
        f"ladders with gaps: {ladders} · not evaluable: {unclear}",
        (
            f"red lines: {count_words(len(found.red_lines.union), 'family', 'families')},"
            f" {len(found.red_lines.common)} common to all sources"
        ),
        f"brakes: {listed([held.brake.id for held in found.brakes.held], empty='none entered')}",
        *([f"supply: {summary_words(found.deliverable)}"] if found.deliverable else []),
        f"bottom line: {_bottom(page)}",
        f"not computed in this version: {listed(list(found.not_computed))}",
    ]
    return "\n".join(lines)


def _bottom(page: PageOne) -> str:
    return f"{page.strength}. {page.bottom_line[0].text}" if page.bottom_line else page.strength


def _changed(found: Assessment) -> str:
    return (
        f" · what-if: {listed([f'{address}={value}' for address, value in found.changes.items()])}"
        if found.changes
        else ""
    )
