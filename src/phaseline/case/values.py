"""
Looking things up in a case: entries by id, numbers and dates by address, formulas worked out with
units.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import is_dataclass
from enum import Enum
from functools import lru_cache
from typing import Any

from phaseline.case.model.case import Case
from phaseline.case.model.choices import Assumption, Derived
from phaseline.case.ranges import Range, Unworkable, chosen, operated, range_between, total
from phaseline.terms.entries import Entries
from phaseline.terms.formula import (
    AddressTerm,
    Call,
    FormulaError,
    Node,
    Operation,
    addresses_in,
    formula,
    worked_out,
)
from phaseline.terms.quantity import (
    PLAIN,
    UNKNOWN,
    Amount,
    Quantity,
    Reference,
    Unit,
    in_unit,
    unit,
)
from phaseline.terms.record import record
from phaseline.terms.when import When, days_between

Path = tuple[str | int, ...]
LONGEST_FORMULA = 1_000  # characters; the longest sum of a case has a tenth of it
_MOST_HOPS = 20
_FIGURES = 12  # of a result: the way through base units costs the last of sixteen
_DAY = unit("day")
_LEAVES = (
    str,
    int,
    float,
    Enum,
    Amount,
    When,
    Mapping,
)  # what a record holds that is no record and no list of them


def entries(case: Case) -> Iterator[tuple[Path, Any]]:
    """Walk through every record of a case, outer before inner, each with its path."""
    return _entries((), case)


def inner_entries(entry: Any) -> Iterator[tuple[Path, Any]]:
    """Walk through a record and every record within it, each with its path below the first."""
    yield from _entries((), entry)


def _entries(path: Path, here: Any) -> Iterator[tuple[Path, Any]]:
    if isinstance(here, tuple):
        for index, item in enumerate(here):
            if not isinstance(item, _LEAVES):
                yield from _entries((*path, index), item)
    else:
        yield path, here
        for name in here.__dataclass_fields__:
            value = getattr(here, name)
            if value and not isinstance(value, _LEAVES):
                yield from _entries((*path, name), value)


def at(case: Case, address: str) -> Any:
    """
    Give what stands at an address: an entry, a number, a date, a text.

    Raises:
        KeyError: Nothing stands there.
    """
    here: Any = case
    for word in address.split("."):
        here = _inside(here, word)
    return here


def _inside(here: Any, word: str) -> Any:
    if isinstance(here, Entries) and word in here.ids:
        return here[word]
    if isinstance(here, tuple):
        if word.isdecimal() and len(word) < 10 and int(word) < len(here):
            return here[int(word)]
        raise KeyError(word)
    if is_dataclass(here) and word in here.__dataclass_fields__:
        return getattr(here, word)
    raise KeyError(word)


class NotGiven(Exception):
    """A formula needs a number that the sources do not give: an answer, not an error."""

    def __init__(self, address: str) -> None:
        super().__init__(f"{address} is not in the sources")
        self.address = address


@record
class Derivation:
    """
    A formula worked out.

    Args:
        derived: The entry of the case.
        value: The result in the unit asked for; UNKNOWN where a source is silent.
        low: For vague dates or assumed ranges, the least it can be.
        high: The most it can be.
        inputs: Every address the formula uses, with its amount.
        is_assumed: Whether an assumption enters it.
        reason: Why there is no value, in plain words.
    """

    derived: Derived
    value: Amount
    low: Amount
    high: Amount
    inputs: tuple[tuple[str, Amount], ...]
    is_assumed: bool
    reason: str = ""


def derivation(case: Case, derived: Derived) -> Derivation:
    """
    Work out one formula.

    Ends of vague dates and of assumptions are carried through by interval arithmetic: the range
    holds whatever the truth within the stated ends, and may be wider than it needs to be where an
    address stands twice.

    Raises:
        Unworkable: It is malformed, circular, divides by zero, or its units do not fit.
    """
    numbers = _numbers(CaseKey(case))
    node = parsed(derived)
    inputs = tuple((term.address, _amount_or_unknown(case, term)) for term in addresses_in(node))
    try:
        interval = numbers.of(derived)
    except NotGiven as silence:
        return Derivation(
            derived=derived,
            value=UNKNOWN,
            low=UNKNOWN,
            high=UNKNOWN,
            inputs=inputs,
            is_assumed=numbers.uses_assumption(derived),
            reason=str(silence),
        )
    is_assumed = numbers.uses_assumption(derived)
    try:
        wanted = unit(derived.unit) if derived.unit else PLAIN
    except ValueError as error:
        raise Unworkable("PL404", str(error), owner=derived.id) from error
    low, high = (
        _expressed(number, interval.unit, wanted, derived)
        for number in (interval.low, interval.high)
    )
    middle = _expressed(
        interval.low + (interval.high - interval.low) / 2, interval.unit, wanted, derived
    )
    exact = interval.low == interval.high
    return Derivation(
        derived=derived,
        value=middle if exact or is_assumed else UNKNOWN,
        low=low,
        high=high,
        inputs=inputs,
        is_assumed=is_assumed,
        reason="" if exact else "the sources give a range, not a number",
    )


def amount_at(case: Case, address: str) -> Amount:
    """
    Give the number at an address, following references.

    An assumption without a best value stands for the middle of its range.

    Raises:
        KeyError: Nothing stands there, or it is no number.
    """
    amount = at(case, address)
    for _ in range(_MOST_HOPS):
        if isinstance(amount, Reference):
            amount = at(case, amount.address)
        elif isinstance(amount, Assumption):
            amount = amount.best if isinstance(amount.best, Quantity) else middle_of(amount)
        else:
            break
    if isinstance(amount, Amount) and not isinstance(amount, Reference):
        return amount
    raise KeyError(address)


def amount_or_unknown(case: Case, amount: Amount) -> Amount:
    """Give an amount, or the one behind its address; unknown where none stands there."""
    try:
        return amount_at(case, amount.address) if isinstance(amount, Reference) else amount
    except KeyError:
        return UNKNOWN


def range_of(assumption: Assumption) -> tuple[Quantity, Quantity] | None:
    """
    Give both ends of an assumption's range, in one unit; None where it is a choice or has no range.

    Raises:
        ValueError: The ends have units of two kinds; `check` has refused such a case before.
    """
    if isinstance(assumption.low, Quantity) and isinstance(assumption.high, Quantity):
        return assumption.low, in_unit(assumption.high, assumption.low.unit)
    return None


def parsed(derived: Derived) -> Node:
    """
    Read the formula of a derived number.

    Raises:
        Unworkable: It is malformed, or longer than anybody can follow.
    """
    if len(derived.formula) > LONGEST_FORMULA:
        message = (
            f"the formula has {len(derived.formula):,} characters; expected at most"
            f" {LONGEST_FORMULA:,}"
        )
        raise Unworkable("PL402", message, owner=derived.id)
    try:
        return formula(derived.formula)
    except FormulaError as error:
        raise Unworkable("PL402", str(error), column=error.column, owner=derived.id) from error


def inner_formulas(derived: Derived) -> tuple[str, ...]:
    """Give the ids of the derived numbers that a formula uses; none where it cannot be read."""
    try:
        terms = addresses_in(parsed(derived))
    except Unworkable:
        return ()
    return tuple(
        term.address.removeprefix("derived.")
        for term in terms
        if term.address.startswith("derived.")
    )


class CaseKey:
    """A case as a key: itself and no other, for to compare cases entry by entry is slow."""

    __slots__ = ("case",)

    def __init__(self, case: Case) -> None:
        self.case = case

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CaseKey) and other.case is self.case

    def __hash__(self) -> int:
        return id(self.case)


@lru_cache(maxsize=4)
def _numbers(same: CaseKey) -> "_Numbers":
    return _Numbers(same.case)


class _Numbers:
    """The formulas of one case that were worked out already."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.outcomes: dict[str, Range | NotGiven | Unworkable] = {}
        self.assumed: dict[str, bool] = {}

    def of(self, derived: Derived) -> Range:
        """
        Work a formula out, and before it all that it stands on; what failed once is not tried
        again.
        """
        known = self.case.derived
        for name in (derived.id,) if known.get(derived.id) is derived else inner_formulas(derived):
            self.settle(name)
        outcome = (
            self.outcomes[derived.id] if known.get(derived.id) is derived else self.outcome(derived)
        )
        if isinstance(outcome, Range):
            return outcome
        raise outcome

    def settle(self, first: str) -> None:
        known = self.case.derived
        way = (
            {first: iter(inner_formulas(known[first]))}
            if first in known.ids and first not in self.outcomes
            else {}
        )
        while way:
            name = next(reversed(way))
            below = next(
                (inner for inner in way[name] if inner in known.ids and inner not in self.outcomes),
                None,
            )
            if below is None:
                del way[name]
                self.outcomes.setdefault(name, self.outcome(known[name]))
                self.assumed[name] = self.uses_assumption(known[name])
            elif below in way:
                self.outcomes[below] = Unworkable(
                    "PL405",
                    f"the formula is circular: derived.{below} leads back to itself",
                    owner=below,
                )
            else:
                way[below] = iter(inner_formulas(known[below]))

    def outcome(self, derived: Derived) -> Range | NotGiven | Unworkable:
        try:
            return worked_out(parsed(derived), self)
        except Unworkable as fault:
            fault.owner = fault.owner or derived.id
            return fault
        except NotGiven as silence:
            return silence

    def uses_assumption(self, derived: Derived) -> bool:
        try:
            addresses = [term.address for term in addresses_in(parsed(derived))]
        except Unworkable:
            return False
        return any(
            address.startswith("assumptions.")
            or self.assumed.get(address.removeprefix("derived."), False)
            for address in addresses
        )

    def days(self, call: Call) -> Range:
        return _days(self.case, call)

    def called(self, call: Call, parts: tuple[Range, ...]) -> Range:
        return (
            total(parts, column=call.column)
            if call.name == "sum"
            else chosen(call.name, parts, column=call.column)
        )

    def operated(self, operation: Operation, parts: tuple[Range, ...]) -> Range:
        return operated(operation.operator, parts, column=operation.column)

    def term(self, term: AddressTerm) -> Range:
        entry = _entry_at(self.case, term)
        if isinstance(entry, Derived):
            return self.inner(entry, term)
        if isinstance(entry, Assumption):
            ends = _ends(entry)
            if ends is None:
                raise NotGiven(term.address)
            return range_between(*ends)
        amount = _amount_or_unknown(self.case, term)
        if isinstance(amount, Quantity):
            return range_between(amount, amount)
        if isinstance(entry, Amount):
            raise NotGiven(term.address)
        raise Unworkable(
            "PL402",
            f"{term.address} is no number; expected an address such as facts.troops.value",
            column=term.column,
        )

    def inner(self, derived: Derived, term: AddressTerm) -> Range:
        outcome = self.outcomes.get(term.address.removeprefix("derived."))
        if isinstance(outcome, Range):
            return outcome
        raise outcome or Unworkable(
            "PL501",
            f"there is no {term.address!r} in this case; expected the id {derived.id!r}",
            column=term.column,
        )


def _ends(assumption: Assumption) -> tuple[Quantity, Quantity] | None:
    try:
        return range_of(assumption)
    except ValueError:
        return None  # its ends have two units, which is reported where they stand


def middle_of(assumption: Assumption) -> Amount:
    """Give the middle of an assumption's range, which stands for it where no best value does."""
    ends = _ends(assumption)
    return (
        UNKNOWN
        if ends is None
        else Quantity(number=(ends[0].number + ends[1].number) / 2, unit=ends[0].unit)
    )


def _amount_or_unknown(case: Case, term: AddressTerm) -> Amount:
    try:
        return amount_at(case, term.address)
    except KeyError:
        return UNKNOWN


def _entry_at(case: Case, term: AddressTerm) -> Any:
    try:
        return at(case, term.address)
    except KeyError:
        raise Unworkable(
            "PL501", f"there is no {term.address!r} in this case", column=term.column
        ) from None


def _expressed(number: float, computed: Unit, wanted: Unit, derived: Derived) -> Quantity:
    is_share = wanted.text in ("percent", "point") and not computed.dimension
    try:
        exact = (
            number * 100
            if is_share
            else in_unit(Quantity(number=number, unit=computed), wanted).number
        )
        return Quantity(number=float(f"{exact:.{_FIGURES}g}"), unit=wanted)
    except ValueError as error:
        raise Unworkable("PL403", str(error), column=-1, owner=derived.id) from error


def _days(case: Case, node: Call) -> Range:
    dates = [
        _entry_at(case, part) if isinstance(part, AddressTerm) else None for part in node.parts
    ]
    if len(dates) != 2 or not (isinstance(dates[0], When) and isinstance(dates[1], When)):
        raise Unworkable(
            "PL402",
            "days() takes two dates, such as days(events.a.when, events.b.when)",
            column=node.column,
        )
    try:
        low, high = days_between(dates[0], dates[1])
    except ValueError as error:
        raise NotGiven(
            "the date of"
            f" {' or '.join(part.address for part in node.parts if isinstance(part, AddressTerm))}"
        ) from error
    return range_between(*(Quantity(number=count, unit=_DAY) for count in (low, high)))


def stays_within(case: Case, changes: Collection[str]) -> bool:
    """
    Whether all that is changed are values of assumptions, each a number within its range.

    Args:
        case: The case with the what-if.
        changes: The addresses that are changed.
    """
    return all(_is_within(case, address) for address in changes)


def _is_within(case: Case, address: str) -> bool:
    section, _, rest = address.partition(".")
    name, _, field = rest.partition(".")
    assumption = case.assumptions.get(name) if section == "assumptions" else None
    if assumption is None or field != "best":
        return False
    ends, used = range_of(assumption), assumption.best
    if ends is None or not isinstance(used, Quantity):
        return False
    low, high = ends
    is_alike = used.unit.dimension == low.unit.dimension
    return is_alike and low.number <= in_unit(used, low.unit).number <= high.number
