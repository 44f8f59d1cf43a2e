"""Phaseline as a process: signals, pipes, encodings, and the time it takes."""

import json
import os
import re
import resource
import signal
import subprocess
import sys
import time

import pytest

KOREA = "korea-2024"
RUN = (sys.executable, "-m", "phaseline")
# The handlers are set whatever was inherited: what runs the tests may itself ignore a signal.
READY = """import signal, sys
from signal import SIG_DFL, SIG_IGN
ways = {"SIGINT": signal.default_int_handler, "SIGHUP": SIG_DFL, "SIGTERM": SIG_DFL}
for name, way in ways.items():
    signal.signal(getattr(signal, name), SIG_IGN if name == sys.argv[1] else way)
from phaseline.cli.main import main
print("ready", flush=True); sys.argv.pop(1); sys.exit(main())"""
SLACK = 1.5  # machines that test are shared


def started(*words, **more):
    """A command in a process of its own, with both outputs piped."""
    return subprocess.Popen([*RUN, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)


def finished(*words, **environment):
    """A command, run to its end, with further settings."""
    return subprocess.run(
        [*RUN, *words], capture_output=True, env={**os.environ, **environment}, check=False
    )


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (signal.SIGINT, b"interrupted"),
        (signal.SIGTERM, b"asked to end"),
        (signal.SIGHUP, b"the terminal hung up"),
    ],
)
def test_a_command_that_is_ended_says_so_without_a_traceback(number, words):
    """
    Ctrl-C and its like while it waits for a reader: one line on standard error and the status that
    shells expect.
    """
    command = (sys.executable, "-c", READY, "", "facts", KOREA, "--json")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout.read(6) == b"ready\n"
        assert process.stdout.read(1) == b"{"  # more than a pipe holds is to come, so it waits

        process.send_signal(number)
        errors = (
            process.stderr.read()
        )  # nobody reads the answer on: the goodbye waits for no reader
        process.wait(timeout=60)

    assert process.returncode == 128 + number
    assert words in errors
    assert b"Traceback" not in errors


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.05, 0.3, 0.8, 1.5])  # before that Python itself is starting
def test_an_interrupted_run_leaves_both_files_or_none(tmp_path, seconds):
    """Whenever Ctrl-C comes, the brief and the data behind it stand together or not at all."""
    out = tmp_path / "out"
    with subprocess.Popen(
        (sys.executable, "-c", READY, "", "run", KOREA, "--out", str(out)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout.read(6) == b"ready\n"

        time.sleep(seconds)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    written = sorted(path.name for path in out.iterdir()) if out.exists() else []

    assert process.returncode in (0, 130)
    assert b"Traceback" not in errors
    assert written in ([], ["answer.json", "brief.html"])
    assert process.returncode == 130 or written


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP, signal.SIGTERM])
def test_a_signal_that_the_caller_ignores_stays_ignored(number):
    """
    `nohup` keeps a command running when its terminal goes: it is not heeded against the caller's
    will.
    """
    command = (sys.executable, "-c", READY, number.name, "facts", KOREA)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout.read(6) == b"ready\n"
        process.send_signal(number)
        _, errors = process.communicate(timeout=60)

    assert (process.returncode, errors) == (0, b"")


def test_a_reader_that_stops_early_is_no_fault():
    """`phaseline facts … | head -1` ends quietly with 0."""
    with started("facts", KOREA, "--json") as process:
        first = process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()

        status = process.wait(timeout=60)

    assert first == b"{\n"
    assert (status, errors) == (0, b"")


def test_no_command_gives_the_tour():
    """Somebody who types only the name is shown what there is."""
    ran = finished()

    assert ran.returncode == 0
    assert b"commands:" in ran.stdout
    assert ran.stderr == b""


def test_an_output_without_typographic_signs_gets_plain_ones():
    """
    In ASCII a minus stays a minus and quotes stay quotes; nothing stops and nothing changes its
    sign.
    """
    ran = finished("ask", KOREA, "6", PYTHONIOENCODING="ascii")

    text = ran.stdout.decode("ascii")

    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "net -36 points" in text
    assert "\"64% of the ROK's" in text


@pytest.mark.parametrize(
    "command",
    [
        "conflicts",
        "timeline",
        "sources",
        "assumptions",
        "brakes",
        "ladders",
        "check",
        "derive",
        "cases",
    ],
)
def test_every_list_can_be_printed_in_ascii(command):
    """Korean titles and arrows become plain signs; no command stops over them."""
    ran = finished(command, *(() if command == "cases" else (KOREA,)), PYTHONIOENCODING="ascii")

    assert ran.returncode == 0
    assert ran.stdout.decode("ascii")


def test_the_plain_locale_is_enough():
    """LC_ALL=C without Python's own coercion, as in a bare container."""
    ran = finished("derive", KOREA, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")

    assert ran.returncode == 0
    assert re.search(rb" -\d", ran.stdout)  # a minus sign, in ASCII
    assert ran.stdout.decode("ascii")


def test_json_in_ascii_loses_nothing():
    """Letters that the output cannot carry are escaped, so that programs read the same text."""
    plain = finished("sources", KOREA, "--json", PYTHONIOENCODING="ascii").stdout.decode("ascii")
    full = finished("sources", KOREA, "--json", PYTHONIOENCODING="utf-8").stdout.decode()

    assert json.loads(plain) == json.loads(full)


def test_a_fault_of_ours_is_one_sentence(tmp_path):
    """A name that is no text on disk is refused in words, whatever its bytes."""
    ran = finished("check", os.fsdecode(os.fsencode(tmp_path) + b"/\xff.yaml"))

    assert ran.returncode == 2
    assert b"Traceback" not in ran.stderr


@pytest.mark.slow
@pytest.mark.parametrize(("words", "budget"), [(("--help",), 0.3), (("check", KOREA), 1.2)])
def test_a_command_keeps_within_its_time(words, budget, record_property):
    """Best of five, user and system time together [s of CPU]."""
    best = min(cpu_seconds(words) for _ in range(5))

    record_property("cpu_seconds", best)
    sys.stdout.write(f"phaseline {' '.join(words)}: {best:.2f} s of CPU, budget {budget} s\n")

    assert best <= budget * SLACK


def cpu_seconds(words) -> float:
    """How long a command works, waiting apart [s]."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    finished(*words)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_an_interrupt_that_a_compiler_swallows_comes_again():
    """
    Where Python can only tell of an interrupt and not raise it, the interrupt is brought again, and
    nothing is printed.
    """
    code = (
        "import signal, sys, time, types; signal.signal(signal.SIGINT,"
        " signal.default_int_handler)\nfrom phaseline.cli.kernels import settle_kernels;"
        " settle_kernels()\nsys.unraisablehook(types.SimpleNamespace(exc_type=KeyboardInterrupt,"
        " exc_value=None, exc_traceback=None, err_msg='', object=None))\ntry:\n   "
        " time.sleep(20)\nexcept KeyboardInterrupt:\n    print('again')"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

    assert (found.stdout, found.stderr) == (b"again\n", b"")
