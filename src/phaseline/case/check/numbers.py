"""
Numbers: each one cited or owned, each with a known unit, each sum right, each formula workable.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from phaseline.case.addresses import Path
from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.check.figures import check_figures
from phaseline.case.check.formulas import check_formulas, worked_formula
from phaseline.case.check.polls import check_polls
from phaseline.case.check.units import check_unit, is_known
from phaseline.case.model.case import Case
from phaseline.case.model.choices import Assumption, RankCorrelation
from phaseline.case.model.evidence import Fact
from phaseline.case.model.politics import Institution
from phaseline.case.values import amount_at, amount_or_unknown
from phaseline.terms.entries import Entries
from phaseline.terms.quantity import UNKNOWN, Amount, Quantity, Reference, Unit, in_unit
from phaseline.terms.ties import is_same, total

_APART = 0.1  # of a number, to which a reader rounds it


def check_numbers(pen: DiagnosticCollector, case: Case) -> None:
    """Report numbers without a source, unknown units, sums and formulas that do not work out."""
    _check_quantities(pen)
    for index, fact in enumerate(case.facts):
        _check_parts(pen, case, index, fact)
    check_polls(pen, case)
    for index, institution in enumerate(case.institutions):
        _check_seats(pen, case, index, institution)
    for index, assumption in enumerate(case.assumptions):
        _check_range(pen, index, assumption)
    check_figures(pen, case)
    check_formulas(pen, case)
    _check_doubles(pen, case)


def _check_quantities(pen: DiagnosticCollector) -> None:
    for path, entry in pen.entries:
        for name in entry.__dataclass_fields__:
            value = getattr(entry, name)
            if isinstance(value, Quantity):
                check_unit(pen, (*path, name), value.unit)
                _check_source(pen, path, name, entry)


def _check_source(pen: DiagnosticCollector, path: Path, name: str, entry: Any) -> None:
    if isinstance(entry, Assumption | RankCorrelation) or _is_cited(pen, path):
        return
    fix = (
        "add `cites`, or move it to `assumptions` with a range and an owner"
        if isinstance(entry, Fact)
        else "enter it as a fact with its citation, and give its address here"
    )
    expected = (
        "a citation beside the number"
        if isinstance(entry, Fact)
        else "an address such as facts.troops.value, or `cites` in the same entry"
    )
    pen.error(
        "PL401",
        (*path, name),
        "the number is neither cited nor an assumption",
        expected=expected,
        fix=fix,
    )


def _is_cited(pen: DiagnosticCollector, path: Path) -> bool:
    """Whether an entry cites a source, or one around it, such as the poll around an answer."""
    where = pen.original(path)
    around = [pen.reading.value(where[:length]) for length in range(1, len(where) + 1)]
    return any(isinstance(entry, dict) and entry.get("cites") for entry in around)


def _check_parts(pen: DiagnosticCollector, case: Case, index: int, fact: Fact) -> None:
    addresses = [Reference(address=f"facts.{part}.value") for part in fact.parts]
    quantities = _quantities(pen, case, (*addresses, fact.value))
    if not addresses or not quantities:
        return
    *parts, whole = quantities
    try:
        added = total(in_unit(part, whole.unit).number for part in parts)
    except ValueError as error:
        pen.error(
            "PL403",
            ("facts", index, "parts"),
            f"the parts cannot be added up: {error}",
            expected="parts in the unit of the whole",
            fix="give parts and whole the same unit",
        )
        return
    if not is_same(added, whole.number):
        pen.error(
            "PL703",
            ("facts", index, "value"),
            f"the parts add up to {added:g}, not to {whole.number:g}",
            expected="a sum of its parts",
            fix="correct the number that is wrong, or remove `parts`",
        )


def _quantities(
    pen: DiagnosticCollector, case: Case, amounts: Iterable[Amount]
) -> tuple[Quantity, ...]:
    """
    Give what amounts come to; nothing where one is unknown or misspelt, which is reported
    elsewhere.
    """
    quantities = []
    for amount in amounts:
        quantity = amount_or_unknown(case, amount)
        if not isinstance(quantity, Quantity) or not is_known(quantity.unit, pen):
            return ()
        quantities.append(quantity)
    return tuple(quantities)


def _check_seats(
    pen: DiagnosticCollector, case: Case, index: int, institution: Institution
) -> None:
    whole = amount_or_unknown(case, institution.total)
    days: dict[str, list[Amount]] = {}
    for seats in institution.seats:
        days.setdefault(seats.on.text, []).append(amount_or_unknown(case, seats.seats))
    for day, amounts in days.items():
        numbers = [amount.number for amount in amounts if isinstance(amount, Quantity)]
        if (
            isinstance(whole, Quantity)
            and len(numbers) == len(amounts)
            and not is_same(total(numbers), whole.number)
        ):
            pen.error(
                "PL703",
                ("institutions", index, "seats"),
                f"the seats of {day} add up to {total(numbers):g}, not to {whole.number:g}",
                expected="the seats of all parties",
                fix="add the missing party, or correct a count",
            )


def _check_doubles(pen: DiagnosticCollector, case: Case) -> None:
    """Report numbers that are said twice and differ."""
    for index, assumption in enumerate(case.assumptions):
        if assumption.equals:
            _check_equals(pen, case, ("assumptions", index, "equals"), assumption)


def _check_equals(pen: DiagnosticCollector, case: Case, path: Path, assumption: Assumption) -> None:
    """Report an assumption whose value is not the number that a formula gives for it."""
    amount = amount_at(case, f"assumptions.{assumption.id}")
    if not isinstance(amount, Quantity):
        return
    unit = amount.unit.text
    worked = worked_formula(
        pen,
        _at_best(case),
        path,
        assumption.equals,
        units=(unit,),
        expected=f"a number in {unit}" if unit else "a plain number",
    )
    other = worked.value if worked else UNKNOWN
    if isinstance(other, Quantity) and abs(amount.number - other.number) > _APART * abs(
        other.number
    ):
        pen.warning(
            "PL416",
            path,
            f"it is {amount.number:.3g}, and {assumption.equals} comes to {other.number:.3g}",
            expected="two numbers that differ by a tenth at most, for they are one",
            fix="correct `best`, the range, or the numbers in the formula",
        )


def _at_best(case: Case) -> Case:
    """Give a case with the one value of each assumption in the place of its range."""
    return replace(case, assumptions=Entries(_pinned(case, entry) for entry in case.assumptions))


def _pinned(case: Case, assumption: Assumption) -> Assumption:
    amount = amount_at(case, f"assumptions.{assumption.id}")
    return replace(assumption, low=amount, high=amount, best=amount)


def _check_range(pen: DiagnosticCollector, index: int, assumption: Assumption) -> None:
    path: Path = ("assumptions", index)
    low, high, best = assumption.low, assumption.high, assumption.best
    if assumption.options and not isinstance(low, Quantity):
        return
    if not (isinstance(low, Quantity) and isinstance(high, Quantity)):
        pen.error(
            "PL407",
            path,
            "the assumption has no range",
            expected="`low` and `high` with their unit, or `options`",
            fix="give the range that its owner stands for",
        )
        return
    _check_ends(pen, path, low=low, middle=best if isinstance(best, Quantity) else low, high=high)


def _check_ends(
    pen: DiagnosticCollector, path: Path, *, low: Quantity, middle: Quantity, high: Quantity
) -> None:
    """Hold a range and its best value to one unit, and then to their order."""
    if not all(is_known(end.unit, pen) for end in (low, high, middle)):
        return  # what is misspelt is reported elsewhere
    for name, end in (("high", high), ("best", middle)):
        if end.unit.dimension != low.unit.dimension:
            _refuse_unit(pen, (*path, name), end.unit, low.unit)
            return
    _check_order(pen, path, low=low, middle=middle, high=high)


def _refuse_unit(pen: DiagnosticCollector, path: Path, unit: Unit, expected: Unit) -> None:
    pen.error(
        "PL403",
        path,
        f"unit mismatch: {unit.text or 'a plain number'} where"
        f" {expected.text or 'a plain number'} is expected",
        expected="both ends in one unit",
        fix="give low, high and best the same unit",
    )


def _check_order(
    pen: DiagnosticCollector, path: Path, *, low: Quantity, middle: Quantity, high: Quantity
) -> None:
    ends = [in_unit(end, low.unit).number for end in (low, middle, high)]
    if ends[0] > ends[2]:
        pen.error(
            "PL407",
            (*path, "low"),
            f"the low end {_words(low)} is above the high end {_words(high)}",
            expected="low at most high",
            fix="exchange the two",
        )
    elif ends != sorted(ends):
        pen.error(
            "PL407",
            (*path, "best"),
            "the best value lies outside the range",
            expected=f"a value from {_words(low)} to {_words(high)}",
            fix="widen the range, or move the best value",
        )


def _words(end: Quantity) -> str:
    """Write an end of a range with its unit: 3 month and 60 day are no two numbers to compare."""
    return f"{end.number:g} {end.unit.text}".rstrip()
