"""
Quotes held against their sources; the door to fuzzy matching, which proposes and never passes.

A quote is exact, or normalised (letter case, curly quotes, dashes and spaces apart), or it is refused. Where a
refused quote is close to a passage, the difference is shown word by word, and a change of number, negation,
modal or polarity is named: it changes the meaning.
"""

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from enum import Enum
from functools import lru_cache
from heapq import nlargest

from phaseline.case.wording import change_of_meaning
from phaseline.terms.record import record

MOST_WORDS = 8
LONGEST = 400  # characters; what is longer is compared with nothing but itself
_LONG = 300_000  # characters; in a longer text only passages that share a word are looked at
_MOST_RARE = 3  # words of a quote by which passages are found
_MOST_SPOTS = 60  # places of each
CLOSE = 70.0  # of 100: below that a passage is no proposal; short anchors with one word changed lie above it

_STRAIGHT = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "‛": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "—": "-",
        "‐": "-",
        "‑": "-",
        "−": "-",
        "…": "...",
    }
)
_MARKS = ".,;:!?\"'()[]"
_CURLY = "’‘“”"
_ENDS = ".!?;"
_LONGEST_WORD = 60  # characters, with the space before it
_WORD_BEFORE = re.compile(r"(?<!\S)(\S*[^\s.!?;])\s$")
_WORD_AFTER = re.compile(r"\s\S+")
_DROPPED = "\u00ad\u200b\ufeff"  # soft hyphen, zero-width space, byte-order mark
_SPECIAL = re.compile(
    rf"(?<=\d)[\s{_DROPPED}]+(?=%)|[\s{_DROPPED}]{{2,}}|[^\S ]|[{_DROPPED}]"
)  # all but a single space between words; 64 % is 64%
_CUT_BEFORE = re.compile(r"(\d[.,:/-]|(^|[\s(])-)$")  # 10,|000 and -|5: the number begins earlier
_CUT_AFTER = re.compile(r"[.,:/-]\d")


class Match(Enum):
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
        word: The words of the quote that make the change, levelled; empty where words of the source are left out.
    """

    match: Match
    count: int = 0
    position: int = -1
    line: int = 0
    closest: str = ""
    similarity: float = 0.0
    difference: str = ""
    change: str = ""
    word: str = ""


@record
class Plain:
    """A text with its typography levelled, and for each character its offset in the original."""

    text: str
    offsets: Sequence[int]


def levelled(text: str) -> Plain:
    """
    Level letter case, quotation marks, dashes and spaces (no-break spaces too).

    >>> levelled("The  ‘Line’").text
    "the 'line'"
    """
    out: list[str] = []
    offsets = array("L")
    start = 0
    for special in _SPECIAL.finditer(text):
        _append(text, start, special.start(), out, offsets)
        space = next((at for at in range(*special.span()) if text[at] not in _DROPPED), None)
        is_percent = text[special.end() : special.end() + 1] == "%" and text[max(special.start() - 1, 0) : special.start()].isdigit()
        if space is not None and not is_percent and not (out and out[-1].endswith(" ")):
            out.append(" ")
            offsets.append(space)
        start = special.end()
    _append(text, start, len(text), out, offsets)
    return Plain(text="".join(out), offsets=offsets)


def _append(text: str, start: int, end: int, out: list[str], offsets: "array[int]") -> None:
    """Level a stretch without special spaces; where characters turn into several, one by one."""
    plain = text[start:end].translate(_STRAIGHT).casefold()
    if plain:
        out.append(plain)
    if len(plain) == end - start:
        offsets.extend(range(start, end))
    else:
        for at in range(start, end):
            offsets.extend([at] * len(text[at].translate(_STRAIGHT).casefold()))


def anchoring(exact: str, text: str, *, prefix: str = "", suffix: str = "", propose: bool = True) -> Anchoring:
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
    plain = _source(text)
    wanted = levelled(exact).text.strip()
    before, after = levelled(prefix).text.strip(), levelled(suffix).text.strip()
    spots = [spot for spot in _spots(wanted, plain.text) if _fits(spot, spot + len(wanted), plain.text, before, after)] if wanted else []
    if not spots:
        return _closest(wanted, plain, text) if propose else Anchoring(match=Match.MISSING)
    literal = next((spot for spot in spots if text.startswith(exact.strip(), plain.offsets[spot])), None)
    position = plain.offsets[spots[0] if literal is None else literal]
    match = Match.NORMALISED if literal is None else Match.EXACT
    return Anchoring(match=match, count=len(spots), position=position, line=text.count("\n", 0, position) + 1)


def word_count(phrase: str) -> int:
    """Count the words of an anchor."""
    return len(phrase.split())


@lru_cache(maxsize=256)
def _source(text: str) -> Plain:
    return levelled(text)


def _spots(wanted: str, text: str) -> Iterator[int]:
    start = text.find(wanted)
    while start >= 0:
        if _is_whole(wanted, text, start, start + len(wanted)):
            yield start
        start = text.find(wanted, start + 1)


def _is_whole(wanted: str, text: str, start: int, end: int) -> bool:
    """Whether neither end cuts a word or a number in two."""
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    if (wanted[0].isalnum() and before[-1:].isalnum()) or (wanted[-1].isalnum() and after[:1].isalnum()):
        return False
    return not (wanted[0].isdigit() and _CUT_BEFORE.search(before)) and not (wanted[-1].isdigit() and _CUT_AFTER.match(after))


def _fits(start: int, end: int, text: str, before: str, after: str) -> bool:
    """Whether the words around a spot are those asked for; one space at most lies between."""
    head = start - 1 if text[start - 1 : start] == " " else start
    tail = end + 1 if text[end : end + 1] == " " else end
    return text.endswith(before, 0, head) and text.startswith(after, tail)


def _closest(wanted: str, plain: Plain, text: str) -> Anchoring:
    from rapidfuzz import fuzz  # noqa: PLC0415  # only needed for a quote that is not found

    if not wanted or not plain.text or len(wanted) > LONGEST:
        return Anchoring(match=Match.MISSING)
    candidates = list(_windows(wanted, plain.text))
    found = fuzz.partial_ratio_alignment(wanted, plain.text, score_cutoff=CLOSE) if len(plain.text) < _LONG else None
    if found is not None:
        candidates.append(_to_words(plain.text, found.dest_start, found.dest_end))
    best: tuple[int, float, int, int] | None = None
    for start, end in candidates:
        changes = _changes(wanted.split(), plain.text[start:end].split())
        score = fuzz.ratio(wanted, plain.text[start:end].strip())
        rated = (-max(sum(len(gone) for gone, _ in changes), sum(len(come) for _, come in changes)), score, start, end)
        if score >= CLOSE and (best is None or rated > best):
            best = rated
    if best is None or -best[0] > max(2, len(wanted.split()) // 2):
        return Anchoring(match=Match.MISSING)
    return _proposal(wanted, plain, text, start=best[2], end=best[3], score=best[1])


def _proposal(wanted: str, plain: Plain, text: str, *, start: int, end: int, score: float) -> Anchoring:
    words = wanted.split()
    start, end = _widened(words, plain.text, start, end)
    others = plain.text[start:end].split()
    changes = _changes(words, others)
    change = change_of_meaning([word for gone, _ in changes for word in gone], [word for _, come in changes for word in come])
    telling = [" ".join(gone) for gone, come in changes if gone and change_of_meaning(gone, come) == change]
    position = plain.offsets[start]
    return Anchoring(
        match=Match.MISSING if change == "wording" else Match.CHANGED,
        position=position,
        line=text.count("\n", 0, position) + 1,
        closest=_trimmed(" ".join(text[position : plain.offsets[min(end, len(plain.offsets)) - 1] + 1].split()), wanted),
        similarity=score,
        difference=_word_diff(words, others),
        change=change,
        word=telling[0] if telling else "",
    )


def _widened(words: list[str], text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the words that stand where the first and last words of the quote have no counterpart, within the sentence."""
    codes = [code for code in _all_opcodes(words, text[start:end].split()) if code[1] < code[2]]
    first, last = codes[0], codes[-1]
    if first[0] == "delete":
        for _ in range(first[2]):
            before = _WORD_BEFORE.search(text, max(start - _LONGEST_WORD, 0), start)
            start = start if before is None else before.start(1)
    if last[0] == "delete" and last is not first:
        for _ in range(last[2] - last[1]):
            after = None if text[end - 1] in _ENDS else _WORD_AFTER.match(text, end, end + _LONGEST_WORD)
            end = end if after is None else after.end()
    return start, end


def _trimmed(passage: str, wanted: str) -> str:
    """Leave out the marks at the ends of a passage that the quote does not have."""
    trimmed = passage if wanted[-1] in _MARKS else passage.rstrip(_MARKS + _CURLY)
    return trimmed if wanted[0] in _MARKS else trimmed.lstrip(_MARKS + _CURLY)


def _windows(wanted: str, text: str) -> Iterator[tuple[int, int]]:
    """Give the stretches of text, as long as the quote, that share most words with it."""
    words, places = _words(text)
    wanted_words = _bare(wanted.split())
    rare = sorted((word for word in set(wanted_words) if word in places), key=lambda word: (len(places[word]), word))[:_MOST_RARE]
    for size in {max(len(wanted_words) - 1, 1), len(wanted_words), len(wanted_words) + 1}:
        starts = {at - step for word in rare for at in places[word][:_MOST_SPOTS] for step in range(size)}
        possible = sorted(at for at in starts if 0 <= at <= len(words) - size)
        best = nlargest(3, possible, key=lambda at: sum(word in wanted_words for _, _, word in words[at : at + size]))
        yield from ((words[at][0], words[at + size - 1][1]) for at in best)


@lru_cache(maxsize=256)
def _words(text: str) -> tuple[tuple[tuple[int, int, str], ...], Mapping[str, list[int]]]:
    """Give the words of a text with their ends, and for each word its places among them."""
    words = tuple((match.start(), match.end(), match.group().strip(_MARKS)) for match in re.finditer(r"\S+", text))
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


def _bare(words: list[str]) -> list[str]:
    return [word.strip(_MARKS) for word in words]


def _all_opcodes(quote: list[str], source: list[str]) -> list[tuple[str, int, int, int, int]]:
    return list(SequenceMatcher(a=_bare(quote), b=_bare(source), autojunk=False).get_opcodes())


def _opcodes(quote: list[str], source: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Give how the words of a quote turn into those of a passage; words around the passage are no difference."""
    return (code for code in _all_opcodes(quote, source) if not (code[0] == "insert" and (code[3] == 0 or code[4] == len(source))))


def _changes(quote: list[str], source: list[str]) -> list[tuple[list[str], list[str]]]:
    return [(_bare(quote[a:b]), _bare(source[c:d])) for kind, a, b, c, d in _opcodes(quote, source) if kind != "equal"]


def _word_diff(quote: list[str], source: list[str]) -> str:
    pieces: list[str] = []
    for kind, a, b, c, d in _opcodes(quote, source):
        if kind == "equal":
            pieces.append(" ".join(source[c:d]))
            continue
        pieces += [f"[-{' '.join(quote[a:b])}-]"] if a < b else []
        pieces += [f"{{+{' '.join(source[c:d])}+}}"] if c < d else []
    return " ".join(pieces)
