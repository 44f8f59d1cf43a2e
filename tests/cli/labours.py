"""
What workers are given to do in the tests: it has to be found by a process that did not load the
tests.
"""

import os
import signal
import sys
import time
from pathlib import Path

from phaseline.errors import CaseError, EngineError, QuestionError

ERRORS = {
    "case": CaseError(["a.yaml:1:2: one thing", "b.yaml:3:4: another"]),
    "question": QuestionError("there is no 'wrong'"),
    "engine": EngineError("the solver stopped"),
    "value": ValueError("a number"),
    "os": OSError(2, "No such file or directory", "a.txt"),
    "import": ImportError("no library", name="liblost"),
    "key": KeyError("a key"),
}


class TwoWords(QuestionError):
    """An error that is not made from what it says."""

    def __init__(self, first, second):
        super().__init__(f"{first} and {second}")


WORKED_OUT = {}  # by the command, before its work is spread


def worked_out(word):
    """What the command had worked out of a word, if this process knows."""
    return WORKED_OUT.get(word, "unknown")


def shouted(word):
    """A word in capitals; for some words, something goes wrong."""
    if word in ERRORS:
        raise ERRORS[word]
    if word.startswith("signal "):
        os.kill(os.getpid(), int(word.split()[1]))
    acts = {
        "exit": lambda: sys.exit(7),
        "vanish": lambda: os._exit(9),
        "two": lambda: raise_(TwoWords("one", "other")),
        "interrupt": lambda: raise_(KeyboardInterrupt()),
        "unsendable": lambda: open,
        "closure": lambda: lambda: None,
        "hungry": lambda: bytearray(1 << 60),
        "memory": lambda: raise_(MemoryError()),
        "threads": lambda: raise_(RuntimeError("can't start new thread")),
    }
    return acts[word]() if word in acts else word.upper()


def raise_(error):
    """Raise, as an expression."""
    raise error


def slow(word):
    """Work for as many seconds as the word says, and write down who does it."""
    folder, seconds = word.split("|")
    Path(folder, str(os.getpid())).touch()
    time.sleep(float(seconds))
    return word


def deaf(word):
    """Work without ever looking up, leaving requests to end alone."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    return slow(word)


def environment(name):
    """A setting as a worker has it."""
    return os.environ.get(name, "")


def place(_):
    """Where a worker is, and what it can import from."""
    return str(Path.cwd()), sys.path
