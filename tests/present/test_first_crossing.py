"""A column that would say the same in every row is a sentence; what moves nothing is no mover."""

from dataclasses import replace

import pytest
from casefiles import FLAT, cut_to_ladders, written

from phaseline.case.read import read_case
from phaseline.desk.comparison.advice import advice
from phaseline.desk.comparison.results import contest
from phaseline.desk.findings.effects import moves_most
from phaseline.present.terminal.contest import movers_text, overview_text

MOVED = replace(FLAT, movers=True)
HEAD = "First crossing"


@pytest.fixture(scope="module")
def idle(tmp_path_factory):
    """The tiny case with two ladders: one does nothing, the other nothing that is felt."""
    place = tmp_path_factory.mktemp("idle") / "strait"
    case = read_case(written(place, cut_to_ladders("strait", ("nothing", "buoys")))).case
    return case, contest(case, depth=MOVED, draws=8)


def test_a_chance_that_no_ladder_moves_is_a_sentence(idle):
    """Every type crosses at once under both ladders: one number, without a column of noughts."""
    case, comparison = idle
    text = " ".join(overview_text(case, comparison).split())

    assert all(
        ladder.studied.change["crossing_first"].median == 0 for ladder in comparison.contenders
    )
    assert HEAD not in text
    assert f"is {comparison.base('crossing_first'):.0%} without any ladder" in text
    assert "no ladder moves it" in text


def test_a_chance_that_a_ladder_moves_has_its_column(idle):
    """A hundredth and more in the middle of the draws: each ladder by its own figure."""
    case, comparison = idle
    nothing, buoys = comparison.contenders
    first = buoys.studied.change["crossing_first"]
    change = {**buoys.studied.change, "crossing_first": replace(first, median=-0.2)}
    moving = replace(buoys, studied=replace(buoys.studied, change=change))
    text = overview_text(case, replace(comparison, contenders=(nothing, moving)))

    assert HEAD in text
    assert "no ladder moves it" not in " ".join(text.split())


def test_what_moves_no_ladder_is_not_told_as_a_mover(idle):
    """Where whatever is assumed changes nothing, no assumption is said to move anything most."""
    case, comparison = idle

    assert advice(case, comparison).movers
    assert moves_most(case, comparison) == ()
    assert movers_text(case, comparison) == (
        "No assumption alone moves a ladder by a twentieth of a month."
    )
