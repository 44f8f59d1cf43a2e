"""The formulas of the politics of a case: each is held to a unit and to bounds."""

from dataclasses import fields

from phaseline.case.check.politics import KINDS
from phaseline.case.model import politics as records
from phaseline.terms.meaning import meanings


def test_every_formula_of_a_vote_has_its_kind():
    """A field that is said to be a formula is checked as one, and no other is."""
    classes = [
        one
        for one in vars(records).values()
        if isinstance(one, type) and one.__module__ == records.__name__
    ]
    labels = {
        (one, field.name): meanings(one.__annotations__).get(field.name)
        for one in classes
        for field in fields(one)
    }

    assert {
        key for key, meaning in labels.items() if meaning and meaning.label.startswith("A formula")
    } == set(KINDS)
