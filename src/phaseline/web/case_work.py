"""The case itself, worked out by a worker: begun when its files change, and stopped by hand."""

import asyncio
from pathlib import Path

from phaseline.web.messages import Order
from phaseline.web.state import DeskState
from phaseline.web.supervision import Supervisor
from phaseline.web.watching import case_stamps
from phaseline.web.what_ifs import Served

PAUSE = 1.0  # seconds between two looks at the files
STOPPED = "You have stopped it."
GONE = (
    "The case is not at {where} any more: it was moved or deleted. Put it back, and this page goes"
    " on from there."
)


class CaseWork:
    """
    What works the case out, one reading of its files at a time.

    Args:
        where: The folder or the file of the case.
        served: What is served.
        state: What the desk knows, which hears what the worker says.
        supervisor: Lets a worker work.
    """

    def __init__(
        self, where: Path, served: Served, state: DeskState, supervisor: Supervisor
    ) -> None:
        self._where, self._served = where, served
        self._state, self._supervisor = state, supervisor
        self._working: asyncio.Task[None] | None = None

    async def follow(self) -> None:
        """Work the case out, and again whenever its files are otherwise than before."""
        before = None
        try:
            while True:
                stamps = case_stamps(self._where)
                if stamps != before:
                    before = stamps
                    await self._look_again()
                await asyncio.sleep(PAUSE)
        finally:
            if self._working is not None:
                self._working.cancel()

    async def _look_again(self) -> None:
        """
        Work the case out as it is now, or say that it is gone: at once, for until a worker had
        found that out the page would go on telling what was wrong with the files of before.
        """
        if self._where.exists():
            self.begin()
        else:
            await self._supervisor.stop()
            self._state.begin()
            self._state.note({"kind": "failed", "text": GONE.format(where=self._where)})

    def begin(self) -> None:
        """Work the case out as its files are now, in the place of what is being worked out."""
        self._state.begin()
        order = Order(
            case=self._served.case,
            sources=self._served.sources,
            draws=self._served.draws,
            known=self._state.known,
        )
        self._working = asyncio.create_task(self._supervisor.ask(order, self._state.note))

    async def stop(self) -> None:
        """End what is being worked out, if anything is; the last whole answer stays."""
        if self._state.doing:
            await self._supervisor.stop()
            self._state.note({"kind": "failed", "text": STOPPED})

    async def end(self) -> None:
        """End the worker."""
        await self._supervisor.end()
