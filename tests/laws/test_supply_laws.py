"""What holds for every plan of deliveries."""

from dataclasses import replace
from math import inf, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from transfers import random_problem

from phaseline.supply.conflict import conflict, is_possible
from phaseline.supply.holds import Kind, holds, loosened, loosest, standing
from phaseline.supply.model import Aim, Goal
from phaseline.supply.plan import Outcome, planned

SEEDS = st.integers(0, 10_000)
CLOSE = 1e-6
FIRST = (Aim.VALUE,)
law = settings(max_examples=40, deadline=None, derandomize=True)
slow_law = settings(max_examples=12, deadline=None, derandomize=True)


def value(problem):
    """The best value of a problem."""
    return planned(problem, order=FIRST).totals[Aim.VALUE]


@law
@given(seed=SEEDS)
def test_stock_is_conserved_and_no_floor_is_undercut(seed):
    """What was there and was made is what is left and what has gone, at the end of every period; and never less than the floor is left."""
    problem = random_problem(seed)
    plan = planned(problem)

    for stock in problem.stocks:
        for time in range(problem.periods):
            gone = sum(one.amount for one in plan.deliveries if one.stock == stock.id and one.leaves <= time)
            most = stock.quantity + stock.makes * max(0, time + 1 - stock.makes_from)
            left = plan.kept[stock.id][time]
            scale = max(1.0, most)
            assert left >= stock.floor - CLOSE * scale
            assert left + gone <= most + 1e-4 * scale  # what need not be made may be left unmade


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
        assert one.leaves >= max((since[name] for name in lanes[one.stock, one.route, one.need].consents), default=0)
    for route in problem.routes:
        sent = [one for one in plan.deliveries if one.route == route.id]
        assert not (sent and route.is_closed)
        for time in range(problem.periods):
            assert sum(mass[one.stock] * one.amount for one in sent if one.leaves == time) <= route.capacity * (1 + CLOSE) + CLOSE


@law
@given(seed=SEEDS, more=st.floats(0, 100))
def test_adding_stock_never_lowers_the_optimum(seed, more):
    """More of any stock leaves every plan possible that was."""
    problem = random_problem(seed)
    richer = replace(problem, stocks=tuple(replace(one, quantity=one.quantity + more) for one in problem.stocks))

    assert value(richer) >= value(problem) - CLOSE


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
            replace(one, quantity=one.quantity * factor, floor=one.floor * factor, makes=one.makes * factor, mass=one.mass / factor)
            for one in problem.stocks
        ),
        lanes=tuple(replace(one, whole=one.whole * factor) for one in problem.lanes),
    )

    assert value(other) == pytest.approx(value(problem), abs=CLOSE)


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
        assert not is_possible(loosened(wished, {one: loose for one, loose in every.items() if one not in found.holds}))
        for spared in found.holds:
            assert is_possible(loosened(wished, {one: loose for one, loose in every.items() if one not in found.holds or one == spared}))


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
    kind=st.sampled_from([Kind.STOCK, Kind.FLOOR, Kind.CAPACITY, Kind.CONSENT, Kind.PASSING]),
    wild=st.sampled_from([-1.0, nan, -inf, 1e308]),
)
def test_absurd_numbers_are_an_answer(seed, kind, wild):
    """Below 0, none at all or beyond all measure: refused with a reason, never an error."""
    problem = random_problem(seed)
    chosen = [one for one in holds(problem) if one.kind is kind]

    plan = planned(loosened(problem, dict.fromkeys(chosen, wild)))

    if chosen and not (kind in (Kind.CAPACITY, Kind.CONSENT) and wild == 1e308):  # which carries everything, and never comes
        assert plan.outcome is Outcome.REFUSED
        assert plan.why
    else:
        assert plan.has_plan
