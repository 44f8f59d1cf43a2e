"""
The EMA Workbench with two worker processes: the reference for one ladder and one draw is its model.

A draw is a scenario, a ladder is a policy, and the pool of processes is kept from one piece to the
next.
"""

import logging
import sys
from pathlib import Path

import numpy as np
from ema_workbench import (
    IntegerParameter,
    Model,
    MultiprocessingEvaluator,
    Policy,
    RealParameter,
    ScalarOutcome,
    Scenario,
    ema_logging,
)

sys.path.insert(0, str(Path(__file__).resolve().parent))

from worker import serve
from workload import NUMBERS, READINGS, RUNGS, Answer, Draws, Ladders, evaluate

PROCESSES = 2
NAMES = [f"number{number:02}" for number in range(NUMBERS)]
THRESHOLDS = [f"threshold{number}" for number in range(RUNGS - 1)]
OUTCOMES = ("challenger", "responder", "crossing")


def play(**given: float) -> dict[str, float]:
    """Evaluate one ladder in one draw, given by name."""
    ladder = np.array([[int(given[name]) for name in THRESHOLDS]])
    draws = Draws(np.array([[given[name]] for name in NAMES]))
    answer = evaluate(ladder, draws)
    return {name: float(one[0, 0]) for name, one in zip(OUTCOMES, answer, strict=True)}


def model() -> Model:
    """Describe the model to the workbench; the ranges only have to hold the draws."""
    made = Model("workload", function=play)
    made.uncertainties = [RealParameter(name, -1e6, 1e6) for name in NAMES]
    made.levers = [IntegerParameter(name, 0, READINGS) for name in THRESHOLDS]
    made.outcomes = [ScalarOutcome(name) for name in OUTCOMES]
    return made


def main() -> None:
    """Start the pool, and serve."""
    ema_logging.log_to_stderr(logging.ERROR)
    with MultiprocessingEvaluator(model(), n_processes=PROCESSES) as evaluator:

        def whole(ladders: Ladders, draws: Draws) -> Answer:
            scenarios = [
                Scenario(str(at), **dict(zip(NAMES, one, strict=True)))
                for at, one in enumerate(draws.table.T.tolist())
            ]
            policies = [
                Policy(str(at), **dict(zip(THRESHOLDS, one, strict=True)))
                for at, one in enumerate(ladders.tolist())
            ]
            experiments, outcomes = evaluator.perform_experiments(scenarios, policies)
            answers = np.empty((len(OUTCOMES), len(policies), len(scenarios)))
            place = experiments["policy"].astype(int), experiments["scenario"].astype(int)
            for at, name in enumerate(OUTCOMES):
                answers[at][place] = outcomes[name]
            return answers[0], answers[1], answers[2]

        serve(whole)


if __name__ == "__main__":
    main()
