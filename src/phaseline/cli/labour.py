"""
What a worker does: it takes names from a pipe, and gives back what a function makes of them, until
the pipe ends.
"""

import os
import pickle
import signal
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any

from phaseline.cli.ending import INTERRUPTS
from phaseline.errors import CaseError, EngineError, QuestionError
from phaseline.terms.record import record

# the exit status of a worker that ran out of it; the number of ENOMEM, which nothing else here ends
# with
NO_MEMORY = 12
_PLAIN = (QuestionError, EngineError)  # errors of one sentence


@record
class News:
    """
    Something to be told while the work goes on.

    Args:
        text: The sentence.
    """

    text: str


@record
class Result:
    """
    What a function made of a name.

    Args:
        value: Plain data.
    """

    value: Any


@record
class Fault:
    """
    What a function raised.

    Args:
        error: The error, or one of the same words where the error itself cannot be sent.
    """

    error: BaseException


def labour(pipe: Connection, known: Callable[[str], Any] | None = None) -> None:
    """
    Apply a function to names, until the other end of a pipe is closed; this process then ends at
    once, whatever it does.

    Args:
        pipe: It brings the function, then names; it takes `News`, and a `Result` or a `Fault` for
            each name.
        known: The function, where this process was forked with it.
    """
    orders: SimpleQueue[bytes] = SimpleQueue()
    try:
        _settle_in()
        threading.Thread(target=_listen, args=(pipe, orders), daemon=True).start()
        function = _function(pipe, orders.get(), known)
        while True:
            _answer(pipe, function, orders.get())
    except MemoryError:
        os._exit(NO_MEMORY)
    except OSError:  # the other end is gone
        os._exit(0)


def silence() -> None:
    """Send what libraries print nowhere; a developer who asks for tracebacks hears complaints."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    if not os.environ.get("PHASELINE_DEBUG"):
        os.dup2(nowhere, 2)
    os.close(nowhere)


def _settle_in() -> None:
    """Leave interrupts, and all words to the user, to the process that the user speaks to."""
    for number in INTERRUPTS:
        signal.signal(number, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, INTERRUPTS)
    silence()


def _listen(pipe: Connection, orders: "SimpleQueue[bytes]") -> None:
    try:
        while True:
            orders.put(pipe.recv_bytes())
    except MemoryError:
        os._exit(NO_MEMORY)
    finally:
        os._exit(0)


def _function(
    pipe: Connection, order: bytes, known: Callable[[str], Any] | None
) -> Callable[[str], Any]:
    """
    Give the function; one that cannot be loaded is one that raises what its loading raised.

    Raises:
        MemoryError: There is too little to load it.
    """
    try:
        # The process that started this one wrote it.
        environment, sealed = pickle.loads(order)  # noqa: S301
        os.environ.clear()
        os.environ.update(
            environment
        )  # the server of processes may have been started under another
        from phaseline.cli.kernels import settle_kernels

        settle_kernels(threads=1, tell=lambda text: pipe.send_bytes(pickle.dumps(News(text=text))))
        function: Callable[[str], Any] = known or pickle.loads(sealed)  # noqa: S301  # as above
    except MemoryError:
        raise
    except Exception as error:
        fault = error

        def failing(_: str) -> Any:
            raise fault

        return failing
    return function


def _answer(pipe: Connection, function: Callable[[str], Any], order: bytes) -> None:
    """
    Send what a function makes of a name, or what it raises.

    Raises:
        MemoryError: There is too little for the answer.
    """
    try:
        reply = pickle.dumps(Result(value=function(pickle.loads(order))))  # noqa: S301  # as above
    except MemoryError:
        raise
    except BaseException as error:
        error.add_note(
            "".join(traceback.format_exception(error))
        )  # where it happened, for a developer
        reply = pickle.dumps(Fault(error=error if _can_be_sent(error) else _likeness(error)))
    pipe.send_bytes(reply)


def _can_be_sent(error: BaseException) -> bool:
    """
    Whether an error arrives as what it is: some are not made from what they say of themselves.
    """
    if not isinstance(error, Exception):
        return False  # a worker that wants to end, or was interrupted, ends no command
    with suppress(Exception):
        copy = pickle.loads(pickle.dumps(error))  # noqa: S301  # a line ago it was made here
        return type(copy) is type(error) and str(copy) == str(error)
    return False


def _likeness(error: BaseException) -> Exception:
    """Give an error that says the same to the same reader, and can be sent."""
    if isinstance(error, CaseError):
        return CaseError(error.problems)
    for kind in _PLAIN:
        if isinstance(error, kind):
            return kind(str(error))
    return RuntimeError(f"{type(error).__name__}: {error}")
