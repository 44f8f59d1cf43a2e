"""
What stands in the way of a delivery, and what would have to be true: the smallest conflict, and the
least changes that resolve it.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from math import floor, isfinite

import numpy as np

from phaseline.case.addresses import did_you_mean
from phaseline.case.model.case import Case
from phaseline.case.model.supply import Stock
from phaseline.desk.consent.consent import readings_of
from phaseline.desk.delivery.plans import may_ask
from phaseline.desk.delivery.supply_options import in_periods, steps_a_month
from phaseline.desk.delivery.transport_problem import QUANTILE, PlanningProblem, shipping
from phaseline.desk.estimates.valuation import Valuation, best_values, period_of
from phaseline.errors import QuestionError
from phaseline.supply.conflict import Infeasibility, Relaxation, conflict, is_possible, ways
from phaseline.supply.model import Goal, Problem
from phaseline.supply.plan import is_large
from phaseline.supply.program import faults, transfer
from phaseline.supply.solver import solved
from phaseline.terms.quantity import unit
from phaseline.terms.record import record

_DAY = 0.01  # of a step, so that a day that ends one counts


@record
class Obstacles:
    """
    What stands in the way of a share of one need, by a time; times are steps of the plan.

    Args:
        need: The need.
        stock: The stock that is to meet it; empty for any.
        share: The share.
        by: The step by whose end it is to be met.
        shipping: The problem.
        most: The largest share that can be met by then.
        earliest: The first step by whose end the share can be met; None where that is beyond what
            is planned.
        conflict: The smallest set of things that stand in the way; None where nothing does.
        ways: The least sets of changes after which it would be possible.
        reason: Why no plan sends the stock at all; empty where one could.
    """

    need: str
    stock: str
    share: float
    by: int
    shipping: PlanningProblem
    most: float
    earliest: int | None
    conflict: Infeasibility | None
    ways: tuple[tuple[Relaxation, ...], ...]
    reason: str = ""


def why(
    case: Case,
    item: str,
    *,
    share: float | None = None,
    months: float | None = None,
    reading: str = "",
    quantile: float = QUANTILE,
    without: Sequence[str] = (),
) -> Obstacles:
    """
    Say what stands in the way of a share of a need, by a time.

    Args:
        case: The case.
        item: The id of a need, or of a stock that is to meet one alone.
        share: The share; what the case's measures promise if left out, or all of it.
        months: By when, in months from the as-of date; the need's deadline if left out.
        reading: The reading of the law; the one that is played first if left out.
        quantile: The chance with which each wait is to be over.
        without: The ids of actors who stop.

    Raises:
        QuestionError: There is no such item or reading, or a number is out of its bounds.
    """
    values = best_values(case)
    may_ask(case, quantile, without, reading)
    known = readings_of(case)
    planning = shipping(
        values, reading=reading or next(iter(known), ""), quantile=quantile, without=without
    )
    need, stock, reason = _need_and_stock(case, planning, item)
    wrong = faults(planning.problem)
    reason = f"the numbers of the case give no plan at all: {'; '.join(wrong)}" if wrong else reason
    if reason:
        empty = Obstacles(
            need=need,
            stock=stock,
            share=0.0,
            by=planning.problem.periods,
            shipping=planning,
            most=0.0,
            earliest=None,
            conflict=None,
            ways=(),
        )
        return replace(empty, reason=reason)
    wanted = _promise(values, need) if share is None else share
    by = _deadline(planning, need) if months is None else floor(months * steps_a_month(case) + _DAY)
    if not 0 < wanted <= 1:
        raise QuestionError(f"found a share of {wanted:g}; expected more than 0 and at most 1")
    if not 1 <= by <= planning.problem.periods:
        raise QuestionError(
            f"found {(months or 0) / period_of(case):.3g} {case.period}s; expected at least"
            f" {in_periods(case, 1):.3g} and at most"
            f" {in_periods(case, planning.problem.periods):.3g}"
        )
    return _obstacles(planning, need, stock, Goal(need=need, share=wanted, by=by))


def _deadline(planning: PlanningProblem, need: str) -> int:
    """Give the step by whose end a need is to be met."""
    return planning.problem.needs[need].deadline


def _obstacles(planning: PlanningProblem, need: str, stock: str, goal: Goal) -> Obstacles:
    """
    Say what stands in the way of a goal, met by the lanes of its need, or of one stock, alone.
    """
    problem = _narrowed_problem(planning.problem, need, stock)
    wished = replace(problem, goals=(goal,))
    is_searched = not is_large(problem)
    infeasibility = (
        conflict(wished)
        if is_searched
        else None
        if is_possible(wished)
        else Infeasibility(holds=(), is_least=False)
    )
    return Obstacles(
        need=need,
        stock=stock,
        share=goal.share,
        by=goal.by,
        shipping=planning,
        most=_largest_share(problem, need, goal.by),
        earliest=_earliest(problem, need, goal.share),
        conflict=infeasibility,
        ways=ways(wished) if infeasibility and infeasibility.holds else (),
    )


def months_until(case: Case, text: str) -> float:
    """
    Give the months from the as-of date to a day, or those of a number of the case's periods.

    Raises:
        QuestionError: It is neither.
    """
    with suppress(ValueError):
        if isfinite(float(text)):
            return float(text) * period_of(case)
    with suppress(ValueError):
        if case.as_of.first is not None:
            return (date.fromisoformat(text) - case.as_of.first).days * unit("day").factor
    raise QuestionError(
        f"found {text!r}; expected a day such as 2025-06-01, or a number of {case.period}s"
    )


def _need_and_stock(case: Case, planning: PlanningProblem, item: str) -> tuple[str, str, str]:
    """
    Give the need and the stock that an item stands for, and why no plan sends it, where none does.

    Raises:
        QuestionError: There is none of that name.
    """
    if item in case.needs.ids:
        return item, "", ""
    if item not in case.stocks.ids:
        raise QuestionError(
            f"there is no need or stock {item!r} in this"
            f" case{did_you_mean(item, [*case.needs.ids, *case.stocks.ids])}"
        )
    met = next((lane.need for lane in planning.problem.lanes if lane.stock == item), "")
    return met, item, "" if met else _why_unsent(case, planning, item)


def _why_unsent(case: Case, planning: PlanningProblem, item: str) -> str:
    """Say why no plan sends a stock."""
    stock = case.stocks[item]
    reasons = [
        omission.why
        for omission in planning.left_out
        if (omission.section, omission.entry) == ("stocks", item)
    ]
    if stock.holder in planning.without:
        reasons.append("its holder takes no part")
    if stock.is_precedent_only:
        reasons.append("only a past delivery is named, and no present stock")
    if not stock.meets:
        reasons += ["it meets none of the needs", *_calibres_apart(case, stock)]
    if stock.launcher:
        reasons.append(f"it is fired from {stock.launcher} alone")
    return "; ".join(reasons)


def _calibres_apart(case: Case, stock: Stock) -> list[str]:
    """Say for which other calibres the needs are, each once; nothing for a stock without one."""
    others = [
        need.calibre
        for need in case.needs
        if need.calibre and stock.calibre and need.calibre != stock.calibre
    ]
    return [
        f"the need for {calibre} is for another calibre than {stock.calibre}"
        for calibre in dict.fromkeys(others)
    ]


def _promise(values: Valuation, need: str) -> float:
    """Give the largest share of a need that a measure promises; all of it where none does."""
    stocks = {stock.id for stock in values.case.stocks if need in stock.meets}
    promises = [
        values.of(measure.promise)
        for measure in values.case.measures
        if measure.promise and stocks & set(measure.goods)
    ]
    return max(promises, default=1.0)


def _narrowed_problem(problem: Problem, need: str, stock: str) -> Problem:
    """Give the problem with the lanes of one need, or of one stock, alone."""
    return replace(
        problem,
        lanes=tuple(
            lane for lane in problem.lanes if lane.need == need and stock in ("", lane.stock)
        ),
    )


def _largest_share(problem: Problem, need: str, by: int) -> float:
    """Give the largest share of a need that can have arrived by the end of a step."""
    transport = transfer(problem)
    place = [candidate.id for candidate in transport.problem.needs].index(need)
    cost = np.zeros(len(transport.program.cost))
    cost[transport.met[place, by - 1]] = -1.0
    solution = solved(replace(transport.program, cost=cost), relaxed=True)
    return max(0.0, -solution.objective) if solution.has_values else 0.0


def _earliest(problem: Problem, need: str, share: float) -> int | None:
    def may(by: int) -> bool:
        return is_possible(replace(problem, goals=(Goal(need=need, share=share, by=by),)))

    low, high = 0, problem.periods
    if not may(high):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if may(middle) else (middle, high)
    return high
