"""What is being worked out, how far it is, and how it is stopped."""

import asyncio
import re
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from phaseline.terms.record import record
from phaseline.web.case_work import CaseWork
from phaseline.web.frame import Frame
from phaseline.web.guard import Refused, fields
from phaseline.web.replies import html
from phaseline.web.state import DeskState
from phaseline.web.surroundings import Surroundings
from phaseline.web.what_ifs import WhatIfs

AGAIN = 2  # seconds after which the page is asked for again
_STEP = re.compile(r"([\d,]+) of ([\d,]+)")


@record
class WorkProgress:
    """
    How far something is.

    Args:
        doing: What is being done, in words; empty while nothing is.
        seconds: For how long it has been worked out [second].
        done: How many parts of it are done; 0 where that is not known.
        parts: How many there are; 0 where that is not known.
    """

    doing: str
    seconds: int
    done: int = 0
    parts: int = 0


def progress_of(state: DeskState) -> WorkProgress:
    """
    Give how far something is, as the worker says it.

    Args:
        state: What is known of it.
    """
    counted = _STEP.search(state.doing)
    done, parts = (int(part.replace(",", "")) for part in counted.groups()) if counted else (0, 0)
    return WorkProgress(doing=state.doing, seconds=state.seconds, done=done, parts=parts)


class WorkPages:
    """
    The page of what is being worked out.

    Args:
        state: What is known of the case.
        work: What works the case out.
        what_ifs: What works out all that is asked besides.
        frame: The frame around the page.
        surroundings: What stands in the frame.
    """

    def __init__(
        self,
        state: DeskState,
        work: CaseWork,
        what_ifs: WhatIfs,
        *,
        frame: Frame,
        surroundings: Surroundings,
    ) -> None:
        self._state, self._work, self._what_ifs = state, work, what_ifs
        self._frame, self._surroundings = frame, surroundings

    def routes(self) -> list[Route]:
        """Give the addresses."""
        return [
            Route("/work", self.page),
            Route("/work/stop", self.stop, methods=["POST"]),
            Route("/work/begin", self.begin, methods=["POST"]),
        ]

    async def page(self, _request: Request) -> Response:
        """Show what is being worked out."""
        running = self._what_ifs.running
        works = [("case", "The case itself", progress_of(self._state))] if self._state.doing else []
        if running is not None:
            works.append(("asked", "What was asked of it", progress_of(running)))
        shown: dict[str, Any] = {
            **self._surroundings.around("What is being worked out."),
            "works": works,
            "stopped": self._state.failure,
            "again": AGAIN if works else 0,
        }
        return html(self._frame.page("work", shown))

    async def stop(self, request: Request) -> Response:
        """
        Stop the work on the case, or on what was asked of it.

        Raises:
            Refused: The form names neither.
        """
        kind = fields(await request.body()).get("work", "")
        stops = {"case": self._work.stop, "asked": self._what_ifs.stop}
        if kind not in stops:
            raise Refused(400, "Found no work of that name; expected case or asked.")
        await asyncio.shield(stops[kind]())
        return RedirectResponse("/work", status_code=303)

    async def begin(self, _request: Request) -> Response:
        """Work the case out anew."""
        self._work.begin()
        return RedirectResponse("/work", status_code=303)
