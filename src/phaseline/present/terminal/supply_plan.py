"""
Plans of deliveries for the terminal: by reading, in full, without allies, at limits, and what
stands in the way.
"""

from collections.abc import Iterable, Sequence

from phaseline.case.model.case import Case
from phaseline.desk.delivery.obstacles import Obstacles
from phaseline.desk.delivery.plans import Deliverable, ReadingPlan, Register
from phaseline.desk.delivery.simulation import DRAWS
from phaseline.desk.delivery.supply_options import in_periods
from phaseline.desk.delivery.transport_problem import EVERYWHERE, PlanningProblem
from phaseline.present.wording.layout import heading, table, wrapped
from phaseline.present.wording.numbers import (
    actor_words,
    count_words,
    ends_words,
    listed,
    lowered,
    number_words,
)
from phaseline.present.wording.supply import (
    ASSUMED,
    VALUE,
    amount_of,
    arrival_words,
    chanced_words,
    change_words,
    consent_name,
    day_after,
    first_arrival_words,
    hold_words,
    left_out_words,
    measure_words,
    percent,
    periods_words,
    points,
    reading_words,
    span_points,
    step_name,
    step_words,
    steps_words,
    title_of,
    value_words,
    wait_words,
)
from phaseline.supply.model import Aim
from phaseline.supply.plan import Plan

_MOST_PRICES = 10
_MOST_MOVERS = 6
_SHOWN = 0.0005  # a share of a need that is less is not listed


def plan_text(case: Case, goods: Deliverable, shown: str = "") -> str:
    """
    Give the plans of a case as blocks of text.

    Args:
        case: The case.
        goods: The plans.
        shown: The reading whose plan is given in full; the one that is played first if empty.
    """
    every = [*goods.plans, *((goods.everywhere,) if goods.everywhere else ())]
    outlook = next((plan for plan in every if plan.shipping.reading == shown), goods.first)
    parts = [
        _readings(case, goods),
        _plan(case, outlook),
        _dates(case, outlook),
        _consents(case, outlook),
        _chance(case, outlook),
        _prices(case, outlook),
        _movers(case, outlook),
        _left_out(case, outlook),
    ]
    return "\n\n".join(part for part in parts if part)


def without_text(
    case: Case, register: Register, names: Sequence[str], with_all: Deliverable, rest: Deliverable
) -> str:
    """Say which routes stay useful without some actors, and what that does to the plans."""
    who = listed([actor_words(case, name) for name in names])
    kept = [
        route
        for route in register.routes
        if route.route.history != "blocked" and not set(names) & set(route.useless_without)
    ]
    lost = [one for one in register.routes if set(names) & set(one.useless_without)]
    parts = [one for one in kept if set(names) & set(one.route.parts_from)]
    lines = [
        heading(f"If {who} stopped"),
        wrapped(f"Useless: {listed([one.route.title for one in lost])}.", hang=4),
    ]
    lines.append(wrapped(f"Still of use: {listed([one.route.title for one in kept])}.", hang=4))
    lines += [
        wrapped(
            f"{part.route.title} stays possible, and would set {actor_words(case, case.responder)}"
            f" apart from {who}.",
            hang=4,
        )
        for part in parts
    ]
    blocked = [one.route.title for one in register.routes if one.route.history == "blocked"]
    if blocked:
        lines.append(wrapped(f"Of no use with or without: {listed(blocked)} (blocked).", hang=4))
    rows = [
        (
            reading_words(case, one.shipping.reading),
            value_words(one.plan),
            value_words(other.plan),
            points(one.value - other.value),
        )
        for one, other in zip(with_all.plans, rest.plans, strict=True)
    ]
    lines += [
        "",
        wrapped(f"The plans, in points of the {VALUE}:"),
        table(("Reading", "With", "Without", "Lost"), rows, widths=(40, 10, 10, 10)),
    ]
    return "\n".join(lines)


def front_text(case: Case, planning: PlanningProblem, plans: Sequence[Plan]) -> str:
    """Give the plans that nothing beats in value, exposure and cost at once."""
    if not all(plan.has_plan for plan in plans):
        return f"{heading('Value, exposure and cost')}\n{wrapped(_none(plans[0]))}"
    lead = (
        f"Reading: {reading_words(case, planning.reading)}. Of the plans that were found, none is"
        f" as good as these in all three and better in one. Value is the {VALUE}, in points;"
        " exposure adds up the routes that are opened; cost is in the worth of what meets one need."
    )
    rows = [
        (
            value_words(plan),
            f"{plan.totals[Aim.EXPOSURE]:.2f}",
            f"{plan.totals[Aim.COST]:.2f}",
            listed([title_of(case, name) for name in plan.opened], empty="nothing is sent"),
        )
        for plan in plans
    ]
    front = table(("Value", "Exposure", "Cost", "Routes"), rows, widths=(8, 9, 8, 66))
    return f"{heading('Value, exposure and cost')}\n{wrapped(lead)}\n\n{front}"


def why_text(case: Case, obstacles: Obstacles) -> str:
    """Say what stands in the way of a delivery, and what would have to be true."""
    if obstacles.reason:
        title = title_of(case, obstacles.stock or obstacles.need)
        return f"{heading(title)}\n{wrapped(f'No plan sends it: {obstacles.reason}.')}"
    what = (
        f"{title_of(case, obstacles.stock)} for {lowered(case, title_of(case, obstacles.need))}"
        if obstacles.stock
        else title_of(case, obstacles.need)
    )
    date = day_after(case, in_periods(case, obstacles.by))
    asked = (
        f"{percent(obstacles.share)} of the need within"
        f" {steps_words(case, obstacles.by)}{f' (by {date})' if date else ''}"
    )
    lines = [
        heading(f"{what}: {asked}"),
        wrapped(
            f"Reading: {reading_words(case, obstacles.shipping.reading)}. Each wait is planned at"
            f" its {percent(obstacles.shipping.quantile)} point. {ASSUMED}"
        ),
    ]
    lines.append("")
    if obstacles.conflict is None:
        lines.append(
            wrapped(
                f"It can be done: {percent(obstacles.share)} within"
                f" {steps_words(case, obstacles.earliest or obstacles.by)} at the earliest;"
                f" {percent(obstacles.most)} within {steps_words(case, obstacles.by)} at the most."
            )
        )
        return "\n".join(lines)
    first = (
        f"within {steps_words(case, obstacles.earliest)} at the earliest"
        if obstacles.earliest
        else f"not within the {_planned(case, obstacles.shipping)} that are planned"
    )
    lines.append(
        wrapped(
            f"It cannot be done: {percent(obstacles.most)} at the most by then;"
            f" {percent(obstacles.share)} {first}."
        )
    )
    if not obstacles.conflict.holds and not obstacles.conflict.is_least:
        lines.append(
            wrapped(
                "The problem is too large to search for what stands in its way: ask of one stock."
            )
        )
        return "\n".join(lines)
    if not obstacles.conflict.holds:
        lines.append(wrapped(_nothing(obstacles)))
        return "\n".join(lines)
    least = (
        "The smallest set of things"
        if obstacles.conflict.is_least
        else "A set of things, of which none can be spared,"
    )
    lines += ["", wrapped(f"{least} that cannot stand together with it:")]
    lines += [
        wrapped(f"- {hold_words(case, obstacles.shipping, hold)}", indent=2, hang=4)
        for hold in obstacles.conflict.holds
    ]
    lines += [
        "",
        wrapped(
            "What would have to be true instead (each line by itself is enough; there may be"
            " others):"
            if obstacles.ways
            else "No single change, and no small set of them, was found to be enough."
        ),
    ]
    lines += [
        wrapped(
            f"- {'; and '.join(change_words(case, obstacles.shipping, change) for change in way)}",
            indent=2,
            hang=4,
        )
        for way in obstacles.ways
    ]
    return "\n".join(lines)


def _planned(case: Case, planning: PlanningProblem) -> str:
    return steps_words(case, planning.problem.periods)


def _nothing(obstacles: Obstacles) -> str:
    reason = next(
        (
            entry.why
            for entry in obstacles.shipping.left_out
            if entry.address == f"needs.{obstacles.need}"
        ),
        "no measure sends anything for it",
    )
    return f"Nothing that is loosened would help: {reason}."


def _readings(case: Case, goods: Deliverable) -> str:
    first = goods.first
    lead = (
        f"Value: the {VALUE}, in points of a hundred. Each wait is planned at its"
        f" {percent(first.shipping.quantile)} point; what chance makes of the plan stands beside"
        f" it, on average over {DRAWS} draws with the 5th and 95th percentile. {ASSUMED}"
    )
    every = [*goods.plans, *((goods.everywhere,) if goods.everywhere else ())]
    rows = [
        (
            reading_words(case, one.shipping.reading),
            value_words(one.plan),
            chanced_words(one.chanced),
            (
                points(goods.certainty(one.shipping.reading))
                if goods.everywhere and one.shipping.reading != EVERYWHERE
                else ""
            ),
            listed(
                [title_of(case, name) for name in one.plan.opened],
                empty="nothing is sent" if one.plan.has_plan else "–",
            ),
        )
        for one in every
    ]
    head = ("Reading", "Value", "Under chance", "Certainty costs", "Routes")
    words = (
        [
            wrapped(
                f"Without: {listed([actor_words(case, name) for name in first.shipping.without])}."
            )
        ]
        if first.shipping.without
        else []
    )
    barred = _barred(case, goods)
    why_not = (
        [wrapped("Out of the plan that is lawful under every reading:"), *barred] if barred else []
    )
    return "\n".join(
        [
            heading("Plans, by reading of the law"),
            wrapped(lead),
            *words,
            table(head, rows, widths=(26, 7, 21, 9, 28)),
            *why_not,
        ]
    )


def _plan(case: Case, outlook: ReadingPlan) -> str:
    plan, made = outlook.plan, outlook.shipping
    title = heading(f"The plan: {reading_words(case, made.reading)}")
    if not plan.has_plan:
        return f"{title}\n{wrapped(_none(plan))}"
    lines = [title, wrapped(_totals(outlook))]
    rows = [
        (
            title_of(case, stock),
            title_of(case, route),
            need,
            _span(case, first, last),
            percent(share),
            amount_of(amount, unit),
        )
        for stock, route, need, first, last, share, amount, unit in _sent(case, outlook)
    ]
    if rows:
        head = ("What", "By", "For", f"Leaves, {case.period}", "Share", "Amount (assumed)")
        lines += [
            table(head, rows, widths=(28, 21, 14, 8, 6, 14)),
            wrapped(_reached(case, outlook)),
        ]
    return "\n".join(lines)


def _span(case: Case, first: int, last: int) -> str:
    """Say after how many periods the first and the last of it leaves."""
    after, until = (number_words(round(in_periods(case, step), 1)) for step in (first, last))
    return after if after == until else f"{after} to {until}"


def _none(plan: Plan) -> str:
    """Say that there is no plan, and why."""
    return f"There is no plan: {plan.outcome.value}. {'; '.join(plan.why)}".strip()


def _totals(outlook: ReadingPlan) -> str:
    plan = outlook.plan
    gap = (
        "exact"
        if plan.gap == 0
        else f"best found in the time, within {100 * plan.gap:.2g} % of a bound"
    )
    value = span_points(outlook.range) or points(outlook.value)
    ends = ", over the ends of the assumptions, waits apart" if outlook.range else ""
    return (
        f"Value {value} points{ends} ({gap}); exposure {plan.totals[Aim.EXPOSURE]:.2f}; cost"
        f" {plan.totals[Aim.COST]:.2f} of the worth of what meets one need."
    )


def _sent(
    case: Case, outlook: ReadingPlan
) -> Iterable[tuple[str, str, str, int, int, float, float, str]]:
    """
    Give what leaves, joined over the steps: stock, route, need, first and last step, share and
    amount.
    """
    units = {stock.id: stock.unit for stock in case.stocks}
    joined: dict[tuple[str, str, str], list[float]] = {}
    for delivery in outlook.plan.deliveries:
        row = joined.setdefault(
            (delivery.stock, delivery.route, delivery.need),
            [delivery.leaves, delivery.leaves, 0.0, 0.0],
        )
        row[1], row[2], row[3] = delivery.leaves, row[2] + delivery.share, row[3] + delivery.amount
    for (stock, route, need), (first, last, share, amount) in joined.items():
        if share > _SHOWN:
            yield stock, route, need, int(first), int(last), share, amount, units.get(stock, "")


def _reached(case: Case, outlook: ReadingPlan) -> str:
    deadlines = {need.id: need.deadline for need in outlook.shipping.problem.needs}
    met = [
        f"{title_of(case, name)} {percent(shares[min(deadlines[name], len(shares)) - 1])}"
        for name, shares in outlook.plan.met.items()
        if shares[-1] > _SHOWN
    ]
    lags = [
        f"{title_of(case, partner.id)} passes on {percent(partner.passes_on)} of what it gets,"
        f" {steps_words(case, partner.lag)} later"
        for partner in outlook.shipping.problem.partners
        if any(
            route.partner == partner.id and route.id in outlook.plan.opened
            for route in outlook.shipping.problem.routes
        )
    ]
    return f"Met by the deadline: {listed(met)}. {'. '.join(lags)}{'.' if lags else ''}".strip()


def _dates(case: Case, outlook: ReadingPlan) -> str:
    """Say when the first arrives, of all and for each need, over the draws."""
    dates = outlook.dates
    if dates is None:
        return ""
    rows = [
        (
            title_of(case, name),
            day_after(case, first.planned) or periods_words(case, first.planned),
            arrival_words(case, first.drawn) if first.rests_on else "no range",
        )
        for name, first in dates.needs.items()
    ]
    lines = [
        heading("First arrivals"),
        wrapped(first_arrival_words(case, outlook)),
        table(("Need", "In the plan", "In nine of ten combinations"), rows, widths=(34, 14, 48)),
    ]
    return "\n".join(lines)


def _consents(case: Case, outlook: ReadingPlan) -> str:
    made = outlook.shipping
    used = {name for lane in made.problem.lanes for name in lane.consents}
    rows = [
        (consent_name(case, made.consents[consent.id]), wait_words(case, made, consent.id))
        for consent in made.problem.consents
        if consent.id in used
    ]
    return (
        f"{heading('Consents')}\n{table(('Consent', 'Counted on'), rows, widths=(56, 40))}"
        if rows
        else ""
    )


def _chance(case: Case, outlook: ReadingPlan) -> str:
    found = outlook.chanced
    if found is None or not outlook.plan.deliveries:
        return ""
    rows = [
        (
            title_of(case, name),
            percent(met.best),
            ends_words(percent(met.low), percent(met.high)),
            percent(found.any[name]),
        )
        for name, met in found.met.items()
        if found.any[name] > 0
    ]
    lead = (
        f"The plan carried out {found.draws} times (seed {found.seed}), with consents, routes and"
        " partners taking as long as chance has it; the amounts stay at their best values."
    )
    head = ("Need", "Met on average", "5th to 95th", "Anything by the deadline")
    return (
        f"{heading('Under chance')}\n{wrapped(lead)}\n{table(head, rows, widths=(30, 15, 22, 25))}"
    )


def _prices(case: Case, outlook: ReadingPlan) -> str:
    if outlook.prices is None or not outlook.plan.has_plan:
        return ""
    rows = [
        (step_words(case, outlook.shipping, price), f"+{points(price.gain)}")
        for price in outlook.prices.each[:_MOST_PRICES]
    ]
    lead = (
        "What one step of one thing would add, in points, the plan made again each time."
        f" Everything a {step_name(case)} later would take {points(outlook.prices.delay)} points."
    )
    rest = (
        wrapped(
            f"{count_words(len(outlook.prices.nothing), 'other thing')} would add nothing:"
            f" {listed(_kinds(outlook))}."
        )
        if outlook.prices.nothing
        else ""
    )
    lines = [
        heading("What holds the plan back"),
        wrapped(lead),
        table(("One step", "Adds"), rows, widths=(86, 10)) if rows else "",
        rest,
    ]
    return "\n".join(line for line in lines if line)


def _kinds(outlook: ReadingPlan) -> list[str]:
    kinds = [hold.kind.value for hold in outlook.prices.nothing] if outlook.prices else []
    plurals = {
        "stock": "more stock",
        "floor": "lower floors",
        "consent": "sooner consents",
        "route": "opened routes",
        "capacity": "more carried",
        "lead": "less time under way",
        "passing on": "more passed on",
        "lag": "less time until it is passed on",
    }
    return [f"{plurals[kind]} ({kinds.count(kind)})" for kind in dict.fromkeys(kinds)]


def _movers(case: Case, outlook: ReadingPlan) -> str:
    asks = {entry.id: entry.asks for entry in case.assumptions}
    rows = [
        (asks[mover.assumption], points(mover.low), points(mover.high))
        for mover in outlook.movers[:_MOST_MOVERS]
    ]
    lead = (
        "Value in points at the low and at the high end of one assumption, the others at their"
        " best."
    )
    if not rows:
        return ""
    ends = table(("Assumption", "Low end", "High end"), rows, widths=(70, 10, 10))
    return f"{heading('Assumptions that move it most')}\n{wrapped(lead)}\n{ends}"


def _barred(case: Case, goods: Deliverable) -> list[str]:
    """Say which measures are out of the plan that is lawful under every reading, and why."""
    every = goods.everywhere.shipping.left_out if goods.everywhere else ()
    barred = [left_out for left_out in every if left_out.section == "measures"]
    return [
        wrapped(
            f"- {measure_words(case, left_out.entry, left_out.goods)}:"
            f" {left_out_words(case, left_out)}",
            indent=2,
            hang=4,
        )
        for left_out in barred
    ]


def _left_out(case: Case, outlook: ReadingPlan) -> str:
    lines = [
        wrapped(f"- {measure_words(case, entry.entry, entry.goods)}: {entry.why}", indent=2, hang=4)
        for entry in outlook.shipping.left_out
    ]
    return "\n".join([heading("Left out of every plan"), *lines]) if lines else ""
