"""What can have arrived of one need at the most, told without the solver, and held against it."""

from dataclasses import replace
from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.depth import examples

from phaseline.supply.model import (
    Lane,
    Partner,
    PartnerConsent,
    Problem,
    TransportNeed,
    TransportRoute,
    TransportStock,
)
from phaseline.supply.most_met import DrawnSupply, most_met
from phaseline.supply.program import transfer
from phaseline.supply.solver import solved
from phaseline.terms.entries import Entries

PERIODS = 6


def row(*numbers):
    """Numbers of the only draw (draw, number)."""
    return np.array([numbers], dtype=float)


def supply(**changes):
    """Two stocks by one route, every period 2 kg: half a need of 1 kg and a whole one of 4 kg."""
    return replace(
        DrawnSupply(
            quantity=row(0.5, 1.0),
            makes=row(0.0, 0.0),
            makes_from=row(0, 0),
            mass=row(1.0, 4.0),
            since=row(0, 0),
            under_way=row(1),
            capacity=row(2.0),
            passes_on=row(1.0),
        ),
        **changes,
    )


def test_the_lightest_goods_go_first():
    """
    [hand] In 2 periods one may be left for the way: 2 kg go, 0.5 kg of them light ones, half of the
    need; of the heavy ones the 1.5 kg that are left bring 1.5 / 4. In 3 periods 4 kg go, and 3.5 kg
    of heavy ones are more than what is left.
    """
    assert most_met(supply(), 2).tolist() == [0.5 + 1.5 / 4]
    assert most_met(supply(), 3).tolist() == [1.0]


def test_what_is_ready_late_leaves_room_that_nothing_else_fills():
    """
    [hand] The light ones may leave from the third of 3 periods on, when it is too late; the heavy
    ones fill both periods before: 4 kg of 4 kg a need. With a lead of 2 periods 2 kg of them go.
    """
    late = supply(since=row(2, 0))

    assert most_met(late, 3).tolist() == [1.0]
    assert most_met(replace(late, under_way=row(2)), 3).tolist() == [0.5]


def test_production_adds_from_its_first_period_on():
    """
    [hand] Of 0.1 a period from the third period on, 4 of 6 are made, the last of them too late to
    arrive: 0.3 of the need, and of that a partner passes on half.
    """
    made = supply(quantity=row(0.0, 0.0), makes=row(0.1, 0.0), makes_from=row(2, 0))

    assert most_met(made, PERIODS) == pytest.approx([0.3], abs=1e-15)
    assert most_met(replace(made, passes_on=row(0.5)), PERIODS) == pytest.approx([0.15], abs=1e-15)


def test_several_routes_carry_together_until_each_is_too_slow():
    """
    [hand] In 4 periods a route of half a kilogram carries 3 times with a lead of 1, and once with a
    lead of 3: 2 kg, half a one of them light goods, and 1.5 / 4 of the need comes of heavy ones.
    With a kilogram each it is 4 kg, of which light and heavy goods meet 0.5 + 3.5 / 4: all of it.
    """
    both = supply(under_way=row(1, 3), capacity=row(0.5, 0.5), passes_on=row(1.0, 1.0))

    assert most_met(both, 4).tolist() == [0.5 + 1.5 / 4]
    assert most_met(replace(both, capacity=row(1.0, 1.0)), 4).tolist() == [1.0]


def test_goods_without_weight_and_routes_without_end_are_carried_whole():
    """[hand] What weighs nothing takes no room: 0.5, and of the heavy ones 2 / 4 in one period."""
    assert most_met(supply(mass=row(0.0, 4.0), quantity=row(0.25, 1.0)), 2).tolist() == [0.75]
    assert most_met(supply(capacity=row(inf), quantity=row(0.25, 0.5)), 2).tolist() == [0.75]


def test_a_trace_of_a_stock_is_none():
    """[hand] A hundredth of a need arrives; less than a thousandth of a millionth is not sent."""
    assert most_met(supply(quantity=row(0.01, 0.0)), 2).tolist() == [0.01]
    assert most_met(supply(quantity=row(9e-10, 0.0)), 2).tolist() == [0.0]


def test_a_route_that_carries_nothing_and_a_partner_that_passes_on_nothing():
    """
    [hand] Beside a route of 2 kg one of none adds nothing to what goes in one period, 2 kg of 4 kg
    a need; alone it takes only what weighs nothing. What is not passed on does not arrive.
    """
    heavy = supply(quantity=row(0.25, 1.0), mass=row(4.0, 4.0))
    beside = replace(heavy, under_way=row(1, 0), capacity=row(2.0, 0.0), passes_on=row(1.0, 1.0))

    assert most_met(beside, 2).tolist() == [0.5]
    assert most_met(replace(heavy, mass=row(0.0, 4.0), capacity=row(0.0)), 2).tolist() == [0.25]
    assert most_met(replace(heavy, passes_on=row(0.0)), PERIODS).tolist() == [0.0]


@pytest.mark.parametrize(
    "changes",
    [
        {"passes_on": row(1.5)},
        {"under_way": row(1, 1), "capacity": row(2.0, 2.0), "passes_on": row(0.5, 1.0)},
        {"quantity": row(-0.1, 1.0)},
        {"capacity": row(-1.0)},
        {"mass": row(1.0, 1e10)},
    ],
)
def test_what_is_no_mere_flow_is_left_to_the_solver(changes):
    """
    A partner that passes on more than it gets, routes that pass on different shares, a stock below
    its floor, and routes and loads that no programme holds.
    """
    assert np.isnan(most_met(supply(**changes), PERIODS)).tolist() == [True]


def test_a_draw_is_answered_alike_alone_and_among_others(monkeypatch):
    """
    A draw for the solver leaves the others as they are, and none moves by a bit, however few are
    worked out at once.
    """
    chance = np.random.default_rng(7)
    many = DrawnSupply(
        quantity=chance.uniform(-0.02, 0.5, (40, 3)),
        makes=chance.uniform(0, 0.05, (40, 3)),
        makes_from=chance.integers(0, 5, (40, 3)).astype(float),
        mass=chance.uniform(0, 9, (40, 3)),
        since=chance.integers(0, 5, (40, 3)).astype(float),
        under_way=chance.integers(0, 5, (40, 2)).astype(float),
        capacity=chance.uniform(0.1, 1, (40, 2)),
        passes_on=np.repeat(chance.uniform(0.1, 1, (40, 1)), 2, axis=1),
    )
    together = most_met(many, PERIODS)
    alone = [
        most_met(
            DrawnSupply(
                **{
                    name: getattr(many, name)[draw : draw + 1]
                    for name in DrawnSupply.__dataclass_fields__
                }
            ),
            PERIODS,
        )[0]
        for draw in range(40)
    ]

    assert np.array_equal(together, alone, equal_nan=True)
    monkeypatch.setattr("phaseline.supply.most_met._AT_ONCE", 7 * 5 * (PERIODS + 1))
    assert np.array_equal(together, most_met(many, PERIODS), equal_nan=True)
    assert 0 < np.isnan(together).sum() < 40


def planned(draw, periods, partner):
    """The same by the solver: a stock a consent, all by all, by one partner or straight."""
    stocks, routes = len(draw.quantity[0]), len(draw.capacity[0])
    problem = Problem(
        periods=periods,
        needs=Entries((TransportNeed(id="need", deadline=periods),)),
        stocks=Entries(
            TransportStock(
                id=f"s{k}",
                quantity=float(draw.quantity[0, k]),
                makes=float(draw.makes[0, k]),
                makes_from=int(draw.makes_from[0, k]),
                mass=float(draw.mass[0, k]),
            )
            for k in range(stocks)
        ),
        routes=Entries(
            TransportRoute(
                id=f"r{k}",
                partner=partner.id if partner else "",
                lead=int(draw.under_way[0, k]) - (partner.lag if partner else 0),
                capacity=float(draw.capacity[0, k]),
            )
            for k in range(routes)
        ),
        partners=Entries((partner,) if partner else ()),
        lanes=tuple(
            Lane(stock=f"s{k}", route=f"r{m}", need="need", whole=1.0, consents=(f"s{k}",))
            for k in range(stocks)
            for m in range(routes)
        ),
        consents=Entries(
            PartnerConsent(id=f"s{k}", since=int(draw.since[0, k])) for k in range(stocks)
        ),
    )
    network = transfer(problem)
    cost = np.zeros(len(network.program.cost))
    cost[network.met[0, -1]] = -1.0
    return -solved(replace(network.program, cost=cost), relaxed=True).objective


def random_supply(chance, periods, partner):
    """Up to 4 stocks and 3 routes; some weigh nothing or alike, some routes carry without end."""
    stocks, routes = (int(number) for number in chance.integers((1, 1), (5, 4)))
    mass = chance.uniform(0, 10, stocks) * (chance.random(stocks) < 0.85)
    mass = np.where(chance.random(stocks) < 0.2, mass[0], mass)
    return DrawnSupply(
        quantity=row(*chance.uniform(0, 1.2, stocks) * (chance.random(stocks) < 0.8)),
        makes=row(*chance.uniform(0, 0.4, stocks) * (chance.random(stocks) < 0.5)),
        makes_from=row(*chance.integers(0, periods + 2, stocks)),
        mass=row(*mass),
        since=row(*chance.integers(0, periods + 2, stocks)),
        under_way=row(*chance.integers(0, periods + 1, routes) + (partner.lag if partner else 0)),
        capacity=row(
            *chance.choice([0.0, 1.0, 1.0, 1.0, inf], routes) * chance.uniform(0.1, 4, routes)
        ),
        passes_on=row(*[partner.passes_on if partner else 1.0] * routes),
    )


@given(seed=st.integers(0, 2**32 - 1))
@examples(60, at_soak=5000)
def test_the_solver_says_the_same_of_random_networks(seed):
    """
    The programme of plans, solved as it stands, gives the same; a partner has of its own, keeps of
    it, and lets time pass.
    """
    chance = np.random.default_rng(seed)
    periods = int(chance.integers(1, 9))
    partner = Partner(
        id="partner",
        passes_on=float(chance.choice([0.0, 1.0, chance.uniform(0.2, 1)])),
        lag=int(chance.integers(0, 3)),
        reserve={"need": float(chance.uniform(0, 1))},
        floor={"need": float(chance.uniform(0, 1))},
    )
    for by in (None, partner):
        draw = random_supply(chance, periods, by)
        met = float(most_met(draw, periods)[0])

        assert met == pytest.approx(planned(draw, periods, by), rel=1e-12, abs=1e-12)
