"""
Files that a command writes: all or none, never those of two runs together, with the permissions
that the user gives.
"""

import os
import signal
import subprocess
import sys
import threading
from contextlib import nullcontext
from pathlib import Path

import pytest

from phaseline.cli import writing
from phaseline.cli.writing import write_folder, write_together
from phaseline.errors import EngineError, QuestionError

PAIR = ("brief.html", "answer.json")
LOOP = """
import sys; from pathlib import Path; from phaseline.cli.writing import write_together
files = {name: sys.argv[2] * 20_000 for name in ("brief.html", "answer.json")}
for number in range(150): write_together(Path(sys.argv[1]), files)
"""


# Without links the first file is renamed too, which then is the second renaming; with them there is
# one of each. The third file that is opened, and the first that is replaced, is the plan.
SPARED = {
    ("os.link", 1),
    ("os.link", 2),
    ("os.link", 3),
    ("pathlib.Path.rename", 2),
    ("pathlib.Path.rename", 3),
}
KILLED = """
import os, sys; from pathlib import Path; from phaseline.cli.writing import write_together
steps = []
def dying(whole):
    def step(*words, **more):
        steps.append(words)
        if len(steps) > int(sys.argv[2]):
            os.kill(os.getpid(), 9)
        return whole(*words, **more)
    return step
for owner, name in ((os, "link"), (Path, "rename"), (Path, "replace"), (Path, "unlink")):
    setattr(owner, name, dying(getattr(owner, name)))
write_together(Path(sys.argv[1]), {"brief.html": "new", "answer.json": "new"})
"""


def pair(text):
    """The two files of a run, of one text."""
    return dict.fromkeys(PAIR, text)


def held(folder):
    """What a folder holds, hidden files included."""
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


@pytest.fixture
def folder(tmp_path):
    """A folder in which a run has written, and which holds something of the user's own."""
    write_together(tmp_path / "out", pair("old"))
    (tmp_path / "out" / "notes.txt").write_text("mine", encoding="utf-8")
    return tmp_path / "out"


def test_a_new_folder_appears_with_all_its_files(tmp_path):
    """And with nothing else, whatever lay on the way to it."""
    places = write_together(tmp_path / "way" / "out", pair("new"))

    assert places == tuple(tmp_path / "way" / "out" / name for name in PAIR)
    assert held(tmp_path / "way" / "out") == pair("new")
    assert [path.name for path in tmp_path.iterdir()] == ["way"]


def test_a_run_replaces_the_files_of_another(folder):
    """Both of them, and nothing of the user's own."""
    write_together(folder, pair("new"))

    assert held(folder) == {**pair("new"), "notes.txt": "mine"}


@pytest.mark.parametrize(
    "failing", ["os.link", "pathlib.Path.rename", "pathlib.Path.replace", "os.open"]
)
@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_fault_brings_back_what_was_there(folder, monkeypatch, failing, at):
    """
    Whichever step fails, at the first file or at the second: both old files, or both new ones, and
    nothing beside them.
    """
    owner, _, name = failing.rpartition(".")
    kind = {"os": os, "pathlib.Path": Path}[owner]
    whole, calls = getattr(kind, name), []

    def broken(*words, **more):
        calls.append(words)
        is_own = name != "open" or ".phaseline" in str(words[0])
        if is_own and sum(name != "open" or ".phaseline" in str(call[0]) for call in calls) == at:
            raise OSError(28, "No space left on device")
        return whole(*words, **more)

    monkeypatch.setattr(kind, name, broken)
    is_spared = (failing, at) in SPARED
    with (
        nullcontext()
        if is_spared
        else pytest.raises(EngineError, match=r"^--out: .*: no space left on device")
    ):
        write_together(folder, pair("new"))
    monkeypatch.undo()

    assert held(folder) == {**pair("new" if is_spared else "old"), "notes.txt": "mine"}


def test_an_interrupt_waits_until_both_files_stand(folder, monkeypatch):
    """It comes in the middle, and is raised at the end: nothing is left to be put right."""
    whole = Path.replace

    def interrupted(self, target):
        signal.raise_signal(signal.SIGINT)
        return whole(self, target)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    monkeypatch.setattr(Path, "replace", interrupted)
    try:
        with pytest.raises(KeyboardInterrupt):
            write_together(folder, pair("new"))
    finally:
        signal.signal(signal.SIGINT, before)

    assert held(folder) == {**pair("new"), "notes.txt": "mine"}


def test_a_killed_run_leaves_no_mixture_and_the_next_one_clears_it_up(folder):
    """
    Killed between the two names, it leaves one file of its own and not two of two runs; what is
    hidden beside it goes.
    """
    code = (
        "import os, sys; from pathlib import Path; from phaseline.cli.writing import"
        " write_together\nwhole = Path.replace\nPath.replace = lambda self, place: (whole(self,"
        " place), str(place).endswith('.plan') or os.kill(os.getpid(), 9))\nwrite_together("
        "Path(sys.argv[1]), {'brief.html': 'killed', 'answer.json': 'killed'})"
    )
    assert (
        subprocess.run([sys.executable, "-c", code, folder], check=False).returncode
        == -signal.SIGKILL
    )
    left = held(folder)
    assert (left["brief.html"], "answer.json" in left) == ("killed", False)

    write_together(folder, pair("new"))

    assert held(folder) == {**pair("new"), "notes.txt": "mine"}


@pytest.mark.parametrize("step", range(1, 14))
def test_what_a_killed_run_was_about_to_do_is_finished(folder, step):
    """
    Killed before any of its steps, it leaves both old files or two that can be finished: whoever
    comes next finds both old or both new, and nothing hidden. [hand] The plan, an old file linked,
    one renamed, two replaced and what is removed come to fewer than 13 steps.
    """
    subprocess.run([sys.executable, "-c", KILLED, folder, str(step)], check=False)

    writing.finish_writing(folder, argument="CASE")
    write_together(folder, {"more.txt": "more"})

    left = held(folder)
    assert {left[name] for name in PAIR} in ({"old"}, {"new"})
    assert sorted(left) == sorted((*PAIR, "more.txt", "notes.txt"))


def test_no_plan_leads_out_of_its_folder(folder):
    """A folder that somebody sent may hold anything: what it names beside itself is not written."""
    (folder / ".phaseline-aa.0.new").write_text("theirs", encoding="utf-8")
    (folder / ".phaseline-aa.plan").write_text(
        '{"names": ["../above.txt"], "is_undone": false}', encoding="utf-8"
    )

    writing.finish_writing(folder, argument="CASE")

    assert not (folder.parent / "above.txt").exists()
    assert held(folder) == {**pair("old"), "notes.txt": "mine"}


def test_two_runs_at_once_never_stand_together(folder):
    """
    A reader who holds the folder's lock, as a run does, sees two files of one run, however often he
    looks.
    """
    writers = [subprocess.Popen([sys.executable, "-c", LOOP, folder, letter]) for letter in "ab"]
    seen = set()
    while any(process.poll() is None for process in writers):
        with writing._locked(folder, "--out"):
            seen.add(tuple(text[:1] for name, text in sorted(held(folder).items()) if name in PAIR))

    assert [process.wait() for process in writers] == [0, 0]
    assert seen <= {("o", "o"), ("a", "a"), ("b", "b")}
    assert sorted(held(folder)) == sorted((*PAIR, "notes.txt"))


def test_two_runs_that_make_one_folder_at_once_both_end_well(tmp_path):
    """The slower one finds the folder there and writes into it."""
    threads = [
        threading.Thread(target=write_together, args=(tmp_path / "out", pair(letter)))
        for letter in "abcdef"
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(held(tmp_path / "out").values())) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_run_that_never_ends_writing_is_told_of(folder, monkeypatch):
    """Another run waits, but not for ever."""
    monkeypatch.setattr(writing, "PATIENCE", 0.1)

    with (
        writing._locked(folder, "--out"),
        pytest.raises(QuestionError, match="another run is writing"),
    ):
        write_together(folder, pair("new"))


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_files_have_the_permissions_that_the_user_gives(tmp_path, mask, mode):
    """In a new folder and in an old one: the umask is the user's word on who may read."""
    before = os.umask(mask)
    try:
        write_together(tmp_path / "out", pair("a"))
        modes = {(tmp_path / "out" / name).stat().st_mode & 0o777 for name in PAIR}
        write_together(tmp_path / "out", pair("b"))
        write_folder(tmp_path / "case", {"texts/a.txt": ""}, argument="--dir")
    finally:
        os.umask(before)

    assert modes == {(tmp_path / "out" / name).stat().st_mode & 0o777 for name in PAIR} == {mode}
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o777 & ~mask
    assert (tmp_path / "case" / "texts" / "a.txt").stat().st_mode & 0o777 == mode


@pytest.mark.parametrize(
    ("put", "words"),
    [
        (lambda place: place.mkdir(), "is a folder"),
        (lambda place: place.symlink_to("notes.txt"), "is a link"),
        (lambda place: place.symlink_to("nowhere"), "is a link"),
        (
            lambda place: (place.write_text("kept"), place.chmod(0o444)),
            "is protected against writing",
        ),
        (os.mkfifo, "is no file"),
    ],
    ids=["folder", "link", "dangling link", "protected", "pipe"],
)
@pytest.mark.parametrize("name", PAIR)
def test_what_is_no_plain_file_is_not_replaced(folder, name, put, words):
    """
    A link, a folder, a protected file in the place of one: a sentence with the argument, and both
    files as they were.
    """
    (folder / name).unlink()
    put(folder / name)
    other = next(one for one in PAIR if one != name)

    with pytest.raises(QuestionError, match=rf"^--out: '.*{name}' {words}"):
        write_together(folder, pair("new"))

    assert (folder / other).read_text(encoding="utf-8") == "old"
    assert os.path.lexists(folder / name)


def test_text_that_utf8_does_not_have_is_no_reason_to_stop(tmp_path):
    """A file name may hold bytes of no encoding, and a page may show it."""
    write_together(tmp_path, {"a.html": "\udcff.yaml"})

    assert (tmp_path / "a.html").read_text(encoding="utf-8") == "?.yaml"
