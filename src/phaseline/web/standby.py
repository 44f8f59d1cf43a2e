"""
The worker of what-ifs: one process that has everything loaded and answers one order after another.

What a first answer costs, which is loading, reading and compiling, is paid once and not for each
what-if. A newer order makes the worker drop the older one at its next step; a worker that died, or
that began with other files, is started anew.
"""

import asyncio
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from phaseline.web.messages import ENDS, LONGEST, Order, message_of, order_line
from phaseline.web.supervision import Hear, end_process, manner_of

PATIENCE = 5.0  # seconds after which a worker that does not drop the older order is ended
MOST_TRIES = 2  # with one order: what died once may have died of something else


class _Question:
    """
    An order, who hears what it comes to, and how it ends: in no words where all was said.

    Args:
        order: What is asked.
        hear: Told each message.
    """

    def __init__(self, order: Order, hear: Hear) -> None:
        self.order, self.hear = order, hear
        self.is_heard = asyncio.Event()
        self.ends: asyncio.Queue[str] = asyncio.Queue()

    def end(self, manner: str = "") -> None:
        """Let who waits for it go on."""
        self.is_heard.set()
        self.ends.put_nowait(manner)


class StandbyWorker:
    """
    Lets one worker process, which stays, work out orders, and hears what it says of the newest.

    Args:
        command: What starts a worker: the program and its arguments.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)
        self._generation = 0
        self._question: _Question | None = None
        self._process: Process | None = None
        self._files = ""
        self._has_begun = False  # once: before that it is loading, and takes its time
        self._listening: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()

    def is_ready(self, files: str) -> bool:
        """
        Whether there is a worker for some files, or one that is starting.

        Args:
            files: Their hash.
        """
        return self._files == files and self._process is not None

    async def ask(self, order: Order, hear: Hear) -> None:
        """
        Work an order out; returns when it is worked out, or when a newer one has been asked.

        Args:
            order: What is asked; `known` is the hash of the files it is asked of.
            hear: Told each message of the worker, as long as no newer order is asked.
        """
        self._generation += 1
        question = _Question(replace(order, generation=self._generation), hear)
        if self._question is not None:
            self._question.end()
        self._question = question
        manner = ""
        for _ in range(MOST_TRIES):
            manner = await self._fate(question)
            if question is not self._question:
                return
        self._question = None
        hear({"kind": "failed", "text": manner})

    async def _fate(self, question: _Question) -> str:
        """Give how the worker of a question ended before it was done; empty where it did not."""
        async with self._turn:
            if question is not self._question:
                return ""
            try:
                process = await self._worker_for(question.order.known)
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                return f"a worker could not be started: {reason}"
            was_idle = self._has_begun
            if process.stdin is not None:  # it is asked for below
                with suppress(OSError):  # who listens to it hears that it ended
                    process.stdin.write(order_line(question.order))
                    await process.stdin.drain()
        if was_idle:
            try:
                async with asyncio.timeout(PATIENCE):
                    await question.is_heard.wait()
            except TimeoutError:
                if question is self._question:
                    await end_process(process)
        return await question.ends.get()

    async def _worker_for(self, files: str) -> Process:
        """
        Give the worker for some files: the one that stands by, or a new one.

        Raises:
            OSError: None can be started.
        """
        process = self._process
        if process is not None and self._files == files and process.returncode is None:
            return process
        await self._dismiss()
        process = await asyncio.create_subprocess_exec(
            *self._command, stdin=PIPE, stdout=PIPE, limit=LONGEST, start_new_session=True
        )
        self._process, self._files, self._has_begun = process, files, False
        self._listening = asyncio.create_task(self._listen(process))
        return process

    async def _listen(self, process: Process) -> None:
        """Pass on what a worker says of the newest order, as long as it lives."""
        generation = 0
        with suppress(ValueError):  # cut off, or no message: it is told as a worker that ended
            while process.stdout is not None and (line := await process.stdout.readline()):
                message = message_of(line)
                if message["kind"] == "begun":
                    generation, self._has_begun = int(message["text"]), True
                question = self._question
                if question is not None and question.order.generation == generation:
                    self._note(question, message)
        await end_process(process)
        if process is self._process:
            self._process = None
            if self._question is not None:
                self._question.end(manner_of(process.returncode or 0))

    def _note(self, question: _Question, message: Mapping[str, str]) -> None:
        """Pass on one message of the order that is worked out."""
        question.is_heard.set()
        if message["kind"] != "begun":
            question.hear(message)
        if message["kind"] in ENDS:
            self._question = None
            question.end()

    async def _dismiss(self) -> None:
        """End the worker that there is, with all processes that it started."""
        process, self._process = self._process, None
        if process is not None:
            await end_process(process)
        if self._listening is not None:
            await self._listening

    async def end(self) -> None:
        """End what is being worked out, and the worker."""
        if self._question is not None:
            self._question.end()
            self._question = None
        await self._dismiss()
