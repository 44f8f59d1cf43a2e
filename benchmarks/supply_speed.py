"""
How fast deliveries are planned: a middling plan against the same one written in PuLP and solved by
the same HiGHS, and a large one against its bound.

Run by `make bench`; prints medians and ratios. Instances are made from a seed: every donor has a
stock of every item, a route belongs to one donor and takes some of its items, opening it costs
something, and each item is a need of its own.
"""

import argparse
import statistics
import time
import warnings
from dataclasses import replace

import numpy as np
import pulp

from phaseline.supply.model import (
    Aim,
    Lane,
    PartnerConsent,
    Problem,
    TransportNeed,
    TransportRoute,
    TransportStock,
)
from phaseline.supply.program import Transfer, transfer
from phaseline.supply.search import searched
from phaseline.supply.solver import Solver

SEED = 20241128
WORTH = 1_000.0  # of the value, against costs
GAP = 1e-3
EXACT = 1e-9
MIDDLING, LARGE = (40, 6, 12, 24), (200, 10, 30, 24)


def generated(items: int, donors: int, routes: int, periods: int, seed: int = SEED) -> Problem:
    """Make an instance in which floors, capacities, consents and openings bind."""
    chance = np.random.default_rng(seed)
    mass, whole = chance.uniform(0.1, 3, items), chance.uniform(100, 400, items)
    stocks, made = (
        [],
        chance.uniform(0, 2, (donors, items)) * (chance.random((donors, items)) < 0.1),
    )
    for donor in range(donors):
        for item in range(items):
            there = chance.uniform(20, 200)
            stocks.append(
                TransportStock(
                    id=f"d{donor:02}-i{item:03}",
                    quantity=there,
                    floor=there * chance.uniform(0.3, 0.8),
                    makes=float(made[donor, item]),
                    makes_from=int(chance.integers(0, periods // 2)),
                    mass=mass[item],
                )
            )
    needs = [
        TransportNeed(
            id=f"i{item:03}",
            weight=chance.uniform(1, 4),
            deadline=int(chance.integers(periods // 2, periods + 1)),
            over=int(chance.integers(1, periods // 2)),
        )
        for item in range(items)
    ]
    ways, lanes = [], []
    for way in range(routes):
        carried = np.sort(chance.choice(items, size=max(2, round(0.29 * items)), replace=False))
        load = float((mass * whole)[carried].sum())
        ways.append(
            TransportRoute(
                id=f"w{way:02}",
                lead=int(chance.integers(0, 4)),
                capacity=load / periods * chance.uniform(0.2, 0.8),
                cost=chance.uniform(4, 16)
                * (LARGE[2] / routes),  # of few routes each one carries more, and is worth more
            )
        )
        for item in carried:
            consents = (f"c{chance.integers(0, 10)}",) if chance.random() < 0.5 else ()
            lanes.append(
                Lane(
                    stock=f"d{way % donors:02}-i{item:03}",
                    route=f"w{way:02}",
                    need=f"i{item:03}",
                    whole=whole[item],
                    cost=chance.uniform(0.01, 0.2),
                    consents=consents,
                )
            )
    consents = tuple(
        PartnerConsent(id=f"c{number}", since=float(chance.integers(0, periods // 2)))
        for number in range(10)
    )
    return Problem(
        periods=periods,
        needs=tuple(needs),
        stocks=tuple(stocks),
        routes=tuple(ways),
        lanes=tuple(lanes),
        consents=consents,
    )


def costs(made: Transfer) -> np.ndarray:
    """Give the one objective of the benchmark: cost less the worth of the value."""
    return made.accounts[Aim.COST] - WORTH * made.accounts[Aim.VALUE]


def in_arrays(problem: Problem) -> Solver:
    """Put the problem into HiGHS as Phaseline does."""
    made = transfer(problem)
    return Solver(replace(made.program, cost=costs(made)), gap=GAP)


class InPulp:
    """The same program written in PuLP: the same columns and rows, as expressions."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.times = problem, range(problem.periods)
        self.model = pulp.LpProblem("transfer", pulp.LpMinimize)
        self.routes, self.stocks = (
            {one.id: one for one in problem.routes},
            {one.id: one for one in problem.stocks},
        )
        self.is_open = {
            one.id: self.model.add_variable(f"open_{one.id}", 0, 1, "Binary")
            for one in problem.routes
        }
        self.most = [self._most(lane) for lane in problem.lanes]
        self.ship = [self._shipped(number, lane) for number, lane in enumerate(problem.lanes)]
        self.keep = {one.id: self._row(f"keep_{one.id}", one.floor) for one in problem.stocks}
        self.met = {
            one.id: self._row(
                f"met_{one.id}", 0, [min(1.0, (t + 1) / one.over) for t in self.times]
            )
            for one in problem.needs
        }
        self._objective()
        self._stocks()
        self._ways()
        self._needs()

    def solver(self) -> pulp.HiGHS:
        """Give the solver with the model in it, and the options that Phaseline takes."""
        exact = dict.fromkeys(
            (
                "mip_feasibility_tolerance",
                "primal_feasibility_tolerance",
                "dual_feasibility_tolerance",
                "mip_abs_gap",
            ),
            EXACT,
        )
        solver = pulp.HiGHS(msg=False, threads=1, gapRel=GAP, **exact)
        solver.createAndConfigureSolver(self.model)
        solver.buildSolverModel(self.model)
        return solver

    def _row(self, name: str, low: float, high: list[float] | None = None) -> list[pulp.LpVariable]:
        return [
            self.model.add_variable(f"{name}_{t}", low, high[t] if high else None)
            for t in self.times
        ]

    def _most(self, lane: Lane) -> float:
        stock = self.stocks[lane.stock]
        there = (
            stock.quantity
            + stock.makes * max(0, self.problem.periods - stock.makes_from)
            - stock.floor
        )
        return min(1.0, there / lane.whole)

    def _shipped(self, number: int, lane: Lane) -> list[pulp.LpVariable]:
        since = {one.id: one.since for one in self.problem.consents}
        ready = max((since[name] for name in lane.consents), default=0.0)
        lead = self.routes[lane.route].lead
        return self._row(
            f"ship_{number}",
            0,
            [
                self.most[number] if t >= ready and t + lead < self.problem.periods else 0.0
                for t in self.times
            ],
        )

    def _objective(self) -> None:
        weight = sum(one.weight for one in self.problem.needs)
        worth = [
            (WORTH * one.weight / weight / one.deadline, self.met[one.id][t])
            for one in self.problem.needs
            for t in self.times[: one.deadline]
        ]
        self.model += (
            pulp.lpSum(one.cost * self.is_open[one.id] for one in self.problem.routes)
            + pulp.lpSum(
                lane.cost * flow
                for lane, flows in zip(self.problem.lanes, self.ship, strict=True)
                for flow in flows
            )
            - pulp.lpSum(number * level for number, level in worth)
        )

    def _stocks(self) -> None:
        lanes = self._by("stock")
        for name, stock in self.stocks.items():
            make = (
                self._row(
                    f"make_{name}",
                    0,
                    [stock.makes if t >= stock.makes_from else 0.0 for t in self.times],
                )
                if stock.makes
                else None
            )
            for t in self.times:
                gone = pulp.lpSum(
                    self.problem.lanes[number].whole * self.ship[number][t]
                    for number in lanes.get(name, ())
                )
                before = self.keep[name][t - 1] if t else stock.quantity
                self.model += self.keep[name][t] == before + (make[t] if make else 0) - gone

    def _ways(self) -> None:
        for name, numbers in self._by("route").items():
            loads = [
                (
                    self.stocks[self.problem.lanes[number].stock].mass
                    * self.problem.lanes[number].whole,
                    self.ship[number],
                )
                for number in numbers
            ]
            for t in self.times:
                self.model += (
                    pulp.lpSum(load * flows[t] for load, flows in loads)
                    <= self.routes[name].capacity * self.is_open[name]
                )
        for number, lane in enumerate(self.problem.lanes):
            self.model += (
                pulp.lpSum(self.ship[number]) <= self.most[number] * self.is_open[lane.route]
            )

    def _needs(self) -> None:
        lanes = self._by("need")
        for name, levels in self.met.items():
            arriving = [
                (self.ship[number], self.routes[self.problem.lanes[number].route].lead)
                for number in lanes.get(name, ())
            ]
            for t in self.times:
                arrived = pulp.lpSum(flows[t - lead] for flows, lead in arriving if lead <= t)
                self.model += levels[t] == (levels[t - 1] if t else 0) + arrived

    def _by(self, what: str) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, lane in enumerate(self.problem.lanes):
            found.setdefault(getattr(lane, what), []).append(number)
        return found


def middling(repeats: int) -> None:
    """Time both, one after the other, and compare medians."""
    problem = generated(*MIDDLING)
    ours: list[tuple[float, float]] = []
    theirs: list[tuple[float, float]] = []
    for _ in range(repeats):
        start = time.process_time()
        solver = in_arrays(problem)
        built = time.process_time()
        found = solver.solve()
        ours.append((built - start, time.process_time() - start))
        start = time.process_time()
        written = InPulp(problem)
        peer = written.solver()
        built = time.process_time()
        peer.callSolver(written.model)
        theirs.append((built - start, time.process_time() - start))
    opened = int((found.values[transfer(problem).opened] > 1 / 2).sum())
    objective = written.model.solverModel.getObjectiveValue()
    build, total = (
        tuple(statistics.median(one[place] for one in rows) for rows in (ours, theirs))
        for place in (0, 1)
    )
    items, donors, routes, periods = MIDDLING
    print(
        f"{items} items x {donors} donors x {routes} routes x {periods} periods, median of"
        f" {repeats} (CPU s), gap {GAP:g}:"
    )
    print(
        f"  build {build[0]:.3f} against PuLP {build[1]:.3f}: {build[1] / build[0]:.1f} x as fast"
        " (wanted: at least 3 x)"
    )
    print(
        f"  total {total[0]:.3f} against PuLP {total[1]:.3f}: {total[0] / total[1]:.2f} of it"
        " (wanted: at most 1.15)"
    )
    print(
        f"  objective {found.objective:.4f} against {objective:.4f} (same within the gap), {opened}"
        f" of {routes} routes opened"
    )


def large(seconds: float, *, is_plain: bool) -> None:
    """
    Search the large instance for a time, and say how far the plan is from its bound; then change
    one thing and solve again.
    """
    problem = generated(*LARGE)
    made = transfer(problem)
    cost = costs(made)
    start = time.process_time()
    found = searched(made, cost, seconds=seconds, clock=time.process_time)
    spent = time.process_time() - start
    items, donors, routes, periods = LARGE
    print(
        f"{items} items x {donors} donors x {routes} routes x {periods} periods:"
        f" {len(made.program.cost):,} columns, {len(made.program.row_low):,} rows:"
    )
    print(
        f"  plan {found.objective:.2f}, bound {found.bound:.2f}: within {100 * found.gap:.1f} %"
        f" after {spent:.0f} s of CPU (wanted: 4 %)"
    )
    if is_plain:
        plain(made, cost, seconds)
    again(made, cost, found.values[made.opened] > 1 / 2)


def plain(made: Transfer, cost: np.ndarray, seconds: float) -> None:
    """Leave the whole search to HiGHS, for as long."""
    solver = Solver(made.program, seconds=seconds)
    solver.set_costs(cost)
    start = time.process_time()
    found = solver.solve()
    spent = time.process_time() - start
    what = (
        f"plan {found.objective:.2f}, bound {found.bound:.2f}: within {100 * found.gap:.1f} %"
        if found.has_values
        else "no plan"
    )
    print(f"  HiGHS by itself: {what} after {spent:.0f} s of CPU")


def again(made: Transfer, cost: np.ndarray, opened: np.ndarray) -> None:
    """
    Solve the linear program with the plan's routes, change one thing, and solve it again from where
    it stood.
    """
    solver = Solver(made.program, relaxed=True)
    solver.set_costs(cost)
    solver.set_columns(made.opened, opened.astype(float), opened.astype(float))
    start = time.process_time()
    first = solver.solve()
    cold = time.process_time() - start
    low, high = made.program.low, made.program.high
    used = np.flatnonzero(opened)[:5]
    floors = np.argsort(-first.reduced[made.keep].sum(axis=1))[:5]
    changes = {
        "one route closed": [(made.opened[route], 0.0, 0.0) for route in used],
        "one route opened": [
            (made.opened[route], 1.0, 1.0) for route in np.flatnonzero(~opened)[:5]
        ],
        "one floor lowered": [
            (made.keep[stock], 0.9 * low[made.keep[stock]], np.inf) for stock in floors
        ],
        "one lane stopped": [
            (made.ship[lane], 0.0, 0.0)
            for lane in np.argsort(-first.values[made.ship].sum(axis=1))[:5]
        ],
    }
    print(f"  the plan's linear program: {cold:.1f} s of CPU at first; again after")
    for name, each in changes.items():
        spent = []
        for columns, least, most in each:
            before = (
                (low[columns], high[columns])
                if columns.ndim
                else (float(opened[columns]), float(opened[columns]))
            )
            solver.set_columns(columns, least, most)
            solver.begin_from(first.basis)
            start = time.process_time()
            solver.solve()
            spent.append(time.process_time() - start)
            solver.set_columns(columns, *before)
        if spent:
            print(
                f"    {name}: {statistics.median(spent):.2f} s, at most {max(spent):.2f} (wanted:"
                " 0.5 s)"
            )


def main() -> None:
    """Run both parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument(
        "--plain", action="store_true", help="search the large plan by HiGHS alone, too"
    )
    chosen = parser.parse_args()
    warnings.simplefilter("ignore", DeprecationWarning)
    middling(chosen.repeats)
    large(chosen.seconds, is_plain=chosen.plain)


if __name__ == "__main__":
    main()
