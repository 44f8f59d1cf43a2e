"""How reports weigh, which would be worth having, and how far beliefs came true."""

from phaseline.case.model.case import Case
from phaseline.desk.watching.calibration import WatchCalibration
from phaseline.desk.watching.calibration_gap import CalibrationGap
from phaseline.desk.watching.competing import HypothesisMatrix
from phaseline.desk.watching.next_reports import NextReport
from phaseline.present.terminal.watch import board_rows
from phaseline.present.wording.layout import heading, wrapped
from phaseline.present.wording.watch_boards import (
    MOST_COLUMNS,
    bands_board,
    gaps_board,
    matrix_board,
    next_board,
    ranking_sentence,
    resolved_sentences,
)

_NEXT, _BANDS, _GAPS = (24, 20, 9, 14, 11, 12), (20, 8, 9, 10), (34, 6, 17, 13, 19)
_ABOUT = (5, 11, 60, 6, 6)


def matrix_text(case: Case, matrix: HypothesisMatrix) -> str:
    """
    Give the matrix of reports against hypotheses; nothing where no report counts.

    Args:
        case: The case.
        matrix: The matrix.
    """
    if not matrix.reports:
        return ""
    board, is_long = matrix_board(case, matrix), len(matrix.columns) > MOST_COLUMNS
    return "\n".join(
        [
            heading(board.title),
            wrapped(board.lead),
            board_rows(board, widths=_ABOUT if is_long else (5, 11, *(24 for _ in matrix.columns))),
            wrapped(ranking_sentence(case, matrix)),
        ]
    )


def next_reports_text(case: Case, thought: tuple[NextReport, ...]) -> str:
    """
    Give the reports that would be worth having; nothing where the case has no channel.

    Args:
        case: The case.
        thought: What might be reported, the best first.
    """
    if not thought:
        return ""
    board = next_board(case, thought)
    parts = (heading(board.title), wrapped(board.lead), board_rows(board, widths=_NEXT))
    return "\n".join(part for part in parts if part)


def calibration_text(held: WatchCalibration) -> str:
    """
    Say how far beliefs came true; nothing where the case watches nothing.

    Args:
        held: What they are held against.
    """
    if not held.resolved and not held.open:
        return ""
    board = bands_board(held)
    parts = (
        heading(board.title),
        *(wrapped(sentence) for sentence in resolved_sentences(held)),
        board_rows(board, widths=_BANDS),
    )
    return "\n".join(part for part in parts if part)


def gaps_text(case: Case, gaps: tuple[CalibrationGap, ...]) -> str:
    """
    Set what is believed beside what the game expects; nothing where no monitor counts.

    Args:
        case: The case.
        gaps: The gap of each ladder.
    """
    if not gaps:
        return ""
    board = gaps_board(case, gaps)
    return "\n".join([heading(board.title), wrapped(board.lead), board_rows(board, widths=_GAPS)])
