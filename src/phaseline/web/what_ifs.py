"""What-ifs: which values differ from the case, where a slider stands, and what each comes to."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from starlette.datastructures import QueryParams

from phaseline.terms.quantity import PLAIN, Quantity, in_unit, quantity, unit
from phaseline.terms.record import record
from phaseline.terms.ties import is_same
from phaseline.web.guard import Refused
from phaseline.web.messages import Order
from phaseline.web.sessions import MOST_BROWSERS
from phaseline.web.standby import StandbyWorker
from phaseline.web.state import DeskState
from phaseline.web.supervision import Hear

QUICK = "quick"  # the argument of a worker that is asked for quick answers alone
STEPS = 100  # of a slider, from the low end of a range to its high end
MOST_CHANGES = 30
MOST_LETTERS = 100  # of a value
MOST_SEEN = 12  # what-ifs of one browser that can be gone back to by a click
MOST_KNOWN = 24  # answers that are kept, so that Back and a shared link cost nothing
_ADDRESS = re.compile(r"[a-z_]{1,40}(\.[A-Za-z0-9_-]{1,80}){1,6}")

Changes = Mapping[str, str]
CASE: Changes = MappingProxyType({})  # the case itself: nothing is changed, nothing asked besides


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


class WhatIfs:
    """
    The answers to what-ifs; one is worked out at a time.

    Two workers stand by: one for the quick answer, which way the courses go, and one for all of it,
    whose steps are so long that a slider that is moved again would wait for the one before.

    What is asked first, or moved to, takes the place of what is being worked out, as one reader
    moves on. Who only looks again takes nobody's place: two readers would end each other's what-ifs
    for ever. What was broken off is begun anew when it is looked at and nothing is worked out.

    Args:
        worker: The command that starts a worker.
        served: What is served.
    """

    def __init__(self, worker: Sequence[str], served: Served) -> None:
        self._worker = StandbyWorker(worker)
        self._quick = StandbyWorker((*worker, QUICK))
        self._glance: asyncio.Task[None] | None = None  # what the quick one was asked last
        self._served = served
        self._known: dict[str, DeskState] = {}
        self._seen: dict[str, dict[str, Changes]] = {}
        self._running: DeskState | None = None
        self._course = ""
        self._tasks: set[asyncio.Task[None]] = set()

    def state(
        self,
        changes: Changes,
        files: str,
        *,
        question: Changes = CASE,
        is_move: bool = False,
        browser: str = "",
    ) -> DeskState:
        """
        Give what is known of a what-if; work it out where nothing is, or where that was broken off.

        A failure is told once: asked again, it is worked out again.

        Args:
            changes: The new values by address.
            files: The hash of the files of the case: others have other answers.
            question: What is asked besides, as `asking.question_of` gives it; page one if left out.
            is_move: Whether somebody has just moved to it, and not only looks again.
            browser: Who asks, as `Sessions.browser` tells browsers apart.
        """
        key = _key(changes, files, question)
        if not question and (is_move or changes not in self.seen(browser)):
            self._note(changes, browser)
        state = self._known.get(key)
        if state is None or (state.doing and not self._has_to_wait(state, is_move=is_move)):
            return self._begun(key, self._order(files, changes=changes, question=question))
        if state.failure:
            del self._known[key]
        return state

    def asked_before(self, changes: Changes, files: str, *, question: Changes) -> DeskState | None:
        """
        Give what is known of what somebody has asked for; None where nobody has, and then nothing
        is begun. What was broken off is taken up again, as `state` does.

        Args:
            changes: The new values by address.
            files: The hash of the files of the case.
            question: What is asked besides.
        """
        is_known = _key(changes, files, question) in self._known
        return self.state(changes, files, question=question) if is_known else None

    def seen(self, browser: str) -> tuple[Changes, ...]:
        """
        Give the what-ifs that a browser has asked of late, the latest first.

        Args:
            browser: As `Sessions.browser` gives it.
        """
        return tuple(reversed(self._seen.get(browser, {}).values()))

    def _note(self, changes: Changes, browser: str) -> None:
        """Note a what-if as the latest that a browser has asked."""
        query = query_of(changes)
        seen = self._seen.pop(browser, {})
        seen.pop(query, None)
        seen[query] = changes
        while len(seen) > MOST_SEEN:
            del seen[next(iter(seen))]
        self._seen[browser] = seen
        while len(self._seen) > MOST_BROWSERS:
            del self._seen[next(iter(self._seen))]

    def _has_to_wait(self, state: DeskState, *, is_move: bool) -> bool:
        """Whether an unfinished what-if is worked out now, or waits for the one that is."""
        return state is self._running or (self._is_busy and not is_move)

    @property
    def _is_busy(self) -> bool:
        """Whether a what-if is being worked out; a rehearsal is none."""
        return self._running is not None and bool(self._running.doing)

    def _begun(self, key: str, order: Order) -> DeskState:
        """Begin a what-if, in the place of the one that is worked out."""
        if self._running is not None and self._running.doing:
            self._running.note({"kind": "doing", "text": "another what-if comes first"})
        self._known.pop(key, None)
        state = self._known[key] = self._running = DeskState()
        state.begin()
        while len(self._known) > MOST_KNOWN:
            del self._known[next(iter(self._known))]
        has_quick = not order.question
        if has_quick:
            quick = replace(order, is_quick=True)
            self._glance = self._ask(
                self._quick, quick, lambda message: _hear_quick(state, message)
            )
        asked = self._ask(
            self._worker,
            replace(order, has_quick=has_quick),
            lambda message: _hear(state, message),
        )
        asked.add_done_callback(lambda _task: self._end_of(state))
        return state

    def _end_of(self, state: DeskState) -> None:
        """Note that nothing more is heard of a what-if, whatever was said last."""
        if self._running is state:
            self._running = None

    @property
    def running(self) -> DeskState | None:
        """What is known of what is being worked out; None where nothing is."""
        return self._running if self._is_busy else None

    async def stop(self) -> None:
        """End what is being worked out, if anything is; who looks at it again begins it anew."""
        running = self.running
        if running is not None:
            await self._worker.end()
            if self._glance is not None and not self._glance.done():
                await self._quick.end()
            running.note({"kind": "failed", "text": "You have stopped it."})

    def prepare(self, files: str, course: str = "") -> None:
        """
        Let a worker load, read and compile before the first what-if is asked; while one is worked
        out there is nothing to rehearse, and its place would be taken.

        Args:
            files: The hash of the files of the case.
            course: The course that its page one shows; empty where none is played.
        """
        self._course = course
        for worker in () if self._is_busy else (self._quick, self._worker):
            if not worker.is_ready(files):
                rehearsal = replace(
                    self._order(files, is_rehearsal=True), is_quick=worker is self._quick
                )
                self._ask(worker, rehearsal, lambda _message: None)

    def _order(
        self,
        files: str,
        *,
        changes: Changes = CASE,
        question: Changes = CASE,
        is_rehearsal: bool = False,
    ) -> Order:
        return Order(
            case=self._served.case,
            sources=self._served.sources,
            draws=self._served.draws,
            known=files,
            changes=changes,
            question=question,
            course=self._course,
            is_rehearsal=is_rehearsal,
        )

    def _ask(self, worker: StandbyWorker, order: Order, hear: Hear) -> asyncio.Task[None]:
        task = asyncio.create_task(worker.ask(order, hear))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def end(self) -> None:
        """End what is being worked out."""
        for task in tuple(self._tasks):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await self._worker.end()
        await self._quick.end()


def _key(changes: Changes, files: str, question: Changes) -> str:
    """Give under what an answer is kept."""
    return f"{files}?{query_of({**changes, **question})}"


def _hear(state: DeskState, message: Mapping[str, str]) -> None:
    """Note what the worker says; where the quick one was first to say which case it is, only it."""
    if message["kind"] != "read" or state.coming is None:
        state.note(message)


def _hear_quick(state: DeskState, message: Mapping[str, str]) -> None:
    """Note the quick answer, unless nothing more is awaited; how it ends, the other worker says."""
    is_first = message["kind"] == "read" and state.coming is None
    is_page = message["kind"] == "page" and state.coming is not None
    if state.doing and (is_first or is_page):
        state.note(message)


def changes_of(query: Mapping[str, str]) -> Changes:
    """
    Give the what-if of an address: names are addresses of the case, sorted.

    Args:
        query: The fields of the address.

    Raises:
        Refused: A field is no address with a value, or there are too many.
    """
    if len(query) > MOST_CHANGES:
        raise Refused(400, f"More than {MOST_CHANGES} values are changed at once.")
    changes = {name: query[name].strip() for name in sorted(query)}
    for name, value in changes.items():
        if not _ADDRESS.fullmatch(name) or not 0 < len(value) <= MOST_LETTERS:
            raise Refused(400, "Found what is no ADDRESS=VALUE, such as assumptions.NAME.best=0.4.")
        if not value.isprintable():
            raise Refused(400, "Found a value that is no text.")
    return changes


def query_of(changes: Changes) -> str:
    """
    Write a what-if as the query of an address: differences from the case alone.

    >>> query_of({"assumptions.b.best": "2 month", "assumptions.a.best": "0.4"})
    'assumptions.a.best=0.4&assumptions.b.best=2+month'
    """
    return str(QueryParams(sorted(changes.items())))


def moved(
    inputs: Sequence[Mapping[str, Any]], changes: Changes, address: str, *, at: str, typed: str
) -> Changes:
    """
    Give a what-if after one assumption has been moved; the value of the case is no difference.

    A slider that stands where the value is leaves the value: its steps are coarser than values.

    Args:
        inputs: The assumptions that can be moved.
        changes: The what-if before.
        address: The assumption.
        at: Where its slider stands, from 0 to 100; empty where a value was typed.
        typed: The value that was typed.

    Raises:
        Refused: There is no such assumption, no such place, or nothing was typed.
    """
    entry = next((entry for entry in inputs if entry["address"] == address), None)
    if entry is None:
        raise Refused(400, "There is no such assumption that could be moved.")
    before = changes.get(address, "")
    value = _typed_value(entry, typed) or _slid_value(entry, before, at)
    if value == before:
        return changes
    rest = {name: value for name, value in changes.items() if name != address}
    number = _number_in(entry, value)
    is_used = number is not None and is_same(number, entry["used"])
    return rest if is_used else changes_of({**rest, address: value})


def _typed_value(entry: Mapping[str, Any], typed: str) -> str:
    """Give a value as it was typed; a bare number has the unit of the range."""
    value = " ".join(typed.split())
    written = _written(value)
    return f"{value} {entry['unit']}".strip() if written and not written.unit.text else value


def _slid_value(entry: Mapping[str, Any], before: str, at: str) -> str:
    """
    Give the value where a slider stands, or the one of before where it stands there already.

    Raises:
        Refused: It stands nowhere, or there is none: a field was left empty.
    """
    if not at:
        middle = value_at(entry, STEPS // 2)
        raise Refused(400, f"No value was typed; expected one such as {middle}.")
    if len(at) > len(str(STEPS)) or not at.isdecimal() or int(at) > STEPS:
        raise Refused(400, f"A slider stands from 0 to {STEPS}.")
    return before if int(at) == place_of(entry, before) else value_at(entry, int(at))


def place_of(entry: Mapping[str, Any], value: str) -> int:
    """
    Give where the slider of an assumption stands, in whole steps from 0 to 100.

    Args:
        entry: The assumption.
        value: Its value in a what-if; empty for the value of the case.
    """
    number = _number_in(entry, value)
    here = entry["used"] if number is None else number
    span = entry["high"] - entry["low"]
    share = (here - entry["low"]) / span if span else 0.0
    return round(STEPS * min(1.0, max(0.0, share)))


def value_at(entry: Mapping[str, Any], place: int) -> str:
    """
    Give the value of an assumption where its slider stands, with its unit.

    >>> value_at({"low": 1.0, "high": 3.0, "unit": "month"}, 25)
    '1.5 month'
    """
    number = entry["low"] + (entry["high"] - entry["low"]) * place / STEPS
    return f"{typed_number(number, digits=4)} {entry['unit']}".strip()


def typed_number(number: float, *, digits: int = 6) -> str:
    """
    Write a number as somebody types it: without a power of ten, and with a plain minus.

    >>> typed_number(0.0000781), typed_number(1_200_000.0), typed_number(-0.5)
    ('0.0000781', '1200000', '-0.5')
    """
    return format(Decimal(f"{number:.{digits}g}"), "f")


def _number_in(entry: Mapping[str, Any], value: str) -> float | None:
    """Give a value in the unit of its range; None where it is no number or of another kind."""
    written = _written(value)
    if written is None:
        return None
    try:
        return in_unit(written, unit(entry["unit"]) if entry["unit"] else PLAIN).number
    except ValueError:  # which the worker tells in words
        return None


def _written(value: str) -> Quantity | None:
    """Give a value as the case would read it; None where it is no number."""
    try:
        return quantity(value)
    except ValueError:
        return None
