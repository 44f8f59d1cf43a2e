"""Routes as a picture: from the holder by each route, through whom, to the beneficiary, and what became of it."""

from phaseline.case.model.whole import Case
from phaseline.case.values import amount_or_unknown
from phaseline.desk.deliverable import Deliverable
from phaseline.present.charts.svg import line, lines_of, picture, rectangle, text
from phaseline.present.words import actor_words, amount_words, count_words, listed, shortened
from phaseline.terms.quantity import Quantity
from phaseline.terms.record import record

_WIDTH, _BAND, _TOP = 680.0, 68.0, 12.0
_HOLDER, _ROUTE, _PARTNER, _END = (0.0, 92.0), (150.0, 236.0), (446.0, 110.0), (604.0, 76.0)


@record
class RouteLine:
    """
    One route of the picture.

    Args:
        title: The route.
        history: used, proposed, not used or blocked.
        through: The partner that passes on its own goods, or whose products carry the goods; empty where it leads straight there.
        told: What went, what is planned, or why it was blocked.
    """

    title: str
    history: str
    through: str
    told: str


@record
class FlowView:
    """
    What the picture draws.

    Args:
        holder: Who has the goods.
        beneficiary: Who asks for them.
        routes: The routes.
    """

    holder: str
    beneficiary: str
    routes: tuple[RouteLine, ...]


def flow_view(case: Case, found: Deliverable) -> FlowView:
    """Read the picture off the routes and the plan that is made under the reading that is played first."""
    asked = {one.asked_by for one in case.needs}
    sent: dict[str, set[str]] = {}
    for delivery in found.first.plan.deliveries:
        sent.setdefault(delivery.route, set()).add(delivery.stock)
    rows = []
    for one in found.register.routes:
        amount = amount_or_unknown(case, one.route.quantity)
        parts = [f"{amount_words(amount)} went"] if isinstance(amount, Quantity) else []
        if one.route.id in sent:
            parts.append(f"planned for {count_words(len(sent[one.route.id]), 'stock')}")
        if one.route.history == "blocked":
            parts.append(one.route.reason)
        through = [actor_words(case, name) for name in one.route.via if name not in asked]
        rows.append(
            RouteLine(
                title=one.route.title,
                history=one.route.history.replace("_", " "),
                through=listed(through, empty=""),
                told="; ".join(parts),
            )
        )
    return FlowView(
        holder=actor_words(case, case.responder),
        beneficiary=listed([actor_words(case, name) for name in sorted(asked)]),
        routes=tuple(rows),
    )


def flow_chart(view: FlowView) -> str:
    """Draw the routes one below the other; the stroke says what became of each."""
    height = _TOP + _BAND * len(view.routes)
    shapes = [
        rectangle(_HOLDER[0], _TOP, _HOLDER[1], height - _TOP - 12, kind="rung"),
        rectangle(_END[0], _TOP, _END[1], height - _TOP - 12, kind="rung"),
        text(_HOLDER[0] + _HOLDER[1] / 2, height / 2, view.holder, anchor="middle", size=12, kind="label strong"),
        text(_END[0] + _END[1] / 2, height / 2, view.beneficiary, anchor="middle", size=12, kind="label strong"),
    ]
    for number, one in enumerate(view.routes):
        shapes += _route(one, _TOP + _BAND * number)
    return picture(
        width=_WIDTH,
        height=height,
        title="The routes",
        description=". ".join(f"{one.title}: {one.history}{f' through {one.through}' if one.through else ''}" for one in view.routes),
        shapes=shapes,
        name="supply-routes",
    )


def _route(one: RouteLine, top: float) -> list[str]:
    stroke = {"used": "link", "proposed": "open", "not used": "open"}.get(one.history, "grid-strong")
    middle = top + 20
    shapes = [line(_HOLDER[0] + _HOLDER[1], middle, _ROUTE[0], middle, kind=stroke)]
    shapes.append(rectangle(_ROUTE[0], top, _ROUTE[1], _BAND - 12, kind="rung"))
    name = lines_of(one.title, 44)[:2]
    shapes += [text(_ROUTE[0] + 6, top + 13 + 11 * place, words, size=10) for place, words in enumerate(name)]
    told = f"{one.history}{f' · {one.told}' if one.told else ''}"
    note = lines_of(shortened(told, 94), 50)[:2]
    shapes += [text(_ROUTE[0] + 6, top + 13 + 11 * (len(name) + place), words, size=9, kind="note") for place, words in enumerate(note)]
    if one.through:
        shapes.append(line(_ROUTE[0] + _ROUTE[1], middle, _PARTNER[0], middle, kind=stroke))
        shapes.append(rectangle(_PARTNER[0], top + 4, _PARTNER[1], 32, kind="rung", corner=12))
        lines = lines_of(one.through, 20)[:2]
        first = middle + 4 - 5 * (len(lines) - 1)
        shapes += [
            text(_PARTNER[0] + _PARTNER[1] / 2, first + 11 * place, words, size=9.5, anchor="middle") for place, words in enumerate(lines)
        ]
    start = _PARTNER[0] + _PARTNER[1] if one.through else _ROUTE[0] + _ROUTE[1]
    if one.history == "blocked":
        shapes.append(line(start, middle, start + 18, middle, kind=stroke))
        return [
            *shapes,
            line(start + 14, middle - 8, start + 30, middle + 8, kind="link"),
            line(start + 14, middle + 8, start + 30, middle - 8, kind="link"),
        ]
    shapes.append(line(start, middle, _END[0], middle, kind=stroke))
    return [
        *shapes,
        line(_END[0] - 8, middle - 5, _END[0], middle, kind="link"),
        line(_END[0] - 8, middle + 5, _END[0], middle, kind="link"),
    ]
