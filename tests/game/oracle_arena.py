"""
The game as a table of acts, solved by sweeps: the challenger's values, the responder's values under
either tie rule, the path.

It is a second way to the numbers of `oracle.value`, quick enough for thousands of small games.
"""

from collections import defaultdict
from math import inf
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

PARTS = ("benefit_R", "cost_R", "harm_R", "audience_R", "disaster_R")
SIGN = {"benefit_R": 1.0, "cost_R": -1.0, "harm_R": -1.0, "audience_R": -1.0, "disaster_R": -1.0}
TINY = 1e-14
SWEEPS = 20_000


class Arena:
    """Every state that a plan can reach, and one row for every act in it."""

    def __init__(self, world, plans, plan):
        self.world, self.plans, self.plan = world, plans, plan
        self.begin = [
            (chance, state, plans.phase(plan, True, state.places))
            for chance, state in world.start()
        ]
        self.nodes, self.rows, self.heads = {}, [], []
        frontier = [(state, phase) for _, state, phase in self.begin]
        for node in frontier:  # the list grows while it is read
            if node not in self.nodes:
                self.nodes[node] = len(self.nodes)
                self.heads.append(len(self.rows))
                options = [
                    o
                    for o in world.options(node[0])
                    if plans.allows(plan, node[1], node[0].places, o.act)
                ]
                self.rows += [(node, option) for option in options]
                frontier += [
                    self.next(node[1], branch) for option in options for branch in option.branches
                ]
        self.heads = np.array(self.heads)
        self.owner = np.repeat(np.arange(len(self.nodes)), np.diff([*self.heads, len(self.rows)]))
        self.step = self._step()
        self.parts = dict(
            zip(
                PARTS,
                np.array([self._means(node[0], option) for node, option in self.rows]).T,
                strict=True,
            )
        )
        self.u_r = sum(SIGN[name] * worth for name, worth in self.parts.items())

    def next(self, phase, branch):
        """The node that a branch leads to."""
        return branch.state, self.plans.phase(self.plan, phase, branch.state.places)

    def _step(self):
        found = [
            (
                row,
                self.nodes[self.next(node[1], branch)],
                branch.chance * (1 - self.world.hazard(branch.state)),
            )
            for row, (node, option) in enumerate(self.rows)
            for branch in option.branches
        ]
        rows, columns, chances = zip(*found, strict=True)
        return csr_matrix((chances, (rows, columns)), shape=(len(self.rows), len(self.nodes)))

    def _means(self, before, option):
        found = [(branch.chance, self.world.parts_r(before, branch)) for branch in option.branches]
        return [sum(chance * parts[name] for chance, parts in found) for name in PARTS]

    def u_c(self, kind):
        """The challenger's mean payoff of each row."""
        return np.array(
            [
                sum(b.chance * self.world.u_c(kind, b, o.cost) for b in o.branches)
                for _, o in self.rows
            ]
        )

    def worth(self, values) -> float:
        """The value at the start."""
        return float(
            sum(chance * values[self.nodes[state, phase]] for chance, state, phase in self.begin)
        )


def pick(worth, arena, sharp):
    """The worth of each node, given that of its rows."""
    best = np.maximum.reduceat(worth, arena.heads)
    if sharp == inf:
        return best
    if sharp == 0:
        return np.add.reduceat(worth, arena.heads) / np.bincount(arena.owner)
    return (
        best
        + np.log(np.add.reduceat(np.exp(sharp * (worth - best[arena.owner])), arena.heads)) / sharp
    )


def swept(arena, pays, discount, choose, periods) -> list:
    """
    The worth of rows and nodes, by period if there is an end, else once for all periods.

    Args:
      arena: The table.
      pays: The payoff of each row.
      discount: The weight of next period.
      choose: From a period and the worth of rows to the worth of nodes.
      periods: How many; inf for no end.

    Returns:
      Pairs (worth of rows, worth of nodes), the first period first.

    """
    values, found = np.zeros(len(arena.nodes)), []
    if periods == inf:
        for _ in range(SWEEPS):
            worth = pays + discount * (arena.step @ values)
            new = choose(0, worth)
            change = np.max(np.abs(new - values))
            values = new
            if change <= TINY * max(1.0, np.max(np.abs(values))):
                break
        return [(pays + discount * (arena.step @ values), values)]
    for t in reversed(range(int(periods))):
        worth = pays + discount * (arena.step @ values)
        values = choose(t, worth)
        found.append((worth, values))
    return found[::-1]


def at(found, t):
    """What holds in a period, of a list by period or once for all."""
    return found[t] if len(found) > 1 else found[0]


class Solved(NamedTuple):
    """A type's behaviour under a plan and one tie rule, and what it is worth to both."""

    value_c: float
    value_r: float
    parts: dict
    weights: list  # the chance of each row, by period or once for all
    tied: list  # rows between which neither side can tell, by period or once for all


def tolerance(found, share) -> float:
    """How near two values must be to count as equal."""
    return share * max(1.0, *(float(np.max(np.abs(values))) for _, values in found))


def solve_c(arena, kind, sharp):
    """The challenger's values, by period or once for all."""
    discount = arena.world.discount("challenger", kind)
    return swept(
        arena,
        arena.u_c(kind),
        discount,
        lambda _, worth: pick(worth, arena, sharp),
        arena.world.horizon,
    )


def near_best(arena, found, epsilon) -> list:
    """Which rows are as good as the best, by period or once for all."""
    return [worth >= values[arena.owner] - epsilon for worth, values in found]


def range_r(arena, allowed, sign) -> list:
    """The responder's best (sign 1) or worst (-1) values over the rows that are allowed."""
    discount = arena.world.discount("responder")

    def choose(t, worth):
        return sign * np.maximum.reduceat(np.where(at(allowed, t), sign * worth, -inf), arena.heads)

    return swept(arena, arena.u_r, discount, choose, arena.world.horizon)


def settled(arena, allowed, sign):
    """
    One row for each node: among the allowed ones that are best (or worst) for the responder, the
    first in file order.
    """
    values_r = range_r(arena, allowed, sign)
    epsilon, weights, tied = tolerance(values_r, 1e-9), [], []
    for t, (worth, values) in enumerate(values_r):
        good = at(allowed, t) & (np.abs(worth - values[arena.owner]) <= epsilon)
        ordinal = np.where(good, np.arange(len(good)), len(good))
        weights.append(
            (ordinal == np.minimum.reduceat(ordinal, arena.heads)[arena.owner]).astype(float)
        )
        tied.append((np.add.reduceat(good.astype(int), arena.heads) > 1)[arena.owner])
    return weights, tied


def erring(arena, found, sharp):
    """The chance of each row of a type that errs."""
    if sharp == 0:
        return [1.0 / np.bincount(arena.owner)[arena.owner]]
    return [np.exp(sharp * (worth - values[arena.owner])) for worth, values in found]


def solved(arena, kind, sharp, rule="strong") -> Solved:
    """The behaviour of a type under a tie rule, with its worth to both sides."""
    found = solve_c(arena, kind, sharp)
    if sharp == inf:
        weights, tied = settled(
            arena, near_best(arena, found, tolerance(found, 1e-9)), 1 if rule == "strong" else -1
        )
    else:
        weights, tied = erring(arena, found, sharp), [np.zeros(len(arena.rows), bool)]
    parts = {
        name: run(arena, pays, weights, arena.world.discount("responder"))
        for name, pays in arena.parts.items()
    }
    return Solved(
        arena.worth(found[0][1]),
        sum(SIGN[n] * worth for n, worth in parts.items()),
        parts,
        weights,
        tied,
    )


def run(arena, pays, weights, discount) -> float:
    """What a stream of payoffs is worth under a behaviour."""

    def choose(t, worth):
        return np.add.reduceat(at(weights, t) * worth, arena.heads)

    return arena.worth(swept(arena, pays, discount, choose, arena.world.horizon)[0][1])


def forward(arena, kind, weights, periods, begin=None) -> list:
    """
    What happens period by period: payoffs, levels, rungs, and what has happened so far to the line
    and to the world.
    """
    rows_of, path = defaultdict(list), []
    for row, node in enumerate(arena.owner):
        rows_of[int(node)].append(row)
    mass = defaultdict(float)
    for chance, state, phase in begin or arena.begin:
        mass[arena.nodes[state, phase], arena.world.inside(state.places), False, False] += chance
    gone = {"entered": 0.0, "left": 0.0, "disaster": 0.0}
    for t in range(int(min(periods, arena.world.horizon))):
        mass, record, news = _one_period(arena, kind, at(weights, t).tolist(), rows_of, mass)
        gone = {key: gone[key] + news[key] for key in gone}
        path.append(record | gone)
    return path


def _one_period(arena, kind, weights, rows_of, mass):
    later, news = defaultdict(float), dict.fromkeys(("entered", "left", "disaster"), 0.0)
    record = {
        "u_C": 0.0,
        "u_R": 0.0,
        "level": defaultdict(lambda: defaultdict(float)),
        "rung": defaultdict(float),
        "reached": set(),
    }
    for (node, inside_first, entered, left), chance in mass.items():
        for row in rows_of[node]:
            p = chance * weights[row]
            if p > 0:
                record["reached"].add(row)
                _one_row(
                    arena,
                    kind,
                    arena.rows[row],
                    (p, inside_first, entered, left),
                    (later, news, record),
                )
    return later, record, news


def _one_row(arena, kind, row, flags, books):
    (before, phase), option = row
    mass, inside_first, entered, left = flags
    later, news, record = books
    world = arena.world
    for branch in option.branches:
        p, after = mass * branch.chance, branch.state
        record["u_C"] += p * world.u_c(kind, branch, option.cost)
        record["u_R"] += p * world.u_r(before, branch)
        for track, level in world.levels(after.places).items():
            record["level"][track][level] += p
        record["rung"][world.rungs[after.rung]["id"]] += p
        enters = not entered and arena.plans.enters(before.places, after.places)
        leaves = inside_first and not left and arena.plans.leaves(before.places, after.places)
        news["entered"] += p * enters
        news["left"] += p * leaves
        news["disaster"] += p * world.hazard(after)
        node = arena.nodes[arena.next(phase, branch)]
        later[node, inside_first, entered or enters, left or leaves] += p * (
            1 - world.hazard(after)
        )
