"""The draws of a study: points that fill a cube."""

from hashlib import sha256

import numpy as np
from scipy.stats import qmc

from phaseline.desk.estimates.sampling import latin_hypercube


def test_there_is_one_point_in_each_slice():
    """In each direction the points fall into different slices of the same width."""
    points = latin_hypercube(32, ("a", "b", "b", "c"), 7)
    slices = np.floor(32 * points).astype(int)

    assert all(sorted(column) == [*range(32)] for column in slices.T)
    assert latin_hypercube(8, (), 7).shape == (8, 0)


def test_a_column_is_drawn_by_what_it_is_and_not_by_where_it_stands():
    """
    Another order, and a column more, leave every column as it was; two that are alike are two.
    """
    first = latin_hypercube(16, ("a", "b"), 7)
    other = latin_hypercube(16, ("b", "new", "a"), 7)
    twins = latin_hypercube(16, ("a", "a"), 7)

    assert np.array_equal(first[:, 0], other[:, 2])
    assert np.array_equal(first[:, 1], other[:, 0])
    assert np.array_equal(first[:, 0], twins[:, 0])
    assert not np.array_equal(twins[:, 0], twins[:, 1])
    assert not np.array_equal(first, latin_hypercube(16, ("a", "b"), 8))


def test_columns_are_drawn_apart_from_one_another():
    """Over a thousand draws no two of ten columns move together: correlations below 4/√1000."""
    points = latin_hypercube(1000, [f"column {place}" for place in range(10)], 7)
    others = np.corrcoef(points.T)[~np.eye(10, dtype=bool)]

    assert np.abs(others).max() < 4 / np.sqrt(1000)


def test_a_column_is_the_hypercube_of_a_library():
    """
    A column is what SciPy draws in one direction with the seed of its words: the seed told, the
    number of the column among those of the same words, and eight numbers of their digest.
    """
    words = "a"
    digest = sha256(words.encode()).digest()
    numbers = [int.from_bytes(digest[place : place + 4], "big") for place in range(0, 32, 4)]
    for place in (0, 1):
        theirs = qmc.LatinHypercube(1, rng=np.random.default_rng((7, place, *numbers))).random(129)
        mine = latin_hypercube(129, (words, words), 7)
        assert np.array_equal(mine[:, place], theirs[:, 0])
