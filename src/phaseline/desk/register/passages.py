"""Where words stand in a case: every entry that holds them, with the texts in which they stand."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import lru_cache
from typing import Any

from phaseline.case.model.case import Case
from phaseline.case.values import entries
from phaseline.terms.record import record

HEADER = "case"  # where what stands in no section stands


@record
class Passage:
    """
    A text of an entry in which some of the words stand.

    Args:
        field: Where in the entry it stands, such as `note`, or `cites.0.exact`.
        text: The text.
        places: Where the words begin and end in it [letters], in its order, none within another.
    """

    field: str
    text: str
    places: tuple[tuple[int, int], ...]


@record
class EntryWithWords:
    """
    An entry that holds all words.

    Args:
        section: The section in which it stands.
        address: Its address.
        passages: The texts in which they stand.
    """

    section: str
    address: str
    passages: tuple[Passage, ...]


def entries_with(case: Case, words: Sequence[str]) -> tuple[EntryWithWords, ...]:
    """
    Give the entries that hold all of some words, each word anywhere in the entry.

    Upper and lower case are one, and letters are looked for without their accents. What only names
    another entry is not looked through, or each fact would hold the names of its sources.

    Args:
        case: The case.
        words: The words, or parts of words, or phrases.
    """
    wanted = [folded(unicodedata.normalize("NFC", word))[0] for word in words]
    texts: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for owner, field, text in _texts(case):
        texts.setdefault(owner, []).append((field, text))
    holding = (
        EntryWithWords(section=section, address=address, passages=_passages(wanted, held))
        for (section, address), held in texts.items()
    )
    return tuple(entry for entry in holding if entry.passages)


def _passages(wanted: Sequence[str], held: Sequence[tuple[str, str]]) -> tuple[Passage, ...]:
    """Give the texts of an entry in which words stand; none unless all of them stand in it."""
    whole = "\n".join(folded(text)[0] for _, text in held)
    if any(word not in whole for word in wanted):
        return ()
    passages = (
        Passage(field=field, text=text, places=places_of(wanted, text)) for field, text in held
    )
    return tuple(passage for passage in passages if passage.places)


def places_of(wanted: Sequence[str], text: str) -> tuple[tuple[int, int], ...]:
    """
    Give where folded words stand in a text, those that touch as one place.

    >>> places_of(["zurich"], "Zürich and Zu\u0308rich")
    ((0, 6), (11, 18))
    """
    plainly, origins = folded(text)
    ends = []
    for word in wanted:
        start = plainly.find(word)
        while word and start >= 0:
            last = start + len(word)
            end = origins[last] if last < len(origins) else len(text)
            ends.append((origins[start], max(end, origins[last - 1] + 1)))
            start = plainly.find(word, last)
    places: list[tuple[int, int]] = []
    for start, end in sorted(ends):
        if places and start <= places[-1][1]:
            places[-1] = (places[-1][0], max(end, places[-1][1]))
        else:
            places.append((start, end))
    return tuple(places)


def folded(text: str) -> tuple[str, tuple[int, ...]]:
    """
    Give a text in small letters without accents, and for each letter of it the letter of the text
    from which it comes; syllables of Hangul stay whole.
    """
    letters: list[str] = []
    origins: list[int] = []
    for place, letter in enumerate(text):
        plainer = _plainer(letter)
        letters.append(plainer)
        origins += [place] * len(plainer)
    return "".join(letters), tuple(origins)


@lru_cache(maxsize=4_096)
def _plainer(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    parts = unicodedata.normalize("NFKD", letter)
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    return unicodedata.normalize("NFC", bare).casefold()


def _texts(case: Case) -> Iterator[tuple[tuple[str, str], str, str]]:
    """Give every text of a case: section and address of its entry, its field, itself."""
    names = _names(case)
    for path, holder in entries(case):
        section, address, inner = _owner(case, path)
        for field in fields(holder):
            name = ".".join([*map(str, inner), field.name])
            for text in _own_texts(getattr(holder, field.name)):
                if field.name == "id" or text not in names:
                    yield (section, address), name, text


def _own_texts(value: Any) -> Iterator[str]:
    if isinstance(value, str) and value:
        yield value
    elif isinstance(value, tuple):
        yield from (item for item in value if isinstance(item, str))


def _owner(case: Case, path: tuple[str | int, ...]) -> tuple[str, str, tuple[str | int, ...]]:
    """Give the section of a path, the address of its entry, and what lies below the entry."""
    if not path:
        return HEADER, HEADER, ()
    section = str(path[0])
    if len(path) > 1 and isinstance(path[1], int):
        entry = getattr(case, section)[path[1]]
        return section, f"{section}.{getattr(entry, 'id', path[1])}", path[2:]
    return section, section, path[1:]


def _names(case: Case) -> frozenset[str]:
    """Give the ids of all entries of sections."""
    return frozenset(
        entry.id for path, entry in entries(case) if len(path) == 2 and hasattr(entry, "id")
    )
