"""A watch replayed, for a reader: each day, and when each rung would first have been called."""

from collections.abc import Sequence

from phaseline.case.model.case import Case
from phaseline.desk.watching.replay import FirstCall, ReplayedDay, WatchReplay
from phaseline.present.wording.layout import heading, table, wrapped
from phaseline.present.wording.numbers import listed
from phaseline.present.wording.watch import day_words
from phaseline.present.wording.watch_replay import (
    FIRST_TITLE,
    NO_LADDER,
    believed_of,
    called_words,
    first_board,
    replay_lead,
    report_words,
    trigger_words,
)

_FIRST = (24, 26, 24, 26)


def replay_text(replay: WatchReplay) -> str:
    """
    Give a watch replayed.

    Args:
        replay: The replay.
    """
    case = replay.case
    title = f"{case.title}: {day_words(replay.first)} to {day_words(replay.last)}, replayed"
    return "\n\n".join(
        [
            heading(title),
            wrapped(replay_lead(replay)),
            *(_day_text(case, day) for day in replay.days),
            _first_text(case, replay.first_calls),
        ]
    )


def _day_text(case: Case, day: ReplayedDay) -> str:
    changed = called_words(case, day)
    lines = [
        heading(day_words(day.day)),
        *(wrapped(report_words(case, entered)) for entered in day.reports),
        *(
            wrapped(f"Believed that day, {title}: {words}.")
            for title, words in believed_of(case, day)
        ),
        *map(wrapped, trigger_words(case, day)),
        *([wrapped(f"Called for from this day on: {listed(changed)}.")] if changed else []),
    ]
    return "\n".join(lines)


def _first_text(case: Case, first_calls: Sequence[FirstCall]) -> str:
    if not first_calls:
        return wrapped(NO_LADDER)
    board = first_board(case, first_calls)
    return f"{heading(FIRST_TITLE)}\n" + table(board.head, board.rows, widths=_FIRST)
