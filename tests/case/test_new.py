"""The starter case: sound from the first minute, and written whole or not at all."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from phaseline.case.check.report import Report, checked
from phaseline.case.compose import compose
from phaseline.case.model.case import Case
from phaseline.case.read import read_case
from phaseline.case.schema import schema
from phaseline.case.starter import starter
from phaseline.case.texts import source_texts
from phaseline.case.values import derivation
from phaseline.cli.writing import write_folder
from phaseline.errors import QuestionError
from phaseline.terms.diagnostic import Severity

# The handler is set because a process may inherit that the signal is ignored.
HEEDING = """import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)
from phaseline.cli.main import main; sys.exit(main())"""

FILES = {"case", "sources", "actors", "facts", "events", "response", "escalation", "assumptions"}


@pytest.fixture
def folder(phaseline, tmp_path) -> Path:
    """A starter case as the command writes it."""
    assert phaseline("new", "demo", "--dir", str(tmp_path)).status == 0
    return tmp_path / "demo"


def report(folder: Path, *, with_texts: bool) -> Report:
    """The starter case, checked."""
    reading = read_case(folder)
    hashes = [source.sha256 for source in reading.case.sources]
    return checked(reading, source_texts(folder / "texts", hashes) if with_texts else {})


@pytest.mark.parametrize("with_texts", [True, False], ids=["with its texts", "without"])
def test_the_starter_case_is_sound(folder, with_texts):
    """
    No errors and no warnings; with its two texts at hand not even a note, and every quote is exact.
    """
    found = report(folder, with_texts=with_texts)

    assert {one.code for one in found.diagnostics} == (set() if with_texts else {"PL205", "PL209"})
    assert found.count(Severity.ERROR) == found.count(Severity.WARNING) == 0
    assert not with_texts or found.anchors.exact == found.anchors.total > 10


def test_the_command_check_agrees(phaseline, folder):
    """Exit status 0."""
    ran = phaseline("check", str(folder), "--sources", str(folder / "texts"))

    assert ran.status == 0
    assert "0 errors, 0 warnings, 0 notes" in ran.out


def test_the_starter_case_shows_every_concern_once(folder):
    """
    One derived number, one complete ladder, one silence, one conflict, and something in every
    section of its files.
    """
    case = read_case(folder).case

    assert (len(case.derived), len(case.ladders), len(case.silences), len(case.conflicts)) == (
        1,
        1,
        1,
        1,
    )
    for section in (
        "sources",
        "actors",
        "facts",
        "events",
        "demands",
        "measures",
        "threats",
        "technologies",
        "red_lines",
        "tracks",
        "acts",
        "counter_threats",
        "assumptions",
    ):
        assert getattr(case, section), section


def test_its_derived_number_is_the_product_of_its_inputs(folder):
    """Twelve trawlers that take forty tonnes a week each take 480."""
    case = read_case(folder).case

    found = derivation(case, case.derived[0])

    assert (found.value.number, found.value.unit.text) == (480.0, "t/week")


@pytest.mark.parametrize("name", sorted(FILES))
def test_each_file_is_stamped_with_a_schema_that_is_there(folder, name):
    """The first line leads an editor to the schema, and the file is valid by it."""
    path = folder / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")

    stamp = text.splitlines()[0]

    assert stamp == f"# yaml-language-server: $schema=.schema/{name}.json"
    assert (folder / ".schema" / f"{name}.json").is_file()
    assert (
        list(Draft202012Validator(schema(name)).iter_errors(compose(text, file=path.name).data))
        == []
    )


def test_each_file_is_commented(folder):
    """What a reader meets in it is explained there."""
    for name in FILES:
        lines = (folder / f"{name}.yaml").read_text(encoding="utf-8").splitlines()[1:]

        assert lines[0].startswith("# "), name


def test_the_folder_holds_what_it_should_and_nothing_else(folder):
    """Eight files, what editors read, and the texts; readable by others, nothing left over."""
    assert {path.name for path in folder.iterdir()} == {
        *(f"{name}.yaml" for name in FILES),
        ".schema",
        ".vscode",
        "texts",
    }
    assert [path.name for path in folder.parent.iterdir()] == ["demo"]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o755


def test_the_schemas_are_no_part_of_the_case(folder):
    """They stand in a folder of their own, and change nothing about what is read."""
    before = read_case(folder).hash

    for path in (folder / ".schema").iterdir():
        path.unlink()

    assert read_case(folder).hash == before


@pytest.mark.parametrize("name", ["null", "true", "No", "a", "x" * 64, "A-b_c9"])
def test_any_name_is_an_id(name, tmp_path, phaseline):
    """Words that YAML takes for something else are names too."""
    ran = phaseline("new", name, "--dir", str(tmp_path))

    assert ran.status == 0
    assert read_case(tmp_path / name).case.id == name


@pytest.mark.parametrize(
    "name", ["", "1st", "a b", "../a", "a/b", ".a", "a-", "a\nb", "ä", "x" * 65, "\udcff"]
)
def test_a_bad_name_is_refused(name, tmp_path, phaseline):
    """Exit status 2, the name in the message, nothing written."""
    ran = phaseline("new", f"--dir={tmp_path}", "--", name)

    assert ran.status == 2
    assert "is no name for a case" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_path_is_told_the_option_for_it(phaseline):
    """The command that is proposed makes the folder that was meant."""
    ran = phaseline("new", "papers/heron")

    assert ran.status == 2
    assert "`phaseline new heron --dir papers`" in ran.err


@pytest.mark.parametrize(
    "make",
    [Path.mkdir, Path.touch, lambda path: path.symlink_to("nowhere")],
    ids=["folder", "file", "dangling link"],
)
def test_what_exists_is_left_alone(make, tmp_path, phaseline):
    """Neither an empty folder nor a link that leads nowhere is written over."""
    make(tmp_path / "demo")

    ran = phaseline("new", "demo", "--dir", str(tmp_path))

    assert ran.status == 2
    assert "exists already" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


@pytest.mark.parametrize("place", ["/dev/null", "/dev/null/below", "/proc", "nul\0l"])
def test_a_place_that_cannot_be_written_is_refused(place, phaseline):
    """
    A path below a file, a file system that takes no files, a path that is none: exit status 2 and a
    sentence.
    """
    ran = phaseline("new", "demo", "--dir", place)

    assert ran.status == 2
    assert "cannot be written" in ran.err


def test_a_folder_that_may_not_be_written_is_refused(tmp_path, phaseline):
    """Without permission nothing is made."""
    tmp_path.chmod(0o555)
    if os.access(tmp_path, os.W_OK):
        tmp_path.chmod(0o755)
        pytest.skip("this user may write everywhere")

    ran = phaseline("new", "demo", "--dir", str(tmp_path))
    tmp_path.chmod(0o755)

    assert ran.status == 2
    assert list(tmp_path.iterdir()) == []


class Interrupted(Mapping[str, str]):
    """Files of which the third is interrupted by the one who wrote them."""

    def __init__(self, files):
        self.files = files

    def __getitem__(self, name):
        return self.files[name]

    def __len__(self):
        return len(self.files)

    def __iter__(self):
        for number, name in enumerate(self.files):
            if number == 3:
                raise KeyboardInterrupt
            yield name


def test_an_interruption_leaves_nothing_behind(tmp_path):
    """
    Neither the folder, nor the one beside it in which it is made, nor the folders on the way to it.
    """
    with pytest.raises(KeyboardInterrupt):
        write_folder(tmp_path / "way" / "demo", Interrupted(starter("demo")), argument="--dir")

    assert list(tmp_path.iterdir()) == []


def test_a_fault_while_writing_leaves_nothing_behind(tmp_path):
    """A file name that cannot be written stops everything."""
    with pytest.raises(QuestionError, match=r"--dir: .* too long"):
        write_folder(tmp_path / "demo", {**starter("demo"), "x" * 300: ""}, argument="--dir")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_control_c_leaves_the_whole_folder_or_none(tmp_path):
    """Whenever the signal comes: exit status 130 and nothing, or 0 and everything."""
    for tenth in range(3, 9):
        process = subprocess.Popen(
            [sys.executable, "-c", HEEDING, "new", "demo", "--dir", str(tmp_path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        time.sleep(tenth / 20)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
        left = [path.name for path in tmp_path.iterdir()]

        assert left in ([], ["demo"])
        if left:
            assert {f"{name}.yaml" for name in FILES} <= {
                path.name for path in (tmp_path / "demo").iterdir()
            }
            break


def test_a_case_without_its_comments_is_the_same_case(folder):
    """Comments explain, and carry nothing."""
    case = read_case(folder).case

    for path in folder.glob("*.yaml"):
        path.write_text(
            "\n".join(
                line.partition("  # ")[0]
                for line in path.read_text(encoding="utf-8").splitlines()
                if not line.startswith("#")
            ),
            encoding="utf-8",
        )

    bare = read_case(folder).case
    assert isinstance(bare, Case)
    assert bare == case
