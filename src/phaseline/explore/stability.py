"""
Whether a box is found again: among rows held out, and when the rows are drawn anew.

A restriction that comes back in few of the resamples is told apart from one that always does; a box
that holds only where it was found is no finding.

Source:
    Bryant & Lempert (2010), section 3.3, for resampling tests of boxes.
"""

from collections.abc import Sequence

import numpy as np

from phaseline.explore.boxes import (
    FutureBox,
    Grid,
    balanced,
    grid,
    measured,
    peeled,
    quasi_p,
    refined,
)
from phaseline.explore.chances import stream
from phaseline.game.arrays import Bools, Floats, Ints
from phaseline.terms.record import record
from phaseline.terms.ties import leading

RESAMPLES = 100
UNLIKELY = 0.05  # a restriction that may be chance is given up


@record
class Discovery:
    """
    A box as it is told.

    Args:
        box: As found among one half of the rows, with its figures among the other half.
        learned_box: The same with its figures where it was found.
        trajectory: All boxes on the way.
        chances: How likely each restriction is to do nothing, by column, in the order of the box.
        again: The share of the resamples in which each of its columns was restricted again, in the
            same order.
        resamples: How many there were.
    """

    box: FutureBox
    learned_box: FutureBox
    trajectory: tuple[FutureBox, ...]
    chances: tuple[float, ...]
    again: tuple[float, ...]
    resamples: int


def halves(count: int) -> tuple[Ints, Ints]:
    """
    Part rows in two: those on which something is looked for, and those on which it is counted.

    Args:
        count: How many rows there are.

    >>> [half.tolist() for half in halves(5)]
    [[0, 2, 4], [1, 3]]
    """
    rows = np.arange(count)
    return rows[rows % 2 == 0], rows[rows % 2 == 1]


def discovered(
    columns: Sequence[Floats],
    fails: Bools,
    *,
    unordered: frozenset[int] = frozenset(),
    seed: int = 0,
    resamples: int = RESAMPLES,
) -> Discovery | None:
    """
    Look for the box in which a course fails; None where no box tells failures from the rest.

    Args:
        columns: What differs between futures (row), one array a column.
        fails: Whether the course fails (row).
        unordered: The places of columns whose values have no order.
        seed: Where resamples come from.
        resamples: How many there are.
    """
    learned, held = halves(len(fails))
    if not 0 < int(fails[learned].sum()) < len(learned):
        return None
    futures = grid(columns, fails, unordered=unordered)
    trajectory = peeled(futures, rows=learned)
    learned_box = refined(futures, balanced(trajectory), rows=learned)
    learned_box = _without_chance(learned_box, columns, fails, learned)
    if not learned_box.restrictions:
        return None
    chances = quasi_p(learned_box, [column[learned] for column in columns], fails[learned])
    return Discovery(
        box=measured(learned_box, [column[held] for column in columns], fails[held]),
        learned_box=learned_box,
        trajectory=trajectory,
        chances=tuple(chances[row.column] for row in learned_box.restrictions),
        again=_again(futures, learned, learned_box, seed=seed, resamples=resamples),
        resamples=resamples,
    )


def _without_chance(
    box: FutureBox, columns: Sequence[Floats], fails: Bools, rows: Ints
) -> FutureBox:
    """Give a box without the restrictions that may be chance, the likeliest given up first."""
    seen, failing = [column[rows] for column in columns], fails[rows]
    while box.restrictions:
        chances = quasi_p(box, seen, failing)
        worst = leading(chances, chances.__getitem__)[0]
        if chances[worst] < UNLIKELY:
            break
        fewer = tuple(row for row in box.restrictions if row.column != worst)
        box = measured(
            FutureBox(restrictions=fewer, coverage=0.0, density=0.0, mass=0.0), seen, failing
        )
    return box


def _again(
    futures: Grid, rows: Ints, learned_box: FutureBox, *, seed: int, resamples: int
) -> tuple[float, ...]:
    """Give the share of the resamples in which each column of a box was restricted again."""
    chance = stream(seed, 0, "resamples of a box")
    seen = dict.fromkeys((row.column for row in learned_box.restrictions), 0)
    for _ in range(resamples):
        drawn = rows[chance.integers(len(rows), size=len(rows))]
        box = balanced(peeled(futures, rows=drawn))
        for row in box.restrictions:
            if row.column in seen:
                seen[row.column] += 1
    return tuple(count / resamples for count in seen.values())
