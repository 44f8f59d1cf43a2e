"""
Quotes held against their sources; the door to fuzzy matching, which proposes and never passes.

A quote is exact, or normalised (letter case, curly quotes, dashes and spaces apart), or it is refused. Where a
refused quote is close to a passage, the difference is shown word by word, and a change of number, negation,
modal or polarity is named: it changes the meaning.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from enum import Enum
from functools import lru_cache
from itertools import accumulate

from phaseline.terms.record import record

MOST_WORDS = 8
CLOSE = 70.0  # of 100: below that a passage is no proposal; short anchors with one word changed lie above it

_STRAIGHT = {"’": "'", "‘": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "…": "..."}
_LONG = 1_000  # characters: above that a text is a source, not a quote
_MARKS = ".,;:!?\"'()[]"
_DROPPED = "\u00ad\u200b\ufeff"
_NEGATIONS = frozenset("not no never none without cannot can't won't don't doesn't didn't isn't aren't wasn't neither nor hardly".split())
_MODALS = frozenset("may might could can should would will must shall ought need".split())
_NUMBER_WORDS = frozenset("one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million billion half third quarter dozen twice double".split())
_OPPOSITES = (
    "support oppose", "supported opposed", "supports opposes", "supporting opposing", "increase decrease", "increased decreased", "increasing decreasing",
    "allow forbid", "allows forbids", "allowed forbidden", "permit prohibit", "permits prohibits", "permitted prohibited", "more less", "more fewer", "above below",
    "rise fall", "rises falls", "lawful unlawful", "gain lose", "accept refuse", "accepts refuses", "agree refuse", "before after", "high low", "higher lower",
    "strengthen weaken", "strengthening weakening", "confirm deny", "confirmed denied", "direct indirect", "directly indirectly", "with without", "include exclude",
    "first last", "begin end", "favour against", "favor against", "help harm", "win lose", "largest smallest", "most least", "all none", "always never",
    "offensive defensive", "early late", "north south", "russia ukraine", "moscow seoul", "yes no", "lift impose", "approve reject", "approved rejected", "proposed adopted",
)
_PAIRS = frozenset(frozenset(pair.split()) for pair in _OPPOSITES)


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
    """

    match: Match
    count: int = 0
    position: int = -1
    line: int = 0
    closest: str = ""
    similarity: float = 0.0
    difference: str = ""
    change: str = ""


@record
class Plain:
    """A text with its typography levelled, and for each character its offset in the original."""

    text: str
    offsets: tuple[int, ...]


def levelled(text: str) -> Plain:
    """Level letter case, quotation marks, dashes and spaces (no-break spaces too)."""
    return _levelled_source(text) if len(text) > _LONG else _levelled(text)


@lru_cache(maxsize=64)
def _levelled_source(text: str) -> Plain:
    """Keep long texts levelled: each is asked for by hundreds of quotes, and quotes must not crowd them out."""
    return _levelled(text)


def _levelled(text: str) -> Plain:
    out: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        if character in _DROPPED:
            continue
        if character.isspace():
            if out and out[-1] == " ":
                continue
            plain = " "
        else:
            plain = _STRAIGHT.get(character, character).casefold()
        out.extend(plain)
        offsets.extend([offset] * len(plain))
    return Plain(text="".join(out), offsets=tuple(offsets))


def anchoring(exact: str, text: str, *, prefix: str = "", suffix: str = "") -> Anchoring:
    """
    Hold one quote against a text.

    Args:
        exact: The quote.
        text: The source text.
        prefix: Words just before it, to tell occurrences apart.
        suffix: Words just after it.

    Source:
        W3C Web Annotation Data Model (2017), section 4.2.4, Text Quote Selector.
    """
    plain = levelled(text)
    wanted = levelled(exact).text.strip()
    spots = [spot for spot in _spots(wanted, plain.text) if _fits(spot, wanted, plain.text, prefix, suffix)] if wanted else []
    if spots:
        position = plain.offsets[spots[0]]
        is_exact = text.startswith(exact, position)
        return Anchoring(match=Match.EXACT if is_exact else Match.NORMALISED, count=len(spots), position=position, line=text.count("\n", 0, position) + 1)
    return _closest(wanted, plain, text)


def word_count(phrase: str) -> int:
    """Count the words of an anchor."""
    return len(phrase.split())


def change_of_meaning(quote: list[str], source: list[str]) -> str:
    """
    Name what kind of change the differing words are.

    >>> change_of_meaning(["31"], ["13"])
    'number'
    """
    words, others = set(quote), set(source)
    changed = words ^ others
    if any(any(c.isdigit() for c in word) for word in changed) or changed & _NUMBER_WORDS:
        return "number"
    if changed & _NEGATIONS or any(word.endswith("n't") for word in changed):
        return "negation"
    if changed & _MODALS:
        return "modal"
    if any(frozenset((one, other)) in _PAIRS or _is_negated(one, other) for one in words for other in others):
        return "polarity"
    return "wording"


def _is_negated(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) > 2 and any(long == prefix + short for prefix in ("un", "in", "im", "dis", "non", "non-", "il", "ir", "de"))


def _spots(wanted: str, text: str) -> Iterator[int]:
    start = text.find(wanted)
    while start >= 0:
        if _is_boundary(text, start, wanted[0], before=True) and _is_boundary(text, start + len(wanted), wanted[-1], before=False):
            yield start
        start = text.find(wanted, start + 1)


def _is_boundary(text: str, at: int, edge: str, *, before: bool) -> bool:
    other = text[at - 1 : at] if before else text[at : at + 1]
    return not (edge.isalnum() and other.isalnum())


def _fits(spot: int, wanted: str, text: str, prefix: str, suffix: str) -> bool:
    before, after = levelled(prefix).text.strip(), levelled(suffix).text.strip()
    end = spot + len(wanted)
    return text[:spot].rstrip().endswith(before) and text[end:].lstrip().startswith(after)


def _closest(wanted: str, plain: Plain, text: str) -> Anchoring:
    from rapidfuzz import fuzz  # noqa: PLC0415  # only needed for a quote that is not found

    if not wanted or not plain.text:
        return Anchoring(match=Match.MISSING)
    found = fuzz.partial_ratio_alignment(wanted, plain.text, score_cutoff=CLOSE)
    candidates = list(_windows(wanted, plain.text))
    if found is not None:
        candidates.append(_to_words(plain.text, found.dest_start, found.dest_end))
    best: tuple[int, float, int, int] | None = None
    for start, end in candidates:
        _, removed, added = _word_diff(wanted.split(), plain.text[start:end].split())
        score = fuzz.ratio(wanted, plain.text[start:end].strip())
        rated = (-max(len(removed), len(added)), score, start, end)
        if score >= CLOSE and (best is None or rated > best):
            best = rated
    if best is None or -best[0] > max(2, len(wanted.split()) // 2):
        return Anchoring(match=Match.MISSING)
    _, score, start, end = best
    difference, removed, added = _word_diff(wanted.split(), plain.text[start:end].split())
    change = change_of_meaning(removed, added)
    position = plain.offsets[start]
    return Anchoring(
        match=Match.MISSING if change == "wording" else Match.CHANGED,
        position=position,
        line=text.count("\n", 0, position) + 1,
        closest=text[position : plain.offsets[min(end, len(plain.offsets)) - 1] + 1].strip(),
        similarity=score,
        difference=difference,
        change=change,
    )


def _windows(wanted: str, text: str) -> Iterator[tuple[int, int]]:
    """Give the stretches of text, as long as the quote, that share most words with it."""
    words = [(match.start(), match.end(), match.group().strip(_MARKS)) for match in re.finditer(r"\S+", text)]
    wanted_words = Counter(_bare(wanted.split()))
    length = sum(wanted_words.values())
    for size in {max(length - 1, 1), length, length + 1}:
        rated = sorted(range(max(len(words) - size + 1, 0)), key=_sharing(words, wanted_words, size), reverse=True)
        yield from ((words[at][0], words[at + size - 1][1]) for at in rated[:3])


def _sharing(words: list[tuple[int, int, str]], wanted: Counter[str], size: int) -> Callable[[int], int]:
    hits = [word in wanted for _, _, word in words]
    sums = [0, *accumulate(hits)]
    return lambda at: sums[at + size] - sums[at]


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


def _word_diff(quote: list[str], source: list[str]) -> tuple[str, list[str], list[str]]:
    pieces: list[str] = []
    removed: list[str] = []
    added: list[str] = []
    matcher = SequenceMatcher(a=_bare(quote), b=_bare(source), autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(" ".join(source[c:d]))
            continue
        outside = kind == "insert" and (c == 0 or d == len(source))
        if outside:
            continue  # words around the passage are no difference
        removed += _bare(quote[a:b])
        added += _bare(source[c:d])
        pieces += [f"[-{' '.join(quote[a:b])}-]"] if a < b else []
        pieces += [f"{{+{' '.join(source[c:d])}+}}"] if c < d else []
    return " ".join(pieces), removed, added
