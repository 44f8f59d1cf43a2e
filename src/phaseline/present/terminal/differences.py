"""What differs between two cases or answers, as text: counts, causes, then entry by entry."""

import json
from collections.abc import Sequence
from typing import Any

from phaseline.desk.register.differences import DifferenceKind, EntryChange
from phaseline.present.wording.layout import wrapped
from phaseline.present.wording.numbers import listed

_MARKS = {DifferenceKind.ADDED: "+", DifferenceKind.REMOVED: "-", DifferenceKind.CHANGED: "~"}


def differences_text(
    names: tuple[str, str], causes: Sequence[str], changes: Sequence[EntryChange]
) -> str:
    """
    Give what differs, and why.

    Args:
        names: What is compared, the earlier first.
        causes: Why it differs, in words each.
        changes: What differs.
    """
    counts = ", ".join(
        f"{sum(entry.change is kind for entry in changes)} {kind.value}" for kind in DifferenceKind
    )
    head = [wrapped(f"{names[0]} → {names[1]}: {counts}"), *(wrapped(cause) for cause in causes)]
    return "\n".join([*head, *(line for entry in changes for line in ("", _entry_text(entry)))])


def differences_data(changes: Sequence[EntryChange]) -> list[dict[str, Any]]:
    """Give what differs as plain data."""
    return [
        {
            "address": entry.address,
            "change": entry.change.value,
            "fields": [
                {"field": field.field, "before": field.before, "after": field.after}
                for field in entry.fields
            ],
            "rests_on": list(entry.rests_on),
        }
        for entry in changes
    ]


def _entry_text(entry: EntryChange) -> str:
    lines = [f"{_MARKS[entry.change]} {entry.address}"]
    lines += [
        wrapped(f"{field.field}: {_value(field.before)} → {_value(field.after)}", indent=4, hang=6)
        for field in entry.fields
    ]
    if entry.rests_on:
        lines.append(wrapped(f"rests on {listed(list(entry.rests_on))}", indent=4, hang=6))
    return "\n".join(lines)


def _value(value: Any) -> str:
    if value is None:
        return "nothing"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
