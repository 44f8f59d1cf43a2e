"""
What every Python peer has in common: it evaluates pieces of the workload when it is told to.

A peer is started with three arguments: the file of ladders, the file of draws, and the number of
draws. It writes a line that begins with `ready`, and then answers lines:

    run LADDERS DRAWS          evaluate that many ladders, spread evenly, in the first draws run
    LADDERS DRAWS FILE     the same, and write the answers, axes (number, ladder, draw), into the
    file

Each is answered by `SECONDS EVALUATIONS CHECKSUM`; the checksum is the sum of all answers.
A peer ends when its input does.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from workload import NUMBERS, RUNGS, Answer, Draws, Ladders, spread

Evaluate = Callable[[Ladders, Draws], Answer]


def serve(evaluate: Evaluate) -> None:
    """Answer lines until the input ends; a first small piece compiles what has to be compiled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ladders", type=Path)
    parser.add_argument("draws", type=Path)
    parser.add_argument("count", type=int)
    given = parser.parse_args()
    ladders = np.fromfile(given.ladders, dtype=np.int64).reshape(-1, RUNGS - 1)
    draws = Draws(np.fromfile(given.draws).reshape(NUMBERS, given.count))
    evaluate(ladders[:2], draws.some(0, 128))
    print("ready", flush=True)
    for line in sys.stdin:
        _, long, wide, *path = line.split()
        some, block = spread(ladders, int(long)), draws.some(0, int(wide))
        start = time.perf_counter()
        answer = evaluate(some, block)
        seconds = time.perf_counter() - start
        if path:
            np.array(answer).tofile(path[0])
        checksum = sum(float(one.sum()) for one in answer)
        print(f"{seconds:.9f} {len(some) * len(block)} {checksum!r}", flush=True)


def in_batches(evaluate: Evaluate, long: int, wide: int) -> Evaluate:
    """Give an evaluator that passes batches of at most `long` ladders and `wide` draws on."""

    def whole(ladders: Ladders, draws: Draws) -> Answer:
        answers = np.empty((3, len(ladders), len(draws)))
        for first in range(0, len(draws), wide):
            block = draws.some(first, min(first + wide, len(draws)))
            for top in range(0, len(ladders), long):
                answers[:, top : top + long, first : first + wide] = evaluate(
                    ladders[top : top + long], block
                )
        return answers[0], answers[1], answers[2]

    return whole


def fastest(makers: dict[str, Evaluate], ladders: Ladders, draws: Draws) -> str:
    """Give the name of the evaluator that is fastest on a piece, after one warm-up each."""
    taken = {}
    for name, evaluate in makers.items():
        evaluate(ladders, draws)
        start = time.perf_counter()
        evaluate(ladders, draws)
        taken[name] = time.perf_counter() - start
    return min(taken, key=lambda name: taken[name])
