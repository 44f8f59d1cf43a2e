"""
Formulas worked out for many valuations of a case in one go: a column of numbers for each formula.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

import numpy as np

from phaseline.case.model.case import Case
from phaseline.case.model.choices import Derived
from phaseline.case.values import amount_at, at
from phaseline.errors import QuestionError
from phaseline.game.arrays import Floats
from phaseline.terms.formula import (
    AddressTerm,
    Call,
    Operation,
    Operator,
    formula,
    worked_out,
)
from phaseline.terms.quantity import Quantity
from phaseline.terms.ties import total

_Column = Floats | float  # one number a draw, or one for all of them

_parsed = lru_cache(maxsize=4096)(formula)


class DrawnValues:
    """
    A case with many values for every assumption that has a range: what `Valuation` works out for
    one draw, bit for bit, for all of them in one go.

    Args:
        case: The case.
        values: By the id of the assumption, in base units, for each draw.
    """

    def __init__(self, case: Case, values: Sequence[Mapping[str, float]]) -> None:
        self.case, self.values = case, values
        self._known: dict[str, Floats] = {}
        self._drawn: dict[str, Floats | None] = {}

    def of(self, text: str) -> Floats:
        """
        Work out a formula over addresses, in base units (draw); nothing is 0.

        Raises:
            QuestionError: In some draw it leads to no number, or is better worked out for each draw
                alone, which says what is wrong with it.
        """
        if text not in self._known:
            with np.errstate(all="ignore"):
                column = worked_out(_parsed(text), _DrawnNumbers(self)) if text else 0.0
            self._known[text] = np.broadcast_to(
                np.asarray(column, dtype=np.float64), len(self.values)
            )
        return self._known[text]

    def drawn(self, name: str) -> Floats | None:
        """
        Give the values of an assumption (draw); nothing where no draw has one.

        Raises:
            QuestionError: Some draws have one, and others none.
        """
        if name not in self._drawn:
            self._drawn[name] = self._column(name)
        return self._drawn[name]

    def _column(self, name: str) -> Floats | None:
        column = [values.get(name) for values in self.values]
        numbers = [number for number in column if number is not None]
        if numbers and len(numbers) < len(column):
            raise _left(f"assumptions.{name}")
        return np.array(numbers, dtype=np.float64) if numbers else None


def _totals(columns: Sequence[Floats]) -> Floats:
    """Add columns up, each draw rounded once (draw)."""
    rows = np.stack(columns, axis=-1)
    sums = [total(row) for row in rows.reshape(-1, len(columns)).tolist()]
    return np.array(sums).reshape(rows.shape[:-1])


_CALLS: Mapping[str, Callable[[Sequence[Floats]], Floats]] = {
    "max": np.maximum.reduce,
    "min": np.minimum.reduce,
    "sum": _totals,
    "abs": lambda columns: np.abs(columns[0]),
}


class _DrawnNumbers:
    """The numbers of many valuations, in base units and without their units."""

    __slots__ = ("drawn",)

    def __init__(self, drawn: DrawnValues) -> None:
        self.drawn = drawn

    def term(self, term: AddressTerm) -> _Column:
        address, case = term.address, self.drawn.case
        section, name, *rest = address.split(".")
        if section == "assumptions" and not rest:
            column = self.drawn.drawn(name)
            if column is not None:
                return column
        try:
            entry = at(case, address)
            if isinstance(entry, Derived):
                return self.drawn.of(entry.formula)
            amount = amount_at(case, address)
        except KeyError:
            raise _left(address) from None
        if not isinstance(amount, Quantity):
            raise _left(address)
        return amount.number * amount.unit.factor

    def days(self, call: Call) -> _Column:
        raise _left(call.name)

    def called(self, call: Call, parts: tuple[_Column, ...]) -> _Column:
        if call.name not in _CALLS:
            raise _left(call.name)
        columns = np.broadcast_arrays(*parts)
        return np.asarray(_CALLS[call.name](columns), dtype=np.float64)

    def operated(self, operation: Operation, parts: tuple[_Column, ...]) -> _Column:
        match operation.operator:
            case Operator.NEGATE:
                return -parts[0]
            case Operator.ADD:
                return parts[0] + parts[1]
            case Operator.SUBTRACT:
                return parts[0] - parts[1]
            case Operator.MULTIPLY:
                return parts[0] * parts[1]
            case Operator.DIVIDE:
                if np.any(np.equal(parts[1], 0)):
                    raise _left("a quotient")
                return parts[0] / parts[1]


def _left(subject: str) -> QuestionError:
    """Say that something is left to each valuation alone, which words what is wrong with it."""
    return QuestionError(f"{subject} is not worked out for all draws in one go")
