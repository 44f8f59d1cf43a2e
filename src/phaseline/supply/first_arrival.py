"""
When the first of each lane can reach the beneficiary: what a lane waits for and how long it is
under way, without a plan.
"""

from math import inf

from phaseline.supply.model import Lane, Problem, TransportStock
from phaseline.supply.program import available
from phaseline.terms.ties import is_less, is_more


def first_arrivals(problem: Problem, least: float = 0.0) -> tuple[float, ...]:
    """
    Give the first period in which something of each lane can be there; infinite where nothing can,
    whatever is waited for. A deadline ends no wait: what is late arrives all the same.

    Args:
        problem: The problem.
        least: What is there of a lane in all has to come to more [share of the need].
    """
    return tuple(_first(problem, lane, least) for lane in problem.lanes)


def _first(problem: Problem, lane: Lane, least: float) -> float:
    route, stock = problem.routes[lane.route], problem.stocks[lane.stock]
    partner = problem.partners.get(route.partner)
    passed_on = partner.passes_on if partner else 1.0
    there = passed_on * available(stock, problem.periods) / lane.whole
    if route.is_closed or route.capacity <= 0 or not is_more(there, least):
        return inf
    consents = [problem.consents[name].since for name in lane.consents]
    lag = partner.lag if partner else 0
    return max([_there_from(stock), *consents]) + route.lead + lag


def _there_from(stock: TransportStock) -> float:
    """Give from which period on some of a stock may be given away; never, where none may be."""
    if is_more(stock.quantity, stock.floor):
        return 0
    is_made_up_for = stock.makes > 0 and not is_less(stock.quantity, stock.floor)
    return stock.makes_from if is_made_up_for else inf
