"""Addresses: the one name of every entry and every number, from the YAML to the answer."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

Path = tuple[str | int, ...]


def address_of(path: Path, data: Any) -> str:
    """
    Write a path through the data as an address: list items by their id, where they have one.

    >>> address_of(("facts", 0, "value"), {"facts": [{"id": "troops", "value": 3}]})
    'facts.troops.value'
    """
    words: list[str] = []
    here = data
    for step in path:
        here = _inside(here, step)
        name = here.get("id") if isinstance(step, int) and isinstance(here, dict) else step
        words.append(str(name if name is not None else step))
    return ".".join(words)


def path_of(address: str, data: Any) -> Path | None:
    """
    Find the path that an address leads to; None if it leads nowhere.

    >>> path_of("facts.troops.value", {"facts": [{"id": "troops", "value": 3}]})
    ('facts', 0, 'value')
    """
    path: list[str | int] = []
    here = data
    for word in address.split("."):
        step = _step(here, word)
        if step is None:
            return None
        path.append(step)
        here = _inside(here, step)
    return tuple(path)


def nearest(word: str, known: Iterator[str] | tuple[str, ...] | list[str]) -> str:
    """
    Give the known word that is nearest to a misspelt one, or an empty text if none is near.

    >>> nearest("toops-sent", ["troops-sent", "pay-rate"])
    'troops-sent'
    """
    candidates = list(known)
    lowered = {name.lower(): name for name in candidates}
    found = get_close_matches(word.lower(), lowered, n=1, cutoff=0.6)
    return lowered[found[0]] if found else ""


def did_you_mean(word: str, known: Iterator[str] | tuple[str, ...] | list[str]) -> str:
    """Give `; did you mean 'x'?` for the nearest known word, or an empty text."""
    near = nearest(word, known)
    return f"; did you mean {near!r}?" if near else ""


def all_addresses(data: Mapping[str, Any]) -> Iterator[str]:
    """Give the address of every entry that has an id, and of every plain value in it."""
    for section, entries in data.items():
        if isinstance(entries, list):
            yield from _addresses(section, entries)


def _addresses(prefix: str, here: Any) -> Iterator[str]:
    if isinstance(here, dict):
        for key, value in here.items():
            if key == "id":
                continue
            if isinstance(value, (dict, list)):
                yield from _addresses(f"{prefix}.{key}", value)
            else:
                yield f"{prefix}.{key}"
    elif isinstance(here, list):
        for index, value in enumerate(here):
            if isinstance(value, dict) and "id" in value:
                yield f"{prefix}.{value['id']}"
                yield from _addresses(f"{prefix}.{value['id']}", value)
            elif isinstance(value, dict):
                yield from _addresses(f"{prefix}.{index}", value)


def _step(here: Any, word: str) -> str | int | None:
    if isinstance(here, dict):
        return word if word in here else None
    if isinstance(here, list):
        for index, item in enumerate(here):
            if isinstance(item, dict) and str(item.get("id")) == word:
                return index
        if word.isdigit() and int(word) < len(here):
            return int(word)
    return None


def _inside(here: Any, step: str | int) -> Any:
    if isinstance(here, dict):
        return here.get(step)
    if isinstance(here, list) and isinstance(step, int) and step < len(here):
        return here[step]
    return None
