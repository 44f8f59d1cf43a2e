"""
Chance, by seed and chunk: the same draws whichever process makes them, and in whatever order; a
door.

Each stream is Philox's, keyed by the seed, the chunk and what is drawn; no stream continues another
one.

Source:
    Salmon et al., *Parallel Random Numbers: As Easy as 1, 2, 3* (SC 2011), for Philox; Joe & Kuo,
    *SIAM Journal on Scientific Computing* 30 (2008), 2635–2654, for Sobol points.
"""

from hashlib import sha256

import numpy as np

from phaseline.game.arrays import Floats


def stream(seed: int, chunk: int, words: str) -> np.random.Generator:
    """
    Give the chance of a chunk for what is drawn.

    Args:
        seed: Told with the result.
        chunk: The number of the chunk.
        words: What is drawn.
    """
    digest = sha256(f"{seed}|{chunk}|{words}".encode()).digest()
    return np.random.Generator(np.random.Philox(key=int.from_bytes(digest[:16], "big")))


def sobol_points(first: int, count: int, columns: int) -> Floats:
    """
    Give points of the Sobol sequence by their indices, from nothing to one (point, column).

    Args:
        first: The index of the first one.
        count: How many.
        columns: In how many directions; up to 21,201.
    """
    from scipy.stats import qmc  # noqa: PLC0415  # a third of a second that only studies need

    points = qmc.Sobol(columns, scramble=False)
    if first:
        points.fast_forward(first)
    return np.asarray(points.random(count), dtype=np.float64)


def as_many_or_more(hits: int, size: int, share: float) -> float:
    """
    Give the chance that as many of some independent trials succeed, or more: the tail of the
    binomial law.

    Args:
        hits: How many succeed at least.
        size: How many trials there are.
        share: The chance that one succeeds.

    >>> as_many_or_more(2, 2, 0.5), as_many_or_more(0, 3, 0.2)
    (0.25, 1.0)
    """
    from scipy.special import bdtrc  # noqa: PLC0415  # a third of a second that only boxes need

    return 1.0 if hits == 0 else float(bdtrc(hits - 1, size, share))
