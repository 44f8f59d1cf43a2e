"""What the tests of ledgers enter, and a second store that has to pass the same suite."""

from collections.abc import Iterator, Mapping, Sequence

from phaseline.watch.canonical import Json
from phaseline.watch.ledger import (
    ActorSort,
    EntryConflictError,
    LedgerDraft,
    LedgerEntry,
    TamperedLedgerError,
    body_of,
)
from phaseline.watch.merkle import grown, leaf_hash


def draft(
    name: str, content: Json = "gear was seen", *, by: str = "a watch officer"
) -> LedgerDraft:
    """Give something to enter."""
    return LedgerDraft(
        id=name,
        by=by,
        sort=ActorSort.PERSON,
        at="2031-05-02T09:00:00Z",
        kind="report",
        content=content,
    )


class MemoryLedger:
    """A `LedgerStore` that is gone with the process."""

    def __init__(self) -> None:
        self._entries: list[LedgerEntry] = []
        self._nodes: dict[tuple[int, int], bytes] = {}

    def append(self, drafts: Sequence[LedgerDraft]) -> tuple[LedgerEntry, ...]:
        """Enter several, all or none."""
        standing, entries = list(self._entries), []
        for one in drafts:
            same = next((entry for entry in standing if entry.draft.id == one.id), None)
            if same and body_of(same.number, one) != same.body:
                raise EntryConflictError(
                    f"there is an entry {one.id!r} on the ledger, with other content"
                )
            entry = same or LedgerEntry(
                number=len(standing), draft=one, body=body_of(len(standing), one)
            )
            standing += [] if same else [entry]
            entries.append(entry)
        for entry in standing[len(self._entries) :]:
            for level, place, value in grown(entry.number, leaf_hash(entry.body), self.node):
                self._nodes[level, place] = value
        self._entries = standing
        return tuple(entries)

    def size(self) -> int:
        """Count the entries."""
        return len(self._entries)

    def entries(self, start: int = 0, stop: int | None = None) -> Iterator[LedgerEntry]:
        """Give a range."""
        return iter(self._entries[start:stop])

    def named(self, name: str) -> LedgerEntry | None:
        """Find one by its name."""
        return next((entry for entry in self._entries if entry.draft.id == name), None)

    def among(self, names: Sequence[str]) -> Mapping[str, LedgerEntry]:
        """Find those that stand."""
        return {entry.draft.id: entry for entry in self._entries if entry.draft.id in set(names)}

    def node(self, level: int, place: int) -> bytes:
        """Give a hash."""
        if (level, place) not in self._nodes:
            raise TamperedLedgerError(f"entry {place << level}: a hash above it is missing")
        return self._nodes[level, place]

    def audit(self) -> Iterator[bytes]:
        """Give the leaves."""
        return (leaf_hash(entry.body) for entry in self._entries)
