"""
Where words and numbers end: whether a stretch of a levelled text cuts one in two.

An edge is no edge where the word or number goes on over a hyphen, an apostrophe, a group blank or a
mark on the letter. Scripts without blanks have an edge between any two letters, but not within a
number; a Korean word ends before its particle; a French or Italian word begins after an elided
article.
"""

import re

from phaseline.case.scales import DOZENS, LONG_SCALE, SCALES
from phaseline.case.scripts import (
    HANGUL_SCALES,
    is_blankless,
    is_hangul,
    is_mark,
    is_numeral,
    is_of_word,
    is_scale,
)

_REACH = 40  # characters of a text within which a number or an elided article is looked for
_JOINS = "-'&_@"
_LONG_DASHES = frozenset("—―⸺")  # set without blanks they part words as a comma does
_NUMBER_GOES_ON = re.compile(r"[.,:/'٫٬-]\d")
_NUMBER_CAME_BEFORE = re.compile(r"(\d[.,:/'٫٬-]|(^|[\s(])-)$")  # 10,|000 and -|5
_GROUP_BEFORE = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})* $")
_CALIBRE = (  # 13 155-mm guns are thirteen: calibres are not written in groups
    r"(?![ -]?(?:mm|cm)\b)"
)
_GROUP = re.compile(rf"\d{{3}}(?!\d){_CALIBRE}")
_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})*$")
_GROUP_AFTER = re.compile(rf" \d{{3}}(?!\d){_CALIBRE}")
_SCALED = "|".join(sorted({*SCALES, *LONG_SCALE, *DOZENS}, key=len, reverse=True))
_SCALE_AFTER = re.compile(rf"[ -]?(?:{_SCALED})\b")
_SCALE = re.compile(rf"(?:a )?(?:{_SCALED})\b")
_PART_BEFORE = re.compile(r"\b(?:half|quarters?|thirds?|and a half)(?: of)?(?: a)? $")
_PART_AFTER = re.compile(r" and a half\b")
_POWER = re.compile(r" ?(?:\^|[×·*x] ?\d)")
_SPELLED = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
    " hundred thousand"
).split()
_SMALLER_AFTER = re.compile(
    rf" (?:and )?(?:\d+|(?:{'|'.join(_SPELLED)}))[ -](?:hundred|thousand)\b"
)
_ENDS_IN_SCALE = re.compile(rf"\b(?:{_SCALED})$")
_ENDS_IN_NUMBER = re.compile(rf"(?:\d|\b(?:{'|'.join(_SPELLED)}))$")
_NUMBER_BEFORE = re.compile(rf"(?:\d|\b(?:{'|'.join(_SPELLED)}))[ -]$")
_SCALED_BEFORE = re.compile(rf"\d[{HANGUL_SCALES}] $")  # 1만 |5천
_SCALED_HERE = re.compile(rf"\d[{HANGUL_SCALES}]$")
_UNIT = re.compile(r"\d ?[a-z]+$")
_PER = re.compile(r"/[a-z]")
_ELIDED = re.compile(
    r"\b(?:l|d|qu|s|j|m|t|c|jusqu|lorsqu|puisqu|quoiqu|un|dell|all|nell|dall|sull|quell|quest)'$"
)
# What follows a Korean noun and belongs to it.
# What negates or rounds (없이, 여, 쯤, 뿐) is not among them.
_PARTICLES = (
    "은 는 이 가 을 를 의 에 에서 에게 에게서 께 께서 한테 한테서 로 으로 로서 으로서 로써 으로써"
    " 와 과 랑 이랑 하고 도 만 까지 부터 처럼 "
    "보다 마다 이나 나 이며 이고 이다 입니다 이었다 였다 이라고 라고 이라는 라는 이라며 라며"
    " 이자 인 들"
).split()
_PARTICLE = re.compile(f"(?:{'|'.join(sorted(_PARTICLES, key=len, reverse=True))}){{1,2}}")
_HANGUL_RUN = re.compile("[가-힣]+")


def is_whole(text: str, start: int, end: int, *, before: str = "", after: str = "") -> bool:
    """
    Whether neither end of a stretch cuts a word or a number in two.

    Args:
        text: The levelled text.
        start: Where the stretch begins.
        end: Where it ends.
        before: The sign of the original before it, which tells a hyphen from a long dash.
        after: The sign of the original after it.

    >>> is_whole("non-lethal aid", 4, 14), is_whole("about 5 000 men", 0, 7)
    (False, False)
    >>> is_whole("lethal aid", 0, 6)
    True
    """
    return not _begins_within(text, start, before) and not _ends_within(text, end, after)


def whole_around(text: str, start: int, end: int) -> tuple[int, int]:
    """
    Widen a stretch of a levelled text that cuts words or numbers in two until it holds them whole.

    >>> whole_around("about 5 000 men", 8, 15)
    (6, 15)
    """
    return _whole_before(text, start), _whole_after(text, end)


def _whole_before(text: str, start: int) -> int:
    first = start
    while first > max(start - _REACH, 0) and (
        _begins_within(text, first, "") or (first < start and _is_between_parts(text, first))
    ):
        first -= 1
    return first


def _whole_after(text: str, end: int) -> int:
    last = end
    while last < min(end + _REACH, len(text)) and (
        _ends_within(text, last, "") or (last > end and _is_between_parts(text, last - 1))
    ):
        last += 1
    while end < last < len(text) and is_hangul(text[last - 1]) and is_hangul(text[last]):
        last += 1  # of a word that is widened the particle is shown, too
    return last


def _is_between_parts(text: str, at: int) -> bool:
    """Whether a sign stands between two parts of one word or number, and is none itself."""
    return not is_of_word(text[at]) and is_of_word(text[at - 1 : at] or " ")


def _begins_within(text: str, start: int, before: str) -> bool:
    first, head = text[start], text[max(start - _REACH, 0) : start]
    if not is_of_word(first) or not head:
        return False
    if is_mark(first) or (is_of_word(head[-1]) and not _is_edge(head[-1], first)):
        return True
    if _is_joined(head[-1:], before, head[-2:-1]) and not (
        head[-1] == "'" and _ELIDED.search(head)
    ):
        return True
    return _number_begins_before(head, text[start : start + _REACH])


def _ends_within(text: str, end: int, after: str) -> bool:
    last, tail = text[end - 1], text[end : end + _REACH]
    if not is_of_word(last) or not tail:
        return False
    if is_of_word(tail[0]) and not _is_edge(last, tail[0]) and not _is_particle(last, tail):
        return True
    if is_mark(tail[0]) or _is_joined(tail[0], after, tail[1:2]):
        return True
    return _number_goes_on(text[max(end - _REACH, 0) : end], tail)


def _is_edge(before: str, after: str) -> bool:
    """
    Whether a word may end between two letters or digits that touch: where either is of a script
    without blanks.
    """
    if is_mark(after):
        return False
    return (is_blankless(before) or is_blankless(after)) and not (
        is_numeral(before) and is_numeral(after)
    )


def _is_particle(last: str, tail: str) -> bool:
    """
    Whether what follows is a Korean particle and nothing more of the word; after a digit 만 is ten
    thousand.
    """
    run = _HANGUL_RUN.match(tail)
    if (
        run is None
        or (last.isdigit() and is_scale(tail[0]))
        or (is_scale(last) and is_scale(tail[0]))
    ):
        return False
    return (is_hangul(last) or last.isalpha()) and _PARTICLE.fullmatch(run.group()) is not None


def _is_joined(sign: str, original: str, beyond: str) -> bool:
    """Whether a sign joins what stands on both sides of it to one word."""
    return bool(beyond) and sign in _JOINS and original not in _LONG_DASHES and is_of_word(beyond)


def _number_begins_before(head: str, here: str) -> bool:
    if _SCALE.match(here) and (_NUMBER_BEFORE.search(head) or _PART_BEFORE.search(head)):
        return True
    if not here[0].isdigit():
        return False
    is_group = _GROUP.match(here) is not None and _GROUP_BEFORE.search(head) is not None
    return (
        is_group
        or _NUMBER_CAME_BEFORE.search(head) is not None
        or _SCALED_BEFORE.search(head) is not None
    )


def _goes_on_in_words(here: str, tail: str) -> bool:
    """Whether a number goes on in a scale, a half, a smaller part or a power."""
    if _ENDS_IN_SCALE.search(here) and _SMALLER_AFTER.match(tail):
        return True
    return _ENDS_IN_NUMBER.search(here) is not None and any(
        more.match(tail) for more in (_SCALE_AFTER, _PART_AFTER, _POWER)
    )


def _number_goes_on(here: str, tail: str) -> bool:
    if _goes_on_in_words(here, tail):
        return True
    if _UNIT.search(here) and _PER.match(tail):
        return True
    if _SCALED_HERE.search(here) and tail[:1] == " " and tail[1:2].isdigit():
        return True
    if not here[-1].isdigit():
        return False
    is_group = _GROUPS.search(here) is not None and _GROUP_AFTER.match(tail) is not None
    return is_group or _NUMBER_GOES_ON.match(tail) is not None
