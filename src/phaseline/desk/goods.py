"""
The goods of a case in numbers: what there is of a stock and who makes more, what a route takes, and how far a measure can keep its promise.

A measure names the stocks that it would send, the routes, and the share of a need that it promises. It keeps its promise as far as
the kind of goods that can best be sent meets that share before the case's horizon; one that has nothing to send does not bite.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from math import inf

from phaseline.case.model.play import Effect
from phaseline.case.model.response import Measure
from phaseline.case.model.supply import Donor, Need, Route, Stock
from phaseline.case.model.whole import Case
from phaseline.case.values import Same, amount_or_unknown
from phaseline.desk.valuation import Valuation, assumptions_in
from phaseline.supply import model
from phaseline.supply.matching import Match, Offered, State, Wanted, state
from phaseline.supply.model import Aim
from phaseline.supply.program import transfer
from phaseline.supply.solver import solved
from phaseline.terms.quantity import Quantity
from phaseline.terms.record import record

BACKFILL = "backfill"
BLOCKED = "blocked"
_TIME = ("lead", "lag", "maker_delay")  # what a delay consists of


@record
class Way:
    """
    One stock by one route for one need, as the case gives it.

    Args:
        stock: The stock.
        route: The route.
        need: The need.
        donor: The partner that passes on goods of its own; None where the route leads straight there.
    """

    stock: Stock
    route: Route
    need: Need
    donor: Donor | None


@record
class Goods:
    """
    What a measure can send.

    Args:
        share: How far it keeps its promise, from 0 to 1.
        months: The least time from consent to the first delivery [month].
        is_known: Whether the case gives the numbers; without them the promise is taken as kept, which is an assumption.
    """

    share: float
    months: float
    is_known: bool


_PLENTY = 1e6  # times a need
NO_GOODS = Goods(share=1.0, months=0.0, is_known=False)


def offered(case: Case) -> tuple[Offered, ...]:
    """Give the stocks of a case as far as matching goes."""
    return tuple(
        Offered(id=one.id, meets=one.meets, calibre=one.calibre, launcher=one.launcher, is_precedent=one.is_precedent_only)
        for one in case.stocks
    )


def matched(case: Case) -> Mapping[str, tuple[State, tuple[Match, ...]]]:
    """Give how each need stands, and how each stock that is named for it does."""
    return _matched(Same(case))


@lru_cache(maxsize=16)
def _matched(same: Same) -> Mapping[str, tuple[State, tuple[Match, ...]]]:
    case = same.case
    there = offered(case)
    return {one.id: state(Wanted(id=one.id, calibre=one.calibre), there) for one in case.needs}


def ways(case: Case, measure: Measure) -> tuple[Way, ...]:
    """Give the ways that a measure could use: its goods that fit a need and are there, by its routes; blocked routes too."""
    return _ways(Same(case), measure.id)


@lru_cache(maxsize=64)
def _ways(same: Same, name_of: str) -> tuple[Way, ...]:
    case = same.case
    measure = next(one for one in case.measures if one.id == name_of)
    needs = {one.id: one for one in case.needs}
    stocks = {one.id: one for one in case.stocks}
    routes = [one for name in measure.by for one in case.routes if one.id == name]
    fitting = [(one.stock, need) for need, (_, found) in matched(case).items() for one in found if one.fits]
    return tuple(
        Way(stock=stocks[stock], route=route, need=needs[need], donor=donor_of(case, route))
        for name in measure.goods
        for stock, need in fitting
        if stock == name and not stocks[stock].is_precedent_only and has_numbers(case, stocks[stock])
        for route in routes
        if route.kind not in stocks[stock].bars
    )


def donor_of(case: Case, route: Route) -> Donor | None:
    """Give the partner that a route of backfill leads to."""
    return next((one for one in case.donors if one.actor in route.via), None) if route.kind == BACKFILL else None


def has_numbers(case: Case, stock: Stock) -> bool:
    """Whether the case says how many there are, or are made, and how many meet a need."""
    is_counted = isinstance(amount_or_unknown(case, stock.quantity), Quantity)
    return bool(stock.whole) and (is_counted or bool(stock.assumed) or bool(stock.makes))


def quantity(values: Valuation, stock: Stock) -> float:
    """Give how much of a stock works [unit]: the number of a source, or the one that is assumed in its place."""
    amount = amount_or_unknown(values.case, stock.quantity)
    number = amount.number * amount.unit.factor if isinstance(amount, Quantity) else values.of(stock.assumed)
    return number * (values.of(stock.condition) if stock.condition else 1.0)


def passes_on(values: Valuation, donor: Donor | None) -> float:
    """Give how much of what it gets a partner passes on; 1 where the route leads straight there."""
    return values.of(donor.passes_on) if donor and donor.passes_on else 1.0


def goods(values: Valuation, measure: Measure) -> Goods:
    """
    Say how far a measure can keep its promise, and from when.

    Args:
        values: One value for every assumption.
        measure: The measure; one that names no goods or no routes is asked for none.
    """
    if not measure.goods or not measure.by:
        return NO_GOODS
    stocks = [one for one in values.case.stocks if one.id in measure.goods and not one.is_precedent_only]
    if stocks and not any(has_numbers(values.case, one) for one in stocks):
        return NO_GOODS
    horizon = float(max(values.case.horizon))
    usable = [one for one in ways(values.case, measure) if one.route.history != BLOCKED and delay(values, one) < horizon]
    if not usable:
        return Goods(share=0.0, months=0.0, is_known=True)
    promise = values.of(measure.promise) if measure.promise else 1.0
    if promise <= 0:  # at the low end of its range nothing may be promised
        return Goods(share=1.0, months=min(delay(values, one) for one in usable), is_known=True)
    needs = dict.fromkeys(one.need.id for one in usable)
    share = max(_kept(values, [one for one in usable if one.need.id == need], promise, horizon) for need in needs)
    return Goods(share=share, months=min(delay(values, one) for one in usable), is_known=True)


def delay(values: Valuation, way: Way) -> float:
    """Give how long a way takes from consent to the beneficiary [month]."""
    lag = values.of(way.donor.lag) if way.donor else 0.0
    return values.of(way.route.lead) + lag + values.of(way.stock.maker_delay)


def delivery(values: Valuation, effect: Effect) -> Goods:
    """Say the same of the measure whose effect it is; worked out once for each set of values."""
    key = ("goods", effect.measure)
    if key not in values.known:
        measure = next((one for one in values.case.measures if one.id == effect.measure), None)
        found = goods(values, measure) if measure else NO_GOODS
        values.known[key] = found.share
        values.known[*key, "months"] = found.months
        values.known[*key, "known"] = float(found.is_known)
    return Goods(share=values.known[key], months=values.known[*key, "months"], is_known=bool(values.known[*key, "known"]))


def rests_on(case: Case) -> tuple[frozenset[str], frozenset[str]]:
    """Give the assumptions that deliveries rest on: those that change how much comes, and those that change when."""
    played = {one.measure for setup in case.games for one in setup.effects}
    measures = [one for one in case.measures if one.id in played and one.goods and one.by]
    numbers: set[str] = set()
    times: set[str] = set()
    for measure in measures:
        numbers |= assumptions_in(case, measure.promise)
        for way in ways(case, measure):
            for entry in (way.stock, way.route, *((way.donor,) if way.donor else ())):
                for name in _FORMULAS:
                    text = getattr(entry, name, "")
                    (times if name in _TIME else numbers).update(assumptions_in(case, text))
    return frozenset(numbers), frozenset(times)


_FORMULAS = ("assumed", "condition", "floor", "makes", "makes_after", "mass", "whole", "passes_on", "capacity", *_TIME)


def _kept(values: Valuation, found: Sequence[Way], promise: float, horizon: float) -> float:
    """Give how far one need's promised share can be met: at once where the best route alone carries enough, else by a program."""
    each = {one.stock.id: one for one in found}
    routes = {one.route.id: one for one in found}
    best = max(routes.values(), key=lambda one: (passes_on(values, one.donor), -delay(values, one)))
    ratio = passes_on(values, best.donor)
    amounts = sorted((_weight(values, one), _share(values, one, best, horizon)) for one in each.values())
    left, mass, got = promise / ratio if ratio > 0 else inf, 0.0, 0.0
    for weight, share in amounts:
        taken = min(share, max(0.0, left - got))
        got, mass = got + taken, mass + taken * weight
    if mass <= _room(values, best, horizon):
        return min(1.0, got * ratio / promise)
    return min(1.0, _program(values, each.values(), routes.values(), horizon) / promise)


def _share(values: Valuation, way: Way, by: Way, horizon: float) -> float:
    """Give what a stock can give in time, by a route, as a share of the need; plenty where the need comes to nothing."""
    whole = values.of(way.stock.whole)
    if whole <= 0:
        return _PLENTY
    kept = values.of(way.stock.floor) if way.stock.floor else 0.0
    there = quantity(values, way.stock) * (1 - kept) / whole
    since = values.of(way.stock.makes_after) if way.stock.makes else 0.0
    lag = values.of(by.donor.lag) if by.donor else 0.0
    months = max(0.0, horizon - since - values.of(by.route.lead) - lag - values.of(way.stock.maker_delay))
    return there + (values.of(way.stock.makes) * months if way.stock.makes else 0.0)


def _weight(values: Valuation, way: Way) -> float:
    """Give what it weighs to meet the need in whole [kg]."""
    return values.of(way.stock.mass) * values.of(way.stock.whole)


def _room(values: Valuation, way: Way, horizon: float) -> float:
    """Give what a route carries in time [kg]."""
    lag = values.of(way.donor.lag) if way.donor else 0.0
    months = max(0.0, horizon - values.of(way.route.lead) - lag)
    return values.of(way.route.capacity) * months if way.route.capacity else inf


def _program(values: Valuation, stocks: Iterable[Way], routes: Iterable[Way], horizon: float) -> float:
    """Give the largest share of one need that several routes together can meet, as a transfer problem of one period."""
    stocks, routes = tuple(stocks), tuple(routes)
    need = stocks[0].need.id
    best = min(routes, key=lambda one: delay(values, one))
    problem = model.Problem(
        periods=1,
        needs=(model.Need(id=need),),
        stocks=tuple(
            model.Stock(id=one.stock.id, quantity=_share(values, one, best, horizon), mass=_weight(values, one)) for one in stocks
        ),
        routes=tuple(
            model.Route(id=one.route.id, partner=one.donor.id if one.donor else "", capacity=_room(values, one, horizon)) for one in routes
        ),
        partners=tuple(
            {one.donor.id: model.Partner(id=one.donor.id, passes_on=passes_on(values, one.donor)) for one in routes if one.donor}.values()
        ),
        lanes=tuple(model.Lane(stock=one.stock.id, route=by.route.id, need=need, whole=1.0) for one in stocks for by in routes),
    )
    made = transfer(problem)
    cost = -made.accounts[Aim.VALUE]
    return -solved(replace(made.program, cost=cost), relaxed=True).objective
