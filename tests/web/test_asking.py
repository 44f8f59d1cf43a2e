"""What the address of Why and Need asks, and by which commands the same is asked."""

import pytest

from phaseline.web.asking import asked_of, commands_of, question_of
from phaseline.web.guard import Refused

CHOICES = {"shown": "patient", "told": ["ahead:nothing", "deters:bold"]}
SIGHT = "assumptions.sight.best"


@pytest.mark.parametrize("query", [{}, {"ladder": "patient"}, {"ladder": " ", "type": ""}])
def test_what_the_case_is_sent_with_is_not_asked_again(query):
    """The course that page one shows, against all types."""
    asked = asked_of("why", query, CHOICES)

    assert (dict(asked.question), asked.chosen["ladder"]) == ({}, "patient")


@pytest.mark.parametrize(
    ("query", "question"),
    [
        ({"ladder": "firm"}, {"page": "why", "ladder": "firm"}),
        ({"type": "bold"}, {"page": "why", "ladder": "patient", "type": "bold"}),
        ({SIGHT: "0.6"}, {"page": "why", "ladder": "patient"}),
    ],
)
def test_another_course_type_or_value_is_asked(query, question):
    """Of a what-if the shown course, too, is another answer."""
    assert asked_of("why", query, CHOICES).question == question


def test_a_goal_with_a_number_is_written_as_the_command_line_writes_it():
    """From its two fields, or from an address that holds it in one: the fields show both."""
    asked = asked_of("need", {"goal": "below", "periods": "6"}, CHOICES)
    written = asked_of("need", {"goal": "below:6"}, CHOICES)

    assert asked.question == written.question == question_of("need", asked.chosen)
    assert asked.question == {"page": "need", "ladder": "patient", "goal": "below:6"}
    assert (written.chosen["goal"], written.chosen["periods"]) == ("below", "6")


def test_without_a_goal_nothing_is_asked_of_what_is_sent():
    """What turns the goals of page one is sent with the case, of the course that it shows."""
    assert asked_of("need", {"ladder": "patient"}, CHOICES).question == {}


@pytest.mark.parametrize(
    ("query", "goal"),
    [
        ({"ladder": "firm"}, "ahead:nothing"),
        ({SIGHT: "0.6"}, "ahead:nothing"),
        ({"across": "sight"}, "ahead:nothing"),
        ({"ladder": "firm", "periods": "6"}, "below:6"),
        ({"periods": "6"}, "below:6"),
    ],
)
def test_a_question_without_a_goal_takes_the_first_that_is_told(query, goal):
    """Of another course, other values or two assumptions at once; a number is a goal by itself."""
    asked = asked_of("need", query, CHOICES)

    assert asked.question["goal"] == goal
    assert asked.chosen["goal"] == goal.partition(":6")[0]
    assert asked.lack == ""


@pytest.mark.parametrize(
    ("periods", "seen"), [("", "nothing stands there"), ("six", "found six"), ("-1", "found -1")]
)
def test_a_number_that_is_missing_is_asked_for(periods, seen):
    """In the words of the field, and nothing is worked out."""
    choices = {**CHOICES, "periods": "months with handover"}
    asked = asked_of("need", {"goal": "below", "periods": periods}, choices)

    assert asked.lack == (
        f"The number of months with handover: {seen}; expected a number from 0, such as 6."
    )


def test_what_differs_from_the_case_is_kept_apart():
    """An address of the case has a stop in it, and a field of the page has none."""
    asked = asked_of("why", {"ladder": "firm", SIGHT: "0.6"}, CHOICES)

    assert asked.changes == {SIGHT: "0.6"}
    assert asked.query == f"{SIGHT}=0.6&ladder=firm"


@pytest.mark.parametrize(
    "query", [{"goal": "met"}, {"type": "b" * 101}, {"type": "a\x07b"}, {"ladders": "firm"}]
)
def test_what_is_no_field_of_the_page_is_refused(query):
    """Or is no text of a bearable length."""
    with pytest.raises(Refused) as refused:
        asked_of("why", query, CHOICES)

    assert refused.value.status == 400


def test_the_same_is_asked_on_the_command_line():
    """Of Need, unasked, a command for each goal that is told."""
    surface = {"goal": "met", "ladder": "firm", "upwards": "sight", "across": "harm"}

    assert commands_of("why", {"ladder": "firm", "type": "bold"}, CHOICES) == [
        ["--ladder", "firm", "--type", "bold"]
    ]
    assert commands_of("need", {}, CHOICES) == [
        ["--ladder", "patient", "--for", "ahead:nothing"],
        ["--ladder", "patient", "--for", "deters:bold"],
    ]
    assert commands_of("need", surface, CHOICES) == [
        ["--ladder", "firm", "--for", "met", "--surface", "sight,harm"]
    ]
