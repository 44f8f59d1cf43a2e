"""Records as plain data for JSON: enums as words, dates as intervals, unknown numbers as null."""

from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from phaseline.case.model.common import Cite
from phaseline.case.values import Derivation
from phaseline.present.wording.numbers import NOT_GIVEN, amount_words, date_words
from phaseline.terms.quantity import Amount, Quantity, Reference, Unknown
from phaseline.terms.when import When


def plain(value: Any) -> Any:
    """Give a record, or a tuple of records, as plain data; every field is present."""
    if isinstance(value, When):
        return {
            "text": value.text,
            "first": str(value.first) if value.first else None,
            "last": str(value.last) if value.last else None,
            "inferred": value.is_inferred,
            "approximate": value.is_approximate,
        }
    if isinstance(value, Amount):
        return plain_amount(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return value


def plain_amount(amount: Amount) -> dict[str, Any] | None:
    """Give an amount as plain data: number and unit, an address, or null where it is not given."""
    if isinstance(amount, Quantity):
        return {
            "value": _whole(amount.number),
            "unit": amount.unit.text,
            "text": amount_words(amount),
        }
    return {"address": amount.address} if isinstance(amount, Reference) else None


def plain_derivation(derivation: Derivation) -> dict[str, Any]:
    """Give a derived number as plain data: value, unit, range, and what it was worked out from."""
    value = derivation.value if isinstance(derivation.value, Quantity) else None
    low, high = (
        end if isinstance(end, Quantity) else None for end in (derivation.low, derivation.high)
    )
    return {
        "id": derivation.derived.id,
        "title": derivation.derived.title,
        "formula": derivation.derived.formula,
        "value": _whole(value.number) if value else None,
        "unit": derivation.derived.unit,
        "low": _whole(low.number) if low else None,
        "high": _whole(high.number) if high else None,
        "text": amount_words(derivation.value)
        if not isinstance(derivation.value, Unknown)
        else NOT_GIVEN,
        "assumed": derivation.is_assumed,
        "reason": derivation.reason,
        "inputs": [
            {
                "address": address,
                **(plain_amount(amount) or {"value": None, "unit": "", "text": _kind_of(address)}),
            }
            for address, amount in derivation.inputs
        ],
        "note": derivation.derived.note,
    }


def cite_text(cite: Cite) -> str:
    """Give a citation on one line of text: the source and the phrase."""
    phrase = f" “{cite.exact}”" if cite.exact else ""
    place = f", {cite.locator}" if cite.locator else ""
    stance = f" ({cite.stance.value})" if cite.stance.value != "states" else ""
    return f"[{cite.source}{place}{phrase}]{stance}"


def cites_text(cites: tuple[Cite, ...]) -> str:
    """Give citations on one line of text."""
    return " ".join(cite_text(cite) for cite in cites)


def event_dates(when: When) -> str:
    """Give a date with the mark of an inferred part; which part is not entered."""
    return f"{date_words(when)}{' (inferred in part)' if when.is_inferred else ''}"


def _kind_of(address: str) -> str:
    """Say what an input is that carries no number of its own."""
    return {"derived": "a derived number", "events": "a date"}.get(
        address.partition(".")[0], NOT_GIVEN
    )


def _whole(number: float) -> float | int:
    rounded = round(number, 10)
    return int(rounded) if rounded == int(rounded) else rounded
