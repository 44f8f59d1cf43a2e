"""
Whether a ledger is what was written, and whether it goes on from what was seen of it before.

A ledger that is cut short or written anew from the start is sound in itself: only what somebody
else has kept of it, its length and its root, can tell.
"""

from collections.abc import Iterable, Iterator

from phaseline.terms.record import record
from phaseline.watch.ledger import LedgerEntry, LedgerStore, TamperedLedgerError
from phaseline.watch.merkle import EMPTY_ROOT, leaf_hash, node_hash, root_of


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
    tree, size = _GrowingTree(), 0
    _agree(0, EMPTY_ROOT, wanted)
    for leaf in store.audit():
        tree.take(leaf)
        size += 1
        if size in wanted:
            _agree(size, tree.root(), wanted)
    if wanted:
        longest = max(wanted)
        raise TamperedLedgerError(
            f"entry {size}: it is missing; the ledger had {longest} entries when it was last seen,"
            f" and has {size}"
        )
    return LedgerHead(size=size, root=tree.root())


def sound_entries(store: LedgerStore, size: int | None = None) -> Iterator[LedgerEntry]:
    """
    Give the entries of a ledger from the first, and see as they are read that they are those over
    which its root stands: what rests on a whole ledger rests on none that was altered.

    Less is seen than by `verified`, which holds every stored hash against what is below it.

    Args:
        store: The ledger.
        size: How many of its entries; all that there are when the reading begins if left out.

    Raises:
        TamperedLedgerError: An entry is missing, or is not what was written.
    """
    expected = store.size() if size is None else size
    tree, count = _GrowingTree(), 0
    for entry in store.entries(0, expected):
        tree.take(leaf_hash(entry.body))
        count += 1
        yield entry
    if count < expected:
        raise TamperedLedgerError(f"entry {count}: it is missing")
    if tree.root() != root_of(0, expected, store.node):
        raise TamperedLedgerError(
            f"entry {expected - 1}, or one before it: the hashes above are not those of the entries"
        )


def require_sound(store: LedgerStore) -> None:
    """
    Go through the entries of a ledger before something is entered behind them.

    Raises:
        TamperedLedgerError: One of them is missing, or is not what was written.
    """
    for _ in sound_entries(store):
        pass


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


class _GrowingTree:
    """The root over leaves as they come: of them its full subtrees are kept, and no more."""

    def __init__(self) -> None:
        self._peaks: list[tuple[int, bytes]] = []  # from the left: level and hash

    def take(self, leaf: bytes) -> None:
        """Take the next leaf."""
        level, right = 0, leaf
        while self._peaks and self._peaks[-1][0] == level:
            _, left = self._peaks.pop()
            level, right = level + 1, node_hash(left, right)
        self._peaks.append((level, right))

    def root(self) -> bytes:
        """Give the root over all leaves that came."""
        if not self._peaks:
            return EMPTY_ROOT
        above = self._peaks[-1][1]
        for _, left in reversed(self._peaks[:-1]):
            above = node_hash(left, above)
        return above
