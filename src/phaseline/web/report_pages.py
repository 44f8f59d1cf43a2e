"""What the addresses of the report form answer: a report is entered, an entry is retracted."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from phaseline.case.model.case import Case
from phaseline.errors import EngineError, QuestionError
from phaseline.present.document.ledger_page import entry_lines
from phaseline.present.terminal.ledger import ledger_fault_text
from phaseline.watch.exporting import entry_named
from phaseline.watch.ledger import LedgerEntry, LedgerFullError
from phaseline.web.guard import Refused, fields
from phaseline.web.kept_pages import KeptPages
from phaseline.web.ledger_setting import LedgerSetting
from phaseline.web.outline import REPORT
from phaseline.web.report_form import form_parts, in_page_words
from phaseline.web.watching import are_settled

MOST_SHOWN = 10  # entries under the form, the latest
NO_CASE = "There is no case without errors yet: `phaseline check` says what is the matter."
_UNNAMED = uuid4().hex  # stands in a page that is kept where the name of its form comes
MISTYPED, NO_ROOM, BROKEN = 422, 507, 503

Write = Callable[[Case], LedgerEntry]


class ReportPages:
    """
    The pages on which something is entered.

    Args:
        setting: What they stand on.
    """

    def __init__(self, setting: LedgerSetting) -> None:
        self._setting, self._ledger = setting, setting.ledger
        self._kept = KeptPages()

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
            return await self._empty(request)
        form = fields(await request.body())

        def write(case: Case) -> LedgerEntry:
            return self._ledger.entered(case, form)

        entry, words, status = await self._written(write)
        if entry is None:
            return _page(await self._form(request, form, refused=words), status)
        return RedirectResponse(f"/{REPORT}?entered={entry.number}", status_code=303)

    async def _empty(self, request: Request) -> Response:
        """
        Show the form with nothing in it, rendered once for a ledger and a case that have not
        changed; its name is another each time, so that each form can be entered once.
        """
        entered = fields(request.scope["query_string"]).get("entered", "")
        name = (entered, self._setting.closed(request))
        rests_on, stamps = self._setting.rests_on(), self._ledger.stamps
        body = self._kept.page(name, rests_on)
        if not body:
            body = await self._form(request, {"name": _UNNAMED}, entered=entered)
            if are_settled(stamps):
                self._kept.keep(name, rests_on, body)
        return _page(body.replace(_UNNAMED.encode(), uuid4().hex.encode()))

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
        case = await self._setting.register.case()
        if case is None:
            return None, NO_CASE, BROKEN
        try:
            return await asyncio.shield(asyncio.to_thread(write, case)), "", 303
        except QuestionError as error:
            return None, in_page_words(error), MISTYPED
        except LedgerFullError as error:
            return None, f"{error}", NO_ROOM
        except EngineError as error:
            return None, ledger_fault_text(error), BROKEN

    async def _form(
        self,
        request: Request,
        form: Mapping[str, str],
        *,
        entered: str = "",
        refused: str = "",
    ) -> bytes:
        case = await self._setting.register.case()
        shown: dict[str, Any] = {
            "closed": self._setting.closed(request),
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
        return self._rendered("report", shown)

    def _latest(self, case: Case | None) -> tuple[Any, str]:
        """Give the latest entries in words, or what is the matter with a damaged ledger."""
        try:
            entries = self._ledger.entries(self._ledger.store.size(), MOST_SHOWN)
            return self._lines(case, entries), ""
        except (EngineError, QuestionError) as error:
            return (), ledger_fault_text(error)

    def _lines(self, case: Case | None, entries: tuple[LedgerEntry, ...]) -> Any:
        return entry_lines(case, entries, self._ledger.retractions(), self._ledger.numbers(entries))

    def _line(self, case: Case | None, name: str) -> Any:
        """Give one entry in words."""
        [line] = self._lines(case, (entry_named(self._ledger.store, name),))
        return line

    async def _retraction(
        self, request: Request, form: Mapping[str, str], *, refused: str = "", status: int = 200
    ) -> Response:
        """
        Show the entry that is to be retracted, and ask why.

        Raises:
            Refused: There is none, or the ledger is damaged.
        """
        case = await self._setting.register.case()
        try:
            line = await asyncio.to_thread(self._line, case, form.get("entry", ""))
        except QuestionError as error:
            raise Refused(404, in_page_words(error)) from None
        except EngineError as error:
            raise Refused(BROKEN, ledger_fault_text(error)) from None
        shown = {
            "closed": self._setting.closed(request),
            "refused": refused,
            "line": line,
            "because": form.get("because", ""),
            "by": form.get("by", "") or (case.prepared_by if case else ""),
            "name": form.get("name", "") or uuid4().hex,
        }
        return _page(self._rendered("retract", shown), status)

    def _rendered(self, template: str, shown: Mapping[str, Any]) -> bytes:
        command = f'{self._setting.command("log")} "TEXT" --source NAME --grade B2 --when DAY'
        return self._setting.rendered(REPORT, template, {**shown, "commands": [command]})


def _page(body: bytes, status: int = 200) -> Response:
    """Give a page that no browser keeps: its form is entered once."""
    headers = {"Cache-Control": "private, no-store"}
    return Response(body, status_code=status, media_type="text/html", headers=headers)
