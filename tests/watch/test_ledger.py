"""What every store of a ledger has to do: run against the file of one desk, and against another."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from ledgers import MemoryLedger, draft

from phaseline.watch.audit import LedgerHead, head, verified
from phaseline.watch.canonical import canonical, content_of
from phaseline.watch.ledger import EntryConflictError, LedgerStore, TamperedLedgerError
from phaseline.watch.merkle import EMPTY_ROOT, inclusion_proof, is_included, leaf_hash
from phaseline.watch.sqlite import SqliteLedger

StoreMaker = Callable[[Path], LedgerStore]


def _file(folder: Path) -> LedgerStore:
    return SqliteLedger(folder / "ledger.sqlite")


def _memory(_folder: Path) -> LedgerStore:
    return MemoryLedger()


@pytest.fixture(params=[_file, _memory], ids=["file", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[LedgerStore]:
    """A store without an entry."""
    make: StoreMaker = request.param
    made = make(tmp_path)
    yield made
    if isinstance(made, SqliteLedger):
        made.close()


def test_an_empty_ledger_is_sound(store: LedgerStore) -> None:
    """It has no entry, no name and the root of nothing."""
    assert store.size() == 0
    assert list(store.entries()) == []
    assert store.named("a") is None
    assert head(store) == verified(store) == LedgerHead(size=0, root=EMPTY_ROOT)


def test_what_is_entered_is_read_back_in_its_order(store: LedgerStore) -> None:
    """Numbers count from 0; a range leaves out its end; a name finds its entry."""
    store.append([draft("a"), draft("b", {"grade": "B2", "says": "Übung"})])
    entered = store.append([draft("c", None)])
    assert [entry.number for entry in entered] == [2]
    assert [entry.draft for entry in store.entries(1)] == [
        draft("b", {"grade": "B2", "says": "Übung"}),
        draft("c", None),
    ]
    assert [entry.draft.id for entry in store.entries(0, 2)] == ["a", "b"]
    found = store.named("b")
    assert found is not None
    assert found.number == 1


def test_a_clock_that_goes_back_moves_no_entry(store: LedgerStore) -> None:
    """The order is that of entering; what a clock said of it is told as it was, and is sound."""
    store.append([replace(draft("a"), at="2031-05-02T09:00:00Z")])
    [later] = store.append([replace(draft("b"), at="2031-05-01T09:00:00Z")])
    assert later.number == 1
    assert [entry.draft.at[:10] for entry in store.entries()] == ["2031-05-02", "2031-05-01"]
    assert verified(store) == head(store)


def test_several_are_found_at_once(store: LedgerStore) -> None:
    """Those that stand, by their names; one that does not is left out."""
    store.append([draft("a"), draft("b"), draft("c")])
    found = store.among(["c", "a", "d", "a"])
    assert {name: entry.number for name, entry in found.items()} == {"a": 0, "c": 2}
    assert store.among([]) == {}


def test_the_same_sent_twice_is_entered_once(store: LedgerStore) -> None:
    """A second sending gives the entry that stands, in one batch or two."""
    first = store.append([draft("a")])
    assert store.append([draft("a")]) == first
    assert [entry.number for entry in store.append([draft("a"), draft("b"), draft("b")])] == [
        0,
        1,
        1,
    ]
    assert store.size() == 2


def test_a_name_is_not_taken_for_other_content(store: LedgerStore) -> None:
    """A batch with such a draft enters nothing at all."""
    store.append([draft("a")])
    with pytest.raises(
        EntryConflictError, match=r"^there is an entry 'a' on the ledger, with other"
    ):
        store.append([draft("b"), draft("a", "another content")])
    assert [entry.draft.id for entry in store.entries()] == ["a"]


def test_a_decimal_is_no_content(store: LedgerStore) -> None:
    """Decimals are kept as text: their bytes are the same everywhere. Nothing is entered."""
    with pytest.raises(TypeError, match=r"a ledger holds no float: 0\.5"):
        store.append([draft("a"), draft("b", 0.5)])  # type: ignore[arg-type]
    assert store.size() == 0
    store.append([draft("c", "0.5")])
    assert store.size() == 1


def test_the_head_is_what_going_through_it_finds(store: LedgerStore) -> None:
    """For 1 to 20 entries, the stored hashes and the bodies give one root, a new one each time."""
    heads = []
    for number in range(20):
        store.append([draft(str(number))])
        heads.append(head(store))
        assert verified(store, seen=heads) == heads[-1]
    assert len({one.root for one in heads}) == 20


def test_each_entry_has_a_proof(store: LedgerStore) -> None:
    """From the stored hashes alone, for each of eleven."""
    entries = store.append([draft(str(number)) for number in range(11)])
    root = head(store).root
    for entry in entries:
        proof = inclusion_proof(entry.number, 11, store.node)
        assert is_included(leaf_hash(entry.body), entry.number, 11, proof=proof, root=root)


def test_a_ledger_that_was_seen_longer_is_cut_short(store: LedgerStore) -> None:
    """Two stores with other entries have other roots; a longer head names what is missing."""
    store.append([draft("a"), draft("b")])
    other = MemoryLedger()
    other.append([draft("a"), draft("b"), draft("c")])
    with pytest.raises(TamperedLedgerError, match=r"^entry 2: it is missing; the ledger had 3"):
        verified(store, seen=[head(other)])
    rewritten = MemoryLedger()
    rewritten.append([draft("a"), draft("x")])
    with pytest.raises(TamperedLedgerError, match=r"the first 2 are not those that were seen"):
        verified(store, seen=[head(rewritten)])


def test_bytes_in_another_form_are_no_content() -> None:
    """Only the canonical form is taken back: no blanks, keys in their order."""
    assert content_of(canonical({"b": 1, "a": ["x", True]})) == {"a": ["x", True], "b": 1}
    for other in (b'{"b":1,"a":2}', b'{"a": 1}', b"0.5", b"{"):
        with pytest.raises(ValueError, match=r"canonical form|no float|Expecting"):
            content_of(other)
