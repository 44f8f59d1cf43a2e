"""
Single fields: texts that say something, amounts in the unit of their field, places in a list
counted from one, horizons in their order.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from functools import cache
from types import MappingProxyType
from typing import Any

from phaseline.case.addresses import Path
from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.check.references import references
from phaseline.case.check.units import is_known
from phaseline.case.model.case import Case
from phaseline.case.model.choices import Assumption, Brake, Salience
from phaseline.case.model.politics import Institution, Poll, PollOption, Seats
from phaseline.case.model.supply import Need
from phaseline.case.showing import shown
from phaseline.case.values import amount_or_unknown
from phaseline.terms.quantity import Quantity

_SHARE = ("percent", "point")
_SEATS = ("seat", "member")
_UNITS: Mapping[tuple[type, str], tuple[str, ...]] = MappingProxyType(
    {
        (Poll, "sample"): ("respondent", "person"),
        (Seats, "seats"): _SEATS,
        (Institution, "total"): _SEATS,
        (PollOption, "share"): _SHARE,
        (Salience, "share"): _SHARE,
    }
)
_OTHERWISE = {
    "id",
    "formula",
    "unit",
}  # reported where they are read; no unit is the unit of a plain number
_FROM_ONE = {(Brake, "rank"), (Need, "tier")}
_WHOLE = 100.0
_FEWEST_OPTIONS = 2
_LETTER = re.compile(r"[^\W_]")  # or a digit


def check_fields(pen: DiagnosticCollector, case: Case) -> None:
    """
    Report texts that say nothing, amounts of another unit than their field has, places before the
    first, and horizons that are none or out of order.
    """
    _check_horizon(pen, case.horizon)
    for path, entry in pen.entries:
        for name, index, text in _texts(entry):
            if not _LETTER.search(text):
                _refuse_blank(pen, (*path, name) if index < 0 else (*path, name, index), name, text)
        for name in entry.__dataclass_fields__:
            _check_field(pen, case, path, entry, name)
    for index, assumption in enumerate(case.assumptions):
        _check_choice(pen, index, assumption)


def _check_horizon(pen: DiagnosticCollector, horizon: tuple[int, ...]) -> None:
    """
    Report no horizon, one before the first period, and one that is no later than that before it:
    the first is told as the nearest, the last as the farthest.
    """
    wrong = next(
        (
            place
            for place, (before, periods) in enumerate(zip((0, *horizon), horizon, strict=False))
            if periods <= before
        ),
        None,
    )
    if wrong is None and horizon:
        return
    in_order = sorted({periods for periods in horizon if periods >= 1})
    pen.error(
        "PL107",
        ("horizon",) if wrong is None else ("horizon", wrong),
        f"horizon: found {list(horizon)}",
        expected="whole numbers of periods of at least 1, each greater than that before it",
        fix=f"write {in_order or [12]}",
    )


def _check_field(pen: DiagnosticCollector, case: Case, path: Path, entry: Any, name: str) -> None:
    units = _UNITS.get((type(entry), name))
    if units is not None:
        _check_amount(pen, case, (*path, name), getattr(entry, name), units)
    elif (type(entry), name) in _FROM_ONE and getattr(entry, name) < 1:
        pen.error(
            "PL107",
            (*path, name),
            f"{name}: found {getattr(entry, name)}",
            expected="a place counted from 1",
            fix="write 1 for what comes first",
        )


@cache
def _wanted(kind: Any) -> tuple[tuple[str, bool], ...]:
    """
    Give the fields of a record that have to say something: texts without a default, and items of
    lists of texts.
    """
    named = {name for name, _, _ in references(kind)}
    return tuple(
        (field.name, field.default is MISSING)
        for field in fields(kind)
        if field.name not in named | _OTHERWISE
    )


def _texts(entry: Any) -> Iterator[tuple[str, int, str]]:
    for name, is_required in _wanted(entry.__class__):
        value = getattr(entry, name)
        if isinstance(value, str) and is_required:
            yield name, -1, value
        elif isinstance(value, tuple):
            yield from (
                (name, index, item) for index, item in enumerate(value) if isinstance(item, str)
            )


def _refuse_blank(pen: DiagnosticCollector, path: Path, name: str, text: str) -> None:
    pen.error(
        "PL107",
        path,
        f"{name}: found {shown(text)}, which holds no letter and no digit",
        expected="a text that says something",
        fix="write it, or remove the empty item" if isinstance(path[-1], int) else "write it",
    )


def _check_amount(
    pen: DiagnosticCollector, case: Case, path: Path, written: Any, units: tuple[str, ...]
) -> None:
    amount = amount_or_unknown(case, written)
    if not isinstance(amount, Quantity) or not is_known(amount.unit, pen):
        return  # what is unknown or misspelt is reported elsewhere
    if amount.unit.text not in units:
        own_unit = amount.unit.text or "a plain number"
        pen.error(
            "PL403",
            path,
            f"unit mismatch: {own_unit} where {units[0]} is expected",
            expected=f"an amount such as 64 {units[0]}",
            fix=f"write it in {units[0]}",
        )
    elif units == _SHARE and not 0 <= amount.number <= _WHOLE:
        pen.error(
            "PL704",
            path,
            f"the share is {amount.number:g} percent",
            expected="a share between 0 and 100 percent",
            fix="correct the share",
        )
    elif amount.number < 0:
        pen.error(
            "PL404",
            path,
            f"the count is {amount.number:g}",
            expected="a count, at least 0",
            fix="correct the number",
        )


def _check_choice(pen: DiagnosticCollector, index: int, assumption: Assumption) -> None:
    low, high, best = assumption.low, assumption.high, assumption.best
    if isinstance(low, Quantity) and low == high and not isinstance(best, Quantity):
        pen.error(
            "PL407",
            ("assumptions", index, "high"),
            f"the range from {low.number:g} to {low.number:g} is a point, not a range",
            expected="a low end below the high end",
            fix="give the range that its owner stands for",
        )
    if assumption.options and len(dict.fromkeys(assumption.options)) < _FEWEST_OPTIONS:
        pen.error(
            "PL407",
            ("assumptions", index, "options"),
            "the choice has one option",
            expected="at least two alternatives",
            fix="add the alternative, or give `low` and `high`",
        )
