"""
The compiled walk through a game against the plain one: the same states, steps and words, in the
same order.
"""

import os
from dataclasses import fields, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from asking import FILES, ready
from depth import NOT_SHRUNK, examples
from hypothesis import given
from hypothesis import strategies as st
from oracle import load
from strategies import random_game
from test_parallel import draws_side_by_side, two_steps

pytest.importorskip("numba")

from phaseline.errors import QuestionError
from phaseline.game.compile import walker
from phaseline.game.compile.games import FollowedChoices, forget
from phaseline.game.compile.parts import GameParts
from phaseline.game.compile.program import PolicyProgram
from phaseline.game.compile.rows import Groups
from phaseline.game.compile.tables import Found, Tabled, room_for
from phaseline.game.compile.walker import walked_plainly
from phaseline.game.kernels import machine, walks
from phaseline.game.kernels.machine import Machine, settle
from phaseline.game.levels import levels
from phaseline.game.spec import Credit, Vote
from phaseline.game.watch import watch

MOST = 100_000
CALLED = FollowedChoices.CALLED


pytestmark = pytest.mark.usefixtures("kernels_kept")


def parts_of(*games):
    """The parts of a game with one draw for each of some."""
    seen = watch(games)
    return GameParts(
        games=games, levels=levels(games), watch=seen, program=PolicyProgram(games, seen)
    )


def same(parts, reach, most=MOST, end=None):
    """Whether both walks find the same, to the last number and in the same order."""
    plain = walked_plainly(parts, reach=reach, most=most, end=end)
    compiled = walks.walked(parts, reach=reach, most=most, end=end)
    for field in fields(plain):
        ours, theirs = getattr(compiled, field.name), getattr(plain, field.name)
        if isinstance(theirs, np.ndarray):
            assert ours.dtype == theirs.dtype, field.name
            assert np.array_equal(ours, theirs), field.name
        else:
            assert ours == theirs, field.name
    assert [*compiled.support] == [*plain.support]
    return plain


@pytest.mark.parametrize("reach", FollowedChoices)
@examples(12, phases=NOT_SHRUNK)
@given(random_game())
def test_any_game_is_walked_through_alike(reach, data):
    """Whatever is followed up, all that is found is what the plain walk finds."""
    same(parts_of(ready(data)), reach)


def ending(data, end):
    """The same game with so many periods."""
    return data | {"time": data.get("time", {}) | {"horizon": end}}


@examples(25, phases=NOT_SHRUNK)
@given(random_game(), st.integers(1, 8))
def test_so_is_any_game_until_its_end(data, end):
    """A walk that ends with the game leaves out the same, whenever that is."""
    same(parts_of(ready(ending(data, end))), CALLED, end=end)


@pytest.mark.parametrize("end", [1, 2, 4, 7])
@pytest.mark.parametrize("name", sorted(FILES))
def test_so_is_every_game_in_files_until_its_end(name, end):
    """What is waited for until after the end, and what is not, is told alike."""
    data = load(FILES[name])
    same(parts_of(ready(ending(data, end))), CALLED, end=end)


@pytest.mark.parametrize("reach", FollowedChoices)
@pytest.mark.parametrize("name", sorted(FILES))
def test_so_is_every_game_in_files(name, reach):
    """Deadlines, credit, authorities, measures, suspects, beliefs and orders side by side."""
    same(parts_of(ready(load(FILES[name]))), reach)


@pytest.mark.parametrize("reach", [FollowedChoices.CALLED, FollowedChoices.DEVIATION])
@pytest.mark.parametrize("policy", [{}, {"max_step": 1}, {"cancel_on_clear": True}])
def test_so_are_orders_side_by_side(policy, reach):
    """Two rungs with a lead of three periods each, ordered one after the other."""
    same(parts_of(ready(two_steps(parallel=True, **policy))), reach)


def timed(game, *, lead, deadline, chance):
    """The game with another lead of each rung, deadline and chance of consent."""
    ladder = game.ladder
    rungs = tuple(
        replace(rung, lead=lead, consent=Vote(chance=chance, lead=lead)) if place else rung
        for place, rung in enumerate(ladder.rungs)
    )
    policy = replace(ladder.policy, deadline={"r2": deadline})
    return replace(game, ladder=replace(ladder, rungs=rungs, policy=policy))


@pytest.mark.parametrize("reach", FollowedChoices)
def test_draws_that_take_other_times_are_walked_through_alike(reach):
    """
    Four draws, two leads (1 + 1 and 2 + 2 with the vote), three deadlines: a call hangs on what
    has passed in which draw. Names of both kinds are among those found.
    """
    game = ready(load(FILES["deadline"]))
    parts = parts_of(
        timed(game, lead=1, deadline=2, chance=0.5),
        timed(game, lead=2, deadline=3, chance=1.0),
        timed(game, lead=1, deadline=4, chance=0.0),
        timed(game, lead=2, deadline=4, chance=0.3),
    )
    names = same(parts, reach).names
    assert {name.duration.periods for name in names if name.duration} >= {2, 4}
    assert {name.waited.is_due for name in names if name.waited} == {True, False}


@pytest.mark.parametrize("reach", FollowedChoices)
@pytest.mark.parametrize("policy", [{}, {"max_step": 1}, {"cancel_on_clear": True}])
def test_draws_with_other_schedules_side_by_side_are_walked_through_alike(policy, reach):
    """
    Five draws with four schedules: of two rungs with leads, votes that may be lost and taken again
    and a deadline. Each schedule has public parts of its own, and no name tells of a duration; a
    deadline still tells apart the two draws that share one.
    """
    parts = parts_of(*draws_side_by_side(**policy))
    walk = same(parts, reach)
    assert {public.schedule for public in walk.publics} == {0, 1, 2, 3}
    assert not any(name.duration for name in walk.names)
    assert {name.waited.is_due for name in walk.names if name.waited} == {True, False}
    if reach is not FollowedChoices.DEVIATION:  # strays come after all
        assert (np.diff(walk.publics.schedules) >= 0).all()


@pytest.mark.parametrize("end", [1, 2, 3, 5, 9])
@pytest.mark.parametrize("policy", [{}, {"max_step": 1}, {"cancel_on_clear": True}])
def test_so_they_are_until_their_end(policy, end):
    """Each schedule begins in the first period, and no step leads from one to another."""
    walk = same(parts_of(*draws_side_by_side(**policy)), CALLED, end=end)
    rows = np.repeat(np.arange(len(walk.row_sizes)), walk.row_sizes)
    ends = walk.publics.schedules[walk.ends]
    assert {public.schedule for public in walk.publics} == {0, 1, 2, 3}
    assert (np.diff(ends) >= 0).all()
    assert len({*zip(rows.tolist(), ends.tolist(), strict=True)}) == len(walk.row_sizes)


def test_so_are_those_of_whom_one_schedule_has_nobody_in_doubt():
    """
    A first call is carried out for certain where the second number of the prior is 0: in the draw
    of one schedule alone. It may be doubted in others, so that it is followed in all.
    """
    draws = [
        replace(game, responder=replace(game.responder, credit=Credit(alpha=2.0, beta=beta, cap=2)))
        for game, beta in zip(draws_side_by_side(), (1.0, 1.0, 0.0, 1.0, 0.5), strict=True)
    ]
    names = same(parts_of(*draws), FollowedChoices.CALLED).names
    assert {name.credit for name in names if name.event == "reneged"} == {0, 1, 2}


@pytest.mark.parametrize("reach", FollowedChoices)
def test_more_joint_levels_than_a_number_has_bits_are_walked_through_alike(reach):
    """
    Two more tracks of six levels, one above the other: joint levels are 36 times as many, and a
    public part has more states than marks stand in one number.
    """
    data = load(FILES["deadline"])
    names = [f"s{place}" for place in range(6)]
    steps = [{"do": f"to {end}", "from": start, "to": end} for start, end in pairwise(names)]
    more = [{"id": track, "levels": names, "moves": steps} for track in ("men", "stores")]
    data["challenger"]["tracks"] += more
    parts = parts_of(ready(data))
    assert len(parts.levels.states) > 2 * 32
    same(parts, reach)


def test_as_many_states_as_are_allowed_are_walked_through_and_no_more():
    """With room for one state fewer than there are both walks refuse, in the same words."""
    parts = parts_of(ready(load(FILES["deadline"])))
    count = len(same(parts, FollowedChoices.CALLED).known)
    same(parts, FollowedChoices.CALLED, most=count)
    words = []
    for walk in (walked_plainly, walks.walked):
        with pytest.raises(QuestionError, match="more than") as refused:
            walk(parts, reach=FollowedChoices.CALLED, most=count - 1)
        words.append(str(refused.value))
    assert words[0] == words[1]


@pytest.mark.parametrize("reach", FollowedChoices)
@pytest.mark.parametrize("room", [32, 37, 200])
def test_a_walk_that_runs_out_of_room_begins_again_with_more(monkeypatch, room, reach):
    """However little room there is at first, and wherever it ends, the walk is the same."""
    monkeypatch.setattr(walks, "ROOM", room)
    monkeypatch.setattr(walks, "MOST_ROOM", 0)
    walks.let_go()
    for name in ("deadline", "credit"):
        same(parts_of(ready(load(FILES[name]))), reach)


def test_room_is_taken_again_for_a_larger_and_a_smaller_game():
    """What one walk leaves behind in its room is not found by the next."""
    small, large = (parts_of(ready(load(FILES[name]))) for name in ("credit", "deadline"))
    for parts in (small, large, small, large):
        same(parts, FollowedChoices.CALLED)


def test_a_walk_that_is_begun_again_in_its_array_is_the_same():
    """A damaged file breaks a walk off wherever it is first needed; it is then walked anew."""
    parts = parts_of(ready(load(FILES["deadline"])))
    groups, after = Groups(parts), walker.after_levels(parts.levels)
    tabled = Tabled(parts, groups, after, reach=FollowedChoices.DEVIATION, most=MOST, end=None)
    every = tabled.laid(None, walks.ROOM)
    machine.walk()(every)
    first = {where: found.copy() for where, found in tabled.found(every).items()}

    machine.walk()(every)

    for where, found in tabled.found(every).items():
        assert found.tolist() == first[where].tolist(), where
    assert len(first[Found.STATES]) > 0


def test_a_small_game_does_without_the_room_that_is_set_aside(monkeypatch):
    """
    Where memory is short, a walk takes the room that it needs; one that there is no room for is an
    error of memory, and none of a file.
    """
    walks.let_go()
    monkeypatch.setattr(walks, "EVERY", 2**59)  # more bytes than there are addresses
    same(parts_of(ready(load(FILES["deadline"]))), FollowedChoices.CALLED)
    walks.let_go()
    with pytest.raises(MemoryError):
        room_for(2**59)


def test_without_a_folder_for_kernels_the_plain_walk_is_taken(monkeypatch):
    """To compile the walk in each process would take longer than it saves."""
    monkeypatch.setattr(walks, "walked", lambda *_, **__: pytest.fail("compiled"))
    monkeypatch.setattr(walker, "_settled", [*walker._settled])
    walks.settle_walks()
    settle(Machine(folder=None))
    forget()
    try:
        parts = parts_of(ready(load(FILES["deadline"])))
        walker.walked(parts, reach=FollowedChoices.CALLED, most=MOST)
    finally:
        settle(Machine(folder=Path(os.environ["PHASELINE_CACHE"]) / "kernels"))
