"""
From a transfer problem to a linear program with named rows and columns.

Flows are counted as shares of the need that they meet, and stocks as shares of the largest amount
they can come to, so that the units in which somebody counts change nothing. Everything is put in
order by name first, so that the order of reading changes nothing either.

Columns: `open[route]` is whole; `ship[lane, period]` leaves, `keep[stock, period]` is left, never
below the floor; `met[need, period]` has arrived in all; `release[partner and need, period]` is
passed on, of the `credit` for what was received and of what the partner has of its `own`.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from math import inf, isinf

import numpy as np

from phaseline.supply.matrix import Floats, Ints, LinearProgram, Matrix
from phaseline.supply.model import (
    Aim,
    Lane,
    Partner,
    Problem,
    TransportNeed,
    TransportRoute,
    TransportStock,
)
from phaseline.terms.entries import Entries
from phaseline.terms.record import record

BEYOND = 1e12  # what no amount, ratio or time of a plan comes to
HEAVIEST = (
    1e9  # times what a route carries in a period: what is heavier than that is not carried at all
)
LEAST = 1e-9  # a share of a need that is less is nothing
_NO_COLUMN = -1


@record
class Transfer:
    """
    A transfer problem as a program.

    Args:
        problem: The problem, in the order in which it is put.
        program: The program, without a cost of its own.
        accounts: What each aim counts, by column; the value is to be large, exposure and cost are
            to be small.
        opened: The column of each route.
        ship: The columns of each lane, by period.
        keep: The columns of each stock, by period.
        met: The columns of each need, by period.
        scale: What 1 of a stock's columns comes to [unit].
    """

    problem: Problem
    program: LinearProgram
    accounts: Mapping[Aim, Floats]
    opened: Ints
    ship: Ints
    keep: Ints
    met: Ints
    scale: Floats


def transfer(problem: Problem, *, is_tight: bool = True) -> Transfer:
    """
    Put a problem, which has to be sound, into a program.

    Args:
        problem: The problem.
        is_tight: Whether a lane is held to what its stock can give, too: that makes whole routes
            quicker to find, and hides what a floor costs.
    """
    return _Building(_in_order(problem), is_tight=is_tight).transfer()


def available(stock: TransportStock, periods: int) -> float:
    """Give how much of a stock may be given away in so many periods [unit]."""
    return stock.quantity + stock.makes * max(0, periods - stock.makes_from) - stock.floor


def ready(problem: Problem) -> Floats:
    """
    Give from which period on each lane can be used: when the last of its consents can be counted
    on.
    """
    return np.array(
        [
            max((problem.consents[name].since for name in lane.consents), default=0.0)
            for lane in problem.lanes
        ],
        dtype=float,
    )


def _in_order(problem: Problem) -> Problem:
    def title(name: str) -> str:
        return problem.titles.get(name, name)

    return replace(
        problem,
        needs=Entries(sorted(problem.needs, key=lambda need: title(need.id))),
        stocks=Entries(sorted(problem.stocks, key=lambda stock: title(stock.id))),
        routes=Entries(sorted(problem.routes, key=lambda route: title(route.id))),
        lanes=tuple(
            sorted(
                problem.lanes,
                key=lambda lane: (
                    *map(title, (lane.stock, lane.route, lane.need)),
                    sorted(map(title, lane.consents)),
                ),
            )
        ),
        partners=Entries(sorted(problem.partners, key=lambda partner: title(partner.id))),
        consents=Entries(sorted(problem.consents, key=lambda consent: title(consent.id))),
    )


class _Building:
    """A program while it is put together; see the module's docstring for its columns."""

    def __init__(self, problem: Problem, *, is_tight: bool) -> None:
        self.is_tight = is_tight
        self.problem, self.matrix, self.periods = problem, Matrix(), problem.periods
        self.when = range(problem.periods)
        self.stocks = _places(problem.stocks)
        self.needs = _places(problem.needs)
        self.routes = _places(problem.routes)
        lanes = problem.lanes
        self.stock_of = np.array([self.stocks[lane.stock] for lane in lanes], dtype=int)
        self.route_of = np.array([self.routes[lane.route] for lane in lanes], dtype=int)
        self.need_of = np.array([self.needs[lane.need] for lane in lanes], dtype=int)
        self.whole = np.array([lane.whole for lane in lanes], dtype=float)
        self.lead = np.array([problem.routes[route].lead for route in self.route_of], dtype=int)
        self.until = self.lead + np.array([self._lag(route) for route in self.route_of], dtype=int)
        self.ready = ready(problem)
        self.scale = np.array(
            [_scale(stock, problem.periods) for stock in problem.stocks], dtype=float
        )
        self.most = np.array([self._most(lane) for lane in lanes], dtype=float)

    def transfer(self) -> Transfer:
        problem, names = self.problem, [lane.name for lane in self.problem.lanes]
        opened = self.matrix.columns(
            "open",
            [route.id for route in problem.routes],
            high=[0.0 if route.is_closed else 1.0 for route in problem.routes],
            whole=True,
        )
        since = np.minimum(self.ready, self.periods)[:, None]
        time = np.arange(self.periods)[None, :]
        may = (time >= since) & (
            time + self.until[:, None] < self.periods
        )  # what is passed on too late is not sent
        ship = self.matrix.columns(
            "ship", names, self.when, high=np.where(may, self.most[:, None], 0.0)
        )
        keep = self._stocks(ship)
        self._routes(opened, ship)
        met = self._needs(ship, self._partners(ship))
        for goal in problem.goals:
            row = self.matrix.rows("goal", [f"{goal.need} by {goal.by}"], low=goal.share)
            self.matrix.put(row, met[self.needs[goal.need], min(goal.by, self.periods) - 1], 1.0)
        program = self.matrix.program()
        return Transfer(
            problem=problem,
            program=program,
            accounts=self._accounts(len(program.cost), opened, ship, met),
            opened=opened,
            ship=ship,
            keep=keep,
            met=met,
            scale=self.scale,
        )

    def _lag(self, route: int) -> int:
        """
        Give how long goods over a route wait with a partner at the least: not at all where the
        partner may pass on more than it gets, and so give of its own before.
        """
        partner = self.problem.partners.get(self.problem.routes[route].partner)
        return partner.lag if partner is not None and partner.passes_on <= 1 else 0

    def _most(self, lane: Lane) -> float:
        """Give the most that a lane can be of use for [share of the need]."""
        route, stock = (
            self.problem.routes[self.routes[lane.route]],
            self.problem.stocks[self.stocks[lane.stock]],
        )
        if stock.mass * lane.whole > HEAVIEST * route.capacity:
            return 0.0
        there = max(0.0, available(stock, self.periods)) / lane.whole
        if there < LEAST:
            return 0.0
        there = there if self.is_tight else inf
        if not route.partner:
            return min(1.0, there)
        passes_on = self.problem.partners[route.partner].passes_on
        # Who passes on more than it gets takes it from its own, as far as that goes: then getting
        # the whole is of use, too.
        return min(max(1.0, 1.0 / passes_on), there) if passes_on > 0 else 0.0

    def _stocks(self, ship: Ints) -> Ints:
        """Put in the balance of every stock; give the columns of what is left."""
        stocks, names = self.problem.stocks, [stock.id for stock in self.problem.stocks]
        floor = np.array([stock.floor for stock in stocks]) / self.scale
        keep = self.matrix.columns("keep", names, self.when, low=floor[:, None])
        start = np.zeros((len(stocks), self.periods))
        start[:, :1] = (np.array([stock.quantity for stock in stocks]) / self.scale)[:, None]
        makes, since = (
            np.array([getattr(stock, name) for stock in stocks], dtype=float)[:, None]
            for name in ("makes", "makes_from")
        )
        start += np.where(np.arange(self.periods) >= since, makes, 0.0) / self.scale[:, None]
        rows = self.matrix.rows("stock", names, self.when, low=start, high=start)
        self._carry(rows, keep)
        used = self.most > 0
        self.matrix.put(
            rows[self.stock_of[used]],
            ship[used],
            (self.whole / self.scale[self.stock_of])[used, None],
        )
        return keep

    def _routes(self, opened: Ints, ship: Ints) -> None:
        """Put in what routes carry, and that a lane is used only if its route is open."""
        routes, names = self.problem.routes, [route.id for route in self.problem.routes]
        mass = self.whole * np.array([self.problem.stocks[stock].mass for stock in self.stock_of])
        bound = [place for place, route in enumerate(routes) if not isinf(route.capacity)]
        rows = self.matrix.rows("capacity", [names[place] for place in bound], self.when, high=0.0)
        row_of = np.full(len(routes), _NO_COLUMN)
        row_of[bound] = range(len(bound))
        heavy = (
            (row_of[self.route_of] >= 0) & (mass > 0) & (self.most > 0)
            if len(mass)
            else np.zeros(0, dtype=bool)
        )
        # A share of what the route carries, so that tonnes and kilograms give the same rows.
        load = mass[heavy] / np.array(
            [routes[route].capacity for route in self.route_of[heavy]], dtype=float
        )
        self.matrix.put(rows[row_of[self.route_of[heavy]]], ship[heavy], load[:, None])
        self.matrix.put(rows, opened[bound][:, None], -1.0)
        used = np.flatnonzero(self.most > 0)
        link = self.matrix.rows("link", [self.problem.lanes[lane].name for lane in used], high=0.0)
        self.matrix.put(link[:, None], ship[used], 1.0)
        self.matrix.put(link, opened[self.route_of[used]], -self.most[used])

    def _partners(self, ship: Ints) -> Mapping[int, list[Ints]]:
        """Put in what partners get and pass on; give the columns of what they release, by need."""
        releases: dict[int, list[Ints]] = {}
        for partner in self.problem.partners:
            through = [route.partner == partner.id for route in self.problem.routes]
            lanes = np.array([through[route] for route in self.route_of], dtype=bool)
            for need in sorted(set(self.need_of[lanes].tolist())):
                own = np.flatnonzero(lanes & (self.need_of == need)).tolist()
                releases.setdefault(need, []).append(
                    self._partner(partner, self.problem.needs[need].id, own, ship)
                )
        return releases

    def _partner(self, partner: Partner, need: str, lanes: Sequence[int], ship: Ints) -> Ints:
        label = [f"{partner.id} for {need}"]
        reserve = partner.reserve.get(need, 0.0)
        release = self.matrix.columns("release", label, self.when)
        credit = self.matrix.columns("credit", label, self.when)
        own = self.matrix.columns(
            "own", label, self.when, low=min(partner.floor.get(need, 0.0), reserve)
        )
        passing = self.matrix.rows("passing", label, self.when, low=0.0, high=0.0)
        first = np.zeros((1, self.periods))
        first[0, 0] = reserve
        level = self.matrix.rows("level", label, self.when, low=first, high=first)
        self._carry(passing, credit)
        self._carry(level, own)
        self.matrix.put(passing, release, 1.0)
        self.matrix.put(level, release, 1.0)
        for lane in lanes:
            self._later(passing[0], ship[lane], self.lead[lane] + partner.lag, -partner.passes_on)
            self._later(level[0], ship[lane], self.lead[lane], -1.0)
        return release

    def _needs(self, ship: Ints, released: Mapping[int, list[Ints]]) -> Ints:
        """Put in how far needs are met; give the columns of what has arrived in all."""
        needs, names = self.problem.needs, [need.id for need in self.problem.needs]
        asked = [[min(1.0, (time + 1) / need.over) for time in self.when] for need in needs]
        met = self.matrix.columns(
            "met", names, self.when, high=np.array(asked).reshape(len(needs), self.periods)
        )
        rows = self.matrix.rows("need", names, self.when, low=0.0, high=0.0)
        self._carry(rows, met)
        self._arrive(rows, ship)
        for need, columns in released.items():
            for release in columns:
                self.matrix.put(rows[need], release[0], -1.0)
        return met

    def _arrive(self, rows: Ints, ship: Ints) -> None:
        """Put in what arrives straight at the beneficiary, the lanes of one lead at a time."""
        straight = [not route.partner for route in self.problem.routes]
        is_straight = np.array([straight[route] for route in self.route_of], dtype=bool)
        for lead in sorted(set(self.lead.tolist())):
            lanes = np.flatnonzero((self.lead == lead) & is_straight)
            if len(lanes) and lead < self.periods:
                self.matrix.put(
                    rows[self.need_of[lanes]][:, lead:], ship[lanes][:, : self.periods - lead], -1.0
                )

    def _carry(self, rows: Ints, levels: Ints) -> None:
        """Put in that a level is what it was a period before, and what is added to it."""
        self.matrix.put(rows, levels, 1.0)
        self.matrix.put(rows[:, 1:], levels[:, :-1], -1.0)

    def _later(self, rows: Ints, columns: Ints, lag: int, entry: float) -> None:
        if lag < self.periods:
            self.matrix.put(rows[lag:], columns[: self.periods - lag], entry)

    def _accounts(self, count: int, opened: Ints, ship: Ints, met: Ints) -> Mapping[Aim, Floats]:
        value, exposure, cost = np.zeros(count), np.zeros(count), np.zeros(count)
        weights = np.array([need.weight for need in self.problem.needs])
        for place, need in enumerate(self.problem.needs):
            value[met[place, : need.deadline]] = weights[place] / weights.sum() / need.deadline
        exposure[opened] = [route.exposure for route in self.problem.routes]
        cost[opened] = [route.cost for route in self.problem.routes]
        exposure[ship] = np.array([lane.exposure for lane in self.problem.lanes], dtype=float)[
            :, None
        ]
        cost[ship] = np.array([lane.cost for lane in self.problem.lanes], dtype=float)[:, None]
        return {Aim.VALUE: value, Aim.EXPOSURE: exposure, Aim.COST: cost}


def _places(entries: Iterable[TransportNeed | TransportStock | TransportRoute]) -> dict[str, int]:
    return {entry.id: place for place, entry in enumerate(entries)}


def _scale(stock: TransportStock, periods: int) -> float:
    most = max(stock.quantity + stock.makes * max(0, periods - stock.makes_from), stock.floor)
    return most if most > 0 else 1.0


def faults(problem: Problem) -> tuple[str, ...]:
    """
    Say what in a problem is absurd: numbers below 0 or none at all, names that lead nowhere.

    What is merely contradictory, such as a floor above the stock, is no fault: the plan answers
    that it cannot be done.
    """
    ids = _ids(problem)
    known = {kind: set(names) for kind, names in ids.items()}
    return (
        *_wrong_periods(problem),
        *_called_twice(ids),
        *_out_of_range(problem),
        *_not_whole(problem),
        *_stray_routes(problem, known["partners"]),
        *_stray_lanes(problem, known),
        *_stray_goals(problem, known["needs"]),
    )


def _ids(problem: Problem) -> Mapping[str, Sequence[str]]:
    return {
        "needs": [need.id for need in problem.needs],
        "stocks": [stock.id for stock in problem.stocks],
        "routes": [route.id for route in problem.routes],
        "partners": [partner.id for partner in problem.partners],
        "consents": [consent.id for consent in problem.consents],
        "lanes": [lane.name for lane in problem.lanes],
    }


def _wrong_periods(problem: Problem) -> Iterator[str]:
    if not (1 <= problem.periods < BEYOND and problem.periods == int(problem.periods)):
        yield f"found {problem.periods} periods; expected a whole number, at least 1"


def _called_twice(ids: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for kind, names in ids.items():
        for name, count in sorted(Counter(names).items()):
            if count > 1:
                yield f"two {kind} are called {name!r}"


def _out_of_range(problem: Problem) -> Iterator[str]:
    """Say which numbers are below what they can be, or none at all."""
    for kind, name, field, number in _numbers(problem, _FINITE):
        may_be_0 = (kind, field) not in _ABOVE_0
        if not (0 <= number < BEYOND) or (number == 0 and not may_be_0):
            yield (
                f"the {kind} {name!r} has {field} {number}; expected"
                f" {'0 or more' if may_be_0 else 'more than 0'}, and less than {BEYOND:g}"
            )
    for kind, name, field, number in _numbers(problem, _UNENDING):
        if not number >= 0:
            yield f"the {kind} {name!r} has {field} {number}; expected 0 or more"


def _not_whole(problem: Problem) -> Iterator[str]:
    """Say which periods are not whole."""
    for kind, name, field, number in _numbers(problem, _WHOLE):
        if number % 1 > 0:
            yield f"the {kind} {name!r} has {field} {number}; expected a whole number"


# Of each kind: where a problem has its entries, the field that names one, and its numbers.
_Fields = tuple[tuple[str, str, str, tuple[str, ...]], ...]
_FINITE: _Fields = (
    ("need", "needs", "id", ("weight", "deadline", "over")),
    ("stock", "stocks", "id", ("quantity", "floor", "makes", "makes_from", "mass")),
    ("partner", "partners", "id", ("passes_on", "lag", "reserve", "floor")),
    ("route", "routes", "id", ("lead", "exposure", "cost")),
    ("lane", "lanes", "name", ("whole", "cost", "exposure")),
    ("goal", "goals", "need", ("share",)),
)
_UNENDING: _Fields = (
    ("route", "routes", "id", ("capacity",)),
    ("consent", "consents", "id", ("since",)),
)
_WHOLE: _Fields = (
    ("need", "needs", "id", ("deadline", "over")),
    ("route", "routes", "id", ("lead",)),
    ("partner", "partners", "id", ("lag",)),
    ("goal", "goals", "need", ("by",)),
)
_ABOVE_0 = {("need", "weight"), ("need", "deadline"), ("need", "over"), ("lane", "whole")}


def _numbers(problem: Problem, fields: _Fields) -> Iterator[tuple[str, str, str, float]]:
    """Give numbers with their kind, name and field; one for each need where a field goes by it."""
    for kind, many, name, numbers in fields:
        for entry, field in product(getattr(problem, many), numbers):
            number = getattr(entry, field)
            by_field = (
                {f"{field} for {need}": share for need, share in number.items()}
                if isinstance(number, Mapping)
                else {field: number}
            )
            for label, figure in by_field.items():
                yield kind, getattr(entry, name), label, figure


def _stray_routes(problem: Problem, partners: Container[str]) -> Iterator[str]:
    for route in problem.routes:
        if route.partner and route.partner not in partners:
            yield f"the route {route.id!r} leads to {route.partner!r}, which is no partner"


def _stray_lanes(problem: Problem, known: Mapping[str, Container[str]]) -> Iterator[str]:
    for lane in problem.lanes:
        for kind, names in (
            ("stocks", (lane.stock,)),
            ("routes", (lane.route,)),
            ("needs", (lane.need,)),
            ("consents", lane.consents),
        ):
            yield from (
                f"the lane {lane.name!r} names {name!r}, which is none of the {kind}"
                for name in names
                if name not in known[kind]
            )


def _stray_goals(problem: Problem, needs: Container[str]) -> Iterator[str]:
    for goal in problem.goals:
        if goal.need not in needs:
            yield f"a goal names {goal.need!r}, which is none of the needs"
    for goal in problem.goals:
        if not 1 <= goal.by <= problem.periods:
            yield (
                f"the goal for {goal.need!r} lies in period {goal.by};"
                f" expected 1 to {problem.periods}"
            )
