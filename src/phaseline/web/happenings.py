"""
What happens to the case while somebody looks at it: told to browsers as it happens, in order.

A browser says what it has heard last. Where that is remembered, it is told all that came after it;
where it is not, that it has missed something.
"""

import asyncio
import json
import secrets
from collections import deque
from collections.abc import Callable

from phaseline.terms.record import record

MOST_REMEMBERED = 64
MOST_WAITING = 16  # for one browser; one that hears no more is told that it has missed something
MISSED = "missed"


@record
class Happening:
    """
    Something that has happened.

    Args:
        id: Which desk says so, and as the how manieth.
        kind: `files`, `doing`, `part`, `answer`, `faulty`, `same` or `missed`.
        text: What belongs to it, in words.
    """

    id: str
    kind: str
    text: str = ""

    @property
    def line(self) -> str:
        """What a browser is sent."""
        return json.dumps({"id": self.id, "kind": self.kind, "text": self.text})


Waiting = asyncio.Queue[Happening | None]  # None once who listens is gone


class Happenings:
    """What has happened since the desk began, and who is told of it."""

    def __init__(self) -> None:
        self._desk = secrets.token_hex(4)  # another one after a restart: it counts anew
        self._count = 0
        self._last: deque[tuple[int, Happening]] = deque(maxlen=MOST_REMEMBERED)
        self._listeners: set[Waiting] = set()

    @property
    def now(self) -> str:
        """The id of what has happened last."""
        return f"{self._desk}-{self._count}"

    @property
    def listeners(self) -> int:
        """How many are told."""
        return len(self._listeners)

    def tell(self, kind: str, text: str = "") -> None:
        """
        Tell what has happened.

        Args:
            kind: What it is.
            text: What belongs to it, in words.
        """
        self._count += 1
        happening = Happening(id=self.now, kind=kind, text=text)
        self._last.append((self._count, happening))
        for queue in self._listeners:
            is_behind = queue.full()
            while is_behind and not queue.empty():
                queue.get_nowait()
            queue.put_nowait(Happening(id=self.now, kind=MISSED) if is_behind else happening)

    def since(self, known: str) -> list[Happening]:
        """
        Give what has happened since.

        Args:
            known: The id of what was heard last.
        """
        desk, _, number = known.rpartition("-")
        first = self._last[0][0] if self._last else self._count + 1
        if desk != self._desk or not number.isdecimal() or int(number) < first - 1:
            return [Happening(id=self.now, kind=MISSED)]
        return [happening for count, happening in self._last if count > int(number)]

    def listen(self, known: str) -> tuple[Waiting, Callable[[], None]]:
        """
        Be told what happens from now on, and first what has happened since something.

        Args:
            known: The id of what was heard last; empty where nothing was.

        Returns:
            What is told, and what ends it.
        """
        queue: Waiting = asyncio.Queue(MOST_WAITING)
        missed = self.since(known) if known else []
        if len(missed) > MOST_WAITING:
            missed = [Happening(id=self.now, kind=MISSED)]
        for happening in missed:
            queue.put_nowait(happening)
        self._listeners.add(queue)
        return queue, lambda: self._listeners.discard(queue)
