"""
The supply of a case for programs: the register, the plans, their prices; null where nothing gives a
number.
"""

from collections.abc import Container, Iterable
from math import isinf
from typing import Any

from phaseline.case.model.case import Case
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
from phaseline.desk.delivery.supply_options import in_periods
from phaseline.desk.delivery.transport_problem import AwaitedConsent, ConsentInLaw, PlanningProblem
from phaseline.desk.estimates.ranges import Estimate
from phaseline.desk.estimates.valuation import period_of
from phaseline.present.data.politics import span_data
from phaseline.present.wording.records import plain, plain_amount
from phaseline.supply.binding_constraints import BindingConstraint, ConstraintKind, standing
from phaseline.supply.model import Aim
from phaseline.supply.plan import Plan
from phaseline.supply.prices import Prices
from phaseline.terms.quantity import Quantity


def register_data(case: Case, found: Register) -> dict[str, Any]:
    """Give what a case says of supply as plain data."""
    precedents = {one.id for one in case.stocks if one.is_precedent_only}
    return {
        "period": case.period,
        "step": in_periods(case, 1.0),
        "needs": [_need(one, precedents) for one in found.needs],
        "stocks": [_stock(one) for one in found.stocks],
        "routes": [_route(one) for one in found.routes],
        "counters": {one.against: list(one.answer) for one in found.counters},
        "donors": [
            {"id": one.id, "actor": one.actor, "depleted_in": one.depleted_in, "why": one.why}
            for one in found.donors
        ],
        "promises": {
            name: {
                "share": one.share if one.is_known else None,
                "first_delivery": one.months / period_of(case) if one.is_known else None,
                "range": _in_periods(case, found.waits.get(name)),
            }
            for name, one in found.promises.items()
        },
    }


def supply_data(case: Case, found: Deliverable) -> dict[str, Any]:
    """Give the register and the plans as plain data."""
    first = found.first
    readings = [one.shipping.reading for one in found.plans if one.shipping.reading]
    return {
        **register_data(case, found.register),
        "plan": outlook_data(case, first),
        "readings": {
            one.shipping.reading: outlook_data(case, one)
            for one in found.plans
            if one.shipping.reading
        },
        "every_reading": outlook_data(case, found.everywhere) if found.everywhere else None,
        "price_of_certainty": {name: found.certainty(name) for name in readings},
        "without": list(first.shipping.without),
        "left_out": [{"id": one.address, "why": one.why} for one in first.shipping.left_out],
    }


def outlook_data(case: Case, found: ReadingPlan) -> dict[str, Any]:
    """Give a plan with what stands behind it as plain data."""
    return {
        "reading": found.shipping.reading or None,
        "quantile": found.shipping.quantile,
        "horizon": in_periods(case, found.shipping.problem.periods),
        **plan_data(case, found.shipping, found.plan),
        "range": span_data(found.range),
        "chance": _chance(found.chanced),
        "prices": _prices(case, found.shipping, found.prices),
        "delay": found.prices.delay if found.prices else None,
        "movers": [
            {"assumption": f"assumptions.{one.assumption}", "low": one.low, "high": one.high}
            for one in found.movers
        ],
        "consents": [
            {
                "id": one.id,
                "standing": _standing(found.shipping.consents[one.id]),
                "since": _finite(in_periods(case, one.since)),
                "ever": found.shipping.waits[one.id].ever,
                "lanes": sum(one.id in lane.consents for lane in found.shipping.problem.lanes),
            }
            for one in found.shipping.problem.consents
        ],
        "rests_on": [f"assumptions.{name}" for name in found.shipping.rests_on],
    }


def _standing(consent: AwaitedConsent) -> str | None:
    stand = consent.stand if isinstance(consent, ConsentInLaw) else None
    return stand.standing.value if stand else None


def plan_data(case: Case, made: PlanningProblem, plan: Plan) -> dict[str, Any]:
    """Give a plan as plain data; amounts rest on assumptions wherever a stock has no number."""
    lags = {one.id: one.lag for one in made.problem.partners}
    partner = {one.id: one.partner for one in made.problem.routes}
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
                **plain(one),
                "measure": made.measures[f"{one.stock} by {one.route} for {one.need}"],
                "leaves": in_periods(case, one.leaves),
                "arrives": in_periods(case, one.arrives),
                "reaches": in_periods(case, one.arrives + lags.get(partner[one.route], 0)),
            }
            for one in plan.deliveries
        ],
    }


def front_data(case: Case, made: PlanningProblem, plans: Iterable[Plan]) -> list[dict[str, Any]]:
    """Give the plans that nothing beats as plain data."""
    return [plan_data(case, made, one) for one in plans]


def why_data(case: Case, found: Obstacles) -> dict[str, Any]:
    """Give what stands in the way of a delivery as plain data."""
    return {
        "period": case.period,
        "need": found.need or None,
        "stock": found.stock or None,
        "share": found.share,
        "by": in_periods(case, found.by),
        "reading": found.shipping.reading or None,
        "possible": found.conflict is None and not found.reason,
        "reason": found.reason,
        "most": found.most,
        "earliest": None if found.earliest is None else in_periods(case, found.earliest),
        "conflict": [_hold(one) for one in found.conflict.holds] if found.conflict else [],
        "least": found.conflict.is_least if found.conflict else None,
        "ways": [
            [
                {
                    **_hold(one.hold),
                    "stands": _measured(case, one.hold, one.stands),
                    "needed": _measured(case, one.hold, one.needed),
                }
                for one in way
            ]
            for way in found.ways
        ],
    }


def _need(one: NeedState, precedents: Container[str]) -> dict[str, Any]:
    return {
        "id": one.need.id,
        "title": one.need.title,
        "tier": one.need.tier,
        "asked_by": one.need.asked_by,
        "state": one.state.value,
        "items": [
            match.stock for match in one.matches if match.fits and match.stock not in precedents
        ],
        "precedents": [
            match.stock for match in one.matches if match.fits and match.stock in precedents
        ],
        "misfits": [
            {"stock": match.stock, "why": match.why_not} for match in one.matches if not match.fits
        ],
    }


def _stock(one: StockState) -> dict[str, Any]:
    return {
        "id": one.stock.id,
        "title": one.stock.title,
        "holder": one.stock.holder,
        "quantity": _number(one.quantity),
        "unit": (
            one.quantity.unit.text if isinstance(one.quantity, Quantity) else one.stock.unit or None
        ),
        "status": one.stock.status,
        "own_needs_test": one.stock.own_needs_test,
        "origin": one.stock.origin or None,
        "calibre": one.stock.calibre or None,
        "launcher": one.stock.launcher or None,
        "maker": one.stock.maker or None,
        "end_use": one.stock.end_use or None,
        "bars": list(one.stock.bars),
        "precedent_only": one.stock.is_precedent_only,
        "meets": list(one.meets),
    }


def _route(one: RouteState) -> dict[str, Any]:
    return {
        "id": one.route.id,
        "title": one.route.title,
        "kind": one.route.kind,
        "history": one.route.history.replace("_", " "),
        "reason": one.route.reason,
        "purpose": one.route.purpose,
        "via": list(one.route.via),
        "quantity": plain_amount(one.route.quantity),
        "known_to_oversight": one.route.known_to_oversight,
        "exposure": span_data(one.exposure),
        "useful_without": list(one.useful_without),
        "useless_without": list(one.useless_without),
        "parts_from": list(one.route.parts_from),
    }


def _prices(case: Case, made: PlanningProblem, found: Prices | None) -> list[dict[str, Any]]:
    if found is None:
        return []
    priced = [
        {
            **_hold(one.hold),
            "stands": _measured(case, one.hold, one.stands),
            "step": _measured(case, one.hold, one.step),
            "gain": one.gain,
            "marginal": one.marginal,
        }
        for one in found.each
    ]
    return priced + [
        {
            **_hold(one),
            "stands": _measured(case, one, standing(made.problem, one)),
            "step": None,
            "gain": 0.0,
            "marginal": None,
        }
        for one in found.nothing
    ]


def _chance(found: Simulation | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "draws": found.draws,
        "seed": found.seed,
        "value": span_data(found.value),
        "met": {name: span_data(one) for name, one in found.met.items()},
        "any": dict(found.any),
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
