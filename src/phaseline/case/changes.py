"""What-ifs: other values put in at their addresses, before the case is held to its rules."""

import re
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, get_origin

from phaseline.case.addresses import AddressBook, Path, nearest
from phaseline.case.compose import resolve
from phaseline.case.shapes import (
    annotation_at,
    branches,
    hints,
    is_without_needs,
    record_at,
    record_in,
    within,
)
from phaseline.errors import QuestionError
from phaseline.terms.quantity import Amount
from phaseline.terms.when import When

_GROUPED = re.compile(r"^[+-]?\d+(_\d+)+(\.\d+)?$")  # 12_000: digits grouped as in the case
_SINGLE = (str, int, float, bool, Amount, When)
_PERCENTAGE = re.compile(r"([+-]?\d[\d_]*(?:\.\d+)?)\s*%")
_WORDS_OF_OTHERS = frozenset(
    {"id", "says", "said_by", "holds", "source", "sha256", "URL", "title", "owner"}
)  # a what-if changes numbers, not who said what


def change(data: dict[str, Any], changes: Mapping[str, str], *, root: type | None = None) -> None:
    """
    Apply what-ifs to the plain data, so that every rule of the format holds for them too.

    Args:
        data: The plain data; they are changed in place.
        changes: New values by address, as text.
        root: The record class of the file; if given, a field that the file leaves out may be set
            too.

    Raises:
        QuestionError: An address leads to no number and no word of the file, and the message names
            the nearest; or two addresses of one place give it different values.
    """
    book = AddressBook(data)
    written: dict[Path, str] = {}
    for address, text in changes.items():
        path = _best_value(book, address) or _settable(book, address, root)
        other = written.setdefault(path, address)
        if changes[other] != text:
            raise QuestionError(
                f"--set: {other!r} and {address!r} are one place, and give it {changes[other]!r}"
                f" and {text!r}; give it once"
            )
        _put(data, path, text)


def _settable(book: AddressBook, address: str, root: type | None) -> Path:
    """
    Give the path of what an address lets one change, written in the file or left out.

    Raises:
        QuestionError: It leads to no number and no word of the file.
    """
    path = book.path(address)
    if path is not None and _is_settable(book.data, path):
        return path
    unwritten = _unwritten(book, address, root) if path is None and root is not None else None
    if unwritten is not None:
        return unwritten
    near = _near(book, address, root) if path is None else ""
    kind = root.__name__.lower() if root is not None else "case"
    raise QuestionError(
        f"--set: no number or word {address!r} in this"
        f" {kind}{f'; did you mean {near!r}?' if near else ''}"
    )


def _best_value(book: AddressBook, address: str) -> Path | None:
    """Give the path of the best value of an assumption, for which it stands; a choice has none."""
    path = book.path(address) or ()
    entry = book.value(path) if len(path) == 2 and path[0] == "assumptions" else None
    is_range = isinstance(entry, dict) and not entry.get("options")
    return (*path, "best") if is_range else None


def _put(data: dict[str, Any], path: Path, text: str) -> None:
    *heads, last = path
    here: Any = data
    for step in heads:
        if isinstance(here, dict) and here.get(step) is None:
            here[step] = {}  # an entry that the file leaves out, or leaves empty
        here = here[step]
    old = here.get(last) if isinstance(here, dict) else here[last]
    if old is None and last == "best":
        old = here.get("low")  # of a range without a best value: its unit
    here[last] = _like(old, text)


def _written_part(book: AddressBook, words: list[str]) -> Path:
    """Give the longest beginning of an address that the file holds."""
    paths = (book.path(".".join(words[:count])) for count in range(len(words), 0, -1))
    return next((path for path in paths if path is not None), ())


def _unwritten(book: AddressBook, address: str, root: type) -> Path | None:
    """
    Find the path of a single value that the record has and the file leaves out, entries without
    needs around it too.
    """
    words = address.split(".")
    path = _written_part(book, words[:-1])
    here = annotation_at(root, path)
    if book.value(path) is None and not is_without_needs(record_in(here)):
        return None
    for word in words[len(path) : -1]:
        here = within(record_in(here), word)
        if not is_without_needs(record_in(here)):
            return None
    last = words[-1]
    is_single = any(_is_single(shape) for shape in branches(within(record_in(here), last)))
    return (*path, *words[len(path) :]) if is_single and last not in _WORDS_OF_OTHERS else None


def _is_single(shape: Any) -> bool:
    """Whether a field of this shape holds one value, which a file writes as one word or number."""
    is_choice = isinstance(shape, type) and issubclass(shape, Enum)
    return shape in _SINGLE or is_choice or get_origin(shape) is Literal


def _near(book: AddressBook, address: str, root: type | None) -> str:
    """
    Give the address that is nearest to a misspelt one; of a record, one that the file leaves out
    too.
    """
    words = address.split(".")
    owner = (
        record_at(root, _written_part(book, words[:-1]))
        if root is not None and book.path(".".join(words[:-1])) is not None
        else None
    )
    name = nearest(words[-1], hints(owner))
    return ".".join([*words[:-1], name]) if name else book.nearest(address)


def _is_settable(data: Any, path: Path) -> bool:
    for step in path:
        data = data[step]
    return (
        not isinstance(data, (dict, list))
        and path[-1] not in _WORDS_OF_OTHERS
        and "cites" not in path
    )


def _like(old: Any, text: str) -> Any:
    """
    Read a what-if as YAML would; a bare number keeps the unit that stood there, and a percentage
    is a share where a share stood.
    """
    bare = text.strip()
    if share := _PERCENTAGE.fullmatch(bare):
        is_percent = isinstance(old, str) and old.endswith(("percent", "%"))
        number = Decimal(share[1].replace("_", ""))
        return f"{number} percent" if is_percent else float(number / 100)
    value = resolve(bare.replace("_", "") if _GROUPED.match(bare) else bare)
    parts = old.split(maxsplit=1) if isinstance(old, str) else []
    if (
        isinstance(value, (int, float))
        and not isinstance(value, bool)
        and len(parts) == 2
        and parts[0].lstrip("+-.")[:1].isdigit()
    ):
        return f"{bare} {parts[1]}"
    return value
