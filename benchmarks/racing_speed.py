"""
Racing and re-weighting against what they replace.

Racing: the best on average of 1,365 ladders over 8,192 draws, found by dropping who is surely
beaten, against the full matrix by the same kernel, that of `counting.py`. Re-weighting: the
responder's value of a ladder under other weights of its parts, from what a solution has kept,
against solving the ladder again. Run by `make bench`; medians, and the ratio of each pair.
"""

import argparse
import statistics
import time
from pathlib import Path

import numpy as np
import workload
from ours import KEPT, evaluate

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.draws import design
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.study import base_setting
from phaseline.game.ahead import foreseen, grouped
from phaseline.game.kernels.machine import Machine, settle
from phaseline.game.metrics import PARTS
from phaseline.game.race import raced

DRAWS = 8192
LADDER = "kim-step-down"
POSITIONS = 64  # of a slider


def race(seed: int, ladders: workload.Ladders) -> tuple[float, float, bool, float]:
    """
    Give the seconds of the race and of the full matrix, whether they agree, and the share of pairs
    that were evaluated.
    """
    draws = workload.sample(DRAWS, seed)

    def values(kept: workload.Ladders, some: slice) -> workload.Floats:
        return evaluate(ladders[kept], draws.some(some.start, some.stop))[1]

    start = time.perf_counter()
    found = raced(values, len(ladders), DRAWS)
    middle = time.perf_counter()
    best = int(evaluate(ladders, draws)[1].mean(axis=1).argmax())
    return (
        middle - start,
        time.perf_counter() - middle,
        found.best == best,
        found.evaluations / found.whole,
    )


def reweigh(count: int, rounds: int) -> tuple[list[float], list[float]]:
    """
    Give the seconds of re-weighting one slider position and of solving again, for a ladder of the
    shipped case and so many draws.

    Raises:
        SystemExit: The shipped case cannot be read, or a value is no number.
    """
    case = read_case(case_path("korea-2024")).case
    if case is None:
        raise SystemExit("the shipped case cannot be read")
    setting = base_setting(case, case.policies[LADDER])
    groups = grouped([game_of(setting, values) for values in design(case, count=count).draws])
    solved, again = [], []
    weights = np.random.default_rng(1).uniform(0, 2, (POSITIONS, 5))
    for _ in range(rounds):
        start = time.perf_counter()
        parts = [foreseen(games, PARTS)[0] for _, games in groups]
        middle = time.perf_counter()
        table = np.array([np.concatenate([one[name] for one in parts]) for name in PARTS])
        before = time.perf_counter()
        values = weights @ table
        after = time.perf_counter()
        if not np.isfinite(values).all():
            raise SystemExit("a value is no number")
        solved.append(middle - start)
        again.append((after - before) / POSITIONS)
    return again, solved


def main() -> None:
    """Run both and print what was measured."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=9)
    args = parser.parse_args()
    settle(Machine(folder=Path(KEPT)))
    ladders = workload.all_ladders()
    evaluate(ladders[:2], workload.sample(128))  # compiled before anything is timed
    found = [race(seed, ladders) for seed in range(args.seeds)]
    ratios = [whole / raced_in for raced_in, whole, *_ in found]
    share = statistics.median(one for *_, one in found)
    print(f"racing {len(ladders):,} ladders over {DRAWS:,} draws, {args.seeds} seeds")
    print(
        f"  race {statistics.median(one[0] for one in found):.3f} s, full matrix"
        f" {statistics.median(one[1] for one in found):.2f} s"
    )
    print(
        f"  the race is {statistics.median(ratios):.1f} x faster (least {min(ratios):.1f} x),"
        f" {share:.1%} of the pairs evaluated"
    )
    print(f"  the same ladder in {sum(one[2] for one in found)} of {len(found)} seeds")
    again, solved = reweigh(1000, args.rounds)
    print(f"re-weighting {LADDER}, 1,000 draws, its structure kept and its chances unchanged")
    print(
        f"  one position of a slider {statistics.median(again) * 1e6:.1f} microseconds, solved"
        f" again {statistics.median(solved):.3f} s"
    )
    print(
        "  re-weighting is"
        f" {statistics.median(one / other for one, other in zip(solved, again, strict=True)):,.0f}"
        " x faster"
    )


if __name__ == "__main__":
    main()
