"""A thousand browsers on the stream of one desk, some of which take nothing: what each hears."""

import asyncio
import json
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from statistics import quantiles

import pytest
from depth import IS_SOAK

pytestmark = pytest.mark.slow

MANY = 1_000 if IS_SOAK else 60  # browsers, of which one in ten takes nothing
EVENTS, APART = 20, 1.0 if IS_SOAK else 0.05  # so many, so many seconds from one to the next
FILLING = "x" * 8_000  # of an event: twenty of them are more than what lies between two sockets
ROOM = 8_192  # bytes that lie between them on either side, at least
SLOW = 5.0  # times what a bare server takes, at the 99th of 100; and a tenth of a second
LEAST = 0.1  # seconds
FORGOTTEN = 30.0  # seconds after which who takes nothing is let go
MEMORY = 100_000_000  # bytes
SERVER = """
import asyncio, resource, socket, sys, time
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from phaseline.web import streams
from phaseline.web.happenings import Happenings
from phaseline.web.server import run_server

happenings, bare = Happenings(), []

class Bare:
    async def __call__(self, scope, receive, send):
        start = {"status": 200, "headers": [(b"content-type", b"text/event-stream")]}
        await send({"type": "http.response.start", **start})
        await send({"type": "http.response.body", "body": b"retry: 1\\n\\n", "more_body": True})
        bare.append(send)
        while (await receive())["type"] != "http.disconnect":
            pass

async def tell(request):
    text = f"{time.monotonic_ns()} " + request.query_params["filling"]
    happenings.tell("watch", text)
    line = streams.Happening(id="0-0", kind="watch", text=text).line
    part = ("data: " + line + "\\n\\n").encode()
    for send in bare:
        await send({"type": "http.response.body", "body": part, "more_body": True})
    return PlainTextResponse(happenings.now)

def about(request):
    pages = int(open("/proc/self/statm").read().split()[1])
    return PlainTextResponse(f"{happenings.listeners + len(bare)} {pages * resource.getpagesize()}")


app = Starlette(routes=[
    Route("/tell", tell), Route("/about", about), Route("/bare", Bare()),
    *streams.Streams(happenings, most=int(sys.argv[1])).routes(),
])
listener = socket.create_server(("127.0.0.1", 0), backlog=2_000)
listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, int(sys.argv[2]))
print(listener.getsockname()[1], flush=True)
run_server(app, listener)
"""


@contextmanager
def streaming():
    """A server of streams as a process of its own: its port."""
    command = [sys.executable, "-c", SERVER, str(MANY + 50), str(ROOM)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        yield int(process.stdout.readline())
    finally:
        process.kill()
        process.communicate()


async def asked(port, path):
    """The body of an answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    text = (await reader.read()).decode()
    writer.close()
    return text.partition("\r\n\r\n")[2]


async def opened(port, path, room=0):
    """A connection on which a stream was asked for; with little room where it takes nothing."""
    plug = socket.socket()
    if room:
        plug.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
    plug.setblocking(False)
    await asyncio.get_running_loop().sock_connect(plug, ("127.0.0.1", port))
    request = f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    await asyncio.get_running_loop().sock_sendall(plug, request)
    return plug


async def heard(plug, latencies, ids):
    """Hear a stream until it ends: the id of each event, and how long it was under way [s]."""
    reader, writer = await asyncio.open_connection(sock=plug, limit=2**20)
    try:
        while line := await reader.readline():
            if line.startswith(b"data: "):
                now = time.monotonic_ns()
                event = json.loads(line[6:])
                ids.append(event["id"])
                sent = event["text"].partition(" ")[0]
                latencies.append((now - int(sent)) / 1e9 if sent else 0.0)
    finally:
        writer.close()


async def listeners_are(port, enough, seconds):
    """How many listen and what the server holds, as soon as that is enough, or after a time."""
    listeners, memory = 0, 0
    for _ in range(int(seconds * 10)):
        listeners, memory = map(int, (await asked(port, "/about")).split())
        if enough(listeners):
            break
        await asyncio.sleep(0.1)
    return listeners, memory


async def until_each_has(ids, count):
    """Wait until each has heard so much, a minute at most."""
    for _ in range(600):
        if all(len(mine) >= count for mine in ids):
            break
        await asyncio.sleep(0.1)


async def scene(port, path, *, stuck):
    """Everybody listens, events come: latencies, the ids that each heard, and the server after."""
    latencies, ids = [], [[] for _ in range(MANY - stuck)]
    plugs = [await opened(port, path) for _ in range(MANY - stuck)]
    idle = [await opened(port, path, room=ROOM) for _ in range(stuck)]
    listening = [
        asyncio.create_task(heard(plug, latencies, mine))
        for plug, mine in zip(plugs, ids, strict=True)
    ]
    await listeners_are(port, lambda count: count >= MANY, 60)
    for _ in range(EVENTS):
        await asked(port, f"/tell?filling={FILLING}")
        await asyncio.sleep(APART)
    await until_each_has(ids, EVENTS)
    listeners, memory = await listeners_are(port, lambda count: count <= MANY - stuck, FORGOTTEN)
    for task in listening:
        task.cancel()
    await asyncio.gather(*listening, return_exceptions=True)
    for plug in idle:
        plug.close()
    return latencies, ids, listeners, memory


def at_99(latencies):
    """The 99th of a hundred."""
    return quantiles(latencies, n=100)[98]


def test_everybody_who_listens_hears_everything_in_time():
    """
    Each event reaches each who takes it, in order and once, about as soon as from a bare server;
    who takes nothing is let go, and costs the others nothing; memory stays small.
    """
    with streaming() as port:
        bare, *_ = asyncio.run(scene(port, "/bare", stuck=0))
    with streaming() as port:
        latencies, ids, listeners, memory = asyncio.run(scene(port, "/events", stuck=MANY // 10))

    sys.stdout.write(
        f"99th of 100: {at_99(latencies):.3f} s, bare {at_99(bare):.3f} s; {memory:,} bytes\n"
    )
    numbers = [[int(name.rpartition("-")[2]) for name in mine] for mine in ids]
    assert all(mine == list(range(1, EVENTS + 1)) for mine in numbers)
    assert at_99(latencies) < LEAST + SLOW * at_99(bare)
    assert listeners == MANY - MANY // 10
    assert memory < MEMORY


def test_who_comes_back_hears_what_came_meanwhile_and_nothing_twice():
    """[hand] Three events, gone for two, back for one: after the third come the fourth to sixth."""

    async def story(port):
        first, second = [], []
        task = asyncio.create_task(heard(await opened(port, "/events"), [], first))
        await told(port, 3, first, 3)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await told(port, 2, [], 0)
        again = await opened(port, f"/events?after={first[-1]}")
        task = asyncio.create_task(heard(again, [], second))
        await told(port, 1, second, 3)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return [*first, *second]

    async def told(port, count, ids, until):
        if until and not ids:
            await listeners_are(port, lambda listening: listening > 0, 20)
        for _ in range(count):
            await asked(port, "/tell?filling=x")
        await until_each_has([ids], until)

    with streaming() as port:
        names = asyncio.run(story(port))
    assert [int(name.rpartition("-")[2]) for name in names] == [1, 2, 3, 4, 5, 6]


def test_after_a_restart_who_comes_back_hears_that_something_was_missed():
    """The new desk counts anew: the id of the old one is none of its own."""

    async def first(port):
        return await asked(port, "/tell?filling=x")

    async def missed(port, known):
        return json.loads(await asked(port, f"/events/since?after={known}"))

    with streaming() as port:
        known = asyncio.run(first(port))
    with streaming() as port:
        answer = asyncio.run(missed(port, known))

    assert [event["kind"] for event in answer["happenings"]] == ["missed"]
