"""
Supply in the brief: needs and routes with their sources, the plans by reading, what holds them
back, and which routes remain without an ally.
"""

from collections.abc import Sequence

from phaseline.case.model.case import Case
from phaseline.case.model.common import Cite
from phaseline.desk.delivery.plans import Deliverable, NeedState, ReadingPlan, RouteState
from phaseline.desk.delivery.transport_problem import EVERYWHERE
from phaseline.present.wording.numbers import (
    actor_words,
    amount_words,
    count_words,
    listed,
    lowered,
    number_words,
)
from phaseline.present.wording.supply import (
    ASSUMED,
    STATE_WORDS,
    VALUE,
    chanced_words,
    left_out_words,
    measure_words,
    percent,
    points,
    reading_words,
    span_points,
    step_name,
    step_words,
    title_of,
    value_words,
)
from phaseline.present.wording.table import WordTable
from phaseline.supply.matching import State
from phaseline.terms.letters import capitalised
from phaseline.terms.quantity import Quantity
from phaseline.terms.record import record
from phaseline.terms.ties import in_order, is_more

_MOST_PRICES, _MOST_MOVERS = 8, 4
_SHOWN = 0.005


@record
class NeedLine:
    """
    A need with the items that a source names for it.

    Args:
        title: The need.
        tier: Its tier.
        state: How it stands.
        items: Each item in words, with its citations.
        cites: Where it is asked for.
    """

    title: str
    tier: int
    state: str
    items: tuple[tuple[str, tuple[Cite, ...]], ...]
    cites: tuple[Cite, ...]


@record
class RouteEntry:
    """
    A route as the sources give it.

    Args:
        title: The route.
        history: What became of it.
        why: Why it was blocked or not used, or what it was for.
        exposure: What using it adds to the exposure to the other side's answer, with its range.
        useless_without: Those without whom it is useless.
        known: Whether those who oversee the executive know of it.
        cites: Where it is written.
    """

    title: str
    history: str
    why: str
    exposure: str
    useless_without: str
    known: str
    cites: tuple[Cite, ...]


def need_lines(case: Case, goods: Deliverable) -> tuple[NeedLine, ...]:
    """Give each need with its items."""
    return tuple(_need(case, goods, need) for need in goods.register.needs)


def needs_lead(goods: Deliverable) -> str:
    """Say how many needs have an item, and how many stocks a number."""
    states = [need.state for need in goods.register.needs]
    told = [
        f"{states.count(state)} {words}"
        for state, words in (
            (State.NAMED, "with a named item"),
            (State.PRECEDENT, "with a precedent only"),
            (State.NONE, "with none"),
        )
        if state in states
    ]
    numbered = sum(isinstance(stock.quantity, Quantity) for stock in goods.register.stocks)
    return (
        f"{count_words(len(states), 'need')}: {listed(told)}. Of"
        f" {count_words(len(goods.register.stocks), 'stock')} that a source names,"
        f" {numbered or 'none'} {'have' if numbered > 1 else 'has'} a number. A quantity that no"
        " source gives is not estimated."
    )


def route_entries(case: Case, goods: Deliverable) -> tuple[RouteEntry, ...]:
    """Give each route with what became of it."""
    return tuple(_entry(case, route) for route in goods.register.routes)


def passed_on_words(case: Case, goods: Deliverable) -> str:
    """
    Say how much of what they get the partners pass on that the first plan sends goods to; nothing
    where it sends them none.
    """
    problem = goods.first.shipping.problem
    used = {route.partner for route in problem.routes if route.id in goods.first.plan.opened}
    shares: dict[float, list[str]] = {}
    for partner in problem.partners:
        if partner.id in used:
            shares.setdefault(partner.passes_on, []).append(title_of(case, partner.id))
    told = [
        f"{listed(names)} {'passes' if len(names) == 1 else 'pass'} on {percent(share)} of what"
        f" {'it gets' if len(names) == 1 else 'they get'} (assumed)"
        for share, names in shares.items()
    ]
    return f"{'; '.join(told)}." if told else ""


def plans_board(case: Case, goods: Deliverable) -> WordTable:
    """Give the plan under each reading, and the one that is lawful under all of them."""
    first = goods.first
    draws = (
        f" Under chance: the same plan carried out {first.chanced.draws} times with waits as they"
        " may fall, on average, with the 5th and 95th percentile."
        if first.chanced
        else ""
    )
    lead = (
        f"Value: the {VALUE}. Each wait is planned at its {percent(first.shipping.quantile)}"
        f" point.{draws} {ASSUMED}"
    )
    every = [*goods.plans, *((goods.everywhere,) if goods.everywhere else ())]
    return WordTable(
        title="What could be delivered, by reading of the law",
        lead=lead,
        head=(
            "Reading",
            "Value, %",
            "Under chance, %",
            "Needs met at the deadline",
            "Routes used",
            "Price of certainty, points",
        ),
        rows=tuple(_plan_row(case, goods, one) for one in every),
    )


def certainty_words(case: Case, goods: Deliverable) -> str:
    """
    Say what it costs that a plan is lawful under every reading; nothing where the law is not asked
    or nothing is planned.
    """
    every, first = goods.everywhere, goods.first
    if every is None or not first.value:
        return ""
    price = goods.certainty(first.shipping.reading)
    sends = f"comes to {points(every.value)} %" if every.plan.deliveries else "sends nothing"
    share = (
        "all of the value"
        if price >= first.value
        else f"{percent(max(0.0, price) / first.value)} of the value"
    )
    return (
        f"The price of certainty: a plan that is lawful under every reading {sends}. That costs"
        f" {points(price)} points, {share} of the plan under the reading of"
        f" {lowered(case, reading_words(case, first.shipping.reading))}. Practice is no authority"
        " and silence no permission there."
    )


def prices_board(case: Case, goods: Deliverable) -> WordTable:
    """Give what one step of one thing would add to the first plan."""
    one = goods.first
    rows = (
        [
            (capitalised(step_words(case, one.shipping, price)), f"+{points(price.gain)}")
            for price in one.prices.each[:_MOST_PRICES]
        ]
        if one.prices
        else []
    )
    lead = ""
    if one.prices:
        nothing = (
            f" {count_words(len(one.prices.nothing), 'other thing')} would add nothing."
            if one.prices.nothing
            else ""
        )
        lead = (
            f"Under the reading of {lowered(case, reading_words(case, one.shipping.reading))}, the"
            " plan made again each time with one thing a step looser; its value is"
            f" {span_points(one.range) or points(one.value)} points. Everything a"
            f" {step_name(case)} later would take {points(one.prices.delay)}.{nothing}"
        )
    return WordTable(
        title="What holds the plan back",
        lead=lead,
        head=("One step", "Adds, in points"),
        rows=tuple(rows),
    )


def movers_words(case: Case, goods: Deliverable) -> str:
    """
    Say which assumptions move the value of the first plan most; nothing where that was not asked
    for.
    """
    asks = {assumption.id: assumption.asks for assumption in case.assumptions}
    told = [
        f"{lowered(case, asks[mover.assumption])} ({points(mover.low)} to {points(mover.high)})"
        for mover in goods.first.movers[:_MOST_MOVERS]
    ]
    return (
        "Assumptions that move it most, with the value in points at the low and at the high end of"
        f" each: {'; '.join(told)}."
        if told
        else ""
    )


def allies_board(case: Case, goods: Deliverable) -> WordTable:
    """
    Say of each route whether it stays useful if somebody stops, and from whom it would part the
    responder.
    """
    routes, allies = goods.register.routes, goods.register.allies
    names = [actor_words(case, name) for name in allies]
    left = [
        f"{actor_words(case, name)} {sum(name in route.useful_without for route in routes)}"
        for name in allies
        if any(name in route.useless_without for route in routes)
    ]
    return WordTable(
        title="Which routes stay useful if somebody stops",
        lead=(
            f"Routes that remain without each: {listed(left)}. A blocked route is of no use with or"
            " without anybody."
            if left
            else ""
        ),
        head=("Route", *(f"Without {name}" for name in names)),
        rows=(
            tuple(
                (route.route.title, *(_stays(route, name) for name in allies)) for route in routes
            )
            if left
            else ()
        ),
    )


def left_out_lines(case: Case, goods: Deliverable) -> tuple[tuple[str, str], ...]:
    """
    Say what no plan counts, and why; and what is out of the plan that is lawful under every
    reading.
    """
    first = goods.first.shipping.left_out
    every = goods.everywhere.shipping.left_out if goods.everywhere else ()
    return tuple(
        (measure_words(case, omission.entry, omission.goods), left_out_words(case, omission))
        for omission in dict.fromkeys((*first, *every))
    )


def _need(case: Case, goods: Deliverable, state: NeedState) -> NeedLine:
    stocks = {entry.stock.id: entry for entry in goods.register.stocks}
    items = []
    for match in state.matches:
        entry = stocks[match.stock]
        number = (
            amount_words(entry.quantity)
            if isinstance(entry.quantity, Quantity)
            else "number unknown"
        )
        remarks = [
            number,
            *(["own needs"] if entry.stock.own_needs_test else []),
            *([match.why_not] if match.why_not else []),
        ]
        items.append((f"{title_of(case, match.stock)} ({'; '.join(remarks)})", entry.stock.cites))
    return NeedLine(
        title=state.need.title,
        tier=state.need.tier,
        state=STATE_WORDS[state.state],
        items=tuple(items),
        cites=state.need.cites,
    )


def _entry(case: Case, state: RouteState) -> RouteEntry:
    exposed = state.exposure
    ends = (
        f" ({number_words(round(exposed.low, 3))} to {number_words(round(exposed.high, 3))})"
        if exposed
        else ""
    )
    return RouteEntry(
        title=state.route.title,
        history=state.route.history.replace("_", " "),
        why=state.route.reason or state.route.purpose or "–",
        exposure=f"{number_words(round(exposed.best, 3))}{ends}" if exposed else "none entered",
        useless_without=listed(
            [actor_words(case, name) for name in state.useless_without],
            empty="nobody in particular",
        ),
        known=state.route.known_to_oversight,
        cites=state.route.cites,
    )


def _plan_row(case: Case, goods: Deliverable, outlook: ReadingPlan) -> tuple[str, ...]:
    is_priced = goods.everywhere is not None and outlook.shipping.reading != EVERYWHERE
    return (
        capitalised(reading_words(case, outlook.shipping.reading)),
        value_words(outlook.plan),
        chanced_words(outlook.chanced) if outlook.plan.deliveries else "–",
        _met(case, outlook),
        listed(
            [title_of(case, name) for name in outlook.plan.opened], empty="none: nothing is sent"
        ),
        points(goods.certainty(outlook.shipping.reading)) if is_priced else "–",
    )


def _met(case: Case, outlook: ReadingPlan) -> str:
    shares: Sequence[tuple[str, float]] = [
        (need.id, outlook.plan.met[need.id][-1])
        for need in case.needs
        if is_more(outlook.plan.met.get(need.id, (0.0,))[-1], _SHOWN)
    ]
    told = [
        f"{title_of(case, name).partition(' (')[0]} {percent(share)}"
        for name, share in in_order(shares, lambda each: each[1])
    ]
    return "; ".join(told) or "none"


def _stays(state: RouteState, name: str) -> str:
    if name in state.route.parts_from:
        return "useful, but departs from its course"
    if name in state.useful_without:
        return "useful"
    return "useless" if name in state.useless_without else "blocked"
