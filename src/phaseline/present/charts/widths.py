"""
How wide a text is in a picture, on the safe side, and how it is made to fit.

A picture does not know which font its reader has. The widths here are the widest of the fonts that
its style falls back to, so that what fits by them fits in each. A letter counts with what it adds
to a line, in hundredths of the size of the font.

Source:
    The advance widths of DejaVu Sans 2.37, Liberation Sans 2.1 and Noto Sans CJK 2.004 (tables
    `hmtx`), the widest of them, rounded up; Noto Color Emoji 2.047 for pictures. A bold letter of
    these is wider than a plain one by at most nine hundredths, or by its sixth part.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from phaseline.present.wording.columns import letters
from phaseline.terms.ties import total

_BY_WIDTH: Mapping[
    int, str
] = {  # as escapes where a letter cannot be told from another, or would turn the line round
    28: "ijlı|'′",
    30: "Ił\u0399\u0406\u0456\u05d5\u05d9\u05df",
    32: " ,.‘’‚",
    34: "/:;\\¦\u05d6\u0622\u0623\u0625\u0627\u060c\u061b",
    37: "-f\u2011",
    40: "()[]tľ‹›\u2010",
    42: "!r¡²³¹\u05d2\u05e0",
    50: '*"ªº°″J\u0408\u0621',
    54: "`sz“”\u0455",
    58: (
        "?_cLk·–„Γεζξυχгзсэєґ\u05d1\u05d3\u05da\u05db\u05dc\u05e5\u05e8\u0624"
        "\u0629\u062f\u0630\u0631\u0632\u0648"
        "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669"
    ),
    60: "vxyν",
    62: "aeoFT«»ðø",
    64: "0123456789$bdghnpqu{}€",
    65: "¢£¤¥¿ßþđŋΞΣΤβγδηθικλμορςτГЗТабвеиклортухчьяђҐ•\u05d8\u05e1\u05e2\u05e3\u05e4\u05e6",
    67: "EKPSYσУ",
    70: "ABVXZ",
    73: (
        "CRUÞħΑΒΔΕΖΚΛΡΥΧαπЄЅАБВЕКРСХЧЬЭЯднпцъћџ\u05d0\u05d4\u05d7\u05dd\u05de"
        "\u05e7\u05e9\u05ea\u0645\u062c\u062d\u062e\u0639\u063a"
    ),
    76: "HN",
    80: "&DGOQÐØĐŊΗΘΝΟΠΩφψЏДИЛНОПЦмы\u0644\u0646\u0647",
    82: "w",
    88: "#+<=>^~M¬ΜΦΨωЂЋМФЪфю−\u0626\u0642\u0643\u0649\u064a\u06cc",
    98: "m",
    100: "%W—…§©®±¶×æ÷¼½¾ÆЫжшщљњ₩→≤≥",
    110: "@ŒœЉЊЖШЮ",
    114: "Щ",
    180: "‰ǄǱ⸺",
    250: "‱⸻",
}
_WIDE, _OTHER, _SIGN = (
    100,
    130,
    165,
)  # letters of East Asia; letters that stand in no line above; signs and pictures that do not
_KEYCAP = 65  # what asks for a picture of the sign before it, which may be narrow
_POLYTONIC = range(0x1F00, 0x2000)  # Greek capitals with marks before them
_PHRASES = {
    code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFDF0, 0xFDFD)
}  # of Arabic, as one letter each
_PHRASES[0xFDFD] = (
    "\u0628\u0633\u0645 \u0627\u0644\u0644\u0647 \u0627\u0644\u0631\u062d\u0645\u0646"
    " \u0627\u0644\u0631\u062d\u064a\u0645"
)
_LETTERS: Mapping[str, int] = {
    letter: width for width, held in _BY_WIDTH.items() for letter in held
} | {"\ufe0f": _KEYCAP}
_BOLDER, _BOLD = 9, 1.17
_CUT = "…"
_HYPHENED = re.compile(r"[^-]*-|[^-]+")  # the parts of a word, each with the hyphen that ends it
_LEFTWARD = "\u200f"  # keeps an ellipsis at the end of a text that is written from right to left


def width_of(text: str, size: float, *, is_strong: bool = False) -> float:
    """
    Give how wide a line of text is at most, in the unit of the size.

    Args:
        text: The text.
        size: The size of its font.
        is_strong: Whether it is bold.
    """
    return _width(text, is_strong=is_strong) / 100 * size


def fitted(text: str, room: float, size: float, *, is_strong: bool = False) -> str:
    """
    Cut a text so that it fits: its beginning is kept, and an ellipsis stands where it goes on; cut
    at a word where there is one.

    Args:
        text: The text.
        room: How wide it may be.
        size: The size of its font.
        is_strong: Whether it is bold.
    """
    lines = lines_in(text, room, size, most=1, is_strong=is_strong)
    return lines[0] if lines else ""


def lines_in(
    text: str, room: float, size: float, *, most: int, is_strong: bool = False
) -> list[str]:
    """
    Break a text into lines that fit, the last with an ellipsis where there are more; a word that no
    line can hold is parted, at a hyphen where it has one.

    Args:
        text: The text.
        room: How wide a line may be.
        size: The size of its font.
        most: How many lines there may be, at least 1.
        is_strong: Whether it is bold.
    """
    limit = room / size * 100
    lines = _lines(text, limit, is_strong=is_strong)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], _shortened(" ".join(lines[most - 1 :]), limit, is_strong=is_strong)]


def _lines(text: str, limit: float, *, is_strong: bool) -> list[str]:
    lines: list[str] = []
    for word in text.translate(_PHRASES).split():  # spelt, so that they can be parted
        joined = f"{lines[-1]} {word}" if lines else word
        if _width(joined, is_strong=is_strong) <= limit:
            lines[-1:] = [joined]
        else:
            lines += _pieces(word, limit, is_strong=is_strong)
    return lines


def _pieces(word: str, limit: float, *, is_strong: bool) -> list[str]:
    """Part a word that no line can hold: at its hyphens, and else between letters."""
    pieces: list[str] = []
    for part in _HYPHENED.findall(word):
        joined = f"{pieces[-1]}{part}" if pieces else part
        if _width(joined, is_strong=is_strong) <= limit:
            pieces[-1:] = [joined]
        else:
            pieces += _parts(part, limit, is_strong=is_strong)
    return pieces


def _parts(word: str, limit: float, *, is_strong: bool) -> list[str]:
    """Part a word into pieces that a line can hold, each one letter at least."""
    parts, room = [""], limit
    for letter in letters(word):
        width = _letter(letter, is_strong=is_strong)
        if parts[-1] and width > room:
            parts.append("")
            room = limit
        parts[-1] += letter
        room -= width
    return parts


def _shortened(text: str, limit: float, *, is_strong: bool) -> str:
    """Keep the beginning of a text, up to a word if that leaves at least half of the line."""
    head = _parts(text, limit - _width(_CUT, is_strong=is_strong), is_strong=is_strong)[0]
    at_word = head.rpartition(" ")[0]
    if not text.startswith(f"{head} ") and _width(at_word, is_strong=is_strong) >= limit / 2:
        head = at_word
    head = head.rstrip(" ,;:")
    is_leftward = unicodedata.bidirectional(head[-1:] or "a") in {"R", "AL"}
    return f"{head}{_CUT}{_LEFTWARD if is_leftward else ''}"


def _width(text: str, *, is_strong: bool) -> float:
    return total(_letter(letter, is_strong=is_strong) for letter in letters(text))


@lru_cache(maxsize=4_096)
def _letter(letter: str, *, is_strong: bool) -> float:
    """
    Give the width of a letter with its marks, or of a picture with its parts, which a font without
    the picture draws side by side.
    """
    widths = [width for width in map(_sign, letter) if width]
    return (
        total(max(width + _BOLDER, width * _BOLD) for width in widths)
        if is_strong
        else total(widths)
    )


def _sign(sign: str) -> int:
    if sign in _LETTERS:
        return _LETTERS[sign]
    if ord(sign) in _PHRASES:
        return sum(map(_sign, _PHRASES[ord(sign)]))
    if unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
        return 0
    if unicodedata.east_asian_width(sign) in "WF" and unicodedata.category(sign) != "So":
        return _WIDE
    base = unicodedata.normalize("NFD", sign)[0]
    if base != sign and ord(sign) not in _POLYTONIC:
        return _sign(base)
    return _OTHER if unicodedata.category(sign).startswith("L") else _SIGN
