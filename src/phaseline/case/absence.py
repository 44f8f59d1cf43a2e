"""
Whether a phrase that is said to be absent from a text stands in it after all.

Presence is proved strictly, absence leniently: the search looks past letter case, marks on letters,
hyphens, blanks and line ends, into words, and at other inflections. What it finds, a person has to
read.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from phaseline.case.numerals import numerals, with_plain_numbers
from phaseline.case.pages import without_furniture
from phaseline.case.scripts import is_blankless, is_hangul, is_mark, is_of_word
from phaseline.case.stems import Kinship, kinship
from phaseline.case.typography import Plain, source_plain
from phaseline.terms.record import record

_LEAST_OF_RUN_ON = 2  # … of a script whose words are written without blanks, or joined
_LEAST_WITHIN = 4  # letters of a phrase that is looked for within longer words
_COMPOUNDING = frozenset(
    "de nl sv da nb nn no fi hu et is".split()
)  # languages that write a compound as one word
_THOUSANDS = re.compile(r"(?<=\d)[ ,.'](?=\d{3}(?!\d))")
_WORD = re.compile(r"\d{1,3}(?: \d{3})+(?!\d)|\d+(?:[.,']\d+)*|[^\W_]+(?:'[^\W_]+)*")
_GROUP_BEFORE = re.compile(r"(?<![\d.,'])\d{1,3}(?:[ ,.']\d{3})*[ ,.']$")
_GROUP = re.compile(r"\d{3}(?!\d)")
_REACH = 40
_SMALL = frozenset((1.0, 2.0))  # of words such as a, second and double, which name no number
_STOP = re.compile(r"[.,;:!?](?:\s|$)")
_INDEXED = 2  # letters by which words are looked up: those that all inflections of a word share
# combining classes from here on are marks above, below and beside a letter (Unicode Standard, 4.3)
_ABOVE = 200
_POINTS = range(10, 36)  # those of Hebrew and Arabic points
_LEAST_UNPARTED = (
    3  # letters of a phrase that is taken for itself within a row of letters without blanks
)
# Letters with strokes, which Unicode does not take apart, and letters that Arabic and Persian type
# in two ways
_SAME_LETTER = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ħ": "h",
        "ŧ": "t",
        "ı": "i",
        "œ": "oe",
        "æ": "ae",
        "ی": "ي",
        "ى": "ي",
        "ک": "ك",
    }
)


@record
class Sighting:
    """
    Where a phrase was seen that is said to be absent.

    Args:
        line: The line of the text, counted from 1.
        words: The words that stand there.
        is_word: Whether they are the phrase itself, in whatever form; if not, they may be other
            words that hold it, such as a longer word, a word of the same stem, or one word where
            the phrase has two.
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
        """Give what stands between a letter and the one before it, marks on the letter apart."""
        between = self.plain.text[self.offsets[at - 1] + 1 : self.offsets[at]]
        return (
            between if between.isascii() else "".join(sign for sign in between if not is_mark(sign))
        )

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
        The first place where it stands as such, or else within longer words; None where it is
        nowhere.

    >>> sighting("coal stock", "The coal-\nstocks are large.")
    Sighting(line=1, words='coal- stocks', is_word=True)
    """
    bare = without_furniture(text)
    forms = [(phrase, printed) for printed in ((text,) if bare is None else (text, bare))]
    within: Sighting | None = None
    for wanted, printed in (*forms, *_in_plain_numbers(phrase, text, language)):
        for seen in _sightings(wanted, printed, language):
            if seen.is_word:
                return seen
            within = within or seen
    return within


def _in_plain_numbers(phrase: str, text: str, language: str) -> Iterator[tuple[str, str]]:
    """
    Give a phrase that holds a number, and the text, with all numbers in one notation: ten thousand
    is 10,000.
    """
    if any(numeral.values - _SMALL for numeral in numerals(phrase, language)):
        yield with_plain_numbers(phrase, language), _text_in_plain_numbers(text, language)


@lru_cache(maxsize=64)
def _text_in_plain_numbers(text: str, language: str) -> str:
    return "\n".join(with_plain_numbers(line, language) for line in text.split("\n"))


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
    bare = "".join(
        part
        for part in parts
        if unicodedata.combining(part) < _ABOVE and unicodedata.combining(part) not in _POINTS
    )
    letters = "".join(
        part for part in unicodedata.normalize("NFC", bare) if is_of_word(part)
    ).translate(_SAME_LETTER)
    return str(unicodedata.digit(letters)) if len(letters) == 1 and letters.isdecimal() else letters


def _spelled(wanted: _Loose, loose: _Loose, language: str) -> Iterator[Sighting]:
    """Give where the letters of a phrase stand in a row, whatever parts them."""
    start = loose.letters.find(wanted.letters)
    while start >= 0:
        end = start + len(wanted.letters)
        if _holds_together(wanted, loose, start) and not _is_part_of_number(loose, start, end):
            begins, ends = _begins(wanted, loose, start), _ends(wanted, loose, start, language)
            if (begins and ends) or _may_be_within(wanted, language, begins=begins):
                is_word = begins and ends and _is_parted_alike(wanted, loose, start)
                yield Sighting(
                    line=loose.line(start), words=loose.passage(start, end), is_word=is_word
                )
        start = loose.letters.find(wanted.letters, start + 1)


def _holds_together(wanted: _Loose, loose: _Loose, start: int) -> bool:
    """
    Whether the words of a phrase are parted nowhere but between them, or as a line end, a hyphen or
    a group of digits may.
    """
    return all(_holds_at(wanted, loose, start, at) for at in range(1, len(wanted.letters)))


def _holds_at(wanted: _Loose, loose: _Loose, start: int, at: int) -> bool:
    gap, other = wanted.gap(at), loose.gap(start + at)
    if (
        gap in (".", ",")
        and wanted.letters[at - 1].isdigit()
        and wanted.letters[at].isdigit()
        and not _is_group(wanted, at)
    ):
        return other in (".", ",") and not _is_group(
            loose, start + at
        )  # a decimal sign is none to be dropped
    return not other or bool(gap) or _is_soft(loose, start + at)


def _is_parted_alike(wanted: _Loose, loose: _Loose, start: int) -> bool:
    """
    Whether the words of a phrase are parted alike in the text: T80U may be another thing, and so
    may "the coal. Stock".
    """
    return all(
        not wanted.gap(at)
        or (
            (_is_run_on(loose.letters[start + at]) or bool(loose.gap(start + at)))
            and not _is_stopped(wanted.gap(at), loose.gap(start + at))
        )
        for at in range(1, len(wanted.letters))
    )


def _is_stopped(gap: str, other: str) -> bool:
    """Whether a text has a stop or a comma where a phrase has only a blank."""
    return gap.isspace() and _STOP.search(other) is not None


def _is_soft(loose: _Loose, at: int) -> bool:
    gap, before, after = loose.gap(at), loose.letters[at - 1], loose.letters[at]
    if before.isdigit() and after.isdigit():
        return _is_group(loose, at)
    is_unparted = _is_run_on(before) and _is_run_on(after)
    return is_unparted or gap in ("'", "·") or "-" in gap


def _is_group(loose: _Loose, at: int) -> bool:
    """
    Whether the sign before a digit parts the thousands of one number: in 10,000, but not in 1.5,
    nor in 2024 300.
    """
    text, here = loose.plain.text, loose.offsets[at]
    return (
        _GROUP_BEFORE.search(text[max(here - _REACH, 0) : here]) is not None
        and _GROUP.match(text, here) is not None
    )


def _is_run_on(sign: str) -> bool:
    """Whether a sign is of a script whose words are written with or without blanks."""
    return is_hangul(sign) or is_blankless(sign)


def _is_part_of_number(loose: _Loose, start: int, end: int) -> bool:
    return _joins_digits(loose, start) or _joins_digits(loose, end)


def _joins_digits(loose: _Loose, at: int) -> bool:
    """Whether the letters before and at a place are digits of one number: 1300, 1,300, 1.5."""
    letters = loose.letters
    if not 0 < at < len(letters) or not (letters[at - 1].isdigit() and letters[at].isdigit()):
        return False
    return loose.gap(at) in ("", ".", ",", "'") or _is_group(loose, at)


def _begins(wanted: _Loose, loose: _Loose, start: int) -> bool:
    return start == 0 or bool(loose.gap(start)) or _may_part(wanted, loose, start)


def _may_part(wanted: _Loose, loose: _Loose, at: int) -> bool:
    """
    Whether a word may begin or end between two letters that touch: where the script changes, or has
    no blanks.
    """
    before, after = loose.letters[at - 1], loose.letters[at]
    if not (_is_run_on(before) or _is_run_on(after)):
        return False
    return _script(before) != _script(after) or (
        is_blankless(after) and len(wanted.letters) >= _LEAST_UNPARTED
    )


@lru_cache(maxsize=65_536)
def _script(sign: str) -> str:
    return unicodedata.name(sign, "").partition(" ")[0]


def _ends(wanted: _Loose, loose: _Loose, start: int, language: str) -> bool:
    """Whether a phrase ends with a word, or with an inflection of it."""
    end = start + len(wanted.letters)
    if (
        end == len(loose.letters)
        or loose.gap(end)
        or _may_part(wanted, loose, end)
        or is_hangul(loose.letters[end - 1])
    ):
        return True
    last = next((at for at in range(len(wanted.letters) - 1, 0, -1) if wanted.gap(at)), 0)
    stop = next((at for at in range(end, len(loose.letters)) if loose.gap(at)), len(loose.letters))
    return (
        kinship(wanted.letters[last:], loose.letters[start + last : stop], language) is Kinship.SAME
    )


def _may_be_within(wanted: _Loose, language: str, *, begins: bool) -> bool:
    """
    Whether a phrase within longer words is worth a look: some letters, and its beginning whole
    where it is several words.
    """
    if _is_run_on(wanted.letters[0]):
        return len(wanted.letters) >= _LEAST_OF_RUN_ON
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
        kin = [_kinship(word, other, language) for word, other in zip(phrase, row, strict=False)]
        if len(row) == len(phrase) and Kinship.NONE not in kin:
            original, offsets = loose.plain.original, loose.plain.offsets
            first, last = offsets[row[0].start], offsets[row[-1].end - 1] + 1
            yield Sighting(
                line=original.count("\n", 0, first) + 1,
                words=" ".join(original[first:last].split()),
                is_word=all(grade is Kinship.SAME for grade in kin)
                and not _has_stop(wanted, loose, phrase, row),
            )


def _has_stop(
    wanted: _Loose, loose: _Loose, phrase: Sequence["_Word"], row: Sequence["_Word"]
) -> bool:
    """Whether a stop parts words of a row that a blank parts in the phrase."""
    gaps = (wanted.plain.text[word.end : after.start] for word, after in pairwise(phrase))
    others = (loose.plain.text[word.end : after.start] for word, after in pairwise(row))
    return any(map(_is_stopped, gaps, others))


def _kinship(word: "_Word", other: "_Word", language: str) -> Kinship:
    """Compare two words with their marks, as a stemmer knows them, or else without."""
    with_marks = kinship(word.spelt, other.spelt, language)
    return (
        kinship(word.letters, other.letters, language) if with_marks is Kinship.NONE else with_marks
    )


@record
class _Word:
    """
    A word of a text.

    Args:
        start: Where it begins in the levelled text.
        end: Where it ends.
        spelt: It in small letters.
        letters: Its letters, without case and marks.
    """

    start: int
    end: int
    spelt: str
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


def _letters(word: str) -> str:
    """Give the letters of a word; of a number its digits, a decimal sign kept."""
    if not word[0].isdecimal():
        return "".join(map(_loose_sign, word))
    return "".join("." if sign in ".," else _loose_sign(sign) for sign in _THOUSANDS.sub("", word))


@lru_cache(maxsize=512)
def _words(original: str) -> _Words:
    text = source_plain(original).text
    words = tuple(
        _Word(
            start=match.start(),
            end=match.end(),
            spelt=match.group().casefold(),
            letters=_letters(match.group()),
        )
        for match in _WORD.finditer(text)
    )
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        places.setdefault(word.letters[:_INDEXED], []).append(place)
    return _Words(words=words, places=places)
