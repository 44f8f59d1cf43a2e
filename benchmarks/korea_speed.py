"""
The shipped case at speed: every ladder over 1,000 draws against the plain NumPy solver, how cost
grows, and whole processes. This is the speed that users have.

The plain solver is timed on the first 32 draws of each structure of a ladder, compiling included on
both sides, and its seconds are given for as many draws as the kernel solved. Growth: states,
horizon, draws and ladders double, one at a time, on a game with a counter; slopes are of the
logarithms, and the plot goes to build/bench. Processes: what one ladder over 1,000 draws takes from
the start of a process, with kernels not yet compiled, compiled by an earlier process, and called a
second time. Budgets: the CPU of whole commands beside what they are allowed, first after an edit
and again on the unchanged case; `--budgets` prints these alone. Wider class: a sample of the
members of a class of ladders in several forms, nothing kept from an earlier one, what as many
members as are allowed for would take at that pace, how far the kernel is from the plain solver, and
how many times as fast it is on some of them; `--wider` prints this alone. Run by `make bench`.
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
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from math import log
from pathlib import Path

import numpy as np

from phaseline.case.model.case import Case
from phaseline.case.model.play import LadderForm
from phaseline.case.read import held_to, read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.draws import design, shuffled
from phaseline.desk.comparison.game_of_case import game_of, games_of
from phaseline.desk.comparison.search_space import Member, members, search_of, settings
from phaseline.desk.comparison.study import base_setting, figures, unlike_games
from phaseline.desk.estimates.valuation import Valuation
from phaseline.game.ahead import foreseen, grouped, outlook
from phaseline.game.compile import games as compiling
from phaseline.game.compile import walker
from phaseline.game.kernels.machine import Machine, settle
from phaseline.game.kernels.walks import settle_walks
from phaseline.game.play import played_quickly
from phaseline.game.race import FIRST, raced
from phaseline.game.spec import Game
from phaseline.terms.entries import Entries

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
FORMS = (
    LadderForm(id="lasting", is_lasting=True),
    LadderForm(id="asked-first", asks_first=True),
    LadderForm(id="side-by-side", side_by_side=True),
    LadderForm(id="acts-alone", by_reports=False),
    LadderForm(id="lasting-asked-first", is_lasting=True, asks_first=True),
)
WIDER = (2000, 128, 120)  # members, draws, and the CPU of them: a minute of two cores [s]
TOGETHER = 32  # members that a search has solved together in its first block of draws
PLAIN_PAIRS = 8  # draws of a member that the plain solver checks
PLAIN_GROUPS = 4  # structures of a member that the plain solver is timed on
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


def wider_case() -> Case:
    """
    Give the shipped case with its class of ladders in several forms.

    Raises:
        SystemExit: The shipped case cannot be read.
    """
    case = read_case(case_path("korea-2024")).case
    if case is None:
        raise SystemExit("the shipped case cannot be read")
    setup = case.games[0]
    search = replace(search_of(case), forms=Entries(FORMS))
    return replace(case, games=(replace(setup, search=search), *case.games[1:]))


def cpu(work: Callable[[], object]) -> float:
    """Give the CPU of one call [s]."""
    start = time.process_time()
    work()
    return time.process_time() - start


def wider(sample: int, plainly: int) -> None:
    """
    Time a sample of the members of the wider class, by the form in which they are played; check
    them all, and set some beside the plain solver.
    """
    case = wider_case()
    listed = members(case)
    chosen = [listed[place] for place in range(0, len(listed), max(1, len(listed) // sample))]
    count, draws, allowed = WIDER
    values = shuffled(design(case, count=draws)).draws
    variants = settings(case, chosen)
    figures(variants[0], values, wanted=("value",))  # votes and kernels are ready
    print(f"{len(chosen)} of {len(listed):,} members in {len(FORMS) + 1} forms over {draws} draws")
    spent: dict[str, list[float]] = {}
    parts = np.zeros((len(chosen), 2))  # the CPU of the first block of a race, and of the rest
    matrix = np.zeros((len(chosen), draws))
    farthest = 0.0
    for place, (member, variant) in enumerate(zip(chosen, variants, strict=True)):
        compiling.forget()
        form = member.form.id if member.form else "as it is"
        spent.setdefault(form, []).append(
            cpu(lambda variant=variant: figures(variant, values, wanted=("value",)))
        )
        compiling.forget()
        for part, block in enumerate((slice(0, FIRST), slice(FIRST, draws))):
            start = time.process_time()
            matrix[place, block] = figures(variant, values[block], wanted=("value",))["value"]
            parts[place, part] = time.process_time() - start
        some = values[:PLAIN_PAIRS]
        both = (
            figures(variant, some, wanted=("value",))["value"],
            figures(variant, some, wanted=("value",), play_as=played_quickly)["value"],
        )
        farthest = max(farthest, float(np.abs(both[0] - both[1]).max()))
    for form, times in spent.items():
        print(f"  {form:20} {statistics.mean(times):6.2f} s of CPU a member, of {len(times)}")
    mean = statistics.mean(one for times in spent.values() for one in times)
    print(_shared(case, listed, values[:FIRST]))
    print(
        f"  {mean:.2f} s of CPU a member; {count:,} members {mean * count:,.0f} s of {allowed} s,"
        f" {mean * count / allowed:.1f} x, without a race and without what members share; at most"
        f" {farthest:.1e} from the plain solver"
    )
    print(_with_a_race(matrix, parts))
    for place in range(1, len(chosen), max(1, len(chosen) // plainly)) if plainly else ():
        beside_plain(chosen[place].name, [game_of(variants[place], one) for one in values])


def _shared(case: Case, listed: Sequence[Member], values: Sequence[Valuation]) -> str:
    """
    Say how many pairs of member and draw are the same game as a pair before, as `figures` tells
    games apart that it is asked for together.
    """
    places, unlike = 0, 0
    for first in range(0, len(listed), TOGETHER):
        some = settings(case, listed[first : first + TOGETHER])
        pairs = [(variant, one) for variant in some for one in values]
        games = games_of(pairs)
        for group, alike in grouped(games):
            unlike += len(unlike_games(alike, [pairs[place][1] for place in group])[0])
        places += len(pairs)
    return (
        f"  {places - unlike:,} of {places:,} pairs with the first {len(values)} draws are the same"
        f" game as one before, of {TOGETHER} members that are solved together:"
        f" {1 - unlike / places:.0%}, not counted above"
    )


def _with_a_race(matrix: np.ndarray, parts: np.ndarray) -> str:
    """
    Say what the race of the members that were timed takes, and whether it finds their best.

    Args:
        matrix: The values (member, draw).
        parts: The CPU of the first block of draws, and of the rest (member, 2) [s].
    """
    went_on: set[int] = set()

    def values(left: np.ndarray, block: slice) -> np.ndarray:
        went_on.update(left.tolist() if block.start else ())
        return matrix[left, block]

    count, draws, allowed = WIDER
    found = raced(values, len(matrix), draws)
    mean = (parts[:, 0].sum() + parts[[*went_on], 1].sum()) / len(matrix)
    is_same = found.best == int(matrix.mean(axis=1).argmax())
    return (
        f"  with a race of these: {len(went_on)} of {len(matrix)} go on after {FIRST} draws,"
        f" {mean:.2f} s of CPU a member; {count:,} members {mean * count:,.0f} s of {allowed} s,"
        f" {mean * count / allowed:.1f} x; the best of all draws is"
        f" {'found' if is_same else 'missed'}"
    )


def beside_plain(name: str, games: list[Game]) -> None:
    """
    Set a member beside the plain solver, CPU for CPU, structures built and kept.

    The plain solver has a structure for the draws that take as long for the same things, so that it
    works out no state that none of them reaches; a few of these structures are timed. It walks
    through games without a compiler.
    """
    ours = [cpu_of(alike, lambda some: foreseen(some, ("value",))) for _, alike in grouped(games)]
    apart = grouped(games, compiling.branches)
    some = apart[:: max(1, len(apart) // PLAIN_GROUPS)]
    share = len(games) / sum(len(alike) for _, alike in some)
    walker.settle(lambda: None)
    theirs = [
        cpu_of(alike, lambda some: outlook(played_quickly(some), ("value",))) for _, alike in some
    ]
    settle_walks()
    (built, kept), (plain_built, plain_kept) = (
        [sum(column) for column in zip(*times, strict=True)] for times in (ours, theirs)
    )
    print(
        f"  {name:50} {built:6.2f} s, {share * plain_built / built:5.1f} x with structures built;"
        f" {kept:6.2f} s, {share * plain_kept / kept:5.1f} x with structures kept",
        flush=True,
    )


def cpu_of(games: list[Game], solve: Callable[[list[Game]], object]) -> tuple[float, float]:
    """Give the CPU of solving games, with nothing kept, and with their structure kept [s]."""
    compiling.forget()
    return cpu(lambda: solve(games)), cpu(lambda: solve(games))


def main() -> None:
    """Run all five and print what was measured."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--budgets", action="store_true", help="only the CPU of commands")
    parser.add_argument("--wider", action="store_true", help="only the wider class")
    parser.add_argument("--members", type=int, default=24, help="how many of the wider class")
    parser.add_argument("--plain", type=int, default=4, help="how many are beside the plain solver")
    args = parser.parse_args()
    if args.budgets:
        budgets(args.rounds)
        return
    settle(Machine(folder=KERNELS))
    settle_walks()
    if args.wider:
        wider(args.members, args.plain)
        return
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
    wider(args.members, args.plain)


if __name__ == "__main__":
    main()
