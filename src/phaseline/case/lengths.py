"""How long a quote is, in words."""

import re

from phaseline.case.scripts import BLANKLESS

MOST_WORDS = 8
LETTERS_A_WORD = 3  # of a script without blanks: eight words are 24 letters
NO_ANCHOR = 5_000  # characters; eight words are never as long

_PARTED_WORD = re.compile(r"[^\W_](?:[^\s/—―,;:\u200b]|(?<=\d)[,:](?=\d))*")
_BLANKLESS_LETTER = re.compile(f"[{BLANKLESS}]")


def length_in_words(phrase: str) -> int:
    """
    Count the words of an anchor; three letters of a script without blanks count as one, so that
    eight words are 24 of them.

    >>> length_in_words("depending on the steps"), length_in_words("派遣约一万名士兵")
    (4, 3)
    """
    if len(phrase) > NO_ANCHOR:
        return len(phrase.split())
    letters = _BLANKLESS_LETTER.findall(phrase)
    words = _PARTED_WORD.findall(_BLANKLESS_LETTER.sub(" ", phrase) if letters else phrase)
    return len(words) + -(-len(letters) // LETTERS_A_WORD)
