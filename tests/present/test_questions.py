"""The twelve answers, on a case that holds nothing and on the worked one."""

from dataclasses import fields, replace

import pytest

from phaseline.desk.findings.opinion import net_support, poll_sides
from phaseline.present.document.questions import MOST_WORDS, answers, unanswered
from phaseline.present.terminal.registers import answer_text
from phaseline.present.wording.sentences import AnswerReach
from phaseline.terms.quantity import UNKNOWN


@pytest.fixture
def nothing(korea):
    """The worked case with every list emptied."""
    return replace(
        korea,
        **{
            field.name: ()
            for field in fields(korea)
            if isinstance(getattr(korea, field.name), tuple)
        },
    )


def test_a_case_that_holds_nothing_answers_that_it_does_not(nothing):
    """
    Nothing is asked of which it holds nothing; who asks all the same is told so, in the words of no
    other case.
    """
    assert answers(nothing) == ()
    for number in range(1, 13):
        answer = unanswered(nothing, number)
        assert answer.reach is AnswerReach.SILENT
        assert answer.sentences[0].text == "This case holds nothing that this question asks about."


def test_every_section_may_be_missing_on_its_own(korea):
    """Whatever an analyst has not entered yet, the other answers stand."""
    for field in fields(korea):
        if isinstance(getattr(korea, field.name), tuple):
            found = answers(replace(korea, **{field.name: ()}))

            assert all(0 < answer.words <= MOST_WORDS for answer in found), field.name


def test_an_answer_counts_its_words_without_the_citations(korea):
    """The count under an answer is the reader's, not that of the quotes."""
    answer = answers(korea)[0]

    assert answer.words == sum(len(sentence.text.split()) for sentence in answer.sentences)
    assert f"({answer.words} words; answered;" in " ".join(answer_text(answer).split())


def test_what_is_not_computed_is_named_as_such(korea):
    """An answer that needs an engine that is not there says so in its words."""
    partly = [answer for answer in answers(korea) if answer.reach is AnswerReach.PARTLY]

    assert [answer.number for answer in partly] == [4, 5, 7, 10, 12]
    texts = [sentence.text for answer in partly for sentence in answer.sentences]
    assert sum("not computed" in text for text in texts) == len(partly)


def test_answers_of_different_meaning_are_not_added_and_none_is_made_up(entry):
    """
    Only non-military support is not the same as none: a side with two answers, or with none, has no
    net support.
    """
    three = entry("polls.gallup-three-option")
    one_sided = replace(
        three, options=tuple(option for option in three.options if option.counts_as == "support")
    )
    unknown = replace(
        three, options=tuple(replace(option, share=UNKNOWN) for option in three.options)
    )

    assert poll_sides(three) == {"support": 13}
    assert net_support(three) is None
    assert net_support(one_sided) is None
    assert net_support(unknown) is None


def test_a_public_in_favour_turns_the_answer(korea, entry):
    """
    With support above opposition in every poll the answer to "against it, aren't they?" is no.
    """
    turned = tuple(
        replace(
            poll,
            options=tuple(
                replace(
                    option,
                    counts_as={"support": "oppose", "oppose": "support"}.get(
                        option.counts_as, option.counts_as
                    ),
                )
                for option in poll.options
            ),
        )
        for poll in (entry("polls.joongang-2024"), entry("polls.kim-poll"))
    )

    answer = answers(replace(korea, polls=turned))[5]

    assert (
        answer.sentences[0].text
        == "No, in every poll of the papers; how strongly depends on the question:"
    )
