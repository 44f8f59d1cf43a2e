"""What a worker makes of a ledger: the pages of the watch, their tables, and the daily sheet."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from phaseline.brief.daily import daily_html
from phaseline.case.model.case import Case
from phaseline.desk.watching.belief_history import BeliefOfDay, belief_histories
from phaseline.desk.watching.calibration_gap import calibration_gaps
from phaseline.desk.watching.full_day import FullDay, full_day
from phaseline.present.data.lists import table_csv
from phaseline.present.document.watch_pages import WatchBlock, WatchPage, pages_of_watch
from phaseline.present.wording.rounding import rounded
from phaseline.present.wording.table import WordTable
from phaseline.watch.audit import LedgerHead
from phaseline.watch.merkle import root_of
from phaseline.watch.reports import reported
from phaseline.watch.sqlite import SqliteLedger
from phaseline.web.frame import rendered, trusted
from phaseline.web.messages import LedgerPart
from phaseline.web.outline import BY_ID, DAY_SHEET

_PLACES = 12  # after the point, as the command line has them
Histories = Mapping[str, Sequence[BeliefOfDay]]


def watch_parts(
    case: Case, part: LedgerPart, tick: Callable[[str], None]
) -> Iterator[tuple[str, str]]:
    """
    Give what the desk shows of a watch: all that does not wait for the game first.

    Args:
        case: The case.
        part: The entries that count.
        tick: Told what is being done.

    Yields:
        Pages and the daily sheet by their names, tables by the page and a number.

    Raises:
        QuestionError: A formula leads to no number, or an entry is no report.
        TamperedLedgerError: The ledger is not what was written.
    """
    tick("working out what is believed")
    store = SqliteLedger(Path(part.where))
    reports = reported(store.entries(0, part.size))
    head = LedgerHead(size=part.size, root=root_of(0, part.size, store.node))
    full = full_day(case, reports, head=head, plays=False)
    histories = rounded(belief_histories(case, reports, full.watch.day), places=_PLACES)
    calls = full.watch.calls
    waits = calls is not None and calls.monitor is not None
    yield from _pages(full, histories, is_whole=not waits)
    signed = {"checkpoint": part.checkpoint, "key": part.key} if part.size else {}
    yield DAY_SHEET, daily_html(rounded(full, places=_PLACES), **signed)
    if waits:
        tick("playing the game that the beliefs are set beside")
        gaps = calibration_gaps(case, calls, full.watch.beliefs)
        yield from _pages(replace(full, gaps=gaps), histories, is_whole=True)


def _pages(full: FullDay, histories: Histories, *, is_whole: bool) -> Iterator[tuple[str, str]]:
    shown = rounded(full, places=_PLACES)
    for name, page in pages_of_watch(shown, histories, is_whole=is_whole):
        yield name, _content(name, page)
        for number, board in enumerate(_boards(page.blocks), start=1):
            yield f"{name}/table-{number}.csv", table_csv(board)


def _content(name: str, page: WatchPage) -> str:
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
    shown = {"page": BY_ID[name], "sentences": page.sentences, "blocks": blocks}
    return rendered("watch_blocks", shown)


def _boards(blocks: Sequence[WatchBlock]) -> Iterator[WordTable]:
    return (board for block in blocks for board in block.boards)
