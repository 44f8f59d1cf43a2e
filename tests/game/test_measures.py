"""Measures that last only a time, strike once, or expire: held to sums done by hand."""

from dataclasses import replace

import pytest

from phaseline.game.answer import answer
from phaseline.game.check import game_diagnostics
from phaseline.game.compile.games import compiled
from phaseline.game.fixed_behaviour import crossed, price_of_noise
from phaseline.game.kernels import machine
from phaseline.game.kernels.run import suits, swept
from phaseline.game.metrics import METRICS, proportionality
from phaseline.game.occupancy import occupancy
from phaseline.game.play import played
from phaseline.game.spec import (
    Challenger,
    ChallengerType,
    Discount,
    Game,
    LadderSpec,
    Move,
    Policy,
    Remainder,
    Responder,
    RungSpec,
    Solve,
    Time,
    TimedMeasure,
    TrackSpec,
)
from phaseline.game.strategy import strategy

PERIODS = 6
DELTA = 0.9
LAST = TimedMeasure(id="embargo", rungs=("act",), lasts=2)
STRIKE = TimedMeasure(id="strike", rungs=("act",), once_loss=7.0, once_cost=3.0)


def game(*, rungs, measures=(), policy=None, behaviour="always", gain=1.0, back=()):
    """A line that everybody sees crossed, and a ladder that answers at once."""
    crossing = Move(do="cross", from_="out", to="in")
    return Game(
        phaseline=1,
        kind="game",
        time=Time(horizon=float(PERIODS), discount=Discount(challenger=DELTA, responder=DELTA)),
        challenger=Challenger(
            tracks=(TrackSpec(id="line", levels=("out", "in"), moves=(crossing, *back)),),
            types=(ChallengerType(id="eager", behaviour=behaviour, gain={"line": {"in": gain}}),),
        ),
        red_line={"line": ("in",)},
        ladder=LadderSpec(
            rungs=rungs,
            policy=policy or Policy(overt={"line": {"in": "act"}}),
            measures=measures,
        ),
        responder=Responder(),
        start={"line": "out", "rung": "talk"},
        solve=Solve(horizons=(PERIODS,)),
    )


def act(**numbers):
    """The rung that answers, at a loss of 4 a period unless it says otherwise."""
    return RungSpec(**{"id": "act", "loss": 4.0, "cost": 2.0, **numbers})


def solved(*games):
    """What the start is worth to the challenger, and the occupancy, of the first draw."""
    play = played(list(games))
    worth = float((play.model.start * play.types[0].choice.values[0]).sum())
    return worth, occupancy(play)


def weights(*periods):
    """The discounted weight of some periods, counted from 0."""
    return sum(DELTA**period for period in periods)


def test_a_measure_is_over_after_its_time():
    """
    Crossing at once and gaining 1 in six periods; a loss of 4 in the first two, of 1 after them:
    (1 − 4)(1 + .9) + (1 − 1)(.9² + … + .9⁵) = −5.7. The responder pays 2 twice: 3.8.
    """
    rung = act(without=(Remainder(over=("embargo",), loss=1.0),))
    worth, where = solved(game(rungs=(RungSpec(id="talk"), rung), measures=(LAST,)))
    assert worth == pytest.approx(-5.7, abs=1e-12)
    assert METRICS["cost"].of(where)[0] == pytest.approx(3.8, abs=1e-12)
    assert METRICS["above"].of(where)[0] == pytest.approx(1.0)  # the rung itself stays in force


def test_what_is_used_up_is_not_renewed_on_a_higher_rung():
    """
    Two rungs of one measure of two periods, the second after one period: the measure bites in
    periods 0 and 1, whichever rung it stands on, and never again; the higher rung adds 2.
    1·(1+…+.9⁵) − 4 − (4 + 2)·.9 − 2·(.9² + … + .9⁵).
    """
    shared = replace(LAST, rungs=("act", "more"))
    rungs = (
        RungSpec(id="talk"),
        act(without=(Remainder(over=("embargo",)),)),
        RungSpec(id="more", loss=6.0, without=(Remainder(over=("embargo",), loss=2.0),)),
    )
    policy = Policy(overt={"line": {"in": "act"}}, deadline={"more": 1})
    worth, _ = solved(game(rungs=rungs, measures=(shared,), policy=policy))
    by_hand = weights(*range(6)) - 4 - 6 * 0.9 - 2 * weights(2, 3, 4, 5)
    assert worth == pytest.approx(by_hand, abs=1e-12)


def test_what_is_in_force_at_the_start_ends_after_its_time_and_has_struck_already():
    """A measure of the lowest rung bites in two periods more, and its strike lies in the past."""
    measure = replace(LAST, rungs=("talk", "act"), once_loss=9.0)
    rungs = (
        RungSpec(id="talk", loss=4.0, without=(Remainder(over=("embargo",)),)),
        act(without=(Remainder(over=("embargo",)),)),
    )
    worth, _ = solved(game(rungs=rungs, measures=(measure,), policy=Policy()))
    assert worth == pytest.approx(weights(*range(6)) - 4 * 1.9, abs=1e-12)


def test_a_strike_costs_once():
    """
    A loss of 7 and a cost of 3 in the first period in force, beside 4 and 2 in each of six:
    (1 − 4)·4.68559 − 7 = −21.05677, and 2·4.68559 + 3 = 12.37118.
    """
    worth, where = solved(game(rungs=(RungSpec(id="talk"), act()), measures=(STRIKE,)))
    assert weights(*range(6)) == pytest.approx(4.68559)
    assert worth == pytest.approx(-21.05677, abs=1e-12)
    assert METRICS["cost"].of(where)[0] == pytest.approx(12.37118, abs=1e-12)


def test_a_strike_is_not_struck_again_when_the_rung_comes_back():
    """
    Half of all periods are spent on the rung at random; that it is first reached in period k has
    the chance of a first success, and 7 is lost then alone. Crossing is by nature, in and out with
    chance ½ each period: the strike is expected to cost 7·Σ ½·(.5·.9)^k over six periods.
    """
    whim = {"out": {"in": 0.5, "out": 0.5}, "in": {"in": 0.5, "out": 0.5}}
    wavering = game(rungs=(RungSpec(id="talk"), act(loss=0.0)), measures=(STRIKE,), gain=0.0)
    track = replace(wavering.challenger.tracks[0], moves=(), drift=whim)
    wavering = replace(wavering, challenger=replace(wavering.challenger, tracks=(track,)))
    worth, _ = solved(wavering)
    by_hand = -7 * sum(0.5 * (0.5 * 0.9) ** period for period in range(6))
    assert worth == pytest.approx(by_hand, abs=1e-12)


def test_a_strike_deters_who_would_gain_less_than_it_costs():
    """Crossing gains 1·4.68559 over six periods: a strike of 4.6 leaves it worth it, 4.8 not."""
    strike = replace(STRIKE, once_cost=0.0)
    for loss, crossings in ((4.6, 1.0), (4.8, 0.0)):
        kind = game(
            rungs=(RungSpec(id="talk"), act(loss=0.0, cost=0.0)),
            measures=(replace(strike, once_loss=loss),),
            behaviour="best",
        )
        _, where = solved(kind)
        assert METRICS["crossing"].of(where)[0] == crossings


def test_an_authority_that_expires_is_called_off():
    """
    The rung may be called in the first three periods alone, and comes down at once:
    a loss of 4 in periods 0, 1 and 2: 4.68559 − 4·2.71 = −6.15441.
    """
    worth, where = solved(game(rungs=(RungSpec(id="talk"), act(expires=3))))
    assert worth == pytest.approx(-6.15441, abs=1e-12)
    assert METRICS["above"].of(where)[0] == pytest.approx(0.5)


def test_what_cannot_be_undone_outlasts_its_authority():
    """A rung that never stands down stays, once it is in force: 4.68559 · (1 − 4)."""
    worth, _ = solved(game(rungs=(RungSpec(id="talk"), act(expires=3, standdown=0.0))))
    assert worth == pytest.approx(-14.05677, abs=1e-12)


def test_an_order_that_comes_too_late_is_dropped():
    """With a lead of three periods, an authority of three has expired before it is in force."""
    for lead, lost in ((2, 1), (3, 0)):
        worth, _ = solved(game(rungs=(RungSpec(id="talk"), act(expires=3, lead=lead))))
        by_hand = weights(*range(6)) - 4 * lost * 0.9**lead
        assert worth == pytest.approx(by_hand, abs=1e-12)


def test_the_next_lower_rung_stands_in_for_one_that_has_expired():
    """
    Two rungs, the higher one for two periods, the lower one without an end: 6, 6, then 4 a period.
    """
    rungs = (RungSpec(id="talk"), act(), RungSpec(id="more", loss=6.0, expires=2))
    policy = Policy(overt={"line": {"in": "more"}})
    worth, _ = solved(game(rungs=rungs, policy=policy))
    by_hand = weights(*range(6)) - 6 * weights(0, 1) - 4 * weights(2, 3, 4, 5)
    assert worth == pytest.approx(by_hand, abs=1e-12)


def test_kernels_agree_with_the_plain_solver():
    """Durations, strikes and expiry together, over draws that differ in numbers."""
    if not machine.is_there():
        pytest.skip("no kernels here")
    back = (Move(do="leave", from_="in", to="out"),)
    games = [
        game(
            rungs=(
                RungSpec(id="talk"),
                act(loss=loss, standdown=0.5, without=(Remainder(over=("embargo",), loss=0.2),)),
                RungSpec(
                    id="more",
                    loss=2 * loss,
                    consent=0.6,
                    expires=4,
                    hazard=0.01,
                    without=(Remainder(over=("embargo",), loss=0.4, hazard=0.002),),
                ),
            ),
            measures=(
                replace(LAST, rungs=("act", "more")),
                replace(STRIKE, rungs=("more",), once_loss=loss),
            ),
            policy=Policy(overt={"line": {"in": "act"}}, deadline={"more": 1}),
            behaviour="best",
            gain=2.0,
            back=back,
        )
        for loss in (0.5, 1.5, 2.5, 4.0)
    ]
    model = compiled(games)
    assert suits(model)
    quick, slow = swept(model), occupancy(played(games))
    for name, metric in METRICS.items():
        assert metric.of(quick.occupancy) == pytest.approx(
            metric.of(slow), rel=1e-9, abs=1e-12, nan_ok=True
        ), name


def test_a_whole_answer_has_the_times():
    """
    A game with measures is answered; its strategy says what has passed and been served. A loss of
    4 for two periods is more than 1 gained in six (7.6 > 4.69): nothing is crossed, nothing paid.
    """
    rung = act(expires=3, without=(Remainder(over=("embargo",), loss=1.0),))
    kind = game(rungs=(RungSpec(id="talk"), rung), measures=(LAST,), behaviour="best")
    assert not game_diagnostics(kind)
    assert answer(kind)["value_R"] == pytest.approx(0.0)
    first = strategy(played([kind]))[0]["state"]
    assert (first["elapsed"], first["served"]) == (0, {"embargo": 0})


def test_held_chains_know_measures():
    """A crossed challenger loses as played, and no disaster is left of what measures leave."""
    rung = act(hazard=0.1, without=(Remainder(over=("embargo",), loss=1.0, hazard=0.1),))
    held = crossed([game(rungs=(RungSpec(id="talk"), rung), measures=(LAST,))])
    loss, cost = price_of_noise(held, 4)
    assert loss == pytest.approx((4 + 4 + 1 + 1) / 4)
    assert cost == pytest.approx((2 + 2) / 4)


def test_proportion_is_of_what_a_rung_imposes_on_average():
    """Two periods at 4 and four at 1, of one rung: 2 a period."""
    rung = act(without=(Remainder(over=("embargo",), loss=1.0),))
    kind = game(rungs=(RungSpec(id="talk"), rung), measures=(LAST,))
    kind = replace(kind, responder=Responder(harm={"line": {"in": 1.0}}))
    _, where = solved(kind)
    ratios = {(row.rung, row.level): row.ratio for row in proportionality(where)}
    assert ratios["act", "in"] == pytest.approx(2.0)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"measures": (replace(LAST, rungs=("sing",)),)}, "PL501"),
        ({"measures": (replace(LAST, rungs=()),)}, "PL112"),
        ({"measures": (LAST, LAST)}, "PL502"),
        ({"measures": (replace(LAST, lasts=0),)}, "PL410"),
        ({"measures": (LAST,)}, "PL112"),
        ({"rungs": (RungSpec(id="talk", expires=2), act())}, "PL413"),
        ({"rungs": (RungSpec(id="talk"), act(expires=-1))}, "PL410"),
        (
            {"rungs": (RungSpec(id="talk"), act(without=(Remainder(over=("song",)),)))},
            "PL501",
        ),
    ],
)
def test_what_is_wrong_with_measures_is_said(change, code):
    """Names, bounds, and what is left of a rung are checked."""
    wrong = game(**{"rungs": (RungSpec(id="talk"), act()), **change})
    assert code in {flaw.code for flaw in game_diagnostics(wrong)}
