"""Words in their inflections, by the stemmers of the Snowball project; the door to them."""

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
_LEAST_ALIKE = 4  # letters that two words share at their beginning, where no stemmer knows the language
_MOST_ENDING = 3


def is_same_word(word: str, other: str, language: str) -> bool:
    """
    Whether two words, in small letters, are one word in two inflections.

    Args:
        word: A word.
        other: Another.
        language: The language code, such as en or de-CH; for one without a stemmer the beginnings are compared.

    >>> is_same_word("supply", "supplies", "en"), is_same_word("sea", "season", "en")
    (True, False)
    """
    if word == other:
        return True
    if word[:2] != other[:2]:
        return False
    name = _LANGUAGES.get(language.replace("_", "-").partition("-")[0].casefold(), "")
    if name:
        return _stem(word, name) == _stem(other, name)
    shared = shared_letters(word, other)
    return shared >= _LEAST_ALIKE and max(len(word), len(other)) - shared <= _MOST_ENDING


def shared_letters(word: str, other: str) -> int:
    """
    Count the letters that two words share at their beginning.

    >>> shared_letters("supply", "supplies")
    5
    """
    return next((at for at, (sign, there) in enumerate(zip(word, other, strict=False)) if sign != there), min(len(word), len(other)))


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802  # its name in the library


@lru_cache(maxsize=65_536)
def _stem(word: str, name: str) -> str:
    return _stemmer(name).stemWord(word)


@cache
def _stemmer(name: str) -> _Stemmer:
    import snowballstemmer  # noqa: PLC0415  # only for a phrase that may stand in another inflection

    stemmer: _Stemmer = snowballstemmer.stemmer(name)
    return stemmer
