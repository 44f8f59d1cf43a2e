"""Sentences that carry what they rest on, and what all replies look up."""

from enum import Enum

from phaseline.case.model.case import Case
from phaseline.case.model.common import Cite
from phaseline.case.model.escalation import Act
from phaseline.case.model.evidence import SourceRole
from phaseline.case.model.politics import Poll
from phaseline.case.model.response import Ladder, LadderStanding
from phaseline.present.wording.numbers import actor_words
from phaseline.present.wording.spans import Spans
from phaseline.terms.quantity import Quantity
from phaseline.terms.record import record


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


def cites_of(case: Case, names: tuple[str, ...], most: int = 2) -> tuple[Cite, ...]:
    """Give the citations of facts by id, from the papers first."""
    papers = {source.id for source in case.sources if source.role is SourceRole.PAPER}
    known = case.facts
    found = [cite for name in names if name in known.ids for cite in known[name].cites]
    return tuple(dict.fromkeys(sorted(found, key=lambda cite: cite.source not in papers)))[:most]


def goals_of(case: Case, goal: str, *, by: str = "") -> list[Act]:
    """Give the acts with a goal: those to deter, or those to undo."""
    return [act for act in case.acts if act.goal == goal and by in ("", act.by)]


def published_ladders(case: Case) -> list[Ladder]:
    """Give the ladders that somebody has published."""
    return [ladder for ladder in case.ladders if ladder.standing is LadderStanding.PUBLISHED]


def net_support(poll: Poll) -> float | None:
    """
    Give support minus opposition of a poll [point]; None where it lacks one of them, or one person
    may stand on both sides.
    """
    sides = poll_sides(poll)
    return (
        sides["support"] - sides["oppose"] if len(sides) == 2 and not poll.several_answers else None
    )


def poll_sides(poll: Poll) -> dict[str, float]:
    """
    Give the share that supports and the share that opposes [percent].

    A side with several answers is left out: answers of different meaning are not added up.
    """
    found: dict[str, float] = {}
    for side in ("support", "oppose"):
        shares = [option.share for option in poll.options if option.counts_as == side]
        if len(shares) == 1 and isinstance(shares[0], Quantity):
            found[side] = shares[0].number
    return found


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
    """

    number: int
    question: str
    reach: AnswerReach
    sentences: tuple[Sentence, ...]

    @property
    def words(self) -> int:
        """How many words it has, citations apart."""
        return sum(len(sentence.text.split()) for sentence in self.sentences)
