"""
An independent evaluator of game files: values by recursion over plain states, without the product
and without numpy.

`value` is the oracle proper. `evaluate` (in `oracle_answer`) gives a whole answer in the shape of
the product's; `simulate` (in `oracle_play`) plays the game by chance; `gambit_value` (in
`oracle_efg`) lets gambit solve it as an extensive form.
"""

from math import exp, inf, log

from oracle_answer import evaluate
from oracle_efg import gambit_value
from oracle_plans import Plans
from oracle_play import simulate
from oracle_rules import World, load

__all__ = ["World", "evaluate", "gambit_value", "load", "simulate", "value"]

PLAN_OF = {"best": "free", "never": "hold", "always": "always", "random": "free"}
TINY = 1e-13


def precision(kind) -> float:
    """How sharply a type chooses: inf takes the best act, 0 any act alike."""
    return 0.0 if kind.get("behaviour") == "random" else float(kind.get("rationality", "inf"))


def pick(worths, sharp) -> float:
    """The worth of having these acts: the best, the soft value (entropy included), or the mean."""
    best = max(worths)
    if sharp == inf:
        return best
    if sharp == 0:
        return sum(worths) / len(worths)
    return best + log(sum(exp(sharp * (worth - best)) for worth in worths)) / sharp


def value(data, type_id, *, periods=None, plan=None, start=None):
    """
    What the game is worth to a type of the challenger: expected discounted payoff (soft, if the
    type errs).

    Args:
      data: The plain data of the game file.
      type_id: The type.
      periods: How many periods are played [those of the file].
      plan: A name of `oracle_plans.PLANS` [free, or that of the type's behaviour].
      start: The states to start from with their chances [those of the file].

    Returns:
      The value; None where the plan cannot be carried out.

    """
    world = World(data)
    plans, kind = Plans(world), world.types[type_id]
    sharp = precision(kind)
    plan = plan or PLAN_OF[kind.get("behaviour", "best")]
    if not plans.possible(plan):
        return None
    discount, periods = (
        world.discount("challenger", kind),
        world.horizon if periods is None else periods,
    )

    def choices(state, phase):
        return [o for o in world.options(state) if plans.allows(plan, phase, state.places, o.act)]

    def worth(option, phase, later):
        total = 0.0
        for branch in option.branches:
            ahead = (1 - world.hazard(branch.state)) * later(
                branch.state, plans.phase(plan, phase, branch.state.places)
            )
            total += branch.chance * (world.u_c(kind, branch, option.cost) + discount * ahead)
        return total

    begin = [
        (chance, state, plans.phase(plan, True, state.places))
        for chance, state in start or world.start()
    ]
    solve = endless if periods == inf else finite
    found = solve(choices, worth, sharp, periods, [(state, phase) for _, state, phase in begin])
    return sum(chance * found[state, phase] for chance, state, phase in begin)


def finite(choices, worth, sharp, periods, starts) -> dict:
    """Values by memoised recursion over (periods left, state)."""
    memory = {}

    def best(left, state, phase):
        if left == 0:
            return 0.0
        key = (left, state, phase)
        if key not in memory:
            later = lambda s, f: best(left - 1, s, f)  # noqa: E731 the recursion in one line
            memory[key] = pick(
                [worth(option, phase, later) for option in choices(state, phase)], sharp
            )
        return memory[key]

    return {(state, phase): best(int(periods), state, phase) for state, phase in starts}


def endless(choices, worth, sharp, _, starts) -> dict:
    """Values by value iteration on a table of the states that can be reached."""
    table, frontier = {}, list(starts)

    def noted(state, phase):
        frontier.append((state, phase))
        return 0.0

    while frontier:
        state, phase = frontier.pop()
        if (state, phase) not in table:
            table[state, phase] = pick(
                [worth(option, phase, noted) for option in choices(state, phase)], sharp
            )
    then = lambda state, phase: table[state, phase]  # noqa: E731 what the last sweep found
    while True:
        new = {
            (s, f): pick([worth(option, f, then) for option in choices(s, f)], sharp)
            for s, f in table
        }
        change = max(abs(new[key] - table[key]) for key in table)
        table.update(new)
        if change <= TINY * max(1.0, *map(abs, new.values())):
            return table
