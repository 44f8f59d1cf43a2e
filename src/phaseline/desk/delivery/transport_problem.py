"""
From a case to a transfer problem: needs, stocks, partners and routes in numbers, and whose consent
each measure and each maker gives.

Time is planned in steps of a week, or of the period of the case where that is shorter. What may
take longer or shorter is planned on a quantile of how long it takes: a consent that comes with a
chance a month, a vote, a delay within a range. A consent that is less likely than the quantile asks
for is not counted on at all.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import floor, inf

from phaseline.case.games import setup_of
from phaseline.case.model.response import Measure
from phaseline.case.model.supply import BACKFILL, Donor, Need, Route, Stock
from phaseline.desk.consent.consent import consent_path, options_under, readings_of
from phaseline.desk.consent.law_queries import OptionStanding
from phaseline.desk.delivery.supply_options import (
    BLOCKED,
    COUNTED_ON,
    SupplyOption,
    donor_of,
    has_numbers,
    matched,
    quantity,
    steps_a_month,
    ways,
)
from phaseline.desk.estimates.ranges import span
from phaseline.desk.estimates.valuation import Valuation, assumptions_in, period_of
from phaseline.law.model import Standing
from phaseline.supply import model
from phaseline.supply.chances import Tries, UniformWait, Wait
from phaseline.supply.matching import State
from phaseline.supply.plan import periods_of
from phaseline.terms.entries import Entries
from phaseline.terms.record import record
from phaseline.terms.ties import first_leading

QUANTILE = COUNTED_ON
LAWFUL = frozenset(
    {Standing.EXECUTIVE, Standing.CONSENT}
)  # practice is no authority, and silence no permission
EVERYWHERE = "every reading"
_MOST_MONTHS = 36.0
_CLOSE = 1e-9  # of a step: what ends with it has passed
_NEVER = Tries(chance=0.0)


@record
class ConsentInLaw:
    """
    The consent in law to a measure.

    Args:
        measure: The id of the measure.
        stand: How it stands under the reading; None where every reading counts.
        goods: The ids of the goods to which it is given, where the law is asked about some of the
            measure's apart; empty for all of them.
    """

    measure: str
    stand: OptionStanding | None = None
    goods: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Its id among the consents of a problem, and in answers."""
        return " ".join(("law", self.measure, *self.goods))


@record
class ConsentOfMaker:
    """
    The consent of a maker to its goods being passed on.

    Args:
        maker: The id of the maker.
        stock: The id of the goods, where its consent to them takes otherwise than to its other
            goods; empty for all of these.
    """

    maker: str
    stock: str = ""

    @property
    def id(self) -> str:
        """Its id among the consents of a problem, and in answers."""
        return f"maker {self.maker} {self.stock}".rstrip()


AwaitedConsent = ConsentInLaw | ConsentOfMaker


@record
class LeftOut:
    """
    Something that a plan does not count, and why.

    Args:
        section: The section of the case that holds the entry, such as stocks.
        entry: The id of the entry.
        why: Why.
        unlawful: Of a measure that is not lawful under every reading: how it stands under those
            under which it is not.
        goods: The ids of the goods of a measure that are meant; empty for all of them.
    """

    section: str
    entry: str
    why: str
    unlawful: tuple[OptionStanding, ...] = ()
    goods: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """The address of the entry in the case."""
        return f"{self.section}.{self.entry}"


@record
class PlanningProblem:
    """
    A case as a transfer problem.

    Args:
        problem: The problem, with every wait at its quantile.
        reading: The reading of the law; `EVERYWHERE` for what is lawful under all of them, empty
            where the law is not asked.
        quantile: The chance with which each wait is over by the time that is planned with.
        without: The ids of the actors who take no part.
        waits: How long each consent takes, in steps.
        consents: Whose consent each of them is, to what, by its id.
        leads: How long each route takes, in steps.
        lags: How long each partner waits, in steps.
        stops: The chance that each route becomes known and is stopped.
        titles: By the id of a need, a stock, a consent, a route or a partner: what it is called,
            which tells apart waits that are equally long.
        measures: The measure behind each lane, by its name.
        left_out: What is not counted.
        rests_on: The assumptions behind it.
    """

    problem: model.Problem
    reading: str
    quantile: float
    without: tuple[str, ...]
    waits: Mapping[str, Wait]
    consents: Mapping[str, AwaitedConsent]
    leads: Mapping[str, UniformWait]
    lags: Mapping[str, UniformWait]
    stops: Mapping[str, float]
    titles: Mapping[str, str]
    measures: Mapping[str, str]
    left_out: tuple[LeftOut, ...]
    rests_on: tuple[str, ...]


def shipping(
    values: Valuation,
    *,
    reading: str = "",
    quantile: float = QUANTILE,
    without: Iterable[str] = (),
    is_drawn: bool = False,
) -> PlanningProblem:
    """
    Put a case into a transfer problem.

    Args:
        values: One value for every assumption.
        reading: The id of a reading, or `EVERYWHERE`.
        quantile: The chance with which a wait is to be over; above 0 and below 1.
        without: The ids of actors who stop: what they hold, what waits for their consent as makers,
            and every route that depends on them, is out.
        is_drawn: Whether times are what the values make them, and not ranges over the ends of the
            assumptions.

    Raises:
        QuestionError: A formula leads to no number.
    """
    return _Shipper(values, reading, quantile, tuple(without), is_drawn=is_drawn).shipping()


class _Shipper:
    """A transfer problem while it is put together."""

    def __init__(
        self,
        values: Valuation,
        reading: str,
        quantile: float,
        without: tuple[str, ...],
        *,
        is_drawn: bool,
    ) -> None:
        self.values, self.case = values, values.case
        self.steps = steps_a_month(values.case)
        self.reading, self.quantile, self.without = reading, quantile, without
        self.is_drawn = is_drawn
        self.names: set[str] = set()
        self.waits: dict[str, Wait] = {}
        self.consents: dict[str, AwaitedConsent] = {}
        self.left_out: list[LeftOut] = []

    def shipping(self) -> PlanningProblem:
        deadlines = self._deadlines()
        lanes, measures = self._lanes()
        routes = [route for route in self.case.routes if route.id in {lane.route for lane in lanes}]
        self._name_what_is_left_out()
        leads = {route.id: self._within(route.lead) for route in routes}
        lags = {partner.id: self._within(partner.lag) for partner in self._partners(routes)}
        return PlanningProblem(
            problem=self._problem(deadlines, lanes, leads, lags),
            reading=self.reading,
            quantile=self.quantile,
            without=self.without,
            waits=self.waits,
            consents=self.consents,
            leads=leads,
            lags=lags,
            stops=self._stops(routes),
            titles=self._titles(),
            measures=measures,
            left_out=tuple(dict.fromkeys(self.left_out)),
            rests_on=tuple(
                assumption.id for assumption in self.case.assumptions if assumption.id in self.names
            ),
        )

    def _deadlines(self) -> Mapping[str, float]:
        """Give the months by which each need is to be met; the case's horizon where none is set."""
        return {
            need.id: min(
                _MOST_MONTHS,
                (
                    self.of(need.deadline)
                    if need.deadline
                    else max(self.case.horizon) * period_of(self.case)
                ),
            )
            for need in self.case.needs
        }

    def _partners(self, routes: Iterable[Route]) -> list[Donor]:
        """Give the donors to whom some route leads that passes on goods of theirs."""
        backfill = [route for route in routes if route.kind == BACKFILL]
        return [
            donor
            for donor in self.case.donors
            if any(donor.actor in route.via for route in backfill)
        ]

    def _problem(
        self,
        deadlines: Mapping[str, float],
        lanes: Sequence[model.Lane],
        leads: Mapping[str, UniformWait],
        lags: Mapping[str, UniformWait],
    ) -> model.Problem:
        stocks = {lane.stock for lane in lanes}
        return model.Problem(
            periods=max([1, *map(self._whole_steps, deadlines.values())]),
            needs=Entries(self._need(need, deadlines[need.id]) for need in self.case.needs),
            stocks=Entries(self._stock(stock) for stock in self.case.stocks if stock.id in stocks),
            routes=Entries(
                self._route(route, leads[route.id])
                for route in self.case.routes
                if route.id in leads
            ),
            partners=Entries(
                self._partner(donor, lags[donor.id])
                for donor in self.case.donors
                if donor.id in lags
            ),
            lanes=tuple(lanes),
            consents=Entries(
                model.PartnerConsent(id=name, since=_ceiled(wait.by(self.quantile)))
                for name, wait in self.waits.items()
            ),
            titles=self._titles(),
        )

    def _need(self, need: Need, months: float) -> model.TransportNeed:
        return model.TransportNeed(
            id=need.id,
            weight=self.of(need.weight) if need.weight else 1.0,
            deadline=self._whole_steps(months),
            over=self._whole_steps(self.of(need.over)),
        )

    def _whole_steps(self, months: float) -> int:
        """Give the steps that are over by a time, one at least: what comes later is late."""
        return max(1, floor(months * self.steps + _CLOSE))

    def _stops(self, routes: Iterable[Route]) -> Mapping[str, float]:
        """Give the chance that each route becomes known and is stopped, where the case has one."""
        return {
            route.id: self.of(route.known) * self.of(route.stopped)
            for route in routes
            if route.known and route.stopped
        }

    def _titles(self) -> Mapping[str, str]:
        """Name what there is to send, to meet and to wait for, each as the case calls it."""
        case = self.case
        return {
            **{need.id: need.title for need in case.needs},
            **{stock.id: stock.title for stock in case.stocks},
            **{route.id: route.title for route in case.routes},
            **{donor.id: case.actors[donor.actor].name for donor in case.donors},
            **{name: self._title(consent) for name, consent in self.consents.items()},
        }

    def _title(self, consent: AwaitedConsent) -> str:
        match consent:
            case ConsentInLaw(measure=measure, goods=goods):
                titles = [self.case.stocks[name].title for name in goods]
                return " ".join((self.case.measures[measure].title, *sorted(titles)))
            case ConsentOfMaker(maker=maker, stock=stock):
                title = self.case.stocks[stock].title if stock else ""
                return f"{self.case.actors[maker].name} {title}"

    def of(self, text: str) -> float:
        """Work out a formula, and keep in mind what it rests on; nothing is 0."""
        self.names |= assumptions_in(self.case, text)
        return self.values.of(text)

    def _within(self, text: str) -> UniformWait:
        """
        Give the ends of a time in steps; where the case was given one value for it, that alone.
        """
        if not text:
            return UniformWait(low=0.0, high=0.0)
        if self.is_drawn:
            drawn = self.of(text) * self.steps
            return UniformWait(low=drawn, high=drawn)
        self.names |= assumptions_in(self.case, text)
        low, high = span(
            self.case,
            self.values,
            assumptions_in(self.case, text),
            lambda valuation: valuation.of(text),
        )
        return UniformWait(low=low * self.steps, high=high * self.steps)

    def _lanes(self) -> tuple[list[model.Lane], dict[str, str]]:
        lanes: dict[tuple[str, str, str], model.Lane] = {}
        measures: dict[str, str] = {}
        for measure in self.case.measures:
            for way in ways(self.case, measure):
                key = (way.stock.id, way.route.id, way.need.id)
                if way.stock.holder in self.without:
                    continue
                lane = self._lane(measure, way)
                if key not in lanes or self._ready(lane) < self._ready(
                    lanes[key]
                ):  # where two measures would send the same, the sooner one
                    lanes[key] = lane
                    measures[lane.name] = measure.id
        return list(lanes.values()), measures

    def _lane(self, measure: Measure, way: SupplyOption) -> model.Lane:
        consents = [self._consent(measure, way.stock.id)]
        if way.stock.maker:
            consents.append(self._maker(way.stock))
        return model.Lane(
            stock=way.stock.id,
            route=way.route.id,
            need=way.need.id,
            whole=self.of(way.stock.whole),
            cost=self.of(way.route.cost) + self.of(way.stock.cost),
            consents=tuple(name for name in consents if name),
        )

    def _maker(self, stock: Stock) -> str:
        """
        Give the name of the consent of a stock's maker: one for all goods on which it takes as
        long, and consents as likely.
        """
        wait = replace(
            self._within(stock.maker_delay),
            chance=self.of(stock.maker_chance) if stock.maker_chance else 1.0,
        )
        if stock.maker in self.without:
            wait = replace(wait, chance=0.0)
        consent = ConsentOfMaker(maker=stock.maker)
        if self.waits.get(consent.id, wait) != wait:
            consent = ConsentOfMaker(maker=stock.maker, stock=stock.id)
        return self._awaited(consent, wait)

    def _ready(self, lane: model.Lane) -> float:
        return max((self.waits[name].by(self.quantile) for name in lane.consents), default=0.0)

    def _consent(self, measure: Measure, stock: str) -> str:
        """
        Give the name of the consent that a stock of a measure waits for, under the reading; empty
        where it waits for none.
        """
        groups = measure.goods_by_option
        option = next((name for name, goods in groups.items() if stock in goods), "")
        part = ConsentInLaw(
            measure=measure.id, goods=groups.get(option, ()) if len(groups) > 1 else ()
        )
        if self.reading == EVERYWHERE:
            wait = self._wait_everywhere(part, option)
            return self._awaited(part, wait) if wait else ""
        stand = options_under(self.case, self.reading).get(option)
        if stand is None:
            return ""
        return self._awaited(replace(part, stand=stand), self._consent_wait(stand))

    def _awaited(self, consent: AwaitedConsent, wait: Wait) -> str:
        """Keep a consent with how long it takes; give the id by which lanes wait for it."""
        self.consents[consent.id], self.waits[consent.id] = consent, wait
        return consent.id

    def _wait_everywhere(self, part: ConsentInLaw, option: str) -> Wait | None:
        """
        Give the longest wait under any reading; no plan waits for what is not lawful under all.
        """
        standings = [
            stand
            for reading in readings_of(self.case)
            if (stand := options_under(self.case, reading).get(option))
        ]
        if not standings:
            return None
        unlawful = tuple(stand for stand in standings if stand.standing not in LAWFUL)
        if unlawful:
            named = (f"{stand.standing.value} ({stand.reading})" for stand in unlawful)
            self.left_out.append(
                LeftOut(
                    section="measures",
                    entry=part.measure,
                    why=f"not lawful under every reading: {', '.join(named)}",
                    unlawful=unlawful,
                    goods=part.goods,
                )
            )
            return _NEVER
        return first_leading(
            [self._consent_wait(stand) for stand in standings],
            lambda wait: wait.by(self.quantile),
        )

    def _consent_wait(self, stand: OptionStanding) -> Wait:
        path = consent_path(setup_of(self.case), stand, self.values)
        if path.is_vote:
            return Tries(
                chance=path.chance, after=path.lead * self.steps, every=path.wait * self.steps
            )
        return Tries(chance=path.chance, every=period_of(self.case) * self.steps)

    def _stock(self, stock: Stock) -> model.TransportStock:
        self.names |= assumptions_in(self.case, stock.assumed) | assumptions_in(
            self.case, stock.condition
        )
        there, whole = quantity(self.values, stock), self.of(stock.whole)
        after = self._within(stock.makes_after).by(self.quantile) if stock.makes else 0.0
        return model.TransportStock(
            id=stock.id,
            quantity=there,
            floor=there * self.of(stock.floor),
            makes=self.of(stock.makes) * whole / self.steps if stock.makes else 0.0,
            makes_from=periods_of(after, 1.0),
            mass=self.of(stock.mass),
        )

    def _route(self, route: Route, lead: UniformWait) -> model.TransportRoute:
        stopped = [name for name in self.without if name in route.depends_on or name in route.via]
        return model.TransportRoute(
            id=route.id,
            partner=(
                next((donor.id for donor in self.case.donors if donor.actor in route.via), "")
                if route.kind == BACKFILL
                else ""
            ),
            lead=periods_of(lead.by(self.quantile), 1.0),
            capacity=self.of(route.capacity) / self.steps if route.capacity else inf,
            exposure=self.of(route.exposure),
            is_closed=route.history == BLOCKED or bool(stopped),
        )

    def _partner(self, donor: Donor, lag: UniformWait) -> model.Partner:
        needs = [need.id for need in self.case.needs]
        return model.Partner(
            id=donor.id,
            passes_on=self.of(donor.passes_on) if donor.passes_on else 1.0,
            lag=periods_of(lag.by(self.quantile), 1.0),
            reserve=dict.fromkeys(needs, self.of(donor.reserve)) if donor.reserve else {},
            floor=dict.fromkeys(needs, self.of(donor.floor)) if donor.floor else {},
        )

    def _name_what_is_left_out(self) -> None:
        """
        Name the needs that nothing meets, the stocks without numbers, and the routes by which
        nothing named would go.
        """
        sent = {name for measure in self.case.measures for name in measure.goods if measure.by}
        used = {name for measure in self.case.measures for name in measure.by if measure.goods}
        self.left_out += self._unmet_needs()
        whys = [(stock.id, self._why_out(stock, sent)) for stock in self.case.stocks]
        self.left_out += [
            LeftOut(section="stocks", entry=name, why=why) for name, why in whys if why
        ]
        self.left_out += self._unused_routes(used)

    def _unmet_needs(self) -> Iterator[LeftOut]:
        """Give each need that no present stock meets, and the stocks that do not fit one."""
        for need, (how, matches) in matched(self.case).items():
            if how is not State.NAMED:
                yield LeftOut(section="needs", entry=need, why=_WHY[how])
            for match in matches:
                if match.why_not:
                    yield LeftOut(section="stocks", entry=match.stock, why=match.why_not)

    def _unused_routes(self, used: Container[str]) -> Iterator[LeftOut]:
        for route in self.case.routes:
            if route.kind == BACKFILL and donor_of(self.case, route) is None:
                yield LeftOut(
                    section="routes",
                    entry=route.id,
                    why="no donor is entered that would pass on goods of its own",
                )
            elif route.id not in used:
                yield LeftOut(
                    section="routes",
                    entry=route.id,
                    why="no source says which goods would go by it",
                )

    def _why_out(self, stock: Stock, sent: Container[str]) -> str:
        """
        Say why no plan sends a stock, or not by every route; empty where there is nothing to say.
        """
        if not stock.meets or stock.is_precedent_only:
            return ""
        if stock.id not in sent:
            return "no measure would send it"
        if not has_numbers(self.case, stock):
            return "how many there are, or meet a need, is not in the sources"
        return (
            "its end-use terms bar it by"
            f" {', '.join(kind.replace('_', ' ') for kind in stock.bars)}"
            if stock.bars
            else ""
        )


_WHY = {
    State.NONE: "no item is named for it",
    State.PRECEDENT: "only a past delivery is named for it, and no present stock",
}


def _ceiled(steps: float) -> int | float:
    """Give whole steps, begun ones counted whole; never stays never."""
    return steps if steps == inf else periods_of(steps, 1.0)
