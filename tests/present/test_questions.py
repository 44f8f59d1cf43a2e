"""The twelve answers, on a case that holds nothing and on the worked one."""

import re
from dataclasses import fields, replace

import pytest

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.findings.authority import SideOfConflict
from phaseline.desk.findings.opinion import net_support, poll_sides
from phaseline.desk.findings.question_inputs import told
from phaseline.desk.findings.questions import questions
from phaseline.present.document.questions import (
    MOST_WORDS,
    answers,
    chosen_sentences,
    unanswered,
)
from phaseline.present.terminal.registers import answer_text
from phaseline.present.wording.sentences import AnswerReach, Sentence
from phaseline.terms.quantity import UNKNOWN

SHIPPED = ("korea-2024", "snapback-2025", "strait")


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


def test_what_has_no_room_is_counted_in_sentences(korea):
    """An answer that leaves something out ends with how many sentences those are."""
    lasts = [answer.sentences[-1].text for answer in answers(korea)]
    more = [text for text in lasts if re.fullmatch(r"\d+ .* omitted\.", text)]

    assert more
    assert all(re.fullmatch(r"(1 sentence|\d+ sentences) omitted\.", text) for text in more)


def test_what_has_no_room_stands_below_it_and_is_the_rest(korea):
    """
    As many sentences as are counted, none of them said already; whoever asks one question alone
    reads them too, and whoever asks all does not.
    """
    for answer in answers(korea):
        said = {sentence.text for sentence in answer.sentences}
        counted = re.fullmatch(r"(\d+) sentences? omitted\.", answer.sentences[-1].text)
        alone, among_all = (answer_text(answer, is_whole=whole) for whole in (True, False))

        assert len(answer.further) == (int(counted[1]) if counted else 0)
        assert said.isdisjoint(sentence.text for sentence in answer.further)
        assert ("Further:" in alone) is bool(answer.further)
        assert "Further:" not in among_all


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


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("asked", [(), (9,)])
def test_no_answer_drops_a_side_of_a_disagreement(name, asked):
    """
    Whatever has no room, both sides have: without the engines, and with what the game says of the
    threat that is carried out.
    """
    case = read_case(case_path(name), name=name).case
    inputs = told(case, asked)
    sides = {
        question.number: {
            finding.id for finding in question.findings if isinstance(finding, SideOfConflict)
        }
        for question in questions(case, inputs)
    }

    for answer in answers(case, inputs):
        assert sides[answer.number] <= {sentence.finding for sentence in answer.sentences}
        assert answer.words <= MOST_WORDS
    assert name != "korea-2024" or len(sides[9]) == 2


def test_sides_have_room_before_what_is_computed_and_stand_where_they_stood():
    """Of 20, 30 and 8 words in 40, the last two are sides: they stand, and the first does not."""
    sentences = [Sentence(text=" ".join(["word"] * number)) for number in (20, 30, 8)]

    assert chosen_sentences(sentences, [1, 0, 0], 40) == tuple(sentences[1:])
    assert chosen_sentences(sentences, [0, 1, 2], 40) == (sentences[0], sentences[2])
