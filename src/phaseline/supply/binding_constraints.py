"""
What holds a plan back, one thing at a time: how it stands, how loose it could be at most, and the
problem with it loosened.

A hold is a fact, an assumption or somebody's decision that a reader can argue about; balances and
definitions are none.
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from math import inf, isinf
from typing import Any

from phaseline.supply.model import Problem, TransportStock
from phaseline.terms.record import record
from phaseline.terms.ties import total


class ConstraintKind(Enum):
    """What kind of thing holds a plan back."""

    STOCK = "stock"
    FLOOR = "floor"
    CONSENT = "consent"
    ROUTE = "route"
    CAPACITY = "capacity"
    LEAD = "lead"
    PASSING = "passing on"
    LAG = "lag"


WHOLE = frozenset(
    {ConstraintKind.CONSENT, ConstraintKind.LEAD, ConstraintKind.LAG}
)  # counted in whole periods


@record
class BindingConstraint:
    """
    One thing that holds a plan back.

    Args:
        kind: What it is.
        id: Of which stock, route, partner or consent.
    """

    kind: ConstraintKind
    id: str


def holds(problem: Problem) -> tuple[BindingConstraint, ...]:
    """Give everything that could hold a plan back, in the order of kinds and names."""
    used = {one.stock for one in problem.lanes}
    ways = {one.route for one in problem.lanes}
    awaited = {name for one in problem.lanes for name in one.consents}
    routes = [one for one in problem.routes if one.id in ways]
    partners = [one for one in problem.partners if one.id in {route.partner for route in routes}]
    found = [
        BindingConstraint(kind=ConstraintKind.STOCK, id=one.id)
        for one in problem.stocks
        if one.id in used
    ]
    found += [
        BindingConstraint(kind=ConstraintKind.FLOOR, id=one.id)
        for one in problem.stocks
        if one.id in used and one.floor > 0
    ]
    found += [
        BindingConstraint(kind=ConstraintKind.CONSENT, id=one.id)
        for one in problem.consents
        if one.id in awaited and one.since > 0
    ]
    found += [
        BindingConstraint(kind=ConstraintKind.ROUTE, id=one.id) for one in routes if one.is_closed
    ]
    found += [
        BindingConstraint(kind=ConstraintKind.CAPACITY, id=one.id)
        for one in routes
        if not isinf(one.capacity)
    ]
    found += [
        BindingConstraint(kind=ConstraintKind.LEAD, id=one.id) for one in routes if one.lead > 0
    ]
    found += [
        BindingConstraint(kind=ConstraintKind.PASSING, id=one.id)
        for one in partners
        if one.passes_on < 1
    ]
    found += [
        BindingConstraint(kind=ConstraintKind.LAG, id=one.id) for one in partners if one.lag > 0
    ]
    return tuple(sorted(found, key=lambda one: (list(ConstraintKind).index(one.kind), one.id)))


def standing(problem: Problem, hold: BindingConstraint) -> float:
    """
    Give how a hold stands: an amount, a share, a period; for a route 0 if it is closed, else 1.
    """
    many, name = _FIELDS[hold.kind]
    found = next(getattr(one, name) for one in getattr(problem, many) if one.id == hold.id)
    return float(not found) if hold.kind is ConstraintKind.ROUTE else float(found)


def loosest(problem: Problem, hold: BindingConstraint) -> float:
    """Give the value at which a hold holds nothing back any more."""
    match hold.kind:
        case ConstraintKind.STOCK:
            stock = next(one for one in problem.stocks if one.id == hold.id)
            ratios = {
                one.id: 1 / one.passes_on if one.passes_on > 0 else 1.0 for one in problem.partners
            }
            routes = {one.id: ratios.get(one.partner, 1.0) for one in problem.routes}
            wanted = total(
                one.whole * routes[one.route] for one in problem.lanes if one.stock == hold.id
            )
            return stock.quantity + stock.floor + wanted / (1 - kept(stock))
        case ConstraintKind.ROUTE | ConstraintKind.PASSING:
            return 1.0
        case ConstraintKind.CAPACITY:
            return inf
        case (
            ConstraintKind.FLOOR | ConstraintKind.CONSENT | ConstraintKind.LEAD | ConstraintKind.LAG
        ):
            return 0.0


def kept(stock: TransportStock) -> float:
    """
    Give the share of a stock that its floor keeps, however much of it there is; nothing where the
    floor takes all, which is then an amount.
    """
    return stock.floor / stock.quantity if 0 < stock.floor < stock.quantity else 0.0


def loosened(problem: Problem, values: Mapping[BindingConstraint, float]) -> Problem:
    """
    Give the problem with some holds at other values; a floor keeps its share of a stock that
    becomes larger.
    """
    changes: dict[str, dict[str, dict[str, object]]] = {}
    for hold, value in values.items():
        many, name = _FIELDS[hold.kind]
        changes.setdefault(many, {}).setdefault(hold.id, {})[name] = _field(hold.kind, value)
        stock = (
            next((one for one in problem.stocks if one.id == hold.id), None)
            if hold.kind is ConstraintKind.STOCK
            else None
        )
        if (
            stock is not None
            and BindingConstraint(kind=ConstraintKind.FLOOR, id=hold.id) not in values
            and kept(stock)
            and value != stock.quantity
        ):
            changes[many][hold.id]["floor"] = kept(stock) * value
    changed: dict[str, Any] = {
        many: tuple(
            replace(one, **entries[one.id]) if one.id in entries else one
            for one in getattr(problem, many)
        )
        for many, entries in changes.items()
    }
    return replace(problem, **changed)


_FIELDS: Mapping[ConstraintKind, tuple[str, str]] = {
    ConstraintKind.STOCK: ("stocks", "quantity"),
    ConstraintKind.FLOOR: ("stocks", "floor"),
    ConstraintKind.CONSENT: ("consents", "since"),
    ConstraintKind.ROUTE: ("routes", "is_closed"),
    ConstraintKind.CAPACITY: ("routes", "capacity"),
    ConstraintKind.LEAD: ("routes", "lead"),
    ConstraintKind.PASSING: ("partners", "passes_on"),
    ConstraintKind.LAG: ("partners", "lag"),
}


def _field(kind: ConstraintKind, value: float) -> object:
    if kind is ConstraintKind.ROUTE:
        return value < 1
    return round(value) if kind in (ConstraintKind.LEAD, ConstraintKind.LAG) else value
