"""What the desk shows while answers come, fail, and are replaced."""

import asyncio

import pytest

from phaseline.web.messages import message_of, text_line
from phaseline.web.state import DeskState

READ = {"kind": "read", "id": "mini", "title": "Mini", "as_of": "1 May 2031", "hash": "aa"}


@pytest.fixture
def state():
    """A desk that has one whole answer."""
    desk = DeskState()
    desk.begin()
    for message in (READ, page("first"), {"kind": "done", "text": ""}):
        desk.note(message)
    return desk


def page(text):
    """What a worker sends of the page Brief."""
    return {"kind": "page", "name": "brief", "text": text}


def test_the_first_answer_is_shown_as_it_comes():
    """Nobody waits for the last page to read the first."""
    desk = DeskState()
    desk.begin()
    desk.note(READ)
    desk.note(page("first"))

    assert desk.answer.pages == {"brief": "first"}
    assert not desk.answer.is_whole
    assert not desk.is_stale


def test_a_new_answer_takes_the_place_of_the_old_one_when_it_is_whole(state):
    """Until then the old one is shown, and said to be of before."""
    state.begin()
    state.note({**READ, "hash": "bb"})
    state.note(page("second"))

    assert (state.answer.pages["brief"], state.is_stale) == ("first", True)

    state.note({"kind": "done", "text": ""})

    assert (state.answer.pages["brief"], state.is_stale, state.known) == ("second", False, "bb")


def test_a_broken_edit_leaves_the_last_good_answer(state):
    """It is greyed, and what is wrong is said line by line; mending it takes both away."""
    state.begin()
    state.note({"kind": "faulty", "text": "case.yaml:1:1: error\ncase.yaml:2:1: error"})

    assert state.answer.pages["brief"] == "first"
    assert state.faults == ("case.yaml:1:1: error", "case.yaml:2:1: error")
    assert state.is_stale

    state.begin()
    state.note({"kind": "same", "text": ""})

    assert (state.faults, state.is_stale) == ((), False)


def test_errors_are_gone_as_soon_as_the_files_are_read_without(state):
    """Not only when all is worked out again, which takes long; what is shown is of before."""
    state.begin()
    state.note({"kind": "faulty", "text": "case.yaml:1:1: error"})
    state.begin()

    assert state.faults == ("case.yaml:1:1: error",)  # not read again yet

    state.note({**READ, "hash": "bb"})
    state.note({"kind": "doing", "text": "solving"})

    assert (state.faults, state.is_stale) == ((), True)


def test_a_failure_is_gone_as_soon_as_the_files_are_read(state):
    """What could not be worked out is worked out again."""
    state.begin()
    state.note({"kind": "failed", "text": "there is too little memory"})
    state.begin()
    state.note({**READ, "hash": "bb"})

    assert (state.failure, state.is_stale) == ("", True)


def test_a_failure_is_told_in_its_words(state):
    """And nothing is awaited any more."""
    state.begin()
    state.note({"kind": "failed", "text": "there is too little memory"})

    assert (state.failure, state.doing) == ("there is too little memory", "")


def test_every_change_is_told_apart(state):
    """A page that was rendered before a message is rendered anew after it."""
    before = state.revision
    state.note({"kind": "doing", "text": "solving"})

    assert state.revision > before


def test_a_line_carries_any_text():
    """Line breaks and letters of all scripts come back as they were."""
    text = "one\ntwo \u2028 한국"

    line = text_line("page", text, name="brief")

    assert line.count(b"\n") == 1
    assert message_of(line) == {"kind": "page", "text": text, "name": "brief"}
    with pytest.raises(ValueError, match="no message"):
        message_of(b"[1]")


def waited(state, names, *messages):
    """What stands there when who waits for some pages goes on, after messages that come later."""

    async def whole():
        waiting = asyncio.create_task(state.part(names, 5.0))
        for message in messages:
            await asyncio.sleep(0)
            assert not waiting.done()
            state.note(message)
        async with asyncio.timeout(2.0):
            await waiting
        return dict(state.answer.pages) if state.answer else {}

    return asyncio.run(whole())


def test_who_waits_for_a_page_goes_on_as_soon_as_it_has_come():
    """What is being done, and other pages, do not end the waiting."""
    state = DeskState()
    state.begin()
    doing, other = {"kind": "doing", "text": "solving"}, {**page("one"), "name": "law"}

    assert waited(state, ["brief"], READ, doing, other, page("first"))["brief"] == "first"


def test_who_waits_goes_on_where_nothing_more_comes():
    """A failure, and an answer that is whole already, are waited for by nobody."""
    failing, whole = DeskState(), DeskState()
    for state in (failing, whole):
        state.begin()
    for message in (READ, {"kind": "done", "text": ""}):
        whole.note(message)

    assert waited(failing, ["brief"], {"kind": "failed", "text": "no memory"}) == {}
    assert waited(whole, ["brief"]) == {}


def test_nobody_waits_longer_than_is_borne():
    """[hand] A fiftieth of a second."""
    state = DeskState()
    state.begin()

    asyncio.run(asyncio.wait_for(state.part(["brief"], 0.02), 2.0))

    assert state.doing
