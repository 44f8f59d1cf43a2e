"""The courses of action as rows of page one's table."""

from phaseline.case.model.case import Case
from phaseline.case.model.response import Ladder, LadderStanding
from phaseline.desk.findings.courses import Course
from phaseline.present.wording.english.telling import all_told, told
from phaseline.present.wording.numbers import count_words, listed
from phaseline.present.wording.sentences import Sentence, origin_of
from phaseline.present.wording.words import Words
from phaseline.terms.record import record

_NOTHING = Sentence(text="")


@record
class CourseRow:
    """
    One course of action: a row of the table.

    Args:
        name: The ladder's id.
        title: What the course is.
        origin: Whose it is, and who completed it.
        lawful: How its last step stands, reading by reading; empty where the case asks nothing of
            the law.
        agree: Who must agree, as far as the sources say, and with which chance.
        deliverable: What it delivers how long after consent; empty where the case names no goods.
        counter: The counter-threat it meets.
        move: What the challenger does first inside the model, by completion; empty where no game is
            played.
        crossing: What changes against the baseline inside the model, by completion; empty where no
            game is played.
        comply: What follows when the other side complies.
    """

    name: str
    title: str
    origin: str
    lawful: Sentence
    agree: Sentence
    deliverable: Sentence
    counter: Sentence
    move: tuple[Sentence, ...]
    crossing: tuple[Sentence, ...]
    comply: Sentence


def course_row(course: Course, words: Words) -> CourseRow:
    """Give the row of a course."""
    ladder = course.ladder
    return CourseRow(
        name=ladder.id,
        title=ladder.title,
        origin=_origin(ladder, words.case),
        lawful=told(course.stands, words) if course.stands else _NOTHING,
        agree=told(course.consent, words),
        deliverable=told(course.goods, words) if course.goods else _NOTHING,
        counter=told(course.warnings, words),
        move=all_told(course.moves, words),
        crossing=all_told(course.effects, words),
        comply=told(course.complies, words),
    )


def _origin(ladder: Ladder, case: Case) -> str:
    """Say whose a course is, and who completed it."""
    source = origin_of(case, ladder)
    if ladder.standing is LadderStanding.CONTRAST or not ladder.completions:
        return source
    owners = list(dict.fromkeys(completion.completed_by for completion in ladder.completions))
    owner = listed(owners)
    count = count_words(len(ladder.completions), "completion")
    is_ours = owner == case.prepared_by.removeprefix("the ")
    return f"{source}; {count} {'of ours' if is_ours else f'by {owner}'}"
