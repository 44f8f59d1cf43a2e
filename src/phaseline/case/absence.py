"""
Whether a phrase that is said to be absent from a text stands in it after all.

Presence is proved strictly, absence leniently: the search looks past letter case, marks on letters, hyphens, blanks
and line ends, into words, and at other inflections. What it finds, a person has to read.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from phaseline.case.pages import without_furniture
from phaseline.case.scripts import is_blankless, is_hangul, is_of_word
from phaseline.case.stems import is_same_word, shared_letters
from phaseline.case.typography import Plain, source_plain
from phaseline.terms.record import record

_LEAST_WITHIN = 4  # letters of a phrase that is looked for within longer words
_COMPOUNDING = frozenset("de nl sv da nb nn no fi hu et is".split())  # languages that write a compound as one word
_MOST_LOST = 3  # letters that an inflection takes away; what takes more may be another word of the same stem
_WORD = re.compile(r"\d+(?:[.,']\d+)*|[^\W_]+(?:'[^\W_]+)*")
_INDEXED = 2  # letters by which words are looked up: those that all inflections of a word share
_ABOVE = 200  # combining classes from here on are marks above, below and beside a letter (Unicode Standard, 4.3)
_POINTS = range(10, 36)  # those of Hebrew and Arabic points


@record
class Sighting:
    """
    Where a phrase was seen that is said to be absent.

    Args:
        line: The line of the text, counted from 1.
        words: The words that stand there.
        is_word: Whether they are the phrase itself, in whatever form; if not, they may be other words that hold it,
            such as a longer word, a word of the same stem, or one word where the phrase has two.
    """

    line: int
    words: str
    is_word: bool


@record
class _Loose:
    """
    The letters and digits of a text, and nothing else.

    Args:
        letters: They, without case and marks.
        offsets: For each its offset in the levelled text.
        plain: The levelled text.
    """

    letters: str
    offsets: Sequence[int]
    plain: Plain

    def gap(self, at: int) -> str:
        """Give what stands between a letter and the one before it."""
        return self.plain.text[self.offsets[at - 1] + 1 : self.offsets[at]]

    def passage(self, start: int, end: int) -> str:
        """Give the words of the original from one letter to another, whole."""
        text = self.plain.text
        first, last = self.offsets[start], self.offsets[end - 1] + 1
        while first > 0 and is_of_word(text[first - 1]) and not is_blankless(text[first - 1]):
            first -= 1
        while last < len(text) and is_of_word(text[last]) and not is_blankless(text[last]):
            last += 1
        final = self.plain.offsets[last] if last < len(text) else len(self.plain.original)
        return " ".join(self.plain.original[self.plain.offsets[first] : final].split())

    def line(self, at: int) -> int:
        """Give the line of a letter in the original."""
        return self.plain.original.count("\n", 0, self.plain.offsets[self.offsets[at]]) + 1


def sighting(phrase: str, text: str, language: str = "en") -> Sighting | None:
    r"""
    Look for a phrase in whatever form it may stand in a text.

    Args:
        phrase: The phrase.
        text: The source text.
        language: Its language code, for inflections.

    Returns:
        The first place where it stands as such, or else within longer words; None where it is nowhere.

    >>> sighting("coal stock", "The coal-\nstocks are large.")
    Sighting(line=1, words='coal- stocks', is_word=True)
    """
    bare = without_furniture(text)
    within: Sighting | None = None
    for printed in (text,) if bare is None else (text, bare):
        for seen in _sightings(phrase, printed, language):
            if seen.is_word:
                return seen
            within = within or seen
    return within


def _sightings(phrase: str, text: str, language: str) -> Iterator[Sighting]:
    wanted, loose = _loosened(phrase), _loosened(text)
    yield from _spelled(wanted, loose, language) if wanted.letters else ()
    yield from _inflected(wanted, loose, language)


@lru_cache(maxsize=512)
def _loosened(text: str) -> _Loose:
    plain = source_plain(text)
    pieces = list(map(_loose_sign, plain.text))
    offsets = array("L", (at for at, piece in enumerate(pieces) for _ in piece))
    return _Loose(letters="".join(pieces), offsets=offsets, plain=plain)


@lru_cache(maxsize=65_536)
def _loose_sign(sign: str) -> str:
    parts = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", sign).casefold())
    bare = "".join(part for part in parts if unicodedata.combining(part) < _ABOVE and unicodedata.combining(part) not in _POINTS)
    return "".join(part for part in unicodedata.normalize("NFC", bare) if is_of_word(part))


def _spelled(wanted: _Loose, loose: _Loose, language: str) -> Iterator[Sighting]:
    """Give where the letters of a phrase stand in a row, whatever parts them."""
    start = loose.letters.find(wanted.letters)
    while start >= 0:
        end = start + len(wanted.letters)
        if _holds_together(wanted, loose, start) and not _is_part_of_number(loose, start, end):
            begins, ends = _begins(loose, start), _ends(wanted, loose, start, language)
            if (begins and ends) or _may_be_within(wanted, language, begins=begins):
                is_word = begins and ends and _is_parted_alike(wanted, loose, start)
                yield Sighting(line=loose.line(start), words=loose.passage(start, end), is_word=is_word)
        start = loose.letters.find(wanted.letters, start + 1)


def _holds_together(wanted: _Loose, loose: _Loose, start: int) -> bool:
    """Whether the words of a phrase are parted nowhere but between them, or as a line end, a hyphen or a group of digits may."""
    return all(not loose.gap(start + at) or wanted.gap(at) or _is_soft(loose, start + at) for at in range(1, len(wanted.letters)))


def _is_parted_alike(wanted: _Loose, loose: _Loose, start: int) -> bool:
    """Whether the words of a phrase are parted in the text, too; T80U may be another thing than T-80U."""
    return all(
        not wanted.gap(at) or bool(loose.gap(start + at)) or _is_run_on(loose.letters[start + at]) for at in range(1, len(wanted.letters))
    )


def _is_soft(loose: _Loose, at: int) -> bool:
    gap, before, after = loose.gap(at), loose.letters[at - 1], loose.letters[at]
    if before.isdigit() and after.isdigit():
        return len(gap) == 1 and gap in " ,.'"
    is_unparted = _is_run_on(before) and _is_run_on(after)
    return is_unparted or gap in ("'", "·") or "-" in gap


def _is_run_on(sign: str) -> bool:
    """Whether a sign is of a script whose words are written with or without blanks."""
    return is_hangul(sign) or is_blankless(sign)


def _is_part_of_number(loose: _Loose, start: int, end: int) -> bool:
    letters = loose.letters
    return (start > 0 and letters[start - 1].isdigit() and letters[start].isdigit() and loose.gap(start) in ("", ".", ",", "'")) or (
        end < len(letters) and letters[end - 1].isdigit() and letters[end].isdigit() and loose.gap(end) in ("", ".", ",", "'")
    )


def _begins(loose: _Loose, start: int) -> bool:
    return start == 0 or bool(loose.gap(start)) or _is_run_on(loose.letters[start]) or _is_run_on(loose.letters[start - 1])


def _ends(wanted: _Loose, loose: _Loose, start: int, language: str) -> bool:
    """Whether a phrase ends with a word, or with an inflection of it."""
    end = start + len(wanted.letters)
    if end == len(loose.letters) or loose.gap(end) or _is_run_on(loose.letters[end]) or _is_run_on(loose.letters[end - 1]):
        return True
    last = next((at for at in range(len(wanted.letters) - 1, 0, -1) if wanted.gap(at)), 0)
    stop = next((at for at in range(end, len(loose.letters)) if loose.gap(at)), len(loose.letters))
    return is_same_word(wanted.letters[last:], loose.letters[start + last : stop], language)


def _may_be_within(wanted: _Loose, language: str, *, begins: bool) -> bool:
    """Whether a phrase within longer words is worth a look: some letters, and its beginning whole where it is several words."""
    if len(wanted.letters) < _LEAST_WITHIN:
        return False
    is_one_word = not any(wanted.gap(at) for at in range(1, len(wanted.letters)))
    return is_one_word or begins or language.partition("-")[0].casefold() in _COMPOUNDING


def _inflected(wanted: _Loose, loose: _Loose, language: str) -> Iterator[Sighting]:
    """Give where each word of a phrase stands in some inflection, one after another."""
    phrase = _words(wanted.plain.original).words
    text = _words(loose.plain.original)
    for place in text.places.get(phrase[0].letters[:_INDEXED], ()) if phrase else ():
        row = text.words[place : place + len(phrase)]
        if len(row) == len(phrase) and all(
            is_same_word(word.letters, other.letters, language) for word, other in zip(phrase, row, strict=True)
        ):
            original, offsets = loose.plain.original, loose.plain.offsets
            first, last = offsets[row[0].start], offsets[row[-1].end - 1] + 1
            yield Sighting(
                line=original.count("\n", 0, first) + 1,
                words=" ".join(original[first:last].split()),
                is_word=all(map(_is_near, phrase, row)),
            )


def _is_near(word: "_Word", other: "_Word") -> bool:
    """Whether two words of one stem are the same but for an ending."""
    return shared_letters(word.letters, other.letters) >= len(word.letters) - _MOST_LOST


@record
class _Word:
    """
    A word of a text.

    Args:
        start: Where it begins in the levelled text.
        end: Where it ends.
        letters: Its letters, without case and marks.
    """

    start: int
    end: int
    letters: str


@record
class _Words:
    """
    The words of a text.

    Args:
        words: They.
        places: Where among them stand those that begin with the same letters.
    """

    words: tuple[_Word, ...]
    places: Mapping[str, Sequence[int]]


@lru_cache(maxsize=512)
def _words(original: str) -> _Words:
    text = source_plain(original).text
    words = tuple(
        _Word(start=match.start(), end=match.end(), letters="".join(map(_loose_sign, match.group()))) for match in _WORD.finditer(text)
    )
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        places.setdefault(word.letters[:_INDEXED], []).append(place)
    return _Words(words=words, places=places)
