"""Public parts that behave alike, against partitions by signatures written out."""

from collections import Counter

import numpy as np
import pytest
from asking import ready
from depth import NOT_SHRUNK, examples
from hypothesis import given
from strategies import random_game

pytest.importorskip("numba")

from phaseline.game.arrays import mixed
from phaseline.game.compile.games import compiled
from phaseline.game.kernels.alike import coded_edges, standing_for
from phaseline.game.kernels.layout import NEVER, first_reached, layout_of


def by_signatures(model, layout):
    """
    The class of each public part: parts are told apart by what they do and where they lead, until
    that tells no more of them apart.
    """
    publics = len(layout.pattern)
    owners = {
        stage: np.repeat(np.arange(publics), np.diff(firsts))
        for stage, firsts in (("state", layout.state), ("post", layout.post))
    }
    edges = [[] for _ in range(publics)]
    for post, state, sum_ in zip(layout.call_post, layout.call_state, layout.call_sum, strict=True):
        row = int(model.sum_row[sum_])
        if (model.resolved.table[row] > 0).any():
            public, end = owners["post"][post], owners["state"][state]
            edges[public].append(
                (int(post - layout.post[public]), row, end, int(state - layout.state[end]))
            )
    classes = [(int(a), int(b)) for a, b in zip(layout.pattern, layout.cell, strict=True)]
    count = 0
    while len(set(classes)) > count:
        count = len(set(classes))
        numbers = {key: number for number, key in enumerate(dict.fromkeys(classes))}
        own = [numbers[key] for key in classes]
        classes = [
            (own[public], frozenset(Counter((a, b, own[c], d) for a, b, c, d in leads).items()))
            for public, leads in enumerate(edges)
        ]
    return classes


@examples(30, phases=NOT_SHRUNK)
@given(random_game())
def test_public_parts_are_alike_that_no_signature_tells_apart(data):
    """
    Of the public parts that can be reached, those have one that stands for them which signatures of
    what they do and where they lead do not tell apart; it is one of them, and reached first.
    """
    model = compiled([ready(data)])
    layout = layout_of(model)
    live = (model.resolved.table > 0).any(axis=1)[model.sum_row]
    taken = np.zeros(len(layout.steps[0]), dtype=bool)
    taken[layout.steps[2][live]] = True
    begins = np.searchsorted(layout.state, layout.begin, side="right") - 1
    first = first_reached(layout.steps, begins, taken, len(layout.pattern))
    stand, classes = (
        standing_for(model, coded_edges(model), live, first),
        by_signatures(model, layout),
    )
    reached = np.flatnonzero(first < NEVER)
    for public in reached:
        mates = [other for other in reached if classes[other] == classes[public]]
        assert stand[public] in mates
        assert {stand[other] for other in mates} == {stand[public]}
        assert first[stand[public]] == min(first[mates])


def test_bits_are_mixed_as_published():
    """
    The first numbers of the published generator from the seed 0, which adds its constant and mixes:
    0xE220A8397B1DCDAF, then 0x6E789E6AA1B965F4 (Steele, Lea & Flood; Java's SplittableRandom).
    """
    golden = 0x9E3779B97F4A7C15
    mixes = mixed(np.array([0, golden], dtype=np.uint64))
    assert mixes.tolist() == [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4]
