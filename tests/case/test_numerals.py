"""A number is read as it was written, or asked about."""

import pytest
from depth import examples
from hypothesis import given
from hypothesis import strategies as st

from phaseline.case.check.figures import figures
from phaseline.case.numerals import numerals


def grouped(number: int, sign: str) -> str:
    """A number with a sign between its thousands."""
    return f"{number:,}".replace(",", sign)


NOTATIONS = {
    "plain": lambda number: (str(number), number),
    "by commas": lambda number: (grouped(number, ","), number),
    "by points": lambda number: (grouped(number, "."), number),
    "by blanks": lambda number: (grouped(number, " "), number),
    "by narrow blanks": lambda number: (grouped(number, "\u202f"), number),
    "by apostrophes": lambda number: (grouped(number, "’"), number),
    "with a point": lambda number: (f"{number}.5", number + 0.5),
    "with a comma": lambda number: (f"{number},5", number + 0.5),
    "with a point and commas": lambda number: (f"{grouped(number, ',')}.25", number + 0.25),
    "with a comma and points": lambda number: (f"{grouped(number, '.')},25", number + 0.25),
    "in millions": lambda number: (f"{number / 100:.2f} million", number * 10_000),
    "in billions": lambda number: (f"{number / 10:.1f}bn", number * 100_000_000),
}


@examples(1_000)
@given(
    st.sampled_from(sorted(NOTATIONS)),
    st.sampled_from(["", "en", "de", "fr", "ko"]),
    st.integers(1, 10**7),
)
def test_a_number_is_what_was_written_or_an_open_question(notation, language, whole):
    """A thousand numbers: carried, or open; never lost, and never taken for another one."""
    written, number = NOTATIONS[notation](whole)

    carried = figures(f"about {written} shells", language)

    assert carried.carry(number) or carried.open_to(number)
    sure = [value for numeral in carried.numbers for value in numeral.values]
    assert sure == pytest.approx([number] * len(sure)) or carried.open_to(number)


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("10 000 soldiers", "en", {10_000}),
        ("USD 1.5bn", "en", {1.5e9}),
        ("US$1.5m", "en", {1.5e6}),
        ("half a million shells", "en", {500_000}),
        ("three quarters of a million", "en", {750_000}),
        ("3/4 of a million", "en", {750_000}),
        ("two and a half million", "en", {2_500_000}),
        ("2½ million", "en", {2_500_000}),
        ("1,5 million shells", "", {1_500_000}),
        ("1,5 Mio. Schuss", "de", {1_500_000}),
        ("2 Mrd. Euro", "de", {2e9}),
        ("2 Billionen Euro", "de", {2e12}),
        ("2 billion", "en", {2e9}),
        ("5 mil millones", "es", {5e9}),
        ("5 тысяч", "ru", {5_000}),
        ("5 lakh", "en", {500_000}),
        ("10 ezer", "hu", {10_000}),
        ("10 tisíc", "cs", {10_000}),
        ("5 آلاف", "ar", {5_000}),
        ("١٫٥ مليون", "ar", {1_500_000}),
        ("1.5 × 10^6", "en", {1_500_000}),
        ("1.5×10⁶", "en", {1_500_000}),
        ("10^6", "en", {1_000_000}),
        ("1,00,000", "en", {100_000}),
        ("1'234'567", "", {1_234_567}),
        ("1.234.567,5", "", {1_234_567.5}),
        ("10k men", "en", {10_000}),
        ("1만 2천 명", "ko", {12_000}),
        ("12억 5천만 원", "ko", {1_250_000_000}),
        ("1만 2,500명", "ko", {12_500}),
        ("1만 2500명", "ko", {12_500}),
        ("1万2,500人", "ja", {12_500}),
        ("제60조", "ko", {60}),
        ("3万5000人", "ja", {35_000}),
        ("1.200.000만 원", "ko", {12_000_000_000}),
        ("约一万名士兵", "zh", {10_000}),
        ("十二万", "zh", {120_000}),
        ("二〇二四", "zh", {2024}),
        ("１０，０００", "en", {10_000}),
        ("two hundred thousand", "en", {200_000}),
        ("twenty-five", "en", {25}),
        ("one hundred and twenty", "en", {120}),
        ("a dozen", "en", {12}),
        ("1.500", "de", {1_500}),
        ("1.500", "en", {1.5}),
        ("1,500", "de", {1.5}),
        ("1,500", "de-CH", {1_500}),
        ("12 400 hommes", "fr", {12_400}),
        ("0.125", "", {0.125}),
        ("155mm and K105", "en", {155}),
    ],
)
def test_notations_are_read(text, language, values):
    """
    Group signs, decimal signs, scales and words of many languages, and Han and Hangul numerals.
    """
    assert set().union(*(numeral.values for numeral in numerals(text, language))) == values


@pytest.mark.parametrize(
    ("text", "language", "others"),
    [
        ("1.500 men", "", {1.5, 1_500}),
        ("1,5 or so", "en", {1.5, 1, 5}),
        ("5 300 men", "en", {5, 300, 5_300}),
        ("1.5m pipes", "en", {1_500_000}),
        ("60조 원", "ko", {60}),
        ("10-12,000 troops", "en", {10_000}),
        ("1 million 200 thousand", "en", {1_200_000}),
        ("3/4 were", "en", {0.75}),
        ("hundreds of men", "en", {100}),
        ("hundred", "en", set()),
    ],
)
def test_what_may_be_read_in_two_ways_is_open(text, language, others):
    """Neither is taken for what the source says."""
    assert numerals(text, language)[0].others == others


@pytest.mark.parametrize(
    ("text", "shared"),
    [
        ("1.5–2 million", {1_500_000, 2_000_000}),
        ("between ten and twelve thousand", {10_000, 12_000}),
        ("2, 3 or 4 million", {2e6, 3e6, 4e6}),
    ],
)
def test_a_range_shares_its_scale(text, shared):
    """The last number names it for all."""
    assert shared <= set().union(*(numeral.values for numeral in numerals(text, "en")))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,5 million shells", 15_000_000),
        ("two hundred thousand", 200),
        ("half a million", 1_000_000),
        ("5 tanks and 3 million shells", 5_000_000),
        ("1.5bn", 1.5),
    ],
)
def test_a_part_of_a_number_is_not_carried(text, number):
    """A dropped comma, a lost scale, or the scale of another number."""
    carried = figures(text, "en")

    assert not carried.carry(number)
    assert carried.open_to(number) is None
