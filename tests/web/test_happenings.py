"""What happens to a case, told in order: nothing twice, nothing lost without a word."""

import pytest

from phaseline.web.happenings import MOST_REMEMBERED, MOST_WAITING, Happenings
from phaseline.web.state import DeskState


@pytest.fixture
def happenings():
    """A desk that has just begun."""
    return Happenings()


def kinds(queue):
    """What waits in a queue."""
    return [queue.get_nowait().kind for _ in range(queue.qsize())]


def test_who_says_what_was_heard_is_told_the_rest(happenings):
    """In order, and nothing of before."""
    happenings.tell("files")
    heard = happenings.now
    happenings.tell("doing", "reading")
    happenings.tell("answer")

    assert [event.kind for event in happenings.since(heard)] == ["doing", "answer"]
    assert happenings.since(happenings.now) == []


@pytest.mark.parametrize("known", ["", "nonsense", "0000-3", "-", "a-b"])
def test_who_heard_of_another_desk_has_missed_something(happenings, known):
    """After a restart numbers begin anew: what is known does not count."""
    happenings.tell("answer")

    assert [event.kind for event in happenings.since(known)] == ["missed"]


def test_what_is_not_remembered_is_said_to_be_missed(happenings):
    """[hand] One more than is remembered has happened since: the first of them is forgotten."""
    happenings.tell("files")
    heard = happenings.now
    for _ in range(MOST_REMEMBERED):
        happenings.tell("doing")
    assert len(happenings.since(heard)) == MOST_REMEMBERED

    happenings.tell("doing")

    assert [event.kind for event in happenings.since(heard)] == ["missed"]


def test_a_listener_that_takes_nothing_holds_nothing_up(happenings):
    """Its queue is bounded: beyond that it learns that it has missed something, and goes on."""
    queue, end = happenings.listen("")
    for _ in range(5 * MOST_WAITING):
        happenings.tell("doing")

    assert queue.qsize() <= MOST_WAITING
    assert kinds(queue)[0] == "missed"
    end()
    happenings.tell("answer")
    assert queue.empty()


def test_one_slow_listener_takes_nothing_from_another(happenings):
    """What the slow one has missed the others have heard, whoever is told first."""
    slow, _ = happenings.listen("")
    quick, *others = [happenings.listen("")[0] for _ in range(6)]
    heard = []
    for _ in range(MOST_WAITING + 1):
        happenings.tell("doing")
        heard += kinds(quick)
        assert all(kinds(queue) == ["doing"] for queue in others)

    assert heard == ["doing"] * (MOST_WAITING + 1)
    assert kinds(slow) == ["missed"]


def test_a_state_tells_what_changes_it():
    """Files that are looked at anew, each step, each part, and the whole answer; or its errors."""
    told = []
    state = DeskState(lambda kind, text: told.append((kind, text)))
    state.begin()
    state.note({"kind": "doing", "text": "reading"})
    head = {"id": "mini", "title": "A strait", "as_of": "1 May 2031", "hash": "ab"}
    state.note({"kind": "read", **head})
    state.note({"kind": "page", "name": "law", "text": "<p>"})
    state.note({"kind": "done", "text": ""})
    state.note({"kind": "faulty", "text": "mini.yaml:1:1: error"})

    assert told == [
        ("files", ""), ("doing", "reading"), ("part", "law"), ("answer", ""), ("faulty", ""),
    ]  # fmt: skip
