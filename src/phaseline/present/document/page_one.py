"""
Page one of the brief: which findings stand where, in which order.

Differences come before levels, no chance of a crossing stands here, and what is not computed is
said to be.
"""

from phaseline.desk.comparison.results import LadderComparison
from phaseline.desk.findings import effects
from phaseline.desk.findings.acts import known_acts
from phaseline.desk.findings.assessment import Assessment
from phaseline.desk.findings.authority import today
from phaseline.desk.findings.courses import Course, course, in_order_of_courses
from phaseline.desk.findings.finding import Finding
from phaseline.desk.findings.objections import disputed_warnings, objections
from phaseline.desk.findings.opinion import challenged
from phaseline.desk.findings.promises import (
    NoCourses,
    assumed_sight,
    demanded,
    drifts,
    holds_back,
    left_open,
    not_ours,
    not_worked_out,
)
from phaseline.desk.findings.questions import disagreement, questions
from phaseline.present.document.courses import CourseRow, course_row
from phaseline.present.wording.english.telling import all_told, told
from phaseline.present.wording.game import base_words, baseline_words, plan_short
from phaseline.present.wording.law import reading_names
from phaseline.present.wording.rounding import told_by
from phaseline.present.wording.sentences import Sentence
from phaseline.present.wording.words import Words
from phaseline.terms.record import record

_ON_THE_SIGN = "frees"
_MOST_BRAKES = 3  # page one is one sheet; all of them stand in their section


@record
class PageOne:
    """Everything that stands on page one, sentence by sentence, each with what it rests on."""

    responder: str
    decision: str
    decide_by: str
    demands: tuple[Sentence, ...]
    bottom_line: tuple[Sentence, ...]
    strength: str
    today: tuple[Sentence, ...]
    known: tuple[Sentence, ...]
    courses: tuple[CourseRow, ...]
    elsewhere: tuple[Sentence, ...]
    brakes: tuple[Sentence, ...]
    disagreement: tuple[Sentence, ...]
    dangers: tuple[Sentence, ...]
    decides: tuple[Sentence, ...]
    information: tuple[Sentence, ...]
    figures: str
    objections: tuple[Sentence, ...]
    challenged: tuple[Sentence, ...]
    limits: tuple[str, ...]


def page_one(assessment: Assessment) -> PageOne:
    """Write page one from an assessment."""
    case, contest = assessment.case, assessment.contest
    words = Words(case)
    says = findings_of_page(assessment)

    def told_of(place: str) -> tuple[Sentence, ...]:
        return all_told(says[place], words)

    return PageOne(
        responder=words.actor(case.responder),
        decision=case.decision or case.question,
        decide_by="no source names a date" if case.decide_by == "unstated" else case.decide_by,
        demands=told_of("demands"),
        bottom_line=told_of("bottom_line"),
        strength=told(effects.strength(case, contest), words).text,
        today=told_of("today"),
        known=told_of("known"),
        courses=tuple(course_row(entry, words) for entry in _courses(assessment)),
        elsewhere=told_of("elsewhere"),
        brakes=told_of("brakes"),
        disagreement=told_of("disagreement"),
        dangers=told_of("dangers"),
        decides=told_of("decides"),
        information=told_of("information"),
        figures=_figures(assessment, words),
        objections=told_of("objections"),
        challenged=told_of("challenged"),
        limits=case.limits,
    )


def page_findings(assessment: Assessment) -> tuple[Finding, ...]:
    """Give all findings of page one in the order in which they are read."""
    says = findings_of_page(assessment)
    ahead = ("demands", "bottom_line", "today", "known")
    return (
        *(finding for place in ahead for finding in says[place]),
        effects.strength(assessment.case, assessment.contest),
        *(finding for entry in _courses(assessment) for finding in entry.findings),
        *(finding for place in says if place not in ahead for finding in says[place]),
    )


def _courses(assessment: Assessment) -> list[Course]:
    case, contest = assessment.case, assessment.contest
    limits, goods = assessment.constraints, assessment.deliverable
    return [
        course(case, ladder, contest, limits, goods)
        for ladder in in_order_of_courses(assessment.ladders)
    ]


def findings_of_page(assessment: Assessment) -> dict[str, tuple[Finding, ...]]:
    """Give the findings of page one by their place, the table of courses apart."""
    case, contest = assessment.case, assessment.contest
    on_the_sign = [
        question
        for question in questions(case, told_by(assessment))
        if question.name == _ON_THE_SIGN
    ]
    return {
        "demands": demanded(case),
        "bottom_line": (
            *(effects.ahead_of_others(case, contest) if contest else ()),
            *_open(assessment),
        ),
        "today": today(case, assessment.constraints),
        "known": known_acts(case),
        "elsewhere": not_ours(case),
        "brakes": holds_back(case)[:_MOST_BRAKES],
        "disagreement": tuple(
            finding for question in on_the_sign for finding in disagreement(question)
        ),
        "dangers": (
            *(effects.dangers(case, contest) if contest else (*assumed_sight(case), *drifts(case))),
            *disputed_warnings(case),
        ),
        "decides": effects.moves_most(case, contest) if contest else (),
        "information": effects.next_information(case, contest) if contest else (),
        "objections": objections(case),
        "challenged": (challenged(case, _drawn(contest)),),
    }


def _drawn(contest: LadderComparison | None) -> tuple[str, ...]:
    """Give the assumptions that the figures of the game rest on; none without a game."""
    return (*contest.plan.continuous, *contest.plan.structural) if contest else ()


def _open(assessment: Assessment) -> tuple[Finding, ...]:
    """Give what is not computed and what no course says; nothing to compare where there is none."""
    case = assessment.case
    unsaid = left_open(case)
    if any(isinstance(finding, NoCourses) for finding in unsaid):
        return unsaid
    return (
        *not_worked_out(
            case,
            has_law=assessment.constraints is not None,
            is_played=assessment.contest is not None,
        ),
        *unsaid,
    )


def _figures(assessment: Assessment, words: Words) -> str:
    """Say how the figures of the table are to be read."""
    case, contest = assessment.case, assessment.contest
    if contest is None:
        return ""
    reading = reading_names(case).get(contest.reading, "")
    read_as = f"; consent as {words.lowered(reading)} reads the law" if reading else ""
    return (
        f"Changes against {baseline_words(case)} ({base_words(contest, case)}):"
        f" {plan_short(contest, case)}{read_as}."
    )
