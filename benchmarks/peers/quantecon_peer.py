"""
QuantEcon's `DiscreteDP` with dense rewards and transitions, solved by `backward_induction`.

The chances of a draw serve all its ladders; the responder's value and the chance of a crossing are
carried back along the policy found, which QuantEcon leaves to its user. Its acts are in the order
hold, down, up, so that its ties are ours.
"""

import numpy as np
from quantecon.markov import DiscreteDP, backward_induction
from worker import serve
from workload import DISCOUNT, LEVELS, PERIODS, READINGS, Answer, Draws, Floats, Ladders, rungs

STATES = LEVELS * READINGS
LEVEL = np.repeat(np.arange(LEVELS), READINGS)
READING = np.tile(np.arange(READINGS), LEVELS)
# The level after each act, axes (state, act); what leads beyond an end is refused by its payoff.
AFTER = np.clip(LEVEL[:, None] + np.array([0, -1, 1]), 0, LEVELS - 1)
REFUSED = np.column_stack([np.zeros(STATES, bool), LEVEL == 0, LEVEL == LEVELS - 1])
CROSSED = LEVEL == LEVELS - 1
EVERY = np.arange(STATES)


def chances(draws: Draws, draw: int) -> Floats:
    """Give the chances of the next state, axes (state, act, next state)."""
    table = np.zeros((STATES, 3, STATES))
    up, down = draws.up[AFTER, draw], draws.down[AFTER, draw]
    row, act = np.indices(AFTER.shape)
    for move, chance in ((1, up), (0, 1.0 - up - down), (-1, down)):
        reading = np.clip(READING + move, 0, READINGS - 1)[:, None]
        np.add.at(table, (row, act, AFTER * READINGS + reading), chance)
    return table


def evaluate_one(
    rung: Ladders, draws: Draws, draw: int, table: Floats
) -> tuple[float, float, float]:
    """Solve one ladder in one draw."""
    payoff = draws.gain[AFTER, draw] - draws.loss[rung[READING], draw][:, None]
    payoff[:, 2] -= draws.step[draw]
    payoff[REFUSED] = -np.inf
    values, policies = backward_induction(DiscreteDP(payoff, table, DISCOUNT), PERIODS)
    responder, crossing = np.zeros(STATES), CROSSED.astype(float)
    cost = draws.cost[rung[READING], draw]
    for policy in policies[::-1]:
        moved = table[EVERY, policy]
        responder = DISCOUNT * (moved @ responder) - draws.harm[AFTER[EVERY, policy], draw] - cost
        crossing = np.where(CROSSED, 1.0, moved @ crossing)
    return values[0, 0], responder[0], crossing[0]


def evaluate(ladders: Ladders, draws: Draws) -> Answer:
    """Solve every ladder in every draw, one after the other; axes (ladder, draw)."""
    answers = np.empty((3, len(ladders), len(draws)))
    for draw in range(len(draws)):
        table = chances(draws, draw)
        for at, ladder in enumerate(ladders):
            answers[:, at, draw] = evaluate_one(rungs(ladder), draws, draw, table)
    return answers[0], answers[1], answers[2]


if __name__ == "__main__":
    serve(evaluate)
