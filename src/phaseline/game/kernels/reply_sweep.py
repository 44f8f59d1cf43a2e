"""
The kernel of a best reply: one sweep back over one challenger's own acts, for one draw, with the
pure strategies of all others folded into nature.

What it does is what `game.folding` does without it; that says why. Only acts that the others really
take are followed, so that a period costs one look at each act rather than a mean over all of them.
"""

from collections.abc import Callable
from math import inf
from typing import TypeVar

import numpy as np
from numba import njit
from numpy.typing import NDArray

# These are replaced in a copy:
IS_CACHED = False
TIE = 1e-9

Floats = NDArray[np.float64]
Places = NDArray[np.int32]
Marks = NDArray[np.uint8]
Stage = tuple[Places, Places, Floats]  # first edge of each node, where edges lead, their chances
Long = NDArray[np.int64]
Both = tuple[Floats, Floats]  # the challenger's numbers, and the responder's
Nodes = tuple[Both, Both, Both]  # of states, of levels after nature, of levels after the acts
Acts = tuple[Places, Floats, Marks]  # the first of each state, what it is worth at once, if open
Others = tuple[Places, Marks, Long]  # acts by edge, whether taken, where a period begins: by other
Side = tuple[Floats, Floats, Floats]  # on arrival, weight of next period, on the way: one player's

Function = TypeVar("Function", bound=Callable[..., object])


def part(function: Function) -> Function:
    """Compile a function that only others of this module call."""
    compiled: Function = njit(error_model="numpy", nogil=True)(function)
    return compiled


def entrance(function: Function) -> Function:
    """Compile the function that Python calls, and keep what comes of it."""
    compiled: Function = njit(error_model="numpy", nogil=True, cache=IS_CACHED)(function)
    return compiled


@part
def mean_of(stage: Stage, own: Floats, other: Floats, node: int) -> tuple[float, float]:
    """Give the mean of both players' numbers over the edges of a node."""
    first, end, chance = stage
    mine, theirs = 0.0, 0.0
    for edge in range(first[node], first[node + 1]):
        mine += chance[edge] * own[end[edge]]
        theirs += chance[edge] * other[end[edge]]
    return mine, theirs


@part
def go_back(stages: tuple[Stage, Stage], sides: tuple[Side, Side], nodes: Nodes) -> None:
    """Say what the levels after the acts are worth, if the states next period are worth so much."""
    nature, calls = stages
    (state, weight, post), (other_state, other_weight, other_post) = sides
    (own, other), posts, mids = nodes
    for place in range(len(own)):
        own[place] = state[place] + weight[place] * own[place]
        other[place] = other_state[place] + other_weight[place] * other[place]
    for node in range(len(posts[0])):
        mine, theirs = mean_of(calls, own, other, node)
        posts[0][node], posts[1][node] = mine + post[node], theirs + other_post[node]
    for node in range(len(mids[0])):
        mids[0][node], mids[1][node] = mean_of(nature, posts[0], posts[1], node)


@part
def is_taken(others: Others, edge: int) -> bool:
    """Whether all others take the acts that an edge goes with."""
    mates, plans, rows = others
    for other in range(len(rows)):  # noqa: SIM110  # there is no `all` in a kernel
        if not plans[rows[other] + mates[other, edge]]:
            return False
    return True


@part
def weigh_acts(moves: Stage, acts: Acts, others: Others, mids: Both, worth: Both) -> None:
    """Say what each act is worth to both players."""
    first, end, chance = moves
    _, gain, is_open = acts
    for act in range(len(gain)):
        if not is_open[act]:
            worth[0][act] = worth[1][act] = -inf
            continue
        mine, theirs = gain[act], 0.0
        for edge in range(first[act], first[act + 1]):
            if is_taken(others, edge):
                mine += chance[edge] * mids[0][end[edge]]
                theirs += chance[edge] * mids[1][end[edge]]
        worth[0][act], worth[1][act] = mine, theirs


@part
def value_states(state_act: Places, own: Floats, values: Floats, size: float) -> float:
    """Give each state the worth of its best act; give the largest value so far."""
    for state in range(len(values)):
        best = -inf
        for act in range(state_act[state], state_act[state + 1]):
            best = max(best, own[act])
        values[state] = best
        size = max(size, abs(best))
    return size


@part
def break_ties(state_act: Places, worth: Both, values: Both, margin: float) -> float:
    """Give the responder the most that a best act leaves it; give the largest such value."""
    scale = 1.0
    for state in range(len(values[0])):
        best = -inf
        for act in range(state_act[state], state_act[state + 1]):
            if worth[0][act] >= values[0][state] - margin:
                best = max(best, worth[1][act])
        values[1][state] = best
        scale = max(scale, abs(best))
    return scale


@part
def take_acts(
    state_act: Places, worth: Both, values: Both, margins: tuple[float, float], taken: Marks
) -> None:
    """Take in each state the first act that is best for both, but for rounding."""
    for state in range(len(values[0])):
        least, enough = values[0][state] - margins[0], values[1][state] - margins[1]
        for act in range(state_act[state], state_act[state + 1]):
            if worth[0][act] >= least and worth[1][act] >= enough:
                taken[act] = 1
                break


@entrance
def sweep(
    stages: tuple[Stage, Stage, Stage],
    acts: Acts,
    others: tuple[NDArray[np.int32], Marks, Long, Long],
    sides: tuple[Side, Side],
    results: tuple[Floats, Floats, NDArray[np.uint8]],
) -> None:
    """
    Go back from the last period to the first.

    Args:
        stages: Where own acts lead, edge by edge, whatever the others do; where nature leads; where
            report, monitor and call lead.
        acts: The first own act of each state, and one past the last; what each is worth at once
            [M]; and whether it may be taken.
        others: The acts of the others with which each edge goes (other, edge); whether they take
            them, one other and period after another; where the plans of each begin, and how many
            acts it has (other).
        sides: What both players get on the way, the challenger first.
        results: What the states are worth to both, 0 when it begins, the first period's when it is
            done (state) [M]; and whether each act is taken, 0 when it begins (period, act).
    """
    moves, nature, calls = stages
    mates, plans, plan_at, plan_size = others
    values, taken = (results[0], results[1]), results[2]
    posts = (np.empty(len(calls[0]) - 1), np.empty(len(calls[0]) - 1))
    mids = (np.empty(len(nature[0]) - 1), np.empty(len(nature[0]) - 1))
    worth = (np.empty(len(acts[1])), np.empty(len(acts[1])))
    size = 1.0
    for back in range(len(taken)):
        period = len(taken) - 1 - back
        go_back((nature, calls), sides, (values, posts, mids))
        weigh_acts(moves, acts, (mates, plans, plan_at + period * plan_size), mids, worth)
        size = value_states(acts[0], worth[0], values[0], size)
        scale = break_ties(acts[0], worth, values, TIE * size)
        take_acts(acts[0], worth, values, (TIE * size, TIE * scale), taken[period])
