"""
One who acts on a belief until a horizon, exactly: the value and the act after everything that may
be seen.

Source:
    Kaelbling, Littman & Cassandra, *Artificial Intelligence* 101 (1998), 99–134, for beliefs as
    states; the recursion is over the beliefs that can be reached, with no grid.
"""

from collections.abc import Iterator
from typing import TypedDict

import numpy as np

from phaseline.game.arrays import Floats
from phaseline.game.published.spec import Watching
from phaseline.terms.record import record
from phaseline.terms.ties import is_more

MOST_ROWS = 64


class PlanRow(TypedDict):
    """What is done after something was seen."""

    seen: list[str]
    belief: dict[str, float]
    act: str
    value: float
    chance: float


class WatchingAnswer(TypedDict):
    """The value at the start, and the plan along what may be seen, at most so many rows of it."""

    value: float
    act: str
    by_act: dict[str, float]
    plan: list[PlanRow]
    left_out: int


@record
class _Decision:
    """
    A decision as arrays.

    Args:
        pay: Payoffs (act, state) [M].
        joint: The chance of a next state with a label (act, state, next state, label).
        ends: Whether it is over after an act (act).
        discount: The weight of the next period.
    """

    pay: Floats
    joint: Floats
    ends: tuple[bool, ...]
    discount: float


def watching_answer(watching: Watching) -> WatchingAnswer:
    """
    Solve a decision under a belief exactly; of acts that are equally good the first is taken.

    Args:
        watching: The decision; it has passed `textbook_flaws`.
    """
    decision = _decision(watching)
    begin = np.array(watching.belief)
    known: dict[tuple[int, bytes], Floats] = {}
    values = _values(decision, begin, watching.horizon, known)
    act = _best(values)
    rows = list(_plan(watching, decision, begin, known))
    return WatchingAnswer(
        value=float(values[act]),
        act=watching.acts[act],
        by_act={name: float(values[place]) for place, name in enumerate(watching.acts)},
        plan=rows[:MOST_ROWS],
        left_out=max(len(rows) - MOST_ROWS, 0),
    )


def _decision(watching: Watching) -> _Decision:
    """Give a decision as arrays."""
    states, acts, labels = watching.states, watching.acts, watching.labels
    joint = np.zeros((len(acts), len(states), len(states), len(labels)))
    even = [1 / len(labels)] * len(labels)
    for place, act in enumerate(acts):
        for start, state in enumerate(states):
            moves = watching.moves.get(act, {}).get(state, {state: 1.0})
            for following, chance in moves.items():
                shown = watching.seen.get(act, {}).get(following, even)
                joint[place, start, states.index(following)] = chance * np.array(shown)
    pay = [[watching.pay.get(act, {}).get(state, 0.0) for state in states] for act in acts]
    return _Decision(
        pay=np.array(pay),
        joint=joint,
        ends=tuple(act in watching.ends for act in acts),
        discount=watching.discount,
    )


def _values(
    decision: _Decision, belief: Floats, left: int, known: dict[tuple[int, bytes], Floats]
) -> Floats:
    """Give what each act is worth under a belief, with so many acts left (act) [M]."""
    key = (left, np.round(belief, 14).tobytes())
    if key not in known:
        values = decision.pay @ belief
        for act, is_last in enumerate(decision.ends):
            if is_last or left == 1:
                continue
            for chance, after in _afters(decision, belief, act):
                ahead = _values(decision, after, left - 1, known)
                values[act] += decision.discount * chance * ahead[_best(ahead)]
        known[key] = values
    return known[key]


def _afters(decision: _Decision, belief: Floats, act: int) -> Iterator[tuple[float, Floats]]:
    """Give, for each label that may be seen, its chance and the belief after it."""
    joint = np.einsum("s,sxl->lx", belief, decision.joint[act])
    for weights in joint:
        chance = float(weights.sum())
        if chance > 0:
            yield chance, weights / chance


def _best(values: Floats) -> int:
    """Give the first act that none other beats beyond rounding."""
    best = 0
    for act in range(1, len(values)):
        if is_more(float(values[act]), float(values[best])):
            best = act
    return best


def _plan(
    watching: Watching,
    decision: _Decision,
    begin: Floats,
    known: dict[tuple[int, bytes], Floats],
) -> Iterator[PlanRow]:
    """Follow the best acts along everything that may be seen, the earlier first."""
    waiting: list[tuple[tuple[str, ...], Floats, float]] = [((), begin, 1.0)]
    for history, belief, reached in waiting:
        values = _values(decision, belief, watching.horizon - len(history), known)
        act = _best(values)
        yield PlanRow(
            seen=list(history),
            belief={
                name: float(share) for name, share in zip(watching.states, belief, strict=True)
            },
            act=watching.acts[act],
            value=float(values[act]),
            chance=reached,
        )
        if decision.ends[act] or len(history) == watching.horizon - 1:
            continue
        joint = np.einsum("s,sxl->lx", belief, decision.joint[act])
        for label, weights in zip(watching.labels, joint, strict=True):
            chance = float(weights.sum())
            if chance > 0:
                waiting.append(((*history, label), weights / chance, reached * chance))
