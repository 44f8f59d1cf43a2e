"""
Plans worked out by hand: stocks, floors, routes, partners, consents, needs that grow, aims in
order, and answers without a plan.
"""

from dataclasses import replace
from math import inf, nan

import pytest

from phaseline.supply.model import (
    Aim,
    Goal,
    Lane,
    Partner,
    PartnerConsent,
    Problem,
    TransportNeed,
    TransportRoute,
    TransportStock,
)
from phaseline.supply.plan import ORDER, PlanOutcome, is_large, planned
from phaseline.supply.program import faults, transfer
from phaseline.supply.search import searched
from phaseline.supply.solver import SolverStatus

# 100 pieces of which 40 stay; the need is met by 100; 20 pieces of 1 kg leave in a period; 4
# periods.
ROAD = TransportRoute(id="road", capacity=20.0)
STOCK = TransportStock(id="stock", quantity=100.0, floor=40.0, mass=1.0)
LANE = Lane(stock="stock", route="road", need="need", whole=100.0)
PLAIN = Problem(
    periods=4,
    needs=(TransportNeed(id="need", deadline=4),),
    stocks=(STOCK,),
    routes=(ROAD,),
    lanes=(LANE,),
)


def met(problem, need="need", **keywords):
    """The share of a need that has arrived by the end of each period."""
    return planned(problem, **keywords).met[need]


def change(problem, many, **fields):
    """The problem with its one route, stock, lane, need or partner changed."""
    return replace(
        problem, **{many: tuple(replace(one, **fields) for one in getattr(problem, many))}
    )


def test_what_is_above_the_floor_goes_as_fast_as_the_road_carries_it():
    """60 pieces, 20 a period: 0.2, 0.4, 0.6 and no more; on average over 4 periods 0.45."""
    plan = planned(PLAIN)

    assert plan.met["need"] == pytest.approx((0.2, 0.4, 0.6, 0.6))
    assert plan.kept["stock"] == pytest.approx((80.0, 60.0, 40.0, 40.0))
    assert plan.totals[Aim.VALUE] == pytest.approx(0.45)
    assert (plan.outcome, plan.gap, plan.bound) == (PlanOutcome.OPTIMAL, 0.0, pytest.approx(0.45))


def test_time_under_way_shifts_what_arrives():
    """Two periods under way: the first 20 arrive in the third period."""
    assert met(change(PLAIN, "routes", lead=2)) == pytest.approx((0.0, 0.0, 0.2, 0.4))


def test_a_delivery_says_what_leaves_when_and_how_much_it_is():
    """
    60 pieces, 20 a period, each a fifth of the need, two periods under way; what would arrive after
    the last period stays.
    """
    found = planned(change(PLAIN, "routes", lead=2)).deliveries

    assert [(one.stock, one.route, one.need, one.leaves, one.arrives) for one in found] == [
        ("stock", "road", "need", 0, 2),
        ("stock", "road", "need", 1, 3),
    ]
    assert [(one.share, one.amount) for one in found] == [
        (pytest.approx(0.2), pytest.approx(20.0))
    ] * 2


def test_nothing_leaves_before_its_consent():
    """Consent from period 3 on: 20 pieces in the last period; without it none."""
    late = replace(
        change(PLAIN, "lanes", consents=("law",)), consents=(PartnerConsent(id="law", since=3),)
    )
    never = replace(late, consents=(PartnerConsent(id="law", since=inf),))

    assert met(late) == pytest.approx((0.0, 0.0, 0.0, 0.2))
    assert met(never) == pytest.approx((0.0,) * 4)


def test_a_lane_waits_for_the_last_of_its_consents():
    """One consent from period 1, one from period 3."""
    both = replace(
        change(PLAIN, "lanes", consents=("law", "maker")),
        consents=(PartnerConsent(id="law", since=3), PartnerConsent(id="maker", since=1)),
    )

    assert met(both) == pytest.approx((0.0, 0.0, 0.0, 0.2))


def test_a_closed_route_carries_nothing():
    """A plan of nothing is still a plan."""
    plan = planned(change(PLAIN, "routes", is_closed=True))

    assert plan.totals[Aim.VALUE] == 0
    assert (plan.opened, plan.deliveries) == ((), ())


def test_a_route_that_carries_nothing_carries_nothing():
    """
    No mass a period: nothing leaves, whatever it weighs; what weighs nothing goes all the same.
    """
    assert met(change(PLAIN, "routes", capacity=0.0)) == pytest.approx((0.0,) * 4)
    assert met(change(change(PLAIN, "routes", capacity=0.0), "stocks", mass=0.0)) == pytest.approx(
        (0.6,) * 4
    )


def test_what_is_newly_made_goes_too():
    """
    Ten a period from period 2 on: with all 60 gone by then and 20 a period on the road, 10 more
    leave in the last.
    """
    assert met(change(PLAIN, "stocks", makes=10.0, makes_from=2)) == pytest.approx(
        (0.2, 0.4, 0.6, 0.8)
    )
    assert met(change(PLAIN, "stocks", makes=5.0, makes_from=3)) == pytest.approx(
        (0.2, 0.4, 0.6, 0.65)
    )


def test_a_need_that_grows_is_met_no_sooner_than_it_is_there():
    """Over four periods a quarter of the need comes up in each."""
    assert met(change(change(PLAIN, "needs", over=4), "routes", capacity=inf)) == pytest.approx(
        (0.25, 0.5, 0.6, 0.6)
    )


def test_what_comes_after_the_deadline_counts_for_nothing():
    """Until the end of period 2: 0.2 and 0.4, on average 0.3."""
    assert planned(change(PLAIN, "needs", deadline=2)).totals[Aim.VALUE] == pytest.approx(0.3)


def test_a_partner_passes_on_a_part_of_what_it_gets_and_later():
    """Of 60 pieces half is passed on, a period later: 0.1, 0.2, 0.3."""
    problem = replace(
        change(PLAIN, "routes", partner="ally"),
        partners=(Partner(id="ally", passes_on=0.5, lag=1),),
    )

    assert met(problem) == pytest.approx((0.0, 0.1, 0.2, 0.3))


def test_a_way_to_a_partner_and_its_lag_add_up():
    """
    A period under way and one until it is passed on: the first 20 of 60 pieces are there in the
    third period.
    """
    problem = replace(
        change(PLAIN, "routes", partner="ally", lead=1), partners=(Partner(id="ally", lag=1),)
    )

    assert met(problem) == pytest.approx((0.0, 0.0, 0.2, 0.4))


def test_a_partner_that_passes_nothing_on_gets_nothing():
    """What would only stay with it does not leave."""
    plan = planned(
        replace(
            change(PLAIN, "routes", partner="ally"), partners=(Partner(id="ally", passes_on=0.0),)
        )
    )

    assert plan.totals[Aim.VALUE] == 0
    assert plan.deliveries == ()


def test_a_partner_who_passes_on_more_than_it_gets_stops_at_its_own_floor():
    """
    It passes on double of what it gets, and has 0.3 of which 0.2 stay: for the 0.6 that it gets it
    gives 0.7.
    """
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
    needs = (
        TransportNeed(id="light", deadline=4),
        TransportNeed(id="heavy", weight=3.0, deadline=4),
    )
    lanes = tuple(replace(LANE, need=one.id) for one in needs)
    plan = planned(replace(PLAIN, needs=needs, lanes=lanes))

    assert plan.met["heavy"] == pytest.approx((0.2, 0.4, 0.6, 0.6))
    assert plan.met["light"] == pytest.approx((0.0,) * 4)


def test_exposure_is_given_up_only_after_value():
    """
    A second road doubles what is carried and exposes more: it is opened, for value comes first;
    where exposure comes first nothing is.
    """
    risky = TransportRoute(id="risky", capacity=20.0, exposure=1.0)
    problem = replace(PLAIN, routes=(ROAD, risky), lanes=(LANE, replace(LANE, route="risky")))

    assert planned(problem).totals[Aim.EXPOSURE] == pytest.approx(1.0)
    assert planned(problem).totals[Aim.VALUE] == pytest.approx((0.4 + 0.6 + 0.6 + 0.6) / 4)
    assert planned(problem, order=(Aim.EXPOSURE, Aim.VALUE, Aim.COST)).opened == ("road",)


def test_of_two_equal_roads_the_one_that_exposes_less_is_taken_and_then_the_cheaper():
    """Either road alone carries everything."""
    roads = tuple(
        TransportRoute(id=name, exposure=exposure, cost=cost)
        for name, exposure, cost in (("dear", 0.1, 2.0), ("cheap", 0.1, 1.0), ("risky", 0.2, 0.0))
    )
    plan = planned(
        replace(PLAIN, routes=roads, lanes=tuple(replace(LANE, route=one.id) for one in roads))
    )

    assert plan.opened == ("cheap",)
    assert [plan.totals[aim] for aim in ORDER] == pytest.approx([0.6, 0.1, 1.0])


def test_what_is_sent_costs_and_exposes_by_the_share_it_meets():
    """
    0.6 of the need at 2 for the whole of it, and 3 for the road: 4.2; exposed to 0.5 for the whole:
    0.3.
    """
    plan = planned(change(change(PLAIN, "lanes", cost=2.0, exposure=0.5), "routes", cost=3.0))

    assert [plan.totals[aim] for aim in ORDER] == pytest.approx([0.45, 0.3, 4.2])


def test_a_limit_on_exposure_is_kept():
    """With no exposure allowed the risky road stays closed."""
    risky = TransportRoute(id="risky", exposure=1.0)
    problem = replace(PLAIN, routes=(risky,), lanes=(replace(LANE, route="risky"),))

    assert planned(problem, most={Aim.EXPOSURE: 0.5}).totals[Aim.VALUE] == pytest.approx(0.0)


def test_a_goal_that_can_be_reached_is_reached_and_one_that_cannot_is_an_answer():
    """0.4 by the end of the second period is possible, 0.5 is not."""
    reached = planned(replace(PLAIN, goals=(Goal(need="need", share=0.4, by=2),)))
    beyond = planned(replace(PLAIN, goals=(Goal(need="need", share=0.5, by=2),)))

    assert reached.met["need"][1] == pytest.approx(0.4)
    assert (beyond.outcome, beyond.has_plan) == (PlanOutcome.INFEASIBLE, False)


def test_a_floor_above_the_stock_is_infeasible():
    """A stock that is below its floor from the start leaves no plan that keeps it."""
    assert planned(change(PLAIN, "stocks", floor=120.0)).outcome is PlanOutcome.INFEASIBLE


def test_a_problem_without_lanes_has_an_empty_plan():
    """Nothing can be sent: value 0, everything kept."""
    plan = planned(replace(PLAIN, lanes=()))

    assert plan.totals[Aim.VALUE] == 0
    assert plan.kept["stock"] == pytest.approx((100.0,) * 4)


@pytest.mark.parametrize(
    ("problem", "says"),
    [
        (
            change(PLAIN, "stocks", quantity=-1.0),
            "'stock' has quantity -1.0; expected 0 or more, and less than 1e+12",
        ),
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
        (replace(PLAIN, stocks=(STOCK, STOCK)), "two stocks are called 'stock'"),
        (change(PLAIN, "lanes", stock="nothing"), "names 'nothing', which is none of the stocks"),
        (replace(PLAIN, goals=(Goal(need="nothing", share=0.1, by=1),)), "a goal names 'nothing'"),
        (
            replace(PLAIN, consents=(PartnerConsent(id="law", since=nan),)),
            "has since nan; expected 0 or more",
        ),
        (replace(PLAIN, periods=0), "found 0 periods"),
        (replace(PLAIN, periods=2.5), "found 2.5 periods"),
        (change(PLAIN, "routes", lead=0.5), "has lead 0.5; expected a whole number"),
        (replace(PLAIN, lanes=(LANE, LANE)), "two lanes are called 'stock by road for need'"),
        (
            replace(PLAIN, goals=(Goal(need="need", share=0.1, by=9),)),
            "lies in period 9; expected 1 to 4",
        ),
        (
            replace(PLAIN, partners=(Partner(id="p", reserve={"need": -1.0}),)),
            "has reserve for need -1.0",
        ),
    ],
)
def test_an_absurd_problem_is_refused_with_its_reasons(problem, says):
    """
    Numbers that are none or below 0, and names that lead nowhere: an answer with the reason, never
    a traceback.
    """
    plan = planned(problem)

    assert plan.outcome is PlanOutcome.REFUSED
    assert any(says in one for one in plan.why), plan.why
    assert plan.why == faults(problem)


def over(*roads):
    """A plan over some roads with its one objective: cost less 100 times the value."""
    problem = replace(
        PLAIN, routes=roads, lanes=tuple(replace(LANE, route=one.id) for one in roads)
    )
    made = transfer(problem)
    return problem, made, made.accounts[Aim.COST] - 100 * made.accounts[Aim.VALUE]


GOOD, WIDE = (
    TransportRoute(id="good", capacity=20.0, cost=1.0),
    TransportRoute(id="wide", cost=18.0),
)


def test_a_search_that_closes_a_road_again_is_better_than_rounding():
    """
    The good road alone gives 0.45 for 1: -44. The wide one alone gives 0.6 for 18: -42; both of
    them 0.6 for 19: -41.

    Split, a third of the wide road costs 6 and brings the first 20 pieces besides: 0.4, 0.6, 0.6,
    0.6, so 10 more; the best is -48 or less. So rounding opens both, and the search has to close
    the wide one.
    """
    _, made, cost = over(GOOD, WIDE)

    found = searched(made, cost, seconds=10.0)

    assert found.values[made.opened].tolist() == [1.0, 0.0]
    assert found.objective == pytest.approx(-44.0)
    assert found.bound <= -48.0 + 1e-6
    assert found.status is SolverStatus.LIMIT


def test_a_search_that_has_time_left_proves_what_it_found():
    """
    By a clock that stands still there is time for the exact search, whose bound is the optimum; by
    one that runs away there is none at all.
    """
    _, made, cost = over(GOOD, WIDE)
    past = iter([0.0])

    proved = searched(made, cost, seconds=10.0, clock=lambda: 0.0)
    cut_off = searched(made, cost, seconds=10.0, clock=lambda: next(past, 1e6))

    assert (proved.status, proved.objective, proved.bound) == (
        SolverStatus.OPTIMAL,
        pytest.approx(-44.0),
        pytest.approx(-44.0),
    )
    assert (cut_off.status, cut_off.objective) == (SolverStatus.LIMIT, pytest.approx(-41.0))


def test_a_search_never_opens_a_closed_road():
    """
    A wide road for 1 would be worth opening, at -59 by itself. Closed, it leaves the two others as
    they were, at -44.
    """
    _, made, cost = over(TransportRoute(id="closed", cost=1.0, is_closed=True), GOOD, WIDE)

    found = searched(made, cost, seconds=10.0)

    assert found.objective == pytest.approx(-44.0)
    assert found.values[made.opened].tolist() == [0.0, 1.0, 0.0]


def test_a_plan_among_many_stocks_is_searched_and_is_the_same():
    """
    Beside 600 other stocks over 52 periods the plan is large, and the road carries what it carried;
    on average over 4 periods 0.45.
    """
    others = tuple(TransportStock(id=f"other {number}", quantity=1.0) for number in range(600))
    problem = replace(PLAIN, periods=52, stocks=(STOCK, *others))

    plan = planned(problem)

    assert is_large(problem)
    assert plan.met["need"][:5] == pytest.approx((0.2, 0.4, 0.6, 0.6, 0.6))
    assert (plan.outcome, plan.totals[Aim.VALUE]) == (PlanOutcome.OPTIMAL, pytest.approx(0.45))


def test_a_search_over_routes_finds_what_an_exact_solution_finds():
    """
    Two roads of which one is worth its price and one is not: the search ends at the optimum, and
    says how far its bound is.
    """
    problem, made, cost = over(GOOD, TransportRoute(id="bad", capacity=1.0, cost=50.0))

    found = searched(made, cost, seconds=10.0)

    assert found.objective == pytest.approx(1.0 - 45.0)
    assert found.bound <= found.objective
    assert found.status in (SolverStatus.LIMIT, SolverStatus.OPTIMAL)
    assert not is_large(problem)


def large_problem():
    """
    A hundred needs, each with a stock that meets it in whole, and three roads that could carry all:
    dear and safe, cheap and exposed, closed.
    """
    names = [f"n{number:03}" for number in range(100)]
    roads = (
        TransportRoute(id="dear", cost=5.0),
        TransportRoute(id="exposed", exposure=1.0),
        TransportRoute(id="closed", is_closed=True),
    )
    return Problem(
        periods=65,
        needs=tuple(TransportNeed(id=name, deadline=65) for name in names),
        stocks=tuple(TransportStock(id=name, quantity=10.0, mass=1.0) for name in names),
        routes=roads,
        lanes=tuple(
            Lane(stock=name, route=road.id, need=name, whole=10.0)
            for name in names
            for road in roads
        ),
    )


def test_a_large_problem_keeps_to_the_order_of_its_aims_and_to_limits():
    """
    Everything goes at once by one road: the safe one, for exposure comes before cost; where nothing
    may be paid, by the exposed one; where neither is allowed, by none.
    """
    problem = large_problem()
    assert is_large(problem)

    plans = [
        planned(problem),
        planned(problem, most={Aim.COST: 1.0}),
        planned(problem, most={Aim.COST: 1.0, Aim.EXPOSURE: 0.5}),
    ]

    assert [one.opened for one in plans] == [("dear",), ("exposed",), ()]
    assert [one.totals[Aim.VALUE] for one in plans] == pytest.approx([1.0, 1.0, 0.0], abs=1e-6)
    assert [one.gap for one in plans] == pytest.approx([0.0] * 3, abs=1e-6)


def test_what_is_made_and_not_sent_is_kept():
    """Ten a period with nothing sent: 110, 120, 130, 140 are left."""
    assert planned(replace(change(PLAIN, "stocks", makes=10.0), lanes=())).kept[
        "stock"
    ] == pytest.approx((110.0, 120.0, 130.0, 140.0))


def test_nothing_is_sent_that_is_passed_on_too_late():
    """A partner who waits four of four periods gets nothing."""
    problem = replace(
        change(PLAIN, "routes", partner="ally"), partners=(Partner(id="ally", lag=4),)
    )

    assert planned(problem).deliveries == ()


def test_exposure_and_cost_are_those_of_the_routes_that_are_used():
    """Where the value alone is asked for, a road that nothing uses adds nothing."""
    problem = replace(PLAIN, routes=(ROAD, TransportRoute(id="idle", exposure=1.0, cost=1.0)))

    plan = planned(problem, order=(Aim.VALUE,))

    assert (plan.totals[Aim.EXPOSURE], plan.totals[Aim.COST]) == (0.0, 0.0)
