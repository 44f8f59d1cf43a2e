"""
What the game says about a case, in words: changes with their ranges, what the challenger does, what
turns a result.
"""

from collections.abc import Callable, Mapping, Sized

from phaseline.case.games import baseline_of
from phaseline.case.model.case import Case
from phaseline.desk.comparison.claims import Turning
from phaseline.desk.comparison.results import LadderComparison, LadderResult
from phaseline.desk.comparison.study import ChangeEstimate
from phaseline.game.demand import DemandData
from phaseline.present.wording.numbers import (
    actor_words,
    count_words,
    listed,
    lowered,
    number_words,
    one_of,
)
from phaseline.terms.letters import capitalised

INSIDE = "inside the model, not a forecast"
_SMALL = 0.05


def points(change: ChangeEstimate) -> str:
    """
    Write a change of a chance in points, with its range.

    >>> points(ChangeEstimate(median=-0.1, low=-0.41, high=0.0, best=None))
    '−10 (−41 to 0) points'
    """
    median, low, high = (signed(100 * end, 0) for end in (change.median, change.low, change.high))
    return "no change" if median == low == high == "0" else f"{median} ({low} to {high}) points"


def periods(change: ChangeEstimate, period: str) -> str:
    """
    Write a change in periods, with its range.

    >>> periods(ChangeEstimate(median=-1.27, low=-5.1, high=-0.01, best=None), "month")
    '−1.3 (−5.1 to 0) months'
    """
    text = spans(change)
    return text if text == "no change" else f"{text} {period}s"


def spans(change: ChangeEstimate) -> str:
    """Write a change in periods with its range, without the word for the period."""
    median, low, high = (signed(end, 1) for end in (change.median, change.low, change.high))
    return "no change" if median == low == high == "0" else f"{median} ({low} to {high})"


def amount(change: ChangeEstimate) -> str:
    """Write a change in the responder's own unit, with its range."""
    return spans(change)


def signed(number: float, digits: int) -> str:
    """
    Write a signed number: a true minus, a plus, and a plain zero for what rounds to it.

    >>> signed(-1.26, 1), signed(0.5, 0), signed(0.04, 1), signed(2.0, 1)
    ('−1.3', '0', '0', '+2')
    """
    if number != number:  # noqa: PLR0124  # not a number: the figure does not apply
        return "—"
    text = f"{abs(number):.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if float(text) == 0 else ("−" if number < 0 else "+") + text


def tenths(share: float) -> str:
    """
    Write a share as so many of ten.

    >>> tenths(0.74), tenths(0.02), tenths(0.99)
    ('about 7 of 10', 'fewer than 1 of 10', 'nearly all')
    """
    if share < 0.05:
        return "fewer than 1 of 10"
    return "nearly all" if share > 0.95 else f"about {max(1, round(10 * share))} of 10"


def of_draws(share: float, draws: int) -> str:
    """Write a share of draws as a count, so that nobody takes it for a probability."""
    return f"{round(share * draws)} of {draws} draws"


def crossing_periods(case: Case) -> str:
    """
    Give the head of a figure in periods across the line, in the words of the case.
    """
    return f"{capitalised(case.period)}s of {case.vocabulary.crossing.noun}"


def baseline_words(case: Case) -> str:
    """Name what the courses are measured against, within a sentence."""
    return course_parts(case, baseline_of(case).id)[0] if case.policies else "the first course"


def lowered_periods(case: Case) -> str:
    """Give the same within a sentence."""
    return f"{case.period}s of {case.vocabulary.crossing.noun}"


VIEWPOINTS: Mapping[str, str] = {
    "inside": "fewest {periods} of {crossing}",
    "value": "the responder's own account",
    "disaster": "least risk of disaster",
}


def viewpoint_words(case: Case, viewpoint: str) -> str:
    """Say from which point of view courses are compared."""
    return VIEWPOINTS[viewpoint].format(
        periods=f"{case.period}s", crossing=case.vocabulary.crossing.noun
    )


def turning_words(case: Case, turning: Turning | None) -> str:
    """Say which assumption turns a result, and where."""
    if turning is None:
        return "no single assumption turns it"
    level = [_asked(case, name) for name in turning.level]
    return (
        f"turns mostly on {_asked(case, turning.assumption)}: below"
        f" {_plain(turning.at)} it holds in {turning.below:.0%} of the draws, "
        f"above in {turning.above:.0%}; assumed range {_plain(turning.low)} to"
        f" {_plain(turning.high)}"
        f"{f'; {listed(level)} would tell them apart as well' if level else ''}"
    ).replace("%", " percent")


def _asked(case: Case, name: str) -> str:
    """Name an assumption within a sentence by what it asks."""
    return f"“{lowered(case, case.assumptions[name].asks).rstrip('.')}”"


def _plain(number: float) -> str:
    return f"{number:.3g}".replace("-", "−")


def course_name(case: Case, name: str) -> str:
    """
    Give a completed ladder in a few words, with what tells it from others where its ladder has
    several.
    """
    title, which = course_parts(case, name)
    return f"{title} ({which})" if which else title


def courses_asked(case: Case, ladder: str, names: Sized) -> str:
    """Give the one completed ladder that is asked about, or how many of them there are."""
    return course_name(case, ladder) if ladder else f"{len(names)} ladders"


def course_parts(case: Case, name: str) -> tuple[str, str]:
    """
    Give what a ladder is called within a sentence, and what tells a completed one from others of
    it; that is empty where there is one alone.
    """
    policy = case.policies.get(name)
    if policy is None:
        return name, ""
    ladder = case.ladders[policy.ladder]
    completion = ladder.completions.get(policy.completion)
    has_others = sum(other.ladder == ladder.id for other in case.policies) > 1
    which = name if policy.completion or has_others else ""
    return lowered(case, ladder.short or ladder.title), (completion and completion.short) or which


def plan_short(comparison: LadderComparison, case: Case) -> str:
    """Say what the ranges are, in one line."""
    first = (
        f"{one_of(case.vocabulary.crossing.noun)} is taken to be under way, so none is a first"
        if comparison.is_under_way
        else "points: of the chance that the first comes within"
        f" {count_words(min(case.horizon), case.period)}"
    )
    return (
        f"medians, in brackets 5 to 95 percent of {len(comparison.plan.draws)} draws; {first};"
        f" {INSIDE}"
    )


def base_words(comparison: LadderComparison, case: Case) -> str:
    """Say from what the courses' changes are counted: the periods inside without any of them."""
    periods = number_words(round(comparison.base("inside"), 1))
    return f"{periods} {lowered_periods(case)} in {max(case.horizon)}"


def base_in_short(comparison: LadderComparison, case: Case) -> str:
    """Say the same of the challenger, as a sentence without its full stop."""
    periods = number_words(round(comparison.base("inside"), 1))
    who, does = actor_words(case, case.challenger), case.vocabulary.crossing.does
    whole = max(case.horizon)
    unit = case.period if whole == 1 else f"{case.period}s"
    return f"{who} {does} in {periods} of {whole} {unit}"


def unmoved_first(case: Case, comparison: LadderComparison) -> str:
    """
    Say in a sentence what the chance of a first crossing is, where no ladder moves it and a column
    would say the same in every row, or that none is left to come; nothing where one moves it.
    """
    if comparison.is_under_way:
        return _under_way(case)
    if not comparison.contenders or comparison.is_moved("crossing_first"):
        return ""
    within = count_words(min(case.horizon), case.period)
    spread = [
        f"{course_name(case, result.policy.id)} by {points(change)}"
        for result in comparison.contenders
        if points(change := result.studied.change["crossing_first"]) != "no change"
    ]
    but = f"; over the draws {listed(spread)}" if spread else ""
    return (
        f"The chance of a first {case.vocabulary.crossing.noun} within {within} is"
        f" {comparison.base('crossing_first'):.0%} without any ladder, and no ladder moves it in"
        f" the middle of the draws{but}."
    )


def _under_way(case: Case) -> str:
    """Say that nothing is left of a first crossing, and whose moves are told."""
    noun = case.vocabulary.crossing.noun
    return (
        f"A {noun} is taken to be under way already, so no chance of a first {noun} is given; first"
        " moves are those of a challenger that has begun."
    )


def states_words(result: LadderResult) -> str:
    """Say how large the game is."""
    best, most = result.studied.states
    return f"{best:,} states" if best == most else f"{best:,} to {most:,} states"


def is_small(number: float) -> bool:
    """Whether a change is too small to speak of."""
    return abs(number) < _SMALL


def plan_words(comparison: LadderComparison, case: Case) -> str:
    """Say what the ranges are."""
    plan = comparison.plan
    horizon = max(case.horizon)
    return (
        "the median, and in brackets the 5th to 95th percentile over"
        f" {count_words(len(plan.draws), 'draw')} of {len(plan.continuous) + len(plan.structural)}"
        f" assumptions (Latin hypercube, seed {plan.seed}); {count_words(horizon, case.period)};"
        f" {INSIDE}"
    )


_DASH = "—"


def ending_words(case: Case) -> str:
    """Say what the solver assumes of the time after the last period."""
    periods = count_words(max(case.horizon), case.period)
    return f"Both sides look {periods} ahead; what they have after that counts for nothing."


def figure(value: float | None, digits: int = 3) -> str:
    """
    Write a number of the model: few figures, a true minus, a dash where it does not apply.

    >>> figure(-0.20004), figure(120.0, 0), figure(None)
    ('−0.2', '120', '—')
    """
    if value is None or value != value:  # noqa: PLR0124  # not a number
        return _DASH
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if float(text) == 0 else text.replace("-", "−")


def chance(value: float | None) -> str:
    """
    Write a chance in hundredths, without claiming certainty that is not there.

    >>> chance(0.4), chance(0.9999), chance(1.0), chance(-0.0), chance(None)
    ('40 %', 'over 99 %', '100 %', '0 %', '—')
    """
    if value is None or value != value:  # noqa: PLR0124  # not a number
        return _DASH
    if 0 < value < 0.005:
        return "under 1 %"
    if 0.995 < value < 1:
        return "over 99 %"
    return f"{100 * value + 0.0:.0f} %"  # the sum has no sign where it is zero


def demand_words(outcome: Mapping[str, float | None], period: str) -> str:
    """
    Write whether a demand is met and when, and how much crossing is left then.

    >>> demand_words({"chance": 0.4, "periods": 3.21, "across": 0.0}, "month")
    '40 %, after 3.2 months'
    >>> demand_words({"chance": 1.0, "periods": 1.0, "across": 0.25}, "week")
    '100 %, after 1 week, then across 25 % of the time'
    >>> demand_words({"chance": 0.0, "periods": None, "across": None}, "week")
    'never'
    """
    if outcome["periods"] is None:
        return "never"
    number = figure(outcome["periods"], 1)
    words = f"{chance(outcome['chance'])}, after {number} {period}{'s' * (number != '1')}"
    return (
        f"{words}, then across {chance(outcome['across'])} of the time"
        if outcome["across"]
        else words
    )


def demand_rows(demand: DemandData, period: str) -> list[tuple[str, ...]]:
    """Give for each type whether it meets the demand, a column a horizon."""
    return [
        (kind, *(demand_words(outcome, period) for outcome in by_horizon.values()))
        for kind, by_horizon in demand.items()
    ]


def compared_demand_rows(
    comparison: LadderComparison, period: str, name: Callable[[LadderResult], str]
) -> list[tuple[str, ...]]:
    """Give the same for each ladder that demands something, its name in its first row."""
    return [
        (name(ladder) if not place else "", *row)
        for ladder in comparison.contenders
        if ladder.studied.demand
        for place, row in enumerate(demand_rows(ladder.studied.demand, period))
    ]
