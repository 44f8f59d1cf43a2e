"""The workers of the desk: one at a time, ended as soon as a newer question is asked."""

import asyncio
import os
import signal
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from phaseline.web.messages import LONGEST, Order, message_of, order_line

Hear = Callable[[Mapping[str, str]], None]


class Supervisor:
    """
    Lets a worker process work out one order, and hears what it says.

    Args:
        command: What starts a worker: the program and its arguments.
        hear: Told each message of the worker that works on the newest order, and of no other.
    """

    def __init__(self, command: Sequence[str], hear: Hear) -> None:
        self._command = tuple(command)
        self._hear = hear
        self._generation = 0
        self._process: Process | None = None

    async def ask(self, order: Order) -> None:
        """
        Work an order out; returns when the worker has ended.

        A newer order ends the worker of the older one, of which nothing is heard any more.

        Args:
            order: What is asked.
        """
        self._generation += 1
        generation = self._generation
        await self.end()
        if generation != self._generation:
            return  # a newer one came while the old worker ended
        try:
            process = await asyncio.create_subprocess_exec(
                *self._command, stdin=PIPE, stdout=PIPE, limit=LONGEST, start_new_session=True
            )
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            self._hear({"kind": "failed", "text": f"a worker could not be started: {reason}"})
            return
        self._process = process
        is_ended = await self._listen(process, order, generation)
        if generation == self._generation and not is_ended:
            self._hear({"kind": "failed", "text": _manner(await process.wait())})

    async def _listen(self, process: Process, order: Order, generation: int) -> bool:
        """Pass on what a worker says; give whether it has said that it is at an end."""
        writer, reader = process.stdin, process.stdout
        if writer is None or reader is None:  # both are asked for above
            return False
        with suppress(OSError):
            writer.write(order_line(order))
            await writer.drain()
        is_ended = False
        with suppress(ValueError):  # cut off, or no message: it is told as a worker that ended
            while line := await reader.readline():
                if generation != self._generation:
                    return True
                message = message_of(line)
                self._hear(message)
                is_ended = is_ended or message["kind"] in ("done", "same", "faulty", "failed")
        return is_ended

    async def end(self) -> None:
        """End the worker that there is, with all processes that it started."""
        process, self._process = self._process, None
        if process is None or process.returncode is not None:
            return
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


def _manner(status: int) -> str:
    """Say how a worker ended that had not said so."""
    manner = signal.Signals(-status).name if status < 0 else f"status {status}"
    return (
        f"the process that works the case out ended ({manner}) before it was done; where memory ran"
        " out, give it more, or ask for fewer draws (--draws)"
    )
