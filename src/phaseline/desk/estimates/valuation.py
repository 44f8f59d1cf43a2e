"""
One value for every assumption: the best ones, one end, or a draw; and formulas worked out with
them.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import lru_cache, partial
from itertools import chain
from typing import Any, TypeVar, cast

from phaseline.case.model.case import Case
from phaseline.case.model.choices import Assumption, Derived
from phaseline.case.noted import NotedCase, ReadWhenAsked
from phaseline.case.ranges import Unworkable
from phaseline.case.values import CaseKey, amount_at, at, derivation, range_of
from phaseline.errors import QuestionError
from phaseline.terms.formula import (
    AddressTerm,
    Call,
    Operation,
    Operator,
    addresses_in,
    formula,
    worked_out,
)
from phaseline.terms.quantity import Quantity, unit
from phaseline.terms.record import record
from phaseline.terms.ties import total

T = TypeVar("T")

_parsed = lru_cache(maxsize=4096)(formula)


@record
class Valuation:
    """
    A case with one value for every assumption that has a range.

    Args:
        case: The case.
        values: By the id of the assumption, in base units.
        known: What has been worked out with them already; not copied, for other values have other
            results.
        parts: What has been made with them already, parts of a game say; not copied likewise.
    """

    case: Case
    values: Mapping[str, float]
    known: dict[object, float] = field(init=False, default_factory=dict, compare=False, repr=False)
    parts: dict[object, Any] = field(init=False, default_factory=dict, compare=False, repr=False)

    def of(self, text: str) -> float:
        """
        Work out a formula over addresses, in base units; nothing is 0.

        Raises:
            QuestionError: It leads to no number; the message names the address.
        """
        if text not in self.known:
            self.known[text] = worked_out(_parsed(text), _PlainNumbers(self)) if text else 0.0
        return self.known[text]

    def moved(self, changes: Mapping[str, float]) -> "Valuation":
        """
        Give the same with other values for some assumptions.

        Args:
            changes: The values, by the id of the assumption, in base units.
        """
        if isinstance(self.values, ReadWhenAsked):
            return replace(self, values=self.values.moved(changes))
        return replace(self, values={**self.values, **changes})

    def once(self, by: object, work: Callable[[], T]) -> T:
        """
        Make something once for these values.

        Args:
            by: All that it hangs on beside them.
            work: Makes it.
        """
        if by not in self.parts:
            self.parts[by] = work()
        part: T = self.parts[by]
        return part

    def has_any(self, prefix: str, likely: Collection[str] = ()) -> bool:
        """
        Whether any value has a name that begins so.

        Args:
            prefix: How the name begins.
            likely: Names that begin so and are looked for first.
        """
        key = ("has", prefix)
        if key not in self.known:
            names = chain((name for name in likely if name in self.values), self.values)
            self.known[key] = float(any(name.startswith(prefix) for name in names))
        return bool(self.known[key])


class _NotedValues(Mapping[str, float]):
    """Values that note which of them are read; to ask which there are reads none."""

    __slots__ = ("names", "values_by_name")

    def __init__(self, values: Mapping[str, float]) -> None:
        self.values_by_name, self.names = values, set[str]()

    def __getitem__(self, name: str) -> float:
        number = self.values_by_name[name]
        self.names.add(name)
        return number

    def __contains__(self, name: object) -> bool:
        return name in self.values_by_name

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_by_name)

    def __len__(self) -> int:
        return len(self.values_by_name)


def names_read(values: Valuation, work: Callable[[Valuation], object]) -> frozenset[str]:
    """
    Give the names of the values that some work reads: another value of any other name leaves what
    it gives as it is.

    Args:
        values: One value for every assumption.
        work: What is done with them, from nothing that was worked out with them before.
    """
    noted = _NotedValues(values.values)
    work(replace(values, values=noted))
    return frozenset(noted.names)


class _PlainNumbers:
    """The numbers of one valuation, in base units and without their units."""

    __slots__ = ("valuation",)

    def __init__(self, valuation: Valuation) -> None:
        self.valuation = valuation

    def term(self, term: AddressTerm) -> float:
        address, case = term.address, self.valuation.case
        section, name, *rest = address.split(".")
        if section == "assumptions" and name in self.valuation.values and not rest:
            return self.valuation.values[name]
        try:
            entry = at(case, address)
            if isinstance(entry, Derived):
                return self.valuation.of(entry.formula)
            amount = amount_at(case, address)
        except KeyError:
            raise _missing(address) from None
        if not isinstance(amount, Quantity):
            raise _missing(address)
        return amount.number * amount.unit.factor

    def days(self, call: Call) -> float:
        for part in call.parts:
            worked_out(part, self)  # names the date that is no number
        raise _missing(call.name)

    def called(self, call: Call, parts: tuple[float, ...]) -> float:
        return _CALLS[call.name](parts)

    def operated(self, operation: Operation, parts: tuple[float, ...]) -> float:
        return _operated(operation.operator, parts)


def _missing(address: str) -> QuestionError:
    return QuestionError(
        f"the game needs a number, and {address!r} gives none: not in the sources of this case"
    )


_CALLS: Mapping[str, Callable[[Sequence[float]], float]] = {
    "max": max,
    "min": min,
    "sum": total,
    "abs": lambda parts: abs(parts[0]),
}


def _operated(operator: Operator, parts: Sequence[float]) -> float:
    match operator:
        case Operator.NEGATE:
            return -parts[0]
        case Operator.ADD:
            return parts[0] + parts[1]
        case Operator.SUBTRACT:
            return parts[0] - parts[1]
        case Operator.MULTIPLY:
            return parts[0] * parts[1]
        case Operator.DIVIDE:
            if parts[1] == 0:
                raise QuestionError(
                    "a formula of the game divides by zero: the assumption below the line may not"
                    " be 0"
                )
            return parts[0] / parts[1]


def best_values(case: Case) -> Valuation:
    """
    Give every assumption its best value, or the middle of its range; of a case that notes what is
    read of it, once it is read.
    """
    if isinstance(case, NotedCase):
        names = tuple(assumption.id for assumption in case.assumptions if range_of(assumption))
        return Valuation(case=case, values=ReadWhenAsked(names, partial(_best_of, case)))
    values = {}
    for assumption in case.assumptions:
        amount = amount_at(case, f"assumptions.{assumption.id}") if range_of(assumption) else None
        if isinstance(amount, Quantity):
            values[assumption.id] = amount.number * amount.unit.factor
    return Valuation(case=case, values=values)


def _best_of(case: Case, name: str) -> float:
    """Give the best value of an assumption in base units; one with a range has one, or a middle."""
    amount = cast("Quantity", amount_at(case, f"assumptions.{name}"))
    return amount.number * amount.unit.factor


def ends_of(assumption: Assumption) -> tuple[float, float] | None:
    """Give both ends of an assumption in base units; None where it is a choice."""
    ends = range_of(assumption)
    return (
        (ends[0].number * ends[0].unit.factor, ends[1].number * ends[1].unit.factor)
        if ends
        else None
    )


def assumptions_in(case: Case, text: str) -> frozenset[str]:
    """Give the ids of the assumptions that a formula rests on, through derived numbers too."""
    names: set[str] = set()
    for term in addresses_in(_parsed(text)) if text else ():
        section, name, *_ = term.address.split(".")
        if section == "assumptions":
            names.add(name)
        elif section == "derived":
            inner = case.derived.get(name)
            names |= assumptions_in(case, inner.formula) if inner else set()
    return frozenset(names)


def in_case_order(case: Case, names: Collection[str]) -> tuple[str, ...]:
    """Give the ids of assumptions in the order of the case, so that no id decides where it is."""
    return tuple(assumption.id for assumption in case.assumptions if assumption.id in names)


def period_of(case: Case) -> float:
    """Give the length of one period of a case [month]."""
    return unit(case.period).factor


def gives_time(case: Case, text: str) -> bool:
    """Say whether a formula gives a time, and not a plain number."""
    return _gives_time(CaseKey(case), text)


@lru_cache(maxsize=4096)
def _gives_time(same: CaseKey, text: str) -> bool:
    try:
        derivation(same.case, Derived(id="", title="", formula=text, unit="month"))
    except Unworkable:
        return False
    return True
