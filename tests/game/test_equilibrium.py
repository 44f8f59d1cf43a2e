"""
A responder who is not bound: equilibria of one period by hand, logit equilibria, what commitment is
worth, what keeps a ladder.
"""

import copy
from math import exp

import numpy as np
import pytest
from asking import game_of, ready

from phaseline.case.read import held_to
from phaseline.errors import QuestionError
from phaseline.game.answer import answer
from phaseline.game.check import game_diagnostics
from phaseline.game.compile.games import FollowedChoices
from phaseline.game.credibility import credibility
from phaseline.game.equilibrium import uncommitted
from phaseline.game.oneshot import equilibria
from phaseline.game.play import played
from phaseline.game.spec import Game

D, F, G, LOSS = 0.7, 0.1, 1.0, 2.0  # detection, false alarms, gain, loss
COST, BENEFIT, HARM = (
    0.5,
    1.5,
    3.0,
)  # of executing; of executing against one who crossed; of a crossing
INSPECTION = {
    "phaseline": 1,
    "kind": "game",
    "time": {"horizon": 1},
    "challenger": {
        "tracks": [
            {
                "id": "tech",
                "levels": ["none", "crossed"],
                "moves": [{"do": "up", "from": "none", "to": "crossed"}],
                "reports": {
                    "labels": ["clean", "alarm"],
                    "likelihood": {"none": [1 - F, F], "crossed": [1 - D, D]},
                },
            }
        ],
        "types": [{"id": "t", "gain": {"tech": {"crossed": G}}}],
    },
    "red_line": {"tech": ["crossed"]},
    "monitor": {"kind": "last_report"},
    "ladder": {
        "rungs": [
            {"id": "r0"},
            {"id": "r1", "loss": LOSS, "cost": COST, "benefit": {"tech": {"crossed": BENEFIT}}},
        ],
        "policy": {"enter": {"r1": "alarm"}},
    },
    "responder": {"harm": {"tech": {"crossed": HARM}}},
    "solve": {"concept": "no_commitment", "no_commitment": {"rationality": "inf"}, "horizons": [1]},
}


def inspection(**changes) -> dict:
    """
    The one-period inspection game, with another loss, detection, false alarm, precision or horizon.
    """
    data = copy.deepcopy(INSPECTION)
    d, f = changes.get("d", D), changes.get("f", F)
    data["challenger"]["tracks"][0]["reports"]["likelihood"] = {
        "none": [1 - f, f],
        "crossed": [1 - d, d],
    }
    data["ladder"]["rungs"][1]["loss"] = changes.get("loss", LOSS)
    data["time"]["horizon"] = changes.get("horizon", 1)
    data["solve"]["no_commitment"]["rationality"] = changes.get("rationality", "inf")
    return data


def logistic(x) -> float:
    """1 / (1 + e^-x)."""
    return 1 / (1 + exp(-x))


# -- a single period, exactly ----------------------------------------------------------------------


def test_an_inspection_game_has_the_equilibria_of_the_textbook():
    """
    Executing is worth 1 against one who crossed and −.5 against one who did not (Avenhaus and
    Canty, chapter 9).

    Mixed after an alarm: the challenger is indifferent at e* = g/(L(d − f)) = 1/1.2, the responder
    at p d · 1 = (1−p) f · .5, p* = .05/.75; after a clean report it does nothing. Values −f e* L =
    −1/6 and −H p* = −.2. Mixed after a clean report, executing after every alarm: 1 − e = 1/1.2; .3
    p = .45 (1−p), p = .6; values −2(.1 + .9/6) = −.5 and −1.8 + .42 · 1 − .04 · .5 = −1.4. Pure: it
    crosses, and whatever is reported is answered: 1 − 2, −3 + 1.
    """
    found = uncommitted(ready(inspection()))
    listed = sorted(
        (one["p_cross_now"], one["p_execute"], one["value_C"]["t"], one["value_R"])
        for one in found["equilibria"]
    )

    assert found["found"] == 3
    assert listed[0] == pytest.approx((1 / 15, 1 / 1.2, -1 / 6, -0.2), abs=1e-9)
    assert listed[1] == pytest.approx((0.6, 1, -0.5, -1.4), abs=1e-9)
    assert listed[2] == pytest.approx((1, 1, -1, -2), abs=1e-9)
    assert all(one["residual"] <= 1e-9 and one["branch"] == "exact" for one in found["equilibria"])
    assert found["epsilon"] == 0


def test_the_value_of_commitment_stands_beside_each_equilibrium():
    """
    The ladder deters (1 − 1.4 < −.2) and costs .1 · .5: −.05; the equilibria are worth −.2, −1.4
    and −2, so it is worth .15, 1.35 and 1.95 more.
    """
    found = uncommitted(ready(inspection()))
    worth = found["vo_commitment"]
    assert worth["values"] == pytest.approx(
        [-0.05 - one["value_R"] for one in found["equilibria"]], abs=1e-12
    )
    assert sorted(worth["values"]) == pytest.approx([0.15, 1.35, 1.95], abs=1e-9)
    assert (worth["low"], worth["high"]) == (min(worth["values"]), max(worth["values"]))


def watched(rationality) -> dict:
    """Gain .8, loss 3, detection .75, false alarms .08; executing gives .9 or costs 1.5; harm 5."""
    data = inspection(d=0.75, f=0.08, loss=3.0, rationality=rationality)
    data["challenger"]["types"][0]["gain"]["tech"]["crossed"] = 0.8
    data["ladder"]["rungs"][1] |= {"cost": 1.5, "benefit": {"tech": {"crossed": 2.4}}}
    data["responder"]["harm"]["tech"]["crossed"] = 5.0
    return data


def test_what_commitment_is_worth_is_an_interval_over_the_equilibria():
    """
    Bound: .8 − 2.25 < −.24, nobody crosses, −.08 · 1.5 = −.12. Free, pure: −5 + .9 = −4.1, 3.98
    less. Mixed after an alarm: p · .75 · .9 = (1 − p) · .08 · 1.5, p = .12/.795; −5p, .6347 less.
    Mixed after a clean report: .25 · .9 p = .92 · 1.5 (1 − p), p = 1.38/1.605; −5p + .75 · .9 p −
    .12 (1 − p), 3.6155 less.
    """
    after_alarm, after_clean = 0.12 / 0.795, 1.38 / 1.605
    worth = uncommitted(ready(watched("inf")))["vo_commitment"]

    assert sorted(worth["values"]) == pytest.approx(
        [
            -0.12 + 5 * after_alarm,
            -0.12 + (5 - 0.675) * after_clean + 0.12 * (1 - after_clean),
            -0.12 + 4.1,
        ],
        abs=1e-9,
    )
    assert (worth["low"], worth["high"]) == pytest.approx((0.6347, 3.980), abs=5e-5)
    assert pytest.approx(sorted(worth["values"])[1], abs=5e-5) == 3.6155


@pytest.mark.parametrize(("precision", "wanted"), [(1.0, 1.406), (2.0, 0.987)])
def test_commitment_is_valued_against_a_challenger_who_errs_as_in_the_equilibrium(
    precision, wanted
):
    """
    Bound against one who errs: p = 1/(1 + exp −λ(.8 − 3 · .67)), worth p(−5 + .675) − (1 − p) ·
    .12. Free: the three chances that answer one another, followed by hand until they stand still.
    """
    bound = logistic(precision * (0.8 - 3 * 0.67))
    crossing, alarm, clean = 0.5, 0.5, 0.5
    for _ in range(2000):
        executed = 3 * (0.67 * alarm - 0.67 * clean)  # more often after crossing than after not
        crossing = 0.5 * crossing + 0.5 * logistic(precision * (0.8 - executed))
        shares = [
            crossing * seen / (crossing * seen + (1 - crossing) * mistaken)
            for seen, mistaken in ((0.75, 0.08), (0.25, 0.92))
        ]
        alarm, clean = (logistic(precision * (0.9 * p - 1.5 * (1 - p))) for p in shares)
    free = crossing * (-5 + 0.9 * (0.75 * alarm + 0.25 * clean)) - 1.5 * (1 - crossing) * (
        0.08 * alarm + 0.92 * clean
    )
    worth = uncommitted(ready(watched(precision)))["vo_commitment"]

    assert worth["values"] == pytest.approx([bound * -4.325 - (1 - bound) * 0.12 - free], abs=1e-6)
    assert worth["low"] == worth["high"] == pytest.approx(wanted, abs=5e-4)


def test_equilibria_that_differ_in_acts_without_effect_are_one():
    """
    An idle track that nobody gains from or answers doubles the acts and the nodes, and leaves three
    equilibria with the values of before.
    """
    data = inspection()
    idle = {
        "id": "idle",
        "levels": ["here", "there"],
        "moves": [{"do": "go", "from": "here", "to": "there"}],
    }
    data["challenger"] |= {"tracks": [*data["challenger"]["tracks"], idle], "joint_moves": True}
    plain, doubled = (
        sorted((one["p_cross_now"], one["p_execute"], one["value_R"]) for one in found)
        for found in (uncommitted(ready(game))["equilibria"] for game in (inspection(), data))
    )

    assert len(doubled) == 3
    assert [*doubled] == [pytest.approx(one, abs=1e-9) for one in plain]


def test_the_concept_takes_its_default_where_it_stands_alone():
    """A single period needs no settings: neither side errs. Several periods need a precision."""
    data = inspection()
    alone = {"concept": "no_commitment", "horizons": [1]}

    assert uncommitted(ready(data | {"solve": alone})) == uncommitted(ready(data))
    longer = held_to(Game, data | {"solve": alone, "time": {"horizon": 3}})
    (flaw,) = game_diagnostics(longer)
    assert flaw.path == ("solve", "no_commitment")
    assert flaw.code == "PL106"


@pytest.mark.parametrize("behaviour", ["never", "always", "random"])
@pytest.mark.parametrize("discount", [0.95, 0.999999, 1 - 1e-9, 1 - 1e-13])
def test_a_challenger_without_a_choice_is_always_settled(behaviour, discount):
    """What is left over in an endless game is rounding, however far the challenger looks."""
    data = inspection(horizon="inf") | {"solve": {"horizons": [1]}}
    data["challenger"]["types"][0] |= {"behaviour": behaviour, "gain": {"tech": {"crossed": 1e6}}}
    data["time"]["discount"] = {"challenger": discount, "responder": 0.95}

    assert played([ready(data)]).types[0].choice.rounds <= 2


def test_commitment_to_a_poor_ladder_has_a_negative_value():
    """
    With loss 1 nothing deters: .6 < 1. Free, the responder answers every report: −3 + 1 = −2.

    The ladder answers alarms alone: −3 + .7 = −2.3, and is worth .3 less.
    """
    found = uncommitted(ready(inspection(loss=1.0)))
    assert [one["value_R"] for one in found["equilibria"]] == pytest.approx([-2], abs=1e-9)
    assert found["vo_commitment"]["values"] == pytest.approx([-0.3], abs=1e-9)


def test_a_threat_that_costs_more_than_it_gives_is_no_equilibrium():
    """
    Where executing costs 2 more than it is ever worth, the only equilibrium is to cross and never
    to execute: 1 and −3.
    """
    data = inspection()
    data["ladder"]["rungs"][1] |= {"cost": 3.5}
    (only,) = uncommitted(ready(data))["equilibria"]
    assert (only["p_cross_now"], only["p_execute"]) == pytest.approx((1, 0), abs=1e-12)
    assert (only["value_C"]["t"], only["value_R"]) == pytest.approx((1, -3), abs=1e-12)


def test_an_exact_equilibrium_needs_one_period():
    """
    A type that errs, or a start by chance, is refused with a way out: a precision that is a number.
    """
    data = inspection()
    data["start"] = {"tech": {"none": 0.5, "crossed": 0.5}}
    with pytest.raises(QuestionError, match="rationality"):
        uncommitted(ready(data))


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        # Letchford and others, example 1: the leader's first row is better whatever the other does;
        # the follower answers 1.
        ([[1, 3], [0, 2]], [[1, 0], [0, 1]], [(1, 0, 1, 0)]),
        # Matching pennies: half and half.
        ([[1, -1], [-1, 1]], [[-1, 1], [1, -1]], [(0.5, 0.5, 0.5, 0.5)]),
        # Battle of the sexes: x = 2(1 − x), 2y = 1 − y.
        (
            [[2, 0], [0, 1]],
            [[1, 0], [0, 2]],
            [(1, 0, 1, 0), (0, 1, 0, 1), (2 / 3, 1 / 3, 1 / 3, 2 / 3)],
        ),
    ],
)
def test_equilibria_of_small_tables(first, second, wanted):
    """Support enumeration finds the equilibria of tables that everybody knows, pure ones first."""
    found = equilibria(np.array(first, dtype=float), np.array(second, dtype=float))
    assert [(*x, *y) for x, y in found] == [pytest.approx(one, abs=1e-9) for one in wanted]


def test_the_leader_of_the_first_table_gets_one():
    """
    In Letchford's table the equilibrium is worth 1 to the leader, who would get 2 or 2.5 by
    commitment.
    """
    first, second = np.array([[1.0, 3.0], [0.0, 2.0]]), np.array([[1.0, 0.0], [0.0, 1.0]])
    ((x, y),) = equilibria(first, second)
    assert x @ first @ y == pytest.approx(1)


def test_the_last_market_of_a_chain_store():
    """
    Kreps and Wilson with b = .5, a = 3: entry is met by yielding (.5 and 0), or threatened away (0
    and 3).
    """
    entrant, store = (
        np.array([[0.0, 0.0], [-0.5, 0.5]]),
        np.array([[3.0, 3.0], [-1.0, 0.0]]),
    )  # rows stay, enter; columns fight, yield
    worth = [(float(x @ entrant @ y), float(x @ store @ y)) for x, y in equilibria(entrant, store)]
    assert pytest.approx((0.5, 0)) in worth
    assert pytest.approx((0, 3)) in worth
    assert all(one in (pytest.approx((0.5, 0)), pytest.approx((0, 3))) for one in worth)


# -- both sides err --------------------------------------------------------------------------------


@pytest.mark.parametrize("horizon", [1, 3, "inf"])
@pytest.mark.parametrize("rationality", [0.5, 2.0])
def test_a_logit_equilibrium_answers_itself(horizon, rationality):
    """
    Every equilibrium that is listed answers itself to 1e-8; the first is the branch that is
    followed from no precision.
    """
    found = uncommitted(ready(inspection(horizon=horizon, rationality=rationality)))
    assert found["found"] == len(found["equilibria"]) >= 1
    assert all(one["residual"] < 1e-8 for one in found["equilibria"])
    assert found["equilibria"][0]["branch"] == "homotopy"
    assert found["epsilon"] >= 0


@pytest.mark.parametrize("horizon", [1, 3])
def test_without_any_precision_everything_is_as_likely(horizon):
    """
    As the precision goes to 0, where each level has as many acts as the other, either act and
    either rung is chosen half of the time.
    """
    data = inspection(horizon=horizon, rationality=1e-9)
    data["challenger"]["tracks"][0]["moves"].append({"do": "down", "from": "crossed", "to": "none"})
    first = uncommitted(ready(data))["equilibria"][0]
    assert first["p_cross_now"] == pytest.approx(0.5, abs=1e-6)
    assert first["p_execute"] == pytest.approx(0.5, abs=1e-6)


def test_without_any_precision_an_act_that_cannot_be_undone_is_rarer():
    """
    A soft value holds the choices that are left: crossing for good gives up one choice of two in
    each later period.

    With two periods after this one and δ = .95, log odds of holding are .95 · w, where w = log(1 +
    2^.95) has one choice now and the choice of the last period after it.
    """
    first = uncommitted(ready(inspection(horizon=3, rationality=1e-9)))["equilibria"][0]
    assert first["p_cross_now"] == pytest.approx(1 / (1 + (1 + 2**0.95) ** 0.95), abs=1e-6)


def test_a_logit_equilibrium_by_hand():
    """
    With reports that never err each node shows the level, so that the rule is solved forward, at λ
    = 2.

    After an alarm executing is worth 1, e = 1/(1 + exp −2); after a clean report −.5, e' = 1/(1 +
    exp 1); crossing is worth 1 − 2(e − e') more.
    """
    after_alarm, after_clean = logistic(2 * 1.0), logistic(2 * -0.5)
    crossing = logistic(2 * (G - LOSS * (after_alarm - after_clean)))
    value = crossing * (-HARM + after_alarm * 1.0) + (1 - crossing) * after_clean * -0.5

    found = uncommitted(ready(inspection(d=1.0, f=0.0, rationality=2.0)))

    assert found["found"] == 1
    (only,) = found["equilibria"]
    assert only["p_cross_now"] == pytest.approx(crossing, abs=1e-8)
    assert only["p_execute"] == pytest.approx(after_alarm, abs=1e-8)
    assert only["value_R"] == pytest.approx(value, abs=1e-8)


def test_the_answer_carries_the_equilibria():
    """
    Under the concept no_commitment the answer has them, and its other keys are about the ladder as
    committed to.
    """
    found = answer(game_of(inspection()))
    assert found["concept"] == "no_commitment"
    assert found["no_commitment"]["found"] == 3
    assert found["value_R"] == pytest.approx(-0.05, abs=1e-12)
    assert found["no_commitment"]["vo_commitment"]["values"] == pytest.approx(
        [found["value_R"] - one["value_R"] for one in found["no_commitment"]["equilibria"]]
    )


# -- what keeps a ladder ---------------------------------------------------------------------------


def calendar(*, credit) -> dict:
    """
    Two periods in which nature calls r1, at net cost 3 − 1.2, and then r2, which is worth 2 to the
    responder.
    """
    sky = {
        "id": "sky",
        "levels": ["first", "now", "then"],
        "drift": {"first": {"now": 1}, "now": {"then": 1}},
    }
    tech = {
        "id": "tech",
        "levels": ["none", "crossed"],
        "moves": [{"do": "up", "from": "none", "to": "crossed"}],
    }
    data = {
        "phaseline": 1,
        "kind": "game",
        "time": {"horizon": 2, "discount": {"responder": 0.5}},
        "challenger": {"tracks": [tech, sky], "types": [{"id": "t", "behaviour": "never"}]},
        "red_line": {"tech": ["crossed"]},
        "ladder": {
            "rungs": [
                {"id": "r0"},
                {"id": "r1", "cost": 3, "benefit": 1.2},
                {"id": "r2", "cost": {"sky": {"now": 10}}, "benefit": {"sky": {"then": 2}}},
            ],
            "policy": {"overt": {"sky": {"now": "r1", "then": "r2"}}},
        },
    }
    return data | ({"responder": {"credit": {"alpha": 1, "beta": 0, "cap": 1}}} if credit else {})


@pytest.mark.parametrize(("credit", "least"), [(False, 1.8), (True, 1.3)])
def test_the_least_audience_cost_is_cost_less_benefit_less_reputation(credit, least):
    """
    Carrying out costs 3 and gives 1.2, so that 1.8 is saved by not doing it.

    With Beta(1, 0) credit, one renege takes the chance of r2 next period from 1 to 1/2: .5 · 2 ·
    1/2 = .5 is lost; 1.8 − .5 = 1.3.
    """
    found = credibility(played([ready(calendar(credit=credit))], reach=FollowedChoices.DEVIATION))
    assert found.least_audience_cost == pytest.approx(least, abs=1e-12)
    assert found.gap == pytest.approx(1.8, abs=1e-12)
    at = found.binds_at
    assert (at.period, at.rung, at.called, at.instead, at.is_off_path) == (
        0,
        "r0",
        "r1",
        "r0",
        False,
    )


@pytest.mark.parametrize(("cost", "enforcing"), [(1.03, False), (1.05, True)])
def test_a_ladder_keeps_itself_from_that_audience_cost_on(cost, enforcing):
    """
    Where a renege costs A, the one of today makes another one of next period half as likely: .5 ·
    A/2 more is lost.

    The least audience cost is then 1.3 − A/4, which A reaches at 1.04.
    """
    data = calendar(credit=True)
    data["responder"]["audience_cost"] = cost
    assert answer(game_of(data))["credibility"]["self_enforcing"] is enforcing


def test_a_rung_that_is_worth_more_than_it_costs_needs_no_audience():
    """
    A rung that is worth 1.5 and costs .5 is kept although nobody minds a renege: at least 1 is lost
    by breaking the ladder.
    """
    found = credibility(played([ready(inspection(d=1.0, f=0.0))], reach=FollowedChoices.DEVIATION))
    assert found.least_audience_cost == pytest.approx(-1, abs=1e-9)
    assert found.gap == 0
