"""What each section of the brief shows, by the names that its template uses."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from markupsafe import Markup

from phaseline.brief.cite import Citations
from phaseline.brief.links import Ways
from phaseline.brief.outline import sections_of
from phaseline.case.games import baseline_of
from phaseline.case.model.case import Case
from phaseline.case.model.common import Cite
from phaseline.case.model.escalation import Attributes
from phaseline.case.model.response import Ladder
from phaseline.case.values import amount_at
from phaseline.desk.comparison.claims import ClaimVerdict
from phaseline.desk.findings.assessment import Assessment
from phaseline.desk.findings.authority import readings_believed
from phaseline.desk.findings.threats import threat_findings
from phaseline.desk.register.disagreements import decisive_conflicts
from phaseline.desk.register.facts import record_of
from phaseline.desk.register.ladders import LadderContrast, contrasts
from phaseline.explore.kept_study import KeptStudy, StudyBeside, UnusedStudy
from phaseline.present.charts.deliveries import deliveries_chart, deliveries_view
from phaseline.present.charts.future_box import future_box
from phaseline.present.charts.index_bars import index_bars
from phaseline.present.charts.ladder import ladder_chart, ladder_view
from phaseline.present.charts.measure_lines import measure_lines
from phaseline.present.charts.mover_bars import mover_bars
from phaseline.present.charts.paths import path_chart, path_view
from phaseline.present.charts.pathways_map import pathways_map
from phaseline.present.charts.routes_flow import flow_chart, flow_view
from phaseline.present.charts.supply_matrix import matrix_chart, matrix_view
from phaseline.present.charts.timeline import timeline_chart, timeline_view
from phaseline.present.charts.trigger_lines import trigger_lines
from phaseline.present.document.assumptions import movers_board
from phaseline.present.document.courses_in_full import courses_in_full
from phaseline.present.document.evidence import (
    evidence,
    groups_of_papers,
    timeline_lines,
    unsaid_words,
)
from phaseline.present.document.futures import futures_section
from phaseline.present.document.game import base_rates, boards, past_cases, red_levels
from phaseline.present.document.law import (
    amendment_board,
    freed_words,
    opening_lines,
    pooling_words,
    tainted_lines,
    turning_lines,
    verdict_boards,
    votes_board,
)
from phaseline.present.document.layers import LEAD, missing_rows
from phaseline.present.document.limits import bypass_words, limit_boards
from phaseline.present.document.otherwise import variant_blocks
from phaseline.present.document.page_one import drawn, page_one
from phaseline.present.document.questions import answers
from phaseline.present.document.quotations import quotation_lines
from phaseline.present.document.supply import (
    allies_board,
    certainty_words,
    left_out_lines,
    movers_words,
    need_lines,
    needs_lead,
    passed_on_words,
    plans_board,
    prices_board,
    route_entries,
)
from phaseline.present.terminal.registers import reference, silence_words
from phaseline.present.wording.claims import claim_reply
from phaseline.present.wording.english.telling import all_told
from phaseline.present.wording.futures import unused_in_short, unused_words
from phaseline.present.wording.game import baseline_words, course_name
from phaseline.present.wording.numbers import (
    actor_words,
    amount_words,
    deadline_words,
    listed,
)
from phaseline.present.wording.rounding import rounded, told_by
from phaseline.present.wording.sentences import Sentence, origin_of
from phaseline.present.wording.supply import first_arrival_words, reading_words
from phaseline.present.wording.words import Words
from phaseline.terms.letters import capitalised
from phaseline.terms.quantity import Amount, Reference, Unknown

_View = TypeVar("_View")


def citation_parts(assessment: Assessment, citations: Citations) -> dict[str, Any]:
    """Give what every section cites and calls by name."""
    case = assessment.case
    return {
        "folds": citations,
        "case": case,
        "deadline": deadline_words(case),
        "on_lines": _on_lines(case),
        "cite": lambda cites: _marks(citations, cites),
        "notes": citations.entered,
        "names": {actor.id: actor.name for actor in case.actors},
        "named": lambda ids: listed([actor_words(case, name) for name in ids], empty=""),
        "owners": list(dict.fromkeys(assumption.owner for assumption in case.assumptions)),
        "origin_of": lambda ladder: origin_of(case, ladder),
        "record_of": record_of,
        "reference": reference,
        "shorts": {source.id: source.short or source.title for source in case.sources},
        "silence_words": silence_words(case),
        "missing": {"lead": LEAD, "rows": missing_rows(case)},
    }


def _on_lines(case: Case) -> list[dict[str, Any]]:
    """
    Give every family of technology, and every act and track that a red line names, with what a
    source says that it affects.
    """
    named = {name for line in case.red_lines for name in line.any_of} - case.technologies.ids
    others = (entry for section in (case.acts, case.tracks) for entry in section)
    return [
        {
            "id": entry.id,
            "title": entry.title,
            "cites": getattr(entry, "cites", ()),
            "affects": getattr(entry, "affects", ""),
        }
        for entry in (*case.technologies, *(entry for entry in others if entry.id in named))
    ]


def answer_parts(assessment: Assessment, study: StudyBeside | None = None) -> dict[str, Any]:
    """
    Give what page one, the questions and the claims show.

    Args:
        assessment: What is known of the case.
        study: A study that lies beside the case, if there is one.
    """
    case, contest = assessment.case, assessment.contest
    decisive = decisive_conflicts(case, drawn(contest))
    return {
        **page_one_parts(assessment, study),
        "decisive": decisive,
        "undecisive": [conflict for conflict in case.conflicts if conflict not in decisive],
        "recorded_silences": [
            silence for silence in case.silences if record_of(case, silence) is not None
        ],
        "quotation_lines": quotation_lines(case, assessment.anchors),
        "leaking": _leaking(assessment),
        "movers_board": movers_board(case, contest),
        "courses": courses_in_full(assessment),
        "otherwise": variant_blocks(case, assessment.otherwise),
        "baseline": baseline_words(case),
        "answers": answers(case, told_by(assessment)),
        "paper_groups": groups_of_papers(case),
        "unsaid": unsaid_words(case),
        "evidence": evidence(case, assessment.evidence),
        "timeline_lines": timeline_lines(case, assessment.timeline, assessment.evidence),
        "boards": boards(case, contest) if contest else (),
        "rates": base_rates(case),
        "past": past_cases(case, contest),
        "rows_side_by_side": _side_by_side(assessment),
        "claims": [claim_reply(case, verdict) for verdict in _judged(assessment)],
    }


def page_one_parts(assessment: Assessment, study: StudyBeside | None = None) -> dict[str, Any]:
    """
    Give what page one shows, and how it leads to the sections behind it.

    Args:
        assessment: What is known of the case.
        study: A study that lies beside the case, if there is one.
    """
    ways = Ways(["figures", *(section.id for section in sections_of(assessment))])
    return {
        "page": page_one(assessment, is_studied=isinstance(study, KeptStudy)),
        "linked": ways.linked,
        "place_of": ways.place_of,
    }


def _leaking(assessment: Assessment) -> tuple[Sentence, ...]:
    """Say where the threat of the course that page one shows leaks."""
    leakage = assessment.leakage
    return all_told(threat_findings(leakage), Words(assessment.case)) if leakage else ()


def _judged(assessment: Assessment) -> Sequence[ClaimVerdict]:
    return assessment.contest.claims if assessment.contest else ()


def pictures(assessment: Assessment) -> dict[str, Any]:
    """Draw the timeline, the published ladders and the paths: our own pictures, words escaped."""
    timeline = timeline_view(assessment.timeline, assessment.case.as_of)
    published = [
        ladder_view(profile)
        for profile in assessment.ladders
        if profile.ladder.standing.value == "published"
    ]
    rungs = [rung for view in published for rung in view.rungs]
    return {
        "charts": [
            Markup(ladder_chart(view))  # noqa: S704  # our own picture
            for view in published
        ],
        "drawn": {
            "is_lethal": any(rung.is_lethal for rung in rungs),
            "is_open": any(rung.is_open for rung in rungs),
        },
        "path_charts": _paths(assessment),
        "timeline_chart": Markup(timeline_chart(timeline)) if timeline else "",  # noqa: S704
    }


def consent_parts(assessment: Assessment) -> dict[str, Any]:
    """
    Give what the sections on law and politics show; empty tables where the case asks nothing of the
    law.
    """
    case, limits = assessment.case, assessment.constraints
    if limits is None:
        return {}
    return {
        "verdict_boards": verdict_boards(case, limits),
        "believed": all_told(readings_believed(limits), Words(case)),
        "turning_lines": turning_lines(case, limits),
        "votes_board": votes_board(case, limits),
        "limit_boards": limit_boards(case, limits),
        "bypasses": bypass_words(case, limits),
        "pooling": pooling_words(case, limits),
        "freed_words": freed_words(case, limits),
        "tainted_lines": tainted_lines(case, limits),
        "opening_lines": opening_lines(case, limits),
        "amendment_board": amendment_board(case, limits),
    }


def supply_parts(assessment: Assessment) -> dict[str, Any]:
    """
    Give what the section on supply shows; nothing where the case names no needs, stocks or routes.
    """
    case, goods = assessment.case, assessment.deliverable
    if goods is None:
        return {}
    first = goods.first
    sent = deliveries_view(case, first, reading_words(case, first.shipping.reading))
    return {
        "need_lines": need_lines(case, goods),
        "needs_lead": needs_lead(goods),
        # Our own pictures, their words escaped.
        "matrix_chart": Markup(matrix_chart(matrix_view(case, goods.register))),  # noqa: S704
        "flow_chart": Markup(flow_chart(flow_view(case, goods))),  # noqa: S704
        "deliveries_chart": Markup(deliveries_chart(sent)) if sent.bars else "",  # noqa: S704
        "route_entries": route_entries(case, goods),
        "passed_on": passed_on_words(case, goods),
        "plans_board": plans_board(case, goods),
        "certainty": certainty_words(case, goods),
        "first_arrival": first_arrival_words(case, first),
        "prices_board": prices_board(case, goods),
        "movers": movers_words(case, goods),
        "allies_board": allies_board(case, goods),
        "left_out_lines": left_out_lines(case, goods),
    }


def futures_parts(case: Case, study: StudyBeside | None) -> dict[str, Any]:
    """
    Give what the section on many futures shows; no section where nobody has made a study.

    Args:
        case: The case.
        study: A study that lies beside the case, if there is one.
    """
    if study is None or isinstance(study, UnusedStudy):
        return {
            "futures": None,
            "unused": unused_words(study) if study else "",
            "unused_in_short": unused_in_short(study) if study else "",
        }
    section = futures_section(case, rounded(study))
    boxes = [
        (box.title, future_box(box.view, name=f"box-{place}"), box.caption, box.tree)
        for place, box in enumerate(section.boxes)
    ]
    return {
        "futures": section,
        "unused_in_short": "",
        "study": study,
        "measures_chart": _chart(section.measures, measure_lines),
        "movers_chart": _chart(section.movers, mover_bars),
        "indices_chart": _chart(section.indices, index_bars),
        "triggers_chart": _chart(section.trigger_lines, trigger_lines),
        "pathways_chart": _chart(section.pathways_map, pathways_map),
        # Our own pictures, their words escaped.
        "box_charts": [(title, Markup(chart), *said) for title, chart, *said in boxes],  # noqa: S704
    }


def _chart(view: _View | None, draw: Callable[[_View], str]) -> Markup:
    """Draw a picture; nothing where there is none."""
    # Our own picture, its words escaped.
    return Markup("" if view is None else draw(view))  # noqa: S704


def _paths(assessment: Assessment) -> list[tuple[str, Markup]]:
    """Draw the path of each ladder that was answered in full, beside the yardstick's."""
    if assessment.contest is None:
        return []
    case, red = assessment.case, red_levels(assessment.case)
    by_id = {
        contender.policy.id: contender.answer
        for contender in assessment.contest.contenders
        if contender.answer
    }
    yardstick = by_id.get(baseline_of(case).id)
    views = [
        path_view(capitalised(course_name(case, name)), answer, yardstick, red, case.period)
        for name, answer in by_id.items()
        if yardstick is not None and answer is not yardstick
    ]
    # Our own pictures, their words escaped.
    return [(view.title, Markup(path_chart(view))) for view in views]  # noqa: S704


def _marks(citations: Citations, cites: tuple[Cite, ...]) -> Markup:
    """Give the footnote marks of some citations, each a link to its note."""
    numbers = dict.fromkeys(citations.numbers(cites))
    links = Markup("<span class='comma'>,</span>").join(
        Markup('<a href="#note-{0}">{0}</a>').format(number) for number in numbers
    )
    return Markup('<sup class="cite">{}</sup>').format(links) if numbers else Markup("")


def shown_amount(assessment: Assessment, amount: Amount) -> str:
    """Give an amount as a reader sees it; one that is an address, as what stands there."""
    if isinstance(amount, Reference):
        return amount_words(amount_at(assessment.case, amount.address))
    return silence_words(assessment.case) if isinstance(amount, Unknown) else amount_words(amount)


def _told(ladder: Ladder) -> int:
    """Count the rungs above the lowest of which a case says what they do."""
    return sum(rung.attributes != Attributes() for rung in ladder.rungs[1:])


def _side_by_side(assessment: Assessment) -> tuple[LadderContrast, ...]:
    """
    Set acts beside the rungs of the ladder of which the case says the most about what they do, then
    of that which has the most; of those alone that attach a demand if any does, and of several of
    the first by its title, in whichever order a case has them.
    """
    climbing = [profile for profile in assessment.ladders if len(profile.ladder.rungs) > 1]
    demanding = [profile for profile in climbing if profile.demands]
    by_rungs = sorted(
        (profile.ladder for profile in demanding or climbing),
        key=lambda ladder: (-_told(ladder), -len(ladder.rungs), ladder.title),
    )
    return contrasts(assessment.case, by_rungs[0]) if by_rungs else ()
