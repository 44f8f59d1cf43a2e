"""
Equilibria of a dyad: two players choose together in every state, each with logit errors, for ever.

With P the chances of choice and L(s) = log Σ exp v(a, s), a point is an equilibrium where
vᵢ(a, s) = Σ_b Pⱼ(b | s) [uᵢ(s, a, b) + δ Lᵢ(next(s, a, b))] for both, every state and every act.

They are looked for in three ways: from a point that the file gives, along the branch that begins
where payoffs count for nothing, and from restarts at nearly pure profiles and beside what was
found. Nothing says that all are found.

Source:
    Crisman-Cox & Gibilisco, *American Journal of Political Science* 62 (2018), 566–580, and their
    replication archive for the order of values; Allgower & Georg, *Numerical Continuation Methods*
    (1990), section 2.2, for the branch.
"""

from collections.abc import Iterator
from typing import NotRequired, TypedDict

import numpy as np

from phaseline.game.arrays import Floats, Ints
from phaseline.game.published.spec import Dyad
from phaseline.terms.record import record

RESTARTS = 96
HOLDS = 1e-10  # by how much values may miss their equation
SAME = 1e-6  # of values: two points that differ by no more are one
_SURE = 0.98  # the weight of the act that a restart begins with
_BESIDE = 12  # starts beside each point that was found
_ASIDE = 1.0
_STEPS = 80
_SMALLEST = 2.0**-12
_BRANCH_STEPS = 4000
_LONGEST = 0.4
_SHORTEST = 1e-7
_BEYOND = 1.15  # times the payoffs of the file: the branch is followed no further
_IRRATIONAL = (5**0.5 - 1) / 2


class DyadEquilibrium(TypedDict):
    """One equilibrium: chances by player, state and act, and what follows from them."""

    choice: dict[str, list[list[float]]]
    values: dict[str, list[list[float]]]
    stationary: list[float] | None
    transitions: list[list[float]]
    residual: float
    found_by: str


class Verified(TypedDict):
    """What became of the point that the file gives."""

    residual: float
    moved: float | None
    equilibrium: int | None


class DyadAnswer(TypedDict):
    """All equilibria that were found, and how they were looked for."""

    equilibria: list[DyadEquilibrium]
    restarts: int
    distinct: int
    start: NotRequired[Verified]


@record
class _Contest:
    """
    A dyad as arrays.

    Args:
        pay: The payoffs, each player's own act before the other's (player, state, act, act) [M].
        next: The next states, in the same order (player, state, act, act).
        discount: The weight of next period.
    """

    pay: Floats
    next: Ints
    discount: float


def dyad_answer(dyad: Dyad) -> DyadAnswer:
    """
    Look for the equilibria of a dyad; those from a given point come first, then the branch's.

    Args:
        dyad: The dyad; it has passed `dyad_flaws`.
    """
    contest = _contest(dyad)
    points: list[tuple[Floats, str]] = []
    restarts = 0
    for begin, found_by in _starts(contest, dyad):
        restarts += found_by == "restart"
        _noted(points, _newton(contest, begin), found_by)
    for around, _ in tuple(points):
        for begin in _beside(around):
            restarts += 1
            _noted(points, _newton(contest, begin), "restart")
    answer = DyadAnswer(
        equilibria=[_told(contest, dyad, point, found_by) for point, found_by in points],
        restarts=restarts,
        distinct=len(points),
    )
    if dyad.start:
        answer["start"] = _verified(contest, dyad, [point for point, _ in points])
    return answer


def _contest(dyad: Dyad) -> _Contest:
    """Give a dyad as arrays."""
    states = {str(name): place for place, name in enumerate(dyad.states)}
    acts = {str(name): place for place, name in enumerate(dyad.actions)}
    shape = (2, len(states), len(acts), len(acts))
    pay, following = np.zeros(shape), np.zeros(shape, dtype=np.int64)
    for row in dyad.payoffs:
        state, (first, second) = states[str(row.state)], (acts[str(act)] for act in row.acts)
        after = max(first, second) if row.next_ == "" else states[str(row.next_)]
        pay[0, state, first, second], pay[1, state, second, first] = row.u
        following[0, state, first, second] = following[1, state, second, first] = after
    return _Contest(pay=pay, next=following, discount=dyad.discount)


def _chances(values: Floats) -> Floats:
    """Give the chances of choice (player, state, act)."""
    weights = np.exp(values - values.max(axis=2, keepdims=True))
    return np.asarray(weights / weights.sum(axis=2, keepdims=True), dtype=np.float64)


def _worths(values: Floats) -> Floats:
    """Give what a state is worth before the errors are known (player, state)."""
    largest = values.max(axis=2)
    return np.asarray(largest + np.log(np.exp(values - largest[:, :, None]).sum(axis=2)))


def _rewards(contest: _Contest, values: Floats, size: float) -> Floats:
    """Give each pair of acts its payoff and what follows it (player, state, act, act)."""
    worths = _worths(values)
    after = np.stack([worths[player][contest.next[player]] for player in (0, 1)])
    return size * contest.pay + contest.discount * after


def _implied(contest: _Contest, values: Floats, size: float = 1.0) -> Floats:
    """
    Give the values that follow from values, with payoffs of a given size (player, state, act).
    """
    others = _chances(values)[::-1]
    ahead = _rewards(contest, values, size)
    return np.asarray(np.einsum("psab,psb->psa", ahead, others), dtype=np.float64)


def _slopes(contest: _Contest, values: Floats, size: float = 1.0) -> Floats:
    """Give the derivatives of what is implied, flat (value, value)."""
    _, states, acts = values.shape
    chances = _chances(values)
    rewards = _rewards(contest, values, size)
    implied = np.einsum("psab,psb->psa", rewards, chances[::-1])
    slopes = np.zeros((2, states, acts, 2, states, acts))
    for player in (0, 1):
        other = 1 - player
        spread = (rewards[player] - implied[player][:, :, None]) * chances[other][:, None, :]
        reached = np.zeros((states, acts, states))
        for state in range(states):
            slopes[player, state, :, other, state, :] = spread[state]
            for act in range(acts):
                np.add.at(
                    reached[state, act], contest.next[player, state, act], chances[other, state]
                )
        slopes[player, :, :, player] = (
            contest.discount * reached[:, :, :, None] * chances[player][None, None]
        )
    return slopes.reshape(values.size, values.size)


def _missed(contest: _Contest, values: Floats) -> float:
    """Give by how much values miss their equation at most."""
    return float(np.abs(values - _implied(contest, values)).max())


def _newton(contest: _Contest, values: Floats) -> Floats | None:
    """Go to a point where the equation holds, by damped Newton steps; None if none is reached."""
    unit = np.eye(values.size)
    for _ in range(_STEPS):
        gap = values - _implied(contest, values)
        if not np.isfinite(gap).all():
            return None
        size = float(np.abs(gap).max())
        step = np.linalg.lstsq(unit - _slopes(contest, values), -gap.ravel(), rcond=None)[0]
        better = _damped(contest, values, np.asarray(step).reshape(values.shape), size)
        if better is None:
            break
        values = better
    return values if _missed(contest, values) < HOLDS else None


def _damped(contest: _Contest, values: Floats, step: Floats, size: float) -> Floats | None:
    """Take the longest part of a step that brings the equation nearer; None if none does."""
    share = 1.0
    while share >= _SMALLEST:
        moved = values + share * step
        if _missed(contest, moved) < size:
            return moved
        share /= 2
    return None


def _starts(contest: _Contest, dyad: Dyad) -> Iterator[tuple[Floats, str]]:
    """Give the points from which is searched, with the way by which each was come to."""
    shape = contest.pay.shape[:3]
    if dyad.start:
        yield np.array(dyad.start).reshape(shape), "start"
    for point in _branch(contest):
        yield point, "homotopy"
    for place in range(RESTARTS):
        yield _valued(contest, _profile(shape, place)), "restart"


def _profile(shape: tuple[int, ...], place: int) -> Floats:
    """
    Give the nearly pure profile of a restart: the first ones repeat one act throughout, the others
    follow an irrational step, as even as chance and the same on every machine.
    """
    players, states, acts = shape
    if place < acts**players:
        chosen = np.repeat([[place % acts], [place // acts]], states, axis=1)
    else:
        count = np.arange(1, players * states + 1)
        chosen = np.floor(acts * ((place * _IRRATIONAL**count * count) % 1)).astype(np.int64)
        chosen = chosen.reshape(players, states)
    chances = np.full(shape, (1 - _SURE) / max(acts - 1, 1))
    np.put_along_axis(chances, chosen[:, :, None], _SURE if acts > 1 else 1.0, axis=2)
    return chances


def _valued(contest: _Contest, chances: Floats) -> Floats:
    """Give the values of a profile to which both hold for ever."""
    values = np.zeros(chances.shape)
    states = chances.shape[1]
    surprise = -(chances * np.log(chances)).sum(axis=2)
    for player in (0, 1):
        both = chances[player][:, :, None] * chances[1 - player][:, None, :]
        moves = np.zeros((states, states))
        for state in range(states):
            np.add.at(moves[state], contest.next[player, state], both[state])
        paid = (both * contest.pay[player]).sum(axis=(1, 2)) + surprise[player]
        worths = np.linalg.solve(np.eye(states) - contest.discount * moves, paid)
        ahead = contest.pay[player] + contest.discount * worths[contest.next[player]]
        values[player] = np.einsum("sab,sb->sa", ahead, chances[1 - player])
    return values


def _beside(values: Floats) -> Iterator[Floats]:
    """Give starts around a point, at distances that grow."""
    count = np.arange(1, values.size + 1)
    for place in range(_BESIDE):
        aside = 2 * (((place + 1) * _IRRATIONAL * count**2) % 1) - 1
        yield values + _ASIDE * (place + 1) * aside.reshape(values.shape)


def _branch(contest: _Contest) -> Iterator[Floats]:
    """
    Follow the branch from payoffs of size 0, where every act is as likely, by pseudo-arclength, and
    give every point of it near which payoffs have their size.
    """
    shape = contest.pay.shape[:3]
    acts = shape[2]
    level = contest.discount * np.log(acts) / (1 - contest.discount)
    point = np.append(np.full(int(np.prod(shape)), level), 0.0)
    tangent = _tangent(contest, point, np.append(np.zeros(point.size - 1), 1.0))
    length = _LONGEST / 10
    for _ in range(_BRANCH_STEPS):
        corrected = _corrected(contest, point, tangent, length)
        if corrected is None:
            length /= 2
            if length < _SHORTEST:
                return
            continue
        if (point[-1] - 1) * (corrected[-1] - 1) <= 0 and point[-1] != corrected[-1]:
            share = (1 - point[-1]) / (corrected[-1] - point[-1])
            yield (point + share * (corrected - point))[:-1].reshape(shape)
        tangent = _tangent(contest, corrected, tangent)
        point, length = corrected, min(length * 1.4, _longest(contest))
        if not 0 <= point[-1] <= _BEYOND:
            return


def _longest(contest: _Contest) -> float:
    """Give the longest step: long where payoffs are large, for values then grow as fast."""
    return _LONGEST * max(1.0, float(np.abs(contest.pay).max()))


def _tangent(contest: _Contest, point: Floats, along: Floats) -> Floats:
    """Give the direction of the branch at a point, on the side of another direction."""
    values, size = _split(contest, point)
    matrix = np.zeros((point.size, point.size))
    matrix[:-1, :-1] = np.eye(values.size) - _slopes(contest, values, size)
    matrix[:-1, -1] = -_by_size(contest, values)
    matrix[-1] = along
    wanted = np.append(np.zeros(values.size), 1.0)
    direction = np.linalg.lstsq(matrix, wanted, rcond=None)[0]
    return np.asarray(direction / np.linalg.norm(direction), dtype=np.float64)


def _corrected(contest: _Contest, point: Floats, tangent: Floats, length: float) -> Floats | None:
    """Step along the tangent and come back to the branch by Newton; None if it does not hold."""
    ahead = point + length * tangent
    moved = ahead.copy()
    for _ in range(8):
        values, size = _split(contest, moved)
        gap = np.append(
            (values - _implied(contest, values, size)).ravel(), (moved - ahead) @ tangent
        )
        if not np.isfinite(gap).all():
            return None
        if np.abs(gap).max() < 1e-8:
            return moved if np.linalg.norm(moved - ahead) <= length else None
        matrix = np.zeros((point.size, point.size))
        matrix[:-1, :-1] = np.eye(values.size) - _slopes(contest, values, size)
        matrix[:-1, -1] = -_by_size(contest, values)
        matrix[-1] = tangent
        moved = moved - np.linalg.lstsq(matrix, gap, rcond=None)[0]
    return None


def _split(contest: _Contest, point: Floats) -> tuple[Floats, float]:
    """Give the values of a point of the branch, and the size of payoffs there."""
    return point[:-1].reshape(contest.pay.shape[:3]), float(point[-1])


def _by_size(contest: _Contest, values: Floats) -> Floats:
    """Give how what is implied changes with the size of payoffs, flat."""
    slopes = np.einsum("psab,psb->psa", contest.pay, _chances(values)[::-1])
    return np.asarray(slopes, dtype=np.float64).ravel()


def _noted(points: list[tuple[Floats, str]], point: Floats | None, found_by: str) -> None:
    """Keep a point that holds and is none of those known."""
    if point is not None and _place(points, point) is None:
        points.append((point, found_by))


def _place(points: list[tuple[Floats, str]], point: Floats) -> int | None:
    """Give the place of a point among those known; None if it is new."""
    for place, (known, _) in enumerate(points):
        if np.abs(known - point).max() <= SAME * max(1.0, float(np.abs(point).max())):
            return place
    return None


def _verified(contest: _Contest, dyad: Dyad, points: list[Floats]) -> Verified:
    """Say by how much the given point misses its equation, and to which one it leads."""
    begin = np.array(dyad.start).reshape(contest.pay.shape[:3])
    reached = _newton(contest, begin)
    place = None if reached is None else _place([(point, "") for point in points], reached)
    moved = None if reached is None else float(np.abs(reached - begin).max())
    return Verified(residual=_missed(contest, begin), moved=moved, equilibrium=place)


def _told(contest: _Contest, dyad: Dyad, values: Floats, found_by: str) -> DyadEquilibrium:
    """Give an equilibrium by player, state and act."""
    chances = _chances(values)
    states = chances.shape[1]
    moves = np.zeros((states, states))
    for state in range(states):
        both = chances[0, state][:, None] * chances[1, state][None, :]
        np.add.at(moves[state], contest.next[0, state], both)
    names = dyad.players
    return DyadEquilibrium(
        choice={name: chances[place].tolist() for place, name in enumerate(names)},
        values={name: values[place].tolist() for place, name in enumerate(names)},
        stationary=_stationary(moves),
        transitions=moves.tolist(),
        residual=_missed(contest, values),
        found_by=found_by,
    )


def _stationary(moves: Floats) -> list[float] | None:
    """Give the share of time in each state in the long run; None where it hangs on the start."""
    states = len(moves)
    closed = np.eye(states) - moves.T
    if np.linalg.matrix_rank(closed, tol=1e-12) < states - 1:
        return None
    rows = np.vstack((closed, np.ones(states)))
    shares = np.linalg.lstsq(rows, np.append(np.zeros(states), 1.0), rcond=None)[0]
    return [float(share) for share in np.clip(shares, 0.0, 1.0)]
