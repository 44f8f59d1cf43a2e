"""Whether a demand is met: closed forms for who hands over, when, and what is left of crossing."""

import pytest

from phaseline.game.answer import answer
from phaseline.game.demand import met_by_all
from phaseline.game.metrics import METRICS
from phaseline.game.occupancy import occupancy
from phaseline.game.play import played
from phaseline.game.spec import (
    Challenger,
    ChallengerType,
    Game,
    LadderSpec,
    Move,
    Policy,
    RungSpec,
    Solve,
    Time,
    TrackSpec,
)

CHANCE = 0.3
HORIZONS = (1, 3, 8)
STUBBORN = ChallengerType(id="stubborn", prior=0.4, behaviour="never")


def game(types, *, chance=1.0, start="kept"):
    """A demand to hand stocks over, and a line that is crossed beside it."""
    stocks = TrackSpec(
        id="stocks",
        levels=("kept", "handed-over"),
        moves=(Move(do="hand-over", from_="kept", to="handed-over", chance=chance),),
    )
    tests = TrackSpec(
        id="tests", levels=("none", "done"), moves=(Move(do="test", from_="none", to="done"),)
    )
    return Game(
        phaseline=1,
        kind="game",
        time=Time(horizon=8.0),
        challenger=Challenger(tracks=(stocks, tests), types=types),
        red_line={"tests": ("done",)},
        ladder=LadderSpec(
            rungs=(RungSpec(id="talk"),), policy=Policy(demand={"stocks": ("handed-over",)})
        ),
        start={"stocks": start, "tests": "none", "rung": "talk"},
        solve=Solve(horizons=HORIZONS),
    )


WILLING = ChallengerType(id="willing", prior=0.6, gain={"stocks": {"handed-over": 1.0}})


@pytest.mark.parametrize("horizon", HORIZONS)
def test_who_hands_over_within_k_periods_is_geometric(horizon):
    """
    One who tries every period with a chance c has met it within k with 1 - (1 - c)^k; where it has,
    that took the sum of i c (1 - c)^(i - 1) over i up to k, divided by that.
    """
    by_type = answer(game((WILLING, STUBBORN), chance=CHANCE))["demand"]
    within = 1 - (1 - CHANCE) ** horizon
    moments = sum(i * CHANCE * (1 - CHANCE) ** (i - 1) for i in range(1, horizon + 1))

    assert by_type["willing"][str(horizon)] == pytest.approx(
        {"chance": within, "periods": moments / within, "across": 0.0}
    )


def test_one_who_never_moves_never_meets_it():
    """Its chance is 0, and there is no time at which it does, nor a share of what follows."""
    by_type = answer(game((WILLING, STUBBORN)))["demand"]

    assert by_type["stubborn"]["8"] == {"chance": 0.0, "periods": None, "across": None}
    assert by_type["willing"]["1"] == {"chance": 1.0, "periods": 1.0, "across": 0.0}


def test_one_who_gains_from_both_crosses_once_it_has_handed_over():
    """
    One act a period: handing over gains 2 and comes first, testing gains 1 and follows; of the
    eight periods from then on seven are across.
    """
    greedy = ChallengerType(
        id="greedy", gain={"stocks": {"handed-over": 2.0}, "tests": {"done": 1.0}}
    )
    of_greedy = answer(game((greedy,)))["demand"]["greedy"]["8"]

    assert of_greedy == pytest.approx({"chance": 1.0, "periods": 1.0, "across": 7 / 8})


def test_what_stands_met_at_the_start_takes_no_time():
    """It is met with certainty after 0 periods."""
    of_stubborn = answer(
        game((ChallengerType(id="stubborn", behaviour="never"),), start="handed-over")
    )["demand"]["stubborn"]["3"]

    assert of_stubborn == pytest.approx({"chance": 1.0, "periods": 0.0, "across": 0.0})


def test_the_metric_counts_the_periods_in_which_it_stands_met():
    """
    Over all types: 0.6 of the sum over t = 1 to 8 of 1 - (1 - c)^t; and the chance is 0.6 of what
    the willing one comes to.
    """
    play = played([game((WILLING, STUBBORN), chance=CHANCE)])
    periods = sum(1 - (1 - CHANCE) ** t for t in range(1, 9))

    assert METRICS["met"].of(occupancy(play))[0] == pytest.approx(0.6 * periods)
    assert met_by_all(play, 8)[0] == pytest.approx(0.6 * (1 - (1 - CHANCE) ** 8))


def test_a_ladder_that_demands_nothing_has_no_such_answer():
    """The key is there, and says nothing."""
    asking = game((WILLING, STUBBORN))
    silent = Game(
        phaseline=1,
        kind="game",
        time=asking.time,
        challenger=asking.challenger,
        red_line=asking.red_line,
        ladder=LadderSpec(rungs=asking.ladder.rungs),
        start=asking.start,
        solve=asking.solve,
    )

    assert answer(silent)["demand"] is None
    assert met_by_all(played([silent]), 8)[0] == 0
