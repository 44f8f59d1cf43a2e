"""
The questions that a reader of a phased response has, answered from the case.

Each answer has at most 60 words and cites what it rests on; what the case does not hold is not
asked, and what is not computed is named as such.
"""

from phaseline.case.model.case import Case
from phaseline.desk.findings.question_inputs import QuestionInputs
from phaseline.desk.findings.questions import Question, names, questions
from phaseline.present.wording.english.questions import asked
from phaseline.present.wording.english.telling import all_told
from phaseline.present.wording.sentences import Answer, AnswerReach, Sentence
from phaseline.present.wording.words import Words

MOST_WORDS = 60
_WORDS_OF_MORE = 3  # “And 3 more.”


def answers(case: Case, told: QuestionInputs | None = None) -> tuple[Answer, ...]:
    """
    Answer the questions that a case has something to say to.

    Args:
        case: The case.
        told: What the engines tell; where they are silent, what they would say is named as not
            computed.
    """
    words = Words(case)
    return tuple(_answer(question, words) for question in questions(case, told))


def unanswered(case: Case, number: int) -> Answer:
    """Say of one of the twelve questions that the case holds nothing that it asks about."""
    question = Question(number=number, name=names()[number - 1], said=())
    return Answer(
        number=number,
        question=asked(question, Words(case)),
        reach=AnswerReach.SILENT,
        sentences=(Sentence(text="This case holds nothing that this question asks about."),),
    )


def _answer(question: Question, words: Words) -> Answer:
    said, computed = all_told(question.said, words), all_told(question.computed, words)
    sentences = _chosen(said, computed, MOST_WORDS)
    if len(sentences) < len(said) + len(computed):  # what says so takes room itself
        sentences = _chosen(said, computed, MOST_WORDS - _WORDS_OF_MORE)
    left_out = len(said) + len(computed) - len(sentences)
    return Answer(
        number=question.number,
        question=asked(question, words),
        reach=AnswerReach.PARTLY if question.is_partly_open else AnswerReach.ANSWERED,
        sentences=(*sentences, *_more(left_out)),
    )


def _chosen(
    said: tuple[Sentence, ...], computed: tuple[Sentence, ...], most: int
) -> tuple[Sentence, ...]:
    """Give what has room in so many words; what engines say goes before what the case says."""
    room = most - len(" ".join(sentence.text for sentence in computed).split())
    return (*_fitting(said, room), *computed) if room >= 0 else _fitting(computed, most)


def _more(left_out: int) -> tuple[Sentence, ...]:
    """Say how many sentences had no room; nothing where all of them had."""
    return (Sentence(text=f"And {left_out} more."),) if left_out else ()


def _fitting(sentences: tuple[Sentence, ...], room: int) -> tuple[Sentence, ...]:
    """
    Keep the sentences that fit, first to last; the last one, which names a limit, is kept where it
    fits beside them.
    """
    fitting: list[Sentence] = []
    for sentence in sentences:
        if _length(sentence) <= room:
            fitting.append(sentence)
            room -= _length(sentence)
    return tuple(fitting)


def _length(sentence: Sentence) -> int:
    return len(sentence.text.split())
