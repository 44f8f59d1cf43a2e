"""
Whether a ledger is what was written, and whether it goes on from what was seen of it before.

A ledger that is cut short or written anew from the start is sound in itself: only what somebody
else has kept of it, its length and its root, can tell.
"""

from collections.abc import Iterable
from hashlib import sha256

from phaseline.terms.record import record
from phaseline.watch.ledger import LedgerStore, TamperedLedgerError
from phaseline.watch.merkle import EMPTY_ROOT, node_hash, root_of


@record
class LedgerHead:
    """
    What names a whole ledger.

    Args:
        size: How many entries it has.
        root: The root of the tree over them.
    """

    size: int
    root: bytes


def head(store: LedgerStore) -> LedgerHead:
    """
    Give the head of a ledger from the hashes that it stores, without going through its entries.

    Raises:
        TamperedLedgerError: A hash is missing.
    """
    size = store.size()
    return LedgerHead(size=size, root=root_of(0, size, store.node))


def verified(store: LedgerStore, *, seen: Iterable[LedgerHead] = ()) -> LedgerHead:
    """
    Go through a whole ledger, and give its head if it is what was written.

    Args:
        store: The ledger.
        seen: Heads that were kept elsewhere; the ledger has to go on from each.

    Raises:
        TamperedLedgerError: An entry or a hash is not what was written, or the ledger does not go
            on from a head; the message names the first entry at which it shows.
    """
    wanted: dict[int, list[bytes]] = {}
    for known in seen:
        wanted.setdefault(known.size, []).append(known.root)
    peaks: list[tuple[int, bytes]] = []  # full subtrees from the left: level and hash
    size = 0
    _agree(0, EMPTY_ROOT, wanted)
    for leaf in store.audit():
        peaks.append((0, leaf))
        while len(peaks) > 1 and peaks[-1][0] == peaks[-2][0]:
            level, right = peaks.pop()
            _, left = peaks.pop()
            peaks.append((level + 1, node_hash(left, right)))
        size += 1
        if size in wanted:
            _agree(size, _bagged(peaks), wanted)
    if wanted:
        longest = max(wanted)
        raise TamperedLedgerError(
            f"entry {size}: it is missing; the ledger had {longest} entries when it was last seen,"
            f" and has {size}"
        )
    return LedgerHead(size=size, root=_bagged(peaks))


def short_root(root: bytes) -> str:
    """Give the first twelve digits of a root, as a page shows it."""
    return root.hex()[:12]


def _agree(size: int, root: bytes, wanted: dict[int, list[bytes]]) -> None:
    for other in wanted.pop(size, []):
        if other != root:
            raise TamperedLedgerError(
                f"entry {max(size - 1, 0)}, or one before it: the first {size} are not those that"
                " were seen before"
            )


def _bagged(peaks: list[tuple[int, bytes]]) -> bytes:
    """Give the root over full subtrees."""
    if not peaks:
        return sha256(b"").digest()
    above = peaks[-1][1]
    for _, left in reversed(peaks[:-1]):
        above = node_hash(left, above)
    return above
