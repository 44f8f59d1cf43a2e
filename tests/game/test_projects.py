"""A gain that comes once: work that is begun, may be stopped, and is done for good."""

from dataclasses import replace

import pytest
from oracle import value

from phaseline.game.answer import answer
from phaseline.game.check import game_diagnostics
from phaseline.game.compile.games import compiled
from phaseline.game.kernels import machine
from phaseline.game.kernels.run import suits, swept
from phaseline.game.metrics import METRICS
from phaseline.game.occupancy import occupancy
from phaseline.game.offers import exchange_rate
from phaseline.game.play import played
from phaseline.game.spec import (
    Challenger,
    ChallengerType,
    Discount,
    Game,
    LadderSpec,
    Monitor,
    Move,
    Offer,
    Policy,
    Reports,
    Responder,
    RungSpec,
    Solve,
    Time,
    TrackSpec,
)

DELTA = 0.9
ROWS = {"none": (0.95, 0.05), "working": (0.6, 0.4), "done": (0.6, 0.4)}


def work(*, finish, stops=True):
    """The three levels of a project; `finish` is what the move from working to done has."""
    moves = [
        Move(do="begin", from_="none", to="working", cost=0.1),
        Move(do="go-on", from_="working", to="done", **finish),
    ]
    if stops:
        moves.append(Move(do="stop", from_="working", to="none"))
    return TrackSpec(
        id="work",
        levels=("none", "working", "done"),
        moves=tuple(moves),
        reports=Reports(labels=("quiet", "report"), likelihood=ROWS),
    )


def game(track, kind, *, horizon=3.0, loss=0.0, **others):
    """One track against a ladder of two rungs, the upper one called by a report for good."""
    return Game(
        phaseline=1,
        kind="game",
        time=Time(horizon=horizon, discount=Discount(challenger=DELTA, responder=DELTA)),
        challenger=Challenger(tracks=(track,), types=(kind,)),
        red_line={track.id: track.levels[1:]},
        monitor=Monitor(kind="latch"),
        ladder=LadderSpec(
            rungs=(RungSpec(id="calm"), RungSpec(id="answer", loss=loss, lead=1)),
            policy=Policy(enter={"answer": "report"}),
        ),
        responder=Responder(harm={track.id: {track.levels[-1]: 1.0}}),
        start={track.id: "none", "rung": "calm"},
        solve=Solve(horizons=(3,)),
        **others,
    )


EAGER = ChallengerType(id="eager", gain_once={"work": {"done": 10.0}})


def worth(solved):
    """What a game is worth to its one type."""
    return answer(solved)["value_C"]["eager"]


def test_a_gain_that_comes_once_is_paid_when_the_work_is_done():
    """
    Three periods, work that succeeds with a half: begun in the first for .1, it is done in the
    second with a half, in the third with a quarter: 10 · (.9 · .5 + .81 · .25) − .1 = 6.425.
    """
    assert worth(game(work(finish={"chance": 0.5}), EAGER)) == pytest.approx(6.425)


def test_with_a_lead_it_is_paid_in_the_period_in_which_the_level_shows():
    """
    Begun in period 0, ordered in period 1 with a lead of 2, it shows in period 3: nothing within
    three periods, and 10 · .9³ − .1 within four.
    """
    track = work(finish={"lead": 2})

    assert worth(game(track, EAGER)) == pytest.approx(0.0)
    assert worth(game(track, EAGER, horizon=4.0)) == pytest.approx(10 * DELTA**3 - 0.1)


def test_it_is_paid_again_only_to_one_who_comes_again():
    """
    Five periods, a level that can be left: 2 on coming in periods 0, 2 and 4, whatever is stayed
    for in between: 2 · (1 + .81 + .6561).
    """
    track = TrackSpec(
        id="work",
        levels=("none", "done"),
        moves=(
            Move(do="come", from_="none", to="done"),
            Move(do="go", from_="done", to="none"),
        ),
        reports=Reports(
            labels=("quiet", "report"), likelihood={"none": (1.0, 0.0), "done": (1.0, 0.0)}
        ),
    )
    kind = replace(EAGER, gain_once={"work": {"done": 2.0}})

    assert worth(game(track, kind, horizon=5.0)) == pytest.approx(2 * (1 + 0.81 + 0.6561))


@pytest.mark.parametrize("loss", [0.0, 0.05, 0.2, 0.6, 3.0])
def test_knowledge_that_stays_equals_a_latch(loss):
    """
    Without an end, 1 a period for ever from a level that is never left is worth 1/(1 − δ) on
    coming there: the same game, the same acts, whatever is answered.
    """
    track = work(finish={"chance": 1.0}, stops=False)
    once = replace(EAGER, gain_once={"work": {"done": 1 / (1 - DELTA)}})
    flow = replace(EAGER, gain_once={}, gain={"work": {"done": 1.0}})
    endless = float("inf")
    mine, latched = (answer(game(track, kind, horizon=endless, loss=loss)) for kind in (once, flow))

    for name in ("value_C", "p_cross", "value_R"):
        assert mine[name] == pytest.approx(latched[name], abs=1e-7)


@pytest.mark.parametrize("loss", [0.0, 0.7, 1.3, 4.0])
def test_an_evaluator_without_the_product_comes_to_the_same(loss):
    """
    The independent evaluator knows no gain that comes once: there, each attempt costs less what it
    is expected to gain, 10 · .5.
    """
    solved = game(work(finish={"chance": 0.5}), EAGER, horizon=4.0, loss=loss)
    by_hand = {
        "phaseline": 1,
        "kind": "game",
        "time": {"horizon": 4, "discount": {"challenger": DELTA, "responder": DELTA}},
        "challenger": {
            "tracks": [
                {
                    "id": "work",
                    "levels": ["none", "working", "done"],
                    "moves": [
                        {"do": "begin", "from": "none", "to": "working", "cost": 0.1},
                        {
                            "do": "go-on",
                            "from": "working",
                            "to": "done",
                            "chance": 0.5,
                            "cost": -5.0,
                        },
                        {"do": "stop", "from": "working", "to": "none"},
                    ],
                    "reports": {
                        "labels": ["quiet", "report"],
                        "likelihood": {
                            "none": [0.95, 0.05],
                            "working": [0.6, 0.4],
                            "done": [0.6, 0.4],
                        },
                    },
                }
            ],
            "types": [{"id": "eager", "gain": {}}],
        },
        "red_line": {"work": ["working", "done"]},
        "monitor": {"kind": "latch"},
        "ladder": {
            "rungs": [{"id": "calm"}, {"id": "answer", "loss": loss, "lead": 1}],
            "policy": {"enter": {"answer": "report"}},
        },
        "responder": {},
        "start": {"work": "none", "rung": "calm"},
        "solve": {"horizons": [4]},
    }
    assert worth(solved) == pytest.approx(value(by_hand, "eager"))


def test_kernels_count_the_same_where_they_are_there():
    """The period of coming is laid out for kernels as a state of its own."""
    model = compiled([game(work(finish={"chance": 0.5}), EAGER, loss=0.7, horizon=6.0)])
    if not (machine.is_there() and suits(model)):
        pytest.skip("no kernel here")
    mine, plain = swept(model).occupancy, occupancy(played(model.games))

    for name in ("inside", "harm", "value"):
        assert METRICS[name].of(mine)[0] == pytest.approx(METRICS[name].of(plain)[0])


def test_an_inducement_is_weighed_against_a_gain_that_comes_once():
    """
    Work is worth 2 once done, and an answer that would cost 20 a period is consented to in a
    fiftieth of the periods. Paid .5 in each of three periods at rest, 1.355 by time, nobody gives
    that up for 2 · (.9 · .5 + .81 · .25) = 1.305 at most: so there is an inducement that holds off
    as much as certain consent does, and it is .5 at most.
    """
    kind = replace(EAGER, gain_once={"work": {"done": 2.0}})
    played_ladder = game(work(finish={"chance": 0.5}), kind, loss=20.0)
    calm, reply = played_ladder.ladder.rungs
    ladder = replace(played_ladder.ladder, rungs=(calm, replace(reply, consent=0.02)))
    offer = Offer(inducement=0.1, while_={"work": "none"})

    assert exchange_rate(replace(played_ladder, ladder=ladder), offer).inducement < 0.5


def test_names_of_tracks_and_levels_are_checked():
    """A gain at a level that there is not, and one where nature moves, are flaws."""
    track = replace(work(finish={}), moves=(), drift={"none": {"working": 0.1}})
    kind = replace(EAGER, gain_once={"work": {"finished": 1.0}})
    flaws = game_diagnostics(game(track, kind))

    assert {flaw.code for flaw in flaws} >= {"PL501", "PL618"}
