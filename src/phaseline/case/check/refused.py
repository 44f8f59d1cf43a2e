"""
Refused content: the forms in which positions, ranges, effects and messages are written, wherever
they can stand.
"""

import re
from collections.abc import Iterator
from typing import Any

from phaseline.case.addresses import Path
from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.model.evidence import Source
from phaseline.case.refusals import REFUSED

_DEGREES = (
    r"\d{1,3}(?:[.°º]\d{1,12}[°º]?(?:['′’]\s?\d{0,2}(?:\.\d{1,6})?(?:[\"″”]|['′’]{2})?)?|\s?[°º])"
)
_POSITIONS = (
    re.compile(
        rf"\b{_DEGREES}['′’]?\s{{0,3}}[NS]\b.{{0,4}}\b{_DEGREES}['′’]?\s{{0,3}}[EW]\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\b[NS]\s{{0,2}}{_DEGREES}.{{0,6}}\b[EW]\s{{0,2}}{_DEGREES}", re.IGNORECASE),
    re.compile(
        r"(?<![\w.,])[-+]?[0-8]?\d\.\d{3,12}°?\s{0,2}[,;/]?\s{1,3}"
        r"[-+]?[01]?\d{1,2}\.\d{3,12}(?!\w|\.\d)"
    ),
    re.compile(r"(?<![\w.,])[-+]?[0-8]?\d\.\d{3,12}[,;/][-+]?[01]?\d{1,2}\.\d{3,12}(?!\w|\.\d)"),
    re.compile(r"\b\d{1,3}\s?[°º]\s?\d{1,2}\s?['′’]\s?\d{1,2}(?:\.\d{1,6})?\s?(?:[\"″”]|['′’]{2})"),
    re.compile(
        r"\b(?:[1-9]|[1-5]\d|60)[C-HJ-NP-X]\s?[A-HJ-NP-Z][A-HJ-NP-V]\s?"
        r"(?:\d{2}\s?\d{2}|\d{3}\s?\d{3}|\d{4}\s?\d{4}|\d{5}\s?\d{5})\b"
    ),
)
_DIGIT = re.compile(r"\d")
_ANYTHING = re.compile("")
_LENGTH = r"km|kilomet\w{1,6}|nautical\s+miles?|nm|nmi|miles?"
_RANGE = re.compile(
    rf"\d[\s-]{{0,3}}(?:{_LENGTH})\b"
    r"|\bper\s+(?:target|drone|tank|ship|aircraft|missile|launcher)s?\b",
    re.IGNORECASE,
)
_EFFECT = re.compile(
    rf"\d[\s-]{{0,3}}(?:(?:{_LENGTH}|m|met\w{{1,6}}|kg|rounds?|missiles?|shells?|percent)\b|%)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\b\d[\d.,]*$")
_LONGEST_NUMBER = 20
_LONGEST_TEXT = 100_000  # characters that are looked at
_MESSAGE = re.compile(r"\b(?:messages?|leaflets?|audiences?|slogans?)\s{0,3}:", re.IGNORECASE)
_NO_TEXT = {(Source, "URL"), (Source, "sha256")}
_REFUSED_IN_WORDS = frozenset({"counters", "stocks", "recommendations"})
_QUANTITATIVE = ("against", "title", "note", "locator")


def check_refused(pen: DiagnosticCollector) -> None:
    """Report texts that hold what the case format refuses, as far as its form shows it."""
    for path, entry, text in _texts(pen):
        for phrase, content, why in (
            (_quantity(path, text), "a range, an effect or a quantity", REFUSED["targets"]),
            (_message(pen, path, text), "a message or its audience", REFUSED["messages"]),
            (_position(entry, path, text), "coordinates", REFUSED["coordinates"]),
        ):
            if phrase:
                _refuse(pen, path, content, why, word=phrase)


def _quantity(path: Path, text: str) -> str:
    """Give the first range, effect or quantity per target that a counter or a stock holds."""
    section, name = path[0], _field(path)
    if section not in ("counters", "stocks") or name not in _QUANTITATIVE:
        return ""
    return _effect(text, _EFFECT if section == "counters" and name == "against" else _RANGE)


def _message(pen: DiagnosticCollector, path: Path, text: str) -> str:
    """Give the first word of a recommendation that announces a message or its audience."""
    if path[0] != "recommendations" or not _is_about_information(pen, path):
        return ""
    message = _MESSAGE.search(text)
    return message.group() if message else ""


def _field(path: Path) -> str | int:
    """Give the name of the field in which a text stands, alone or in a list."""
    return path[-2] if isinstance(path[-1], int) else path[-1]


def _position(entry: Any, path: Path, text: str) -> str:
    """Give the first position on the earth that a text holds."""
    if (type(entry), _field(path)) in _NO_TEXT or not _DIGIT.search(text):
        return ""
    return next(
        (
            match.group().strip()
            for pattern in _POSITIONS
            if (match := pattern.search(text[:_LONGEST_TEXT]))
        ),
        "",
    )


def _effect(text: str, pattern: re.Pattern[str]) -> str:
    """
    Give the first number with a unit of range or effect; a number within a name, as of a model, is
    none.
    """
    for match in pattern.finditer(text[:_LONGEST_TEXT]):
        if not match.group()[0].isdigit():
            return match.group()
        number = _NUMBER.search(text[max(match.start() - _LONGEST_NUMBER, 0) : match.start() + 1])
        if number:
            return number.group() + text[match.start() + 1 : match.end()]
    return ""


def _is_about_information(pen: DiagnosticCollector, path: Path) -> bool:
    return bool(pen.reading.value((*pen.original(path)[:2], "instrument")) == "information")


def _texts(pen: DiagnosticCollector) -> Iterator[tuple[Path, Any, str]]:
    """
    Give every text that may hold refused content, with its path and the record that holds it.

    There are twenty thousand texts in a long case: most sections refuse nothing that has no digit.
    """
    for path, entry in pen.entries:
        may_hold = _ANYTHING if _REFUSED_IN_WORDS.intersection(path[:1]) else _DIGIT
        for name in entry.__dataclass_fields__:
            value = getattr(entry, name)
            if isinstance(value, str):
                if may_hold.search(value):
                    yield (*path, name), entry, value
            elif isinstance(value, tuple):
                for index, text in enumerate(value):
                    if isinstance(text, str) and may_hold.search(text):
                        yield (*path, name, index), entry, text


def _refuse(pen: DiagnosticCollector, path: Path, content: str, why: str, *, word: str) -> None:
    pen.error(
        "PL902",
        path,
        f"it holds {content}, which Phaseline refuses",
        expected=why,
        fix="remove it",
        word=word,
    )
