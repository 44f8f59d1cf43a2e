"""
Measures that do not go on for as long as their rung: what lasts only a time, what is available up
to a day, and what acts once; and goods of measures that are a completion's.
"""

from collections.abc import Iterable, Iterator
from functools import partial

from phaseline.case.games import last_day, names_day
from phaseline.case.model.case import Case
from phaseline.case.model.play import MeasureEffect
from phaseline.case.model.response import AddedItems, Completion, Ladder, Rung
from phaseline.desk.estimates.ranges import Estimate, span
from phaseline.desk.estimates.valuation import (
    Valuation,
    assumptions_in,
    best_values,
    gives_time,
    in_case_order,
    period_of,
)
from phaseline.desk.findings.finding import Absence, Finding
from phaseline.errors import QuestionError
from phaseline.terms.record import record
from phaseline.terms.when import When


@record
class LastsOnly(Finding):
    """
    A measure that is over for good once it has been in force for a time.

    Args:
        measure: The address of the measure.
        periods: For how long, in periods of the case; None where it cannot be worked out.
    """

    measure: str
    periods: Estimate | None


@record
class Expires(Finding):
    """
    A measure that is available up to a day, or for a time.

    Args:
        measure: The address of the measure.
        day: The last day; None where a time is said, or the day is not known.
        provision: The address of the provision that ends on that day; empty where none does.
        periods: For how long, in periods of the case; None where a day is said, or it cannot be
            worked out.
        is_climbed_to: Whether a rung above today's adds it: that is not called afterwards.
        is_of_today: Whether a rung that is in force today holds it: it is over then.
    """

    measure: str
    day: When | None
    provision: str
    periods: Estimate | None
    is_climbed_to: bool
    is_of_today: bool


@record
class StrikesOnce(Finding):
    """
    A measure that acts once, when it is first in force.

    Args:
        measure: The address of the measure.
        loss: What it costs the challenger then, in the unit of the game; None where it is not said,
            or cannot be worked out.
        cost: What it costs the responder then, likewise.
    """

    measure: str
    loss: Estimate | None
    cost: Estimate | None


MeasureEnd = LastsOnly | Expires | StrikesOnce


def measure_ends(case: Case) -> tuple[MeasureEnd, ...]:
    """Give what the game of a case says of measures that last a time, expire or act once."""
    if case.game is None:
        return ()
    values = best_values(case)
    return tuple(
        finding
        for effect in case.game.effects
        if effect.measure in case.measures.ids
        for finding in _ends(values, effect)
    )


def ends_on(case: Case, ladder: Ladder, rung: Rung) -> tuple[MeasureEnd, ...]:
    """Give those that are about a measure which a rung adds to the one below."""
    place = ladder.rungs.index(rung)
    below = ladder.rungs[place - 1].measures if place else ()
    added = {f"measures.{name}" for name in rung.measures if name not in below}
    return tuple(finding for finding in measure_ends(case) if finding.measure in added)


def _ends(values: Valuation, effect: MeasureEffect) -> Iterator[MeasureEnd]:
    address = f"measures.{effect.measure}"
    if effect.lasts:
        periods = _periods(values, effect.lasts)
        yield LastsOnly(
            about=effect.measure,
            measure=address,
            periods=periods,
            rests_on=(address, *_read(values.case, effect.lasts)),
            absence=None if periods else Absence.NOT_COMPUTABLE,
        )
    if effect.expires:
        yield _expires(values, address, effect)
    if effect.once_loss or effect.once_cost:
        loss, cost = _amount(values, effect.once_loss), _amount(values, effect.once_cost)
        yield StrikesOnce(
            about=effect.measure,
            measure=address,
            loss=loss,
            cost=cost,
            rests_on=(address, *_read(values.case, effect.once_loss, effect.once_cost)),
            absence=None if loss or cost else Absence.NOT_COMPUTABLE,
        )


def _expires(values: Valuation, address: str, effect: MeasureEffect) -> Expires:
    case, says = values.case, effect.expires
    last = last_day(case, says)
    periods = None if names_day(says) else _periods(values, says)
    provision = says if says.startswith("provisions.") else ""
    return Expires(
        about=effect.measure,
        measure=address,
        day=When.parse(last.isoformat()) if last else None,
        provision=provision,
        periods=periods,
        is_climbed_to=any(_is_added(effect.measure, ladder) for ladder in case.ladders),
        is_of_today=any(_is_of_today(effect.measure, ladder) for ladder in case.ladders),
        rests_on=(address, *([provision] if provision else [] if last else _read(case, says))),
        absence=None if last or periods else Absence.NOT_COMPUTABLE,
    )


def _is_of_today(measure: str, ladder: Ladder) -> bool:
    """Whether the rung of a ladder that is in force today holds a measure."""
    return measure in ladder.rungs[0].measures


def _is_added(measure: str, ladder: Ladder) -> bool:
    """Whether a higher rung of a ladder adds a measure to those of today."""
    return not _is_of_today(measure, ladder) and any(
        measure in rung.measures for rung in ladder.rungs
    )


def _periods(values: Valuation, text: str) -> Estimate | None:
    """Give a time, or a plain number of periods, in periods."""
    length = period_of(values.case) if gives_time(values.case, text) else 1.0
    return _amount(values, text, length)


def _amount(values: Valuation, text: str, unit: float = 1.0) -> Estimate | None:
    """Give a formula at the best values, with its range; None where it leads to no number."""
    if not text:
        return None
    number = partial(_worked_out, text, unit)
    try:
        low, high = span(values.case, values, assumptions_in(values.case, text), number)
        return Estimate(best=number(values), low=low, high=high)
    except QuestionError:
        return None


def _worked_out(text: str, unit: float, values: Valuation) -> float:
    return values.of(text) / unit


def _read(case: Case, *texts: str) -> tuple[str, ...]:
    """Give the addresses of the assumptions that formulas rest on."""
    names = frozenset[str]().union(*(assumptions_in(case, text) for text in texts))
    return tuple(f"assumptions.{name}" for name in in_case_order(case, names))


@record
class ItemsAdded(Finding):
    """
    Goods that completions take measures to send, and that are not their authors'.

    Args:
        goods: The addresses of the stocks.
        measures: The addresses of the measures.
        owner: Who owns the completions.
    """

    goods: tuple[str, ...]
    measures: tuple[str, ...]
    owner: str


def items_added(case: Case, ladders: Iterable[Ladder] = ()) -> tuple[ItemsAdded, ...]:
    """
    Give the goods that completions add to measures, those that the same owners add together: of
    some ladders, or of all.
    """
    groups: dict[tuple[tuple[str, ...], str], list[str]] = {}
    asked = tuple(ladders) or case.ladders
    completions = [completion for ladder in asked for completion in ladder.completions]
    for completion, added in _additions(completions):
        goods = tuple(name for name in added.goods if name in case.stocks.ids)
        if goods:
            groups.setdefault((goods, completion.completed_by), []).append(added.measure)
    return tuple(
        ItemsAdded(
            about="+".join(goods),
            goods=tuple(f"stocks.{name}" for name in goods),
            measures=tuple(f"measures.{name}" for name in dict.fromkeys(measures)),
            owner=owner,
            rests_on=tuple(f"measures.{name}" for name in dict.fromkeys(measures)),
        )
        for (goods, owner), measures in groups.items()
    )


def _additions(completions: Iterable[Completion]) -> Iterator[tuple[Completion, AddedItems]]:
    for completion in completions:
        yield from ((completion, added) for added in completion.adds_items)
