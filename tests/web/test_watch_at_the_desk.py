"""The watch at the desk, as a process of its own: filed, moved, retracted, verified, read only."""

import re
import signal
import time
from urllib.parse import urlencode

import pytest
from web.servers import PATIENCE, Browser, served
from web.watchers import SEEN, copied

from phaseline.watch.places import ledger_path
from phaseline.watch.sqlite import SqliteLedger

pytestmark = pytest.mark.slow
BELIEVED = re.compile(r"Believed today: ([^<]*)\.")


@pytest.fixture
def case(tmp_path, monkeypatch):
    """A copy of the strait, and a folder of its own for the key."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return copied("strait", tmp_path)


def sent(desk, path, **form):
    """What a form of the desk is answered."""
    origin = {"Origin": f"http://127.0.0.1:{desk.port}", "Sec-Fetch-Site": "same-origin"}
    return desk.ask("POST", path, urlencode(form), **origin)


def section(page, name):
    """A part of a page, as it stands."""
    return re.search(rf'<section id="{name}">.*?</section>', page, re.DOTALL)[0]


@pytest.fixture
def desk(case):
    """A desk of it: asked by its owner, with a link for a reader and the folder of the case."""
    with served(case, "--draws", "8", "--readers", "1") as (process, link, port):
        owner = Browser(port)
        owner.log_in(link)
        owner.reading = re.search(r"http://\S+", process.stdout.readline())[0]
        owner.case = case
        yield owner


def filed(desk, entries, **other):
    """The page of beliefs after one more report, which is the so manieth entry."""
    answer = sent(desk, "/report", **{**SEEN, **other})
    assert (answer.status, answer.headers["Location"]) == (303, f"/report?entered={entries - 1}")
    return beliefs(desk, entries)


def beliefs(desk, entries):
    """The page of beliefs when it rests on so many entries."""
    noun = "entry" if entries == 1 else "entries"
    return desk.await_text("/beliefs", f"rests on {entries} {noun} of the ledger")


def test_a_day_of_the_watch(desk, phaseline):
    """
    Two reports move the belief; the second retracted, all that it moved is to the last letter what
    it was before it; the ledger goes on from the checkpoint of then.
    """
    before = desk.await_text("/beliefs", "The ledger is empty")
    once = filed(desk, 1)
    kept = desk.ask("GET", "/ledger/checkpoint.txt").text
    twice = filed(desk, 2, says="More crates", source="ferry-crew", because="It was close by.")
    form = {"entry": "1", "because": "They were masts.", "by": "A. Watch"}
    assert sent(desk, "/report/retract", **form).status == 303
    after = beliefs(desk, 3)

    believed = [BELIEVED.search(page)[1] for page in (before, once, twice, after)]
    assert len(set(believed)) == 3
    assert believed[3] == believed[1]
    for part in ("matrix", "next", "weights"):
        assert section(after, part) == section(once, part)
    assert believed[3] in " ".join(phaseline("watch", str(desk.case)).out.split())
    asked = urlencode({"verify": "yes", "against": kept})
    page = desk.ask("GET", f"/ledger?{asked}").text
    assert "The ledger is what was written." in page
    assert "goes on from 1 checkpoint" in page


def test_an_act_calls_its_rung_on_the_page(desk):
    """What everybody sees is entered by the same form, and the call says which entry calls it."""
    act = {"about": "act:assurance:refused", "source": "gazette", "when": "2031-04-25"}
    filed(desk, 1, **act)

    called = desk.await_text("/watch", "1 entry of the ledger")
    assert "Norland&#39;s written assurance: refused (entry 0)" in section(called, "called")


def test_a_reader_sees_what_the_owner_sees_and_enters_nothing(desk):
    """Page by page the same words; every form is refused, and the ledger stays as it was."""
    page = filed(desk, 1)
    reader = Browser(desk.port)
    reader.log_in(desk.reading)

    assert reader.ask("GET", "/beliefs").text == page
    for path in ("/report", "/report/retract"):
        assert sent(reader, path, **SEEN, entry="0").status == 403
    assert SqliteLedger(ledger_path(desk.case)).size() == 1


def test_what_the_command_line_enters_moves_the_page(case, phaseline):
    """The ledger is one: a report from a terminal stands on the page a moment later."""
    with served(case, "--draws", "8") as (_, link, port):
        desk = Browser(port)
        desk.log_in(link)
        desk.await_text("/watch", "The ledger is empty")
        words = ("log", str(case), "Crates", "--source", "coast", "--grade", "B2")
        assert phaseline(*words, "--when", "2031-04-10", "--by", "A. Watch").status == 0

        desk.await_text("/watch", "1 entry of the ledger")


def test_the_day_on_one_sheet_is_that_of_the_command_line(case, phaseline, tmp_path):
    """To the last byte, with its checkpoint, under a policy that allows its own style alone."""
    with served(case, "--draws", "8") as (_, link, port):
        desk = Browser(port)
        desk.log_in(link)
        sent(desk, "/report", **SEEN)
        desk.await_text("/watch", "1 entry of the ledger")
        desk.await_text("/watch", "The game expects")
        sheet = desk.ask("GET", "/watch/day.html")
        written = tmp_path / "day.html"
        ran = phaseline("watch", str(case), "--page", str(written))

        assert ran.status == 0
        assert sheet.text == written.read_text(encoding="utf-8")
        rules = sheet.headers["Content-Security-Policy"]
        assert "script-src" not in rules
        assert re.search(r"style-src 'sha256-[\w+/=]+'", rules)


def test_a_case_that_is_broken_meanwhile_keeps_the_last_watch(case):
    """The page says which errors there are, above the last answer; mended, it goes on."""
    with served(case, "--draws", "8") as (_, link, port):
        desk = Browser(port)
        desk.log_in(link)
        desk.await_text("/watch", "The game expects")
        watched = case / "watch.yaml"
        text = watched.read_text(encoding="utf-8")
        watched.write_text(text.replace("prior: assumptions.begun", "prior: assumptions.gone"))
        page = desk.await_text("/watch", "watch.yaml:")
        assert 'id="called"' in page

        watched.write_text(text)
        end = time.monotonic() + PATIENCE
        while "watch.yaml:" in desk.ask("GET", "/watch").text:
            assert time.monotonic() < end
            time.sleep(0.2)


def test_an_entry_that_was_answered_stands_after_a_kill(case):
    """Ended without a word right after the answer, the desk has lost nothing."""
    with served(case, "--draws", "8") as (process, link, port):
        desk = Browser(port)
        desk.log_in(link)
        for place in range(5):
            assert sent(desk, "/report", **{**SEEN, "when": f"2031-04-1{place}"}).status == 303
        process.send_signal(signal.SIGKILL)
        process.wait()

    store = SqliteLedger(ledger_path(case))
    assert store.size() == 5
    assert len(list(store.audit())) == 5
