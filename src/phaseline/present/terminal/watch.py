"""The watch of a day for a reader: what is believed, what moved it, and what it calls for."""

from collections.abc import Sequence

from phaseline.case.model.case import Case
from phaseline.desk.watching.beliefs import WatchedBelief
from phaseline.desk.watching.today import DayOfWatch
from phaseline.present.wording.layout import heading, table, wrapped
from phaseline.present.wording.table import WordTable
from phaseline.present.wording.watch import (
    CONVENTION,
    NO_CALLS,
    NO_GAME,
    NO_WATCH,
    day_words,
    ledger_words,
    monitor_words,
)
from phaseline.present.wording.watch_boards import (
    CALLS_NOTE,
    belief_sentences,
    calls_board,
    omitted_sentences,
    reports_board,
    rests_board,
    seen_board,
)

_REPORTS, _RESTS = (5, 11, 18, 5, 30, 20), (50, 10, 16, 16)  # widths of columns
_SEEN, _CALLS = (28, 14, 10, 42), (26, 24, 24, 20)


def watch_text(watch: DayOfWatch) -> str:
    """
    Give a day of the watch.

    Args:
        watch: The day.
    """
    parts = [
        heading(f"{watch.case.title}: the watch on {day_words(watch.day)}"),
        wrapped(ledger_words(watch)),
        "" if watch.beliefs else wrapped(NO_WATCH),
        *(
            _belief_text(watch.case, now, before)
            for now, before in zip(watch.beliefs, watch.before, strict=True)
        ),
        board_rows(seen_board(watch), widths=_SEEN),
        _calls_text(watch),
        wrapped(CONVENTION) if watch.beliefs else "",
    ]
    return "\n\n".join(part for part in parts if part)


def board_rows(board: WordTable, *, widths: Sequence[int]) -> str:
    """
    Set a table of words without its title; nothing of one without rows.

    Args:
        board: The table.
        widths: The widths of its columns.
    """
    return table(board.head, board.rows, widths=widths) if board.rows else ""


def _belief_text(case: Case, now: WatchedBelief, before: WatchedBelief) -> str:
    lines = [
        heading(f"How far it is believed: {now.hypothesis.title}"),
        *(wrapped(text) for text in belief_sentences(now, before)),
    ]
    lines += [wrapped(text) for text in omitted_sentences(now)]
    if now.reports:
        lines.append(board_rows(reports_board(case, now), widths=_REPORTS))
    if now.assumptions:
        lines += ["", board_rows(rests_board(case, now), widths=_RESTS)]
    return "\n".join(lines)


def _calls_text(watch: DayOfWatch) -> str:
    if watch.calls is None:
        return wrapped(NO_GAME)
    if not watch.calls.ladders:
        return wrapped(NO_CALLS)
    board = calls_board(watch)
    return "\n".join(
        [
            heading(board.title),
            wrapped(monitor_words(watch.case, watch.calls.monitor)),
            wrapped(CALLS_NOTE),
            board_rows(board, widths=_CALLS),
        ]
    )
