"""
What holds a plan back, one thing at a time: how it stands, how loose it could be at most, and the
problem with it loosened.

A hold is a fact, an assumption or somebody's decision that a reader can argue about; balances and
definitions are none.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
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
    """Give everything that could hold a plan back, in the order of kinds and titles."""
    used = _used(problem)
    constraints = [
        BindingConstraint(kind=kind, id=holder.id)
        for kind, (many, name) in _FIELDS.items()
        for holder in used[many]
        if _is_holding(kind, getattr(holder, name))
    ]
    return tuple(
        sorted(
            constraints,
            key=lambda hold: (
                list(ConstraintKind).index(hold.kind),
                problem.titles.get(hold.id, hold.id),
            ),
        )
    )


def _used(problem: Problem) -> Mapping[str, Sequence[Any]]:
    """Give the entries of a problem that lanes use; what no lane uses holds nothing back."""
    stocks = {lane.stock for lane in problem.lanes}
    ways = {lane.route for lane in problem.lanes}
    consents = {name for lane in problem.lanes for name in lane.consents}
    routes = [route for route in problem.routes if route.id in ways]
    partners = {route.partner for route in routes}
    return {
        "stocks": _entries_of(problem.stocks, stocks),
        "consents": _entries_of(problem.consents, consents),
        "routes": routes,
        "partners": _entries_of(problem.partners, partners),
    }


def _entries_of(entries: Iterable[Any], names: Container[str]) -> list[Any]:
    return [entry for entry in entries if entry.id in names]


def _is_holding(kind: ConstraintKind, entry: float) -> bool:
    """Whether an entry leaves a plan less than it could; every stock does, for it is finite."""
    match kind:
        case ConstraintKind.STOCK:
            return True
        case ConstraintKind.ROUTE:
            return bool(entry)
        case ConstraintKind.CAPACITY:
            return not isinf(entry)
        case ConstraintKind.PASSING:
            return entry < 1
        case (
            ConstraintKind.FLOOR | ConstraintKind.CONSENT | ConstraintKind.LEAD | ConstraintKind.LAG
        ):
            return entry > 0


def standing(problem: Problem, hold: BindingConstraint) -> float:
    """
    Give how a hold stands: an amount, a share, a period; for a route 0 if it is closed, else 1.
    """
    many, name = _FIELDS[hold.kind]
    stands = getattr(getattr(problem, many)[hold.id], name)
    return float(not stands) if hold.kind is ConstraintKind.ROUTE else float(stands)


def loosest(problem: Problem, hold: BindingConstraint) -> float:
    """Give the value at which a hold holds nothing back any more."""
    match hold.kind:
        case ConstraintKind.STOCK:
            stock = problem.stocks[hold.id]
            wanted = _wanted(problem, stock)
            return stock.quantity + stock.floor + wanted / (1 - floor_share(stock))
        case ConstraintKind.ROUTE | ConstraintKind.PASSING:
            return 1.0
        case ConstraintKind.CAPACITY:
            return inf
        case (
            ConstraintKind.FLOOR | ConstraintKind.CONSENT | ConstraintKind.LEAD | ConstraintKind.LAG
        ):
            return 0.0


def _wanted(problem: Problem, stock: TransportStock) -> float:
    """Give how much of a stock all its lanes together could be of use for [unit]."""
    ratios = {
        partner.id: 1 / partner.passes_on if partner.passes_on > 0 else 1.0
        for partner in problem.partners
    }
    routes = {route.id: ratios.get(route.partner, 1.0) for route in problem.routes}
    return total(
        lane.whole * routes[lane.route] for lane in problem.lanes if lane.stock == stock.id
    )


def floor_share(stock: TransportStock) -> float:
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
        entries = changes.setdefault(many, {}).setdefault(hold.id, {})
        entries[name] = _field(hold.kind, value)
        floor = BindingConstraint(kind=ConstraintKind.FLOOR, id=hold.id)
        if hold.kind is ConstraintKind.STOCK and floor not in values:
            entries.update(_floor_with(problem, hold.id, value))
    changed: dict[str, Any] = {
        many: tuple(
            replace(holder, **entries[holder.id]) if holder.id in entries else holder
            for holder in getattr(problem, many)
        )
        for many, entries in changes.items()
    }
    return replace(problem, **changed)


def _floor_with(problem: Problem, name: str, quantity: float) -> dict[str, float]:
    """Give the floor of a stock of another quantity; nothing where it stays as it is."""
    stock = problem.stocks.get(name)
    if stock is None or not floor_share(stock) or quantity == stock.quantity:
        return {}
    return {"floor": floor_share(stock) * quantity}


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
