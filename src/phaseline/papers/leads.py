"""The words that lead into a list, such as "The office shall:", and the points that they govern."""

import re
from collections.abc import Sequence
from dataclasses import replace

from phaseline.papers.paper import BlockKind, Paper, TextBlock
from phaseline.papers.sentences import PaperSentence

_OPENS = re.compile(r"[:—–]\s*$")
_POINT = re.compile(r"[-*+•‣–]\s|\(?\w{1,4}[.)]\s|[a-z]")  # where a form of file marks no items
_BEFORE_LAST = re.compile(r"[;,]\s*(?:and|or)\s*$")


def with_leads(paper: Paper, parts: Sequence[PaperSentence]) -> tuple[PaperSentence, ...]:
    """
    Give the sentences of a paper, the first one of each point of a list with the words that lead
    into the list: it says nothing whole without them.

    A list within a list has the words of both. It ends with its last point, which follows one that
    ends in "and" or "or", or where a paragraph stands that is no point.

    Args:
        paper: The paper.
        parts: Its sentences, in order.
    """
    begun = {part.end: part.start for part in parts}
    led: dict[int, str] = {}
    leads: list[str] = []  # of the lists that are open, the outermost first
    is_last = False
    for block in paper.blocks:
        words = paper.text[block.start : block.end]
        if not _is_point(block, words):
            leads, is_last = [], False
        led[block.start] = " ".join(leads)
        inner = leads.pop() if is_last and leads else ""  # whose list ends with this point
        is_last = _BEFORE_LAST.search(words) is not None
        if _OPENS.search(words) and block.kind is not BlockKind.HEADING:
            own = _OPENS.sub("", paper.text[begun[block.end] : block.end])
            leads.append(f"{inner} {own}".strip())
    return tuple(replace(part, lead=led.get(part.start, "")) for part in parts)


def _is_point(block: TextBlock, words: str) -> bool:
    return block.kind is BlockKind.ITEM or (
        block.kind is BlockKind.PARAGRAPH and _POINT.match(words) is not None
    )
