"""What the desk knows at a moment: the last good answer, what is being worked out, and faults."""

import asyncio
import json
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic

from phaseline.web.messages import CaseHeader
from phaseline.web.outline import CHOICES, STYLE


@dataclass
class DeskAnswer:
    """
    What a worker has sent of one reading of the case.

    Args:
        header: Which case it is.
        pages: What has come, by name: pages and the words of citations as HTML, the style sheet of
            the brief, and tables.
        is_whole: Whether all has come.
    """

    header: CaseHeader
    pages: dict[str, str] = field(default_factory=dict)
    is_whole: bool = False

    @property
    def style(self) -> str:
        """The style sheet of the brief; empty until it has come."""
        return self.pages.get(STYLE, "")


def _nobody(_kind: str, _text: str) -> None:
    """Tell nobody."""


class DeskState:
    """
    What is shown, and what is on its way.

    Args:
        tell: Told what happens: its kind, and what belongs to it in words.

    Attributes:
        shown: The last answer that came whole, or the first while it comes.
        coming: The answer that is on its way; None while nothing is.
        doing: What is being done, in words; empty while nothing is.
        faults: The errors of the files as they were read last, a line each.
        failure: Why nothing could be worked out, in words; empty where it could.
        revision: Goes up whenever a page may look otherwise.
    """

    def __init__(self, tell: Callable[[str, str], None] = _nobody) -> None:
        self._tell = tell
        self.shown: DeskAnswer | None = None
        self.coming: DeskAnswer | None = None
        self.doing = "starting"
        self._begun = monotonic()
        self.faults: tuple[str, ...] = ()
        self.failure = ""
        self.revision = 0
        self._news = asyncio.Event()

    @property
    def answer(self) -> DeskAnswer | None:
        """What a page shows: the last whole answer, or the first one as far as it has come."""
        return self.shown or self.coming

    @property
    def is_stale(self) -> bool:
        """Whether what is shown is not what the files say now."""
        return bool(self.faults or self.failure or (self.shown and self.coming))

    @property
    def known(self) -> str:
        """The hash of the files of the last whole answer; empty before there is one."""
        return self.shown.header.hash if self.shown else ""

    @property
    def course(self) -> str:
        """The course that page one of the last whole answer shows; empty where none is played."""
        choices = json.loads(self.shown.pages.get(CHOICES, "{}")) if self.shown else {}
        return str(choices.get("shown", ""))

    @property
    def seconds(self) -> int:
        """For how long it has been worked out, or was begun [second]."""
        return int(monotonic() - self._begun)

    def begin(self) -> None:
        """Note that a worker begins anew: what the one before it sent is dropped."""
        self.coming = None
        self.doing = "reading and checking the case"
        self._begun = monotonic()
        self._see_news()
        self._tell("files", "")

    def note(self, message: Mapping[str, str]) -> None:
        """
        Note a message of the worker.

        Args:
            message: As `message_of` gives it; one of an unknown kind changes nothing.
        """
        kind, text = message["kind"], message.get("text", "")
        self._see_news()
        if kind == "doing":
            self.doing = text
            self._tell("doing", text)
        elif kind in ("faulty", "failed", "same"):
            self._stop(kind, text)
        elif kind == "read":  # without errors: what was said of the files before is mended
            self.faults, self.failure = (), ""
            self.coming = DeskAnswer(
                header=CaseHeader(
                    **{name: message[name] for name in ("id", "title", "as_of", "hash")}
                )
            )
        elif self.coming is not None:
            self._take(self.coming, message)

    async def part(self, names: Collection[str], seconds: float) -> None:
        """
        Wait until one more of some pages has come, or more of one of them, nothing more comes, or
        the time is over.

        Args:
            names: The pages that are waited for.
            seconds: How long.
        """
        before = self._came(names)
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self.doing and self._came(names) == before:
                    await self._news.wait()

    def _came(self, names: Collection[str]) -> list[str]:
        """Give some pages as far as they have come."""
        pages = self.answer.pages if self.answer else {}
        return [pages.get(name, "") for name in names]

    def _see_news(self) -> None:
        """Let who waits look again: a page may look otherwise."""
        self.revision += 1
        self._news.set()
        self._news = asyncio.Event()

    def _stop(self, kind: str, text: str) -> None:
        """Note that nothing more comes: errors, a failure, or that nothing has changed."""
        self.faults = tuple(text.splitlines()) if kind == "faulty" else ()
        self.failure = text if kind == "failed" else ""
        self.coming, self.doing = None, ""
        self._tell("same" if kind == "same" else "faulty", "")

    def _take(self, coming: DeskAnswer, message: Mapping[str, str]) -> None:
        """Take a part of the answer that is on its way."""
        kind = message["kind"]
        if kind == "page":
            coming.pages[message["name"]] = message["text"]
            self._tell("part", message["name"])
        elif kind == "done":
            coming.is_whole = True
            self.shown, self.coming = coming, None
            self.doing, self.faults, self.failure = "", (), ""
            self._tell("answer", "")
