"""
How fast the law is asked: the shipped case's options, a large random law, and least changes of law
at two sizes.

Run by `make bench`; prints medians and, where something simple can be set beside it, the ratio to
enumerating worlds in Python.
"""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.law.authored import laws
from phaseline.law.model import Change, Condition, Effect, Hypothesis, Law, Option, Rule
from phaseline.law.status import LawSolver
from phaseline.law.turns import flips, turns_on

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
SEED = 20241128


def random_law(options: int, provisions: int, terms: int, changes: int, seed: int = SEED) -> Law:
    """
    Make a law of a given size: three in four rules are narrowed by two tags and one or two
    readings.
    """
    pick = random.Random(seed)
    tags = [f"tag{number}" for number in range(24)]
    readings = {
        f"term{number}": ("narrow", "wide", "middle")[: 2 + number % 2] for number in range(terms)
    }

    def condition() -> Condition:
        term = pick.choice(list(readings))
        return Condition(
            term=term, reading=pick.choice(readings[term]), is_negated=pick.random() < 0.2
        )

    rules = []
    for number in range(provisions):
        effect = pick.choice(
            (
                Effect.PERMIT,
                Effect.PERMIT,
                Effect.CONSENT,
                Effect.PROHIBIT,
                Effect.DEFINE,
            )
        )
        when = [Condition(word=pick.choice(tags)) for _ in range(pick.randint(1, 2))] + [
            condition() for _ in range(pick.randint(0, 2))
        ]
        if pick.random() < 0.3:
            when.append(Condition(word=f"word{pick.randrange(8)}", is_negated=pick.random() < 0.5))
        rules.append(
            Rule(
                name=f"p{number}.rule",
                provision=f"p{number}",
                effect=effect,
                when=tuple(
                    one
                    for one in when
                    if effect is not Effect.DEFINE or not one.word.startswith("word")
                ),
                defines=f"word{pick.randrange(8)}" if effect is Effect.DEFINE else "",
                overrides=(
                    (f"p{pick.randrange(number)}.rule",)
                    if number and effect is Effect.PROHIBIT
                    else ()
                ),
            )
        )
    added = [
        Rule(
            name=f"c{number}.rule",
            provision=f"c{number}",
            effect=Effect.PERMIT,
            when=(Condition(word=pick.choice(tags)),),
            added_by=f"c{number}",
        )
        for number in range(0, changes, 3)
    ]
    return Law(
        id="random",
        rules=(*rules, *added),
        terms=readings,
        options=tuple(
            Option(
                id=f"o{number}",
                measure=f"o{number}",
                route="",
                tags=frozenset(pick.sample(tags, 6)),
            )
            for number in range(options)
        ),
        changes=tuple(
            Change(
                id=f"c{number}",
                repeals=frozenset(f"p{pick.randrange(provisions)}.rule" for _ in range(2)),
            )
            for number in range(changes)
        ),
    )


def timed(work: Callable[[], object], times: int) -> float:
    """Give the median time of a piece of work [s]."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    """Measure, and print a line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=9)
    times = parser.parse_args().times
    case = read_case(case_path("korea-2024"), name="korea-2024").case
    assert case is not None  # noqa: S101  # the shipped case can be read
    public = next(law for law in laws(case) if not law.positions)
    court = LawSolver(public)
    # The tests' independent evaluator, found by the path above.
    from law.oracle import status

    plain = timed(
        lambda: [status(public, option, Hypothesis()) for option in public.options], times
    )
    asked = timed(court.standings, times)
    print(f"{len(public.options)} options, {len(public.rules)} rules, {len(public.terms)} terms")
    print(f"  grounding          {1e3 * timed(lambda: LawSolver(public), times):9.2f} ms")
    print(
        f"  status of all      {1e3 * asked:9.2f} ms   (required: under 5 ms; enumerating worlds in"
        f" Python: {plain / asked:.0f} times that)"
    )
    large = random_law(1000, 200, 20, 0)
    whole = timed(lambda: LawSolver(large).standings(), max(3, times // 3))
    contested = sum(len(some) > 1 for some in LawSolver(large).standings().values())
    print("1,000 options × 200 provisions × 20 contested terms")
    print(
        f"  ground and status  {whole:9.2f} s    (required: under 3 s; {contested} options"
        " contested)"
    )
    middle = random_law(200, 60, 12, 30)
    for name, work in (
        ("least changes", lambda option: flips(middle, option)),
        ("what it turns on", lambda option: turns_on(middle, option)),
    ):
        taken = [timed(partial(work, option), 1) for option in middle.options[:20]]
        print(
            f"200 × 60 × 12 terms × 30 changes, one option: {name}: median"
            f" {statistics.median(taken):.2f} s, most {max(taken):.2f} s"
        )


if __name__ == "__main__":
    main()
