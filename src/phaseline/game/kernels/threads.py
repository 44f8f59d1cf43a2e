"""
Blocks of draws spread over threads; a kernel lets go of the interpreter while it runs, so that
threads work at once.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from functools import cache

import numpy as np


def over_threads(work: Callable[[int, int], None], blocks: int, threads: int) -> None:
    """
    Do work on blocks from a first one up to a last one, some blocks a thread.

    Args:
        work: Does it; with no blocks it only compiles what it needs, which is done before threads
            would each wish to.
        blocks: How many blocks there are.
        threads: How many threads work at once.
    """
    cuts = np.linspace(0, blocks, min(threads, blocks) + 1).astype(int)
    spans = list(zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True))
    if len(spans) == 1:
        work(*spans[0])
        return
    work(0, 0)
    running = [_pool(len(spans)).submit(work, *span) for span in spans]
    wait(running)
    for share in running:
        share.result()


@cache
def _pool(threads: int) -> ThreadPoolExecutor:
    """
    Give threads that stay: to start them for every game takes as long as a small game. Each process
    has its own, for threads do not survive a fork.
    """
    os.register_at_fork(after_in_child=_pool.cache_clear)
    return ThreadPoolExecutor(threads)
