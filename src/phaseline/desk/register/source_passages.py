"""The words of a source around a citation: what a reader finds who follows it."""

import re
from collections.abc import Mapping

from phaseline.case.model.common import Cite
from phaseline.case.model.evidence import Source
from phaseline.case.quotes import anchoring
from phaseline.case.texts import readings_of
from phaseline.terms.record import record

AROUND = 420  # letters on either side of the quoted words


@record
class SourcePassage:
    """
    Where quoted words stand in the text of their source.

    Args:
        before: What stands before them, from the beginning of a word on.
        words: The words themselves, as the source has them.
        after: What stands after them, up to the end of a word.
        line: The line of the text, counted from 1.
        is_exact: Whether they stand there letter by letter; otherwise letter case, quotation marks
            or spaces differ.
    """

    before: str
    words: str
    after: str
    line: int
    is_exact: bool


def source_passage(cite: Cite, source: Source, texts: Mapping[str, str]) -> SourcePassage | None:
    """
    Find the words of a citation in the text of its source.

    Args:
        cite: The citation.
        source: Its source.
        texts: The source texts at hand, by hash.

    Returns:
        Where they stand; None where the text is not at hand, the citation quotes nothing, or the
        words do not stand in the text.
    """
    if not cite.exact or source.sha256 not in texts:
        return None
    for text in readings_of(source, texts).texts:
        place = anchoring(cite.exact, text, prefix=cite.prefix, suffix=cite.suffix, propose=False)
        if place.position >= 0:
            return _around(text, cite.exact, place.position, place.line, place.match.value)
    return None


def _around(text: str, exact: str, start: int, line: int, match: str) -> SourcePassage:
    """Cut a passage out of a text, at the edges of words."""
    end = start + _length(text, exact, start)
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if start > AROUND:
        before = before.partition(" ")[2]
    if end + AROUND < len(text):
        after = after.rpartition(" ")[0]
    return SourcePassage(
        before=before, words=text[start:end], after=after, line=line, is_exact=match == "exact"
    )


def _length(text: str, exact: str, start: int) -> int:
    """Give how many letters of a text a quote takes: spaces and signs between words may differ."""
    words = re.findall(r"\w+", exact)
    pattern = re.compile(r"\W*".join(map(re.escape, words)), re.IGNORECASE)
    there = pattern.search(text, start) if words else None
    return there.end() - start if there else len(exact)
