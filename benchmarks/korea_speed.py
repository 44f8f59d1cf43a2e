"""
The shipped case at speed: every ladder over 1,000 draws against the plain NumPy solver, how cost
grows, and whole processes. This is the speed that users have.

The plain solver is timed on the first 32 draws of each structure of a ladder, compiling included on
both sides, and its seconds are given for as many draws as the kernel solved. Growth: states,
horizon, draws and ladders double, one at a time, on a game with a counter; slopes are of the
logarithms, and the plot goes to build/bench. Processes: what one ladder over 1,000 draws takes from
the start of a process, with kernels not yet compiled, compiled by an earlier process, and called a
second time. Budgets: the CPU of whole commands beside what they are allowed, first after an edit
and again on the unchanged case; `--budgets` prints these alone. Run by
`make bench`.
"""

import argparse
import ctypes
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from math import log
from pathlib import Path

from phaseline.case.read import held_to, read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.draws import design
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.study import base_setting
from phaseline.game.ahead import foreseen, grouped, outlook
from phaseline.game.compile import games as compiling
from phaseline.game.compile import walker
from phaseline.game.kernels.machine import Machine, settle
from phaseline.game.kernels.walks import settle_walks
from phaseline.game.play import played_quickly
from phaseline.game.spec import Game

BUILD = Path(__file__).resolve().parent.parent / "build"
CACHE = BUILD / "budgets"  # of commands that are held to a budget: theirs alone
KERNELS, PLOT = BUILD / "kernels", BUILD / "bench" / "growth.svg"
SAMPLE = 32
HEAVY = "kim-freeze"
BUDGETS = {
    "ask": (("ask", "korea-2024"), 6),
    "claims": (("claims", "korea-2024"), 5),
    "why, one ladder": (("why", "korea-2024", "--ladder", "kim-step-down"), 8),
    "why, all": (("why", "korea-2024"), 60),
    "solve": (("solve", "korea-2024"), 8),
    "run": (("run", "korea-2024"), 25),
    "need, sets": (("need", "korea-2024", "--for", "below:6", "--ladder", "kim-step-down"), 30),
}  # what is run, and the CPU that it may take [s]
_TAKE_OVER = 36  # PR_SET_CHILD_SUBREAPER of prctl(2)
PROCESS = """
import resource, sys, time
start = time.perf_counter()
from pathlib import Path
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.draws import design
from phaseline.desk.comparison.study import base_setting, figures
from phaseline.game.kernels.machine import Machine, settle
from phaseline.game.kernels.walks import settle_walks
settle(Machine(folder=Path(sys.argv[1])))
case = read_case(case_path("korea-2024")).case
draws = design(case, count=int(sys.argv[3])).draws
setting = base_setting(case, case.policies[sys.argv[2]])
figures(setting, draws)
middle = time.perf_counter()
figures(setting, draws)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(middle - start, time.perf_counter() - middle, peak)
"""


def seconds(work: Callable[[], object]) -> float:
    """Time one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def kernel(groups: list[tuple[list[int], list[Game]]]) -> tuple[float, float]:
    """
    Give the seconds of compiling and of solving all draws of a ladder, nothing kept from an earlier
    call.
    """
    whole = alone = 0.0
    for _, games in groups:
        compiling.forget()
        whole += seconds(lambda games=games: foreseen(games))
        alone += seconds(lambda games=games: foreseen(games))  # its structure is kept
    return whole, alone


def plain(groups: list[tuple[list[int], list[Game]]]) -> tuple[float, float]:
    """
    Give the seconds that the plain solver would take for all draws, from a sample of each
    structure.
    """
    whole = alone = 0.0
    walker.settle(lambda: None)
    for _, games in groups:
        some = games[:SAMPLE]
        share = len(games) / len(some)
        compiling.forget()
        whole += share * seconds(lambda some=some: outlook(played_quickly(some)))
        alone += share * seconds(lambda some=some: outlook(played_quickly(some)))
    settle_walks()
    return whole, alone


def ladders(count: int, rounds: int) -> None:
    """
    Set the kernel beside the plain solver, ladder by ladder, in turns.

    Raises:
        SystemExit: The shipped case cannot be read.
    """
    case = read_case(case_path("korea-2024")).case
    if case is None:
        raise SystemExit("the shipped case cannot be read")
    draws = design(case, count=count).draws
    print(
        f"the ladders of korea-2024 over {count:,} draws, {rounds} rounds in turns; then with"
        " structures compiled before"
    )
    print(
        f"  {'ladder':22} {'kernel':>8}   {'plain':>8}   {'ratio':>6}   {'kernel':>8}  "
        f" {'plain':>8}   {'ratio':>6}"
    )
    sums = [0.0] * 4
    for policy in case.policies:
        groups = grouped([game_of(base_setting(case, policy), values) for values in draws])
        rows = [
            (*kernel(groups), *plain(groups)) for _ in range(1 if policy.id == HEAVY else rounds)
        ]
        middle = [statistics.median(column) for column in zip(*rows, strict=True)]
        sums = [total + one for total, one in zip(sums, middle, strict=True)]
        print(_row(policy.id, middle), flush=True)
    print(_row("all", sums))


def _row(name: str, found: list[float]) -> str:
    whole, alone, plain_whole, plain_alone = found
    return (
        f"  {name:22} {whole:8.3f} s {plain_whole:8.2f} s {plain_whole / whole:6.1f} x"
        f" {alone:8.3f} s {plain_alone:8.2f} s {plain_alone / alone:6.1f} x"
    )


def counter_game(levels: int, count: int, horizon: int) -> Game:
    """
    Make a game with a counter: what grows when it is asked for.

    Raises:
        SystemExit: It is none, which would be a fault of the benchmark.
    """
    names = [f"l{level}" for level in range(levels)]
    data = {
        "phaseline": 1,
        "kind": "game",
        "time": {"horizon": horizon, "discount": {"challenger": 0.98, "responder": 0.98}},
        "challenger": {
            "tracks": [
                {
                    "id": "a",
                    "levels": names,
                    "moves": [
                        {"do": "up", "from": one, "to": other, "cost": 0.3}
                        for one, other in pairwise(names)
                    ],
                    "reports": {
                        "labels": ["less", "more"],
                        "likelihood": {
                            name: [0.6 - 0.05 * k, 0.4 + 0.05 * k] for k, name in enumerate(names)
                        },
                    },
                }
            ],
            "types": [{"id": "t", "gain": {"a": {name: 0.4 * k for k, name in enumerate(names)}}}],
        },
        "red_line": {"a": names[-1:]},
        "monitor": {"kind": "counter", "up": count, "down": 0},
        "ladder": {
            "rungs": [{"id": "r0"}, {"id": "r1", "loss": 0.8}],
            "policy": {"enter": {"r1": count // 2}},
        },
        "responder": {"harm": {"a": {name: 1.0 * k for k, name in enumerate(names)}}},
    }
    game = held_to(Game, data)
    if not isinstance(game, Game):
        raise SystemExit(f"the game of the benchmark is none: {game}")
    return game


def growth(rounds: int) -> dict[str, list[tuple[int, float]]]:
    """
    Double the states, the horizon, the draws and the ladders, one at a time, and time the solver
    alone.
    """

    def solved(count: int, horizon: int, draws: int, times: int) -> float:
        games = [counter_game(6, count, horizon)] * draws
        foreseen(games[:8])
        return statistics.median(
            seconds(lambda: [foreseen(games) for _ in range(times)]) for _ in range(rounds)
        )

    return {
        "states": [(6 * (count + 1), solved(count, 200, 1024, 1)) for count in (15, 31, 63, 127)],
        "horizon": [(horizon, solved(31, horizon, 1024, 1)) for horizon in (50, 100, 200, 400)],
        "draws": [(draws, solved(31, 100, draws, 1)) for draws in (512, 1024, 2048, 4096)],
        "ladders": [(times, solved(31, 100, 512, times)) for times in (1, 2, 4, 8)],
    }


def slope(points: list[tuple[int, float]]) -> float:
    """Give the least-squares slope of the logarithms."""
    xs, ys = [log(x) for x, _ in points], [log(y) for _, y in points]
    x, y = statistics.mean(xs), statistics.mean(ys)
    return sum((one - x) * (other - y) for one, other in zip(xs, ys, strict=True)) / sum(
        (one - x) ** 2 for one in xs
    )


def plot(found: dict[str, list[tuple[int, float]]]) -> str:
    """
    Draw relative cost against relative size, both on logarithmic axes, a line for each thing that
    grows.
    """
    width, height, edge = 460, 340, 50
    top = max(seconds_ / points[0][1] for points in found.values() for _, seconds_ in points)
    font = 'font-family="sans-serif" font-size="12"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" {font}>'
    lines = [svg]
    for number, (name, points) in enumerate(found.items()):
        places = [
            (
                edge
                + (width - 2 * edge) * log(size / points[0][0]) / log(points[-1][0] / points[0][0]),
                height - edge - (height - 2 * edge) * max(0.0, log(cost / points[0][1])) / log(top),
            )
            for size, cost in points
        ]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        shade = ("#1b4965", "#b23a48", "#4f772d", "#6d597a")[number % 4]
        lines.append(f'<polyline points="{path}" fill="none" stroke="{shade}" stroke-width="2"/>')
        lines.append(
            f'<text x="{edge + 8}" y="{edge + 16 * number}" fill="{shade}">{name}: slope'
            f" {slope(points):.2f}</text>"
        )
    lines.append(f'<text x="{edge}" y="{height - 16}">size, doubled up to 8 times</text>')
    lines.append(f'<text x="6" y="{edge - 24}">cost, up to {top:.1f} times</text></svg>')
    return "\n".join(lines)


def processes(rounds: int, draws: int) -> None:
    """Time whole processes: kernels not yet compiled, compiled already, and a second call."""
    for ladder in ("kim-step-down", HEAVY):
        cold, after, second, peak = [], [], [], []
        for _ in range(rounds):
            with tempfile.TemporaryDirectory() as folder:
                for found in (cold, after):
                    command = [sys.executable, "-c", PROCESS, folder, ladder, str(draws)]
                    process = subprocess.run(  # noqa: S603  # our own text
                        command, capture_output=True, text=True, check=True
                    )
                    first, again, most = (float(word) for word in process.stdout.split())
                    found.append(first)
                    second.append(again)
                    peak.append(most)
        told = [statistics.median(one) for one in (cold, after, second)]
        print(
            f"  {ladder}, {draws:,} draws: cold {told[0]:.2f} s, next process {told[1]:.2f} s,"
            f" second call {told[2]:.2f} s, {max(peak):.0f} MiB"
        )


def user_seconds(words: tuple[str, ...]) -> float:
    """
    Give the CPU of one command in a process of its own and in all that it starts, without that of
    the system [s].

    Workers are children of a server that outlives the command, and would be nobody's: this process
    takes them over where the system lets it.

    Raises:
        SystemExit: The command failed.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_TAKE_OVER, 1, 0, 0, 0)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    command = [sys.executable, "-m", "phaseline", *words]
    where = {**os.environ, "PHASELINE_CACHE": str(CACHE)}
    ended = subprocess.run(command, check=False, stdout=subprocess.DEVNULL, env=where)  # noqa: S603
    if ended.returncode > 1:  # 1 is an answer: no
        raise SystemExit(f"{' '.join(words)} failed")
    with suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def budgets(rounds: int) -> None:
    """
    Set the CPU of commands, the least of some rounds, beside what they are allowed: first after an
    edit, when kernels and walks are kept and no result is, and again on the unchanged case.
    """
    print(f"whole commands at their own draws, CPU, the least of {rounds} rounds")
    with tempfile.TemporaryDirectory() as out:
        user_seconds(("why", "strait", "--draws", "8"))  # kernels of users compiled before
        for name, (words, allowed) in BUDGETS.items():
            asked = (*words, *(("--out", out) if name == "run" else ()))
            user_seconds(asked)  # and walks, and the check of the case
            times = [_twice(asked) for _ in range(rounds)]
            spent, again = (min(column) for column in zip(*times, strict=True))
            print(
                f"  {name:16} {spent:6.1f} s of {allowed:4.0f} s {spent / allowed:6.2f} x;"
                f" again unchanged {again:6.1f} s",
                flush=True,
            )


def _twice(words: tuple[str, ...]) -> tuple[float, float]:
    """Give the CPU of a command of which no result is kept, and of the same again [s]."""
    shutil.rmtree(CACHE / "results", ignore_errors=True)
    return user_seconds(words), user_seconds(words)


def main() -> None:
    """Run all and print what was measured."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--budgets", action="store_true", help="only the CPU of commands")
    args = parser.parse_args()
    if args.budgets:
        budgets(args.rounds)
        return
    settle(Machine(folder=KERNELS))
    settle_walks()
    foreseen([counter_game(6, 3, 4)] * 8)  # compiled before anything is timed
    ladders(args.draws, args.rounds)
    found = growth(args.rounds)
    print("how cost grows: size and seconds")
    for name, points in found.items():
        print(
            f"  {name:8} slope {slope(points):5.2f}   "
            + "   ".join(f"{size:,}: {cost:.3f}" for size, cost in points)
        )
    PLOT.parent.mkdir(parents=True, exist_ok=True)
    PLOT.write_text(plot(found), encoding="utf-8")
    print(f"  plot: {PLOT}")
    print("whole processes, from start to answer")
    for draws in (64, args.draws):
        processes(args.rounds, draws)
    budgets(1)


if __name__ == "__main__":
    main()
