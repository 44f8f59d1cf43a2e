"""What finding out is worth over the draws of a study, held to closed forms."""

import numpy as np
import pytest

from phaseline.desk.comparison.information import FEWEST_DRAWS
from phaseline.explore import worths
from phaseline.explore.worths import study_worths

COURSES = ("nothing", "act")


def drawn(count, seed=1):
    """Two assumptions, each spread evenly over its range (draw)."""
    generator = np.random.default_rng(seed)
    return {
        name: (generator.permutation(count) + generator.random(count)) / count
        for name in ("turns", "moves-nothing")
    }


def tables_of(inputs):
    """Acting brings what the first assumption is above .4; doing nothing brings nothing."""
    return {"inside": np.array([np.zeros(len(inputs["turns"])), inputs["turns"] - 0.4])}


def test_what_turns_the_choice_is_worth_what_it_saves():
    """
    Acting brings .5 − .4 = .1 on average; who knows the assumption does nothing below .4, and saves
    the integral of .4 − x from 0 to .4, .08. The other assumption is worth nothing, and everything
    is worth what the first is.
    """
    inputs = drawn(4000)
    (value,) = study_worths(tables_of(inputs), COURSES, inputs, ())
    turns, rest = value.assumptions
    assert value.first == "act"
    assert value.brings == pytest.approx(0.1, abs=1e-3)
    assert value.everything.worth == pytest.approx(0.08, abs=1e-3)
    assert turns.assumption == "turns"
    assert turns.worth.worth == pytest.approx(0.08, abs=1e-3)
    assert turns.worth.is_clear
    assert not rest.worth.is_clear
    assert value.draws == 4000


def test_the_error_shrinks_with_the_root_of_the_draws():
    """Sixteen times the draws, a quarter of the error, within a fifth."""
    few, many = (
        study_worths(tables_of(inputs), COURSES, inputs, ())[0].everything.error
        for inputs in (drawn(400), drawn(6400))
    )
    assert few / many == pytest.approx(4.0, rel=0.2)


def test_draws_that_share_whole_periods_count_as_few():
    """The same numbers in eight groups that differ in a count: the error is that of eight."""
    inputs = drawn(4000)
    inputs["count"] = np.arange(4000.0) % 8
    tables = {"inside": np.array([np.zeros(4000), inputs["count"] - 3.0])}
    apart = study_worths(tables, COURSES, inputs, ())[0].everything.error
    grouped = study_worths(tables, COURSES, inputs, ("count",))[0].everything.error
    assert grouped > 5 * apart


def test_where_draws_or_courses_are_few_nothing_is_said():
    """Too few draws, too few groups of them, or one course alone."""
    inputs = drawn(FEWEST_DRAWS - 1)
    assert study_worths(tables_of(inputs), COURSES, inputs, ()) == ()
    inputs = drawn(400)
    inputs["count"] = np.arange(400.0) % 2
    assert study_worths(tables_of(inputs), COURSES, inputs, ("count",)) == ()
    alone = {"inside": np.zeros((1, 400))}
    assert study_worths(alone, COURSES[:1], inputs, ()) == ()


def test_of_very_many_draws_the_first_are_looked_at(monkeypatch):
    """A hundred thousand are enough; here a hundred of four hundred, all the same."""
    monkeypatch.setattr(worths, "MOST_DRAWS", 100)
    inputs = drawn(400)
    first = {name: column[:100] for name, column in inputs.items()}
    whole = study_worths(tables_of(inputs), COURSES, inputs, ())
    assert whole == study_worths(tables_of(first), COURSES, first, ())
    assert whole[0].draws == 100
