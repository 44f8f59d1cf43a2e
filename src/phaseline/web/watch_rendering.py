"""What a worker makes of a ledger: the pages of the watch, their tables, and the daily sheet."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from phaseline.brief.daily import daily_html
from phaseline.brief.html import style_of
from phaseline.case.model.case import Case
from phaseline.desk.watching.belief_history import BeliefOfDay, belief_histories
from phaseline.desk.watching.calibration_gap import calibration_gaps
from phaseline.desk.watching.full_day import FullDay, full_day
from phaseline.desk.watching.replay import in_order_of_days, replayed
from phaseline.present.data.lists import table_csv
from phaseline.present.document.watch_pages import (
    WatchBlock,
    WatchPage,
    nothing_to_replay,
    pages_of_watch,
    replay_page,
)
from phaseline.present.wording.rounding import rounded
from phaseline.present.wording.table import WordTable
from phaseline.watch.audit import LedgerHead, sound_entries
from phaseline.watch.merkle import root_of
from phaseline.watch.places import EVENTS, has_events
from phaseline.watch.reports import reported
from phaseline.watch.sqlite import SqliteLedger
from phaseline.web.frame import rendered, trusted
from phaseline.web.messages import LedgerPart
from phaseline.web.outline import DAY_SHEET, OF_EVENTS, OF_LEDGER, REPLAY, STYLE
from phaseline.web.replay_lists import listed_reports

_PLACES = 12  # after the point, as the command line has them
_NOTHING: Mapping[str, str] = {
    OF_EVENTS: "This case comes with no list of public events that could be replayed.",
    OF_LEDGER: "No report stands on the ledger yet, so that there is nothing to replay.",
}
Histories = Mapping[str, Sequence[BeliefOfDay]]


def watch_parts(
    case: Case, part: LedgerPart, tick: Callable[[str], None], *, day: date | None = None
) -> Iterator[tuple[str, str]]:
    """
    Give what the desk shows of a watch: all that does not wait for the game first.

    Args:
        case: The case.
        part: The entries that count.
        day: As of which day; that of the latest entry if left out.
        tick: Told what is being done.

    Yields:
        The style sheet, for pages that come before those of the case; pages and the daily sheet by
        their names, tables by the page and a number.

    Raises:
        QuestionError: A formula leads to no number, or an entry is no report.
        TamperedLedgerError: The ledger is not what was written.
    """
    tick("working out what is believed")
    store = SqliteLedger(Path(part.where))
    reports = reported(sound_entries(store, part.size))
    head = LedgerHead(size=part.size, root=root_of(0, part.size, store.node))
    full = full_day(case, reports, head=head, day=day, plays=False)
    asked = f"?on={day}" if day else ""
    histories = rounded(belief_histories(case, reports, full.watch.day), places=_PLACES)
    calls = full.watch.calls
    waits = calls is not None and calls.monitor is not None
    shown = list(_pages(full, histories, asked, is_whole=not waits))
    yield STYLE, style_of("".join(content for _, content in shown))
    yield from shown
    signed = {"checkpoint": part.checkpoint, "key": part.key} if part.size else {}
    yield DAY_SHEET, daily_html(rounded(full, places=_PLACES), **signed)
    if waits:
        tick("playing the game that the beliefs are set beside")
        gaps = calibration_gaps(case, calls, full.watch.beliefs)
        yield from _pages(replace(full, gaps=gaps), histories, asked, is_whole=True)


def replay_parts(
    case: Case, part: LedgerPart, where: Path, tick: Callable[[str], None], *, of: str, today: date
) -> Iterator[tuple[str, str]]:
    """
    Give the page of a replay, and its tables, after the style sheet of the brief.

    Args:
        case: The case.
        part: The entries that count, where it is the ledger that is replayed.
        where: The folder of the case, where it is its list of public events.
        tick: Told what is being done.
        of: Which of both, as `REPLAYS` has them.
        today: The day of who asks; no report is of a later one.

    Raises:
        QuestionError: There is too much to replay, or the list is none of the case's.
        TamperedLedgerError: The ledger is not what was written.
    """
    tick("replaying day after day")
    if of == OF_EVENTS and has_events(where):
        reports = in_order_of_days(listed_reports(case, where / EVENTS, today=today))
    elif of == OF_EVENTS:
        reports = ()
    else:
        entries = sound_entries(SqliteLedger(Path(part.where)), part.size)
        reports = tuple(sorted(reported(entries), key=lambda entered: entered.report.moment))
    page = (
        replay_page(rounded(replayed(case, reports), places=_PLACES))
        if reports
        else nothing_to_replay(_NOTHING[of])
    )
    shown = list(_page(REPLAY, page, f"?of={of}"))
    yield STYLE, style_of("".join(content for _, content in shown))
    yield from shown


def _pages(
    full: FullDay, histories: Histories, asked: str, *, is_whole: bool
) -> Iterator[tuple[str, str]]:
    shown = rounded(full, places=_PLACES)
    for name, page in pages_of_watch(shown, histories, is_whole=is_whole):
        yield from _page(name, page, asked)


def _page(name: str, page: WatchPage, asked: str) -> Iterator[tuple[str, str]]:
    yield name, _content(name, page, asked)
    for number, board in enumerate(_boards(page.blocks), start=1):
        yield f"{name}/table-{number}.csv", table_csv(board)


def _content(name: str, page: WatchPage, asked: str) -> str:
    """Give a page as HTML, its tables and pictures numbered in their order."""
    tables = iter(range(1, len(list(_boards(page.blocks))) + 1))
    drawn = iter(range(1, len(page.blocks) + 1))
    blocks = [
        {
            "block": block,
            "boards": [(board, next(tables)) for board in block.boards],
            "picture": trusted(block.picture),
            "number": next(drawn) if block.picture else 0,
        }
        for block in page.blocks
    ]
    shown = {"place": name, "asked": asked, "sentences": page.sentences, "blocks": blocks}
    return rendered("watch_blocks", shown)


def _boards(blocks: Sequence[WatchBlock]) -> Iterator[WordTable]:
    return (board for block in blocks for board in block.boards)
