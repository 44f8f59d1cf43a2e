"""
Arithmetic on ranges: numbers between two ends, in base units.

A range holds whatever the truth within the stated ends, and may be wider than it needs to be where
a number enters twice.
"""

from math import isfinite, prod

from phaseline.terms import ties
from phaseline.terms.formula import Operator
from phaseline.terms.quantity import Quantity, Unit, base_unit, name_of
from phaseline.terms.record import record


class Unworkable(Exception):
    """
    A formula cannot be worked out; the case has to be mended.

    Args:
        code: The code of the diagnostic.
        message: What was found.
        column: Where in the formula, counted from 0; -1 where the unit of the result does not fit.
        owner: The id of the entry whose formula is at fault.
    """

    def __init__(self, code: str, message: str, *, column: int = 0, owner: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.column = column
        self.owner = owner


@record
class Range:
    """A number between two ends, in base units."""

    low: float
    high: float
    unit: Unit


def range_between(low: Quantity, high: Quantity) -> Range:
    """
    Give the range between two amounts of one dimension.

    Raises:
        Unworkable: An end is no finite number once it stands in base units.
    """
    return _finite(
        Range(
            low=low.number * low.unit.factor,
            high=high.number * high.unit.factor,
            unit=base_unit(low.unit.dimension),
        ),
        0,
    )


def operated(operator: Operator, parts: tuple[Range, ...], *, column: int) -> Range:
    """
    Apply an operator to its one or two ranges.

    Raises:
        Unworkable: The units do not fit, a divisor may be zero, or the result is no finite number.
    """
    first, second = parts[0], parts[-1]
    match operator:
        case Operator.NEGATE:
            interval = Range(low=-first.high, high=-first.low, unit=first.unit)
        case Operator.ADD:
            interval = total(parts, column=column)
        case Operator.SUBTRACT:
            interval = total(
                (first, Range(low=-second.high, high=-second.low, unit=second.unit)), column=column
            )
        case Operator.MULTIPLY:
            interval = _spread(first, second, _combined(first.unit, second.unit, 1))
        case _:
            if second.low <= 0 <= second.high:
                raise Unworkable("PL406", "the formula divides by zero", column=column)
            inverse = _finite(
                Range(low=1 / second.high, high=1 / second.low, unit=second.unit), column
            )
            interval = _spread(first, inverse, _combined(first.unit, second.unit, -1))
    return _finite(interval, column)


def total(parts: tuple[Range, ...], *, column: int) -> Range:
    """
    Add ranges up.

    Raises:
        Unworkable: Their units differ, or the sum is no finite number.
    """
    _same_unit(parts, column)
    return _finite(
        Range(
            low=ties.total(part.low for part in parts),
            high=ties.total(part.high for part in parts),
            unit=parts[0].unit,
        ),
        column,
    )


def chosen(name: str, parts: tuple[Range, ...], *, column: int) -> Range:
    """
    Give the least or the greatest of ranges, or the size of one: `min`, `max`, `abs`.

    Raises:
        Unworkable: Their units differ, or `abs` is given several.
    """
    _same_unit(parts, column)
    first = parts[0]
    if name == "abs":
        if len(parts) > 1:
            raise Unworkable("PL402", "abs() takes one address", column=column)
        ends = sorted((abs(first.low), abs(first.high)))
        return Range(
            low=0.0 if first.low <= 0 <= first.high else ends[0], high=ends[1], unit=first.unit
        )
    choose = min if name == "min" else max
    return Range(
        low=choose(part.low for part in parts),
        high=choose(part.high for part in parts),
        unit=first.unit,
    )


def _spread(first: Range, second: Range, unit: Unit) -> Range:
    numbers = [
        prod(pair)
        for pair in (
            (first.low, second.low),
            (first.low, second.high),
            (first.high, second.low),
            (first.high, second.high),
        )
    ]
    return Range(low=min(numbers), high=max(numbers), unit=unit)


def _finite(interval: Range, column: int) -> Range:
    if isfinite(interval.low) and isfinite(interval.high):
        return interval
    raise Unworkable(
        "PL402", "the result is larger than any number that can be held", column=column
    )


def _combined(first: Unit, second: Unit, sign: int) -> Unit:
    powers: dict[str, int] = dict(first.dimension)
    for base, power in second.dimension:
        powers[base] = powers.get(base, 0) + sign * power
    return base_unit(tuple(sorted((base, power) for base, power in powers.items() if power)))


def _same_unit(parts: tuple[Range, ...], column: int) -> None:
    for part in parts[1:]:
        if part.unit.dimension != parts[0].unit.dimension:
            names = f"{name_of(parts[0].unit.dimension)} and {name_of(part.unit.dimension)}"
            raise Unworkable(
                "PL403",
                f"unit mismatch: {names} cannot be added, subtracted or compared",
                column=column,
            )
