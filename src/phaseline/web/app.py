"""The wiring: which address is answered by what, and what lives as long as the server does."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

from starlette.applications import Starlette

from phaseline.case.shipped import case_path
from phaseline.web.asked_pages import AskedPages
from phaseline.web.case_work import CaseWork
from phaseline.web.compare_pages import ComparePages
from phaseline.web.frame import Frame
from phaseline.web.guard import Entrance, Guard
from phaseline.web.happenings import Happenings
from phaseline.web.ledger_desk import NOBODY, DeskOwner
from phaseline.web.page_pictures import PagePictures
from phaseline.web.pages import Pages
from phaseline.web.register import CaseRegister
from phaseline.web.review_desk import OpenPapers, ReviewDesk
from phaseline.web.review_pages import ReviewPages
from phaseline.web.scenarios import scenario_folder
from phaseline.web.state import DeskState
from phaseline.web.streams import Streams
from phaseline.web.supervision import Supervisor
from phaseline.web.surroundings import Surroundings
from phaseline.web.watch_desk import WatchDesk
from phaseline.web.what_ifs import Served, WhatIfs
from phaseline.web.work_pages import WorkPages


def desk_app(
    served: Served,
    entrance: Entrance,
    *,
    worker: Sequence[str],
    papers: OpenPapers,
    drawing: Sequence[str],
    owner: DeskOwner = NOBODY,
) -> Guard:
    """
    Give the desk as an application of ASGI.

    Args:
        served: What is served.
        entrance: By which names it is reached, and by whom.
        worker: The command that starts a worker.
        papers: Reads the papers of the case from disk, where it is no shipped one.
        drawing: The command that draws a page of a paper.
        owner: Who serves it, and signs its ledger.

    Raises:
        QuestionError: There is no such case.
    """
    where, happenings = case_path(served.case), Happenings()
    what_ifs = WhatIfs(worker, served)
    state = DeskState(lambda kind, text: _tell(kind, text, happenings, what_ifs, state))
    frame = Frame(served.case, lambda: happenings.now)
    scenarios = scenario_folder(served.case, where)
    surroundings = Surroundings(state, served)
    work = CaseWork(where, served, state, Supervisor(worker))
    working = WorkPages(state, work, what_ifs, frame=frame, surroundings=surroundings)
    asked = AskedPages(state, frame, surroundings, what_ifs)
    comparing = ComparePages(state, frame, surroundings, what_ifs, scenarios)
    register = CaseRegister(served.case, where)
    pages = Pages(
        state=state,
        register=register,
        frame=frame,
        sessions=entrance.sessions,
        surroundings=surroundings,
        what_ifs=what_ifs,
        scenarios=scenarios,
    )
    desk = ReviewDesk(papers) if scenarios is not None else None
    reviewing = ReviewPages(desk, frame, surroundings.around, PagePictures(drawing))

    is_shipped = scenarios is None
    watch = WatchDesk(
        where,
        served,
        worker=worker,
        owner=owner,
        tell=happenings.tell,
        register=register,
        state=state,
        frame=frame,
        surroundings=surroundings,
        what_ifs=what_ifs,
        is_shipped=is_shipped,
    )

    app = Starlette(
        routes=[
            *reviewing.routes(),
            *working.routes(),
            *Streams(happenings).routes(),
            *comparing.routes(),
            *asked.routes(),
            *watch.routes(),
            *pages.routes(),  # the last of them takes any name
        ],
        lifespan=_lifespan(work, (work.end, what_ifs.end, watch.end)),
        exception_handlers=pages.handlers(),
    )
    return Guard(app, entrance, is_shipped=is_shipped)


def _tell(
    kind: str, text: str, happenings: Happenings, what_ifs: WhatIfs, state: DeskState
) -> None:
    """Pass on what happens; once the case is answered, let the workers of what-ifs load."""
    happenings.tell(kind, text)
    if kind == "answer":
        what_ifs.prepare(state.known, state.course)


def _lifespan(
    work: CaseWork, ends: Sequence[Callable[[], Awaitable[None]]]
) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    """Give what the server lives by: the case is worked out and followed, and all is ended."""

    @asynccontextmanager
    async def living(_app: Starlette) -> AsyncIterator[None]:
        following = asyncio.create_task(work.follow())
        try:
            yield
        finally:
            following.cancel()
            with suppress(asyncio.CancelledError):
                await following
            for end in ends:
                await end()

    return living
