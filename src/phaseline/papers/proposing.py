"""Stubs of a paper: every sentence with its place, its anchor and what rules propose of it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from phaseline.papers.amounts import AmountMention, amounts
from phaseline.papers.anchors import Anchors, Phrase
from phaseline.papers.cues import Proposal, kind_of, modality_of, status_of
from phaseline.papers.dates import dates
from phaseline.papers.leads import with_leads
from phaseline.papers.names import Names
from phaseline.papers.paper import Paper
from phaseline.papers.sentences import PaperSentence, sentences
from phaseline.papers.speakers import speaker_of
from phaseline.papers.stubs import NOTHING, Stub
from phaseline.papers.titles import empty_blocks

_SHOWN = 8  # words of a heading: no more than a quote has
_LANGUAGE = "en"  # of the rules
_TIME_OF_DAY = r"\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [a-z]+){0,3},? on "
_COUNTS_FROM = re.compile(
    rf"\b(?:on or (?:after|before) (?:{_TIME_OF_DAY})?|(?:after|before|until) {_TIME_OF_DAY})$",
    re.IGNORECASE,
)
_UNREAD = "no-rules-for-language/1"


def proposed(paper: Paper, source: str, names: Names, *, first: int = 1) -> tuple[Stub, ...]:
    """
    Propose a stub for each sentence of a paper; a heading is none, nor is what says nothing whole.

    Args:
        paper: The paper.
        source: The id of its source.
        names: The actors that may be named.
        first: The number of the first stub.
    """
    anchors = Anchors(paper.text)
    parts = with_leads(paper, sentences(paper))
    empty = empty_blocks(paper)
    bodies = [part for part in parts if not part.is_heading and part.start not in empty]
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
    page, amount = paper.page_at(sentence.start), _first_amount(sentence, paper.published)
    place = (sentence.start + amount.start, sentence.start + amount.end) if amount else None
    phrase = anchors.of(sentence, place)
    stub = Stub(
        id=name,
        source=source_of(name)[0],
        start=sentence.start,
        end=sentence.end,
        page=page.number if page else 0,
        label=page.label if page else "",
        exact=phrase.exact if phrase else "",
        prefix=phrase.prefix if phrase else "",
        suffix=phrase.suffix if phrase else "",
        section=" ".join(sentence.section.split()[:_SHOWN]),
        about=tuple(_named(f"{sentence.lead} {sentence.text}", names)),
    )
    if paper.language in ("", _LANGUAGE):
        speaker = speaker_of(sentence.text, names) or NOTHING
        said = replace(_with_proposals(stub, sentence, paper.published), said_by=speaker)
        return _with_amount(said, amount) if _holds(phrase, place) else said
    return replace(
        stub,
        kind=Proposal(value="background", rule=_UNREAD),
        status=Proposal(value="asserted", rule=_UNREAD),
        modality=Proposal(value="said", rule=_UNREAD),
    )


def _with_proposals(stub: Stub, sentence: PaperSentence, published: str) -> Stub:
    """Give a stub with what the rules propose of its words."""
    return replace(
        stub,
        kind=kind_of(sentence),
        status=status_of(sentence),
        modality=modality_of(sentence),
        when=_first_date(sentence.text, published),
    )


def _with_amount(stub: Stub, amount: AmountMention | None) -> Stub:
    """Give a stub with the number that is proposed of it."""
    if amount is None:
        return stub
    return replace(
        stub,
        value=Proposal(value=amount.value, rule=amount.rule),
        bound=Proposal(value=amount.bound, rule=amount.rule),
    )


def _holds(phrase: Phrase | None, place: tuple[int, int] | None) -> bool:
    """Whether a phrase holds a stretch of the text; a number that its quote lacks is no fact."""
    if phrase is None or place is None:
        return False
    return phrase.start <= place[0] and place[1] <= phrase.end


def _first_amount(sentence: PaperSentence, published: str) -> AmountMention | None:
    return next(iter(amounts(sentence.text, dates(sentence.text, published))), None)


def _first_date(words: str, published: str) -> Proposal:
    """Propose the first date that is none from which, or up to which, something counts."""
    dated = (
        mention
        for mention in dates(words, published)
        if not _COUNTS_FROM.search(words, 0, mention.start)
    )
    mention = next(dated, None)
    return Proposal(value=mention.when, rule=mention.rule) if mention else NOTHING


def _named(words: str, names: Names) -> Iterator[Proposal]:
    for mention in names.of(re.sub(r"\s+", " ", words)):
        yield Proposal(value=mention.actor, rule=mention.rule)
