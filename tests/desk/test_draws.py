"""The draws of a study: points that fill a cube."""

import numpy as np

from phaseline.desk.estimates.sampling import latin_hypercube


def test_there_is_one_point_in_each_slice():
    """In each direction the points fall into different slices of the same width."""
    points = latin_hypercube(32, 4, 7)
    slices = np.floor(32 * points).astype(int)

    assert all(sorted(column) == [*range(32)] for column in slices.T)
    assert latin_hypercube(8, 0, 7).shape == (8, 0)
