"""
The signals that end a command, and what it ends with: 128 and the number of the signal, as shells
have it.

Each of them is raised as an interrupt, so that whatever is half done is undone on the way out.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

INTERRUPTS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGHUP") if hasattr(signal, name))
"""
What a terminal sends to all processes of a command at once: workers leave it to the one that the
user speaks to.
"""

ENDINGS = (*INTERRUPTS, signal.SIGTERM)

_WORDS = {"SIGTERM": "asked to end (SIGTERM)", "SIGHUP": "the terminal hung up (SIGHUP)"}
_received: list[int] = []


class Ending(KeyboardInterrupt):
    """
    An interrupt; of a class of its own, as Python ends itself by SIGINT where a plain one passes
    through code made from text.
    """


def heed_endings() -> None:
    """
    Let a request to end, or a terminal that hangs up, end this process as an interrupt does; what
    is ignored stays ignored.
    """
    for number in ENDINGS:
        if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, _interrupt)


def unheed_endings() -> None:
    """Let the answer be out: nothing is left to interrupt but the goodbye."""
    for number in ENDINGS:
        if signal.getsignal(number) is _interrupt:
            signal.signal(number, signal.SIG_IGN if number == signal.SIGINT else signal.SIG_DFL)


def ended() -> tuple[str, int]:
    """Give how an interrupted command ended, in words, and its exit status."""
    number = signal.Signals(_received[0] if _received else signal.SIGINT)
    return _WORDS.get(number.name, "interrupted"), 128 + number


@contextmanager
def unbroken() -> Iterator[None]:
    """Hold interrupts back until a block has ended: what it does is done as a whole."""
    waiting: list[int] = []
    before = {}

    def note(number: int, _frame: FrameType | None) -> None:
        waiting.append(number)

    try:
        for number in ENDINGS:
            if callable(signal.getsignal(number)):
                before[number] = signal.signal(number, note)
    except ValueError:  # not in the main thread, which alone is interrupted
        pass
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in waiting[:1]:
            signal.raise_signal(number)


def _interrupt(number: int, _frame: FrameType | None) -> NoReturn:
    """
    Note which signal it was.

    Raises:
        Ending: Always.
    """
    _received.append(number)
    raise Ending
