"""
What starts of games were worth that have been solved: each by a code for all that it hangs on.

Members of a class of ladders differ in rungs that are never in force before the game ends, and in
what is said of them; their games are compiled apart, and what they come to is the same.
"""

from collections.abc import Sequence
from itertools import islice

MOST_SOLVED = 2**17  # codes that are kept, twice as many at most: some 50 megabytes

_worth: list[dict[bytes, float]] = [{}, {}]  # lately, and before that


def known(codes: Sequence[bytes]) -> list[float | None]:
    """Give what starts are worth to the responder by their codes; None where it is not known."""
    lately, before = _worth
    return [before.get(code) if code not in lately else lately[code] for code in codes]


def keep(codes: Sequence[bytes], values: Sequence[float]) -> None:
    """
    Keep what starts are worth, and let go of what was kept first once there is no room.

    Args:
        codes: Their codes.
        values: What they are worth to the responder [M].
    """
    pairs = zip(codes, values, strict=True)
    while some := [*islice(pairs, MOST_SOLVED)]:
        if len(_worth[0]) + len(some) > MOST_SOLVED:
            _worth[:] = [{}, _worth[0]]
        _worth[0].update(some)


def forget() -> None:
    """Let go of everything."""
    _worth[:] = [{}, {}]
