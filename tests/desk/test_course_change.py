"""What one course changes over the draws, before all else is played."""

import numpy as np
import pytest
from casefiles import FLAT

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.course_change import course_changes
from phaseline.desk.comparison.results import contest
from phaseline.errors import QuestionError


@pytest.fixture(scope="module")
def case():
    """The tiny case."""
    return read_case(case_path("strait")).case


def test_it_is_the_figure_of_the_whole_comparison(case):
    """Page one says of each course what was said of it before; the draws are the same ones."""
    comparison = contest(case, depth=FLAT, draws=20)

    names = [ladder.policy.id for ladder in comparison.contenders]

    alones = [*course_changes(case, names, draws=20)]

    assert [alone.course for alone in alones] == names
    for ladder, alone in zip(comparison.contenders, alones, strict=True):
        change = ladder.studied.change["inside"]
        told = [alone.change.median, alone.change.low, alone.change.high]
        assert told == pytest.approx([change.median, change.low, change.high], abs=1e-9)
        base = np.median(ladder.studied.theirs["inside"][1:])
        assert alone.base == pytest.approx(base, abs=1e-9)
        assert alone.draws == 20


def test_it_says_every_few_draws_that_it_goes_on(case):
    """[hand] 20 draws are played 16 at once: two parts, of the course and of its yardstick."""
    said = []

    next(course_changes(case, ["patient"], draws=20, tick=said.append))

    assert said == ["playing one course after another"] * 4


def test_a_course_that_is_not_there_is_refused(case):
    """By its name, as everywhere."""
    with pytest.raises(QuestionError, match="nobody"):
        next(course_changes(case, ["nobody"], draws=8))


def test_what_courses_are_measured_against_is_played_once(case):
    """[hand] 20 draws are two parts: of two courses with one yardstick six, and not eight."""
    said = []

    first, second = course_changes(case, ["patient", "firm"], draws=20, tick=said.append)

    assert first.base == second.base
    assert len(said) == 6


def test_each_course_comes_before_the_next_is_played(case):
    """A reader has the first while the others are still awaited."""
    said = []

    next(course_changes(case, ["patient", "firm"], draws=8, tick=said.append))

    assert len(said) == 2
