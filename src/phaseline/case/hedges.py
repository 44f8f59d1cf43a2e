"""
Words by which a sentence leaves open whether something is so, in English: a statement that rests on
a hedged passage keeps the hedge.
"""

import re
from collections.abc import Sequence

_LEAST_RESTATED = 2  # long words that a sentence has in common with what it restates
_LONG = re.compile(r"[^\W\d_]{5,}")
_HEDGE = re.compile(
    r"\b(?:(?-i:may|MAY)|might|could|would|can|possib\w+|perhaps|reported\w*|alleged\w*|fear\w*|warn\w*"
    r"|threat\w*|consider\w*|seem\w*|appear\w*|suggest\w*|likely|believe\w*|claim\w*|expect\w*"
    r"|estimate\w*|about|if|says?|according|as .{1,40} reads?)\b",
    re.IGNORECASE,
)
_HEDGED_QUOTE = re.compile(
    r"\b(?:(?-i:may|MAY)|might|could|possibly|perhaps|reportedly|allegedly|fears?|seems?|appears?)\b",
    re.IGNORECASE,
)


def loses_hedge(text: str, quotes: Sequence[str]) -> bool:
    """
    Whether a sentence says for sure what every passage that is quoted for it says with a hedge. A
    sentence that shares few words with them rests on them, and does not say the same.

    >>> loses_hedge("The ministry inspects the pumps.", ["the ministry may inspect the pumps"])
    True
    >>> loses_hedge("The ministry might inspect the pumps.", ["the ministry may inspect the pumps"])
    False
    >>> loses_hedge("The ministry inspected pumps.", ["in May it did inspect the pumps"])
    False
    """
    is_hedged = bool(quotes) and all(map(_HEDGED_QUOTE.search, quotes))
    is_open = _HEDGE.search(text) or "“" in text
    return is_hedged and not is_open and _restates(text, quotes)


def _restates(text: str, quotes: Sequence[str]) -> bool:
    said, cited = (frozenset(_LONG.findall(part.casefold())) for part in (text, " ".join(quotes)))
    return len(said & cited) >= _LEAST_RESTATED
