"""How reports weigh, which would be worth having, and how far beliefs came true."""

from collections.abc import Sequence
from math import inf

from phaseline.case.model.case import Case
from phaseline.desk.watching.calibration import WatchCalibration
from phaseline.desk.watching.calibration_gap import CalibrationGap
from phaseline.desk.watching.competing import CompetingColumn, HypothesisMatrix, MatrixReport
from phaseline.desk.watching.next_reports import NextReport
from phaseline.inference.scores import ReliabilityBand
from phaseline.present.wording.game import chance, figure
from phaseline.present.wording.layout import heading, table, wrapped
from phaseline.present.wording.numbers import count_words
from phaseline.present.wording.watch import AS_IF_LOOKED_FOR, NOTHING_WORTH, day_words
from phaseline.present.wording.words import Words

_MOST = 5  # reports that are worth having, of all that could be thought of
_MARKS = (
    "+ says that a report is at least 3 times likelier there, ++ 20 times, +++ 150 times; − that it"
    " is as many times less likely; n that it is neither. A report is a row once: what repeats its"
    " origin is left out."
)


def matrix_text(case: Case, matrix: HypothesisMatrix) -> str:
    """
    Give the matrix of reports against hypotheses; nothing where no report counts.

    Args:
        case: The case.
        matrix: The matrix.
    """
    if not matrix.rows:
        return ""
    head = ("Entry", "Day", *(_column_words(case, column) for column in matrix.columns))
    rows = [_matrix_row(row) for row in matrix.rows]
    widths = (5, 11, *(24 for _ in matrix.columns))
    ranked = "; ".join(_ranked_words(case, column) for column in matrix.ranking)
    return "\n".join(
        [
            heading("Reports against hypotheses"),
            wrapped(_MARKS),
            table(head, rows, widths=widths),
            wrapped(f"From the least contradicted: {ranked}."),
        ]
    )


def next_reports_text(case: Case, thought: Sequence[NextReport]) -> str:
    """
    Give the reports that would be worth having; nothing where the case has no channel.

    Args:
        case: The case.
        thought: What might be reported, the best first.
    """
    if not thought:
        return ""
    worth = [report for report in thought if report.is_worth_it][:_MOST]
    title = heading("The next report worth having")
    if not worth:
        return f"{title}\n{wrapped(NOTHING_WORTH)}"
    rows = [
        (
            case.indicators[report.indicator].title,
            f"{case.channels[report.channel].title} ({report.grade})",
            chance(report.seen),
            f"{chance(report.if_seen)} or {chance(report.if_not)}",
            figure(report.bits, 3),
            chance(report.changes_call),
        )
        for report in worth
    ]
    head = ("Of", "By", "Seen with", "Belief then", "Tells [bit]", "Call changes")
    return (
        f"{title}\n{wrapped(AS_IF_LOOKED_FOR)}\n{table(head, rows, widths=(24, 20, 9, 14, 11, 12))}"
    )


def calibration_text(held: WatchCalibration) -> str:
    """
    Say how far beliefs came true; nothing where the case watches nothing.

    Args:
        held: What they are held against.
    """
    if not held.resolved:
        if not held.open:
            return ""
        said = (
            "No hypothesis is resolved yet, so that nothing tells how far this watch's beliefs come"
            " true."
        )
        return f"{heading('How far beliefs came true')}\n{wrapped(said)}"
    lines = [heading("How far beliefs came true")]
    for known in held.resolved:
        became = "so" if known.is_so else "not so"
        lines.append(
            wrapped(
                f"{known.hypothesis.title}: {became}, by entry {known.by.entry.number} of"
                f" {day_words(known.by.report.when)}; the day before it was believed with"
                f" {chance(known.forecasts[-1])}."
            )
        )
    lines += [
        wrapped(
            f"Over {count_words(held.forecasts, 'belief')}: Brier score {figure(held.brier, 3)} (0"
            " at best, .25 for who always says one half), logarithmic score"
            f" {_bounded(held.log)} (0 at best, .693)."
        ),
        table(
            ("Believed with", "Beliefs", "Mean", "Came true"),
            [_band_row(band) for band in held.bands],
            widths=(20, 8, 8, 10),
        ),
    ]
    return "\n".join(lines)


def gaps_text(case: Case, gaps: Sequence[CalibrationGap]) -> str:
    """
    Set what is believed beside what the game expects; nothing where no monitor counts.

    Args:
        case: The case.
        gaps: The gap of each ladder.
    """
    if not gaps:
        return ""
    words = Words(case)
    crossing = case.vocabulary.crossing.noun
    rows = [
        (
            words.course(gap.policy.id),
            str(gap.count),
            chance(gap.expected),
            chance(gap.true_reports),
            "; ".join(chance(held) for _, held in gap.believed),
        )
        for gap in gaps
    ]
    note = (
        f"Where each side plays its best, a {crossing} is under way in some share of the periods at"
        " a count, and some share of the reports that lead up to it are true. That is the game of"
        " the as-of date at best values: it stands beside a belief, and is no part of it. A dash"
        " says that the count, or such a report, does not come about there."
    )
    head = ("Ladder", "Count", "The game expects", "Reports true", "The watch believes")
    return "\n".join(
        [
            heading("The calibration gap"),
            wrapped(note),
            table(head, rows, widths=(34, 6, 17, 13, 19)),
        ]
    )


def _bounded(score: float | None) -> str:
    return "without bound" if score == inf else figure(score, 3)


def _matrix_row(row: MatrixReport) -> Sequence[str]:
    reported = row.report.reported
    marks = [cell.value.replace("-", "−") for cell in row.cells]
    return (str(reported.entry.number), day_words(reported.report.when), *marks)


def _column_words(case: Case, column: CompetingColumn) -> str:
    title = case.hypotheses[column.hypothesis].title
    return title if column.is_so else f"not: {title}"


def _ranked_words(case: Case, column: CompetingColumn) -> str:
    by = count_words(column.contradicted, "report") if column.contradicted else "none"
    return f"{_column_words(case, column)} (by {by})"


def _band_row(band: ReliabilityBand) -> Sequence[str]:
    return (
        f"{chance(band.low)} to {chance(band.high)}",
        str(band.count),
        chance(band.forecast),
        chance(band.observed),
    )
