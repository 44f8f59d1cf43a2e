"""A policy spelt in one way calls what it called before."""

from dataclasses import replace

import numpy as np
import pytest
from asking import FILES, ready
from depth import NOT_SHRUNK, examples
from hypothesis import given
from hypothesis import strategies as st
from oracle import load
from strategies import random_game

from phaseline.game.compile.games import FollowedChoices, compiled, forget, skeleton
from phaseline.game.spec import NEVER
from phaseline.game.spelling import spelt


def with_policy(game, **changes):
    """The game with another policy."""
    policy = replace(game.ladder.policy, **changes)
    return replace(game, ladder=replace(game.ladder, policy=policy))


def model_of(game, reach):
    """A game compiled from nothing."""
    forget()
    return compiled([game], reach=reach)


def same_steps(game, other, reach):
    """Two games have the same states, steps and chances, to the last bit."""
    mine, theirs = (model_of(some, reach) for some in (game, other))
    assert mine.publics == theirs.publics
    for name in ("level_of", "public_of", "called", "reneges", "regular", "origins", "begun"):
        assert np.array_equal(getattr(mine, name), getattr(theirs, name)), name
    for name in ("acted", "drifted", "resolved"):
        for part in ("origins", "ends", "chances"):
            ours, others = (getattr(getattr(model, name), part) for model in (mine, theirs))
            assert np.array_equal(ours, others), (name, part)


@pytest.mark.parametrize("reach", FollowedChoices)
@examples(15, phases=NOT_SHRUNK)
@given(data=random_game(), choice=st.data())
def test_a_deadline_says_all_that_never_says(reach, data, choice):
    """
    Any game, some of its rungs with a deadline and never called off: without the word all states,
    steps and chances are the same, whatever of the responder's choices is followed.
    """
    game = ready(data)
    above = [rung.id for rung in game.ladder.rungs[1:]]
    if not above:
        return
    spans = st.dictionaries(st.sampled_from(above), st.integers(0, 2), min_size=1, max_size=2)
    deadline = choice.draw(spans)
    told = game.ladder.policy.exit
    before = with_policy(game, deadline=deadline, exit={**told, **dict.fromkeys(deadline, NEVER)})
    after = spelt(before)
    assert not deadline.keys() & after.ladder.policy.exit.keys()
    same_steps(before, after, reach)


def test_a_rung_without_a_deadline_keeps_the_word():
    """
    Called by reports alone, a rung that is never called off is another one than a rung that is; so
    is one with a deadline that is called off at some state.
    """
    game = ready(load(FILES["deadline"]))
    rungs = [rung.id for rung in game.ladder.rungs]
    lasting = with_policy(game, deadline={}, exit={rungs[-1]: NEVER})
    ended = with_policy(game, deadline={rungs[-1]: 2}, exit={rungs[-1]: 0.0})
    assert spelt(lasting) is lasting
    assert spelt(ended) is ended


def test_both_spellings_are_of_one_skeleton():
    """What is built for one serves the other."""
    game = ready(load(FILES["deadline"]))
    rung = next(iter(game.ladder.policy.deadline))
    plain = with_policy(game, exit={})
    assert skeleton(spelt(with_policy(plain, exit={rung: NEVER}))) == skeleton(plain)
