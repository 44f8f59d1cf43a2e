"""
Routes as a picture: from the holder by each route, through whom, to the beneficiary, and what
became of it.
"""

from collections.abc import Mapping
from itertools import accumulate

from phaseline.case.model.case import Case
from phaseline.case.values import amount_or_unknown
from phaseline.desk.delivery.plans import Deliverable, RouteState
from phaseline.present.charts.svg import line, lines, picture, rectangle, text
from phaseline.present.charts.widths import lines_in
from phaseline.present.wording.numbers import actor_words, amount_words, listed, lowered
from phaseline.present.wording.supply import percent, title_of
from phaseline.terms.quantity import Quantity
from phaseline.terms.record import record
from phaseline.terms.ties import in_order

_WIDTH, _TOP, _GAP = 680.0, 4.0, 12.0
_HOLDER, _ROUTE, _PARTNER, _END = (
    (1.0, 77.0),
    (116.0, 290.0),
    (444.0, 112.0),
    (602.0, 77.0),
)  # from the left, and how wide
_LINE, _SIDE = 11.5, 14.0  # the lines of a route, and those of who stands at either side
_TITLE, _BECAME, _PLANNED, _THROUGH = 3, 3, 4, 2  # how many lines there are at most
_STROKES: Mapping[str, str] = {
    "used": "link",
    "proposed": "dashed",
    "not used": "dotted",
    "blocked": "grid-strong",
}


@record
class RouteLine:
    """
    One route of the picture.

    Args:
        title: The route.
        history: used, proposed, not used or blocked.
        through: The partner that passes on its own goods, or whose products carry the goods; empty
            where it leads straight there.
        told: What went this way, or why it was blocked or not used; empty where there is neither.
        planned: How much of which need a plan sends this way; empty where it sends nothing.
    """

    title: str
    history: str
    through: str
    told: str
    planned: str


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


def flow_view(case: Case, goods: Deliverable) -> FlowView:
    """
    Read the picture off the routes and the plan that is made under the reading that is played
    first.
    """
    asked = {need.asked_by for need in case.needs}
    sent: dict[str, dict[str, float]] = {}
    for delivery in goods.first.plan.deliveries:
        needs = sent.setdefault(delivery.route, {})
        needs[delivery.need] = needs.get(delivery.need, 0.0) + delivery.share
    return FlowView(
        holder=actor_words(case, case.responder),
        beneficiary=listed([actor_words(case, name) for name in sorted(asked)]),
        routes=tuple(
            RouteLine(
                title=route.route.title,
                history=route.route.history.replace("_", " "),
                through=listed(
                    [actor_words(case, name) for name in route.route.via if name not in asked],
                    empty="",
                ),
                told=_told(case, route),
                planned=_planned(case, sent.get(route.route.id, {})),
            )
            for route in goods.register.routes
        ),
    )


def _told(case: Case, state: RouteState) -> str:
    amount = amount_or_unknown(case, state.route.quantity)
    if isinstance(amount, Quantity):
        return f"{amount_words(amount)} went this way"
    return lowered(case, state.route.reason.rstrip("."))


def _planned(case: Case, shares: Mapping[str, float]) -> str:
    """Say how much of each need is sent, the most first."""
    most = in_order(shares.items(), lambda one: one[1])
    return listed(
        [
            f"{lowered(case, title_of(case, name).partition(' (')[0])} {percent(share)}"
            for name, share in most
        ],
        empty="",
    )


def flow_chart(view: FlowView) -> str:
    """
    Draw the routes one below the other; the stroke says what became of each, and what a plan uses
    is drawn in blue.
    """
    tops = list(accumulate((_height(route) + _GAP for route in view.routes), initial=_TOP))
    sides = [
        (left, width, name, _side(name, width))
        for (left, width), name in ((_HOLDER, view.holder), (_END, view.beneficiary))
    ]
    height = max(tops[-1] - _GAP, *(_TOP + 12 + _SIDE * len(held) for *_, held in sides))
    shapes = []
    for left, width, name, held in sides:
        first = (height + _TOP) / 2 + 4 - _SIDE / 2 * (len(held) - 1)
        shapes.append(rectangle(left, _TOP, width, height - _TOP, kind="rung"))
        shapes += lines(
            left + width / 2,
            first,
            held,
            step=_SIDE,
            anchor="middle",
            size=12,
            kind="label strong",
            whole=name,
        )
    for one, top in zip(view.routes, tops, strict=False):
        shapes += _route(one, top)
    return picture(
        width=_WIDTH,
        height=height + 28,
        title=f"The routes from {view.holder} to {view.beneficiary}",
        description=". ".join(_read_out(one) for one in view.routes),
        shapes=[*shapes, *_key(view, height + 10)],
        name="supply-routes",
    )


def _read_out(route: RouteLine) -> str:
    through = f" through {route.through}" if route.through else ""
    parts = [f"{route.history}{through}", route.told, _plan_words(route)]
    return f"{route.title}: {'; '.join([parts[0], *filter(None, parts[1:])])}"


def _plan_words(route: RouteLine) -> str:
    return f"plan: {route.planned}" if route.planned else ""


def _side(name: str, width: float) -> list[str]:
    return lines_in(name, width - 8, 12, most=12, is_strong=True)


def _words(route: RouteLine) -> tuple[tuple[str, list[str]], ...]:
    """
    Give what a route's box says, whole and in lines: its title, what became of it, what is planned.
    """
    became = ": ".join(part for part in (route.history, route.told) if part)
    parts = (
        (route.title, 10.5, _TITLE),
        (became, 9.5, _BECAME),
        (_plan_words(route), 9.5, _PLANNED),
    )
    return tuple(
        (words, lines_in(words, _ROUTE[1] - 16, size, most=most)) for words, size, most in parts
    )


def _height(route: RouteLine) -> float:
    return 12 + _LINE * sum(len(held) for _, held in _words(route))


def _route(route: RouteLine, top: float) -> list[str]:
    """Draw one route: its box, its partner, and the line through both as far as it leads."""
    height, stroke = (
        _height(route),
        f"{_STROKES.get(route.history, 'link')}{' planned' if route.planned else ''}",
    )
    middle = top + height / 2
    shapes = [
        line(_HOLDER[0] + _HOLDER[1], middle, _ROUTE[0], middle, kind=stroke),
        rectangle(_ROUTE[0], top, _ROUTE[1], height, kind="rung"),
    ]
    y = top + 15
    for (whole, held), size, kind in zip(
        _words(route), (10.5, 9.5, 9.5), ("label", "note", "plan-words"), strict=True
    ):
        shapes += lines(_ROUTE[0] + 8, y, held, step=_LINE, size=size, kind=kind, whole=whole)
        y += _LINE * len(held)
    start = _ROUTE[0] + _ROUTE[1]
    if route.through:
        shapes += [
            line(start, middle, _PARTNER[0], middle, kind=stroke),
            *_partner(route.through, middle),
        ]
        start = _PARTNER[0] + _PARTNER[1]
    if route.history == "blocked":
        end = start + 26
        shapes += [
            line(start, middle, end, middle, kind=stroke),
            *(
                line(end - 6, middle - 7 * way, end + 8, middle + 7 * way, kind="link")
                for way in (1, -1)
            ),
        ]
        return shapes
    head = "link planned" if route.planned else "link"
    shapes.append(line(start, middle, _END[0], middle, kind=stroke))
    return shapes + [
        line(_END[0] - 8, middle - 5 * way, _END[0], middle, kind=head) for way in (1, -1)
    ]


def _partner(name: str, middle: float) -> list[str]:
    held = lines_in(name, _PARTNER[1] - 10, 10, most=_THROUGH)
    first = middle + 3.5 - _LINE / 2 * (len(held) - 1)
    return [
        rectangle(_PARTNER[0], middle - 16, _PARTNER[1], 32, kind="rung", corner=12),
        *lines(
            _PARTNER[0] + _PARTNER[1] / 2,
            first,
            held,
            step=_LINE,
            size=10,
            anchor="middle",
            whole=name,
        ),
    ]


def _key(view: FlowView, top: float) -> list[str]:
    """Say what the strokes mean that are in the picture."""
    shown = [
        history for history in _STROKES if any(route.history == history for route in view.routes)
    ]
    places = [(history, _STROKES[history]) for history in shown if history != "blocked"]
    if any(route.planned for route in view.routes):
        places.append(("used by the plan", "link planned"))
    return [
        shape
        for place, (words, stroke) in enumerate(places)
        for shape in (
            line(1 + 118.0 * place, top + 8, 118.0 * place + 26, top + 8, kind=stroke),
            text(118.0 * place + 32, top + 12, words, size=10, kind="note"),
        )
    ]
