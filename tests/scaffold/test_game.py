"""The sketch of a game: what it makes of a case, in whichever order that is written."""

from dataclasses import replace

import pytest

from phaseline.api import case_of, open_case
from phaseline.scaffold.layers import sketched
from phaseline.scaffold.pattern import pattern_named
from phaseline.terms.entries import Entries


@pytest.fixture(scope="module")
def case():
    """
    A case without its game. Its ladders have steps in common: notification is the first step of two
    of them and comes after a complaint in a third.
    """
    return replace(case_of(open_case("snapback-2025")), games=Entries())


def effects(case):
    """The numbers of each measure, as the sketch names them."""
    (entry, *_) = sketched("game", case, pattern_named("sanctions"), "A. Reader").entries
    return {effect["measure"]: effect["loss"] for effect in entry.fields["effects"]}


def test_a_measure_stands_where_it_comes_earliest_in_any_ladder(case):
    """First in one ladder and further up in another: its number is that of a first step."""
    assert effects(case)["notify"] == "assumptions.loss-first-notify"


def test_the_order_of_ladders_changes_no_number(case):
    """Told from the last ladder to the first, each measure has the same number."""
    turned = replace(case, ladders=Entries(reversed([*case.ladders])))
    assert effects(turned) == effects(case)
