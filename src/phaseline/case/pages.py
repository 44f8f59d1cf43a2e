"""
What is printed at the head and foot of pages, and stands in the middle of a sentence once a page
becomes a text.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

_LONGEST_HEAD = 120  # characters
_OFTEN = 3  # a running head stands on at least so many pages, where only blank lines tell of pages
_OFTEN_AT_EDGE = 2  # … and where form feeds do
_AT_EDGE = 2  # lines at the head or foot of a page that may belong to no sentence
_LINE = re.compile(r"[^\n\r\f]+")
_NUMBERS = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_NUMBERED = re.compile(r"(.{4,80}?\D)\d{1,4}|\d{1,4}(\D.{4,80})")
_FOLIO = re.compile(
    r"\s*(?:[-–—|\[(]\s*)?(?:(?:page|seite|p\.|стр\.)\s*)?(?:\d{1,4}|[ivxlc]{1,6})"
    r"(?:\s*(?:/|of|von|sur|из)\s*\d{1,4})?(?:\s*[-–—|\])])?\s*",
    re.IGNORECASE,
)


@lru_cache(maxsize=256)
def without_furniture(text: str) -> str | None:
    r"""
    Blank out running heads and page numbers, so that a sentence runs on over the page; every
    character keeps its place.

    A line is such furniture if it is a page number alone at the edge of a page, or if it stands,
    numbers apart, on several pages. Pages end at form feeds; in a text without any, a line counts
    that stands between blank lines, that parts a broken word, or that returns with another number
    each time.

    Args:
        text: The text as it was extracted.

    Returns:
        The text with blanks in place of such lines; None where there are none.

    >>> without_furniture("to the\n\n12\n\fnorth")
    'to the\n\n  \n\x0cnorth'
    """
    lines = [(match.start(), match.end()) for match in _LINE.finditer(text)]
    has_pages = "\f" in text
    edges = list(_at_edges(text, lines)) if has_pages else list(_apart(text, lines))
    often = _OFTEN_AT_EDGE if has_pages else _OFTEN
    heads = Counter(_head(text[start:end]) for start, end in edges)
    furniture = [
        (start, end)
        for start, end in edges
        if _FOLIO.fullmatch(text, start, end) or heads[_head(text[start:end])] >= often
    ]
    if not furniture:
        return None
    pieces: list[str] = []
    at = 0
    for start, end in furniture:
        pieces += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])


def _head(line: str) -> str:
    """Give a line as it returns from page to page: its numbers and blanks apart."""
    return " ".join(_NUMBERS.sub("0", line.casefold()).split())


def _at_edges(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Give the first and last lines of each page."""
    ends = [match.start() for match in re.finditer("\f", text)]
    page: list[tuple[int, int]] = []
    pages: list[list[tuple[int, int]]] = [page]
    for start, end in lines:
        while ends and start > ends[0]:
            ends.pop(0)
            page = []
            pages.append(page)
        if text[start:end].strip():
            page.append((start, end))
    for of_page in pages:
        edge = dict.fromkeys((*of_page[:_AT_EDGE], *of_page[-_AT_EDGE:]))
        yield from sorted(line for line in edge if line[1] - line[0] <= _LONGEST_HEAD)


def _apart(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Give the short lines that stand alone between blank lines."""
    written = [(start, end) for start, end in lines if text[start:end].strip()]
    numbered = _numbered(text, written)
    for place, (start, end) in enumerate(written):
        if end - start <= _LONGEST_HEAD and (
            text[start:end] in numbered
            or _is_alone(text, written, place)
            or _is_in_word(text, written, place)
        ):
            yield start, end


def _is_alone(text: str, written: list[tuple[int, int]], place: int) -> bool:
    """Whether blank lines, or an end of the text, part a line from those before and after it."""
    start, end = written[place]
    before = text[written[place - 1][1] : start] if place else "\n\n"
    after = text[end : written[place + 1][0]] if place + 1 < len(written) else "\n\n"
    return before.count("\n") > 1 and after.count("\n") > 1


def _is_in_word(text: str, written: list[tuple[int, int]], place: int) -> bool:
    """Whether a page number stands between the parts of a word that a hyphen breaks before it."""
    return (
        place > 0
        and text[written[place - 1][1] - 1] in "-‐\u00ad"
        and _FOLIO.fullmatch(text, *written[place]) is not None
    )


def _numbered(text: str, written: list[tuple[int, int]]) -> set[str]:
    """Give the lines that return with another number: Heron Paper 11, Heron Paper 12."""
    lines: dict[str, set[str]] = {}
    for start, end in written:
        line = text[start:end]
        match = _NUMBERED.fullmatch(line.strip())
        if match is not None:
            lines.setdefault(match.group(1) or match.group(2), set()).add(line)
    return set().union(*(returning for returning in lines.values() if len(returning) >= _OFTEN))
