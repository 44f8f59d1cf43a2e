"""
What stands in a paper by itself and says nothing: the title of a numbered point, the number of a
point alone, and the few words that begin a sentence which the points of a list end.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from phaseline.papers.paper import BlockKind, Paper, TextBlock

MOST_WORDS = 12  # of a title, and of a beginning that is told with each point
_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivxl]{2,4})[.)]\s+(?=\S)", re.IGNORECASE)
_NUMBER_ALONE = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivxl]{2,4})[.)]", re.IGNORECASE)
_POINT = re.compile(r"[-*+•‣–]\s|\(?\w{1,4}[.)]\s|[a-z]")  # where a form of file marks no items
_ENDED = re.compile(r"(?:[.!?:;,…—–\"”’»)\]]|[;,]\s*(?:and|or))\s*$")
_GOES_ON = re.compile(
    r"\b(?:shall|should|must|may|will|can|could|is|are|was|were|be|has|have|that|if|when|where"
    r"|whether|unless|to|of|for|by|with|from|in|on|as|either|both|including|includes?)$",
    re.IGNORECASE,
)


def is_number_alone(words: str) -> bool:
    """
    Whether words are the number of a point and nothing else.

    >>> is_number_alone("(ii)"), is_number_alone("I.e."), is_number_alone("A")
    (True, False, False)
    """
    return _NUMBER_ALONE.fullmatch(words.strip()) is not None


def is_point(block: TextBlock, words: str) -> bool:
    """Whether a block is a point of a list, marked as one or not."""
    return block.kind is BlockKind.ITEM or (
        block.kind is BlockKind.PARAGRAPH and _POINT.match(words) is not None
    )


def goes_on(words: str) -> bool:
    """
    Whether words break off where a sentence cannot end.

    >>> goes_on("The office shall"), goes_on("The purposes of this chapter")
    (True, False)
    """
    return _GOES_ON.search(words.rstrip()) is not None


def opens_list(block: TextBlock, words: str, after: TextBlock | None, next_words: str) -> bool:
    """
    Whether a block without a mark at its end begins what the points after it go on with: a
    paragraph before a list, or a point that breaks off before points of its own.
    """
    if block.kind is BlockKind.HEADING or _ENDED.search(words) or after is None:
        return False
    if not is_point(after, next_words):
        return False
    return goes_on(words) if is_point(block, words) else block.kind is BlockKind.PARAGRAPH


def empty_blocks(paper: Paper) -> frozenset[int]:
    """
    Give where the blocks of a paper begin that say nothing whole: titles of numbered points,
    numbers alone, and short beginnings that the points of a list go on with.

    A short point without a mark at its end is a title where a paragraph stands under it, or the
    number of a point alone; the last point of a list of such points is none, whatever follows it.

    Args:
        paper: The paper.
    """
    alone = numbers_alone(paper)
    blocks = [block for block in paper.blocks if block.start not in alone]
    numbered = {block.start for block, after in pairwise(paper.blocks) if after.start in alone}
    befores = [None, *blocks[:-1]]
    return alone | {
        block.start
        for before, block, after in zip(befores, blocks, following(blocks).values(), strict=True)
        if _begins_list(paper, block, after)
        or _is_title(paper, before, block, after, is_numbered=block.start in numbered)
    }


def numbers_alone(paper: Paper) -> frozenset[int]:
    """Give where the blocks of a paper begin that are the number of a point and nothing else."""
    return frozenset(block.start for block in paper.blocks if is_number_alone(_words(paper, block)))


def _begins_list(paper: Paper, block: TextBlock, after: TextBlock | None) -> bool:
    """Whether a short block begins what the points after it go on with."""
    words = _words(paper, block)
    is_short = len(words.split()) <= MOST_WORDS
    return is_short and opens_list(block, words, after, _words(paper, after) if after else "")


def _is_title(
    paper: Paper,
    before: TextBlock | None,
    block: TextBlock,
    after: TextBlock | None,
    *,
    is_numbered: bool,
) -> bool:
    """Whether a block is a bare point that goes on no list of such points, over what follows."""
    is_first = before is None or not _is_bare_point(before, _words(paper, before))
    is_over = is_numbered or _is_text(paper, after)
    return is_over and is_first and _is_bare_point(block, _words(paper, block))


def _is_text(paper: Paper, block: TextBlock | None) -> bool:
    """Whether a block is a paragraph that begins like a sentence."""
    if block is None or block.kind is not BlockKind.PARAGRAPH:
        return False
    return _words(paper, block)[:1].isupper()


def _is_bare_point(block: TextBlock, words: str) -> bool:
    """Whether a block is a short point that begins like a title, and ends like one."""
    bare = _NUMBER.sub("", words, count=1)
    is_numbered = block.kind is BlockKind.ITEM or (
        block.kind is BlockKind.PARAGRAPH and bare != words
    )
    is_short = len(bare.split()) <= MOST_WORDS
    return is_numbered and is_short and bare[:1].isupper() and not _ENDED.search(bare)


def _words(paper: Paper, block: TextBlock) -> str:
    return paper.text[block.start : block.end]


def following(blocks: Sequence[TextBlock]) -> dict[int, TextBlock | None]:
    """Give the block after each, by where it begins; none after the last."""
    return {block.start: after for block, after in pairwise([*blocks, None]) if block is not None}
