"""The tree of hashes, held to a second way to build it and to known roots."""

from hashlib import sha256

import numpy as np
import pytest
from depth import IS_SOAK

from phaseline.watch.merkle import (
    EMPTY_ROOT,
    consistency_proof,
    grown,
    inclusion_proof,
    is_consistent,
    is_included,
    leaf_hash,
    node_hash,
    root_of,
)

MOST = 256 if IS_SOAK else 40
# RFC 6962's test vectors, as the reference implementations hold them: eight inputs, and the roots
# over the first one and over all eight.
INPUTS = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
FIRST = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
EIGHT = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def _leaves(count: int) -> list[bytes]:
    return [leaf_hash(str(place).encode()) for place in range(count)]


def _tree(leaves: list[bytes]) -> dict[tuple[int, int], bytes]:
    nodes: dict[tuple[int, int], bytes] = {}
    for place, leaf in enumerate(leaves):
        for level, at, value in grown(place, leaf, lambda level, at: nodes[level, at]):
            nodes[level, at] = value
    return nodes


def _by_definition(leaves: list[bytes]) -> bytes:
    """The root as section 2.1 of the RFC defines it, by halves."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while 2 * half < len(leaves):
        half *= 2
    return node_hash(_by_definition(leaves[:half]), _by_definition(leaves[half:]))


def test_known_inputs_have_their_known_roots() -> None:
    """The tree of the empty input, and that of the eight inputs of the reference vectors."""
    leaves = [leaf_hash(text) for text in INPUTS]
    nodes = _tree(leaves)
    assert root_of(0, 0, lambda *at: nodes[at]) == EMPTY_ROOT
    assert root_of(0, 1, lambda *at: nodes[at]).hex() == FIRST
    assert root_of(0, 8, lambda *at: nodes[at]).hex() == EIGHT


def test_every_root_is_that_of_the_definition() -> None:
    """Grown leaf by leaf, each list has the root that halving gives."""
    leaves = _leaves(MOST)
    nodes = _tree(leaves)
    for size in range(MOST + 1):
        assert root_of(0, size, lambda *at: nodes[at]) == _by_definition(leaves[:size])


def test_every_entry_is_proved_and_no_other_passes_for_it() -> None:
    """For each place in each list the proof holds; for another leaf, place or root it fails."""
    leaves = _leaves(MOST)
    nodes = _tree(leaves)
    for size in range(1, MOST + 1):
        root = root_of(0, size, lambda *at: nodes[at])
        for place in range(size):
            proof = inclusion_proof(place, size, lambda *at: nodes[at])
            assert is_included(leaves[place], place, size, proof=proof, root=root)
            other = (place + 1) % (size + 1)
            assert not is_included(leaves[place], other, size, proof=proof, root=root) or size == 1
            assert not is_included(leaf_hash(b"x"), place, size, proof=proof, root=root)


def test_every_beginning_is_proved() -> None:
    """Each shorter list is shown to begin each longer one; with another root it is not."""
    nodes = _tree(_leaves(MOST))
    roots = [root_of(0, size, lambda *at: nodes[at]) for size in range(MOST + 1)]
    for size in range(1, MOST + 1):
        for before in range(1, size + 1):
            proof = consistency_proof(before, size, lambda *at: nodes[at])
            told = {"proof": proof, "later": roots[size]}
            assert is_consistent(before, size, earlier=roots[before], **told)
            assert not is_consistent(before, size, earlier=roots[before - 1], **told)


def test_no_proof_that_was_altered_holds() -> None:
    """One bit of one hash, a hash left out or added: refused, for lists of many lengths."""
    drawn, leaves = np.random.default_rng(3), _leaves(MOST)
    nodes = _tree(leaves)
    for size in range(2, MOST + 1):
        root = root_of(0, size, lambda *at: nodes[at])
        place = drawn.integers(size)
        proof = list(inclusion_proof(place, size, lambda *at: nodes[at]))
        at = drawn.integers(len(proof))
        flipped = bytes([proof[at][0] ^ (1 << drawn.integers(8)), *proof[at][1:]])
        altered = [
            [*proof[:at], flipped, *proof[at + 1 :]],
            [*proof[:at], *proof[at + 1 :]],
            [*proof, proof[at]],
        ]
        for wrong in altered:
            assert not is_included(leaves[place], place, size, proof=wrong, root=root)


def test_what_does_not_exist_has_no_proof() -> None:
    """A place beyond the end, and a list longer than the whole, are refused in words."""
    with pytest.raises(ValueError, match=r"^there is no entry 3 among 3$"):
        inclusion_proof(3, 3, lambda *_: b"")
    with pytest.raises(ValueError, match=r"^there is no list of 4 before one of 3$"):
        consistency_proof(4, 3, lambda *_: b"")
