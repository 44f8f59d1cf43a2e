"""How reports weigh, which would be worth having, and how far beliefs came true, for programs."""

from typing import Any

from phaseline.desk.watching.calibration import WatchCalibration
from phaseline.desk.watching.calibration_gap import CalibrationGap
from phaseline.desk.watching.competing import CompetingColumn, HypothesisMatrix
from phaseline.desk.watching.next_reports import NextReport
from phaseline.present.data.watch import finite


def matrix_data(matrix: HypothesisMatrix) -> dict[str, Any]:
    """
    Give the matrix of reports against hypotheses.

    Args:
        matrix: The matrix.
    """
    return {
        "columns": [_column(column) for column in matrix.columns],
        "rows": [
            {
                "entry": row.report.entry.number,
                "consistency": [cell.value for cell in row.cells],
            }
            for row in matrix.rows()
        ],
        "ranking": [_column(column) for column in matrix.ranking],
    }


def next_report_data(report: NextReport) -> dict[str, Any]:
    """
    Give a report that might come.

    Args:
        report: The report.
    """
    return {
        "indicator": report.indicator,
        "channel": report.channel,
        "grade": report.grade,
        "seen": report.seen,
        "if_seen": report.if_seen,
        "if_not": report.if_not,
        "moves": report.moves,
        "bits": report.bits,
        "changes_call": report.changes_call,
        "worth_it": report.is_worth_it,
    }


def calibration_data(held: WatchCalibration) -> dict[str, Any]:
    """
    Give how far beliefs came true.

    Args:
        held: What they are held against.
    """
    return {
        "resolved": [
            {
                "hypothesis": known.hypothesis.id,
                "so": known.is_so,
                "entry": known.by.entry.number,
                "beliefs": list(known.forecasts),
            }
            for known in held.resolved
        ],
        "open": held.open,
        "beliefs": held.forecasts,
        "brier": held.brier,
        "log": finite(held.log),
        "bands": [
            {
                "from": band.low,
                "to": band.high,
                "beliefs": band.count,
                "mean": band.forecast,
                "came_true": band.observed,
            }
            for band in held.bands
        ],
    }


def gap_data(gap: CalibrationGap) -> dict[str, Any]:
    """
    Give what the game expects beside what is believed.

    Args:
        gap: The gap of one ladder.
    """
    return {
        "ladder": gap.policy.id,
        "count": gap.count,
        "expected": gap.expected,
        "true_reports": gap.true_reports,
        "believed": dict(gap.believed),
    }


def _column(column: CompetingColumn) -> dict[str, Any]:
    return {
        "hypothesis": column.hypothesis,
        "so": column.is_so,
        "belief": column.belief,
        "contradicted": column.contradicted,
        "against": finite(column.against),
    }
