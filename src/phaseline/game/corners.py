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

from collections.abc import Iterator, Sequence
from enum import Enum
from hashlib import blake2b
from itertools import product

import numpy as np

from phaseline.game.folding import (
    Sides,
    Strategy,
    crossing,
    keeping,
    kinds_of,
    prior_of,
    reply,
)
from phaseline.game.paths import PathStep
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
    known: KnownReplies = {}
    corners = {corner: settled_from(sides, kinds, corner, known) for corner in ReplyCorner}
    ways = [settled for settled in corners.values() if settled is not None]
    return Pairing(
        kinds=kinds,
        prior=prior_of(sides, kinds),
        corners=corners,
        is_unique=len(ways) == len(corners) and _is_one_way(sides, ways),
    )


@record
class ReplyPlan:
    """
    What one challenger does.

    Args:
        trace: What tells it from others, to where chances are told apart.
        strategy: The chances of its acts.
        value: What it is worth to it at the start [M]; not a number before it is a reply.
    """

    trace: bytes
    strategy: Strategy
    value: float


KnownReplies = dict[
    tuple[int, int, tuple[bytes, ...]], ReplyPlan
]  # by place, type, traces of others


def settled_from(
    sides: Sides, kinds: Sequence[int], corner: ReplyCorner, known: KnownReplies
) -> Settled | None:
    """
    Let the challengers reply to one another in turn, from a corner, until nobody moves.

    Args:
        sides: The challengers.
        kinds: The place of the type of each.
        corner: Where they begin.
        known: The replies that are known already, to which more are added: both corners often lead
            through the same.

    Returns:
        Where they settle; None where replies come round to what has been, or never settle.

    Raises:
        EngineError: A policy did not settle.
    """
    profile = [
        _plan(_start(sides, place, corner), float("nan")) for place in range(len(sides.sides))
    ]
    been: set[tuple[bytes, ...]] = set()
    for rounds in range(1, MOST_ROUNDS + 1):
        before = [*profile]
        for place, kind in enumerate(kinds):
            profile[place] = _reply_plan(sides, place, kind, profile, known)
        if len(profile) == 1 or _moved(before, profile) <= _SETTLED:
            return Settled(
                strategies=tuple(plan.strategy for plan in profile),
                values=tuple(plan.value for plan in profile),
                rounds=rounds,
            )
        traces = tuple(plan.trace for plan in profile)
        if traces in been:
            return None
        been.add(traces)
    return None


def _reply_plan(
    sides: Sides, place: int, kind: int, profile: Sequence[ReplyPlan], known: KnownReplies
) -> ReplyPlan:
    """Give the best reply of one challenger; once for the same acts of all others."""
    others = tuple(plan.trace for other, plan in enumerate(profile) if other != place)
    key = place, kind, others
    if key not in known:
        answer = reply(sides, place, kind, [plan.strategy for plan in profile])
        known[key] = _plan(answer.strategy, float(answer.value[0]))
    return known[key]


def _plan(strategy: Strategy, value: float) -> ReplyPlan:
    return ReplyPlan(trace=_trace(strategy), strategy=strategy, value=value)


def _start(sides: Sides, place: int, corner: ReplyCorner) -> Strategy:
    side = sides.sides[place]
    marks = keeping(side) if corner is ReplyCorner.COMPLIANT else crossing(side)
    return (marks,) * sides.periods


def _moved(before: Sequence[ReplyPlan], after: Sequence[ReplyPlan]) -> float:
    """Give by how much a chance of an act has moved, at most."""
    return max(
        (
            float(np.abs(np.subtract(new, old, dtype=np.float64)).max())
            for old_plan, new_plan in zip(before, after, strict=True)
            if old_plan.trace != new_plan.trace
            for old, new in zip(old_plan.strategy, new_plan.strategy, strict=True)
        ),
        default=0.0,
    )


def _trace(strategy: Strategy) -> bytes:
    """Give what tells one strategy from another, to where chances are told apart."""
    digest = blake2b(digest_size=32)
    for chances in strategy:
        if chances.dtype == np.bool_:
            digest.update(np.packbits(chances.astype(np.bool_)).tobytes())
        else:
            digest.update(np.round(chances, 12).tobytes())
    return digest.digest()


def _is_one_way(sides: Sides, ways: Sequence[Settled]) -> bool:
    """Whether two profiles lead the game the same way: what they would do elsewhere never shows."""
    first, second = (_passed(sides, settled.strategies) for settled in ways)
    return all(
        _apart(len(sides.joint.pair_state), one_pass, other_pass) <= _SAME
        for one_pass, other_pass in zip(first, second, strict=True)
    )


def _apart(pairs: int, first: PathStep, second: PathStep) -> float:
    """Give by how much what goes through a pair of all acts differs, at most."""
    difference = np.zeros(pairs)
    difference[first.pairs] += first.flow
    difference[second.pairs] -= second.flow
    return float(np.abs(difference).max())


def _passed(sides: Sides, profile: Sequence[Strategy]) -> Iterator[PathStep]:
    """Give what goes through the pairs of all acts, period by period."""
    return sides.ways.walked(
        lambda period, pairs: sides.act_chances(profile, period, pairs),
        periods=periods_told(sides),
    )


def periods_told(sides: Sides) -> int:
    """Give for how many periods ways are told: the last horizon, or the end where it is sooner."""
    wanted = max(sides.joint.games[0].solve.horizons, default=1)
    return int(min(wanted, sides.joint.horizon))
