"""
One tolerance and one rule for ties: what differs by rounding is the same, and nothing else is.
"""

from itertools import permutations
from math import fsum, inf, isnan, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phaseline.terms.quantity import quantity
from phaseline.terms.ties import (
    CLOSE,
    DIGITS,
    PLACES,
    are_alike,
    first_leading,
    in_order,
    is_less,
    is_more,
    is_same,
    leading,
    most_of,
    nearest,
    ranked,
    shown_number,
    total,
)

NOISE = 1e-13
NUMBERS = st.floats(-1e6, 1e6)


def itself(number):
    """The number of an entry that is a number."""
    return number


@pytest.mark.parametrize("noise", [1e-16, 1e-13, 9e-10])
@pytest.mark.parametrize("number", [0.0, 1.0, -0.25, 24.0])
def test_a_lead_within_rounding_is_no_lead(number, noise):
    """A number and the same with noise are the same, and neither is more or less than the other."""
    assert is_same(number, number + noise)
    assert not is_more(number + noise, number)
    assert not is_less(number - noise, number)


@pytest.mark.parametrize("number", [0.0, 1.0, -0.25])
def test_a_difference_beyond_the_tolerance_counts(number):
    """Twice the tolerance of numbers up to 1 is a true difference."""
    assert is_more(number + 2 * CLOSE, number)
    assert is_less(number, number + 2 * CLOSE)


def test_the_tolerance_grows_with_the_numbers():
    """A million has six digits more before the point: 1e-4 of it is rounding, 1e-2 is not."""
    assert is_same(1e6, 1e6 + 1e-4)
    assert not is_same(1e6, 1e6 + 1e-2)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [(inf, inf, True), (-inf, inf, False), (inf, 1e300, False), (nan, nan, False)],
)
def test_infinity_is_the_same_as_itself_alone(first, second, same):
    """
    What has no end is level with what has none; what is no number is level with nothing, and
    neither more nor less.
    """
    assert is_same(first, second) is same
    assert not (is_more(first, second) and is_less(first, second))


@pytest.mark.parametrize("order", list(permutations("abc")))
def test_ties_stay_in_the_order_of_the_case_whatever_the_noise(order):
    """
    Three that are level but for 1e-16 keep the order in which they came, in which way soever the
    noise ranks them.
    """
    numbers = {name: 0.25 + place * 1e-16 for place, name in enumerate(order)}

    assert in_order("abc", numbers.__getitem__) == ("a", "b", "c")
    assert leading("abc", numbers.__getitem__) == ("a", "b", "c")
    assert first_leading("abc", numbers.__getitem__) == "a"


def test_a_chain_of_near_numbers_is_one_tie():
    """
    Each is within the tolerance of the next: closeness is no equivalence, so the whole chain stands
    together.
    """
    assert ranked([0.0, 0.6e-9, 1.2e-9, 5.0], itself) == ((5.0,), (0.0, 0.6e-9, 1.2e-9))


def test_what_is_no_number_comes_last():
    """An entry without a number never leads one that has it."""
    assert first_leading([nan, -3.0], itself) == -3.0
    assert isnan(in_order([nan, -3.0], itself)[-1])


def test_the_last_of_so_many_brings_its_ties():
    """Of 3, 2, 1, 1 and 0 the three that are most are four: the third and the fourth are level."""
    assert most_of(
        "abcde", dict(zip("abcde", (3, 2, 1, 1 + 1e-16, 0), strict=True)).__getitem__, 3
    ) == ("a", "b", "c", "d")


@given(st.lists(NUMBERS, min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_noise_changes_no_order(numbers, random):
    """
    Numbers of a thousandth's grid keep their order and their leaders under noise of 1e-13 of their
    size.
    """
    grid = [round(number, 3) for number in numbers]
    noisy = [number * (1 + NOISE * random.uniform(-1, 1)) for number in grid]

    places = range(len(grid))
    assert ranked(places, noisy.__getitem__) == ranked(places, grid.__getitem__)
    assert leading(places, noisy.__getitem__) == leading(places, grid.__getitem__)


@given(st.lists(NUMBERS, max_size=30), st.randoms(use_true_random=False))
def test_a_sum_does_not_depend_on_the_order(numbers, random):
    """
    The exact sum, rounded once, is the same in any order, and is that of the standard library.
    """
    shuffled = random.sample(numbers, len(numbers))

    assert total(shuffled) == total(numbers) == fsum(numbers)


@pytest.mark.parametrize("numbers", [[1e308, 1e308], [inf, 1.0], [inf, -inf]])
def test_a_sum_without_an_end_is_no_fault(numbers):
    """What is beyond the largest number is infinity or no number, as the plain sum has it."""
    assert not abs(total(numbers)) < inf


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (-1e-16, 0.0),
        (0.1 + 0.2, 0.3),
        (-0.05 - 1e-15, -0.05),
        (0.25 + 1e-13, 0.25),
        (1234567.89012, 1234567.89),
    ],
)
def test_what_is_told_has_so_many_digits(number, shown):
    """
    Nine digits, eight of them after the point at most; what is nothing but rounding is a plain 0.
    """
    assert (DIGITS, PLACES) == (9, 8)
    assert repr(shown_number(number)) == repr(shown)


@given(st.floats(-1e9, 1e9))
def test_rounding_twice_is_rounding_once(number):
    """What was rounded at one door passes the next one as it is."""
    assert shown_number(shown_number(number)) == shown_number(number)


@given(st.integers(-400, 400), st.floats(-NOISE, NOISE))
def test_an_exact_half_stays_one(eighths, noise):
    """
    Shares of eight, of which every fourth is a half of a tenth in words, are told alike with noise
    or without.
    """
    number = eighths / 8

    assert shown_number(number + noise) == number
    assert nearest(number + noise) == round(number)


@given(st.floats(-2e6, 2e6) | st.integers(-(2 * 10**6), 2 * 10**6).map(lambda whole: whole + 0.501))
def test_the_nearest_whole_number_is_that_of_what_is_told(number):
    """A number far from a half is not cut first, for the cut takes it over none."""
    assert nearest(number) == round(shown_number(number))


@given(st.integers(1, 10**9), st.floats(-NOISE, NOISE))
def test_a_decimal_that_ends_at_the_cut_is_cut_alike(number, noise):
    """
    A product of short decimals often has its last digit, a 5, just beyond the cut: noise takes it
    to neither side.
    """
    exact = (number - number % 10 + 5) / 10**9

    assert shown_number(exact + noise) == shown_number(exact)


def test_records_are_alike_but_for_rounding():
    """
    Two quantities that differ in the last bit are alike; another unit or another number is not.
    """
    assert are_alike(quantity("0.3 month"), quantity(f"{0.1 + 0.2!r} month"))
    assert not are_alike(quantity("0.3 month"), quantity("0.3 day"))
    assert not are_alike({"a": (1.0,)}, {"a": (1.1,)})
    assert not are_alike([1.0], [1.0, 2.0])
