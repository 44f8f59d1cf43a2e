"""
A worker of `phaseline serve`: orders on standard input, what they come to on standard output.

A newer order makes it drop the older one at its next step. It ends when the desk does: whoever
reads its output is gone then, and so is who holds its input.
"""

import os
import sys
import threading
from collections.abc import Callable
from functools import partial

from phaseline.cli.ending import heed_endings
from phaseline.cli.kernels import settle_kernels
from phaseline.cli.main import LESS
from phaseline.cli.workers import prepare_workers, spread
from phaseline.web.labour import Desk, work
from phaseline.web.messages import order_of, text_line
from phaseline.web.orders import Orders, Superseded
from phaseline.web.what_ifs import QUICK


def main() -> None:
    """Work out one order after another, as long as there is memory."""
    heed_endings()
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # what a library prints is no message
    orders = Orders()
    threading.Thread(target=_hear, args=(orders,), daemon=True).start()
    settle_kernels()
    if QUICK not in sys.argv[1:]:  # which spreads nothing over processors
        prepare_workers()

    def send(line: bytes) -> None:
        answers.write(line)

    desk = Desk(mapper=partial(spread, look=orders.look), look=orders.look)
    while _is_answered(desk, orders, send):
        pass


def _is_answered(desk: Desk, orders: Orders, send: Callable[[bytes], None]) -> bool:
    """Work out the next order, in words too where something comes in the way; give if it can be."""
    order = orders.take()
    try:
        send(text_line("begun", f"{order.generation}"))
        work(order, send, desk)
    except Superseded:
        return True
    except MemoryError:
        send(text_line("failed", f"this needs more memory than there is left: {LESS}"))
        return False
    except BrokenPipeError:
        return False
    except Exception as error:
        words = f"a fault of ours, please report it: {type(error).__name__}: {error}"
        send(text_line("failed", words))
    return True


def _hear(orders: Orders) -> None:
    """Take orders in until the input ends, which the desk holds open; end this process then."""
    waiting = b""
    while chunk := os.read(0, 65_536):  # a buffered reader would hold its lock as we end
        *lines, waiting = (waiting + chunk).split(b"\n")
        for line in lines:
            orders.put(order_of(line))
    os._exit(0)


if __name__ == "__main__":
    main()
