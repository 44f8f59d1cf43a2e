"""
What a reader is promised: the same words and the same bytes on every Python, with and without the
fast extra, whatever rounding does.
"""

import builtins
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from math import fsum
from pathlib import Path

import numpy as np
import pytest

from phaseline.brief.html import brief_html
from phaseline.case.check.report import checked
from phaseline.case.read import read_case
from phaseline.cli.kernels import settle_kernels
from phaseline.desk.comparison import results as contests
from phaseline.desk.comparison import study
from phaseline.desk.comparison.results import contest
from phaseline.desk.findings.assessment import assess
from phaseline.game.kernels import machine
from phaseline.game.kernels.machine import Machine, settle
from phaseline.present.data.answer import answer_data
from phaseline.present.wording.rounding import assessment_figures

HALL = Path(__file__).parents[1] / "desk" / "hall.yaml"
KOREA = "korea-2024"
DRAWS = 16
LADDERS = ("no-step", "dialogue-conditional", "hold-fire")
NOISE = 1e-13
PYTHONS = ("python3.11", "python3.12", "python3.13")
NEEDED = "import clingo, highspy, jinja2, numpy, pydantic, rapidfuzz, scipy, yaml"

TWIN = """
  - id: {name}
    title: {name}
    standing: contrast
    proposed_by: merrow
    rungs: [{{id: low, title: Low, measures: [patrol], demands: [leave]}},
      {{id: seen, title: Seen, measures: [patrol, shadow, search]}}]
    transitions: [{{start: low, end: seen, trigger: act, threshold: any, deadline: 14 days}}]
    off_ramp: It ends.
    on_crossing: It is answered.
    plays: {{enter: [{{rung: seen, count: assumptions.price}}]}}"""
TWINS = "".join(TWIN.format(name=name) for name in ("again", "once-more"))


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """
    The hall of three with two further ladders that are the same but for their names: whatever they
    come to is a tie.
    """
    path = tmp_path_factory.mktemp("hall") / "hall.yaml"
    text = HALL.read_text(encoding="utf-8")
    path.write_text(text.replace("\nladders:", f"\nladders:{TWINS}", 1), encoding="utf-8")
    found = checked(read_case(path, name="hall"), {})
    assert found.is_sound, found.diagnostics
    return found


def written(report, draws=DRAWS):
    """The bytes of `answer.json` and of the brief."""
    found = assessment_figures(assess(report, played=contest(report.reading.case, draws=draws)))
    return json.dumps(answer_data(found), ensure_ascii=False, indent=2), brief_html(found)


@pytest.fixture(scope="module")
def plain(report):
    """What is written by the plain solver, without any noise."""
    settle(Machine(is_on=False))
    yield written(report)
    settle_kernels()


def with_kernels():
    """
    Let kernels answer, kept where the other tests keep them; a test without Numba is skipped, for
    there is one solver only.
    """
    settle(Machine(folder=Path(os.environ["PHASELINE_CACHE"]) / "kernels"))
    if not machine.is_there():
        pytest.skip("Numba is not installed: there is one solver")


def add_noise(monkeypatch, noise):
    """Move everything that the desk is given by a solver."""
    foreseen, answer, outlook = study.foreseen, contests.answer, study.outlook

    def noisily(*wanted, **options):
        seen, size = foreseen(*wanted, **options)
        return noise(seen), size

    monkeypatch.setattr(study, "foreseen", noisily)
    monkeypatch.setattr(
        study, "outlook", lambda *wanted, **options: noise(outlook(*wanted, **options))
    )
    monkeypatch.setattr(contests, "answer", lambda game: noise(answer(game)))


@pytest.fixture(autouse=True)
def without_kernels(plain):
    """The plain solver answers unless a test asks for kernels."""
    settle(Machine(is_on=False))


class Noise:
    """
    Moves every number by up to 1e-13 of its size, and of 1 at least, anew each time it is asked.
    """

    def __init__(self, seed):
        self.chances = np.random.default_rng(seed)

    def __call__(self, value):
        """The same value, its numbers moved."""
        if isinstance(value, np.ndarray):
            return value + NOISE * np.maximum(1.0, np.abs(value)) * self.chances.uniform(
                -1, 1, value.shape
            )
        if isinstance(value, float):
            return value + NOISE * max(1.0, abs(value)) * float(self.chances.uniform(-1, 1))
        if isinstance(value, dict):
            return {key: self(entry) for key, entry in value.items()}
        return [self(entry) for entry in value] if isinstance(value, list) else value


@pytest.mark.parametrize("seed", range(3))
def test_noise_in_every_figure_of_the_solver_changes_no_byte(monkeypatch, report, plain, seed):
    """
    What the solver gives is moved by 1e-13, as another processor or another order of sums would:
    answer.json and brief stay as they are.
    """
    add_noise(monkeypatch, Noise(seed))

    assert written(report) == plain


def test_the_noise_of_these_tests_is_seen(monkeypatch, report, plain):
    """
    A million times as much noise is no rounding any more, and does change what is written: the test
    above can fail.
    """
    monkeypatch.setattr(sys.modules[__name__], "NOISE", 1e-7)
    add_noise(monkeypatch, Noise(0))

    assert written(report) != plain


@pytest.mark.parametrize(
    "adder",
    [fsum, lambda parts: float(np.sum(list(parts)[::-1]))],
    ids=["compensated", "backwards"],
)
def test_how_python_adds_changes_no_byte(monkeypatch, report, plain, adder):
    """
    Python compensates in `sum` from 3.12 on, and another order rounds otherwise: nothing that is
    written rests on it.
    """
    before = builtins.sum

    def another(parts, /, start=0):
        listed = [*parts]
        are_floats = isinstance(start, int) and any(type(part) is float for part in listed)
        return adder(listed) if are_floats else before(listed, start)

    monkeypatch.setattr(builtins, "sum", another)

    assert written(report) == plain


def test_kernels_and_the_plain_solver_write_the_same(report, plain):
    """With the fast extra and without it answer.json and the brief are the same bytes."""
    with_kernels()

    assert written(report) == plain


def test_ladders_that_are_level_are_named_together(report, plain):
    """
    Two ladders that differ in name alone come to the same in every draw: where one of them is named
    as ahead, so is the other.
    """
    data = json.loads(plain[0])
    twins = [data["game"]["ladders"][name] for name in ("again", "once-more")]
    titles = [one["answer"].pop("title").rpartition(" · ")[2] for one in twins]
    assert [one.pop("ladder") for one in twins] == ["again", "once-more"]
    told = [
        finding["text"]
        for finding in data["findings"]
        if finding["id"] in ("ahead_of_others", "shortest_by_reading")
    ]

    assert titles == ["again", "once-more"]
    assert twins[0] == twins[1]
    assert all(("again" in text) == ("once-more" in text) for text in told)


def environment(**changes):
    """The environment of a command that runs this tree."""
    return {**os.environ, "PYTHONPATH": str(Path(contests.__file__).parents[2]), **changes}


def has_all(python):
    """Whether an interpreter is there, with everything that the product needs."""
    if shutil.which(python) is None:
        return False
    return (
        subprocess.run(
            [python, "-c", NEEDED], capture_output=True, check=False, env=environment()
        ).returncode
        == 0
    )


@pytest.mark.slow
def test_every_python_that_is_there_writes_the_same(tmp_path):
    """
    Each supported version with the product's dependencies, and each seed of hashes, writes the
    bytes that this one writes.
    """
    runs = [sys.executable, *(python for python in PYTHONS if has_all(python))]
    seen = set()
    for number, python in enumerate(runs):
        folder = tmp_path / str(number)
        command = [
            python,
            "-m",
            "phaseline",
            "run",
            str(HALL),
            "--draws",
            "8",
            "--out",
            str(folder),
        ]
        subprocess.run(
            command,
            check=True,
            capture_output=True,
            env=environment(PYTHONHASHSEED=str(number), PHASELINE_KERNELS="off"),
        )
        seen.add((folder / "answer.json").read_bytes() + (folder / "brief.html").read_bytes())

    assert len(seen) == 1


def played(ladder, names):
    """A ladder of which only what has one of these names is played."""
    return replace(
        ladder,
        plays=ladder.plays if ladder.id in names else None,
        completions=tuple(
            completion if completion.id in names else replace(completion, plays=None)
            for completion in ladder.completions
        ),
    )


@pytest.fixture(scope="module")
def level(korea_report):
    """
    The worked case with few ladders, of which two are level while the war goes on: all of them take
    the plain solver long.
    """
    case = korea_report.reading.case
    some = replace(case, ladders=tuple(played(ladder, LADDERS) for ladder in case.ladders))
    return replace(korea_report, reading=replace(korea_report.reading, case=some))


@pytest.mark.slow
def test_the_worked_case_is_written_alike_with_noise_and_by_both_solvers(monkeypatch, level):
    """
    Ladders that are level and assumptions that move nothing are ranked by no noise, and kernels
    write what the plain solver writes.
    """
    with_kernels()
    quiet = written(level, draws=8)
    settle(Machine(is_on=False))

    add_noise(monkeypatch, Noise(0))

    assert written(level, draws=8) == quiet
