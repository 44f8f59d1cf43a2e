"""Games have one number if and only if they are equal."""

from copy import deepcopy
from dataclasses import replace

import pytest
from asking import FILES, ready
from depth import examples
from hypothesis import given
from hypothesis import strategies as st
from oracle import load
from strategies import random_game

from phaseline.game.sameness import PartNumbers


def costing(game, cost):
    """The game with another cost of its lowest rung."""
    first, *rest = game.ladder.rungs
    rungs = (replace(first, cost=cost), *rest)
    return replace(game, ladder=replace(game.ladder, rungs=rungs))


@examples(20)
@given(data=st.lists(random_game(), min_size=1, max_size=3))
def test_numbers_are_equal_where_games_are(data):
    """
    Random games, copies of them that share no part, and the same with another cost: two of them
    have one number just if they are equal.
    """
    games = [ready(some) for some in data]
    games += [deepcopy(game) for game in games] + [costing(game, 0.125) for game in games]
    numbers = [*map(PartNumbers().of, games)]

    for game, number in zip(games, numbers, strict=True):
        for other, theirs in zip(games, numbers, strict=True):
            assert (number == theirs) == (game == other)


@pytest.mark.parametrize("name", FILES)
def test_a_number_outlasts_the_parts_it_was_told_of(name):
    """Once all parts are let go, a game that is read again has the number it had."""
    known = PartNumbers()
    number = known.of(ready(load(FILES[name])))
    known.of(costing(ready(load(FILES[name])), 0.125))
    known.let_go()

    assert known.of(ready(load(FILES[name]))) == number


def test_a_number_tells_kinds_and_places():
    """A tuple is no mapping, 1 is not "1", and what stands where counts."""
    parts = [(1, 2), (2, 1), {1: 2}, {2: 1}, ("1", 2), ((1,), 2), (1, (2,)), (), {}, None, 1]
    known = PartNumbers()

    assert len({known.of(part) for part in parts}) == len(parts)


def test_what_is_no_part_of_a_game_is_refused():
    """A set has no order that its number could rest on."""
    with pytest.raises(TypeError):
        PartNumbers().of({1, 2})
