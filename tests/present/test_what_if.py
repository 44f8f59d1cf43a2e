"""What a what-if does to the courses, in words."""

import pytest

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.present.document.what_if import direction_lines, unchanged_because

BEFORE = {"patient": -0.2, "firm": 0.0, "buoys": 0.0}


@pytest.fixture(scope="module")
def case():
    """The tiny case."""
    return read_case(case_path("strait")).case


def test_each_course_goes_one_way(case):
    """[hand] patient takes away more, firm less, and the third what it did."""
    lines = direction_lines(case, BEFORE, {"patient": -1.1, "firm": 0.3, "buoys": 0.0})

    more, fewer, still = lines
    assert more.startswith("Ask, close, withhold (patient) takes away more months with handover")
    assert fewer.startswith("Ask, close, withhold (firm) takes away fewer months with handover")
    assert still == "Buoys for Lindon: as before."


def test_the_last_digit_moves_no_course(case):
    """What only rounding tells apart is the same."""
    after = {name: change + 1e-15 for name, change in BEFORE.items()}

    assert direction_lines(case, BEFORE, after) == ()


def test_nothing_changed_has_its_reason(case):
    """What nothing rests on is told apart from what turns nobody's choice."""
    changes = {"assumptions.summer.best": "4 month"}

    idle = unchanged_because(case, changes, BEFORE, BEFORE, {"summer"})
    worked_with = unchanged_because(case, changes, BEFORE, BEFORE, set())

    assert idle.startswith("Nothing changed, because nothing in this case rests on how long Lindon")
    assert "turns nobody's choice" in worked_with


def test_what_changes_something_needs_no_reason(case):
    """Then the lines say which way."""
    assert unchanged_because(case, {}, BEFORE, {**BEFORE, "firm": -0.5}, set()) == ""
