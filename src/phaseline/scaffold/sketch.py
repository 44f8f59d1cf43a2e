"""What is to be written into a case: new entries with a remark on each, and what was left out."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Protocol

from phaseline.case.model.case import Case
from phaseline.terms.record import record


@record
class NewEntry:
    """
    An entry to be added.

    Attributes:
        section: The section, such as assumptions.
        fields: What it says, by key.
        remark: What a person should know who edits it; nothing to say if empty.
    """

    section: str
    fields: Mapping[str, Any]
    remark: str = ""


@record
class NewKey:
    """
    A key that an entry which is there does not have yet.

    Attributes:
        section: The section of the entry; empty for the header of the case.
        entry: The id of the entry; empty for the header.
        key: The key.
        value: Its value; None takes away a key that a sketch has written, and that is now better
            known.
    """

    section: str
    entry: str
    key: str
    value: Any


@record
class Sketch:
    """
    A layer as it is to be written.

    Attributes:
        entries: New entries, in the order in which they are read.
        keys: New keys of entries that are there.
        underived: What could not be derived from the case, in a sentence each.
    """

    entries: tuple[NewEntry, ...] = ()
    keys: tuple[NewKey, ...] = ()
    underived: tuple[str, ...] = ()

    def with_more(self, other: "Sketch") -> "Sketch":
        """Give both together."""
        return Sketch(
            entries=(*self.entries, *other.entries),
            keys=(*self.keys, *other.keys),
            underived=(*self.underived, *other.underived),
        )


def new_entry(section: str, fields: Mapping[str, Any], remark: str = "") -> NewEntry:
    """Give an entry to be added to a section, with the remark that stands above it."""
    return NewEntry(section=section, fields=fields, remark=remark)


def new_key(section: str, entry: str, key: str, value: Any) -> NewKey:
    """Give a key to be added to an entry of a section."""
    return NewKey(section=section, entry=entry, key=key, value=value)


def header_key(key: str, value: Any) -> NewKey:
    """Give a key to be added to the header of the case."""
    return NewKey(section="", entry="", key=key, value=value)


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def ids(entries: Iterable[_Named]) -> tuple[str, ...]:
    """Give the ids of some entries, in their order."""
    return tuple(entry.id for entry in entries)


def free_id(proposal: str, taken: Collection[str]) -> str:
    """
    Give an id that nothing has yet.

    >>> free_id("wait", ()), free_id("wait", ("wait", "wait-2"))
    ('wait', 'wait-3')
    """
    number, name = 1, proposal
    while name in taken:
        number += 1
        name = f"{proposal}-{number}"
    return name


def editors(case: Case) -> tuple[str, Sketch]:
    """
    Give the id of the actor for whom the entries speak that no source makes, and the entry of that
    actor where the case has none yet.
    """
    name = "case-editors"
    if case.actors.get(name):
        return name, Sketch()
    entry = {"id": name, "name": "The editors of this case", "kind": "organisation"}
    remark = "For whom speaks what no source says."
    return name, Sketch(entries=(new_entry("actors", entry, remark),))
