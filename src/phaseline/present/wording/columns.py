"""
The door to the widths of letters: how many columns of a terminal a text takes, and where it may be
parted.
"""

import re
import unicodedata
from collections.abc import Iterator

import wcwidth

_BLANKS = re.compile(r"([\t\n\x0b\x0c\r ]+)")
_WIDE = 2
# Letters, signs and rules of one column each, which no other changes: what nearly every text is of.
_PLAIN = re.compile(r"[ -~¡-¬®-˿Ͱ-҂Ҋ-ԯ‐-‧‰-⁞←-⋾─-╿]*")
_CLOSING, _OPENING = frozenset({"Pe", "Pf", "Po"}), frozenset({"Ps", "Pi"})


def shown_width(text: str) -> int:
    r"""
    Give how many columns of a terminal a text takes: two for a letter of East Asia, none for a mark
    upon another letter.

    >>> shown_width("법률2"), shown_width("e\u0301"), shown_width("a\u200bb")
    (5, 1, 2)
    """
    return len(text) if _PLAIN.fullmatch(text) else wcwidth.width(text, control_codes="ignore")


def longest_word(text: str) -> int:
    """
    Give how many columns the widest part of a text takes that stays whole.

    >>> longest_word("a red line"), longest_word("법률 a")
    (4, 2)
    """
    if _PLAIN.fullmatch(text):
        return max(map(len, text.split(" ")))
    return max(map(shown_width, lines_within(text, 1)), default=0)


def letters(text: str) -> list[str]:
    """
    Part a text into what a reader takes for one letter each: a letter with its marks, an emoji with
    its parts.
    """
    return list(text) if text.isascii() else list(wcwidth.iter_graphemes(text))


def lines_within(text: str, width: int, *, first: str = "", later: str = "") -> list[str]:
    """
    Break a text into lines of at most so many columns, as `textwrap` breaks it by characters.

    A word stays whole, since an id that is cut in two cannot be looked up; only one that is wider
    than a line is parted, and only where letters of East Asia allow it, which stand without blanks.

    Args:
        text: The text.
        width: The columns of a line, its indent included.
        first: What the first line begins with.
        later: What each further line begins with.
    """
    room, further = width - shown_width(first), width - shown_width(later)
    lines = _plain_lines(text, room, further)
    if lines is None:
        lines = _measured_lines(text, room, further)
    return [(later if place else first) + line for place, line in enumerate(lines)]


def _plain_lines(text: str, room: int, further: int) -> list[str] | None:
    """Give the lines of a text without measuring its letters; None where they have to be."""
    if not _PLAIN.fullmatch(text):
        return None
    shown = text.rstrip(" ")
    if len(text) <= room or not shown:
        return [shown] if shown else []
    if "  " in text or text != text.strip(" "):
        return None
    return list(_filled(text.split(" "), room, further))


def _measured_lines(text: str, room: int, further: int) -> list[str]:
    """Give the lines of any text: the first has its own room."""
    lines: list[str] = []
    words = list(_words(text, min(room, further)))[::-1]
    while words:
        if lines and not words[-1].strip():
            words.pop()
        line = _taken(words, further if lines else room)
        if line:
            lines.append("".join(line))
    return lines


def _filled(words: list[str], room: int, further: int) -> Iterator[str]:
    """Give lines of plain words with one blank between them: the first has its own room."""
    line = words[0]
    for word in words[1:]:
        if len(line) + 1 + len(word) <= room:
            line = f"{line} {word}"
        else:
            yield line
            line, room = word, further
    yield line


def _taken(words: list[str], room: int) -> list[str]:
    """
    Take as many words as a line has room for, one at least, from the end of the list; blanks at the
    end of a line are dropped.
    """
    line: list[str] = []
    while words:
        room -= shown_width(words[-1])
        if room < 0 and line:
            break
        line.append(words.pop())
    if line and not line[-1].strip():
        line.pop()
    return line


def _words(text: str, room: int) -> Iterator[str]:
    """Give words and the blanks between them; of a word that is wider than a line, its parts."""
    for word in _BLANKS.split(text.expandtabs()):
        blank = _BLANKS.fullmatch(word)
        if blank:
            yield " " * len(word)
        elif shown_width(word) > room:
            yield from _parts(word)
        elif word:
            yield word


def _parts(word: str) -> Iterator[str]:
    """
    Part a word between letters of which one is wide; what closes stays with what stands before it,
    what opens with what follows.
    """
    part = ""
    for letter in letters(word):
        if part and _may_part(part, letter):
            yield part
            part = ""
        part += letter
    yield part


def _may_part(before: str, letter: str) -> bool:
    last = letters(before)[-1]
    is_wide = _WIDE in (shown_width(last), shown_width(letter))
    return (
        is_wide
        and unicodedata.category(letter[0]) not in _CLOSING
        and unicodedata.category(last[0]) not in _OPENING
    )
