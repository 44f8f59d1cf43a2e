"""
The door by which figures leave for a reader: every number of an answer is rounded here, before it
is put in words or written as JSON.

Two solvers, two versions of Python or two processors agree on a figure to some thirteen digits, and
never on its last bits. What is written is rounded to fewer, so that all of them write the same;
words round what is already rounded. See `phaseline.terms.ties`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache, partial
from typing import Any, TypeVar

from phaseline.case.model.case import Case
from phaseline.desk.comparison.advice import Advice, advice
from phaseline.desk.comparison.draws import Design
from phaseline.desk.comparison.results import LadderComparison
from phaseline.desk.estimates.ranges import Estimate
from phaseline.desk.estimates.valuation import Valuation
from phaseline.desk.findings.assessment import Assessment
from phaseline.desk.findings.finding import Spread
from phaseline.desk.findings.question_inputs import QuestionInputs, told_of
from phaseline.desk.watching.belief_history import BeliefOfDay
from phaseline.desk.watching.beliefs import WatchedBelief, WatchedPeriod
from phaseline.terms.entries import Entries
from phaseline.terms.ties import PLACES, leading, shown_number, total

# places of what plans come to: the worth of one shell more has its first digit after eight noughts
_PLANNED = 12
# … and of chances of votes, which are sums of products and keep their digits however small they are
_CHANCES = 300
_NEARLY = 0.999999999  # the most that a chance below 1 is told as
_HARDLY = 1e-12  # the least that a belief above 0 is told as
_BELIEVED = (WatchedBelief, WatchedPeriod, BeliefOfDay)
# What a case or an entry of a ledger says is told as it was entered.
_AS_ENTERED = (
    "phaseline.case",
    "phaseline.terms",
    "phaseline.watch.ledger",
    "phaseline.watch.reports",
)
_Value = TypeVar("_Value")


def rounded(value: _Value, *, places: int = PLACES) -> _Value:
    """
    Round every number of a record, a mapping or a sequence; what a case says, the draws and arrays
    stay as they are.

    Args:
        value: What was computed.
        places: How many places after the point are told at most.

    >>> rounded({"share": (0.1 + 0.2, 7, "text", None), "nothing": -1e-16})
    {'share': (0.3, 7, 'text', None), 'nothing': 0.0}
    """
    found: Any = _rounded(
        value, _chance if places == _CHANCES else cache(partial(shown_number, places=places))
    )
    return found  # type: ignore[no-any-return]


def _rounded(value: Any, cut: Callable[[float], float]) -> Any:
    if isinstance(value, float):
        return cut(value)
    kind = type(value)
    names = _rounded_fields(kind)  # type: ignore[arg-type]  # a class has a hash
    if names:
        of_field = partial(_rounded_field, value, cut)
        return kind(**{name: of_field(getattr(value, name)) for name in names})
    if kind in (tuple, list, Entries):
        return kind(_rounded(entry, cut) for entry in value)
    if _is_mapping(kind):  # type: ignore[arg-type]  # a class has a hash
        return {key: _rounded(entry, cut) for key, entry in value.items()}
    return value


def _rounded_field(record: Any, cut: Callable[[float], float], value: Any) -> Any:
    """Round what stands in a field: a chance is told otherwise than other numbers."""
    if type(value) is Estimate and type(record) in _BELIEVED:
        return _rounded(value, partial(_believed, cut))
    is_chance = isinstance(record, Spread) and record.unit == "chance"
    return _rounded(value, _chance if is_chance else cut)


@cache
def _is_mapping(kind: type) -> bool:
    return issubclass(kind, Mapping)


@cache
def _rounded_fields(kind: type) -> tuple[str, ...]:
    """Give the fields of a record whose numbers are rounded; none of anything else."""
    is_whole = issubclass(kind, type | Design | Valuation | Mapping)
    if is_whole or not is_dataclass(kind) or kind.__module__.startswith(_AS_ENTERED):
        return ()
    return tuple(field.name for field in fields(kind) if field.init)


def _believed(cut: Callable[[float], float], value: float) -> float:
    """Round a belief; what is not settled is not told as settled, either way."""
    shown = cut(value)
    if 0 < value < 1 and shown in {0.0, 1.0}:
        return _HARDLY if shown == 0 else 1 - _HARDLY
    return shown


def _chance(value: float) -> float:
    """Round a number of a vote; what is not certain is not told as certain."""
    shown = shown_number(value, _CHANCES)
    return _NEARLY if value < 1.0 == shown else shown


def adding_up(parts: Sequence[float], whole: float, *, digits: int) -> tuple[float, ...]:
    """
    Round parts so that they add up to their whole as it is printed: what is over goes, step by
    step, to the part that is furthest from its own rounded figure (largest remainders).

    Args:
        parts: What adds up.
        whole: What they add up to.
        digits: How many places after the point are printed.

    >>> adding_up([1.26, 1.26, 1.26], 3.78, digits=1)
    (1.3, 1.3, 1.2)
    """
    step = 10.0**-digits
    cut = [round(part, digits) for part in parts]
    over = round((round(whole, digits) - total(cut)) / step)
    sign = 1 if over > 0 else -1
    for _ in range(abs(over)):
        *_, place = leading(range(len(cut)), lambda place: sign * (parts[place] - cut[place]))
        cut[place] = round(cut[place] + sign * step, digits)
    return tuple(cut)


def advised(case: Case, comparison: LadderComparison) -> Advice:
    """Say what follows for the choice of a ladder, its figures rounded."""
    return rounded(advice(case, comparison))


def finding_figures(finding: _Value) -> _Value:
    """Round the numbers of a finding; a chance of a vote keeps its digits however small it is."""
    return rounded(finding)


def vote_figures(record: _Value) -> _Value:
    """Round what law and politics leave: a small chance keeps its digits."""
    return rounded(record, places=_CHANCES)


def plan_figures(record: _Value) -> _Value:
    """Round what plans come to."""
    return rounded(record, places=_PLANNED)


def told_figures(inputs: QuestionInputs) -> QuestionInputs:
    """Round what a reader's questions are answered from."""
    return replace(
        inputs,
        cheating=rounded(inputs.cheating),
        assured=rounded(inputs.assured),
        turns=rounded(inputs.turns),
        lapses=rounded(inputs.lapses),
        advice=rounded(inputs.advice),
        constraints=vote_figures(inputs.constraints),
        deliverable=plan_figures(inputs.deliverable),
    )


def assessment_figures(assessment: Assessment) -> Assessment:
    """
    Round all that was computed from a case; its derived numbers are worked out from what was
    entered, and stay.
    """
    return replace(
        assessment,
        constraints=vote_figures(assessment.constraints),
        deliverable=plan_figures(assessment.deliverable),
        contest=rounded(assessment.contest),
    )


def told_by(assessment: Assessment) -> QuestionInputs:
    """Give what the questions need from an assessment, rounded."""
    return told_figures(
        told_of(assessment.case, assessment.contest, assessment.constraints, assessment.deliverable)
    )
