"""Stubs of a paper: every sentence with its place, its anchor and what rules propose of it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from phaseline.papers.amounts import AmountMention, amounts
from phaseline.papers.anchors import Anchors
from phaseline.papers.cues import Proposal, kind_of, modality_of, status_of
from phaseline.papers.dates import DateMention, dates
from phaseline.papers.leads import with_leads
from phaseline.papers.names import Names
from phaseline.papers.paper import Paper
from phaseline.papers.sentences import PaperSentence, sentences
from phaseline.papers.speakers import speaker_of
from phaseline.papers.stubs import NOTHING, Stub

_SHOWN = 8  # words of a heading: no more than a quote has
_LANGUAGE = "en"  # of the rules
_UNREAD = "no-rules-for-language/1"


def proposed(paper: Paper, source: str, names: Names, *, first: int = 1) -> tuple[Stub, ...]:
    """
    Propose a stub for each sentence of a paper; a heading is none.

    Args:
        paper: The paper.
        source: The id of its source.
        names: The actors that may be named.
        first: The number of the first stub.
    """
    anchors = Anchors(paper.text)
    parts = with_leads(paper, sentences(paper))
    bodies = [sentence for sentence in parts if not sentence.is_heading]
    return tuple(
        _stub(paper, sentence, anchors, names, f"{source}-{number:04}")
        for number, sentence in enumerate(bodies, first)
    )


def source_of(stub_id: str) -> tuple[str, int]:
    """
    Give the source and the number of a stub's id.

    >>> source_of("kim-2024-0017")
    ('kim-2024', 17)
    """
    source, _, number = stub_id.rpartition("-")
    return source, int(number) if number.isdigit() else 0


def _stub(paper: Paper, sentence: PaperSentence, anchors: Anchors, names: Names, name: str) -> Stub:
    page, phrase = paper.page_at(sentence.start), anchors.of(sentence, _number_in(paper, sentence))
    stub = Stub(
        id=name,
        source=source_of(name)[0],
        start=sentence.start,
        end=sentence.end,
        page=page.number if page else 0,
        label=page.label if page else "",
        exact=phrase.exact if phrase else "",
        section=" ".join(sentence.section.split()[:_SHOWN]),
        about=tuple(_named(f"{sentence.lead} {sentence.text}", names)),
    )
    if paper.language in ("", _LANGUAGE):
        speaker = speaker_of(sentence.text, names) or NOTHING
        return replace(_with_proposals(stub, sentence, paper.published), said_by=speaker)
    return replace(
        stub,
        kind=Proposal(value="background", rule=_UNREAD),
        status=Proposal(value="asserted", rule=_UNREAD),
        modality=Proposal(value="said", rule=_UNREAD),
    )


def _with_proposals(stub: Stub, sentence: PaperSentence, published: str) -> Stub:
    """Give a stub with what the rules propose of its words."""
    mentioned = dates(sentence.text, published)
    amount = _first_amount(sentence, mentioned)
    return replace(
        stub,
        kind=kind_of(sentence),
        status=status_of(sentence),
        modality=modality_of(sentence),
        value=Proposal(value=amount.value, rule=amount.rule) if amount else NOTHING,
        bound=Proposal(value=amount.bound, rule=amount.rule) if amount else NOTHING,
        when=_first_date(mentioned),
    )


def _number_in(paper: Paper, sentence: PaperSentence) -> tuple[int, int] | None:
    """Say where the number stands in the paper that is proposed of a sentence [code point]."""
    amount = _first_amount(sentence, dates(sentence.text, paper.published))
    return (sentence.start + amount.start, sentence.start + amount.end) if amount else None


def _first_amount(sentence: PaperSentence, dated: tuple[DateMention, ...]) -> AmountMention | None:
    return next(iter(amounts(sentence.text, dated)), None)


def _first_date(dated: tuple[DateMention, ...]) -> Proposal:
    return Proposal(value=dated[0].when, rule=dated[0].rule) if dated else NOTHING


def _named(words: str, names: Names) -> Iterator[Proposal]:
    for mention in names.of(re.sub(r"\s+", " ", words)):
        yield Proposal(value=mention.actor, rule=mention.rule)
