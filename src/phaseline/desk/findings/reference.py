"""What is known of past cases of a kind, set beside what the model says of this one."""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum

from phaseline.case.model.case import Case
from phaseline.case.model.evidence import BASE_RATE, Fact
from phaseline.desk.comparison.results import LadderComparison, LadderResult
from phaseline.desk.findings.effects import LEAST
from phaseline.desk.findings.finding import Finding, Spread
from phaseline.desk.findings.question_inputs import own_ladders
from phaseline.terms.quantity import Quantity
from phaseline.terms.record import record
from phaseline.terms.ties import is_less, is_more

_HALF = 0.5
_PERCENT = 100.0


class ClassStanding(Enum):
    """Where the model stands to the shares of past cases."""

    BELOW = "below"
    AMONG = "among"
    ABOVE = "above"
    ALONE = "alone"  # no past case gives a share, or the model counts nothing


@record
class ReferenceClass(Finding):
    """
    Past cases beside one figure of the model; a class has its own definition, and selection.

    Args:
        beside: Which figure: demand_met, deterred or forecast.
        facts: The addresses of the facts that say what is known of the past.
        share: How many of how many the model counts; None where it counts nothing of the kind.
        within: The longest horizon, by which a demand has to be met [period].
        standing: Where the model stands to the shares of the past.
    """

    beside: str
    facts: tuple[str, ...]
    share: Spread | None
    within: int
    standing: str


def reference_classes(
    case: Case, comparison: LadderComparison | None
) -> tuple[ReferenceClass, ...]:
    """
    Set what is known of past cases beside the model, by the figure that each fact names; nothing
    without a game.

    Args:
        case: The case.
        comparison: What the game says.
    """
    if comparison is None:
        return ()
    names = own_ladders(case)
    own = [ladder for ladder in comparison.contenders if ladder.policy.id in names]
    return tuple(
        _class(case, beside, facts, count(case, own))
        for beside, count in _COUNTS.items()
        if (facts := [fact for fact in case.facts if _is_beside(fact, beside)])
    )


def _is_beside(fact: Fact, beside: str) -> bool:
    return fact.kind == BASE_RATE and fact.beside == beside


def _class(
    case: Case, beside: str, facts: Sequence[Fact], counted: Sequence[bool]
) -> ReferenceClass:
    addresses = tuple(f"facts.{fact.id}" for fact in facts)
    count, of = counted.count(True), len(counted)
    share = Spread(median=count, low=count, high=count, of=of) if of else None
    return ReferenceClass(
        about=beside,
        beside=beside,
        facts=addresses,
        share=share,
        within=max(case.horizon),
        standing=_standing(count / of if of else None, facts).value,
        rests_on=addresses,
        cites=tuple(cite for fact in facts for cite in fact.cites),
    )


def _standing(share: float | None, facts: Sequence[Fact]) -> ClassStanding:
    """Say where a share of the model stands to those that facts give in percent."""
    past = [
        fact.value.number / _PERCENT
        for fact in facts
        if isinstance(fact.value, Quantity) and fact.value.unit.text == "percent"
    ]
    if share is None or not past:
        return ClassStanding.ALONE
    if all(is_less(share, rate) for rate in past):
        return ClassStanding.BELOW
    return (
        ClassStanding.ABOVE if all(is_more(share, rate) for rate in past) else ClassStanding.AMONG
    )


def _met(case: Case, own: Sequence[LadderResult]) -> list[bool]:
    """Say of each demanding course with each type whether the demand is met, at the best values."""
    horizon = str(max(case.horizon))
    return [
        is_more(by_horizon[horizon]["chance"] or 0.0, _HALF)
        for ladder in own
        for by_horizon in (ladder.studied.demand or {}).values()
    ]


def _shortened(_: Case, own: Sequence[LadderResult]) -> list[bool]:
    """Say of each course whether it shortens crossings in the middle of the draws."""
    return [is_less(ladder.studied.change["inside"].median, -LEAST) for ladder in own]


def _nothing(_: Case, __: Sequence[LadderResult]) -> list[bool]:
    return []


_COUNTS: Mapping[str, Callable[[Case, Sequence[LadderResult]], list[bool]]] = {
    "demand_met": _met,
    "deterred": _shortened,
    "forecast": _nothing,
}
