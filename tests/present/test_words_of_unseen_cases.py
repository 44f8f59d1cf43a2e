"""
Words where a case differs from those that are shipped: ids that say nothing, units of its own, one
of a thing where others have several.
"""

import pytest

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.findings.courses import TypesDo
from phaseline.desk.findings.opinion import PollsAgree
from phaseline.desk.findings.reference import ReferenceClass
from phaseline.present.terminal.registers import between_text, timeline_text
from phaseline.present.wording.english.courses import moves_words
from phaseline.present.wording.english.telling import all_told
from phaseline.present.wording.numbers import amount_words, one_of
from phaseline.present.wording.politics import months_words
from phaseline.present.wording.words import Words
from phaseline.terms.quantity import quantity, unit


@pytest.fixture(scope="module")
def strait():
    """The tiny case, whose types are careful and bold."""
    return read_case(case_path("strait"), name="strait").case


def test_types_are_named_by_what_they_are(strait):
    """No id of a type stands in a sentence, at its beginning least of all."""
    moves = (
        TypesDo(types=("careful",), moves=()),
        TypesDo(types=("bold",), moves=(("gear", "hand-over"),)),
    )

    said = moves_words(moves, Words(strait))

    assert said == (
        "The type that needs its harbours more than the gear is worth holds still; the other hands"
        " gear over."
    )
    assert Words(strait).kinds(("careful", "bold")) == (
        "the type that needs its harbours more than the gear is worth and the type that is paid"
        " well for the gear"
    )
    assert Words(strait).kind("of-a-file") == "of-a-file"


@pytest.mark.parametrize(
    ("noun", "said"),
    [
        ("unlicensed sale", "an unlicensed sale"),
        ("incursion", "an incursion"),
        ("union vote", "a union vote"),
        ("unit sold", "a unit sold"),
        ("uninvited call", "an uninvited call"),
        ("use of sonar", "a use of sonar"),
        ("handover", "a handover"),
    ],
)
def test_the_article_is_that_of_the_word(noun, said):
    """A case says what a crossing is; the article follows it."""
    assert one_of(noun) == said


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("8140 m3/day", "8,140 m3/day"),
        ("40 MWh", "40 MWh"),
        ("12 ha", "12 ha"),
        ("3 vaccine_batch", "3 vaccine batches"),
        ("2 ferry/week", "2 ferries/week"),
        ("5 buoy", "5 buoys"),
        ("1 flask", "1 flask"),
    ],
)
def test_a_unit_of_the_cases_own_has_its_plural(amount, said):
    """A symbol has none; nouns have that of the language."""
    assert amount_words(quantity(amount)) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [(4, "4 days"), (7, "1 week"), (10, "10 days"), (14, "2 weeks"), (30, "4 weeks")],
)
def test_a_time_that_is_no_number_of_weeks_is_told_in_days(days, said):
    """Ten days are not a week: 10/7 is 1.43 weeks, 30/7 is 4.3, within a seventh of four."""
    assert months_words(days * unit("day").factor) == said


def test_one_poll_is_not_every_poll(strait):
    """Of one poll nothing is said of how several differ."""
    agree = PollsAgree(is_against=True, polls=1, is_of_papers=False, is_some=False, rests_on=())

    (sentence,) = all_told((agree,), Words(strait))

    assert sentence.text == (
        "Yes, in the one poll on record; another question might give another answer:"
    )


def test_one_past_record_is_not_all_of_these(strait):
    """The model is held beside it alone."""
    beside = ReferenceClass(
        beside="deterred",
        facts=("facts.engineers",),
        share=None,
        within=12,
        standing="above",
        rests_on=(),
    )

    (sentence,) = all_told((beside,), Words(strait))

    assert "The model's share lies above this one. The two need not agree." in sentence.text


def test_days_back_are_told_as_days_before():
    """
    From the trilateral meeting of 25 October back to the call: no negative number of days. An empty
    list of events says that it is empty.
    """
    case = read_case(case_path("korea-2024"), name="korea-2024").case
    said = between_text(case, "poll-joongang-fieldwork", "trilateral", (-7, -6))

    assert said.startswith(f"“{case.events['trilateral'].title}” comes before “")
    assert "by 6 to 7 days; the dates are intervals" in said
    assert timeline_text(()) == "No events are entered in this case (events.yaml)."
