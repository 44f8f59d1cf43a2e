"""A shell completes commands, options and the ids of a case."""

import os
import shlex
import subprocess
import sys
from shutil import which

import pytest

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path, shipped_cases
from phaseline.cli.complete import candidates, ids_of
from phaseline.cli.completion import _options
from phaseline.cli.main import COMMANDS
from phaseline.cli.shell_scripts import SCRIPTS

LISTED = {"ladders": ["--json", "--csv"], "show": ["--json", "--sources"]}
ASKING = {
    "bash": """COMP_WORDS=({words}) COMP_CWORD={last}
_phaseline; printf "%s\\n" "${{COMPREPLY[@]}}\"""",
    "zsh": """compadd() {{ print -l -- "${{(@P)2}}" }}; _files() {{ }}
words=({words}) CURRENT={count}
_phaseline""",
    "fish": "complete -C {line}",
}
QUIET = {"bash": "--norc", "zsh": "-f", "fish": "--no-config"}
ANSWERS = [
    (("phaseline", "lad"), ["ladders"]),
    (("phaseline", "show", "--s"), ["--sources"]),
    (("phaseline", "show", "str"), ["strait"]),
    (("phaseline", "ladders", "strait", ""), ["nothing", "recommended", "buoys"]),
    (("phaseline", "show", "strait", "facts.pa"), ["facts.pay"]),
    (("phaseline", "law", "strait", "--why", "h"), ["harbours"]),
]


def offered(words, folder, shell="bash"):
    """What a shell offers for the last of some words, once it has read the script."""
    if not which(shell):
        pytest.skip(f"no {shell} on the PATH")
    (folder / "phaseline").write_text(
        f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m phaseline "$@"\n', encoding="utf-8"
    )
    (folder / "phaseline").chmod(0o755)
    asked = ASKING[shell].format(
        words=shlex.join(words),
        last=len(words) - 1,
        count=len(words),
        line=shlex.quote(" ".join(words)),
    )
    script, empty = SCRIPTS[shell](LISTED), folder / "empty"
    empty.mkdir(exist_ok=True)  # files are the last resort of every shell
    before = "compdef() { }\n" if shell == "zsh" else ""
    ran = subprocess.run(
        [shell, QUIET[shell], "-c", f"{before}{script}\n{asked}"],
        capture_output=True,
        text=True,
        check=True,
        cwd=empty,
        env={**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"},
    )
    return [line.split("\t")[0] for line in ran.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "expected"), [*ANSWERS, (("phaseline", "ladders", "strait", "--json", ""), [])]
)
def test_bash_completes(tmp_path, words, expected):
    """Commands and options from the script, cases and ids as the files of the case have them."""
    assert offered(words, tmp_path) == expected


@pytest.mark.parametrize("shell", ["zsh", "fish"])
@pytest.mark.parametrize(("words", "expected"), ANSWERS)
def test_other_shells_complete(tmp_path, shell, words, expected):
    """The same, where the shell is there; zsh leaves it to itself to drop what begins otherwise."""
    found = [word for word in offered(words, tmp_path, shell) if word.startswith(words[-1])]

    assert sorted(found) == sorted(expected)


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
