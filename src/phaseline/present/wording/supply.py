"""
Supply in words: times and dates, what holds a plan back, what would have to be otherwise, how far
needs are met.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import isinf

from phaseline.case.model.case import Case
from phaseline.case.values import amount_or_unknown
from phaseline.desk.delivery.plans import ReadingPlan
from phaseline.desk.delivery.simulation import Simulation
from phaseline.desk.delivery.supply_options import in_periods, step_of
from phaseline.desk.delivery.transport_problem import (
    EVERYWHERE,
    AwaitedConsent,
    ConsentInLaw,
    LeftOut,
    PlanningProblem,
)
from phaseline.desk.estimates.percentiles import DrawRange
from phaseline.desk.estimates.ranges import Estimate
from phaseline.desk.findings.finding import Spread
from phaseline.present.wording.law import reading_names, standing_label
from phaseline.present.wording.numbers import (
    actor_words,
    count_words,
    listed,
    lowered,
    number_words,
    within_words,
)
from phaseline.present.wording.politics import chance_words
from phaseline.supply.binding_constraints import BindingConstraint, ConstraintKind
from phaseline.supply.chances import Tries, UniformWait, Wait
from phaseline.supply.conflict import Relaxation
from phaseline.supply.matching import State
from phaseline.supply.model import Aim
from phaseline.supply.plan import Plan
from phaseline.supply.prices import Price
from phaseline.terms.quantity import Quantity, unit
from phaseline.terms.ties import is_more, is_same

STATE_WORDS: Mapping[State, str] = {
    State.NAMED: "named item",
    State.PRECEDENT: "precedent only",
    State.NONE: "none named",
}
VALUE = "share of the needs met, weighed, on average until their deadlines"
ASSUMED = (
    "Quantities that no source gives are assumptions with owners: no stock of a plan is reported as"
    " a fact."
)
_TONNE = 1000.0
_LEAST_PIECE = 0.5  # what is less rounds to none
_SMALL = 0.01  # points; what is less is not worth a figure


def points(share: float) -> str:
    """
    Write a share in points of a hundred, so that a small one keeps its size.

    >>> points(0.0671), points(0.00246), points(0.00001), points(0.0)
    ('6.7', '0.25', 'under 0.01', '0')
    """
    number = 100 * share
    if number == 0:
        return "0"
    if abs(number) < _SMALL:
        return f"under {_SMALL:g}"
    return f"{number:.2f}" if abs(number) < 1 else f"{number:.1f}"


def percent(share: float) -> str:
    """
    Write a share in whole percent; what is less than one and more than none keeps that.

    >>> percent(0.275), percent(0.004), percent(0.0), percent(0.998), percent(1.0)
    ('28 %', 'under 1 %', '0 %', 'over 99 %', '100 %')
    """
    if 0 < share < 0.005:
        return "under 1 %"
    return "over 99 %" if 0.995 <= share < 1 - 1e-9 else f"{100 * share:.0f} %"


def periods_words(case: Case, periods: float) -> str:
    """Write a time in periods of a case, so that a short one keeps its size; endless is never."""
    if isinf(periods):
        return "never"
    size = number_words(round(periods, 1) if periods >= 1 else float(f"{periods:.2g}"))
    return f"{size} {case.period}{'' if size == '1' else 's'}"


def steps_words(case: Case, steps: float) -> str:
    """Write a number of steps of a plan in periods of a case."""
    return periods_words(case, in_periods(case, steps))


def step_name(case: Case) -> str:
    """Name one step of a plan: a week, or the period of the case where that is shorter."""
    return "week" if is_same(step_of(case), unit("week").factor) else case.period


def day_after(case: Case, periods: float) -> str:
    """
    Give the day on which so many periods have passed since the as-of date; empty where that is no
    day.
    """
    day = _day_on(case, periods)
    return _by_day(day) if day else ""


def _day_on(case: Case, periods: float) -> date | None:
    """Give the day on which so many periods have passed; None where that is no day."""
    if case.as_of.first is None:
        return None
    try:
        days = round(periods * unit(case.period).factor / unit("day").factor)
        return case.as_of.first + timedelta(days=days)
    except OverflowError:  # beyond the last day of the calendar
        return None


def arrival_words(case: Case, starts: Spread | DrawRange) -> str:
    """
    Say about when the first of something arrives: by month where its range is wider than one, by
    day where it is not; in periods where the case has no day to count from.
    """
    ends = (starts.median, starts.low, starts.high)
    days = [day for end in ends if (day := _day_on(case, end))]
    if len(days) < len(ends):
        middle, low, high = (number_words(round(end, 1)) for end in ends)
        return f"after about {within_words(middle, low, high)} {case.period}s"
    by = _by_month if _is_over_a_month(case, starts) else _by_day
    middle, low, high = map(by, days)
    if middle == low == high:
        return f"about {middle}"
    year = f" {days[1]:%Y}"
    low = low.removesuffix(year) if high.endswith(year) else low  # the year is said once
    return f"about {middle} ({low} to {high})"


def _is_over_a_month(case: Case, starts: Spread | DrawRange) -> bool:
    months = (starts.high - starts.low) * unit(case.period).factor
    return is_more(months, 1.0)


def _by_month(day: date) -> str:
    return f"{day:%B %Y}"


def _by_day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def first_arrival_words(case: Case, outlook: ReadingPlan) -> str:
    """
    Say when the first arrives of what a plan sends, over the draws and in the plan; nothing where
    nothing arrives that counts, or no draws were made.
    """
    dates = outlook.dates
    if dates is None:
        return ""
    first = dates.first
    planned = day_after(case, first.planned) or f"after {periods_words(case, first.planned)}"
    if not first.rests_on:
        return f"The first arrives on {planned}; no range: that rests on fixed dates."
    none = dates.draws - round(first.share * dates.draws)
    return (
        f"The first arrives {arrival_words(case, first.drawn)}, in nine of ten of"
        f" {dates.draws} combinations of the assumptions{_none_words(none)}; in the plan itself,"
        f" on {planned}."
    )


def _none_words(none: int) -> str:
    return f" (in {none} of them nothing may be counted on)" if none else ""


def amount_of(number: float, name: str) -> str:
    """
    Write an amount of a stock with three figures; pieces are counted whole.

    >>> amount_of(2067.2, "missile"), amount_of(46.4, "item"), amount_of(0.3, "item")
    ('2,070 missiles', '46 items', 'less than 1 item')
    >>> amount_of(1, "item"), amount_of(0.5, ""), amount_of(11.34, "t")
    ('1 item', '0.5', '11.3 t')
    """
    if _is_of_pieces(name):
        if 0 < number < _LEAST_PIECE:
            return f"less than 1 {name}"
        number = round(number)
    shown = float(f"{number:.3g}")
    plural = f"{name}s" if _is_of_pieces(name) and shown != 1 else name
    return f"{number_words(shown)} {plural}".strip()


def _is_of_pieces(name: str) -> bool:
    """Whether a unit counts pieces, and is no mass and no plain number."""
    return bool(name) and unit(name).dimension != unit("kg").dimension


def time_words(time: Estimate, period: str) -> str:
    """
    Write a time [month] with its range, in the periods of a case.

    >>> time_words(Estimate(best=3.5, low=1, high=6), "month")
    '3.5 (1 to 6) months'
    >>> time_words(Estimate(best=2, low=2, high=2), "quarter")
    '0.7 quarters'
    """
    best, low, high = (
        number_words(round(number / unit(period).factor, 1))
        for number in (time.best, time.low, time.high)
    )
    return f"{best} ({low} to {high}) {period}s" if low != high else f"{best} {period}s"


def reading_words(case: Case, reading: str) -> str:
    """Give a reader's name for the reading of a plan."""
    if reading == EVERYWHERE:
        return "lawful under every reading"
    return reading_names(case).get(reading, reading) or "the law is not asked"


def title_of(case: Case, name: str) -> str:
    """Give the title of a need, a stock, a route, a measure, or the name of a partner's actor."""
    titles = {measure.id: measure.title for measure in case.measures} | {
        route.id: route.title for route in case.routes
    }
    titles |= {need.id: need.title for need in case.needs} | {
        stock.id: stock.title for stock in case.stocks
    }
    if name in titles:
        return titles[name]
    donor = next((one.actor for one in case.donors if one.id == name), "")
    return actor_words(case, donor) if donor else name


def measure_words(case: Case, measure: str, goods: Sequence[str]) -> str:
    """Give the title of a measure, with the goods that are meant where not all of them are."""
    names = listed([title_of(case, name) for name in goods])
    return f"{title_of(case, measure)} ({names})" if goods else title_of(case, measure)


def consent_name(case: Case, consent: AwaitedConsent) -> str:
    """Say whose consent it is, to what."""
    if isinstance(consent, ConsentInLaw):
        return f"consent in law to {_lower(measure_words(case, consent.measure, consent.goods))}"
    goods = lowered(case, title_of(case, consent.stock)) if consent.stock else "its goods"
    return f"consent of {_the(actor_words(case, consent.maker))} to {goods} being passed on"


def left_out_words(case: Case, entry: LeftOut) -> str:
    """
    Say why something is left out; of a measure that is not lawful under every reading, how it
    stands in whose reading.
    """
    stands = [
        f"{standing_label(case, stand.standing, stand.bodies)}"
        f" ({lowered(case, reading_words(case, stand.reading))})"
        for stand in entry.unlawful
    ]
    return f"not lawful under every reading: {'; '.join(stands)}" if stands else entry.why


def hold_words(case: Case, planning: PlanningProblem, hold: BindingConstraint) -> str:
    """Name one thing that holds a plan back."""
    if hold.kind is ConstraintKind.CONSENT:
        return consent_name(case, planning.consents[hold.id])
    title = title_of(case, hold.id)
    return {
        ConstraintKind.STOCK: f"how much there is of: {title}",
        ConstraintKind.FLOOR: f"the floor that is kept of: {title}",
        ConstraintKind.ROUTE: f"the closed way: {title}",
        ConstraintKind.CAPACITY: f"what it carries: {title}",
        ConstraintKind.LEAD: f"the time under way: {title}",
        ConstraintKind.PASSING: f"how much it passes on of what it gets: {title}",
        ConstraintKind.LAG: f"the time until it passes something on: {title}",
    }[hold.kind]


def step_words(case: Case, planning: PlanningProblem, price: Price) -> str:
    """Say what one step of one thing is."""
    hold, title = price.hold, title_of(case, price.hold.id)
    if hold.kind is ConstraintKind.CONSENT:
        is_counted = not isinf(price.stands)
        sooner = (
            f"a {step_name(case)} sooner" if is_counted else "in hand at once; it is not counted on"
        )
        return f"{consent_name(case, planning.consents[hold.id])}, {sooner}"
    return f"{_STEPS[hold.kind].format(step=step_name(case))}: {title}"


_STEPS: Mapping[ConstraintKind, str] = {
    ConstraintKind.STOCK: "a tenth more of",
    ConstraintKind.FLOOR: "the floor lowered by a tenth of the stock",
    ConstraintKind.ROUTE: "the way opened",
    ConstraintKind.CAPACITY: "a tenth more carried",
    ConstraintKind.LEAD: "a {step} less under way",
    ConstraintKind.PASSING: "10 points more passed on of what it gets",
    ConstraintKind.LAG: "a {step} less until it passes something on",
}


def change_words(case: Case, planning: PlanningProblem, change: Relaxation) -> str:
    """Say how one thing would have to stand, beside how it stands."""
    hold, needed, stands = change.hold, change.needed, change.stands
    title = title_of(case, hold.id)
    match hold.kind:
        case ConstraintKind.STOCK | ConstraintKind.FLOOR:
            unit = next((stock.unit for stock in case.stocks if stock.id == hold.id), "")
            what = (
                f"at least {amount_of(needed, unit)} of {title}"
                if hold.kind is ConstraintKind.STOCK
                else f"a floor of at most {amount_of(needed, unit)}: {title}"
            )
            return f"{what}, not {amount_of(stands, unit)}{_basis(case, hold.id)}"
        case ConstraintKind.CONSENT:
            now = "not counted on" if isinf(stands) else f"planned {_after(case, stands)}"
            consent = consent_name(case, planning.consents[hold.id])
            return f"{consent} {_within(case, needed)} (now {now})"
        case ConstraintKind.ROUTE:
            return f"the closed way opened: {title}"
        case ConstraintKind.CAPACITY:
            return f"{_tonnes(case, needed)} carried, not {_tonnes(case, stands)}: {title}"
        case ConstraintKind.LEAD:
            return (
                f"at most {steps_words(case, needed)} under way, not"
                f" {steps_words(case, stands)}: {title}"
            )
        case ConstraintKind.PASSING:
            return (
                f"at least {percent(needed)} passed on of what it gets, not {percent(stands)}:"
                f" {title}"
            )
        case ConstraintKind.LAG:
            return (
                f"passing on after at most {steps_words(case, needed)}, not"
                f" {steps_words(case, stands)}: {title}"
            )


def _basis(case: Case, name: str) -> str:
    """Say what an amount of a stock rests on, where it is not the number of a source alone."""
    stock = case.stocks[name]
    if not isinstance(amount_or_unknown(case, stock.quantity), Quantity):
        return " (assumed)"
    return " (those that work; their share is assumed)" if stock.condition else ""


def wait_words(case: Case, planning: PlanningProblem, name: str) -> str:
    """Say from when a consent is counted on, and why then."""
    wait = planning.waits[name]
    since = planning.problem.consents[name].since
    consent = planning.consents[name]
    stand = consent.stand if isinstance(consent, ConsentInLaw) else None
    lead = f"{standing_label(case, stand.standing, stand.bodies)}: " if stand else ""
    return f"{lead}{_since_words(case, wait, since)}"


def tried_words(case: Case, wait: Wait) -> str:
    """Say how often something is tried again: in each period of the case, or after a time."""
    if not isinstance(wait, Tries) or wait.every <= 0:
        return ""
    if is_same(in_periods(case, wait.every), 1.0):
        return f" a {case.period}"
    return f" each {steps_words(case, wait.every)}"


def _since_words(case: Case, wait: Wait, since: float) -> str:
    if isinf(since):
        return f"not counted on; its chance is {chance_words(wait.chance)}"
    parts = [_after(case, since)]
    if isinstance(wait, UniformWait) and wait.high > wait.low:
        parts.append(f"it may take {wait_span(case, wait)}")
    if wait.chance < 1:
        parts.append(f"its chance is {chance_words(wait.chance)}{tried_words(case, wait)}")
    return "; ".join(parts)


def wait_span(case: Case, wait: UniformWait) -> str:
    """Say between which ends a wait lies."""
    low = number_words(round(in_periods(case, wait.low), 1))
    return f"{low} to {steps_words(case, wait.high)}"


def _after(case: Case, steps: float) -> str:
    return f"after {steps_words(case, steps)}" if steps else "at once"


def _within(case: Case, steps: float) -> str:
    return f"within {steps_words(case, steps)}" if steps else "at once"


def value_words(plan: Plan) -> str:
    """
    Write the value of a plan in points, with how far it may be from the best where it is not exact;
    how planning ended, where there is none.
    """
    if not plan.has_plan:
        return plan.outcome.value
    gap = f" (within {100 * plan.gap:.2g} %)" if plan.gap > 0 else ""
    return f"{points(plan.totals[Aim.VALUE])}{gap}"


def having(count: int, noun: str = "") -> str:
    """
    Say how many have something, what they have following.

    >>> having(0), having(0, "stock"), having(1, "stock"), having(2)
    ('none has', 'no stock has', '1 stock has', '2 have')
    """
    if not count:
        return f"no {noun} has" if noun else "none has"
    counted = count_words(count, noun) if noun else str(count)
    return f"{counted} {'has' if count == 1 else 'have'}"


def chanced_words(simulation: Simulation | None) -> str:
    """Say what a plan comes to under chance, in points."""
    if simulation is None:
        return ""
    value = simulation.value
    return within_words(points(value.best), points(value.low), points(value.high))


def span_points(estimate: Estimate | None) -> str:
    """Write a value with its range, in points."""
    return (
        within_words(points(estimate.best), points(estimate.low), points(estimate.high))
        if estimate
        else ""
    )


def _tonnes(case: Case, mass: float) -> str:
    """Write what is carried in a step of a plan as what is carried in a period of the case."""
    tonnes = mass / in_periods(case, 1.0) / _TONNE
    return f"{number_words(float(f'{tonnes:.3g}'))} t a {case.period}"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _the(name: str) -> str:
    return f"the {name}" if name.startswith(("Government", "United")) else name
