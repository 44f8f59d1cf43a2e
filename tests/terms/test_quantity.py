"""Amounts with units."""

import pytest

from phaseline.terms.quantity import (
    UNKNOWN,
    Amount,
    Quantity,
    Reference,
    base_unit,
    in_unit,
    name_of,
    parts_of,
    quantity,
    unit,
)


@pytest.mark.parametrize(
    ("text", "number", "written"),
    [
        ("10_000 soldier", 10_000, "soldier"),
        ("2000 USD/soldier/month", 2_000, "USD/soldier/month"),
        ("-0.4", -0.4, ""),
        ("+3", 3, ""),
        ("1.5e3 shell", 1_500, "shell"),
        ("64 %", 64, "percent"),
        ("  7  day ", 7, "day"),
        ("3 t * km", 3, "t * km"),
    ],
)
def test_a_number_is_read_with_its_unit(text, number, written):
    """Underscores group digits, a percent sign is the unit percent, spaces are free."""
    found = quantity(text)

    assert (found.number, found.unit.text) == (number, written)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soldier",
        "1,000 soldier",
        "3 USD//month",
        "3 USD/",
        "3 /month!",
        "1e999",
        "ten soldier",
        "--3",
        "3 4 soldier",
    ],
)
def test_what_is_no_number_with_a_unit_is_refused(text):
    """Nothing is guessed: the message says what was found and what is expected."""
    with pytest.raises(ValueError, match=r"found|is no unit"):
        quantity(text)


@pytest.mark.parametrize(
    ("written", "dimension", "factor"),
    [
        ("USD/year", (("USD", 1), ("month", -1)), 1 / 12),
        ("week", (("month", 1),), 7 * 4800 / 146_097),
        ("soldier*month", (("month", 1), ("soldier", 1)), 1),
        ("shell/shell", (), 1),
        ("km/km", (), 1),
        ("1/day", (("month", -1),), 146_097 / 4800),
        ("m*m", (("m", 2),), 1),
    ],
)
def test_a_unit_is_a_product_of_base_units(written, dimension, factor):
    """
    Powers that cancel vanish; a year is twelve months, a week seven days, and 4,800 months have
    146,097 days.
    """
    found = unit(written)

    assert found.dimension == dimension
    assert found.factor == pytest.approx(factor)


@pytest.mark.parametrize(
    ("text", "wanted", "number"),
    [
        ("20 USD/month", "USD/year", 240),  # 20 x 12
        ("240 USD/year", "USD/month", 20),
        ("2 week", "day", 14),
        ("1461 day", "year", 1461 / 365.2425),  # 400 years have 146,097 days
        ("6 month", "week", 182.62125 / 7),
        ("12 hour", "day", 0.5),
        ("155 mm", "m", 0.155),
        ("5 percent", "point", 5),
        ("3 t", "kg", 3_000),
    ],
)
def test_a_quantity_is_expressed_in_another_unit_of_its_dimension(text, wanted, number):
    """Only definitions convert; the unit asked for is the unit that is given."""
    found = in_unit(quantity(text), unit(wanted))

    assert found.number == pytest.approx(number)
    assert found.unit.text == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("5 soldier", "USD"), ("5 soldier", "troop"), ("5", "percent"), ("30 day", "m")],
)
def test_units_of_other_dimensions_do_not_convert(text, wanted):
    """Soldiers are no dollars, and a time is no length."""
    with pytest.raises(ValueError, match="unit mismatch"):
        in_unit(quantity(text), unit(wanted))


@pytest.mark.parametrize(
    ("dimension", "name"),
    [
        ((), "a plain number"),
        ((("month", -1),), "1/month"),
        ((("USD", 1), ("month", -1), ("soldier", -1)), "USD/month/soldier"),
        ((("m", 2),), "m*m"),
    ],
)
def test_a_dimension_is_written_as_a_unit(dimension, name):
    """What stands below is joined by slashes."""
    assert name_of(dimension) == name


def test_a_base_unit_reads_back_as_itself():
    """Writing a dimension as a unit and reading it gives the dimension."""
    dimension = unit("USD/soldier/year").dimension

    assert unit(base_unit(dimension).text).dimension == dimension
    assert base_unit(()).text == ""


def test_the_parts_of_a_unit_are_its_names():
    """Each name is checked against the table on its own."""
    assert parts_of(unit("USD/soldier/month")) == ("USD", "soldier", "month")


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("unknown", UNKNOWN),
        ("facts.troops-sent.value", Reference(address="facts.troops-sent.value")),
        ("5 soldier", quantity("5 soldier")),
        (5, quantity("5")),
        (0.25, quantity("0.25")),
    ],
)
def test_an_amount_is_a_number_an_address_or_unknown(value, found):
    """Unknown is a state of its own, never 0."""
    assert Amount.parse(value) == found


@pytest.mark.parametrize(
    "value", [True, None, [3], "Facts.x", "about 5", float("nan"), float("inf")]
)
def test_anything_else_is_no_amount(value):
    """The message says how an amount is written."""
    with pytest.raises(ValueError, match=r"expected a (number|finite number)"):
        Amount.parse(value)


def test_unknown_is_no_quantity():
    """No sum can take it for a number."""
    assert not isinstance(UNKNOWN, Quantity)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("3.4 million shell", "3_400_000 shell"),
        ("22 billion USD", "22_000_000_000 USD"),
        ("12,000 soldier", "12_000 soldier"),
        ("1,234,567.5 USD", "1234567.5 USD"),
        ("20 Thousand", "20_000"),
    ],
)
def test_a_number_in_words_or_with_commas_is_told_in_digits(text, digits):
    """The message holds the number as the format has it, and that is one."""
    with pytest.raises(ValueError, match=f"expected {digits}$"):
        quantity(text)

    assert quantity(digits).number > 0
