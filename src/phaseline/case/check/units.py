"""Units: each of them known, from the table or from the case."""

from collections.abc import Sequence

from phaseline.case.addresses import Path, nearest
from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.showing import shown
from phaseline.terms.quantity import Unit, parts_of, unit


def written_unit(pen: DiagnosticCollector, path: Path, text: str) -> Unit | None:
    """Give the unit that a field names; None where it is empty, or no unit, which is reported."""
    try:
        return unit(text) if text else None
    except ValueError as error:
        pen.error(
            "PL404",
            path,
            str(error),
            expected="a unit such as USD/month",
            fix="correct the unit",
        )
        return None


def _meant(part: str, known: Sequence[str]) -> str:
    """
    Give the unit that a part of one may be a slip for. A case may count anything, so that only a
    near one is meant: a good is no flood, and a metre no cubic metre.
    """
    near = nearest(part, known, likeness=_ALIKE)
    if near or any(letter.isdigit() for letter in part):
        return near
    swapped = nearest(part, known)
    return swapped if sorted(swapped) == sorted(part) else ""


_ALIKE = 0.75  # of two units, one of which is a slip for the other


def check_unit(pen: DiagnosticCollector, path: Path, written: Unit) -> None:
    """Report the parts of a unit that stand neither in the table nor in the case's own list."""
    for part in dict.fromkeys(parts_of(written)):
        if part in pen.units:
            continue
        near = _meant(part, sorted(pen.units)) if pen.may_propose else ""
        fix = (
            f"replace {shown(part)} by {near!r}"
            if near
            else f"add {shown(part)} to `units` in case.yaml"
        )
        pen.error(
            "PL404",
            path,
            f"unknown unit {shown(part)}",
            expected="a unit of the table, or one that the case lists under `units`",
            fix=fix,
            word=part,
        )


def is_known(written: Unit, pen: DiagnosticCollector) -> bool:
    """
    Whether every part of a unit is known; what is not is reported once, where it stands, and
    compared with nothing.
    """
    return all(part in pen.units for part in parts_of(written))
