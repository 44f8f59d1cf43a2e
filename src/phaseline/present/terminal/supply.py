"""
The supply of a case for the terminal: needs, stocks, routes, counters, depleted donors, and what
measures promise.
"""

from collections.abc import Sequence

from phaseline.case.model.case import Case
from phaseline.desk.delivery.plans import Register, RouteState, StockState
from phaseline.desk.delivery.supply_options import MeasureSupply
from phaseline.desk.estimates.ranges import Estimate
from phaseline.present.wording.layout import heading, table, wrapped
from phaseline.present.wording.numbers import (
    actor_words,
    amount_words,
    count_words,
    listed,
    within_words,
)
from phaseline.present.wording.supply import (
    STATE_WORDS,
    having,
    percent,
    time_words,
    title_of,
)
from phaseline.supply.matching import State
from phaseline.terms.quantity import Quantity

NO_SUPPLY = "This case names no needs, stocks or routes (supply.yaml)."


def register_text(case: Case, register: Register) -> str:
    """Give what a case says of supply as blocks of text."""
    if not (register.needs or register.stocks or register.routes):
        return NO_SUPPLY
    parts = [
        f"{heading(f'Supply: {case.title}')}\n{wrapped(_lead(register))}",
        _needs(case, register),
        _stocks(register),
        _routes(case, register.routes),
        _counters(case, register),
        _donors(case, register),
        _promises(case, register),
    ]
    return "\n\n".join(part for part in parts if part)


def _lead(register: Register) -> str:
    states = [need.state for need in register.needs]
    numbered = sum(isinstance(stock.quantity, Quantity) for stock in register.stocks)
    return (
        f"Of {count_words(len(states), 'need')}, {having(states.count(State.NAMED))} a named item,"
        f" {states.count(State.PRECEDENT)} only a precedent, {states.count(State.NONE)} none. Of"
        f" {count_words(len(register.stocks), 'stock')}, {having(numbered)} a number; any other"
        " quantity is not in the sources."
    )


def _needs(case: Case, register: Register) -> str:
    precedents = {stock.id for stock in case.stocks if stock.is_precedent_only}
    rows = []
    for need in register.needs:
        items = [
            title_of(case, match.stock)
            for match in need.matches
            if match.fits and match.stock not in precedents
        ]
        past = [
            f"{title_of(case, match.stock)} (a past delivery)"
            for match in need.matches
            if match.fits and match.stock in precedents
        ]
        misfits = [
            f"not {title_of(case, match.stock)}: {match.why_not}"
            for match in need.matches
            if not match.fits
        ]
        rows.append(
            (
                need.need.title,
                str(need.need.tier),
                STATE_WORDS[need.state],
                "; ".join([*items, *past, *misfits]) or "none",
            )
        )
    columns = ("Need", "Tier", "State", "Items that a source names")
    return f"{heading('Needs')}\n{table(columns, rows, widths=(26, 4, 14, 50))}" if rows else ""


def _stocks(register: Register) -> str:
    rows = [
        (
            stock.stock.title,
            _quantity(stock),
            stock.stock.status.replace("_", " "),
            "own needs" if stock.stock.own_needs_test else "",
            _fits(stock),
        )
        for stock in register.stocks
    ]
    head = ("Stock", "Number", "Status", "Test", "Meets")
    return f"{heading('Stocks')}\n{table(head, rows, widths=(36, 18, 9, 9, 20))}" if rows else ""


def _quantity(state: StockState) -> str:
    return (
        amount_words(state.quantity)
        if isinstance(state.quantity, Quantity)
        else "not in the sources"
    )


def _fits(state: StockState) -> str:
    if state.stock.is_precedent_only:
        return f"{listed(list(state.meets), empty='')} (past only)"
    if not state.meets and state.stock.launcher:
        return f"none of the needs; fired from {state.stock.launcher}"
    calibre = f" ({state.stock.calibre})" if state.stock.calibre else ""
    return f"{listed(list(state.meets), empty='none of the needs')}{calibre}"


def _routes(case: Case, routes: Sequence[RouteState]) -> str:
    rows = [
        (
            route.route.title,
            route.route.history.replace("_", " "),
            route.route.reason or route.route.purpose or "",
            (
                within_words(
                    *(
                        f"{end:.2f}"
                        for end in (route.exposure.best, route.exposure.low, route.exposure.high)
                    )
                )
                if route.exposure
                else ""
            ),
            listed([actor_words(case, name) for name in route.useless_without], empty="nobody"),
        )
        for route in routes
    ]
    head = ("Route", "History", "Why", "Exposure", "Useless without")
    return f"{heading('Routes')}\n{table(head, rows, widths=(24, 9, 31, 12, 16))}" if rows else ""


def _counters(case: Case, register: Register) -> str:
    lines = [
        wrapped(
            f"{counter.against}: {listed([title_of(case, name) for name in counter.answer])}",
            hang=4,
        )
        for counter in register.counters
    ]
    lead = wrapped(
        "Which system a source names against which: quotations, no judgement of what they would do."
    )
    return "\n".join([heading("Counters that a source names"), lead, *lines]) if lines else ""


def _donors(case: Case, register: Register) -> str:
    lines = [
        wrapped(f"{actor_words(case, donor.actor)}: {donor.depleted_in}. {donor.why}.", hang=4)
        for donor in register.donors
    ]
    return "\n".join([heading("Depleted donors"), *lines]) if lines else ""


def _promises(case: Case, register: Register) -> str:
    horizon = max(case.horizon)
    rows = [
        (name, title_of(case, name), *_promise(case, one, register.waits.get(name)))
        for name, one in register.promises.items()
    ]
    lead = (
        f"How far each measure can keep its promise within {horizon} {case.period}s of consent, and"
        " its first delivery; this is what the game plays. A measure without goods does not bite."
    )
    if not rows:
        return ""
    columns = ("Measure", "", "Kept", "First delivery")
    promises = table(columns, rows, widths=(20, 44, 12, 16))
    return f"{heading('What measures promise')}\n{wrapped(lead)}\n{promises}"


def _promise(case: Case, supply: MeasureSupply, wait: Estimate | None) -> tuple[str, str]:
    if not supply.is_known:
        return "not known", "not known"
    if not wait:
        return "nothing to send", "never"
    return percent(supply.share), time_words(wait, case.period)
