"""What stands beside the call of a day, for a reader: triggers, ladders, due dates and threats."""

from phaseline.desk.watching.full_day import FullDay
from phaseline.present.terminal.watch import board_rows, watch_text
from phaseline.present.terminal.watch_weighing import (
    calibration_text,
    gaps_text,
    matrix_text,
    next_reports_text,
)
from phaseline.present.wording.layout import heading, wrapped
from phaseline.present.wording.outlook import marking_words, occurred_words
from phaseline.present.wording.watch_boards import (
    ahead_board,
    ladders_board,
    moving_sentences,
    side_sentences,
    threats_board,
)

_LADDERS, _AHEAD, _THREATS = (22, 14, 26, 32), (52, 24, 16), (16, 40, 20, 16)


def full_day_text(full: FullDay) -> str:
    """
    Give a day of the watch in full.

    Args:
        full: The day.
    """
    case = full.watch.case
    parts = [
        marking_words(full),
        watch_text(full.watch),
        *(wrapped(occurred_words(case, trigger)) for trigger in full.triggers),
        gaps_text(case, full.gaps),
        _ladders_text(full),
        _ahead_text(full),
        _threats_text(full),
        matrix_text(case, full.matrix),
        next_reports_text(case, full.next_reports),
        calibration_text(full.calibration),
    ]
    return "\n\n".join(part for part in parts if part)


def _ladders_text(full: FullDay) -> str:
    if not full.outlooks:
        return ""
    board = ladders_board(full)
    return "\n".join(
        [
            heading(board.title),
            wrapped(board.lead),
            board_rows(board, widths=_LADDERS),
            *(wrapped(words) for words in moving_sentences(full)),
        ]
    )


def _ahead_text(full: FullDay) -> str:
    board = ahead_board(full)
    return f"{heading(board.title)}\n{board_rows(board, widths=_AHEAD)}" if board.rows else ""


def _threats_text(full: FullDay) -> str:
    board = threats_board(full)
    if not board.rows:
        return ""
    sides = (wrapped(words) for words in side_sentences(full))
    return "\n".join([heading(board.title), *sides, board_rows(board, widths=_THREATS)])
