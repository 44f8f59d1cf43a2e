"""
The pages on which a course is asked about: Why, Need, courses played otherwise and Study, and the
files that they offer.

All but a study are answered to who opens their address. A study takes hours and keeps its parts in
a folder, so that it is begun by a form alone, which no other page can send; its address shows.
"""

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from phaseline.web.asking import FIELDS, AskedOf, asked_of, commands_of
from phaseline.web.frame import Frame, trusted
from phaseline.web.guard import Refused, fields
from phaseline.web.outline import BY_ID, CHOICES, STUDY, VARIANTS
from phaseline.web.replies import html, kept_file
from phaseline.web.state import DeskState
from phaseline.web.surroundings import Surroundings
from phaseline.web.what_ifs import WhatIfs

AGAIN = 2  # seconds after which a page that waits is asked for again
NOT_YET = "It is not worked out yet: open the page from which this file comes, and wait for it."


class AskedPages:
    """
    The pages that answer what is asked of a course.

    Args:
        state: What the desk knows.
        frame: The frame around the pages.
        surroundings: What stands around every page.
        what_ifs: Where what is not known yet is worked out.
    """

    def __init__(
        self, state: DeskState, frame: Frame, surroundings: Surroundings, what_ifs: WhatIfs
    ) -> None:
        self._state, self._frame, self._surroundings = state, frame, surroundings
        self._what_ifs = what_ifs

    def routes(self) -> tuple[Route, ...]:
        """Give which address is answered by what."""
        return (
            Route(f"/{STUDY}", self.begin, methods=["POST"]),
            *(Route(f"/{name}", self.page) for name in FIELDS),
            *(Route(f"/{name}/{{file}}", self.file) for name in FIELDS),
        )

    async def page(self, request: Request) -> Response:
        """Show what is asked, and the answer or that it is being worked out."""
        name = _name_of(request)
        choices, asked = self._asked(request)
        around, page = self._surroundings, BY_ID[name]
        changed = [part for pair in asked.changes.items() for part in ("--set", "=".join(pair))]
        shown = {
            **around.around(page.title),
            "page": page,
            "choices": choices,
            "chosen": asked.chosen,
            "is_variant": name in VARIANTS,
            "changes": asked.changes,
            "commands": [
                around.command(*page.commands, *words, *changed)
                for words in commands_of(name, asked.question, choices)
                if not asked.lack
            ],
            **self._answered(name, asked),
        }
        return html(self._frame.page("asked", shown))

    async def begin(self, request: Request) -> Response:
        """
        Begin a study, or say at its address why it cannot be begun.

        Raises:
            Refused: A field is none of the page, or holds what is no text.
        """
        asked = asked_of(STUDY, fields(await request.body()), self._choices())
        base = self._state.shown
        if base is not None and asked.question and not asked.lack:
            self._what_ifs.state(
                asked.changes, base.header.hash, question=asked.question, is_move=True
            )
        query = asked.query
        return RedirectResponse(f"/{STUDY}?{query}" if query else f"/{STUDY}", status_code=303)

    def _answered(self, name: str, asked: AskedOf) -> dict[str, Any]:
        """Give what is known of an answer, and whether the page has to ask again."""
        if asked.lack:
            return {**_NOTHING, "failed": asked.lack}
        state = self._answer(name, asked)
        if state is None and self._state.shown is not None:
            return {**_NOTHING, "is_unasked": True}
        if state is None:
            again = AGAIN if self._state.doing else 0
            return {**_NOTHING, "is_ready": False, "again": again}
        is_known = state is self._state  # what is worked out there is the next answer, and no part
        if is_known or not state.doing:
            return {**_NOTHING, **_content(name, state, is_told=not is_known)}
        return {**_NOTHING, "waits": True, "working": state.doing, "again": AGAIN}

    async def file(self, request: Request) -> Response:
        """
        Give a file that a page offers.

        Raises:
            Refused: There is none of that name, or it is not worked out yet.
        """
        _, asked = self._asked(request)
        page, name = _name_of(request), request.path_params["file"]
        state = self._answer(page, asked)
        pages = state.answer.pages if state and state.answer else {}
        content = pages.get(f"{page}/{name}", "")
        if not content:
            raise Refused(404, NOT_YET)
        return kept_file(name, content)

    def _asked(self, request: Request) -> tuple[Mapping[str, Any], AskedOf]:
        """Give what can be asked, and what is."""
        choices, query = self._choices(), fields(request.scope["query_string"])
        return choices, asked_of(_name_of(request), query, choices)

    def _choices(self) -> Mapping[str, Any]:
        """Give what can be asked; nothing before the case itself is worked out."""
        shown = self._state.shown
        return json.loads(shown.pages.get(CHOICES, "{}")) if shown else {}

    def _answer(self, name: str, asked: AskedOf) -> DeskState | None:
        """
        Give the state that holds the answer; None before the case itself is worked out, and where a
        study is looked at that nobody has begun.
        """
        base = self._state.shown
        if base is None or asked.lack:
            return None
        if not asked.question:
            return self._state
        ask = self._what_ifs.asked_before if name == STUDY else self._what_ifs.state
        return ask(asked.changes, base.header.hash, question=asked.question)


_NOTHING: Mapping[str, Any] = {
    "is_ready": True,
    "is_unasked": False,
    "content": "",
    "waits": False,
    "working": "",
    "failed": "",
    "faulty": (),
    "again": 0,
}


def _content(name: str, state: DeskState, *, is_told: bool) -> dict[str, Any]:
    """Give what a worker has sent of a page, and what went wrong unless the frame says it."""
    pages = state.answer.pages if state.answer else {}
    return {
        "content": trusted(pages.get(name, "")),
        "failed": state.failure if is_told else "",
        "faulty": state.faults if is_told else (),
    }


def _name_of(request: Request) -> str:
    """Give the page of an address, which is its first part."""
    name: str = request.scope["path"].split("/")[1]
    return name
