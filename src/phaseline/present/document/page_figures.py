"""
The figures of page one where they come from: what the sheet says in short, in full, and each number
of its courses, its picture and its scale in a table.
"""

from collections.abc import Mapping, Sequence

from phaseline.desk.findings.assessment import Assessment
from phaseline.desk.findings.conditions import turned_alone
from phaseline.desk.findings.finding import Finding
from phaseline.desk.findings.matrix import MatrixRow
from phaseline.desk.findings.threats import LeakShare, leak_shares
from phaseline.present.document.effects import effect_bars, printed_shares, scale_marks
from phaseline.present.wording.english.conditions import condition_row
from phaseline.present.wording.english.telling import all_told, told_in_short
from phaseline.present.wording.english.threats import brake_words
from phaseline.present.wording.game import base_words, baseline_words, signed
from phaseline.present.wording.numbers import date_words, listed, within_words
from phaseline.present.wording.rounding import rounded
from phaseline.present.wording.sentences import Sentence
from phaseline.present.wording.words import Words
from phaseline.terms.letters import capitalised
from phaseline.terms.record import record


@record
class FigureTable:
    """
    Figures of page one side by side.

    Args:
        title: What they are.
        head: The heads of the columns.
        rows: The cells of each row.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@record
class PageFigures:
    """
    What stands behind the figures of page one.

    Args:
        base: Of which day the facts are, against what the courses are held, and the marks of the
            scale.
        sentences: What the sheet says in short, in full.
        tables: The figures of its courses and of its picture.
    """

    base: str
    sentences: tuple[Sentence, ...]
    tables: tuple[FigureTable, ...]


def page_figures(
    assessment: Assessment,
    findings: Mapping[str, Sequence[Finding]],
    rows: Sequence[MatrixRow],
    stand: Sequence[Finding],
) -> PageFigures:
    """
    Give what stands behind the figures of page one.

    Args:
        assessment: What is known of the case.
        findings: The findings of its sheet, by their place.
        rows: The courses as they are played, those without room among them.
        stand: How their last steps stand before the law.
    """
    words = Words(assessment.case)
    every = [finding for those in findings.values() for finding in those]
    in_full = [
        sentence
        for finding, sentence in zip(every, all_told(every, words), strict=True)
        if sentence.text != told_in_short(finding, words).text
    ]
    return PageFigures(
        base=_base(assessment, rows),
        sentences=(*in_full, *all_told(stand, words)),
        tables=(
            *_courses(rows, words),
            *_shares(assessment, words),
            *_turning(assessment, words),
        ),
    )


def _base(assessment: Assessment, rows: Sequence[MatrixRow]) -> str:
    case, contest = assessment.case, assessment.contest
    day = f"“{case.title}”: facts to {date_words(case.as_of)}."
    if contest is None or not rows:
        return day
    marks = listed([mark.words for mark in scale_marks(case)])
    return (
        f"{day} Under {baseline_words(case)} there are {base_words(contest, case)}, in the middle"
        f" of {len(contest.plan.draws)} combinations of the assumptions. The scale of both pictures"
        f" is marked at {marks}."
    )


def _courses(rows: Sequence[MatrixRow], words: Words) -> tuple[FigureTable, ...]:
    """Give what each course adds, and when its last step can be in force."""
    if not rows:
        return ()
    bars = effect_bars(words.case, rows)
    earliest = all_told([row.earliest for row in rows], words)
    return (
        FigureTable(
            title=f"{capitalised(words.case.period)}s without {words.crossing.noun} that are added:"
            " the middle, and nine in ten combinations of the assumptions",
            head=("Course", "Adds", "Last step in force at the earliest"),
            rows=tuple(
                (bar.name, bar.value, sentence.text)
                for bar, sentence in zip(bars, earliest, strict=True)
            ),
        ),
    )


def _shares(assessment: Assessment, words: Words) -> tuple[FigureTable, ...]:
    """Give each part of the picture: its share, what mending it alone adds, and as the last."""
    leakage = assessment.leakage
    if leakage is None:
        return ()
    study = leakage.study
    shares, printed = rounded(leak_shares(study)), printed_shares(leakage)
    whole, left = (rounded(-float(end.mean())) for end in (study.lifted, study.as_is))
    return (
        FigureTable(
            title=f"What {words.course(leakage.policy)} would add, in {words.periods(2)}: averages"
            f" over {leakage.draws} combinations of the assumptions",
            head=("Part", "Share (nine in ten)", "Mended alone", "Mended as the last"),
            rows=(
                ("If all worked", signed(whole, 1).removeprefix("+"), "", ""),
                *(_share_row(share, printed, words) for share in shares),
                *((("All else", signed(printed[()], 1), "", ""),) if () in printed else ()),
                ("Left", signed(left, 1).removeprefix("+"), "", ""),
            ),
        ),
    )


def _turning(assessment: Assessment, words: Words) -> tuple[FigureTable, ...]:
    """Give each assumption that alone turns the shown course, of which the sheet has one."""
    alone = rounded(turned_alone(assessment.case, assessment.turns))
    if not alone:
        return ()
    return (
        FigureTable(
            title="What alone puts that course ahead of the next best or takes its lead from it,"
            " all else at our best values",
            head=("Assumption", "Turns near", "Assumed"),
            rows=tuple(condition_row(threshold, words) for threshold in alone),
        ),
    )


def _share_row(
    share: LeakShare, printed: Mapping[tuple[str, ...], float], words: Words
) -> tuple[str, ...]:
    """Give the figures of a brake; its share as the picture has it, whose bars add up."""
    name, middle = brake_words(share.kinds, words), printed.get(share.kinds, share.share)
    return (
        capitalised(name),
        within_words(signed(middle, 1), signed(share.low, 1), signed(share.high, 1)),
        signed(-share.first_in, 1),
        signed(-share.last_out, 1),
    )
