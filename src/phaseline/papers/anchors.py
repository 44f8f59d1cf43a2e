"""
A short phrase by which a sentence is found again: it occurs once in the paper, or once with the
words beside it.

Source:
    W3C Web Annotation Data Model (2017), section 4.2.4, Text Quote Selector.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, takewhile
from math import fsum, log

from phaseline.case.edges import is_whole
from phaseline.case.lengths import MOST_WORDS, length_in_words
from phaseline.papers.sentences import PaperSentence
from phaseline.terms.record import record

LEAST_WORDS = 3
MOST_SIGNS = 24  # of a script without blanks
_WORD = re.compile(r"\S+")
_MOST_LOOKED_AT = 1_000  # words of a sentence: a list in the place of one costs no minutes
_MOST_PLACES = 50  # of a phrase: what stands there more often is told by nothing short
_MOST_BESIDE = 200  # characters in which the words beside a phrase are looked for
_BRACKETS = (("(", ")"), ("[", "]"))
_TRIM = "\"'“”‘’«»()[]{}.,;:!?…–—-"


@record
class Phrase:
    """
    A phrase of a paper.

    Attributes:
        start: Where it begins in the text [code point].
        end: Where it ends [code point].
        exact: Its words.
        prefix: Words before it, where these tell it from the same phrase elsewhere.
        suffix: Words after it, likewise.
    """

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


class Anchors:
    """
    Finds anchors in one paper.

    Args:
        text: The text of the paper.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = text.casefold()
        if len(self.folded) != len(text):  # a letter such as İ folds into two
            self.folded = "".join(
                sign.casefold() if len(sign.casefold()) == 1 else sign for sign in text
            )
        self.counts = Counter(_key(word[0]) for word in _WORD.finditer(text))
        self.total = sum(self.counts.values()) or 1

    def of(self, sentence: PaperSentence, holding: tuple[int, int] | None = None) -> Phrase | None:
        """
        Give the rarest phrase of a sentence that occurs once in the paper, else the rarest one that
        does with the words beside it; None where there is none.

        Args:
            sentence: The sentence.
            holding: A stretch of the text that the phrase is to hold where one that does occurs
                once, such as the number that is proposed of the sentence [code point].
        """
        best: tuple[bool, float, int, int] | None = None
        for weight, start, end in self._candidates(sentence):
            holds = holding is not None and start <= holding[0] and holding[1] <= end
            if best is not None and (holds, weight) <= best[:2]:
                continue
            if self._is_unique(start, end) and self._may_anchor(start, end):
                best = (holds, weight, start, end)
        if best is None:
            return self._rarest_apart(sentence)
        _, _, start, end = best
        return Phrase(start=start, end=end, exact=self.text[start:end])

    def _rarest_apart(self, sentence: PaperSentence) -> Phrase | None:
        """Give the rarest phrase of a sentence with what tells it from the same one elsewhere."""
        best: tuple[float, int, int] | None = None
        for candidate in self._candidates(sentence):
            if (best is None or candidate > best) and self._may_anchor(*candidate[1:]):
                best = candidate
        return self.told_apart(*best[1:]) if best else None

    def told_apart(self, start: int, end: int) -> Phrase | None:
        """
        Give a phrase with as few words before it, or else after it, as tell it from the same phrase
        elsewhere; None where no eight words do.

        Args:
            start: Where it begins [code point].
            end: Where it ends [code point].
        """
        phrase = Phrase(start=start, end=end, exact=self.text[start:end])
        others = [place for place in self._places(start, end) if place != start]
        if not others or len(others) >= _MOST_PLACES:
            return None if others else phrase
        before = [self._before(place).casefold() for place in others]
        for prefix in _short_ends(self._before(start)):
            if not any(words.endswith(prefix.casefold()) for words in before):
                return replace(phrase, prefix=prefix)
        return self._told_by_suffix(phrase, others)

    def _told_by_suffix(self, phrase: Phrase, others: Sequence[int]) -> Phrase | None:
        length = phrase.end - phrase.start
        after = [self._after(place + length).casefold() for place in others]
        for suffix in _short_beginnings(self._after(phrase.end)):
            if not any(words.startswith(suffix.casefold()) for words in after):
                return replace(phrase, suffix=suffix)
        return None

    def _may_anchor(self, start: int, end: int) -> bool:
        """Whether a phrase cuts no word, and is as short as `check` asks for."""
        is_short = length_in_words(self.text[start:end]) <= MOST_WORDS
        return is_short and is_whole(self.text, start, end)

    def _candidates(self, sentence: PaperSentence) -> Iterator[tuple[float, int, int]]:
        words = [
            (match.start(), match.end())
            for match in islice(
                _WORD.finditer(self.text, sentence.start, sentence.end), _MOST_LOOKED_AT
            )
        ]
        least = min(LEAST_WORDS, len(words))
        for first in range(len(words)):
            for count in range(least, MOST_WORDS + 1):
                if first + count > len(words):
                    break
                span = self._trimmed(words[first : first + count])
                if span and span[1] - span[0] <= MOST_SIGNS * MOST_WORDS:
                    yield self._weight(words[first : first + count]), *span

    def _trimmed(self, words: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
        """Leave out marks and blanks at both ends."""
        start, end = words[0][0], words[-1][1]
        while start < end and _is_margin(self.text[start]):
            start += 1
        while end > start and _is_margin(self.text[end - 1]):
            end -= 1
        return self._with_brackets(start, end) if start < end else None

    def _with_brackets(self, start: int, end: int) -> tuple[int, int]:
        """Keep a bracket at either end whose other half the phrase holds."""
        for opening, closing in _BRACKETS:
            within = self.text[start:end]
            left_open = within.count(opening) - within.count(closing)
            end += left_open > 0 and self.text.startswith(closing, end)
            start -= left_open < 0 and self.text.endswith(opening, 0, start)
        return start, end

    def _weight(self, words: Sequence[tuple[int, int]]) -> float:
        """
        Say how telling a phrase is: the rarity of its words, less a little for each, so that the
        shortest of those that tell as much is taken.
        """
        rare = fsum(log(self.total / self.counts[_key(self.text[a:b])]) for a, b in words)
        return float(rare / len(words) ** 0.75)

    def _places(self, start: int, end: int) -> Iterator[int]:
        """Give where the words of a stretch stand, as often as they may be told apart at all."""
        phrase, place = self.folded[start:end], -1
        for _ in range(_MOST_PLACES + 1):
            place = self.folded.find(phrase, place + 1)
            if place < 0:
                return
            yield place

    def _before(self, place: int) -> str:
        """Give the words before a place on one line, none of them cut."""
        first = max(0, place - _MOST_BESIDE)
        words = self.text[first:place].split()
        return " ".join(words[1:] if first else words)

    def _after(self, place: int) -> str:
        """Give the words after a place on one line, none of them cut."""
        last = place + _MOST_BESIDE
        words = self.text[place:last].split()
        return " ".join(words[:-1] if last < len(self.text) else words)

    def _is_unique(self, start: int, end: int) -> bool:
        phrase = self.folded[start:end]
        first = self.folded.find(phrase)
        return first == start and self.folded.find(phrase, start + 1) < 0


def _is_margin(sign: str) -> bool:
    """Whether a sign at the end of a phrase says nothing: a mark, or the blank before one."""
    return sign in _TRIM or sign.isspace()


def _short_ends(words: str) -> Iterator[str]:
    """
    Give the last words of a text, from one to as many as may stand beside a quote.

    >>> list(_short_ends("close the port"))
    ['port', 'the port', 'close the port']
    """
    parts = words.split()
    yield from takewhile(
        _is_short, (" ".join(parts[-count:]) for count in range(1, len(parts) + 1))
    )


def _short_beginnings(words: str) -> Iterator[str]:
    """Give the first words of a text, from one to as many as may stand beside a quote."""
    parts = words.split()
    yield from takewhile(_is_short, (" ".join(parts[:count]) for count in range(1, len(parts) + 1)))


def _is_short(words: str) -> bool:
    return length_in_words(words) <= MOST_WORDS


def _key(word: str) -> str:
    return word.strip(_TRIM).casefold()
