"""Formulas of all draws in one go, held against each draw alone."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from phaseline.case.model.choices import Derived
from phaseline.case.read import read_case
from phaseline.desk.estimates.drawn_values import DrawnValues
from phaseline.desk.estimates.valuation import Valuation
from phaseline.errors import QuestionError
from phaseline.terms.entries import Entries

VALUES = ({"half": 0.5, "heavy": 3.0}, {"half": 0.1, "heavy": -0.0}, {"half": 1 / 3, "heavy": 7e9})


@pytest.fixture(scope="module")
def depot():
    """An invented case, and a number that is derived in it."""
    case = read_case(Path(__file__).parent / "depot.yaml").case
    derived = Derived(
        id="both", title="Both", formula="assumptions.half + assumptions.heavy", unit=""
    )
    return replace(case, derived=Entries((derived,)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "facts.hulls.value",
        "assumptions.half",
        "-assumptions.half * assumptions.heavy",
        "derived.both / assumptions.half - facts.hulls.value",
        "max(assumptions.half, assumptions.heavy, facts.hulls.value)",
        "min(assumptions.half, assumptions.heavy)",
        "sum(assumptions.half, assumptions.half, assumptions.heavy)",
        "sum(facts.hulls.value, facts.hulls.value)",
        "abs(assumptions.half - assumptions.heavy)",
        "assumptions.half.high + assumptions.year",
    ],
)
def test_a_column_holds_what_each_draw_works_out(depot, text):
    """Bit for bit, whatever the formula is made of."""
    column = DrawnValues(depot, VALUES).of(text)

    assert column.tolist() == [Valuation(case=depot, values=of).of(text) for of in VALUES]


@pytest.mark.parametrize(
    "text",
    [
        "assumptions.half / assumptions.heavy",
        "facts.nowhere.value",
        "assumptions.half + facts.hulls",
        "days(facts.hulls.value, facts.hulls.value)",
    ],
)
def test_what_some_draw_cannot_work_out_is_refused(depot, text):
    """A quotient by nothing in the second draw, and addresses of no number."""
    with pytest.raises(QuestionError):
        DrawnValues(depot, VALUES).of(text)
    with pytest.raises(QuestionError):
        Valuation(case=depot, values=VALUES[1]).of(text)


def test_an_assumption_that_only_some_draws_have_is_refused(depot):
    """What has no value in a draw is the case's own there, and no column holds both."""
    with pytest.raises(QuestionError, match="half"):
        DrawnValues(depot, [*VALUES, {"heavy": 1.0}]).of("assumptions.half")
    assert np.array_equal(DrawnValues(depot, [{}, {}]).of("assumptions.half"), [0.5, 0.5])
