"""
The same transfer problem written a second time, in units and cumulative sums, for another solver:
PuLP with CBC.

Nothing of the product's program is used: only the records of the problem, as their docstrings say
what they mean.
"""

import warnings
from math import isinf

import pulp

from phaseline.supply.model import Aim

BIG = 1e5  # more than any shipment [unit]


def best(problem, order=(Aim.VALUE,)):
    """
    The best totals of a problem: the first aim, then each later one without giving up more than a
    trace of those before.
    """
    model, totals = _model(problem)
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # of the name by which PuLP 3 brings CBC; 4 brings none
        solver = pulp.PULP_CBC_CMD(
            msg=False, options=["ratioGap 0", "allowableGap 0", "primalTolerance 1e-9"]
        )
    found = {}
    for aim in order:
        model.setObjective(-totals[aim] if aim is Aim.VALUE else totals[aim])
        model.solve(solver)
        if pulp.LpStatus[model.status] != "Optimal":
            return None
        found[aim] = pulp.value(totals[aim])
        slack = 1e-7 * max(1.0, abs(found[aim]))
        model += (
            totals[aim] >= found[aim] - slack
            if aim is Aim.VALUE
            else totals[aim] <= found[aim] + slack
        )
    return found


def _model(problem):
    model = pulp.LpProblem("transfer", pulp.LpMinimize)
    times = range(problem.periods)
    routes = {one.id: one for one in problem.routes}
    since = {one.id: one.since for one in problem.consents}
    is_open = {
        one.id: model.add_variable(f"open_{one.id}", 0, 1, "Binary") for one in problem.routes
    }
    for one in problem.routes:
        if one.is_closed:
            model += is_open[one.id] == 0
    sent = {}
    for number, lane in enumerate(problem.lanes):
        for time in times:
            amount = model.add_variable(f"sent_{number}_{time}", 0)
            sent[number, time] = amount
            model += amount <= BIG * is_open[lane.route]
            if any(time < since[name] for name in lane.consents):
                model += amount == 0
    _stocks(model, problem, sent, times)
    _capacities(model, problem, sent, times)
    met = _met(model, problem, sent, routes, times)
    weight = sum(one.weight for one in problem.needs)
    value = pulp.lpSum(
        one.weight / weight / one.deadline * met[one.id, time]
        for one in problem.needs
        for time in times
        if time < one.deadline
    )
    exposure = pulp.lpSum(one.exposure * is_open[one.id] for one in problem.routes)
    cost = pulp.lpSum(one.cost * is_open[one.id] for one in problem.routes)
    for number, lane in enumerate(problem.lanes):
        shares = pulp.lpSum(sent[number, time] for time in times) * (1 / lane.whole)
        exposure, cost = exposure + lane.exposure * shares, cost + lane.cost * shares
    return model, {Aim.VALUE: value, Aim.EXPOSURE: exposure, Aim.COST: cost}


def _stocks(model, problem, sent, times):
    """By the end of each period no more has gone than was there and was made, above the floor."""
    for stock in problem.stocks:
        for time in times:
            gone = pulp.lpSum(
                sent[n, t]
                for n, lane in enumerate(problem.lanes)
                if lane.stock == stock.id
                for t in range(time + 1)
            )
            made = stock.makes * max(0, time + 1 - stock.makes_from)
            model += gone <= stock.quantity + made - stock.floor


def _capacities(model, problem, sent, times):
    mass = {one.id: one.mass for one in problem.stocks}
    for route in problem.routes:
        if not isinf(route.capacity):
            for time in times:
                load = [
                    mass[lane.stock] * sent[n, time]
                    for n, lane in enumerate(problem.lanes)
                    if lane.route == route.id
                ]
                model += pulp.lpSum(load) <= route.capacity


def _met(model, problem, sent, routes, times):
    """
    The share of each need that has arrived by the end of each period: never more than is asked for
    by then.
    """
    released = {
        (partner.id, need.id, time): model.add_variable(
            f"released_{partner.id}_{need.id}_{time}", 0
        )
        for partner in problem.partners
        for need in problem.needs
        for time in times
    }

    def received(through, need, until):
        """What has arrived over some routes by the end of a period, as a share of the need."""
        return pulp.lpSum(
            sent[n, t] * (1 / lane.whole)
            for n, lane in enumerate(problem.lanes)
            if lane.need == need and routes[lane.route].partner == through
            for t in times
            if t + routes[lane.route].lead <= until
        )

    for partner in problem.partners:
        for need in problem.needs:
            reserve = partner.reserve.get(need.id, 0.0)
            least = min(partner.floor.get(need.id, 0.0), reserve)
            for time in times:
                given = pulp.lpSum(released[partner.id, need.id, t] for t in range(time + 1))
                model += given <= partner.passes_on * received(
                    partner.id, need.id, time - partner.lag
                )
                model += reserve + received(partner.id, need.id, time) - given >= least
    met = {}
    for need in problem.needs:
        for time in times:
            arrived = received("", need.id, time) + pulp.lpSum(
                released[partner.id, need.id, t]
                for partner in problem.partners
                for t in range(time + 1)
            )
            met[need.id, time] = arrived
            model += arrived <= min(1.0, (time + 1) / need.over)
    return met
