"""
Small finite games as extensive forms, solved by gambit: the challenger moves, all else is chance, a
second player only watches.
"""

import io
from fractions import Fraction
from math import inf

from oracle_plans import Plans
from oracle_rules import World

MOST_NODES = 20_000


class TooLarge(Exception):
    """The tree of the game has too many nodes to be worth it."""


def efg(data, type_id) -> tuple:
    """
    The game of one type as text in gambit's format, and how far its payoffs were lifted.

    It is zero-sum, so that a linear programme solves it. All payoffs are lifted above 0, because
    the sequence form of pygambit 16.7 answers wrongly where payoffs are negative (it may then leave
    information sets unreached).
    """
    world = World(data)
    if world.horizon == inf:
        raise TooLarge
    tree = Tree(world, world.types[type_id])
    tree.chance(
        [
            (chance, lambda state=state: tree.choice(state, 0, 0.0, 1.0))
            for chance, state in world.start()
        ]
    )
    lift = 1.0 - min(tree.leaves)
    ends = [
        f't "" {i} "" {{ {paid + lift:.12f}, {-paid - lift:.12f} }}'
        for i, paid in enumerate(tree.leaves, 1)
    ]
    lines = [ends[line] if isinstance(line, int) else line for line in tree.lines]
    return "\n".join(['EFG 2 R "game" { "C" "D" } ""', *lines]) + "\n", lift


class Tree:
    """The lines of the tree, written from the root down."""

    def __init__(self, world, kind):
        self.world, self.kind = world, kind
        self.plans = Plans(world)
        self.discount = world.discount("challenger", kind)
        self.lines, self.infosets, self.draws, self.leaves = [], 0, 0, []

    def write(self, line):
        """One node; an end is written as its number, until the lift is known."""
        self.lines.append(line)
        if len(self.lines) > MOST_NODES:
            raise TooLarge

    def chance(self, ways):
        """A node of chance; its fractions sum to exactly 1."""
        self.draws += 1
        parts = [Fraction(chance).limit_denominator(10**9) for chance, _ in ways]
        parts[-1] = 1 - sum(parts[:-1])
        named = " ".join(
            f'"{i}" {part.numerator}/{part.denominator}' for i, part in enumerate(parts)
        )
        self.write(f'c "" {self.draws} "" {{ {named} }} 0')
        for _, go in ways:
            go()

    def choice(self, state, t, paid, weight):
        """A node of the challenger, who knows all that has happened."""
        if t == self.world.horizon:
            self.leaf(paid)
            return
        self.infosets += 1
        options = self.world.options(state)
        named = " ".join(f'"{"+".join(option.act)}"' for option in options)
        self.write(f'p "" 1 {self.infosets} "" {{ {named} }} 0')
        for option in options:
            self.chance(
                [
                    (b.chance, lambda b=b, o=option: self.after(b, o, t, (paid, weight)))
                    for b in option.branches
                ]
            )

    def after(self, branch, option, t, account):
        """The payoff of a period, and whether there is a next one."""
        paid, weight = account
        hazard, lost = self.world.hazard(branch.state), float(self.kind.get("disaster_loss", 0))
        paid += weight * (self.world.u_c(self.kind, branch, option.cost) + hazard * lost)

        def go():
            self.choice(branch.state, t + 1, paid, weight * self.discount)

        if hazard:
            self.chance([(hazard, lambda: self.leaf(paid - weight * lost)), (1 - hazard, go)])
        else:
            go()

    def leaf(self, paid):
        """An end."""
        self.write(len(self.leaves))
        self.leaves.append(paid)


def gambit_value(data, type_id) -> float:
    """What gambit says that a finite game is worth to a type that answers best."""
    import pygambit  # noqa: PLC0415 an oracle of the tests that need not be there

    text, lift = efg(data, type_id)
    game = pygambit.read_efg(io.BytesIO(text.encode()))
    found = pygambit.nash.lp_solve(game, rational=False, use_strategic=False)
    return float(found.equilibrium.payoffs["C"]) - lift
