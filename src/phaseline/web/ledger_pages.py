"""What the addresses of the ledger answer: entries, whether they are what was written, files."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from phaseline.errors import EngineError, PhaselineError, QuestionError
from phaseline.present.document.ledger_page import entry_lines, ledger_board
from phaseline.present.terminal.ledger import tampered_text, verified_text
from phaseline.watch.canonical import canonical
from phaseline.watch.ledger import TamperedLedgerError
from phaseline.web.guard import Refused, fields
from phaseline.web.kept_pages import KeptPages
from phaseline.web.ledger_desk import SignedLedger
from phaseline.web.ledger_setting import LedgerSetting
from phaseline.web.outline import LEDGER
from phaseline.web.replies import html
from phaseline.web.report_form import in_page_words
from phaseline.web.watching import are_settled

MOST_SHOWN = 50  # entries of a page
_DEEDS = (("verify", "--against", "checkpoint.txt"), ("checkpoint",), ("export",), ("prove", "0"))
_PROOF = re.compile(r"proof-([0-9]{1,15})\.json")
_REPORTS = re.compile(r"reports\.(csv|jsonl|stix)")
_KINDS = {"csv": "text/csv", "jsonl": "application/jsonl", "stix": "application/json"}
_ENDINGS = {"csv": "csv", "jsonl": "jsonl", "stix": "stix.json"}


class LedgerPages:
    """
    The pages of the ledger.

    Args:
        setting: What they stand on.
    """

    def __init__(self, setting: LedgerSetting) -> None:
        self._setting, self._ledger = setting, setting.ledger
        self._kept = KeptPages()

    def routes(self) -> list[Route]:
        """Give the addresses."""
        return [
            Route(f"/{LEDGER}", self.page),
            Route(f"/{LEDGER}/checkpoint.txt", self.checkpoint),
            Route(f"/{LEDGER}/entries.jsonl", self.entries),
            Route(f"/{LEDGER}/{{file}}", self.file),
        ]

    async def page(self, request: Request) -> Response:
        """
        Show the entries, and whether the ledger is what was written where that is asked.

        What is asked to be verified is gone through each time; a page that shows entries alone is
        rendered once for a ledger and a case that have not changed.
        """
        query = fields(request.scope["query_string"])
        if query.get("verify", "") == "yes":
            return html(await self._rendered(request, query))
        name = (_before(query), self._setting.closed(request))
        rests_on, stamps = self._setting.rests_on(), self._ledger.stamps
        body = self._kept.page(name, rests_on)
        if not body:
            body = await self._rendered(request, query)
            if are_settled(stamps):
                self._kept.keep(name, rests_on, body)
        return html(body)

    async def _rendered(self, request: Request, query: Mapping[str, str]) -> bytes:
        setting = self._setting
        case = await setting.register.case()
        shown = {
            "may_enter": setting.closed(request),
            "commands": [setting.command("ledger", *words) for words in _DEEDS],
            "against": query.get("against", ""),
            "key_given": query.get("key", ""),
            "verdict": await self._verdict(query),
            **await asyncio.to_thread(self._shown, case, _before(query)),
        }
        return setting.rendered(LEDGER, "ledger", shown)

    def _shown(self, case: Any, before: int) -> dict[str, Any]:
        """Give the entries of a page in words, and what is the matter with a damaged ledger."""
        ledger = self._ledger
        try:
            signed = ledger.signed()
            entries = ledger.entries(before, MOST_SHOWN)
            lines = entry_lines(case, entries, ledger.retractions(), ledger.numbers(entries))
        except TamperedLedgerError as error:
            return {**_NOTHING, "damaged": tampered_text(error)}
        except PhaselineError as error:
            return {**_NOTHING, "damaged": f"{error}"}
        first = entries[-1].number if entries else 0
        return {
            **_NOTHING,
            "signed": signed,
            "board": ledger_board(lines),
            "lines": lines,
            "earlier": first,
            "is_latest": before >= signed.head.size,
        }

    async def _verdict(self, query: Mapping[str, str]) -> Mapping[str, str]:
        """Say whether the ledger is what was written; nothing where nobody asks."""
        if query.get("verify", "") != "yes":
            return {}
        against, key = query.get("against", ""), query.get("key", "")
        try:
            head, seen = await asyncio.to_thread(self._ledger.verified, against, key)
        except TamperedLedgerError as error:
            return {"kind": "broken", "text": tampered_text(error)}
        except QuestionError as error:
            return {"kind": "asked", "text": in_page_words(error)}
        except EngineError as error:
            return {"kind": "broken", "text": f"{error}"}
        return {"kind": "sound", "text": verified_text(head, seen)}

    async def checkpoint(self, _request: Request) -> Response:
        """
        Give the signed checkpoint, to be kept elsewhere.

        Raises:
            Refused: The ledger is empty, or cannot be read.
        """
        signed = await self._signed()
        return _file("checkpoint.txt", signed.checkpoint, "text/plain")

    async def entries(self, _request: Request) -> Response:
        """
        Give all entries in the form that is hashed, then the checkpoint; memory stays flat.

        Of a ledger that is not what was written the last line says so, and bears no checkpoint.

        Raises:
            Refused: The ledger is empty, or cannot be read.
        """
        signed, ledger = await self._signed(), self._ledger

        async def lines() -> AsyncIterator[bytes]:
            last = {"checkpoint": signed.checkpoint, "key": signed.key}
            try:
                for start, stop in ledger.chunks(signed.head.size):
                    yield (await asyncio.to_thread(ledger.lines, start, stop)).encode()
            except EngineError as error:
                last = {"stopped": f"{error}"}
            yield canonical(last) + b"\n"

        headers = _headers("ledger.jsonl")
        return StreamingResponse(lines(), headers=headers, media_type="application/jsonl")

    async def file(self, request: Request) -> Response:
        """
        Give the proof of an entry, or the reports that count in a form that others read.

        Raises:
            Refused: There is no file of that name.
        """
        name = request.path_params["file"]
        proof, reports = _PROOF.fullmatch(name), _REPORTS.fullmatch(name)
        try:
            if proof:
                held = await asyncio.to_thread(self._ledger.proof, proof[1])
                return _file(name, json.dumps(held, indent=2), "application/json")
            if reports:
                marking = fields(request.scope["query_string"]).get("tlp", "")
                return await self._reports(reports[1], marking)
        except QuestionError as error:
            raise Refused(404 if proof else 409, in_page_words(error)) from None
        except EngineError as error:
            raise Refused(503, f"{error}") from None
        raise Refused(404, "The ledger has no file of that name.")

    async def _reports(self, form: str, marking: str) -> Response:
        case = await self._setting.register.case()
        if case is None:
            raise Refused(503, "There is no case without errors yet.")
        lines = await asyncio.to_thread(self._ledger.sent, case, form, marking)
        name = f"reports.{_ENDINGS[form]}"
        return _file(name, "".join(f"{line}\n" for line in lines), _KINDS[form])

    async def _signed(self) -> SignedLedger:
        """
        Sign the ledger as it stands.

        Raises:
            Refused: It is empty, or cannot be read.
        """
        try:
            signed = await asyncio.to_thread(self._ledger.signed)
        except EngineError as error:
            raise Refused(503, f"{error}") from None
        if not signed.head.size:
            raise Refused(404, "The ledger is empty: there is nothing to sign.")
        return signed


_NOTHING: Mapping[str, Any] = {
    "damaged": "",
    "signed": None,
    "board": None,
    "lines": (),
    "earlier": 0,
    "is_latest": True,
}


def _before(query: Mapping[str, str]) -> int:
    """Give the number of the entry before which entries are shown; beyond all where none is."""
    text = query.get("before", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 10**15


def _headers(name: str) -> dict[str, str]:
    return {
        "Cache-Control": "private, no-store",
        "Content-Disposition": f'attachment; filename="{name}"',
    }


def _file(name: str, content: str, kind: str) -> Response:
    return Response(content, headers=_headers(name), media_type=kind)
