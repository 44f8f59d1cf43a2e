"""The wiring: which address is answered by what, and what lives as long as the server does."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.routing import Route

from phaseline.case.shipped import case_path
from phaseline.web.asked_pages import AskedPages
from phaseline.web.case_work import CaseWork
from phaseline.web.compare_pages import ComparePages
from phaseline.web.frame import Frame
from phaseline.web.guard import SIGN_IN, Entrance, Guard
from phaseline.web.happenings import Happenings
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
from phaseline.web.what_ifs import Served, WhatIfs
from phaseline.web.work_pages import WorkPages


def desk_app(
    served: Served,
    entrance: Entrance,
    *,
    worker: Sequence[str],
    papers: OpenPapers,
    drawing: Sequence[str],
) -> Guard:
    """
    Give the desk as an application of ASGI.

    Args:
        served: What is served.
        entrance: By which names it is reached, and by whom.
        worker: The command that starts a worker.
        papers: Reads the papers of the case from disk, where it is no shipped one.
        drawing: The command that draws a page of a paper.

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
    pages = Pages(
        state=state,
        register=CaseRegister(served.case, where),
        frame=frame,
        sessions=entrance.sessions,
        surroundings=surroundings,
        what_ifs=what_ifs,
        scenarios=scenarios,
    )
    desk = ReviewDesk(papers) if scenarios is not None else None
    reviewing = ReviewPages(desk, frame, surroundings.around, PagePictures(drawing))

    @asynccontextmanager
    async def living(_app: Starlette) -> AsyncIterator[None]:
        keeping = asyncio.create_task(work.follow())
        try:
            yield
        finally:
            keeping.cancel()
            with suppress(asyncio.CancelledError):
                await keeping
            await work.end()
            await what_ifs.end()

    app = Starlette(
        routes=[
            Route("/", pages.home),
            Route(SIGN_IN, pages.login),
            Route("/static/{name}", pages.static),
            Route("/style/{name}", pages.style),
            Route("/what-if", pages.what_if),
            Route("/what-if/move", pages.move),
            Route("/what-if/keep", pages.keep, methods=["GET", "POST"]),
            *reviewing.routes(),
            *working.routes(),
            *Streams(happenings).routes(),
            *comparing.routes(),
            *asked.routes(),
            Route("/note/{number}", pages.note),
            Route("/entry/{address}", pages.entry),
            Route("/table/{name}", pages.table),
            Route("/{name}", pages.page),
        ],
        lifespan=living,
        exception_handlers=pages.handlers(),
    )
    return Guard(app, entrance, is_shipped=scenarios is None)


def _tell(
    kind: str, text: str, happenings: Happenings, what_ifs: WhatIfs, state: DeskState
) -> None:
    """Pass on what happens; once the case is answered, let the workers of what-ifs load."""
    happenings.tell(kind, text)
    if kind == "answer":
        what_ifs.prepare(state.known)
