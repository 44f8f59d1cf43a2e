"""
A day of requests in some minutes: each is answered, and the memory of the desk stays flat.

The pages of the watch and of the ledger are asked with all others, so that each round opens the
file of the ledger some dozen times, in whichever thread of the server is free.
"""

import asyncio
import itertools
import json
import os
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import paperfiles
import pytest
from depth import soak
from web.asgi import HOST, answered
from web.watchers import KEY, NOW

from phaseline.cli.case_papers import CasePapers
from phaseline.watch.places import ledger_path
from phaseline.watch.reports import drafted
from phaseline.watch.sqlite import SqliteLedger
from phaseline.web import app as wiring
from phaseline.web.app import desk_app
from phaseline.web.guard import Entrance
from phaseline.web.ledger_desk import DeskOwner
from phaseline.web.messages import CaseHeader
from phaseline.web.outline import PAGES
from phaseline.web.sessions import Sessions
from phaseline.web.state import DeskAnswer, DeskState
from phaseline.web.what_ifs import Served

MANY, FEW, SETTLED = 100_000, 600, 20_000  # requests; those after which memory is looked at first
FLAT = 0.05  # of the memory of then
ENTRIES = 50  # of the ledger: a proof climbs six levels
OF_THE_WATCH = (
    "/ledger/checkpoint.txt",
    "/ledger/entries.jsonl",
    "/ledger/proof-7.json",
    "/ledger/reports.csv",
    "/watch/table-1.csv",
    "/report/retract?entry=3",
    "/ledger?verify=yes",
    "/ledger?before=20",
    "/replay?of=ledger",
)
AT = "2031-05-02T09:00:00Z"
SIGHT = {
    "address": "assumptions.sight.best",
    "asks": "Chance that it is noticed",
    "low": 0.0,
    "high": 1.0,
    "used": 0.5,
    "unit": "",
    "turns": [],
    "reason": "Ours.",
    "owner": "editors",
    "is_mover": True,
}
# A worker that answers each order at once, as a real one does in the end.
AT_ONCE = """
import json, sys
for line in sys.stdin:
    order = json.loads(line)
    header = {"id": "mini", "title": "Mini", "as_of": "1 May 2031", "hash": order["known"]}
    for message in (
        {"kind": "begun", "text": str(order["generation"])},
        {"kind": "read", **header},
        {"kind": "page", "name": "direction", "text": "<p>More.</p>"},
        {"kind": "page", "name": "page-one", "text": "<p>One.</p>" * 2_000},
        {"kind": "done", "text": ""},
    ):
        print(json.dumps(message), flush=True)
"""


@asynccontextmanager
async def desk(folder):
    """A way to ask the desk of a case that is worked out, as a browser that was let in."""
    file = folder / "mini.yaml"
    file.write_text(paperfiles.CASE + paperfiles.ACTORS, encoding="utf-8")
    ledger = SqliteLedger(ledger_path(file))
    noted = {"says": "something was noted"}
    ledger.append([drafted("note", noted, by="a desk", at=AT) for _ in range(ENTRIES)])
    ledger.close()
    sessions = Sessions(8020)
    entrance = Entrance(hosts=frozenset({HOST}), sessions=sessions, tell=print)
    guarded = desk_app(
        Served(case=str(file), sources="", draws=8),
        entrance,
        worker=(sys.executable, "-c", AT_ONCE),
        drawing=(),
        papers=lambda: CasePapers(str(file)),
        owner=DeskOwner(key=lambda: KEY, now=lambda: NOW),
    )
    cookie = ("Cookie", f"{sessions.cookie}={sessions.let_in(sessions.new_link())}")
    origin = ("Origin", f"http://{HOST}")
    yield lambda path, **how: answered(guarded, path, headers=(cookie, origin), **how)


def worked_out():
    """What is known of a case whose answer is whole: some pages, and one assumption to move."""
    state = DeskState()
    header = CaseHeader(id="mini", title="Mini", as_of="1 May 2031", hash="aa")
    pages = {page.id: f"<main><h1>{page.name}</h1></main>" * 500 for page in PAGES}
    pages |= {"inputs.json": json.dumps([SIGHT]), "note-1": "<p>Words.</p>", "facts.csv": "id\n"}
    state.shown, state.doing = DeskAnswer(header=header, pages=pages, is_whole=True), ""
    return state


def requests():
    """What readers ask for, over and over: every what-if is another."""
    plain = [*(f"/{page.id}" for page in PAGES), "/note/1", "/table/facts.csv", "/static/desk.css"]
    for number in itertools.count():
        for path in plain:
            yield path, b""
        for address in OF_THE_WATCH:
            path, _, query = address.partition("?")
            yield path, query.encode()
        yield "/watch", f"on=2031-05-{number % 28 + 1:02}".encode()
        yield "/evidence", b"q=ministry"
        yield "/nowhere", b""
        yield "/what-if", f"assumptions.sight.best={number % 9_973 / 9_973:.5f}".encode()
        yield "/brief", b"a=1&" * 3_000


def resident():
    """The memory of this process [byte]."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


async def asked(folder, count):
    """How often each status was answered, and the memory when all had settled and at the end."""
    statuses, early = dict[int, int](), 0
    async with desk(folder) as ask:
        for number, (path, query) in enumerate(itertools.islice(requests(), count)):
            answer = await ask(path, query=query)
            statuses[answer.status] = statuses.get(answer.status, 0) + 1
            if number == min(SETTLED, count // 2):
                early = resident()
    return statuses, early, resident()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where the case lies; the desk begins with its answer."""
    monkeypatch.setattr(wiring, "DeskState", lambda _tell: worked_out())
    return tmp_path


def test_many_requests_are_all_answered(folder):
    """Found, missing or refused for their length, and nothing is a fault of ours."""
    statuses, _, _ = asyncio.run(asked(folder, FEW))

    assert set(statuses) == {200, 404, 414}
    assert sum(statuses.values()) == FEW


@soak
def test_memory_is_flat_over_a_day(folder):
    """[hand] 100,000 requests are more than one a second over a day."""
    statuses, early, late = asyncio.run(asked(folder, MANY))

    assert set(statuses) == {200, 404, 414}
    assert abs(late - early) <= FLAT * early, (early, late)
