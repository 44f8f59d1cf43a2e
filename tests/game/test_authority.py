"""Consent asked for before the game: two games by the oracle, random games, and sums by hand."""

import pytest
from asking import game_of
from depth import NOT_SHRUNK, examples
from frozen_games import changed, frozen, oracle_mass, oracle_months
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import random_game
from test_against_oracle import agree, is_bound_to_fall_back
from test_kernels import agree as kernels_agree
from test_kernels import batch, seeds

from phaseline.case.read import held_to
from phaseline.game.answer import answer
from phaseline.game.check import game_diagnostics
from phaseline.game.leaks import LeakKind, leak_study, periods_across, without_leaks
from phaseline.game.spec import Game

YES = 0.2


def seen_with(detection) -> dict:
    """Hold-fire as it was, a transfer being reported by one chance a month."""
    data = frozen("hold-fire")
    for track in data["challenger"]["tracks"]:
        if "reports" in track:
            track["reports"]["likelihood"]["transferred"] = [1 - detection, detection]
    return data


def put_to_vote(data, change) -> dict:
    """The same game, with each rung that needs a vote changed."""
    return changed(data, lambda rung: isinstance(rung["consent"], dict) and change(rung))


def asked_when_called(data) -> dict:
    """The vote is taken when the rung is first called, and says yes by one chance."""
    return put_to_vote(data, lambda rung: rung["consent"].update(chance=YES))


def asked_first(data) -> dict:
    """Consent is asked before the game, at no cost and without an end; a no is final."""
    return put_to_vote(data, lambda rung: rung.update(authority={"chance": YES}))


def months(data) -> float:
    """What the ladder changes of 24 periods across, by the engine."""
    return float(periods_across([game_of(data)])[0]) - 24


def settled(chance):
    """The change that settles consent at a chance, at once."""
    return lambda rung: rung.update(consent=chance)


def of_two_games(data) -> float:
    """
    What asking first changes, by the oracle and without an authority: the game in which consent is
    certain and at once, with one chance, and the one in which nobody can consent, with the rest.
    """
    masses = [oracle_mass(put_to_vote(data, settled(sure))) for sure in (1.0, 0.0)]
    across, going = (YES * yes + (1 - YES) * no for yes, no in zip(*masses, strict=True))
    return float((across / going).sum()) - 24


@pytest.mark.parametrize(("detection", "effect"), [(0.375, -0.497), (0.7, -1.147)])
def test_asked_first_is_one_of_two_games_and_far_more_than_asked_when_called(detection, effect):
    """
    Hold-fire, the same chance of yes, .2, either way; the delivery's lead of 4 months stays.

    By the oracle the two games of detection .375 come to −2.488 and 0 months, of which .2 and .8
    are −.4977; of detection .7 to −5.745 and 0, −1.149. As the few disasters of the first thin out
    what goes on, the months of both together are −.4970 and −1.1466. Asked when called, none.
    """
    data = seen_with(detection)

    assert months(asked_first(data)) == pytest.approx(of_two_games(data), abs=1e-9)
    assert months(asked_first(data)) == pytest.approx(effect, abs=5e-4)
    assert months(asked_when_called(data)) == pytest.approx(
        oracle_months(asked_when_called(data)) - 24, abs=1e-9
    )
    assert months(asked_when_called(data)) == pytest.approx(0, abs=5e-4)


def detected(**authority) -> dict:
    """
    Three periods; what has begun at the start stays, and is seen; r1 imposes 2 a period and costs
    1, and consent for it is asked first.
    """
    return {
        "phaseline": 1,
        "kind": "game",
        "time": {"horizon": 3, "discount": {"challenger": 0.5, "responder": 0.5}},
        "challenger": {
            "tracks": [
                {
                    "id": "tech",
                    "levels": ["none", "crossed"],
                    "moves": [{"do": "up", "from": "none", "to": "crossed"}],
                    "reports": {
                        "labels": ["clean", "alarm"],
                        "likelihood": {"none": [1, 0], "crossed": [0, 1]},
                    },
                }
            ],
            "types": [{"id": "t", "gain": {"tech": {"crossed": 1}}}],
        },
        "red_line": {"tech": ["crossed"]},
        "monitor": {"kind": "last_report"},
        "ladder": {
            "rungs": [
                {"id": "r0", "loss": 0},
                {"id": "r1", "loss": 2, "cost": 1, "consent": 0.5, "authority": authority},
            ],
            "policy": {"enter": {"r1": "alarm"}},
        },
        "start": {"tech": "crossed"},
        "solve": {"horizons": [3]},
    }


AT_ONCE = 1 + 1 / 2 + 1 / 4  # what r1 costs from period 0 on
CALLED = 1 / 2 + 3 / 4 / 2 + 7 / 8 / 4  # asked in each period, it is in force with 1 − .5^(t + 1)


@pytest.mark.parametrize(
    ("authority", "cost"),
    [
        ({"chance": 0.25}, 0.25 * AT_ONCE),
        ({"chance": 0.25, "cost": 0.5}, 0.5 + 0.25 * AT_ONCE),
        ({"chance": 0.25, "otherwise": "asked"}, 0.25 * AT_ONCE + 0.75 * CALLED),
        ({"chance": 0.25, "lasts": 1}, 0.25 * AT_ONCE),
        ({"chance": 1, "cost": 2, "otherwise": "asked"}, 2 + AT_ONCE),
        ({"chance": 0, "cost": 2, "otherwise": "asked"}, 2 + CALLED),
    ],
)
def test_a_yes_serves_at_once_and_asking_costs_either_way(authority, cost):
    """One who is across and seen to be: what r1 costs, summed by hand over three periods."""
    result = answer(game_of(detected(**authority)))

    assert result["cost_R"] == pytest.approx(cost, abs=1e-12)
    assert result["value_R"] == pytest.approx(-cost, abs=1e-12)
    assert result["ties"]["value_R_weak"] == pytest.approx(-cost, abs=1e-12)


@pytest.mark.parametrize(("lasts", "cost"), [(1, 0), (2, 0.25 * 0.75), (None, 0.25 * 0.75)])
def test_an_authority_that_has_run_out_carries_no_order(lasts, cost):
    """Two reports call r1 in period 1: it costs 1/2 + 1/4, if there is still an authority then."""
    data = detected(chance=0.25, lasts=lasts)
    data["monitor"] = {"kind": "counter", "up": 2, "down": 0}
    data["ladder"]["policy"] = {"enter": {"r1": 2}}

    assert answer(game_of(data))["cost_R"] == pytest.approx(cost, abs=1e-12)


def test_a_vote_taken_before_takes_no_time_and_the_delivery_does():
    """
    A vote waits 1 period and the delivery 1: in force from period 1 at 1/2 + 1/4 if it was asked
    first, from period 2 at 1/4 if it is asked when called, by a chance of .5.
    """
    data = detected(chance=0.25, otherwise="asked")
    data["ladder"]["rungs"][1] |= {"lead": 1, "consent": {"chance": 0.5, "lead": 1}}

    cost = answer(game_of(data))["cost_R"]
    assert cost == pytest.approx(0.25 * 0.75 + 0.75 * 0.5 * 0.25, abs=1e-12)


def test_one_answer_decides_both_rungs_and_is_paid_for_once():
    """r2 shares the authority of r1 and costs 3: by .25 it is in force at once; asking costs 1."""
    data = detected(chance=0.25, cost=1)
    shared = {"chance": 0.25, "cost": 1, "same_as": "r1"}
    data["ladder"]["rungs"].append({"id": "r2", "loss": 3, "cost": 3, "authority": shared})
    data["ladder"]["policy"]["enter"]["r2"] = "alarm"

    cost = answer(game_of(data))["cost_R"]
    assert cost == pytest.approx(1 + 0.25 * 3 * AT_ONCE, abs=1e-12)


def test_a_rung_refused_beforehand_is_passed_over():
    """r2 is refused with .75: r1, which costs 1 and needs no consent, comes in its place."""
    data = detected(chance=0.25)
    low, high = data["ladder"]["rungs"][1], {"id": "r2", "loss": 3, "cost": 3}
    high["authority"] = low.pop("authority")
    low["consent"] = 1
    data["ladder"]["rungs"].append(high)
    data["ladder"]["policy"]["enter"]["r2"] = "alarm"

    cost = answer(game_of(data))["cost_R"]
    assert cost == pytest.approx((0.25 * 3 + 0.75) * AT_ONCE, abs=1e-12)


def test_a_vote_goes_on_without_the_rung_that_it_was_first_taken_for():
    """r1 is refused beforehand and taken out; the vote that it shared, .5, decides r2 at 3."""
    data = detected(chance=0)
    vote = {"chance": 0.5}
    data["ladder"]["rungs"][1]["consent"] = vote
    shared = {"id": "r2", "loss": 3, "cost": 3, "consent": vote | {"same_as": "r1"}}
    data["ladder"]["rungs"].append(shared)
    data["ladder"]["policy"]["enter"]["r2"] = "alarm"

    result = answer(game_of(data))
    assert result["removed"] == ["r1"]
    assert result["cost_R"] == pytest.approx(0.5 * 3 * AT_ONCE, abs=1e-12)


def test_lifted_consent_needs_no_asking():
    """With every consent certain and at once, what was asked beforehand makes no difference."""
    games = [game_of(data) for data in (asked_first(seen_with(0.375)), seen_with(0.375))]
    first, called = (leak_study([game], (LeakKind.CONSENT,)) for game in games)

    assert without_leaks(games[0], (LeakKind.CONSENT,)) == without_leaks(
        games[1], (LeakKind.CONSENT,)
    )
    assert first.lifted == pytest.approx(called.lifted, abs=1e-12)


def test_the_strategy_says_what_is_held():
    """A listed state tells for how many periods the authority can still be used."""
    listed = answer(game_of(detected(chance=0.25, lasts=2)), with_strategy=True)["strategy"]

    assert {entry["state"]["held"]["r1"] for entry in listed} == {2, 1, 0}


# -- random games ----------------------------------------------------------------------------------


@st.composite
def asked_before(draw):
    """A random game in which consent for some rungs that are not in force is asked first."""
    data = draw(random_game())
    in_force = (data.get("start") or {}).get("rung")
    for rung in data["ladder"]["rungs"][1:]:
        if rung["id"] != in_force and draw(st.booleans()):
            rung["authority"] = {
                "chance": draw(st.sampled_from([0, 0.25, 0.5, 1])),
                "otherwise": draw(st.sampled_from(["refused", "asked"])),
                **draw(st.sampled_from([{}, {"lasts": 1}, {"lasts": 2}])),
            }
    return data


@examples(15, at_soak=1500, phases=NOT_SHRUNK)
@given(asked_before())
def test_random_games_agree_with_the_oracle(data):
    """Whatever is asked first, for how long, and whatever a refusal means."""
    assume(not is_bound_to_fall_back(data))
    agree(data)


@examples(10, at_soak=600, phases=NOT_SHRUNK)
@given(asked_before(), seeds)
def test_kernels_agree_with_the_plain_solver_on_them(data, seed):
    """Values, chances, periods and parts agree to 1e-9 where consent is asked first."""
    kernels_agree(batch(data, seed))


# -- what is refused -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "place", "change"),
    [
        ("PL410", 1, {"chance": 1.5}),
        ("PL410", 1, {"chance": 0.5, "lasts": 0}),
        ("PL410", 1, {"chance": 0.5, "cost": -1}),
        ("PL501", 1, {"chance": 0.5, "same_as": "r0"}),
        ("PL624", 0, {"chance": 0.5}),
    ],
)
def test_an_authority_that_cannot_be_is_refused(code, place, change):
    """A chance beyond 1, no period of use, asking that pays, nobody's answer, the lowest rung."""
    data = detected(chance=0.5)
    data["ladder"]["rungs"][place]["authority"] = change

    assert code in codes_of(data)


def test_who_is_bound_to_nothing_asks_for_nothing_beforehand():
    """Without commitment there is no promise for which consent could be asked."""
    data = detected(chance=0.5)
    data["solve"] |= {"concept": "no_commitment", "no_commitment": {"rationality": 2}}

    assert codes_of(data) == {"PL624"}


def test_one_answer_has_one_chance():
    """An authority that is another rung's may not have numbers of its own."""
    data = detected(chance=0.5)
    shared = {"chance": 0.4, "same_as": "r1"}
    data["ladder"]["rungs"].append({"id": "r2", "authority": shared})

    assert codes_of(data) == {"PL624"}


def codes_of(data) -> set:
    """The codes of the flaws of plain data that have the shape of a game."""
    game = held_to(Game, data)
    assert isinstance(game, Game), game
    return {flaw.code for flaw in game_diagnostics(game)}
