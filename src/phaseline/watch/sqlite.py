"""
A ledger in one SQLite file, for one desk.

Entries and the hashes of all full subtrees are written in one transaction, or not at all. One
thread writes, for all who ask in this process, and takes what waits together; other processes wait
for the file. A transaction that begins as a reader and then writes fails at once when another has
written meanwhile, however long it is told to wait: so each begins as a writer.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import TypeAlias

from phaseline.errors import EngineError
from phaseline.terms.record import record
from phaseline.watch.ledger import (
    EntryConflictError,
    LedgerDraft,
    LedgerEntry,
    LedgerFullError,
    TamperedLedgerError,
    body_of,
    entry_of,
)
from phaseline.watch.merkle import grown, leaf_hash

FORMAT = 1  # of the file; it stands in `PRAGMA user_version`
PATIENCE = 30.0  # seconds to wait for other processes
SILENCE = 2.0  # seconds of them after which who asked is told
TOGETHER = 64  # requests that share one transaction, at most
_TABLES = """
CREATE TABLE entry (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, by TEXT NOT NULL, sort TEXT NOT NULL,
    at TEXT NOT NULL, kind TEXT NOT NULL, body BLOB NOT NULL
) STRICT;
CREATE TABLE node (
    written INTEGER PRIMARY KEY, level INTEGER NOT NULL, place INTEGER NOT NULL, hash BLOB NOT NULL,
    UNIQUE (level, place)
) STRICT;
CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'entries stay'); END;
CREATE TRIGGER entry_is_kept BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'entries stay'); END;
CREATE TRIGGER node_stays BEFORE UPDATE ON node BEGIN SELECT RAISE(ABORT, 'hashes stay'); END;
CREATE TRIGGER node_is_kept BEFORE DELETE ON node BEGIN SELECT RAISE(ABORT, 'hashes stay'); END;
"""
_ENTER = "INSERT INTO entry (number, id, by, sort, at, kind, body) VALUES (?, ?, ?, ?, ?, ?, ?)"
# Each entry with the stored hash of its leaf, against which it is held as it is read.
_ENTRIES = (
    "SELECT number, entry.id, by, sort, at, kind, body, hash FROM entry"
    " LEFT JOIN node ON level = 0 AND place = number"
)
_RANGE = f"{_ENTRIES} WHERE number >= ? AND number < ? ORDER BY number"
_NAMED = f"{_ENTRIES} WHERE id = ?"
_AMONG = f"{_ENTRIES} JOIN json_each(?) ON entry.id = value"
_OTHER_HASH = "a stored hash is not that of its entry"
_HASHES_AFTER = "after the last entry: there are hashes of entries that are gone"
_GROW = "INSERT INTO node (level, place, hash) VALUES (?, ?, ?)"

Entered: TypeAlias = tuple[LedgerEntry, ...]


@record
class _Request:
    """Something to be written, and where who asked waits for it."""

    drafts: tuple[LedgerDraft, ...]
    answer: "Future[Entered]"


class SqliteLedger:
    """
    A `LedgerStore` in a file.

    Args:
        where: The file; `append` makes it where it is missing, all else reads it as empty then.
        most_pages: The most pages that the file may grow to; as many as the disk holds if left out.
        patience: How long another program that keeps the file is waited for [second].
        waits: Told once, by how long it is waited for at most [second], when that takes long.
    """

    def __init__(
        self,
        where: Path,
        *,
        most_pages: int | None = None,
        patience: float = PATIENCE,
        waits: Callable[[float], None] | None = None,
    ) -> None:
        self.where = where
        self._most_pages, self._patience, self._waits = most_pages, patience, waits
        self._waiting: SimpleQueue[_Request | None] = SimpleQueue()
        self._writer: Thread | None = None
        self._starting = Lock()

    def append(self, drafts: Sequence[LedgerDraft]) -> Entered:
        """Enter several, all or none; see `LedgerStore`."""
        request = _Request(drafts=tuple(drafts), answer=Future())
        with self._starting:
            if self._writer is None:
                self._writer = Thread(target=self._write, name="ledger", daemon=True)
                self._writer.start()
            self._waiting.put(request)
        return request.answer.result()

    def close(self) -> None:
        """Let the writing thread end once all that waits is written."""
        with self._starting:
            writer, self._writer = self._writer, None
            if writer:
                self._waiting.put(None)
        if writer:
            writer.join()

    def size(self) -> int:
        """Give how many entries there are."""
        with self._reading() as database:
            return 0 if database is None else _size(database)

    def entries(self, start: int = 0, stop: int | None = None) -> Iterator[LedgerEntry]:
        """Give the entries of a range, one after the other; see `LedgerStore`."""
        with self._reading() as database:
            if database is None:
                return
            rows = database.execute(_RANGE, (start, 2**62 if stop is None else stop))
            for number, row in enumerate(rows, start):
                yield _entry(number, row)

    def named(self, name: str) -> LedgerEntry | None:
        """Give the entry of a name; None where there is none."""
        with self._reading() as database:
            return None if database is None else _named(database, name)

    def among(self, names: Sequence[str]) -> Mapping[str, LedgerEntry]:
        """Give the entries that stand of some names, by their names."""
        with self._reading() as database:
            if database is None:
                return {}
            asked = json.dumps(list(names))
            entries = (_entry(row[0], row) for row in database.execute(_AMONG, (asked,)))
            return {entry.draft.id: entry for entry in entries}

    def node(self, level: int, place: int) -> bytes:
        """
        Give the hash of a full subtree.

        Raises:
            TamperedLedgerError: It is not there.
        """
        with self._reading() as database:
            if database is None:
                raise TamperedLedgerError(f"{self.where}: there is no ledger")
            return _node(database, level, place)

    def audit(self) -> Iterator[bytes]:
        """
        Go through everything that is stored, and give the hash of each leaf as its body has it.

        Raises:
            TamperedLedgerError: Something stored is not what was written.
        """
        with self._reading() as database:
            if database is None:
                return
            faults = [text for (text,) in database.execute("PRAGMA integrity_check(1)")]
            if faults != ["ok"]:
                raise TamperedLedgerError(f"{self.where}: the file is damaged: {faults[0]}")
            yield from _audited(database)

    def _write(self) -> None:
        """Write what waits, until nothing more comes."""
        database: sqlite3.Connection | None = None
        is_open = True
        while is_open:
            requests, is_open = self._together()
            try:
                database = database or self._writing()
                self._written(database, requests)
            except Exception as error:  # noqa: BLE001 who asked is told, whatever it is
                for request in requests:
                    _refuse(request, _in_words(self.where, error))
                with suppress(Exception):
                    if database:
                        database.close()
                database = None
        if database:
            database.close()

    def _together(self) -> tuple[list[_Request], bool]:
        """Wait for a request, and take those with it that wait too; whether more may come."""
        first = self._waiting.get()
        if first is None:
            return [], False
        requests = [first]
        with suppress(Empty):
            while len(requests) < TOGETHER:
                following = self._waiting.get_nowait()
                if following is None:
                    return requests, False
                requests.append(following)
        return requests, True

    def _written(self, database: sqlite3.Connection, requests: Sequence[_Request]) -> None:
        """Write requests in one transaction; each alone if one of them cannot be written."""
        if not requests:
            return
        self._patiently(database, lambda: database.execute("BEGIN IMMEDIATE"))
        try:
            _require_whole_tail(database)
            answers = [_entered(database, request.drafts) for request in requests]
            database.execute("COMMIT")
        except Exception as error:  # noqa: BLE001 who asked is told, whatever it is
            _roll_back(database)
            if len(requests) == 1:
                requests[0].answer.set_exception(_in_words(self.where, error))
                return
            for request in requests:
                self._written(database, [request])
            return
        for request, answer in zip(requests, answers, strict=True):
            request.answer.set_result(answer)

    def _writing(self) -> sqlite3.Connection:
        """Open the file to write, and make it where it is missing."""
        database = sqlite3.connect(self.where, isolation_level=None)
        try:
            self._patiently(database, lambda: database.execute("PRAGMA journal_mode = WAL"))
            database.execute("PRAGMA synchronous = FULL")
            if self._most_pages is not None:
                database.execute(f"PRAGMA max_page_count = {self._most_pages:d}")
            self._patiently(database, lambda: _made(database, self.where))
        except BaseException:
            database.close()
            raise
        return database

    def _patiently(self, database: sqlite3.Connection, work: Callable[[], object]) -> None:
        """
        Do what another program may hold up, and say so once when it takes long.

        Raises:
            OperationalError: The other program keeps the file.
        """
        silent = min(SILENCE, self._patience)
        _wait_at_most(database, silent)
        try:
            work()
        except sqlite3.OperationalError as error:
            if not _is_kept(error) or silent >= self._patience:
                raise
            waits, self._waits = self._waits, None
            if waits:
                waits(self._patience - silent)
            _wait_at_most(database, self._patience - silent)
            work()
        finally:
            _wait_at_most(database, self._patience)

    def _open_to_read(self) -> sqlite3.Connection:
        """
        Open the file, beside which SQLite writes what readers and writers share; where nothing can
        be written beside it, nobody writes to it either, and it is read as it stands.

        Raises:
            OperationalError: It cannot be opened.
        """
        address = f"{self.where.resolve().as_uri()}?mode=ro"
        database = _connected(address)
        try:
            tables = "SELECT count(*) FROM sqlite_master"
            self._patiently(database, lambda: database.execute(tables).fetchone())
        except sqlite3.OperationalError as error:
            database.close()
            beside = self.where.with_name(f"{self.where.name}-wal")
            if "unable to open" not in str(error) or beside.exists():
                raise
            return _connected(f"{address}&immutable=1")
        except BaseException:
            database.close()
            raise
        return database

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        """
        Open the file to read; None where it is missing.

        Raises:
            TamperedLedgerError: It is damaged.
            EngineError: It is no ledger, or cannot be opened.
        """
        if not self.where.exists():
            yield None
            return
        try:
            with closing(self._open_to_read()) as database:
                yield database if _is_ledger(database, self.where) else None
        except sqlite3.Error as error:
            damage = "malformed" in str(error) or "not a database" in str(error)
            kind = TamperedLedgerError if damage else EngineError
            raise kind(_words(self.where, error)) from error
        except UnicodeDecodeError as error:  # a name in the file, which SQLite tells as it finds it
            raise TamperedLedgerError(f"{self.where}: the file is damaged") from error


def _connected(address: str) -> sqlite3.Connection:
    return sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)


def _wait_at_most(database: sqlite3.Connection, seconds: float) -> None:
    database.execute(f"PRAGMA busy_timeout = {round(seconds * 1000):d}")


def _is_kept(error: sqlite3.Error) -> bool:
    """Whether another program keeps the file, for whichever of the reasons that SQLite tells."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


def _made(database: sqlite3.Connection, where: Path) -> None:
    """Make the tables of an empty file."""
    if _is_ledger(database, where):
        return
    database.execute("BEGIN IMMEDIATE")
    if not _is_ledger(database, where):  # another process was quicker
        for statement in _statements(_TABLES):
            database.execute(statement)
        database.execute(f"PRAGMA user_version = {FORMAT:d}")
    database.execute("COMMIT")


def _statements(script: str) -> Iterator[str]:
    """Give the statements of a script one by one: run together, they would end the transaction."""
    lines: list[str] = []
    for line in script.splitlines():
        lines.append(line)
        if sqlite3.complete_statement("\n".join(lines)):
            yield "\n".join(lines)
            lines = []


def _is_ledger(database: sqlite3.Connection, where: Path) -> bool:
    """
    Whether the file holds a ledger; False where it is empty.

    Raises:
        EngineError: It holds something else.
    """
    # The tables first: who makes them commits them with the version, perhaps between the two looks.
    tables = database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    version = database.execute("PRAGMA user_version").fetchone()[0]
    if version == FORMAT:
        return True
    if version or tables:
        raise EngineError(f"{where}: this is no ledger that this version of Phaseline can read")
    return False


def _entered(database: sqlite3.Connection, drafts: Sequence[LedgerDraft]) -> Entered:
    """Enter drafts in the transaction at hand."""
    number, entries = _size(database), []
    for draft in drafts:
        standing = _named(database, draft.id)
        if standing:
            entries.append(_same(standing, draft))
            continue
        body = body_of(number, draft)
        values = (number, draft.id, draft.by, draft.sort.value, draft.at, draft.kind, body)
        database.execute(_ENTER, values)
        node = _reader(database)
        database.executemany(_GROW, list(grown(number, leaf_hash(body), node)))
        entries.append(LedgerEntry(number=number, draft=draft, body=body))
        number += 1
    return tuple(entries)


def _same(standing: LedgerEntry, draft: LedgerDraft) -> LedgerEntry:
    """
    Give an entry that stands already, if the draft says the same, whenever it was sent.

    Raises:
        EntryConflictError: It says something else.
    """
    if body_of(standing.number, draft) == standing.body:
        return standing
    raise EntryConflictError(f"there is an entry {draft.id!r} on the ledger, with other content")


def _size(database: sqlite3.Connection) -> int:
    last: int | None = database.execute("SELECT max(number) FROM entry").fetchone()[0]
    return 0 if last is None else last + 1


def _named(database: sqlite3.Connection, name: str) -> LedgerEntry | None:
    row = database.execute(_NAMED, (name,)).fetchone()
    return None if row is None else _entry(row[0], row)


def _entry(number: int, row: Sequence[int | str | bytes]) -> LedgerEntry:
    """
    Give the entry of a row.

    Raises:
        TamperedLedgerError: Its body has not the hash that was stored with it, its columns are not
            what its body says, or a row before it is gone.
    """
    if row[0] != number:
        raise TamperedLedgerError(f"entry {number}: it is missing")
    body = row[6] if isinstance(row[6], bytes) else b""
    if row[7] != leaf_hash(body):
        raise TamperedLedgerError(f"entry {number}: {_OTHER_HASH}")
    try:
        entry = entry_of(body)
    except (ValueError, RecursionError) as error:
        raise TamperedLedgerError(f"entry {number}: {error}") from None
    draft = entry.draft
    columns = (entry.number, draft.id, draft.by, draft.sort.value, draft.at, draft.kind)
    if columns != tuple(row[:6]):
        raise TamperedLedgerError(f"entry {number}: its columns are not what its body says")
    return entry


def _node(database: sqlite3.Connection, level: int, place: int) -> bytes:
    row = database.execute(
        "SELECT hash FROM node WHERE level = ? AND place = ?", (level, place)
    ).fetchone()
    if row is None or not isinstance(row[0], bytes):
        raise TamperedLedgerError(f"entry {place << level}: a hash above it is missing")
    return row[0]


def _reader(database: sqlite3.Connection) -> Callable[[int, int], bytes]:
    return lambda level, place: _node(database, level, place)


def _audited(database: sqlite3.Connection) -> Iterator[bytes]:
    """
    Hold each entry against its columns, and each hash against what is below it.

    Raises:
        TamperedLedgerError: One of them is another.
    """
    rows = database.execute(_RANGE, (0, 2**62))
    stored = database.execute("SELECT level, place, hash FROM node ORDER BY written")
    pending: dict[int, bytes] = {}  # the last full subtree of each level: what the next may join
    for number, row in enumerate(rows):
        leaf = leaf_hash(_entry(number, row).body)
        above = list(grown(number, leaf, lambda level, _: pending[level]))
        for level, place, expected in above:
            pending[level] = expected
            if stored.fetchone() != (level, place, expected):
                raise TamperedLedgerError(f"entry {number}: {_OTHER_HASH}")
        yield leaf
    if stored.fetchone() is not None:
        raise TamperedLedgerError(_HASHES_AFTER)


def _require_whole_tail(database: sqlite3.Connection) -> None:
    """
    Hold the last entry against all hashes that were stored with it, so that nothing is entered
    behind what is not what was written.

    It costs as many looks as the tree has levels; what was altered before the last entry shows to
    whoever reads it.

    Raises:
        TamperedLedgerError: It has others, or there are hashes of entries that are gone.
    """
    size = _size(database)
    if size:
        row = database.execute(_RANGE, (size - 1, size)).fetchone()
        leaf = leaf_hash(_entry(size - 1, row).body)
        for level, place, expected in grown(size - 1, leaf, _reader(database)):
            if _node(database, level, place) != expected:
                raise TamperedLedgerError(f"entry {size - 1}: {_OTHER_HASH}")
    after = database.execute("SELECT 1 FROM node WHERE level = 0 AND place >= ?", (size,))
    if after.fetchone() is not None:
        raise TamperedLedgerError(_HASHES_AFTER)


def _roll_back(database: sqlite3.Connection) -> None:
    with suppress(sqlite3.Error):
        if database.in_transaction:
            database.execute("ROLLBACK")


def _refuse(request: _Request, error: Exception) -> None:
    if not request.answer.done():
        request.answer.set_exception(error)


def _in_words(where: Path, error: Exception) -> Exception:
    """Give an error of the database as one that says what to do; any other as it is."""
    if not isinstance(error, sqlite3.Error):
        return error
    kind = LedgerFullError if "full" in str(error) else EngineError
    return kind(_words(where, error))


def _words(where: Path, error: sqlite3.Error) -> str:
    """Say what is the matter with a file."""
    for cause, words in {
        "full": "the disk is full; nothing was entered, and what stood before stands",
        "readonly": "the file cannot be written; nothing was entered",
        "unable to open": "the file cannot be opened",
        "not a database": "this is no ledger",
        "malformed": "the file is damaged",
        "locked": (
            "another program keeps the file, and nothing more was entered; try again once it is"
            " done"
        ),
    }.items():
        if cause in str(error):
            return f"{where}: {words}"
    return f"{where}: the ledger stopped: {error}"
