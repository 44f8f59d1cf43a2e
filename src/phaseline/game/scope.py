"""
Which acts a challenger is held to: never crossing, crossing at once, leaving at once, never
leaving.

All of it is a matter of levels alone: an act is safe where nothing that it may lead to is inside
the red line, now or unavoidably later.

Source:
    `docs/explanation/the-game.md`, (14) and (15), for what complying, crossing and leaving mean.
"""

from collections.abc import Callable

import numpy as np

from phaseline.game.arrays import Bools
from phaseline.game.compile.model import Model
from phaseline.game.levels import Levels

_FAR = 1_000_000_000  # more periods than any path has: no path at all


def never_inside(model: Model) -> Bools:
    """
    Give the pairs of a challenger who never enters the red line (pair); all pairs where it cannot
    be avoided.
    """
    return _acts_within(model, tuple(not inside for inside in model.levels.inside))


def never_outside(model: Model) -> Bools:
    """
    Give the pairs of a challenger who never leaves the red line (pair); all pairs where it cannot
    be avoided.
    """
    return _acts_within(model, model.levels.inside)


def soonest_inside(model: Model) -> Bools:
    """
    Give the pairs that lead into the red line by a shortest path (pair); all pairs where no path
    leads there, or inside.
    """
    return _acts_towards(model, model.levels.inside)


def soonest_outside(model: Model) -> Bools:
    """
    Give the pairs that lead out of the red line by a shortest path (pair); all pairs where no path
    does, or outside.
    """
    return _acts_towards(model, tuple(not inside for inside in model.levels.inside))


def may_reach(levels: Levels, *, inside: bool) -> tuple[bool, ...]:
    """Say for each joint level whether a path of acts leads into the red line, or out of it."""
    goal = levels.inside if inside else tuple(not is_in for is_in in levels.inside)
    return tuple(distance < _FAR for distance in _distances(levels, goal))


def holding(model: Model) -> Bools:
    """Give the pairs in which the challenger does nothing (pair)."""
    return _by_act(
        model, lambda state, act: all(move < 0 for move in model.levels.acts[state][act])
    )


def _by_act(model: Model, of: Callable[[int, int], bool]) -> Bools:
    """Say of each pair what holds of its levels and act."""
    sizes = [len(acts) for acts in model.levels.acts]
    table = np.array(
        [of(state, act) for state, size in enumerate(sizes) for act in range(size)], dtype=bool
    )
    firsts = np.cumsum([0, *sizes])[:-1]
    return np.asarray(table[firsts[model.level_of[model.pair_state]] + model.pair_act])


def _acts_within(model: Model, goal: tuple[bool, ...]) -> Bools:
    """
    Give the acts that stay within a set of levels for ever, as far as there are any: the largest
    set closed under some act.
    """
    levels = model.levels
    safe = list(goal)

    def is_safe(state: int, act: int) -> bool:
        return all(safe[end] for end, chance in levels.steps[state][act] if chance.any())

    while True:
        lost = [
            state
            for state, is_in in enumerate(safe)
            if is_in and not any(is_safe(state, act) for act in range(len(levels.acts[state])))
        ]
        if not lost:
            break
        for state in lost:
            safe[state] = False
    return _by_act(model, lambda state, act: not safe[state] or is_safe(state, act))


def _acts_towards(model: Model, goal: tuple[bool, ...]) -> Bools:
    levels = model.levels
    distance = _distances(levels, goal)

    def is_nearing(state: int, act: int) -> bool:
        if distance[state] in (0, _FAR):
            return True
        return any(
            distance[end] == distance[state] - 1
            for end, chance in levels.steps[state][act]
            if chance.any()
        )

    return _by_act(model, is_nearing)


def _distances(levels: Levels, goal: tuple[bool, ...]) -> list[int]:
    """
    Count the periods of the shortest path of acts into a set of levels, nature standing still.
    """
    distance = [0 if is_in else _FAR for is_in in goal]
    is_changed = True
    while is_changed:
        is_changed = False
        for state, acts in enumerate(levels.steps):
            best = min(
                (distance[end] for step in acts for end, chance in step if chance.any()),
                default=_FAR,
            )
            if best + 1 < distance[state]:
                distance[state], is_changed = best + 1, True
    return distance
