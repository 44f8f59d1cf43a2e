"""Whom a case's ladders deter: the game that is played, and what a game too large comes to."""

import pytest

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison import whom as desk
from phaseline.errors import QuestionError
from phaseline.game.answer import answer
from phaseline.game.corners import ReplyCorner

STRAIT = "strait"


@pytest.fixture(scope="module")
def case():
    """The small case, read anew."""
    return read_case(case_path(STRAIT), name=STRAIT).case


def test_one_who_is_alone_is_worth_what_the_ladder_in_full_says(case):
    """
    A case that tells nobody apart is answered as `solve` answers it: each type is worth the same.
    """
    (told,) = desk.whom_of(case, ladder="firm")

    values = answer(desk.whom_game(case, "firm"))["value_C"]
    for match in told.answer.matches:
        ((name, kind),) = match.types.items()
        outcome = match.corners[ReplyCorner.COMPLIANT]
        assert outcome.values[name] == pytest.approx(values[kind], rel=1e-12, abs=1e-12)


def test_a_game_too_large_keeps_no_other_ladder_from_its_answer(case, monkeypatch):
    """Each of several is refused in words; one that is asked for alone is refused outright."""
    monkeypatch.setattr("phaseline.game.whom.MOST_PAIRS", 10)

    told = desk.whom_of(case)

    assert [ladder.answer for ladder in told] == [None] * len(told)
    assert all("states with acts" in ladder.refusal for ladder in told)
    with pytest.raises(QuestionError, match="at most"):
        desk.whom_of(case, ladder="firm")
