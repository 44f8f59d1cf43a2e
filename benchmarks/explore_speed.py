"""
What a study and its methods cost, beside SALib and the EMA Workbench in the same run.

The peers stand in an environment of their own (`peers/requirements.txt`), whose site-packages are
named with `--peers`; without them only our own figures are given. All times are CPU seconds of one
thread or of all, as said, for the machine is seldom alone; rates beside peers are ratios of the
same run.

- `methods`: boxes over a million rows of twenty columns, and Sobol's indices with their margins.
- `scenarios`: an arithmetic model of twenty inputs, which says nothing of the game, and the game of
  a shipped case with the plain solver called once a scenario.
- `growth`: what a study of one ladder costs as its draws double, from nothing to its answer: CPU,
  wall and memory, and with what slope.
"""

import argparse
import logging
import math
import os
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from phaseline.api import case_of, open_case
from phaseline.case.games import policy_of
from phaseline.case.model.case import Case
from phaseline.cli.kernels import settle_kernels
from phaseline.desk.comparison.draws import design
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.study import base_setting, figures, yardstick_setting
from phaseline.explore.boxes import balanced, grid, peeled, refined
from phaseline.explore.indices import indices, paired_points
from phaseline.explore.study import planned
from phaseline.game.ahead import outlook
from phaseline.game.barred_rungs import trimmed
from phaseline.game.play import played
from phaseline.terms.record import record

ROWS, COLUMNS, BASE = 1_000_000, 20, 2**14
PEER_ROWS = 100_000  # what the peer takes half a minute for
SEED = 20241128


def timed(work: Callable[[], Any], rounds: int = 3) -> tuple[float, Any]:
    """Give the least CPU seconds of some rounds, all threads counted, and the last answer."""
    took, answer = [], None
    for _ in range(rounds):
        start = time.process_time()
        answer = work()
        took.append(time.process_time() - start)
    return min(took), answer


def planted(rows: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows of which those in a box of three columns fail, and which do (row, column)."""
    cube = np.random.default_rng(SEED).random((rows, COLUMNS))
    inside = (cube[:, 3] > 0.6) & (cube[:, 7] < 0.4) & (cube[:, 11] > 0.3) & (cube[:, 11] < 0.8)
    return cube, np.where(inside, cube[:, 19] > 0.05, cube[:, 18] < 0.01)


def boxed(cube: np.ndarray, fails: np.ndarray) -> Any:
    """Cut into bins, peel, and move the ends of the box that is told."""
    futures = grid(list(cube.T), fails)
    return refined(futures, balanced(peeled(futures)))


def measure_boxes(*, has_peers: bool) -> None:
    """Peel a million rows, and the peer's number of rows by both."""
    cube, fails = planted(ROWS)
    cube = np.asfortranarray(cube)
    took, box = timed(lambda: boxed(cube, fails))
    print(
        f"boxes, {ROWS:,} × {COLUMNS} with binning: {took:.2f} s of CPU; coverage"
        f" {box.coverage:.3f}, density {box.density:.3f}"
    )
    if not has_peers:
        return
    import pandas as pd
    from ema_workbench.analysis import prim

    cube, fails = planted(PEER_ROWS)
    took, box = timed(lambda: boxed(np.asfortranarray(cube), fails))
    table = pd.DataFrame(cube, columns=[f"x{place}" for place in range(COLUMNS)])
    theirs, other = timed(
        lambda: prim.Prim(table, fails, threshold=0.8, peel_alpha=0.05).find_box(), 1
    )
    way = other.peeling_trajectory
    both = 2 * way.coverage * way.density / (way.coverage + way.density)
    best = way.loc[both.idxmax()]
    print(
        f"boxes, {PEER_ROWS:,} × {COLUMNS}: ours {took:.2f} s (coverage {box.coverage:.4f}, density"
        f" {box.density:.4f}), EMA Workbench {theirs:.2f} s (coverage {best.coverage:.4f}, density"
        f" {best.density:.4f}): {theirs / took:,.0f} ×"
    )


def measure_indices(*, has_peers: bool) -> None:
    """Work out the indices of a function of twenty inputs, with margins."""
    points = paired_points(0, BASE, COLUMNS).reshape(-1, COLUMNS)
    outcome = np.sin(points @ np.arange(1, COLUMNS + 1) / 4) + points[:, 0] ** 2
    took, ours = timed(lambda: indices(outcome.reshape(BASE, COLUMNS + 2)))
    print(f"Sobol's indices with margins, N of {BASE:,}, k of {COLUMNS}: {took:.3f} s of CPU")
    if not has_peers:
        return
    from SALib.analyze import sobol

    problem = {
        "num_vars": COLUMNS,
        "names": [f"x{place}" for place in range(COLUMNS)],
        "bounds": [[0, 1]] * COLUMNS,
    }
    theirs, other = timed(
        lambda: sobol.analyze(problem, outcome, calc_second_order=False, num_resamples=100), 1
    )
    apart = max(
        float(np.abs(ours.first - other["S1"]).max()), float(np.abs(ours.total - other["ST"]).max())
    )
    print(f"SALib: {theirs:.2f} s, {theirs / took:,.0f} ×; estimates apart by {apart:.1e} at most")


def arithmetic(**inputs: float) -> dict[str, float]:
    """Give a sum of squares: a model that costs next to nothing."""
    return {"y": sum(number * number for number in inputs.values())}


def ema_rate(function: Callable[..., Any], names: list[str], rows: np.ndarray) -> float:
    """Give how many scenarios the EMA Workbench works out a CPU second, one after another."""
    from ema_workbench import (
        Model,
        RealParameter,
        ScalarOutcome,
        Scenario,
        SequentialEvaluator,
        ema_logging,
    )

    ema_logging.log_to_stderr(logging.ERROR)
    model = Model("model", function=function)
    model.uncertainties = [RealParameter(name, -1e9, 1e9) for name in names]
    model.outcomes = [ScalarOutcome("y")]
    scenarios = [
        Scenario(f"s{place}", **dict(zip(names, row, strict=True)))
        for place, row in enumerate(rows.tolist())
    ]
    start = time.process_time()
    with SequentialEvaluator(model) as evaluator:
        evaluator.perform_experiments(scenarios=scenarios, log_progress=True)
    return len(rows) / (time.process_time() - start)


def measure_arithmetic() -> None:
    """Rate the arithmetic model by whole columns, and one scenario at a time."""
    names = [f"x{place}" for place in range(COLUMNS)]
    rows = np.random.default_rng(SEED).random((ROWS, COLUMNS))
    took, _ = timed(lambda: np.einsum("ij,ij->i", rows, rows))
    theirs = ema_rate(arithmetic, names, rows[:2000])
    print(
        f"model-free: {ROWS / took:,.0f} scenarios a second by columns, {theirs:,.0f} by the EMA"
        f" Workbench: {ROWS / took / theirs:,.0f} ×"
    )


def measure_game(name: str, count: int) -> None:
    """Rate the game of a case: a chunk by kernels, and the plain solver once a scenario."""
    case, plan = opened(name)
    course = policy_of(case, plan.courses[0])
    sides = (base_setting(case, course), yardstick_setting(case, base_setting(case, course)))
    drawn = design(case, count=1000, seed=plan.seed, chunk=0).draws
    figures(sides[0], drawn[:8], wanted=("inside",))  # compiled

    def scenario(place: float) -> dict[str, float]:
        mine, theirs = (
            outlook(played([trimmed(game_of(side, drawn[int(place)]))[0]]), ("inside",))
            for side in sides
        )
        return {"y": float(mine["inside"][0] - theirs["inside"][0])}

    theirs = ema_rate(scenario, ["place"], np.arange(count, dtype=np.float64)[:, np.newaxis])
    fresh = design(case, count=1000, seed=plan.seed, chunk=0).draws  # nothing of them is known yet
    took, _ = timed(lambda: [figures(side, fresh, wanted=("inside",)) for side in sides], 1)
    print(
        f"{name}, {plan.courses[0]} beside the yardstick: {1000 / took:,.0f} scenarios a CPU"
        f" second, {theirs:.2f} by the EMA Workbench with the plain solver:"
        f" {1000 / took / theirs:,.0f} ×"
    )


def opened(name: str, ladder: str = "") -> tuple[Case, Any]:
    """Give a shipped case, and the plan of its study."""
    report = open_case(name)
    case = case_of(report)
    ladders = [ladder] if ladder else []
    return case, planned(case, report.reading.hash, ladders=ladders)


@record
class StudyCost:
    """
    What one run of `phaseline explore` took.

    Args:
        draws: How many draws it was asked for.
        processor: All of its processes [CPU second].
        wall: From its start to its end [second].
        memory: The most that its largest process held [MiB].
    """

    draws: int
    processor: float
    wall: float
    memory: float


def study_cost(name: str, ladder: str, draws: int) -> StudyCost:
    """
    Run a study of one ladder from nothing to its answer, in one process, and say what it took.

    Raises:
        SystemExit: The command failed.
    """
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "phaseline", "explore", name, "--ladder", ladder]
        command += ["--draws", str(draws), "--workers", "1", "--out", f"{folder}/study"]
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603  # our own words
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
    if status:
        raise SystemExit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return StudyCost(
        draws=draws,
        processor=usage.ru_utime + usage.ru_stime,
        wall=wall,
        memory=usage.ru_maxrss / 1024,  # Linux counts in KiB
    )


def measure_growth(name: str, ladder: str, most: int) -> None:
    """
    Give what a study of one ladder costs as its draws double, with the slope in logarithms, and
    what the last doubling says of a million draws.
    """
    plan = opened(name, ladder)[1]
    sizes = [1000 * 2**power for power in range(most.bit_length()) if 2**power <= most]
    costs = []
    for draws in sizes:
        costs.append(study_cost(name, plan.courses[0], draws))
        cost, load = costs[-1], os.getloadavg()[0]
        print(
            f"{name}, {plan.courses[0]}: {draws:>9,} draws {cost.processor:8.1f} s of CPU,"
            f" {cost.wall:8.1f} s on the clock, {cost.memory:6,.0f} MiB (load {load:.1f})",
            flush=True,
        )
    for less, more in pairwise(costs):
        slope = math.log2(more.processor / less.processor)
        print(f"slope from {less.draws:,} to {more.draws:,}: {slope:.2f}")
    if len(costs) < 2 or costs[-1].draws >= ROWS:
        return
    less, last = costs[-2:]
    share = (ROWS - last.draws) / (last.draws - less.draws)
    hours = (last.processor + share * (last.processor - less.processor)) / 3600
    memory = last.memory + share * (last.memory - less.memory)
    print(
        f"a million draws, drawn out from the last doubling and not measured: {hours:.2f} hours of"
        f" CPU, {memory:,.0f} MiB"
    )


def main() -> None:
    """Read the options, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", default=["methods"], help="methods, scenarios, growth")
    parser.add_argument("--peers", default="", help="the site-packages of the peers")
    parser.add_argument("--case", default="korea-2024")
    parser.add_argument("--ladder", default="", help="of `growth`; the first if empty")
    parser.add_argument("--most", type=int, default=8, help="chunks of a thousand, of `growth`")
    parser.add_argument("--count", type=int, default=20, help="scenarios of the plain solver")
    args = parser.parse_args()
    if args.peers:
        sys.path.append(args.peers)
    settle_kernels(threads=1)
    if "methods" in args.what:
        measure_boxes(has_peers=bool(args.peers))
        measure_indices(has_peers=bool(args.peers))
    if "scenarios" in args.what:
        measure_arithmetic()
        measure_game(args.case, args.count)
    if "growth" in args.what:
        measure_growth(args.case, args.ladder, args.most)


if __name__ == "__main__":
    main()
