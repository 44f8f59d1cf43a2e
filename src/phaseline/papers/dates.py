"""Dates in a sentence, as EDTF; a year that the sentence does not print is inferred, and marked."""

import re
from collections.abc import Iterator
from datetime import date

from phaseline.terms.record import record

_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_SHORT = {month[:3]: number for number, month in enumerate(_MONTHS, 1)}
_MONTH = rf"(?P<month>(?:{'|'.join(_MONTHS)})|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?)"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_YEAR_FROM, _YEAR_OF = _YEAR.replace("year", "first"), _YEAR.replace("year", "one")
_UNTIL = r"(?: ?(?:-|–|—|to|and) ?(?P<until>\d{1,2})(?:st|nd|rd|th)?)?"
_UNTIL_AFTER = r"(?: ?(?:-|–|—|to) ?(?P<until>\d{1,2})(?!\d))?"
_BEFORE = "in|since|until|by|from|of|during"
_NO_NAME = "".join(  # the year in the name of a law dates nothing that is said
    rf"(?<!{name} )" for name in "Act Law Code Bill Treaty Agreement Convention Regulation".split()
)
_RULES = tuple(
    (rule, re.compile(pattern, re.IGNORECASE))
    for rule, pattern in (
        (
            "date-8/1",  # before the others, which would read its first year alone
            (
                rf"\b(?:{_YEAR} ?[–—] ?|from {_YEAR_FROM} (?:to|through) |between {_YEAR_OF} and )"
                r"(?P<last>(?:19|20)\d\d)\b(?![-/]\d)"
            ),
        ),
        (
            "date-1/1",
            rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_UNTIL}(?: of)? {_MONTH}(?:,? {_YEAR})?\b",
        ),
        (
            "date-2/1",
            (
                rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_UNTIL_AFTER}(?:,? {_YEAR})?\b"
                r"(?!\s*(?:percent|per cent|%|million|billion))"
            ),
        ),
        ("date-3/1", rf"\b(?P<part>early|mid|late)?[ -]?{_MONTH}(?:,? (?:of )?{_YEAR})\b"),
        ("date-4/1", rf"\b(?P<part>early|mid|late)[ -]{_MONTH}\b"),
        (
            "date-5/1",
            rf"\b(?:{_BEFORE}|last|this|next) (?P<bare>{'|'.join(_MONTHS)})\b(?! \d)",
        ),
        ("date-6/1", rf"\b(?P<full>{_YEAR.replace('?P<year>', '?:')}-[01]\d-[0-3]\d)\b"),
        (
            "date-7/3",
            (
                rf"\b{_NO_NAME}(?P<side>{_BEFORE}|throughout|before|after|early|mid|late|the year)"
                rf"[ -]{_YEAR}\b(?![-/]\d|\s+(?:people|soldiers|troops|men|tonnes|tons))"
            ),
        ),
    )
)
_SIDES = {"since": "{}/..", "by": "../{}", "until": "../{}"}
_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}


@record
class DateMention:
    """
    A date of a sentence.

    Attributes:
        start: Where it begins in the sentence [code point].
        end: Where it ends [code point].
        when: The date as EDTF.
        rule: What read it, and by which version.
    """

    start: int
    end: int
    when: str
    rule: str


def dates(text: str, published: str = "") -> tuple[DateMention, ...]:
    """
    Find the dates of an English sentence.

    Args:
        text: The sentence.
        published: When the paper appeared, as EDTF: a day and a month without a year lie in the
            last year before it.

    >>> [mention.when for mention in dates("On 21 October 2024 and in late May", "2024-11-27")]
    ['2024-10-21', '2024-05-21/2024-05-31?']
    """
    taken: list[DateMention] = []
    for rule, pattern in _RULES:
        for match in pattern.finditer(text):
            when = _when(match, published)
            if when and not any(
                other.start < match.end() and match.start() < other.end for other in taken
            ):
                start, end = _span(match)
                taken.append(DateMention(start=start, end=end, when=when, rule=rule))
    return tuple(sorted(taken, key=lambda mention: mention.start))


def _span(match: "re.Match[str]") -> tuple[int, int]:
    """Give where the date itself stands, without the word before it."""
    named = [
        match.span(name) for name, value in match.groupdict().items() if value and name != "side"
    ]
    return min(start for start, _ in named), max(end for _, end in named)


def _when(match: "re.Match[str]", published: str) -> str:
    parts = {name: value for name, value in match.groupdict().items() if value}
    if "full" in parts:
        return parts["full"] if _is_day(parts["full"]) else ""
    if "last" in parts:
        first = parts.get("year") or parts.get("first") or parts["one"]
        return f"{first}/{parts['last']}" if first < parts["last"] else ""
    word = parts.get("month", parts.get("bare", ""))
    if word:
        return _in_month(word, parts, published)
    return _SIDES.get(parts["side"].lower(), "{}").format(parts["year"])


def _in_month(word: str, parts: dict[str, str], published: str) -> str:
    """Give a date whose month is named."""
    if word == "may":
        return ""  # the verb
    month = _SHORT[word[:3].lower()]
    mark = "" if "year" in parts else "?"
    year = parts.get("year") or _year_before(published, month)
    return "".join(_written(year, month, parts, mark)) if year else ""


def _written(year: str, month: int, parts: dict[str, str], mark: str) -> Iterator[str]:
    if "day" in parts:
        first = f"{year}-{month:02}-{int(parts['day']):02}"
        last = f"{year}-{month:02}-{int(parts['until']):02}" if "until" in parts else ""
        if _is_day(first) and (not last or (_is_day(last) and last > first)):
            yield f"{first}/{last}{mark}" if last else f"{first}{mark}"
    elif "part" in parts:
        first_day, last_day = _PARTS[parts["part"].lower()]
        while not _is_day(f"{year}-{month:02}-{last_day:02}"):
            last_day -= 1
        yield f"{year}-{month:02}-{first_day:02}/{year}-{month:02}-{last_day:02}{mark}"
    else:
        yield f"{year}-{month:02}{mark}"


def _year_before(published: str, month: int) -> str:
    """Give the year in which a month lies that a paper names without a year."""
    first = re.match(r"(\d{4})(?:-(\d{2}))?", published)
    if first is None:
        return ""
    year = int(first[1])
    return str(year if not first[2] or month <= int(first[2]) else year - 1)


def _is_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True
