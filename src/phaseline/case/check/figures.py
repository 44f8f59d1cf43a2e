"""Figures held against the words that carry them: a number of the case stands in a quote of its entry."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from phaseline.case.addresses import Path, address_of
from phaseline.case.check.pen import Pen
from phaseline.case.model.common import Cite, Status
from phaseline.case.model.evidence import Fact
from phaseline.case.model.whole import Case
from phaseline.case.showing import shown
from phaseline.terms.quantity import Amount, Quantity
from phaseline.terms.record import record

_DIGITS = re.compile(r"(?<![\w.])\d[\d,_]*(?:\.\d+)?")
_WORD = re.compile(r"[a-z]+")
_SCALES: Mapping[str, float] = MappingProxyType({"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12})
_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SIGNS: Mapping[str, float] = MappingProxyType({"천": 1e3, "만": 1e4, "억": 1e8, "万": 1e4, "萬": 1e4, "億": 1e8, "亿": 1e8})
_NAMED: Mapping[str, float] = MappingProxyType(
    {
        **{word: float(number) for number, word in enumerate(_ONES.split())},
        **{word: 10.0 * number for number, word in enumerate(_TENS.split(), start=2)},
        **dict.fromkeys(("a", "an", "once", "single", "first"), 1.0),
        **dict.fromkeys(("twice", "both", "pair", "couple", "second", "double"), 2.0),
        "third": 3.0,
        "fourth": 4.0,
        "fifth": 5.0,
    }
)
_MULTIPLES: Mapping[str, float] = MappingProxyType(
    {
        "hundred": 100.0,
        "hundreds": 100.0,
        "dozen": 12.0,
        "dozens": 12.0,
        **_SCALES,
        **{f"{word}s": scale for word, scale in _SCALES.items()},
    }
)
_PARTS: Mapping[str, float] = MappingProxyType(
    {"half": 50.0, "thirds": 100 / 3, "third": 100 / 3, "quarter": 25.0, "quarters": 25.0, "fifth": 20.0, "fifths": 20.0}
)
_CLOSE = 1e-9
_LONGEST_WORD = 20
_LEAST_SCALED = 1e3  # a number from here on has its scale already
_ROUNDED = 1.0  # percent: two-thirds may be entered as 66, 67 or 66.7


@record
class Figures:
    """
    The numbers that a text carries.

    Args:
        exact: Numbers in digits or words, with and without the scale that stands in the text.
        shares: Fractions in words, in percent.
        is_whole: Whether every source of the entry is quoted; if not, the number may stand in one that is not.
    """

    exact: frozenset[float]
    shares: frozenset[float]
    is_whole: bool = True

    def carry(self, number: float) -> bool:
        """Whether the text carries a number, as it stands or rounded from a fraction in words."""
        size = abs(number)
        return any(abs(one - size) <= _CLOSE * max(1.0, size) for one in self.exact) or any(
            abs(share - size) <= _ROUNDED for share in self.shares
        )


def figures(text: str) -> Figures:
    """
    Give the numbers that a text carries.

    >>> figures("3.4 million shells, two hundred guns").carry(3_400_000), figures("two-thirds of them").carry(67)
    (True, True)
    """
    lowered = text.casefold()
    words = _WORD.findall(lowered)
    plain = {number for _, number in _written(text)} | set(_spelled(words))
    scales = [1.0, *(_SCALES[word.removesuffix("s")] for word in words if word.removesuffix("s") in _SCALES)]
    shares = [
        _PARTS[word] * (_NAMED.get(before, 1.0) if word.endswith("s") else 1.0)
        for before, word in zip(["", *words], words, strict=False)
        if word in _PARTS
    ]
    return Figures(
        exact=frozenset(number * scale for number in plain for scale in scales if scale == 1 or number < _LEAST_SCALED),
        shares=frozenset(shares),
    )


def check_figures(pen: Pen, case: Case) -> None:
    """Report numbers, and figures in a statement, that no quote of their entry carries."""
    for index, fact in enumerate(case.facts):
        carried = _carried(fact.cites)
        if carried is not None:
            is_worked_out = fact.status is Status.INFERRED or bool(fact.parts)
            if not is_worked_out:
                _check_amount(pen, ("facts", index, "value"), fact.value, carried)
            _check_prose(pen, index, fact, carried, is_worked_out=is_worked_out)
    for index, poll in enumerate(case.polls):
        carried = _carried(poll.cites)
        for place, option in enumerate(poll.options if carried else ()):
            _check_amount(pen, ("polls", index, "options", place, "share"), option.share, carried)
    for index, item in enumerate(case.salience):
        _check_amount(pen, ("salience", index, "share"), item.share, _carried(item.cites))


def _carried(cites: Iterable[Cite]) -> Figures | None:
    """Give the numbers that the citations of an entry carry; None where none of them quotes a word."""
    cited = tuple(cites)
    if not any(cite.exact.strip() for cite in cited):
        return None
    found = figures(" ; ".join(f"{cite.prefix} {cite.exact} {cite.suffix} ; {cite.locator}" for cite in cited))
    return replace(found, is_whole=all(cite.exact or cite.locator for cite in cited))


def _check_amount(pen: Pen, path: Path, amount: Amount, carried: Figures | None) -> None:
    if carried is None or not isinstance(amount, Quantity) or carried.carry(amount.number):
        return
    if address_of(path, pen.reading.data) in pen.reading.changes:
        return  # a what-if is not what the source says, and is marked as such
    tell = pen.error if carried.is_whole else pen.warning
    tell(
        "PL409",
        path,
        f"the number {amount.number:,.12g} stands in no quote of its entry",
        expected="a number that the words quoted beside it carry, in digits or in words",
        fix="quote the words with the number, or correct it",
    )


def _check_prose(pen: Pen, index: int, fact: Fact, carried: Figures, *, is_worked_out: bool) -> None:
    dates = {float(part) for part in re.findall(r"\d+", fact.when.text)}
    own = fact.value.number if is_worked_out and isinstance(fact.value, Quantity) else None
    missing = sorted(
        (written.replace(",", "").replace("_", ""), written)
        for written, number in _written(fact.says)
        if not (carried.carry(number) or number in dates or _is_own(number, own))
    )
    if missing:
        figure, written = missing[0]
        pen.warning(
            "PL408",
            ("facts", index, "says"),
            f"the figure {shown(figure)[1:-1]} stands in the statement but in no quote of it",
            expected="figures that the quote carries",
            fix="quote the words with the figure, or leave it out",
            word=written,
        )


def _is_own(number: float, value: float | None) -> bool:
    """Whether a figure is the value that a fact is worked out to be, whatever scale it is written in."""
    return value is not None and any(abs(number - abs(value) / scale) <= _CLOSE * max(1.0, number) for scale in (1.0, 1e3, 1e6, 1e9))


def _written(text: str) -> Iterator[tuple[str, float]]:
    """Give the figures of a text in digits, each as it is written and as the number that it is with its scale."""
    for found in _DIGITS.finditer(text):
        bare = found.group().replace(",", "").replace("_", "").rstrip(".")
        after = _WORD.match(text[found.end() : found.end() + _LONGEST_WORD].casefold().lstrip(" -\u00a0"))
        scale = _SCALES.get(after.group(), 1.0) if after else _SIGNS.get(text[found.end() : found.end() + 1], 1.0)
        yield found.group().rstrip(",_"), float(bare) * scale


def _spelled(words: list[str]) -> Iterator[float]:
    """Give the numbers that are written in words: each alone, and each with the words that multiply it or are added to it."""
    here = 0.0
    for word in words:
        if word in _MULTIPLES:
            here = (here or float(_MULTIPLES[word] < _LEAST_SCALED)) * _MULTIPLES[
                word
            ]  # a hundred may stand alone; a million follows its number
        elif word in _NAMED:
            here = here + _NAMED[word] if here >= 20 and _NAMED[word] < here else _NAMED[word]
            if _NAMED[word] != here:
                yield _NAMED[word]
        elif word != "and":
            here = 0.0
        if here:
            yield here
