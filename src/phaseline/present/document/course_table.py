"""
The courses of action as rows of page one's table: what is the same for all stands once below it.
"""

from collections.abc import Sequence
from dataclasses import replace

from phaseline.case.model.response import LadderStanding
from phaseline.desk.findings.courses import Course
from phaseline.desk.findings.headline import StepsAsRead
from phaseline.desk.findings.matrix import MatrixRow
from phaseline.present.document.effects import Bar, effect_bars
from phaseline.present.document.standings import Column, law_columns
from phaseline.present.wording.english.courses import cell_of_moves
from phaseline.present.wording.english.telling import told
from phaseline.present.wording.numbers import listed
from phaseline.present.wording.sentences import Sentence
from phaseline.present.wording.words import Words
from phaseline.terms.record import record


@record
class CourseTable:
    """
    The courses as a table.

    Args:
        names: What each is called.
        ladders: The id of the ladder of each.
        bars: What each adds; none where no game is played.
        columns: What differs between them.
        alike: What is the same for all of them.
        unpublished: Whether each is a course that nobody has published.
        completed_by: Who completed the others; empty where nobody had to.
    """

    names: tuple[str, ...]
    ladders: tuple[str, ...]
    bars: tuple[Bar, ...]
    columns: tuple[Column, ...]
    alike: tuple[str, ...]
    unpublished: tuple[bool, ...]
    completed_by: str


def course_table(
    rows: Sequence[MatrixRow],
    courses: Sequence[Course],
    words: Words,
    read: StepsAsRead | None = None,
) -> CourseTable:
    """Give the courses as they are played, or as they are written where no game is."""
    if not rows:
        return _written(courses, words)
    bars = effect_bars(words.case, rows)
    names = [bar.name for bar in bars]
    columns, alike = [*(law_columns(read, rows, words) if read else ())], []
    for column in _columns(rows, words):
        common = _alike(column)
        if common:
            alike.append(common)
        else:
            columns.append(column)
    return CourseTable(
        names=tuple(names),
        ladders=tuple(row.course.ladder.id for row in rows),
        bars=bars,
        columns=tuple(columns),
        alike=tuple(alike),
        unpublished=tuple(_is_unpublished(row.course) for row in rows),
        completed_by=_completed_by([row.course for row in rows], words),
    )


def _written(courses: Sequence[Course], words: Words) -> CourseTable:
    return CourseTable(
        names=tuple(words.row_name(f"ladders.{course.ladder.id}") for course in courses),
        ladders=tuple(course.ladder.id for course in courses),
        bars=(),
        columns=(
            Column(
                title="If it complies, do we stop?",
                alike="",
                cells=tuple(told(course.complies, words) for course in courses),
            ),
        ),
        alike=(),
        unpublished=tuple(_is_unpublished(course) for course in courses),
        completed_by=_completed_by(courses, words),
    )


def _columns(rows: Sequence[MatrixRow], words: Words) -> tuple[Column, ...]:
    who = words.actor(words.case.challenger)
    return (
        Column(
            title="Last step, earliest",
            alike="Last step in force at the earliest: {cell}",
            cells=tuple(told(row.earliest, words) for row in rows),
        ),
        Column(
            title=f"What {who} then does, in the model",
            alike=f"{who} in the model: {{cell}}",
            cells=tuple(_moves(row, words) for row in rows),
        ),
        Column(
            title=f"If {who} complies, do we stop?",
            alike=f"If {who} complies: {{cell}}",
            cells=tuple(told(row.stops, words) for row in rows),
        ),
    )


def _moves(row: MatrixRow, words: Words) -> Sentence:
    """Say what the challenger does, without naming the completion: the row is named by it."""
    if row.moves is None:
        return Sentence(text="")
    return replace(told(row.moves, words), text=cell_of_moves(row.acting, words), spans=())


def _alike(column: Column) -> str:
    """Give a column as one sentence where all courses beside the first have the same cell."""
    first, *others = [cell.text for cell in column.cells[1:]] or [""]
    is_same = first and all(cell == first for cell in others)
    return f"{column.alike.format(cell=first)}." if is_same else ""


def _is_unpublished(course: Course) -> bool:
    return course.ladder.standing is LadderStanding.CONTRAST


def _completed_by(courses: Sequence[Course], words: Words) -> str:
    """Say who completed the published courses; nothing where nobody had to."""
    owners = [
        completion.completed_by for course in courses for completion in course.ladder.completions
    ]
    names = list(dict.fromkeys(owners))
    if names == [words.case.prepared_by.removeprefix("the ")]:
        return "we"
    return listed(names, empty="")
