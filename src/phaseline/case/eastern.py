"""
Numbers of East Asia: place by place, or in sections of ten thousand, in Han and Hangul numerals or
digits.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from phaseline.case.scripts import HAN_DIGITS

_ANY_SCALE = "십백천만억조十百千万萬亿億兆"
_ANY_DIGITS = rf"(?:\d+(?:[.,]\d+)*|[{HAN_DIGITS}]+)"
EASTERN = re.compile(
    rf"(?:{_ANY_DIGITS}|(?=十))[{_ANY_SCALE}](?: ?{_ANY_DIGITS}?[{_ANY_SCALE}])*(?:"
    rf" ?\d+(?:,\d{{3}})*(?![.,]?\d)|[{HAN_DIGITS}]+)?"
)
_EASTERN_PART = re.compile(rf"({_ANY_DIGITS})|([{_ANY_SCALE}])")
HAN_NUMBER = re.compile(rf"[{HAN_DIGITS}]+")
_SMALL: Mapping[str, float] = MappingProxyType(
    {"십": 10.0, "十": 10.0, "백": 100.0, "百": 100.0, "천": 1e3, "千": 1e3}
)
_LARGE: Mapping[str, float] = MappingProxyType(
    {"만": 1e4, "万": 1e4, "萬": 1e4, "억": 1e8, "亿": 1e8, "億": 1e8, "조": 1e12, "兆": 1e12}
)


def han_value(run: str) -> float:
    """Give the number that Han digits write: place by place, as in 二〇二四."""
    digits = {
        sign: str(value)
        for value, signs in enumerate(
            ("〇零", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九")
        )
        for sign in signs
    }
    return float("".join(digits[sign] for sign in run))


def eastern_value(run: str) -> float:
    """Give a number of sections of ten thousand: 3만5000, 十二万, 12억 5천만."""
    total, section, number = 0.0, 0.0, None
    for digits, scale in _EASTERN_PART.findall(run):
        if digits:
            number = han_value(digits) if digits[0] in HAN_DIGITS else _western_value(digits)
        elif scale in _SMALL:
            section, number = section + (1.0 if number is None else number) * _SMALL[scale], None
        else:
            section += number or 0.0
            total, section, number = total + (section or 1.0) * _LARGE[scale], 0.0, None
    return total + section + (number or 0.0)


def _western_value(digits: str) -> float:
    """Give digits before a scale as a number; points between several groups part thousands."""
    plain = digits.replace(",", "")
    return float(plain.replace(".", "") if plain.count(".") > 1 else plain)
