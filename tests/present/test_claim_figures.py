"""The figures that a verdict rests on, each told in its own unit."""

import pytest

from phaseline.game.metrics import Figure, FigureUnit
from phaseline.present.terminal.claims import figure_words


@pytest.mark.parametrize(
    ("unit", "is_change", "words"),
    [
        (FigureUnit.CHANCE, False, "325 percent"),
        (FigureUnit.SHARE, False, "325 percent"),
        (FigureUnit.COUNT, False, "3"),
        (FigureUnit.PERIODS, False, "3.25"),
        (FigureUnit.PERIODS, True, "+3.25"),
        (FigureUnit.PAYOFF, False, "3.25"),
    ],
)
def test_a_figure_is_told_in_its_unit_whatever_it_is_called(unit, is_change, words):
    """A ladder named after a call or a cost changes no sign and no percent."""
    figure = Figure(value=3.25, unit=unit, label="periods inside, cost-call", is_change=is_change)

    assert figure_words(figure) == words
