"""Addresses: the one name of every entry and every number, from the YAML to the answer."""

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from heapq import nlargest
from itertools import pairwise
from typing import Any

Path = tuple[str | int, ...]

_MOST_COMPARED = 40
_MOST_TIED = 4
_LONGEST_NAME = 200  # what is longer is no misspelt name


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
        words.append(str(name if isinstance(name, str) else step))
    return ".".join(words)


class AddressBook:
    """
    The addresses of one case, looked up without walking through its lists.

    Args:
        data: The plain data of the case.

    >>> book = AddressBook({"facts": [{"id": "troops", "value": 3}]})
    >>> book.path("facts.troops.value"), book.nearest("facts.troop.value")
    (('facts', 0, 'value'), 'facts.troops.value')
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self._sections: dict[str, Mapping[str, int]] = {}

    def ids(self, section: str) -> Mapping[str, int]:
        """Give the ids of a section, each with the place of its first entry in the list."""
        if section not in self._sections:
            self._sections[section] = _ids(self.data.get(section))
        return self._sections[section]

    def path(self, address: str) -> Path | None:
        """Find the path that an address leads to; None if it leads nowhere."""
        section, *words = address.split(".")
        if section not in self.data:
            return None
        path: list[str | int] = [section]
        here = self.data[section]
        for word in words:
            step = _step(here, word, self.ids(section) if len(path) == 1 else _ids(here))
            if step is None:
                return None
            path.append(step)
            here = _inside(here, step)
        return tuple(path)

    def value(self, path: Path) -> Any:
        """Give what stands at a path that the book has found."""
        here: Any = self.data
        for step in path:
            here = _inside(here, step)
        return here

    def nearest(self, address: str) -> str:
        """
        Give the address that is nearest to a misspelt one, word by word; an empty text if none is
        near. Of an entry that does not have what is asked for, such as `best`, the entry's own is
        given where its name was misspelt.
        """
        here: Any = self.data
        words: list[str] = []
        for word in address[:_LONGEST_NAME].split("."):
            ids = self.ids(words[0]) if len(words) == 1 else _ids(here)
            names = here if isinstance(here, Mapping) else ids
            name = word if _step(here, word, ids) is not None else nearest(word, names)
            if not name:
                near = ".".join(words)
                return near if len(words) > 1 and not address.startswith(f"{near}.") else ""
            words.append(name)
            here = _inside(here, _step(here, name, ids))
        return ".".join(words)


def nearest(word: str, known: Iterable[str], *, likeness: float = 0.6) -> str:
    """
    Give the known word that is nearest to a misspelt one, or an empty text if none is near.

    Args:
        word: The misspelt word.
        known: The known ones.
        likeness: How alike two words have to be [0..1]; among a few known words, less is enough.

    Among equally alike words the one of nearest length is meant: letters are swapped more often
    than left out.

    >>> nearest("toops-sent", ["troops-sent", "pay-rate"])
    'troops-sent'
    >>> nearest("aks", ["brakes", "ask"])
    'ask'
    """
    lowered = {name.lower(): name for name in known}
    if not lowered or len(word) > _LONGEST_NAME:
        return ""
    plain = word.lower()
    matches = get_close_matches(plain, _alike(plain, lowered), n=_MOST_TIED, cutoff=likeness)
    closest = [name for name in matches if _likeness(name, plain) == _likeness(matches[0], plain)]
    if not closest:
        return ""
    by_length = sorted(closest, key=lambda name: abs(len(name) - len(plain)))
    return lowered[by_length[0]]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Give `; did you mean 'x'?` for the nearest known word, or an empty text."""
    near = nearest(word, known)
    return f"; did you mean {near!r}?" if near else ""


def _likeness(name: str, word: str) -> float:
    return SequenceMatcher(None, name, word).ratio()


def _alike(word: str, names: Mapping[str, str]) -> list[str]:
    """Give the names that share most pairs of letters with a word: to compare in full is slow."""
    if len(names) <= _MOST_COMPARED:
        return list(names)
    pairs = _pairs(word)
    return nlargest(
        _MOST_COMPARED,
        names,
        key=lambda name: 2 * len(pairs & _pairs(name)) / (len(pairs) + len(_pairs(name)) + 1),
    )


@lru_cache(maxsize=65_536)
def _pairs(word: str) -> frozenset[str]:
    return frozenset(letter + following for letter, following in pairwise(word))


def _ids(here: Any) -> Mapping[str, int]:
    indices: dict[str, int] = {}
    for index, item in enumerate(here if isinstance(here, list) else ()):
        if isinstance(item, dict) and isinstance(item.get("id"), str):
            indices.setdefault(item["id"], index)
    return indices


def _step(here: Any, word: str, ids: Mapping[str, int]) -> str | int | None:
    if isinstance(here, Mapping):
        return word if word in here else None
    if not isinstance(here, list):
        return None
    if word in ids:
        return ids[word]
    return int(word) if word.isdecimal() and len(word) < 10 and int(word) < len(here) else None


def _inside(here: Any, step: str | int | None) -> Any:
    if isinstance(here, Mapping):
        return here.get(step)
    if isinstance(here, list) and isinstance(step, int) and step < len(here):
        return here[step]
    return None
