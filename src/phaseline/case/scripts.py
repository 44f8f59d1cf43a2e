"""
Letters by script: which are written without blanks, which carry marks, and which are numerals.
"""

import unicodedata
from functools import lru_cache

# Unicode 16 blocks of scripts that put no blank between words: Han, kana, and the scripts of
# Thailand, Laos, Tibet, Burma and Cambodia. Hangul is written with blanks.
_BLANKLESS = (
    (0x0E00, 0x0EFF),
    (0x0F00, 0x0FFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x2E80, 0x2FDF),
    (0x3005, 0x3007),
    (0x3021, 0x3029),
    (0x3031, 0x3035),
    (0x3040, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
BLANKLESS = "".join(
    f"{chr(first)}-{chr(last)}" for first, last in _BLANKLESS
)  # for a class of a pattern
_EAST_ASIAN = (
    0x2E80  # from here on the blankless scripts are Han and kana, whose lines break anywhere
)
_HANGUL = ((0xAC00, 0xD7A3), (0x1100, 0x11FF), (0x3131, 0x318E), (0xA960, 0xA97C), (0xD7B0, 0xD7FB))
HAN_DIGITS = "〇零一二三四五六七八九两兩"
HAN_SCALES = "十百千万萬亿億兆廿卅"
HANGUL_SCALES = "십백천만억조"


@lru_cache(maxsize=65_536)
def is_blankless(sign: str) -> bool:
    """Whether a sign is a letter or mark of a script that is written without blanks."""
    return any(first <= ord(sign) <= last for first, last in _BLANKLESS)


def is_east_asian(sign: str) -> bool:
    """Whether a sign is Han or kana, or a punctuation mark that is printed in their width."""
    return sign >= chr(_EAST_ASIAN) and (is_blankless(sign) or "\u3000" <= sign <= "\u303f")


@lru_cache(maxsize=65_536)
def is_hangul(sign: str) -> bool:
    """Whether a sign is a Hangul syllable or a letter of one."""
    return any(first <= ord(sign) <= last for first, last in _HANGUL)


def is_mark(sign: str) -> bool:
    """Whether a sign belongs to the letter before it: an accent, a vowel sign, a voicing mark."""
    return unicodedata.category(sign)[0] == "M"


def is_of_word(sign: str) -> bool:
    """Whether a sign is part of a word or number: a letter, a digit, or a mark on one."""
    return sign.isalnum() or is_mark(sign)


def is_numeral(sign: str) -> bool:
    """Whether a sign is a digit, or a numeral that Chinese and Japanese write a number with."""
    return sign.isdigit() or sign in HAN_DIGITS or sign in HAN_SCALES


def is_scale(sign: str) -> bool:
    """
    Whether a sign multiplies the number before it: ten, hundred, thousand, ten thousand and so on,
    in Han or Hangul.
    """
    return sign in HAN_SCALES or sign in HANGUL_SCALES
