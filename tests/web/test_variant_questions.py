"""What the addresses of courses played otherwise ask, and by which commands the same is asked."""

import pytest

from phaseline.web.asking import asked_of, commands_of
from phaseline.web.outline import ASK_FIRST, OFFER, PROJECTS, VARIANTS, WHOM
from phaseline.web.variant_questions import ladder_of, variant_chosen

CHOICES = {
    "shown": "patient",
    "offers": [{"id": "tolls", "name": "lower dues"}],
    "projects": [],
    "period": "month",
}


@pytest.mark.parametrize("page", VARIANTS)
def test_nothing_typed_asks_nothing_anew(page):
    """What the case is sent with is shown, of the course of page one."""
    asked = asked_of(page, {}, CHOICES)

    assert (dict(asked.question), asked.lack) == ({}, "")
    assert asked.chosen["ladder"] == "patient"


@pytest.mark.parametrize("page", [WHOM, PROJECTS, ASK_FIRST])
def test_the_shown_course_can_be_asked_in_full(page):
    """Its name in the address is a question, and so is a what-if of the case."""
    whole = asked_of(page, {"ladder": "patient"}, CHOICES)
    moved = asked_of(page, {"assumptions.sight.best": "0.6"}, CHOICES)

    assert whole.question == moved.question == {"page": page, "ladder": "patient"}


def test_the_first_offer_of_the_case_is_asked_where_none_is_named():
    """What is typed in words stands alone, as on the command line."""
    named = asked_of(OFFER, {"ladder": "firm"}, CHOICES)
    typed = asked_of(OFFER, {"ladder": "firm", "inducement": "0.1"}, CHOICES)

    assert named.question == {"page": OFFER, "ladder": "firm", "offer": "tolls"}
    assert typed.question == {"page": OFFER, "ladder": "firm", "inducement": "0.1"}
    assert variant_chosen(WHOM, {"ladder": "firm"}, CHOICES) == {"ladder": "firm"}


def test_all_courses_are_asked_by_leaving_the_ladder_out():
    """The star of the address is no word of the command."""
    question = asked_of(OFFER, {"ladder": "*", "verification": "0.7"}, CHOICES).question

    assert ladder_of(question) == ""
    assert commands_of(OFFER, question, CHOICES) == [["--verification", "0.7"]]
    assert commands_of(WHOM, {}, CHOICES) == [["--ladder", "patient"]]


@pytest.mark.parametrize(
    ("query", "lack"),
    [
        (
            {"inducement": "much"},
            "What is paid per month: found much; expected a number from 0, such as 0.1.",
        ),
        (
            {"inducement": "nan"},
            "What is paid per month: found nan; expected a number from 0, such as 0.1.",
        ),
        (
            {"verification": "1.2"},
            (
                "Chance per month of seeing a crossing, once taken up: found 1.2; expected a number"
                " from 0 to 1, such as 0.7."
            ),
        ),
        (
            {"draws": "10", "inducement": "1"},
            (
                "The number of draws: found 10; expected a multiple of 4 from 8 to 128, such as"
                " 16. The command takes more."
            ),
        ),
        (
            {"draws": "132", "inducement": "1"},
            (
                "The number of draws: found 132; expected a multiple of 4 from 8 to 128, such as"
                " 16. The command takes more."
            ),
        ),
    ],
)
def test_what_cannot_be_asked_is_said_in_the_words_of_the_field(query, lack):
    """And nothing is worked out."""
    assert asked_of(OFFER, query, CHOICES).lack == lack


def test_an_offer_of_nothing_is_asked_for_its_terms():
    """Of a case that names none, nothing is offered until a number says what."""
    asked = asked_of(OFFER, {"ladder": "firm"}, {**CHOICES, "offers": []})

    assert commands_of(OFFER, {}, {**CHOICES, "offers": []}) == []
    assert asked.lack.startswith("Nothing is offered: the case names no offer, so fill in")
