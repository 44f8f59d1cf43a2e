"""
The courses of action as rows of page one's table, those of one ladder together under its steps:
what is the same for all stands once below it.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from phaseline.case.games import rungs_of
from phaseline.case.model.response import Ladder, LadderStanding, Rung
from phaseline.desk.findings.courses import Course
from phaseline.desk.findings.headline import StepsAsRead
from phaseline.desk.findings.matrix import MatrixRow
from phaseline.present.document.effects import Bar, effect_bars
from phaseline.present.document.standings import Column, law_column
from phaseline.present.wording.english.courses import cell_of_moves
from phaseline.present.wording.english.telling import told
from phaseline.present.wording.game import baseline_words
from phaseline.present.wording.numbers import listed
from phaseline.present.wording.sentences import Sentence
from phaseline.present.wording.words import Words
from phaseline.terms.letters import capitalised
from phaseline.terms.record import record

_NOT_PUBLISHED = "Not from the papers"
_UNSTATED = "unstated"
_SHORT = 3  # words: a longer cell that says what the first row says points to it


@record
class LabelledRow:
    """
    One row of a group.

    Args:
        place: Which row of the table it is.
        label: What tells it from the others of its group.
        ladder: The id of its ladder, where the head of the group does not lead there; else empty.
        is_several: Whether it is several completions that come to the same.
    """

    place: int
    label: str
    ladder: str
    is_several: bool = False


@record
class CourseGroup:
    """
    The courses of one ladder, or of several that nobody has published with the same steps.

    Args:
        name: What the ladder is called, or what the several have in common.
        ladder: The id of the ladder; of the first of several.
        steps: What is added to today's, from step to step; empty where nothing is.
        rows: Its courses.
        law: How the last step stands, or whether it would pass, where that differs between ladders.
        left_out: What tells those of its courses from the others that have no room, as they add
            nothing.
    """

    name: str
    ladder: str
    steps: str
    rows: tuple[LabelledRow, ...]
    law: str
    left_out: tuple[str, ...]


@record
class CourseTable:
    """
    The courses as a table.

    Args:
        names: What each is called.
        ladders: The id of the ladder of each.
        bars: What each adds; none where no game is played.
        law: How their last steps stand, or whether they would pass, where that differs.
        columns: What else differs between them.
        alike: What is the same for all of them.
        unpublished: Whether each is a course that nobody has published.
        completed_by: Who completed the others; empty where nobody had to.
        groups: The same rows by their ladders, in the order of the first of each.
        baseline: What the challenger does in the first row, where others point to it; else empty.
    """

    names: tuple[str, ...]
    ladders: tuple[str, ...]
    bars: tuple[Bar, ...]
    law: Column | None
    columns: tuple[Column, ...]
    alike: tuple[str, ...]
    unpublished: tuple[bool, ...]
    completed_by: str
    groups: tuple[CourseGroup, ...]
    baseline: str


def course_table(
    rows: Sequence[MatrixRow],
    courses: Sequence[Course],
    words: Words,
    read: StepsAsRead | None = None,
    left_out: Sequence[MatrixRow] = (),
) -> CourseTable:
    """
    Give the courses as they are played, or as they are written where no game is.

    Args:
        rows: The courses as they are played, the baseline first; none where no game is.
        courses: The same as they are written.
        words: The words of the case.
        read: How their last steps stand before the law.
        left_out: The courses that have no room.
    """
    if not rows:
        return _written(courses, words)
    bars = effect_bars(words.case, rows)
    names = [bar.name for bar in bars]
    law = law_column(read, rows, words) if read else None
    columns: list[Column] = []
    alike: list[str] = []
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
        law=law,
        columns=tuple(columns),
        alike=tuple(alike),
        unpublished=tuple(_is_unpublished(row.course) for row in rows),
        completed_by=_completed_by([row.course for row in rows], words),
        groups=_groups(rows, left_out, law, words),
        baseline=_baseline(rows, words),
    )


def _groups(
    rows: Sequence[MatrixRow], left_out: Sequence[MatrixRow], law: Column | None, words: Words
) -> tuple[CourseGroup, ...]:
    """
    Put the courses of one ladder together, and those that nobody has published where their steps
    are the same; the order of the first of each stays.
    """
    alike: dict[tuple[str, ...], list[int]] = {}
    for place, row in enumerate(rows):
        alike.setdefault(_kind(row.course, _said(law, place), words), []).append(place)
    return tuple(_group(rows, places, left_out, law, words) for places in alike.values())


def _kind(course: Course, law: str, words: Words) -> tuple[str, ...]:
    """Say what courses have in common that stand in one group."""
    steps = _all_steps(course.ladder, words)
    return (steps, law) if steps and _is_unpublished(course) else (course.ladder.id,)


def _group(
    rows: Sequence[MatrixRow],
    places: Sequence[int],
    left_out: Sequence[MatrixRow],
    law: Column | None,
    words: Words,
) -> CourseGroup:
    course = rows[places[0]].course
    ladders = {rows[place].course.ladder.id for place in places}
    is_several = len(ladders) > 1
    return CourseGroup(
        name=_NOT_PUBLISHED if is_several else words.row_name(f"ladders.{course.ladder.id}"),
        ladder=course.ladder.id,
        steps=_all_steps(course.ladder, words),
        rows=tuple(
            LabelledRow(
                place=place,
                label=words.row_name(rows[place].effect.ladder)
                if is_several
                else _label(rows[place], words),
                ladder=rows[place].course.ladder.id if is_several else "",
                is_several=len(rows[place].effect.policies) > 1,
            )
            for place in places
        ),
        law=_said(law, places[0]),
        left_out=tuple(_label(row, words) for row in left_out if row.course.ladder.id in ladders),
    )


def _said(law: Column | None, row: int) -> str:
    """Give a cell with its head, where it stands outside its column."""
    if law is None:
        return ""
    said = law.cells[row].text
    if law.title.endswith("?"):
        return f"{law.title} {capitalised(said)}"
    return f"{law.title}: {said}"


def _steps(rungs: Sequence[Rung], words: Words, apart: Collection[str] = ()) -> str:
    """Tell rungs one after the other; one of which no order is stated follows nothing."""
    steps = [
        f"{'also' if rung.id in apart else 'then'} {words.clause(rung.title)}" for rung in rungs
    ]
    return "; ".join(steps).partition(" ")[2]


def _all_steps(ladder: Ladder, words: Words) -> str:
    apart = [step.end for step in ladder.transitions if step.order == _UNSTATED]
    return _steps(ladder.rungs[1:], words, apart)


def _label(row: MatrixRow, words: Words) -> str:
    """Say what tells a course from others of its ladder, with the steps that are its alone."""
    ladder = row.course.ladder
    which = listed(
        [
            words.short_completion(row.effect.ladder, completion.id)
            for completion in ladder.completions
            if completion.id in row.effect.policies
        ],
        empty="",
    )
    if _is_unpublished(row.course):
        return f"{which}, {_NOT_PUBLISHED.lower()}" if which else _NOT_PUBLISHED.lower()
    added = _steps(_added(ladder, row, words), words)
    return f"{which}, adding: {added}" if added else which


def _added(ladder: Ladder, row: MatrixRow, words: Words) -> Sequence[Rung]:
    """Give the steps of a completion that the author of the ladder does not propose."""
    own = {rung.id for rung in ladder.rungs}
    policy = words.case.policies.get(row.effect.policies[0])
    return [rung for rung in rungs_of(words.case, policy) if rung.id not in own] if policy else []


def _written(courses: Sequence[Course], words: Words) -> CourseTable:
    return CourseTable(
        names=tuple(words.row_name(f"ladders.{course.ladder.id}") for course in courses),
        ladders=tuple(course.ladder.id for course in courses),
        bars=(),
        law=None,
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
        groups=tuple(
            CourseGroup(
                name=words.row_name(f"ladders.{course.ladder.id}"),
                ladder=course.ladder.id,
                steps=_all_steps(course.ladder, words),
                rows=(LabelledRow(place=place, label=_written_label(course), ladder=""),),
                law="",
                left_out=(),
            )
            for place, course in enumerate(courses)
        ),
        baseline="",
    )


def _written_label(course: Course) -> str:
    return _NOT_PUBLISHED.lower() if _is_unpublished(course) else "as its author wrote it"


def _columns(rows: Sequence[MatrixRow], words: Words) -> tuple[Column, ...]:
    who = words.actor(words.case.challenger)
    return (
        Column(
            title="Last step, if allowed, from",
            alike="Last step in force at the earliest: {cell}",
            cells=tuple(told(row.earliest, words) for row in rows),
        ),
        Column(
            title=f"What {who} does, at our best guesses",
            alike=f"{who} at our best guesses: {{cell}}",
            cells=_moves(rows, words),
        ),
        Column(
            title=f"If {who} complies, do we stop?",
            alike=f"If {who} complies: {{cell}}",
            cells=tuple(told(row.stops, words) for row in rows),
        ),
    )


def _moves(rows: Sequence[MatrixRow], words: Words) -> tuple[Sentence, ...]:
    """Say what the challenger does; at length once, where it does the same as in the first row."""
    baseline, cells = _baseline(rows, words), [_move(row, words) for row in rows]
    same = f"as with {baseline_words(words.case)}"
    return (
        cells[0],
        *(
            replace(cell, text=same) if baseline and cell.text == baseline else cell
            for cell in cells[1:]
        ),
    )


def _baseline(rows: Sequence[MatrixRow], words: Words) -> str:
    """Say what the challenger does in the first row, where that takes more than a few words."""
    text = _move(rows[0], words).text
    return text if len(text.split()) > _SHORT else ""


def _move(row: MatrixRow, words: Words) -> Sentence:
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
