"""
The twelve questions that a reader of a phased response has, answered from the case.

Each answer has at most 60 words and cites what it rests on. What the case does not hold is answered
"not in the sources"; what needs an engine that this version does not have is named as not computed.
"""

from collections.abc import Callable, Mapping

from phaseline.case.model.case import Case
from phaseline.desk.findings.question_inputs import (
    ARRIVES,
    CHEATS,
    COMPLIES,
    ENDS,
    FREES,
    LAW,
    NUMBERS,
    OVERSIGHT,
    QuestionInputs,
)
from phaseline.present.document import ahead as outlook
from phaseline.present.document import game_replies as model_replies
from phaseline.present.document import law_replies, supply_replies
from phaseline.present.document import source_replies as replies
from phaseline.present.wording.numbers import actor_words
from phaseline.present.wording.sentences import Answer, AnswerReach, Sentence

MOST_WORDS = 60


def answers(case: Case, told: QuestionInputs | None = None) -> tuple[Answer, ...]:
    """
    Answer all twelve questions from a case.

    Args:
        case: The case.
        told: What the game tells; where it is silent, what it would say is named as not computed.
    """
    return tuple(
        _answer(case, number, told or QuestionInputs()) for number in range(1, len(_QUESTIONS) + 1)
    )


def _answer(case: Case, number: int, told: QuestionInputs) -> Answer:
    asked, reach, compute = _QUESTIONS[number - 1]
    question = asked.format(
        challenger=actor_words(case, case.challenger), parliament=_parliament(case)
    )
    sentences = tuple(compute(case))
    played = tuple(_PLAYED[number](case, told)) if number in _PLAYED else ()
    if played:
        reach = AnswerReach.ANSWERED
        sentences = (
            played
            if number in _WHOLE
            else _with(played, tuple(one for one in sentences if "not computed" not in one.text))
        )
    if not sentences:
        return Answer(
            number=number,
            question=question,
            reach=AnswerReach.SILENT,
            sentences=(Sentence(text="Not in the sources of this case."),),
        )
    return Answer(number=number, question=question, reach=reach, sentences=_fitting(sentences))


def _with(played: tuple[Sentence, ...], others: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """
    Keep the case's own sentences, first to last, as far as they fit beside what the game says; that
    comes after them.
    """
    room = MOST_WORDS - sum(len(one.text.split()) for one in played)
    kept = []
    for one in others:
        length = len(one.text.split())
        if length <= room:
            kept.append(one)
            room -= length
    return (*kept, *played)


def _parliament(case: Case) -> str:
    """Give the word for the body whose seats the case holds."""
    body = next((one for one in case.institutions if one.seats), None)
    return f"the {body.id.capitalize()}" if body else "the parliament"


def _fitting(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """
    Keep the first sentences that fit; the last one, which names the limit, is kept where it fits
    beside them.
    """
    kept: list[Sentence] = []
    room = MOST_WORDS
    for sentence in sentences:
        length = len(sentence.text.split())
        if length <= room:
            kept.append(sentence)
            room -= length
    return tuple(kept)


_PLAYED: Mapping[int, Callable[[Case, QuestionInputs], list[Sentence]]] = {
    LAW: law_replies.law,
    OVERSIGHT: law_replies.oversight,
    CHEATS: model_replies.cheats,
    COMPLIES: model_replies.complies,
    FREES: model_replies.frees,
    ENDS: lambda case, told: [
        *model_replies.ends(case, told),
        *supply_replies.left_after(case, told.deliverable),
    ],
    ARRIVES: lambda case, told: supply_replies.arrives(case, told.deliverable),
    NUMBERS: model_replies.numbers,
}

_WHOLE = (LAW, OVERSIGHT, ARRIVES)  # answered from law, politics and supply alone

_QUESTIONS: tuple[tuple[str, AnswerReach, Callable[[Case], list[Sentence]]], ...] = (
    ("Whom are you deterring, from exactly what?", AnswerReach.ANSWERED, replies.whom),
    ("How do you know it has not already happened?", AnswerReach.ANSWERED, replies.already),
    ("Which phase are we in, under what threshold?", AnswerReach.ANSWERED, replies.phase),
    ("May I sign this today; who says I may not?", AnswerReach.PARTLY, replies.law),
    ("Does this go round {parliament}?", AnswerReach.PARTLY, replies.oversight),
    ("The people are against it, aren't they?", AnswerReach.ANSWERED, replies.public),
    ("If {challenger} signs and cheats?", AnswerReach.PARTLY, outlook.cheats),
    (
        "If {challenger} complies, do we stop, and can weapons come back?",
        AnswerReach.PARTLY,
        outlook.complies,
    ),
    ("Does carrying out the threat free {challenger}'s hand?", AnswerReach.PARTLY, outlook.frees),
    ("If the war ends in spring, what is left?", AnswerReach.PARTLY, outlook.ends),
    (
        "What can actually arrive, when, and are we weaker for it?",
        AnswerReach.PARTLY,
        outlook.arrives,
    ),
    (
        "Who chose these numbers, and which one reverses the advice?",
        AnswerReach.PARTLY,
        replies.numbers,
    ),
)
