"""
The desk beside a bare page: a cached page, and the first two answers to a what-if.

A server of `phaseline serve` and a bare Starlette application on the same uvicorn, which answers
with the very bytes of the desk's first page, are asked in turn over one kept connection each, so
that both are measured on the machine as it is; then each by sixteen readers at once, while one
what-if after another is worked out. Of a what-if the time is from the request to the answer that
says which way the courses go, and to the one that holds the figures of the course that page one
shows, each value asked once. Run by `make bench`; medians, the 95th of 100, and ratios to the bare
page of the same run; of what the desk spends also processor seconds, for machines are shared: the
load is told when it begins and when it ends. A large case is whole late on a busy machine: fewer
draws and a longer patience are options.
"""

import argparse
import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import chain, cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from phaseline.terms.record import record

PATIENCE = 600.0  # seconds, unless another patience is asked for
READERS = 16
PAUSE = 0.005  # seconds between two looks for an answer
DIRECTION = "Which way it goes"
FIGURES = "The course that page one of the case shows"
WATCH = ("/watch", "/beliefs", "/calibration", "/ledger", "/report")
QUICK = b"quick"  # the argument by which the worker of first answers is known
PHASELINE = (sys.executable, "-m", "phaseline")


class Reader:
    """
    Asks one server over one connection, as a browser does.

    Args:
        port: Its port.
        pid: Its process.
        patience: How long it waits for anything [second].
    """

    def __init__(self, port: int, pid: int = 0, patience: float = PATIENCE) -> None:
        self._port, self.pid, self._patience = port, pid, patience
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=patience)
        self._headers: dict[str, str] = {}

    def let_in(self, path: str) -> None:
        """Open a login link, and keep the cookie."""
        self._connection.request("GET", path)
        answer = self._connection.getresponse()
        answer.read()
        self._headers = {"Cookie": (answer.headers["Set-Cookie"] or "").partition(";")[0]}

    def another(self) -> "Reader":
        """Give a second window of the same browser: a connection of its own."""
        window = Reader(self._port, self.pid, self._patience)
        window._headers = self._headers
        return window

    def text(self, path: str, **more: str) -> str:
        """Give a page."""
        headers = {**self._headers, **more}
        try:
            return self._answer(path, headers)
        except http.client.RemoteDisconnected:  # it was quiet for longer than a server waits
            self._connection.close()
            return self._answer(path, headers)

    def _answer(self, path: str, headers: dict[str, str]) -> str:
        self._connection.request("GET", path, headers=headers)
        return self._connection.getresponse().read().decode()

    def seconds(self, path: str, words: str = "") -> float:
        """
        Give how long it takes until a page holds some words.

        Raises:
            SystemExit: It never does.
        """
        start = time.perf_counter()
        more = (
            {"HX-Request": "true"} if words in (DIRECTION, FIGURES) else {}
        )  # held until it comes
        while words not in self.text(path, **more):
            if time.perf_counter() - start > self._patience:
                raise SystemExit(f"{path}: never said {words!r} in {self._patience:.0f} seconds")
            time.sleep(PAUSE)
        return time.perf_counter() - start


@contextmanager
def desk(case: str, draws: int, patience: float) -> Iterator[Reader]:
    """
    Serve a case, and give a reader who is let in and has seen the whole first answer.

    Raises:
        SystemExit: It does not come up.
    """
    options = ("--port", "0", "--draws", str(draws))
    command = [*PHASELINE, "serve", case, *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  # our own command
        try:
            line = process.stdout.readline() if process.stdout else ""
            found = re.search(r"http://[^:]+:(\d+)(/\S+)", line)
            if found is None:
                raise SystemExit(f"{case}: no desk came up")
            reader = Reader(int(found[1]), process.pid, patience)
            reader.let_in(found[2])
            reader.seconds("/what-if", 'type="range"')
            yield reader
        finally:
            process.terminate()


@contextmanager
def bare(page: str) -> Iterator[Reader]:
    """
    Serve one page of given bytes by an application that does nothing else.

    Raises:
        SystemExit: It does not come up.
    """
    with TemporaryDirectory() as folder:
        file = Path(folder, "page.html")
        file.write_text(page, encoding="utf-8")
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = int(free.getsockname()[1])
        command = [sys.executable, __file__, "--bare", str(file), "--port", str(port)]
        with subprocess.Popen(command) as process:  # noqa: S603  # this very file
            try:
                end = time.monotonic() + PATIENCE
                while not _is_up(port):
                    if time.monotonic() > end:
                        raise SystemExit("the bare page never came up")
                yield Reader(port, process.pid)
            finally:
                process.terminate()


def _is_up(port: int) -> bool:
    """Whether somebody listens, a moment after that was asked where nobody does."""
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except OSError:
        time.sleep(0.1)
        return False
    return True


def serve_bare(file: str, port: int) -> None:
    """Serve the bare page in this process."""
    page = Path(file).read_bytes()

    async def home(_request: Request) -> Response:
        return Response(page, media_type="text/html")

    app = Starlette(routes=[Route("/", home)])
    uvicorn.run(app, port=port, log_config=None, access_log=False, ws="none", http="h11")


def slid(page: str, count: int) -> list[str]:
    """
    Give addresses of what-ifs: the first slider of a page in equal steps between its ends.

    Raises:
        SystemExit: The case has no slider.
    """
    address = re.search(r'name="address" value="([^"]+)"', page)
    ends = re.search(r'data-low="([^"]+)" data-high="([^"]+)" data-unit="([^"]*)"', page)
    if address is None or ends is None:
        raise SystemExit("the case has no slider")
    low, high = float(ends[1]), float(ends[2])
    unit = f"+{ends[3]}" if ends[3] else ""
    places = [low + (high - low) * step / (count + 1) for step in range(1, count + 1)]
    return [f"/what-if?{address[1]}={place:.6f}{unit}" for place in places]


def at_once(reader: Reader, path: str, rounds: int) -> tuple[float, list[float]]:
    """
    Ask for a page by many readers at once.

    Args:
        reader: Of whose browser each is a window.
        path: The page.
        rounds: How often each asks.

    Returns:
        How many pages came a second, and how long each took [second].
    """
    windows = [reader.another() for _ in range(READERS)]
    for window in windows:
        window.text(path)  # the connection stands
    start = time.perf_counter()
    with ThreadPoolExecutor(READERS) as pool:
        took = [*pool.map(lambda window: [window.seconds(path) for _ in range(rounds)], windows)]
    return READERS * rounds / (time.perf_counter() - start), [*chain.from_iterable(took)]


@contextmanager
def solving(reader: Reader, paths: list[str]) -> Iterator[None]:
    """Let one what-if after another be worked out, as long as the block runs."""
    window, is_over = reader.another(), threading.Event()

    def moving() -> None:
        for path in cycle(paths):
            if is_over.is_set():
                return
            window.text(path)
            is_over.wait(1.0)

    mover = threading.Thread(target=moving)
    mover.start()
    try:
        yield
    finally:
        is_over.set()
        mover.join()


def processor(pid: int) -> float:
    """Give the processor seconds that a process has spent."""
    after_name = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def quick_worker(pid: int) -> int:
    """
    Give the process that a desk lets say which way courses go.

    Raises:
        SystemExit: There is none.
    """
    for place in Path("/proc").glob("[0-9]*"):
        try:
            after_name = (place / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            words = (place / "cmdline").read_bytes().split(b"\0")
        except OSError:  # it has just ended
            continue
        if int(after_name[1]) == pid and QUICK in words:
            return int(place.name)
    raise SystemExit("the desk has no worker for quick answers")


@record
class Move:
    """
    What a moved slider took.

    Args:
        first: Until it was said which way the courses go [second].
        second: Until the figures of the course that page one shows stood there [second].
        spent_first: What the worker spent until the first answer [processor second].
        spent_second: The same until the second.
    """

    first: float
    second: float
    spent_first: float
    spent_second: float


def moved(reader: Reader, path: str) -> Move:
    """Ask for a what-if, and give what its first two answers took."""
    worker = quick_worker(reader.pid)
    before = processor(worker)
    first = reader.seconds(path, DIRECTION)
    between = processor(worker)
    second = first + reader.seconds(path, FIGURES)
    after = processor(worker)
    return Move(
        first=first, second=second, spent_first=between - before, spent_second=after - before
    )


def spent(reader: Reader, paths: Sequence[str], rounds: int) -> float:
    """Give what a server spends on a page of some that are asked in turn [processor second]."""
    for path in paths:
        reader.text(path)
    before = processor(reader.pid)
    for path in islice(cycle(paths), rounds):
        reader.text(path)
    return (processor(reader.pid) - before) / rounds


def watched(reader: Reader, rounds: int) -> tuple[float, float, float]:
    """
    Give what pages of the watch cost, and how fast sixteen readers get them.

    Returns:
        What the desk spends on one, what a bare server spends on the bytes of one [processor
        second], and how many come a second as a share of what the bare one gives.
    """
    reader.seconds("/watch", 'id="called"')
    with bare(reader.text("/watch")) as other:
        mine, theirs = spent(reader, WATCH, rounds), spent(other, ("/",), rounds)
        rate, _ = at_once(reader, "/ledger", rounds // READERS)
        other_rate, _ = at_once(other, "/", rounds // READERS)
    return mine, theirs, rate / other_rate


def late(seconds: list[float]) -> float:
    """Give the time that 95 of 100 answers do not exceed."""
    return statistics.quantiles(seconds, n=20)[-1]


def tell(name: str, seconds: list[float], beside: float) -> None:
    """Print how long one answer took, in bare pages too."""
    middle = statistics.median(seconds)
    print(
        f"{name:<18}{1000 * middle:6.0f} ms, 95 of 100 within {1000 * late(seconds):.0f} ms;"
        f" {middle / beside:,.0f} bare pages of {1000 * beside:.2f} ms"
    )


def measure(case: str, draws: int, rounds: int, moves: int, patience: float) -> None:
    """Measure, and print a line for each figure."""
    load, began = os.getloadavg()[0], time.perf_counter()
    with desk(case, draws, patience) as reader:
        whole = time.perf_counter() - began
        page, inputs = reader.text("/brief"), reader.text("/what-if")
        of_watch = watched(reader, rounds)
        with bare(page) as other:
            at_first = processor(reader.pid), processor(other.pid)
            pairs = [(reader.seconds("/brief"), other.seconds("/")) for _ in range(rounds)]
            mine, theirs = (
                (processor(side.pid) - before) / rounds
                for side, before in zip((reader, other), at_first, strict=True)
            )
            cold, *warm = [
                (moved(reader, path), other.seconds("/")) for path in slid(inputs, moves + 1)
            ]
            with solving(reader, slid(inputs, moves + 7)):
                rate, took = at_once(reader, "/brief", rounds // READERS)
                other_rate, _ = at_once(other, "/", rounds // READERS)
    cached = statistics.median(ours for ours, _ in pairs)
    plain = statistics.median(bare_one for _, bare_one in pairs)
    beside = statistics.median(theirs for _, theirs in warm)
    print(
        f"{case}, a page of {len(page.encode()):,} bytes, {draws} draws, load {load:.1f} at the"
        f" start and {os.getloadavg()[0]:.1f} at the end; whole after {whole:.0f} seconds"
    )
    print(f"bare page       {1000 * plain:8.2f} ms, {1 / plain:,.0f} a second")
    print(f"cached page     {1000 * cached:8.2f} ms, {plain / cached:.2f} of the bare page's rate;")
    print(
        f"                {1000 * mine:8.2f} ms of the server's processor, {theirs / mine:.2f} of"
        f" what a bare page leaves room for"
    )
    print(
        f"{READERS} at once     {rate:8,.0f} a second while a what-if is worked out,"
        f" {rate / other_rate:.2f} of the bare page's rate; 99 of 100 within"
        f" {1000 * statistics.quantiles(took, n=100)[-1]:.0f} ms"
    )
    print(
        f"of the watch    {1000 * of_watch[0]:8.2f} ms of the server's processor,"
        f" {of_watch[1] / of_watch[0]:.2f} of what a bare page leaves room for; {READERS} at once"
        f" {of_watch[2]:.2f} of the bare page's rate"
    )
    print(f"first what-if   {1000 * cold[0].first:8.0f} ms, while the worker may still be loading")
    tell("which way it goes", [move.first for move, _ in warm], beside)
    tell("of the processor", [move.spent_first for move, _ in warm], beside)
    tell("course shown", [move.second for move, _ in warm], beside)
    tell("of the processor", [move.spent_second for move, _ in warm], beside)


def main() -> None:
    """Read the options, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--case", default="strait")
    parser.add_argument("--draws", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=500, help="of the cached page")
    parser.add_argument("--moves", type=int, default=40, help="of a slider")
    parser.add_argument("--patience", type=float, default=PATIENCE, help="seconds for any answer")
    parser.add_argument("--bare", default="", help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, default=0, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.bare:
        serve_bare(args.bare, args.port)
    else:
        measure(args.case, args.draws, args.rounds, args.moves, args.patience)


if __name__ == "__main__":
    main()
