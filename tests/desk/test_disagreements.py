"""Which disagreements bear on an answer: between sources, on what figures or readings rest on."""

from types import SimpleNamespace

import pytest

from phaseline.case.model.evidence import Conflict, Within
from phaseline.desk.register.disagreements import decisive_conflicts

CHOICES = {"scope": ("narrow", "wide"), "sight": (), "price": ()}
CASE_WITH = {name: SimpleNamespace(id=name, options=options) for name, options in CHOICES.items()}


def decisive(*matters, lies=Within.BETWEEN, drawn=("sight",)):
    """Whether a disagreement that matters for some addresses is decisive."""
    conflict = Conflict(
        id="x", title="T", lies=lies, sides=(), handling="Kept.", matters_for=matters
    )
    case = SimpleNamespace(conflicts=(conflict,), assumptions=CASE_WITH)
    return bool(decisive_conflicts(case, drawn))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("assumptions.sight", True),  # a figure rests on it
        ("assumptions.sight.low", True),  # one end of it
        ("assumptions.price", False),  # none does
        ("assumptions.price.low", False),
        ("assumptions", True),  # all of them, so those too on which a figure rests
        ("assumptions.scope", True),  # a choice between readings
        ("terms.participant", True),
        ("red_lines.official", True),
        ("events.visit", False),
        ("facts.count", False),
    ],
)
def test_what_it_matters_for_decides(address, expected):
    """A reading of the law, a red line, or an assumption that figures rest on."""
    assert decisive(address) == expected


def test_what_one_text_says_in_two_ways_is_none_between_sources():
    """Such slips are for the editors."""
    assert not decisive("assumptions.sight", lies=Within.WITHIN)


def test_without_a_game_every_assumption_counts():
    """No figure tells which of them matter."""
    assert decisive("assumptions.price", drawn=())
    assert not decisive()
