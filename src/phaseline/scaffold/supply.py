"""Goods: for each measure that sends something what it is, whom it serves, and by which way."""

from phaseline.case.model.case import Case
from phaseline.case.model.response import Measure
from phaseline.errors import QuestionError
from phaseline.scaffold.numbers import PatternValues
from phaseline.scaffold.sketch import NewEntry, Sketch, editors, new_entry, new_key

_NOTHING = "none"


def supply_sketch(case: Case, numbers: PatternValues) -> Sketch:
    """
    Sketch needs, stocks and a way.

    Raises:
        QuestionError: The case has goods already, or no measure that sends anything.
    """
    if case.stocks or case.routes or case.needs:
        raise QuestionError(
            "the case has goods already (needs, stocks, routes): nothing is overwritten"
        )
    sending = [measure for measure in case.measures if _sends(measure)]
    if not sending:
        raise QuestionError(
            "no measure of the case sends anything: give those that do `route: direct` or"
            " `route: indirect`, and a `lethality`"
        )
    speaker, sketch = editors(case)
    for measure in sending:
        sketch = sketch.with_more(_goods(case, measure, speaker, numbers))
    kinds = dict.fromkeys(measure.route for measure in sending)
    routes = Sketch(entries=tuple(_route(kind, numbers) for kind in kinds))
    return sketch.with_more(routes).with_more(numbers.sketch)


def _sends(measure: Measure) -> bool:
    return _NOTHING not in (measure.route, measure.lethality) and not measure.goods


def _goods(case: Case, measure: Measure, speaker: str, numbers: PatternValues) -> Sketch:
    goods = measure.items or measure.title
    need = f"need-{measure.id}"
    entries = (
        new_entry(
            "needs",
            {
                "id": need,
                "title": f"What is to be met by: {goods}",
                "tier": 1,
                "asked_by": speaker,
            },
            "Who asked for what, how much, and by when? Cite it.",
        ),
        new_entry(
            "stocks",
            {
                "id": _stock(measure),
                "title": goods,
                "holder": measure.controlled_by or case.responder,
                "meets": [need],
                "unit": "item",
                "assumed": numbers.address("amount", about=measure.id, title=goods),
                "floor": numbers.address("kept", about=measure.id, title=goods),
                "whole": numbers.address("wanted", about=measure.id, title=goods),
            },
            "Where a source gives a number, put `quantity: facts.ID.value` in the place of"
            " `assumed`.",
        ),
    )
    keys = (
        new_key("measures", measure.id, "goods", [_stock(measure)]),
        new_key("measures", measure.id, "by", [_way(measure.route)]),
    )
    return Sketch(entries=entries, keys=keys)


def _route(kind: str, numbers: PatternValues) -> NewEntry:
    is_direct = kind == "direct"
    title = "Straight from the responder" if is_direct else "By way of somebody else"
    fields = {
        "id": _way(kind),
        "title": title,
        "kind": "direct" if is_direct else "third_country",
        "history": "not_used",
        "lead": numbers.address("under-way", about=_way(kind), title=title),
    }
    return new_entry("routes", fields, "Has it been used, proposed or blocked? Cite it.")


def _stock(measure: Measure) -> str:
    return f"goods-{measure.id}"


def _way(kind: str) -> str:
    return f"way-{kind}"
