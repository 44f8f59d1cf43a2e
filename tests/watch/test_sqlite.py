"""The ledger's file: several writers, a full disk, a killed process, and those who alter it."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from textwrap import dedent
from time import monotonic
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from depth import IS_SOAK
from ledgers import draft

from phaseline.errors import EngineError, PhaselineError
from phaseline.watch import sqlite
from phaseline.watch.audit import LedgerHead, sound_entries, verified
from phaseline.watch.ledger import TamperedLedgerError
from phaseline.watch.merkle import grown, leaf_hash
from phaseline.watch.sqlite import SqliteLedger

Tamper = Callable[[sqlite3.Connection], None]
KILLS, WRITERS, EACH, FLIPS = (200, 16, 60, 1000) if IS_SOAK else (3, 3, 20, 60)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqliteLedger]:
    """A file without an entry."""
    made = SqliteLedger(tmp_path / "ledger.sqlite")
    yield made
    made.close()


def _script(text: str, *words: str) -> subprocess.Popen[str]:
    """Start another process that writes to a ledger."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(
        [sys.executable, "-c", dedent(text), *words],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )


WRITER = """
    import sys
    from pathlib import Path
    from ledgers import draft
    from phaseline.watch.sqlite import SqliteLedger
    where, name, count = sys.argv[1:]
    store = SqliteLedger(Path(where))
    for number in range(int(count)):
        three = [draft(f"{name}-{number}-{part}") for part in range(3)]
        store.append(three)
        print(number, flush=True)
    store.close()
"""


def test_many_threads_lose_nothing(ledger: SqliteLedger) -> None:
    """Forty threads, five entries each, all sent at once: two hundred stand, and none twice."""
    with ThreadPoolExecutor(40) as pool:
        sent = [pool.submit(ledger.append, [draft(str(number))]) for number in range(200)]
        numbers = [one.result()[0].number for one in sent]
    assert sorted(numbers) == list(range(200))
    assert verified(ledger).size == 200


def test_the_same_sent_by_many_at_once_is_one_entry(ledger: SqliteLedger) -> None:
    """A hundred sendings of one name get one number."""
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: ledger.append([draft("a")])[0].number, range(100)))
    assert set(answers) == {0}
    assert ledger.size() == 1


def test_several_processes_lose_nothing(ledger: SqliteLedger) -> None:
    """Each waits for the others: all entries stand, and nobody is told that the file is locked."""
    running = [_script(WRITER, str(ledger.where), str(name), str(EACH)) for name in range(WRITERS)]
    said = [one.communicate(timeout=120)[0].split() for one in running]
    assert said == [[str(number) for number in range(EACH)]] * WRITERS
    assert verified(ledger).size == WRITERS * EACH * 3


def test_a_killed_writer_leaves_whole_batches_alone(ledger: SqliteLedger) -> None:
    """
    Killed at any moment, what was acknowledged stands, no batch of three is torn, and the next
    writer goes on.
    """
    drawn, acknowledged = np.random.default_rng(5), 0
    for kill in range(KILLS):
        running = _script(WRITER, str(ledger.where), f"k{kill}", "100000")
        assert running.stdout is not None
        for _ in range(drawn.integers(1, 80)):
            assert running.stdout.readline()
            acknowledged += 1
        running.send_signal(signal.SIGKILL)
        acknowledged += len(running.communicate(timeout=30)[0].split())
    size = verified(ledger).size
    assert size % 3 == 0
    assert size >= 3 * acknowledged
    ledger.append([draft("after")])
    assert verified(ledger).size == size + 1


def test_a_full_disk_refuses_and_goes_on_once_there_is_room(tmp_path: Path) -> None:
    """What does not fit is refused whole and in words; what stood before stands."""
    small = SqliteLedger(tmp_path / "ledger.sqlite", most_pages=20)
    small.append([draft("a")])
    with pytest.raises(EngineError, match=r"the disk is full; nothing was entered"):
        small.append([draft("b"), draft("c", "x" * 200_000)])
    small.append([draft("d")])
    assert [entry.draft.id for entry in small.entries()] == ["a", "d"]
    assert verified(small).size == 2
    small.close()
    roomy = SqliteLedger(tmp_path / "ledger.sqlite")
    roomy.append([draft("c", "x" * 200_000)])
    assert verified(roomy).size == 3
    roomy.close()


@contextmanager
def _kept(where: Path) -> Iterator[None]:
    """Another program keeps the file, as one that writes to it does."""
    with closing(sqlite3.connect(where, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def test_who_waits_for_another_program_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    After a while it is said for how long it is waited at most, and once; then it is refused in
    words, nothing is entered, and what comes after is, as soon as the file is free.
    """
    monkeypatch.setattr(sqlite, "SILENCE", 0.1)
    waits: list[float] = []
    ledger = SqliteLedger(tmp_path / "ledger.sqlite", patience=0.3, waits=waits.append)
    ledger.append([draft("a")])
    with _kept(ledger.where):
        for _ in range(2):
            with pytest.raises(EngineError, match=r"another program keeps the file, and nothing"):
                ledger.append([draft("b")])
        assert [entry.draft.id for entry in ledger.entries()] == ["a"]
    assert waits == [pytest.approx(0.2)]
    ledger.append([draft("c")])
    assert [entry.draft.id for entry in ledger.entries()] == ["a", "c"]
    ledger.close()


def test_all_who_wait_for_a_file_are_refused_together(tmp_path: Path) -> None:
    """Not one after the other: eight who wait for three tenths of a second wait no two seconds."""
    ledger = SqliteLedger(tmp_path / "ledger.sqlite", patience=0.3)
    ledger.append([draft("a")])
    with _kept(ledger.where), ThreadPoolExecutor(8) as pool:
        begun = monotonic()
        waiting = [pool.submit(ledger.append, [draft(f"b{number}")]) for number in range(8)]
        failures = [future.exception() for future in waiting]
        taken = monotonic() - begun
    assert all(isinstance(error, EngineError) for error in failures)
    assert taken < 2
    assert verified(ledger).size == 1
    ledger.close()


def _filled(ledger: SqliteLedger, size: int = 9) -> LedgerHead:
    ledger.append([draft(str(number)) for number in range(size)])
    ledger.close()
    return verified(ledger)


def _edit_body(database: sqlite3.Connection) -> None:
    database.execute(
        "UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), 'seen', 'lost') AS BLOB)"
        " WHERE number = 4"
    )


def _edit_column(database: sqlite3.Connection) -> None:
    database.execute("UPDATE entry SET by = 'somebody else' WHERE number = 4")


def _delete_middle(database: sqlite3.Connection) -> None:
    database.execute("DELETE FROM entry WHERE number = 4")


def _swap(database: sqlite3.Connection) -> None:
    database.execute("UPDATE entry SET number = -1 WHERE number = 4")
    database.execute("UPDATE entry SET number = 4 WHERE number = 5")
    database.execute("UPDATE entry SET number = 5 WHERE number = -1")


def _edit_node(database: sqlite3.Connection) -> None:
    database.execute("UPDATE node SET hash = zeroblob(32) WHERE level = 2 AND place = 0")


def _cut(database: sqlite3.Connection) -> None:
    database.execute("DELETE FROM entry WHERE number >= 8")
    database.execute("DELETE FROM node WHERE level = 0 AND place >= 8")


def _rewrite(database: sqlite3.Connection) -> None:
    """Alter an entry, and all hashes with it."""
    _edit_body(database)
    database.execute("DELETE FROM node")
    nodes: dict[tuple[int, int], bytes] = {}
    rows = database.execute("SELECT number, body FROM entry ORDER BY number").fetchall()
    for number, body in rows:
        for level, place, value in grown(number, leaf_hash(body), lambda *at: nodes[at]):
            nodes[level, place] = value
            database.execute(
                "INSERT INTO node (level, place, hash) VALUES (?, ?, ?)", (level, place, value)
            )


@pytest.mark.parametrize(
    ("tamper", "at"),
    [
        (_edit_body, "entry 4: "),
        (_edit_column, "entry 4: its columns are not what its body says"),
        (_delete_middle, "entry 4: it is missing"),
        (_swap, "entry 4: "),
        (_edit_node, "entry 3: a stored hash"),
        (_cut, "entry 8: it is missing"),
        (_rewrite, "the first 9 are not those that were seen before"),
    ],
)
def test_whoever_alters_the_file_is_found(ledger: SqliteLedger, tamper: Tamper, at: str) -> None:
    """With a head that was kept elsewhere, each way to alter it shows, and at which entry."""
    before = _filled(ledger)
    _altered(ledger, tamper)
    with pytest.raises(TamperedLedgerError, match=at):
        verified(ledger, seen=[before])


def _edit_body_and_leaf(database: sqlite3.Connection) -> None:
    """Alter an entry, and the hash of its leaf, but none above it."""
    _edit_body(database)
    [body] = database.execute("SELECT body FROM entry WHERE number = 4").fetchone()
    database.execute("UPDATE node SET hash = ? WHERE level = 0 AND place = 4", (leaf_hash(body),))


def _altered(ledger: SqliteLedger, tamper: Tamper) -> None:
    """Write to the file past its triggers, as who keeps it can."""
    with closing(sqlite3.connect(ledger.where)) as database:
        for trigger in ("entry_stays", "entry_is_kept", "node_stays", "node_is_kept"):
            database.execute(f"DROP TRIGGER {trigger}")
        tamper(database)
        database.commit()


@pytest.mark.parametrize(
    ("tamper", "at"),
    [
        (_edit_body, "entry 4: a stored hash is not that of its entry"),
        (_edit_column, "entry 4: its columns are not what its body says"),
        (_delete_middle, "entry 4: it is missing"),
        (_swap, "entry 4: "),
        (_edit_body_and_leaf, "entry 8, or one before it: the hashes above are not those"),
    ],
)
def test_who_reads_a_whole_ledger_finds_what_was_altered(
    ledger: SqliteLedger, tamper: Tamper, at: str
) -> None:
    """Without any checkpoint, and before the last entry is given."""
    before = _filled(ledger)
    assert [entry.number for entry in sound_entries(ledger)] == list(range(before.size))
    _altered(ledger, tamper)
    with pytest.raises(TamperedLedgerError, match=at):
        list(sound_entries(ledger))


def test_one_entry_is_held_against_its_hash_wherever_it_is_read(ledger: SqliteLedger) -> None:
    """By its number, by its name, or among several; its neighbours are read as they are."""
    _filled(ledger)
    _altered(ledger, _edit_body)
    for read in (
        lambda: list(ledger.entries(4, 5)),
        lambda: ledger.named("4"),
        lambda: ledger.among(["3", "4"]),
    ):
        with pytest.raises(TamperedLedgerError, match="entry 4: a stored hash"):
            read()
    assert [entry.draft.id for entry in ledger.entries(2, 4)] == ["2", "3"]
    assert set(ledger.among(["3", "5"])) == {"3", "5"}


def _edit_last(database: sqlite3.Connection) -> None:
    database.execute(
        "UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), 'seen', 'lost') AS BLOB)"
        " WHERE number = (SELECT max(number) FROM entry)"
    )


def _delete_last(database: sqlite3.Connection) -> None:
    database.execute("DELETE FROM entry WHERE number = (SELECT max(number) FROM entry)")


def _edit_peak(database: sqlite3.Connection) -> None:
    """Alter the highest hash that the last of eight entries completed, over all of them."""
    database.execute("UPDATE node SET hash = zeroblob(32) WHERE level = 3 AND place = 0")


@pytest.mark.parametrize(
    ("tamper", "at"),
    [
        (_edit_last, "entry 7: a stored hash"),
        (_edit_peak, "entry 7: a stored hash"),
        (_delete_last, "after the last entry: there are hashes of entries that are gone"),
        (lambda database: database.execute("DELETE FROM entry"), "after the last entry"),
    ],
)
def test_nothing_is_entered_behind_an_altered_end(
    ledger: SqliteLedger, tamper: Tamper, at: str
) -> None:
    """The last entry and all that was stored with it are looked at before each transaction."""
    _filled(ledger, 8)
    _altered(ledger, tamper)
    size = ledger.size()
    with pytest.raises(TamperedLedgerError, match=at):
        ledger.append([draft("another")])
    assert ledger.size() == size


def test_another_ledger_in_its_place_is_found(ledger: SqliteLedger, tmp_path: Path) -> None:
    """A sound ledger of the same length is not the one that was seen."""
    before = _filled(ledger)
    other = SqliteLedger(tmp_path / "other.sqlite")
    other.append([draft(f"x{number}") for number in range(9)])
    other.close()
    ledger.where.write_bytes(other.where.read_bytes())
    with pytest.raises(TamperedLedgerError, match=r"the first 9 are not those"):
        verified(ledger, seen=[before])


def test_the_file_itself_refuses_to_be_altered(ledger: SqliteLedger) -> None:
    """Whoever opens it with another program cannot change or delete a row by mistake."""
    _filled(ledger)
    with closing(sqlite3.connect(ledger.where)) as database:
        for statement in (
            "UPDATE entry SET by = 'x'",
            "DELETE FROM entry",
            "UPDATE node SET level = 9",
            "DELETE FROM node",
        ):
            with pytest.raises(sqlite3.IntegrityError, match=r"stay"):
                database.execute(statement)


def test_no_flipped_bit_passes_unseen(ledger: SqliteLedger) -> None:
    """A bit anywhere in the file: found, or nothing of what is told has changed."""
    before = _filled(ledger, 40)
    told = [entry.body for entry in ledger.entries()]
    sound, drawn = ledger.where.read_bytes(), np.random.default_rng(11)
    for _ in range(FLIPS):
        place = drawn.integers(len(sound))
        flipped = sound[place] ^ (1 << drawn.integers(8))
        ledger.where.write_bytes(sound[:place] + bytes([flipped]) + sound[place + 1 :])
        for beside in ledger.where.parent.glob("ledger.sqlite-*"):
            beside.unlink()
        try:
            assert verified(ledger, seen=[before]) == before
            assert [entry.body for entry in ledger.entries()] == told
        except PhaselineError:
            continue


def test_a_damage_that_is_no_text_is_told_in_words(ledger: SqliteLedger) -> None:
    """A bit in the words of a table: SQLite tells them as they are, and they are no UTF-8."""
    _filled(ledger)
    sound = ledger.where.read_bytes()
    damaged = sound.replace(b"INTEGER PRIMARY KEY, level", b"INTEGER PRIM\xc1RY KEY, level")
    assert damaged != sound
    ledger.where.write_bytes(damaged)
    with pytest.raises(TamperedLedgerError, match="the file is damaged"):
        verified(ledger)


@pytest.mark.parametrize(
    "content", [b"hello, this is a text and no database at all", b"\x00" * 4096]
)
def test_another_file_is_told_so(ledger: SqliteLedger, content: bytes) -> None:
    """A file that is something else is neither read nor written over."""
    ledger.where.write_bytes(content)
    with pytest.raises(EngineError, match=r"this is no ledger"):
        list(ledger.entries())
    with pytest.raises(EngineError, match=r"this is no ledger"):
        ledger.append([draft("a")])
    assert ledger.where.read_bytes() == content


def test_a_folder_that_cannot_be_written_is_told_so(tmp_path: Path) -> None:
    """The message names the file and says that nothing was entered."""
    lost = SqliteLedger(tmp_path / "missing" / "ledger.sqlite")
    with pytest.raises(EngineError, match=r"missing/ledger\.sqlite: the file cannot be opened"):
        lost.append([draft("a")])
    assert lost.size() == 0


def test_a_ledger_in_a_folder_that_nobody_writes_to_is_read(ledger: SqliteLedger) -> None:
    """SQLite cannot put beside it what readers share with writers; there are none, and it reads."""
    before = _filled(ledger)
    for beside in ledger.where.parent.glob("ledger.sqlite-*"):
        beside.unlink()
    ledger.where.with_name("ledger.sqlite-shm").mkdir()  # in its way, also for who may do anything
    assert verified(ledger) == before
    with pytest.raises(EngineError, match="the file cannot be"):
        ledger.append([draft("a")])


def test_a_reader_that_comes_while_a_ledger_is_made_reads_a_ledger(
    ledger: SqliteLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Between two looks of one reader another process makes the tables and enters something: the
    reader finds a ledger, and no file that it cannot read.
    """
    ledger.where.touch()
    deeds = [lambda: SqliteLedger(ledger.where).append([draft("a")])]

    class Looking(sqlite3.Connection):
        """A connection after whose first look somebody else writes."""

        def execute(self, *words: Any) -> Any:
            """Look, and let the other write before what was seen is given back."""
            cursor = super().execute(*words)
            if not deeds:
                return cursor
            rows = cursor.fetchall()
            deeds.pop()()
            return SimpleNamespace(fetchone=lambda: rows[0])

    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Looking))

    assert ledger.size() in (0, 1)
    assert ledger.size() == 1
