"""
The watch, worked out by a worker of its own: begun when somebody first looks at it, and anew when
the ledger grows or the files of the case change.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from phaseline.errors import PhaselineError
from phaseline.present.terminal.ledger import ledger_fault_text
from phaseline.web.ledger_desk import LedgerDesk
from phaseline.web.messages import Order
from phaseline.web.outline import WATCH
from phaseline.web.standby import StandbyWorker
from phaseline.web.state import DeskState
from phaseline.web.watching import Stamps, case_stamps, file_stamps
from phaseline.web.what_ifs import Served

PAUSE = 0.25  # seconds between two looks at the files
_LATER = (0.0, 1.0, 4.0)  # seconds before each try
MOVED = "watch"  # what is told when a page of the watch is another


class WatchWork:
    """
    What works the watch out, one state of its ledger at a time.

    Args:
        where: The folder or the file of the case.
        served: What is served.
        worker: The command that starts a worker.
        ledger: The ledger of the case.
        tell: Told what happens: its kind, and what belongs to it in words.
    """

    def __init__(
        self,
        where: Path,
        served: Served,
        *,
        worker: Sequence[str],
        ledger: LedgerDesk,
        tell: Callable[[str, str], None],
    ) -> None:
        self._where, self._served, self._ledger, self._tell = where, served, ledger, tell
        self._worker = StandbyWorker(worker)
        self.state = DeskState(self._heard)
        self._following: asyncio.Task[None] | None = None
        self._working: asyncio.Task[None] | None = None

    def look(self) -> DeskState:
        """Give what is known; from the first look on the watch is worked out, and followed."""
        if self._following is None or self._following.done():
            self._following = asyncio.create_task(self._follow())
        return self.state

    async def _follow(self) -> None:
        """
        Work the watch out whenever a file is another.

        What is being worked out gives way to another case. A ledger that has grown waits until it
        is finished: the worker plays the game of a case once, and a day takes it a tenth of a
        second after that, while one that gave way to each report would never be whole on a ledger
        that grows fast.
        """
        before: tuple[Stamps, Stamps] | None = None
        while True:
            stamps = (case_stamps(self._where), file_stamps(self._ledger.files))
            is_working = self._working is not None and not self._working.done()
            is_growing = before is not None and stamps[0] == before[0]
            if stamps != before and not (is_working and is_growing):
                before = stamps
                self.begin()
            await asyncio.sleep(PAUSE)

    def begin(self) -> None:
        """Work the watch out as the ledger is now, in the place of what is being worked out."""
        self.state.begin()
        if self._working is not None:
            self._working.cancel()
        self._working = asyncio.create_task(self._work())

    async def _work(self) -> None:
        """Work it out; what failed is tried again, as a file that is locked is free in a moment."""
        for later in _LATER:
            await asyncio.sleep(later)
            await self._ask()
            if not self.state.failure:
                return

    async def _ask(self) -> None:
        try:
            part = await asyncio.to_thread(self._ledger.part)
        except PhaselineError as error:
            self.state.note({"kind": "failed", "text": ledger_fault_text(error)})
            return
        order = Order(
            case=self._served.case,
            sources="",
            draws=self._served.draws,
            question={"page": WATCH, **part.question},
        )
        await self._worker.ask(order, self.state.note)

    def _heard(self, kind: str, _text: str) -> None:
        """Pass on that pages are others: of what is merely being done only who waits is told."""
        if kind in ("answer", "faulty", "same"):
            self._tell(MOVED, "")
        elif kind == "part":
            self._tell("part", "")

    async def end(self) -> None:
        """End the worker, and look at no file any more."""
        for task in (self._following, self._working):
            if task is not None:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
        await self._worker.end()
