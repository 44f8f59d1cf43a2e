"""What would have to be true for the shown course: the lead by hand, thresholds by the engine."""

from dataclasses import replace

import pytest

from phaseline.case.games import policy_of
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.goals import goal_of, margins
from phaseline.desk.comparison.needs import LadderTurns, TurningValue, turns_within
from phaseline.desk.estimates.valuation import best_values
from phaseline.desk.findings.conditions import clear_of, conditions, turned_alone
from phaseline.present.wording.english.conditions import condition_row
from phaseline.present.wording.english.telling import told
from phaseline.present.wording.words import Words


@pytest.fixture(scope="module")
def case():
    """The small worked case."""
    return read_case(case_path("strait"), name="strait").case


def turning(name, value, ends, best):
    """Where an assumption turns something."""
    low, high = ends
    return TurningValue(assumption=name, value=value, low=low, high=high, best=best, is_inside=True)


SIGHT = turning("sight", 0.6, (0.2, 0.7), 0.45)
HARBOURS = turning("loss-harbours", 2.0, (0.4, 3.0), 1.9)


def asked(case, goal, *turns, is_reached=False, across=11.0, other=10.0):
    """What was found for a goal of the patient ladder."""
    return LadderTurns(
        policy="patient",
        goal=goal_of(case, goal),
        is_reached=is_reached,
        across=across,
        across_other=other if goal.startswith("ahead") else None,
        of=12,
        turns=turns,
    )


def said(case, *turns):
    """The findings of what was asked, in words."""
    return [told(finding, Words(case)).text for finding in conditions(case, turns)]


def test_one_behind_is_said_with_both_figures_and_what_would_put_it_ahead(case):
    """A chance is told before a loss on a scale of the model's own, though that is nearer."""
    (text,) = said(case, asked(case, "ahead:firm", HARBOURS, SIGHT))

    assert text == (
        "At our best values ask, close, withhold (patient) leaves 11.0 of 12 months of handover,"
        " ask, close, withhold (firm) 10.0. The chance that a handover under way is noticed within"
        " a month at 60 in 100 (assumed: 45, range 20 to 70) would put it ahead, as would one other"
        " assumption."
    )


def test_a_lead_is_said_with_what_would_undo_it(case):
    """Nothing within its range: then that is said, and that it was looked for."""
    (text,) = said(case, asked(case, "ahead:nothing", is_reached=True, across=9.0))

    assert text.endswith(
        "No single assumption within its range was found that would undo that lead."
    )


def test_a_difference_that_counts_for_nothing_is_none(case):
    """Four hundredths of a month are less than a twentieth."""
    (text,) = said(case, asked(case, "ahead:nothing", across=10.04, other=10.0))

    assert "leaves 10.0 of 12 months of handover, about as many as no new step." in text


def test_types_that_are_kept_out_already_are_not_asked_about(case):
    """Of two types one is kept out: a further one is looked for."""
    texts = said(
        case, asked(case, "deters:careful", is_reached=True), asked(case, "deters:bold", SIGHT)
    )

    (text,) = texts
    assert text == (
        "Alone, the chance that a handover under way is noticed within a month at 60 in 100"
        " (assumed: 45, range 20 to 70) would keep one type more from handing gear over."
    )
    assert said(case, asked(case, "deters:bold", is_reached=True)) == []


def test_a_quick_look_turns_where_the_engine_does(case):
    """At the value the lead counts as such, and on the near side of it it does not."""
    patient, goal = policy_of(case, "patient"), goal_of(case, "ahead:firm")
    clear = clear_of(goal)
    found = turns_within(case, patient, goal, clear=clear)
    best = best_values(case)

    assert found.is_reached
    assert found.across < found.across_other
    assert any(turn.is_inside for turn in found.turns)
    for turn in found.turns:
        step = (turn.high - turn.low) / 100 * (1 if turn.best > turn.value else -1)
        values = [
            replace(best, values={**best.values, turn.assumption: at})
            for at in (turn.value, turn.value + step)
        ]
        there, near = margins(case, patient, goal, values)
        assert turn.low <= turn.value <= turn.high
        assert there <= clear < near


def test_every_assumption_that_turns_it_alone_can_be_looked_up(case):
    """Page one tells one and counts the others; the table behind it has both, that one first."""
    turns = [asked(case, "ahead:firm", HARBOURS, SIGHT)]
    (finding,) = conditions(case, turns)
    alone = turned_alone(case, turns)

    assert alone[:1] == finding.thresholds
    assert len(alone) == 1 + finding.more == 2
    assert condition_row(alone[0], Words(case)) == (
        "Chance that a handover under way is noticed within a month",
        "0.6",
        "0.45",
    )
