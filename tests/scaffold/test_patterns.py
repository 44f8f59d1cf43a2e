"""Patterns: whole, in order, and every published rate with a source and what of it was read."""

from itertools import pairwise

import pytest

from phaseline.errors import QuestionError
from phaseline.scaffold.pattern import pattern_named, pattern_names

PATTERNS = [pattern_named(name) for name in pattern_names()]


def test_there_are_five_kinds_of_response():
    """In the order of the alphabet."""
    assert pattern_names() == ("arms-aid", "ceasefire", "inspection", "posture", "sanctions")


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.id)
def test_a_rate_has_its_source_and_a_number_its_reason(pattern):
    """What starts from a rate names it, and what has no source says so."""
    assert pattern.rates
    assert all(rate.source in pattern.sources.ids for rate in pattern.rates)
    assert all(source.read for source in pattern.sources)
    for number in pattern.numbers:
        assert number.low <= number.high, number.id
        assert number.rationale, number.id
        assert not number.rate or number.rate in pattern.rates.ids, number.id
        assert bool(number.rate) != number.rationale.startswith("No source; "), number.id


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.id)
def test_its_own_numbers_stand_for_shared_ones(pattern):
    """Three kinds, to each of which the act is worth more than to the one before."""
    names = ("seen", "mistaken", "gain", "gain-middle", "gain-high", "loss-last", "wait")
    assert all(pattern.number(name).id == name for name in names)
    assert len(pattern.types) == 3
    gains = [pattern.number(name) for name in ("gain", "gain-middle", "gain-high")]
    assert all(low.high <= high.low for low, high in pairwise(gains))


def test_a_pattern_that_is_none_is_refused_with_the_nearest():
    """The shared numbers are no pattern."""
    with pytest.raises(QuestionError, match="did you mean 'sanctions'"):
        pattern_named("sanction")
    with pytest.raises(QuestionError, match="no pattern 'common'"):
        pattern_named("common")
