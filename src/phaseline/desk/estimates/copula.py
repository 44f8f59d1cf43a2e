"""
Numbers that go together: columns of points put in another order, so that their ranks go together as
in a Gaussian copula, while each column keeps the very points that it has.

Normal scores are turned by the root of the matrix that is wanted, after what they happen to share
is taken out; each column then stands in the order of its scores. The root is the symmetric one, so
that no order of columns moves a figure.

Source:
    Iman & Conover, *Communications in Statistics B* 11 (1982), 311–334, for ranks put in the order
    of scores; the copula: see `case.correlations`.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from phaseline.case.correlations import Pair, latent
from phaseline.game.arrays import Floats

_LEAST = 1e-9  # an eigenvalue of scores that is less: too few points to tell what they share


def latent_matrix(names: Sequence[str], pairs: Mapping[Pair, float]) -> Floats:
    """
    Give the correlations of the normal numbers behind some assumptions (assumption, assumption).

    Args:
        names: Their ids.
        pairs: The rank correlations, by pair; 0 where none is said.
    """
    return np.array(
        [
            [
                1.0 if own == other else latent(pairs.get(Pair.of(own, other), 0.0))
                for other in names
            ]
            for own in names
        ]
    )


def put_together(points: Floats, scores: Floats, matrix: Floats) -> Floats:
    """
    Put columns of points in the order in which they go together.

    Args:
        points: The points (draw, column).
        scores: Independent normal numbers (draw, column).
        matrix: The correlations that the normal numbers behind them have (column, column).

    Returns:
        The same points, each column in another order (draw, column).
    """
    centred = scores - scores.mean(axis=0)
    shared = centred.T @ centred / len(centred)
    values, vectors = np.linalg.eigh(shared)
    if values[0] > _LEAST:
        centred = centred @ (vectors / np.sqrt(values)) @ vectors.T
    values, vectors = np.linalg.eigh(matrix)
    turned = centred @ (vectors * np.sqrt(np.maximum(values, 0.0))) @ vectors.T
    ordered = np.empty_like(points)
    for column in range(points.shape[1]):
        places = turned[:, column].argsort(kind="stable")
        ordered[places, column] = np.sort(points[:, column])
    return ordered
