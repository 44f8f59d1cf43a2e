"""What goes wrong around the desk is told in words, and holds up nobody else."""

import re
import resource
import shutil
import signal
import socket
import statistics
import time
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import paperfiles
import pytest
from web.servers import Browser, served

pytestmark = pytest.mark.slow

PATIENCE = 60.0  # seconds; machines that test are shared
PROMPT = 0.3  # seconds in which a page is answered, whatever is worked out


@pytest.fixture
def case(tmp_path, phaseline):
    """A case into which a paper of six sentences was read."""
    folder = tmp_path / "mini"
    folder.mkdir()
    (folder / "case.yaml").write_text(paperfiles.CASE)
    (folder / "actors.yaml").write_text(paperfiles.ACTORS)
    paper = tmp_path / "cables.txt"
    paper.write_bytes(paperfiles.text(paperfiles.PARAGRAPHS))
    assert phaseline("read", str(paper), "--into", str(folder)).status == 0
    return folder


def let_in(link, port):
    """Somebody who was let in."""
    reader = Browser(port)
    reader.log_in(link)
    return reader


def confirmed(reader, name, says):
    """Send a confirmation of a sentence, as its page shows it."""
    page = reader.ask("GET", f"/review?at={name}").text
    stamp = re.search(r'name="stamp" value="(\w+)"', page)[1]
    exact = unescape(re.search(r'name="exact" value="([^"]*)"', page)[1])
    form = {"at": name, "says": says, "said_by": "authors", "stamp": stamp, "exact": exact}
    origin = {"Origin": f"http://127.0.0.1:{reader.port}"}
    return lambda: reader.ask("POST", "/review/confirm", body=urlencode(form).encode(), **origin)


def children(process):
    """The processes that a process has started, and those that they have."""
    descendants = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            about = path.read_text()
        except OSError:  # it has ended meanwhile
            continue
        if about.rpartition(")")[2].split()[1] == str(process):
            number = int(path.parent.name)
            descendants += [number, *children(number)]
    return descendants


def is_running(number):
    """Whether a process goes on."""
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def stream_of(reader):
    """A connection that listens to what happens, and takes nothing of it."""
    line = socket.create_connection(("127.0.0.1", reader.port), timeout=20)
    line.sendall(
        f"GET /events HTTP/1.1\r\nHost: 127.0.0.1:{reader.port}\r\n"
        f"Cookie: {reader.cookie}\r\n\r\n".encode()
    )
    assert line.recv(100).startswith(b"HTTP/1.1 200")
    return line


def until(holds):
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_a_server_that_is_asked_to_end_leaves_no_process_and_no_stream():
    """A solve goes on, and a browser listens: both end, in a sentence, with status 143."""
    with served("snapback-2025", "--draws", "512") as (process, link, port):
        reader = let_in(link, port)
        until(lambda: len(children(process.pid)) > 0)
        workers = children(process.pid)
        with stream_of(reader) as line:
            process.send_signal(signal.SIGTERM)
            _, err = process.communicate(timeout=PATIENCE)
            line.settimeout(PATIENCE)
            while line.recv(65_536):
                pass

    until(lambda: not any(map(is_running, workers)))
    assert process.returncode == 143
    assert err.splitlines()[-1].startswith("phaseline: asked to end (SIGTERM)")
    assert "Traceback" not in err


def test_a_case_that_is_deleted_meanwhile_is_told_of_until_it_is_back(case, tmp_path):
    """The last answer stays, greyed, with what is missing; nothing is written in its place."""
    with served(case, "--draws", "8") as (process, link, port):
        reader = let_in(link, port)
        reader.await_text("/brief", 'id="page-one"')
        send = confirmed(reader, "cables-0002", "They asked.")
        shutil.move(case, tmp_path / "away")

        gone = reader.await_text("/brief", "This could not be worked out")
        review = send()
        assert not case.exists()
        shutil.move(tmp_path / "away", case)
        until(lambda: "could not be worked out" not in reader.ask("GET", "/brief").text)
        back = send()
        assert process.poll() is None

    assert 'class="desk-stale"' in gone
    assert 'id="page-one"' in gone
    assert (review.status, "Traceback" in review.text) == (503, False)
    assert back.status == 303


def test_two_servers_on_one_case_write_nothing_twice(case):
    """The second reads what the first has written, shows it, and goes on with the next sentence."""
    with (
        served(case, "--draws", "8") as (_, first_link, first_port),
        served(case, "--draws", "8") as (_, second_link, second_port),
    ):
        first, second = let_in(first_link, first_port), let_in(second_link, second_port)
        sends = [confirmed(reader, "cables-0002", "They asked.") for reader in (first, second)]
        statuses = [send().status for send in sends]
        other = confirmed(second, "cables-0003", "There are some.")().status

    facts = (case / "facts.yaml").read_text()
    assert (statuses, other) == ([303, 409], 303)
    assert [facts.count(f"id: cables-000{number}") for number in (2, 3)] == [1, 1]


def test_a_disk_that_takes_no_more_is_told_of_and_all_stays(case):
    """
    No file may grow beyond ten bytes, so that a write ends in its middle: the confirmation is
    refused with what the system says, and every file is as before; with room it is written.
    """
    before = {path.name: path.read_bytes() for path in case.iterdir()}
    with served(case, "--draws", "8") as (process, link, port):
        reader = let_in(link, port)
        send = confirmed(reader, "cables-0002", "They asked.")
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (10, resource.RLIM_INFINITY))
        answer = send()
        resource.prlimit(
            process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        )
        after = {path.name: path.read_bytes() for path in case.iterdir()}
        assert send().status == 303

    assert answer.status == 503
    assert "cannot be written" in unescape(answer.text)
    assert after == before


def test_other_pages_are_answered_while_one_solves_and_others_dawdle(case):
    """
    A solve goes on, three clients send half a request each, and one listens without reading: a
    page takes no more than 0.3 seconds all the same [median of 40].
    """
    with served("snapback-2025", "--draws", "2048") as (process, link, port):
        reader = let_in(link, port)
        reader.await_text("/law", "<h1>")
        until(lambda: children(process.pid))
        slow = [socket.create_connection(("127.0.0.1", port), timeout=20) for _ in range(3)]
        for line in slow:
            line.sendall(f"POST /review/confirm HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n".encode())
        slow.append(stream_of(reader))
        times = []
        for number in range(40):
            began = time.monotonic()
            assert reader.ask("GET", ("/law", "/review", "/work")[number % 3]).status == 200
            times.append(time.monotonic() - began)
        for line in slow:
            line.close()

    assert statistics.median(times) < PROMPT
