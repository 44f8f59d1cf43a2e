"""Points that fill a space evenly, from a seed that is told with the result; a door to chance."""

import numpy as np

from phaseline.game.arrays import Floats


def latin_hypercube(count: int, width: int, seed: int) -> Floats:
    """
    Draw points that fill a cube: in each direction, one in each of so many equal slices (draw,
    direction).

    Args:
        count: How many points.
        width: How many directions; none gives points without a coordinate.
        seed: Where the points come from.
    """
    from scipy.stats import qmc  # noqa: PLC0415  # a third of a second that only draws need

    points = qmc.LatinHypercube(max(1, width), rng=seed).random(count)
    return np.asarray(points[:, :width], dtype=np.float64)
