"""
Consents and deliveries over the time of a plan as a picture: what is waited for, what leaves, and
when it reaches the beneficiary.
"""

from math import isinf

from phaseline.case.model.case import Case
from phaseline.desk.delivery.plans import ReadingPlan
from phaseline.desk.delivery.supply_options import in_periods
from phaseline.desk.delivery.transport_problem import (
    AwaitedConsent,
    ConsentInLaw,
    ConsentOfMaker,
    PlanningProblem,
)
from phaseline.present.charts.svg import label, line, picture, rectangle, text
from phaseline.present.charts.widths import width_of
from phaseline.present.wording.numbers import actor_words, count_words, lowered
from phaseline.present.wording.politics import chance_words
from phaseline.present.wording.supply import (
    day_after,
    measure_words,
    percent,
    steps_words,
    title_of,
    tried_words,
    wait_span,
)
from phaseline.supply.chances import Tries
from phaseline.terms.record import record

_LEFT, _WIDTH, _ROW, _TOP = 300.0, 226.0, 18.0, 22.0
_RIGHT, _WIDEST = 154.0, 260.0  # what is said beside a row: its room, at least and at most
_BY = 130.0  # the room of a partner's name
_SIZE = 9.5
_MOST = 20
_SHOWN = 0.005


@record
class DeliveryBar:
    """
    One row of the picture, in steps of the plan.

    Args:
        name: What it is.
        by: The partner through whom it goes; empty for a consent, and where it goes straight.
        waits: Until when a consent is waited for; infinite if it is not counted on; 0 for a
            delivery.
        leaves: When the first of it leaves.
        arrives: When the last of it arrives.
        reaches: When the last of it reaches the beneficiary; 0 for a consent.
        until: The same in words.
        told: What stands beside it.
    """

    name: str
    by: str
    waits: float
    leaves: int
    arrives: int
    reaches: int
    until: str
    told: str


@record
class DeliveriesView:
    """
    What the picture draws.

    Args:
        reading: The reading of the law.
        period: The name of a period of the case.
        length: How many periods a step of the plan has.
        steps: How many steps are planned.
        deadline: The last deadline [step].
        bars: The consents, then the deliveries by when they first leave.
        more: How many deliveries there is no room for.
    """

    reading: str
    period: str
    length: float
    steps: int
    deadline: int
    bars: tuple[DeliveryBar, ...]
    more: int


def deliveries_view(case: Case, outlook: ReadingPlan, reading: str) -> DeliveriesView:
    """Read the picture off a plan."""
    problem = outlook.shipping.problem
    consents, sent = _consents(case, outlook.shipping), _deliveries(case, outlook)
    room = max(1, _MOST - len(consents))
    return DeliveriesView(
        reading=reading,
        period=case.period,
        length=in_periods(case, 1.0),
        steps=problem.periods,
        deadline=max(need.deadline for need in problem.needs) if problem.needs else problem.periods,
        bars=(*consents, *sent[:room]),
        more=max(0, len(sent) - room),
    )


def _consents(case: Case, planning: PlanningProblem) -> list[DeliveryBar]:
    """
    Give a bar for each consent that a lane waits for: those in law first, then those of makers; the
    soonest first.
    """
    used = {name for lane in planning.problem.lanes for name in lane.consents}
    found = sorted(
        (consent for consent in planning.problem.consents if consent.id in used),
        key=lambda one: (isinstance(planning.consents[one.id], ConsentOfMaker), one.since),
    )
    return [
        DeliveryBar(
            name=_consent(case, planning.consents[one.id]),
            by="",
            waits=one.since,
            leaves=0,
            arrives=0,
            reaches=0,
            until="",
            told=_counted_on(case, planning, one.id, one.since),
        )
        for one in found
    ]


def _consent(case: Case, consent: AwaitedConsent) -> str:
    """Name a consent in a few words."""
    if isinstance(consent, ConsentInLaw):
        return f"Law: {lowered(case, measure_words(case, consent.measure, consent.goods))}"
    goods = f", {lowered(case, title_of(case, consent.stock))}" if consent.stock else ""
    return f"Maker's consent: {actor_words(case, consent.maker)}{goods}"


def _counted_on(case: Case, planning: PlanningProblem, name: str, since: float) -> str:
    """Say from when a consent is counted on, and with which chance or range."""
    wait = planning.waits[name]
    if isinf(since):
        return f"not counted on; chance {chance_words(wait.ever)}"
    when = f"after {steps_words(case, since)}" if since else "at once"
    if isinstance(wait, Tries):
        return (
            when
            if wait.chance >= 1
            else f"{when}; chance {chance_words(wait.chance)}{tried_words(case, wait)}"
        )
    told = f"{when} ({wait_span(case, wait)})" if wait.high > wait.low else when
    return told if wait.chance >= 1 else f"{told}; chance {chance_words(wait.chance)}"


def _deliveries(case: Case, outlook: ReadingPlan) -> list[DeliveryBar]:
    """
    Give a bar for each stock by each route, from the first leaving to the last arrival, in the
    order of leaving.
    """
    problem = outlook.shipping.problem
    lags = {partner.id: partner.lag for partner in problem.partners}
    routes = problem.routes
    rows: dict[tuple[str, str], list[float]] = {}
    for delivery in outlook.plan.deliveries:
        row = rows.setdefault(
            (delivery.stock, delivery.route), [delivery.leaves, delivery.arrives, 0, 0.0]
        )
        row[2], row[3] = max(row[2], delivery.arrives), row[3] + delivery.share
    bars = []
    for (stock, name), (leaves, first, last, share) in rows.items():
        if share > _SHOWN:
            route = routes[name]
            lag = lags.get(route.partner, 0)
            bars.append(
                DeliveryBar(
                    name=title_of(case, stock).partition(" (")[0],
                    by=title_of(case, route.partner) if route.partner else "",
                    waits=0.0,
                    leaves=int(leaves),
                    arrives=int(last),
                    reaches=max(1, int(last) + lag),
                    until=steps_words(case, max(1, int(last) + lag)),
                    told=f"{percent(share)}, {_from(case, int(first) + lag)}",
                )
            )
    return sorted(bars, key=lambda bar: (bar.leaves, bar.name, bar.by))


def _from(case: Case, steps: int) -> str:
    """Say from which day on something is there, or after how long where no day is known."""
    day = day_after(case, in_periods(case, steps))
    return f"from {day}" if day else f"after {steps_words(case, steps)}"


def deliveries_chart(view: DeliveriesView) -> str:
    """Draw the bars over the periods of the case."""
    bottom = _TOP + _ROW * len(view.bars)
    shapes: list[str] = []
    periods = int(view.steps * view.length)
    for period in range(0, periods + 1, max(1, periods // 6)):
        x = _x(period / view.length, view)
        shapes += [
            line(x, _TOP - 4, x, bottom, kind="grid"),
            text(x, _TOP - 9, f"{period}", size=9.5, anchor="middle", kind="axis"),
        ]
    end = _x(view.deadline, view)
    shapes += [
        line(end, _TOP - 4, end, bottom, kind="link"),
        text(end + 9, _TOP - 9, "deadline", size=9.5, kind="label"),
        text(_LEFT - 8, _TOP - 9, _axis(view), size=9.5, anchor="end", kind="axis"),
    ]
    for number, bar in enumerate(view.bars):
        shapes += _bar(bar, view, _TOP + _ROW * number)
    if view.more:
        shapes.append(
            text(
                0,
                bottom + 13,
                f"and {count_words(view.more, 'more delivery', 'more deliveries')}",
                size=9.5,
                kind="note",
            )
        )
    key = bottom + (24 if view.more else 8)
    return picture(
        width=_LEFT + _WIDTH + 8 + _beside(view),
        height=key + 38,
        title=f"Consents and deliveries: {view.reading}",
        description=". ".join(_read_out(bar) for bar in view.bars),
        shapes=[*shapes, *_key(view, key)],
        name="supply-deliveries",
    )


def _read_out(bar: DeliveryBar) -> str:
    by = f" by way of {bar.by}" if bar.by else ""
    until = f"; the last of it reaches the beneficiary within {bar.until}" if bar.reaches else ""
    return f"{bar.name}{by}: {bar.told}{until}"


def _axis(view: DeliveriesView) -> str:
    return f"{view.period}s from the as-of date"


def _beside(view: DeliveriesView) -> float:
    """Give the room of what is said beside the rows."""
    return min(max(_RIGHT, *(width_of(bar.told, _SIZE) + 4 for bar in view.bars), 0.0), _WIDEST)


def _bar(bar: DeliveryBar, view: DeliveriesView, top: float) -> list[str]:
    by = f"via {bar.by}" if bar.by else ""
    room = min(width_of(by, _SIZE), _BY)
    shapes = [
        label(0, top + 12, bar.name, room=_LEFT - 8 - (room + 8 if by else 0), size=_SIZE),
        label(_LEFT + _WIDTH + 8, top + 12, bar.told, room=_beside(view), size=_SIZE, kind="note"),
    ]
    if by:
        shapes.append(
            label(_LEFT - 8, top + 12, by, room=room, size=_SIZE, anchor="end", kind="note")
        )
    if bar.reaches:
        shapes.append(
            rectangle(
                _x(bar.leaves, view),
                top + 4,
                _x(bar.arrives, view) - _x(bar.leaves, view),
                9,
                kind="mark",
            )
        )
        if bar.reaches > bar.arrives:
            shapes.append(
                rectangle(
                    _x(bar.arrives, view),
                    top + 4,
                    _x(bar.reaches, view) - _x(bar.arrives, view),
                    9,
                    kind="span",
                )
            )
        return shapes
    if isinf(bar.waits):
        return [*shapes, line(_x(0, view), top + 8, _x(view.steps, view), top + 8, kind="open")]
    end = _x(bar.waits, view)
    return [
        *shapes,
        line(_x(0, view), top + 8, end, top + 8, kind="link"),
        rectangle(end - 3, top + 4, 7, 8, kind="mark", corner=4),
    ]


def _key(view: DeliveriesView, top: float) -> list[str]:
    """Say what the bars mean that are in the picture."""
    bars = view.bars
    marks = (
        (
            any(not bar.reaches and not isinf(bar.waits) for bar in bars),
            "link",
            "waits for consent",
        ),
        (any(isinf(bar.waits) for bar in bars), "open", "consent that is not counted on"),
        (any(bar.reaches for bar in bars), "mark", "under way"),
        (
            any(bar.reaches > bar.arrives for bar in bars),
            "span",
            "until the partner passes on goods of its own",
        ),
    )
    shapes: list[str] = []
    x, y, right = 0.0, top, _LEFT + _WIDTH + _RIGHT
    for kind, words in ((kind, words) for is_shown, kind, words in marks if is_shown):
        width = 28 + width_of(words, _SIZE)
        if x + width > right:
            x, y = 0.0, y + 16
        is_bar = kind in ("mark", "span")
        shapes.append(
            rectangle(x, y + 4, 22, 9, kind=kind)
            if is_bar
            else line(x, y + 9, x + 22, y + 9, kind=kind)
        )
        shapes.append(text(x + 28, y + 13, words, size=_SIZE, kind="note"))
        x += width + 18
    return shapes


def _x(step: float, view: DeliveriesView) -> float:
    return _LEFT + min(step, view.steps) / view.steps * _WIDTH
