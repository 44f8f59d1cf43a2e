"""Points that fill a space evenly, from a seed that is told with the result; a door to chance."""

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

import numpy as np

from phaseline.game.arrays import Floats


def latin_hypercube(
    count: int, columns: Sequence[str], seed: int, *, chunk: int | None = None
) -> Floats:
    """
    Draw points that fill a cube: in each direction, one in each of so many equal slices (draw,
    column).

    Each column has a seed of its own, made of what is drawn in it, so that no name and no order of
    columns moves a figure, and a column more leaves the others as they were.

    Args:
        count: How many points.
        columns: What is drawn in each direction: the same words give the same column, but for
            columns of the same words, which are numbered.
        seed: Where the points come from.
        chunk: The number of the chunk of a study, each of which fills the cube by itself; none
            where the points are all there are.

    Source:
        McKay, Beckman & Conover, *Technometrics* 21 (1979), 239–245; in the order of chances of
        `scipy.stats.qmc`, which takes a third of a second to load.
    """
    known: Counter[str] = Counter()
    points = np.empty((count, len(columns)), dtype=np.float64)
    for place, words in enumerate(columns):
        key = (known[words], *_words_of(words))
        chance = _chance(seed, key) if chunk is None else _chance_of_chunk(seed, chunk, key)
        known[words] += 1
        within, slices = chance.uniform(size=count), np.arange(1, count + 1)
        chance.shuffle(slices)
        points[:, place] = (slices - within) / count
    return points


def _chance(seed: int, key: tuple[int, ...]) -> np.random.Generator:
    return np.random.default_rng((seed, *key)).spawn(1)[0]


def _chance_of_chunk(seed: int, chunk: int, key: tuple[int, ...]) -> np.random.Generator:
    """Give a stream that hangs on seed, chunk and column alone, whichever process asks."""
    return np.random.Generator(np.random.Philox(np.random.SeedSequence((seed, chunk, *key))))


def _words_of(text: str) -> tuple[int, ...]:
    """Give a text as whole numbers, for a seed."""
    digest = sha256(text.encode("utf-8")).digest()
    return tuple(int.from_bytes(digest[place : place + 4], "big") for place in range(0, 32, 4))


def normal_scores(shares: Floats) -> Floats:
    """
    Give the standard normal number that a share of all lies below, for each share.

    Args:
        shares: The shares, above 0 and below 1, in any shape.

    >>> normal_scores(np.array([0.5]))
    array([0.])
    """
    from scipy.special import ndtri  # noqa: PLC0415  # see `margin_factor`

    return np.asarray(ndtri(shares), dtype=np.float64)


def margin_factor(count: int, confidence: float) -> float:
    """
    Say how many standard errors a margin takes, where the error itself was estimated: Student's
    quantile.

    Args:
        count: How many independent parts the error was estimated from.
        confidence: The chance that a deviation stays below it.

    >>> round(margin_factor(16, 0.975), 3)
    2.131
    """
    from scipy.special import stdtrit  # noqa: PLC0415  # a third of a second that only draws need

    return float(stdtrit(count - 1, confidence))
