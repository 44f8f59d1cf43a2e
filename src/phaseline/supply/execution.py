"""
A plan carried out: what arrives when consents come later than was counted on, goods take longer, or
a way is stopped.

What the plan sends is kept: a shipment waits for its consents, then for room on its route, and is
lost where its route is stopped. A partner passes on what it may as soon as it may.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import inf, isinf

import numpy as np

from phaseline.supply.matrix import Floats
from phaseline.supply.model import Lane, Partner, Problem
from phaseline.supply.plan import Delivery, Plan
from phaseline.terms.record import record
from phaseline.terms.ties import total


@record
class ChanceRun:
    """
    How chance turns out in one draw; what is left out goes as the problem says.

    Args:
        since: From which period each consent is there; never if infinite.
        lead: How many periods each route takes.
        lag: How many periods each partner waits.
        stopped: From which period on each route is stopped.
    """

    since: Mapping[str, float]
    lead: Mapping[str, int]
    lag: Mapping[str, int]
    stopped: Mapping[str, float]


@record
class ExecutedPlan:
    """
    What a plan comes to when chance has its way.

    Args:
        value: The weighed share of needs met, on average until their deadlines, by draw.
        met: By need, the share met by its deadline, by draw.
        first: By need, the first period in which anything has arrived, by draw; infinite if nothing
            does.
    """

    value: Floats
    met: Mapping[str, Floats]
    first: Mapping[str, Floats]


def carried(problem: Problem, plan: Plan, fortunes: Sequence[ChanceRun]) -> ExecutedPlan:
    """
    Carry a plan out in every draw.

    Args:
        problem: The problem.
        plan: Its plan.
        fortunes: How chance turns out.
    """
    weights = {need.id: need.weight for need in problem.needs}
    whole = total(weights.values())
    value = np.zeros(len(fortunes))
    met = {need.id: np.zeros(len(fortunes)) for need in problem.needs}
    first = {need.id: np.full(len(fortunes), inf) for need in problem.needs}
    lanes = {(lane.stock, lane.route, lane.need): lane for lane in problem.lanes}
    for draw, fortune in enumerate(fortunes):
        arrived = _arrivals(problem, plan.deliveries, lanes, fortune)
        for need in problem.needs:
            asked = np.minimum(1.0, (np.arange(problem.periods) + 1) / need.over)
            level = np.minimum(np.cumsum(arrived[need.id]), asked)
            until = min(need.deadline, problem.periods)
            met[need.id][draw] = level[until - 1]
            value[draw] += weights[need.id] / whole * level[: need.deadline].sum() / need.deadline
            there = np.flatnonzero(arrived[need.id] > 0)
            first[need.id][draw] = there[0] if len(there) else inf
    return ExecutedPlan(value=value, met=met, first=first)


def _arrivals(
    problem: Problem,
    deliveries: Sequence[Delivery],
    lanes: Mapping[tuple[str, str, str], Lane],
    fortune: ChanceRun,
) -> Mapping[str, Floats]:
    """Give what arrives at the beneficiary in each period, by need [share]."""
    arrived = {need.id: np.zeros(problem.periods) for need in problem.needs}
    received: dict[tuple[str, str], Floats] = {}
    for delivery, time, share in _departures(problem, deliveries, lanes, fortune):
        route = problem.routes[delivery.route]
        at = time + fortune.lead.get(route.id, route.lead)
        if at < problem.periods:
            goes = (
                received.setdefault((route.partner, delivery.need), np.zeros(problem.periods))
                if route.partner
                else arrived[delivery.need]
            )
            goes[at] += share
    for (name, need), shares in received.items():
        partner = problem.partners[name]
        lag = fortune.lag.get(name, partner.lag)
        arrived[need] += _passed_on(partner, need, shares, lag)
    return arrived


def _departures(
    problem: Problem,
    deliveries: Sequence[Delivery],
    lanes: Mapping[tuple[str, str, str], Lane],
    fortune: ChanceRun,
) -> Iterator[tuple[Delivery, int, float]]:
    """Give what leaves when, delivery by delivery; what comes too late for its route is lost."""
    room = {route.id: np.full(problem.periods, route.capacity) for route in problem.routes}
    for delivery in deliveries:
        lane = lanes[delivery.stock, delivery.route, delivery.need]
        since = max((fortune.since.get(name, 0.0) for name in lane.consents), default=0.0)
        ready = max(delivery.leaves, since)
        weight = problem.stocks[delivery.stock].mass * lane.whole
        for time, share in _leaving(delivery, ready, room[delivery.route], weight):
            if time >= fortune.stopped.get(delivery.route, inf):
                break
            yield delivery, time, share


def _leaving(
    delivery: Delivery, ready: float, room: Floats, mass: float
) -> list[tuple[int, float]]:
    """Give when how much of a shipment leaves: as soon as it may, and as there is room."""
    departures: list[tuple[int, float]] = []
    left = delivery.share
    if isinf(ready):
        return departures
    for time in range(int(ready), len(room)):
        share = min(left, room[time] / mass) if mass > 0 else left
        if share > 0:
            room[time] -= share * mass if mass > 0 else 0.0
            departures.append((time, share))
            left -= share
        if left <= 0:
            break
    return departures


def _passed_on(partner: Partner, need: str, received: Floats, lag: int) -> Floats:
    """Give what a partner passes on in each period for what it received, as far as it may."""
    periods = len(received)
    credit = partner.passes_on * np.concatenate(
        [np.zeros(min(lag, periods)), received[: max(0, periods - lag)]]
    )
    reserve = partner.reserve.get(need, 0.0)
    most = reserve - min(partner.floor.get(need, 0.0), reserve) + np.cumsum(received)
    return np.diff(np.minimum(np.cumsum(credit), most), prepend=0.0)
