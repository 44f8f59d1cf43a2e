"""What a what-if does to the courses, in words."""

from itertools import product

import pytest

from phaseline.api.cases import case_of, open_case
from phaseline.api.ladders import at_best
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.course_change import DrawnChange
from phaseline.desk.comparison.study import base_setting, figures
from phaseline.desk.comparison.what_did_it import MovedCourse
from phaseline.desk.estimates.percentiles import DrawRange
from phaseline.desk.estimates.valuation import best_values
from phaseline.present.document.what_if import (
    course_change_lines,
    did_it_lines,
    direction_lines,
    unchanged_because,
)

AS_BEFORE = (
    "Nothing changed, because at the values used every course takes away as many months with"
    " handover beside no new step as before."
)
NOTHING = DrawRange(low=-1e-9, median=0.0, high=0.0)
MUCH = DrawRange(low=-5.04, median=-1.26, high=0.0)
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


def test_what_a_course_changes_stands_with_what_it_is_taken_from(case):
    """[hand] -1.26 is 1.3 less; what rounds to nothing at both ends has no range."""
    before, after = (
        DrawnChange(course="patient", change=change, base=base, draws=64)
        for change, base in ((NOTHING, 12.0), (MUCH, 8.3))
    )

    now, then, about = course_change_lines(case, before, after)

    assert now == (
        "With no new step: 8.3 months with handover; ask, close, withhold (patient) changes that by"
        " −1.3 (−5 to 0)."
    )
    assert then == "In the case as it is: 12, and 0."
    assert "64 combinations" in about


def test_the_last_digit_moves_no_course(case):
    """What only rounding tells apart is the same."""
    after = {name: change + 1e-15 for name, change in BEFORE.items()}

    assert direction_lines(case, BEFORE, after) == ()


def test_nothing_changed_has_its_reason(case):
    """What nothing rests on is told apart from what leaves every course where it was."""
    changes = {"assumptions.summer.best": "4 month"}

    idle = unchanged_because(case, changes, BEFORE, BEFORE, {"summer"})
    worked_with = unchanged_because(case, changes, BEFORE, BEFORE, set())

    assert idle.startswith("Nothing changed, because nothing in this case rests on how long Lindon")
    assert worked_with == AS_BEFORE


def worth(gain):
    """The tiny case where a month of handovers is worth so much to Norland, careful or bold."""
    ends = product(("careful", "bold"), ("low", "best", "high"))
    changes = {f"assumptions.gain-{kind}.{end}": gain for kind, end in ends}
    return case_of(open_case("strait", changes=changes))


def months(case):
    """How long handovers go on without a new step [month]."""
    setting = base_setting(case, case.policies[case.game.yardstick])
    return figures(setting, [best_values(case)], wanted=("inside",))["inside"][0]


def test_nothing_is_said_of_the_time_across_itself():
    """
    [hand] Worth nothing, no month of handovers is ever begun, and worth 50, which is more than all
    steps cost together, all 12 months have them, with a course and without: what a course takes
    away is the same 0, while the time across and every choice are not.
    """
    never, always = worth("0"), worth("50")

    said = unchanged_because(always, {}, at_best(always), at_best(never), set())

    assert (months(never), months(always)) == pytest.approx((0.0, 12.0))
    assert said == AS_BEFORE


def test_what_changes_something_needs_no_reason(case):
    """Then the lines say which way."""
    assert unchanged_because(case, {}, BEFORE, {**BEFORE, "firm": -0.5}, set()) == ""


def moved(is_alone=True, **shares):
    """A course that is moved by shares [month], by the id of the assumption."""
    return MovedCourse(
        course="patient",
        moves=sum(shares.values()),
        is_alone=is_alone,
        shares={f"assumptions.{name}.best": share for name, share in shares.items()},
    )


def test_the_two_changes_that_did_most_are_told_one_by_one(case):
    """[hand] −0.8, +0.3 and twice −0.1 are −0.7; less time across is more that is taken away."""
    lines = did_it_lines(case, moved(sight=-0.8, reports=0.3, ice=-0.1, harm=-0.1))

    assert lines[0] == (
        "At the values used, ask, close, withhold (patient), which this moves most, takes away 0.7"
        " months with handover more than before, beside no new step."
    )
    assert lines[1:] == (
        "Chance that a handover under way is noticed within a month: 0.8 more.",
        "How many net reports call for a rung: 0.3 fewer.",
        "What else is moved, together: 0.2 more.",
    )


def test_a_change_that_did_nothing_is_told_as_that(case):
    """And what has no second digit as less than one; a course that shares the lead has none."""
    lines = did_it_lines(case, moved(is_alone=False, sight=-0.004, harm=0.0))

    assert "one of those that this moves most" in lines[0]
    assert lines[1].endswith("within a month: less than 0.01 more.")
    assert lines[2] == "What a month of handovers costs Vesper: none of it."


def test_where_nothing_is_told_apart_there_are_no_lines(case):
    """The page says why in their place."""
    assert did_it_lines(case, None) == ()


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("facts.engineers.value", "Norland's engineers are in Oster"),
        ("games.main.reading", "Whose reading of the law is played"),
        ("games.main.penalty", "Another change"),
        ("policies.patient.tries", "Another change"),
        ("as_of", "Another change"),
        ("period", "Another change"),
    ],
)
def test_whatever_may_be_changed_has_a_name_or_none(case, address, name):
    """What is no entry with a name of its own is told without an address."""
    course = MovedCourse(course="patient", moves=-1.0, is_alone=True, shares={address: -1.0})

    assert did_it_lines(case, course)[1] == f"{name}: 1 more."
