"""Formulas worked out for many valuations at once are those of each valuation by itself."""

from dataclasses import replace

import pytest
from depth import examples
from hypothesis import given
from hypothesis import strategies as st

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.draws import FEWEST, design
from phaseline.desk.estimates.valuation import best_values
from phaseline.desk.estimates.value_columns import ValuationColumns
from phaseline.errors import QuestionError


@pytest.fixture(scope="module")
def draws():
    """The draws of the case at sea, with its best values, of which one is nothing."""
    plan = design(read_case(case_path("strait")).case, count=FEWEST)
    return (plan.best, plan.best.moved({"mistake": 0.0}), *plan.draws)


def alone(values, text):
    """What a valuation makes of a formula by itself: a number, or what it says of none."""
    try:
        return replace(values).of(text)
    except QuestionError as error:
        return str(error)


def together(draws, text):
    """What valuations make of a formula at once: a column, or what they say of none."""
    try:
        return ValuationColumns(draws).of(text)
    except QuestionError as error:
        return str(error)


NAMES = ("mistake", "sight", "begun", "patience", "gain-bold")
FORMULAS = st.recursive(
    st.sampled_from([f"assumptions.{name}" for name in NAMES]),
    lambda inner: (
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/"]), inner).map(
            lambda parts: f"({' '.join(parts)})"
        )
        | st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"min({', '.join(parts)})")
        | st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"max({', '.join(parts)})")
        | st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"sum({', '.join(parts)})")
        | inner.map(lambda part: f"abs(- {part})")
    ),
    max_leaves=6,
)


@given(FORMULAS)
@examples(60)
def test_a_column_holds_what_every_valuation_gives(draws, text):
    """To the last bit, and where one of them divides by nothing all are refused as it is."""
    single = [alone(values, text) for values in draws]
    refusals = {number for number in single if isinstance(number, str)}

    assert together(draws, text) in (refusals or [single])


@pytest.mark.parametrize("name", ["strait", "snapback-2025", "korea-2024"])
def test_a_column_is_worked_out_through_derived_numbers_and_facts(name):
    """Every derived number and every fact of a case, over draws, and those that are no number."""
    case = read_case(case_path(name)).case
    draws = design(case, count=FEWEST).draws
    addresses = [f"derived.{entry.id}" for entry in case.derived]
    addresses += [f"facts.{entry.id}.value" for entry in case.facts]
    for address in addresses:
        single = [alone(values, address) for values in draws]
        assert together(draws, address) in (single, single[0]), address


def test_a_column_reads_each_valuation_where_one_holds_a_number_that_others_lack():
    """
    A valuation without a value of its own for an assumption has the case's; no text is nothing.
    """
    best = best_values(read_case(case_path("strait")).case)
    rest = {name: number for name, number in best.values.items() if name != "sight"}
    other = replace(best, values=rest).moved({"begun": 0.25})
    columns = ValuationColumns([best.moved({"sight": 0.75}), other] * 4)

    assert columns.of("assumptions.sight") == [0.75, best.values["sight"]] * 4
    assert columns.of("") == [0.0] * 8
    with pytest.raises(QuestionError, match=r"'facts\.nowhere\.value' gives none"):
        columns.of("facts.nowhere.value")


def test_what_is_made_once_stays_with_each_valuation():
    """What a valuation has already is left as it is, and what others lack is made for them."""
    best = best_values(read_case(case_path("strait")).case)
    first, second = best.moved({}), best.moved({})
    first.parts["word"] = "old"

    assert ValuationColumns([first, second]).once("word", lambda: ["new", "new"]) == ["old", "new"]
    assert second.parts["word"] == "new"
