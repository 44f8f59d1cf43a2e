"""Draws that call the same rungs from other reports on, solved together."""

from dataclasses import replace

import numpy as np
import pytest
from asking import ready, reported
from depth import NOT_SHRUNK, examples
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import random_game
from test_compiled_walk import CALLED, parts_of, same
from test_kernels import agree, is_close

pytest.importorskip("numba")

from phaseline.game import ahead
from phaseline.game.ahead import by_ties, foreseen, grouped, outlook
from phaseline.game.compile.games import FollowedChoices, compiled, frame, skeleton
from phaseline.game.compile.program import CalledRung, Heard
from phaseline.game.kernels.seating import seated
from phaseline.game.metrics import METRICS
from phaseline.game.monitors.kinds import belief_of
from phaseline.game.play import expected, played, played_quickly

pytestmark = pytest.mark.usefixtures("kernels_kept")


def counting(*counts, **policy):
    """
    Three rungs above the lowest, each called from so many reports on, over six periods, by nobody
    from 9 on.
    """
    rungs = [{"id": f"r{place}", "loss": place, "cost": place} for place in range(len(counts) + 1)]
    for rung in rungs[1:]:
        rung["lead"] = 1
    enter = {f"r{place}": count for place, count in enumerate(counts, 1) if count < 9}
    return ready(
        {
            "phaseline": 1,
            "kind": "game",
            "time": {"horizon": 6, "discount": {"challenger": 0.9, "responder": 0.9}},
            "challenger": {
                "tracks": [reported(crossed=0.6)],
                "types": [{"id": "one", "prior": 1, "gain": {"tech": {"crossed": 2.5}}}],
            },
            "responder": {"harm": {"tech": {"crossed": 4}}},
            "red_line": {"tech": ["crossed"]},
            "monitor": {"kind": "counter", "up": 3, "down": 0},
            "ladder": {"rungs": rungs, "policy": {"enter": enter, **policy}},
        }
    )


ROWS = [(1, 1, 1), (1, 2, 3), (2, 2, 3), (1, 9, 2), (3, 3, 3), (2, 3, 3)]


def test_they_share_a_frame_and_take_other_steps():
    """What they differ in is no matter of the frame, and one of what takes the very same steps."""
    first, second = counting(1, 1, 1), counting(1, 2, 3)
    assert frame(first) == frame(second)
    assert skeleton(first) != skeleton(second)
    assert [places for places, _ in grouped([first, second, first], frame)] == [[0, 2, 1]]
    assert [places for places, _ in grouped([first, second, first])] == [[0, 2], [1]]


def test_what_the_monitor_calls_for_is_told_by_draw():
    """
    From one report on, r3, or r1; from two, r3, or r2: so at one report the draws call r1 or r3,
    at two r2 or r3, and at none or three all call the same.
    """
    program = parts_of(counting(1, 1, 1), counting(1, 2, 3)).program
    assert program.called_for == ((0,), (1, 3), (2, 3), (3,))
    assert program.reported.tolist() == [[0, 0], [3, 1], [3, 2], [3, 3]]
    assert program.hearing_of.tolist() == [0, 1]
    heard = Heard(monitor=1, lowest=1, highest=1)
    assert heard in program.hearings
    shown = program.shown(parts_of(counting(1, 1, 1)).levels, 0)
    start = program.start(parts_of(counting(1, 1, 1)).watch)
    assert program.calls(start, 1, shown) == (
        CalledRung(1, heard=heard),
        CalledRung(3, heard=Heard(monitor=1, lowest=3, highest=3)),
    )
    assert program.calls(start, 3, shown) == (CalledRung(3),)


def test_where_a_rung_is_out_of_reach_draws_that_hear_otherwise_call_the_same():
    """At most one rung is climbed at once: r1 is called where reports call for r1 or for r3."""
    program = parts_of(
        counting(1, 1, 1, max_step=1), counting(1, 2, 3, max_step=1), counting(2, 3, 3, max_step=1)
    ).program
    assert program.called_for[1] == (0, 1, 3)
    shown = program.shown(parts_of(counting(1, 1, 1)).levels, 0)
    start = program.start(parts_of(counting(1, 1, 1)).watch)
    assert program.calls(start, 1, shown) == (
        CalledRung(0, heard=Heard(monitor=1, lowest=0, highest=0)),
        CalledRung(1, heard=Heard(monitor=1, lowest=1, highest=3)),
    )


@pytest.mark.parametrize("policy", [{}, {"max_step": 1}, {"parallel": True}, {"dwell": 2}])
def test_together_they_come_to_what_each_does_alone(policy):
    """All metrics of six rows of counts: solved together, and each by the plain solver alone."""
    games = [counting(*row, **policy) for row in ROWS]
    places, alike = grouped(games, frame)[0]
    together, _ = foreseen(alike, METRICS)
    value, _ = foreseen(alike, ("value",))
    assert is_close(value["value"], together["value"])
    assert len(np.unique(together["value"].round(9))) > 3
    for place in places:
        alone = outlook(played_quickly([games[place]]), METRICS)
        for name, metric in alone.items():
            assert is_close(together[name][places.index(place)], metric[0]), name


@pytest.mark.parametrize("limit", ["MOST_WAYS", "MOST_TOGETHER"])
def test_where_they_have_too_many_states_together_they_are_solved_apart(limit, monkeypatch):
    """
    With one way in which orders may run side by side, or with room for as many states as the
    largest has alone: all is as without a limit, ties broken both ways too.
    """
    games = [counting(*row, parallel=True) for row in ROWS]
    _, alike = grouped(games, frame)[0]
    free, together = foreseen(alike, ("value",))
    alone = max(foreseen([game], ("value",))[1] for game in alike)
    assert alone < together
    ties = by_ties(alike, ("value",))

    monkeypatch.setattr(ahead, limit, {"MOST_WAYS": 1, "MOST_TOGETHER": alone / 2}[limit])
    apart, most = foreseen(alike, ("value",))

    assert most == alone
    assert apart["value"] == pytest.approx(free["value"], abs=1e-12)
    for side, before in zip(by_ties(alike, ("value",)), ties, strict=True):
        assert side["value"] == pytest.approx(before["value"], abs=1e-12)


@pytest.mark.parametrize("reach", FollowedChoices)
@pytest.mark.parametrize("policy", [{}, {"parallel": True}, {"max_step": 1, "deadline": {"r2": 2}}])
def test_both_walks_find_the_same(policy, reach):
    """The compiled walk, and the plain one, with the calls of all draws."""
    parts = parts_of(*(counting(*row, **policy) for row in ROWS))
    walk = same(parts, reach)
    assert any(name.heard for name in walk.names)


def moved(game, rng):
    """The game with each rung called from another state of the monitor on, or not by reports."""
    policy = game.ladder.policy
    states = sorted({*policy.enter.values()}, key=str)
    enter = {rung: states[rng.integers(len(states))] for rung in policy.enter if rng.random() < 0.8}
    return replace(game, ladder=replace(game.ladder, policy=replace(policy, enter=enter)))


@st.composite
def draws_apart(draw):
    """Draws of a random game that call its rungs from other states of the monitor on."""
    data = draw(random_game())
    game = ready(data)
    assume(belief_of(game) is None and len({*game.ladder.policy.enter.values()}) > 1)
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    games = [game, *(moved(game, rng) for _ in range(3))]
    assume(len({*map(skeleton, games)}) > 1)
    return games


@examples(12, phases=NOT_SHRUNK)
@given(draws_apart())
def test_any_such_draws_are_walked_through_alike(games):
    """Whatever a game is: both walks find the same, until its end and beyond it."""
    assert len({*map(frame, games)}) == 1
    parts = parts_of(*games)
    same(parts, CALLED)
    same(parts, CALLED, end=4)


@examples(12, at_soak=500, phases=NOT_SHRUNK)
@given(draws_apart())
def test_any_such_draws_are_solved_as_each_is_alone(games):
    """Kernels and the plain solver agree of all of them, and of each what it is worth alone."""
    agree(games)
    together = played(games)
    alone = [played([game]) for game in games]
    for kind, challenger in enumerate(together.types):
        values = expected(together.model.start, challenger.choice.values[0])
        assert is_close(values, [worth(play, kind) for play in alone])


def worth(play, kind):
    """What the start of a game is worth to a type."""
    return expected(play.model.start, play.types[kind].choice.values[0])[0]


def test_those_that_hear_the_same_stand_together():
    """
    Side by side with leads of one and of two: blocks hold draws of one schedule that call alike.
    """
    games = [
        replace(game, ladder=replace(game.ladder, rungs=rungs))
        for game in (counting(*row, parallel=True) for row in ROWS[:3])
        for rungs in (game.ladder.rungs, slower(game.ladder.rungs))
    ]
    model = compiled([game for game in games for _ in range(3)])
    seating = seated(model, 4)
    program = model.program
    by_block = seating.draw_of.reshape(-1, 4)
    pairs = [{(program.schedule_of[d], program.hearing_of[d]) for d in row} for row in by_block]
    assert [len(pair) for pair in pairs] == [1] * 6
    assert len({*map(frozenset, pairs)}) == 6


def slower(rungs):
    """The rungs with a lead of a period more."""
    return (rungs[0], *(replace(rung, lead=rung.lead + 1) for rung in rungs[1:]))
