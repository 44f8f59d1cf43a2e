"""
Random transfer problems, made from a seed: stocks with floors and production, routes straight and
by partners, consents, closed routes.
"""

from math import inf

import numpy as np

from phaseline.supply.model import (
    Lane,
    Partner,
    PartnerConsent,
    Problem,
    TransportNeed,
    TransportRoute,
    TransportStock,
)


def random_problem(seed):
    """A problem of up to 4 needs, 5 stocks and 4 routes over 3 to 8 periods."""
    chance = np.random.default_rng(seed)
    periods = int(chance.integers(3, 9))
    needs = tuple(
        TransportNeed(
            id=f"n{k}",
            weight=float(chance.uniform(0.5, 4)),
            deadline=int(chance.integers(1, periods + 1)),
            over=int(chance.integers(1, 4)),
        )
        for k in range(chance.integers(1, 5))
    )
    stocks = tuple(_stock(chance, k, periods) for k in range(chance.integers(1, 6)))
    partners = tuple(_partner(chance, k, needs) for k in range(2))
    routes = tuple(_route(chance, k) for k in range(chance.integers(1, 5)))
    consents = tuple(
        PartnerConsent(
            id=f"c{k}", since=inf if chance.random() < 0.15 else float(chance.integers(0, 4))
        )
        for k in range(2)
    )
    lanes = tuple(
        Lane(
            stock=stock.id,
            route=route.id,
            need=need.id,
            whole=float(chance.uniform(30, 200)),
            cost=float(chance.uniform(0, 2)),
            exposure=float(chance.uniform(0, 0.3)),
            consents=tuple(one.id for one in consents if chance.random() < 0.3),
        )
        for stock in stocks
        for route in routes
        for need in needs
        if chance.random() < 0.6
    )
    return Problem(
        periods=periods,
        needs=needs,
        stocks=stocks,
        routes=routes,
        lanes=lanes,
        partners=partners,
        consents=consents,
    )


def _stock(chance, number, periods):
    quantity = float(chance.uniform(0, 150))
    makes = float(chance.uniform(0, 20)) if chance.random() < 0.5 else 0.0
    return TransportStock(
        id=f"s{number}",
        quantity=quantity,
        floor=quantity * float(chance.uniform(0, 1)),
        makes=makes,
        makes_from=int(chance.integers(0, periods)),
        mass=float(chance.uniform(0, 3)) if chance.random() < 0.8 else 0.0,
    )


def _partner(chance, number, needs):
    return Partner(
        id=f"p{number}",
        passes_on=float(chance.uniform(0, 1.3)),
        lag=int(chance.integers(0, 3)),
        reserve={one.id: float(chance.uniform(0, 0.4)) for one in needs if chance.random() < 0.5},
        floor={one.id: float(chance.uniform(0, 0.4)) for one in needs if chance.random() < 0.5},
    )


def _route(chance, number):
    return TransportRoute(
        id=f"r{number}",
        partner=f"p{chance.integers(0, 2)}" if chance.random() < 0.5 else "",
        lead=int(chance.integers(0, 3)),
        capacity=inf if chance.random() < 0.3 else float(chance.uniform(5, 120)),
        exposure=float(chance.uniform(0, 1)),
        cost=float(chance.uniform(0, 3)),
        is_closed=bool(chance.random() < 0.15),
    )
