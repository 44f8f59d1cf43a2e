"""A chance as somebody says it aloud."""

from phaseline.desk.findings.finding import Spread
from phaseline.terms.ties import first_leading

_NEVER, _ALWAYS = 0.01, 0.99
_SAID = (
    (1 / 50, "1 in 50"),
    (1 / 20, "1 in 20"),
    (1 / 10, "1 in 10"),
    (1 / 5, "1 in 5"),
    (1 / 4, "1 in 4"),
    (1 / 3, "1 in 3"),
    (2 / 5, "2 in 5"),
    (1 / 2, "1 in 2"),
    (3 / 5, "3 in 5"),
    (2 / 3, "2 in 3"),
    (3 / 4, "3 in 4"),
    (4 / 5, "4 in 5"),
    (9 / 10, "9 in 10"),
    (19 / 20, "19 in 20"),
)


def odds_words(chance: Spread) -> str:
    """
    Write a chance with its range.

    >>> odds_words(Spread(median=0.051, low=0.0, high=0.74))
    'about 1 in 20 (never to 3 in 4)'
    >>> odds_words(Spread(median=0.999, low=0.995, high=1.0))
    'nearly always'
    """
    ends = [_said(chance.low), _said(chance.high)]
    middle = _said(chance.median)
    about = "" if middle in ("never", "nearly always") else "about "
    middle = "nearly never" if middle == "never" else middle
    return f"{about}{middle}" if ends[0] == ends[1] else f"{about}{middle} ({' to '.join(ends)})"


def _said(chance: float) -> str:
    if chance < _NEVER:
        return "never"
    if chance > _ALWAYS:
        return "nearly always"
    return first_leading(_SAID, lambda pair: -abs(pair[0] - chance))[1]
