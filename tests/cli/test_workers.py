"""Work spread over processors: the same answers in the same order, and faults that come through."""

import pytest

from phaseline.cli.workers import spread
from phaseline.errors import QuestionError


def shouted(word):
    """A word in capitals; a question that cannot be answered for one of them."""
    if word == "wrong":
        raise QuestionError(f"there is no {word!r}")
    return word.upper()


def test_answers_come_in_the_order_asked():
    """However the work is spread, the first answer belongs to the first name."""
    assert list(spread(shouted, ["a", "b", "c", "d", "e"])) == ["A", "B", "C", "D", "E"]


def test_a_fault_in_a_worker_is_the_callers_fault_too():
    """The message reaches the reader as if the work had been done here."""
    with pytest.raises(QuestionError, match="there is no 'wrong'"):
        list(spread(shouted, ["a", "wrong", "c"]))


def test_no_work_is_no_fault():
    """Nothing asked, nothing answered."""
    assert list(spread(shouted, [])) == []
