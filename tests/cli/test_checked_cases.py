"""Checks kept for the next command: the same words, and none of another case, text or program."""

import subprocess
import sys
from pathlib import Path

import pytest

from phaseline.api.cases import check
from phaseline.case.check.report import checked
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.case.texts import Texts
from phaseline.cli import checked_cases, kept_files
from phaseline.cli.checked_cases import checked_once
from phaseline.cli.kept_files import own_files

DEPOT = Path(__file__).parents[1] / "desk" / "depot.yaml"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder of our own for what is kept."""
    monkeypatch.setenv("PHASELINE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "checks"


class Work:
    """Checks a case, and counts how often."""

    def __init__(self):
        self.times = 0

    def report(self, reading, texts, *, asks_law=True):
        """Give the check of a case, kept or not."""

        def work():
            self.times += 1
            report = checked(reading, texts)
            return check(report) if asks_law else report

        return checked_once(reading, texts, work, asks_law=asks_law)


@pytest.mark.parametrize("name", ["strait", "snapback-2025", "korea-2024"])
def test_a_kept_check_is_the_check(name):
    """Of every shipped case, in every field, types and order included."""
    reading, work = read_case(case_path(name), name=name), Work()
    first, again = (work.report(reading, {}) for _ in range(2))

    assert work.times == 1
    assert again == first
    assert repr(again.diagnostics) == repr(first.diagnostics)
    assert repr(again.anchors) == repr(first.anchors)
    assert again.reading is reading


def test_what_a_check_hangs_on_makes_it_anew(tmp_path, monkeypatch):
    """
    Another letter in a file, another name, a what-if, texts at hand, another text, a link among
    them, the law asked or not, another program: each is checked by itself, and once.
    """
    case, other = tmp_path / "case.yaml", tmp_path / "other.yaml"
    text = DEPOT.read_text(encoding="utf-8")
    case.write_text(text, encoding="utf-8")
    other.write_text(text + "\n# a remark\n", encoding="utf-8")
    reading = read_case(case, name="it")
    number = next(iter(reading.case.assumptions)).id
    work = Work()
    asked = {
        "it": lambda: work.report(reading, {}),
        "a letter": lambda: work.report(read_case(other, name="it"), {}),
        "a name": lambda: work.report(read_case(case, name="another"), {}),
        "a what-if": lambda: work.report(
            read_case(case, name="it", changes={f"assumptions.{number}.best": "0.6"}), {}
        ),
        "texts at hand": lambda: work.report(reading, Texts({})),
        "a text": lambda: work.report(reading, Texts({"0" * 64: "one"})),
        "another text": lambda: work.report(reading, Texts({"0" * 64: "two"})),
        "a link": lambda: work.report(reading, Texts({}, links=["away"])),
        "the law left out": lambda: work.report(reading, {}, asks_law=False),
    }
    for name, ask in asked.items():
        before = work.times
        ask()
        assert work.times == before + 1, name
    for name, ask in asked.items():
        before = work.times
        ask()
        assert work.times == before, name

    monkeypatch.setattr(checked_cases, "_programs", lambda: "another")
    before = work.times
    asked["it"]()
    assert work.times == before + 1


def test_what_was_not_read_whole_is_not_kept(tmp_path, folder):
    """A case with a faulty entry, and one with a text that can be read in two ways."""
    faulty = tmp_path / "case.yaml"
    faulty.write_text(DEPOT.read_text(encoding="utf-8") + "\nfacts:\n  - id: 1\n", encoding="utf-8")
    work = Work()
    for _ in range(2):
        work.report(read_case(faulty, name="it"), {})
        work.report(read_case(DEPOT, name="it"), Texts({}, doubtful={"0" * 64: object()}))

    assert work.times == 4
    assert not folder.exists()


@pytest.mark.parametrize("text", [b"", b"[]", b"{", b'{"diagnostics": []}', b"\xff"])
def test_what_is_no_check_is_told_and_made_anew(folder, capsys, text):
    """A file that is what was written, and holds no check: as an older version might leave it."""
    reading, work = read_case(DEPOT, name="it"), Work()
    first = work.report(reading, {})
    place = next(folder.iterdir())
    shelf = own_files("checks", ".check", checked_cases.MOST)
    shelf.put(place, text)

    assert work.report(reading, {}) == first
    assert work.times == 2
    assert ("is damaged; it is made anew" in capsys.readouterr().err) == bool(text)
    assert work.report(reading, {}) == first
    assert work.times == 2


def test_a_user_without_a_home_has_each_case_checked(monkeypatch):
    """Where there is no folder for what is kept, every command checks."""
    monkeypatch.setattr(kept_files, "cache_folder", lambda: None)
    reading, work = read_case(DEPOT, name="it"), Work()
    for _ in range(2):
        work.report(reading, {})

    assert work.times == 2


@pytest.mark.slow
def test_a_second_command_says_the_same(folder):
    """Two processes, one after the other: the same words and exit status, and one check is kept."""
    answers = [
        subprocess.run(
            [sys.executable, "-m", "phaseline", "check", "strait"], capture_output=True, check=False
        )
        for _ in range(2)
    ]

    assert answers[0].stdout == answers[1].stdout != b""
    assert [answer.returncode for answer in answers] == [0, 0]
    assert len(list(folder.iterdir())) == 1
