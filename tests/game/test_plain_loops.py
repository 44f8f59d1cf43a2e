"""The plain solver's loops, compiled, against those of NumPy: the same to the bit."""

import os
from pathlib import Path

import numpy as np
import pytest
from depth import examples
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import random_game

pytest.importorskip("numba")

from asking import ready

from phaseline.game import arrays
from phaseline.game.arrays import carried, first_best, ranks
from phaseline.game.kernels.loops import settle_loops
from phaseline.game.kernels.machine import Machine, settle
from phaseline.game.play import played, responder_value

SLACK = 1e-12
DRAWS = (1, 3)
# Numbers of which many are alike, with nothing of either sign, and with acts that are closed.
AMOUNTS = (0.0, -0.0, 0.1, 0.3, -0.7, 1e-13, 0.1 + 1e-13, -np.inf)


@pytest.fixture(autouse=True, scope="module")
def kept():
    """Loops are kept where the other tests keep kernels: what is kept goes by the source."""
    settle(Machine(folder=Path(os.environ["PHASELINE_CACHE"]) / "kernels"))
    settle_loops()
    yield
    arrays.settle(lambda: None)
    settle(Machine())


def by_both(work):
    """What a piece of work gives with compiled loops, and with NumPy's."""
    compiled = work()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arrays, "_settled", [lambda: None])
        return compiled, work()


def are_same(mine, theirs):
    """Whether two tables are the same to the bit, signs of nothing included."""
    return mine.dtype == theirs.dtype and mine.tobytes() == theirs.tobytes()


@examples(60)
@given(st.integers(0, 2**32 - 1), st.booleans())
@example(0, True)
@example(0, False)
def test_sums_along_edges_are_the_same(seed, is_whole):
    """Whether or not an edge arrives everywhere, in any order, one draw or more."""
    rng = np.random.default_rng(seed)
    for draws in DRAWS:
        groups, edges = int(rng.integers(1, 9)), int(rng.integers(0, 30))
        arrive = rng.integers(0, groups, edges)
        if is_whole:
            arrive = np.concatenate([arrive, rng.permutation(groups)])
        table = rng.choice([0.0, 0.25, 1.0], (4, draws))
        worth = rng.choice(AMOUNTS[:-1], (5, draws))
        entry, along = rng.integers(0, 4, len(arrive)), rng.integers(0, 5, len(arrive))
        by = ranks(arrive, groups)
        mine, theirs = by_both(lambda way=(table, entry, worth, along, by, groups): carried(*way))
        assert are_same(mine, theirs)


@examples(60)
@given(st.integers(0, 2**32 - 1))
@example(0)
def test_the_best_of_a_group_and_its_first_member_are_the_same(seed):
    """Ties, ties but for rounding, and groups in which every act is closed among them."""
    rng = np.random.default_rng(seed)
    for draws in DRAWS:
        groups = int(rng.integers(1, 9))
        group_of = np.concatenate([rng.permutation(groups), rng.integers(0, groups, 20)])
        rows, by = rng.choice(AMOUNTS, (len(group_of), draws)), ranks(group_of, groups)
        mine, theirs = by_both(lambda way=(rows, by): first_best(*way, SLACK))
        assert np.array_equal(mine[0], theirs[0])
        assert are_same(mine[1], theirs[1])
        assert (np.add.reduceat(mine[1][by.order], by.starts[:-1], axis=0) == 1).all()


def test_a_table_that_may_not_be_written_is_carried_all_the_same():
    """Nor one of which every second column is taken: 0.5 · 2 + 0.25 · 4 = 2."""
    table = np.array([[0.5, 9.0], [0.25, 9.0]])[:, ::2]
    worth = np.array([[2.0], [4.0]])
    worth.setflags(write=False)
    places = np.array([0, 1])

    mine, theirs = by_both(
        lambda: carried(table, places, worth, places, ranks(np.array([0, 0]), 1), 1)
    )
    assert mine.tolist() == theirs.tolist() == [[2.0]]


@examples(15, at_soak=300)
@given(random_game())
def test_a_game_is_worth_the_same_by_either(data):
    """Whatever its monitor, policy, consent and types, to the last digit."""
    mine, theirs = by_both(lambda: responder_value(played([ready(data)]), best=True))
    assert mine.tolist() == theirs.tolist()
