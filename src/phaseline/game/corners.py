"""
What several challengers do who know each other: best replies in turn, from two corners.

The corner in which all comply, and the one in which all cross, are the ends of what may be. Where
acts are complements, each one's best reply rises with what the others do, replies in turn climb or
fall from a corner to the nearest end, and every pair of strategies from which nobody gains by
moving lies between the two: where both corners lead to the same, it is the only one among
strategies that hang on the state alone. Elsewhere both are answers, never one. Replies that come
round in a circle end nowhere: none is found, and that is said.

Source:
    Milgrom & Roberts, *Econometrica* 58 (1990), 1255–1277, theorem 5, for both ends of the set of
    equilibria from both ends of the strategies; Baliga, Bueno de Mesquita & Wolitzky, *American
    Political Science Review* 114 (2020), 1155–1178, for suspects whose attacks are complements.
"""

from collections.abc import Sequence
from enum import Enum
from itertools import product

import numpy as np

from phaseline.game.arrays import Floats
from phaseline.game.compile.payoffs import at_states, hazards
from phaseline.game.flow import walked
from phaseline.game.folding import (
    Reply,
    Sides,
    Strategy,
    crossing,
    keeping,
    kinds_of,
    prior_of,
    reply,
)
from phaseline.terms.record import record

MOST_ROUNDS = 200  # of replies by everybody, from one corner
_SETTLED = 1e-12  # by which a chance may still move, where types err
_SAME = 1e-9  # by which two ways through a game may differ and be one


class ReplyCorner(Enum):
    """From where replies begin."""

    COMPLIANT = "compliant"
    CROSSING = "crossing"


@record
class Settled:
    """
    Strategies to which replies in turn have settled.

    Args:
        strategies: What each challenger does.
        values: What each is worth at the start [M].
        rounds: How many rounds of replies it took.
    """

    strategies: tuple[Strategy, ...]
    values: tuple[float, ...]
    rounds: int


@record
class Pairing:
    """
    The challengers, each of one type, who know each other's.

    Args:
        kinds: The place of the type of each challenger.
        prior: The chance that they are of these types.
        corners: Where replies from each corner settle; None where they do not.
        is_unique: Whether both corners lead to the same way through the game.
    """

    kinds: tuple[int, ...]
    prior: float
    corners: dict[ReplyCorner, Settled | None]
    is_unique: bool


def pairings(sides: Sides) -> tuple[Pairing, ...]:
    """
    Solve a game for all types of its challengers together, from both corners.

    Args:
        sides: The challengers of a compiled game of one draw.

    Raises:
        EngineError: A policy did not settle.
    """
    return tuple(_pairing(sides, kinds) for kinds in product(*kinds_of(sides)))


def _pairing(sides: Sides, kinds: tuple[int, ...]) -> Pairing:
    corners = {corner: settled_from(sides, kinds, corner) for corner in ReplyCorner}
    ways = [settled for settled in corners.values() if settled is not None]
    return Pairing(
        kinds=kinds,
        prior=prior_of(sides, kinds),
        corners=corners,
        is_unique=len(ways) == len(corners) and _is_one_way(sides, ways),
    )


def settled_from(sides: Sides, kinds: Sequence[int], corner: ReplyCorner) -> Settled | None:
    """
    Let the challengers reply to one another in turn, from a corner, until nobody moves.

    Args:
        sides: The challengers.
        kinds: The place of the type of each.
        corner: Where they begin.

    Returns:
        Where they settle; None where replies come round to what has been, or never settle.

    Raises:
        EngineError: A policy did not settle.
    """
    profile = [_start(sides, place, corner) for place in range(len(sides.sides))]
    been: set[bytes] = set()
    for rounds in range(1, MOST_ROUNDS + 1):
        before, replies = list(profile), list[Reply]()
        for place, kind in enumerate(kinds):
            replies.append(reply(sides, place, kind, profile))
            profile[place] = replies[-1].strategy
        if len(profile) == 1 or _moved(before, profile) <= _SETTLED:
            return Settled(
                strategies=tuple(profile),
                values=tuple(float(answer.value[0]) for answer in replies),
                rounds=rounds,
            )
        trace = _trace(profile)
        if trace in been:
            return None
        been.add(trace)
    return None


def _start(sides: Sides, place: int, corner: ReplyCorner) -> Strategy:
    side = sides.sides[place]
    marks = keeping(side) if corner is ReplyCorner.COMPLIANT else crossing(side)
    return (marks.astype(np.float64),) * sides.periods


def _moved(before: Sequence[Strategy], after: Sequence[Strategy]) -> float:
    """Give by how much a chance of an act has moved, at most."""
    return max(
        float(np.abs(new - old).max())
        for old_one, new_one in zip(before, after, strict=True)
        for old, new in zip(old_one, new_one, strict=True)
    )


def _trace(profile: Sequence[Strategy]) -> bytes:
    """Give what tells one profile from another, to where chances are told apart."""
    return b"".join(np.round(chances, 12).tobytes() for strategy in profile for chances in strategy)


def _is_one_way(sides: Sides, ways: Sequence[Settled]) -> bool:
    """Whether two profiles lead the game the same way: what they would do elsewhere never shows."""
    first, second = (_passed(sides, settled.strategies) for settled in ways)
    return all(
        float(np.abs(one_pass - other_pass).max()) <= _SAME
        for one_pass, other_pass in zip(first, second, strict=True)
    )


def _passed(sides: Sides, profile: Sequence[Strategy]) -> list[Floats]:
    """Give what goes through each pair of all acts, by period (pair, draw)."""
    joint = sides.joint
    return [
        step.pair
        for step in walked(
            joint,
            at_states(joint, 1 - hazards(joint)),
            lambda period: sides.joint_chance(profile, period),
            periods=periods_told(sides),
            start=joint.start,
        )
    ]


def periods_told(sides: Sides) -> int:
    """Give for how many periods ways are told: the last horizon, or the end where it is sooner."""
    wanted = max(sides.joint.games[0].solve.horizons, default=1)
    return int(min(wanted, sides.joint.horizon))
