"""Ids that are words of the format: they get others, and so does everything that names them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from phaseline.case.editing import CommentedMap, EditedFile
from phaseline.case.reserved import NOBODY, reserved_words
from phaseline.case.upgrade.opened import Opened, Undecided, known_by_heart, mappings


def rename_reserved_ids(opened: Opened) -> Iterator[Undecided]:
    """
    Give ladders, tracks, types and encodings whose id is a word of the format another one, there
    and where they are named; of other entries a person is asked for one.
    """
    sections = known_by_heart()["reserved"]["sections"]
    for section, where in sections.items():
        names = _new_names(opened, section)
        for file in opened.values() if names else ():
            _rename(file, section, where, names)
    for file in opened.values():
        yield from _left_to_a_person(file, sections)


def _new_names(opened: Opened, section: str) -> Mapping[str, str]:
    """Give the new id of each entry of a section that needs one."""
    own = [str(entry.get("id")) for file in opened.values() for entry in _entries(file, section)]
    known = known_by_heart()["reserved"]["names"]
    return {
        word: next(
            name
            for name in (known.get(word, f"{word}-1"), *(f"{word}-{n}" for n in range(1, 99)))
            if name not in own
        )
        for word in dict.fromkeys(own)
        if word in reserved_words()
    }


def _entries(file: EditedFile, section: str) -> Iterator[CommentedMap]:
    """Give the entries of a section of a case, and of its games."""
    yield from file.entries(section)
    for game in file.entries("games"):
        yield from mappings(game, section)


def _rename(
    file: EditedFile, section: str, where: Mapping[str, Any], names: Mapping[str, str]
) -> None:
    for entry in _entries(file, section):
        _put(file, entry, ("id",), names)
    for place in where["within"]:
        for entry in file.entries(place):
            for part in _parts(entry):
                _put(file, part, where["keys"], names)
    address = re.compile(rf"\b({section}\.)({'|'.join(names)})(?![\w-])")
    file.replace(address, lambda match: f"{match[1]}{names[match[2]]}")


def _put(
    file: EditedFile, entry: CommentedMap, keys: Iterable[str], names: Mapping[str, str]
) -> None:
    """Give the values of some keys their new names."""
    for key in keys:
        value = entry.get(key)
        renamed: Any = names.get(str(value), value)
        if isinstance(value, list):
            renamed = [names.get(str(name), name) for name in value]
        if renamed != value:
            file.put(entry, key, renamed)


def _parts(node: Any) -> Iterator[CommentedMap]:
    """Give every mapping of an entry, itself the first."""
    if isinstance(node, CommentedMap):
        yield node
        for inner in node.values():
            yield from _parts(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _parts(inner)


def _left_to_a_person(file: EditedFile, known: Iterable[str]) -> Iterator[Undecided]:
    """Ask for the ids of entries that are named under keys of many meanings."""
    for section, address in (*_other_entries(file, known), *_parts_of_ladders(file)):
        if address.rpartition(".")[2] in reserved_words() and address != f"actors.{NOBODY}":
            says = f"{address}: the id is a word of the format; call it by another"
            file.remark(section, says)
            yield Undecided(file=file.name, says=says)


def _other_entries(file: EditedFile, known: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give section and address of the entries of other sections."""
    sections = list(file.data) if isinstance(file.data, CommentedMap) else []
    for section in sections:
        if section not in known:
            for entry in file.entries(section):
                yield section, f"{section}.{entry.get('id')}"


def _parts_of_ladders(file: EditedFile) -> Iterator[tuple[str, str]]:
    """Give section and address of the rungs and the completions."""
    for ladder in file.entries("ladders"):
        for parts in ("rungs", "completions"):
            for part in mappings(ladder, parts):
                yield "ladders", f"ladders.{ladder.get('id')}.{parts}.{part.get('id')}"
