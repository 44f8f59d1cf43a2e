"""What the addresses of the watch answer: today's call, beliefs, calibration, the daily sheet."""

import asyncio
import base64
import hashlib
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from phaseline.errors import PhaselineError
from phaseline.present.wording.watch import day_words
from phaseline.web.frame import trusted
from phaseline.web.guard import Refused, fields
from phaseline.web.kept_pages import KeptPages
from phaseline.web.ledger_setting import LedgerSetting
from phaseline.web.outline import (
    BELIEFS,
    BY_ID,
    CALIBRATION,
    DAY_SHEET,
    OF_EVENTS,
    REPLAY,
    REPLAYS,
    STYLE,
    WATCH,
    DeskPage,
)
from phaseline.web.picture_files import picture_at
from phaseline.web.replies import html, kept_file
from phaseline.web.state import DeskState
from phaseline.web.watch_work import WatchWork
from phaseline.web.what_ifs import CASE, WhatIfs

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
        what_ifs: Where another day than the latest is worked out, and a replay.
        setting: What the pages stand on.
    """

    def __init__(self, work: WatchWork, what_ifs: WhatIfs, setting: LedgerSetting) -> None:
        self._work, self._what_ifs, self._ledger = work, what_ifs, setting.ledger
        self._setting, self._state, self._frame = setting, setting.state, setting.frame
        self._surroundings = setting.surroundings
        self._kept = KeptPages()

    def routes(self) -> list[Route]:
        """Give the addresses."""
        return [
            *(Route(f"/{name}", self.page) for name in _PAGES),
            Route(f"/{WATCH}/{DAY_SHEET}", self.sheet),
            Route(f"/{REPLAY}", self.replay),
            Route(f"/{REPLAY}/{{file}}", self.replay_file),
            *(Route(f"/{name}/{{file}}", self.file) for name in _PAGES),
        ]

    async def page(self, request: Request) -> Response:
        """
        Show a page as the ledger has it, of the latest day or of one that is asked for, or that it
        is being worked out.

        Raises:
            Refused: What is asked for is no day.
        """
        name, day = _name_of(request), _day_asked(request)
        closed = self._setting.closed(request)
        if day:
            shown = self._page(name, await self._asked(day), closed, day)
            return html(self._frame.page("watch", shown))
        watched = self._work.look()
        key, now = (name, closed), (watched.revision, self._state.revision)
        body = self._kept.page(key, now)
        if not body:
            body = self._frame.page("watch", self._page(name, watched, closed))
            self._kept.keep(key, now, body)
        return html(body)

    async def _asked(self, on: str, **more: str) -> DeskState:
        """
        Give what is known of another day, or of a replay; what the desk is doing as long as the
        case itself is not read. None of them waits for its game.
        """
        answer = self._state.answer
        if answer is None:
            waiting = DeskState()
            waiting.doing = self._state.doing
            return waiting
        try:
            part = await asyncio.to_thread(self._ledger.part)
        except PhaselineError as error:
            broken = DeskState()
            broken.note({"kind": "failed", "text": f"{error}"})
            return broken
        question = {"page": WATCH, "on": on, **more, **part.question}
        return self._what_ifs.state(CASE, answer.header.hash, question=question)

    def _page(self, name: str, watched: DeskState, closed: str, day: str = "") -> Mapping[str, Any]:
        """Give what the template of a page shows."""
        page, around = BY_ID[name], self._surroundings
        around.see_style(_parts(watched).get(STYLE, ""))
        on = ("--on", day) if day else ()
        return {
            **around.around(_title(page, day)),
            "page": page,
            "commands": [around.command(*command.split(), *on) for command in page.commands],
            "may_enter": closed,
            "has_sheet": DAY_SHEET in _parts(watched),
            "day": day,
            "asked": f"?on={day}" if day else "",
            "replay_of": "",
            **_shown(name, watched),
        }

    async def replay(self, request: Request) -> Response:
        """
        Show what each day would have believed and called for, of the public events of the case or
        of its ledger.

        Raises:
            Refused: There is nothing of that name to replay.
        """
        of = _replay_asked(request)
        state = await self._replayed(of)
        shown = dict(self._page(WATCH, state, self._setting.closed(request)))
        replayed = _shown(REPLAY, state)
        title = "What each day would have believed and called for."
        replay = [self._surroundings.command(WATCH, "--replay")]
        shown["commands"] = replay if of == OF_EVENTS else []  # no command replays a ledger
        around = self._surroundings.around(title)
        return html(self._frame.page("watch", {**shown, **around, **replayed, "replay_of": of}))

    async def replay_file(self, request: Request) -> Response:
        """
        Give a table of a replay as comma-separated values.

        Raises:
            Refused: There is none of that name, or it is not worked out yet.
        """
        file = request.path_params["file"]
        content = _parts(await self._replayed(_replay_asked(request))).get(f"{REPLAY}/{file}", "")
        if not content:
            raise Refused(404, NOT_YET)
        return kept_file(f"replay-{file}", content)

    async def _replayed(self, of: str) -> DeskState:
        return await self._asked(of, today=self._ledger.today.isoformat())

    async def _of_day(self, request: Request) -> Mapping[str, str]:
        """Give what is known of the day that a file is asked of."""
        day = _day_asked(request)
        return _parts(await self._asked(day) if day else self._work.look())

    async def sheet(self, request: Request) -> Response:
        """
        Show the day on one sheet, as `phaseline watch --page` writes it, to be printed or kept.

        Raises:
            Refused: It is not worked out yet.
        """
        content = (await self._of_day(request)).get(DAY_SHEET, "")
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
        parts = await self._of_day(request)
        drawn = _PICTURE.fullmatch(file)
        if drawn:
            style = "".join(self._surroundings.styles[:1])
            content = picture_at(parts.get(name, ""), int(drawn[1]), style)
        else:
            content = parts.get(f"{name}/{file}", "")
        if not content:
            raise Refused(404, NOT_YET)
        return kept_file(f"{name}-{file}", content)


def _title(page: DeskPage, day: str) -> str:
    """Give the title of a page; of another day than the latest it names that."""
    return f"{page.name} as of {day_words(date.fromisoformat(day))}." if day else page.title


def _day_asked(request: Request) -> str:
    """
    Give the day of an address; empty where the latest is asked for.

    Raises:
        Refused: What is asked for is no day.
    """
    text = fields(request.scope["query_string"]).get("on", "").strip()
    if not text:
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Refused(400, "Found what is no day; expected one such as 2024-11-28.") from None


def _replay_asked(request: Request) -> str:
    """
    Give what is to be replayed.

    Raises:
        Refused: There is nothing of that name.
    """
    of = fields(request.scope["query_string"]).get("of", OF_EVENTS)
    if of not in REPLAYS:
        raise Refused(404, f"There is nothing of that name to replay: {' or '.join(REPLAYS)}.")
    return of


def _parts(state: DeskState) -> Mapping[str, str]:
    return state.answer.pages if state.answer else {}


def _shown(name: str, state: DeskState) -> dict[str, Any]:
    """Give what is known of a page, and whether it has to be asked for again."""
    content = _parts(state).get(name, "")
    is_awaited = bool(state.doing) and not content
    return {
        "content": trusted(content),
        "working": state.doing,
        "is_of_before": state.shown is not None and bool(state.doing),
        "failed": state.failure,
        "faulty": state.faults,
        "again": AGAIN if is_awaited else 0,
    }


def _name_of(request: Request) -> str:
    """Give the page of an address, which is its first part."""
    name: str = request.scope["path"].split("/")[1]
    return name
