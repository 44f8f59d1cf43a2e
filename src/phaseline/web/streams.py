"""
One stream of what happens for a browser, as server-sent events; and the same when it is asked for.

A browser opens one stream for all its windows (`static/events.js`): with one for each, the sixth
would take the last of the connections that a browser opens to one server.
"""

import asyncio
import re
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from phaseline.web.guard import Refused, fields
from phaseline.web.happenings import MOST_REMEMBERED, Happening, Happenings, Waiting

HEARTBEAT = 15.0  # seconds without news after which the stream says that it is there
SLOWEST = 10.0  # seconds in which a browser takes what it is sent
MOST_STREAMS = 8  # of all browsers together; whoever comes later asks instead
_ID = re.compile(r"[0-9a-f]{8}-[0-9]{1,18}")  # of a happening, as a desk gives it
AGAIN = 2_000  # milliseconds after which a browser opens a stream anew that has ended


class EventStream(Response):
    """
    An answer that goes on for as long as the browser listens, and takes what it is sent.

    Args:
        happenings: What happens.
        known: The id of what the browser has heard last.
    """

    def __init__(self, happenings: Happenings, known: str) -> None:
        super().__init__(
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )
        del self.headers["content-length"]
        self._happenings, self._known = happenings, known

    async def __call__(
        self,
        scope: Scope,  # noqa: ARG002  # as every answer is called
        receive: Receive,
        send: Send,
    ) -> None:
        """Send what happens, until the browser is gone or takes nothing any more."""
        queue, end = self._happenings.listen(self._known)
        is_id = _ID.fullmatch(self._known)
        heard = (
            self._known if is_id else self._happenings.now
        )  # what came since is still to be sent
        leaving = asyncio.create_task(_left(receive, queue))
        try:
            async with asyncio.timeout(SLOWEST):
                start = {"status": 200, "headers": self.raw_headers}
                await send({"type": "http.response.start", **start})
                await send(_part(f"retry: {AGAIN}\nid: {heard}\n\n".encode()))
            while (body := await _next(queue)) is not None:
                async with asyncio.timeout(SLOWEST):
                    await send(_part(body))
        except TimeoutError:
            return  # it takes nothing: the connection is closed, and it may come again
        finally:
            end()
            leaving.cancel()


async def _next(queue: Waiting) -> bytes | None:
    """
    Give what is sent next: what has happened, or after a while that the stream is there; None where
    the browser is gone.
    """
    try:
        async with asyncio.timeout(HEARTBEAT):
            happening = await queue.get()
    except TimeoutError:
        return b": still here\n\n"
    return _body(happening) if happening is not None else None


@lru_cache(maxsize=MOST_REMEMBERED)
def _body(happening: Happening) -> bytes:
    """Give what is sent of a happening: the same to every browser, and so made once."""
    return f"id: {happening.id}\ndata: {happening.line}\n\n".encode()


class Streams:
    """
    The addresses at which a browser hears what happens.

    Args:
        happenings: What happens.
        most: How many streams there may be; `MOST_STREAMS` if 0.
    """

    def __init__(self, happenings: Happenings, *, most: int = 0) -> None:
        self._happenings, self._most = happenings, most

    def routes(self) -> list[Route]:
        """Give the addresses."""
        return [Route("/events", self.stream), Route("/events/since", self.since)]

    async def stream(self, request: Request) -> Response:
        """
        Tell what happens, as it happens.

        Raises:
            Refused: There are too many streams, or it is not read.
        """
        if request.method != "GET":
            raise Refused(405, "A stream is read.")
        if self._happenings.listeners >= (self._most or MOST_STREAMS):
            raise Refused(503, "There are too many streams: ask /events/since instead.")
        known = request.headers.get("last-event-id", "") or _after(request)
        return EventStream(self._happenings, known)

    async def since(self, request: Request) -> Response:
        """Give what has happened since something, and how many streams there are."""
        happenings = self._happenings.since(_after(request))
        return JSONResponse(
            {
                "now": self._happenings.now,
                "streams": self._happenings.listeners,
                "happenings": [
                    {"id": happening.id, "kind": happening.kind, "text": happening.text}
                    for happening in happenings
                ],
            },
            headers={"Cache-Control": "no-store"},
        )


def _after(request: Request) -> str:
    return fields(request.scope["query_string"]).get("after", "")


async def _left(receive: Receive, queue: Waiting) -> None:
    """Wait until the browser is gone, and say so to who sends to it."""
    while (await receive())["type"] != "http.disconnect":
        pass
    while queue.full():
        queue.get_nowait()
    queue.put_nowait(None)


def _part(body: bytes) -> dict[str, object]:
    return {"type": "http.response.body", "body": body, "more_body": True}
