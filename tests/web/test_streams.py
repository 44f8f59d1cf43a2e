"""The stream of what happens: what a browser is sent, and when it ends."""

import asyncio
import json
from types import SimpleNamespace

import pytest

from phaseline.web import streams
from phaseline.web.happenings import Happenings
from phaseline.web.streams import EventStream


async def listened(happenings, known="", *, send, deed, receive=None):
    """Open a stream, do something meanwhile, and give the stream that goes on."""

    async def waiting():
        await asyncio.Event().wait()

    stream = EventStream(happenings, known)
    going = asyncio.create_task(stream({"type": "http"}, receive or waiting, send))
    await asyncio.sleep(0.01)
    await deed()
    await asyncio.sleep(0.05)
    return going


def heard(sent):
    """The events of what was sent, without what only keeps the stream open."""
    text = b"".join(message.get("body", b"") for message in sent).decode()
    lines = [line.removeprefix("data: ") for line in text.splitlines() if line.startswith("data: ")]
    return [json.loads(line)["kind"] for line in lines]


def test_a_browser_hears_what_came_before_it_and_what_comes():
    """Once each, with an id by which it goes on later."""
    happenings, sent = Happenings(), []
    happenings.tell("files")
    known = happenings.now
    happenings.tell("doing")

    async def send(message):
        sent.append(message)

    async def deed():
        happenings.tell("answer")

    async def scene():
        going = await listened(happenings, known, send=send, deed=deed)
        going.cancel()

    asyncio.run(scene())

    headers = dict(sent[0]["headers"])
    assert headers[b"content-type"].startswith(b"text/event-stream")
    assert b"content-length" not in headers
    assert heard(sent) == ["doing", "answer"]
    assert f"id: {happenings.now}\n" in sent[-1]["body"].decode()


def test_a_quiet_stream_says_that_it_is_there(monkeypatch):
    """A remark that no event is made of."""
    monkeypatch.setattr(streams, "HEARTBEAT", 0.01)
    sent = []

    async def send(message):
        sent.append(message)

    async def scene():
        going = await listened(Happenings(), send=send, deed=lambda: asyncio.sleep(0.05))
        going.cancel()

    asyncio.run(scene())

    assert any(message.get("body") == b": still here\n\n" for message in sent)
    assert heard(sent) == []


def test_a_stream_ends_when_the_browser_is_gone():
    """And is told of nothing any more."""
    happenings = Happenings()

    async def send(_message):
        pass

    async def gone():
        await asyncio.sleep(0.02)
        return {"type": "http.disconnect"}

    async def scene():
        going = await listened(
            happenings, send=send, receive=gone, deed=lambda: asyncio.sleep(0.05)
        )
        assert going.done()

    asyncio.run(scene())

    assert happenings.listeners == 0


def test_a_browser_that_takes_nothing_is_let_go(monkeypatch):
    """After its time it is no listener; the desk goes on."""
    monkeypatch.setattr(streams, "SLOWEST", 0.02)
    happenings = Happenings()

    async def stuck(message):
        if message["type"] == "http.response.body":
            await asyncio.Event().wait()

    async def scene():
        going = await listened(happenings, send=stuck, deed=lambda: asyncio.sleep(0.1))
        assert going.done()
        assert going.exception() is None

    asyncio.run(scene())

    assert happenings.listeners == 0


@pytest.mark.parametrize("count", [0, 3])
def test_streams_are_bounded(count, monkeypatch):
    """Whoever comes beyond the most that there are is refused before anything is sent."""
    monkeypatch.setattr(streams, "MOST_STREAMS", count)
    happenings = Happenings()
    for _ in range(count):
        happenings.listen("")
    asked = SimpleNamespace(method="GET", headers={}, scope={"query_string": b""})

    with pytest.raises(streams.Refused, match="too many streams"):
        asyncio.run(streams.Streams(happenings).stream(asked))


def test_a_stream_that_breaks_at_its_start_loses_nothing():
    """
    Who comes back is first told the id that it named: broken off before what came meanwhile has
    been sent, it names that id again, and hears all of it.
    """
    happenings, sent = Happenings(), []
    happenings.tell("files")
    known = happenings.now
    happenings.tell("answer")

    async def send(message):
        sent.append(message)

    async def scene():
        going = await listened(happenings, known, send=send, deed=lambda: asyncio.sleep(0.05))
        going.cancel()

    asyncio.run(scene())

    first = next(message["body"] for message in sent if message.get("body"))
    assert f"id: {known}\n".encode() in first
    assert heard(sent) == ["answer"]


def test_what_is_no_id_is_not_sent_back():
    """Whatever an address says was heard last, the stream says nothing in its words."""
    sent = []

    async def send(message):
        sent.append(message)

    async def scene():
        known = "0\ndata: {}\n\n"
        going = await listened(Happenings(), known, send=send, deed=lambda: asyncio.sleep(0.05))
        going.cancel()

    asyncio.run(scene())

    assert heard(sent) == ["missed"]
