"""
Which assumptions matter at all: Morris's elementary effects, a few steps for each.

A path takes one step in each assumption, in random order; what a step changes, over its length, is
an elementary effect. Their mean size says how much an assumption matters, their spread whether what
it does hangs on the others.

Source:
    Morris, *Technometrics* 33 (1991), 161–174; Campolongo, Cariboni & Saltelli, *Environmental
    Modelling & Software* 22 (2007), 1509–1518, for the mean of sizes.
"""

import numpy as np

from phaseline.explore.chances import stream
from phaseline.game.arrays import Floats
from phaseline.terms.record import record

LEVELS = 4  # of the grid that paths go along, as in both papers


@record
class Effects:
    """
    The elementary effects of each assumption, its range being one.

    Args:
        mean: Their mean (assumption).
        size: The mean of their sizes (assumption).
        spread: Their standard deviation (assumption).
    """

    mean: Floats
    size: Floats
    spread: Floats


def paths(count: int, columns: int, *, seed: int = 0) -> Floats:
    """
    Give paths through the unit cube (path, step, column): the first point, then one after each
    step.

    Args:
        count: How many paths.
        columns: How many assumptions.
        seed: Where they come from.
    """
    chance = stream(seed, 0, "paths of steps")
    jump = LEVELS / (2 * (LEVELS - 1))
    starts = chance.integers(LEVELS // 2, size=(count, columns)) / (LEVELS - 1)
    signs = chance.choice((-1.0, 1.0), size=(count, columns))
    points = np.repeat(np.where(signs > 0, starts, starts + jump)[:, np.newaxis], columns + 1, 1)
    for path in range(count):
        for step, column in enumerate(chance.permutation(columns)):
            points[path, step + 1 :, column] += signs[path, column] * jump
    return points


def effects(points: Floats, outcome: Floats) -> Effects:
    """
    Work out the effects of each assumption.

    Args:
        points: The paths (path, step, column).
        outcome: The figure at their points (path, step).
    """
    steps = np.diff(points, axis=1)
    moved = np.abs(steps).argmax(axis=2)
    lengths = np.take_along_axis(steps, moved[:, :, np.newaxis], axis=2)[:, :, 0]
    ratios = np.diff(outcome, axis=1) / lengths
    order = moved.argsort(axis=1)
    by_column = np.take_along_axis(ratios, order, axis=1)
    return Effects(
        mean=by_column.mean(axis=0),
        size=np.abs(by_column).mean(axis=0),
        spread=by_column.std(axis=0, ddof=1),
    )
