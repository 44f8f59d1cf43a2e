"""The figures that a verdict rests on, each told in its own unit."""

import pytest

from phaseline.game.metrics import FigureUnit
from phaseline.present.wording.english.claims import figure_words


@pytest.mark.parametrize(
    ("unit", "is_change", "words"),
    [
        (FigureUnit.CHANCE, False, "325 percent"),
        (FigureUnit.CHANCE, True, "+325 points"),
        (FigureUnit.SHARE, False, "325 percent"),
        (FigureUnit.COUNT, False, "3"),
        (FigureUnit.PERIODS, False, "3.25"),
        (FigureUnit.PERIODS, True, "+3.25"),
        (FigureUnit.PAYOFF, False, "3.25"),
    ],
)
def test_a_figure_is_told_in_its_unit_whatever_it_is_called(unit, is_change, words):
    """A difference has its sign, and one of chances is told in points."""
    assert figure_words(3.25, unit, is_change=is_change) == words
