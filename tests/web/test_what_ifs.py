"""What-ifs in an address, and what a slider does to them."""

import pytest

from phaseline.web.guard import Refused, fields
from phaseline.web.what_ifs import MOST_CHANGES, changes_of, moved, place_of, query_of, value_at

SIGHT = {"address": "assumptions.sight.best", "low": 0.2, "high": 0.7, "used": 0.45, "unit": ""}
WAIT = {"address": "assumptions.wait.best", "low": 1.0, "high": 3.0, "used": 2.0, "unit": "month"}
INPUTS = [SIGHT, WAIT]


def test_a_slider_writes_the_value_where_it_stands():
    """[hand] a quarter of the way from 0.2 to 0.7 is 0.325; three quarters from 1 to 3 is 2.5."""
    first = moved(INPUTS, {}, "assumptions.sight.best", at="25", typed="")
    both = moved(INPUTS, first, "assumptions.wait.best", at="75", typed="")

    assert both == {"assumptions.sight.best": "0.325", "assumptions.wait.best": "2.5 month"}


def test_moving_back_to_the_value_of_the_case_is_no_difference():
    """The address holds differences alone; [hand] 0.45 is the middle of 0.2 and 0.7."""
    there = moved(INPUTS, {}, "assumptions.sight.best", at="25", typed="")

    assert moved(INPUTS, there, "assumptions.sight.best", at="50", typed="") == {}
    assert moved(INPUTS, there, "assumptions.sight.best", at="", typed="0.45") == {}


def test_a_slider_that_stands_where_the_value_is_leaves_it():
    """[hand] 0.3333 lies at 26.7 of 100 steps: the slider at 27 does not make 0.335 of it."""
    typed = moved(INPUTS, {}, "assumptions.sight.best", at="", typed="0.3333")

    assert place_of(SIGHT, "0.3333") == 27
    assert moved(INPUTS, typed, "assumptions.sight.best", at="27", typed="") == typed


def test_a_typed_number_has_the_unit_of_the_range_unless_it_has_one():
    """What is typed goes before what the slider says, and may lie outside the range."""
    bare = moved(INPUTS, {}, "assumptions.wait.best", at="0", typed="4")
    written = moved(INPUTS, {}, "assumptions.wait.best", at="0", typed="6 week")

    assert bare == {"assumptions.wait.best": "4 month"}
    assert written == {"assumptions.wait.best": "6 week"}
    assert place_of(WAIT, "4 month") == 100


@pytest.mark.parametrize("typed", ["", "  "])
def test_a_field_that_was_left_empty_is_no_slider(typed):
    """What is told is an example of its own unit; [hand] 2 is the middle of 1 and 3 months."""
    with pytest.raises(Refused, match=r"No value was typed; expected one such as 2 month\."):
        moved(INPUTS, {}, "assumptions.wait.best", at="", typed=typed)


@pytest.mark.parametrize("typed", ["2 year", "2 week", "2e-1", "2e0 week"])
def test_the_same_number_of_another_unit_is_a_difference(typed):
    """[hand] The case says 2 months: 2 years, 2 weeks and 0.2 months are no 2 months."""
    (value,) = moved(INPUTS, {}, "assumptions.wait.best", at="", typed=typed).values()

    assert value == (f"{typed} month" if typed == "2e-1" else typed)


def test_the_same_time_in_another_unit_is_no_difference():
    """[hand] Twelve months are a year and four quarters; a bare number is one of months."""
    yearly = {**WAIT, "used": 12.0, "high": 24.0}

    for typed in ("1 year", "12 month", "12", "1.2e1", "4 quarter"):
        assert moved([yearly], {}, WAIT["address"], at="", typed=typed) == {}


@pytest.mark.parametrize(
    ("value", "place"),
    [("1 year", 100), ("0.125 year", 25), ("1 week", 0), ("15e-1 month", 25), ("2.5 month", 75)],
)
def test_a_slider_stands_where_the_value_is_in_the_unit_of_its_range(value, place):
    """
    [hand] From 1 to 3 months: 12 months are beyond it, an eighth of a year is 1.5 months, which is
    a quarter of the way, and a week is less than a month.
    """
    assert place_of(WAIT, value) == place


@pytest.mark.parametrize("value", ["2 soldier", "plenty", "unknown", "1e999", "1,000 million"])
def test_what_is_no_such_number_is_left_to_the_check_of_the_case(value):
    """It is a difference, of which the answer says what is wrong; the slider stays."""
    assert moved(INPUTS, {}, WAIT["address"], at="", typed=value) == {WAIT["address"]: value}
    assert place_of(WAIT, value) == 50


def test_both_ends_are_reached():
    """The first and the last step are the ends of the range."""
    assert (value_at(WAIT, 0), value_at(WAIT, 100)) == ("1 month", "3 month")


@pytest.mark.parametrize(
    ("address", "at"),
    [
        ("assumptions.sight.best", "101"),
        ("assumptions.sight.best", "-1"),
        ("assumptions.sight.best", "²"),
        pytest.param("assumptions.sight.best", "9" * 5000, id="more digits than are read"),
        ("assumptions.sight.best", ""),
        ("assumptions.none.best", "50"),
        ("", "50"),
    ],
)
def test_what_is_no_slider_is_refused(address, at):
    """Only what is offered can be moved, and only within its steps."""
    with pytest.raises(Refused) as refused:
        moved(INPUTS, {}, address, at=at, typed="")

    assert refused.value.status == 400


@pytest.mark.parametrize(
    "query",
    [
        {"sight": "0.4"},
        {"../case.yaml": "1"},
        {"assumptions.sight.best": ""},
        {"assumptions.sight.best": "x" * 101},
        {"assumptions.sight.best": "0.4\x00"},
        {"assumptions.<script>.best": "1"},
        {f"assumptions.a{number}.best": "1" for number in range(MOST_CHANGES + 1)},
    ],
)
def test_an_address_that_holds_something_else_is_refused(query):
    """It holds new values by address, and few of them."""
    with pytest.raises(Refused):
        changes_of(query)


def test_the_same_what_if_has_one_address():
    """Whatever was moved first; and what is written is read again."""
    changes = {"assumptions.wait.best": "2.5 month", "assumptions.sight.best": "0.325"}

    query = query_of(changes_of(changes))

    assert query == query_of(dict(reversed(changes.items())))
    assert changes_of(fields(query.encode())) == changes
