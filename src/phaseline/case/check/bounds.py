"""
Formulas that stand for a share, a chance, a time or an amount: each leads to a number, of the right
unit, within its bounds.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import inf
from typing import Any

from phaseline.case.addresses import Path
from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.check.formulas import worked_formula
from phaseline.case.check.units import written_unit
from phaseline.case.model.case import Case
from phaseline.case.values import Derivation
from phaseline.terms.formula import addresses_in, formula
from phaseline.terms.quantity import Quantity
from phaseline.terms.record import record

OWN_UNIT = "unit"  # in place of a unit: the one that the entry names itself


@record
class FormulaKind:
    """
    What a formula stands for.

    Args:
        says: Its bounds in words.
        low: The least it may be.
        high: The most it may be.
        unit: Its unit; a plain number without one.
        is_above: Whether it has to be more than 0 throughout.
    """

    says: str
    low: float = 0.0
    high: float = inf
    unit: str = ""
    is_above: bool = False

    def holds(self, value: float) -> bool:
        """Whether a number is within the bounds."""
        return self.low <= value <= self.high and not (self.is_above and value == 0)

    def is_missed(self, low: float, high: float) -> bool:
        """Whether a range lies out of the bounds as a whole."""
        return low > self.high or high < self.low or (self.is_above and high <= 0)


_UNITS = {
    "": "a plain number",
    "month": "a time, such as 30 day, 2 week or 3 month",
    "kg": "a mass",
    "kg/month": "a mass per month",
}


def check_bounds(
    pen: DiagnosticCollector, case: Case, kinds: Mapping[tuple[type, str], FormulaKind]
) -> None:
    """
    Report the formulas of these fields that lead to no number, to one of another unit, or to one
    out of its bounds.
    """
    for path, entry in pen.entries:
        written = {
            name: kind
            for name in entry.__dataclass_fields__
            if (kind := kinds.get((entry.__class__, name))) is not None and getattr(entry, name)
        }
        own = _own_unit(pen, path, entry, written.values())
        for name, kind in written.items():
            unit = own if kind.unit == OWN_UNIT else kind.unit
            if unit is not None:
                _check_formula(pen, case, (*path, name), getattr(entry, name), kind=kind, unit=unit)


def _own_unit(
    pen: DiagnosticCollector, path: Path, entry: Any, kinds: Iterable[FormulaKind]
) -> str | None:
    """Give the unit that an entry names itself, where a formula needs it; None if it is none."""
    if all(kind.unit != OWN_UNIT for kind in kinds) or not entry.unit:
        return ""
    is_unit = written_unit(pen, (*path, OWN_UNIT), entry.unit) is not None
    return str(entry.unit) if is_unit else None


def fix_of_bounds(derivation: Derivation, addresses: Sequence[str]) -> str:
    """
    Say what to correct where a formula leads out of its bounds: the range itself, where it is
    nothing but that.
    """
    text = derivation.derived.formula
    return (
        f"correct the range of {text}"
        if list(addresses) == [text] and derivation.is_assumed
        else "correct the formula, or a range in it"
    )


def _check_formula(
    pen: DiagnosticCollector, case: Case, path: Path, text: str, *, kind: FormulaKind, unit: str
) -> None:
    derivation = worked_formula(
        pen, case, path, text, units=(unit,), expected=_UNITS.get(unit, f"a number of {unit}")
    )
    if derivation is None:
        return
    if isinstance(derivation.low, Quantity) and isinstance(derivation.high, Quantity):
        ends = derivation.low.number, derivation.high.number
        _check_ends(pen, path, derivation, ends, kind=kind)
    else:
        _tell_missing(pen, case, path, derivation)


def _check_ends(
    pen: DiagnosticCollector,
    path: Path,
    derivation: Derivation,
    ends: tuple[float, float],
    *,
    kind: FormulaKind,
) -> None:
    low, high = ends
    addresses = [term.address for term in addresses_in(formula(derivation.derived.formula))]
    is_within = kind.holds(low) and kind.holds(high)
    if not is_within and (_is_exact(addresses) or kind.is_missed(low, high)):
        pen.error(
            "PL410",
            path,
            f"{path[-1]}: found {low:g}" + (f" to {high:g}" if high != low else ""),
            expected=kind.says,
            fix=fix_of_bounds(derivation, addresses),
        )


def _is_exact(addresses: Sequence[str]) -> bool:
    """
    Whether the ends of a formula are those of the truth; where an address stands twice, or in a
    derived number as well, they may be wider.
    """
    return len(set(addresses)) == len(addresses) and not any(
        address.startswith("derived.") for address in addresses
    )


def _tell_missing(pen: DiagnosticCollector, case: Case, path: Path, derivation: Derivation) -> None:
    where = derivation.reason.removesuffix(" is not in the sources")
    section, _, name = where.partition(".")
    assumption = case.assumptions.get(name) if section == "assumptions" else None
    if assumption and not assumption.options:
        return  # it has no proper range, which is reported where it stands
    pen.error(
        "PL805",
        path,
        f"there is no number at {where}",
        expected="an assumption with a range, or a fact with a value",
        fix="give it a range, or use another address",
        word=where if where in derivation.derived.formula else "",
    )
