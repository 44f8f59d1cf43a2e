"""Walks that end with the game: solved beside games that are walked through whole."""

from dataclasses import replace
from math import inf

import numpy as np
import pytest
from asking import FILES, ready
from depth import NOT_SHRUNK, examples
from hypothesis import assume, given
from hypothesis import strategies as st
from oracle import load
from strategies import random_game
from test_kernels import batch, is_close, seeds
from test_parallel import draws_side_by_side, two_steps

from phaseline.game.ahead import foreseen, outlook, read_off
from phaseline.game.compile.games import FollowedChoices, compiled
from phaseline.game.kernels.run import swept, valued
from phaseline.game.metrics import METRICS
from phaseline.game.play import expected, played, responder_value

pytestmark = pytest.mark.usefixtures("kernels_kept")


@st.composite
def waiting_game(draw):
    """
    A random game with an end, in which much is waited for until after it: leads, votes that are
    taken again, deadlines, measures that last a time, orders one after another or side by side.
    """
    data = draw(random_game())
    data["time"]["horizon"] = draw(st.integers(1, 7))
    rungs = data["ladder"]["rungs"]
    for rung in rungs[1:]:
        rung["lead"] = draw(st.integers(0, 8))
        if draw(st.booleans()) and "consent" not in rung:
            retry = {"after": draw(st.integers(1, 8))}
            rung["consent"] = {"chance": 0.5, "lead": draw(st.integers(0, 2)), "retry": retry}
        if draw(st.integers(0, 3)) == 0:
            rung["standdown"] = 0
    policy = data["ladder"].setdefault("policy", {})
    policy["parallel"] = draw(st.booleans())
    if len(rungs) > 2 and draw(st.booleans()):
        policy["deadline"] = {rung["id"]: draw(st.integers(1, 6)) for rung in rungs[1:]}
    return data


def agree(games):
    """Hold a game that is walked through until its end to one walked through whole."""
    whole, model = played(games), compiled(games, until_end=True)
    plainly, quickly = played(games, until_end=True), swept(model)
    assert is_close(valued(model), responder_value(whole, best=True))
    assert is_close(responder_value(plainly, best=True), responder_value(whole, best=True))
    for place, kind in enumerate(whole.types):
        worth = expected(whole.model.start, kind.choice.values[0])
        assert is_close(quickly.worth[place], worth), kind.name
    for within in {1, int(model.horizon)}:
        expecteds = outlook(whole, within=within)
        by_kernel = read_off(swept(model, within=within).occupancy, METRICS)
        by_plain = outlook(plainly, within=within)
        for name, metric in expecteds.items():
            assert is_close(by_kernel[name], metric), name
            assert is_close(by_plain[name], metric), name


@examples(25, at_soak=1250, phases=NOT_SHRUNK)
@given(waiting_game(), seeds)
def test_what_is_left_out_after_the_end_changes_nothing(data, seed):
    """Values, chances and every metric agree to 1e-9, by a kernel and by the plain solver."""
    try:
        games = batch(data, seed, 3)
    except ValueError:  # what was changed does not go together
        assume(False)
    agree(games)


@pytest.mark.parametrize("horizon", [2, 5])
@pytest.mark.parametrize("name", sorted(FILES))
def test_so_it_is_in_every_game_in_files(name, horizon):
    """Deadlines, credit, authorities, measures, suspects and beliefs agree likewise."""
    data = load(FILES[name])
    agree([ready(data | {"time": data.get("time", {}) | {"horizon": horizon}})])


@pytest.mark.parametrize("horizon", [1, 2, 4, 7])
def test_so_it_is_with_several_schedules(horizon):
    """Five draws whose orders take other times, side by side, are worth what they are whole."""
    agree(
        [replace(game, time=replace(game.time, horizon=horizon)) for game in draws_side_by_side()]
    )


def test_an_order_that_arrives_after_the_end_is_one_whenever_it_is_given():
    """
    Two reports call r2, in five periods of which it takes nine. Whole, the order stands with
    8, 7, … 1 periods left and then r2 is in force: it is given in the second period. Until the end,
    there are the two starts of it, with no report and with one, and the one order that never
    arrives.
    """
    data = two_steps()
    data["time"]["horizon"] = 5
    data["ladder"]["rungs"][1:] = [{"id": "r2", "loss": 2, "cost": 10, "lead": 9}]
    data["ladder"]["policy"] = {"enter": {"r2": 2}}
    game = ready(data)

    def orders(until_end):
        return {public.orders for public in compiled([game], until_end=until_end).publics}

    assert orders(until_end=False) == {(), *(((1, left),) for left in range(1, 10))}
    assert orders(until_end=True) == {(), ((1, 5),)}


def test_an_order_that_a_higher_one_overtakes_arrives_with_it():
    """
    Side by side r1 takes nine periods, and r2, called a period later, three; each is ordered once
    and nothing stands down. Once both are under way only when r2 arrives is told apart: with 3, 2
    and 1 periods left, then it is in force alone.
    """
    data = two_steps(parallel=True)
    data["time"]["horizon"] = 20
    data["ladder"]["rungs"][1]["lead"] = 9
    for rung in data["ladder"]["rungs"]:
        rung["standdown"] = 0
    game = ready(data)
    publics = compiled([game], until_end=True).publics

    both = {public.orders for public in publics if len(public.orders) == 2}
    assert both == {((1, left), (2, left)) for left in (1, 2, 3)}
    assert {public.orders for public in publics if public.rung == 2} == {()}
    agree([game])


def test_no_clock_runs_while_the_rung_that_it_calls_for_is_under_way():
    """
    Side by side r2 is due once r1 has been in force for four periods, and is called by two reports
    before that: from then on it does not matter for how long r1 has been in force.
    """
    data = two_steps(parallel=True, deadline={"r2": 4})
    data["time"]["horizon"] = 20
    data["ladder"]["rungs"][1]["lead"] = 0
    data["ladder"]["rungs"][2]["lead"] = 6
    game = ready(data)

    def clocks(until_end):
        publics = compiled([game], until_end=until_end).publics
        return {public.clock for public in publics if public.rung == 1 and public.orders}

    assert len(clocks(until_end=False)) > 1
    assert clocks(until_end=True) == {0}


def test_states_that_are_asked_about_are_all_there():
    """
    Where the responder may do otherwise, and in a game without an end, nothing is left out.
    """
    data = load(FILES["deadline"])
    ending, endless = (ready(data | {"time": {"horizon": horizon}}) for horizon in (3, "inf"))
    for reach in (FollowedChoices.DEVIATION, FollowedChoices.FREE):
        whole, cut = (compiled([ending], reach=reach, until_end=end) for end in (False, True))
        assert cut.publics == whole.publics
    assert compiled([endless]).horizon == inf
    assert compiled([endless], until_end=True).publics == compiled([endless]).publics


def test_games_that_end_at_other_times_are_told_apart():
    """The same words, three periods and nine: each is worth what it is when asked about alone."""
    data = load(FILES["deadline"])
    games = [ready(data | {"time": data["time"] | {"horizon": end}}) for end in (3, 9, 3, 9)]
    worth = [foreseen([game])[0]["value"][0] for game in games]

    assert worth[:2] == worth[2:]
    for game, value in zip(games, worth, strict=True):
        assert is_close(np.array([value]), responder_value(played([game]), best=True))
