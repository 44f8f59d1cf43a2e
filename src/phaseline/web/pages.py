"""What the addresses of the desk answer."""

import hashlib
import shlex
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from phaseline.terms.record import record
from phaseline.web.frame import Frame, static_files, trusted
from phaseline.web.guard import fields
from phaseline.web.outline import BRIEF, BY_ID, DeskPage
from phaseline.web.sessions import Sessions
from phaseline.web.state import DeskState

STATIC_AGE = 86_400  # seconds
AGAIN = 2  # seconds after which a page that waits is asked for again


@record
class Served:
    """
    What is served, and how it is named.

    Args:
        case: The case, as it was named.
        sources: The folder of the source texts; empty without one.
        draws: How many draws of the assumptions ranges rest on.
    """

    case: str
    sources: str
    draws: int


class Pages:
    """
    The pages, from what the desk knows at the moment.

    Args:
        state: What it knows.
        frame: The frame around them.
        sessions: The browsers that have been let in.
        served: What is served.
    """

    def __init__(
        self, *, state: DeskState, frame: Frame, sessions: Sessions, served: Served
    ) -> None:
        self._state, self._frame, self._sessions = state, frame, sessions
        self._served = served
        self._files = static_files()
        self._cached: dict[str, tuple[int, bytes]] = {}

    async def home(self, _request: Request) -> Response:
        """Lead to the first page."""
        return RedirectResponse(f"/{BRIEF}", status_code=303)

    async def login(self, request: Request) -> Response:
        """Let a browser in by a link that works once."""
        token = fields(request.scope["query_string"]).get("token", "")
        cookie = self._sessions.let_in(token)
        if not cookie:
            return _plain(
                403,
                "This link has been used, or is none. Each works once; end the command and start it"
                " again for another one.",
            )
        answer = RedirectResponse(f"/{BRIEF}", status_code=303)
        answer.set_cookie(self._sessions.cookie, cookie, httponly=True, samesite="lax")
        answer.headers["Cache-Control"] = "no-store"
        return answer

    async def page(self, request: Request) -> Response:
        """Show a page, or that it is being worked out."""
        page = BY_ID.get(request.path_params["name"])
        if page is None:
            return self._missing()
        revision, body = self._cached.get(page.id, (-1, b""))
        if revision != self._state.revision:
            body = self._frame.page("page", self._shown(page))
            self._cached[page.id] = (self._state.revision, body)
        return _html(body)

    async def style(self, request: Request) -> Response:
        """Give the style sheet of the brief, by its hash: it never changes under one address."""
        answer = self._state.answer
        if answer is None or request.path_params["name"] != _style_name(answer.style):
            return self._missing()
        headers = {"Cache-Control": f"private, max-age={STATIC_AGE}, immutable"}
        return Response(answer.style, headers=headers, media_type="text/css")

    async def static(self, request: Request) -> Response:
        """Give a file that all pages fetch."""
        file = self._files.get(request.path_params["name"])
        if file is None:
            return self._missing()
        headers = {"Cache-Control": "no-cache", "ETag": f'"{_short_hash(file[1])}"'}
        if request.headers.get("if-none-match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        return Response(file[1], headers=headers, media_type=file[0])

    async def missing(self, _request: Request, _error: Exception) -> Response:
        """Say that there is no such page."""
        return self._missing()

    def _missing(self) -> Response:
        return _html(self._frame.page("missing", self._around("There is no such page.")), 404)

    def _shown(self, page: DeskPage) -> dict[str, Any]:
        """Give what the template of a page shows."""
        answer = self._state.answer
        content = answer.pages.get(page.id, "") if answer else ""
        is_awaited = not content and not self._state.faults and not self._state.failure
        return {
            **self._around(page.title),
            "page": page,
            "content": trusted(content),
            "again": AGAIN if is_awaited else 0,
            "command": self._command(page),
        }

    def _around(self, title: str) -> Mapping[str, Any]:
        """Give what the frame shows."""
        state, answer = self._state, self._state.answer
        return {
            "title": title,
            "header": answer.header if answer else None,
            "style": _style_name(answer.style) if answer and answer.style else "",
            "is_stale": state.is_stale and state.shown is not None,
            "doing": state.doing,
            "faults": state.faults,
            "failure": state.failure,
            "draws": self._served.draws,
        }

    def _command(self, page: DeskPage) -> str:
        """Give the command that says the same as a page."""
        verb, *options = page.command.split()
        words = ["phaseline", verb, self._served.case, *options]
        if self._served.sources:
            words += ["--sources", self._served.sources]
        return shlex.join(words)


def _plain(status: int, words: str) -> Response:
    return Response(
        f"{words}\n",
        status_code=status,
        media_type="text/plain",
        headers={"Cache-Control": "no-store"},
    )


def _html(body: bytes, status: int = 200) -> Response:
    headers = {"Cache-Control": "private, no-cache", "Vary": "HX-Request"}
    return Response(body, status_code=status, headers=headers, media_type="text/html")


def _style_name(style: str) -> str:
    return f"{_short_hash(style.encode())}.css"


def _short_hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:24]
