"""By when a course has to be announced."""

from dataclasses import replace

import numpy as np
import pytest

from phaseline.api import case_of, open_case
from phaseline.desk.comparison.draws import design
from phaseline.desk.comparison.late import LateLadder, RungTimes
from phaseline.explore import study
from phaseline.explore.adaptation import Adaptation, adaptation_of
from phaseline.explore.pathways import course_pathway, late_ladder_of, pathway_columns
from phaseline.explore.study import change_column, planned, solved_chunk
from phaseline.present.wording.futures import pathway_sentences
from phaseline.terms.entries import Entries
from phaseline.terms.when import When


def late(change, *, lead=(0.0, 0.0, 0.0, 0.0), consent=(1.0, 1.0, 1.0, 1.0)):
    """A course announced at 0, 4 and 8, with one rung, in four futures."""
    times = RungTimes(lead=np.array(lead), consent=np.array(consent))
    return LateLadder(announced=(0, 4, 8), change=np.array(change), rungs={"up": times}, first="up")


def test_dates_by_hand():
    """
    It works at all three dates, at two, at the first, at none: decide by 8, 4 and 0, of which the
    middle is 4, the 10th percentile .8 and the 90th 7.2; it works in 3, 2 and 1 of four futures.
    """
    change = [[-1, -1, -1, 0], [-1, -1, 0, 0], [-1, 0, 0, 0]]
    row = course_pathway("course", late(change), 12)
    assert row.works == (0.75, 0.5, 0.25)
    assert row.decide_by is not None
    assert row.decide_by.median == 4
    assert (row.decide_by.low, row.decide_by.high) == pytest.approx((0.8, 7.2))


def test_a_tipping_point_is_a_lead_after_the_decision():
    """Decide by 8, 4 and 0, with leads of 1, 3 and 2: 9, 7 and 2; the middle is 7."""
    change = [[-1, -1, -1, 0], [-1, -1, 0, 0], [-1, 0, 0, 0]]
    row = course_pathway("course", late(change, lead=(1.0, 3.0, 2.0, 9.0)), 12)
    assert row.tipping is not None
    assert row.tipping.median == 7


def test_what_works_again_later_counts_up_to_the_break():
    """It works at 0, not at 4, and again at 8: decide by 0."""
    row = course_pathway("course", late([[-1] * 4, [0] * 4, [-1] * 4]), 12)
    assert row.decide_by is not None
    assert row.decide_by.high == 0


def test_a_course_that_never_works_has_no_date():
    """A twentieth of a period is no effect."""
    row = course_pathway("course", late([[-0.05] * 4] * 3), 12)
    assert (row.decide_by, row.tipping, row.works) == (None, None, (0, 0, 0))


def test_a_rung_is_open_while_its_lead_leads_to_before_the_end():
    """
    Twelve periods, leads of 3, 4, 8 and 12, consent .5 in the first future and certain otherwise:
    at 0 it is open in .5 + 1 + 1 of four, at 4 in .5 + 1 (8 leads to the end itself), at 8 in .5.
    """
    row = course_pathway(
        "course", late([[-1] * 4] * 3, lead=(3.0, 4.0, 8.0, 12.0), consent=(0.5, 1, 1, 1)), 12
    )
    assert row.rungs[0].is_open == (0.625, 0.375, 0.125)


@pytest.fixture(scope="module")
def strait():
    """The strait and its plan."""
    report = open_case("strait")
    case = case_of(report)
    return case, planned(case, report.reading.hash)


def test_announced_at_once_a_course_does_what_the_study_says(strait, monkeypatch):
    """The first date of every course, in all draws of a chunk, and read back as it was kept."""
    monkeypatch.setattr(study, "CHUNK", 16)
    case, plan = strait
    chunk = solved_chunk(case, plan, 0)
    for course in plan.courses:
        columns = pathway_columns(case, plan, course)
        ladder = late_ladder_of(columns)
        assert ladder is not None
        assert ladder.announced[0] == 0
        assert ladder.change[0] == pytest.approx(chunk[change_column(course, "inside")], abs=1e-8)
        assert (ladder.change[1:] != ladder.change[0]).any() == (course == "patient")


def test_what_ends_by_the_calendar_has_no_date():
    """A rung that is gone by a day is another ladder later; said, and kept as such."""
    assert late_ladder_of({"dated": np.ones(1)}) is None


def test_dates_say_that_the_law_is_held_as_it_is(strait):
    """
    A game knows one law, so that the sentence says of which day, that no right ends before it does,
    and what the case itself says; where it says nothing, nothing is added.
    """
    case, _ = strait
    row = course_pathway("patient", late([[-1] * 4, [-1] * 4, [0] * 4]), 12)
    turns = Adaptation(flips={}, triggers=None, pathways=(row,), dated=())
    said = [
        next(pathway_sentences(replace(case, decide_by=by), turns))
        for by in ("unstated", "the day of the vote.")
    ]

    for sentence in said:
        assert (
            "as the law stands on 1 May 2031; no right that these courses need ends by a date"
            in sentence
        )
    assert "The case says" not in said[0]
    assert "The case says by when to decide: the day of the vote. It is announced" in said[1]


def test_a_right_that_ends_caps_the_date_to_decide():
    """
    Of dates 0, 4 and 8 a course works at all in two draws, and at 0 and 4 in the others: decide by
    4 to 8; where a right ends after 5 whole periods, by 4 to 5, and what takes 1 more by 5 to 6.
    """
    ladder = late([[-1] * 4, [-1] * 4, [-1, -1, 0, 0]], lead=(1.0,) * 4)
    free, capped = (course_pathway("course", ladder, 12, cap) for cap in (None, 5))
    assert (free.decide_by.low, free.decide_by.high) == (4, 8)
    assert (capped.decide_by.low, capped.decide_by.high) == (4, 5)
    assert (capped.tipping.low, capped.tipping.high) == (5, 6)
    assert capped.works == free.works


def futures_of(case):
    """Eight drawn futures of a case."""
    drawn = design(case, count=8, seed=1, chunk=0)
    return {
        f"input:{name}": np.array([draw.values[name] for draw in drawn.draws])
        for name in (*drawn.continuous, *drawn.structural)
    }


def test_the_law_that_caps_a_date_is_named(strait):
    """The Harbour Act ends with September: its entry, the day, and that no date lies later."""
    case, _ = strait
    provisions = Entries(
        replace(entry, until=When.parse("2031-09-30")) if entry.id == "harbour-act" else entry
        for entry in case.provisions
    )
    ending = replace(case, provisions=provisions)
    columns = {
        "late:0": np.full(4, -1.0),
        "late:8": np.full(4, -1.0),
        "lead:R1": np.ones(4),
        "consent:R1": np.ones(4),
        "first:R1": np.ones(4),
    }
    turns = adaptation_of(ending, futures_of(ending), ("nothing",), (), {"patient": columns})
    assert turns.pathways[0].decide_by.median == 4  # five months are over only with 1 October
    lead, _, said = pathway_sentences(ending, turns)
    assert "where a right that a course needs ends by a date of the law" in lead
    assert said.startswith(
        "As of right, in the reading of the ministry, ask, close, withhold (patient) can be carried"
        " out no later than 30 September 2031: what allows"
    )
    assert "the law is silent on it (Harbour Act). No date to decide lies later" in said
