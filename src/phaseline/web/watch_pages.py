"""What the addresses of the watch answer: today's call, beliefs, calibration, the daily sheet."""

import base64
import hashlib
import re
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from phaseline.web.frame import Frame, trusted
from phaseline.web.guard import Refused
from phaseline.web.kept_pages import KeptPages
from phaseline.web.ledger_setting import may_enter
from phaseline.web.outline import BELIEFS, BY_ID, CALIBRATION, DAY_SHEET, WATCH
from phaseline.web.picture_files import picture_at
from phaseline.web.replies import html, kept_file
from phaseline.web.state import DeskState
from phaseline.web.surroundings import Surroundings
from phaseline.web.watch_work import WatchWork

AGAIN = 2  # seconds after which a page that waits is asked for again
NOT_YET = "It is not worked out yet: open the page from which this file comes, and wait for it."
_PAGES = (WATCH, BELIEFS, CALIBRATION)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_PICTURE = re.compile(r"picture-([1-9][0-9]{0,3})\.svg")
_SHEET_RULES = (
    "default-src 'none'",
    "style-src-attr 'unsafe-inline'",
    "img-src data:",
    "font-src data:",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)


class WatchPages:
    """
    The pages of the watch.

    Args:
        work: What works the watch out.
        state: What the desk knows of the case, whose style pictures have.
        frame: The frame around the pages.
        surroundings: What stands around every page.
        is_shipped: Whether the case is a shipped one, to which nobody writes.
    """

    def __init__(
        self,
        work: WatchWork,
        state: DeskState,
        frame: Frame,
        surroundings: Surroundings,
        *,
        is_shipped: bool,
    ) -> None:
        self._work, self._state, self._frame = work, state, frame
        self._surroundings, self._is_shipped = surroundings, is_shipped
        self._kept = KeptPages()

    def routes(self) -> list[Route]:
        """Give the addresses."""
        return [
            *(Route(f"/{name}", self.page) for name in _PAGES),
            Route(f"/{WATCH}/{DAY_SHEET}", self.sheet),
            *(Route(f"/{name}/{{file}}", self.file) for name in _PAGES),
        ]

    async def page(self, request: Request) -> Response:
        """Show a page as the ledger has it, or that it is being worked out."""
        watched = self._work.look()
        closed = may_enter(request, is_shipped=self._is_shipped)
        key, now = (_name_of(request), closed), (watched.revision, self._state.revision)
        body = self._kept.page(key, now)
        if not body:
            body = self._frame.page("watch", self._page(key[0], watched, closed))
            self._kept.keep(key, now, body)
        return html(body)

    def _page(self, name: str, watched: DeskState, closed: str) -> Mapping[str, Any]:
        """Give what the template of a page shows."""
        page, around = BY_ID[name], self._surroundings
        return {
            **around.around(page.title),
            "page": page,
            "commands": [around.command(*command.split()) for command in page.commands],
            "may_enter": closed,
            "has_sheet": DAY_SHEET in _parts(watched),
            **_shown(name, watched),
        }

    async def sheet(self, _request: Request) -> Response:
        """
        Show the day on one sheet, as `phaseline watch --page` writes it, to be printed or kept.

        Raises:
            Refused: It is not worked out yet.
        """
        content = _parts(self._work.look()).get(DAY_SHEET, "")
        if not content:
            raise Refused(404, NOT_YET)
        hashes = (hashlib.sha256(style.encode()).digest() for style in _STYLE.findall(content))
        allowed = " ".join(f"'sha256-{base64.b64encode(held).decode()}'" for held in hashes)
        rules = "; ".join((*_SHEET_RULES, f"style-src {allowed}"))
        headers = {"Cache-Control": "private, no-cache", "Content-Security-Policy": rules}
        return Response(content, headers=headers, media_type="text/html")

    async def file(self, request: Request) -> Response:
        """
        Give a table of a page as comma-separated values, or a picture as a file of its own.

        Raises:
            Refused: There is none of that name, or it is not worked out yet.
        """
        name, file = _name_of(request), request.path_params["file"]
        parts = _parts(self._work.look())
        drawn = _PICTURE.fullmatch(file)
        if drawn:
            answer = self._state.answer
            style = answer.style if answer else ""
            content = picture_at(parts.get(name, ""), int(drawn[1]), style)
        else:
            content = parts.get(f"{name}/{file}", "")
        if not content:
            raise Refused(404, NOT_YET)
        return kept_file(f"{name}-{file}", content)


def _parts(state: DeskState) -> Mapping[str, str]:
    return state.answer.pages if state.answer else {}


def _shown(name: str, state: DeskState) -> dict[str, Any]:
    """Give what is known of a page, and whether it has to be asked for again."""
    content = _parts(state).get(name, "")
    is_awaited = bool(state.doing) and not content
    return {
        "content": trusted(content),
        "working": state.doing,
        "failed": state.failure,
        "faulty": state.faults,
        "again": AGAIN if is_awaited else 0,
    }


def _name_of(request: Request) -> str:
    """Give the page of an address, which is its first part."""
    name: str = request.scope["path"].split("/")[1]
    return name
