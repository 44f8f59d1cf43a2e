"""Ties in words: what is level is named together, and figures are rounded once, at one door."""

from dataclasses import replace
from pathlib import Path

import pytest
from contests import contest_of
from twins import played_twice

from phaseline.case.read import read_case
from phaseline.desk.comparison.claims import Turning
from phaseline.desk.comparison.draws import Design, design
from phaseline.desk.comparison.results import Lapse
from phaseline.desk.findings.effects import ahead_of_others, around_clock, moves_most, same_games
from phaseline.present.wording.english.telling import all_told
from phaseline.present.wording.game import turning_words
from phaseline.present.wording.rounding import rounded, vote_figures
from phaseline.present.wording.words import Words
from phaseline.supply.model import TransportStock
from phaseline.terms.entries import Entries
from phaseline.terms.quantity import quantity

HALL = Path(__file__).parents[1] / "desk" / "hall.yaml"
DRAWS = 16
NOISES = (1e-16, -1e-16, 1e-13, -1e-13)


@pytest.fixture(scope="module")
def case():
    """The hall of three, with a second completion of its ladder."""
    return played_twice(read_case(HALL).case, "climb", "again")


@pytest.fixture(scope="module")
def plan(case):
    """The draws of the hall."""
    return design(case, count=DRAWS)


@pytest.mark.parametrize("noise", NOISES)
def test_what_shortens_a_transfer_most_names_both_that_do(case, plan, noise):
    """
    Two ladders shorten a transfer by half a month, one of them by rounding more: both are named, in
    the order of the case.
    """
    found = contest_of(case, plan, {"nothing": 0.0, "climb": -0.5, "again": -0.5 + noise})
    told = all_told(ahead_of_others(case, found), Words(case))

    assert (
        "rung by rung (climb; again), by 0.5, under the law as read by the government and the"
        " neighbour" in told[0].text
    )
    assert (
        "fewest months of crossing, rung by rung (climb; again) in 16 of 16 draws" in told[1].text
    )


@pytest.mark.parametrize("noise", NOISES)
def test_one_game_under_two_names_is_said(case, plan, noise):
    """
    Two ladders that change every figure alike, but for rounding, are one game; the one that changes
    it by more stands apart. Where the baseline is one of them, no step is felt.
    """
    same = contest_of(case, plan, {"nothing": 0.0, "climb": -0.5, "again": -0.5 + noise})
    idle = contest_of(case, plan, {"nothing": 0.0, "climb": noise, "again": -0.5})
    told = [all_told(same_games(case, found), Words(case)) for found in (same, idle)]

    assert same.alike == (("climb", "again"),)
    assert [sentence.text for (sentence,) in told] == [
        (
            "Rung by rung (climb) and rung by rung (again) are one game under 2 names: every figure"
            " is the same in every draw."
        ),
        (
            "No new step and rung by rung (climb) come to the same in every draw: inside the"
            " model, no step of theirs is felt."
        ),
    ]


@pytest.mark.parametrize("noise", NOISES)
def test_an_assumption_that_moves_two_ladders_alike_names_both(case, plan, noise):
    """The gain moves both ladders by half a month: it is not said of one of them alone."""
    found = contest_of(case, plan, {"nothing": 0.0, "climb": -0.5, "again": -0.5 + noise})
    (told,) = all_told(moves_most(case, found), Words(case))

    assert told.text.endswith("0 to −0.5 months for rung by rung (climb; again)")


@pytest.mark.parametrize("noise", NOISES)
def test_the_third_of_three_ladders_brings_the_one_that_is_level(noise):
    """
    Of changes -2, -1, 0 and 0 with noise the reply names four ladders: the third place is held by
    two.
    """
    during = {"a": 0.0, "b": -2.0, "c": noise, "d": -1.0, "e": 0.4}
    lapses = {
        name: Lapse(during=number, after=0.0, base_during=9.0, base_after=9.0)
        for name, number in during.items()
    }

    assert [(course.policies, course.during) for course in around_clock(lapses)] == [
        (("b",), -2.0),
        (("d",), -1.0),
        (("a", "c"), 0.0),
    ]


def test_assumptions_that_turn_a_result_alike_are_named(case):
    """What the gain tells apart the odds tell apart as well: the sentence says so."""
    found = Turning(
        assumption="gain", at=0.5, below=0.0, above=1.0, low=0.2, high=0.8, level=("odds",)
    )

    assert turning_words(case, found).endswith(
        "assumed range 0.2 to 0.8; “the odds” would tell them apart as well"
    )
    assert turning_words(case, replace(found, level=())).endswith("assumed range 0.2 to 0.8")


def test_figures_are_rounded_and_what_a_case_says_is_not(case, plan):
    """
    A figure loses its last bits; draws, arrays, counts, texts and the numbers of the case stay as
    they are.
    """
    entered = quantity("0.123456789012 month")
    found = rounded(
        {
            "figure": [1 / 3, -1e-12],
            "count": 3,
            "flag": True,
            "none": None,
            "text": "0.1",
            "entered": entered,
            "plan": plan,
        }
    )
    whole = rounded(contest_of(case, plan, {"climb": 1 / 3}))

    assert found["figure"] == [0.33333333, 0.0]
    assert (found["count"], found["flag"], found["none"], found["text"]) == (3, True, None, "0.1")
    assert found["flag"] is True
    assert found["entered"] is entered
    assert isinstance(found["plan"], Design)
    assert found["plan"] is plan
    assert whole.contenders[0].studied.change["inside"].best == 0.33333333
    assert whole.contenders[0].studied.mine["inside"][0] == 1 / 3


def test_a_small_chance_of_a_vote_keeps_its_digits():
    """
    One in 93 million is no nought: chances of votes are rounded to their digits, not to their
    places.
    """
    assert vote_figures({"chance": 1.0712345678912e-08}) == {"chance": 1.07123457e-08}


def test_what_is_not_certain_is_not_told_as_certain():
    """A chance of 1 less 1e-11 is not 1, and is told as nine nines."""
    assert vote_figures((1 - 1e-11, 1.0)) == (0.999999999, 1.0)


def test_a_solution_that_leaves_nothing_over_says_so_alike_everywhere(phaseline):
    """
    The residual of an exact solution is rounding: the certificate says that it is under what a
    figure shows.
    """
    path = Path(__file__).parents[1] / "game" / "files" / "tie.yaml"

    assert "residual under 1e-08" in phaseline("solve", str(path)).out


def test_figures_of_entries_are_rounded_and_stay_had_by_id():
    """A list with an index is rounded as any other list, and has its index afterwards."""
    stocks = Entries((TransportStock(id="shells", quantity=1 / 3),))

    assert rounded(stocks)["shells"].quantity == 0.33333333
