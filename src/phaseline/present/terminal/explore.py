"""What a study comes to, for a reader: a table, where each works, which measure prefers what."""

from collections.abc import Sequence
from pathlib import Path

from phaseline.case.model.case import Case
from phaseline.explore.adaptation import Adaptation
from phaseline.explore.attribution import Attribution
from phaseline.explore.findings import Exploration
from phaseline.explore.fragility import study_findings
from phaseline.explore.running import StudyShare
from phaseline.explore.study import CHUNK
from phaseline.present.terminal.contest import called_text
from phaseline.present.wording.futures import (
    course_rows,
    flip_sentences,
    fragile_sentences,
    index_words,
    measure_sentences,
    pathway_sentences,
    region_sentences,
    study_lead,
    trigger_sentences,
    trigger_table,
    unknown_shares,
    worth_sentences,
)
from phaseline.present.wording.game import (
    crossing_periods,
    ending_words,
    lowered_periods,
    signed,
)
from phaseline.present.wording.layout import heading, table, wrapped
from phaseline.present.wording.numbers import count_words, listed
from phaseline.present.wording.words import Words
from phaseline.terms.letters import capitalised

_SHOWN = 12


def exploration_text(
    case: Case, answer: Exploration, turns: Adaptation, folder: Path, *, asked: int
) -> str:
    """
    Say what a study comes to.

    Args:
        case: The case.
        answer: What it comes to.
        turns: What it says of adapting.
        folder: Where its parts are.
        asked: How many draws were asked for.
    """
    rows = [
        (course.course, *row[1:])
        for course, row in zip(answer.courses, course_rows(case, answer), strict=True)
    ]
    head = ("Ladder", crossing_periods(case), "5 to 95 %", "Works in")
    parts = [
        heading(f"What holds in {answer.draws:,} futures"),
        wrapped(case.title),
        wrapped(study_lead(case, answer, asked=asked)),
        table(head, rows, widths=(26, 20, 20, 12)),
        *(wrapped(text) for text in _fragile(case, answer)),
        *called_text(case, [course.course for course in answer.courses]),
        *(wrapped(text) for text in region_sentences(case, answer)),
        *(wrapped(text) for text in measure_sentences(case, answer)),
        *(wrapped(text) for text in flip_sentences(case, answer, turns)),
        *(wrapped(text) for text in worth_sentences(case, answer)),
        *_triggers(case, turns),
        *(wrapped(text) for text in pathway_sentences(case, turns)),
        wrapped(_rests_on(case, answer, folder)),
    ]
    return "\n\n".join(parts)


def _fragile(case: Case, answer: Exploration) -> list[str]:
    """Say in one paragraph where what is found is fragile; nothing where no course leads."""
    said = " ".join(fragile_sentences(case, study_findings(case, answer)))
    return [said] if said else []


def _triggers(case: Case, turns: Adaptation) -> list[str]:
    """Say what triggers do, and give them in a table."""
    if turns.triggers is None:
        return []
    rows = trigger_table(turns.triggers)
    return [
        *(wrapped(text) for text in trigger_sentences(case, turns.triggers)),
        table(
            ("Reports waited for", "Called too early", "In time", "Too late", "Never"),
            rows,
            widths=(18, 20, 20, 20, 20),
        ),
    ]


def attributions_text(case: Case, answers: Sequence[Attribution]) -> str:
    """Say what the effects of ladders vary by, each in a table."""
    return "\n\n".join(_attribution(case, answer) for answer in answers)


def _attribution(case: Case, answer: Attribution) -> str:
    words = Words(case)
    title = heading(f"{capitalised(words.courses([answer.course]))}: what its effect varies by")
    if not answer.shares:
        return f"{title}\n\n{wrapped('Its effect does not vary with any of them.')}"
    rows = [
        (
            capitalised(words.asked(f"assumptions.{row.assumption}")),
            index_words(row.first, row.first_margin),
            index_words(row.total, row.total_margin),
        )
        for row in answer.shares[:_SHOWN]
    ]
    more = len(answer.shares) - len(rows)
    rest = f" {count_words(more, 'assumption')} with less than those are left out." if more else ""
    lead = (
        f"What it changes in {lowered_periods(case)} varies by {answer.spread:.2g} (standard"
        f" deviation) as {count_words(answer.inputs, 'number')} are drawn evenly between their"
        f" ends, each apart from the others, whole {case.period}s and counts at their best values."
        " Alone: the share of that variance that knowing it would take off. With others: what would"
        f" be left if all others were known. {answer.points:,} games; 95-percent margins.{rest}"
        f"{unknown_shares([answer])}"
        f"{_together(words, answer)}"
    )
    head = ("Assumption", "Alone", "With others")
    return f"{title}\n\n{wrapped(lead)}\n\n{table(head, rows, widths=(58, 16, 16))}"


def _together(words: Words, answer: Attribution) -> str:
    """Say which of the numbers go together in the case, though they were moved apart."""
    if not answer.together:
        return ""
    pairs = [
        f"{words.asked(f'assumptions.{first}')} with {words.asked(f'assumptions.{second}')}"
        f" (rank correlation {signed(rank, 2)})"
        for first, second, rank in answer.together
    ]
    return (
        f" In the case these go together: {listed(pairs)}. Here they were moved apart, so that the"
        " shares are not those of the case's own draws."
    )


def share_text(folder: Path, share: StudyShare, new: int, known: int) -> str:
    """Say what one share of a study has left in its folder."""
    part = f"share {share.rest + 1} of {share.of}: " if share.of > 1 else ""
    return wrapped(
        f"{capitalised(part) if part else ''}{count_words(new, 'part')} worked out,"
        f" {count_words(known, 'part')} there before, {CHUNK:,} draws each, in {folder}. The other"
        " shares are still missing; once they are there, the same command without --chunk answers."
    )


def _rests_on(case: Case, answer: Exploration, folder: Path) -> str:
    name = answer.plan.reading
    reading = f", law in the reading of {Words(case).readings((name,))}" if name else ""
    return (
        f"{count_words(len(answer.inputs), 'assumption')} drawn evenly between their ends,"
        f" {count_words(answer.structures, 'combination')} of whole {case.period}s and counts"
        f" (seed {answer.plan.seed}{reading}); study {answer.plan.name[:12]} in {folder}."
        f" {ending_words(case)}"
    )
