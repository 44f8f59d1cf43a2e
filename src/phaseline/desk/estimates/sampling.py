"""Points that fill a space evenly, from a seed that is told with the result; a door to chance."""

import numpy as np

from phaseline.game.arrays import Floats


def latin_hypercube(count: int, width: int, seed: int) -> Floats:
    """
    Draw points that fill a cube: in each direction, one in each of so many equal slices (draw,
    direction).

    It gives what `scipy.stats.qmc.LatinHypercube` gives for the same seed, and spares the half
    second that scipy.stats takes to import.

    Args:
        count: How many points.
        width: How many directions.
        seed: Where the points come from.
    """
    (chance,) = np.random.default_rng(seed).spawn(1)  # as scipy does
    within = chance.uniform(size=(count, max(1, width)))
    slices = np.tile(np.arange(1, count + 1), (max(1, width), 1))
    for row in slices:
        chance.shuffle(row)
    return np.asarray(((slices.T - within) / count)[:, :width], dtype=np.float64)
