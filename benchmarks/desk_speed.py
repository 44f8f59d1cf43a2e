"""
The desk beside a bare page: a cached page, and the first answer to a what-if.

A server of `phaseline serve` and a bare Starlette application on the same uvicorn, which answers
with the very bytes of the desk's first page, are asked in turn over one kept connection each, so
that both are measured on the machine as it is; then each by sixteen readers at once, while one
what-if after another is worked out. Of a what-if the time is from the request to the
first page that says which way the courses go, each value asked once. Run by `make bench`; medians,
the 95th of 100, and ratios to the bare page of the same run.
"""

import argparse
import http.client
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import chain, cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

PATIENCE = 600.0  # seconds
READERS = 16
PAUSE = 0.005  # seconds between two looks for an answer
DIRECTION = "Which way it goes"
PHASELINE = (sys.executable, "-m", "phaseline")


class Reader:
    """
    Asks one server over one connection, as a browser does.

    Args:
        port: Its port.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._headers: dict[str, str] = {}

    def let_in(self, path: str) -> None:
        """Open a login link, and keep the cookie."""
        self._connection.request("GET", path)
        answer = self._connection.getresponse()
        answer.read()
        self._headers = {"Cookie": (answer.headers["Set-Cookie"] or "").partition(";")[0]}

    def another(self) -> "Reader":
        """Give a second window of the same browser: a connection of its own."""
        window = Reader(self._port)
        window._headers = self._headers
        return window

    def text(self, path: str) -> str:
        """Give a page."""
        self._connection.request("GET", path, headers=self._headers)
        return self._connection.getresponse().read().decode()

    def seconds(self, path: str, words: str = "") -> float:
        """
        Give how long it takes until a page holds some words.

        Raises:
            SystemExit: It never does.
        """
        start = time.perf_counter()
        while words not in self.text(path):
            if time.perf_counter() - start > PATIENCE:
                raise SystemExit(f"{path}: never said {words!r}")
            time.sleep(PAUSE)
        return time.perf_counter() - start


@contextmanager
def desk(case: str, draws: int) -> Iterator[Reader]:
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
            reader = Reader(int(found[1]))
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
                yield Reader(port)
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

    def moved() -> None:
        for path in cycle(paths):
            if is_over.is_set():
                return
            window.text(path)
            is_over.wait(1.0)

    mover = threading.Thread(target=moved)
    mover.start()
    try:
        yield
    finally:
        is_over.set()
        mover.join()


def late(seconds: list[float]) -> float:
    """Give the time that 95 of 100 answers do not exceed."""
    return statistics.quantiles(seconds, n=20)[-1]


def measure(case: str, draws: int, rounds: int, moves: int) -> None:
    """Measure, and print a line for each figure."""
    with desk(case, draws) as reader:
        page, inputs = reader.text("/brief"), reader.text("/what-if")
        with bare(page) as other:
            pairs = [(reader.seconds("/brief"), other.seconds("/")) for _ in range(rounds)]
            cold, *warm = [
                (reader.seconds(path, DIRECTION), other.seconds("/"))
                for path in slid(inputs, moves + 1)
            ]
            with solving(reader, slid(inputs, moves + 7)):
                rate, took = at_once(reader, "/brief", rounds // READERS)
                other_rate, _ = at_once(other, "/", rounds // READERS)
    cached = statistics.median(mine for mine, _ in pairs)
    plain = statistics.median(theirs for _, theirs in pairs)
    first = [mine for mine, _ in warm]
    beside = statistics.median(theirs for _, theirs in warm)
    print(f"{case}, a page of {len(page.encode()):,} bytes, {draws} draws")
    print(f"bare page       {1000 * plain:8.2f} ms, {1 / plain:,.0f} a second")
    print(f"cached page     {1000 * cached:8.2f} ms, {plain / cached:.2f} of the bare page's rate")
    print(
        f"{READERS} at once     {rate:8,.0f} a second while a what-if is worked out,"
        f" {rate / other_rate:.2f} of the bare page's rate; 99 of 100 within"
        f" {1000 * statistics.quantiles(took, n=100)[-1]:.0f} ms"
    )
    print(f"first what-if   {1000 * cold[0]:8.0f} ms, while the worker may still be loading")
    print(
        f"later what-ifs  {1000 * statistics.median(first):8.0f} ms, 95 of 100 within"
        f" {1000 * late(first):.0f} ms; {statistics.median(first) / beside:,.0f} bare pages"
        f" of {1000 * beside:.2f} ms meanwhile"
    )


def main() -> None:
    """Read the options, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--case", default="strait")
    parser.add_argument("--draws", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=500, help="of the cached page")
    parser.add_argument("--moves", type=int, default=40, help="of a slider")
    parser.add_argument("--bare", default="", help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, default=0, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.bare:
        serve_bare(args.bare, args.port)
    else:
        measure(args.case, args.draws, args.rounds, args.moves)


if __name__ == "__main__":
    main()
