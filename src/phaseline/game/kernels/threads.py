"""
Blocks of draws spread over threads; a kernel lets go of the interpreter while it runs, so that
threads work at once.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

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
    with ThreadPoolExecutor(len(spans)) as pool:
        for done in [pool.submit(work, *span) for span in spans]:
            done.result()
