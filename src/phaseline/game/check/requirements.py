"""
Moves that wait for one another in a circle, or for a level to which nothing leads: they can never
be made.
"""

from collections.abc import Iterable, Mapping, Sequence

from phaseline.case.showing import shown
from phaseline.terms.record import record

FIX = "correct the level, or take the requirement out"
EXPECTED = "levels that may come about without the move"


@record
class RequiringMove:
    """
    A move on one track that asks others to stand somewhere.

    Args:
        word: What it does.
        track: The id of the track.
        start: The level that it leaves.
        end: The level that it leads to.
        requires: The level at which each other track has to stand.
    """

    word: str
    track: str
    start: str
    end: str
    requires: Mapping[str, str]


def unmet(
    moves: Sequence[RequiringMove], standing: Iterable[tuple[str, str]]
) -> tuple[tuple[int, str], ...]:
    """
    Find the moves whose requirements can never be met.

    What excludes a move is left aside, and so is when tracks stand at their levels together: what
    is found can never be made whatever else is done.

    Args:
        moves: The moves of all tracks.
        standing: Tracks with the levels at which they may stand without any move.

    Returns:
        The place of each of them, and the first track whose level is never reached.

    >>> there = RequiringMove(word="go", track="b", start="x", end="y", requires={"c": "q"})
    >>> back = RequiringMove(word="come", track="c", start="p", end="q", requires={"b": "y"})
    >>> unmet([there, back], [("b", "x"), ("c", "p")])
    ((0, 'c'), (1, 'b'))
    >>> unmet([there, back], [("b", "x"), ("c", "p"), ("c", "q")])
    ()
    """
    reached = set(standing)
    before = -1
    while before < len(reached):
        before = len(reached)
        reached |= {
            (move.track, move.end)
            for move in moves
            if (move.track, move.start) in reached and not _missing(move, reached)
        }
    return tuple(
        (place, missing) for place, move in enumerate(moves) if (missing := _missing(move, reached))
    )


def _missing(move: RequiringMove, reached: set[tuple[str, str]]) -> str:
    """Give the first track that never stands where a move needs it; none where all do."""
    own = move.requires.get(move.track, move.start)
    if own != move.start:
        return move.track
    return next(
        (track for track, level in move.requires.items() if (track, level) not in reached), ""
    )


def never_made(move: RequiringMove, track: str) -> str:
    """Say that a move can never be made for what it requires of one track."""
    why = (
        f"{track} stands at {shown(move.start)} then"
        if track == move.track
        else f"nothing leads {track} to {shown(move.requires[track])} before"
    )
    return f"the move {shown(move.word)} can never be made: {why}"
