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
from phaseline.present.wording.numbers import actor_words, amount_words, count_words, listed
from phaseline.present.wording.supply import (
    STATE_WORDS,
    percent,
    time_words,
    title_of,
)
from phaseline.supply.matching import State
from phaseline.terms.quantity import Quantity

NO_SUPPLY = "This case names no needs, stocks or routes (supply.yaml)."


def register_text(case: Case, found: Register) -> str:
    """Give what a case says of supply as blocks of text."""
    if not (found.needs or found.stocks or found.routes):
        return NO_SUPPLY
    parts = [
        f"{heading(f'Supply: {case.title}')}\n{wrapped(_lead(found))}",
        _needs(case, found),
        _stocks(found),
        _routes(case, found.routes),
        _counters(case, found),
        _donors(case, found),
        _promises(case, found),
    ]
    return "\n\n".join(part for part in parts if part)


def _lead(found: Register) -> str:
    states = [one.state for one in found.needs]
    numbered = sum(isinstance(one.quantity, Quantity) for one in found.stocks)
    return (
        f"Of {count_words(len(states), 'need')}, {states.count(State.NAMED)} have a named item,"
        f" {states.count(State.PRECEDENT)} only a precedent, {states.count(State.NONE)} none. Of"
        f" {count_words(len(found.stocks), 'stock')}, {numbered} have a number; any other quantity"
        " is not in the sources."
    )


def _needs(case: Case, found: Register) -> str:
    precedents = {one.id for one in case.stocks if one.is_precedent_only}
    rows = []
    for one in found.needs:
        items = [
            title_of(case, match.stock)
            for match in one.matches
            if match.fits and match.stock not in precedents
        ]
        past = [
            f"{title_of(case, match.stock)} (a past delivery)"
            for match in one.matches
            if match.fits and match.stock in precedents
        ]
        misfits = [
            f"not {title_of(case, match.stock)}: {match.why_not}"
            for match in one.matches
            if not match.fits
        ]
        rows.append(
            (
                one.need.title,
                str(one.need.tier),
                STATE_WORDS[one.state],
                "; ".join([*items, *past, *misfits]) or "none",
            )
        )
    columns = ("Need", "Tier", "State", "Items that a source names")
    return f"{heading('Needs')}\n{table(columns, rows, widths=(26, 4, 14, 50))}" if rows else ""


def _stocks(found: Register) -> str:
    rows = [
        (
            one.stock.title,
            _quantity(one),
            one.stock.status.replace("_", " "),
            "own needs" if one.stock.own_needs_test else "",
            _fits(one),
        )
        for one in found.stocks
    ]
    head = ("Stock", "Number", "Status", "Test", "Meets")
    return f"{heading('Stocks')}\n{table(head, rows, widths=(36, 18, 9, 9, 20))}" if rows else ""


def _quantity(one: StockState) -> str:
    return (
        amount_words(one.quantity) if isinstance(one.quantity, Quantity) else "not in the sources"
    )


def _fits(one: StockState) -> str:
    if one.stock.is_precedent_only:
        return f"{listed(list(one.meets), empty='')} (past only)"
    if not one.meets and one.stock.launcher:
        return f"none of the needs; fired from {one.stock.launcher}"
    calibre = f" ({one.stock.calibre})" if one.stock.calibre else ""
    return f"{listed(list(one.meets), empty='none of the needs')}{calibre}"


def _routes(case: Case, routes: Sequence[RouteState]) -> str:
    rows = [
        (
            one.route.title,
            one.route.history.replace("_", " "),
            one.route.reason or one.route.purpose or "",
            (
                f"{one.exposure.best:.2f} ({one.exposure.low:.2f} to {one.exposure.high:.2f})"
                if one.exposure
                else ""
            ),
            listed([actor_words(case, name) for name in one.useless_without], empty="nobody"),
        )
        for one in routes
    ]
    head = ("Route", "History", "Why", "Exposure", "Useless without")
    return f"{heading('Routes')}\n{table(head, rows, widths=(24, 9, 31, 12, 16))}" if rows else ""


def _counters(case: Case, found: Register) -> str:
    lines = [
        wrapped(f"{one.against}: {listed([title_of(case, name) for name in one.answer])}", hang=4)
        for one in found.counters
    ]
    lead = wrapped(
        "Which system a source names against which: quotations, no judgement of what they would do."
    )
    return "\n".join([heading("Counters that a source names"), lead, *lines]) if lines else ""


def _donors(case: Case, found: Register) -> str:
    lines = [
        wrapped(f"{actor_words(case, one.actor)}: {one.depleted_in}. {one.why}.", hang=4)
        for one in found.donors
    ]
    return "\n".join([heading("Depleted donors"), *lines]) if lines else ""


def _promises(case: Case, found: Register) -> str:
    horizon = max(case.horizon)
    rows = [
        (name, title_of(case, name), *_promise(case, one, found.waits.get(name)))
        for name, one in found.promises.items()
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


def _promise(case: Case, one: MeasureSupply, wait: Estimate | None) -> tuple[str, str]:
    if not one.is_known:
        return "not known", "not known"
    if not wait:
        return "nothing to send", "never"
    return percent(one.share), time_words(wait, case.period)
