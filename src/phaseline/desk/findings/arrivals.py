"""What can arrive and when, what a clock leaves of it, and the effect whose sign is open."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from phaseline.case.alphabet import by_words, needs_in_order
from phaseline.case.games import setup_of
from phaseline.case.model.case import Case
from phaseline.case.model.choices import Brake
from phaseline.case.model.common import Cite
from phaseline.case.model.escalation import Track, TrackRole
from phaseline.case.model.evidence import Within
from phaseline.case.model.supply import BACKFILL, Route, Stock
from phaseline.case.values import amount_at, range_of
from phaseline.desk.delivery.arrival_dates import SHOWN, planned_arrivals
from phaseline.desk.delivery.plans import Deliverable, ReadingPlan
from phaseline.desk.delivery.supply_options import in_periods
from phaseline.desk.estimates.ranges import span
from phaseline.desk.estimates.valuation import assumptions_in, best_values, in_case_order
from phaseline.desk.findings.authority import sides_of
from phaseline.desk.findings.finding import Absence, Finding, Spread
from phaseline.desk.findings.promises import cites_of, drift
from phaseline.errors import QuestionError
from phaseline.supply.matching import State
from phaseline.terms.quantity import Amount, Quantity, Reference
from phaseline.terms.record import record
from phaseline.terms.ties import in_order, is_more

_MOST_NEEDS = 3
_MOST_SIDES = 2


@record
class NeedsNamed(Finding):
    """
    How many needs have a named item, and how many stocks a number.

    Args:
        needs: How many needs there are.
        named: How many have a named item.
        stocks: How many stocks have a number.
    """

    needs: int
    named: int
    stocks: int


@record
class NeedsByStock(Finding):
    """
    How many needs a stock with a number meets, where no plan was made.

    Args:
        needs: How many needs there are.
        named: How many have a named item.
        stocks: How many stocks have a number.
        met: How many needs one of these stocks meets.
    """

    needs: int
    named: int
    stocks: int
    met: int


@record
class RoutesUsed(Finding):
    """
    How many routes were used and how many blocked.

    Args:
        used: How many were used.
        blocked: How many were blocked.
        because: The address of the first that says why; empty where none does.
    """

    used: int
    blocked: int
    because: str


@record
class PlanReaches(Finding):
    """
    What a plan meets of the needs under one reading, on assumed amounts.

    Args:
        reading: The id of the reading; empty where the law is not asked.
        met: The needs that it meets most, with their share.
        planned: From when on anything arrives in the plan [period]; None where nothing may be
            counted on.
        starts: The same by its routes, over draws of the assumptions; None where no draws were
            made.
    """

    reading: str
    met: tuple[tuple[str, float], ...]
    planned: float | None
    starts: Spread | None


@record
class UnderEveryReading(Finding):
    """
    What every reading allows of what was asked for, counted as under one reading.

    Args:
        met: The needs that a plan meets most which is lawful under all of them, with their share;
            none where it sends nothing that may be counted on.
    """

    met: tuple[tuple[str, float], ...]


@record
class FloorsHold(Finding):
    """
    A plan keeps the floors, and how much of what it sends is neither surplus nor replaced.

    Args:
        is_assumed: Whether a floor of what it sends is an assumption, and no number of a source.
        sent: How many stocks are sent.
        tested: How many of them have to pass a test of own needs.
    """

    is_assumed: bool
    sent: int
    tested: int


@record
class GoodsFrom(Finding):
    """
    From when goods would arrive, to be held against the end of a clock.

    Args:
        planned: When the first of them arrives in the plan [period].
        starts: The same by its routes, over draws of the assumptions; None where no draws were
            made.
        share: The share of the draws in which any may be counted on.
        is_by_partners: Whether the plan uses no route but by way of a partner that passes on goods
            of its own.
    """

    planned: float
    starts: Spread | None
    share: float
    is_by_partners: bool


@record
class FixedArrival(Finding):
    """
    The first arrival has no range: nothing that it rests on is entered with one.

    Args:
        planned: When the first of the goods arrives in the plan [period].
    """

    planned: float


@record
class TiedToClock(Finding):
    """
    How many measures of the courses a clock leaves a part of, and what nobody here decides.

    Args:
        track: The address of the track.
        level: The level at which it does; empty where it leaves all of every effect.
        measures: The addresses of the measures.
        left: The share of every effect that is left there, over the ends of the assumptions; None
            where there is no such level, or no number.
    """

    track: str
    level: str
    measures: tuple[str, ...]
    left: Spread | None


@record
class FirstBrake(Finding):
    """
    What holds the responder back first, in the source's own order.

    Args:
        brake: The address of the brake.
    """

    brake: str


@record
class OpenSign(Finding):
    """
    An assumed effect whose sign is open.

    Args:
        assumption: The address of the assumption.
    """

    assumption: str


def arrivals(case: Case, goods: Deliverable | None) -> tuple[Finding, ...]:
    """Give what can arrive and when, what every reading allows, and whether that weakens us."""
    if not case.needs:
        return ()
    if goods is None:
        return _without_plan(case)
    every = goods.everywhere
    return (
        _needs_named(goods),
        _reached(case, goods.first),
        *_fixed(goods.first),
        *((_under_every_reading(case, every),) if every else ()),
        *_weaker(case, goods, goods.first),
    )


def _needs_named(goods: Deliverable) -> NeedsNamed:
    """Give how many needs have a named item, and how many stocks a number."""
    needs = goods.register.needs
    counted = [entry for entry in goods.register.stocks if isinstance(entry.quantity, Quantity)]
    return NeedsNamed(
        needs=len(needs),
        named=sum(need.state is State.NAMED for need in needs),
        stocks=len(counted),
        cites=tuple(cite for entry in counted for cite in entry.stock.cites[:1]),
        rests_on=(
            *(f"needs.{need.need.id}" for need in needs),
            *(f"stocks.{entry.stock.id}" for entry in counted),
        ),
    )


def goods_from(case: Case, goods: Deliverable | None) -> tuple[Finding, ...]:
    """Give from when goods would arrive, with its range; nothing where none are planned."""
    planned = _planned(case, goods.first) if goods and goods.first.plan.deliveries else None
    if goods is None or planned is None:
        return ()
    opened = [case.routes[name] for name in goods.first.plan.opened]
    dates = goods.first.dates
    return (
        GoodsFrom(
            planned=planned,
            starts=_spread(case, goods.first),
            share=dates.first.share if dates else 1.0,
            is_by_partners=all(route.kind == BACKFILL for route in opened),
            rests_on=_dated_by(goods.first),
        ),
        *_fixed(goods.first),
    )


def _fixed(plan: ReadingPlan) -> tuple[FixedArrival, ...]:
    """Give that the first arrival has no range, where nothing that it rests on has one."""
    if plan.dates is None or plan.dates.first.rests_on:
        return ()
    return (
        FixedArrival(
            planned=plan.dates.first.planned,
            rests_on=_opened(plan),
            absence=Absence.NOT_ENTERED,
        ),
    )


def _spread(case: Case, plan: ReadingPlan) -> Spread | None:
    """Give over which dates the first arrives; None where no draws were made."""
    if plan.dates is None:
        return None
    drawn = plan.dates.first.drawn
    return Spread(median=drawn.median, low=drawn.low, high=drawn.high, unit=case.period)


def _dated_by(plan: ReadingPlan) -> tuple[str, ...]:
    """Give the addresses on which it rests when the first arrives."""
    if plan.dates is None:
        return _opened(plan)
    first = plan.dates.first
    return (
        *(f"routes.{name}" for name in first.routes),
        *(f"assumptions.{name}" for name in first.rests_on),
    )


def tied_to_clock(case: Case) -> tuple[Finding, ...]:
    """Give what depends on a clock that nobody here decides, and what holds the responder back."""
    tied = _clock(case)
    if tied is None:
        return ()
    track, level, measures = f"tracks.{tied.id}", *_left_in_part(case, tied)
    share = _share_left(case, tied) if level else ""
    return (
        TiedToClock(
            about=tied.id,
            track=track,
            level=level,
            measures=measures,
            left=_left(case, share) if level else None,
            rests_on=(
                track,
                *measures,
                *(
                    f"assumptions.{name}"
                    for name in in_case_order(case, assumptions_in(case, share))
                ),
            ),
        ),
        *((drift(tied),) if measures else ()),
        *(_first_brake(brake) for brake in case.brakes if brake.rank == 1),
    )


def _clock(case: Case) -> Track | None:
    """Give the track that is the clock, or one of nature's, of which the case says what it does."""
    noted = by_words(track for track in case.tracks if track.note)
    clocks = [track for track in noted if track.role is TrackRole.CLOCK]
    of_nature = [track for track in noted if track.controlled_by == "nature"]
    return next(iter((*clocks, *of_nature)), None)


def _left_in_part(case: Case, tied: Track) -> tuple[str, tuple[str, ...]]:
    """
    Give the level of a track at which the game leaves only a part of every effect, and the
    addresses of the measures of the responder's courses that have one; nothing where none does.
    """
    setup = case.game
    if setup is None:
        return "", ()
    played = {track.id for track in setup.tracks if track.of == tied.id}
    level = next((row.level for row in setup.muted if row.track in played), "")
    acting = {effect.measure for effect in setup.effects if effect.loss or effect.benefit}
    return (level, _on_own_courses(case, acting)) if level else ("", ())


def _share_left(case: Case, tied: Track) -> str:
    """Give the formula of the share that is left of every effect at that level."""
    setup = setup_of(case)
    played = {track.id for track in setup.tracks if track.of == tied.id}
    return next(row.share for row in setup.muted if row.track in played)


def _left(case: Case, share: str) -> Spread | None:
    """Give a share over the ends of the assumptions; None where its formula leads to no number."""
    values = best_values(case)
    names = assumptions_in(case, share)
    try:
        low, high = span(case, values, names, lambda at: at.of(share))
        return Spread(median=values.of(share), low=low, high=high, unit="share")
    except QuestionError:
        return None


def _on_own_courses(case: Case, names: AbstractSet[str]) -> tuple[str, ...]:
    """Give the addresses of those measures that stand on a course of the responder's."""
    rungs = [rung for ladder in case.ladders if not ladder.controlled_by for rung in ladder.rungs]
    ours = {name for rung in rungs for name in rung.measures}
    return tuple(
        f"measures.{measure.id}" for measure in case.measures if measure.id in ours & names
    )


def _first_brake(brake: Brake) -> FirstBrake:
    address = f"brakes.{brake.id}"
    return FirstBrake(about=brake.id, brake=address, cites=brake.cites[:1], rests_on=(address,))


def open_signs(case: Case) -> tuple[Finding, ...]:
    """
    Give both sides of the conflict about an effect whose sign the assumptions leave open; of
    several one between sources, and one that is about little else; of equals the first by its
    words.
    """
    conflicts = sorted(
        by_words(case.conflicts),
        key=lambda conflict: (conflict.lies is not Within.BETWEEN, len(conflict.matters_for)),
    )
    for assumption in by_words(case.assumptions):
        ends, address = range_of(assumption), f"assumptions.{assumption.id}"
        conflict = next(
            (conflict for conflict in conflicts if address in conflict.matters_for), None
        )
        if conflict and ends and ends[0].number < 0 < ends[1].number:
            return (
                *sides_of(case, conflict.id)[:_MOST_SIDES],
                OpenSign(about=assumption.id, assumption=address, rests_on=(address,)),
            )
    return ()


def _planned(case: Case, plan: ReadingPlan) -> float | None:
    """Give when the first arrives in a plan of what may be counted on [period]."""
    steps = planned_arrivals(plan.plan)
    return in_periods(case, min(steps.values())) if steps else None


def _without_plan(case: Case) -> tuple[Finding, ...]:
    counted = [stock for stock in case.stocks if _is_known(case, stock.quantity)]
    offered = [stock for stock in case.stocks if not stock.is_precedent_only]
    return (
        NeedsByStock(
            needs=len(case.needs),
            named=_met_by(case, offered),
            stocks=len(counted),
            met=_met_by(case, counted),
            cites=cites_of(case, tuple(name for stock in counted for name in stock.facts)),
            rests_on=tuple(f"stocks.{stock.id}" for stock in counted),
        ),
        *_routes_used(case),
    )


def _met_by(case: Case, stocks: Sequence[Stock]) -> int:
    """Count the needs that some of the stocks meet."""
    met = {need for stock in stocks for need in stock.meets}
    return len(met & case.needs.ids)


def _routes_used(case: Case) -> Sequence[RoutesUsed]:
    used = by_words(route for route in case.routes if route.history == "used")
    blocked = by_words(route for route in case.routes if route.history == "blocked")
    if not used and not blocked:
        return ()
    return [
        RoutesUsed(
            used=len(used),
            blocked=len(blocked),
            because=next((f"routes.{route.id}" for route in blocked if route.reason), ""),
            cites=_cites_of_routes(case, blocked),
            rests_on=tuple(f"routes.{route.id}" for route in (*used, *blocked)),
        )
    ]


def _cites_of_routes(case: Case, routes: Sequence[Route]) -> tuple[Cite, ...]:
    own = tuple(cite for route in routes for cite in route.cites)[:1]
    return own or cites_of(case, tuple(name for route in routes for name in route.facts), 1)


def _is_known(case: Case, amount: Amount) -> bool:
    if isinstance(amount, Reference):
        try:
            amount = amount_at(case, amount.address)
        except KeyError:
            return False
    return isinstance(amount, Quantity)


def _reached(case: Case, plan: ReadingPlan) -> PlanReaches:
    met, opened = _most_met(case, plan), _opened(plan)
    dated = _dated_by(plan) if met else ()
    return PlanReaches(
        about=plan.shipping.reading,
        reading=plan.shipping.reading,
        met=met,
        planned=_planned(case, plan) if met else None,
        starts=_spread(case, plan) if met else None,
        rests_on=(*opened, *(name for name in dated if name not in opened)),
    )


def _under_every_reading(case: Case, plan: ReadingPlan) -> UnderEveryReading:
    return UnderEveryReading(met=_most_met(case, plan), rests_on=_opened(plan))


def _most_met(case: Case, plan: ReadingPlan) -> tuple[tuple[str, float], ...]:
    """Give the needs that a plan meets most by their deadlines, with the share of each."""
    shares = [(need.id, plan.plan.met.get(need.id, (0.0,))[-1]) for need in needs_in_order(case)]
    met = in_order(
        [(name, share) for name, share in shares if is_more(share, SHOWN)], lambda pair: pair[1]
    )
    return met[:_MOST_NEEDS]


def _opened(plan: ReadingPlan) -> tuple[str, ...]:
    """Give the addresses of the routes that a plan uses."""
    return tuple(f"routes.{name}" for name in plan.plan.opened)


def _weaker(case: Case, goods: Deliverable, plan: ReadingPlan) -> list[FloorsHold]:
    sent = {delivery.stock for delivery in plan.plan.deliveries}
    floors = frozenset[str]().union(
        *(assumptions_in(case, stock.floor) for stock in case.stocks if stock.id in sent)
    )
    tested = [
        entry.stock.id
        for entry in goods.register.stocks
        if entry.stock.id in sent and entry.stock.own_needs_test
    ]
    if not sent:
        return []
    return [
        FloorsHold(
            is_assumed=bool(floors),
            sent=len(sent),
            tested=len(tested),
            rests_on=(
                *(f"stocks.{name}" for name in tested),
                *(f"assumptions.{name}" for name in in_case_order(case, floors)),
            ),
        )
    ]
