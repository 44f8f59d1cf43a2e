"""
Where a bargain may settle: two plain figures with their record, and an optional second opinion.

The weighted mean and the weighted median of the positions are hard to beat: on published data about bargains in the European
Union they did no worse than models of the bargaining itself, and each carries its published error. The probabilistic Condorcet
election is a second opinion on which option wins; nothing in Phaseline depends on it.

Source:
    Thomson, Stokman, Achen & Koenig (eds.), *The European Union Decides* (2006), for mean and median as baselines;
    Wise, Lester & Efird, *An Introduction to the KAPSARC Toolkit for Behavioral Analysis* (2015), for the Condorcet election;
    the published backtest on DEU III (doi:10.34810/data53) in hamzagul07/schelling, BACKTEST.md, for the errors.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from phaseline.terms.record import record
from phaseline.terms.ties import is_less, total


@record
class Position:
    """
    What an actor wants.

    Args:
        actor: The id of the actor.
        place: Its place on the scale of the issue.
        capability: What it can bring to bear; at least 0.
        salience: How much of that it spends on the issue, from 0 to 1.
    """

    actor: str
    place: float
    capability: float
    salience: float


@record
class Settlement:
    """
    One figure for where a bargain may settle, with its record.

    Args:
        rule: How it was made.
        place: The place on the scale of the issue.
        mae: Its mean absolute error in the backtest, on a scale of 0 to 100.
        rmse: Its root mean square error there.
    """

    rule: str
    place: float
    mae: float
    rmse: float


@record
class Election:
    """
    The chances of every option in a probabilistic Condorcet election, under two rules.

    Args:
        markov: A challenger is drawn evenly and replaces the incumbent with its chance to beat it: the long run of that.
        conditional: The chance to beat every other option, scaled to one.
    """

    markov: tuple[float, ...]
    conditional: tuple[float, ...]


def settlements(positions: Sequence[Position]) -> tuple[Settlement, Settlement]:
    """
    Give the weighted mean and the weighted median of positions, by capability times salience.

    Raises:
        ValueError: Nobody has any weight.

    Source:
        Thomson et al. (2006); errors of the backtest on DEU III.
    """
    ordered = sorted(positions, key=lambda one: one.place)
    weights = [one.capability * one.salience for one in ordered]
    whole = total(weights)
    if whole <= 0:
        raise ValueError("found no weight; expected an actor with capability and salience")
    mean = total(weight * one.place for weight, one in zip(weights, ordered, strict=True)) / whole
    reached, median = 0.0, ordered[-1].place
    for weight, one in zip(weights, ordered, strict=True):
        reached += weight
        if not is_less(2 * reached, whole):
            median = one.place
            break
    return (
        Settlement(rule="weighted mean", place=mean, mae=23.64, rmse=30.31),
        Settlement(rule="weighted median", place=median, mae=28.37, rmse=40.64),
    )


def election(strengths: Sequence[Sequence[float]]) -> Election:
    """
    Give the chances of every option in a probabilistic Condorcet election.

    Option i beats option j with the chance c(i, j)^2 / (c(i, j)^2 + c(j, i)^2).

    Args:
        strengths: The coalition matrix: in row i the strength for i against each other option; the diagonal is not read.

    Raises:
        ValueError: There are fewer than two options, or the matrix is not square, or a pair has no strength.

    Source:
        Wise, Lester & Efird (2015); reference run of the KAPSARC toolkit of 30 May 2017 (lsyaseen/KTAB).
    """
    matrix = np.array([list(row) for row in strengths], dtype=np.float64)
    count = len(strengths)
    if count < 2 or matrix.shape != (count, count):
        raise ValueError(f"found a matrix of shape {matrix.shape}; expected as many rows as columns, at least two")
    squares = matrix**2
    np.fill_diagonal(squares, 1.0)
    if (squares + squares.T == 0).any():
        raise ValueError("found two options without strength against each other; expected a strength for one of them")
    beats = squares / (squares + squares.T)
    np.fill_diagonal(beats, 1.0)
    row_products = beats.prod(axis=1)
    return Election(
        markov=tuple(float(one) for one in _long_run(beats)),
        conditional=tuple(float(one) for one in row_products / row_products.sum()),
    )


def _long_run(beats: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the stationary law of the chain in which a challenger is drawn evenly from all options."""
    count = len(beats)
    moves = beats.T / count  # from the incumbent (row) to the challenger (column)
    np.fill_diagonal(moves, 0.0)
    np.fill_diagonal(moves, 1 - moves.sum(axis=1))
    equations = np.vstack([moves.T - np.eye(count), np.ones(count)])
    found: NDArray[np.float64] = np.linalg.lstsq(equations, np.append(np.zeros(count), 1.0), rcond=None)[0]
    return found
