"""The workers of the desk: one at a time, ended as soon as a newer question is asked."""

import asyncio
import os
import signal
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from phaseline.web.messages import ENDS, LONGEST, Order, message_of, order_line

GRACE = 2.0  # seconds

Hear = Callable[[Mapping[str, str]], None]


class Supervisor:
    """
    Lets a worker process work out one order, and hears what it says.

    Args:
        command: What starts a worker: the program and its arguments.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)
        self._generation = 0
        self._process: Process | None = None

    async def ask(self, order: Order, hear: Hear) -> None:
        """
        Work an order out; returns when the worker has ended.

        A newer order ends the worker of the older one, of which nothing is heard any more.

        Args:
            order: What is asked.
            hear: Told each message of the worker, as long as no newer order is asked.
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
            hear({"kind": "failed", "text": f"a worker could not be started: {reason}"})
            return
        if generation != self._generation:
            await end_process(process)  # a newer one came while it started
            return
        self._process = process
        is_ended = await self._listen(process, order, hear)
        if generation != self._generation:
            return  # who asked for the newer one has ended it
        if not is_ended:
            with suppress(TimeoutError):  # what closes its output ends a moment later
                async with asyncio.timeout(GRACE):
                    await process.wait()
        await self.end()
        if not is_ended:
            hear({"kind": "failed", "text": manner_of(process.returncode or 0)})

    async def stop(self) -> None:
        """End the worker that there is, of which nothing is heard any more."""
        self._generation += 1
        await self.end()

    async def _listen(self, process: Process, order: Order, hear: Hear) -> bool:
        """Pass on what a worker says; give whether it has said that it is at an end."""
        generation = self._generation
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
                hear(message)
                is_ended = is_ended or message["kind"] in ENDS
        return is_ended

    async def end(self) -> None:
        """End the worker that there is, with all processes that it started."""
        process, self._process = self._process, None
        if process is not None:
            await end_process(process)


async def end_process(process: Process) -> None:
    """End a worker with all that it started: it leads a group of its own."""
    with suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
    await process.wait()
    if process.stdin is not None:
        process.stdin.close()


def manner_of(status: int) -> str:
    """Say how a worker ended that had not said so."""
    manner = signal.Signals(-status).name if status < 0 else f"status {status}"
    return (
        f"the process that works the case out ended ({manner}) before it was done; where memory ran"
        " out, give it more, or ask for fewer draws (--draws)"
    )
