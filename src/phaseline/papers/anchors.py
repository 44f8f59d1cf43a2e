"""A short phrase by which a sentence is found again: it occurs once in the paper, never twice."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from math import fsum, log

from phaseline.case.edges import is_whole
from phaseline.case.lengths import MOST_WORDS, length_in_words
from phaseline.papers.sentences import PaperSentence
from phaseline.terms.record import record

LEAST_WORDS = 3
MOST_SIGNS = 24  # of a script without blanks
_WORD = re.compile(r"\S+")
_TRIM = "\"'“”‘’«»()[]{}.,;:!?…–—-"


@record
class Phrase:
    """
    A phrase of a paper.

    Attributes:
        start: Where it begins in the text [code point].
        end: Where it ends [code point].
        exact: Its words.
    """

    start: int
    end: int
    exact: str


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
        Give the rarest phrase of a sentence that occurs once in the paper; None where there is
        none.

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
            if self._may_anchor(start, end):
                best = (holds, weight, start, end)
        if best is None:
            return None
        _, _, start, end = best
        return Phrase(start=start, end=end, exact=self.text[start:end])

    def _may_anchor(self, start: int, end: int) -> bool:
        """Whether a phrase occurs once, cuts no word, and is as short as `check` asks for."""
        return (
            self._is_unique(start, end)
            and is_whole(self.text, start, end)
            and length_in_words(self.text[start:end]) <= MOST_WORDS
        )

    def _candidates(self, sentence: PaperSentence) -> Iterator[tuple[float, int, int]]:
        words = [
            (match.start(), match.end())
            for match in _WORD.finditer(self.text, sentence.start, sentence.end)
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
        return (start, end) if start < end else None

    def _weight(self, words: Sequence[tuple[int, int]]) -> float:
        """
        Say how telling a phrase is: the rarity of its words, less a little for each, so that the
        shortest of those that tell as much is taken.
        """
        rare = fsum(log(self.total / self.counts[_key(self.text[a:b])]) for a, b in words)
        return float(rare / len(words) ** 0.75)

    def _is_unique(self, start: int, end: int) -> bool:
        phrase = self.folded[start:end]
        first = self.folded.find(phrase)
        return first == start and self.folded.find(phrase, start + 1) < 0


def _is_margin(sign: str) -> bool:
    """Whether a sign at the end of a phrase says nothing: a mark, or the blank before one."""
    return sign in _TRIM or sign.isspace()


def _key(word: str) -> str:
    return word.strip(_TRIM).casefold()
