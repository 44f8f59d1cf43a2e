"""
What is made of a part of a game, made once for all games that share that very part.

The games of a class of ladders share rungs, tracks and policies: in another form, with barred rungs
taken out or spelt in one way, they share them still. What differs from game to game is then alone
looked at by whoever compares games or tells their structures apart.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, TypeVar

from phaseline.game.columns import Itself

Made = TypeVar("Made")
MOST = 16_384  # parts that are held with what was made of them: some tens of megabytes


def once(make: Callable[..., Made], part: object, *by: Hashable) -> Made:
    """
    Make something of a part of a game, or give what was made of it before.

    Args:
        make: Makes it of the part and what else it hangs on: a function of a module.
        part: The part, told from its like by identity; it is never changed.
        by: What else it hangs on; what is slow to compare as `Itself`.
    """
    result: Made = _made(make, Itself(part), by)
    return result


@lru_cache(maxsize=MOST)
def _made(make: Callable[..., Any], part: Itself, by: tuple[Any, ...]) -> Any:
    return make(part.part, *by)


def forget() -> None:
    """Let go of all parts and of what was made of them."""
    _made.cache_clear()
