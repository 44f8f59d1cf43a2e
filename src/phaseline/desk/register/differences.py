"""What differs between two cases, or between two answers: entry by entry, field by field."""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from phaseline.terms.record import record

Entries = Mapping[str, Mapping[str, Any]]


class DifferenceKind(Enum):
    """What became of an entry."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@record
class FieldChange:
    """
    A field that differs.

    Args:
        field: Where in the entry it stands.
        before: What it held; None where it was not there.
        after: What it holds; None where it is no longer there.
    """

    field: str
    before: Any
    after: Any


@record
class EntryChange:
    """
    An entry that differs.

    Args:
        address: Its address.
        change: What became of it.
        fields: What differs in it, where it stands on both sides.
        rests_on: Which of the causes that differ it rests on.
    """

    address: str
    change: DifferenceKind
    fields: tuple[FieldChange, ...] = ()
    rests_on: tuple[str, ...] = ()


def differences(
    before: Entries, after: Entries, *, causes: tuple[str, ...] = ()
) -> tuple[EntryChange, ...]:
    """
    Give what differs between two collections of entries; order makes no difference.

    Args:
        before: Entries by address.
        after: The same of the other side.
        causes: Addresses that are known to differ: an entry names those that it rests on.
    """
    return tuple(
        change
        for address in dict.fromkeys((*before, *after))
        for change in _entry_changes(address, before.get(address), after.get(address), causes)
    )


def entries_by_address(data: Mapping[str, Any]) -> Entries:
    """Give the entries of a case's plain data by address; what stands in no section by its name."""
    entries: dict[str, Mapping[str, Any]] = {}
    for section, held in data.items():
        if isinstance(held, list) and all(isinstance(entry, dict) for entry in held):
            entries |= {
                f"{section}.{entry.get('id', place)}": entry for place, entry in enumerate(held)
            }
        else:
            entries[section] = held if isinstance(held, dict) else {"value": held}
    return entries


def _entry_changes(
    address: str,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    causes: tuple[str, ...],
) -> Iterator[EntryChange]:
    """Give the change of one entry; none where both sides are alike."""
    if before is None or after is None:
        yield EntryChange(
            address=address,
            change=DifferenceKind.ADDED if before is None else DifferenceKind.REMOVED,
        )
        return
    old, new = dict(_leaves(before)), dict(_leaves(after))
    fields = tuple(
        FieldChange(field=field, before=old.get(field), after=new.get(field))
        for field in dict.fromkeys((*old, *new))
        if old.get(field) != new.get(field)
    )
    if fields:
        bases = after.get("rests_on", ())
        rests_on = tuple(
            cause
            for cause in causes
            if any(f"{cause}.".startswith(f"{basis}.") for basis in bases)  # `x` is no part of `xy`
        )
        yield EntryChange(
            address=address, change=DifferenceKind.CHANGED, fields=fields, rests_on=rests_on
        )


def _leaves(value: Any, field: str = "") -> Iterator[tuple[str, Any]]:
    """Give what stands at the ends of plain data, each with the way to it."""
    if isinstance(value, Mapping):
        for name, inner in _level_together(value).items():
            yield from _leaves(inner, f"{field}.{name}".lstrip("."))
    elif isinstance(value, list) and value and all(isinstance(item, Mapping) for item in value):
        for place, item in enumerate(value):
            yield from _leaves(item, f"{field}.{item.get('id', place)}")
    else:
        yield field, value


def _level_together(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give the first and what is level with it as a set: a case only orders them."""
    match value:
        case {"first": str(first), "level": list(level), **rest}:
            return {"ahead": sorted({first, *level}), **rest}
        case _:
            return value
