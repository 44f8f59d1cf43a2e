"""The courses as they are played, a row each, from figures that are given by hand."""

from dataclasses import replace
from pathlib import Path

import pytest
from contests import change_of, rows_of
from twins import played_twice

from phaseline.case.read import read_case
from phaseline.desk.comparison.draws import design
from phaseline.desk.findings.matrix import shown_rows
from phaseline.terms.entries import Entries

HALL = Path(__file__).parent / "hall.yaml"


@pytest.fixture(scope="module")
def case():
    """The hall of three, with a second completion of its ladder."""
    return played_twice(read_case(HALL).case, "climb", "again")


@pytest.fixture(scope="module")
def plan(case):
    """Its draws."""
    return design(case, count=8)


class TestTheRows:
    """Each course as it is played, in the order of what it buys."""

    def test_the_baseline_stands_first_and_the_best_second(self, case, plan):
        """By the middle of the draws, and where that is level by the far end."""
        changes = {
            "climb": change_of(-1.0, -2.0, 0.0),
            "nothing": 0.0,
            "again": change_of(-1.0, -4.0, 0.0),
        }
        rows, _ = rows_of(case, plan, changes)

        assert [row.effect.policies for row in rows] == [("nothing",), ("again",), ("climb",)]

    def test_completions_that_come_to_the_same_share_a_row(self, case, plan):
        """Two names for one game are one row."""
        rows, _ = rows_of(case, plan, {"nothing": 0.0, "climb": -1.0, "again": -1.0})

        assert [row.effect.policies for row in rows] == [("nothing",), ("climb", "again")]

    def test_an_idle_completion_makes_room(self, case, plan):
        """Of nine rows those that add nothing beside another completion are left out."""
        rows, _ = rows_of(case, plan, {"nothing": 0.0, "climb": -1.0, "again": 0.0})

        assert shown_rows(rows) == (rows, ())
        shown, left_out = shown_rows([*rows[:2], *(rows[2:] * 7)])
        assert [row.effect.policies for row in shown] == [("nothing",), ("climb",)]
        assert {row.effect.policies for row in left_out} == {("again",)}

    def test_a_type_that_abstains_is_left_out_of_what_is_done(self, case, plan):
        """What it does is no answer to a course; of the others all is kept."""
        kind = replace(case.game.types[0], id="kind")
        others = Entries([kind, replace(kind, id="calm", abstains="It wants nothing.")])
        setup = replace(case.game, types=others)
        abstaining = replace(case, games=Entries([setup]))
        rows, _ = rows_of(abstaining, plan, {"nothing": 0.0, "climb": -1.0})

        assert [group.types for group in rows[1].acting] == [("kind",)]
