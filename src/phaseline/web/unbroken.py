"""
Quantities on a page of the desk: no line ends between a number and its sign or unit.

It is done to a page as a whole, where it leaves what words it: a number may stand in a link and its
unit behind it. What is typed, copied or looked up keeps its plain spaces, and so does a terminal.
"""

import re

_SPACE = "\u00a0"
_AS_IT_IS = r"<(code|pre|script|style|textarea|title|select)\b.*?</\1>|<[^>]*>"
_UNITS = r"%|(?:percent|hours?|days?|weeks?|months?|quarters?|years?)\b"
_BEHIND = r"(?:(?<=\d)|(?<=\d</a>)|(?<=\d</b>)) (?={units})"
_BROKEN = re.compile(f"{_AS_IT_IS}|{_BEHIND.format(units=f'(?:{_UNITS})')}", re.DOTALL)


def unbroken(page: str) -> str:
    """
    Give a page with no-break spaces between numbers and what they count.

    Args:
        page: HTML, whose text is escaped.

    >>> unbroken("44 % of <a>24</a> months").replace(_SPACE, "~")
    '44~% of <a>24</a>~months'
    >>> unbroken('<code>2 months</code> <i title="2 days">3 days</i>').replace(_SPACE, "~")
    '<code>2 months</code> <i title="2 days">3~days</i>'
    """
    return _BROKEN.sub(lambda part: part[0] if part[0] != " " else _SPACE, page)
