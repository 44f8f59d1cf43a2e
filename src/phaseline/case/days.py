"""Days as people write them, for the message that says how the format writes them."""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?[ -]{_MONTH}[ ,-]\s?(?P<year>\d{{4}})",
        rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})",
        rf"{_MONTH} (?P<year>\d{{4}})",
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})",
    )
)
_LONGEST = 40


def day_meant(text: str) -> str:
    """
    Give a day or a month as the format writes it; nothing where the text is neither, or where two
    days may be meant, as with 4/5/2031.

    >>> [day_meant(text) for text in ("1 May 2031", "2031-5-1", "May 2031", "4/5/2031")]
    ['2031-05-01', '2031-05-01', '2031-05', '']
    """
    text = text.strip()
    for form in _FORMS if len(text) <= _LONGEST else ():
        match = form.fullmatch(text)
        if match:
            return _written(match.groupdict())
    return ""


def _written(parts: dict[str, str | None]) -> str:
    name = (parts.get("name") or "").lower()
    month = _MONTHS.index(name) + 1 if name else int(parts["month"] or 0)
    try:
        day = date(int(parts["year"] or 0), month, int(parts.get("day") or 1)).isoformat()
    except ValueError:  # no day of the calendar
        return ""
    return day if parts.get("day") else day[:7]
