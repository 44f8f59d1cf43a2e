"""Formulas over addresses."""

import pytest

from phaseline.terms.formula import (
    DEEPEST,
    AddressTerm,
    Call,
    FormulaError,
    Operation,
    Operator,
    addresses_in,
    formula,
)

A, B, C = "facts.a.value", "facts.b.value", "facts.c.value"


def shape(node):
    """A formula as nested tuples, places apart."""
    match node:
        case AddressTerm():
            return node.address
        case Call():
            return (node.name, *(shape(part) for part in node.parts))
        case Operation():
            return (node.operator.value, *(shape(part) for part in node.parts))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (A, A),
        (f"{A} + {B} * {C}", ("+", A, ("*", B, C))),
        (f"({A} + {B}) * {C}", ("*", ("+", A, B), C)),
        (f"{A} - {B} - {C}", ("-", ("-", A, B), C)),
        (f"{A} / {B} / {C}", ("/", ("/", A, B), C)),
        (f"-{A} + {B}", ("+", ("negate", A), B)),
        (f"max({A}, {B} + {C})", ("max", A, ("+", B, C))),
        (
            "days(events.rutte-call.when, events.umerov-visit.when)",
            ("days", "events.rutte-call.when", "events.umerov-visit.when"),
        ),
        (f"  {A}\t*{B}  ", ("*", A, B)),
    ],
)
def test_a_formula_is_read_by_the_usual_order_of_operations(text, found):
    """Products before sums, from the left, parentheses first."""
    assert shape(formula(text)) == found


def test_a_hyphen_belongs_to_an_id_and_a_minus_stands_between_spaces():
    """`facts.troops-sent.value` is one address."""
    assert addresses_in(formula("facts.troops-sent.value - facts.troops-kursk.value")) == (
        AddressTerm(address="facts.troops-sent.value", column=0),
        AddressTerm(address="facts.troops-kursk.value", column=26),
    )


@pytest.mark.parametrize(
    ("text", "message", "column"),
    [
        ("", "ends too early", 0),
        (f"{A} *", "ends too early", 15),
        (f"{A} * 12", "bare number 12", 16),
        ("2_000", "bare number 2_000", 0),
        (f"{A} {B}", "where the formula should end", 14),
        (f"({A}", "ends too early", 14),
        (f"{A})", "where the formula should end", 13),
        (
            f"mean({A})",
            "found 'mean'; expected an address, or one of the functions abs, days, max, min, sum",
            0,
        ),
        (f"max {A}", "found 'max'", 0),
        (f"{A} ^ {B}", "found '^'", 14),
        (f"max({A} {B})", "expected a closing parenthesis", 18),
        ("*", "found '*'", 0),
    ],
)
def test_what_is_no_formula_is_refused_where_it_goes_wrong(text, message, column):
    """The message says what was found and what is expected, and the column points at it."""
    with pytest.raises(FormulaError) as refused:
        formula(text)

    assert message in str(refused.value)
    assert refused.value.column == column


@pytest.mark.parametrize("opening", ["(", "-", "max("])
def test_a_formula_has_a_deepest_level(opening):
    """Depth hides meaning, and without a limit it could stop the program."""
    text = opening * (DEEPEST + 2) + A

    with pytest.raises(FormulaError, match="nested deeper than 40 levels"):
        formula(text)


def test_every_address_is_given_in_reading_order():
    """An address that stands twice is given twice."""
    found = [term.address for term in addresses_in(formula(f"{A} / ({A} + sum({B}, {C}))"))]

    assert found == [A, A, B, C]


def test_operators_are_told_apart_by_their_sign():
    """A minus in front and a minus between are two operators."""
    assert [one.value for one in Operator] == ["+", "-", "*", "/", "negate"]
