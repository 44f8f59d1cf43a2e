"""
The search of a wide class of ladders, as users run it.

The class is the shipped one of korea-2024 in ten forms, every rung droppable: lasting or not, with
or without deadlines, step by step, by reports or by acts alone, orders side by side, consent asked
for first or when it is called. It has some 2,000 members, simple ones among them: two reports, then
one rung that lasts. Three things are measured, all in CPU of this process and its workers, for the
machine is shared. The search: the whole class over 128 draws on two processors, races, frontier and
regret included, nothing kept from an earlier one but kernels. Members: some of each form alone,
nothing kept, and how far they are from the plain solver. Beside the plain solver: how many times as
fast some members are in the same run, structures built and kept. Run by `make bench`.
"""

import argparse
import ctypes
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np

from phaseline.case.games import policy_of, rungs_of
from phaseline.case.model.case import Case
from phaseline.case.model.play import LadderForm
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.cli.workers import spread
from phaseline.desk.comparison.draws import design, shuffled
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.search import searched
from phaseline.desk.comparison.search_space import Member, members, search_of, settings
from phaseline.desk.comparison.study import figures
from phaseline.desk.estimates.valuation import Valuation
from phaseline.game.ahead import foreseen, grouped, outlook
from phaseline.game.compile import games as compiling
from phaseline.game.compile import solved, walker
from phaseline.game.compile.games import frame
from phaseline.game.kernels.machine import Machine, settle
from phaseline.game.kernels.walks import settle_walks
from phaseline.game.play import played_quickly
from phaseline.game.spec import Game
from phaseline.terms.entries import Entries

KERNELS = Path(__file__).resolve().parent.parent / "build" / "kernels"
FORMS = (
    LadderForm(id="lasting", is_lasting=True),
    LadderForm(id="reports-alone", by_acts=False, by_time=False, is_lasting=True),
    LadderForm(id="no-deadline", by_time=False),
    LadderForm(id="stepwise", is_stepwise=True),
    LadderForm(id="side-by-side", side_by_side=True),
    LadderForm(id="asked-first", asks_first=True),
    LadderForm(id="lasting-asked-first", is_lasting=True, asks_first=True),
    LadderForm(id="side-by-side-asked-first", side_by_side=True, asks_first=True),
    LadderForm(id="acts-alone", by_reports=False),
    LadderForm(id="acts-alone-asked-first", by_reports=False, asks_first=True),
)
DRAWS, ALLOWED = 128, 120  # of every member; the CPU of 2,000: a minute of two processors [s]
COUNT = 2000
PLAIN_PAIRS = 8  # draws of a member that the plain solver checks
_TAKE_OVER = 36  # PR_SET_CHILD_SUBREAPER of prctl(2)
PLAIN_GROUPS = 4  # structures of a member that the plain solver is timed on


def wide_case() -> Case:
    """
    Give the shipped case with its class of ladders in all forms, every rung but the lowest
    droppable, and no viewpoint but the responder's.

    Raises:
        SystemExit: The shipped case cannot be read.
    """
    case = read_case(case_path("korea-2024")).case
    if case is None:
        raise SystemExit("the shipped case cannot be read")
    setup, search = case.games[0], search_of(case)
    rungs = tuple(rung.id for rung in rungs_of(case, policy_of(case, search.policy)))
    wide = replace(search, forms=Entries(FORMS), leave_out=rungs, dwell=(), viewpoints=Entries(()))
    return replace(case, games=(replace(setup, search=wide), *case.games[1:]))


def cpu(work: Callable[[], object]) -> float:
    """Give the CPU of one call in this process [s]."""
    start = time.process_time()
    work()
    return time.process_time() - start


def search(case: Case) -> None:
    """Search the whole class as the command does, and print what came of it."""
    count, start = len(members(case)), time.perf_counter()
    result = searched(case, draws=DRAWS, mapper=spread)
    best = result.members[result.own.best]
    print(
        f"the search of {count:,} members over {DRAWS} draws: {time.perf_counter() - start:.0f} s,"
        f" {result.solved:,} of {count * DRAWS:,} pairs solved\n"
        f"  best {best.name}, with {len(result.own.band):,} that cannot be told from it;"
        f" load {os.getloadavg()[0]:.1f}",
        flush=True,
    )


def whole(count: int) -> None:
    """
    Search the whole class in a process of its own, and print its CPU and that of all it starts.

    Workers are children of a server that outlives the search, and would be nobody's: this process
    takes them over where the system lets it.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_TAKE_OVER, 1, 0, 0, 0)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, __file__, "--search"], check=True)  # noqa: S603  # our own
    with suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"  {used:.0f} s of CPU with the start of it; for {COUNT:,} members"
        f" {used * COUNT / count:.0f} s of {ALLOWED} s, {used * COUNT / count / ALLOWED:.1f} x",
        flush=True,
    )


def by_form(
    case: Case, listed: Sequence[Member], values: Sequence[Valuation], sample: int
) -> list[Member]:
    """Time some members of each form alone; check them; give all that were timed."""
    forms: dict[str, list[Member]] = {}
    for member in listed:
        forms.setdefault(member.form.id if member.form else "as it is", []).append(member)
    chosen: list[Member] = []
    total = farthest = 0.0
    for form, some in forms.items():
        drawn = random.Random(1).sample(some, min(sample, len(some)))
        times, variants = [], settings(case, drawn)
        figures(variants[0], values[:PLAIN_PAIRS], wanted=("value",))  # its kernels are loaded
        for variant in variants:
            compiling.forget()
            times.append(cpu(lambda variant=variant: figures(variant, values, wanted=("value",))))
            few = values[:PLAIN_PAIRS]
            both = [
                figures(variant, few, wanted=("value",), play_as=solver)["value"]
                for solver in (None, played_quickly)
            ]
            farthest = max(farthest, float(np.abs(both[0] - both[1]).max()))
        total += statistics.mean(times) * len(some)
        print(f"  {form:26} {len(some):4} members, {statistics.mean(times):6.3f} s of CPU a member")
        chosen += drawn
    print(
        f"  {total * COUNT / len(listed):.0f} s of CPU for {COUNT:,} without a race and without"
        f" what members share; at most {farthest:.1e} from the plain solver",
        flush=True,
    )
    return chosen


def beside_plain(name: str, games: list[Game]) -> None:
    """
    Set a member beside the plain solver, CPU for CPU, structures built and kept.

    The plain solver has a structure for the draws that take as long for the same things, so that it
    works out no state that none of them reaches; a few of these structures are timed. It walks
    through games without a compiler.
    """
    ours = [
        cpu_of(alike, lambda some: foreseen(some, ("value",))) for _, alike in grouped(games, frame)
    ]
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
    """
    Give the CPU of solving games, with nothing kept, and with their structure kept, but none of
    their values [s].
    """
    compiling.forget()
    built = cpu(lambda: solve(games))
    solved.forget()
    return built, cpu(lambda: solve(games))


def main() -> None:
    """Run all and print what was measured."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--members", type=int, default=4, help="how many of each form")
    parser.add_argument("--plain", type=int, default=6, help="how many are beside the plain solver")
    parser.add_argument("--sample", action="store_true", help="leave the whole search out")
    parser.add_argument("--search", action="store_true", help="the whole search, and no CPU")
    args = parser.parse_args()
    settle(Machine(folder=KERNELS))
    settle_walks()
    case = wide_case()
    if args.search:
        search(case)
        return
    listed, values = members(case), shuffled(design(case, count=DRAWS)).draws
    figures(settings(case, listed[-1:])[0], values, wanted=("value",))  # kernels are ready
    if not args.sample:
        whole(len(listed))
    print(f"members of {len(FORMS) + 1} forms alone, load {os.getloadavg()[0]:.1f}")
    chosen = by_form(case, listed, values, args.members)
    for member in chosen[1 :: max(1, len(chosen) // args.plain)] if args.plain else ():
        variant = settings(case, [member])[0]
        beside_plain(member.name, [game_of(variant, draw) for draw in values])


if __name__ == "__main__":
    main()
