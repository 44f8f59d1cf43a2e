"""Sentences that carry what they rest on, and what all replies look up."""

from enum import Enum

from phaseline.case.model.case import Case
from phaseline.case.model.common import Cite
from phaseline.case.model.response import Ladder, LadderStanding
from phaseline.present.wording.numbers import actor_words
from phaseline.present.wording.spans import Spans
from phaseline.terms.letters import capitalised
from phaseline.terms.record import record

_ENDINGS = (".", "!", "?", "…", ".”", ".)", ".’")


@record
class Sentence:
    """
    One sentence of an answer.

    Args:
        text: The sentence.
        cites: Where it is said; empty for what follows from the case as a whole.
        basis: The addresses it was computed from.
        finding: The id of the finding that it tells.
        spans: The same text in parts.
    """

    text: str
    cites: tuple[Cite, ...] = ()
    basis: tuple[str, ...] = ()
    finding: str = ""
    spans: Spans = ()


def closed(text: str) -> str:
    """
    Begin and end what an author wrote as a sentence, so that another may follow it.

    >>> closed("nobody said it"), closed("Who says so?"), closed("")
    ('Nobody said it.', 'Who says so?', '')
    """
    whole = text.strip()
    ending = "" if whole.endswith(_ENDINGS) else "."
    return f"{capitalised(whole)}{ending}" if whole else ""


def source_name(case: Case, name: str) -> str:
    """Give the short name of a source."""
    return next(
        (source.short or source.title for source in case.sources if source.id == name), name
    )


def origin_of(case: Case, ladder: Ladder) -> str:
    """Say whose a ladder is: its author's, or somebody's as a source reports it."""
    source = source_name(case, ladder.source) if ladder.source else ""
    is_author = next(
        (actor.kind.value == "author" for actor in case.actors if actor.id == ladder.proposed_by),
        False,
    )
    if ladder.standing is LadderStanding.CONTRAST:
        return "not from the papers"
    return (
        source
        if is_author or not source
        else f"{actor_words(case, ladder.proposed_by)}, as {source} reports"
    )


class AnswerReach(Enum):
    """How far the answer reaches."""

    ANSWERED = "answered"
    PARTLY = "partly answered; the rest is not computed from this case"
    SILENT = "not entered in this case"


@record
class Answer:
    """
    One question answered.

    Args:
        number: Its number; a case's own questions come after the twelve.
        question: The question as a reader puts it.
        reach: Answered, partly answered, or not entered.
        sentences: The answer.
        further: What it has no room for.
    """

    number: int
    question: str
    reach: AnswerReach
    sentences: tuple[Sentence, ...]
    further: tuple[Sentence, ...] = ()

    @property
    def words(self) -> int:
        """How many words it has, citations apart."""
        return sum(len(sentence.text.split()) for sentence in self.sentences)
