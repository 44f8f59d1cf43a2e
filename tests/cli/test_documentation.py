"""The pages of the documentation: what they show to type is understood, and the front is short."""

import os
import re
import shlex
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path

import pytest
from depth import IS_SOAK

from phaseline.case.shipped import case_path, shipped_cases
from phaseline.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(sh|console)\n(.*?)^```", re.MULTILINE | re.DOTALL)
TOUR = re.compile(r"^## A tour\n+```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
OTHERS = frozenset(
    {
        "make",
        "pip",
        "git",
        "echo",
        "cat",
        "grep",
        "cd",
        "source",
        ".",
        "mkdir",
        "cp",
        "dask",
        "export",
        "rm",
    }
)
READING = frozenset(
    "brakes cases check conflicts explain facts ladders law politics search show sources timeline"
    " assumptions claims derive".split()
)

PLAYING = frozenset("ask need offer projects solve supply whom why".split())  # a game takes a while
SMALLEST = "strait"


def typed(text):
    """The lines of a page that a reader types: of a session those after the prompt."""
    for kind, block in BLOCK.findall(text):
        for line in block.replace("\\\n", " ").splitlines():
            if kind == "console" and not line.startswith("$ "):
                continue
            words = shlex.split(line.removeprefix("$ "), comments=True)
            if words:
                yield words


def commands(words):
    """The calls of `phaseline` in a line, without what a shell does with their output."""
    call = []
    for word in [*words, ";"]:
        if word in {"|", ">", ">>", "<", "&&", ";", "&", "2>&1"}:
            if call[:1] == ["phaseline"]:
                yield call[1:]
            call = []
        else:
            call.append(word)


def understood(words):
    """What the parser of a command makes of its words; it ends the test where it makes nothing."""
    command, *rest = words
    parser = ArgumentParser(exit_on_error=False)
    import_module(f"phaseline.cli.{command}").configure(parser)
    return parser.parse_intermixed_args(rest)


CALLS = {
    " ".join(words): (path.relative_to(ROOT).as_posix(), words)
    for path in PAGES
    for line in typed(path.read_text(encoding="utf-8"))
    for words in commands(line)
}


@pytest.mark.parametrize("call", CALLS)
def test_every_command_that_a_page_shows_is_understood(call):
    """Its name, its arguments and its options are those of today; a shipped case is there."""
    page, words = CALLS[call]
    if words[:1] in ([], ["--help"], ["--version"]):
        return

    assert words[0] in COMMANDS, page
    case = getattr(understood(words), "case", None)
    if case in shipped_cases():
        assert case_path(case).is_dir(), page


READ = {
    call: words
    for call, (_, words) in CALLS.items()
    if words[:1] and words[0] in READING and (words[1:2] == [] or words[1] in shipped_cases())
}


@pytest.mark.slow
@pytest.mark.parametrize("call", READ)
def test_what_a_page_reads_of_a_shipped_case_is_answered(phaseline, call):
    """It runs as it is shown: what is named is there, and something is said."""
    ran = phaseline(*READ[call])

    heard = [line for line in ran.err.splitlines() if "compiling the solver" not in line]
    assert (ran.status, heard) == (0, [])
    assert ran.out.strip()


PLAYED = {
    call: words
    for call, (_, words) in CALLS.items()
    if words[:1] and words[0] in PLAYING and words[1:2] and words[1] in shipped_cases()
    if IS_SOAK or words[1] == SMALLEST
}


@pytest.mark.slow
@pytest.mark.parametrize("call", PLAYED)
def test_what_a_page_plays_of_a_shipped_case_is_answered(phaseline, tmp_path, monkeypatch, call):
    """It runs as it is shown, and writes what it says; of larger cases in a soak."""
    monkeypatch.chdir(tmp_path)
    ran = phaseline(*PLAYED[call])

    assert (ran.status, "Traceback" in ran.err) == (0, False)
    assert ran.out.strip()
    written = {word for word in PLAYED[call] if Path(word).suffix in (".svg", ".csv")}
    assert written == {path.name for path in tmp_path.iterdir()}


def test_a_call_of_yesterday_is_seen():
    """The test above is no empty one: an option that is not there, or no longer, is refused."""
    assert len(CALLS) > 40
    assert len(READ) > 5
    assert len(PLAYED) > 10
    with pytest.raises(SystemExit):
        understood(["show", "strait", "facts.engineers", "--no-such-option"])


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_page_has_nobody_type_what_is_not_there(path):
    """Words of make are in the Makefile; every other line begins with a common command."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for words in typed(path.read_text(encoding="utf-8")):
        if words[0] == "make":
            assert re.search(rf"^{words[1]}:", makefile, re.MULTILINE), words
        assert words[0] in OTHERS | {"phaseline"} or words[0].endswith("phaseline"), words


def test_the_tour_of_the_front_page_is_eight_lines_of_commands():
    """Each begins with the command and says beside it what it is for, in a few words."""
    lines = TOUR.search((ROOT / "README.md").read_text(encoding="utf-8"))[1].splitlines()

    assert len(lines) == 8
    for line in lines:
        call, _, purpose = line.partition("#")
        assert call.startswith("phaseline ")
        assert 1 <= len(purpose.split()) <= 12


def test_the_home_page_opens_with_the_picture_of_a_brief():
    """First the picture, which is there; then how it is made, how it is read and what it is not."""
    home = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    _, picture, made, further, *_ = (part for part in home.split("\n") if part)
    place = re.fullmatch(r"!\[[^\]]+\]\(([^)]+)\)", picture)[1]

    assert (ROOT / "docs" / place).stat().st_size > 10_000
    assert "`phaseline run korea-2024" in made
    assert "how-to/read-a-brief.md" in further
    assert "scope.md#what-this-cannot-tell-you" in further


def test_the_paper_of_the_tutorial_is_printed_from_its_text(monkeypatch):
    """
    Who follows the page finds the file, and it says what the page of the first case shows. To know
    how it is printed leaves the folders that were named for the tests as they were.
    """
    monkeypatch.setenv("PHASELINE_SOURCES", "/of/somebody")
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    story = import_module("story")

    printed = (ROOT / "docs" / "tutorial" / "strait" / "cables.pdf").read_bytes()

    assert printed == story.paper()
    assert os.environ["PHASELINE_SOURCES"] == "/of/somebody"
