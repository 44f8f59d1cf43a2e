"""The watch at the desk: its pages, the ledger that they rest on, and what works them out."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from starlette.routing import Route

from phaseline.case.read import read_case
from phaseline.errors import PhaselineError
from phaseline.web.frame import Frame
from phaseline.web.ledger_desk import DeskOwner, LedgerDesk
from phaseline.web.ledger_pages import LedgerPages
from phaseline.web.ledger_setting import LedgerSetting
from phaseline.web.register import CaseRegister
from phaseline.web.report_pages import ReportPages
from phaseline.web.state import DeskState
from phaseline.web.surroundings import Surroundings
from phaseline.web.watch_pages import WatchPages
from phaseline.web.watch_work import WatchWork
from phaseline.web.watching import Stamps, case_stamps
from phaseline.web.what_ifs import Served, WhatIfs


class WatchDesk:
    """
    All that the desk has of the watch of one case.

    Args:
        where: The folder or the file of the case.
        served: What is served.
        worker: The command that starts a worker.
        owner: Who serves it.
        tell: Told what happens: its kind, and what belongs to it in words.
        register: Gives the case as its files are now.
        state: What the desk knows of the case.
        frame: The frame around the pages.
        surroundings: What stands around every page.
        what_ifs: Where another day than the latest is worked out, and a replay.
        is_shipped: Whether the case is a shipped one, to which nobody writes.
    """

    def __init__(
        self,
        where: Path,
        served: Served,
        *,
        worker: Sequence[str],
        owner: DeskOwner,
        tell: Callable[[str, str], None],
        register: CaseRegister,
        state: DeskState,
        frame: Frame,
        surroundings: Surroundings,
        what_ifs: WhatIfs,
        is_shipped: bool,
    ) -> None:
        self._ledger = LedgerDesk(where, CaseId(served.case, where), owner)
        self._work = WatchWork(where, served, worker=worker, ledger=self._ledger, tell=tell)
        setting = LedgerSetting(
            ledger=self._ledger,
            register=register,
            state=state,
            frame=frame,
            surroundings=surroundings,
            case=served.case,
            is_shipped=is_shipped,
        )
        self._pages = (
            WatchPages(self._work, what_ifs, setting),
            ReportPages(setting),
            LedgerPages(setting),
        )

    def routes(self) -> list[Route]:
        """Give the addresses."""
        return [route for pages in self._pages for route in pages.routes()]

    async def end(self) -> None:
        """End what works the watch out, and let what is being entered be entered."""
        await self._work.end()
        await asyncio.to_thread(self._ledger.close)


class CaseId:
    """
    The id of a case, by which its checkpoints are named: as its files say it now, or said it last.

    Args:
        name: The case, as it was named.
        where: Its folder or file.
    """

    def __init__(self, name: str, where: Path) -> None:
        self._name, self._where = name, where
        self._id = where.stem
        self._stamps: Stamps | None = None

    def __call__(self) -> str:
        """Give the id; the files are read when they are otherwise than before."""
        stamps = case_stamps(self._where)
        if stamps != self._stamps:
            self._stamps = stamps
            try:
                held = read_case(self._where, name=self._name).rest
            except PhaselineError:  # gone for a moment, or for good
                return self._id
            self._id = held.id if held else self._id
        return self._id
