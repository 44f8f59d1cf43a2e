"""
The goods of a case in numbers: what there is of a stock and who makes more, what a route takes, and
how far a measure can keep its promise.

A measure names the stocks that it would send, the routes, and the share of a need that it promises.
It keeps its promise as far as the kind of goods that can best be sent meets that share before the
case's horizon; one that has nothing to send does not bite.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from math import inf, isnan

import numpy as np

from phaseline.case.model.case import Case
from phaseline.case.model.play import MeasureEffect
from phaseline.case.model.response import Measure
from phaseline.case.model.supply import BACKFILL, Donor, Need, Route, Stock
from phaseline.case.values import CaseKey, amount_or_unknown, range_of
from phaseline.desk.estimates.valuation import Valuation, assumptions_in, period_of
from phaseline.supply import model
from phaseline.supply.matching import State, StockMatch, StockOffer, StockWanted, state
from phaseline.supply.matrix import Floats
from phaseline.supply.most_met import DrawnSupply, most_met
from phaseline.supply.plan import periods_of
from phaseline.supply.program import transfer
from phaseline.supply.solver import solved
from phaseline.terms.entries import Entries
from phaseline.terms.quantity import Quantity, unit
from phaseline.terms.record import record
from phaseline.terms.ties import is_less, is_more

BLOCKED = "blocked"
_TIME = ("lead", "lag", "maker_delay")  # what a delay consists of


def step_of(case: Case) -> float:
    """
    Give the length of one step of a plan [month]: time is planned in weeks, or in the periods of
    the case where these are shorter.
    """
    length = period_of(case)
    return length if is_less(length, _WEEK) else _WEEK


def steps_a_month(case: Case) -> float:
    """Give how many steps of a plan a month has."""
    return 1 / step_of(case)


def in_periods(case: Case, steps: float) -> float:
    """Give a number of steps of a plan in periods of the case; what is never stays so."""
    return steps * (step_of(case) / period_of(case))


@record
class SupplyOption:
    """
    One stock by one route for one need, as the case gives it.

    Args:
        stock: The stock.
        route: The route.
        need: The need.
        donor: The partner that passes on goods of its own; None where the route leads straight
            there.
    """

    stock: Stock
    route: Route
    need: Need
    donor: Donor | None


@record
class MeasureSupply:
    """
    What a measure can send.

    Args:
        share: How far it keeps its promise, from 0 to 1.
        months: The least time from consent to the first delivery [month].
        is_known: Whether the case gives the numbers; without them the promise is taken as kept,
            which is an assumption.
    """

    share: float
    months: float
    is_known: bool


_WEEK = unit("week").factor  # of a month, each the twelfth of a mean year
COUNTED_ON = 0.5  # the chance from which a consent is counted on
PLENTY = 1e6  # times a need
NOTHING = 1e-12
_PART = re.compile(r"\bassumptions\.[\w-]+\.")  # of an assumption, and not its value
NO_GOODS = MeasureSupply(share=1.0, months=0.0, is_known=False)
NOTHING_SENT = MeasureSupply(share=0.0, months=0.0, is_known=True)


def offered(case: Case) -> tuple[StockOffer, ...]:
    """Give the stocks of a case as far as matching goes."""
    return tuple(
        StockOffer(
            id=stock.id,
            meets=stock.meets,
            calibre=stock.calibre,
            launcher=stock.launcher,
            is_precedent=stock.is_precedent_only,
        )
        for stock in case.stocks
    )


def matched(case: Case) -> Mapping[str, tuple[State, tuple[StockMatch, ...]]]:
    """Give how each need stands, and how each stock that is named for it does."""
    return _matched(CaseKey(case))


@lru_cache(maxsize=16)
def _matched(same: CaseKey) -> Mapping[str, tuple[State, tuple[StockMatch, ...]]]:
    case = same.case
    there = offered(case)
    return {
        need.id: state(StockWanted(id=need.id, calibre=need.calibre), there) for need in case.needs
    }


def ways(case: Case, measure: Measure) -> tuple[SupplyOption, ...]:
    """
    Give the ways that a measure could use: its goods that fit a need and are there, by its routes;
    blocked routes too.
    """
    return tuple(way for way in _ways(CaseKey(case), measure.id) if way.stock.id in measure.goods)


@lru_cache(maxsize=64)
def _ways(same: CaseKey, name_of: str) -> tuple[SupplyOption, ...]:
    case = same.case
    measure = case.measures[name_of]
    return tuple(
        SupplyOption(stock=stock, route=route, need=need, donor=donor_of(case, route))
        for stock, need in _fitting_goods(case, measure)
        for route in _routes_for(case, measure, stock)
    )


def _fitting_goods(case: Case, measure: Measure) -> Iterator[tuple[Stock, Need]]:
    """Give the goods of a measure that are there in numbers, each with every need that it fits."""
    fitting = [
        (match.stock, need)
        for need, (_, matches) in matched(case).items()
        for match in matches
        if match.fits
    ]
    for name in measure.goods:
        for stock, need in fitting:
            if stock == name and _may_be_sent(case, case.stocks[stock]):
                yield case.stocks[stock], case.needs[need]


def _may_be_sent(case: Case, stock: Stock) -> bool:
    return not stock.is_precedent_only and has_numbers(case, stock)


def _routes_for(case: Case, measure: Measure, stock: Stock) -> Iterator[Route]:
    """
    Give the routes of a measure by which a stock could go; backfill needs a donor that passes on
    goods of its own.
    """
    for route in map(case.routes.get, measure.by):
        if (
            route is not None
            and route.kind not in stock.bars
            and (route.kind != BACKFILL or donor_of(case, route) is not None)
        ):
            yield route


def names_goods(measure: Measure) -> bool:
    """Whether a measure names goods that it would send, and routes by which."""
    return bool(measure.goods) and bool(measure.by)


def without_goods(measure: Measure, stays: Collection[str]) -> Measure:
    """Give a measure without the goods that it does not send under a reading of the law."""
    return replace(measure, goods=tuple(name for name in measure.goods if name not in stays))


def donor_of(case: Case, route: Route) -> Donor | None:
    """Give the partner that a route of backfill leads to."""
    return (
        next((donor for donor in case.donors if donor.actor in route.via), None)
        if route.kind == BACKFILL
        else None
    )


def has_numbers(case: Case, stock: Stock) -> bool:
    """Whether the case says how many there are, or are made, and how many meet a need."""
    is_counted = isinstance(amount_or_unknown(case, stock.quantity), Quantity)
    return bool(stock.whole) and (is_counted or bool(stock.assumed) or bool(stock.makes))


def quantity(values: Valuation, stock: Stock) -> float:
    """
    Give how much of a stock works [unit]: the number of a source, or the one that is assumed in its
    place.
    """
    amount = amount_or_unknown(values.case, stock.quantity)
    number = (
        amount.number * amount.unit.factor
        if isinstance(amount, Quantity)
        else values.of(stock.assumed)
    )
    return number * (values.of(stock.condition) if stock.condition else 1.0)


def passes_on(values: Valuation, donor: Donor | None) -> float:
    """Give how much of what it gets a partner passes on; 1 where the route leads straight there."""
    return values.of(donor.passes_on) if donor and donor.passes_on else 1.0


def goods(values: Valuation, measure: Measure) -> MeasureSupply:
    """
    Say how far a measure can keep its promise, and from when.

    Args:
        values: One value for every assumption.
        measure: The measure; one that names no goods or no routes is asked for none.
    """
    if not is_in_numbers(values.case, measure):
        return NO_GOODS
    ways_open = _open_ways(values, measure)
    usable = [way for way in ways_open if is_less(delay(values, way), horizon_of(values.case))]
    if not usable:
        return NOTHING_SENT
    return MeasureSupply(
        share=_share_of_promise(values, measure, usable, ways_open),
        months=min(delay(values, way) for way in usable),
        is_known=True,
    )


def horizon_of(case: Case) -> float:
    """Give the time within which a measure keeps its promise: all that is played [month]."""
    return max(case.horizon) * period_of(case)


def is_in_numbers(case: Case, measure: Measure) -> bool:
    """Whether a measure names goods and routes, and the numbers of some goods that are there."""
    stocks = [
        stock for stock in case.stocks if stock.id in measure.goods and not stock.is_precedent_only
    ]
    # goods of which none is there at all are known to bring nothing
    is_counted = not stocks or any(has_numbers(case, stock) for stock in stocks)
    return names_goods(measure) and is_counted


def _share_of_promise(
    values: Valuation,
    measure: Measure,
    usable: Sequence[SupplyOption],
    ways_open: Sequence[SupplyOption],
) -> float:
    """
    Give how far a measure keeps its promise for the need that it can best meet.

    Args:
        values: One value for every assumption.
        measure: The measure.
        usable: The ways by which something can arrive in time.
        ways_open: Those ways, and such as take too long.
    """
    horizon = horizon_of(values.case)
    promise = values.of(measure.promise) if measure.promise else 1.0
    if promise <= 0:  # at the low end of its range nothing may be promised
        return 1.0
    by_need = [
        [way for way in usable if way.need.id == need]
        for need in dict.fromkeys(way.need.id for way in usable)
    ]
    if any(_is_kept(values, need_ways, promise, horizon) for need_ways in by_need):
        return 1.0
    brought = (_share_brought(values, need_ways, ways_open) for need_ways in by_need)
    return min(1.0, max(brought) / promise)


def first_months(values: Valuation, measure: Measure) -> float:
    """
    Give the least time from consent to the first delivery, however long it is [month]; infinite
    where nothing can be sent.
    """
    return min((delay(values, way) for way in _open_ways(values, measure)), default=inf)


def _open_ways(values: Valuation, measure: Measure) -> list[SupplyOption]:
    return [
        way
        for way in ways(values.case, measure)
        if way.route.history != BLOCKED and _is_counted_on(values, way.stock)
    ]


def _is_counted_on(values: Valuation, stock: Stock) -> bool:
    """Whether the consent of a stock's maker is at least as likely as not."""
    return not stock.maker_chance or not is_less(values.of(stock.maker_chance), COUNTED_ON)


def delay(values: Valuation, way: SupplyOption) -> float:
    """
    Give how long it takes from consent until the first of a stock reaches the beneficiary by a way
    [month]; never, where there is none.
    """
    lag = values.of(way.donor.lag) if way.donor else 0.0
    production = (
        0.0
        if _standing(values, way) > 0
        else values.of(way.stock.makes_after)
        if way.stock.makes
        else inf
    )
    return values.of(way.route.lead) + lag + max(values.of(way.stock.maker_delay), production)


def delivery(
    values: Valuation, effect: MeasureEffect, stays: tuple[str, ...] = ()
) -> MeasureSupply:
    """
    Say the same of the measure whose effect it is, without the goods that stay; worked out once for
    each set of values.
    """
    measure = values.case.measures.get(effect.measure)
    return values.once(
        delivery_key(effect.measure, stays),
        lambda: _supplied(values, measure, stays) if measure else NO_GOODS,
    )


def delivery_key(measure: str, stays: tuple[str, ...]) -> tuple[str, ...]:
    """Give by what a valuation remembers what a measure sends, some goods apart that stay."""
    return ("goods", measure, *stays)


_KEPT = 4096  # deliveries: draws of a study, by the numbers that any of them rests on


def _supplied(values: Valuation, measure: Measure, stays: tuple[str, ...]) -> MeasureSupply:
    """
    Give what a measure sends: worked out once for the assumptions that deliveries rest on, whatever
    a what-if makes of all others.
    """
    same, at = but_assumed(CaseKey(values.case)), values.values
    names = (name for name in _assumed_for(same, measure.id) if name in at)
    return _supplied_at(same, measure.id, stays, tuple((name, at[name]) for name in names))


class _ButAssumed:
    """
    A case as a key, whatever its assumptions are taken to be: deliveries are told which they are.
    """

    __slots__ = ("case", "rest")

    def __init__(self, case: Case) -> None:
        assumptions = (
            replace(assumption, best=assumption.low) if range_of(assumption) else assumption
            for assumption in case.assumptions
        )
        self.case, self.rest = case, replace(case, assumptions=Entries(assumptions))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ButAssumed) and other.rest == self.rest

    def __hash__(self) -> int:
        return hash(self.case.id)


@lru_cache(maxsize=16)
def but_assumed(same: CaseKey) -> CaseKey:
    """
    Give the first of the cases of late that differ in nothing but what is assumed: what-ifs have
    their deliveries in common. A case alone where a formula reads more of an assumption than its
    value, which is then no number that deliveries are told.
    """
    return same if _reads_within(same.case) else _first_like(_ButAssumed(same.case))


@lru_cache(maxsize=16)
def _first_like(same: _ButAssumed) -> CaseKey:
    return CaseKey(same.case)


def _reads_within(case: Case) -> bool:
    """Whether a formula of deliveries, or one they may stand on, reads a part of an assumption."""
    ends = [measure.promise for measure in case.measures]
    ends += [
        getattr(entry, name, "")
        for entry in (*case.stocks, *case.routes, *case.donors)
        for name in _FORMULAS
    ]
    texts = [text for text in (*ends, *(derived.formula for derived in case.derived)) if text]
    return any(_PART.search(text) for text in texts)


@lru_cache(maxsize=_KEPT)
def _supplied_at(
    same: CaseKey, name: str, stays: tuple[str, ...], numbers: tuple[tuple[str, float], ...]
) -> MeasureSupply:
    measure = same.case.measures[name]
    values = Valuation(case=same.case, values=dict(numbers))
    return goods(values, without_goods(measure, stays))


@lru_cache(maxsize=256)
def _assumed_for(same: CaseKey, name: str) -> tuple[str, ...]:
    """Give the assumptions on which it rests what a measure sends, and when."""
    measure = same.case.measures[name]
    texts = [measure.promise]
    texts += [text for way in ways(same.case, measure) for _, text in _formulas_of(way)]
    return tuple(sorted({name for text in texts for name in assumptions_in(same.case, text)}))


def rests_on(case: Case) -> tuple[frozenset[str], frozenset[str]]:
    """
    Give the assumptions that deliveries rest on: those that change how much comes, and those that
    change when.
    """
    played = {effect.measure for effect in case.game.effects} if case.game else set()
    measures = [
        measure for measure in case.measures if measure.id in played and names_goods(measure)
    ]
    numbers: set[str] = set()
    times: set[str] = set()
    for measure in measures:
        numbers |= assumptions_in(case, measure.promise)
        for way in ways(case, measure):
            for name, text in _formulas_of(way):
                (times if name in _TIME else numbers).update(assumptions_in(case, text))
    return frozenset(numbers), frozenset(times)


def _formulas_of(way: SupplyOption) -> Iterator[tuple[str, str]]:
    """Give the formulas of a way's stock, route and donor, each with the name of its field."""
    for entry in (way.stock, way.route, way.donor):
        for name in _FORMULAS:
            yield name, getattr(entry, name, "")


_FORMULAS = (
    "assumed",
    "condition",
    "floor",
    "makes",
    "makes_after",
    "mass",
    "whole",
    "maker_chance",
    "passes_on",
    "reserve",
    "capacity",
    *_TIME,
)


def _is_kept(
    values: Valuation, need_ways: Sequence[SupplyOption], promise: float, horizon: float
) -> bool:
    """
    Whether it is quickly seen that one need's promised share is met in whole, by one route alone.
    """
    by_route: dict[str, list[SupplyOption]] = {}
    for way in need_ways:
        by_route.setdefault(way.route.id, []).append(way)
    return any(_is_enough(values, ways_of, promise, horizon) for ways_of in by_route.values())


def _is_enough(
    values: Valuation, route_ways: Sequence[SupplyOption], promise: float, horizon: float
) -> bool:
    """
    Whether what stands above the floors is enough by one route: the lightest first, waiting for the
    slowest of their makers.
    """
    route, ratio = route_ways[0].route, min(1.0, passes_on(values, route_ways[0].donor))
    if ratio <= 0:
        return False
    lag = values.of(route_ways[0].donor.lag) if route_ways[0].donor else 0.0
    for wait in sorted({values.of(way.stock.maker_delay) for way in route_ways}):
        ready = [way for way in route_ways if values.of(way.stock.maker_delay) <= wait]
        left, mass = _lightest_first(values, ready, promise / ratio)
        months = horizon - wait - values.of(route.lead) - lag
        if left <= NOTHING and is_more(months, 0.0) and _can_carry(values, route, mass, months):
            return True
    return False


def _lightest_first(
    values: Valuation, ready: Sequence[SupplyOption], wanted: float
) -> tuple[float, float]:
    """Take a share of a need from what stands; give what is left of it, and the mass that goes."""
    left, mass = wanted, 0.0
    for weight, share in sorted((_weight(values, way), _standing(values, way)) for way in ready):
        taken = min(share, left)
        left, mass = left - taken, mass + taken * weight
    return left, mass


def _can_carry(values: Valuation, route: Route, mass: float, months: float) -> bool:
    return not route.capacity or not is_more(mass, values.of(route.capacity) * months)


def _standing(values: Valuation, way: SupplyOption) -> float:
    """
    Give what stands of a stock above its floor, as a share of the need; plenty where the need comes
    to nothing.
    """
    whole = values.of(way.stock.whole)
    floor = values.of(way.stock.floor) if way.stock.floor else 0.0
    return quantity(values, way.stock) * (1 - floor) / whole if whole > 0 else PLENTY


def _weight(values: Valuation, way: SupplyOption) -> float:
    """Give what it weighs to meet the need in whole [kg]."""
    return values.of(way.stock.mass) * values.of(way.stock.whole)


def periods_planned(case: Case) -> int:
    """Give in how many periods of a case the goods of a measure are planned."""
    return max(1, round(horizon_of(case) / period_of(case)))


def _share_brought(
    values: Valuation, need_ways: Sequence[SupplyOption], ways_open: Sequence[SupplyOption]
) -> float:
    """
    Give the largest share of one need that can have arrived by the horizon, planned by the case's
    periods over the ways that there are: without the solver, where its program is a mere flow.
    """
    # a way that takes too long brings nothing, and has no stock stand apart from the others
    of_need = [way for way in ways_open if way.need.id == need_ways[0].need.id]
    if all_by_all(of_need):
        met = float(most_met(_supply(values, of_need), periods_planned(values.case))[0])
        if not isnan(met):
            return met
    return share_planned(values, need_ways)


def all_by_all(need_ways: Sequence[SupplyOption]) -> bool:
    """Whether all stocks of some ways may go by all their routes."""
    pairs = {(way.stock.id, way.route.id) for way in need_ways}
    stocks, routes = ({pair[part] for pair in pairs} for part in (0, 1))
    return len(pairs) == len(stocks) * len(routes)


def _supply(values: Valuation, need_ways: Sequence[SupplyOption]) -> DrawnSupply:
    """Give what there is for one need by some ways, in one draw."""
    by_stock, by_route = first_by_stock(need_ways), first_by_route(need_ways)
    stocks = [_stock(values, way) for way in by_stock]
    return DrawnSupply(
        quantity=_row(stock.quantity for stock in stocks),
        makes=_row(stock.makes for stock in stocks),
        makes_from=_row(stock.makes_from for stock in stocks),
        mass=_row(stock.mass for stock in stocks),
        since=_row(_begun(values, way.stock.maker_delay) for way in by_stock),
        under_way=_row(_under_way(values, way) for way in by_route),
        capacity=_row(_route(values, way).capacity for way in by_route),
        passes_on=_row(passes_on(values, way.donor) for way in by_route),
    )


def _under_way(values: Valuation, way: SupplyOption) -> int:
    """Give for how many periods goods are under way, with a partner too."""
    return _begun(values, way.route.lead) + _begun(values, way.donor.lag if way.donor else "")


def first_by_stock(need_ways: Sequence[SupplyOption]) -> list[SupplyOption]:
    """Give a way of each stock, in the order of the stocks."""
    return [*{way.stock.id: way for way in need_ways}.values()]


def first_by_route(need_ways: Sequence[SupplyOption]) -> list[SupplyOption]:
    """Give a way of each route, in the order of the routes."""
    return [*{way.route.id: way for way in need_ways}.values()]


def _row(numbers: Iterable[float]) -> Floats:
    """Give numbers as those of the only draw (draw, number)."""
    return np.array([[*numbers]], dtype=np.float64)


def share_planned(values: Valuation, need_ways: Sequence[SupplyOption]) -> float:
    """
    Give the same of the solver, whatever the ways are.

    Args:
        values: One value for every assumption.
        need_ways: The ways of one need by which something can arrive.

    Raises:
        EngineError: The solver failed.
    """
    need, periods = need_ways[0].need.id, periods_planned(values.case)
    stocks, routes = (
        {way.stock.id: way for way in need_ways},
        {way.route.id: way for way in need_ways},
    )
    donors = {way.donor.id: way.donor for way in need_ways if way.donor}
    problem = model.Problem(
        periods=periods,
        needs=Entries((model.TransportNeed(id=need, deadline=periods),)),
        stocks=Entries(_stock(values, way) for way in stocks.values()),
        routes=Entries(_route(values, way) for way in routes.values()),
        partners=Entries(_partner(values, donor, need) for donor in donors.values()),
        lanes=tuple(
            model.Lane(
                stock=way.stock.id,
                route=way.route.id,
                need=need,
                whole=1.0,
                consents=(way.stock.id,),
            )
            for way in need_ways
        ),
        consents=Entries(
            model.PartnerConsent(id=name, since=_begun(values, way.stock.maker_delay))
            for name, way in stocks.items()
        ),
    )
    transport = transfer(problem)
    cost = np.zeros(len(transport.program.cost))
    cost[transport.met[0, -1]] = -1.0
    return max(0.0, -solved(replace(transport.program, cost=cost), relaxed=True).objective)


def _begun(values: Valuation, text: str) -> int:
    """Give a time in periods of the case; what has begun counts whole."""
    return periods_of(values.of(text), 1 / period_of(values.case))


def _stock(values: Valuation, way: SupplyOption) -> model.TransportStock:
    """Give a stock in shares of the need, of which only what stands above the floor may go."""
    return model.TransportStock(
        id=way.stock.id,
        quantity=_standing(values, way),
        makes=values.of(way.stock.makes) * period_of(values.case) if way.stock.makes else 0.0,
        makes_from=_begun(values, way.stock.makes_after),
        mass=_weight(values, way),
    )


def _route(values: Valuation, way: SupplyOption) -> model.TransportRoute:
    return model.TransportRoute(
        id=way.route.id,
        partner=way.donor.id if way.donor else "",
        lead=_begun(values, way.route.lead),
        capacity=(
            values.of(way.route.capacity) * period_of(values.case) if way.route.capacity else inf
        ),
    )


def _partner(values: Valuation, donor: Donor, need: str) -> model.Partner:
    return model.Partner(
        id=donor.id,
        passes_on=passes_on(values, donor),
        lag=_begun(values, donor.lag),
        reserve={need: values.of(donor.reserve)} if donor.reserve else {},
        floor={need: values.of(donor.floor)} if donor.floor else {},
    )
