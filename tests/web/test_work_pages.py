"""What is being worked out: shown with how far it is, and stopped by hand."""

import asyncio
import sys
import time
from pathlib import Path

import pytest

from phaseline.web.case_work import GONE, STOPPED, CaseWork
from phaseline.web.state import DeskState
from phaseline.web.supervision import Supervisor
from phaseline.web.what_ifs import QUICK, Served, WhatIfs
from phaseline.web.work_pages import progress_of

PATIENCE = 30.0  # seconds; machines that test are shared
# A worker that says what it does, notes that it lives, and goes on for an hour.
BUSY = """
import json, os, sys, time
order = json.loads(sys.stdin.readline())
open("-".join(sys.argv[1:]), "w").write(str(os.getpid()))
for message in (
    {"kind": "begun", "text": str(order["generation"])},
    {"kind": "doing", "text": "asked 3 of 12 courses"},
):
    print(json.dumps(message), flush=True)
time.sleep(3600)
"""


def busy(note):
    """The command of a worker that goes on for an hour."""
    return (sys.executable, "-c", BUSY, str(note))


async def until(holds):
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        await asyncio.sleep(0.02)


def is_gone(note):
    """Whether the worker that noted its number has ended."""
    try:
        about = Path(f"/proc/{note.read_text()}/stat").read_text(encoding="utf-8")
        return about.split(")")[-1].split()[0] == "Z"
    except FileNotFoundError:
        return True


def work_of(tmp_path):
    """What works out a case of which only the files are looked at."""
    case, note = tmp_path / "mini.yaml", tmp_path / "note"
    case.write_text("id: mini\n", encoding="utf-8")
    state = DeskState()
    served = Served(case=str(case), sources="", draws=8)
    return CaseWork(case, served, state, Supervisor(busy(note))), state, note


@pytest.mark.parametrize(
    ("doing", "done", "parts"),
    [("asked 3 of 12 courses", 3, 12), ("played 1,024 of 2,048", 1024, 2048), ("asking", 0, 0)],
)
def test_how_far_it_is_is_what_the_worker_says(doing, done, parts):
    """Where it counts; otherwise that it goes on."""
    state = DeskState()
    state.note({"kind": "doing", "text": doing})

    progress = progress_of(state)

    assert (progress.doing, progress.done, progress.parts) == (doing, done, parts)


def test_a_case_is_stopped_at_once_and_begun_again_by_hand(tmp_path):
    """The worker is gone, the reader is told who stopped it, and begun again it is worked out."""

    async def scene():
        work, state, note = work_of(tmp_path)
        work.begin()
        await until(lambda: state.doing == "asked 3 of 12 courses")
        await work.stop()
        stopped = (state.doing, state.failure, is_gone(note))
        await asyncio.sleep(0.1)  # what the worker's end says is not heard
        assert state.failure == STOPPED
        note.unlink()
        work.begin()
        await until(lambda: state.doing == "asked 3 of 12 courses")
        await work.end()
        return stopped

    assert asyncio.run(scene()) == ("", STOPPED, True)


def test_a_case_that_was_moved_away_is_told_of_at_once(tmp_path):
    """
    No worker has to find that out: what was wrong with its files is told no more, and where it is
    back it is worked out again.
    """

    async def scene():
        work, state, note = work_of(tmp_path)
        case = tmp_path / "mini.yaml"
        following = asyncio.create_task(work.follow())
        await until(lambda: state.doing == "asked 3 of 12 courses")
        state.note({"kind": "faulty", "text": "mini.yaml:1:1: error"})
        case.rename(tmp_path / "away")
        await until(lambda: state.failure)
        gone = (state.failure == GONE.format(where=case), state.faults, is_gone(note))
        note.unlink()
        (tmp_path / "away").rename(case)
        await until(lambda: state.doing == "asked 3 of 12 courses")
        following.cancel()
        await work.end()
        return gone

    assert asyncio.run(scene()) == (True, (), True)


def test_what_is_done_is_not_stopped(tmp_path):
    """Nothing is being worked out: nothing is said to have been stopped."""

    async def scene():
        work, state, _ = work_of(tmp_path)
        state.note({"kind": "same", "text": ""})
        await work.stop()
        return state.failure

    assert asyncio.run(scene()) == ""


def test_what_was_asked_is_stopped_and_asked_again_begun_anew(tmp_path):
    """
    It is told once that it was stopped, and both who work on it are gone; the next look begins it,
    and another is not held up.
    """
    note = tmp_path / "note"
    quick = tmp_path / f"note-{QUICK}"

    async def scene():
        what_ifs = WhatIfs(busy(note), Served(case="mini", sources="", draws=8))
        state = what_ifs.state({"assumptions.a.best": "1"}, "ab")
        await until(lambda: state.doing == "asked 3 of 12 courses" and quick.exists())
        assert what_ifs.running is state
        await what_ifs.stop()
        assert (state.doing, state.failure, what_ifs.running) == ("", STOPPED, None)
        assert is_gone(note)
        assert is_gone(quick)
        assert what_ifs.state({"assumptions.a.best": "1"}, "ab") is state
        again = what_ifs.state({"assumptions.a.best": "1"}, "ab")
        await until(lambda: again.doing == "asked 3 of 12 courses")
        await what_ifs.end()

    asyncio.run(scene())
