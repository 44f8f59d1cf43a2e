"""
A level that nobody sees and that moves from period to period: what is believed of it.

Source:
    Forward and backward recursions of a hidden Markov chain: Rabiner, *Proceedings of the IEEE* 77
    (1989), 257–286; Russell and Norvig, *Artificial Intelligence*, ch. 14, whose numbers the tests
    hold.
"""

from collections.abc import Sequence

import numpy as np

from phaseline.inference.belief import Draws


def filtered(start: Draws, moves: Draws, heard: Sequence[Draws]) -> Draws:
    """
    Give the chances of the levels after each period, of what was heard up to then (period, level).

    Args:
        start: The chances of the levels before the first period (level).
        moves: The chance of each level from each (level before, level after).
        heard: For each period the chance of what was heard, at each level (level); all ones where
            nothing was.

    Raises:
        ValueError: What was heard cannot have been, whatever the level.
    """
    believed: Draws = np.asarray(start, dtype=np.float64)
    rows: list[Draws] = []
    for likelihood in heard:
        weighed = (believed @ moves) * likelihood
        mass = weighed.sum()
        if not mass > 0:
            raise ValueError(f"period {len(rows) + 1}: nothing explains what was heard")
        believed = weighed / mass
        rows.append(believed)
    return np.array(rows).reshape(len(rows), len(start))


def smoothed(start: Draws, moves: Draws, heard: Sequence[Draws]) -> Draws:
    """
    Give the chances of the levels in each period, of all that was heard, later too (period, level).

    Args:
        start: The chances of the levels before the first period (level).
        moves: The chance of each level from each (level before, level after).
        heard: For each period the chance of what was heard, at each level (level).

    Raises:
        ValueError: What was heard cannot have been, whatever the level.
    """
    forward = filtered(start, moves, heard)
    backward, rows = np.ones(len(start)), []
    for believed, likelihood in zip(forward[::-1], heard[::-1], strict=True):
        both = believed * backward
        rows.append(both / both.sum())
        backward = moves @ (likelihood * backward)
        backward = backward / backward.sum()
    return np.array(rows[::-1]).reshape(forward.shape)


def foreseen(believed: Draws, moves: Draws, *, periods: int = 1) -> Draws:
    """
    Give the chances of the levels some periods on, with nothing heard (level).

    Args:
        believed: The chances of the levels now (level).
        moves: The chance of each level from each (level before, level after).
        periods: How many periods on.
    """
    later: Draws = believed @ np.linalg.matrix_power(moves, periods)
    return later
