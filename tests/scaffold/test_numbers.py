"""A pattern's numbers in the period of a case, worked out by hand."""

import json

import pytest

from phaseline.case.read import read_case
from phaseline.scaffold.numbers import PatternValues
from phaseline.scaffold.pattern import pattern_named


def case_of(folder, period, number="id: begun, asks: Begun, low: 0, high: 1"):
    """A case that counts by a period and holds one assumption."""
    folder.mkdir(exist_ok=True)
    (folder / "case.yaml").write_text(
        "phaseline: 2\nkind: case\nid: mini\ntitle: T\nquestion: Q?\nas_of: '2031-05-01'\n"
        f"responder: a\nchallenger: b\nperiod: {period}\n"
        "actors: [{id: a, name: A, kind: state}, {id: b, name: B, kind: state}]\n"
        f"assumptions: [{{{number}, owner: X, rationale: R}}]\n"
    )
    case = read_case(folder, name="mini").case
    assert case is not None
    return case


@pytest.mark.parametrize(
    ("period", "low", "high"),
    [
        # a month has 146,097 / 4,800 days in the mean; 1 - 0.9 ** (7 / 30.436875) = 0.02394 and
        # 1 - 0.4 ** (7 / 30.436875) = 0.19000; then 1 - 0.9 ** 12 = 0.71757, 1 - 0.4 ** 12
        ("month", 0.1, 0.6),
        ("week", 0.02394, 0.19),
        ("year", 0.71757, 0.9999832),
    ],
)
def test_a_chance_over_a_month_is_one_over_the_period(tmp_path, period, low, high):
    """One less the chance that it is missed in as many months as a period has."""
    numbers = PatternValues(case_of(tmp_path, period), pattern_named("sanctions"), "A. Owner")
    assert numbers.address("seen") == "assumptions.seen"
    entry = numbers.sketch.entries[0].fields
    assert entry["low"] == pytest.approx(low, rel=0.05)
    assert 1 - entry["high"] == pytest.approx(1 - high, rel=0.05)
    assert ("worked out for a" in entry["rationale"]) == (period != "month")


def test_a_worth_over_a_year_is_one_over_the_period(tmp_path):
    """Its root or power, as a discount is."""
    numbers = PatternValues(case_of(tmp_path, "month"), pattern_named("sanctions"), "A. Owner")
    numbers.address("patience")
    entry = numbers.sketch.entries[0].fields
    # 0.8 ** (1 / 12) = 0.98158, 0.95 ** (1 / 12) = 0.99573
    assert 1 - entry["low"] == pytest.approx(1 - 0.98158, rel=0.05)
    assert 1 - entry["high"] == pytest.approx(1 - 0.99573, rel=0.05)


def test_a_number_has_an_owner_its_pattern_and_where_it_starts_from(tmp_path):
    """The published rate stands beside it, with what of its source was not read."""
    numbers = PatternValues(case_of(tmp_path, "month"), pattern_named("sanctions"), "A. Owner")
    numbers.address("loss-last", about="ban", title="A ban")
    numbers.address("wait")
    numbers.address("wait")
    loss, wait = (entry.fields for entry in numbers.sketch.entries)
    assert loss["id"] == "loss-last-ban"
    assert loss["asks"].endswith(": A ban")
    assert loss["from_pattern"] == "sanctions"
    assert loss["owner"] == "A. Owner"
    assert "five of 115" in loss["note"]
    assert "not read" in loss["note"]
    assert (wait["low"], wait["high"]) == ("1 month", "3 month")


def test_a_number_that_the_case_has_stays_the_cases(tmp_path):
    """Nothing is entered twice, and nothing changed."""
    numbers = PatternValues(case_of(tmp_path, "month"), pattern_named("sanctions"), "A. Owner")
    assert numbers.address("begun") == "assumptions.begun"
    assert not numbers.sketch.entries


def test_a_number_of_the_case_is_known_by_what_it_asks(tmp_path):
    """Whatever it is called: what a layer wrote and somebody renamed is not entered again."""
    pattern = pattern_named("sanctions")
    asks = pattern.number("seen").asks
    case = case_of(tmp_path, "month", number=f"id: q7, asks: {json.dumps(asks)}, low: 0, high: 1")
    numbers = PatternValues(case, pattern, "A. Owner")
    assert numbers.address("seen") == "assumptions.q7"
    assert not numbers.sketch.entries


def test_another_number_of_the_same_name_is_left_to_itself(tmp_path):
    """
    How long somebody waits, in months, is called `patience` in this case, as what a later period is
    worth is in the pattern, which no unit has: the worth is entered under another name.
    """
    pattern = pattern_named("sanctions")
    wait = "id: patience, asks: How long they wait, low: 1 month, high: 3 month"
    numbers = PatternValues(case_of(tmp_path, "month", number=wait), pattern, "A. Owner")
    assert numbers.address("patience") == numbers.address("patience") == "assumptions.patience-2"
    assert [entry.fields["id"] for entry in numbers.sketch.entries] == ["patience-2"]
