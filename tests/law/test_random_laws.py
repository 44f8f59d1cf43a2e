"""
Random laws are held to being well-formed, of the sizes asked for, and hard often enough to be worth
asking.
"""

from graphlib import TopologicalSorter

from depth import examples
from hypothesis import given
from law.random_laws import laws, random_law, statistics

from phaseline.law.model import Effect


def held_to_form(made):
    """
    Asserts that names are unique and known, readings are of their terms, and neither words nor
    priorities run in circles.
    """
    names = [one.name for one in made.rules]
    effects = [one.name for one in made.rules if one.effect is not Effect.DEFINE]
    assert len(names) == len(set(names))
    assert all(set(one.overrides) <= set(effects) for one in made.rules)
    assert all(one.repeals <= set(names) for one in made.changes)
    assert {one.added_by for one in made.rules} <= {"", *(one.id for one in made.changes)}
    asked = [condition for one in made.rules for condition in one.when]
    assert all(bool(condition.word) != bool(condition.term) for condition in asked)
    assert all(
        condition.reading in made.terms[condition.term] for condition in asked if condition.term
    )
    assert all(
        reading in made.terms[term] for one in made.positions for term, reading in one.takes.items()
    )
    words = {one.defines: set() for one in made.rules if one.defines}
    for one in made.rules:
        words.get(one.defines, set()).update(
            condition.word for condition in one.when if condition.word
        )
    for graph in (words, {one.name: one.overrides for one in made.rules}):
        TopologicalSorter(graph).prepare()


@given(laws())
@examples(50)
def test_random_laws_are_well_formed(made):
    """
    Every law that Hypothesis draws is one that a case could hold, of the sizes that were asked for.
    """
    held_to_form(made)
    assert 3 <= len(made.options) <= 8
    assert 3 <= len(made.rules) <= 14
    assert 1 <= len(made.terms) <= 5
    assert len(made.changes) <= 6


def test_a_seed_gives_the_same_law():
    """A law is found again by its seed, and three hundred seeds give well-formed laws."""
    assert random_law(7) == random_law(7)
    for seed in range(300):
        held_to_form(random_law(seed))


def test_random_laws_are_hard_often():
    """
    Of twenty laws, five and more are contested, clash, need changes, or have several smallest sets;
    two and more undo one.
    """
    found, _ = statistics(range(20))
    assert (
        min(
            found["stands contested"],
            found["clash"],
            found["flips: there are sets of changes"],
            found["flips: several"],
        )
        >= 5
    )
    assert found["flips: a further change undoes one"] >= 2
