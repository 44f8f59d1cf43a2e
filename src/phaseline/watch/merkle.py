"""
A tree of hashes over a list that only grows: its root names the whole list.

Two short proofs follow: that an entry is in the list, and that an earlier list is the beginning of
a later one. Leaves and nodes are hashed with different prefixes, so that none passes for the other.

Source:
    RFC 6962, section 2.1; RFC 9162, section 2.1 (how the proofs are verified).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256

NodeReader = Callable[[int, int], bytes]  # level and place of a full subtree, to its hash
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(body: bytes) -> bytes:
    """Give the hash of a leaf."""
    return sha256(b"\x00" + body).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Give the hash of a node above two others."""
    return sha256(b"\x01" + left + right).digest()


def grown(place: int, leaf: bytes, node: NodeReader) -> Iterator[tuple[int, int, bytes]]:
    """
    Give the level, place and hash of each subtree that a new leaf completes, the leaf first.

    Args:
        place: The place of the leaf: how many there are before it.
        leaf: Its hash.
        node: Reads the subtrees that are full already.
    """
    level = 0
    yield level, place, leaf
    while place % 2:
        leaf = node_hash(node(level, place - 1), leaf)
        level, place = level + 1, place // 2
        yield level, place, leaf


def full_subtrees(start: int, stop: int) -> Iterator[tuple[int, int]]:
    """
    Give the level and place of the full subtrees that cover a range which begins where the largest
    of them may, the largest first.

    Args:
        start: The first leaf.
        stop: One after the last.
    """
    while start < stop:
        level = (stop - start).bit_length() - 1
        yield level, start >> level
        start += 1 << level


def root_of(start: int, stop: int, node: NodeReader) -> bytes:
    """
    Give the hash over a range of leaves.

    Args:
        start: The first leaf; a multiple of the largest power of two below the length.
        stop: One after the last.
        node: Reads full subtrees.
    """
    if start == stop:
        return EMPTY_ROOT
    hashes = [node(level, place) for level, place in full_subtrees(start, stop)]
    above = hashes.pop()
    while hashes:
        above = node_hash(hashes.pop(), above)
    return above


def inclusion_proof(place: int, size: int, node: NodeReader) -> tuple[bytes, ...]:
    """
    Give the hashes that lead from a leaf to the root of a list, the nearest first.

    Args:
        place: The place of the leaf.
        size: The length of the list.
        node: Reads full subtrees.

    Raises:
        ValueError: There is no such leaf.
    """
    if not 0 <= place < size:
        raise ValueError(f"there is no entry {place} among {size}")
    start, stop, path = 0, size, []
    while stop - start > 1:
        middle = start + _half(stop - start)
        if place < middle:
            path.append(root_of(middle, stop, node))
            stop = middle
        else:
            path.append(root_of(start, middle, node))
            start = middle
    return tuple(reversed(path))


def consistency_proof(before: int, size: int, node: NodeReader) -> tuple[bytes, ...]:
    """
    Give the hashes that show that a shorter list is the beginning of a longer one.

    Args:
        before: The length of the shorter list.
        size: The length of the longer.
        node: Reads full subtrees.

    Raises:
        ValueError: The shorter list is empty, or longer than the other.
    """
    if not 0 < before <= size:
        raise ValueError(f"there is no list of {before} before one of {size}")
    start, stop, path, is_whole = 0, size, [], True
    while before < stop:
        middle = start + _half(stop - start)
        if before <= middle:
            path.append(root_of(middle, stop, node))
            stop = middle
        else:
            path.append(root_of(start, middle, node))
            start, is_whole = middle, False
    if not is_whole:
        path.append(root_of(start, stop, node))
    return tuple(reversed(path))


def is_included(leaf: bytes, place: int, size: int, *, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether a proof leads from a leaf to the root of a list of that length."""
    if not 0 <= place < size:
        return False
    sides = _sides(place, size - 1, len(proof))
    return sides is not None and _climbed(leaf, zip(proof, sides, strict=True)) == root


def is_consistent(
    before: int, size: int, *, proof: Sequence[bytes], earlier: bytes, later: bytes
) -> bool:
    """Whether a proof shows that a list with the earlier root begins the one with the later."""
    if not 0 < before <= size:
        return False
    if before == size:
        return not proof and earlier == later
    is_full = before & (before - 1) == 0  # then its root is a node of the longer list
    steps = [earlier, *proof] if is_full else list(proof)
    place, last = before - 1, size - 1
    while place % 2:
        place, last = place // 2, last // 2
    sides = _sides(place, last, len(steps) - 1)
    if sides is None:
        return False
    path = list(zip(steps[1:], sides, strict=True))
    old = _climbed(steps[0], [(step, is_left) for step, is_left in path if is_left])
    return old == earlier and _climbed(steps[0], path) == later


def _sides(place: int, last: int, length: int) -> list[bool] | None:
    """
    Give for each step of a proof whether it stands on the left; None where no proof is so long.
    """
    sides = []
    for _ in range(length):
        if last == 0:
            return None
        is_left = place % 2 == 1 or place == last
        while is_left and place and not place % 2:  # up an edge that has nothing beside it
            place, last = place // 2, last // 2
        sides.append(is_left)
        place, last = place // 2, last // 2
    return sides if last == 0 and length >= 0 else None


def _climbed(start: bytes, path: Iterable[tuple[bytes, bool]]) -> bytes:
    """Give the hash at the end of a path."""
    above = start
    for step, is_left in path:
        above = node_hash(step, above) if is_left else node_hash(above, step)
    return above


def _half(length: int) -> int:
    """Give the largest power of two below a length."""
    return 1 << ((length - 1).bit_length() - 1)
