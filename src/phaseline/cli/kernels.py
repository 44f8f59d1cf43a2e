"""
How the solver's kernels are used: the folder that keeps them, and walks through games beside them,
whether they are used at all, and what is said when one is compiled.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from phaseline.cli.outputs import say
from phaseline.cli.places import cache_folder
from phaseline.game.compile import shelf
from phaseline.game.kernels.loops import settle_loops
from phaseline.game.kernels.machine import Machine, settle
from phaseline.game.kernels.walks import settle_walks

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_AGAIN = 0.05  # seconds until an interrupt that a compiler swallowed comes again


def settle_kernels(*, threads: int = 0, tell: Callable[[str], None] | None = None) -> None:
    """
    Settle for this process how kernels are used, as the environment has it.

    `PHASELINE_KERNELS=off` leaves games to the plain solver; `PHASELINE_CACHE` names the folder
    that keeps them and walks, in place of `phaseline` in the user's cache folder.

    Args:
        threads: How many threads work on a game at once; one for each processor if 0.
        tell: Told when a kernel is compiled; the user is if left out.
    """
    is_on = os.environ.get("PHASELINE_KERNELS", "on").lower() not in ("off", "0", "no")
    folder, teller = cache_folder(), tell or say_once
    settle(Machine(is_on=is_on, folder=folder and folder / "kernels", threads=threads, tell=teller))
    settle_loops()
    settle_walks()
    shelf.settle(shelf.Shelf(folder=folder and folder / "walks", tell=teller))
    sys.unraisablehook = _pass_on


def _pass_on(lost: "UnraisableHookArgs") -> None:
    """
    Bring an interrupt again that came while a compiler called back, where Python can neither raise
    it nor let it pass.

    Anything else that is lost is told as Python tells it.
    """
    if issubclass(lost.exc_type, KeyboardInterrupt):
        again = threading.Timer(
            _AGAIN, signal.pthread_kill, (threading.main_thread().ident, signal.SIGINT)
        )  # wakes who sleeps
        again.daemon = True
        again.start()
        return
    sys.__unraisablehook__(lost)


_said: set[str] = set()


def say_once(text: str) -> None:
    """Tell the user something that several processes may have to say."""
    if text not in _said:
        _said.add(text)
        say(f"phaseline: {text}")
