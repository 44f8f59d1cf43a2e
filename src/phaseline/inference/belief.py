"""
A belief that a line is crossed: predicted from period to period, then updated by what is heard.

One code for the monitor of a game and for the watch of a desk, so that the two cannot disagree. A
belief that many reports move is held as log odds, where ten thousand of them neither overflow nor
round to certainty.

Source:
    Bayes' rule; Shiryaev (1963) for the prediction with a chance per period that a crossing begins.
"""

import numpy as np
from numpy.typing import NDArray

Draws = NDArray[np.float64]  # one value a draw of the assumptions
CERTAIN = 1e6  # the logarithm of odds that settle it: no number of other reports weighs that up
_NEARLY = 1.0 - 2.0**-53  # the largest number below 1


def predicted(belief: float, hazard: float) -> float:
    """
    Give the belief one period on, before anything is heard.

    Args:
        belief: The chance that the line is crossed.
        hazard: The chance per period that a crossing begins.

    >>> round(predicted(0.5, 0.1), 6)
    0.55
    """
    return belief + (1 - belief) * hazard


def updated(belief: float, *, crossed: float, clean: float) -> float:
    """
    Give the belief after a report; one that is impossible either way changes nothing.

    Args:
        belief: The chance that the line is crossed, before the report.
        crossed: The chance of the report where the line is crossed.
        clean: Its chance where it is not.

    >>> round(updated(0.05, crossed=0.45, clean=0.05), 7)
    0.3214286
    """
    inside, outside = belief * crossed, (1 - belief) * clean
    return inside / (inside + outside) if inside + outside > 0 else belief


def log_odds(belief: Draws) -> Draws:
    """
    Give the logarithm of the odds of a belief; 0 and 1 become minus and plus infinity (draw).

    Args:
        belief: The chances, from 0 to 1 (draw).
    """
    with np.errstate(divide="ignore"):
        return np.log(belief) - np.log1p(-belief)


def chance_of(odds: Draws) -> Draws:
    """
    Give the chance with these log odds, below 1 where they do not settle it (draw).

    Args:
        odds: Natural logarithms of odds (draw).
    """
    small = np.exp(-np.abs(odds))
    chance = np.where(odds < 0, small, 1.0) / (1.0 + small)
    return np.where(odds < CERTAIN / 2, np.minimum(chance, _NEARLY), chance)


def odds_predicted(odds: Draws, hazard: Draws) -> Draws:
    """
    Give the log odds one period on: odds o become (o + hazard) / (1 − hazard) (draw).

    Args:
        odds: The log odds that the line is crossed (draw).
        hazard: The chance per period that a crossing begins, below 1 (draw).
    """
    with np.errstate(divide="ignore"):
        return np.logaddexp(odds, np.log(hazard)) - np.log1p(-hazard)
