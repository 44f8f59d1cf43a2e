"""What is worked out for a reader's questions: what each needs, for the ladders that are ours."""

from dataclasses import fields, replace
from pathlib import Path

import pytest

from phaseline.case.read import read_case
from phaseline.desk.findings.constraints import constraints
from phaseline.desk.findings.question_inputs import (
    ARRIVES,
    CHEATS,
    COMPLIES,
    ENDS,
    FREES,
    LAW,
    NUMBERS,
    OVERSIGHT,
    AssuranceRange,
    QuestionInputs,
    assured,
    own_ladders,
    told,
    told_of,
)

QUAY, HALL, DEPOT = (Path(__file__).parent / f"{name}.yaml" for name in ("quay", "hall", "depot"))


@pytest.fixture(scope="module")
def quay():
    """The invented case with a game of one step that false reports can set off."""
    return read_case(QUAY).case


def filled(inputs):
    """The names of the parts that are there."""
    return {part.name for part in fields(inputs) if getattr(inputs, part.name)}


def test_the_yardstick_and_what_others_decide_are_not_ours(quay):
    """Of three ladders one is what the others are measured by, and one is for Tarsk to decide."""
    assert [policy.id for policy in quay.policies] == ["climb", "nothing", "watch"]
    assert own_ladders(quay) == ["climb"]


def test_one_who_complies_can_count_on_months_without_a_false_report(quay):
    """
    A false report comes with a chance of 0.2 a month, the middle of 0.1 to 0.3, and one calls for
    the rung at once, until a month without. In the three months of the first horizon none comes
    with 0.8³ = 0.512; at their end the rung is down unless the last month had one, with 0.8;
    nothing that is delivered stays.
    """
    assert assured(quay, "climb") == AssuranceRange(
        calm=pytest.approx(0.512), stopped=pytest.approx(0.8), lasting=0.0
    )


def test_without_false_reports_one_who_complies_can_count_on_everything(quay):
    """Nothing calls for a rung."""
    (game,) = quay.games
    tracks = tuple(replace(track, mistaken="") for track in game.tracks)
    quiet = replace(quay, games=(replace(game, tracks=tracks),))

    assert assured(quiet, "climb") == AssuranceRange(calm=1.0, stopped=1.0, lasting=0.0)


@pytest.mark.parametrize(
    ("path", "number", "parts"),
    [
        (QUAY, COMPLIES, {"assured"}),
        (HALL, COMPLIES, {"assured"}),
        (HALL, LAW, {"constraints"}),
        (HALL, OVERSIGHT, {"constraints"}),
        (DEPOT, ENDS, {"deliverable"}),
        (DEPOT, ARRIVES, {"deliverable"}),
        # the case has no law, no goods, nothing to sign, no direct supply and no end of a war
        (QUAY, LAW, set()),
        (QUAY, ARRIVES, set()),
        (QUAY, CHEATS, set()),
        (QUAY, FREES, set()),
        (QUAY, ENDS, set()),
        # the first question needs none of it
        (HALL, 1, set()),
    ],
)
def test_a_question_works_out_what_it_needs_and_no_more(path, number, parts):
    """A part that the question does not need, or of which the case says nothing, is empty."""
    assert filled(told(read_case(path).case, [number])) == parts


def test_questions_that_are_asked_together_have_the_parts_of_each():
    """The law for the fourth, what can be counted on for the eighth."""
    assert filled(told(read_case(HALL).case, [LAW, COMPLIES])) == {"constraints", "assured"}


def test_a_case_without_a_game_has_law_and_no_more(quay):
    """What rests on the game is empty, whatever is asked."""
    hall = replace(read_case(HALL).case, games=())

    assert filled(told(hall, [LAW, CHEATS, COMPLIES, FREES, ENDS, NUMBERS])) == {"constraints"}
    assert told(replace(quay, games=()), [COMPLIES]) == QuestionInputs()


def test_the_ladders_are_put_to_the_mapper_of_the_shell(quay):
    """A shell may work on several at once; the names that it is given are those of our ladders."""
    asked = []

    def mapper(function, names):
        asked.append(list(names))
        return map(function, names)

    told(quay, [CHEATS], mapper=mapper)

    assert asked == [["climb"]]


def test_where_the_game_was_not_played_law_is_passed_on():
    """Nothing is worked out that was not at hand."""
    hall = read_case(HALL).case
    limits = constraints(hall)

    assert told_of(hall, None, limits) == QuestionInputs(constraints=limits)
