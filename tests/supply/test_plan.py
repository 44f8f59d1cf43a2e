"""Plans worked out by hand: stocks, floors, routes, partners, consents, needs that grow, aims in order, and answers without a plan."""

from dataclasses import replace
from math import inf, nan

import pytest

from phaseline.supply.model import Aim, Consent, Goal, Lane, Need, Partner, Problem, Route, Stock
from phaseline.supply.plan import ORDER, Outcome, is_large, planned
from phaseline.supply.program import faults, transfer
from phaseline.supply.search import searched
from phaseline.supply.solver import Status

# 100 pieces of which 40 stay; the need is met by 100; 20 pieces of 1 kg leave in a period; 4 periods.
ROAD = Route(id="road", capacity=20.0)
STOCK = Stock(id="stock", quantity=100.0, floor=40.0, mass=1.0)
LANE = Lane(stock="stock", route="road", need="need", whole=100.0)
PLAIN = Problem(periods=4, needs=(Need(id="need", deadline=4),), stocks=(STOCK,), routes=(ROAD,), lanes=(LANE,))


def met(problem, need="need", **keywords):
    """The share of a need that has arrived by the end of each period."""
    return planned(problem, **keywords).met[need]


def change(problem, many, **fields):
    """The problem with its one route, stock, lane, need or partner changed."""
    return replace(problem, **{many: tuple(replace(one, **fields) for one in getattr(problem, many))})


def test_what_is_above_the_floor_goes_as_fast_as_the_road_carries_it():
    """60 pieces, 20 a period: 0.2, 0.4, 0.6 and no more; on average over 4 periods 0.45."""
    plan = planned(PLAIN)

    assert plan.met["need"] == pytest.approx((0.2, 0.4, 0.6, 0.6))
    assert plan.kept["stock"] == pytest.approx((80.0, 60.0, 40.0, 40.0))
    assert plan.totals[Aim.VALUE] == pytest.approx(0.45)
    assert (plan.outcome, plan.gap, plan.bound) == (Outcome.OPTIMAL, 0.0, pytest.approx(0.45))


def test_time_under_way_shifts_what_arrives():
    """Two periods under way: the first 20 arrive in the third period."""
    assert met(change(PLAIN, "routes", lead=2)) == pytest.approx((0.0, 0.0, 0.2, 0.4))


def test_nothing_leaves_before_its_consent():
    """Consent from period 3 on: 20 pieces in the last period; without it none."""
    late = replace(change(PLAIN, "lanes", consents=("law",)), consents=(Consent(id="law", since=3),))
    never = replace(late, consents=(Consent(id="law", since=inf),))

    assert met(late) == pytest.approx((0.0, 0.0, 0.0, 0.2))
    assert met(never) == pytest.approx((0.0,) * 4)


def test_a_lane_waits_for_the_last_of_its_consents():
    """One consent from period 1, one from period 3."""
    both = replace(change(PLAIN, "lanes", consents=("law", "maker")), consents=(Consent(id="law", since=3), Consent(id="maker", since=1)))

    assert met(both) == pytest.approx((0.0, 0.0, 0.0, 0.2))


def test_a_closed_route_carries_nothing():
    """A plan of nothing is still a plan."""
    plan = planned(change(PLAIN, "routes", is_closed=True))

    assert plan.totals[Aim.VALUE] == 0
    assert (plan.opened, plan.deliveries) == ((), ())


def test_a_route_that_carries_nothing_carries_nothing():
    """No mass a period: nothing leaves, whatever it weighs; what weighs nothing goes all the same."""
    assert met(change(PLAIN, "routes", capacity=0.0)) == pytest.approx((0.0,) * 4)
    assert met(change(change(PLAIN, "routes", capacity=0.0), "stocks", mass=0.0)) == pytest.approx((0.6,) * 4)


def test_what_is_newly_made_goes_too():
    """Ten a period from period 2 on: with all 60 gone by then and 20 a period on the road, 10 more leave in the last."""
    assert met(change(PLAIN, "stocks", makes=10.0, makes_from=2)) == pytest.approx((0.2, 0.4, 0.6, 0.8))
    assert met(change(PLAIN, "stocks", makes=5.0, makes_from=3)) == pytest.approx((0.2, 0.4, 0.6, 0.65))


def test_a_need_that_grows_is_met_no_sooner_than_it_is_there():
    """Over four periods a quarter of the need comes up in each."""
    assert met(change(change(PLAIN, "needs", over=4), "routes", capacity=inf)) == pytest.approx((0.25, 0.5, 0.6, 0.6))


def test_what_comes_after_the_deadline_counts_for_nothing():
    """Until the end of period 2: 0.2 and 0.4, on average 0.3."""
    assert planned(change(PLAIN, "needs", deadline=2)).totals[Aim.VALUE] == pytest.approx(0.3)


def test_a_partner_passes_on_a_part_of_what_it_gets_and_later():
    """Of 60 pieces half is passed on, a period later: 0.1, 0.2, 0.3."""
    problem = replace(change(PLAIN, "routes", partner="ally"), partners=(Partner(id="ally", passes_on=0.5, lag=1),))

    assert met(problem) == pytest.approx((0.0, 0.1, 0.2, 0.3))


def test_a_partner_who_passes_on_more_than_it_gets_stops_at_its_own_floor():
    """It passes on double of what it gets, and has 0.3 of which 0.2 stay: for the 0.6 that it gets it gives 0.7."""
    partner = Partner(id="ally", passes_on=2.0, reserve={"need": 0.3}, floor={"need": 0.2})
    problem = replace(change(PLAIN, "routes", partner="ally"), partners=(partner,))

    assert met(problem) == pytest.approx((0.3, 0.5, 0.7, 0.7))


def test_a_partner_below_its_floor_keeps_what_it_has_and_no_less():
    """It has 0.1 and would keep 0.2: it gives no more than it gets."""
    partner = Partner(id="ally", passes_on=2.0, reserve={"need": 0.1}, floor={"need": 0.2})
    problem = replace(change(PLAIN, "routes", partner="ally"), partners=(partner,))

    assert met(problem) == pytest.approx((0.2, 0.4, 0.6, 0.6))


def test_the_heavier_need_goes_first():
    """Two needs share the road: the one that weighs three times as much is met first."""
    needs = (Need(id="light", deadline=4), Need(id="heavy", weight=3.0, deadline=4))
    lanes = tuple(replace(LANE, need=one.id) for one in needs)
    plan = planned(replace(PLAIN, needs=needs, lanes=lanes))

    assert plan.met["heavy"] == pytest.approx((0.2, 0.4, 0.6, 0.6))
    assert plan.met["light"] == pytest.approx((0.0,) * 4)


def test_exposure_is_given_up_only_after_value():
    """A second road doubles what is carried and exposes more: it is opened, for value comes first; where exposure comes first nothing is."""
    risky = Route(id="risky", capacity=20.0, exposure=1.0)
    problem = replace(PLAIN, routes=(ROAD, risky), lanes=(LANE, replace(LANE, route="risky")))

    assert planned(problem).totals[Aim.EXPOSURE] == pytest.approx(1.0)
    assert planned(problem).totals[Aim.VALUE] == pytest.approx((0.4 + 0.6 + 0.6 + 0.6) / 4)
    assert planned(problem, order=(Aim.EXPOSURE, Aim.VALUE, Aim.COST)).opened == ("road",)


def test_of_two_equal_roads_the_one_that_exposes_less_is_taken_and_then_the_cheaper():
    """Either road alone carries everything."""
    roads = tuple(
        Route(id=name, exposure=exposure, cost=cost)
        for name, exposure, cost in (("dear", 0.1, 2.0), ("cheap", 0.1, 1.0), ("risky", 0.2, 0.0))
    )
    plan = planned(replace(PLAIN, routes=roads, lanes=tuple(replace(LANE, route=one.id) for one in roads)))

    assert plan.opened == ("cheap",)
    assert [plan.totals[aim] for aim in ORDER] == pytest.approx([0.6, 0.1, 1.0])


def test_a_limit_on_exposure_is_kept():
    """With no exposure allowed the risky road stays closed."""
    risky = Route(id="risky", exposure=1.0)
    problem = replace(PLAIN, routes=(risky,), lanes=(replace(LANE, route="risky"),))

    assert planned(problem, most={Aim.EXPOSURE: 0.5}).totals[Aim.VALUE] == pytest.approx(0.0)


def test_a_goal_that_can_be_reached_is_reached_and_one_that_cannot_is_an_answer():
    """0.4 by the end of the second period is possible, 0.5 is not."""
    reached = planned(replace(PLAIN, goals=(Goal(need="need", share=0.4, by=2),)))
    beyond = planned(replace(PLAIN, goals=(Goal(need="need", share=0.5, by=2),)))

    assert reached.met["need"][1] == pytest.approx(0.4)
    assert (beyond.outcome, beyond.has_plan) == (Outcome.INFEASIBLE, False)


def test_a_floor_above_the_stock_is_infeasible():
    """A stock that is below its floor from the start leaves no plan that keeps it."""
    assert planned(change(PLAIN, "stocks", floor=120.0)).outcome is Outcome.INFEASIBLE


def test_a_problem_without_lanes_has_an_empty_plan():
    """Nothing can be sent: value 0, everything kept."""
    plan = planned(replace(PLAIN, lanes=()))

    assert plan.totals[Aim.VALUE] == 0
    assert plan.kept["stock"] == pytest.approx((100.0,) * 4)


@pytest.mark.parametrize(
    ("problem", "says"),
    [
        (change(PLAIN, "stocks", quantity=-1.0), "'stock' has quantity -1.0; expected 0 or more, and less than 1e+12"),
        (change(PLAIN, "stocks", quantity=inf), "has quantity inf"),
        (change(PLAIN, "stocks", floor=nan), "has floor nan"),
        (change(PLAIN, "lanes", whole=0.0), "has whole 0.0; expected more than 0"),
        (change(PLAIN, "routes", capacity=nan), "has capacity nan; expected 0 or more"),
        (change(PLAIN, "routes", lead=-1), "has lead -1"),
        (change(PLAIN, "needs", weight=0.0), "has weight 0.0"),
        (change(PLAIN, "needs", deadline=0), "has deadline 0"),
        (change(PLAIN, "routes", partner="nobody"), "leads to 'nobody', which is no partner"),
        (change(PLAIN, "lanes", need="nothing"), "names 'nothing', which is none of the needs"),
        (change(PLAIN, "lanes", consents=("law",)), "names 'law', which is none of the consents"),
        (replace(PLAIN, routes=(ROAD, ROAD)), "two routes are called 'road'"),
        (replace(PLAIN, periods=0), "found 0 periods"),
        (replace(PLAIN, goals=(Goal(need="need", share=0.1, by=9),)), "lies in period 9; expected 1 to 4"),
        (replace(PLAIN, partners=(Partner(id="p", reserve={"need": -1.0}),)), "has reserve for need -1.0"),
    ],
)
def test_an_absurd_problem_is_refused_with_its_reasons(problem, says):
    """Numbers that are none or below 0, and names that lead nowhere: an answer with the reason, never a traceback."""
    plan = planned(problem)

    assert plan.outcome is Outcome.REFUSED
    assert any(says in one for one in plan.why), plan.why
    assert plan.why == faults(problem)


def test_a_search_over_routes_finds_what_an_exact_solution_finds():
    """Two roads of which one is worth its price and one is not: the search ends at the optimum, and says how far its bound is."""
    problem = replace(
        PLAIN,
        routes=(Route(id="good", capacity=20.0, cost=1.0), Route(id="bad", capacity=1.0, cost=50.0)),
        lanes=(replace(LANE, route="good"), replace(LANE, route="bad")),
    )
    made = transfer(problem)
    cost = made.accounts[Aim.COST] - 100 * made.accounts[Aim.VALUE]

    found = searched(made, cost, seconds=10.0)

    assert found.objective == pytest.approx(1.0 - 45.0)
    assert found.bound <= found.objective
    assert found.status in (Status.LIMIT, Status.OPTIMAL)
    assert not is_large(problem)
