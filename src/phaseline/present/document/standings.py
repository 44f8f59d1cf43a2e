"""
How the last steps of the courses stand before the law, and whether they would pass: once for all
where they stand alike, a column where they do not.
"""

from collections.abc import Sequence

from phaseline.desk.findings.headline import ReadAs, StepsAsRead
from phaseline.desk.findings.matrix import MatrixRow
from phaseline.present.wording.english.headline import (
    lawful_words,
    passes_words,
    passing,
    read_mark,
    said_by,
)
from phaseline.present.wording.sentences import Sentence
from phaseline.present.wording.words import Words
from phaseline.terms.record import record

_NOTHING = "nothing new"


@record
class Column:
    """
    A column of the table of courses, one cell a row.

    Args:
        title: Its head.
        alike: What is said once where the cells are the same, with a place for that cell.
        cells: What stands in it.
    """

    title: str
    alike: str
    cells: tuple[Sentence, ...]


@record
class LawLine:
    """
    How the last steps stand, said once.

    Args:
        marks: Each standing, with those who read the law so.
        votes: Whether they would pass; empty where nobody is asked, or a column says it.
    """

    marks: tuple[tuple[str, str], ...]
    votes: str


def law_line(read: StepsAsRead, words: Words, *, has_columns: bool) -> LawLine:
    """
    Give what is said once of the last steps.

    Args:
        read: How they stand, reading by reading.
        words: The words of the case.
        has_columns: Whether there is a table of courses, which says what differs between them.
    """
    apart = _apart(read) if has_columns else ()
    is_column = has_columns and not apart and not read.is_one_chance
    return LawLine(
        marks=tuple(
            (read_mark(those, words), words.readings(those.readings))
            for those in read.readings
            if those not in apart
        ),
        votes="" if is_column else passes_words(read, words),
    )


def law_column(read: StepsAsRead, rows: Sequence[MatrixRow], words: Words) -> Column | None:
    """
    Give what differs between the ladders of the table: how readings that tell them apart read the
    law, or else whether they would pass; None where neither differs.
    """
    ladders = [f"ladders.{row.course.ladder.id}" for row in rows]
    apart = _apart(read)
    if apart:
        are_all = len(apart) == len(read.readings) > 1
        cells = tuple(_standing(apart, ladder, words, are_all=are_all) for ladder in ladders)
        return Column(title="Last step in law", alike="", cells=cells)
    if read.is_one_chance:
        return None
    cells = tuple(_passing(read, ladder) for ladder in ladders)
    return Column(title="Would consent be given?", alike="", cells=cells)


def _apart(read: StepsAsRead) -> tuple[ReadAs, ...]:
    """Give the readings that read the steps of courses apart."""
    return tuple(those for those in read.readings if not those.is_alike)


def _standing(apart: Sequence[ReadAs], ladder: str, words: Words, *, are_all: bool) -> Sentence:
    """Say how a last step stands in readings; where these are all, whether they are of one mind."""
    asked = [those for those in apart if ladder in those.steps]
    if are_all and len({those.steps[ladder] for those in asked}) == 1:
        text = f"{lawful_words(words, *asked[0].steps[ladder])}, in every reading"
        return Sentence(text=text, basis=(ladder,))
    stands = [
        f"{lawful_words(words, *those.steps[ladder])}, {said_by(words, those.readings)}"
        for those in asked
    ]
    return Sentence(text="; ".join(stands) or _NOTHING, basis=(ladder,) if stands else ())


def _passing(read: StepsAsRead, ladder: str) -> Sentence:
    if ladder not in read.chances:
        return Sentence(text=_NOTHING)
    return Sentence(text=passing(read, ladder), basis=(ladder,))
