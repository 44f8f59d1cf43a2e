"""Assumptions on which nothing in a case rests: whatever they are, no answer changes."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

_ADDRESS = re.compile(r"\bassumptions\.([\w-]+)")
_ANSWERED = "silences"  # says what an assumption answers, and rests on none
_NUMBERS = ("low", "high", "best")  # of an assumption: the rest of it is about itself


def inert_assumptions(data: Mapping[str, Any]) -> frozenset[str]:
    """
    Give the ids of the assumptions that no number, rule or claim of a case names.

    Args:
        data: The plain data of the case, faulty entries too.

    >>> both = [{"id": "a", "low": 0}, {"id": "b", "low": 0}]
    >>> inert_assumptions({"assumptions": both, "derived": [{"formula": "2 * assumptions.a"}]})
    frozenset({'b'})
    """
    entries = [entry for entry in _listed(data.get("assumptions")) if isinstance(entry, Mapping)]
    ids = {entry["id"] for entry in entries if isinstance(entry.get("id"), str)}
    rests = [part for section, part in data.items() if section not in ("assumptions", _ANSWERED)]
    rests += [entry.get(name) for entry in entries for name in _NUMBERS]
    named: set[str] = set()
    for text in _texts(rests):
        named.add(text)
        named.update(_ADDRESS.findall(text))
    return frozenset(ids - named)


def _listed(section: object) -> list[Any]:
    return section if isinstance(section, list) else []


def _texts(value: object) -> Iterator[str]:
    """Walk through the texts of plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
