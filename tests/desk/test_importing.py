"""Lists on their way to the ledger: new, repeated, changed, withdrawn and refused rows."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from ledgers import MemoryLedger

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.watching.importing import TOGETHER, ImportedBy, import_rows
from phaseline.watch.audit import verified
from phaseline.watch.ledger import ActorSort
from phaseline.watch.reports import reported
from phaseline.watch.rows import ReportRow
from phaseline.watch.sqlite import SqliteLedger

BY = ImportedBy(name="a desk", list="list.csv", now=datetime(2026, 11, 29, 12, tzinfo=UTC))


@pytest.fixture(scope="module")
def strait():
    """The strait."""
    return read_case(case_path("strait")).case


def row(line, **cells):
    """A row about crates by the coast watch."""
    usual = {"says": "crates", "source": "coast", "grade": "B2", "when": "2031-05-10"}
    return ReportRow(line=line, cells={**usual, **cells})


def imported(case, store, *rows):
    """Import rows; the tally, and the lines that were refused with why."""
    refused = {}
    tally = import_rows(
        case, store, rows, by=BY, refuse=lambda one: refused.update({one.line: one.why})
    )
    return tally, refused


def standing(store):
    """Give what the reports say that count."""
    return [one.report.says for one in reported(store.entries()) if one.retracted is None]


def test_a_list_sent_twice_is_entered_once(strait):
    """Rows with and without a name of their sender's; within one list, too."""
    store = MemoryLedger()
    rows = (row(2, id="a"), row(3, says="no name"), row(4, says="no name"), row(5, id="b"))
    tally, _ = imported(strait, store, *rows)
    assert (tally.entered, tally.repeated) == (3, 1)
    tally, _ = imported(strait, store, *rows)
    assert (tally.entered, tally.repeated, store.size()) == (0, 4, 3)


def test_what_changes_supersedes_and_what_is_withdrawn_is_retracted(strait):
    """
    A changed row takes the place of its former version, and may change back; once withdrawn, it can
    come again. Everything stays on the ledger.
    """
    store = MemoryLedger()
    for says, expected in (("one", "one"), ("two", "two"), ("one", "one")):
        imported(strait, store, row(2, id="a", says=says))
        assert standing(store) == [expected]
    tally, _ = imported(strait, store, row(2, id="a", withdrawn="yes"))
    assert (tally.withdrawn, standing(store)) == (1, [])
    _, refused = imported(strait, store, row(2, id="a", withdrawn="yes"))
    assert "nothing of the id 'a' stands" in refused[2]
    imported(strait, store, row(2, id="a", says="one"))
    assert standing(store) == ["one"]
    assert store.size() == 4 + 3  # four versions, three retractions


def test_two_senders_may_use_one_name(strait):
    """A row is known by its source and its name together."""
    store = MemoryLedger()
    imported(strait, store, row(2, id="1"), row(3, id="1", source="ferry-crew", grade="C2"))
    assert len(standing(store)) == 2


def test_what_no_watch_could_use_is_refused_and_the_rest_entered(strait):
    """A grade is never made up; a channel's other grade needs a reason; the day has to be one."""
    store = MemoryLedger()
    tally, refused = imported(
        strait,
        store,
        row(2, grade=""),
        row(3, grade="A2"),
        row(4, when="May"),
        row(5, withdrawn="yes"),
        row(6, seen="perhaps"),
        row(7, tlp="PINK"),
        ReportRow(line=8, cells={}, why="it is no row of CSV"),
        row(9, says="caf\udce9"),
        row(10, seen="no", tlp="TLP:AMBER"),
    )
    assert (tally.entered, tally.refused) == (1, 8)
    assert sorted(refused) == [2, 3, 4, 5, 6, 7, 8, 9]
    [entered] = reported(store.entries())
    assert (entered.report.is_seen, entered.report.tlp) == (False, "AMBER")


def test_an_import_never_passes_for_a_person(strait):
    """Its entries, retractions too, say that an import entered them."""
    store = MemoryLedger()
    imported(strait, store, row(2, id="a"), row(3, id="a", says="changed"))
    assert {entry.draft.sort for entry in store.entries()} == {ActorSort.IMPORT}


BROKEN_OFF = f"""
import os, signal, sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from pathlib import Path
from test_importing import BY, import_rows, read_case, case_path, row, SqliteLedger

def rows():
    for number in range(2_500):
        yield row(number + 2, id=str(number), says=f"crates {{number}}")
    os.kill(os.getpid(), signal.SIGKILL)

case = read_case(case_path("strait")).case
import_rows(case, SqliteLedger(Path(sys.argv[1])), rows(), by=BY, refuse=print)
"""


def test_an_import_that_is_killed_is_taken_up_where_it_was(strait, tmp_path):
    """
    Killed after 2,500 of 3,000 rows: two whole batches of a thousand stand, the ledger is sound,
    and the second try enters the remaining thousand, each once.
    """
    where = tmp_path / "ledger.sqlite"
    folders = os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])
    ran = subprocess.run(
        [sys.executable, "-c", BROKEN_OFF, str(where)],
        env={**os.environ, "PYTHONPATH": folders},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == -signal.SIGKILL, ran.stderr
    store = SqliteLedger(where)
    assert verified(store).size == 2 * TOGETHER
    rows = (row(number + 2, id=str(number), says=f"crates {number}") for number in range(3_000))
    tally, _ = imported(strait, store, *rows)
    assert (tally.entered, tally.repeated) == (1_000, 2_000)
    assert verified(store).size == 3_000
    store.close()
