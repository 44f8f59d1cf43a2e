"""
Typography levelled: what print, web and extraction change in a text without changing a word.

One form for sources and quotes: Unicode composition, letter case, dashes and quotation marks of
many languages, ligatures and widths, invisible joiners and marks of direction, blanks, and words
broken at the end of a line. No sign is levelled that would make one word or number of another:
superscripts, fractions and ß stay.
"""

import re
import unicodedata
from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from phaseline.case.scripts import is_blankless, is_east_asian, is_hangul, is_mark, is_of_word
from phaseline.terms.record import record

_SOFT = "\u00ad"
_SOFT_SIGNS = (  # the last two are what PDFium writes for a hyphen at the end of a line
    "\u00ad\x02\ufffe"
)
_LINE_HYPHEN, _LINE_BREAK = (
    "\x1f",
    "\x1e",
)  # in a marked text: what may be a hyphen or nothing, a blank or nothing
_IGNORED = frozenset(
    "\u034f\u061c\u0640\u115f\u1160\u17b4\u17b5\u180e\u3164\ufeff"
    + "".join(
        map(
            chr,
            (
                *range(0x200B, 0x2010),
                *range(0x202A, 0x202F),
                *range(0x2060, 0x2070),
                *range(0x180B, 0x180E),
            ),
        )
    )
    + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)  # Default_Ignorable_Code_Point of Unicode 16: joiners, marks of direction, selectors of variants
_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_DASHES = frozenset("−⁃")  # beside the category Pd
_DOUBLE = frozenset("“”„‟＂〝〞〟「」『』《》〈〉﹁﹂﹃﹄｢｣❝❞⹂″״")
_SINGLE = frozenset("’‘‚‛`´ʼʻʹ＇‹›❛❜′‵՚׳")
_DOTS = frozenset("‧∙•・･ㆍ⋅")
_WAVES = frozenset("～〜∼")
_JAMO = (0x3131, 0x318E)  # single letters, which are not parts of a syllable
_WIDTHS = frozenset(
    "<compat> <wide> <narrow> <noBreak> <font> <square> <initial> <medial> <final> <isolated>"
    " <vertical>".split()
)
_SAME = frozenset(
    ["<wide>", "<narrow>", "<font>"]
)  # a digit in another width or face is the same digit
_RARE = re.compile(
    r"[^\n\r\t\x0b\x0c -~]"
)  # what a text in ASCII has but seldom, and is not levelled one to one
_PLAIN = str.maketrans("\r\t\x0b\x0c`", "\n \n\n'")
_SPECIAL = re.compile(rf"[-{_SOFT}¬]? *\n[ \n]*|  +|{_SOFT}|(?<=[^\x00-\u2e7f]) (?=[^\x00-\u2e7f])")
_ENDS_LINE = re.compile(rf"[-{_SOFT}¬] *\n")
# Blanks that some languages print within guillemets, and before signs, and others do not
_LOOSE = re.compile(r"(?<=\d) (?=%)|(?<=(?<!\w)«) | (?=»(?!\w))| (?=[;:!?](?:[ \"')»]|$))")
_GUILLEMET = re.compile(r"[«»]|''")
_MARKED = re.compile(f"[{_LINE_HYPHEN}{_LINE_BREAK}]")


@record
class Plain:
    """
    A text with its typography levelled.

    Args:
        text: The levelled text; a word broken at the end of a line keeps its hyphen.
        offsets: For each character its offset in the original.
        original: The original.
        marked: The levelled text in which each broken word and each line end within Hangul is
            marked.
        places: For each character of the marked text its offset in the original.
    """

    text: str
    offsets: Sequence[int]
    original: str
    marked: str
    places: Sequence[int]

    @property
    def is_broken(self) -> bool:
        """Whether a word of it may be broken at the end of a line."""
        return self.marked is not self.text


@record
class _Draft:
    """A text on its way, with the offset of each character in the original."""

    text: str
    offsets: "array[int]"


def levelled(text: str) -> Plain:
    r"""
    Level typography: the same for a quote and for its source, so that both can be compared sign by
    sign.

    >>> levelled("The  ‘Line’ –\u00a0ﬁrst").text
    "the 'line' - first"
    """
    draft = _composed(
        _rewritten(
            _rewritten(_unspaced(_signs(text)), _LOOSE, lambda _: ""), _GUILLEMET, lambda _: '"'
        )
    )
    if not _MARKED.search(draft.text):
        return Plain(
            text=draft.text,
            offsets=draft.offsets,
            original=text,
            marked=draft.text,
            places=draft.offsets,
        )
    unmarked = _rewritten(draft, _MARKED, lambda mark: "-" if mark.group() == _LINE_HYPHEN else " ")
    return Plain(
        text=unmarked.text,
        offsets=unmarked.offsets,
        original=text,
        marked=draft.text,
        places=draft.offsets,
    )


@lru_cache(maxsize=256)
def source_plain(text: str) -> Plain:
    """Level a source text, once for all that is looked for in it."""
    return levelled(text)


def joined(plain: Plain) -> Plain:
    r"""
    Give a levelled text with the words joined that are broken at the ends of its lines.

    >>> joined(levelled("the co-\noperation")).text
    'the cooperation'
    """
    draft = _composed(
        _rewritten(
            _Draft(text=plain.marked, offsets=array("L", plain.places)), _MARKED, lambda _: ""
        )
    )
    return Plain(
        text=draft.text,
        offsets=draft.offsets,
        original=plain.original,
        marked=draft.text,
        places=draft.offsets,
    )


def broken_pattern(phrase: str) -> "re.Pattern[str]":
    """
    Give what finds a levelled phrase in a marked text, each broken word read as whole, as hyphened
    or as two words.
    """
    pieces = []
    for before, sign in zip(f" {phrase}", phrase, strict=False):
        if sign == "-":
            pieces.append(f"(?:-|{_LINE_HYPHEN})")
        elif sign == " ":
            pieces.append(f"(?: |{_LINE_BREAK}|(?<=[-{_LINE_HYPHEN}]))")
        else:
            pieces.append(f"{f'{_MARKED.pattern}?' if before not in ' -' else ''}{re.escape(sign)}")
    return re.compile("".join(pieces))


def is_broken_at(marked: str, at: int) -> bool:
    """
    Whether a word is broken at a place of a marked text, so that what stands beside it is a part of
    that word.
    """
    return 0 <= at < len(marked) and _MARKED.match(marked, at) is not None


def neighbourhoods(plain: Plain, reach: int) -> list[tuple[int, int]]:
    """
    Give the stretches of a marked text that lie within reach of a word broken at the end of a line.
    """
    stretches: list[tuple[int, int]] = []
    for mark in _MARKED.finditer(plain.marked):
        start, end = max(mark.start() - reach, 0), mark.end() + reach
        if stretches and stretches[-1][1] >= start:
            stretches[-1] = (stretches[-1][0], end)
        else:
            stretches.append((start, end))
    return stretches


def _signs(text: str) -> _Draft:
    """Level each sign for itself."""
    if text.isascii() and not _RARE.search(text):
        return _Draft(text=text.lower().translate(_PLAIN), offsets=array("L", range(len(text))))
    pieces = list(map(_levelled_sign, text))
    plain = "".join(pieces)
    if len(plain) == len(pieces) and all(pieces):
        return _Draft(text=plain, offsets=array("L", range(len(pieces))))
    return _Draft(
        text=plain, offsets=array("L", (at for at, piece in enumerate(pieces) for _ in piece))
    )


@lru_cache(maxsize=65_536)
def _levelled_sign(sign: str) -> str:
    sign = unicodedata.normalize("NFC", sign)
    if len(sign) > 1:
        return "".join(map(_levelled_sign, sign))
    if sign in _SOFT_SIGNS:
        return _SOFT
    if sign in _BREAKS:
        return "\n"
    if sign.isspace():
        return " "
    mark = _levelled_mark(sign)
    return _levelled_letter(sign) if mark is None else mark


def _levelled_mark(sign: str) -> str | None:
    """
    Give what a punctuation mark is levelled to, nothing for what is ignored, None for what is no
    such mark.
    """
    category = unicodedata.category(sign)
    if sign in _IGNORED or category == "Cc":
        return ""
    if category == "Pd" or sign in _DASHES:
        return "-"
    for signs, plain in (
        (_DOUBLE, '"'),
        (_SINGLE, "'"),
        (_DOTS, "·"),
        (_WAVES, "~"),
        ("…⋯", "..."),
    ):
        if sign in signs:
            return plain
    return None


def _levelled_letter(sign: str) -> str:
    """
    Level letter case, ligatures and widths; what is raised, lowered or a fraction is another sign,
    and stays.
    """
    form, _, codes = unicodedata.decomposition(sign).partition(" ")
    if form in _WIDTHS and not _JAMO[0] <= ord(sign) <= _JAMO[1]:
        parts = "".join(chr(int(code, 16)) for code in codes.split())
        if form in _SAME or not any(part in " ()" or part.isdigit() for part in parts):
            return "".join(map(_levelled_sign, parts))
    return sign.lower().replace("ς", "σ")


def _unspaced(draft: _Draft) -> _Draft:
    """Level blanks and line ends, and mark words that may be broken at the end of a line."""

    def blank(special: "re.Match[str]") -> str:
        before, after = (
            draft.text[max(special.start() - 1, 0) : special.start()],
            draft.text[special.end() : special.end() + 1],
        )
        return _blank(special.group(), before, after)

    return _rewritten(draft, _SPECIAL, blank)


def _blank(special: str, before: str, after: str) -> str:
    """
    Give what stands for a stretch of blanks, line ends and line-end hyphens, by the signs before
    and after it.
    """
    if special == _SOFT:
        return ""
    if _ENDS_LINE.match(special):
        return _line_end(special[0], before, after)
    if not (before and after):
        return " "
    both = before + after
    is_line_end = "\n" in special
    if is_line_end and all(map(is_hangul, both)):
        return _LINE_BREAK
    is_within = all(map(is_east_asian, both)) or (is_line_end and all(map(is_blankless, both)))
    return "" if is_within else " "


def _line_end(sign: str, before: str, after: str) -> str:
    """
    Give what stands for a hyphen at the end of a line: between letters it may be the printer's or
    the word's own.
    """
    is_within = bool(before and after) and is_of_word(before) and after.isalnum()
    if is_within and not (before.isdigit() or after.isdigit()):
        return _LINE_HYPHEN
    if is_within:  # between digits a hyphen is always the number's own
        return "-" if sign == "-" else ""
    return " " if sign == _SOFT else f"{sign} "


def _composed(draft: _Draft) -> _Draft:
    """Compose letters with their marks; what is composed has the offset of the letter."""
    if unicodedata.is_normalized("NFC", draft.text):
        return draft
    pieces: list[str] = []
    offsets = array("L")
    at = 0
    for cluster in _clusters(draft.text):
        composed = unicodedata.normalize("NFC", cluster)
        pieces.append(composed)
        offsets.extend([draft.offsets[at]] * len(composed))
        at += len(cluster)
    return _Draft(text="".join(pieces), offsets=offsets)


def _clusters(text: str) -> Iterator[str]:
    """
    Part a text into stretches that are composed apart: a letter, and all that may compose with it.
    """
    start = 0
    for at in range(1, len(text)):
        if not _may_compose(text[at]):
            yield text[start:at]
            start = at
    yield text[start:]


def _may_compose(sign: str) -> bool:
    """
    Whether a sign may compose with the one before it: a mark, or a vowel or final of a Hangul
    syllable.
    """
    return sign > "\u02ff" and (
        "\u1160" <= sign <= "\u11ff" or is_mark(sign) or unicodedata.combining(sign) > 0
    )


def _rewritten(
    draft: _Draft, pattern: "re.Pattern[str]", replacement: Callable[["re.Match[str]"], str]
) -> _Draft:
    """Replace what a pattern finds; what stands for it has the offset at which it began."""
    if not pattern.search(draft.text):
        return draft
    pieces: list[str] = []
    offsets = array("L")
    start = 0
    for match in pattern.finditer(draft.text):
        new = replacement(match)
        pieces += [draft.text[start : match.start()], new]
        offsets.extend(draft.offsets[start : match.start()])
        offsets.extend([draft.offsets[match.start()]] * len(new))
        start = match.end()
    pieces.append(draft.text[start:])
    offsets.extend(draft.offsets[start:])
    return _Draft(text="".join(pieces), offsets=offsets)
