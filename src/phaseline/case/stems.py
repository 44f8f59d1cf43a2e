"""Words in their inflections, by the stemmers of the Snowball project; the door to them."""

from enum import Enum
from functools import cache, lru_cache
from typing import Protocol

# ISO 639-1 codes of the languages that Snowball stems
_LANGUAGES = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}
_LEAST_ALIKE = (
    4  # letters that two words share at their beginning, where no stemmer knows them for one word
)
_MOST_ENDING = 2  # … and that each has beyond them
_MOST_LOST = (
    3  # letters that an inflection takes away in a language whose endings are not listed here
)
_ENGLISH_ENDINGS = frozenset(
    ("", "s", "es", "e", "d", "ed", "ing", "y", "ies", "ied", "ying", "ie", "is")
)

_ENGLISH_PAIRS = frozenset(
    map(frozenset, (("", "s"), ("", "es"), ("is", "es"), ("ie", "ying")))
)  # that Porter's stems keep apart


class Kinship(Enum):
    """How two words stand to each other: one word in two inflections, perhaps one, or two."""

    SAME = "same"
    NEAR = "near"
    NONE = "none"


def kinship(word: str, other: str, language: str) -> Kinship:
    """
    Say whether two words, in small letters, are one word in two inflections.

    Args:
        word: A word.
        other: Another.
        language: The language code, such as en or de-CH; for one without a stemmer the beginnings
            are compared.

    >>> [kinship(word, "imported", "en").value for word in ("import", "important", "season")]
    ['same', 'near', 'none']
    """
    if word == other:
        return Kinship.SAME
    if word[:2] != other[:2]:
        return Kinship.NONE
    shared = shared_letters(word, other)
    beginning, ends = word[:shared], (word[shared:], other[shared:])
    tongue = language.replace("_", "-").partition("-")[0].casefold()
    is_stemmed = _is_one_stem(word, other, tongue)
    if tongue == "en":
        return _english_kinship(beginning, ends, is_stemmed=is_stemmed)
    is_alike = shared >= _LEAST_ALIKE and max(map(len, ends)) <= _MOST_ENDING
    return _graded(
        is_same=(is_stemmed and len(ends[0]) <= _MOST_LOST)
        or (is_alike and tongue not in _LANGUAGES),
        is_near=is_stemmed or is_alike,
    )


def _is_one_stem(word: str, other: str, tongue: str) -> bool:
    name = _LANGUAGES.get(tongue)
    return name is not None and _stem(word, name) == _stem(other, name)


def _english_kinship(beginning: str, ends: tuple[str, str], *, is_stemmed: bool) -> Kinship:
    """Say how two English words stand to each other by their endings, beside their stems."""
    # one shared letter makes no word
    is_inflected = len(beginning) > 1 and all(_is_english_ending(end, beginning) for end in ends)
    return _graded(
        is_same=is_inflected and (is_stemmed or frozenset(ends) in _ENGLISH_PAIRS),
        is_near=is_stemmed,
    )


def _graded(*, is_same: bool, is_near: bool) -> Kinship:
    if is_same:
        return Kinship.SAME
    return Kinship.NEAR if is_near else Kinship.NONE


def _is_english_ending(end: str, beginning: str) -> bool:
    """Whether letters are an inflection: stocks, supplies, shipped with its doubled letter."""
    return end in _ENGLISH_ENDINGS or (end[:1] == beginning[-1:] and end[1:] in ("ed", "ing"))


def shared_letters(word: str, other: str) -> int:
    """
    Count the letters that two words share at their beginning.

    >>> shared_letters("supply", "supplies")
    5
    """
    return next(
        (at for at, (sign, there) in enumerate(zip(word, other, strict=False)) if sign != there),
        min(len(word), len(other)),
    )


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802  # its name in the library


@lru_cache(maxsize=65_536)
def _stem(word: str, name: str) -> str:
    return _stemmer(name).stemWord(word)


@cache
def _stemmer(name: str) -> _Stemmer:
    # Only a phrase that may stand in another inflection needs it.
    import snowballstemmer  # noqa: PLC0415

    stemmer: _Stemmer = snowballstemmer.stemmer(name)
    return stemmer
