"""Numbers behind addresses, and formulas over them."""

import time
from dataclasses import replace

import pytest

from phaseline.case.check.report import checked
from phaseline.case.model.case import Case
from phaseline.case.model.choices import Assumption, Derived
from phaseline.case.model.evidence import Event, Fact, Status
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.case.values import Unworkable, amount_at, at, derivation, entries, stays_within
from phaseline.terms.entries import Entries
from phaseline.terms.quantity import UNKNOWN, Amount, Quantity, quantity
from phaseline.terms.when import When


def fact(name: str, value: str) -> Fact:
    """A fact with a number."""
    return Fact(
        id=name,
        kind="act",
        says="S.",
        said_by="me",
        status=Status.ASSERTED,
        value=Amount.parse(value),
    )


def derived(name: str, formula: str, unit: str = "shipment") -> Derived:
    """A derived number."""
    return Derived(id=name, title="D", formula=formula, unit=unit)


def case(
    *numbers: Derived, facts: tuple[Fact, ...] = (), assumptions: tuple[Assumption, ...] = ()
) -> Case:
    """A case with these numbers."""
    when = When.parse("2031-04-10")
    return Case(
        phaseline=1,
        kind="case",
        id="c",
        title="T",
        question="Q",
        as_of=when,
        responder="me",
        challenger="me",
        facts=facts,
        assumptions=assumptions,
        derived=numbers,
    )


SHIPS = fact("ships", "31 shipment")


@pytest.mark.parametrize(
    ("formula", "unit", "number"),
    [
        ("facts.ships.value * facts.toll.value", "USD", 155.0),
        ("facts.ships.value * facts.toll.value / facts.weeks.value", "USD/month", 155.0),
        ("facts.toll.value * facts.ships.value / facts.year.value", "USD/year", 155.0),
        ("facts.ships.value / facts.fleet.value", "percent", 77.5),
        ("facts.fleet.value - facts.ships.value", "shipment", 9.0),
        ("max(facts.fleet.value, facts.ships.value)", "shipment", 40.0),
    ],
)
def test_units_are_carried_through(formula, unit, number):
    """
    31 ships at 5 dollars each are 155 dollars; 31 of 40 are 77.5 percent; a year is twelve months.
    """
    facts = (
        SHIPS,
        fact("fleet", "40 shipment"),
        fact("toll", "5 USD/shipment"),
        fact("weeks", "1 month"),
        fact("year", "1 year"),
    )

    found = derivation(case(facts=facts), derived("d", formula, unit))

    assert found.value == Quantity(number=number, unit=quantity(f"1 {unit}").unit)


@pytest.mark.parametrize(
    ("formula", "number"),
    [
        ("days(events.asked.when, events.over.when)", 53.0),
        ("days(events.asked.when, events.over.when) - facts.term.value", -12.0),
        ("facts.term.value - days(events.asked.when, events.over.when)", 12.0),
        ("min(facts.term.value, days(events.asked.when, events.over.when))", 53.0),
    ],
)
def test_days_that_are_counted_go_with_days_that_are_given(formula, number):
    """From 10 April to 2 June are 53 days, 12 fewer than a term of 65."""
    events = tuple(
        Event(id=name, title="E", when=When.parse(day))
        for name, day in (("asked", "2031-04-10"), ("over", "2031-06-02"))
    )
    whole = replace(case(facts=(fact("term", "65 day"),)), events=Entries(events))

    found = derivation(whole, derived("d", formula, "day"))

    assert found.value == Quantity(number=number, unit=quantity("1 day").unit)


def test_a_long_chain_of_formulas_is_worked_out_without_climbing_it():
    """Five thousand formulas, each over the next, and each worked out once."""
    chain = tuple(derived(f"d{n}", f"derived.d{n + 1}") for n in range(5_000))
    whole = case(*chain, derived("d5000", "facts.ships.value"), facts=(SHIPS,))

    began = time.process_time()
    found = [derivation(whole, one) for one in whole.derived]

    assert {one.value.number for one in found} == {31.0}
    assert time.process_time() - began < 2


def test_a_silence_at_the_bottom_is_a_silence_at_the_top():
    """What the sources do not give is not given by what stands on it, however high."""
    chain = tuple(derived(f"d{n}", f"derived.d{n + 1} + derived.d{n + 1}") for n in range(60))
    whole = case(
        *chain, derived("d60", "facts.ships.value"), facts=(replace(SHIPS, value=UNKNOWN),)
    )

    found = derivation(whole, whole.derived[0])

    assert found.value is UNKNOWN
    assert found.reason == "facts.ships.value is not in the sources"


def test_an_assumption_at_the_bottom_is_an_assumption_at_the_top():
    """Its range is carried through, and said to be assumed."""
    guess = Assumption(
        id="guess",
        asks="Q",
        owner="me",
        rationale="R",
        low=quantity("2 shipment"),
        high=quantity("4 shipment"),
    )
    whole = case(
        derived("a", "derived.b"),
        derived("b", "assumptions.guess + facts.ships.value"),
        facts=(SHIPS,),
        assumptions=(guess,),
    )

    found = derivation(whole, whole.derived[0])

    assert (found.low.number, found.value.number, found.high.number) == (33.0, 34.0, 35.0)
    assert found.is_assumed


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ("derived.self", "PL405"),
        ("derived.0", "PL501"),
        ("derived.nobody", "PL501"),
        ("facts.ships.value +", "PL402"),
        ("facts.ships.says", "PL402"),
        ("facts.ships", "PL402"),
        ("days(facts.ships.when)", "PL402"),
        ("abs(facts.ships.value, facts.ships.value)", "PL402"),
        ("facts.ships.value + facts.none.value", "PL403"),
        ("facts.ships.value / facts.none.value", "PL406"),
        ("facts.ships.value / (facts.ships.value - facts.ships.value)", "PL406"),
        (" * ".join(["facts.giant.value"] * 5), "PL402"),
        ("facts.ships.value + " * 100 + "facts.ships.value", "PL402"),
    ],
)
def test_what_cannot_be_worked_out_says_why(formula, code):
    """By its code, and by the formula that is at fault."""
    one = derived("self", formula)
    whole = case(one, facts=(SHIPS, fact("none", "0"), fact("giant", "1e300 shipment")))

    with pytest.raises(Unworkable) as raised:
        derivation(whole, one)

    assert raised.value.code == code
    assert raised.value.owner == "self"


def test_a_fault_is_told_where_it_lies_and_not_where_it_is_used(tmp_path):
    """One error for one formula, however many stand on it."""
    (tmp_path / "case.yaml").write_text(
        "phaseline: 2\nkind: case\nid: c\ntitle: T\nquestion: Q\nas_of: 2031-04-10\nresponder:"
        " me\nchallenger: me\nactors: [{id: me, name: Me, kind: state}]\nderived:\n  - {id: top,"
        " title: T, unit: USD, formula: derived.middle}\n  - {id: middle, title: M, unit: USD,"
        " formula: derived.bottom + derived.bottom}\n  - {id: bottom, title: B, unit: USD, formula:"
        " facts.nobody.value}\n"
    )

    found = checked(read_case(tmp_path), {}).diagnostics

    assert [(one.code, one.place.line, one.address) for one in found] == [
        ("PL501", 13, "derived.bottom.formula")
    ]


def test_a_reference_leads_to_its_number_and_a_circle_of_them_nowhere():
    """An amount may stand elsewhere; two that refer to one another are no number."""
    whole = case(
        facts=(
            SHIPS,
            fact("same", "facts.ships.value"),
            fact("one", "facts.two.value"),
            fact("two", "facts.one.value"),
        )
    )

    assert amount_at(whole, "facts.same.value") == SHIPS.value
    with pytest.raises(KeyError):
        amount_at(whole, "facts.one.value")


@pytest.mark.parametrize(
    "address",
    ["facts.nobody", "nothing", "facts.ships.nothing", "facts.7", "title.x", "", "facts."],
)
def test_nothing_stands_at_a_wrong_address(address):
    """It is told as a missing key."""
    with pytest.raises(KeyError):
        at(case(facts=(SHIPS,)), address)


def test_addresses_lead_by_id_and_by_place():
    """An id is the usual way; a place in the list is one too."""
    whole = case(facts=(SHIPS,))

    assert at(whole, "facts.ships") is at(whole, "facts.0") is SHIPS
    assert at(whole, "title") == "T"
    assert at(whole, "facts") == (SHIPS,)


def test_a_walk_gives_every_record_outer_before_inner():
    """With the path at which it stands."""
    whole = case(facts=(SHIPS,))

    words = [("vocabulary",), ("vocabulary", "crossing")]
    assert [path for path, _ in entries(whole)] == [(), *words, ("facts", 0)]


@pytest.mark.parametrize(
    ("changes", "is_within"),
    [
        ({}, True),
        ({"assumptions.sight.best": "0.2"}, True),
        ({"assumptions.sight.best": "0.7"}, True),
        ({"assumptions.sight.best": "0.71"}, False),
        ({"assumptions.sight.best": "0.5", "assumptions.sight.low": "0.1"}, False),
        ({"games.main.reading": "farmers"}, False),
    ],
)
def test_what_stays_within_its_range_is_told_from_the_rest(changes, is_within):
    """[hand] The tiny case has it noticed with a chance of 0.2 to 0.7."""
    case = read_case(case_path("strait"), name="strait", changes=changes).case

    assert stays_within(case, changes) is is_within
