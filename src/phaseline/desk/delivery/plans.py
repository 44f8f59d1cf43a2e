"""
What can be delivered, by which route, when: the register, the plan under each reading of the law,
its price, and why not more.

A plan is the best one for waits at their quantile; carried out under chance it comes to something
else, which is told beside it. Quantities that no source gives are assumptions with owners, and none
of them is reported as a stock.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from phaseline.case.addresses import did_you_mean
from phaseline.case.model.case import Case
from phaseline.case.model.response import Measure
from phaseline.case.model.supply import Counter, Donor, Need, Route, Stock
from phaseline.case.values import amount_or_unknown
from phaseline.desk.consent.consent import readings_of
from phaseline.desk.delivery.arrival_dates import ArrivalDates, arrival_dates
from phaseline.desk.delivery.simulation import Simulation, chanced
from phaseline.desk.delivery.supply_options import (
    BLOCKED,
    MeasureSupply,
    first_months,
    goods,
    matched,
    names_goods,
    ways,
)
from phaseline.desk.delivery.transport_problem import (
    EVERYWHERE,
    QUANTILE,
    PlanningProblem,
    shipping,
)
from phaseline.desk.estimates.ranges import Estimate, span
from phaseline.desk.estimates.valuation import Valuation, assumptions_in, best_values, ends_of
from phaseline.errors import QuestionError
from phaseline.supply.matching import State, StockMatch
from phaseline.supply.model import Aim
from phaseline.supply.pareto_front import front
from phaseline.supply.plan import Plan, is_large, planned
from phaseline.supply.prices import Prices, prices
from phaseline.terms.quantity import Amount
from phaseline.terms.record import record
from phaseline.terms.ties import in_order, is_more

_ENOUGH = 1e-6


@record
class NeedState:
    """A need, how it stands, and how each stock that is named for it does."""

    need: Need
    state: State
    matches: tuple[StockMatch, ...]


@record
class StockState:
    """
    A stock.

    Args:
        stock: The stock.
        quantity: The number that a source gives; unknown, as a rule.
        meets: The needs that it could meet.
    """

    stock: Stock
    quantity: Amount
    meets: tuple[str, ...]


@record
class RouteState:
    """
    A route.

    Args:
        route: The route.
        exposure: The exposure to the other side's answer, with its range; None where the case gives
            none.
        useful_without: The ids of the allies without whom it stays useful; none for one that is
            blocked.
        useless_without: The ids of those without whom it is useless.
    """

    route: Route
    exposure: Estimate | None
    useful_without: tuple[str, ...]
    useless_without: tuple[str, ...]


@record
class Register:
    """
    What a case says of supply, without a plan.

    Args:
        needs: What was asked for.
        stocks: What is there.
        routes: By which ways.
        counters: Which system a source names against which; a table of quotations.
        donors: Partners whose stocks have run down.
        allies: The actors on whom some route depends, or from whose course one parts.
        promises: What each measure that names goods can send, by its id.
        waits: The months from consent to its first delivery, with their range over the ends of the
            assumptions, by its id.
    """

    needs: tuple[NeedState, ...]
    stocks: tuple[StockState, ...]
    routes: tuple[RouteState, ...]
    counters: tuple[Counter, ...]
    donors: tuple[Donor, ...]
    allies: tuple[str, ...]
    promises: Mapping[str, MeasureSupply]
    waits: Mapping[str, Estimate]


@record
class PlanSensitivity:
    """What one assumption does to the value of a plan: at its low end, and at its high end."""

    assumption: str
    low: float
    high: float


@record
class ReadingPlan:
    """
    A plan under one reading, and what stands behind it.

    Args:
        shipping: The problem.
        plan: The plan.
        chanced: What it comes to under chance; None without a plan.
        dates: When the first arrives, over draws; None where it was not asked for, of a large
            problem, and where nothing arrives that counts.
        prices: What holds it back; None where it was not asked for.
        range: Its value with the ends of the assumptions; None where it was not asked for.
        movers: What moves it most; empty where it was not asked for.
    """

    shipping: PlanningProblem
    plan: Plan
    chanced: Simulation | None
    dates: ArrivalDates | None
    prices: Prices | None
    range: Estimate | None
    movers: tuple[PlanSensitivity, ...]

    @property
    def value(self) -> float:
        """Give the value of the plan; 0 without one."""
        return self.plan.totals.get(Aim.VALUE, 0.0)


@record
class Deliverable:
    """
    The plans of a case.

    Args:
        register: What the case says.
        plans: The plan under each reading, the one that is played first at the head; one alone
            where the law is not asked.
        everywhere: The plan that is lawful under every reading; None where the law is not asked.
    """

    register: Register
    plans: tuple[ReadingPlan, ...]
    everywhere: ReadingPlan | None

    @property
    def first(self) -> ReadingPlan:
        """Give the plan under the reading that is played first."""
        return self.plans[0]

    def certainty(self, reading: str) -> float:
        """
        Give what it costs, in value, that the plan is lawful under every reading and not only under
        this one.
        """
        own = next(plan for plan in self.plans if plan.shipping.reading == reading)
        return own.value - (self.everywhere.value if self.everywhere else own.value)


def register(case: Case) -> Register:
    """Give what a case says of supply."""
    values, matching = best_values(case), matched(case)
    named = _allies(case)
    promises = {
        measure.id: goods(values, measure) for measure in case.measures if names_goods(measure)
    }
    return Register(
        needs=tuple(
            NeedState(need=need, state=matching[need.id][0], matches=matching[need.id][1])
            for need in case.needs
        ),
        stocks=tuple(
            StockState(
                stock=stock,
                quantity=amount_or_unknown(case, stock.quantity),
                meets=_needs_met(stock, matching),
            )
            for stock in case.stocks
        ),
        routes=tuple(_route(case, values, route, named) for route in case.routes),
        counters=case.counters,
        donors=case.donors,
        allies=named,
        promises=promises,
        waits={
            measure.id: _wait(case, values, measure)
            for measure in case.measures
            if measure.id in promises and _has_goods_to_send(promises[measure.id])
        },
    )


def _allies(case: Case) -> tuple[str, ...]:
    """Give the actors on whom some route depends or from whose course one parts, and all donors."""
    on_routes = {
        name for route in case.routes for name in (*route.depends_on, *route.via, *route.parts_from)
    }
    allies = on_routes.union(donor.actor for donor in case.donors) - {case.responder}
    return tuple(actor.id for actor in case.actors if actor.id in allies)


def _needs_met(
    stock: Stock, matching: Mapping[str, tuple[State, tuple[StockMatch, ...]]]
) -> tuple[str, ...]:
    return tuple(
        need
        for need, (_, matches) in matching.items()
        if any(match.stock == stock.id and match.fits for match in matches)
    )


def _has_goods_to_send(supply: MeasureSupply) -> bool:
    return supply.is_known and bool(supply.share)


def deliverable(
    case: Case,
    *,
    reading: str = "",
    quantile: float = QUANTILE,
    without: Sequence[str] = (),
    details: bool = True,
    tick: Callable[[str], None] = lambda _: None,
    clock: Callable[[], float] | None = None,
) -> Deliverable:
    """
    Plan the deliveries of a case under each reading of the law.

    Args:
        case: The case.
        reading: The reading whose plan is answered in full; the one that is played first if left
            out.
        quantile: The chance with which each wait is to be over by the time that is planned with.
        without: The ids of actors who stop.
        details: Whether its prices, range and movers are worked out; of a large problem they are
            not, nor is over which dates the first arrives.
        tick: Told what is being done.
        clock: Gives the time in seconds, by which the search for the plan of a large problem ends.

    Raises:
        QuestionError: A number is missing, an actor or the reading is unknown, or the quantile is
            no chance.
    """
    values = best_values(case)
    may_ask(case, quantile, without, reading)
    readings = readings_of(case) or ("",)
    full = reading or readings[0]

    def outlook(name: str) -> ReadingPlan:
        is_full = name == full
        return _outlook(
            values,
            name,
            quantile,
            without,
            is_dated=is_full,
            details=details and is_full,
            clock=clock,
        )

    plans = []
    for number, law_reading in enumerate(readings, start=1):
        tick(f"planning deliveries: {number} of {len(readings)}")
        plans.append(outlook(law_reading))
    everywhere = outlook(EVERYWHERE) if readings != ("",) else None
    return Deliverable(register=register(case), plans=tuple(plans), everywhere=everywhere)


def fronted(
    case: Case,
    *,
    reading: str = "",
    quantile: float = QUANTILE,
    without: Sequence[str] = (),
    tick: Callable[[str], None] = lambda _: None,
    clock: Callable[[], float] | None = None,
) -> tuple[PlanningProblem, tuple[Plan, ...]]:
    """
    Give the plans, under the reading that is played first or another one, that nothing beats in
    value, exposure and cost at once.

    Raises:
        QuestionError: See `deliverable`.
    """
    may_ask(case, quantile, without, reading)
    tick("planning at limits on exposure and cost")
    planning = shipping(
        best_values(case),
        reading=reading or next(iter(readings_of(case)), ""),
        quantile=quantile,
        without=without,
    )
    return planning, front(planning.problem, clock=clock)


def may_ask(case: Case, quantile: float, without: Iterable[str], reading: str = "") -> None:
    """
    See that a question about plans can be answered.

    Raises:
        QuestionError: The quantile is no chance between 0 and 1, or there is no such actor or
            reading.
    """
    readings = readings_of(case)
    if reading and reading not in (*readings, EVERYWHERE):
        raise QuestionError(
            f"there is no reading {reading!r}{did_you_mean(reading, readings)} (there are:"
            f" {', '.join((*readings, repr(EVERYWHERE)))})"
        )
    if not 0 < quantile < 1:
        raise QuestionError(
            f"found a quantile of {quantile:g}; expected more than 0 and less than 1"
        )
    for name in without:
        if name not in case.actors.ids:
            raise QuestionError(
                f"there is no actor {name!r} in this case{did_you_mean(name, case.actors.ids)}"
            )


def _wait(case: Case, values: Valuation, measure: Measure) -> Estimate:
    """Give the months from consent to a measure's first delivery, with their range."""
    texts = [
        text
        for way in ways(case, measure)
        for text in (way.route.lead, way.donor.lag if way.donor else "", way.stock.maker_delay)
    ]
    names = {name for text in texts for name in assumptions_in(case, text)}
    low, high = span(case, values, names, lambda at: first_months(at, measure))
    return Estimate(best=first_months(values, measure), low=low, high=high)


def _route(case: Case, values: Valuation, route: Route, allies: Sequence[str]) -> RouteState:
    lost = tuple(name for name in allies if name in route.depends_on or name in route.via)
    exposed = None
    if route.exposure:
        low, high = span(
            case,
            values,
            assumptions_in(case, route.exposure),
            lambda valuation: valuation.of(route.exposure),
        )
        exposed = Estimate(best=values.of(route.exposure), low=low, high=high)
    useful = () if route.history == BLOCKED else tuple(name for name in allies if name not in lost)
    return RouteState(route=route, exposure=exposed, useful_without=useful, useless_without=lost)


def _outlook(
    values: Valuation,
    reading: str,
    quantile: float,
    without: Sequence[str],
    *,
    is_dated: bool,
    details: bool,
    clock: Callable[[], float] | None = None,
) -> ReadingPlan:
    planning = shipping(values, reading=reading, quantile=quantile, without=without)
    plan = planned(planning.problem, clock=clock)
    is_small = not is_large(planning.problem)
    details, is_dated = details and is_small, is_dated and is_small
    ranged, movers = _movers(values, planning, plan) if details and plan.has_plan else (None, ())
    return ReadingPlan(
        shipping=planning,
        plan=plan,
        chanced=chanced(planning, plan) if plan.has_plan else None,
        dates=arrival_dates(values, planning, plan) if is_dated else None,
        prices=prices(planning.problem, plan) if details and plan.has_plan else None,
        range=ranged,
        movers=movers,
    )


def _movers(
    values: Valuation, planning: PlanningProblem, plan: Plan
) -> tuple[Estimate, tuple[PlanSensitivity, ...]]:
    """
    Give the value with its range over the ends of amounts, and what each of them does; times are
    left to chance.
    """
    ends = {
        assumption.id: bounds
        for assumption in values.case.assumptions
        if assumption.id in planning.rests_on and (bounds := ends_of(assumption))
    }

    def value(changed: Mapping[str, float]) -> float:
        at = values.moved(changed)
        other = shipping(
            at, reading=planning.reading, quantile=planning.quantile, without=planning.without
        )
        return planned(other.problem, order=(Aim.VALUE,)).totals.get(Aim.VALUE, 0.0)

    own = plan.totals[Aim.VALUE]
    moved = {name: (value({name: low}), value({name: high})) for name, (low, high) in ends.items()}
    down = value(_chosen_ends(ends, moved, is_up=False))
    up = value(_chosen_ends(ends, moved, is_up=True))
    every = [own, down, up, *(number for pair in moved.values() for number in pair)]
    movers = [
        PlanSensitivity(assumption=name, low=low, high=high)
        for name, (low, high) in moved.items()
        if abs(high - low) > _ENOUGH
    ]
    return Estimate(best=own, low=min(every), high=max(every)), in_order(
        movers, lambda mover: abs(mover.high - mover.low)
    )


def _chosen_ends(
    ends: Mapping[str, tuple[float, float]],
    moved: Mapping[str, tuple[float, float]],
    *,
    is_up: bool,
) -> Mapping[str, float]:
    """Give of each assumption the end that moves the value up, or the one that moves it down."""
    return {
        name: ends[name][0 if is_more(at_low, at_high) is is_up else 1]
        for name, (at_low, at_high) in moved.items()
    }
