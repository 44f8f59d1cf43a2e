"""Page one and the questions as Markdown: for a mail, a wiki or a note, where no page can go."""

import re
from collections.abc import Iterable, Iterator, Sequence

from phaseline.brief.cite import Citations, Note
from phaseline.desk.findings.assessment import Assessment
from phaseline.present.document.course_table import CourseTable
from phaseline.present.document.effects import LeakPicture
from phaseline.present.document.page_one import PageBlock, PageOne, UnknownList, page_one
from phaseline.present.document.questions import answers
from phaseline.present.document.standings import LawLine
from phaseline.present.wording.game import baseline_words
from phaseline.present.wording.numbers import listed
from phaseline.present.wording.rounding import told_by
from phaseline.present.wording.sentences import Sentence
from phaseline.terms.letters import capitalised

_MARKS = re.compile(r"([\\`*_\[\]<>|])")
_BEGINS_A_BLOCK = re.compile(r"^(\s*)([#+~=-]|\d+[.)](?=\s|$))", re.MULTILINE)


def brief_markdown(assessment: Assessment) -> str:
    """
    Give page one and the questions as Markdown with footnotes, without pictures.

    The same case, version and options give the same text.
    """
    page, case = page_one(assessment), assessment.case
    citations = Citations(case)
    blocks = [
        *_page_blocks(assessment, page, citations),
        "## Questions",
        *(
            block
            for reply in answers(case, told_by(assessment))
            for block in (
                f"### {reply.number}. {escaped(reply.question)}",
                _words(reply.sentences, citations),
            )
        ),
    ]
    notes = [_note(note) for note in citations.entered(is_printed=True)]
    return "\n\n".join([*filter(None, blocks), *(["\n".join(notes)] if notes else [])]) + "\n"


def escaped(text: str) -> str:
    r"""
    Give text that Markdown shows as it is.

    >>> escaped("1. a_b | *c*")
    '1\\. a\\_b \\| \\*c\\*'
    """
    marked = _MARKS.sub(r"\\\1", text)
    return _BEGINS_A_BLOCK.sub(lambda start: f"{start[1]}{start[2][:-1]}\\{start[2][-1]}", marked)


def _page_blocks(assessment: Assessment, page: PageOne, citations: Citations) -> Iterator[str]:
    """Give page one in its order; what it holds nothing of is empty."""
    yield f"# {_words((page.headline,), citations)}"
    changes = listed([f"{address} = {value}" for address, value in assessment.changes.items()])
    what_if = f" · what-if: {changes}" if assessment.changes else ""
    yield escaped(f"{page.kicker}{what_if}")
    result = _words(page.result.sentences, citations)
    finding = f"**{page.result.title}.** {result} " if result else ""
    yield f"{finding}This forecasts nothing."
    yield f"**The decision.** {_words(page.decision, citations)}"
    for block in page.papers:
        yield f"## {escaped(block.title)}"
        yield "\n".join(f"- {_words((sentence,), citations)}" for sentence in block.sentences)
    yield from _titled(page.turns, citations)
    yield from _leaks(page.leaks)
    yield from _unknown(page.unknown, citations)
    yield from _courses(assessment, page, citations)
    yield f"{_law(page.law)} {_words(page.today, citations)}".strip()
    for block in (*page.blocks, *page.objecting):
        yield f"## {escaped(block.title)}"
        yield from (_words((sentence,), citations) for sentence in block.sentences)
    yield from _titled(page.behind, citations)
    yield f"**Limits.** {escaped(' '.join(page.limits))} *It decides nothing.*"


def _titled(blocks: Iterable[PageBlock], citations: Citations) -> Iterator[str]:
    for block in blocks:
        yield f"## {escaped(block.title)}"
        yield _words(block.sentences, citations)


def _unknown(things: UnknownList, citations: Citations) -> Iterator[str]:
    """Give what is not known as one list that is numbered through, each with its lead."""
    yield f"## {escaped(things.title)}"
    yield "\n".join(
        f"{number}. {f'{group.lead} ' if group.lead else ''}{_words((sentence,), citations)}"
        for group in things.groups
        for number, sentence in enumerate(group.sentences, start=group.first)
    )


def _courses(assessment: Assessment, page: PageOne, citations: Citations) -> Iterator[str]:
    """Give the courses as a table, with what stands above and below it."""
    if not page.table.names:
        return
    case, contest = assessment.case, assessment.contest
    yield "## Courses"
    if page.table.bars and contest is not None:
        omitted = (
            f" Without effect, and left out: {listed(list(page.left_out))}."
            if page.left_out
            else ""
        )
        yield escaped(
            f"{capitalised(case.period)}s without {case.vocabulary.crossing.noun} that each course"
            f" adds. With {baseline_words(case)} {page.base}. The middle of"
            f" {len(contest.plan.draws)} combinations of the assumptions, and nine in ten of them."
            f" Not odds.{omitted}"
        )
    yield _table(page.table, citations)
    yield " ".join(
        [*map(escaped, page.table.alike), _words(page.unanswered, citations), *_endings(page.table)]
    ).strip()


def _endings(table: CourseTable) -> Iterator[str]:
    """Say what brackets after a name mean, and which courses nobody has published."""
    if table.completed_by:
        yield escaped(
            f"In brackets after a name: how {table.completed_by} completed what the author left"
            " open."
        )
    unpublished = [
        name for name, is_so in zip(table.names, table.unpublished, strict=True) if is_so
    ]
    if unpublished:
        yield escaped(f"Not from the papers: {listed(unpublished)}.")


def _table(table: CourseTable, citations: Citations) -> str:
    columns = (*((table.law,) if table.law else ()), *table.columns)
    head = [
        "Course",
        *(["Adds"] if table.bars else []),
        *(column.title for column in columns),
    ]
    rows = [
        [
            escaped(name),
            *([escaped(table.bars[row].value)] if table.bars else []),
            *(_words((column.cells[row],), citations) for column in columns),
        ]
        for row, name in enumerate(table.names)
    ]
    return _rows([[escaped(title) for title in head], ["---"] * len(head), *rows])


def _leaks(picture: LeakPicture | None) -> Iterator[str]:
    if picture is not None:
        yield f"{escaped(picture.key)}:"
        bars = [[escaped(bar.name), escaped(bar.value)] for bar in picture.bars]
        yield _rows([["Part", "Worth"], ["---", "---"], *bars])


def _rows(rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def _law(law: LawLine | None) -> str:
    """Say how the last steps of courses stand, and whether they would pass."""
    if law is None:
        return ""
    standings = " · ".join(f"**{escaped(mark)}** ({escaped(who)})" for mark, who in law.marks)
    to = "" if law.marks else " to its last step"
    votes = f"Would consent{to} be given? {escaped(law.votes)}." if law.votes else ""
    return f"{f'Last step in law: {standings}. ' if standings else ''}{votes}".rstrip()


def _words(sentences: Iterable[Sentence], citations: Citations) -> str:
    """Give sentences, each with the numbers of what it cites."""
    return " ".join(
        escaped(sentence.text)
        + "".join(f"[^{number}]" for number in dict.fromkeys(citations.numbers(sentence.cites)))
        for sentence in sentences
    )


def _note(note: Note) -> str:
    """Give a footnote: the source, the place in it, and the phrase."""
    place = f", {note.cite.locator}" if note.cite.locator else ""
    phrase = f": “{note.cite.exact}”" if note.cite.exact else ""
    return (
        f"[^{note.number}]: {escaped(f'{note.source.short or note.source.title}{place}{phrase}')}"
    )
