"""Trees beside boxes, held against a plain tree, and against parts that were planted."""

import sys

import numpy as np
import pytest

from phaseline.errors import QuestionError
from phaseline.explore.boxes import FutureBox, Restriction
from phaseline.explore.chances import stream
from phaseline.explore.stability import halves
from phaseline.explore.trees import QUESTIONS, _branches, _learned, binned, grown, overlap


def plain_tree(table, fails, least, questions=QUESTIONS):
    """The method by its book: of all splits the one that lowers Gini's impurity most, again."""
    impurity = 2 * fails.mean() * (1 - fails.mean()) * len(fails)
    best = (1e-6, -1, 0)
    for column in range(table.shape[1]) if questions else ():
        for value in np.unique(table[:, column])[:-1]:
            left = table[:, column] <= value
            if min(left.sum(), (~left).sum()) < least:
                continue
            parts = [
                2 * part.mean() * (1 - part.mean()) * len(part)
                for part in (fails[left], fails[~left])
            ]
            if impurity - parts[0] - parts[1] > best[0] + 1e-9:
                best = (impurity - parts[0] - parts[1], column, int(value))
    if best[1] < 0:
        return {(len(fails), int(fails.sum()))}
    left = table[:, best[1]] <= best[2]
    return plain_tree(table[left], fails[left], least, questions - 1) | plain_tree(
        table[~left], fails[~left], least, questions - 1
    )


@pytest.mark.parametrize("seed", range(5))
def test_a_tree_is_the_one_of_the_book(seed):
    """Its ends hold as many rows, and as many of the kind, as those of the plain method."""
    chance = np.random.default_rng(seed)
    table = chance.integers(0, 12, (200, 4)).astype(np.float64)
    fails = chance.random(200) < np.where((table[:, 1] > 6) & (table[:, 2] < 5), 0.8, 0.15)
    cut = binned(list(table.T), 128)
    codes = np.column_stack([column.rows for column in cut])
    ends = [part for part in _branches(_learned(cut, fails), {}) if len(part.ends) == 1]
    held = set()
    for end in ends:
        inside = np.ones(200, dtype=bool)
        for column, (low, high) in end.bins.items():
            inside &= (codes[:, column] >= low) & (codes[:, column] < high)
        held.add((int(inside.sum()), int(fails[inside].sum())))
    assert held == plain_tree(codes, fails, least=10)


def test_planted_parts_are_found_within_two_per_cent():
    """
    Failures where x is .7 or more, and where it is less and y below .3: two parts, their ends where
    they were planted. The first holds 30 of 51 failures, the second .7 · .3, the other 21.
    """
    cube = stream(1, 0, "points").random((4096, 4))
    fails = (cube[:, 0] >= 0.7) | (cube[:, 1] < 0.3)
    tree = grown(list(cube.T.copy()), fails, *halves(4096))
    assert tree is not None
    asked = {row.column: row for box in tree.boxes for row in box.restrictions}
    assert set(asked) == {0, 1}
    ends = [end for row in asked.values() for end in (row.low, row.high) if np.isfinite(end)]
    assert all(min(abs(end - 0.7), abs(end - 0.3)) < 0.02 for end in ends)
    assert sorted(box.coverage for box in tree.boxes) == pytest.approx([21 / 51, 30 / 51], abs=0.03)
    assert tree.together.coverage > 0.98
    assert tree.together.density > 0.98


def test_a_part_that_holds_nothing_on_the_other_half_is_not_told():
    """Failures that hang on the place of a row alone: the half that is held out has none."""
    cube = stream(1, 0, "points").random((512, 2))
    fails = (np.arange(512) % 2 == 0) & (cube[:, 0] > 0.6)
    assert grown(list(cube.T.copy()), fails, *halves(512)) is None
    fails[1] = True
    assert grown(list(cube.T.copy()), fails, *halves(512)) is None


def test_columns_that_never_vary_ask_nothing():
    """One value in all rows: no split, and no tree."""
    assert grown([np.full(200, 7.0)], np.arange(200) % 3 == 0, *halves(200)) is None


def test_what_two_sets_of_boxes_share_is_counted():
    """Of rows 0 to 9, those from 2 on and those below 6 have 4 of 10 in common."""
    rows = [np.arange(10.0)]
    first, second, none = (
        FutureBox(restrictions=(row,), coverage=0, density=0, mass=0)
        for row in (
            Restriction(column=0, low=2.0),
            Restriction(column=0, high=6.0),
            Restriction(column=0, low=50.0),
        )
    )
    assert overlap((first,), (second,), rows) == pytest.approx(0.4)
    assert overlap((none,), (none,), rows) == 1


def test_without_the_library_it_is_said_what_to_install(monkeypatch):
    """No traceback, and one command that mends it."""
    monkeypatch.setitem(sys.modules, "lightgbm", None)
    with pytest.raises(QuestionError, match=r"pip\s+install 'phaseline\[explore\]'"):
        grown([np.arange(200.0)], np.arange(200) > 99, *halves(200))
