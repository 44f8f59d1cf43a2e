"""A pattern's numbers as assumptions of a case: each with an owner and the pattern's name."""

from typing import Any

from phaseline.case.model.case import Case
from phaseline.case.values import range_of
from phaseline.scaffold.pattern import Pattern, PatternNumber
from phaseline.scaffold.sketch import NewEntry, Sketch, free_id, ids, new_entry
from phaseline.terms.quantity import PLAIN, Quantity, in_unit, quantity, unit

_MOST_PLACES = 7
_WORTH = "patience"  # of the numbers over a time the one that is no chance
_NEAR = 0.05  # of a number that stands for a wide range, more digits would say nothing


class PatternValues:
    """
    The numbers that a layer takes from a pattern, each entered once.

    Args:
        case: The case.
        pattern: The pattern.
        owner: Who answers for them.
    """

    def __init__(self, case: Case, pattern: Pattern, owner: str) -> None:
        self._case, self._pattern, self._owner = case, pattern, owner
        self._names: dict[str, str] = {}  # in the case, by that in the pattern
        self._entries: list[NewEntry] = []

    def address(self, name: str, *, about: str = "", title: str = "") -> str:
        """
        Give the address of a number of the pattern, which becomes an assumption unless the case
        has it: one that asks the same, or one of that name over a like range. Of a wait in months
        that is called as a worth is here, no game could make a discount.

        Args:
            name: The name of the number in the pattern.
            about: The id of what it is about, where it is asked for each of several.
            title: What that is called.
        """
        proposal = f"{name}-{about}" if about else name
        if proposal not in self._names:
            self._names[proposal] = self._name(proposal, self._pattern.number(name), title)
        return f"assumptions.{self._names[proposal]}"

    def _name(self, proposal: str, number: PatternNumber, title: str) -> str:
        """Give the id of a number in the case, where it is entered unless the case has it."""
        asks = _asked(number, title)
        alike = [entry.id for entry in self._case.assumptions if entry.asks == asks]
        named = self._case.assumptions.get(proposal)
        if named is not None and _is_like(range_of(named), number):
            alike.append(named.id)
        if alike:
            return alike[0]
        name = free_id(proposal, ids(self._case.assumptions))
        self._entries.append(self._entry(name, number, title))
        return name

    @property
    def sketch(self) -> Sketch:
        """The assumptions that were asked for, in that order."""
        return Sketch(entries=tuple(self._entries))

    def _entry(self, ident: str, number: PatternNumber, title: str) -> NewEntry:
        fields: dict[str, Any] = {
            "id": ident,
            "asks": _asked(number, title),
            "owner": self._owner,
            "low": self._written(number, number.low),
            "high": self._written(number, number.high),
        }
        if number.best is not None:
            fields["best"] = self._written(number, number.best)
        fields["rationale"] = f"{number.rationale}{self._per(number)}"
        fields["from_pattern"] = self._pattern.id
        if number.rate:
            fields["note"] = self._starting_point(number.rate)
        return new_entry("assumptions", fields)

    def _starting_point(self, name: str) -> str:
        rate = self._pattern.rates[name]
        source = self._pattern.sources[rate.source]
        return f"Starts from: {rate.says} {source.author}, {source.title}; read: {source.read}."

    def _per(self, number: PatternNumber) -> str:
        """Say over which time a pattern gives a chance, where the case counts by another one."""
        if not number.per or number.per == self._case.period:
            return ""
        low, high = f"{_short(number.low):g}", f"{_short(number.high):g}"
        return f" {low} to {high} in a {number.per}, worked out for a {self._case.period}."

    def _written(self, number: PatternNumber, value: float) -> str | float:
        if number.unit:
            return f"{_short(value):g} {number.unit}"
        if not number.per:
            return _short(value)
        share = in_unit(quantity(f"1 {self._case.period}"), unit(number.per)).number
        is_worth = number.id == _WORTH
        return _short(value**share if is_worth else 1 - (1 - value) ** share)


def _asked(number: PatternNumber, title: str) -> str:
    return number.asks.replace("{what}", title)


def _is_like(ends: tuple[Quantity, Quantity] | None, number: PatternNumber) -> bool:
    """Whether a range of a case is one of what a number of a pattern counts."""
    counted = unit(number.unit) if number.unit else PLAIN
    return ends is not None and ends[0].unit.dimension == counted.dimension


def _short(value: float) -> float:
    """
    Round a number to within a twentieth of itself, and of what it lacks to one.

    >>> _short(0.8), _short(0.98157), _short(0.05118), _short(3)
    (0.8, 0.982, 0.05, 3)
    """
    least = min(abs(value), abs(1 - value)) or 1.0
    near = (
        rounded
        for places in range(1, _MOST_PLACES)
        if abs(value - (rounded := round(value, places))) <= least * _NEAR
    )
    short = next(near, value)
    return int(short) if short == int(short) else short
