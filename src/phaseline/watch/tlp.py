"""
How far a report may be passed on: the Traffic Light Protocol 2.0.

A product is never marked below what it cites. A report without a marking says nothing of how far it
may go; nothing is made up for it, and a product says how many there are.

Source:
    FIRST, *Traffic Light Protocol*, version 2.0 (August 2022): RED, AMBER+STRICT, AMBER, GREEN,
    CLEAR; WHITE of version 1 is CLEAR.
"""

from collections.abc import Iterable

from phaseline.errors import QuestionError

LEVELS = ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED")  # from the widest to the narrowest
_FORMER = {"WHITE": "CLEAR"}


def tlp_level(text: str) -> str:
    """
    Read a marking; empty where there is none.

    Raises:
        QuestionError: It is no level of the protocol.

    >>> tlp_level("TLP:AMBER+STRICT"), tlp_level("white"), tlp_level("")
    ('AMBER+STRICT', 'CLEAR', '')
    """
    level = text.strip().upper().removeprefix("TLP:")
    level = _FORMER.get(level, level)
    if level and level not in LEVELS:
        raise QuestionError(
            f"--tlp: found {text!r}; expected {', '.join(LEVELS)}, with or without TLP: before it"
        )
    return level


def strictest(levels: Iterable[str]) -> str:
    """
    Give the narrowest of some markings; empty where none is marked.

    >>> strictest(["GREEN", "", "AMBER"]), strictest([""])
    ('AMBER', '')
    """
    marked = frozenset(levels)
    return next((level for level in reversed(LEVELS) if level in marked), "")


def require_marking(product: str, cited: Iterable[str]) -> str:
    """
    Give the marking of a product: what it is to be marked, or the narrowest of what it cites.

    Args:
        product: What it is to be marked; empty to follow what it cites.
        cited: The markings of what it cites; empty for what bears none.

    Raises:
        QuestionError: It is to be marked below what it cites.
    """
    least = strictest(cited)
    if not product or not least or LEVELS.index(product) >= LEVELS.index(least):
        return product or least
    raise QuestionError(
        f"--tlp: it cites what is marked TLP:{least}, and may not be marked TLP:{product}; leave"
        " --tlp out, or leave those reports out"
    )
