"""
Numbers in a text, in the notations of its language: grouped digits, decimal signs, scales, words,
Han and Hangul numerals.

A notation that two locales read in two ways, such as 1.500, is a number of the language that is
known, and an open question beside it; it is never dropped and never taken for certain.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from phaseline.case.digits import (
    GROUP,
    POINT_REGIONS,
    SIGNS,
    WITH_BLANKS,
    WITH_COMMA,
    decimal_value,
    values_with_signs,
)
from phaseline.case.eastern import EASTERN, HAN_NUMBER, eastern_value, han_value
from phaseline.case.scales import DOZENS, LONG_SCALE, SCALES, SMALL_NUMBERS, TENS
from phaseline.case.scripts import is_blankless, is_hangul
from phaseline.case.typography import levelled
from phaseline.terms.record import record

_NARROW = "\u00a0\u2007\u2009\u202f"  # blanks that part the digits of one number and nothing else
_NARROW_GROUP = re.compile(f"(?<=[0-9])[{_NARROW}](?=[0-9]{{3}}(?![0-9]))")
_GROUP_SIGN = "٬"
_GROUPED = re.compile(r"\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?")
_SIGNED = re.compile(rf"\d{{1,3}}(?:['_{_GROUP_SIGN}]\d{{3}})+(?!\d)(?:[.,٫]\d+)?")
_GROUPING = re.compile(rf"\d[., '_{_GROUP_SIGN}]\d{{3}}(?!\d)")
_FRACTION = re.compile(r"(\d{1,3})/([1-9]\d{0,2})(?![\d/.,])")
_PLAIN = re.compile(r"\d+(?:[.,٫]\d+)*|\.\d+")
_GROUP_SIGNS = re.compile(f"['_{_GROUP_SIGN}]")
_ARABIC_POINT = "٫"
_CURRENCY = re.compile(r"(?:[$€£¥₩₽₴]|\b(?:usd|eur|krw|gbp|rub|chf|jpy|cny|rmb|uah|us))\s?$")
_TIMES_POWER = re.compile(r"\^(\d{1,2})(?!\d)| ?[×x·*] ?10\^?(\d{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})(?!\d)")
_VAGUE = re.compile(r"\b(?:several|few|many|some) $")
_VAGUE_HAN = "数數几幾"
_PERCENT = re.compile(r" ?%| per ?cent\b")
_WORD = re.compile(r"[^\W\d_]+")
_NEXT_WORD = re.compile(r"[ -]?([^\W\d_]+)")
_AND_A_HALF = re.compile(r" and a half\b")
_OF_A = re.compile(r"(?:[ -](?:of|a|an|one|the))*[ -]([^\W\d_]+)")
_LINK = re.compile(r"\s*(?:-|,|to|and|or|bis|und|oder|à|et|ou|a|y|o|до|и|или)\s*")
_HALVES: Mapping[str, float] = MappingProxyType(
    {"half": 0.5, "quarter": 0.25, "quarters": 0.25, "third": 1 / 3, "thirds": 1 / 3}
)
_LETTERS: Mapping[str, float] = MappingProxyType(
    {"k": 1e3, "m": 1e6, "b": 1e9}
)  # $1.5m; without a currency an m may be a metre
_BESIDE_CURRENCY = 12  # characters before a number in which its currency is looked for
_REACH = 60
_LEAST_SHARED = 1e3  # ten to twelve thousand; a dozen is shared by nobody


@record
class Numeral:
    """
    A number of a text.

    Args:
        written: How it is written, without its scale.
        values: What it is, in the language that is known; several where a scale may or may not
            belong to it.
        others: What else it may be, in another language or as several numbers.
    """

    written: str
    values: frozenset[float]
    others: frozenset[float] = frozenset()


_Values = tuple[frozenset[float], frozenset[float]]  # what a number is, and what else it may be
_NONE: frozenset[float] = frozenset()


def with_plain_numbers(text: str, language: str = "") -> str:
    """
    Write the numbers of a text in plain digits, one notation for all, and percent in letters.

    >>> with_plain_numbers("ten thousand men, $5bn, 64 %", "en")
    '10000 men, $5000000000, 64 percent'
    """
    return _Reader(text, language).plainly()


@record
class _Item:
    """
    A number where it stands.

    Args:
        start: Where it begins in the levelled text.
        end: Where it ends, its scale included.
        written: How it is written, without its scale.
        values: What it is.
        others: What else it may be.
        scale: What its scale multiplies it by.
    """

    start: int
    end: int
    written: str
    values: frozenset[float]
    others: frozenset[float] = frozenset()
    scale: float = 1.0

    def times(self, factor: float, end: int) -> "_Item":
        """Give the number with a scale that was found behind it."""
        return replace(
            self,
            end=end,
            scale=self.scale * factor,
            values=_products(self.values, factor),
            others=_products(self.others, factor),
        )


def _products(values: frozenset[float], factor: float) -> frozenset[float]:
    return frozenset(value * factor for value in values)


def _sums(values: frozenset[float], parts: frozenset[float]) -> frozenset[float]:
    return frozenset(value + part for value in values for part in parts)


def numerals(text: str, language: str = "") -> tuple[Numeral, ...]:
    """
    Give the numbers of a text.

    Args:
        text: The text.
        language: Its language code, such as en or de-CH; empty where it is not known.

    >>> [sorted(number.values) for number in numerals("10 000 men, 1.5bn and half a million", "en")]
    [[10000.0], [1500000000.0], [500000.0]]
    >>> numerals("1.500 men")[0].values, sorted(numerals("1.500 men")[0].others)
    (frozenset(), [1.5, 1500.0])
    """
    return _Reader(text, language).numerals()


class _Reader:
    """Reads the numbers of one text, from its beginning to its end."""

    def __init__(self, text: str, language: str) -> None:
        self.text = levelled(_NARROW_GROUP.sub(_GROUP_SIGN, text)).text
        self.language = language.replace("_", "-").casefold()
        self.tongue = self.language.partition("-")[0]

    def numerals(self) -> tuple[Numeral, ...]:
        """Give the numbers, those of a range with the scale that they share."""
        items = list(self.items())
        for place in range(len(items) - 2, -1, -1):
            items[place] = self.beside(items[place], items[place + 1])
        return tuple(
            Numeral(
                written=item.written.replace(_GROUP_SIGN, " "),
                values=item.values,
                others=item.others - item.values,
            )
            for item in items
        )

    def plainly(self) -> str:
        """Write the text with each number that is one for certain in plain digits."""
        pieces: list[str] = []
        at = 0
        for item in self.items():
            if len(item.values) == 1:
                pieces += [self.text[at : item.start], f"{next(iter(item.values)):.12g}"]
                at = item.end
        return _PERCENT.sub(" percent", "".join([*pieces, self.text[at:]]))

    def beside(self, item: _Item, after: _Item) -> _Item:
        """
        Give a number with what the one after it may lend it: the scale of a range, its thousands,
        or a smaller part of the same number.
        """
        between = self.text[item.end : after.start]
        if item.scale == 1 and after.scale >= _LEAST_SHARED and _LINK.fullmatch(between):
            scaled = _products(item.values, after.scale)
            return replace(item, values=item.values | scaled, scale=after.scale)
        if item.scale == 1 and between == "-" and _GROUPING.search(after.written):  # 10-12,000
            thousands = _products(item.values, _LEAST_SHARED)
            return replace(item, others=item.others | thousands)
        if item.scale > after.scale >= _LEAST_SHARED and between == " ":  # 1 million 200 thousand
            return replace(item, others=item.others | _sums(item.values, after.values))
        return item

    def items(self) -> Iterator[_Item]:
        """Give each number where it stands."""
        at = 0
        while at < len(self.text):
            item = self.item(at)
            if item is not None:
                yield item
                at = item.end
            else:
                at = self.beyond(at)

    def beyond(self, at: int) -> int:
        """
        Give where to look on: behind the word that begins here, or behind the digits that belong to
        a word.
        """
        word = _WORD.match(self.text, at)
        if word is not None and not is_run_on(self.text[at]):
            return word.end()
        digits = _PLAIN.match(self.text, at)
        return digits.end() if digits is not None else at + 1

    def item(self, at: int) -> _Item | None:
        """Read the number that begins here, if one does."""
        sign = self.text[at]
        if sign.isdecimal() or (sign == "." and self.text[at + 1 : at + 2].isdecimal()):
            return self.in_digits(at) if self.may_begin(at) else None
        if is_run_on(sign):
            return self.eastern(at)
        if unicodedata.category(sign) == "No" and 0 < unicodedata.numeric(sign, 0.0) < 1:
            return self.scaled(
                _Item(
                    start=at,
                    end=at + 1,
                    written=sign,
                    values=frozenset([unicodedata.numeric(sign)]),
                )
            )
        return self.spelled(at) if sign.isalpha() else None

    def may_begin(self, at: int) -> bool:
        """Whether digits begin a number here, and are not the end of a word such as K105."""
        before = self.text[at - 1 : at]
        if before == ".":
            return False
        if before.isalpha() and not is_run_on(before):
            return _CURRENCY.search(self.text[max(at - _BESIDE_CURRENCY, 0) : at]) is not None
        return before != "_"

    def in_digits(self, at: int) -> _Item:
        """Read a number in digits, with what stands behind it."""
        eastern = self.eastern(at)
        if eastern is not None:
            return eastern
        fraction = _FRACTION.match(self.text, at)
        if fraction is not None:
            return self.fraction(fraction)
        match = (
            _GROUPED.match(self.text, at)
            or _SIGNED.match(self.text, at)
            or _PLAIN.match(self.text, at)
        )
        written, end = (match.group(), match.end()) if match else (self.text[at], at + 1)
        values, others = self.values(written, end)
        return self.scaled(
            self.with_fraction(
                _Item(start=at, end=end, written=written, values=values, others=others)
            )
        )

    def fraction(self, match: "re.Match[str]") -> _Item:
        """Read a fraction in digits, which may also be two numbers: 3/4 of a million."""
        above, below = float(match.group(1)), float(match.group(2))
        both = frozenset([above, below])
        item = _Item(
            start=match.start(),
            end=match.end(),
            written=match.group(),
            values=both,
            others=frozenset([above / below]),
        )
        scale = _OF_A.match(self.text, item.end, item.end + _REACH)
        factor = self.factor(scale.group(1)) if scale is not None else 1.0
        return (
            item
            if scale is None or factor == 1
            else replace(
                item, end=scale.end(), values=frozenset([above / below * factor]), others=_NONE
            )
        )

    def values(self, written: str, end: int) -> _Values:
        """Give what a number in digits is, and what else it may be."""
        if " " in written:
            return self.grouped(written)
        return (
            (frozenset([decimal_value(_GROUP_SIGNS.sub("", written))]), _NONE)
            if _GROUP_SIGNS.search(written)
            else self.plain(written, end)
        )

    def grouped(self, written: str) -> _Values:
        """
        Give what digits in groups with blanks are: one number, or where the language does not group
        so, perhaps several.
        """
        value = decimal_value(written.replace(" ", ""))
        groups = re.split("[ .,]", written)
        is_one = self.tongue in WITH_BLANKS or any(group[0] == "0" for group in groups[1:])
        return (
            (frozenset([value]), _NONE)
            if is_one
            else (_NONE, frozenset([value, *map(float, groups)]))
        )

    def plain(self, written: str, end: int) -> _Values:
        """
        Give what digits with points and commas are: in the language that is known, and otherwise.
        """
        signs = [sign for sign in written if not sign.isdecimal()]
        if not signs or written[0] == ".":
            return frozenset([float(written)]), _NONE
        pieces = SIGNS.split(written)
        if len(signs) > 1:
            return frozenset(values_with_signs(written, signs, pieces)), _NONE
        if signs[0] == _ARABIC_POINT:
            return frozenset([decimal_value(written)]), _NONE
        return self.with_one_sign(pieces[0], signs[0], pieces[1], end)

    def with_one_sign(self, head: str, sign: str, tail: str, end: int) -> _Values:
        """Give what digits with one point or comma are: 1.5 is 1.5 everywhere, 1.500 is not."""
        decimal, group = frozenset([float(f"{head}.{tail}")]), frozenset([float(head + tail)])
        has_comma = self.tongue in WITH_COMMA and self.language not in POINT_REGIONS
        if not _may_be_group(head, tail):
            if sign == "." or has_comma or self.is_measured(end):
                return decimal, _NONE
            return _NONE, decimal | {float(head), float(tail)}
        if not self.language and sign != ",":
            return _NONE, group | decimal
        is_group = not self.language or (sign == ",") is not has_comma
        return (group, decimal) if is_group else (decimal, group)

    def is_measured(self, end: int) -> bool:
        """Whether a scale or a percent sign stands behind a number, so that it is one number."""
        word = _NEXT_WORD.match(self.text, end)
        return self.text[end : end + 1] == "%" or (
            word is not None and (self.factor(word.group(1)) > 1 or word.group(1) == "percent")
        )

    def with_fraction(self, item: _Item) -> _Item:
        """Add a fraction that stands behind a number: 2½, or two and a half million."""
        sign = self.text[item.end : item.end + 1]
        part = (
            unicodedata.numeric(sign, 0.0) if sign and unicodedata.category(sign) == "No" else 0.0
        )
        end = item.end + 1
        half = _AND_A_HALF.match(self.text, item.end)
        if half is not None:
            part, end = 0.5, half.end()
        if not 0 < part < 1:
            return item
        return replace(item, end=end, values=frozenset(value + part for value in item.values))

    def scaled(self, item: _Item) -> _Item:
        """Take in the scales that stand behind a number: 5 hundred thousand, 1.5bn, $2m."""
        power = _TIMES_POWER.match(self.text, item.end)
        if power is not None:
            return self.powered(item, power)
        letter = self.text[item.end : item.end + 1]
        if letter in _LETTERS and letter and not self.text[item.end + 1 : item.end + 2].isalnum():
            return self.with_letter(item, _LETTERS[letter])
        while True:
            word = _NEXT_WORD.match(self.text, item.end)
            factor = self.factor(word.group(1)) if word is not None else 1.0
            if word is None or factor == 1:
                return item
            item = item.times(factor, word.end())

    @staticmethod
    def powered(item: _Item, power: "re.Match[str]") -> _Item:
        """Read 1.5 × 10^6, or 10^6."""
        exponent = int(
            "".join(str(unicodedata.digit(sign)) for sign in power.group(1) or power.group(2))
        )
        if power.group(2):
            return item.times(10.0**exponent, power.end())
        raised = frozenset(value**exponent for value in item.values)
        return replace(item, end=power.end(), values=raised, scale=_LEAST_SHARED)

    def with_letter(self, item: _Item, factor: float) -> _Item:
        has_currency = (
            _CURRENCY.search(self.text[max(item.start - _BESIDE_CURRENCY, 0) : item.start])
            is not None
        )
        if has_currency or factor == _LETTERS["k"]:
            return item.times(factor, item.end + 1)
        return replace(
            item, end=item.end + 1, others=item.others | {value * factor for value in item.values}
        )

    def factor(self, word: str) -> float:
        """Give what a word multiplies the number before it by; 1 for any other word."""
        if word in LONG_SCALE and (word not in SCALES or self.tongue not in ("", "en")):
            return LONG_SCALE[word]
        return SCALES.get(word, DOZENS.get(word, 1.0))

    def eastern(self, at: int) -> _Item | None:
        """Read a number in Han or Hangul numerals, or in digits with such scales."""
        if self.text[at - 1 : at] in _VAGUE_HAN and at:
            return None
        match = EASTERN.match(self.text, at)
        if match is None:
            run = HAN_NUMBER.match(self.text, at)
            return (
                None
                if run is None
                else _Item(
                    start=at,
                    end=run.end(),
                    written=run.group(),
                    values=frozenset([han_value(run.group())]),
                )
            )
        is_article = match.group().endswith("조")  # 60조 is sixty trillion or Article 60
        if is_article and self.text[at - 1 : at] == "제":
            return None
        digits = frozenset(
            [float(part) for part in re.findall(r"^\d+", match.group())] if is_article else []
        )
        return _Item(
            start=at,
            end=match.end(),
            written=match.group(),
            values=frozenset([eastern_value(match.group())]),
            others=digits,
            scale=1.0,
        )

    def spelled(self, at: int) -> _Item | None:
        """Read a number in English words, or a part of a scale such as half a million."""
        word = _WORD.match(self.text, at)
        if word is None:
            return None
        if word.group() in _HALVES:
            return self.part_of_scale(
                _Item(start=at, end=word.end(), written=word.group(), values=frozenset([1.0])),
                word.group(),
            )
        total, end = self.cardinal(at)
        if end == at:
            return None
        if word.group() in DOZENS and (
            word.group().endswith("s")
            or _VAGUE.search(self.text, max(at - _BESIDE_CURRENCY, 0), at)
        ):
            return _Item(
                start=at,
                end=end,
                written=self.text[at:end],
                values=_NONE,
                others=frozenset([total]),
            )
        last = self.text[at:end].replace("-", " ").split()[-1]
        item = _Item(
            start=at,
            end=end,
            written=self.text[at:end],
            values=frozenset([total]),
            scale=self.factor(last),
        )
        after = _NEXT_WORD.match(self.text, end)
        part = (
            self.part_of_scale(replace(item, end=after.end()), after.group(1))
            if after and after.group(1) in _HALVES
            else None
        )
        return part or self.scaled(self.with_fraction(item))

    def part_of_scale(self, item: _Item, part: str) -> _Item | None:
        """Read half a million, or three quarters of a million; nothing where no scale follows."""
        scale = _OF_A.match(self.text, item.end, item.end + _REACH)
        factor = self.factor(scale.group(1)) if scale is not None else 1.0
        return (
            None
            if scale is None or factor == 1
            else item.times(_HALVES[part] * factor, scale.end())
        )

    def cardinal(self, at: int) -> tuple[float, int]:
        """
        Give the number that the words from here on spell, and where they end; the place itself
        where they spell none.
        """
        total, here, end = 0.0, 0.0, at
        word = _WORD.match(self.text, at)
        while word is not None:
            grown = self.with_word(word.group(), total, here, is_first=end == at)
            if grown is None:
                break
            total, here = grown
            end = end if word.group() == "and" else word.end()
            word = self.word_after(word.end())
        return total + here, end

    def with_word(
        self, word: str, total: float, here: float, *, is_first: bool
    ) -> tuple[float, float] | None:
        """
        Take one more word into a number: what its scales come to so far, and what waits for the
        next scale; None where the word is no part of it.
        """
        value = SMALL_NUMBERS.get(word, TENS.get(word))
        if value is not None:
            return (total, here + value) if _may_be_added(here, value) else None
        if word in DOZENS:
            return total, (here or 1.0) * DOZENS[word]
        if word in SCALES and not is_first:
            return total + here * self.factor(word), 0.0
        is_link = word == "and" and (here or total) >= 100
        return (total, here) if is_link else None

    def word_after(self, end: int) -> "re.Match[str] | None":
        """Give the next word, where nothing but a blank or a hyphen parts it."""
        is_near = self.text[end : end + 1] in (" ", "-")
        return _WORD.match(self.text, end + 1) if is_near else None


def is_run_on(sign: str) -> bool:
    """
    Whether a sign is of a script whose numbers touch its words: Hangul, Han, kana and the like.
    """
    return is_hangul(sign) or is_blankless(sign)


def _may_be_group(head: str, tail: str) -> bool:
    """Whether digits before and after a sign may be groups of one whole number."""
    return len(tail) == GROUP and len(head) <= GROUP and head[0] != "0"


def _may_be_added(number: float, value: float) -> bool:
    """
    Whether a number word is added to what stands before it: twenty-five, two hundred and six; to
    nothing every one is.
    """
    return number == 0 or (number >= 20 and 0 < value < (10 if number % 100 else 100))
