"""The wiring: which address is answered by what, and what lives as long as the server does."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import Route

from phaseline.case.shipped import case_path
from phaseline.web.asked_pages import AskedPages
from phaseline.web.asking import FIELDS
from phaseline.web.compare_pages import ComparePages
from phaseline.web.frame import Frame
from phaseline.web.guard import SIGN_IN, Entrance, Guard, Refused
from phaseline.web.happenings import Happenings
from phaseline.web.messages import Order
from phaseline.web.outline import COMPARE
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
from phaseline.web.watching import case_stamps
from phaseline.web.what_ifs import Served, WhatIfs

PAUSE = 1.0  # seconds between two looks at the files


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
    state = DeskState(happenings.tell)
    what_ifs = WhatIfs(worker, served)
    frame = Frame(served.case, lambda: happenings.now)
    scenarios = scenario_folder(served.case, where)
    surroundings = Surroundings(state, served)
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
        supervisor = Supervisor(worker)
        keeping = asyncio.create_task(_keep(where, served, state, supervisor))
        try:
            yield
        finally:
            keeping.cancel()
            with suppress(asyncio.CancelledError):
                await keeping
            await supervisor.end()
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
            *Streams(happenings).routes(),
            Route(f"/{COMPARE}", comparing.page),
            *(Route(f"/{name}", asked.page) for name in FIELDS),
            *(Route(f"/{name}/{{file}}", asked.file) for name in FIELDS),
            Route("/note/{number}", pages.note),
            Route("/entry/{address}", pages.entry),
            Route("/table/{name}", pages.table),
            Route("/{name}", pages.page),
        ],
        lifespan=living,
        exception_handlers={404: pages.missing, Refused: pages.refused, Exception: pages.broken},
    )
    return Guard(app, entrance)


async def _keep(where: Path, served: Served, state: DeskState, supervisor: Supervisor) -> None:
    """Work the case out, and again whenever its files are otherwise than before."""
    before = None
    working: asyncio.Task[None] | None = None
    try:
        while True:
            stamps = case_stamps(where)
            if stamps != before:
                before = stamps
                state.begin()
                order = Order(
                    case=served.case,
                    sources=served.sources,
                    draws=served.draws,
                    known=state.known,
                )
                working = asyncio.create_task(supervisor.ask(order, state.note))
            await asyncio.sleep(PAUSE)
    finally:
        if working is not None:
            working.cancel()
