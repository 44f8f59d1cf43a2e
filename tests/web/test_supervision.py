"""The workers of the desk: one at a time, of which only the newest is heard."""

import asyncio
import os
import sys

from phaseline.web.messages import Order
from phaseline.web.supervision import Supervisor

# A worker that says who it is and which case it was asked for, and then waits to be told to end.
WAITS = """
import json, os, sys, time
order = json.loads(sys.stdin.readline())
print(json.dumps({"kind": "doing", "text": str(os.getpid())}), flush=True)
if order["case"] != "quick":
    time.sleep(60)
print(json.dumps({"kind": "done", "text": order["case"]}), flush=True)
"""
DIES = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"


def order(case):
    """An order of which the case alone counts."""
    return Order(case=case, sources="", draws=8)


def worker(code):
    """The command of a worker."""
    return (sys.executable, "-c", code)


def is_alive(number):
    """Whether a process is there."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_newer_order_ends_the_worker_of_the_older_one():
    """It is gone, and nothing more is heard of it; the newer one is heard to the end."""
    first, second = [], []

    async def story():
        supervisor = Supervisor(worker(WAITS))
        has_begun = asyncio.Event()

        def hear(message):
            first.append(message)
            has_begun.set()

        old = asyncio.create_task(supervisor.ask(order("slow"), hear))
        await has_begun.wait()
        await supervisor.ask(order("quick"), second.append)
        await old

    asyncio.run(asyncio.wait_for(story(), 30))

    assert [message["kind"] for message in first] == ["doing"]
    assert not is_alive(int(first[0]["text"]))
    assert second[-1] == {"kind": "done", "text": "quick"}


def test_of_orders_that_come_at_once_the_last_is_worked_out():
    """Those before it end although their workers were only starting, and leave none behind."""
    heard = {name: [] for name in ("slow", "slower", "quick")}

    async def story():
        supervisor = Supervisor(worker(WAITS))
        await asyncio.gather(*(supervisor.ask(order(name), heard[name].append) for name in heard))

    asyncio.run(asyncio.wait_for(story(), 30))

    assert heard["slow"] == heard["slower"] == []
    assert heard["quick"][-1] == {"kind": "done", "text": "quick"}


def test_a_worker_that_is_ended_from_outside_is_told_in_words():
    """What ended it, and what helps where memory ran out."""
    heard = []

    asyncio.run(Supervisor(worker(DIES)).ask(order("any"), heard.append))

    assert heard[-1]["kind"] == "failed"
    assert "ended (SIGKILL) before it was done" in heard[-1]["text"]


def test_a_worker_that_cannot_be_started_is_told_in_words():
    """No program of that name."""
    heard = []

    asyncio.run(Supervisor(("/nowhere/at/all",)).ask(order("any"), heard.append))

    assert heard == [
        {"kind": "failed", "text": "a worker could not be started: no such file or directory"}
    ]


def test_what_is_no_message_ends_as_a_failure():
    """A worker that prints something else is not believed."""
    heard = []

    asyncio.run(Supervisor(worker("print('hello')")).ask(order("any"), heard.append))

    assert [message["kind"] for message in heard] == ["failed"]
