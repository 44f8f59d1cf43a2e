"""The worker of what-ifs: one process that stays, of which only the newest order is heard."""

import asyncio
import os
import sys

from phaseline.web.messages import Order
from phaseline.web.standby import StandbyWorker

# A worker that says who it is. Of `slow` it waits for the order after it, as a real one does that
# is asked at each step; of `dies` it ends; of `once` it ends unless a file says that it has.
STAYS = """
import json, os, sys
def say(kind, text):
    print(json.dumps({"kind": kind, "text": text}), flush=True)
for line in sys.stdin:
    order = json.loads(line)
    case = order["case"]
    say("begun", str(order["generation"]))
    say("doing", str(os.getpid()))
    if case == "dies":
        os._exit(3)
    if case.startswith("/") and not os.path.exists(case):
        open(case, "w").close()
        os._exit(3)
    if case != "slow":
        say("done", case)
"""
DEAF = """
import json, os, sys, time
order = json.loads(sys.stdin.readline())
print(json.dumps({"kind": "begun", "text": str(order["generation"])}), flush=True)
print(json.dumps({"kind": "doing", "text": str(os.getpid())}), flush=True)
if order["case"] == "slow":
    time.sleep(60)
print(json.dumps({"kind": "done", "text": order["case"]}), flush=True)
sys.stdin.readline()
"""


def order(case, files="a"):
    """An order of which the case and the hash of the files count."""
    return Order(case=case, sources="", draws=8, known=files)


def asked(*orders, code=STAYS):
    """What is heard of orders that are asked one after another, and who worked them out."""

    async def story():
        worker = StandbyWorker((sys.executable, "-c", code))
        heard = [[] for _ in orders]
        for order, messages in zip(orders, heard, strict=True):
            await worker.ask(order, messages.append)
        await worker.end()
        return heard

    heard = asyncio.run(asyncio.wait_for(story(), 30))
    return heard, [int(messages[0]["text"]) for messages in heard if len(messages) > 1]


def is_alive(number):
    """Whether a process is there."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def test_one_process_answers_one_order_after_another_and_ends_with_the_desk():
    """The same process, each order to its end; afterwards it is gone."""
    heard, workers = asked(order("first"), order("second"), order("third"))

    assert [messages[-1]["text"] for messages in heard] == ["first", "second", "third"]
    assert len(set(workers)) == 1
    assert not is_alive(workers[0])


def test_other_files_are_answered_by_another_process():
    """What the one before it has kept is of files that are no more."""
    _, workers = asked(order("first"), order("second", files="b"))

    assert workers[0] != workers[1]
    assert not is_alive(workers[0])


def overtaken(code):
    """What is heard of an order under way, and of a newer one that comes meanwhile."""
    older, newer = [], []

    async def story():
        worker = StandbyWorker((sys.executable, "-c", code))
        has_begun = asyncio.Event()
        old = asyncio.create_task(
            worker.ask(order("slow"), lambda message: older.append(message) or has_begun.set())
        )
        await has_begun.wait()
        await worker.ask(order("quick"), newer.append)
        await old
        await worker.end()

    asyncio.run(asyncio.wait_for(story(), 30))
    return older, newer


def test_a_newer_order_takes_the_place_of_the_older_one():
    """Who asked the older one goes on at once, hears nothing more, and the process stays."""
    older, newer = overtaken(STAYS)

    assert [message["kind"] for message in older] == ["doing"]
    assert [message["kind"] for message in newer] == ["doing", "done"]
    assert newer[0]["text"] == older[0]["text"]


def test_a_worker_that_does_not_drop_the_older_order_is_ended(monkeypatch):
    """After a patience, here 0.2 seconds; another process answers the newer order."""
    monkeypatch.setattr("phaseline.web.standby.PATIENCE", 0.2)
    older, newer = overtaken(DEAF)

    assert newer[-1] == {"kind": "done", "text": "quick"}
    assert newer[0]["text"] != older[0]["text"]
    assert not is_alive(int(older[0]["text"]))


def test_a_worker_that_died_is_started_again(tmp_path):
    """The order that it died of is asked once more, and the next one is answered as well."""
    heard, workers = asked(order(str(tmp_path / "once")), order("next"))

    assert [message["kind"] for message in heard[0]] == ["doing", "doing", "done"]
    assert heard[0][0]["text"] != heard[0][1]["text"] == heard[1][0]["text"]
    assert len(workers) == 2


def test_a_worker_that_dies_of_an_order_is_told_in_words():
    """Twice tried: status 3 is what it ended with."""
    heard, _ = asked(order("dies"), order("next"))

    assert [message["kind"] for message in heard[0]] == ["doing", "doing", "failed"]
    assert "ended (status 3) before it was done" in heard[0][-1]["text"]
    assert heard[1][-1] == {"kind": "done", "text": "next"}


def test_a_worker_that_cannot_be_started_is_told_in_words():
    """No program of that name."""
    heard = []

    async def story():
        worker = StandbyWorker(("/nowhere/at/all",))
        await worker.ask(order("any"), heard.append)
        await worker.end()

    asyncio.run(asyncio.wait_for(story(), 30))

    assert heard == [
        {"kind": "failed", "text": "a worker could not be started: no such file or directory"}
    ]
