"""Numbers, dates and lists as a reader sees them."""

from dataclasses import replace

import pytest

from phaseline.present.wording.numbers import (
    amount_words,
    count_words,
    date_words,
    fact_amount,
    listed,
    number_words,
    range_words,
)
from phaseline.terms.quantity import UNKNOWN, Reference, quantity
from phaseline.terms.when import When


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0"),
        (5, "5"),
        (999, "999"),
        (1_000, "1,000"),
        (10_000, "10,000"),
        (550_000, "550,000"),
        (3_400_000, "3.4 million"),
        (20_000_000, "20 million"),
        (240_000_000, "240 million"),
        (22_920_000_000, "22.92 billion"),
        (-36, "−36"),
        (-0.4, "−0.4"),
        (0.05, "0.05"),
        (0.995, "0.995"),
        (19.7, "19.7"),
        (64 / 28, "2.29"),
        (82 / 13, "6.31"),
        (100 * 28 / 92, "30.43"),
        (1_000_000, "1 million"),
    ],
)
def test_a_number_is_written_for_a_reader(number, words):
    """
    Digits in groups, millions and billions in words, few figures after the point, a real minus
    sign.
    """
    assert number_words(number) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("20_000_000 USD/month", "20 million USD/month"),
        ("1 seat", "1 seat"),
        ("3 seat", "3 seats"),
        ("0 step", "0 steps"),
        ("2000 USD/soldier/month", "2,000 USD/soldier/month"),
        ("17_000 shell/howitzer", "17,000 shells/howitzer"),
        ("2 battery", "2 batteries"),
        ("5 person", "5 people"),
        ("64 percent", "64 percent"),
        ("4 aircraft", "4 aircraft"),
        ("155 mm", "155 mm"),
        ("0.5", "0.5"),
    ],
)
def test_an_amount_is_written_with_its_unit_in_the_right_number(text, words):
    """One seat, three seats; units that have no plural keep their form."""
    assert amount_words(quantity(text)) == words


def test_an_amount_that_is_not_given_says_so():
    """Never 0 and never an empty cell; an address stands for what it leads to."""
    assert amount_words(UNKNOWN) == "not in the sources"
    assert amount_words(Reference(address="facts.a.value")) == "facts.a.value"


def test_a_range_has_its_unit_once():
    """Both ends are needed for a range."""
    assert range_words(quantity("1 month"), quantity("6 month")) == "1 to 6 months"
    assert range_words(quantity("-0.4"), quantity("0.6")) == "−0.4 to 0.6"
    assert range_words(UNKNOWN, quantity("6 month")) == ""


@pytest.mark.parametrize(
    ("bound", "words"),
    [
        ("exact", "10,000 soldiers"),
        ("about", "about 10,000 soldiers"),
        ("more_than", "more than 10,000 soldiers"),
        ("less_than", "less than 10,000 soldiers"),
    ],
)
def test_the_number_of_a_fact_keeps_how_it_is_meant(entry, bound, words):
    """An estimate does not become exact on its way to the reader."""
    fact = replace(entry("facts.troops-sent"), bound=bound)

    assert fact_amount(fact) == words


def test_a_fact_without_a_number_has_none(entry):
    """No zero is shown in its place."""
    assert fact_amount(entry("facts.lacks-specifics")) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024-10-21", "21 Oct 2024"),
        ("2024-10", "Oct 2024"),
        ("2024", "2024"),
        ("2024-10-21/2024-10-31", "21–31 Oct 2024"),
        ("2024-10-31/2024-11-01", "31 Oct 2024 – 1 Nov 2024"),
        ("../2024-11-04", "by 4 Nov 2024"),
        ("2024-11-27/..", "from 27 Nov 2024"),
        ("2024-10-21/2024-10-31~", "about 21–31 Oct 2024"),
        ("unknown", "undated"),
    ],
)
def test_a_date_is_written_for_a_reader(text, words):
    """A day, a month, an interval with its open ends, or undated."""
    assert date_words(When.parse(text)) == words


@pytest.mark.parametrize(
    ("words", "text"),
    [((), "none"), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")],
)
def test_a_list_is_joined_as_a_sentence_does(words, text):
    """A comma between, an "and" before the last, a word for nothing."""
    assert listed(words) == text


def test_a_count_has_its_noun():
    """One gap, two gaps; an irregular plural is given."""
    assert count_words(1, "gap") == "1 gap"
    assert count_words(0, "gap") == "0 gaps"
    assert count_words(2, "family", "families") == "2 families"
