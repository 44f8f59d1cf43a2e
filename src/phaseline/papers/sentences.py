"""Sentences of a paper: paragraphs first, then full stops that end one."""

import re
from collections.abc import Iterator

from phaseline.papers.paper import BlockKind, Paper, TextBlock
from phaseline.terms.record import record

_STOP = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*(?=\s|$)|[。！？]")
_ABBREVIATIONS = frozenset(
    "adm al approx art arts assoc aug bros capt cf ch co col corp dec dept div dr e.g ed eds eg"
    " esp est etc ex feb fig figs ft gen gov hon i.e ibid ie inc jan jr jul jun lt ltd maj mar"
    " min mr mrs ms mt mus no nos nov oct op p para paras ph.d pl pp pres prof pt rep res resp rev"
    " rt sec sen sep seq sept sgt sr st supp v vol vols vs u.s u.k u.n e.u d.c u.s.c c.f.r".split()
)
_MAY_END = frozenset("u.s u.k u.n e.u d.c etc inc ltd co corp jr sr al".split())
_STARTERS = frozenset(
    "a after although an and as at before both but by despite for from given he her his how"
    " however if in instead it its meanwhile moreover no nobody none on one or our she since so"
    " still such that the their then there these they this those though thus to under unless until"
    " we what when where whether which while who with yet you".split()
)
_LABEL = r"(?:sec|sect|section|art|article|rule|regulation|part|chapter|annex)\.?\s+|§+\s*"
_POINT_NUMBER = re.compile(  # of a list in plain text, or of a section of a law
    rf"(?:{_LABEL})?\(?(?:\d{{1,3}}|[a-z]|[ivxl]{{2,4}})", re.IGNORECASE
)
_SECTION = re.compile(rf"(?:{_LABEL})\d{{1,3}}[a-z]?(?=[.:)]?\s)", re.IGNORECASE)
_POINT_AFTER = re.compile(r"\s+\((?:\d{1,2}|[a-z]|[ivxl]{2,4})\)\s+[A-Z“\"]")
_INITIAL = re.compile(r"(?:^|[\s(])[A-Z]$")
_LAST = re.compile(r"[^\s(\[“\"'‘]+$")
_NEXT = re.compile(r"\s+[\"'“‘(\[«]*([^\s]+)")


@record
class PaperSentence:
    """
    A sentence of a paper.

    Attributes:
        number: Its place in the paper, from 1.
        start: Where it begins in the text [code point].
        end: Where it ends [code point].
        text: Its words.
        section: The heading under which it stands, and the numbered section of a law, such as
            "Sec. 3"; empty above the first.
        is_heading: Whether it is a heading itself.
        is_note: Whether it stands in a footnote.
        lead: The words that lead into the list of which it is a point; empty elsewhere.
    """

    number: int
    start: int
    end: int
    text: str
    section: str
    is_heading: bool = False
    is_note: bool = False
    lead: str = ""


def sentences(paper: Paper) -> tuple[PaperSentence, ...]:
    """
    Give the sentences of a paper in order; a heading is one of its own, and so is the beginning of
    a numbered section without a heading.
    """
    parts: list[PaperSentence] = []
    heading = section = ""
    for block in paper.blocks:
        if block.kind is BlockKind.HEADING:
            heading = section = paper.text[block.start : block.end]
        elif numbered := _SECTION.match(paper.text, block.start, block.end):
            section = ": ".join(filter(None, (heading, numbered[0])))
        for start, end in _spans(paper.text, block):
            parts.append(
                PaperSentence(
                    number=len(parts) + 1,
                    start=start,
                    end=end,
                    text=paper.text[start:end],
                    section=section,
                    is_heading=block.kind is BlockKind.HEADING,
                    is_note=block.kind is BlockKind.FOOTNOTE,
                )
            )
    return tuple(parts)


def _spans(text: str, block: TextBlock) -> Iterator[tuple[int, int]]:
    if block.kind is BlockKind.HEADING:
        yield block.start, block.end
        return
    start = block.start
    for stop in _STOP.finditer(text, block.start, block.end):
        if stop.end() < block.end and not _ends(text, start, stop, block.end):
            continue
        yield start, stop.end()
        start = stop.end()
        while start < block.end and text[start].isspace():
            start += 1
    if start < block.end:
        yield start, block.end


def _ends(text: str, start: int, stop: "re.Match[str]", end: int) -> bool:
    """
    Whether a stop within a paragraph ends a sentence.
    """
    after = _NEXT.match(text, stop.end(), end)
    if after is None:
        return True
    if stop[0][0] in "。！？":
        return True
    is_number = _POINT_NUMBER.fullmatch(text, start, stop.start()) is not None
    is_point_next = _POINT_AFTER.match(text, stop.end(), end) is not None
    if is_number or (after[1][0].islower() and not is_point_next):
        return False
    is_plain = stop[0].startswith(".") and not stop[0].startswith("..")
    return (
        is_point_next or not is_plain or not _is_abbreviated(text[start : stop.start()], after[1])
    )


def _is_abbreviated(before: str, word: str) -> bool:
    """
    Whether a point belongs to the word before it, and the sentence goes on.

    >>> _is_abbreviated("He met Gen", "Smith"), _is_abbreviated("made in the U.S", "The")
    (True, False)
    """
    last = _LAST.search(before)
    if not last:
        return False
    bare = last[0].lower()
    if bare in _MAY_END:
        return word.strip(".,;:").lower() not in _STARTERS
    if bare in ("no", "nos", "p", "pp", "art", "arts", "para", "sec", "fig", "ch", "vol"):
        return word[:1].isdigit() or bare != "no"
    return bare in _ABBREVIATIONS or _INITIAL.search(before) is not None
