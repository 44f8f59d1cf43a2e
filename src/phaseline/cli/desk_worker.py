"""
A worker of `phaseline serve`: one order on standard input, what it comes to on standard output.

It ends when the desk does: whoever reads its output is gone then, and so is who holds its input.
"""

import os
import threading

from phaseline.cli.ending import heed_endings
from phaseline.cli.kernels import settle_kernels
from phaseline.cli.main import LESS
from phaseline.cli.workers import prepare_workers, spread
from phaseline.web.labour import work
from phaseline.web.messages import order_of, text_line


def main() -> None:
    """Work out one order, in words too where something unforeseen comes in the way."""
    heed_endings()
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # what a library prints is no message
    with os.fdopen(os.dup(0), "rb", buffering=0) as asked:  # nothing beyond the line is taken
        order = order_of(asked.readline())
    threading.Thread(target=_end_with_the_desk, daemon=True).start()
    settle_kernels()
    prepare_workers()

    def send(line: bytes) -> None:
        answers.write(line)

    try:
        work(order, send, mapper=spread)
    except MemoryError:
        send(text_line("failed", f"this needs more memory than there is left: {LESS}"))
    except BrokenPipeError:
        return
    except Exception as error:
        words = f"a fault of ours, please report it: {type(error).__name__}: {error}"
        send(text_line("failed", words))


def _end_with_the_desk() -> None:
    """End this process when its input ends, which the desk holds open as long as it lives."""
    while os.read(0, 1024):  # a buffered reader would hold its lock as the interpreter ends
        pass
    os._exit(0)


if __name__ == "__main__":
    main()
