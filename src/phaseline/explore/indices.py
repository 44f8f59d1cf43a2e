"""
How much of what a figure varies by is due to each assumption: Sobol's indices, with intervals.

Two sets of independent points, and for each assumption the first set with that assumption taken
from the second. The first-order index is what knowing one assumption would take off the variance on
average; the total index, what would be left if all others were known. Inputs that go together have
no such parts: the method says so and does not run.

Source:
    Saltelli et al., *Computer Physics Communications* 181 (2010), 259–270, table 2, (b) for the
    first order and (f) for the total; Chamandy et al., *Proceedings of the ACM on Measurement*
    (2012), for the bootstrap by weights of Poisson's law.
"""

import numpy as np

from phaseline.explore.chances import sobol_points, stream
from phaseline.game.arrays import Floats
from phaseline.terms.record import record

RESAMPLES = 100
_NORMAL = 1.959963984540054  # the 97.5th percentile of the standard normal law


@record
class Indices:
    """
    What each assumption is responsible for, as a share of the variance.

    Args:
        first: The first-order index (assumption).
        total: The total index (assumption).
        first_margin: Half the width of its 95-percent interval (assumption).
        total_margin: The same of the total index (assumption).
    """

    first: Floats
    total: Floats
    first_margin: Floats
    total_margin: Floats


def paired_points(first: int, count: int, columns: int) -> Floats:
    """
    Give the points of a design: for each base point the point itself, one for each assumption that
    is exchanged, and the second point (base point, 2 + assumption, column).

    Args:
        first: The index of the first base point.
        count: How many base points; a power of two balances them.
        columns: How many assumptions.
    """
    both = sobol_points(first, count, 2 * columns)
    mine, theirs = both[:, :columns], both[:, columns:]
    points = np.repeat(mine[:, np.newaxis, :], columns + 2, axis=1)
    for place in range(columns):
        points[:, place + 1, place] = theirs[:, place]
    points[:, -1, :] = theirs
    return points


def indices(outcome: Floats, *, resamples: int = RESAMPLES, seed: int = 0) -> Indices:
    """
    Work out the indices of a figure.

    Args:
        outcome: The figure at the points of a design (base point, 2 + assumption).
        resamples: How many times base points are weighted anew.
        seed: Where the weights come from.

    Returns:
        The indices; all 0 where the figure does not vary.
    """
    spread = outcome - outcome.mean()
    mine, theirs, mixed = spread[:, :1], spread[:, -1:], spread[:, 1:-1]
    ends = np.concatenate([mine, theirs])
    variance = float(np.mean(ends**2) - np.mean(ends) ** 2)
    columns = mixed.shape[1]
    if variance <= np.finfo(float).tiny:
        nothing = np.zeros(columns)
        return Indices(first=nothing, total=nothing, first_margin=nothing, total_margin=nothing)
    first_parts, total_parts = theirs * (mixed - mine), 0.5 * (mine - mixed) ** 2
    margins = _margins(first_parts, total_parts, (mine, theirs), resamples, seed)
    return Indices(
        first=first_parts.mean(axis=0) / variance,
        total=total_parts.mean(axis=0) / variance,
        first_margin=margins[0],
        total_margin=margins[1],
    )


def _margins(
    first_parts: Floats, total_parts: Floats, ends: tuple[Floats, Floats], resamples: int, seed: int
) -> tuple[Floats, Floats]:
    """Weight base points anew: each resample is one row of a product of two matrices."""
    count = len(first_parts)
    weights = stream(seed, 0, "weights of base points").poisson(1.0, (resamples, count))
    shares = weights.astype(np.float64)
    mine, theirs = ends
    moments = np.column_stack([mine + theirs, mine**2 + theirs**2])
    sums = shares @ np.column_stack([first_parts, total_parts, moments])
    size = shares.sum(axis=1, keepdims=True)
    means = sums / size
    variance = means[:, -1:] / 2 - (means[:, -2:-1] / 2) ** 2
    columns = first_parts.shape[1]
    spread = (means[:, :-2] / variance).std(axis=0, ddof=1) * _NORMAL
    return spread[:columns], spread[columns:]
