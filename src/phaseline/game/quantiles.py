"""
Many types through a grid of quantiles: a type whose gains are spread stands for many that are
equally likely.

With n nodes they stand at the chances (k − ½)/n, so that the share of types beyond a bound differs
from that of the spread by at most 1/(2n).

Source:
    The midpoint rule for a distribution given by its quantile function: Devroye, *Non-Uniform
    Random Variate Generation* (1986), section 2.1, for inversion.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from phaseline.game.spec import ByLevel, ChallengerType, Game, TypeSpread


def spread_out(game: Game) -> Game:
    """
    Give a game with each spread type replaced by the types that stand for it; their ids are the
    type's with a number, from the lowest factor upward. A game without a spread is given as it is.

    Args:
        game: The game; it has passed `game_diagnostics`.
    """
    types = game.challenger.types
    if all(kind.spread is None for kind in types):
        return game
    written = tuple(node for kind in types for node in _types(kind))
    return replace(game, challenger=replace(game.challenger, types=written))


def factors(spread: TypeSpread) -> tuple[float, ...]:
    """
    Give the factors at the midpoints of as many equal chances as there are nodes.

    >>> factors(TypeSpread(quantiles=(0.0, 2.0), nodes=4))
    (0.25, 0.75, 1.25, 1.75)
    """
    steps = list(pairwise(spread.quantiles))
    rising = []
    for node in range(spread.nodes):
        place = (node + 0.5) / spread.nodes * len(steps)
        step = min(int(place), len(steps) - 1)
        low, high = steps[step]
        rising.append(low + (place - step) * (high - low))
    return tuple(rising)


def node_ids(kind: ChallengerType) -> tuple[str, ...]:
    """Give the ids of the types that stand for one: its own where it is not spread."""
    if kind.spread is None:
        return (kind.id,)
    return tuple(f"{kind.id}-{node}" for node in range(1, kind.spread.nodes + 1))


def _types(kind: ChallengerType) -> Iterator[ChallengerType]:
    if kind.spread is None:
        yield kind
        return
    for name, factor in zip(node_ids(kind), factors(kind.spread), strict=True):
        yield replace(
            kind,
            id=name,
            prior=kind.prior / kind.spread.nodes,
            gain=_times(kind.gain, factor),
            gain_once=_times(kind.gain_once, factor),
            joint_gain=tuple(
                replace(joint, number=joint.number * factor) for joint in kind.joint_gain
            ),
            spread=None,
        )


def _times(table: ByLevel, factor: float) -> ByLevel:
    return {
        track: {level: number * factor for level, number in row.items()}
        for track, row in table.items()
    }
