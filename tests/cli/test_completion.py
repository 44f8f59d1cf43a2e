"""A shell completes commands, options and the ids of a case."""

import os
import shlex
import subprocess
import sys

import pytest

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path, shipped_cases
from phaseline.cli.complete import candidates, ids_of
from phaseline.cli.completion import _options
from phaseline.cli.main import COMMANDS
from phaseline.cli.shell_scripts import SCRIPTS, bash_script


def offered(words, folder):
    """What bash offers for the last of some words, once it has read the script."""
    (folder / "phaseline").write_text(
        f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m phaseline "$@"\n', encoding="utf-8"
    )
    (folder / "phaseline").chmod(0o755)
    asking = "\n".join(
        [
            bash_script({"ladders": ["--json", "--csv"], "show": ["--json", "--sources"]}),
            f"COMP_WORDS=({shlex.join(words)}) COMP_CWORD={len(words) - 1}",
            '_phaseline; printf "%s\\n" "${COMPREPLY[@]}"',
        ]
    )
    ran = subprocess.run(
        ["bash", "--norc", "-c", asking],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"},
    )
    return ran.stdout.split()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("phaseline", "lad"), ["ladders"]),
        (("phaseline", "show", "--s"), ["--sources"]),
        (("phaseline", "show", "str"), ["strait"]),
        (("phaseline", "ladders", "strait", "--json", ""), []),
        (("phaseline", "ladders", "strait", ""), ["nothing", "recommended", "buoys"]),
        (("phaseline", "show", "strait", "facts.pa"), ["facts.pay"]),
        (("phaseline", "law", "strait", "--why", "h"), ["harbours"]),
    ],
)
def test_bash_completes(tmp_path, words, expected):
    """Commands and options from the script, cases and ids as the files of the case have them."""
    assert offered(words, tmp_path) == expected


def test_the_ids_are_those_that_reading_gives():
    """Looking through the files of a case finds what reading it finds, section by section."""
    for name in ("strait", "snapback-2025"):
        case = read_case(case_path(name), name=name).case
        ids = set(ids_of(case_path(name)))

        for section in ("facts", "ladders", "claims", "red_lines", "provisions", "amendments"):
            held = {(section, entry.id) for entry in getattr(case, section)}
            assert {pair for pair in ids if pair[0] == section} == held, (name, section)


def test_what_cannot_be_completed_is_left_to_the_shell(tmp_path):
    """A case that is not there, a file of no case, a command without ids: nothing, and no fault."""
    (tmp_path / "case.yaml").write_bytes(b"\xff facts:\n- {id: a}\n")

    assert candidates(("show", "nowhere", "")) == shipped_cases()
    assert candidates(("facts", str(tmp_path), "")) == ()
    assert candidates(("cases", "")) == candidates(("",)) == ()
    assert "PL203" in candidates(("explain", "PL2"))


@pytest.mark.parametrize("shell", SCRIPTS)
def test_a_script_knows_every_command_and_its_options(shell):
    """Whatever the shell: a new command or option is in it."""
    options = {name: ["--json"] for name in COMMANDS}
    script = SCRIPTS[shell](options)

    assert all(name in script for name in COMMANDS)
    assert script.count("json") == len(COMMANDS)


def test_the_options_are_those_of_the_commands():
    """Those of a list among them."""
    options = _options()

    assert list(options) == list(COMMANDS)
    assert {"--csv", "--json", "--set", "--no-pager"} <= set(options["facts"])
    assert "--no-pager" not in options["review"]


def test_completion_reads_no_device_and_asks_for_no_words(tmp_path):
    """A shell that waits for an answer waits neither for a pipe nor for a file without end."""
    os.mkfifo(tmp_path / "case.yaml")

    assert candidates(["show", "/dev/zero", ""]) == ()
    assert candidates(["show", str(tmp_path), ""]) == ()
    assert candidates([]) == candidates([""])
