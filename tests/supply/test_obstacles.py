"""
What holds a plan back: conflicts that are least, changes that are enough, prices, fronts, and plans
carried out under chance.
"""

from dataclasses import replace
from itertools import combinations
from math import inf

import pytest
from transfers import random_problem

from phaseline.supply.binding_constraints import (
    BindingConstraint,
    ConstraintKind,
    holds,
    loosened,
    loosest,
    standing,
)
from phaseline.supply.chances import Tries, UniformWait
from phaseline.supply.conflict import conflict, is_possible, least_hitting, ways
from phaseline.supply.execution import ChanceRun, carried
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
from phaseline.supply.pareto_front import front
from phaseline.supply.plan import planned
from phaseline.supply.prices import prices

PROBLEM = Problem(
    periods=6,
    needs=(TransportNeed(id="need", deadline=6),),
    stocks=(TransportStock(id="stock", quantity=100.0, floor=40.0, mass=1.0),),
    routes=(
        TransportRoute(id="road", lead=2, capacity=10.0),
        TransportRoute(id="ally", partner="friend", is_closed=True),
    ),
    lanes=(
        Lane(stock="stock", route="road", need="need", whole=100.0, consents=("law",)),
        Lane(stock="stock", route="ally", need="need", whole=100.0),
    ),
    partners=(Partner(id="friend", passes_on=0.5, lag=1),),
    consents=(PartnerConsent(id="law", since=2),),
)
LAW, ROAD, FLOOR = (
    BindingConstraint(kind=ConstraintKind.CONSENT, id="law"),
    BindingConstraint(kind=ConstraintKind.CAPACITY, id="road"),
    BindingConstraint(kind=ConstraintKind.FLOOR, id="stock"),
)


def wanting(share, by, problem=PROBLEM):
    """The problem with a goal."""
    return replace(problem, goals=(Goal(need="need", share=share, by=by),))


def test_every_hold_is_named_with_how_it_stands():
    """Stock, floor, consent, closed route, what is carried, time under way, ratio and lag."""
    found = {(one.kind, one.id): standing(PROBLEM, one) for one in holds(PROBLEM)}

    assert found == {
        (ConstraintKind.STOCK, "stock"): 100.0,
        (ConstraintKind.FLOOR, "stock"): 40.0,
        (ConstraintKind.CONSENT, "law"): 2.0,
        (ConstraintKind.ROUTE, "ally"): 0.0,
        (ConstraintKind.CAPACITY, "road"): 10.0,
        (ConstraintKind.LEAD, "road"): 2.0,
        (ConstraintKind.PASSING, "friend"): 0.5,
        (ConstraintKind.LAG, "friend"): 1.0,
    }


def test_what_stands_in_the_way_is_the_least_there_is():
    """
    Half the need by the end of the fourth period: the road carries 10 a period from period 2 on,
    arriving from period 4 on.

    Consent in period 2 and two periods under way leave nothing by the end of period 3: the time and
    the consent have to go, or the ally's way.
    """
    wished = wanting(0.5, 4)

    found = conflict(wished)

    every = holds(wished)
    loose = {one: loosest(wished, one) for one in every}
    smaller = [
        kept
        for size in range(len(found.holds))
        for kept in combinations(every, size)
        if not is_possible(
            loosened(wished, {one: value for one, value in loose.items() if one not in kept})
        )
    ]
    assert found.is_least
    assert smaller == []
    assert not is_possible(
        loosened(wished, {one: value for one, value in loose.items() if one not in found.holds})
    )


def test_no_conflict_where_there_is_a_plan():
    """A tenth of the need by the end of the fifth period is what the road brings."""
    assert conflict(wanting(0.1, 5)) is None


def test_nothing_helps_where_nothing_is_there():
    """Without lanes no hold is to blame."""
    found = conflict(wanting(0.1, 5, replace(PROBLEM, lanes=())))

    assert (found.holds, found.is_least) == ((), True)
    assert ways(wanting(0.1, 5, replace(PROBLEM, lanes=()))) == ()


def test_each_way_out_is_enough_and_no_part_of_it_is():
    """
    Every set of changes makes a plan possible; without any one of its changes it does not; no set
    holds another.
    """
    wished = wanting(0.5, 4)

    found = ways(wished)

    assert found
    for way in found:
        changes = {one.hold: one.needed for one in way}
        assert is_possible(loosened(wished, changes))
        for left_out in changes:
            assert not is_possible(
                loosened(
                    wished, {hold: loosest(wished, hold) for hold in changes if hold != left_out}
                )
            )
    sets = [frozenset(one.hold for one in way) for way in found]
    assert not any(one < other for one in sets for other in sets)


def test_a_threshold_is_the_least_that_is_needed():
    """
    0.2 by the end of the sixth period: from period 2 to 3 the road takes 20. For 0.3 it has to take
    15 a period, or consent to come a period sooner.
    """
    assert is_possible(wanting(0.2, 6))
    found = {tuple(one.hold for one in way): way for way in ways(wanting(0.3, 6))}

    (capacity,), (consent,) = found[ROAD,], found[LAW,]
    assert capacity.needed == pytest.approx(15.0, rel=2e-3)
    assert capacity.needed >= 15.0
    assert (consent.stands, consent.needed) == (2.0, 1.0)


def test_a_least_selection_has_something_of_every_set():
    """
    Of {a, b}, {b, c} and {c, d} two are enough and one is not; beside {b, c} another pair is found.
    """
    a, b, c, d = (BindingConstraint(kind=ConstraintKind.STOCK, id=name) for name in "abcd")
    sets = [frozenset({a, b}), frozenset({b, c}), frozenset({c, d})]

    first = least_hitting((a, b, c, d), sets)

    assert len(first) == 2
    assert all(set(first) & one for one in sets)
    assert set(least_hitting((a, b, c, d), sets, besides=[first])) != set(first)


def test_a_price_is_the_difference_of_two_plans():
    """
    Consent a period sooner: 10 more arrive in period 3, so 0.1 more stand there in periods 3, 4 and
    5, on average over 6.

    A lower floor is worth nothing while the road carries 40 at the most; an open way by the ally is
    worth what it brings.
    """
    plan = planned(PROBLEM)

    found = prices(PROBLEM, plan)

    gains = {one.hold: one.gain for one in found.each}
    assert gains[LAW] == pytest.approx(0.1 * 3 / 6)
    assert FLOOR in found.nothing
    opened = planned(
        loosened(PROBLEM, {BindingConstraint(kind=ConstraintKind.ROUTE, id="ally"): 1.0})
    )
    assert gains[BindingConstraint(kind=ConstraintKind.ROUTE, id="ally")] == pytest.approx(
        opened.totals[Aim.VALUE] - plan.totals[Aim.VALUE], abs=1e-6
    )


def test_a_marginal_price_is_that_of_the_next_piece():
    """
    With a road without limit what counts is the floor: a piece more arrives in period 4 and 5, 0.01
    each, on average over 6.
    """
    free = replace(
        PROBLEM,
        routes=(replace(PROBLEM.routes[0], capacity=inf),),
        lanes=PROBLEM.lanes[:1],
        partners=(),
    )

    found = {one.hold: one for one in prices(free, planned(free)).each}

    assert found[FLOOR].marginal == pytest.approx(0.01 * 2 / 6)
    assert found[FLOOR].gain == pytest.approx(10 * 0.01 * 2 / 6)  # a step is a tenth of the stock
    assert found[
        BindingConstraint(kind=ConstraintKind.STOCK, id="stock")
    ].marginal == pytest.approx(0.6 * 0.01 * 2 / 6)  # of each piece more the floor keeps 0.4
    assert found[BindingConstraint(kind=ConstraintKind.STOCK, id="stock")].gain == pytest.approx(
        10 * 0.6 * 0.01 * 2 / 6
    )


@pytest.mark.parametrize("seed", range(4))
def test_a_front_holds_no_plan_that_another_one_beats(seed):
    """
    Over random problems: nothing of the front is nowhere better and somewhere worse than something
    else of it.
    """
    plans = [
        tuple(one.totals[aim] for aim in (Aim.VALUE, Aim.EXPOSURE, Aim.COST))
        for one in front(random_problem(seed), steps=3)
    ]

    assert plans
    for one in plans:
        assert not any(
            other[0] >= one[0] and other[1] <= one[1] and other[2] <= one[2]
            for other in plans
            if other is not one
        )


def test_a_wait_is_over_by_a_quantile():
    """
    A chance of a half a period, 0.8: three tries, the third in period 2; a single vote of 0.05 is
    not counted on; within 2 to 6, 0.25: 3.
    """
    assert Tries(chance=0.5).by(0.8) == 2.0
    assert Tries(chance=0.05, after=3, every=0).by(0.5) == inf
    assert Tries(chance=0.05, after=3, every=0).by(0.04) == 3.0
    assert (Tries(chance=0.0).by(0.1), Tries(chance=1.0, after=4).by(0.99)) == (inf, 4.0)
    assert UniformWait(low=2, high=6).by(0.25) == 3.0
    assert (Tries(chance=0.05, every=0).ever, Tries(chance=0.05).ever, Tries(chance=0.0).ever) == (
        0.05,
        1.0,
        0.0,
    )


def test_a_plan_carried_out_as_planned_is_the_plan():
    """Where chance changes nothing the value is the plan's."""
    for seed in range(12):
        problem = random_problem(seed)
        plan = planned(problem)
        found = carried(
            problem,
            plan,
            [
                ChanceRun(
                    since={one.id: one.since for one in problem.consents},
                    lead={},
                    lag={},
                    stopped={},
                )
            ],
        )
        assert found.value[0] == pytest.approx(plan.totals[Aim.VALUE], abs=1e-5)


def test_a_late_consent_holds_shipments_back_until_there_is_room():
    """
    10 a period leave from period 2 to 5 and arrive from period 4 on: 0.1 and 0.2 stand at the end
    of periods 4 and 5.

    With consent in period 3 they leave from then on, still 10 a period; without it never; a quicker
    way brings what the plan sends a period sooner, and the plan sends no more; a route that is
    stopped carries nothing.
    """
    problem = replace(PROBLEM, lanes=PROBLEM.lanes[:1], routes=PROBLEM.routes[:1], partners=())
    plan = planned(problem)
    ends = [
        ChanceRun(since={"law": 2.0}, lead={}, lag={}, stopped={}),
        ChanceRun(since={"law": 3.0}, lead={}, lag={}, stopped={}),
        ChanceRun(since={"law": inf}, lead={}, lag={}, stopped={}),
        ChanceRun(since={"law": 0.0}, lead={"road": 1}, lag={}, stopped={}),
        ChanceRun(since={"law": 0.0}, lead={}, lag={}, stopped={"road": 0.0}),
    ]

    found = carried(problem, plan, ends)

    assert found.met["need"].tolist() == pytest.approx([0.2, 0.1, 0.0, 0.2, 0.0])
    assert found.value.tolist() == pytest.approx([0.3 / 6, 0.1 / 6, 0.0, 0.5 / 6, 0.0])
    assert found.first["need"].tolist() == [4.0, 5.0, inf, 3.0, inf]
