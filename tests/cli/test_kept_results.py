"""Results kept for the next command: the same values, and none of another case or question."""

import os
import subprocess
import sys
from functools import partial

import pytest
from casefiles import FLAT

from phaseline.api.ladders import compare
from phaseline.case.check.report import checked
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.cli import kept_files, kept_results
from phaseline.cli.kept_files import own_files
from phaseline.cli.kept_results import spread_once
from phaseline.cli.kernels import settle_kernels
from phaseline.desk.comparison.works import SeveralWorks
from phaseline.game.kernels.machine import Machine, settle

STRAIT = "strait"


@pytest.fixture(autouse=True, scope="module")
def plainly():
    """Games are left to the plain solver: nothing is compiled for so few of them."""
    settle(Machine(is_on=False))
    yield
    settle_kernels()


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder of our own for what is kept."""
    monkeypatch.setenv("PHASELINE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "results"


def report_of(changes=None, *, path=None):
    """The smallest shipped case, read anew, or another one."""
    reading = read_case(path or case_path(STRAIT), name=STRAIT, changes=changes)
    return checked(reading, {})


class Worker:
    """Works like `map`, and notes for which names."""

    def __init__(self):
        self.names = []

    def __call__(self, function, names):
        """Apply a function to names."""
        self.names += names
        return map(function, names)


def doubled(case, factor, name):
    """Plain work about a case."""
    return (case.id, factor, name * 2)


def failing(case, name):
    """Work that fails for one name."""
    if name == "b":
        raise ValueError(name)
    return len(case.id)


def strange(case, name):
    """Work whose answer cannot be written."""
    return {name, case.id}


def asked(report, work, names, worker):
    """What a mapper gives for names."""
    return [*spread_once(report, worker)(work, names)]


def test_what_was_worked_out_is_not_worked_out_again():
    """Name by name: a later question about more of them works out the rest, in its own order."""
    worker = Worker()
    early, late = report_of(), report_of()
    first = asked(early, partial(doubled, early.reading.case, 2), ["a", "b"], worker)
    again = asked(late, partial(doubled, late.reading.case, 2), ["c", "b", "a"], worker)

    assert worker.names == ["a", "b", "c"]
    assert again[:0:-1] == first
    assert again[0] == (STRAIT, 2, "cc")


def test_work_that_is_given_out_with_other_work_is_kept_by_itself():
    """Alone, or with another kind beside it, it is the same work; what cannot be kept is done."""
    worker, report = Worker(), report_of()
    case = report.reading.case
    kept_of, strange_of = partial(doubled, case, 2), partial(strange, case)
    several = SeveralWorks(kinds=(strange_of, kept_of))
    first = asked(report, several, ["0 a", "1 a", "1 b"], worker)
    again = asked(report, several, ["0 a", "1 b"], worker)
    alone = asked(report, kept_of, ["b", "a"], worker)

    assert worker.names == ["0 a", "1 a", "1 b", "0 a"]
    assert again == [first[0], first[2]]
    assert alone == first[:0:-1]


def test_what_an_answer_hangs_on_makes_it_anew(tmp_path, monkeypatch):
    """
    Another letter in a file, a what-if, another argument, another function, another setting of the
    solver, another program: each is worked out by itself, and once.
    """
    other = tmp_path / "case"
    other.mkdir()
    for path in case_path(STRAIT).iterdir():
        text = path.read_bytes() + (b"\n# a remark\n" if path.name == "game.yaml" else b"")
        (other / path.name).write_bytes(text)
    number = next(iter(report_of().reading.case.assumptions)).id
    report, worker = report_of(), Worker()
    asked_of = [
        (report, partial(doubled, report.reading.case, 2)),
        *(
            (another, partial(doubled, another.reading.case, 2))
            for another in (
                report_of(path=other),
                report_of({f"assumptions.{number}.best": "0.31"}),
            )
        ),
        (report, partial(doubled, report.reading.case, 3)),
        (report, partial(failing, report.reading.case)),
    ]
    settings = [
        lambda: None,
        lambda: monkeypatch.setenv("PHASELINE_KERNELS", "elsewhere"),
        lambda: monkeypatch.setattr(kept_results, "program_digest", lambda *_: "another"),
    ]
    for setting in settings:
        setting()
        for count in (len(asked_of), 0):
            before = len(worker.names)
            for which, work in asked_of:
                asked(which, work, ["a"], worker)
            assert len(worker.names) == before + count


def test_another_case_and_what_cannot_be_written_are_worked_out_each_time(folder):
    """Work that is told of a case other than the one that was read is not told apart by it."""
    worker, report = Worker(), report_of()
    for _ in range(2):
        asked(report, partial(doubled, report_of().reading.case, 2), ["a"], worker)
        asked(report, partial(strange, report.reading.case), ["a"], worker)

    assert len(worker.names) == 4
    assert not folder.exists()


def test_a_fault_is_not_kept():
    """What came before it is; the fault is met again."""
    worker, report = Worker(), report_of()
    work = partial(failing, report.reading.case)
    for _ in range(2):
        with pytest.raises(ValueError, match="b"):
            asked(report, work, ["a", "b"], worker)

    assert worker.names == ["a", "b", "b"]


@pytest.mark.parametrize(
    "damage",
    [lambda text: text[:-1], lambda _: b"", lambda text: text[:30] + b"?" + text[31:]],
    ids=["cut", "emptied", "changed"],
)
def test_a_damaged_file_is_told_and_made_anew(folder, capsys, damage):
    """A file cut short, emptied, or with another letter in it: the answer is what it was."""
    worker, report = Worker(), report_of()
    work = partial(doubled, report.reading.case, 2)
    first = asked(report, work, ["a"], worker)
    (place,) = folder.iterdir()
    place.write_bytes(damage(place.read_bytes()))

    assert asked(report, work, ["a"], worker) == first
    assert worker.names == ["a", "a"]
    assert "is damaged; it is made anew" in capsys.readouterr().err
    assert asked(report, work, ["a"], worker) == first
    assert worker.names == ["a", "a"]


def test_a_file_that_holds_no_value_is_told_and_made_anew(folder, capsys):
    """A whole file of another make."""
    worker, report = Worker(), report_of()
    work = partial(doubled, report.reading.case, 2)
    first = asked(report, work, ["a"], worker)
    (place,) = folder.iterdir()
    own_files("results", ".result", kept_results.MOST).put(place, b'["surely"]')

    assert asked(report, work, ["a"], worker) == first
    assert "is damaged; it is made anew" in capsys.readouterr().err


def test_a_user_without_a_home_has_all_worked_out(monkeypatch):
    """Where there is no folder for what is kept."""
    monkeypatch.setattr(kept_files, "cache_folder", lambda: None)
    worker, report = Worker(), report_of()
    for _ in range(2):
        asked(report, partial(doubled, report.reading.case, 2), ["a"], worker)

    assert len(worker.names) == 2


def test_ladders_of_other_draws_or_depths_are_played_anew():
    """So many draws, each ladder: eight again are taken as they were, twelve are played."""
    worker, report = Worker(), report_of()
    case = report.reading.case
    mapper = spread_once(report, worker)
    first = compare(case, draws=8, depth=FLAT, mapper=mapper)
    count = len(worker.names)
    again = compare(case, draws=8, depth=FLAT, mapper=mapper)

    assert len(worker.names) == count == len(first.contenders)
    for before, after in zip(first.contenders, again.contenders, strict=True):
        assert after.policy == before.policy
        assert after.studied.change == before.studied.change
        for metric, values in before.studied.mine.by_metric.items():
            assert after.studied.mine[metric].tobytes() == values.tobytes()
    compare(case, draws=12, depth=FLAT, mapper=mapper)
    assert len(worker.names) == 2 * count


@pytest.mark.slow
def test_a_second_command_has_the_bytes_of_the_first(tmp_path, folder):
    """In processes of their own, and where what was kept was damaged in between."""
    words = [sys.executable, "-m", "phaseline", "claims", STRAIT, "--draws", "8", "--json"]
    cache = str(tmp_path / "cache")  # in which no kernel lies: none is to be compiled
    environment = {**os.environ, "PHASELINE_CACHE": cache, "PHASELINE_KERNELS": "off"}
    answers = []
    for _ in range(3):
        ran = subprocess.run(words, capture_output=True, check=False, env=environment)
        assert ran.returncode == 0, ran.stderr
        answers.append(ran.stdout)
        if len(answers) == 2:
            for path in folder.iterdir():
                path.write_bytes(path.read_bytes()[:-1])

    assert answers[0] == answers[1] == answers[2]
    assert b"is damaged" in ran.stderr
