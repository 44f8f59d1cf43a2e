"""What is compiled: states that can be reached, and no more of them than can be solved."""

import pytest
from asking import FILES, answer_to, ready
from depth import NOT_SHRUNK, examples
from hypothesis import given
from oracle import load
from oracle_answer import Answer
from strategies import random_game

from phaseline.errors import QuestionError
from phaseline.game.compile.games import FollowedChoices, compiled, skeleton


def test_too_many_states_are_refused_with_their_number():
    """
    A game with more states than are compiled is refused as a question, in words that name the
    number and a way out.
    """
    game = ready(load(FILES["deadline"]))
    with pytest.raises(
        QuestionError, match=r"more than 3 states can be reached; fewer .* make the game smaller"
    ):
        compiled([game], most=3)
    assert compiled([game]).size > 3


def test_the_number_has_its_thousands_apart():
    """A large bound is written as people read it."""
    data = load(FILES["belief"])
    data["monitor"]["grid"] = 1500
    with pytest.raises(QuestionError, match=r"more than 1,000 states"):
        compiled([ready(data)], most=1000)


@examples(30, phases=NOT_SHRUNK)
@given(random_game())
def test_only_states_that_can_be_reached_are_listed(data):
    """
    No state is compiled that nothing leads to with a chance above 0; of clocks only so much is kept
    as matters.
    """
    asked = Answer(data, [1])
    assert compiled([ready(data)]).size <= len(asked.arena("free").nodes)


def test_a_rung_that_never_stands_down_leads_nowhere_else():
    """
    From r1, which cannot be taken back, there is no state in which it has been taken back.

    The line crossed and reported for sure: (none, r0) at the start, and (crossed, alarm, r1) for
    ever; holding leaves (none, r0).
    """
    data = load(FILES["micro-lead-0"])
    data["ladder"]["rungs"][1]["standdown"] = 0
    assert compiled([ready(data)]).size == 2


def test_deviations_add_states_and_keep_the_others():
    """With deviations followed up, all states of the ladder as it is are there, and marked."""
    game = ready(load(FILES["credit"]))
    plain, wide = compiled([game]), compiled([game], reach=FollowedChoices.DEVIATION)
    assert wide.size > plain.size
    assert int(wide.regular.sum()) == plain.size


def test_the_answer_says_how_many_states_there_are():
    """A latch against one who may cross once: untouched, or crossed, alarmed and answered."""
    assert answer_to("micro-lead-0")["certificate"]["states"] == 2


@pytest.mark.parametrize(
    ("change", "alike"), [({"loss": 5.0}, True), ({"lead": 1}, False), ({"standdown": 0.5}, False)]
)
def test_draws_of_one_game_differ_in_numbers_alone(change, alike):
    """
    Another loss is another draw of the same game; another lead, or a stand-down that is no longer
    certain, is another game.
    """
    data, other = load(FILES["A01"]), load(FILES["A01"])
    other["ladder"]["rungs"][1] |= change
    assert (skeleton(ready(data)) == skeleton(ready(other))) is alike


def test_votes_that_take_longer_are_another_game():
    """
    The months of a vote's procedure are periods until its rung can be carried out: games that
    differ in them share no structure.
    """
    one, other = (load(FILES["A01"]) for _ in range(2))
    one["ladder"]["rungs"][1]["consent"] = {"chance": 0.5, "lead": 1}
    other["ladder"]["rungs"][1]["consent"] = {"chance": 0.5, "lead": 2}

    assert skeleton(ready(one)) != skeleton(ready(other))
    assert compiled([ready(one)]).size < compiled([ready(other)]).size
