"""Looking things up in a case: entries by id, numbers and dates by address, formulas worked out with units."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from phaseline.case.model.choices import Assumption, Derived
from phaseline.case.model.whole import Case
from phaseline.terms.formula import Call, FormulaError, Node, Operation, Operator, Term, addresses_in, formula
from phaseline.terms.quantity import PLAIN, UNKNOWN, Amount, Quantity, Reference, Unit, base_unit, in_unit, name_of, unit
from phaseline.terms.record import record
from phaseline.terms.when import When, days_between

Path = tuple[str | int, ...]
_DAY = unit("day")


def entries(case: Case) -> Iterator[tuple[Path, Any]]:
    """Walk through every record of a case, outer before inner, each with its path."""
    yield (), case
    for field in fields(case):
        yield from _entries((field.name,), getattr(case, field.name))


def _entries(path: Path, here: Any) -> Iterator[tuple[Path, Any]]:
    if isinstance(here, tuple):
        for index, item in enumerate(here):
            yield from _entries((*path, index), item)
    elif is_dataclass(here) and not isinstance(here, Amount | When):
        yield path, here
        for field in fields(here):
            yield from _entries((*path, field.name), getattr(here, field.name))


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
    if isinstance(here, tuple):
        for item in here:
            if getattr(item, "id", None) == word:
                return item
        if word.isdigit() and int(word) < len(here):
            return here[int(word)]
        raise KeyError(word)
    if is_dataclass(here) and word in {field.name for field in fields(here)}:
        return getattr(here, word)
    raise KeyError(word)


class NotGiven(Exception):
    """A formula needs a number that the sources do not give: an answer, not an error."""

    def __init__(self, address: str) -> None:
        super().__init__(f"{address} is not in the sources")
        self.address = address


class Unworkable(Exception):
    """
    A formula cannot be worked out; the case has to be mended.

    Args:
        code: The code of the finding.
        message: What was found.
        column: Where in the formula, counted from 0.
    """

    def __init__(self, code: str, message: str, *, column: int = 0) -> None:
        super().__init__(message)
        self.code = code
        self.column = column


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


@record
class _Range:
    """A number between two ends, in base units."""

    low: float
    high: float
    unit: Unit


def derivation(case: Case, derived: Derived) -> Derivation:
    """
    Work out one formula.

    Ends of vague dates and of assumptions are carried through by interval arithmetic: the range holds whatever
    the truth within the stated ends, and may be wider than it needs to be where an address stands twice.

    Raises:
        Unworkable: It is malformed, circular, divides by zero, or its units do not fit.
    """
    node = _parsed(derived)
    inputs = tuple((term.address, _amount_or_unknown(case, term)) for term in addresses_in(node))
    is_assumed = any(address.startswith("assumptions.") for address in _all_inputs(case, node, frozenset()))
    try:
        wanted = unit(derived.unit) if derived.unit else PLAIN
        found = _evaluated(case, node, frozenset({f"derived.{derived.id}"}))
    except NotGiven as silence:
        return Derivation(derived=derived, value=UNKNOWN, low=UNKNOWN, high=UNKNOWN, inputs=inputs, is_assumed=is_assumed, reason=str(silence))
    except ValueError as error:
        raise Unworkable("PL404", str(error)) from error
    low, high = (_expressed(number, found.unit, wanted) for number in (found.low, found.high))
    middle = _expressed((found.low + found.high) / 2, found.unit, wanted)
    exact = found.low == found.high
    return Derivation(derived=derived, value=middle if exact or is_assumed else UNKNOWN, low=low, high=high, inputs=inputs, is_assumed=is_assumed, reason="" if exact else "the sources give a range, not a number")


def amount_at(case: Case, address: str) -> Amount:
    """
    Give the number at an address, following references.

    An assumption without a best value stands for the middle of its range.

    Raises:
        KeyError: Nothing stands there, or it is no number.
    """
    found = at(case, address)
    for _ in range(20):
        if isinstance(found, Reference):
            found = at(case, found.address)
        elif isinstance(found, Assumption):
            found = found.best if isinstance(found.best, Quantity) else _middle(found)
        else:
            break
    if isinstance(found, Amount) and not isinstance(found, Reference):
        return found
    raise KeyError(address)


def range_of(assumption: Assumption) -> tuple[Quantity, Quantity] | None:
    """Give both ends of an assumption's range, in one unit; None where it is a choice or has no range."""
    if isinstance(assumption.low, Quantity) and isinstance(assumption.high, Quantity):
        return assumption.low, in_unit(assumption.high, assumption.low.unit)
    return None


def _middle(assumption: Assumption) -> Amount:
    ends = range_of(assumption)
    return UNKNOWN if ends is None else Quantity(number=(ends[0].number + ends[1].number) / 2, unit=ends[0].unit)


def _parsed(derived: Derived) -> Node:
    try:
        return formula(derived.formula)
    except FormulaError as error:
        raise Unworkable("PL402", str(error), column=error.column) from error


def _amount_or_unknown(case: Case, term: Term) -> Amount:
    try:
        return amount_at(case, term.address)
    except KeyError:
        return UNKNOWN


def _all_inputs(case: Case, node: Node, seen: frozenset[str]) -> Iterator[str]:
    for term in addresses_in(node):
        if term.address in seen:
            continue
        yield term.address
        if term.address.startswith("derived."):
            try:
                inner = at(case, term.address)
            except KeyError:
                continue
            if isinstance(inner, Derived):
                yield from _all_inputs(case, _parsed(inner), seen | {term.address})


def _expressed(number: float, found: Unit, wanted: Unit) -> Quantity:
    plain_as_percent = wanted.text in ("percent", "point") and not found.dimension
    if plain_as_percent:
        return Quantity(number=number * 100, unit=wanted)
    try:
        return in_unit(Quantity(number=number, unit=found), wanted)
    except ValueError as error:
        raise Unworkable("PL403", str(error)) from error


def _evaluated(case: Case, node: Node, above: frozenset[str]) -> _Range:
    if isinstance(node, Term):
        return _term(case, node, above)
    if isinstance(node, Call):
        return _called(case, node, above)
    parts = tuple(_evaluated(case, part, above) for part in node.parts)
    return _operated(node, parts)


def _term(case: Case, term: Term, above: frozenset[str]) -> _Range:
    if term.address in above:
        raise Unworkable("PL405", f"the formula is circular: {term.address} leads back to itself", column=term.column)
    try:
        found = at(case, term.address)
    except KeyError:
        raise Unworkable("PL501", f"there is no {term.address!r} in this case", column=term.column) from None
    if isinstance(found, Derived):
        return _evaluated(case, _parsed(found), above | {term.address})
    if isinstance(found, Assumption):
        ends = range_of(found)
        if ends is None:
            raise NotGiven(term.address)
        return _based(ends[0].number, ends[1].number, ends[0].unit)
    amount = _amount_or_unknown(case, term)
    if isinstance(amount, Quantity):
        return _based(amount.number, amount.number, amount.unit)
    if isinstance(found, Amount):
        raise NotGiven(term.address)
    raise Unworkable("PL402", f"{term.address} is no number; expected an address such as facts.troops.value", column=term.column)


def _based(low: float, high: float, written: Unit) -> _Range:
    return _Range(low=low * written.factor, high=high * written.factor, unit=base_unit(written.dimension))


def _operated(node: Operation, parts: tuple[_Range, ...]) -> _Range:
    first = parts[0]
    if node.operator is Operator.NEGATE:
        return _Range(low=-first.high, high=-first.low, unit=first.unit)
    second = parts[1]
    match node.operator:
        case Operator.ADD | Operator.SUBTRACT:
            _same_unit(node, parts)
            low, high = (second.low, second.high) if node.operator is Operator.ADD else (-second.high, -second.low)
            return _Range(low=first.low + low, high=first.high + high, unit=first.unit)
        case Operator.MULTIPLY:
            return _spread(_products(first, second), _combined(first.unit, second.unit, 1))
        case _:
            if second.low <= 0 <= second.high:
                raise Unworkable("PL406", "the formula divides by zero", column=node.column)
            inverse = _Range(low=1 / second.high, high=1 / second.low, unit=second.unit)
            return _spread(_products(first, inverse), _combined(first.unit, second.unit, -1))


def _products(first: _Range, second: _Range) -> tuple[float, ...]:
    return tuple(one * other for one in (first.low, first.high) for other in (second.low, second.high))


def _spread(numbers: tuple[float, ...], of: Unit) -> _Range:
    return _Range(low=min(numbers), high=max(numbers), unit=of)


def _combined(first: Unit, second: Unit, sign: int) -> Unit:
    powers: dict[str, int] = dict(first.dimension)
    for base, power in second.dimension:
        powers[base] = powers.get(base, 0) + sign * power
    return base_unit(tuple(sorted((base, power) for base, power in powers.items() if power)))


def _same_unit(node: Operation | Call, parts: tuple[_Range, ...]) -> None:
    for part in parts[1:]:
        if part.unit.dimension != parts[0].unit.dimension:
            names = f"{name_of(parts[0].unit.dimension)} and {name_of(part.unit.dimension)}"
            raise Unworkable("PL403", f"unit mismatch: {names} cannot be added, subtracted or compared", column=node.column)


def _called(case: Case, node: Call, above: frozenset[str]) -> _Range:
    if node.name == "days":
        return _days(case, node)
    parts = tuple(_evaluated(case, part, above) for part in node.parts)
    _same_unit(node, parts)
    first = parts[0]
    match node.name:
        case "sum":
            return _Range(low=sum(part.low for part in parts), high=sum(part.high for part in parts), unit=first.unit)
        case "min":
            return _Range(low=min(part.low for part in parts), high=min(part.high for part in parts), unit=first.unit)
        case "max":
            return _Range(low=max(part.low for part in parts), high=max(part.high for part in parts), unit=first.unit)
        case _:
            ends = sorted((abs(first.low), abs(first.high)))
            return _Range(low=0.0 if first.low <= 0 <= first.high else ends[0], high=ends[1], unit=first.unit)


def _days(case: Case, node: Call) -> _Range:
    dates: list[When] = []
    for part in node.parts:
        found = _date(case, part) if isinstance(part, Term) else None
        if found is None:
            raise Unworkable("PL402", "days() takes two dates, such as days(events.a.when, events.b.when)", column=node.column)
        dates.append(found)
    if len(dates) != 2:  # noqa: PLR2004
        raise Unworkable("PL402", "days() takes two dates, such as days(events.a.when, events.b.when)", column=node.column)
    try:
        low, high = days_between(dates[0], dates[1])
    except ValueError as error:
        raise NotGiven(f"the date of {' or '.join(part.address for part in node.parts if isinstance(part, Term))}") from error
    return _Range(low=low, high=high, unit=_DAY)


def _date(case: Case, term: Term) -> When | None:
    try:
        found = at(case, term.address)
    except KeyError:
        raise Unworkable("PL501", f"there is no {term.address!r} in this case", column=term.column) from None
    return found if isinstance(found, When) else None


def facts_by_id(case: Case) -> Mapping[str, Any]:
    """Give the facts of a case by id."""
    return {fact.id: fact for fact in case.facts}
