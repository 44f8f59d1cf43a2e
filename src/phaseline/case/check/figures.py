"""
Figures held against the words that carry them: a number of the case stands in a quote of its entry.
"""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from phaseline.case.addresses import Path, address_of
from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.model.case import Case
from phaseline.case.model.common import Cite, Status
from phaseline.case.model.evidence import Fact
from phaseline.case.numerals import Numeral, numerals
from phaseline.case.scales import SMALL_NUMBERS
from phaseline.case.showing import shown
from phaseline.terms.quantity import Amount, Quantity
from phaseline.terms.record import record

_WORD = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"\d")
_PARTS: Mapping[str, float] = MappingProxyType(
    {
        "half": 50.0,
        "thirds": 100 / 3,
        "third": 100 / 3,
        "quarter": 25.0,
        "quarters": 25.0,
        "fifth": 20.0,
        "fifths": 20.0,
    }
)
_LONGEST = (
    5_000  # characters of a quote in which numbers are read; one of eight words never has as many
)
_LATIN = 0x24F  # the last code point of the Latin letters of Europe
_CLOSE = 1e-9
_ROUNDED = 1.0  # percent: two-thirds may be entered as 66, 67 or 66.7


@record
class TextNumbers:
    """
    The numbers that a text carries.

    Args:
        numbers: Numbers in digits or words, as the language of the text writes them.
        shares: Fractions in words, in percent.
        is_whole: Whether every source of the entry is quoted in words that can be read; if not, the
            number may stand in one that is not, or be a number word of a language other than
            English.
    """

    numbers: tuple[Numeral, ...]
    shares: frozenset[float]
    is_whole: bool = True

    def carry(self, number: float) -> bool:
        """Whether the text carries a number, as it stands or rounded from a fraction in words."""
        size = abs(number)
        return any(
            _is_near(value, size) for numeral in self.numbers for value in numeral.values
        ) or any(abs(share - size) <= _ROUNDED for share in self.shares)

    def open_to(self, number: float) -> Numeral | None:
        """
        Give the notation that may be a number, and may be another one; None where there is none.
        """
        size = abs(number)
        return next(
            (
                numeral
                for numeral in self.numbers
                if any(_is_near(value, size) for value in numeral.others)
            ),
            None,
        )


def figures(text: str, language: str = "") -> TextNumbers:
    """
    Give the numbers that a text carries.

    Args:
        text: The text.
        language: Its language code, by which its notation is read; empty where it is not known.

    >>> figures("3.4 million shells, two hundred guns").carry(3_400_000)
    True
    >>> figures("two-thirds of them").carry(67)
    True
    """
    words = _WORD.findall(text.casefold())
    shares = (
        _PARTS[word] * (SMALL_NUMBERS.get(before, 1.0) if word.endswith("s") else 1.0)
        for before, word in zip(["", *words], words, strict=False)
        if word in _PARTS
    )
    return TextNumbers(numbers=numerals(text, language), shares=frozenset(shares))


def check_figures(pen: DiagnosticCollector, case: Case) -> None:
    """Report numbers, and figures in a statement, that no quote of their entry carries."""
    languages = _languages(pen, case)
    for index, fact in enumerate(case.facts):
        if not _has_figures(fact):
            continue  # to read the numbers of all quotes is slow
        carried = carried_by(fact.cites, languages)
        if carried is not None:
            is_worked_out = fact.status is Status.INFERRED or bool(fact.parts)
            if not is_worked_out:
                _check_amount(pen, ("facts", index, "value"), fact.value, carried)
            _check_prose(pen, index, fact, carried, is_worked_out=is_worked_out)
    for index, poll in enumerate(case.polls):
        carried = carried_by(poll.cites, languages)
        for place, option in enumerate(poll.options if carried else ()):
            _check_amount(pen, ("polls", index, "options", place, "share"), option.share, carried)
    for index, item in enumerate(case.salience):
        _check_amount(
            pen, ("salience", index, "share"), item.share, carried_by(item.cites, languages)
        )


def _has_figures(fact: Fact) -> bool:
    """Whether a fact holds a number that its quotes have to carry."""
    return isinstance(fact.value, Quantity) or _DIGIT.search(fact.says) is not None


def _languages(pen: DiagnosticCollector, case: Case) -> Mapping[str, str]:
    """
    Give the language of each source that says it; what is left out says nothing of how its numbers
    are written.
    """
    written = pen.reading.data.get("sources", ())
    stated = {
        entry.get("id") for entry in written if isinstance(entry, dict) and "language" in entry
    }
    return {source.id: source.language for source in case.sources if source.id in stated}


def carried_by(cites: Iterable[Cite], languages: Mapping[str, str]) -> TextNumbers | None:
    """
    Give the numbers that the citations of an entry carry; None where none of them quotes a word.
    """
    cited = tuple(cites)
    if not any(cite.exact.strip() for cite in cited):
        return None
    carried = [
        figures(
            f"{cite.prefix} {cite.exact[:_LONGEST]} {cite.suffix} ; {cite.locator}",
            languages.get(cite.source, ""),
        )
        for cite in cited
    ]
    return TextNumbers(
        numbers=tuple(numeral for quoted in carried for numeral in quoted.numbers),
        shares=frozenset(share for quoted in carried for share in quoted.shares),
        is_whole=_is_whole(cited, languages),
    )


def _is_whole(cites: Iterable[Cite], languages: Mapping[str, str]) -> bool:
    """Whether each citation names words or a place, and none may spell a number out unread."""
    return all(
        (cite.exact or cite.locator)
        and not _may_spell(cite.exact, languages.get(cite.source, "en"))
        for cite in cites
    )


def _may_spell(quote: str, language: str) -> bool:
    """
    Whether a quote may give its number in words that are not read: those of another language than
    English.
    """
    is_english = language.partition("-")[0].casefold() == "en" and not any(
        ord(sign) > _LATIN and sign.isalpha() for sign in quote
    )
    return not is_english and not any(map(str.isdecimal, quote))


def _check_amount(
    pen: DiagnosticCollector, path: Path, amount: Amount, carried: TextNumbers | None
) -> None:
    if carried is None or not isinstance(amount, Quantity) or carried.carry(amount.number):
        return
    if address_of(path, pen.reading.data) in pen.reading.changes:
        return  # a what-if is not what the source says, and is marked as such
    open_to = carried.open_to(amount.number)
    if open_to is not None:
        _ask(pen, path, amount.number, open_to)
        return
    tell = pen.error if carried.is_whole else pen.warning
    tell(
        "PL409",
        path,
        f"the number {amount.number:,.12g} stands in no quote of its entry",
        expected="a number that the words quoted beside it carry, in digits or in words",
        fix="quote the words with the number, or correct it",
    )


def _ask(pen: DiagnosticCollector, path: Path, number: float, numeral: Numeral) -> None:
    readings = sorted(numeral.values | numeral.others)
    pen.warning(
        "PL415",
        path,
        f"whether {number:,.12g} stands in the quote depends on how {shown(numeral.written)} is"
        " read",
        expected=(
            "a notation that is read in one way; this one may be"
            f" {' or '.join(f'{value:,.12g}' for value in readings)}"
        ),
        fix=(
            "enter the `language` of the source, if its numbers are written as that language writes"
            " them, or quote words that tell"
        ),
    )


def _check_prose(
    pen: DiagnosticCollector, index: int, fact: Fact, carried: TextNumbers, *, is_worked_out: bool
) -> None:
    if not _DIGIT.search(fact.says):
        return
    dates = {float(part) for part in re.findall(r"\d+", fact.when.text)}
    own = fact.value.number if is_worked_out and isinstance(fact.value, Quantity) else None
    missing = sorted(
        (numeral.written.replace(",", "").replace("_", ""), numeral.written)
        for numeral in numerals(fact.says)
        if _DIGIT.search(numeral.written)
        and not any(
            _is_given(number, carried, dates, own) for number in numeral.values | numeral.others
        )
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


def _is_given(number: float, carried: TextNumbers, dates: set[float], own: float | None) -> bool:
    """
    Whether a figure of a statement is one of its quotes, its dates, or what it is worked out to be.
    """
    return (
        carried.carry(number)
        or carried.open_to(number) is not None
        or number in dates
        or _is_own(number, own)
    )


def _is_own(number: float, value: float | None) -> bool:
    """
    Whether a figure is the value that a fact is worked out to be, whatever scale it is written in.
    """
    return value is not None and any(
        _is_near(number, abs(value) / scale) for scale in (1.0, 1e3, 1e6, 1e9)
    )


def _is_near(number: float, other: float) -> bool:
    return abs(number - other) <= _CLOSE * max(1.0, abs(other))
