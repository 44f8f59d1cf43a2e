"""
Quotes held against their sources; the door to fuzzy matching, which proposes and never passes.

A quote is exact, or normalised (typography apart), or it is refused; a quote that cuts a word or a
number in two is refused as well. Where a refused quote is close to a passage, the difference is
shown word by word, and a change of number, negation, modal or polarity is named: it changes the
meaning.
"""

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from enum import Enum
from functools import lru_cache
from heapq import nlargest
from itertools import pairwise

from phaseline.case.edges import is_whole, whole_around
from phaseline.case.lengths import NO_ANCHOR
from phaseline.case.pages import without_furniture
from phaseline.case.scripts import BLANKLESS, is_blankless, is_of_word
from phaseline.case.typography import (
    Plain,
    broken_pattern,
    is_broken_at,
    joined,
    levelled,
    neighbourhoods,
    source_plain,
)
from phaseline.case.wording import change_of_meaning
from phaseline.terms.record import record

LONGEST = 400  # characters; what is longer is compared with nothing but itself
_LONG = 300_000  # characters; in a longer text only passages that share a word are looked at
_MOST_RARE = 3  # words of a quote by which passages are found
_MOST_SPOTS = 60  # places of each
# of 100: below that a passage is no proposal; short anchors with one word changed lie above it
CLOSE = 70.0

_MARKS = ".,;:!?\"'()[]"
_CURLY = "’‘“”"
_ENDS = ".!?;"
_LONGEST_WORD = 60  # characters, with the space before it
_WORD_BEFORE = re.compile(r"(?<!\S)(\S*[^\s.!?;])\s$")
_WORD_AFTER = re.compile(r"\s\S+")
_WORD = re.compile(f"[{BLANKLESS}]|[^\\s{BLANKLESS}]+")


class QuoteMatch(Enum):
    """How a quote stands to its source."""

    EXACT = "exact"
    NORMALISED = "normalised"
    CHANGED = "changed"
    MISSING = "missing"


@record
class Anchoring:
    """
    Where a quote was found, or what comes closest.

    Args:
        match: Exact, normalised, changed in meaning, or missing.
        count: How many times it occurs, with its prefix and suffix.
        position: Character offset of the first occurrence, or of the closest passage; -1 for none.
        line: Line of that offset, counted from 1; 0 for none.
        closest: The closest passage, for a refused quote.
        similarity: How close it is [0..100].
        difference: The word diff: `[-quote-]` and `{+source+}`.
        change: What kind of change it is: number, negation, modal, polarity, or wording.
        word: The words of the quote that make the change, or that are cut, levelled; empty where
            words of the source are left out.
        is_cut: Whether its words are those of the source, and only cut a word or a number of it in
            two.
    """

    match: QuoteMatch
    count: int = 0
    position: int = -1
    line: int = 0
    closest: str = ""
    similarity: float = 0.0
    difference: str = ""
    change: str = ""
    word: str = ""
    is_cut: bool = False


def anchoring(
    exact: str, text: str, *, prefix: str = "", suffix: str = "", propose: bool = True
) -> Anchoring:
    """
    Hold one quote against a text.

    Args:
        exact: The quote.
        text: The source text.
        prefix: Words just before it, to tell occurrences apart.
        suffix: Words just after it.
        propose: Whether to look for the closest passage where it is not found, which is slow.

    Source:
        W3C Web Annotation Data Model (2017), section 4.2.4, Text Quote Selector.
    """
    if len(exact) > NO_ANCHOR:
        return Anchoring(match=QuoteMatch.MISSING)
    plain = source_plain(text)
    wanted = levelled(exact).text.strip()
    before, after = levelled(prefix).text.strip(), levelled(suffix).text.strip()
    spots = _all_spots(wanted, plain, before, after) if wanted else ()
    if not spots:
        return _closest(wanted, plain, text) if propose else Anchoring(match=QuoteMatch.MISSING)
    literal = next((spot for spot in spots if text.startswith(exact.strip(), spot)), None)
    position = spots[0] if literal is None else literal
    match = QuoteMatch.NORMALISED if literal is None else QuoteMatch.EXACT
    return Anchoring(
        match=match, count=len(spots), position=position, line=text.count("\n", 0, position) + 1
    )


@lru_cache(maxsize=256)
def _joined_source(text: str) -> Plain:
    return joined(source_plain(text))


@lru_cache(maxsize=256)
def _bare_pages(text: str) -> Plain | None:
    """
    Level a text without what stands at the heads and feet of its pages; None where nothing does.
    """
    bare = without_furniture(text)
    return None if bare is None else source_plain(bare)


def _all_spots(wanted: str, plain: Plain, before: str, after: str) -> tuple[int, ...]:
    """Give where a phrase stands in a text, or else where it runs over the end of a page."""
    spots = _spots(wanted, plain, before, after)
    bare = None if spots else _bare_pages(plain.original)
    return spots if bare is None else _spots(wanted, bare, before, after)


def _spots(wanted: str, plain: Plain, before: str, after: str) -> tuple[int, ...]:
    """
    Give where a phrase stands with the words around it, by its offset in the original: as printed,
    or over a line end.
    """
    readings = (plain, _joined_source(plain.original)) if plain.is_broken else (plain,)
    spots = {spot for reading in readings for spot in _plain_spots(wanted, reading, before, after)}
    if not spots and plain.is_broken:
        spots = set(_broken_spots(wanted, plain, before, after))
    return tuple(sorted(spots))


def _plain_spots(wanted: str, plain: Plain, before: str, after: str) -> Iterator[int]:
    text, start = plain.text, plain.text.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if _fits(start, end, text, before, after) and is_whole(
            text, start, end, **_signs_beside(plain, start, end)
        ):
            yield plain.offsets[start]
        start = text.find(wanted, start + 1)


def _signs_beside(plain: Plain, start: int, end: int) -> dict[str, str]:
    return {
        "before": plain.original[plain.offsets[start - 1]] if start else "",
        "after": plain.original[plain.offsets[end]] if end < len(plain.text) else "",
    }


def _broken_spots(wanted: str, plain: Plain, before: str, after: str) -> Iterator[int]:
    """
    Give where a phrase stands that runs over several line ends, of which some join a word and some
    do not.
    """
    pattern = broken_pattern(wanted)
    for start, end in neighbourhoods(plain, len(wanted) + len(before) + len(after)):
        for match in pattern.finditer(plain.marked, start, end):
            first, last = match.span()
            text = plain.marked
            is_beside = is_broken_at(text, first - 1) or is_broken_at(text, last)
            if (
                not is_beside
                and _fits(first, last, text, before, after)
                and is_whole(text, first, last)
            ):
                yield plain.places[first]


def _fits(start: int, end: int, text: str, before: str, after: str) -> bool:
    """Whether the words around a spot are those asked for; one space at most lies between."""
    head = start - 1 if text[start - 1 : start] == " " else start
    tail = end + 1 if text[end : end + 1] == " " else end
    return text.endswith(before, 0, head) and text.startswith(after, tail)


def _closest(wanted: str, plain: Plain, text: str) -> Anchoring:
    if not wanted or not plain.text or len(wanted) > LONGEST:
        return Anchoring(match=QuoteMatch.MISSING)
    cut = plain.text.find(wanted)
    return (
        _cut(wanted, plain, cut)
        if cut >= 0 and is_of_word(wanted[0])
        else _nearest(wanted, plain, text)
    )


def _cut(wanted: str, plain: Plain, start: int) -> Anchoring:
    """
    Say what a quote is a part of whose words stand in the source, but cut a word or a number in
    two.
    """
    first, last = whole_around(plain.text, start, start + len(wanted))
    words, others = _split(wanted), _split(plain.text[first:last])
    change = change_of_meaning(_bare(words), _bare(others))
    return Anchoring(
        match=QuoteMatch.MISSING if change == "wording" else QuoteMatch.CHANGED,
        position=plain.offsets[first],
        line=plain.original.count("\n", 0, plain.offsets[first]) + 1,
        closest=_original(plain, first, last),
        similarity=100.0 * len(wanted) / max(last - first, 1),
        change=change,
        word=_bare(words[:1] if first < start else words[-1:])[0],
        is_cut=True,
    )


def _original(plain: Plain, start: int, end: int) -> str:
    """Give a stretch of a levelled text as it is printed, on one line."""
    last = plain.offsets[end] if end < len(plain.offsets) else len(plain.original)
    return " ".join(plain.original[plain.offsets[start] : last].split())


def _nearest(wanted: str, plain: Plain, text: str) -> Anchoring:
    from rapidfuzz import fuzz  # noqa: PLC0415  # only needed for a quote that is not found

    candidates = list(_windows(wanted, plain.text))
    alignment = (
        fuzz.partial_ratio_alignment(wanted, plain.text, score_cutoff=CLOSE)
        if len(plain.text) < _LONG
        else None
    )
    if alignment is not None:
        candidates.append(_to_words(plain.text, alignment.dest_start, alignment.dest_end))
    best: tuple[int, float, int, int] | None = None
    for start, end in candidates:
        passage = plain.text[start:end]
        score = fuzz.ratio(wanted, passage.strip())
        rated = (-_changed_words(wanted, passage), score, start, end)
        if score >= CLOSE and (best is None or rated > best):
            best = rated
    if best is None or -best[0] > max(2, len(_split(wanted)) // 2):
        return Anchoring(match=QuoteMatch.MISSING)
    return _proposal(wanted, plain, text, start=best[2], end=best[3], score=best[1])


def _changed_words(wanted: str, passage: str) -> int:
    """Count the words that differ, in the quote or in the passage, whichever has more of them."""
    changes = _changes(_split(wanted), _split(passage))
    return max(sum(len(gone) for gone, _ in changes), sum(len(come) for _, come in changes))


def _proposal(
    wanted: str, plain: Plain, text: str, *, start: int, end: int, score: float
) -> Anchoring:
    words = _split(wanted)
    start, end = _widened(words, plain.text, start, end)
    others = _split(plain.text[start:end])
    changes = _changes(words, others)
    change = change_of_meaning(
        [word for gone, _ in changes for word in gone],
        [word for _, come in changes for word in come],
    )
    telling = [
        " ".join(gone) for gone, come in changes if gone and change_of_meaning(gone, come) == change
    ]
    position = plain.offsets[start]
    return Anchoring(
        match=QuoteMatch.MISSING if change == "wording" else QuoteMatch.CHANGED,
        position=position,
        line=text.count("\n", 0, position) + 1,
        closest=_trimmed(_original(plain, start, end), wanted),
        similarity=score,
        difference=_word_diff(words, others),
        change=change,
        word=telling[0] if telling else "",
    )


def _widened(words: list[str], text: str, start: int, end: int) -> tuple[int, int]:
    """
    Take in the words that stand where the first and last words of the quote have no counterpart,
    within the sentence.
    """
    codes = [code for code in _all_opcodes(words, _split(text[start:end])) if code[1] < code[2]]
    first, last = codes[0], codes[-1]
    if first[0] == "delete":
        start = _words_back(text, start, first[2])
    if last[0] == "delete" and last is not first:
        end = _words_on(text, end, last[2] - last[1])
    return start, end


def _words_back(text: str, start: int, count: int) -> int:
    """Give where a passage begins that takes in some words before it."""
    for _ in range(count):
        before = _WORD_BEFORE.search(text, max(start - _LONGEST_WORD, 0), start)
        start = start if before is None else before.start(1)
    return start


def _words_on(text: str, end: int, count: int) -> int:
    """Give where a passage ends that takes in some words behind it, unless its sentence ends."""
    for _ in range(count):
        if text[end - 1] in _ENDS:
            break
        after = _WORD_AFTER.match(text, end, end + _LONGEST_WORD)
        end = end if after is None else after.end()
    return end


def _trimmed(passage: str, wanted: str) -> str:
    """Leave out the marks at the ends of a passage that the quote does not have."""
    trimmed = passage if wanted[-1] in _MARKS else passage.rstrip(_MARKS + _CURLY)
    return trimmed if wanted[0] in _MARKS else trimmed.lstrip(_MARKS + _CURLY)


def _windows(wanted: str, text: str) -> Iterator[tuple[int, int]]:
    """Give the stretches of text, as long as the quote, that share most words with it."""
    words, places = _words(text)
    wanted_words = _bare(_split(wanted))
    spots = [at for word in _rarest(wanted_words, places) for at in places[word][:_MOST_SPOTS]]
    for size in {max(len(wanted_words) - 1, 1), len(wanted_words), len(wanted_words) + 1}:
        starts = {at - step for at in spots for step in range(size)}
        within = range(len(words) - size + 1)
        possible = sorted(filter(within.__contains__, starts))
        best = nlargest(
            3,
            possible,
            key=lambda at: sum(word in wanted_words for _, _, word in words[at : at + size]),
        )
        yield from ((words[at][0], words[at + size - 1][1]) for at in best)


def _rarest(words: list[str], places: Mapping[str, list[int]]) -> list[str]:
    """Give those words of a quote that a text has, and has least often."""
    return sorted(
        (word for word in set(words) if word in places),
        key=lambda word: (len(places[word]), word),
    )[:_MOST_RARE]


@lru_cache(maxsize=256)
def _words(text: str) -> tuple[tuple[tuple[int, int, str], ...], Mapping[str, list[int]]]:
    """Give the words of a text with their ends, and for each word its places among them."""
    words = tuple(
        (match.start(), match.end(), match.group().strip(_MARKS)) for match in _WORD.finditer(text)
    )
    places: dict[str, list[int]] = {}
    for at, (_, _, word) in enumerate(words):
        places.setdefault(word, []).append(at)
    return words, places


def _to_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while start < end and text[start].isspace():
        start += 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def _split(text: str) -> list[str]:
    """Part a levelled text into words by script: a letter of a script without blanks is one."""
    return _WORD.findall(text)


def _bare(words: list[str]) -> list[str]:
    return [word.strip(_MARKS) for word in words]


def _all_opcodes(quote: list[str], source: list[str]) -> list[tuple[str, int, int, int, int]]:
    return list(SequenceMatcher(a=_bare(quote), b=_bare(source), autojunk=False).get_opcodes())


def _opcodes(quote: list[str], source: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """
    Give how the words of a quote turn into those of a passage; words around the passage are no
    difference.
    """
    return (
        code
        for code in _all_opcodes(quote, source)
        if not (code[0] == "insert" and (code[3] == 0 or code[4] == len(source)))
    )


def _changes(quote: list[str], source: list[str]) -> list[tuple[list[str], list[str]]]:
    return [
        (_bare(quote[a:b]), _bare(source[c:d]))
        for kind, a, b, c, d in _opcodes(quote, source)
        if kind != "equal"
    ]


def _word_diff(quote: list[str], source: list[str]) -> str:
    pieces: list[str] = []
    for kind, a, b, c, d in _opcodes(quote, source):
        if kind == "equal":
            pieces.append(_run_on(source[c:d]))
            continue
        pieces += [f"[-{_run_on(quote[a:b])}-]"] if a < b else []
        pieces += [f"{{+{_run_on(source[c:d])}+}}"] if c < d else []
    return " ".join(pieces)


def _run_on(words: list[str]) -> str:
    """Write words as their scripts do: with blanks, or without."""
    blanks = [
        " " * (not (is_blankless(word[-1]) and is_blankless(after[0])))
        for word, after in pairwise(words)
    ]
    return "".join(word + blank for word, blank in zip(words, [*blanks, ""], strict=False))
