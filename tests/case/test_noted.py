"""A case that notes what is read of it."""

import pytest

from phaseline.api.cases import case_of, open_case
from phaseline.case.noted import ReadWhenAsked, noted
from phaseline.case.values import amount_at


@pytest.fixture
def case():
    """The invented case."""
    return case_of(open_case("strait", is_checked=False))


def test_what_is_read_is_noted_and_nothing_else(case):
    """
    [hand] The number of an assumption is its section and its best value; its range is its section.
    """
    twin = noted(case)
    assert twin.notes == set()

    assert twin.responder == case.responder
    assert twin.assumptions["sight"].low == case.assumptions["sight"].low
    assert twin.notes == {"responder", "assumptions"}

    assert amount_at(twin, "assumptions.sight") == amount_at(case, "assumptions.sight")
    assert twin.notes == {"responder", "assumptions", "assumptions.sight"}


def test_a_case_is_left_as_it_is(case):
    """Its assumptions note nothing, and are equal to those of the one that notes by their parts."""
    twin = noted(case)

    assert [assumption.best for assumption in case.assumptions] == [
        assumption.best for assumption in twin.assumptions
    ]
    assert len(twin.notes) == 1 + len(case.assumptions)
    assert not hasattr(case, "notes")


def test_numbers_are_worked_out_as_they_are_read():
    """[hand] Which names there are is asked of none; another number for a name is read for it."""
    asked = []
    numbers = ReadWhenAsked(("one", "two"), lambda name: asked.append(name) or len(name))
    moved = numbers.moved({"two": 7.0})

    assert ([*numbers], "one" in numbers, len(moved), asked) == (["one", "two"], True, 2, [])
    assert (moved["two"], asked) == (7.0, [])
    assert (moved["one"], asked) == (3, ["one"])
    with pytest.raises(KeyError):
        numbers["three"]
