"""
A chance in the seven words of ICD 203, by half-open bands: each begins with its lower end, and the
upper end belongs to the next.

Below .01 and above .99 the standard has no word, and none is made up. A likelihood never stands in
one sentence with how sure somebody is of it.

Source:
    Intelligence Community Directive 203 (2015), section D.6.e(2)(a).
"""

_BANDS = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
)
_LEAST, _MOST, _LAST = 0.01, 0.99, "almost certain"


def likelihood_words(chance: float) -> str:
    """
    Give the word for a chance.

    >>> [likelihood_words(chance) for chance in (0.01, 0.05, 0.2, 0.45, 0.55, 0.8, 0.95)]
    ['almost no chance', 'very unlikely', 'unlikely', 'roughly even chance', 'likely', \
'very likely', 'almost certain']
    >>> likelihood_words(0.005), likelihood_words(0.995)
    ('below 1 in 100, for which there is no word', 'above 99 in 100, for which there is no word')
    """
    if chance < _LEAST:
        return "below 1 in 100, for which there is no word"
    if chance > _MOST:
        return "above 99 in 100, for which there is no word"
    return next((words for end, words in _BANDS if chance < end), _LAST)
