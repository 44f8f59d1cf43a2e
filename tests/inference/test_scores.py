"""Scores of forecasts, by hand and by what makes a score honest."""

from itertools import pairwise
from math import inf, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phaseline.inference.scores import (
    BANDS,
    ScoredForecast,
    brier,
    log_score,
    reliability,
)


def forecasts(*pairs):
    """Pairs of a chance and whether it was so."""
    return [ScoredForecast(chance=chance, is_so=is_so) for chance, is_so in pairs]


def test_scores_are_those_of_a_hand_calculation():
    """(.1² + .6² + .3²) / 3 = .46 / 3, and −(ln .9 + ln .4 + ln .7) / 3."""
    held = forecasts((0.9, True), (0.6, False), (0.3, False))
    assert brier(held) == pytest.approx(0.46 / 3)
    assert log_score(held) == pytest.approx(-(log(0.9) + log(0.4) + log(0.7)) / 3)


def test_who_was_certain_and_wrong_scores_without_bound():
    """The logarithmic score is infinite, Brier's 1; who was certain and right scores 0."""
    assert log_score(forecasts((0.0, True))) == inf
    assert brier(forecasts((0.0, True))) == 1
    assert log_score(forecasts((1.0, True))) == brier(forecasts((1.0, True))) == 0


def test_without_forecasts_there_is_no_score():
    """No number is made up."""
    for score in (brier, log_score):
        with pytest.raises(ValueError, match="no forecast"):
            score([])


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_it_pays_to_say_what_one_believes(truth, said):
    """Both are proper: on average over the truth, no other chance scores better than the truth."""
    for score in (brier, log_score):

        def expected(chance, score=score):
            return truth * score(forecasts((chance, True))) + (1 - truth) * score(
                forecasts((chance, False))
            )

        assert expected(truth) <= expected(said) + 1e-12


def test_bands_hold_their_lower_end():
    """.05, .2, .45, .55, .8 and .95 begin a band; 1 belongs to the last."""
    for low, high in pairwise(BANDS):
        [band] = reliability(forecasts((low, True)))
        assert (band.low, band.high) == (low, high)
    [last] = reliability(forecasts((1.0, True), (0.95, False)))
    assert (last.low, last.count, last.observed) == (0.95, 2, 0.5)
