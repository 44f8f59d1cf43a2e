"""
Work spread over processors: the same answers in the same order, faults that come through, and no
process left.
"""

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from phaseline.cli import workers
from phaseline.cli.workers import spread
from phaseline.errors import CaseError, EngineError, QuestionError

HERE = Path(__file__).parent
PROGRAM = """
import os, signal, sys
os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as a command does before it loads anything
signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever was inherited
signal.signal(signal.SIGTERM, signal.SIG_DFL); signal.signal(signal.SIGHUP, signal.SIG_DFL)
sys.path.insert(0, {here!r})
from phaseline.cli import main as shell, workers
from labours import {function}
workers._processors, workers.PRELOADED = lambda: 2, "phaseline.cli.labour"
shell._command = lambda words: print(*workers.spread({function}, words), flush=True) or 0
sys.exit(shell.main())
"""


@pytest.fixture
def labours(monkeypatch):
    """What workers do here, found by them, too; and two workers on any machine."""
    monkeypatch.syspath_prepend(str(HERE))
    monkeypatch.setattr(workers, "_processors", lambda: 2)
    monkeypatch.setattr(workers, "PRELOADED", "phaseline.cli.labour")  # nothing here needs a solver
    import labours  # noqa: PLC0415  # found by the line above

    return labours


def command(*words, function="shouted"):
    """A command that spreads words over two workers."""
    return (sys.executable, "-c", PROGRAM.format(here=str(HERE), function=function), *words)


def is_alive(number: int) -> bool:
    """Whether a process is there; one that has ended and waits for its parent is not."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{number}/stat")
    return (
        not stat.exists() or stat.read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    )


def gone(numbers, seconds: float = 10) -> bool:
    """Whether processes end within some seconds."""
    end = time.monotonic() + seconds
    while any(map(is_alive, numbers)) and time.monotonic() < end:
        time.sleep(0.05)
    return not any(map(is_alive, numbers))


def test_answers_come_in_the_order_asked(labours):
    """However the work is spread, the first answer belongs to the first name."""
    assert list(spread(labours.shouted, ["a", "b", "c", "d", "e"])) == ["A", "B", "C", "D", "E"]


def test_no_work_is_no_fault(labours):
    """Nothing asked, nothing answered."""
    assert list(spread(labours.shouted, [])) == []


@pytest.mark.parametrize("name", ["case", "question", "engine", "value", "os", "import", "key"])
def test_a_fault_in_a_worker_arrives_as_it_was_raised(labours, name):
    """
    Kind, words, and all that the error carries: the reader is told as if the work had been done
    here.
    """
    raised = labours.ERRORS[name]

    with pytest.raises(type(raised)) as caught:
        list(spread(labours.shouted, ["a", name, "c"]))

    assert (str(caught.value), caught.value.args) == (str(raised), raised.args)
    assert getattr(caught.value, "problems", None) == getattr(raised, "problems", None)


def test_an_error_that_cannot_be_sent_keeps_its_reader_and_its_words(labours):
    """One that is not made from what it says arrives as the nearest kind that is."""
    with pytest.raises(QuestionError, match="one and other"):
        list(spread(labours.shouted, ["a", "two"]))


def test_every_error_of_ours_survives_the_way_between_processes():
    """An error with several problems is made from them, not from their text."""
    error = CaseError(["one", "two"])

    copy = pickle.loads(pickle.dumps(error))  # noqa: S301  # a line ago it was made here

    assert (type(copy), copy.problems, str(copy)) == (CaseError, ("one", "two"), "one\ntwo")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("exit", "SystemExit: 7"),
        ("interrupt", "KeyboardInterrupt"),
        ("closure", "pickle"),
        ("threads", "can't start new thread"),
    ],
)
def test_whatever_a_worker_raises_is_an_error_here(labours, name, words):
    """
    A worker that wants to end, is interrupted, or has an answer that cannot be sent ends neither
    silently nor the program.
    """
    with pytest.raises(Exception, match=words):
        list(spread(labours.shouted, ["a", name]))


@pytest.mark.parametrize("name", ["memory", "hungry"])
def test_a_worker_without_memory_says_so(labours, name):
    """It has none left to say so with: its exit status does."""
    with pytest.raises(MemoryError):
        list(spread(labours.shouted, ["a", name]))


@pytest.mark.parametrize(
    ("name", "manner"),
    [
        ("signal 9", "SIGKILL"),
        ("signal 15", "SIGTERM"),
        ("signal 11", "SIGSEGV"),
        ("vanish", "status 9"),
    ],
)
def test_a_worker_that_is_ended_ends_the_work_in_words(labours, name, manner):
    """Whoever ends it, one sentence says how, and what to do."""
    with pytest.raises(EngineError, match=rf"{manner}.*fewer draws"):
        list(spread(labours.shouted, ["a", name, "c", "d"]))


def test_of_two_faults_the_first_name_s_is_told(labours):
    """Which worker is quicker is chance; which name comes first is not."""
    for _ in range(5):
        with pytest.raises(QuestionError):
            list(spread(labours.shouted, ["question", "engine"]))


def test_no_worker_is_left_when_the_work_is_given_up(labours, tmp_path):
    """A caller who stops asking, or fails, leaves nothing running."""
    answers = iter(spread(labours.slow, [f"{tmp_path}|0", f"{tmp_path}|60", f"{tmp_path}|60"]))
    next(answers)

    answers.close()

    assert multiprocessing.active_children() == []
    assert gone([int(path.name) for path in tmp_path.iterdir()], 1)


def test_work_that_is_no_longer_wanted_ends_within_its_step(labours, tmp_path):
    """[hand] Two names take a minute each; who is asked says no at the second question."""
    asked = []

    def look():
        asked.append(1)
        if len(asked) == 2:
            raise InterruptedError

    begun = time.monotonic()
    with pytest.raises(InterruptedError):
        list(spread(labours.slow, [f"{tmp_path}|60", f"{tmp_path}|60"], look=look))

    assert time.monotonic() - begun < 30
    assert multiprocessing.active_children() == []


def test_on_one_processor_it_is_asked_before_each_name(labours, monkeypatch):
    """Nothing can be broken off within a name there."""
    monkeypatch.setattr(workers, "_processors", lambda: 1)
    asked = []

    answers = spread(labours.shouted, ["a", "b"], look=lambda: asked.append(1))

    assert next(iter(answers)) == "A"
    assert len(asked) == 1


def test_a_worker_has_the_settings_of_its_caller(labours, monkeypatch):
    """The server of processes is older than a setting; workers have the setting all the same."""
    list(spread(labours.shouted, ["a", "b"]))
    monkeypatch.setenv("PHASELINE_KERNELS", "sometimes")

    assert set(spread(labours.environment, ["PHASELINE_KERNELS"] * 2)) == {"sometimes"}


@pytest.mark.parametrize(
    ("word", "status", "text"),
    [
        ("question", 2, "phaseline: there is no 'wrong'"),
        ("case", 2, "a.yaml:1:2: one thing\nb.yaml:3:4: another"),
        ("engine", 3, "phaseline: the solver stopped"),
        ("memory", 3, "more memory than there is left: ask for fewer draws"),
        ("threads", 3, "more memory than there is left: ask for fewer draws"),
        ("import", 3, "a library could not be loaded (no library)"),
        ("signal 9", 3, "was ended by SIGKILL"),
        ("value", 3, "a fault of ours, please report it: ValueError: a number"),
    ],
)
def test_a_command_ends_with_the_words_and_status_of_its_worker_s_fault(word, status, text):
    """Within seconds, without a traceback."""
    done = subprocess.run(
        command("a", word, "c"), capture_output=True, text=True, timeout=30, check=False
    )

    assert done.returncode == status
    assert text in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("number", "status"),
    [
        (signal.SIGINT, 130),
        (signal.SIGTERM, 143),
        (signal.SIGHUP, 129),
        (signal.SIGKILL, -signal.SIGKILL),
    ],
)
def test_workers_end_with_their_command(tmp_path, number, status):
    """
    Interrupted, asked to end, hung up or killed: no worker goes on, even one that looks up for
    nothing.
    """
    words = [f"{tmp_path}|60", f"{tmp_path}|60"]
    with subprocess.Popen(
        command(*words, function="deaf"), stderr=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        while len(list(tmp_path.iterdir())) < 2:
            time.sleep(0.05)

        process.send_signal(number)
        _, errors = process.communicate(timeout=20)

    assert process.returncode == status
    assert b"Traceback" not in errors
    assert (b"nothing was left half-written" in errors) == (number != signal.SIGKILL)
    assert gone([int(path.name) for path in tmp_path.iterdir()])


def test_a_program_that_is_not_guarded_is_not_run_again(tmp_path):
    """Workers load modules alone, never the script that asked for them."""
    script = tmp_path / "script.py"
    script.write_text(
        f"print('once')\n{PROGRAM.format(here=str(HERE), function='shouted')}", encoding="utf-8"
    )

    done = subprocess.run(
        [sys.executable, script, "a", "b"], capture_output=True, text=True, timeout=30, check=False
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "once\nA B\n", "")


@pytest.mark.parametrize(
    ("before", "answer"),
    [
        ("", "known unknown"),
        ("threading.Thread(target=time.sleep, args=(60,), daemon=True).start()", "unknown unknown"),
    ],
)
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the system tells no threads")
def test_workers_begin_with_what_a_command_of_one_thread_knows(before, answer):
    """
    Where the command has one thread its workers know what it had worked out; a command with a
    second one is not forked, and is answered all the same.
    """
    program = PROGRAM.format(here=str(HERE), function="worked_out").replace(
        "sys.exit",
        f"import labours, threading, time; labours.WORKED_OUT['a'] = 'known'\n{before}\nsys.exit",
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "a", "b"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, answer, "")
