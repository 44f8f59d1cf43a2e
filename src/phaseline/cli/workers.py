"""Spreading work over processors, so that an interrupt ends it at once and leaves nothing running."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from phaseline.cli.kernels import settle_kernels

MOST = 4  # a worker holds some hundred megabytes


def spread(function: Callable[[str], Any], names: Sequence[str]) -> Iterable[Any]:
    """
    Apply a function to names, on as many processors as there are, results in order.

    Args:
        function: It and what it gives have to be plain data and functions of a module.
        names: What it is applied to, the longest work first.
    """
    count = min(MOST, len(names), _processors())
    return map(function, names) if count < 2 else _spread(function, names, count)


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def _spread(function: Callable[[str], Any], names: Sequence[str], count: int) -> Iterator[Any]:
    way = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    with ProcessPoolExecutor(count, mp_context=multiprocessing.get_context(way), initializer=_quietly) as pool:
        waiting = [pool.submit(function, name) for name in names]
        try:
            for one in waiting:
                yield one.result()
        except BaseException:
            for one in waiting:
                one.cancel()
            for process in multiprocessing.active_children():
                process.terminate()
            raise


def _quietly() -> None:
    """Leave an interrupt to the process that the user speaks to, and the other processors to the other workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    settle_kernels(threads=1)
