"""A ledger as others read it: its entries as lines, and the proof that one stands on it."""

import re
from collections.abc import Iterator

from phaseline.errors import QuestionError
from phaseline.watch.canonical import Json, canonical
from phaseline.watch.ledger import LedgerEntry, LedgerStore
from phaseline.watch.merkle import inclusion_proof, is_included, leaf_hash, root_of

_NUMBER = re.compile(r"[0-9]{1,15}")


def lines(store: LedgerStore, *, checkpoint: str, key: str, size: int) -> Iterator[str]:
    """
    Give a ledger as lines of JSON: each entry in the form that is hashed, then the checkpoint.

    Args:
        store: The ledger.
        checkpoint: Its signed checkpoint.
        key: The key that the signature is held against.
        size: The length that the checkpoint is of.

    Raises:
        TamperedLedgerError: What lies there is no entry.
    """
    for entry in store.entries(0, size):
        yield entry.body.decode()
    yield canonical({"checkpoint": checkpoint, "key": key}).decode()


def entry_named(store: LedgerStore, name: str) -> LedgerEntry:
    """
    Find an entry by its name or its number.

    Raises:
        QuestionError: There is none.
    """
    entry = store.named(name)
    if entry is None and _NUMBER.fullmatch(name):
        entry = next(store.entries(int(name), int(name) + 1), None)
    if entry is None:
        raise QuestionError(
            f"there is no entry {name!r} on the ledger; `phaseline ledger CASE export` lists them"
        )
    return entry


def proof(store: LedgerStore, entry: LedgerEntry, *, checkpoint: str, key: str) -> dict[str, Json]:
    """
    Give the proof that an entry stands on the ledger that a checkpoint names.

    Args:
        store: The ledger.
        entry: The entry.
        checkpoint: The signed checkpoint of the ledger as it stands.
        key: The key that the signature is held against.

    Raises:
        TamperedLedgerError: A hash is missing.
    """
    size = store.size()
    path = inclusion_proof(entry.number, size, store.node)
    return {
        "entry": entry.body.decode(),
        "number": entry.number,
        "path": [step.hex() for step in path],
        "checkpoint": checkpoint,
        "key": key,
        "holds": is_included(
            leaf_hash(entry.body),
            entry.number,
            size,
            proof=path,
            root=root_of(0, size, store.node),
        ),
    }
