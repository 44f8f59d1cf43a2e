"""Orders that run side by side, and stock that donors release: periods and sums by hand."""

import pytest
from asking import game_of, ready
from depth import NOT_SHRUNK, examples
from hypothesis import given
from hypothesis import strategies as st
from strategies import random_game
from test_against_oracle import agree
from test_kernels import agree as kernels_agree
from test_kernels import batch, seeds

from phaseline.game.answer import answer
from phaseline.game.fixed_behaviour import crossed, first_period
from phaseline.game.spec import Game


def two_steps(**policy) -> dict:
    """
    Six periods; what has begun stays, and each period brings a report. One report calls r1, with a
    lead of 3, two call r2, with a lead of 3; they cost 1 and 10 a period, and weigh half as much
    each period later.
    """
    return {
        "phaseline": 1,
        "kind": "game",
        "time": {"horizon": 6, "discount": {"challenger": 0.5, "responder": 0.5}},
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
        "monitor": {"kind": "counter", "up": 2, "down": 0},
        "ladder": {
            "rungs": [
                {"id": "r0", "loss": 0},
                {"id": "r1", "loss": 1, "cost": 1, "lead": 3},
                {"id": "r2", "loss": 2, "cost": 10, "lead": 3},
            ],
            "policy": {"enter": {"r1": 1, "r2": 2}, **policy},
        },
        "start": {"tech": "crossed"},
        "solve": {"horizons": [6]},
    }


def draws_side_by_side(**policy) -> list[Game]:
    """
    Five draws of these steps, over twelve periods, with four schedules: other leads, votes and
    times until a lost one is taken again. The first two share one, and differ in the deadline by
    which a third rung follows the second.
    """
    times = [
        (1, 2, 1, {"after": 2}, 2, 0.5),
        (1, 2, 1, {"after": 2}, 4, 0.25),
        (3, 1, 0, "never", 3, 0.5),
        (2, 1, 1, {"after": 1}, 2, 1.0),
        (0, 3, 0, {"after": 2}, 5, 0.75),
    ]
    draws = []
    for first, second, vote, retry, deadline, chance in times:
        data = two_steps(parallel=True, deadline={"r3": deadline}, **policy)
        data["time"]["horizon"] = 12
        data["ladder"]["rungs"].append({"id": "r3", "loss": 4, "cost": 3, "lead": 1})
        data["ladder"]["rungs"][1] |= {"lead": first}
        data["ladder"]["rungs"][2] |= {
            "lead": second,
            "consent": {"chance": chance, "lead": vote, "retry": retry},
        }
        draws.append(ready(data))
    return draws


def cost(data) -> float:
    """The discounted cost by the product."""
    return answer(game_of(data))["cost_R"]


def weights(first, last) -> float:
    """The weight of the periods from one to another, the last left out."""
    return sum(0.5**period for period in range(first, last))


def test_one_after_another_the_second_order_waits_for_the_first():
    """
    r1 is ordered in period 0 and in force from 3; r2, first heard in 4, in force from 7: too late.
    """
    assert cost(two_steps()) == pytest.approx(weights(3, 6), abs=1e-12)


def test_side_by_side_the_second_order_is_given_as_soon_as_it_is_called():
    """r1 is in force in period 3; r2, ordered in period 1, from 4 on."""
    by_hand = weights(3, 4) + 10 * weights(4, 6)

    assert cost(two_steps(parallel=True)) == pytest.approx(by_hand, abs=1e-12)


def test_a_shorter_order_overtakes_a_longer_one_and_is_not_undone_by_it():
    """r2, with a lead of 1, is in force from period 2 on; r1 arrives in 3, below it."""
    data = two_steps(parallel=True)
    data["ladder"]["rungs"][2]["lead"] = 1

    assert cost(data) == pytest.approx(10 * weights(2, 6), abs=1e-12)


def test_the_next_rung_may_be_ordered_while_the_one_below_is_on_its_way():
    """
    Two reports call r2 at once, and one rung is climbed at a time: r1 is ordered in period 1, r2
    in 2, beside it; they arrive in 4 and 5. One after another r2 would be heard in 5.
    """
    steps = {"enter": {"r1": 2, "r2": 2}, "max_step": 1}

    assert cost(two_steps(parallel=True, **steps)) == pytest.approx(
        weights(4, 5) + 10 * weights(5, 6), abs=1e-12
    )
    assert cost(two_steps(**steps)) == pytest.approx(weights(4, 6), abs=1e-12)


def noticed_twice(**policy) -> dict:
    """
    The same, but seen by chance alone: of each two periods one brings a report, whatever is done.
    """
    data = two_steps(**policy)
    rows = {"none": [0.5, 0.5], "crossed": [0.5, 0.5]}
    data["challenger"]["tracks"][0]["reports"]["likelihood"] = rows
    data["monitor"] = {"kind": "last_report"}
    data["ladder"]["policy"] = {"enter": {"r1": "alarm"}, **policy}
    return data


def test_orders_that_are_no_longer_called_can_be_cancelled_side_by_side():
    """
    r1 with a lead of 1 comes where two reports follow one another, and stands down at once when
    none comes: in force in period t ≥ 1 where reports came in t − 1 and t and, after that, as long
    as they come. It is so with chance 1/4 in period 1; afterwards with 1/4 by a new pair or by
    staying, which needs a report now and either force or an order then: 1/2 · 1/2 = 1/4 again.
    """
    data = noticed_twice(parallel=True, cancel_on_clear=True)
    data["ladder"]["rungs"][1]["lead"] = 1

    assert cost(data) == pytest.approx(0.25 * weights(1, 6), abs=1e-12)


@pytest.mark.parametrize(("after", "owed"), [(0, 4.0), (2, 1.0), (5, 0.125)])
def test_released_stock_comes_sooner_and_is_paid_for_later(after, owed):
    """
    Donors release in 1 period what takes 3: r1 is in force from period 1, and 4 are owed after so
    many periods, weighed by a half each: 4 · .5^after, at period 1.
    """
    data = two_steps()
    data["ladder"]["rungs"][1]["released"] = {"lead": 1, "cost": 4, "after": after}
    data["ladder"]["policy"]["enter"] = {"r1": 1}

    assert cost(data) == pytest.approx(weights(1, 6) + 0.5 * owed, abs=1e-12)


def test_what_cannot_be_reached_in_sequence_can_be_side_by_side():
    """Counted from 1, r2 is first in force in period 8 one after another, in 5 side by side."""
    apart, beside = (
        first_period(crossed([game_of(two_steps(**policy))]), 2, 60)
        for policy in ({}, {"parallel": True})
    )

    assert (apart, beside) == (8, 5)


@st.composite
def side_by_side(draw):
    """A random game whose orders run side by side, some of them from released stock."""
    data = draw(random_game())
    data["ladder"].setdefault("policy", {})["parallel"] = True
    for rung in data["ladder"]["rungs"][1:]:
        if draw(st.booleans()):
            stock = {"lead": draw(st.integers(0, 2)), "cost": 0.5, "after": draw(st.integers(0, 2))}
            rung["released"] = stock
    return data


@examples(10, at_soak=800, phases=NOT_SHRUNK)
@given(side_by_side(), seeds)
def test_kernels_agree_with_the_plain_solver_on_them(data, seed):
    """Values, chances, periods and parts agree to 1e-9 where orders run side by side."""
    kernels_agree(batch(data, seed))


@examples(10, at_soak=800, phases=NOT_SHRUNK)
@given(random_game())
def test_without_leads_side_by_side_changes_nothing(data):
    """Where nothing takes time no order is ever under way, and the oracle agrees as before."""
    for rung in data["ladder"]["rungs"]:
        rung.pop("lead", None)
        if isinstance(rung.get("consent"), dict):
            rung["consent"].pop("lead", None)
    kinds = data["challenger"]["types"]
    if any(kind.get("behaviour") == "always" for kind in kinds):
        return
    data["ladder"].setdefault("policy", {})["parallel"] = True
    agree(data)
