"""
What the pages Why and Need show of a course: sentences, a picture, and tables to take along.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from phaseline.api.cases import case_of
from phaseline.api.insight import need, why
from phaseline.case.check.report import Report
from phaseline.case.games import abstaining_types, setup_of
from phaseline.case.model.case import Case
from phaseline.case.values import range_of
from phaseline.desk.comparison.goals import LadderGoal
from phaseline.desk.comparison.leakage import LadderLeakage, leaking_ladders
from phaseline.desk.comparison.needs import LadderNeeds, LadderTurns
from phaseline.desk.findings.assessment import Assessment
from phaseline.desk.findings.headline import shown_ladder
from phaseline.desk.findings.threats import threat_findings
from phaseline.present.charts.leak_bars import leak_chart
from phaseline.present.charts.surface_map import surface_chart
from phaseline.present.data.envelope import envelope, envelope_of
from phaseline.present.data.lists import table_csv
from phaseline.present.data.need import need_data, surface_rows
from phaseline.present.data.why import why_data
from phaseline.present.document.leaks import leak_picture, leak_view
from phaseline.present.document.surfaces import surface_picture, surface_view
from phaseline.present.wording.english.telling import all_told
from phaseline.present.wording.game import course_name, lowered_periods
from phaseline.present.wording.leaks import leak_tables
from phaseline.present.wording.needs import (
    goal_aim,
    needs_lead,
    rest_words,
    sets_words,
    surface_words,
    turns_table,
)
from phaseline.present.wording.rounding import rounded
from phaseline.present.wording.table import WordTable
from phaseline.present.wording.words import Words
from phaseline.terms.letters import capitalised
from phaseline.web.asking import BELOW, Question
from phaseline.web.frame import rendered, trusted
from phaseline.web.outline import NEED, WHY
from phaseline.web.what_ifs import Changes, query_of

MOST_SETS = 12
Parts = Iterator[tuple[str, str]]
Head = Mapping[str, Any]


def choices(assessment: Assessment) -> Mapping[str, Any]:
    """
    Give what can be asked of a case: its courses, the one that page one shows, its types, goals and
    assumptions, and which goals are told unasked; nothing where no course is played.
    """
    case, contest = assessment.case, assessment.contest
    shown = shown_ladder(case, contest) if contest else ""
    if not shown:
        return {}
    ladders = leaking_ladders(case)
    return {
        "shown": shown,
        "ladders": [{"id": name, "name": course_name(case, name)} for name in ladders],
        "types": [{"id": kind.id, "name": kind.title} for kind in setup_of(case).types],
        "goals": [
            *({"id": goal.text, "name": goal_aim(case, goal)} for goal in _goals(case, ladders)),
            {"id": BELOW, "name": f"for fewer {lowered_periods(case)} than the number below"},
        ],
        "periods": lowered_periods(case),
        "told": [turned.goal.text for turned in assessment.turns],
        "assumptions": [
            {"id": assumption.id, "name": assumption.asks}
            for assumption in case.assumptions
            if range_of(assumption)
        ],
    }


def _goals(case: Case, ladders: Sequence[str]) -> Iterator[LadderGoal]:
    """Give the goals of a case that name no number."""
    setup = setup_of(case)
    idle = abstaining_types(setup)
    for kind in setup.types:
        if kind.id not in idle:
            yield LadderGoal(kind="deters", target=kind.id)
    for name in ladders:
        yield LadderGoal(kind="ahead", target=name)
    demanded = {demand.track for policy in case.policies for demand in policy.demand}
    if demanded:
        yield LadderGoal(kind="met")
    if len(demanded) > 1:
        for track in setup.tracks.ids:
            if track in demanded:
                yield LadderGoal(kind="met", target=track)
    yield LadderGoal(kind="self-enforcing")


def sent_along(assessment: Assessment) -> Parts:
    """Give what the pages show of the course that page one shows, before anything is asked."""
    case, leakage = assessment.case, assessment.leakage
    if leakage is not None:
        head = envelope_of(case, assessment.hash, assessment.changes)
        yield from _why_parts(head, case, leakage, address="")
    if assessment.turns:
        yield from _turn_parts(case, assessment.turns)


def explained(
    report: Report, question: Question, *, draws: int, tick: Callable[[str], None]
) -> Parts:
    """
    Answer what one of the pages asks.

    Args:
        report: The checked case.
        question: What is asked, as `asking.question_of` gives it.
        draws: How many draws of the assumptions the means rest on.
        tick: Told what is being done.

    Yields:
        The page by its name, and under its name with a slash the files that it offers.

    Raises:
        QuestionError: What is asked names what is not there.
        EngineError: A game did not settle.
    """
    case, address = case_of(report), _address(question, report.reading.changes)
    head = envelope(report)
    ladder = question["ladder"]
    if question["page"] == WHY:
        against = question.get("type", "")
        (leakage,) = why(case, ladder=ladder, against=against, draws=draws, tick=tick)
        yield from _why_parts(head, case, leakage, address=address)
        return
    surface = [question[name] for name in ("upwards", "across") if question.get(name)]
    (needs,) = need(case, question.get("goal", ""), ladder=ladder, surface=surface, tick=tick)
    yield from _need_parts(head, case, rounded(needs), address=address)


def _address(question: Question, changes: Changes) -> str:
    fields = {name: value for name, value in question.items() if name != "page"}
    return f"?{query_of({**changes, **fields})}"


def _why_parts(head: Head, case: Case, leakage: LadderLeakage, *, address: str) -> Parts:
    words = Words(case)
    boards = tuple(leak_tables(case, leakage))
    shown = {
        "name": course_name(case, leakage.policy),
        "against": words.kind(leakage.type) if leakage.type else "",
        "sentences": [sentence.text for sentence in all_told(threat_findings(leakage), words)],
        "chart": trusted(leak_chart(leak_view(case, leakage))),
        "boards": boards,
        "address": address,
        "draws": leakage.draws,
    }
    yield WHY, rendered("why_answer", shown)
    yield f"{WHY}/picture.svg", leak_picture(case, leakage)
    yield from _tables(WHY, boards)
    yield f"{WHY}/answer.json", answer_json(head, why_data(case, (leakage,), is_single=True))


def _need_parts(head: Head, case: Case, needs: LadderNeeds, *, address: str) -> Parts:
    boards = tuple(
        board for board in (turns_table(case, needs.single, has_ids=False),) if board.rows
    )
    lead, sets, more = sets_words(case, needs, most=MOST_SETS, has_ids=False)
    shown = {
        "name": capitalised(course_name(case, needs.policy)),
        "aim": goal_aim(case, needs.goal),
        "lead": needs_lead(needs),
        "boards": boards,
        "rest": rest_words(needs),
        "sets_lead": lead,
        "sets": [*sets, *([more] if more else [])],
        "surfaces": [
            (surface_words(case, needs, surface), _surface(case, needs))
            for surface in needs.surfaces
        ],
        "address": address,
    }
    yield NEED, rendered("need_answer", shown)
    yield from _tables(NEED, boards)
    if needs.surfaces:
        yield f"{NEED}/picture.svg", surface_picture(case, needs)
        yield f"{NEED}/grid.csv", surface_rows(case, needs)
    yield f"{NEED}/answer.json", answer_json(head, need_data(case, (needs,), is_single=True))


def _surface(case: Case, needs: LadderNeeds) -> str:
    return trusted(surface_chart(surface_view(case, needs, needs.surfaces[0])))


def _turn_parts(case: Case, turns: Sequence[LadderTurns]) -> Parts:
    """Give where single assumptions turn what page one tells of its course."""
    boards = tuple(
        turns_table(
            case,
            turned.turns,
            title=f"{_aim_and_state(case, turned)}; it turns at",
            has_ids=False,
        )
        for turned in turns
        if turned.turns
    )
    shown = {
        "name": capitalised(course_name(case, turns[0].policy)),
        "boards": boards,
        "nothing": [_aim_and_state(case, turned) for turned in turns if not turned.turns],
    }
    yield NEED, rendered("need_turns", shown)
    yield from _tables(NEED, boards)


def _aim_and_state(case: Case, turned: LadderTurns) -> str:
    state = "reached" if turned.is_reached else "not reached"
    return f"{capitalised(goal_aim(case, turned.goal))}: {state} as it is"


def _tables(page: str, boards: Sequence[WordTable]) -> Parts:
    for number, board in enumerate(boards, start=1):
        yield f"{page}/table-{number}.csv", table_csv(board)


def answer_json(head: Head, content: Mapping[str, Any]) -> str:
    """Give an answer for programs, as the command prints it."""
    return json.dumps({**head, **rounded(content)}, indent=2)
