"""What works the watch out while its ledger grows."""

import asyncio
import sys

import pytest

from phaseline.web import watch_work
from phaseline.web.messages import LedgerPart
from phaseline.web.watch_work import WatchWork
from phaseline.web.what_ifs import Served

# A worker that takes some time for each order, and drops it for a newer one, as a real one does.
TAKES_ITS_TIME = """
import json, select, sys
def say(**message):
    print(json.dumps(message), flush=True)
line = sys.stdin.readline()
while line:
    say(kind="begun", text=str(json.loads(line)["generation"]))
    say(kind="read", id="a", title="A", as_of="2031-05-01", hash="0")
    if not select.select([sys.stdin], [], [], 0.3)[0]:
        say(kind="done", text="")
    line = sys.stdin.readline()
"""
APART = 0.1  # seconds from one report to the next
MOST = 200  # reports


class GrowingLedger:
    """A ledger of which its file counts."""

    def __init__(self, where):
        self.files = (where,)

    def part(self):
        """Give what a worker is asked of."""
        return LedgerPart(where=str(self.files[0]), size=0, checkpoint="", key="")

    def grow(self):
        """Make the file another."""
        with self.files[0].open("a", encoding="utf-8") as file:
            file.write("one more")


@pytest.fixture
def ledger(tmp_path):
    """It lies beside the case."""
    grown = GrowingLedger(tmp_path / "ledger.sqlite")
    grown.grow()
    return grown


def test_a_day_is_worked_out_although_reports_come_faster(ledger, tmp_path, monkeypatch):
    """
    A report each tenth of a second, and three tenths for a day: if the older one gave way, none
    would ever be whole.
    """
    monkeypatch.setattr(watch_work, "PAUSE", 0.05)
    whole = []

    async def story():
        work = WatchWork(
            tmp_path,
            Served(case="a", sources="", draws=8),
            worker=(sys.executable, "-c", TAKES_ITS_TIME),
            ledger=ledger,
            tell=lambda _kind, _text: None,
        )
        state = work.look()
        for _ in range(MOST):
            ledger.grow()
            await asyncio.sleep(APART)
            if state.shown is not None and all(state.shown is not day for day in whole):
                whole.append(state.shown)
            if len(whole) == 2:
                break
        await work.end()

    asyncio.run(asyncio.wait_for(story(), 30))
    assert len(whole) == 2
