"""The draws of a study: points that fill a cube."""

import numpy as np
import pytest
from scipy.stats import qmc

from phaseline.desk.estimates.sampling import latin_hypercube


@pytest.mark.parametrize(("count", "width", "seed"), [(64, 5, 1), (4, 3, 20241129), (1000, 1, 3)])
def test_a_latin_hypercube_is_that_of_scipy(count, width, seed):
    """
    Own lines in place of a package that takes half a second to import: they give the same points.
    """
    assert np.array_equal(
        latin_hypercube(count, width, seed),
        qmc.LatinHypercube(d=width, rng=np.random.default_rng(seed)).random(count),
    )


def test_there_is_one_point_in_each_slice():
    """In each direction the points fall into different slices of the same width."""
    found = latin_hypercube(32, 4, 7)
    assert all(sorted(np.floor(32 * column).astype(int)) == [*range(32)] for column in found.T)
    assert latin_hypercube(8, 0, 7).shape == (8, 0)
