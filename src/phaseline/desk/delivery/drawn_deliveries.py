"""
What measures can send in many draws at once, where `supply_options.delivery` looks for it.

It says the same, bit for bit, and says it of each draw alone wherever this module does not: where a
formula leads to no number in some draw, and where a plan is one for the solver.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from math import inf
from typing import TypeAlias

import numpy as np

from phaseline.case.model.response import Measure
from phaseline.case.model.supply import Donor, Stock
from phaseline.case.values import CaseKey, amount_or_unknown
from phaseline.desk.delivery.supply_options import (
    BLOCKED,
    COUNTED_ON,
    NO_GOODS,
    NOTHING,
    NOTHING_SENT,
    PLENTY,
    MeasureSupply,
    SupplyOption,
    all_by_all,
    but_assumed,
    delivery_key,
    first_by_route,
    first_by_stock,
    horizon_of,
    is_in_numbers,
    periods_planned,
    ways,
    without_goods,
)
from phaseline.desk.estimates.drawn_values import DrawnValues
from phaseline.desk.estimates.valuation import Valuation, period_of
from phaseline.errors import QuestionError
from phaseline.game.arrays import Bools, Floats, Ints
from phaseline.game.ties import less, more
from phaseline.supply.most_met import DrawnSupply, most_met
from phaseline.supply.plan import whole_periods
from phaseline.terms.quantity import Quantity

FEWEST = 8  # draws: of fewer each is answered sooner alone

Sending: TypeAlias = tuple[str, tuple[str, ...]]  # a measure, and the goods that stay


def deliver(asked: Iterable[tuple[Sequence[Sending], Valuation]]) -> None:
    """
    Work out what measures send under many valuations, and leave it with them.

    Args:
        asked: The measures, each with the goods that stay, that are asked for under a valuation.
    """
    columns: dict[tuple[int, ...], DrawnValues] = {}
    for sending, unknown in _unknown(asked).items():
        for same, draws in _by_case(unknown).items():
            if len(draws) >= FEWEST:
                of = (id(same.case), *map(id, draws))
                if of not in columns:
                    columns[of] = DrawnValues(same.case, [values.values for values in draws])
                _leave(columns[of], draws, sending)


def _unknown(
    asked: Iterable[tuple[Sequence[Sending], Valuation]],
) -> Mapping[Sending, Iterable[Valuation]]:
    """Give the valuations that do not know yet what is sent, each once, by what that is."""
    unknown: dict[Sending, dict[int, Valuation]] = {}
    for sendings, values in asked:
        for sending in sendings:
            if delivery_key(*sending) not in values.parts:
                unknown.setdefault(sending, {})[id(values)] = values
    return {sending: by_id.values() for sending, by_id in unknown.items()}


def _by_case(draws: Iterable[Valuation]) -> Mapping[CaseKey, list[Valuation]]:
    """Group valuations by their case; those differ in nothing that have deliveries in common."""
    cases: dict[int, CaseKey] = {}
    groups: dict[CaseKey, list[Valuation]] = {}
    for values in draws:
        by = id(values.case)
        if by not in cases:
            cases[by] = but_assumed(CaseKey(values.case))
        groups.setdefault(cases[by], []).append(values)
    return groups


def _leave(values: DrawnValues, draws: Sequence[Valuation], sending: Sending) -> None:
    """Leave with each draw what a measure sends in it, where that is said here."""
    name, stays = sending
    measure = values.case.measures.get(name)
    if measure is None:
        return
    try:
        supplies = supplied(values, without_goods(measure, stays))
    except QuestionError:  # each draw alone says what is wrong with it
        return
    for draw, supply in zip(draws, supplies, strict=True):
        if supply is not None:
            draw.parts[delivery_key(*sending)] = supply


def supplied(values: DrawnValues, measure: Measure) -> list[MeasureSupply | None]:
    """
    Say how far a measure can keep its promise, and from when, in every draw; nothing in a draw that
    has a plan for the solver.

    Args:
        values: The values of all draws.
        measure: The measure.

    Raises:
        QuestionError: A formula leads to no number in some draw.
    """
    if not is_in_numbers(values.case, measure):
        return [NO_GOODS] * len(values.values)
    with np.errstate(all="ignore"):  # what overflows in some draw is said of that draw alone
        sent = _Sent(values, measure)
        if not sent.ways:
            return [NOTHING_SENT] * len(values.values)
        share, months = sent.share().tolist(), sent.months().tolist()
    return [
        None
        if np.isnan(of)
        else NOTHING_SENT
        if first == inf
        else MeasureSupply(share=of, months=first, is_known=True)
        for of, first in zip(share, months, strict=True)
    ]


class _Sent:
    """
    What a measure can send by its open ways, as columns (draw) and tables (draw, way).

    Args:
        values: The values of all draws.
        measure: The measure, without the goods that stay.
    """

    def __init__(self, values: DrawnValues, measure: Measure) -> None:
        self.values, self.measure, self.case = values, measure, values.case
        self.horizon = horizon_of(self.case)
        self.ways = [way for way in ways(self.case, measure) if way.route.history != BLOCKED]
        self.stocks = {
            way.stock.id: _DrawnStock(values, way.stock) for way in first_by_stock(self.ways)
        }

    @cached_property
    def delays(self) -> Floats:
        """How long it takes until the first of a way has arrived (draw, way) [month]."""
        return np.stack([self._delay(way) for way in self.ways], axis=1)

    @cached_property
    def is_usable(self) -> Bools:
        """Whether a way brings something before the horizon (draw, way)."""
        counted_on = [self.stocks[way.stock.id].is_counted_on for way in self.ways]
        return np.stack(counted_on, axis=1) & less(self.delays, self.horizon)

    def months(self) -> Floats:
        """Give when the first of it arrives (draw) [month]; never, if nothing does in time."""
        return np.asarray(np.where(self.is_usable, self.delays, inf).min(axis=1))

    def share(self) -> Floats:
        """
        Give how far the measure keeps its promise (draw); not a number where that is a plan for the
        solver.
        """
        promise = self.values.of(self.measure.promise) if self.measure.promise else 1.0
        promise = np.broadcast_to(np.asarray(promise, dtype=np.float64), len(self.values.values))
        by_need = [
            [place for place, way in enumerate(self.ways) if way.need.id == need]
            for need in dict.fromkeys(way.need.id for way in self.ways)
        ]
        is_kept = promise <= 0  # at the low end of its range nothing may be promised
        for places in by_need:
            is_kept = is_kept | self._is_kept(places, promise)
        share = np.ones(len(promise))
        left = np.flatnonzero(~is_kept)
        if left.size:
            brought = np.stack([self._brought(places, left) for places in by_need])
            share[left] = np.minimum(1.0, brought.max(axis=0) / promise[left])
        return share

    def _delay(self, way: SupplyOption) -> Floats:
        stock, of = self.stocks[way.stock.id], self.values.of
        production = np.where(
            stock.standing > 0, 0.0, of(way.stock.makes_after) if way.stock.makes else inf
        )
        waits = np.maximum(of(way.stock.maker_delay), production)
        return of(way.route.lead) + of(_lag(way)) + waits

    def _is_kept(self, places: Sequence[int], promise: Floats) -> Bools:
        """
        Say where it is quickly seen that one need's promised share is met in whole, by one route
        alone (draw).
        """
        by_route: dict[str, list[int]] = {}
        for place in places:
            by_route.setdefault(self.ways[place].route.id, []).append(place)
        is_kept = np.zeros(len(promise), dtype=np.bool_)
        for of_route in by_route.values():
            is_kept |= self._is_enough(of_route, promise)
        return is_kept

    def _is_enough(self, places: Sequence[int], promise: Floats) -> Bools:
        """
        Say where what stands above the floors is enough by one route: the lightest first, waiting
        for the slowest of their makers (draw).
        """
        of, route_ways = self.values.of, [self.ways[place] for place in places]
        usable, first = self.is_usable[:, places], route_ways[0]
        ratio = np.minimum(1.0, _passes_on(self.values, first.donor))
        wanted = np.divide(promise, ratio, out=np.full(len(promise), inf), where=ratio > 0)
        delayed_by = [way.stock.maker_delay for way in route_ways]
        waits = np.stack([of(text) for text in delayed_by], axis=1)
        light = self._lightest_first(route_ways)
        is_enough = np.zeros(len(promise), dtype=np.bool_)
        for text in dict.fromkeys(delayed_by):
            wait, is_asked = of(text), usable[:, [by == text for by in delayed_by]].any(axis=1)
            short, mass = self._taken(light, usable & (waits <= wait[:, None]), wanted)
            months = self.horizon - wait - of(first.route.lead) - of(_lag(first))
            is_enough |= (
                is_asked
                & (short <= NOTHING)
                & more(months, 0.0)
                & self._can_carry(first, mass, months)
            )
        return is_enough & (ratio > 0)

    def _lightest_first(self, route_ways: Sequence[SupplyOption]) -> tuple[Floats, Floats, Ints]:
        """
        Give what it weighs to meet the need in whole and what stands, of each way (draw, way), the
        lightest first; and which way it is.
        """
        stocks = [self.stocks[way.stock.id] for way in route_ways]
        weight, standing = (
            np.stack(columns, axis=1)
            for columns in zip(*((of.weight, of.standing) for of in stocks), strict=True)
        )
        order = np.lexsort((standing, weight))
        return (
            np.take_along_axis(weight, order, axis=1),
            np.take_along_axis(standing, order, axis=1),
            order,
        )

    def _taken(
        self, light: tuple[Floats, Floats, Ints], is_ready: Bools, wanted: Floats
    ) -> tuple[Floats, Floats]:
        """
        Take shares of a need from what stands; give what is left of them, and the mass that goes
        (draw).
        """
        weight, standing, order = light
        is_ready = np.take_along_axis(is_ready, order, axis=1)
        left, mass = wanted, np.zeros(len(wanted))
        for way in range(order.shape[1]):
            taken = np.where(is_ready[:, way], np.minimum(standing[:, way], left), 0.0)
            carried = np.where(is_ready[:, way], taken * weight[:, way], 0.0)
            left, mass = left - taken, mass + carried
        return left, mass

    def _can_carry(self, way: SupplyOption, mass: Floats, months: Floats) -> Bools:
        if not way.route.capacity:
            return np.ones(len(mass), dtype=np.bool_)
        return ~more(mass, self.values.of(way.route.capacity) * months)

    def _brought(self, places: Sequence[int], draws: Ints) -> Floats:
        """
        Give the largest share of one need that can have arrived by the horizon in some draws
        (draw); not a number where the solver has to be asked.
        """
        need_ways = [self.ways[place] for place in places]
        is_usable = self.is_usable[draws][:, places].any(axis=1)
        if not all_by_all(need_ways):
            return np.where(is_usable, np.nan, 0.0)
        met = most_met(self._supply(need_ways, draws), periods_planned(self.case))
        return np.where(is_usable, met, 0.0)

    def _supply(self, need_ways: Sequence[SupplyOption], draws: Ints) -> DrawnSupply:
        """Give what there is for one need by some ways, in some draws."""
        stocks = [self.stocks[way.stock.id] for way in first_by_stock(need_ways)]
        routes = [_DrawnRoute(self.values, way) for way in first_by_route(need_ways)]

        def table(entries: Sequence[_DrawnStock | _DrawnRoute], name: str) -> Floats:
            return np.stack([getattr(entry, name)[draws] for entry in entries], axis=1)

        return DrawnSupply(
            quantity=table(stocks, "quantity"),
            makes=table(stocks, "makes"),
            makes_from=table(stocks, "makes_from"),
            mass=table(stocks, "weight"),
            since=table(stocks, "since"),
            under_way=table(routes, "under_way"),
            capacity=table(routes, "capacity"),
            passes_on=table(routes, "passes_on"),
        )


class _DrawnStock:
    """
    A stock in all draws (draw).

    Args:
        values: The values of all draws.
        stock: The stock.
    """

    def __init__(self, values: DrawnValues, stock: Stock) -> None:
        self.values, self.stock = values, stock
        whole = values.of(stock.whole)
        self.weight = values.of(stock.mass) * whole  # of what meets the need in whole
        self.standing = _standing(values, stock, whole)  # as a share of the need
        self.is_counted_on = (
            ~less(values.of(stock.maker_chance), COUNTED_ON)
            if stock.maker_chance
            else np.ones(len(whole), dtype=np.bool_)
        )

    @property
    def quantity(self) -> Floats:
        """What stands of it, if its maker's consent is counted on [share of the need]."""
        return np.where(self.is_counted_on, self.standing, 0.0)

    @property
    def makes(self) -> Floats:
        """What is newly made of it in a period likewise [share of the need/period]."""
        return np.where(
            self.is_counted_on,
            self.values.of(self.stock.makes) * period_of(self.values.case),
            0.0,
        )

    @property
    def makes_from(self) -> Floats:
        """The first period in which something is made."""
        return _begun(self.values, self.stock.makes_after)

    @property
    def since(self) -> Floats:
        """The first period in which it may leave."""
        return _begun(self.values, self.stock.maker_delay)


class _DrawnRoute:
    """
    A route in all draws (draw).

    Args:
        values: The values of all draws.
        way: A way by the route.
    """

    def __init__(self, values: DrawnValues, way: SupplyOption) -> None:
        capacity = way.route.capacity
        self.passes_on = _passes_on(values, way.donor)
        self.under_way = _begun(values, way.route.lead) + _begun(values, _lag(way))  # periods
        self.capacity = (
            values.of(capacity) * period_of(values.case)
            if capacity
            else np.full(len(values.values), inf)
        )


def _lag(way: SupplyOption) -> str:
    """Give the formula of the time that goods wait with a partner; none where there is none."""
    return way.donor.lag if way.donor else ""


def _begun(values: DrawnValues, text: str) -> Floats:
    """Give a time in periods of the case (draw); what has begun counts whole."""
    return whole_periods(values.of(text), 1 / period_of(values.case))


def _passes_on(values: DrawnValues, donor: Donor | None) -> Floats:
    """Give how much of what it gets a partner passes on (draw)."""
    if donor and donor.passes_on:
        return values.of(donor.passes_on)
    return np.ones(len(values.values))


def _standing(values: DrawnValues, stock: Stock, whole: Floats) -> Floats:
    """
    Give what stands of a stock above its floor, as a share of the need (draw); plenty where the
    need comes to nothing.
    """
    amount = amount_or_unknown(values.case, stock.quantity)
    quantity = (
        np.full(len(whole), amount.number * amount.unit.factor)
        if isinstance(amount, Quantity)
        else values.of(stock.assumed)
    )
    quantity = quantity * (values.of(stock.condition) if stock.condition else 1.0)
    above = quantity * (1 - values.of(stock.floor))
    return np.asarray(np.divide(above, whole, out=np.full(len(whole), PLENTY), where=whole > 0))
