"""
The courses in full, behind page one: what is demanded, how each step stands and what it delivers
and meets, by whom each is completed, and what moves them.
"""

from phaseline.desk.findings import effects
from phaseline.desk.findings.acts import known_acts
from phaseline.desk.findings.assessment import Assessment
from phaseline.desk.findings.authority import today
from phaseline.desk.findings.finding import Finding
from phaseline.desk.findings.promises import demanded, not_ours
from phaseline.present.document.courses import CourseRow, course_row
from phaseline.present.document.page_one import courses_of, dangers
from phaseline.present.wording.english.telling import all_told
from phaseline.present.wording.game import plan_short
from phaseline.present.wording.sentences import Sentence
from phaseline.present.wording.words import Words
from phaseline.terms.record import record


@record
class CoursesInFull:
    """
    The section on courses.

    Args:
        demands: What the published courses ask for.
        rows: The courses.
        known: What the other side has done, by whose word.
        today: What may be done without asking anyone, and who disputes that.
        by_reading: Which shortens crossings most, reading by reading, and how firm that is.
        movers: The assumptions that move them most, at the best values of all others.
        dangers: How it could go wrong.
        elsewhere: What others would decide.
        figures: How the figures are to be read.
    """

    demands: tuple[Sentence, ...]
    rows: tuple[CourseRow, ...]
    known: tuple[Sentence, ...]
    today: tuple[Sentence, ...]
    by_reading: tuple[Sentence, ...]
    movers: tuple[Sentence, ...]
    dangers: tuple[Sentence, ...]
    elsewhere: tuple[Sentence, ...]
    figures: str


def courses_in_full(assessment: Assessment) -> CoursesInFull:
    """Write the section on courses."""
    case, contest = assessment.case, assessment.contest
    words, places = Words(case), _findings(assessment)

    def told_of(place: str) -> tuple[Sentence, ...]:
        return all_told(places[place], words)

    return CoursesInFull(
        demands=told_of("demands"),
        rows=tuple(course_row(course, words) for course in courses_of(assessment)),
        known=told_of("known"),
        today=told_of("today"),
        by_reading=told_of("by_reading"),
        movers=told_of("movers"),
        dangers=told_of("dangers"),
        elsewhere=told_of("elsewhere"),
        figures=plan_short(contest, case) if contest else "",
    )


def findings_in_full(assessment: Assessment) -> tuple[Finding, ...]:
    """Give all findings of the section."""
    return (
        *(finding for findings in _findings(assessment).values() for finding in findings),
        *(finding for course in courses_of(assessment) for finding in course.findings),
        effects.strength(assessment.case, assessment.contest),
    )


def _findings(assessment: Assessment) -> dict[str, tuple[Finding, ...]]:
    case, contest = assessment.case, assessment.contest
    return {
        "demands": demanded(case),
        "known": known_acts(case),
        "today": today(case, assessment.constraints),
        "by_reading": effects.ahead_of_others(case, contest) if contest else (),
        "movers": effects.moves_most(case, contest) if contest else (),
        "dangers": dangers(assessment),
        "elsewhere": not_ours(case),
    }
