"""Whose what-if is worked out when several are asked: nobody waits for ever."""

import asyncio
import sys
import time

import pytest

from phaseline.web.what_ifs import Served, WhatIfs

# A worker that takes ten steps of 0.04 seconds for each order, and drops it when a newer one waits,
# as a real one does; of a what-if that names `falls` it says that it failed.
STEPS = """
import json, os, queue, sys, threading, time
orders = queue.Queue()
def hear():
    for line in sys.stdin:
        orders.put(json.loads(line))
    os._exit(0)
threading.Thread(target=hear, daemon=True).start()
def say(kind, text):
    print(json.dumps({"kind": kind, "text": text}), flush=True)
while True:
    order = orders.get()
    say("begun", str(order["generation"]))
    for step in range(10):
        say("doing", f"step {step}")
        time.sleep(0.04)
        if not orders.empty():
            break
    else:
        falls = "assumptions.falls.best" in order["changes"]
        say(*(("failed", "the shelf fell") if falls else ("same", "")))
"""
# A worker for quick answers says one at once, and one for all of it says again which case it is.
BOTH = """
import json, sys, time
READ = {"kind": "read", "id": "x", "title": "X", "as_of": "1 May 2031", "hash": "files"}
def say(**message):
    print(json.dumps({"text": "", **message}), flush=True)
for line in sys.stdin:
    order = json.loads(line)
    say(kind="begun", text=str(order["generation"]))
    if "quick" in sys.argv:
        assert order["is_quick"] and not order["has_quick"]
        say(**READ)
        say(kind="page", name="direction", text="more")
        say(kind="failed", text="of no account")
        continue
    assert order["has_quick"] and not order["is_quick"]
    time.sleep(0.4)
    say(**READ)
    say(kind="page", name="page-one", text="all")
    say(kind="done")
"""
LOOK = 0.1  # seconds between two looks of a page: four within the time that one what-if takes
PATIENCE = 20.0  # seconds
ONE, OTHER = {"assumptions.one.best": "1"}, {"assumptions.other.best": "1"}


def played(story, worker=STEPS):
    """What comes of a story about the what-ifs of one case."""

    async def whole():
        what_ifs = WhatIfs((sys.executable, "-c", worker), Served(case="x", sources="", draws=8))
        try:
            return await asyncio.wait_for(story(what_ifs), PATIENCE)
        finally:
            await what_ifs.end()

    return asyncio.run(whole())


async def looked_at(what_ifs, *all_changes):
    """The what-ifs, looked at in turn as pages do that are open, until each is worked out."""
    end = time.monotonic() + PATIENCE / 2
    while True:
        states = [what_ifs.state(changes, "files") for changes in all_changes]
        if not any(state.doing for state in states):
            return states
        assert time.monotonic() < end, [state.doing for state in states]
        await asyncio.sleep(LOOK)


def test_two_open_pages_are_both_answered():
    """Each looks again while the other is worked out; [hand] 0.4 seconds are four looks."""
    states = played(lambda what_ifs: looked_at(what_ifs, ONE, OTHER))

    assert [(state.doing, state.failure) for state in states] == [("", ""), ("", "")]


def test_what_waits_says_that_another_comes_first():
    """The newer one is worked out; to look at the older one changes nothing of that."""

    async def story(what_ifs):
        first = what_ifs.state(ONE, "files")
        second = what_ifs.state(OTHER, "files")
        looked = what_ifs.state(ONE, "files")
        return first, second, looked

    first, second, looked = played(story)

    assert looked is first
    assert first.doing == "another what-if comes first"
    assert second.doing == "reading and checking the case"


def test_what_nobody_has_asked_for_is_not_begun_by_a_look():
    """A study is shown where it was asked for; broken off, it is taken up again by a look."""
    asked = {"page": "study", "draws": "8"}

    async def story(what_ifs):
        nothing = what_ifs.asked_before(ONE, "files", question=asked)
        is_idle = what_ifs.running is None
        begun = what_ifs.state(ONE, "files", question=asked)
        return nothing, is_idle, begun is what_ifs.asked_before(ONE, "files", question=asked)

    assert played(story) == (None, True, True)


def test_who_moves_back_is_answered_before_who_waits():
    """A move is a reader's newest wish, also to a what-if that was broken off."""

    async def story(what_ifs):
        what_ifs.state(ONE, "files")
        second = what_ifs.state(OTHER, "files")
        back = what_ifs.state(ONE, "files", is_move=True)
        return second, back

    second, back = played(story)

    assert second.doing == "another what-if comes first"
    assert back.doing == "reading and checking the case"


@pytest.mark.parametrize("seconds", [0.0, 0.2])
def test_a_rehearsal_takes_no_place(seconds):
    """While a what-if is worked out, or its worker still starts, the case alone may be opened."""

    async def story(what_ifs):
        what_ifs.state(ONE, "files")
        await asyncio.sleep(seconds)
        what_ifs.prepare("files")
        return await looked_at(what_ifs, ONE)

    (state,) = played(story)

    assert (state.doing, state.failure) == ("", "")


def test_a_failure_is_told_once_and_then_asked_again():
    """What came in the way may be gone: who asks again is not told the old failure for ever."""
    changes = {"assumptions.falls.best": "1"}

    async def story(what_ifs):
        (told,) = await looked_at(what_ifs, changes)
        return told.failure, what_ifs.state(changes, "files").doing

    assert played(story) == ("the shelf fell", "reading and checking the case")


def test_what_was_asked_of_late_is_remembered():
    """The latest first, each once; who only looks again changes no order."""

    async def story(what_ifs):
        await looked_at(what_ifs, ONE)
        await looked_at(what_ifs, OTHER)
        what_ifs.state(ONE, "files")
        looked = what_ifs.seen("")
        what_ifs.state(ONE, "files", is_move=True)
        what_ifs.state({}, "files", question={"page": "why"})
        return looked, what_ifs.seen("")

    assert played(story) == ((OTHER, ONE), (ONE, OTHER))


def test_each_browser_has_a_history_of_its_own():
    """What another has asked is answered from what is known, and is new to who asks it."""

    async def story(what_ifs):
        await looked_at(what_ifs, ONE)
        what_ifs.state(OTHER, "files", browser="first")
        what_ifs.state(ONE, "files", browser="second")
        return tuple(what_ifs.seen(browser) for browser in ("", "first", "second", "third"))

    assert played(story) == ((ONE,), (OTHER,), (ONE,), ())


def test_the_quick_answer_comes_from_a_worker_of_its_own():
    """It is there before the other worker has said a word, and stays when that says which case."""

    async def story(what_ifs):
        state = what_ifs.state(ONE, "files")
        await state.part(["direction"], PATIENCE / 2)
        first = dict(state.answer.pages), bool(state.doing)
        await looked_at(what_ifs, ONE)
        return first, dict(state.answer.pages), state.failure

    first, last, failure = played(story, BOTH)

    assert first == ({"direction": "more"}, True)
    assert (last, failure) == ({"direction": "more", "page-one": "all"}, "")
