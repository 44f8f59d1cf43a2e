"""The open files of a case, what a person has to decide in them, and what format 1 had in code."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from phaseline.case.compose import compose
from phaseline.case.editing import CommentedMap, EditedFile
from phaseline.terms.record import record

Opened = Mapping[str, EditedFile]


@record
class Undecided:
    """
    Something that a person has to decide.

    Args:
        file: The file.
        says: What is to be decided; a comment in the file says it too.
    """

    file: str
    says: str


@cache
def known_by_heart() -> Mapping[str, Any]:
    """Give what format 1 had in its code."""
    text = files("phaseline.case.upgrade").joinpath("format_1.yaml").read_text(encoding="utf-8")
    known: Mapping[str, Any] = compose(text, file="format_1.yaml").data
    return known


def placed_entries(opened: Opened, section: str) -> Iterator[tuple[EditedFile, CommentedMap]]:
    """Give the entries of a section over all files, each with its file."""
    for file in opened.values():
        for entry in file.entries(section):
            yield file, entry


def all_entries(opened: Opened, section: str) -> list[CommentedMap]:
    """Give the entries of a section over all files."""
    return [entry for _, entry in placed_entries(opened, section)]


def ids(opened: Opened, section: str) -> frozenset[str]:
    """Give the ids of a section over all files."""
    return frozenset(str(entry.get("id")) for entry in all_entries(opened, section))


def listed(entry: Mapping[str, Any], key: str) -> list[Any]:
    """Give what an entry lists under a key; nothing where there is no list."""
    value = entry.get(key)
    return list(value) if isinstance(value, list) else []


def mappings(entry: Mapping[str, Any], key: str) -> list[CommentedMap]:
    """Give the entries that an entry lists under a key."""
    return [row for row in listed(entry, key) if isinstance(row, CommentedMap)]


def first_key(entry: Mapping[str, Any], *keys: str) -> str:
    """Give the first of some keys that an entry has."""
    return next((key for key in keys if key in entry), "")
