"""
When the first of a plan's goods arrives, over draws of the assumptions that the date rests on.

A plan is made once, at the best values; the first that could arrive by the routes that it uses is
found in every draw without one, for it hangs on what is waited for and on what is under way, and
not on what is sent beside it.
A consent is there when it is as likely as the plan asks for; times are what the draw makes them.
"""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from phaseline.case.model.case import Case
from phaseline.desk.consent.consent import rests_on as consents_rest_on
from phaseline.desk.consent.consent import wait_rests_on
from phaseline.desk.delivery.supply_options import SupplyOption, in_periods, ways
from phaseline.desk.delivery.transport_problem import (
    AwaitedConsent,
    ConsentOfMaker,
    PlanningProblem,
    shipping,
)
from phaseline.desk.estimates.assumption_draws import drawn_valuations
from phaseline.desk.estimates.percentiles import DrawRange, range_of
from phaseline.desk.estimates.valuation import Valuation, assumptions_in, ends_of, in_case_order
from phaseline.game.arrays import Floats
from phaseline.supply.first_arrival import first_arrivals
from phaseline.supply.plan import Plan
from phaseline.terms.record import record
from phaseline.terms.ties import is_more, is_same

SHOWN = 0.005  # a share of a need that is less is not worth a word


@record
class FirstArrival:
    """
    When the first of something arrives.

    Args:
        planned: In the plan, at the best values [period].
        drawn: Over the draws in which anything arrives [period].
        share: The share of the draws in which anything does.
        rests_on: The ids of the assumptions with a range that it rests on: the times and consents
            of what comes first in some draw, in the order of the case.
        routes: The ids of the routes by which something comes first in some draw.
    """

    planned: float
    drawn: DrawRange
    share: float
    rests_on: tuple[str, ...]
    routes: tuple[str, ...]


@record
class ArrivalDates:
    """
    When the first of a plan's goods arrives, over draws.

    Args:
        first: Of all that it sends.
        needs: Of what it sends for each need, by its id.
        draws: How many draws there are.
    """

    first: FirstArrival
    needs: Mapping[str, FirstArrival]
    draws: int


def arrival_dates(values: Valuation, planning: PlanningProblem, plan: Plan) -> ArrivalDates | None:
    """
    Give when the first of a plan's goods arrives, by the routes that it uses; None where it sends
    nothing that counts.

    Args:
        values: One value for every assumption, with which the plan was made.
        planning: The problem.
        plan: Its plan.

    Raises:
        QuestionError: A formula leads to no number in some draw.
    """
    case, lanes = values.case, planning.problem.lanes
    planned = planned_arrivals(plan)
    if not planned:
        return None
    used = [place for place, lane in enumerate(lanes) if lane.route in plan.opened]
    waits = [_rests_on(values, planning, place) for place in range(len(lanes))]
    starts = _starts(values, planning, frozenset(planning.rests_on).union(*waits))

    def first(step: int, places: Iterable[int]) -> FirstArrival:
        chosen = [*places]
        soonest = starts[:, chosen].min(axis=1)
        comes_first = np.isfinite(soonest)[:, None] & (starts[:, chosen] == soonest[:, None])
        ahead = [chosen[column] for column in np.flatnonzero(comes_first.any(axis=0))]
        names = frozenset[str]().union(*(waits[place] for place in ahead))
        return FirstArrival(
            planned=in_periods(case, step),
            drawn=range_of(in_periods(case, 1.0) * soonest),
            share=float(np.isfinite(soonest).mean()),
            rests_on=tuple(name for name in in_case_order(case, names) if _has_range(case, name)),
            routes=tuple(
                route.id
                for route in case.routes
                if any(lanes[place].route == route.id for place in ahead)
            ),
        )

    return ArrivalDates(
        first=first(min(planned.values()), used),
        needs={
            need.id: first(
                planned[need.id], (place for place in used if lanes[place].need == need.id)
            )
            for need in case.needs
            if need.id in planned
        },
        draws=len(starts),
    )


def _has_range(case: Case, name: str) -> bool:
    """Whether an assumption has two ends that are not one."""
    ends = ends_of(case.assumptions[name])
    return ends is not None and not is_same(*ends)


def planned_arrivals(plan: Plan) -> Mapping[str, int]:
    """Give in which step of a plan the first arrives of what counts, by need; no need without."""
    steps = {
        name: next((step for step, share in enumerate(shares) if is_more(share, SHOWN)), None)
        for name, shares in plan.met.items()
    }
    return {name: step for name, step in steps.items() if step is not None}


def _starts(values: Valuation, planning: PlanningProblem, names: Iterable[str]) -> Floats:
    """Give the first step in which something of each lane can be there (draw, lane)."""
    rows = []
    for at in drawn_valuations(values, names):
        drawn = shipping(
            at,
            reading=planning.reading,
            quantile=planning.quantile,
            without=planning.without,
            is_drawn=True,
        )
        rows.append(first_arrivals(drawn.problem, SHOWN))
    return np.array(rows, dtype=np.float64)


def _rests_on(values: Valuation, planning: PlanningProblem, place: int) -> frozenset[str]:
    """Give the ids of the assumptions on which it rests when the first of a lane arrives."""
    case, lane = values.case, planning.problem.lanes[place]
    measure = case.measures[planning.measures[lane.name]]
    texts = [
        text
        for way in ways(case, measure)
        if (way.stock.id, way.route.id, way.need.id) == (lane.stock, lane.route, lane.need)
        for text in _times_of(way)
    ]
    names = frozenset(name for text in texts for name in assumptions_in(case, text))
    consents = [planning.consents[name] for name in lane.consents]
    return names.union(*(_consent_rests_on(values, consent) for consent in consents))


def _times_of(way: SupplyOption) -> Iterator[str]:
    stock = way.stock
    yield way.route.lead
    yield way.donor.lag if way.donor else ""
    if stock.makes:
        yield stock.makes_after
    if stock.maker:
        yield stock.maker_delay
        yield stock.maker_chance


def _consent_rests_on(values: Valuation, consent: AwaitedConsent) -> frozenset[str]:
    """Give the assumptions on which a consent in law rests; what a maker's does is the way's."""
    if isinstance(consent, ConsentOfMaker):
        return frozenset()
    if consent.stand is None:
        return frozenset().union(*consents_rest_on(values.case))
    return wait_rests_on(values.case, consent.stand)
