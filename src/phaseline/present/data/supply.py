"""
The supply of a case for programs: the register, the plans, their prices; null where nothing gives a
number.
"""

from collections.abc import Container, Iterable
from math import isinf
from typing import Any

from phaseline.case.model.case import Case
from phaseline.desk.delivery.arrival_dates import ArrivalDates, FirstArrival
from phaseline.desk.delivery.obstacles import Obstacles
from phaseline.desk.delivery.plans import (
    Deliverable,
    NeedState,
    ReadingPlan,
    Register,
    RouteState,
    StockState,
)
from phaseline.desk.delivery.simulation import Simulation
from phaseline.desk.delivery.supply_options import MeasureSupply, in_periods
from phaseline.desk.delivery.transport_problem import AwaitedConsent, ConsentInLaw, PlanningProblem
from phaseline.desk.estimates.ranges import Estimate
from phaseline.desk.estimates.valuation import period_of
from phaseline.present.data.politics import span_data
from phaseline.present.wording.records import plain, plain_amount
from phaseline.supply.binding_constraints import BindingConstraint, ConstraintKind, standing
from phaseline.supply.conflict import Relaxation
from phaseline.supply.model import Aim
from phaseline.supply.plan import Plan
from phaseline.supply.prices import Prices
from phaseline.terms.quantity import Quantity


def register_data(case: Case, register: Register) -> dict[str, Any]:
    """Give what a case says of supply as plain data."""
    precedents = {stock.id for stock in case.stocks if stock.is_precedent_only}
    return {
        "period": case.period,
        "step": in_periods(case, 1.0),
        "needs": [_need(need, precedents) for need in register.needs],
        "stocks": [_stock(state) for state in register.stocks],
        "routes": [_route(route) for route in register.routes],
        "counters": {counter.against: list(counter.answer) for counter in register.counters},
        "donors": [
            {
                "id": donor.id,
                "actor": donor.actor,
                "depleted_in": donor.depleted_in,
                "why": donor.why,
            }
            for donor in register.donors
        ],
        "promises": {
            name: _promise(case, supply, register.waits.get(name))
            for name, supply in register.promises.items()
        },
    }


def _promise(case: Case, supply: MeasureSupply, wait: Estimate | None) -> dict[str, Any]:
    """Give how far a measure keeps what it promises, and when its first delivery is there."""
    return {
        "share": supply.share if supply.is_known else None,
        "first_delivery": supply.months / period_of(case) if supply.is_known else None,
        "range": _in_periods(case, wait),
    }


def supply_data(case: Case, goods: Deliverable) -> dict[str, Any]:
    """Give the register and the plans as plain data."""
    first = goods.first
    readings = [plan.shipping.reading for plan in goods.plans if plan.shipping.reading]
    return {
        **register_data(case, goods.register),
        "plan": outlook_data(case, first),
        "readings": {
            plan.shipping.reading: outlook_data(case, plan)
            for plan in goods.plans
            if plan.shipping.reading
        },
        "every_reading": outlook_data(case, goods.everywhere) if goods.everywhere else None,
        "price_of_certainty": {name: goods.certainty(name) for name in readings},
        "without": list(first.shipping.without),
        "left_out": [{"id": entry.address, "why": entry.why} for entry in first.shipping.left_out],
    }


def outlook_data(case: Case, outlook: ReadingPlan) -> dict[str, Any]:
    """Give a plan with what stands behind it as plain data."""
    return {
        "reading": outlook.shipping.reading or None,
        "quantile": outlook.shipping.quantile,
        "horizon": in_periods(case, outlook.shipping.problem.periods),
        **plan_data(case, outlook.shipping, outlook.plan),
        "range": span_data(outlook.range),
        "chance": _chance(outlook.chanced),
        "first_arrival": _dates(outlook.dates),
        "prices": _prices(case, outlook.shipping, outlook.prices),
        "delay": outlook.prices.delay if outlook.prices else None,
        "movers": [
            {"assumption": f"assumptions.{mover.assumption}", "low": mover.low, "high": mover.high}
            for mover in outlook.movers
        ],
        "consents": [
            {
                "id": consent.id,
                "standing": _standing(outlook.shipping.consents[consent.id]),
                "since": _finite(in_periods(case, consent.since)),
                "ever": outlook.shipping.waits[consent.id].ever,
                "lanes": sum(
                    consent.id in lane.consents for lane in outlook.shipping.problem.lanes
                ),
            }
            for consent in outlook.shipping.problem.consents
        ],
        "rests_on": [f"assumptions.{name}" for name in outlook.shipping.rests_on],
    }


def _dates(dates: ArrivalDates | None) -> dict[str, Any] | None:
    """Give when the first arrives, in periods of the case, of all and for each need."""
    if dates is None:
        return None
    return {
        "draws": dates.draws,
        **_first_arrival(dates.first),
        "needs": {name: _first_arrival(first) for name, first in dates.needs.items()},
    }


def _first_arrival(first: FirstArrival) -> dict[str, Any]:
    return {
        "planned": first.planned,
        "median": first.drawn.median,
        "low": first.drawn.low,
        "high": first.drawn.high,
        "share": first.share,
        "rests_on": [
            *(f"routes.{name}" for name in first.routes),
            *(f"assumptions.{name}" for name in first.rests_on),
        ],
    }


def _standing(consent: AwaitedConsent) -> str | None:
    stand = consent.stand if isinstance(consent, ConsentInLaw) else None
    return stand.standing.value if stand else None


def plan_data(case: Case, planning: PlanningProblem, plan: Plan) -> dict[str, Any]:
    """Give a plan as plain data; amounts rest on assumptions wherever a stock has no number."""
    lags = {partner.id: partner.lag for partner in planning.problem.partners}
    partners = {route.id: route.partner for route in planning.problem.routes}
    has_plan = plan.has_plan
    return {
        "status": plan.outcome.value,
        "why": list(plan.why),
        "objective": plan.totals[Aim.VALUE] if has_plan else None,
        "bound": plan.bound if has_plan else None,
        "gap": plan.gap if has_plan else None,
        "exposure": plan.totals[Aim.EXPOSURE] if has_plan else None,
        "cost": plan.totals[Aim.COST] if has_plan else None,
        "routes": list(plan.opened),
        "met": {name: shares[-1] for name, shares in plan.met.items()},
        "deliveries": [
            {
                **plain(delivery),
                "measure": planning.measures[
                    f"{delivery.stock} by {delivery.route} for {delivery.need}"
                ],
                "leaves": in_periods(case, delivery.leaves),
                "arrives": in_periods(case, delivery.arrives),
                "reaches": in_periods(
                    case, delivery.arrives + lags.get(partners[delivery.route], 0)
                ),
            }
            for delivery in plan.deliveries
        ],
    }


def front_data(
    case: Case, planning: PlanningProblem, plans: Iterable[Plan]
) -> list[dict[str, Any]]:
    """Give the plans that nothing beats as plain data."""
    return [plan_data(case, planning, plan) for plan in plans]


def why_data(case: Case, obstacles: Obstacles) -> dict[str, Any]:
    """Give what stands in the way of a delivery as plain data."""
    return {
        "period": case.period,
        "need": obstacles.need or None,
        "stock": obstacles.stock or None,
        "share": obstacles.share,
        "by": in_periods(case, obstacles.by),
        "reading": obstacles.shipping.reading or None,
        "possible": obstacles.conflict is None and not obstacles.reason,
        "reason": obstacles.reason,
        "most": obstacles.most,
        "earliest": _time(case, obstacles.earliest),
        "conflict": [_hold(hold) for hold in obstacles.conflict.holds]
        if obstacles.conflict
        else [],
        "least": obstacles.conflict.is_least if obstacles.conflict else None,
        "ways": [[_change(case, change) for change in way] for way in obstacles.ways],
    }


def _time(case: Case, steps: int | None) -> float | None:
    return None if steps is None else in_periods(case, steps)


def _change(case: Case, change: Relaxation) -> dict[str, Any]:
    """Give how one thing stands, and how it would have to."""
    return {
        **_hold(change.hold),
        "stands": _measured(case, change.hold, change.stands),
        "needed": _measured(case, change.hold, change.needed),
    }


def _need(state: NeedState, precedents: Container[str]) -> dict[str, Any]:
    return {
        "id": state.need.id,
        "title": state.need.title,
        "tier": state.need.tier,
        "asked_by": state.need.asked_by,
        "state": state.state.value,
        "items": [
            match.stock for match in state.matches if match.fits and match.stock not in precedents
        ],
        "precedents": [
            match.stock for match in state.matches if match.fits and match.stock in precedents
        ],
        "misfits": [
            {"stock": match.stock, "why": match.why_not}
            for match in state.matches
            if not match.fits
        ],
    }


def _stock(state: StockState) -> dict[str, Any]:
    return {
        "id": state.stock.id,
        "title": state.stock.title,
        "holder": state.stock.holder,
        "quantity": _number(state.quantity),
        "unit": (
            state.quantity.unit.text
            if isinstance(state.quantity, Quantity)
            else state.stock.unit or None
        ),
        "status": state.stock.status,
        "own_needs_test": state.stock.own_needs_test,
        "origin": state.stock.origin or None,
        "calibre": state.stock.calibre or None,
        "launcher": state.stock.launcher or None,
        "maker": state.stock.maker or None,
        "end_use": state.stock.end_use or None,
        "bars": list(state.stock.bars),
        "precedent_only": state.stock.is_precedent_only,
        "meets": list(state.meets),
    }


def _route(state: RouteState) -> dict[str, Any]:
    return {
        "id": state.route.id,
        "title": state.route.title,
        "kind": state.route.kind,
        "history": state.route.history.replace("_", " "),
        "reason": state.route.reason,
        "purpose": state.route.purpose,
        "via": list(state.route.via),
        "quantity": plain_amount(state.route.quantity),
        "known_to_oversight": state.route.known_to_oversight,
        "exposure": span_data(state.exposure),
        "useful_without": list(state.useful_without),
        "useless_without": list(state.useless_without),
        "parts_from": list(state.route.parts_from),
    }


def _prices(case: Case, planning: PlanningProblem, prices: Prices | None) -> list[dict[str, Any]]:
    if prices is None:
        return []
    priced = [
        {
            **_hold(price.hold),
            "stands": _measured(case, price.hold, price.stands),
            "step": _measured(case, price.hold, price.step),
            "gain": price.gain,
            "marginal": price.marginal,
        }
        for price in prices.each
    ]
    return priced + [
        {
            **_hold(hold),
            "stands": _measured(case, hold, standing(planning.problem, hold)),
            "step": None,
            "gain": 0.0,
            "marginal": None,
        }
        for hold in prices.nothing
    ]


def _chance(simulation: Simulation | None) -> dict[str, Any] | None:
    if simulation is None:
        return None
    return {
        "draws": simulation.draws,
        "seed": simulation.seed,
        "value": span_data(simulation.value),
        "met": {name: span_data(share) for name, share in simulation.met.items()},
        "any": dict(simulation.any),
    }


def _hold(hold: BindingConstraint) -> dict[str, str]:
    return {"kind": hold.kind.value, "id": hold.id}


def _measured(case: Case, hold: BindingConstraint, number: float) -> float | None:
    """Give how something stands: times in periods of the case, what is carried in one of them."""
    if isinf(number):
        return None
    if hold.kind in (ConstraintKind.CONSENT, ConstraintKind.LEAD, ConstraintKind.LAG):
        return in_periods(case, number)
    return number / in_periods(case, 1.0) if hold.kind is ConstraintKind.CAPACITY else number


def _in_periods(case: Case, time: Estimate | None) -> dict[str, Any] | None:
    """Give a time [month] with its ends in periods of the case."""
    length = period_of(case)
    return span_data(
        time and Estimate(best=time.best / length, low=time.low / length, high=time.high / length)
    )


def _finite(number: float) -> float | None:
    return None if isinf(number) else number


def _number(amount: object) -> float | int | None:
    if not isinstance(amount, Quantity):
        return None
    return int(amount.number) if amount.number.is_integer() else amount.number
