"""
What the plans say to a reader's questions: what can arrive, when, whether that weakens the holder,
and what a course delivers.
"""

from phaseline.case.model.case import Case
from phaseline.case.model.response import Ladder
from phaseline.desk.delivery.plans import Deliverable, ReadingPlan
from phaseline.present.wording.law import reading_names
from phaseline.present.wording.numbers import count_words, listed, lowered
from phaseline.present.wording.sentences import Sentence
from phaseline.present.wording.supply import months_words, percent, points, title_of, week_date
from phaseline.supply.matching import State
from phaseline.terms.quantity import Quantity
from phaseline.terms.ties import in_order, is_more

_SHOWN = 0.005
_MOST_NEEDS = 3


def arrives(case: Case, found: Deliverable | None) -> list[Sentence]:
    """Say what can arrive and when, what every reading allows, and what the holder is left with."""
    if found is None or not case.needs:
        return []
    needs, counted = (
        found.register.needs,
        [one for one in found.register.stocks if isinstance(one.quantity, Quantity)],
    )
    named = sum(one.state is State.NAMED for one in needs)
    sentences = [
        Sentence(
            text=(
                f"Of {count_words(len(needs), 'need')}, {named} have a named item;"
                f" {count_words(len(counted), 'stock')} {'has' if len(counted) == 1 else 'have'} a"
                " number."
            ),
            cites=tuple(cite for one in counted for cite in one.stock.cites[:1]),
            basis=tuple(f"stocks.{one.stock.id}" for one in counted),
        )
    ]
    first = found.first
    sentences.append(
        Sentence(
            text=_reached(case, first), basis=tuple(f"routes.{name}" for name in first.plan.opened)
        )
    )
    if found.everywhere:
        some = (
            f"{percent(found.everywhere.value)} of it"
            if found.everywhere.plan.deliveries
            else "nothing"
        )
        sentences.append(Sentence(text=f"Lawful under every reading: {some}."))
    return [*sentences, *_weaker(found, first)]


def left_after(case: Case, found: Deliverable | None) -> list[Sentence]:
    """Say from when goods would arrive, so that a reader can hold the end of the war against it."""
    if found is None or not found.first.plan.deliveries:
        return []
    return [
        Sentence(text=f"Planned: goods from {_first_day(case, found.first)}.", basis=("needs",))
    ]


def summary_words(found: Deliverable) -> str:
    """Say in a line how the needs stand and what the plan comes to."""
    states = [one.state for one in found.register.needs]
    every = (
        f"; lawful under every reading {points(found.everywhere.value)}" if found.everywhere else ""
    )
    return (
        f"{states.count(State.NAMED)} of {count_words(len(states), 'need')} with a named item; plan"
        f" {points(found.first.value)} points of the needs{every}"
    )


def course_words(case: Case, ladder: Ladder, found: Deliverable | None) -> Sentence:
    """
    Say how long after consent a ladder's measures deliver; a measure without goods has nothing to
    send.
    """
    if found is None:
        return Sentence(text="")
    promises = found.register.promises
    new = dict.fromkeys(
        name
        for rung in ladder.rungs[1:]
        for name in rung.measures
        if name not in ladder.rungs[0].measures
    )
    routes = {one.id: one.route for one in case.measures}
    words: dict[str, list[str]] = {}
    for name in new:
        if name in promises:
            goods = promises[name]
            text = (
                "not known"
                if not goods.is_known
                else months_words(found.register.waits[name])
                if goods.share
                else "nothing to send"
            )
            words.setdefault(text, []).append(routes[name])
    if not words:
        return Sentence(text="No goods are named.")
    told = [f"{listed(list(dict.fromkeys(ways)))} {text}" for text, ways in words.items()]
    after = (
        " after consent"
        if any(goods.share and goods.is_known for name, goods in promises.items() if name in new)
        else ""
    )
    return Sentence(
        text=f"{'; '.join(told)[:1].upper()}{'; '.join(told)[1:]}{after}.",
        basis=tuple(f"measures.{name}" for name in new if name in promises),
    )


def _reached(case: Case, one: ReadingPlan) -> str:
    reading = reading_names(case).get(one.shipping.reading, "")
    lead = f"{reading}'s reading, assumed amounts:" if reading else "On assumed amounts:"
    shares = [(need.id, one.plan.met.get(need.id, (0.0,))[-1]) for need in case.needs]
    met = in_order(
        [(name, share) for name, share in shares if is_more(share, _SHOWN)], lambda pair: pair[1]
    )
    if not met:
        return f"{lead} nothing that may be counted on."
    told = [
        f"{lowered(case, title_of(case, name)).partition(' (')[0]} {percent(share)}"
        for name, share in met[:_MOST_NEEDS]
    ]
    return f"{lead} {listed(told)}, from {_first_day(case, one)}."


def _first_day(case: Case, one: ReadingPlan) -> str:
    week = min(
        place
        for shares in one.plan.met.values()
        for place, share in enumerate(shares)
        if share > _SHOWN
    )
    return week_date(case, week) or f"week {week}"


def _weaker(found: Deliverable, one: ReadingPlan) -> list[Sentence]:
    """Say that floors hold, and how much of what goes is neither surplus nor replaced."""
    sent = {delivery.stock for delivery in one.plan.deliveries}
    tested = [
        entry.stock
        for entry in found.register.stocks
        if entry.stock.id in sent and entry.stock.own_needs_test
    ]
    if not sent:
        return []
    text = (
        f"Floors hold; {len(tested)} of {count_words(len(sent), 'stock')} sent"
        f" {'is' if len(tested) == 1 else 'are'} neither surplus nor replaced."
    )
    return [Sentence(text=text, basis=tuple(f"stocks.{stock.id}" for stock in tested))]
