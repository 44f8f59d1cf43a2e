"""The words that lead into a list, such as "The office shall:", and the points that they govern."""

import re
from collections.abc import Sequence
from dataclasses import replace

from phaseline.papers.paper import BlockKind, Paper, TextBlock
from phaseline.papers.sentences import PaperSentence
from phaseline.papers.titles import following, is_point, numbers_alone, opens_list

_OPENS = re.compile(r"[:—–]\s*$")
_BEFORE_LAST = re.compile(r"[;,]\s*(?:and|or)\s*$")


def with_leads(paper: Paper, parts: Sequence[PaperSentence]) -> tuple[PaperSentence, ...]:
    """
    Give the sentences of a paper, the first one of each point of a list with the words that lead
    into the list: it says nothing whole without them.

    A list within a list has the words of both. It ends with its last point, which follows one that
    ends in "and" or "or", or where a paragraph stands that is no point. What leads into a list ends
    in a colon or a dash, or has no mark at its end: "The office shall".

    Args:
        paper: The paper.
        parts: Its sentences, in order.
    """
    begun = {part.end: part.start for part in parts}
    led: dict[int, str] = {}
    leads: list[str] = []  # of the lists that are open, the outermost first
    is_last = False
    alone = numbers_alone(paper)
    blocks = [block for block in paper.blocks if block.start not in alone]
    after = following(blocks)
    for block in blocks:
        words = paper.text[block.start : block.end]
        if not is_point(block, words):
            leads, is_last = [], False
        led[block.start] = " ".join(leads)
        inner = leads.pop() if is_last and leads else ""  # whose list ends with this point
        is_last = _BEFORE_LAST.search(words) is not None
        if _leads(paper, block, after[block.start]):
            own = _OPENS.sub("", paper.text[begun[block.end] : block.end])
            leads.append(f"{inner} {own}".strip())
    return tuple(replace(part, lead=led.get(part.start, "")) for part in parts)


def _leads(paper: Paper, block: TextBlock, after: TextBlock | None) -> bool:
    words = paper.text[block.start : block.end]
    next_words = paper.text[after.start : after.end] if after else ""
    is_opened = _OPENS.search(words) is not None and block.kind is not BlockKind.HEADING
    return is_opened or opens_list(block, words, after, next_words)
