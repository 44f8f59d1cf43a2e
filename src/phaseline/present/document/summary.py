"""What `phaseline run` prints: page one in at most thirteen lines, and one that points on."""

from collections.abc import Iterator

from phaseline.case.model.case import Case
from phaseline.desk.findings.assessment import Assessment
from phaseline.present.document.otherwise import variant_blocks
from phaseline.present.document.page_one import PageOne, UnknownGroup, page_one
from phaseline.present.wording.columns import shown_width
from phaseline.present.wording.layout import wrapped
from phaseline.present.wording.numbers import count_words, date_words, listed, lowered
from phaseline.terms.diagnostic import Severity

_MOST_COURSES = 5
_MOST = 13  # lines: the shell adds one, and fourteen are read at a glance


def summary_text(assessment: Assessment) -> str:
    """
    Give the title, of which day the facts are, the answers to the three questions of page one (what
    it found, on what it turns, what is not known) and what the courses add; where lines are left,
    what to find out next and what is played otherwise. The shell adds where the brief is.
    """
    page = page_one(assessment)
    above = [
        assessment.case.title,
        _of_which_day(assessment),
        *(wrapped(text) for text in _answers(assessment.case, page)),
    ]
    lines = [line for block in above for line in block.splitlines()]
    lines += _courses(assessment, page, _MOST - len(lines))
    for block in (*_blocks(page), *_otherwise(assessment)):
        further = block.splitlines()
        lines += further if len(lines) + len(further) <= _MOST else []
    return "\n".join(lines)


def _answers(case: Case, page: PageOne) -> Iterator[str]:
    """Give the three answers, each as one sentence or a list within a line."""
    yield page.headline.text
    if page.result.sentences:
        yield " ".join(sentence.text for sentence in page.result.sentences)
    if page.turns:
        yield page.turns[0].sentences[0].text
    things = "; ".join(
        lowered(case, thing) for group in page.unknown.groups for thing in _things(group)
    )
    yield f"Not known, {page.unknown.size}: {things}."


def _things(group: UnknownGroup) -> Iterator[str]:
    """Give the entries of a group, with its lead where they are not understood without it."""
    lead = "" if group.is_clear else f"{group.lead.rstrip(':').lower()} "
    for sentence in group.sentences:
        yield f"{lead}{sentence.text.rstrip('.')}"


def _of_which_day(assessment: Assessment) -> str:
    case = assessment.case
    warnings = sum(entry.severity is Severity.WARNING for entry in assessment.diagnostics)
    changed = [f"{address}={value}" for address, value in assessment.changes.items()]
    what_if = f" · what-if: {listed(changed)}" if changed else ""
    return (
        f"facts to {date_words(case.as_of)} · case {assessment.hash[:12]} ·"
        f" {count_words(warnings, 'warning')}{what_if}"
    )


def _courses(assessment: Assessment, page: PageOne, room: int) -> list[str]:
    """Give what the courses add, as many of them as there is room for, each with its range."""
    case, bars = assessment.case, page.table.bars[1:]
    if not bars:
        return []
    shown = bars[: max(1, min(_MOST_COURSES, room - 1))]
    width = max(shown_width(bar.name) for bar in shown)
    every = len(bars) + len(page.left_out)
    first = f", the first of {count_words(every, 'course')}" if every > len(shown) else ""
    head = f"{case.period}s without {case.vocabulary.crossing.noun} added (nine in ten){first}:"
    lines = [f"  {bar.name}{' ' * (width - shown_width(bar.name))}  {bar.value}" for bar in shown]
    return [head, *lines]


def _blocks(page: PageOne) -> list[str]:
    """Give what to find out next."""
    return [
        wrapped(f"{block.title.lower()}: {sentence.text}")
        for block in page.blocks
        if block.title == "To find out next"
        for sentence in block.sentences
    ]


def _otherwise(assessment: Assessment) -> list[str]:
    """Point to the ways in which the brief plays the shown course otherwise."""
    ways = [
        lowered(assessment.case, block.title)
        for block in variant_blocks(assessment.case, assessment.otherwise)
    ]
    return [wrapped(f"played otherwise in the brief: {listed(ways)}.")] if ways else []
