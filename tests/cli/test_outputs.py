"""Outputs that cannot take the answer, and what-ifs that are marked."""

import os
import pathlib
import subprocess
import sys

import pytest

KOREA = "korea-2024"


def ran(shell):
    """Run a line of the shell with our command in it as PHASELINE."""
    line = shell.replace("PHASELINE", f"{sys.executable} -m phaseline")
    return subprocess.run(
        ["/bin/sh", "-c", line],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=dict(os.environ),
    )


@pytest.mark.parametrize("command", ["facts", "check", "show", "ladders"])
def test_a_closed_output_is_no_fault(command):
    """A caller who wants no answer gets none, and no traceback."""
    done = ran(f"PHASELINE {command} {KOREA} >&-")

    assert done.returncode == 0
    assert done.stderr == ""


@pytest.mark.skipif(not pathlib.Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_device_is_said_in_one_sentence():
    """The operator is told what happened, and not to report it."""
    done = ran(f"PHASELINE facts {KOREA} >/dev/full")

    assert done.returncode == 3
    assert "could not be written out" in done.stderr
    assert "fault of ours" not in done.stderr


def test_a_what_if_is_marked_as_one(phaseline):
    """A reader is told first that the number is not what the sources say."""
    shown = phaseline("show", KOREA, "facts.troops-sent", "--set", "facts.troops-sent.value=1").out

    assert shown.startswith("what-if, not what the sources say: facts.troops-sent.value = 1")


@pytest.mark.parametrize(
    "address",
    [
        "facts.pay-rate.cites.0.exact",
        "facts.pay-rate.says",
        "facts.pay-rate.said_by",
        "sources.kim.sha256",
    ],
)
def test_a_what_if_changes_no_words_of_others(phaseline, address):
    """Numbers may be supposed; quotations, statements and speakers may not."""
    done = phaseline("show", KOREA, "facts.pay-rate", "--set", f"{address}=never said")

    assert done.status == 2
    assert "never said" not in done.out


def test_a_known_word_without_a_match_is_an_answer(phaseline):
    """No fact of that standing is no fault of the question."""
    done = phaseline("facts", KOREA, "--status", "unverified", "--kind", "weapon")

    assert done.status == 0
    assert "not in the sources" in done.out
