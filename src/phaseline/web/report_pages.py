"""What the addresses of the report form answer: a report is entered, an entry is retracted."""

import asyncio
import shlex
from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from phaseline.case.model.case import Case
from phaseline.errors import EngineError, QuestionError
from phaseline.present.document.ledger_page import entry_lines
from phaseline.watch.exporting import entry_named
from phaseline.watch.ledger import LedgerEntry, LedgerFullError
from phaseline.web.frame import Frame
from phaseline.web.guard import Refused, fields
from phaseline.web.ledger_desk import LedgerDesk
from phaseline.web.outline import BY_ID, REPORT
from phaseline.web.register import CaseRegister
from phaseline.web.report_form import form_parts, in_page_words
from phaseline.web.surroundings import Surroundings
from phaseline.web.watch_pages import may_enter

MOST_SHOWN = 10  # entries under the form, the latest
NO_CASE = "There is no case without errors yet: `phaseline check` says what is the matter."
MISTYPED, NO_ROOM, BROKEN = 422, 507, 503

Write = Callable[[Case], LedgerEntry]


class ReportPages:
    """
    The pages on which something is entered.

    Args:
        ledger: The ledger of the case.
        register: Gives the case as its files are now.
        frame: The frame around the pages.
        surroundings: What stands around every page.
        case: The case, as it was named.
        is_shipped: Whether it is a shipped one, to which nobody writes.
    """

    def __init__(
        self,
        ledger: LedgerDesk,
        register: CaseRegister,
        *,
        frame: Frame,
        surroundings: Surroundings,
        case: str,
        is_shipped: bool,
    ) -> None:
        self._ledger, self._register, self._frame = ledger, register, frame
        self._surroundings, self._name, self._is_shipped = surroundings, case, is_shipped

    def routes(self) -> list[Route]:
        """Give the addresses."""
        return [
            Route(f"/{REPORT}", self.report, methods=["GET", "POST"]),
            Route(f"/{REPORT}/retract", self.retract, methods=["GET", "POST"]),
        ]

    async def report(self, request: Request) -> Response:
        """
        Show the form of a report, or enter what it says.

        Raises:
            Refused: The form may not be sent; the guard has said so before.
        """
        if request.method != "POST":
            query = fields(request.scope["query_string"])
            return await self._form(request, {}, entered=query.get("entered", ""))
        form = fields(await request.body())

        def write(case: Case) -> LedgerEntry:
            return self._ledger.entered(case, form)

        entry, words, status = await self._written(write)
        if entry is None:
            return await self._form(request, form, refused=words, status=status)
        return RedirectResponse(f"/{REPORT}?entered={entry.number}", status_code=303)

    async def retract(self, request: Request) -> Response:
        """
        Ask why an entry is retracted, or retract it.

        Raises:
            Refused: There is no such entry.
        """
        if request.method != "POST":
            query = fields(request.scope["query_string"])
            return await self._retraction(request, query)
        form = fields(await request.body())

        def write(case: Case) -> LedgerEntry:
            return self._ledger.retracted(case, form)

        entry, words, status = await self._written(write)
        if entry is None:
            return await self._retraction(request, form, refused=words, status=status)
        return RedirectResponse(f"/{REPORT}?entered={entry.number}", status_code=303)

    async def _written(self, write: Write) -> tuple[LedgerEntry | None, str, int]:
        """Write, and give the entry; or why nothing was entered, with the status that says so."""
        case = await self._register.case()
        if case is None:
            return None, NO_CASE, BROKEN
        try:
            return await asyncio.shield(asyncio.to_thread(write, case)), "", 303
        except QuestionError as error:
            return None, in_page_words(error), MISTYPED
        except LedgerFullError as error:
            return None, f"{error}", NO_ROOM
        except EngineError as error:
            return None, f"{error}", BROKEN

    async def _form(
        self,
        request: Request,
        form: Mapping[str, str],
        *,
        entered: str = "",
        refused: str = "",
        status: int = 200,
    ) -> Response:
        case = await self._register.case()
        shown: dict[str, Any] = {
            "closed": may_enter(request, is_shipped=self._is_shipped),
            "is_readable": case is not None,
            "refused": refused,
            "entered": "",
            "lines": (),
        }
        if case is not None:
            shown |= form_parts(case, form, today=self._ledger.today)
        latest, unreadable = await asyncio.to_thread(self._latest, case)
        if entered.isdecimal():
            shown["entered"] = next((line for line in latest if str(line.number) == entered), "")
        shown |= {"lines": latest, "unreadable": unreadable}
        return self._page(request, "report", shown, status)

    def _latest(self, case: Case | None) -> tuple[Any, str]:
        """Give the latest entries in words, or what is the matter with a damaged ledger."""
        try:
            entries = self._ledger.entries(self._ledger.store.size(), MOST_SHOWN)
            return self._lines(case, entries), ""
        except (EngineError, QuestionError) as error:
            return (), f"{error}"

    def _lines(self, case: Case | None, entries: tuple[LedgerEntry, ...]) -> Any:
        return entry_lines(case, entries, self._ledger.retractions(), self._ledger.numbers(entries))

    async def _retraction(
        self, request: Request, form: Mapping[str, str], *, refused: str = "", status: int = 200
    ) -> Response:
        """
        Show the entry that is to be retracted, and ask why.

        Raises:
            Refused: There is none.
        """
        case = await self._register.case()
        try:
            entry = await asyncio.to_thread(entry_named, self._ledger.store, form.get("entry", ""))
        except QuestionError as error:
            raise Refused(404, in_page_words(error)) from None
        [line] = await asyncio.to_thread(self._lines, case, (entry,))
        shown = {
            "closed": may_enter(request, is_shipped=self._is_shipped),
            "refused": refused,
            "line": line,
            "because": form.get("because", ""),
            "by": form.get("by", "") or (case.prepared_by if case else ""),
            "name": form.get("name", "") or uuid4().hex,
        }
        return self._page(request, "retract", shown, status)

    def _page(
        self, _request: Request, template: str, shown: Mapping[str, Any], status: int
    ) -> Response:
        page = BY_ID[REPORT]
        options = '"TEXT" --source NAME --grade B2 --when DAY'
        command = f"{shlex.join(('phaseline', 'log', self._name))} {options}"
        around = {**self._surroundings.around(page.title), "page": page, "commands": [command]}
        return Response(
            self._frame.page(template, {**around, **shown}),
            status_code=status,
            media_type="text/html",
            headers={"Cache-Control": "private, no-store"},
        )
