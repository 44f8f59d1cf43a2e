"""Supply in the brief: needs and routes with their sources, the plans by reading, what holds them back, and which routes remain without an ally."""

from collections.abc import Sequence

from phaseline.case.model.common import Cite
from phaseline.case.model.whole import Case
from phaseline.desk.deliverable import Deliverable, NeedState, Outlook
from phaseline.desk.shipping import EVERYWHERE
from phaseline.present.board import Board
from phaseline.present.supply_words import (
    ASSUMED,
    STATE_WORDS,
    VALUE,
    chanced_words,
    percent,
    points,
    reading_words,
    span_points,
    step_words,
    title_of,
)
from phaseline.present.words import actor_words, amount_words, count_words, listed
from phaseline.supply.matching import State
from phaseline.terms.quantity import Quantity
from phaseline.terms.record import record

_MOST_PRICES = 8
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
    """

    title: str
    tier: int
    state: str
    items: tuple[tuple[str, tuple[Cite, ...]], ...]


def need_lines(case: Case, found: Deliverable) -> tuple[NeedLine, ...]:
    """Give each need with its items."""
    return tuple(_need(case, found, one) for one in found.register.needs)


def needs_lead(found: Deliverable) -> str:
    """Say how many needs have an item."""
    states = [one.state for one in found.register.needs]
    told = [
        f"{states.count(state)} {words}"
        for state, words in ((State.NAMED, "with a named item"), (State.PRECEDENT, "with a precedent only"), (State.NONE, "with none"))
    ]
    return f"{count_words(len(states), 'need')}: {listed(told)}. A quantity that no source gives is not estimated."


def plans_board(case: Case, found: Deliverable) -> Board:
    """Give the plan under each reading, and the one that is lawful under all of them."""
    every = [*found.plans, *((found.everywhere,) if found.everywhere else ())]
    first = found.first
    price = (
        f" Lawful under every reading: what practice or silence carries under some reading is out; {percent(found.certainty(first.shipping.reading) / first.value)} of the first plan's value is the price of that certainty."
        if found.everywhere and first.value
        else ""
    )
    draws = f", beside what chance makes of it over {first.chanced.draws} draws, with the 5th and 95th percentile" if first.chanced else ""
    lead = f"Value: the {VALUE}, in points of a hundred{draws}. Each wait is planned at its {percent(first.shipping.quantile)} point.{price} {ASSUMED}"
    rows = tuple(
        (
            reading_words(case, one.shipping.reading),
            points(one.value) if one.plan.has_plan else one.plan.outcome.value,
            chanced_words(one.chanced),
            _met(case, one),
            listed([title_of(case, name) for name in one.plan.opened], empty="nothing is sent"),
            points(found.certainty(one.shipping.reading)) if found.everywhere and one.shipping.reading != EVERYWHERE else "–",
        )
        for one in every
    )
    return Board(
        title="What could be delivered, by reading of the law",
        lead=lead,
        head=("Reading", "Value", "Under chance", "Met by the deadline", "Routes", "Certainty costs"),
        rows=rows,
    )


def prices_board(case: Case, found: Deliverable) -> Board:
    """Give what one step of one thing would add to the first plan."""
    one = found.first
    if one.prices is None:
        return Board(title="What holds the plan back", lead="", head=("One step", "Adds, in points"), rows=())
    nothing = f" {count_words(len(one.prices.nothing), 'other thing')} would add nothing." if one.prices.nothing else ""
    lead = f"Under {reading_words(case, one.shipping.reading)}'s reading, the plan made again each time; its value is {span_points(one.range) or points(one.value)} points. Everything a week later would take {points(one.prices.delay)}.{nothing}"
    rows = tuple((step_words(case, price), f"+{points(price.gain)}") for price in one.prices.each[:_MOST_PRICES])
    return Board(title="What holds the plan back", lead=lead, head=("One step", "Adds, in points"), rows=rows)


def allies_board(case: Case, found: Deliverable) -> Board:
    """Say which routes lose their use if an ally stops, and which would part from it."""
    rows = []
    for name in found.register.allies:
        lost = [one.route.title for one in found.register.routes if name in one.useless_without]
        parts = [one.route.title for one in found.register.routes if name in one.route.parts_from]
        kept = [one for one in found.register.routes if name in one.useful_without]
        if lost or parts:
            rows.append((actor_words(case, name), listed(lost, empty="–"), str(len(kept)), listed(parts, empty="–")))
    return Board(
        title="If somebody stopped",
        lead="A blocked route is of no use with or without anybody.",
        head=("Who", "Loses its use", "Routes left", "Would part from that ally"),
        rows=tuple(rows),
    )


def left_out_lines(case: Case, found: Deliverable) -> tuple[tuple[str, str], ...]:
    """Say what no plan counts, and why; and what is out of the plan that is lawful under every reading."""
    first = found.first.shipping.left_out
    every = found.everywhere.shipping.left_out if found.everywhere else ()
    return tuple((title_of(case, one.id.partition(".")[2]), one.why) for one in dict.fromkeys((*first, *every)))


def _need(case: Case, found: Deliverable, one: NeedState) -> NeedLine:
    stocks = {entry.stock.id: entry for entry in found.register.stocks}
    items = []
    for match in one.matches:
        entry = stocks[match.stock]
        number = amount_words(entry.quantity) if isinstance(entry.quantity, Quantity) else "number unknown"
        remarks = [number, *(["own needs"] if entry.stock.own_needs_test else []), *([match.why_not] if match.why_not else [])]
        items.append((f"{title_of(case, match.stock)} ({'; '.join(remarks)})", entry.stock.cites))
    return NeedLine(title=one.need.title, tier=one.need.tier, state=STATE_WORDS[one.state], items=tuple(items))


def _met(case: Case, one: Outlook) -> str:
    shares: Sequence[tuple[str, float]] = [(name, met[-1]) for name, met in one.plan.met.items() if met[-1] > _SHOWN]
    return listed([f"{title_of(case, name).partition(' (')[0]} {percent(share)}" for name, share in shares], empty="nothing")
