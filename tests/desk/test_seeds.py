"""Ranges that would be others with another seed of the draws."""

from dataclasses import replace

import numpy as np
import pytest
from contests import contest_of

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.draws import design
from phaseline.desk.comparison.study import LadderFigures
from phaseline.desk.findings.seeds import ranges_moving
from phaseline.present.wording.english.telling import told
from phaseline.present.wording.words import Words


@pytest.fixture(scope="module")
def strait():
    """The case at sea."""
    return read_case(case_path("strait"), name="strait").case


def comparison_of(case, count, changes):
    """A contest in which one course changes so much in each draw, and ranges from −2 to 0."""
    comparison = contest_of(case, design(case, count=count), {"nothing": 0.0, "firm": 0.0})
    idle, firm = comparison.contenders
    mine = LadderFigures(by_metric={"inside": np.array([0.0, *changes])}, states=1)
    estimate = replace(firm.studied.change["inside"], low=-2.0, high=0.0)
    studied = replace(firm.studied, mine=mine, change={**firm.studied.change, "inside": estimate})
    return replace(comparison, contenders=(idle, replace(firm, studied=studied)))


def test_a_range_that_hangs_on_whole_periods_is_said_to_move(strait):
    """
    Of 64 draws in 8 blocks the even blocks change −2 and the odd ones 0: an end of the range
    differs by 2 between the halves, and is uncertain by 1 of a range of 2.
    """
    blocks = np.arange(64) // 8
    (finding,) = ranges_moving(strait, comparison_of(strait, 64, np.where(blocks % 2, 0.0, -2.0)))

    assert [(row.policies, row.error) for row in finding.courses] == [(("firm",), 1.0)]
    assert told(finding, Words(strait)).text == (
        "With another seed an end of a range would move by about 1 month under ask, close,"
        " withhold (firm) (−2 to 0), as two halves of the 64 draws show; more draws settle it."
    )


def test_a_range_that_both_halves_give_is_settled(strait):
    """Every block has the same eight changes, so both halves have the same ends; few draws none."""
    same = np.tile(np.linspace(-2.0, 0.0, 8), 8)

    assert ranges_moving(strait, comparison_of(strait, 64, same)) == ()
    assert ranges_moving(strait, comparison_of(strait, 16, np.repeat([-2.0, 0.0], 8))) == ()
