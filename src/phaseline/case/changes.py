"""What-ifs: other values put in at their addresses, before the case is held to its rules."""

import re
from collections.abc import Mapping
from typing import Any

from phaseline.case.addresses import AddressBook, Path
from phaseline.case.compose import resolve
from phaseline.errors import QuestionError

_GROUPED = re.compile(r"^[+-]?\d+(_\d+)+(\.\d+)?$")  # 12_000: digits grouped as in the case
_WORDS_OF_OTHERS = frozenset(
    {"id", "says", "said_by", "holds", "source", "sha256", "URL", "title", "owner"}
)  # a what-if changes numbers, not who said what


def change(data: dict[str, Any], changes: Mapping[str, str]) -> None:
    """
    Apply what-ifs to the plain data, so that every rule of the format holds for them too.

    Raises:
        QuestionError: An address leads to no number and no word of the case; the message names the nearest.
    """
    book = AddressBook(data)
    for address, text in changes.items():
        path = book.path(address)
        if path is None or not _is_settable(data, path):
            near = book.nearest(address) if path is None else ""
            raise QuestionError(f"--set: no number or word {address!r} in this case{f'; did you mean {near!r}?' if near else ''}")
        *heads, last = path
        here: Any = data
        for step in heads:
            here = here[step]
        here[last] = _like(here[last], text)


def _is_settable(data: Any, path: Path) -> bool:
    for step in path:
        data = data[step]
    return not isinstance(data, (dict, list)) and path[-1] not in _WORDS_OF_OTHERS and "cites" not in path


def _like(old: Any, text: str) -> Any:
    """Read a what-if as YAML would; a bare number keeps the unit that stood there."""
    bare = text.strip()
    value = resolve(bare.replace("_", "") if _GROUPED.match(bare) else bare)
    parts = old.split(maxsplit=1) if isinstance(old, str) else []
    if isinstance(value, (int, float)) and not isinstance(value, bool) and len(parts) == 2 and parts[0].lstrip("+-.")[:1].isdigit():
        return f"{bare} {parts[1]}"
    return value
