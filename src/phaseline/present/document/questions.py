"""
The questions that a reader of a phased response has, answered from the case.

Each answer has at most 60 words and cites what it rests on; what the case does not hold is not
asked, and what is not computed is named as such.
"""

from collections.abc import Sequence

from phaseline.case.model.case import Case
from phaseline.desk.findings.authority import SideOfConflict
from phaseline.desk.findings.effects import CheatingStops
from phaseline.desk.findings.finding import Finding
from phaseline.desk.findings.question_inputs import QuestionInputs
from phaseline.desk.findings.questions import Question, names, questions
from phaseline.present.wording.english.questions import asked
from phaseline.present.wording.english.telling import all_told
from phaseline.present.wording.sentences import Answer, AnswerReach, Sentence
from phaseline.present.wording.words import Words

MOST_WORDS = 60
_WORDS_OF_MORE = 3  # “2 sentences omitted.”


def answers(case: Case, inputs: QuestionInputs | None = None) -> tuple[Answer, ...]:
    """
    Answer the questions that a case has something to say to.

    Args:
        case: The case.
        inputs: What the engines tell; where they are silent, what they would say is named as not
            computed.
    """
    words = Words(case)
    return tuple(_answer(question, words) for question in questions(case, inputs))


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
    findings = question.findings
    ranks = [_rank(question, finding) for finding in findings]
    told_so = all_told(findings, words)
    sentences = chosen_sentences(told_so, ranks, MOST_WORDS)
    if len(sentences) < len(told_so):  # what says so takes room itself
        sentences = chosen_sentences(told_so, ranks, MOST_WORDS - _WORDS_OF_MORE)
    further = tuple(sentence for sentence in told_so if sentence not in sentences)
    return Answer(
        number=question.number,
        question=asked(question, words),
        reach=AnswerReach.PARTLY if question.is_partly_open else AnswerReach.ANSWERED,
        sentences=(*sentences, *_more(len(further))),
        further=further,
    )


def chosen_sentences(
    sentences: Sequence[Sentence], ranks: Sequence[int], most: int
) -> tuple[Sentence, ...]:
    """Give what has room in so many words, in its order; the least rank has room first."""
    chosen: set[int] = set()
    for place in sorted(range(len(sentences)), key=ranks.__getitem__):
        length = _length(sentences[place])
        if length <= most:
            chosen.add(place)
            most -= length
    return tuple(sentence for place, sentence in enumerate(sentences) if place in chosen)


def _rank(question: Question, finding: Finding) -> int:
    """
    Say what has room before what: both sides of a disagreement, so that no side is dropped; then
    what the engines say; then what else the case says, and last where a turn of it lies.
    """
    if isinstance(finding, SideOfConflict):
        return 0
    if isinstance(finding, CheatingStops):
        return 3
    return 1 if finding in question.computed else 2


def _more(left_out: int) -> tuple[Sentence, ...]:
    """Say how many sentences had no room; nothing where all of them had."""
    noun = "sentence" if left_out == 1 else "sentences"
    return (Sentence(text=f"{left_out} {noun} omitted."),) if left_out else ()


def _length(sentence: Sentence) -> int:
    return len(sentence.text.split())
