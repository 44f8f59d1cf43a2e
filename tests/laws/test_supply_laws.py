"""What holds for every plan of deliveries."""

from dataclasses import replace
from math import inf, nan

import pytest
from depth import examples
from hypothesis import given
from hypothesis import strategies as st
from transfers import random_problem

from phaseline.supply.binding_constraints import ConstraintKind, holds, loosened, loosest, standing
from phaseline.supply.conflict import conflict, is_possible
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
from phaseline.supply.plan import ORDER, PlanOutcome, planned

SEEDS = st.integers(0, 10_000)
CLOSE = 1e-6
FIRST = (Aim.VALUE,)
law = examples(40)
slow_law = examples(12, at_soak=100)


def value(problem):
    """The best value of a problem."""
    return planned(problem, order=FIRST).totals[Aim.VALUE]


@law
@given(seed=SEEDS)
def test_stock_is_conserved_and_no_floor_is_undercut(seed):
    """
    What was there and was made is what is left and what has gone, at the end of every period; and
    never less than the floor is left.
    """
    problem = random_problem(seed)
    plan = planned(problem)

    for stock in problem.stocks:
        for time in range(problem.periods):
            gone = sum(
                one.amount
                for one in plan.deliveries
                if one.stock == stock.id and one.leaves <= time
            )
            most = stock.quantity + stock.makes * max(0, time + 1 - stock.makes_from)
            left = plan.kept[stock.id][time]
            scale = max(1.0, most)
            assert left >= stock.floor - CLOSE * scale
            assert left + gone == pytest.approx(most, abs=1e-4 * scale)


@law
@given(seed=SEEDS)
def test_nothing_leaves_before_its_consent_over_a_closed_route_or_beyond_what_it_carries(seed):
    """Every delivery keeps to its consents, its route, and what the route carries in a period."""
    problem = random_problem(seed)
    plan = planned(problem)
    since = {one.id: one.since for one in problem.consents}
    lanes = {(one.stock, one.route, one.need): one for one in problem.lanes}
    mass = {one.id: one.mass for one in problem.stocks}

    for one in plan.deliveries:
        assert one.leaves >= max(
            (since[name] for name in lanes[one.stock, one.route, one.need].consents), default=0
        )
    for route in problem.routes:
        sent = [one for one in plan.deliveries if one.route == route.id]
        assert not (sent and route.is_closed)
        for time in range(problem.periods):
            assert (
                sum(mass[one.stock] * one.amount for one in sent if one.leaves == time)
                <= route.capacity * (1 + CLOSE) + CLOSE
            )


@law
@given(seed=SEEDS, more=st.floats(0, 100))
def test_adding_stock_never_lowers_the_optimum(seed, more):
    """More of any stock leaves every plan possible that was."""
    problem = random_problem(seed)
    richer = replace(
        problem, stocks=tuple(replace(one, quantity=one.quantity + more) for one in problem.stocks)
    )

    assert value(richer) >= value(problem) - CLOSE


@law
@given(seed=SEEDS, share=st.floats(0, 1))
def test_lowering_floors_never_lowers_the_optimum(seed, share):
    """
    What holders and partners keep for themselves leaves every plan possible that was, if they keep
    less of it.
    """
    problem = random_problem(seed)
    lower = replace(
        problem, stocks=tuple(replace(one, floor=share * one.floor) for one in problem.stocks)
    )
    lowest = replace(lower, partners=tuple(replace(one, floor={}) for one in problem.partners))

    assert value(lower) >= value(problem) - CLOSE
    assert value(lowest) >= value(lower) - CLOSE


@slow_law
@given(seed=SEEDS)
def test_loosening_a_hold_never_lowers_the_optimum(seed):
    """Whatever holds a plan back, without it the plan is at least as good."""
    problem = random_problem(seed)
    own = value(problem)

    for hold in holds(problem):
        assert value(loosened(problem, {hold: loosest(problem, hold)})) >= own - CLOSE


@law
@given(seed=SEEDS, factor=st.floats(1e-4, 1e4))
def test_the_units_in_which_stocks_are_counted_change_nothing(seed, factor):
    """Pieces or thousands of them, kilograms or tonnes: the same plan, in other words."""
    problem = random_problem(seed)
    other = replace(
        problem,
        stocks=tuple(
            replace(
                one,
                quantity=one.quantity * factor,
                floor=one.floor * factor,
                makes=one.makes * factor,
                mass=one.mass / factor,
            )
            for one in problem.stocks
        ),
        lanes=tuple(replace(one, whole=one.whole * factor) for one in problem.lanes),
    )

    assert value(other) == pytest.approx(value(problem), abs=CLOSE)


@law
@given(seed=SEEDS, factor=st.sampled_from([1e-6, 1e-3, 1e3, 1e6]))
def test_the_units_in_which_mass_is_counted_change_nothing(seed, factor):
    """
    What weighs and what carries, both in grams, kilograms or thousands of tonnes: the same value,
    exposure and cost.
    """
    problem = random_problem(seed)
    other = replace(
        problem,
        stocks=tuple(replace(one, mass=one.mass * factor) for one in problem.stocks),
        routes=tuple(replace(one, capacity=one.capacity * factor) for one in problem.routes),
    )
    before, after = planned(problem), planned(other)

    for aim in ORDER:
        assert after.totals[aim] == pytest.approx(before.totals[aim], abs=1e-5)


@law
@given(seed=SEEDS, factor=st.floats(1e-3, 1e3))
def test_only_the_weights_of_needs_beside_each_other_count(seed, factor):
    """With every weight as many times as large the value is the same."""
    problem = random_problem(seed)
    other = replace(
        problem, needs=tuple(replace(one, weight=one.weight * factor) for one in problem.needs)
    )

    assert value(other) == pytest.approx(value(problem), abs=CLOSE)


@law
@given(seed=SEEDS)
def test_the_order_of_a_lane_s_consents_changes_nothing(seed):
    """It waits for the last of them, whichever is named first."""
    problem = random_problem(seed)
    other = replace(
        problem, lanes=tuple(replace(one, consents=one.consents[::-1]) for one in problem.lanes)
    )

    assert planned(other) == planned(problem)


@law
@given(seed=SEEDS, order=st.randoms(use_true_random=False))
def test_the_order_of_reading_changes_nothing(seed, order):
    """Shuffled, a problem has the same plan, delivery by delivery."""
    problem = random_problem(seed)

    def shuffled(rows):
        return tuple(order.sample(rows, len(rows)))

    names = ("needs", "stocks", "routes", "lanes", "partners", "consents")
    other = replace(problem, **{name: shuffled(getattr(problem, name)) for name in names})

    assert planned(other) == planned(problem)


@slow_law
@given(seed=SEEDS, share=st.floats(0.05, 1), by=st.integers(1, 8))
def test_a_conflict_is_one_and_none_of_it_can_be_spared(seed, share, by):
    """With all else loosened what is named leaves no plan; without any one of it there is one."""
    problem = random_problem(seed)
    goal = Goal(need="n0", share=share, by=min(by, problem.periods))
    wished = replace(problem, goals=(goal,))
    found = conflict(wished)
    every = {one: loosest(wished, one) for one in holds(wished)}

    assert (found is None) == is_possible(wished)
    if found is not None:
        assert not is_possible(
            loosened(wished, {one: loose for one, loose in every.items() if one not in found.holds})
        )
        for spared in found.holds:
            assert is_possible(
                loosened(
                    wished,
                    {
                        one: loose
                        for one, loose in every.items()
                        if one not in found.holds or one == spared
                    },
                )
            )


@law
@given(seed=SEEDS)
def test_a_hold_that_is_put_where_it_stands_changes_nothing(seed):
    """How a hold stands, and the problem with it there, are two sides of one thing."""
    problem = random_problem(seed)

    for hold in holds(problem):
        assert loosened(problem, {hold: standing(problem, hold)}) == problem


@law
@given(
    seed=SEEDS,
    kind=st.sampled_from(
        [
            ConstraintKind.STOCK,
            ConstraintKind.FLOOR,
            ConstraintKind.CAPACITY,
            ConstraintKind.CONSENT,
            ConstraintKind.PASSING,
        ]
    ),
    wild=st.sampled_from([-1.0, nan, -inf, 1e308]),
)
def test_absurd_numbers_are_an_answer(seed, kind, wild):
    """Below 0, none at all or beyond all measure: refused with a reason, never an error."""
    problem = random_problem(seed)
    chosen = [one for one in holds(problem) if one.kind is kind]

    plan = planned(loosened(problem, dict.fromkeys(chosen, wild)))

    if chosen and not (
        kind in (ConstraintKind.CAPACITY, ConstraintKind.CONSENT) and wild == 1e308
    ):  # which carries everything, and never comes
        assert plan.outcome is PlanOutcome.REFUSED
        assert plan.why
    else:
        assert plan.has_plan


SOUND = Problem(
    periods=2,
    needs=(TransportNeed(id="need"),),
    stocks=(TransportStock(id="stock", quantity=1.0),),
    routes=(TransportRoute(id="route", partner="partner"),),
    lanes=(Lane(stock="stock", route="route", need="need", whole=1.0, consents=("consent",)),),
    partners=(Partner(id="partner"),),
    consents=(PartnerConsent(id="consent"),),
    goals=(Goal(need="need", share=0.0, by=1),),
)
NUMBERS = {
    "needs": ("weight", "deadline", "over"),
    "stocks": ("quantity", "floor", "makes", "makes_from", "mass"),
    "partners": ("passes_on", "lag"),
    "routes": ("lead", "capacity", "exposure", "cost"),
    "lanes": ("whole", "cost", "exposure"),
    "consents": ("since",),
    "goals": ("share", "by"),
}
UNENDING = {("routes", "capacity"), ("consents", "since")}  # without limit, and never
NAMES = {"routes": ("partner",), "lanes": ("stock", "route", "need"), "goals": ("need",)}


@law
@given(
    changes=st.lists(
        st.sampled_from(
            [(many, name) for many, names in NUMBERS.items() for name in names]
        ).flatmap(
            lambda place: st.tuples(
                st.just(place),
                st.sampled_from(
                    [-1.0, -inf, nan] if place in UNENDING else [-1.0, -inf, nan, inf, 1e300]
                ),
            )
        ),
        min_size=1,
        max_size=4,
    )
)
def test_any_number_may_be_absurd(changes):
    """
    One or more numbers of a sound problem below 0, none at all or without end: refused with as many
    reasons as there are places or more.
    """
    problem = SOUND
    for (many, name), wild in changes:
        problem = replace(
            problem, **{many: tuple(replace(one, **{name: wild}) for one in getattr(problem, many))}
        )

    plan = planned(problem)

    assert planned(SOUND).outcome is PlanOutcome.OPTIMAL
    assert (plan.outcome, plan.has_plan) == (PlanOutcome.REFUSED, False)
    assert len(plan.why) >= len({place for place, _ in changes})


@law
@given(
    many_and_name=st.sampled_from(
        [(many, name) for many, names in NAMES.items() for name in names]
    ),
    name=st.text(max_size=3),
)
def test_any_name_may_lead_nowhere(many_and_name, name):
    """
    A name that is nobody's is refused, whatever it is; an empty one is no partner at all, and
    straight on.
    """
    many, where = many_and_name
    problem = replace(
        SOUND, **{many: tuple(replace(one, **{where: name}) for one in getattr(SOUND, many))}
    )

    assert planned(problem).outcome is (
        PlanOutcome.OPTIMAL if (where, name) == ("partner", "") else PlanOutcome.REFUSED
    )
