"""Many types through a grid of quantiles: shares against closed forms, and what is refused."""

import copy
import json

import pytest
from asking import ready, reported

from phaseline.game.answer import answer
from phaseline.game.corners import ReplyCorner
from phaseline.game.offers import answered_offers, exchange_rate, offer_study, windows
from phaseline.game.quantiles import factors, spread_out
from phaseline.game.read import read_game
from phaseline.game.spec import Game, Offer, TypeSpread
from phaseline.game.whom import whom

ONE_SHOT = {
    "phaseline": 1,
    "kind": "game",
    "time": {"horizon": 1},
    "challenger": {
        "tracks": [reported(crossed=0.7)],
        "types": [{"id": "t", "gain": {"tech": {"crossed": 1}}}],
    },
    "red_line": {"tech": ["crossed"]},
    "monitor": {"kind": "last_report"},
    "ladder": {
        "rungs": [{"id": "r0"}, {"id": "r1", "loss": 2}],
        "policy": {"enter": {"r1": "alarm"}},
    },
    "responder": {"harm": {"tech": {"crossed": 1}}},
    "solve": {"horizons": [1]},
}


def spread(quantiles, nodes, **changes) -> Game:
    """The one-shot act with gains that are spread."""
    data = copy.deepcopy(ONE_SHOT)
    data["challenger"]["types"][0] |= {
        "spread": {"quantiles": list(quantiles), "nodes": nodes}
    } | changes
    return ready(data)


@pytest.mark.parametrize("nodes", [10, 50, 200])
def test_the_share_that_crosses_is_that_of_the_spread(nodes):
    """
    Whoever gains more than L(d − f) = 2 · .6 = 1.2 crosses: of gains that are even from 0 to 2 a
    share of .4, and the grid has a bound there for 10, 50 and 200 nodes.
    """
    told = answer(spread((0.0, 2.0), nodes))

    assert told["p_cross"]["1"] == pytest.approx(0.4)
    assert len(told["leverage"]) == nodes
    assert told["harm_R"] == pytest.approx(0.4)


def test_a_spread_of_three_quantiles_runs_straight_between_them():
    """
    With 0, 1.2 and 3 half of all gain less than 1.2: the share that crosses is .5, and the factors
    at 1/8, 3/8, 5/8 and 7/8 are .3, .9, 1.65 and 2.55.
    """
    assert factors(TypeSpread(quantiles=(0.0, 1.2, 3.0), nodes=4)) == pytest.approx(
        (0.3, 0.9, 1.65, 2.55)
    )
    assert answer(spread((0.0, 1.2, 3.0), 20))["p_cross"]["1"] == pytest.approx(0.5)


@pytest.mark.parametrize("nodes", [7, 33, 101])
def test_no_grid_is_off_by_more_than_half_a_node(nodes):
    """The share beyond any bound differs from that of the spread by at most 1/(2n)."""
    assert abs(answer(spread((0.0, 2.0), nodes))["p_cross"]["1"] - 0.4) <= 1 / (2 * nodes) + 1e-12


def test_an_offer_is_weighed_by_each_of_the_types_that_stand_for_one():
    """
    Ten types gain .1, .3 … 1.9; of what crosses .7 is reported, and .1 of what does not; L is 2.
    Without an offer, 1.3 and more crosses: .4 of them. Paid .3 and seen with .9, a type that keeps
    to the line has .3 − .1 · 2.3 = .07, and keeps to it up to a gain of .8 · 2.3 = 1.84; it takes
    that up where it is g − 1.4 at least, so up to 1.3: .3 of them cross still, with 1.9, to whom
    the offer is worth 1.9 + .3 − .9 · 2.3 = .13 and crossing .5.
    """
    game = spread((0.0, 2.0), 10)
    offer = Offer(inducement=0.3, verification=0.9)
    told = answered_offers([game], [offer])

    assert told.across[:, 0] == pytest.approx([0.4, 0.3])
    assert [bool(side.accepts[0]) for side in told.sides] == [True] * 7 + [False] * 3
    assert exchange_rate(game, offer).across == pytest.approx(0.3)
    assert [window.type for window in windows(game, offer)] == [side.type for side in told.sides]
    written = offer_study(game, offer)
    assert len(written.game.challenger.types) == len(written.answer.sides) == 10


def test_whom_a_ladder_deters_is_said_of_each_of_the_types_that_stand_for_one():
    """Of the ten types the four that gain more than 1.2 cross, each with a chance of a tenth."""
    matches = whom(spread((0.0, 2.0), 10)).matches
    corners = [match.corners[ReplyCorner.COMPLIANT] for match in matches]

    assert [match.prior for match in matches] == pytest.approx([0.1] * 10)
    assert [next(iter(corner.across.values())) for corner in corners] == pytest.approx(
        [0.0] * 6 + [1.0] * 4
    )


def test_a_spread_that_is_none_changes_nothing():
    """With factors of 1 throughout every figure of the responder is that of the one type."""
    plain, told = answer(ready(copy.deepcopy(ONE_SHOT))), answer(spread((1.0, 1.0), 13))

    for key in ("value_R", "cost_R", "harm_R", "p_cross", "share_in_force", "L_star"):
        assert told[key] == pytest.approx(plain[key], abs=1e-12), key
    assert list(told["leverage"].values()) == pytest.approx([plain["leverage"]["t"]] * 13)


def test_a_game_without_a_spread_is_given_as_it_is():
    """It is the same object, so that nothing is compiled anew."""
    game = ready(copy.deepcopy(ONE_SHOT))

    assert spread_out(game) is game


def test_an_emitted_game_keeps_its_spread(phaseline, tmp_path):
    """--emit-game writes what was asked, and its answer is the same."""
    path = tmp_path / "game.yaml"
    data = copy.deepcopy(ONE_SHOT)
    data["challenger"]["types"][0]["spread"] = {"quantiles": [0.0, 2.0], "nodes": 30}
    path.write_text(json.dumps(data), encoding="utf-8")
    again = tmp_path / "again.yaml"
    again.write_text(phaseline("solve", str(path), "--emit-game").out, encoding="utf-8")

    first, second = (json.loads(phaseline("solve", str(p), "--json").out) for p in (path, again))

    assert "spread" in again.read_text(encoding="utf-8")
    assert {**first, "file": 0} == {**second, "file": 0}


def test_text_tells_the_types_at_which_the_act_turns(phaseline, tmp_path):
    """Of 50 types in a row with the same act only the first and the last are listed."""
    path = tmp_path / "game.yaml"
    data = copy.deepcopy(ONE_SHOT)
    data["challenger"]["types"][0]["spread"] = {"quantiles": [0.0, 2.0], "nodes": 50}
    path.write_text(json.dumps(data), encoding="utf-8")

    told = phaseline("solve", str(path)).out

    assert all(name in told for name in ("t-1 ", "t-30", "t-31", "t-50"))
    assert "t-20" not in told
    assert "46 more types between them do as their neighbours do." in told


FAULTS = [
    ({"quantiles": [2.0, 1.0], "nodes": 5}, "PL656", "1 stands after 2"),
    ({"quantiles": [1.0], "nodes": 5}, "PL112", "found 1"),
    ({"quantiles": [0.0, 1.0], "nodes": 1}, "PL410", "nodes: found 1"),
    ({"quantiles": [0.0, 1.0], "nodes": 500}, "PL413", "500 nodes"),
    ({"quantiles": [-1.0, 1.0], "nodes": 5}, "PL410", "found -1"),
]


@pytest.mark.parametrize(("given", "code", "words"), FAULTS)
def test_a_spread_that_cannot_be_is_refused(tmp_path, given, code, words):
    """Falling, of one factor, of one node, too large or below zero: refused where it stands."""
    path = tmp_path / "game.yaml"
    data = copy.deepcopy(ONE_SHOT)
    data["challenger"]["types"][0]["spread"] = given
    path.write_text(json.dumps(data), encoding="utf-8")

    told = read_game(path).diagnostics

    assert (code, True) in {(flaw.code, words in flaw.message) for flaw in told}


def test_a_type_with_the_name_of_a_node_is_refused(tmp_path):
    """Two types of one name cannot be told apart in the answer."""
    path = tmp_path / "game.yaml"
    data = copy.deepcopy(ONE_SHOT)
    data["challenger"]["types"] = [
        {"id": "t", "prior": 0.5, "spread": {"quantiles": [0.0, 1.0], "nodes": 3}},
        {"id": "t-2", "prior": 0.5},
    ]
    path.write_text(json.dumps(data), encoding="utf-8")

    assert [flaw.code for flaw in read_game(path).diagnostics] == ["PL502"]
