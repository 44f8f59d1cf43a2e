"""
Needs, stocks and routes: numbers within their bounds, stocks counted in one unit, goods that a plan
could send.
"""

from phaseline.case.check.bounds import OWN_UNIT, FormulaKind, check_bounds
from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.model.case import Case
from phaseline.case.model.response import Measure
from phaseline.case.model.supply import Donor, Need, Route, Stock
from phaseline.case.values import amount_or_unknown
from phaseline.terms.quantity import Quantity, in_unit, unit

_SHARE = FormulaKind(says="a share from 0 to 1", high=1.0)
_CHANCE = FormulaKind(says="a chance from 0 to 1", high=1.0)
_NUMBER = FormulaKind(says="a number of at least 0")
_TIME = FormulaKind(says="a time of at least 0", unit="month")
_COUNT = FormulaKind(says="a number of at least 0", unit=OWN_UNIT)

KINDS = {
    (Need, "weight"): FormulaKind(says="a number above 0", is_above=True),
    (Need, "deadline"): FormulaKind(says="a time above 0", unit="month", is_above=True),
    (Need, "over"): _TIME,
    (Stock, "assumed"): _COUNT,
    (Stock, "whole"): FormulaKind(says="a number above 0", unit=OWN_UNIT, is_above=True),
    (Stock, "condition"): _SHARE,
    (Stock, "floor"): _SHARE,
    (Stock, "makes"): _NUMBER,
    (Stock, "makes_after"): _TIME,
    (Stock, "mass"): FormulaKind(says="a mass of at least 0", unit="kg"),
    (Stock, "cost"): _NUMBER,
    (Stock, "maker_delay"): _TIME,
    (Stock, "maker_chance"): _CHANCE,
    (Donor, "passes_on"): _NUMBER,
    (Donor, "lag"): _TIME,
    (Donor, "reserve"): _NUMBER,
    (Donor, "floor"): _NUMBER,
    (Route, "capacity"): FormulaKind(says="a mass per month of at least 0", unit="kg/month"),
    (Route, "lead"): _TIME,
    (Route, "exposure"): _NUMBER,
    (Route, "cost"): _NUMBER,
    (Route, "known"): _CHANCE,
    (Route, "stopped"): _CHANCE,
    (Measure, "promise"): FormulaKind(says="a share from 0 to 1", high=1.0, is_above=True),
}


def check_supply(pen: DiagnosticCollector, case: Case) -> None:
    """
    Report numbers of supply that are out of their bounds, and stocks that are counted in two units.
    """
    check_bounds(pen, case, KINDS)
    for index, stock in enumerate(case.stocks):
        amount = amount_or_unknown(case, stock.quantity)
        if stock.unit and isinstance(amount, Quantity) and not _converts(amount, stock.unit):
            pen.error(
                "PL806",
                ("stocks", index, "unit"),
                f"unit: found {stock.unit!r}, and its number is given in"
                f" {amount.unit.text or 'no unit'}",
                expected="one unit for a stock",
                fix=f"write `unit: {amount.unit.text}`",
            )


def _converts(amount: Quantity, text: str) -> bool:
    try:
        in_unit(amount, unit(text))
    except ValueError:
        return False
    return True
