"""Which states can be reached, and what follows each: against a walk state by state."""

from dataclasses import replace

import numpy as np
import pytest
from asking import FILES, ready
from depth import NOT_SHRUNK, examples
from hypothesis import given
from hypothesis import strategies as st
from oracle import load
from strategies import random_game
from test_parallel import draws_side_by_side

from phaseline.game.compile import numbering
from phaseline.game.compile.games import FollowedChoices, compiled
from phaseline.game.compile.numbering import Numbering

KINDS = (FollowedChoices.CALLED, FollowedChoices.FREE)


def following(model, level, public, reach):
    """Give the public parts that may follow levels after nature, each with its rung and chance."""
    program, sums = model.program, {}
    shown = program.shown(model.levels, level)
    for monitor, heard in model.monitored(public, level).items():
        called = program.called(public, monitor, shown)
        is_free = reach is FollowedChoices.FREE and not program.is_waiting(public, called)
        for rung in program.open_rungs(public.elapsed) if is_free else (called,):
            for outcome in program.outcomes(public, monitor, rung):
                key = (outcome.public, rung)
                sums[key] = sums.get(key, 0.0) + heard * outcome.chance
    return sums


def walked(model, reach):
    """Walk from the start state by state, and give what follows each node after nature."""
    levels, program = model.levels, model.program
    states = {
        (level, public) for level, _ in levels.start for public in program.starts(model.watch)
    }
    frontier, after = set(states), {}
    while frontier:
        nodes = {
            (end, public)
            for level, public in frontier
            for step in levels.steps[level]
            for middle, _ in step
            for end, _ in levels.nature[middle]
        }
        after |= {node: following(model, *node, reach) for node in nodes - after.keys()}
        reached = {(level, end) for level, public in nodes for end, _ in after[level, public]}
        frontier = reached - states
        states |= reached
    return states, after


def of_model(model):
    """Give the same of a compiled game."""
    states = [
        (int(level), model.publics[public])
        for level, public in zip(model.level_of, model.public_of, strict=True)
    ]
    nodes = [
        (int(level), model.publics[public])
        for level, public in zip(model.post_level, model.post_public, strict=True)
    ]
    after = {node: {} for node in nodes}
    edges = model.resolved
    for node, end, rung, chance in zip(
        edges.origins, edges.ends, model.called, edges.chances, strict=True
    ):
        level, public = states[end]
        assert level == nodes[node][0]
        assert (public, rung) not in after[nodes[node]], "an end is listed twice"
        after[nodes[node]][public, int(rung)] = chance
    return set(states), after


def agree(games, reach):
    """Hold a compiled game against the walk state by state."""
    model = compiled(games, reach=reach)
    states, after = walked(model, reach)
    listed, edges = of_model(model)
    assert listed == states
    assert edges.keys() == after.keys()
    for node, ends in after.items():
        assert edges[node].keys() == ends.keys()
        for end, chance in ends.items():
            assert edges[node][end] == pytest.approx(chance, rel=1e-12, abs=1e-15)


@pytest.mark.parametrize("reach", KINDS)
@examples(15, phases=NOT_SHRUNK)
@given(random_game())
def test_every_state_and_step_is_that_of_a_walk_state_by_state(reach, data):
    """
    The states that can be reached, and the chance of each step over report, monitor and call, are
    those of a walk that follows one state at a time by the words of the game.
    """
    agree([ready(data)], reach)


@pytest.mark.parametrize("name", ["deadline", "credit", "belief", "A01"])
def test_so_are_those_of_the_games_in_files(name):
    """Deadlines, credit and a belief are walked through likewise."""
    agree([ready(load(FILES[name]))], FollowedChoices.CALLED)


def waiting_for(periods, game):
    """The game with a deadline of so many periods: a walk goes by what one draw calls."""
    policy = replace(game.ladder.policy, deadline={"r3": periods})
    return replace(game, ladder=replace(game.ladder, policy=policy))


@pytest.mark.parametrize("reach", KINDS)
def test_so_are_those_of_draws_that_have_other_schedules(reach):
    """
    Where orders run side by side, what follows a public part is what may in the draws that have its
    schedule, and each schedule has the states of a game of its own.
    """
    draws = [waiting_for(3, game) for game in draws_side_by_side()]
    agree(draws, reach)
    model = compiled(draws, reach=reach)
    sizes = np.bincount(model.publics.schedules[model.public_of])
    alone = {1: draws[:2], 3: draws[2:3], 2: draws[3:4], 0: draws[4:]}  # in order of their leads
    assert sizes.tolist() == [
        compiled(alone[place], reach=reach).size for place in range(len(alone))
    ]


@pytest.mark.parametrize("most", [numbering.MOST_LISTED, 40])
@examples(60)
@given(lists=st.lists(st.lists(st.integers(0, 6000), max_size=12), max_size=8))
def test_codes_are_numbered_as_they_come(most, lists):
    """
    Codes have places in the order of the lists that bring them, sorted within a list, however large
    they are; a code that never came has none.
    """
    places, expected = Numbering(), {}
    before, numbering.MOST_LISTED = numbering.MOST_LISTED, most
    try:
        for codes in lists:
            fresh = sorted({*codes} - expected.keys())
            assert places.add(np.array(codes, dtype=np.int64)).tolist() == fresh
            expected |= {code: len(expected) + place for place, code in enumerate(fresh)}
            asked = np.array([*codes, 6001], dtype=np.int64)
            assert places.of(asked).tolist() == [*(expected[code] for code in codes), -1]
        assert places.count == len(expected)
        assert places.codes.tolist() == [*expected]
    finally:
        numbering.MOST_LISTED = before
