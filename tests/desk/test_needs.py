"""What it takes for a ladder to reach a goal: thresholds by hand, sets that reach it, none else."""

from dataclasses import replace

import pytest

from phaseline.case.games import policy_of, setup_of
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.goals import (
    LadderGoal,
    ProofAgainst,
    goal_of,
    margins,
    proof_against,
)
from phaseline.desk.comparison.needs import needs
from phaseline.desk.estimates.valuation import best_values
from phaseline.errors import QuestionError


@pytest.fixture(scope="module")
def case():
    """The small worked case."""
    return read_case(case_path("strait"), name="strait").case


@pytest.fixture(scope="module")
def firm(case):
    """One of its ladders."""
    return policy_of(case, "firm")


@pytest.fixture(scope="module")
def patient(case):
    """The other one."""
    return policy_of(case, "patient")


@pytest.fixture(scope="module")
def fewer(case, patient):
    """What it takes for it to keep crossings below eleven and a half of twelve months."""
    return needs(case, patient, LadderGoal(kind="below", target="11.5"))


def at(case, **values):
    """The best values of a case, some of them moved."""
    best = best_values(case)
    return replace(best, values={**best.values, **values})


@pytest.mark.parametrize(
    ("text", "kind", "target"),
    [
        ("deters:careful", "deters", "careful"),
        ("below 6", "below", "6"),
        ("ahead:patient", "ahead", "patient"),
        ("met", "met", ""),
        ("self-enforcing", "self-enforcing", ""),
    ],
)
def test_a_goal_is_read_with_a_colon_or_a_blank(case, text, kind, target):
    """The kind comes first, what it names second."""
    assert goal_of(case, text) == LadderGoal(kind=kind, target=target)


@pytest.mark.parametrize(
    "text", ["", "wins", "deters", "met:", "below:x", "below:-1", "ahead:nix", "deters:nix"]
)
def test_what_is_no_goal_is_refused(case, text):
    """A goal without what it names, or with what is not there; `met:` is `met`."""
    if text == "met:":
        assert goal_of(case, text) == LadderGoal(kind="met")
        return
    with pytest.raises(QuestionError):
        goal_of(case, text)


def test_a_margin_counts_periods_from_the_goal(case, firm):
    """
    The careful type is across in all 12 periods: half a period less 12; and 12 is 6 above 6, for
    every type crosses throughout.
    """
    best = [best_values(case)]

    assert margins(case, firm, LadderGoal(kind="deters", target="careful"), best) == pytest.approx(
        [0.5 - 12]
    )
    assert margins(case, firm, LadderGoal(kind="below", target="6"), best) == pytest.approx(
        [6.0 - 12]
    )
    assert margins(case, firm, LadderGoal(kind="ahead", target="firm"), best) == pytest.approx(
        [0.0]
    )


def test_a_threshold_turns_the_goal(case, patient, fewer):
    """On its far side the goal is reached, and a little nearer to the best value it is not."""
    turning = [turn for turn in fewer.single if turn.value is not None]
    assert not fewer.is_reached
    assert {turn.is_inside for turn in turning} == {True, False}
    for turn in turning:
        step = (turn.value - turn.best) * 1e-4
        beyond, before = (
            at(case, **{turn.assumption: turn.value}),
            at(case, **{turn.assumption: turn.value - step}),
        )
        reached, missed = margins(case, patient, fewer.goal, [beyond, before])
        assert reached > 0 >= missed
        assert turn.is_inside == (turn.low <= turn.value <= turn.high)


def test_no_set_holds_a_smaller_one_and_each_reaches_the_goal(case, patient, fewer):
    """Moved as told, a set reaches the goal; no set is a part of another."""
    assert fewer.sets
    names = [{change.assumption for change in changes} for changes in fewer.sets]
    assert not any(one < other for one in names for other in names)
    moved = [
        at(case, **{change.assumption: change.value for change in changes})
        for changes in fewer.sets
    ]
    assert (margins(case, patient, fewer.goal, moved) > 0).all()
    assert all(0 < change.of_range <= 1 for changes in fewer.sets for change in changes)


def test_what_no_end_reaches_is_said(case, firm):
    """The firm ladder deters the careful type nowhere within the ranges of the case."""
    asked = needs(case, firm, LadderGoal(kind="deters", target="careful"))

    assert asked.is_not_found
    assert asked.sets == ()
    assert all(not turn.is_inside for turn in asked.single)


def test_what_is_reached_already_is_said_with_what_would_lose_it(case, firm):
    """Nobody is across in more than 12 of 12 periods: below 13 is reached whatever is assumed."""
    asked = needs(case, firm, LadderGoal(kind="below", target="13"))

    assert asked.is_reached
    assert asked.sets == ()
    assert not asked.is_not_found


@pytest.mark.parametrize(
    ("goal", "proof"),
    [
        ("ahead:firm", ProofAgainst.ITSELF),
        ("ahead:patient", None),
        ("below:0", ProofAgainst.NONE_BELOW),
        ("below:1", None),
        ("deters:careful", None),
    ],
)
def test_only_what_is_proved_cannot_be(case, firm, goal, proof):
    """A margin against oneself is 0, and periods are no fewer than 0; all else is searched for."""
    assert proof_against(case, firm, goal_of(case, goal)) is proof


def test_what_demands_nothing_meets_no_demand(case, firm):
    """Where nothing is demanded, or not of a track, it is met with no chance above a half."""
    for goal in ("met", *(f"met:{track}" for track in setup_of(case).tracks.ids)):
        proof = proof_against(case, firm, goal_of(case, goal))
        reached = margins(case, firm, goal_of(case, goal), [best_values(case)])[0] > 0
        assert not (proof and reached), goal
