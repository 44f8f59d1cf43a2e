"""What the addresses of the desk answer."""

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from phaseline.errors import QuestionError
from phaseline.present.terminal.passages import MOST_PASSAGES as MOST
from phaseline.web.frame import Frame, marked, static_files, trusted
from phaseline.web.guard import OURS, SIGN_IN, Refused, fields, is_static
from phaseline.web.kept_pages import KeptPages
from phaseline.web.outline import (
    BRIEF,
    BY_ID,
    EVIDENCE,
    INPUTS,
    LADDERS,
    LAW,
    NOTE,
    READINGS,
    SWITCHES,
    WHAT_IF,
    WHAT_IF_PARTS,
    DeskPage,
)
from phaseline.web.permission import READ_ONLY
from phaseline.web.register import CaseRegister, search_words
from phaseline.web.replies import (
    browser_of,
    html,
    is_fragment,
    kept_file,
    plain,
    short_hash,
    style_name,
)
from phaseline.web.scenarios import keep_scenario, scenarios_in
from phaseline.web.sessions import Sessions
from phaseline.web.state import DeskState
from phaseline.web.surroundings import Surroundings
from phaseline.web.switches import FIELD, switched
from phaseline.web.what_if_page import (
    OPENED,
    address_of,
    answer_parts,
    differences_of,
    input_parts,
    opened_parts,
    seen_parts,
)
from phaseline.web.what_ifs import Changes, WhatIfs, changes_of, moved, query_of

STATIC_AGE = 86_400  # seconds
NO_PAGE = "There is no such page."
READ = "This page is read: it takes no form. Nothing has been changed."
WRITTEN = "This address takes a form, which a page sends: open the page that has it."
HELD = 2.0  # seconds for which an answer is held back until there is something new in it
SOON, LATER = "50ms", "1s"  # until the next look, which is held, or not while another comes first
OTHERWISE = 'id="otherwise"'  # where the page of ladders tells of games played otherwise
AGAIN = 2  # seconds after which a page that waits is asked for again


class Pages:
    """
    The pages, from what the desk knows at the moment.

    Args:
        state: What it knows.
        register: Where what is looked for is looked up.
        frame: The frame around them.
        sessions: The browsers that have been let in.
        surroundings: What stands around every page.
        what_ifs: The answers to what-ifs.
        scenarios: The folder of the scenarios; None where nobody writes to the case.
    """

    def __init__(
        self,
        *,
        state: DeskState,
        register: CaseRegister,
        frame: Frame,
        sessions: Sessions,
        surroundings: Surroundings,
        what_ifs: WhatIfs,
        scenarios: Path | None,
    ) -> None:
        self._state, self._frame, self._sessions = state, frame, sessions
        self._surroundings = surroundings
        self._around, self._command = surroundings.around, surroundings.command
        self._files = static_files()
        self._register, self._what_ifs = register, what_ifs
        self._scenarios = scenarios
        self._kept = KeptPages()

    def routes(self) -> list[Route]:
        """Give the addresses; the last takes any name, and so stands after those of all others."""
        return [
            Route("/", self.home),
            Route(SIGN_IN, self.login),
            Route("/static/{name}", self.static),
            Route("/style/{name}", self.style),
            Route("/what-if", self.what_if),
            Route("/what-if/move", self.move),
            Route("/what-if/keep", self.keep, methods=["GET", "POST"]),
            Route("/note/{number}", self.note),
            Route(f"/{LAW}/{{option}}", self.law_cell),
            Route("/entry/{address}", self.entry),
            Route("/table/{name}", self.table),
            Route("/{name}", self.page),
        ]

    def handlers(self) -> Mapping[Any, Any]:
        """Give by what a fault or a refusal is answered."""
        return {
            404: self.missing,
            405: self.only_read,
            Refused: self.refused,
            Exception: self.broken,
        }

    async def home(self, _request: Request) -> Response:
        """Lead to the first page."""
        return RedirectResponse(f"/{BRIEF}", status_code=303)

    async def login(self, request: Request) -> Response:
        """Let a browser in by a link that works once; asking what lies there does not use it up."""
        if request.method != "GET":
            return plain(405, "A link lets a browser in that opens it; it has not been used up.")
        token = fields(request.scope["query_string"]).get("token", "")
        cookie = self._sessions.let_in(token)
        if not cookie:
            return plain(
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
        sought = search_words(fields(request.scope["query_string"]).get("q", ""))
        if page.id == EVIDENCE and sought:
            return await self._search(sought)
        revision = self._state.revision
        body = self._kept.page(page.id, revision)
        if not body:
            body = self._frame.page("page", self._shown(page))
            self._kept.keep(page.id, revision, body)
        return html(body)

    async def what_if(self, request: Request) -> Response:
        """Show the assumptions that can be moved, and what comes of those that are."""
        form = dict(fields(request.scope["query_string"]))
        opened = form.pop(OPENED, None)
        changes = changes_of(form)
        state = await self._answer(request, changes)
        return self._moved(request, changes, query_of(changes) if opened is None else opened, state)

    async def move(self, request: Request) -> Response:
        """
        Move one assumption, or turn one switch: the address that follows holds what differs from
        the case.
        """
        form = fields(request.scope["query_string"])
        opened = form.get(OPENED, "")
        changes = self._changed(form, changes_of(fields(form.get("state", opened).encode("utf-8"))))
        if is_fragment(request):
            state = await self._answer(request, changes, is_move=True)
            answer = self._moved(request, changes, opened, state)
            answer.headers["HX-Push-Url"] = address_of(changes)
            return answer
        return RedirectResponse(address_of(changes, opened), status_code=303)

    def _changed(self, form: Mapping[str, str], before: Changes) -> Changes:
        """
        Give the what-if that a form of the page asks for.

        Raises:
            Refused: There is no such assumption or switch, or it cannot stand so.
        """
        if FIELD in form:
            switches = self._sent(SWITCHES)
            return switched(switches, before, name=form[FIELD], way=form.get("way", ""))
        return moved(
            self._inputs(),
            before,
            form.get("address", ""),
            at=form.get("at", ""),
            typed=form.get("value", ""),
        )

    async def keep(self, request: Request) -> Response:
        """
        Ask for the name of a scenario, or keep one.

        Raises:
            Refused: It cannot be kept.
        """
        if request.method != "POST":
            changes = changes_of(fields(request.scope["query_string"]))
            shown = {**self._what_if_parts(changes), "is_own": self._scenarios is not None}
            title = "Keep this what-if as a scenario."
            return html(self._frame.page("keep", {**self._around(title), **shown}))
        form = fields(await request.body())
        if self._scenarios is None:
            raise Refused(403, READ_ONLY)
        changes = changes_of(fields(form.get("state", "").encode("utf-8")))
        await asyncio.to_thread(
            keep_scenario, self._scenarios, form.get("name", "").strip(), changes
        )
        return RedirectResponse(address_of(changes), status_code=303)

    def _what_if_parts(self, changes: Changes) -> dict[str, Any]:
        """Give what stands beside an answer, with the scenarios that were kept."""
        names = [
            {"name": scenario.name, "address": address_of(scenario.changes)}
            for scenario in scenarios_in(self._scenarios)
        ]
        sent = self._inputs(), self._sent(READINGS), changes, self._sent(SWITCHES)
        return {**input_parts(*sent), "scenarios": names}

    async def _answer(
        self, request: Request, changes: Changes, *, is_move: bool = False
    ) -> DeskState | None:
        """
        Give what is known of a what-if; None where nothing is moved, or before the case is known.

        Where a page asks for the answer alone, it is held back until there is something new in it,
        so that the quick answer comes with the move itself. What waits for another what-if is not
        held: a browser asks a server no more than six things at a time, in all its windows.
        """
        base = self._state.shown
        if base is None or not changes:
            return None
        state = self._what_ifs.state(
            changes, base.header.hash, is_move=is_move, browser=browser_of(request)
        )
        if is_fragment(request) and state is self._what_ifs.running:
            await state.part(WHAT_IF_PARTS, HELD)
        return state

    def _moved(
        self, request: Request, changes: Changes, opened: str, state: DeskState | None
    ) -> Response:
        """Give the page of a what-if, or its answer alone where the page itself stays."""
        names = {
            query_of(scenario.changes): scenario.name for scenario in scenarios_in(self._scenarios)
        }
        shown = {
            **self._what_if(changes, state),
            **opened_parts(changes, changes_of(fields(opened.encode("utf-8"))), names),
            "seen": self._seen(changes, browser_of(request)),
        }
        name = "what_if_answer" if is_fragment(request) else "what_if"
        answer = html(self._frame.page(name, shown))
        answer.headers["X-State"] = shown["state_hash"]
        sequence = request.headers.get("x-sequence", "")
        if sequence.isdecimal():
            answer.headers["X-Sequence"] = sequence
        return answer

    def _what_if(self, changes: Changes, state: DeskState | None) -> dict[str, Any]:
        """Give what the page of a what-if shows."""
        base = self._state.shown
        if base and not changes:
            self._what_ifs.prepare(base.header.hash, self._state.course)
        options = [part for pair in changes.items() for part in ("--set", "=".join(pair))]
        is_next = state is not None and state is self._what_ifs.running
        return {
            **self._around("What if an assumption is another?"),
            "page": BY_ID[WHAT_IF],
            "again": 0 if base else AGAIN,
            "is_ready": base is not None,
            "has_otherwise": base is not None and OTHERWISE in base.pages.get(LADDERS, ""),
            "pause": SOON if is_next else LATER,
            "state_hash": short_hash(query_of(changes).encode()),
            "command": self._command("run", *options),
            **self._what_if_parts(changes),
            **answer_parts(base, state),
        }

    def _seen(self, changes: Changes, browser: str) -> list[dict[str, str]]:
        """Give what was tried of late, the latest first, without what is shown now."""
        inputs, readings, switches = self._inputs(), self._sent(READINGS), self._sent(SWITCHES)
        return [
            seen_parts(differences_of(inputs, readings, seen, switches), changes, seen)
            for seen in self._what_ifs.seen(browser)
            if seen != changes
        ]

    def _inputs(self) -> list[dict[str, Any]]:
        """Give the assumptions that can be moved; none before the first whole answer."""
        return self._sent(INPUTS)

    def _sent(self, name: str) -> list[dict[str, Any]]:
        """Give a list that the worker has sent; an empty one before the first whole answer."""
        shown = self._state.shown
        return json.loads(shown.pages.get(name, "[]")) if shown else []

    async def note(self, request: Request) -> Response:
        """Show the words of a citation in the text of its source."""
        answer = self._state.answer
        content = answer.pages.get(f"{NOTE}{request.path_params['number']}", "") if answer else ""
        if not content:
            return self._missing()
        shown = {**self._around("The words of a source"), "content": trusted(content)}
        return html(self._frame.page("content", shown))

    async def law_cell(self, request: Request) -> Response:
        """Show why a measure stands in law as it does, under each reading."""
        answer, option = self._state.answer, request.path_params["option"]
        content = answer.pages.get(f"{LAW}/{option}", "") if answer else ""
        if not content:
            return self._missing()
        shown = {
            **self._around("Why it stands so in law"),
            "content": trusted(content),
            "command": self._command("law", "--why", option),
        }
        return html(self._frame.page("content", shown))

    async def entry(self, request: Request) -> Response:
        """Show an entry of the case, as `phaseline show` prints it."""
        address = request.path_params["address"]
        try:
            entry = await self._register.entry(address)
        except QuestionError as error:
            return self._missing(f"{error}")
        if entry is None:
            return self._missing("There is no case without errors yet.")
        shown = {"entry": entry, "command": self._command("show", address)}
        return html(self._frame.page("entry", {**self._around(entry[0]), **shown}))

    async def table(self, request: Request) -> Response:
        """Give a table as comma-separated values, or a picture as a file of its own."""
        answer, name = self._state.answer, request.path_params["name"]
        if answer is None or not name.endswith((".csv", ".svg")) or name not in answer.pages:
            return self._missing()
        return kept_file(name, answer.pages[name])

    async def _search(self, words: tuple[str, ...]) -> Response:
        """Show the entries that hold all of some words."""
        holding = await self._register.holding(words)
        if holding is None:
            return self._missing("There is no case without errors yet.")
        entries = [
            (entry.address, [(passage.field, marked(passage)) for passage in entry.passages[:MOST]])
            for entry in holding.entries
        ]
        shown = {
            "page": BY_ID[EVIDENCE],
            "sought": " ".join(f'"{word}"' if " " in word else word for word in words),
            "summary": holding.summary,
            "entries": entries,
            "command": self._command("search", *words),
        }
        title = "Where these words stand in the case."
        return html(self._frame.page("search", {**self._around(title), **shown}))

    async def style(self, request: Request) -> Response:
        """Give the style sheet of the brief, by its hash: it never changes under one address."""
        named = {style_name(style): style for style in self._surroundings.styles}
        style = named.get(request.path_params["name"], "")
        if not style:
            return self._missing()
        headers = {"Cache-Control": f"private, max-age={STATIC_AGE}, immutable"}
        return Response(style, headers=headers, media_type="text/css")

    async def static(self, request: Request) -> Response:
        """Give a file that all pages fetch."""
        file = self._files.get(request.path_params["name"])
        if file is None:
            return plain(404, NO_PAGE)
        headers = {"Cache-Control": "no-cache", "ETag": f'"{short_hash(file[1])}"'}
        if request.headers.get("if-none-match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        return Response(file[1], headers=headers, media_type=file[0])

    async def missing(self, request: Request, _error: Exception) -> Response:
        """Say that there is no such page; without the frame where anybody may ask."""
        if is_static(request.scope["path"]):
            return plain(404, NO_PAGE)
        return self._missing()

    async def only_read(self, request: Request, error: Exception) -> Response:
        """Say that a page is read, or takes a form alone, and how it is asked for."""
        allowed = (getattr(error, "headers", None) or {}).get("Allow", "GET, HEAD")
        answer = plain(405, WRITTEN if request.method in ("GET", "HEAD") else READ)
        answer.headers["Allow"] = allowed
        return answer

    async def refused(self, _request: Request, error: Exception) -> Response:
        """
        Say why a request is not answered.

        Raises:
            Exception: What was given is no refusal.
        """
        if not isinstance(error, Refused):
            raise error
        return plain(error.status, error.words)

    async def broken(self, _request: Request, _error: Exception) -> Response:
        """Say that a fault is ours; the guard tells the terminal which."""
        return plain(500, OURS)

    def _missing(self, words: str = "The bar above names those that there are.") -> Response:
        shown = {**self._around(NO_PAGE), "words": words}
        return html(self._frame.page("missing", shown), 404)

    def _shown(self, page: DeskPage) -> dict[str, Any]:
        """Give what the template of a page shows."""
        answer = self._state.answer
        content = answer.pages.get(page.id, "") if answer else ""
        is_awaited = not content and bool(self._state.doing)
        return {
            **self._around(page.title),
            "page": page,
            "content": trusted(content),
            "again": AGAIN if is_awaited else 0,
            "commands": [self._command(*command.split()) for command in page.commands],
        }
