"""Sixteen readers and a writer at one desk: nothing is lost, nothing falls, and memory stays."""

import http.client
import os
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from itertools import count, cycle
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode

import pytest
from depth import IS_SOAK
from web.servers import Browser, served
from web.watchers import SEEN, copied

from phaseline.watch.audit import verified
from phaseline.watch.places import ledger_path
from phaseline.watch.sqlite import SqliteLedger

pytestmark = pytest.mark.slow

READERS = 16
SECONDS, SETTLED = (
    (60.0, 15.0) if IS_SOAK else (3.0, 1.0)
)  # and after which memory is first looked at
APART = 0.5  # seconds from one report to the next
PATHS = ("watch", "beliefs", "calibration", "ledger", "report", "brief")
SLOW, LEAST = 8.0, 0.1  # times what a bare page takes at the 99th of 100, and seconds besides
GROWTH = 5_000_000  # bytes
BARE = """
import sys
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
from phaseline.web.server import listening, run_server

page = open(sys.argv[1], "rb").read()
async def home(_request):
    return Response(page, media_type="text/html")
listener = listening("127.0.0.1", 0)
print(listener.getsockname()[1], flush=True)
run_server(Starlette(routes=[Route("/{name}", home)]), listener)
"""


@contextmanager
def bare(page, folder):
    """A server that answers with the bytes of a page, and does nothing else: its port."""
    file = folder / "page.html"
    file.write_text(page, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", BARE, str(file)], stdout=subprocess.PIPE, text=True
    )
    try:
        yield int(process.stdout.readline())
    finally:
        process.kill()
        process.communicate()


def reading(port, cookie, until, statuses, latencies):
    """Ask for one page after the other over one connection, until a time."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for path in cycle(PATHS):
        begun = time.monotonic()
        if begun > until:
            break
        connection.request("GET", f"/{path}", headers={"Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
        latencies.append(time.monotonic() - begun)
        statuses.append(answer.status)
    connection.close()


def read_by_many(port, cookie, seconds):
    """What many readers are answered in some seconds: statuses, and how long each took [s]."""
    statuses, latencies = [], []
    until = time.monotonic() + seconds
    threads = [
        threading.Thread(target=reading, args=(port, cookie, until, statuses, latencies))
        for _ in range(READERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses, latencies


def writing(desk, until, written):
    """Enter a report every now and then, until a time; note how each was answered."""
    origin = {"Origin": f"http://127.0.0.1:{desk.port}"}
    for number in count():
        if time.monotonic() > until:
            break
        day = f"2031-04-{number % 28 + 1:02}"
        form = {**SEEN, "says": f"Crates {number}", "when": day, "name": f"{number:032x}"}
        written.append(desk.ask("POST", "/report", urlencode(form), **origin).status)
        time.sleep(APART)


def memory(process):
    """What a process holds [byte]."""
    return int(Path(f"/proc/{process.pid}/statm").read_text().split()[1]) * os.sysconf(
        "SC_PAGESIZE"
    )


def at_99(latencies):
    """The 99th of a hundred."""
    return quantiles(latencies, n=100)[98]


def test_sixteen_readers_and_a_writer(tmp_path, monkeypatch):
    """
    No answer is a fault; each report that was answered stands on a ledger that verifies; a page
    takes about as long as a bare one of the same bytes; memory does not grow with requests.
    """
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    case = copied("strait", tmp_path)
    with served(case, "--draws", "8") as (process, link, port):
        desk = Browser(port)
        desk.log_in(link)
        page = desk.await_text("/watch", "The game expects")
        desk.await_text("/brief", 'id="page-one"')
        with bare(page, tmp_path) as other:
            _, theirs = read_by_many(other, "", SECONDS / 3)
        read_by_many(port, desk.cookie, SETTLED)
        before, written = memory(process), []
        until = time.monotonic() + SECONDS
        writer = threading.Thread(target=writing, args=(desk, until, written))
        writer.start()
        statuses, ours = read_by_many(port, desk.cookie, SECONDS)
        writer.join()
        grown = memory(process) - before

    sys.stdout.write(
        f"{len(statuses):,} pages in {SECONDS:.0f} s, {len(written)} reports; 99th of 100:"
        f" {at_99(ours):.3f} s, bare {at_99(theirs):.3f} s; {grown:,} bytes more\n"
    )
    assert set(statuses) == {200}
    assert set(written) == {303}
    assert verified(SqliteLedger(ledger_path(case))).size == len(written)
    assert at_99(ours) < LEAST + SLOW * at_99(theirs)
    assert grown < GROWTH
