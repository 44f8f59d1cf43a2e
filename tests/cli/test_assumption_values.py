"""Assumptions by their best value: printed, set by their address, given as a percentage."""

import json

import pytest


def best_of(phaseline, *words):
    """The best value of the chance that a handover has begun, as `assumptions --json` gives it."""
    answer = json.loads(phaseline("assumptions", "strait", "--json", *words).out)
    return next(entry["best"] for entry in answer["assumptions"] if entry["id"] == "begun")


def test_the_value_used_is_printed(phaseline):
    """The best one, or the middle of the range: of 0.05 to 0.3 it is 0.175; counts come first."""
    ran = phaseline("assumptions", "strait")

    lines = ran.out.splitlines()
    assert lines[2] == (
        "29 assumptions, with a range. Of 26 the middle is used, as no best value is given."
    )
    assert "patience  [1 to 3 months; best 2 months]" in lines
    assert "begun  [0.05 to 0.3; used: 0.175, the middle]" in lines


@pytest.mark.parametrize(
    ("pair", "value"),
    [
        ("assumptions.begun=0.2", 0.2),
        ("assumptions.begun.best=0.2", 0.2),
        ("assumptions.begun=20%", 0.2),
        ("assumptions.begun=12.5 %", 0.125),
    ],
)
def test_an_assumption_is_set_by_its_address(phaseline, pair, value):
    """It means its best value, and a percentage of it is a share."""
    assert best_of(phaseline) is None
    assert best_of(phaseline, "--set", pair)["value"] == value


def test_a_bare_number_has_the_unit_of_the_range(phaseline):
    """Two and a half of months are months, also where no best value is written."""
    ran = phaseline("assumptions", "strait", "--set", "assumptions.patience=2.5")

    assert "patience  [1 to 3 months; best 2.5 months]" in ran.out


def test_one_place_is_not_given_two_values(phaseline):
    """An assumption and its best value are one place."""
    ran = phaseline(
        "assumptions",
        "strait",
        "--set",
        "assumptions.begun=0.1",
        "--set",
        "assumptions.begun.best=0.2",
    )

    assert (ran.status, ran.out) == (2, "")
    assert "are one place" in ran.err


def test_a_misspelt_assumption_is_answered_with_the_nearest(phaseline):
    """No value is set in silence."""
    ran = phaseline("assumptions", "strait", "--set", "assumptions.patiense=2")

    assert (ran.status, ran.out) == (2, "")
    assert "did you mean 'assumptions.patience'?" in ran.err
