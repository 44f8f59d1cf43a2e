"""
The ledger: what was entered, by whom and when, in an order that nobody changes quietly.

`LedgerStore` is all that the rest of the program knows of where the entries lie; every store has to
pass the same suite of tests.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import Protocol

from phaseline.errors import EngineError, QuestionError
from phaseline.terms.record import record
from phaseline.watch.canonical import Json, canonical, content_of


class ActorSort(Enum):
    """What entered something: an import or a rule never passes for the judgement of a person."""

    PERSON = "person"
    IMPORT = "import"
    RULE = "rule"


class EntryConflictError(QuestionError):
    """An entry of this name stands on the ledger already, with other content."""


class TamperedLedgerError(EngineError):
    """The ledger is not what was written; the message names the first entry at which it shows."""


class LedgerFullError(EngineError):
    """There is no room for another entry; what stood before stands."""


@record
class LedgerDraft:
    """
    Something to be entered.

    Args:
        id: A name that its writer chose, so that the same thing sent twice is entered once.
        by: Who enters it.
        sort: What enters it.
        at: When, as an instant in UTC, such as 2024-11-28T09:00:00Z.
        kind: What kind of entry it is, such as report or retraction.
        content: What it says.
    """

    id: str
    by: str
    sort: ActorSort
    at: str
    kind: str
    content: Json


@record
class EntryHeading:
    """
    Which entry of a ledger it is, who entered it and when.

    Args:
        number: Its place on the ledger, from 0.
        id: The name that its writer chose.
        by: Who entered it.
        sort: What entered it.
        at: When, as an instant in UTC.
    """

    number: int
    id: str
    by: str
    sort: ActorSort
    at: str


@record
class LedgerEntry:
    """
    Something that was entered.

    Args:
        number: Its place on the ledger, from 0.
        draft: What was entered.
        body: The bytes that are hashed: number and draft in canonical form.
    """

    number: int
    draft: LedgerDraft
    body: bytes


_FIELDS = {
    "number": int,
    "id": str,
    "by": str,
    "sort": str,
    "at": str,
    "kind": str,
    "content": object,
}


def body_of(number: int, draft: LedgerDraft) -> bytes:
    """
    Give the bytes of an entry that are hashed.

    Raises:
        TypeError: The content has no canonical form.
    """
    return canonical(
        {
            "number": number,
            "id": draft.id,
            "by": draft.by,
            "sort": draft.sort.value,
            "at": draft.at,
            "kind": draft.kind,
            "content": draft.content,
        }
    )


def entry_of(body: bytes) -> LedgerEntry:
    """
    Give the entry of a body.

    Raises:
        ValueError: It is no body of an entry in canonical form.
    """
    held = content_of(body)
    if not isinstance(held, dict) or held.keys() != _FIELDS.keys():
        raise ValueError("these bytes are no entry")
    for name, kind in _FIELDS.items():
        if not isinstance(held[name], kind):
            raise ValueError("these bytes are no entry")
    draft = LedgerDraft(
        id=held["id"],
        by=held["by"],
        sort=ActorSort(held["sort"]),
        at=held["at"],
        kind=held["kind"],
        content=held["content"],
    )
    return LedgerEntry(number=held["number"], draft=draft, body=body)


class LedgerStore(Protocol):
    """Where a ledger lies. What is appended has reached the disk when the call returns."""

    def append(self, drafts: Sequence[LedgerDraft]) -> tuple[LedgerEntry, ...]:
        """
        Enter several, all or none; one whose name and content stand already is given as it stands.

        Raises:
            EntryConflictError: A name stands already, with other content.
            EngineError: The disk is full, or the file cannot be written.
        """
        ...

    def size(self) -> int:
        """Give how many entries there are."""
        ...

    def entries(self, start: int = 0, stop: int | None = None) -> Iterator[LedgerEntry]:
        """
        Give the entries of a range, one after the other.

        Raises:
            TamperedLedgerError: What lies there is no entry.
        """
        ...

    def named(self, name: str) -> LedgerEntry | None:
        """Give the entry of a name; None where there is none."""
        ...

    def among(self, names: Sequence[str]) -> Mapping[str, LedgerEntry]:
        """Give the entries that stand of some names, by their names."""
        ...

    def node(self, level: int, place: int) -> bytes:
        """
        Give the hash of a full subtree.

        Raises:
            TamperedLedgerError: It is not there.
        """
        ...

    def audit(self) -> Iterator[bytes]:
        """
        Go through everything that is stored, and give the hash of each leaf as its body has it.

        Raises:
            TamperedLedgerError: Something stored is not what was written.
        """
        ...
