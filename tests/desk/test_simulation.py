"""A plan under chance: its average over draws, its range, and a route that may be stopped."""

from dataclasses import replace
from pathlib import Path

import pytest

from phaseline.case.read import read_case
from phaseline.desk.delivery.simulation import DRAWS, chanced
from phaseline.desk.delivery.transport_problem import shipping
from phaseline.desk.estimates.valuation import best_values
from phaseline.supply.model import Aim
from phaseline.supply.plan import planned

DEPOT = Path(__file__).parent / "depot.yaml"


@pytest.fixture(scope="module")
def depot():
    """The invented case, of which the plan is worked out by hand in test_deliverable.py."""
    return read_case(DEPOT).case


def simulated(case):
    """The case's problem, its plan, and what the plan comes to under chance."""
    problem = shipping(best_values(case))
    plan = planned(problem.problem)
    return problem, plan, chanced(problem, plan)


def test_the_average_over_draws_is_the_expected_value(depot):
    """
    The expected value of the plan is 0.455, and draws that fill each range evenly come close.

    The way takes 2⅙ to 6½ weeks, in whole weeks 3, 4, 5, 6 or
    7 with the chances 5, 6, 6, 6 and 3 of 26: 126/26 = 4.846 on average. Two boats leave in each of
    weeks 0 to 9, and each pair meets a twentieth of the need from its arrival to week 52, so with a
    way of w weeks the need is met for (10 × (52 - w) - 45) / 20 weeks: 21.327 on average. The
    maker of the darts agrees within 0 to 26 weeks. By week 13, in which they leave at the soonest,
    it has with a chance of a half; each week from 14 to 26 is the one with a chance of 1/26: 16.5
    on average. Their need is met for 52 - 16.5 - 4.846 = 30.654 weeks. Weights are ¾ and ¼.
    """
    _, _, simulation = simulated(depot)

    expected = (0.75 * 21.327 + 0.25 * 30.654) / 52
    assert expected == pytest.approx(0.455, abs=1e-4)
    assert simulation.draws == DRAWS == 400
    assert simulation.value.best == pytest.approx(expected, abs=2e-4)


def test_the_range_is_that_of_nine_draws_in_ten(depot):
    """
    All goods arrive within the year in every draw, but sooner or later: the best that can be is a
    way of 3 weeks and a maker who agrees by week 13, the worst a way of 7 weeks and week 26.
    """
    _, _, simulation = simulated(depot)

    best = (0.75 * (0.5 * 49 - 2.25) + 0.25 * (52 - 13 - 3)) / 52
    worst = (0.75 * (0.5 * 45 - 2.25) + 0.25 * (52 - 26 - 7)) / 52
    assert worst <= simulation.value.low < simulation.value.best < simulation.value.high <= best
    assert simulation.met["rounds"].low == simulation.met["rounds"].high == pytest.approx(1.0)


def test_without_chance_every_draw_is_the_plan(depot):
    """
    With a way of 7 weeks and a maker who agrees in week 26, whatever is drawn, there is no range:
    the boats are worth 0.5 × 45 - 2.25 weeks, the darts arrive in week 33.
    """
    certain = replace(
        depot,
        assumptions=tuple(
            replace(assumption, low=assumption.high)
            if assumption.id in ("month", "wait")
            else assumption
            for assumption in depot.assumptions
        ),
    )

    _, plan, simulation = simulated(certain)

    worth = pytest.approx((0.75 * 20.25 + 0.25 * (52 - 33)) / 52, abs=1e-6)
    assert plan.totals[Aim.VALUE] == worth
    assert simulation.value.low == worth
    assert simulation.value.high == worth


def test_a_route_that_may_be_stopped_is_stopped_in_its_share_of_the_draws(depot):
    """
    It becomes known with a chance of a half, and is then stopped with one of a half: in a quarter
    of the draws nothing arrives, as the plan uses no other way.
    """
    watched = replace(
        depot,
        routes=tuple(
            replace(route, known="assumptions.half", stopped="assumptions.half")
            if route.id == "straight"
            else route
            for route in depot.routes
        ),
    )

    problem, plan, simulation = simulated(watched)

    assert problem.stops == pytest.approx({"straight": 0.25})
    assert {delivery.route for delivery in plan.deliveries} == {"straight"}
    assert simulation.any == {"boats": 0.75, "rounds": 0.75}
    assert simulation.met["rounds"].best == pytest.approx(0.75)
    assert simulation.value.low == 0.0


def test_a_partner_who_takes_its_time_is_waited_for(depot):
    """
    By way of Selde 20 of the 40 boats that would meet the need leave at once; half of them are
    passed on, which is a quarter of the need, of weight ¾. The way and then Selde each take 4.846
    weeks on average, so the quarter is there for 52 - 9.692 weeks.
    """
    round_about = replace(
        depot, measures=tuple(measure for measure in depot.measures if measure.id != "send")
    )

    _, plan, simulation = simulated(round_about)

    assert [(delivery.route, delivery.leaves) for delivery in plan.deliveries] == [
        ("round-about", 0)
    ]
    assert simulation.value.best == pytest.approx(0.75 * 0.25 * (52 - 9.692) / 52, abs=2e-4)
    assert simulation.met["boats"].best == pytest.approx(0.25)
    assert simulation.any == {"boats": 1.0, "rounds": 0.0}
