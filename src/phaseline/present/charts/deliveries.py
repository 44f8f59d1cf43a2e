"""Consents and deliveries over the weeks of a plan as a picture: what is waited for, what leaves, and when it reaches the beneficiary."""

from math import isinf

from phaseline.case.model.whole import Case
from phaseline.desk.deliverable import Outlook
from phaseline.desk.shipping import WEEKS
from phaseline.present.charts.svg import line, picture, rectangle, text
from phaseline.present.supply_words import percent, title_of, week_date
from phaseline.present.words import actor_words, lowered, shortened
from phaseline.terms.record import record

_LEFT, _WIDTH, _ROW, _TOP = 296.0, 300.0, 18.0, 26.0
_MOST, _LONGEST = 20, 44
_SHOWN = 0.005


@record
class WeekBar:
    """
    One row of the picture, in weeks.

    Args:
        name: What it is.
        waits: Until when a consent is waited for; infinite if it is not counted on; 0 for a delivery.
        leaves: When the first of it leaves.
        arrives: When the last of it arrives.
        reaches: When the last of it reaches the beneficiary.
        told: What stands beside it.
    """

    name: str
    waits: float
    leaves: int
    arrives: int
    reaches: int
    told: str


@record
class WeeksView:
    """
    What the picture draws.

    Args:
        reading: The reading of the law.
        weeks: How many weeks are planned.
        deadline: The last deadline [week].
        bars: The consents, then the deliveries.
    """

    reading: str
    weeks: int
    deadline: int
    bars: tuple[WeekBar, ...]


def weeks_view(case: Case, one: Outlook, reading: str) -> WeeksView:
    """Read the picture off a plan."""
    made = one.shipping
    used = {name for lane in made.problem.lanes for name in lane.consents}
    consents = [
        WeekBar(
            name=shortened(_consent(case, consent.id), 62),
            waits=consent.since,
            leaves=0,
            arrives=0,
            reaches=0,
            told="not counted on" if isinf(consent.since) else f"week {consent.since:.0f}" if consent.since else "at once",
        )
        for consent in made.problem.consents
        if consent.id in used
    ]
    lags = {partner.id: partner.lag for partner in made.problem.partners}
    lead = {route.id: route.lead for route in made.problem.routes}
    wait = {route.id: lags.get(route.partner, 0) for route in made.problem.routes}
    through = {route.id: f"by {title_of(case, route.partner)}" if route.partner else "straight" for route in made.problem.routes}
    rows: dict[tuple[str, str], list[float]] = {}
    for delivery in one.plan.deliveries:
        row = rows.setdefault((delivery.stock, delivery.route), [delivery.leaves, 0, 0, 0.0])
        row[1], row[2] = max(row[1], delivery.arrives), max(row[2], delivery.arrives + wait[delivery.route])
        row[3] += delivery.share
    sent = [
        WeekBar(
            name=f"{shortened(title_of(case, stock), _LONGEST)}, {through[route]}",
            waits=0.0,
            leaves=int(first),
            arrives=int(arrives),
            reaches=int(reaches),
            told=f"{percent(share)}, from {week_date(case, int(first) + lead[route] + wait[route]) or f'week {int(first) + lead[route] + wait[route]}'}",
        )
        for (stock, route), (first, arrives, reaches, share) in rows.items()
        if share > _SHOWN
    ]
    return WeeksView(
        reading=reading,
        weeks=made.problem.periods,
        deadline=max(need.deadline for need in made.problem.needs),
        bars=(*consents, *sent)[:_MOST],
    )


def _consent(case: Case, name: str) -> str:
    """Name a consent in a few words."""
    kind, _, what = name.partition(" ")
    return f"maker's consent: {actor_words(case, what)}" if kind == "maker" else f"law: {lowered(case, title_of(case, what))}"


def weeks_chart(view: WeeksView) -> str:
    """Draw the bars; a month is 4⅓ weeks."""
    bottom = _TOP + _ROW * len(view.bars)
    shapes: list[str] = []
    months = int(view.weeks / WEEKS)
    for month in range(0, months + 1, max(1, months // 6)):
        x = _x(month * WEEKS, view)
        shapes += [line(x, _TOP - 4, x, bottom, kind="grid"), text(x, _TOP - 10, f"{month}", size=9.5, anchor="middle", kind="axis")]
    shapes.append(text(_LEFT + _WIDTH + 8, _TOP - 10, "months", size=9.5, kind="axis"))
    shapes.append(line(_x(view.deadline, view), _TOP - 4, _x(view.deadline, view), bottom, kind="link"))
    for number, bar in enumerate(view.bars):
        shapes += _bar(bar, view, _TOP + _ROW * number)
    shapes += _key(bottom + 6)
    return picture(
        width=_LEFT + _WIDTH + 128,
        height=bottom + 30,
        title=f"Consents and deliveries: {view.reading}",
        description=". ".join(
            f"{bar.name}: {bar.told}{f', reaches the beneficiary by week {bar.reaches}' if bar.reaches else ''}" for bar in view.bars
        ),
        shapes=shapes,
        name="supply-weeks",
    )


def _bar(bar: WeekBar, view: WeeksView, top: float) -> list[str]:
    shapes = [text(0, top + 12, bar.name, size=9.5)]
    if bar.reaches:
        shapes.append(rectangle(_x(bar.leaves, view), top + 4, _x(bar.arrives, view) - _x(bar.leaves, view), 9, kind="mark"))
        if bar.reaches > bar.arrives:
            shapes.append(rectangle(_x(bar.arrives, view), top + 4, _x(bar.reaches, view) - _x(bar.arrives, view), 9, kind="span"))
        end = bar.reaches
    else:
        end = view.weeks if isinf(bar.waits) else int(bar.waits)
        stroke = "open" if isinf(bar.waits) else "link"
        shapes.append(line(_x(0, view), top + 8, _x(end, view), top + 8, kind=stroke))
        if not isinf(bar.waits):
            shapes.append(rectangle(_x(end, view) - 3, top + 4, 6, 8, kind="mark", corner=4))
    shapes.append(text(_LEFT + _WIDTH + 8, top + 12, bar.told, size=9.5, kind="note"))
    return shapes


def _key(y: float) -> list[str]:
    return [
        line(0, y + 9, 22, y + 9, kind="link"),
        text(28, y + 13, "waits for consent", size=9.5, kind="note"),
        line(130, y + 9, 152, y + 9, kind="open"),
        text(158, y + 13, "not counted on", size=9.5, kind="note"),
        rectangle(250, y + 5, 22, 9, kind="mark"),
        text(278, y + 13, "under way", size=9.5, kind="note"),
        rectangle(345, y + 5, 22, 9, kind="span"),
        text(373, y + 13, "until the partner passes on its own; the share is of the need", size=9.5, kind="note"),
    ]


def _x(week: float, view: WeeksView) -> float:
    return _LEFT + min(week, view.weeks) / view.weeks * _WIDTH
