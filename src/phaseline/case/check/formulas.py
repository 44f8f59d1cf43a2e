"""
Formulas: each of them readable, without a circle, and of the unit that its result is said to have.
"""

import re

from phaseline.case.addresses import Path
from phaseline.case.check.circles import circles
from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.check.units import check_unit, is_known, written_unit
from phaseline.case.model.case import Case
from phaseline.case.model.choices import Derived
from phaseline.case.ranges import Unworkable
from phaseline.case.values import Derivation, amount_at, derivation, inner_formulas, parsed
from phaseline.terms.formula import addresses_in
from phaseline.terms.quantity import Quantity, Unit, unit


def check_formulas(pen: DiagnosticCollector, case: Case) -> None:
    """
    Report formulas that cannot be worked out, each where its own fault lies and not where it is
    used.
    """
    places = {derived.id: index for index, derived in reversed(list(enumerate(case.derived)))}
    links: dict[str, dict[str, Path]] = {
        derived.id: dict.fromkeys(inner_formulas(derived), ()) for derived in case.derived
    }
    for circle in circles(links):
        way = " → ".join(f"derived.{name}" for name in (*circle[:_MOST_NAMES], circle[0]))
        pen.error(
            "PL405",
            ("derived", places[circle[0]], "formula"),
            f"the formula is circular: {way}",
            expected=_EXPECTED["PL405"],
            fix=_FIXES["PL405"],
            word=f"derived.{circle[1 % len(circle)]}",
        )
    for index, derived in enumerate(case.derived):
        _check_formula(pen, case, index, derived)


def worked_formula(
    pen: DiagnosticCollector,
    case: Case,
    path: Path,
    text: str,
    *,
    units: tuple[str, ...],
    expected: str,
) -> Derivation | None:
    """
    Work out a formula that is the value of a field, and report it where it cannot be.

    Args:
        pen: Where diagnostics are written.
        case: The case.
        path: The path of the formula.
        text: The formula.
        units: The units that its result may have.
        expected: These units, in the words of a message.
    """
    for wanted in units:
        derived = Derived(id="", title="", formula=text, unit=wanted)
        try:
            return derivation(case, derived)
        except Unworkable as fault:
            if fault.column < 0 and wanted != units[-1]:
                continue
            if not _is_told_elsewhere(pen, case, derived, unit(wanted) if wanted else None, fault):
                _tell(pen, path, derived, fault, expected=expected)
            break
    return None


def _check_formula(pen: DiagnosticCollector, case: Case, index: int, derived: Derived) -> None:
    path: Path = ("derived", index)
    wanted = written_unit(pen, (*path, "unit"), derived.unit)
    if derived.unit and wanted is None:
        return
    if wanted is not None:
        check_unit(pen, (*path, "unit"), wanted)
    try:
        derivation(case, derived)
    except Unworkable as fault:
        if not _is_told_elsewhere(pen, case, derived, wanted, fault):
            _tell(pen, (*path, "unit" if fault.column < 0 else "formula"), derived, fault)


def _is_told_elsewhere(
    pen: DiagnosticCollector, case: Case, derived: Derived, wanted: Unit | None, fault: Unworkable
) -> bool:
    """
    Whether a fault lies in another formula, in an entry that is faulty itself, or in a unit that
    nobody knows.
    """
    if fault.owner != derived.id or fault.code == "PL405":
        return True
    if fault.code == "PL501":
        return pen.book.path(_word(derived, fault)) is not None
    return fault.code == "PL403" and not all(
        is_known(input_unit, pen) for input_unit in _units(case, derived, wanted)
    )


def _units(case: Case, derived: Derived, wanted: Unit | None) -> list[Unit]:
    units = [] if wanted is None else [wanted]
    for term in addresses_in(parsed(derived)):
        try:
            amount = amount_at(case, term.address)
        except KeyError:
            continue
        units += [amount.unit] if isinstance(amount, Quantity) else []
    return units


def _tell(
    pen: DiagnosticCollector, path: Path, derived: Derived, fault: Unworkable, *, expected: str = ""
) -> None:
    word = _word(derived, fault)
    pen.error(
        fault.code,
        path,
        str(fault),
        expected=(
            expected
            if expected and fault.column < 0
            else _EXPECTED.get(fault.code, "a formula over addresses")
        ),
        fix=(
            _fix_of_unit(expected)
            if expected and fault.code == "PL403"
            else _fix(pen, fault.code, word)
        ),
        word=word,
        offset=fault.column,
    )


def _fix_of_unit(expected: str) -> str:
    """Say how to give what is expected; who has a share in percent is told how it is written."""
    fix = "correct the formula, or the unit of an input"
    return f"{fix}; a share is 0.6, and not 60 percent" if expected == "a plain number" else fix


def _fix(pen: DiagnosticCollector, code: str, word: str) -> str:
    if code == "PL501":
        return _fix_of_address(pen, word)
    if code == "PL402" and not word[:1].isdigit():
        return "correct the formula"
    return _FIXES.get(code, "correct the formula")


def _fix_of_address(pen: DiagnosticCollector, word: str) -> str:
    if _is_difference(pen, word):
        return "put spaces around the minus"
    near = pen.book.nearest(word) if pen.may_propose else ""
    return f"replace it by {near!r}" if near else _FIXES["PL501"]


def _is_difference(pen: DiagnosticCollector, word: str) -> bool:
    """
    Whether a word is two or more addresses with a minus between them; an id may hold a hyphen too.
    """
    parts = word[:_LONGEST_WORD].split("-")
    return any(
        pen.book.path("-".join(parts[:cut])) is not None
        and (pen.book.path(rest := "-".join(parts[cut:])) is not None or _is_difference(pen, rest))
        for cut in range(1, len(parts))
    )


def _word(derived: Derived, fault: Unworkable) -> str:
    """Give the address or the sign at which a formula fails."""
    match = (
        re.compile(r"[^\s*/+(),]+|.").match(derived.formula, fault.column)
        if fault.column >= 0
        else None
    )
    return match.group() if match else ""


_LONGEST_WORD = 400
_MOST_NAMES = 12  # of a circle, in a message
_EXPECTED = {
    "PL402": "addresses joined by + - * /, with spaces around the minus",
    "PL403": "units that fit the unit of the result",
    "PL405": "a formula that does not lead back to itself",
    "PL406": "a divisor that cannot be zero",
    "PL501": "the address of an entry of this case",
}
_FIXES = {
    "PL402": "enter the number as a fact or an assumption, and use its address",
    "PL403": "correct `unit`, or the unit of an input",
    "PL405": "write one of the formulas over facts",
    "PL406": "divide by something that is not zero",
    "PL501": "correct the address",
}
