"""What `phaseline run` prints: page one in at most thirteen lines, and one that points on."""

from phaseline.desk.findings.assessment import Assessment
from phaseline.present.document.otherwise import variant_blocks
from phaseline.present.document.page_one import PageOne, page_one
from phaseline.present.wording.columns import shown_width
from phaseline.present.wording.game import baseline_words
from phaseline.present.wording.layout import wrapped
from phaseline.present.wording.numbers import count_words, date_words, listed, lowered
from phaseline.terms.diagnostic import Severity

_MOST_COURSES = 5
_MOST = 13  # lines: the shell adds one, and fourteen are read at a glance


def summary_text(assessment: Assessment) -> str:
    """
    Give the title, of which day the facts are, the headline, what the courses buy, what to find out
    next, and what is played otherwise; the shell adds where the brief is.
    """
    page = page_one(assessment)
    above = [assessment.case.title, _of_which_day(assessment), wrapped(page.headline.text)]
    below = [*_blocks(page), *_otherwise(assessment)]
    room = _MOST - sum(len(block.splitlines()) for block in (*above, *below))
    return "\n".join([*above, *_courses(assessment, page, room), *below])


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
    head = wrapped(
        f"{case.period}s of {max(case.horizon)} without {case.vocabulary.crossing.noun}, beside"
        f" {baseline_words(case)}: the middle (and nine in ten combinations of the assumptions)"
    )
    lines_of_words = len(head.splitlines()) + 1  # and how many courses more there are
    shown = bars[: max(1, min(_MOST_COURSES, room - lines_of_words))]
    width = max(shown_width(bar.name) for bar in shown)
    more = len(bars) - len(shown) + len(page.left_out)
    rest = [f"  and {count_words(more, 'course')} more, of which none adds more"] if more else []
    lines = [f"  {bar.name}{' ' * (width - shown_width(bar.name))}  {bar.value}" for bar in shown]
    return [head, *lines, *rest]


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
