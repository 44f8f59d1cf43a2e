"""
Paths that the caller names: the sentence names the argument at fault, and the reason; the exit
status is 2.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from phaseline.cli import opening

ROOT = Path(__file__).parents[2]
ARGUMENTS = {
    "CASE": ("check", "PLACE"),
    "CASE of a game": ("solve", "PLACE"),
    "--sources": ("check", "CASE", "--sources", "PLACE"),
    "--out": ("run", "CASE", "--no-game", "--out", "PLACE"),
    "--out of schemas": ("schema", "law", "--out", "PLACE"),
    "--dir": ("new", "mine", "--dir", "PLACE"),
}
PLACES = {
    "long": ("x" * 300, "file name too long"),
    "long below": ("folder/" + "x" * 300 + "/y", "file name too long"),
    "long as a whole": ("/".join(["x" * 200] * 30), "file name too long"),
    "in a file": ("file/x", "not a directory"),
    "in a loop": ("loop/x", "too many levels of symbolic links"),
    "no byte": ("a\0b", "embedded null"),
}
DENIED = {
    "CASE": (("check", "closed/x"), "closed/x"),
    "--sources": (("check", "CASE", "--sources", "closed/x"), "closed/x"),
    "--sources ": (("check", "CASE", "--sources", "closed"), "closed"),
    "--out": (("run", "CASE", "--no-game", "--out", "closed/x"), "closed/x"),
    "--out ": (("run", "CASE", "--no-game", "--out", "closed"), "closed"),
    "--out  ": (("schema", "law", "--out", "closed/x"), "closed/x"),
    "--dir": (("new", "mine", "--dir", "closed"), "closed/mine"),
}


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """A folder with a small case, a file, a folder, and a link that leads to itself."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PHASELINE_SOURCES", raising=False)
    shutil.copy(ROOT / "tests/desk/depot.yaml", "CASE")
    Path("file").touch()
    Path("folder").mkdir()
    Path("loop").symlink_to("loop")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("argument", ARGUMENTS)
def test_a_path_that_is_none_is_refused_with_its_argument(phaseline, argument, place):
    """
    Too long, through a file, through a loop, with a byte that no path has: the argument, the path,
    the system's reason.
    """
    path, reason = PLACES[place]

    ran = phaseline(*(path if word == "PLACE" else word for word in ARGUMENTS[argument]))

    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"phaseline: {argument.split()[0]}: '")
    assert reason in ran.err
    assert len(ran.err) < 400
    assert sorted(path.name for path in Path.cwd().iterdir()) == ["CASE", "file", "folder", "loop"]


@pytest.mark.parametrize(
    "words",
    [ARGUMENTS["--out"], ARGUMENTS["--out of schemas"], ARGUMENTS["--sources"]],
    ids=["run", "schema", "check"],
)
@pytest.mark.parametrize("place", ["file", "loop"])
def test_a_file_or_a_loop_is_no_folder(phaseline, words, place):
    """What stands in the place of the folder itself is named, and left alone."""
    ran = phaseline(*(place if word == "PLACE" else word for word in words))

    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"phaseline: {words[-2]}: '{place}' ")


def unprivileged() -> tuple[str, ...]:
    """
    Words before a command that take from root what lets it pass by permissions; none for others.
    """
    if os.geteuid() != 0:
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("root passes by permissions, and there is no setpriv to take that away")
    return (
        "setpriv",
        "--bounding-set",
        "-dac_override,-dac_read_search",
        "--inh-caps",
        "-dac_override,-dac_read_search",
    )


@pytest.mark.parametrize("argument", DENIED)
def test_a_place_without_access_is_refused_with_its_argument(argument):
    """
    Where the user may not look or write: status 2, the argument and the reason, and no advice to
    correct a hash.
    """
    words, place = DENIED[argument]
    Path("closed").mkdir(mode=0o000)
    try:
        done = subprocess.run(
            [*unprivileged(), sys.executable, "-m", "phaseline", *words],
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        Path("closed").chmod(0o700)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"phaseline: {argument.strip()}: '{place}' cannot be ")
    assert "permission denied" in done.stderr


def test_a_folder_of_texts_that_fails_while_it_is_read_is_the_argument_s_fault(
    phaseline, monkeypatch
):
    """An error of the system in the middle of reading is told like one at the beginning."""

    def failing(_folder, _hashes, *, languages):
        raise PermissionError(13, "Permission denied", "folder/a.txt")

    monkeypatch.setattr(opening, "source_texts", failing)

    ran = phaseline("check", "CASE", "--sources", "folder")

    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("phaseline: --sources: 'folder' cannot be read: permission denied")


def test_a_place_that_cannot_be_written_is_refused_before_the_work(phaseline, monkeypatch):
    """Nobody waits a minute for a game to be told that its brief has no place."""
    monkeypatch.setattr(
        "phaseline.cli.run.assess", lambda *_, **__: pytest.fail("the work was begun")
    )

    assert phaseline("run", "CASE", "--out", "file").status == 2
